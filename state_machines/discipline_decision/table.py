"""惩戒决定 (disciplinary decision): the judge is heard, the court decides, remedies and execution go on side by side.

Read it as a table, one row per lawful step. The states and the acts are named in `discipline_decision_terms.py`, the time
limits in `…_clocks.py`; the guards stand in `…_grounds.py`, `…_findings.py`, `…_acts.py`, `…_execution.py` and `…_remedies.py`. It opens on the committee's final opinion
(`disciplinary_prereview.py`), on another breach of duty, or on a sanction of the supervision commission; a remedy never
stops the execution and never makes anything heavier.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.disciplinary_prereview.terminations import others_forgotten, unknown_termination
from state_machines.discipline_decision import acts, execution, findings, grounds, remedies
from state_machines.discipline_decision.clocks import Clock
from state_machines.discipline_decision.corrections import RECTIFYING
from state_machines.discipline_decision.letters import LETTERS
from state_machines.discipline_decision.terms import Act, Known, Paper, State
from state_machines.files_handed_in import taking_files
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

PLAN_2022 = law("plan_2022")
LOCAL = law("local_discipline")
JUDGES = law("judges_law")
RESPONSIBILITY = law("judicial_responsibility_2015")
CIVIL = law("civil_servants_law")
APPEALS = law("civil_servants_appeals_2008")
SANCTIONS = law("government_sanctions_law")

JUDGE, PARTY_GROUP, PERSONNEL, PRESIDENT = (
    Role.JUDGE_CONCERNED,
    Role.PARTY_GROUP,
    Role.PERSONNEL,
    Role.PRESIDENT,
)
HANDLING = (Role.PERSONNEL, Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
"""组织处理 is the personnel department's, 纪律处分 the discipline bodies'."""
HIGHER = (Role.CIVIL_SERVICE, Role.HIGHER_COURT)
COMMISSION = Role.SUPERVISION_COMMISSION
BEFORE_THE_DECISION = (State.PROPOSED, State.TOLD, State.HEARD)
LIMITS_OF = {
    State.PROPOSED: (Clock.DECISION,),
    State.TOLD: (Clock.STATEMENT,),
    State.HEARD: (Clock.DECISION,),
}
"""What an open supervision case holds in each state (监察立案)."""
UNDER_REMEDIES = (
    State.EXECUTION, State.RECONSIDERATION, State.RECONSIDERED, State.APPEAL, State.APPEALED, State.FURTHER_APPEAL,
    State.SUPERVISION_SANCTION, State.REVIEW, State.REVIEWED, State.RECHECK, State.SETTLED,
)  # fmt: skip
"""Remedies do not stop the execution: it goes on in each of these."""
APPEALS_OPEN = (State.APPEAL, State.FURTHER_APPEAL)
RESULTS = (State.RECONSIDERED, State.APPEALED, State.REVIEWED)
WITHDRAWN_FROM = {
    State.RECONSIDERATION: APPEALS["撤回"], State.APPEAL: APPEALS["撤回"], State.FURTHER_APPEAL: APPEALS["撤回"],
    State.REVIEW: LOCAL["救济"], State.RECHECK: LOCAL["救济"],
}  # fmt: skip
SAID = (Known.PROPOSED_SANCTION, Known.BASIS)
ANSWERED = (Known.UPHELD, Known.SANCTION, Known.APPLICATION_ANSWER)
LAWFUL = (grounds.unknown_sanction, grounds.supervision_open, grounds.no_longer_in_service, grounds.sanctioned_already,
          grounds.not_to_be_laid_off, *findings.FINDINGS, *acts.SEVERAL)  # fmt: skip
"""What stands in the way of any sanction (不得处分的情形)."""
NOT_HEAVIER = (
    grounds.unknown_measure,
    remedies.upheld_at_odds,
    remedies.heavier_for_applying,
    acts.period_not_allowed,
    remedies.point_unanswered,
)
NOT_HEAVIER_THERE = (
    grounds.unknown_measure,
    remedies.upheld_at_odds,
    remedies.heavier_for_review,
    acts.period_not_allowed,
    remedies.point_unanswered,
)
"""What the court and the organs above it, and what the supervision commission, may not make heavier."""
SEEN = ((Known.RESULT_SERVED_ON, lambda *_: None),)

# fmt: off
_STEPS = (
    # before the decision: told, heard
    #    act                   from              to                who may take it          on what authority
    Step(Act.TELL,             State.PROPOSED,   State.TOLD,       HANDLING,                CIVIL[63],
         asks=SAID, may=(Known.PROPOSED_MEASURES, Known.ITEM, *acts.STATED, Known.STATUS, Known.NOT_LAID_OFF), unless=LAWFUL, within=Clock.DECISION, papers=(Paper.PROPOSAL,), tells=(JUDGE,)),
    Step(Act.DECIDE_NONE,      State.PROPOSED,   State.SETTLED,    PARTY_GROUP,             JUDGES[48],
         asks=(Known.REASONS, Known.MINUTES), unless=(grounds.supervision_open,), within=Clock.DECISION, computes=grounds.NONE_DECIDED,
         papers=(Paper.NO_DISCIPLINE,), tells=(JUDGE, Role.DUTY_PROTECTION, PERSONNEL)),
    Step(Act.STATE_AND_DEFEND, State.TOLD,       State.HEARD,      JUDGE,                   CIVIL[63],
         asks=(Known.STATEMENT,), unless=(grounds.not_the_judge_concerned,), within=Clock.STATEMENT, papers=(Paper.STATEMENT,), tells=HANDLING),
    Step(Act.LET_STATEMENT_LAPSE, State.TOLD,    State.HEARD,      Role.CALENDAR,           LOCAL["陈述申辩"],
         within=Clock.STATEMENT, marks=((Known.STATEMENT_LAPSED, True),), tells=(JUDGE, *HANDLING)),
    Step(Act.TELL,             State.HEARD,      State.TOLD,       HANDLING,                CIVIL[63],
         asks=SAID, may=(Known.PROPOSED_MEASURES, Known.ITEM, *acts.STATED, Known.STATUS, Known.NOT_LAID_OFF), unless=LAWFUL, within=Clock.DECISION, papers=(Paper.PROPOSAL,), tells=(JUDGE,)),
    Step(Act.DECIDE,           State.HEARD,      State.DECIDED,    PARTY_GROUP,             JUDGES[48],
         asks=(Known.SANCTION, Known.BASIS, Known.MINUTES, Known.REMEDIES_TOLD), may=(Known.MEASURES, Known.ANSWERS, *acts.STATED, Known.STATUS, Known.NOT_LAID_OFF),
         unless=(*LAWFUL, grounds.unknown_measure, grounds.statement_unanswered, grounds.heavier_than_told, grounds.remedies_untold), within=Clock.DECISION, computes=grounds.DECIDED,
         papers=(Paper.DECISION,), tells=HANDLING),
    Step(Act.SERVE,            State.DECIDED,    State.EXECUTION,  HANDLING,                RESPONSIBILITY[37],
         asks=(Known.SERVICE,), unless=(rightly_served(Known.SERVICE),), within=Clock.SERVICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE, PARTY_GROUP)),

    # execution, side by side with the remedies
    *(Step(Act.ASK_REMOVAL,    state,            None,             PRESIDENT,               JUDGES[18],
           asks=(Known.REASONS,), unless=(execution.removal_not_needed,), marks=((Known.REMOVAL_ASKED, True),), papers=(Paper.REMOVAL,), tells=(Role.PEOPLES_CONGRESS, PERSONNEL))
      for state in UNDER_REMEDIES),
    *(Step(Act.RECORD_REMOVAL, state,            None,             PERSONNEL,               JUDGES[18],
           asks=(Known.REMOVED_ON,), unless=(execution.removal_not_asked,), papers=(Paper.RECEIPT,), tells=(JUDGE, PARTY_GROUP))
      for state in UNDER_REMEDIES),
    *(Step(Act.EXTEND_EXECUTION, state,          None,             PARTY_GROUP,             SANCTIONS[54],
           asks=(Known.REASONS,), unless=(execution.execution_extended_too_long,), extends=(Clock.EXECUTION,), marks=((Known.EXTENDED, True),), tells=HANDLING)
      for state in UNDER_REMEDIES),
    *(Step(Act.REPORT_EXECUTED, state,           None,             HANDLING,                CIVIL[96],
           asks=(Known.EXECUTED,), unless=(execution.executed_already, execution.removal_open), within=Clock.EXECUTION, papers=(Paper.RECEIPT,), tells=(PARTY_GROUP, JUDGE))
      for state in UNDER_REMEDIES),
    Step(Act.SETTLE,           State.EXECUTION,  State.SETTLED,    HANDLING,                LOCAL["结案"],
         asks=(Known.REASONS,), unless=(remedies.can_be_attacked,), within=Clock.SETTLING, tells=(JUDGE,)),

    # 公务员法: reconsideration, appeal, further appeal
    Step(Act.APPLY,            State.EXECUTION,  State.RECONSIDERATION, JUDGE,              CIVIL[95],
         asks=(Known.APPLICATION,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant, remedies.nothing_to_attack), within=Clock.REMEDY, papers=(Paper.APPLICATION,), tells=(PARTY_GROUP, *HANDLING)),
    Step(Act.APPEAL_AT_ONCE,   State.EXECUTION,  State.APPEAL,     JUDGE,                   CIVIL[95],
         asks=(Known.APPLICATION,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant, remedies.nothing_to_attack), within=Clock.REMEDY, marks=((Known.ACCEPTED, False), (Known.APPEAL_EXTENDED, False)),
         papers=(Paper.APPEAL,), tells=(*HIGHER, PARTY_GROUP)),
    Step(Act.LET_REMEDY_LAPSE, State.EXECUTION,  State.SETTLED,    Role.CALENDAR,           CIVIL[95],
         within=Clock.REMEDY, tells=(JUDGE, *HANDLING)),
    Step(Act.RECONSIDER,       State.RECONSIDERATION, State.RECONSIDERED, PARTY_GROUP,      CIVIL[96],
         asks=ANSWERED, may=(Known.MEASURES, Known.MONTHS), unless=NOT_HEAVIER, within=Clock.RECONSIDERATION, computes=(*SEEN, *acts.SANCTION_ANEW), papers=(Paper.RECONSIDERATION,), tells=HANDLING),
    *(Step(Act.SERVE_RESULT,   state,            None,             (*HANDLING, *HIGHER, COMMISSION), LOCAL["决定送达"],
           asks=(Known.RESULT_SERVICE,), unless=(rightly_served(Known.RESULT_SERVICE),), within=Clock.RESULT, computes=((Known.RESULT_SERVED_ON, served_on(Known.RESULT_SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE,))
      for state in RESULTS),
    Step(Act.APPEAL,           State.RECONSIDERED, State.APPEAL,   JUDGE,                   CIVIL[95],
         asks=(Known.APPLICATION,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant, remedies.result_unserved), within=Clock.APPEAL, marks=((Known.ACCEPTED, False), (Known.APPEAL_EXTENDED, False)),
         papers=(Paper.APPEAL,), tells=(*HIGHER, PARTY_GROUP)),
    Step(Act.LET_APPEAL_LAPSE, State.RECONSIDERED, State.SETTLED,  Role.CALENDAR,           CIVIL[95],
         within=Clock.APPEAL, tells=(JUDGE, *HANDLING)),
    *(Step(Act.ACCEPT_APPEAL,  state,            None,             HIGHER,                  APPEALS["受理"],
           unless=(remedies.accepted_already,), within=Clock.ACCEPTANCE, marks=((Known.ACCEPTED, True),), tells=(JUDGE, PARTY_GROUP))
      for state in APPEALS_OPEN),
    *(Step(Act.REFUSE_APPEAL,  state,            State.SETTLED,    HIGHER,                  APPEALS["受理"],
           asks=(Known.REASONS,), unless=(remedies.accepted_already,), within=Clock.ACCEPTANCE, tells=(JUDGE, PARTY_GROUP))
      for state in APPEALS_OPEN),
    *(Step(Act.EXTEND_APPEAL,  state,            None,             HIGHER,                  CIVIL[96],
           asks=(Known.REASONS,), unless=(remedies.not_accepted, remedies.appeal_extended_too_long), extends=(Clock.APPEAL_DECISION,), marks=((Known.APPEAL_EXTENDED, True),), tells=(JUDGE,))
      for state in APPEALS_OPEN),
    Step(Act.DECIDE_APPEAL,    State.APPEAL,     State.APPEALED,   HIGHER,                  CIVIL[96],
         asks=(*ANSWERED, Known.APPEALS_COMMITTEE, Known.BY_PROVINCE), may=(Known.MEASURES, Known.MONTHS), unless=(remedies.not_accepted, remedies.appeals_committee_even, *NOT_HEAVIER), within=Clock.APPEAL_DECISION, computes=(*SEEN, *acts.SANCTION_ANEW),
         papers=(Paper.APPEAL_DECISION,), tells=(PARTY_GROUP, *HANDLING)),
    Step(Act.APPEAL_FURTHER,   State.APPEALED,   State.FURTHER_APPEAL, JUDGE,               CIVIL[95],
         asks=(Known.APPLICATION,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant, remedies.result_unserved, remedies.decided_by_province), within=Clock.FURTHER, marks=((Known.ACCEPTED, False), (Known.APPEAL_EXTENDED, False)),
         papers=(Paper.FURTHER_APPEAL,), tells=(*HIGHER, PARTY_GROUP)),
    Step(Act.LET_FURTHER_LAPSE, State.APPEALED,  State.SETTLED,    Role.CALENDAR,           CIVIL[95],
         within=Clock.FURTHER, tells=(JUDGE, *HANDLING)),
    Step(Act.DECIDE_FURTHER,   State.FURTHER_APPEAL, State.SETTLED, HIGHER,                 CIVIL[96],
         asks=(*ANSWERED, Known.APPEALS_COMMITTEE), may=(Known.MEASURES, Known.MONTHS), unless=(remedies.not_accepted, remedies.appeals_committee_even, *NOT_HEAVIER), within=Clock.APPEAL_DECISION, computes=acts.SANCTION_ANEW, papers=(Paper.APPEAL_DECISION,), tells=(JUDGE, PARTY_GROUP, *HANDLING)),
    *(Step(Act.WITHDRAW_REMEDY, state,           State.SETTLED,    JUDGE,                   authority,
           asks=(Known.REASONS,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant,), tells=(PARTY_GROUP, *HANDLING))
      for state, authority in WITHDRAWN_FROM.items()),

    # a sanction of the supervision commission: review and recheck are its own
    Step(Act.RECORD_SANCTION,  State.PROPOSED,   State.SUPERVISION_SANCTION, (COMMISSION, Role.INSPECTION), SANCTIONS[46],
         asks=(Known.GOVERNMENT_SANCTION, Known.SERVICE), may=(Known.REMOVED_ON,), unless=(execution.unknown_government_sanction, findings.commission_without_opinion, execution.removed_too_late, rightly_served(Known.SERVICE)),
         within=Clock.DECISION, computes=((Known.SERVED_ON, served_on(Known.SERVICE)), *grounds.GOVERNMENT_SANCTION), papers=(Paper.SANCTION_FORM,), tells=(JUDGE, PARTY_GROUP, PERSONNEL)),
    Step(Act.ASK_REVIEW,       State.SUPERVISION_SANCTION, State.REVIEW, JUDGE,             SANCTIONS[55],
         asks=(Known.APPLICATION,), unless=(remedies.not_the_applicant,), may=(Known.BY_RELATIVE,), within=Clock.REVIEW, papers=(Paper.REVIEW_REQUEST,), tells=(COMMISSION,)),
    Step(Act.LET_REVIEW_LAPSE, State.SUPERVISION_SANCTION, State.SETTLED, Role.CALENDAR,    SANCTIONS[55],
         within=Clock.REVIEW, tells=(JUDGE, *HANDLING)),
    Step(Act.DECIDE_REVIEW,    State.REVIEW,     State.REVIEWED,   COMMISSION,              SANCTIONS[56],
         asks=ANSWERED, may=(Known.MONTHS,), unless=NOT_HEAVIER_THERE, within=Clock.REVIEW_DECISION, computes=(*SEEN, *acts.SANCTION_ANEW), papers=(Paper.REVIEW_DECISION,), tells=HANDLING),
    Step(Act.ASK_RECHECK,      State.REVIEWED,   State.RECHECK,    JUDGE,                   SANCTIONS[55],
         asks=(Known.APPLICATION,), may=(Known.BY_RELATIVE,), unless=(remedies.not_the_applicant, remedies.result_unserved), within=Clock.RECHECK, papers=(Paper.REVIEW_REQUEST,), tells=(COMMISSION,)),
    Step(Act.LET_RECHECK_LAPSE, State.REVIEWED,  State.SETTLED,    Role.CALENDAR,           SANCTIONS[55],
         within=Clock.RECHECK, tells=(JUDGE, *HANDLING)),
    Step(Act.DECIDE_RECHECK,   State.RECHECK,    State.SETTLED,    COMMISSION,              SANCTIONS[56],
         asks=ANSWERED, may=(Known.MONTHS,), unless=NOT_HEAVIER_THERE, within=Clock.RECHECK_DECISION, computes=acts.SANCTION_ANEW, papers=(Paper.REVIEW_DECISION,), tells=(JUDGE, *HANDLING)),

    # side ways, and the end
    *(Step(Act.OPEN_SUPERVISION, state,          None,             (Role.INSPECTION, COMMISSION), SANCTIONS[52],
           asks=(Known.REASONS,), unless=(grounds.supervision_open,), marks=((Known.SUPERVISION_OPEN, True),), suspends=LIMITS_OF[state], tells=(PARTY_GROUP, PERSONNEL))
      for state in BEFORE_THE_DECISION),
    *(Step(Act.LIFT_SUPERVISION, state,          None,             (Role.INSPECTION, COMMISSION), SANCTIONS[52],
           asks=(Known.CONSENT,), unless=(grounds.supervision_not_open,), within=Clock.HOLD, marks=((Known.SUPERVISION_OPEN, False),), resumes=LIMITS_OF[state], tells=(PARTY_GROUP, PERSONNEL))
      for state in BEFORE_THE_DECISION),
    *(Step(Act.CORRECT_WRONG,  state,            None,             PARTY_GROUP,             JUDGES[65],
           asks=(Known.CORRECTION, Known.REASONS), computes=grounds.CORRECTED, papers=(Paper.CORRECTION,), tells=(JUDGE, Role.DUTY_PROTECTION, PERSONNEL))
      for state in (State.EXECUTION, State.SETTLED)),
    Step(Act.CLOSE,            State.SETTLED,    State.CLOSED,     HANDLING,                LOCAL["结案"],
         asks=(Known.REASONS,), unless=(execution.not_executed,), within=Clock.CLOSING, papers=(Paper.CLOSING_REPORT,), tells=(JUDGE, PARTY_GROUP)),
    *(Step(Act.TERMINATE,      state,            State.TERMINATED, PARTY_GROUP,             SANCTIONS[27],
           asks=(Known.TERMINATION, Known.REASONS), may=(Known.OTHERS_GO_ON,), unless=(unknown_termination, others_forgotten), papers=(Paper.TERMINATION,), tells=HANDLING)
      for state in BEFORE_THE_DECISION),
)
# fmt: on

DISCIPLINE_DECISION = Procedure(
    "discipline_decision",
    "惩戒决定",
    "disciplinary decision",
    State,
    tuple(taking_files((*_STEPS, *RECTIFYING))),
    initial=State.PROPOSED,
    authority=PLAN_2022[15],
    final=(State.CLOSED, State.TERMINATED),
    opening_tells=HANDLING,
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, PARTY_GROUP, PRESIDENT, *HANDLING, Role.DUTY_PROTECTION, Role.PEOPLES_CONGRESS),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,), Known.OTHERS: (JUDGE,)}, LOCAL["本案人员"]),
)
