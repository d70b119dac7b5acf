"""不实举报澄清 (clearing a false report): found untrue, assessed, examined, approved, cleared before whoever heard it.

Read it as a table, one row per lawful step. The states and acts are named in `report_clarification_terms.py`, the time limits in
`…_clocks.py`; the guards stand in `…_grounds.py` and `…_accuser.py`. It begins on the handling department's proposal, on the judge's application, or
on an inquiry that found nothing. Who reported stands nowhere in it.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.one_office import OneOffice
from state_machines.procedure import Procedure
from state_machines.report_clarification import accuser, grounds
from state_machines.report_clarification.clocks import Clock
from state_machines.report_clarification.letters import LETTERS
from state_machines.report_clarification.terms import HANDLING, Act, Known, Paper, State
from state_machines.steps import OwnMatter, Step

JUDGES = law("judges_law")
SANCTIONS = law("government_sanctions_law")
NATIONAL = law("false_reports_2020")
ELSEWHERE = law("clearing_elsewhere")
JILIN = law("jilin_false_reports_2020")
LOCAL = law("local_protection")

JUDGE, COMMITTEE = Role.JUDGE_CONCERNED, Role.DUTY_PROTECTION
IN_POWER = (Role.PRESIDENT, Role.PARTY_GROUP, Role.SUPERVISION_COMMISSION)
BEFORE_CLEARING = (State.FALSE_FOUND, State.ASSESSED, State.EXAMINED, State.APPROVED)
OPEN = (State.OPENED, *BEFORE_CLEARING)
AFTER_THE_FINDING = (*BEFORE_CLEARING, State.CLEARED, State.REVISITED)
AS_FOUND = (grounds.not_the_verifier,)

# fmt: off
_STEPS = (
    # what is false, and whether it must be cleared
    #    act                   from               to                 who may take it           on what authority
    Step(Act.FIND_UNTRUE,      State.OPENED,      State.FALSE_FOUND, HANDLING,                 NATIONAL["谁核实谁澄清"],
         asks=(Known.FINDINGS,), unless=(grounds.point_unfound, grounds.nothing_untrue), within=Clock.CHECK, computes=grounds.FOUND, papers=(Paper.FINDING,), tells=(JUDGE, COMMITTEE)),
    Step(Act.FIND_NONE_UNTRUE, State.OPENED,      State.DECLINED,    HANDLING,                 ELSEWHERE["未查实"],
         asks=(Known.FINDINGS, Known.REASONS), unless=(grounds.point_unfound, grounds.something_untrue), within=Clock.CHECK, papers=(Paper.FINDING, Paper.DECLINING), tells=(JUDGE,)),
    Step(Act.HEAR,             State.FALSE_FOUND, None,              HANDLING,                 LOCAL["听取意见"],
         asks=(Known.VIEW, Known.PUBLIC_FORM), unless=AS_FOUND, papers=(Paper.HEARING,)),
    Step(Act.STATE_VIEW,       State.FALSE_FOUND, None,              JUDGE,                    ELSEWHERE["启动"],
         asks=(Known.VIEW, Known.PUBLIC_FORM), unless=(grounds.not_the_judge,), tells=HANDLING),
    *(Step(Act.ADD_AUDIENCE,   state,             None,              (*HANDLING, JUDGE),       LOCAL["澄清范围"],
           asks=(Known.AUDIENCE,))
      for state in OPEN),
    *(Step(Act.ADD_AUDIENCE,   state,             State.APPROVED,    (*HANDLING, JUDGE),       LOCAL["澄清范围"],
           asks=(Known.AUDIENCE,), tells=HANDLING)
      for state in (State.CLEARED, State.REVISITED)),
    Step(Act.ASSESS,           State.FALSE_FOUND, State.ASSESSED,    HANDLING,                 NATIONAL["评估"],
         asks=(Known.FORMS, Known.ASSESSMENT, Known.AUDIENCE_COMPLETE), may=(Known.MUST_GROUNDS, Known.NOT_GROUNDS),
         unless=(*AS_FOUND, grounds.judge_unheard, grounds.unknown_situation, grounds.circle_unchecked, grounds.not_in_writing, grounds.public_form_declined),
         within=Clock.ASSESSMENT, computes=grounds.ASSESSED, papers=(Paper.ASSESSMENT, Paper.NOTICE), tells=(JUDGE, Role.CASE_EXAMINATION, Role.CASE_SUPERVISION)),

    # examined, and decided by those in power
    Step(Act.EXAMINE,          State.ASSESSED,    State.EXAMINED,    Role.CASE_EXAMINATION,    JILIN["分工"],
         asks=(Known.EXAMINATION, Known.EVIDENCE_COMPLETE), unless=(grounds.evidence_wanting,), within=Clock.EXAMINATION, papers=(Paper.EXAMINATION,), tells=(*IN_POWER, Role.CASE_SUPERVISION)),
    Step(Act.SEND_BACK,        State.ASSESSED,    State.FALSE_FOUND, Role.CASE_EXAMINATION,    JILIN["分工"],
         asks=(Known.REASONS,), within=Clock.EXAMINATION, tells=HANDLING),
    Step(Act.SEND_BACK,        State.EXAMINED,    State.FALSE_FOUND, (*IN_POWER, Role.CASE_EXAMINATION), NATIONAL["审批"],
         asks=(Known.REASONS,), within=Clock.APPROVAL, tells=HANDLING),
    Step(Act.APPROVE,          State.EXAMINED,    State.APPROVED,    IN_POWER,                 NATIONAL["审批"],
         unless=(grounds.not_to_be_cleared,), within=Clock.APPROVAL, papers=(Paper.APPROVAL,), tells=(*HANDLING, JUDGE, COMMITTEE)),
    Step(Act.DECLINE,          State.EXAMINED,    State.DECLINED,    IN_POWER,                 NATIONAL["审批"],
         asks=(Known.REASONS,), unless=(grounds.to_be_cleared,), within=Clock.APPROVAL, papers=(Paper.APPROVAL, Paper.DECLINING), tells=(*HANDLING, JUDGE)),

    # cleared before whoever heard it, and visited
    Step(Act.CLEAR,            State.APPROVED,    State.CLEARED,     HANDLING,                 JUDGES[56],
         asks=(Known.FORMS, Known.CLEARED_POINTS, Known.LETTER, Known.TOLD), unless=(*AS_FOUND, grounds.not_in_writing, grounds.public_form_declined, grounds.form_not_approved, grounds.other_than_untrue, grounds.somebody_untold),
         within=Clock.CLEARING, papers=(Paper.LETTER,), tells=(JUDGE, COMMITTEE, Role.PERSONNEL, Role.INFORMED)),
    Step(Act.VISIT,            State.CLEARED,     State.REVISITED,   HANDLING,                 JILIN["分工"],
         asks=(Known.VISIT, Known.EFFECTS_GONE), unless=AS_FOUND, within=Clock.VISIT, papers=(Paper.VISIT,), tells=(COMMITTEE,)),
    Step(Act.CLEAR_FURTHER,    State.REVISITED,   State.APPROVED,    HANDLING,                 LOCAL["回访"],
         asks=(Known.REASONS,), unless=(*AS_FOUND, grounds.effects_gone), within=Clock.CLOSING, tells=(JUDGE, COMMITTEE)),
    Step(Act.CLOSE,            State.REVISITED,   State.CLOSED,      HANDLING,                 LOCAL["办结"],
         asks=(Known.RESULT,), unless=(*AS_FOUND, grounds.effects_remain), within=Clock.CLOSING, tells=(JUDGE, Role.CASE_SUPERVISION, Role.PETITIONS_OFFICE)),

    # a false accuser; and the other ends
    *(Step(Act.REFER_ACCUSER,  state,             None,              HANDLING,                 SANCTIONS[62],
           asks=(Known.ACCUSER,), unless=(*AS_FOUND, accuser.in_good_faith, accuser.referred_already), computes=accuser.REFERRED, papers=(Paper.REFERRAL,), tells=(Role.SUPERVISION_COMMISSION, COMMITTEE))
      for state in AFTER_THE_FINDING),
    Step(Act.ASK_AGAIN,        State.DECLINED,    State.OPENED,      JUDGE,                    LOCAL["不予澄清"],
         asks=(Known.APPLICATION,), unless=(grounds.not_the_judge, grounds.asked_again_already), within=Clock.AGAIN, marks=((Known.ASKED_AGAIN, True),), tells=HANDLING),
    Step(Act.LET_LAPSE,        State.DECLINED,    State.CLOSED,      Role.CALENDAR,            LOCAL["不予澄清"],
         within=Clock.AGAIN, tells=(JUDGE, *HANDLING)),
    *(Step(Act.WITHDRAW,       state,             State.CLOSED,      JUDGE,                    LOCAL["听取意见"],
           asks=(Known.REASONS,), unless=(grounds.not_the_judge,), tells=HANDLING)
      for state in OPEN),
)
# fmt: on

REPORT_CLARIFICATION = Procedure(
    "report_clarification",
    "不实举报澄清",
    "clearing of a false report",
    State,
    _STEPS,
    initial=State.OPENED,
    authority=JUDGES[56],
    final=(State.CLOSED,),
    opening_tells=(*HANDLING, COMMITTEE),
    # 谁听到过检举，向谁澄清: each of the circle is written to by name, whatever office he holds.
    named={JUDGE: Known.JUDGE, Role.INFORMED: Known.AUDIENCE},
    of_the_case=(JUDGE, COMMITTEE, Role.INFORMED, *HANDLING, *IN_POWER, Role.CASE_EXAMINATION, Role.CASE_SUPERVISION, Role.PETITIONS_OFFICE, Role.PERSONNEL),
    one_of=OneOffice(HANDLING, Known.VERIFIER, told_anyway=frozenset({Act.REFER_ACCUSER})),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,)}, LOCAL["本案人员"]),
)  # fmt: skip
