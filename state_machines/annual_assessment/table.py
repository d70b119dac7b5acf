"""法官年度考核 (annual assessment of a judge): own summary, what is on file, the committee's grade, confirmed, served, reviewed.

Read it as a table, one row per lawful step. The words stand in `terms.py`, the time limits in `clocks.py`, the guards in
`committee.py`, `grades.py` and `remedies.py`. What is on file is taken by reference and never typed (`flows/assessments.py`); a
ranking is no reason; who is concerned does not sit; a result that rests on what fell away is put right by a step of its own.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.annual_assessment import committee, grades, remedies
from state_machines.annual_assessment.clocks import Clock
from state_machines.annual_assessment.letters import LETTERS
from state_machines.annual_assessment.terms import Act, Known, Paper, State
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

LOCAL = law("local_assessment")
JUDGES, CIVIL = law("judges_law"), law("civil_servants_law")
ASSESSED = law("civil_servants_assessment_2020")

JUDGE, PERSONNEL, COMMITTEE, PRESIDENT, OFFICE = (
    Role.JUDGE_CONCERNED,
    Role.PERSONNEL,
    Role.ASSESSMENT_COMMITTEE,
    Role.PRESIDENT,
    Role.TRIAL_MANAGEMENT,
)
CONFIRMING = (Role.PRESIDENT, Role.HIGHER_COURT)
BEFORE_THE_GRADE = (State.OPENED, State.SUMMARISED, State.GATHERED, State.PROPOSED)
SETTLED = (State.FINAL, State.APPLIED)
MAKES_FINAL = (Act.ACCEPT, Act.LET_REVIEW_LAPSE, Act.WITHDRAW_REVIEW, Act.SERVE_REVIEW)
"""The acts by which a result becomes final (考核结果确定)."""

# fmt: off
_STEPS = (
    #    act                     from               to                 who may take it   on what authority
    Step(Act.SUM_UP,             State.OPENED,      State.SUMMARISED,  JUDGE,            CIVIL[37],
         asks=(Known.SUMMARY,), unless=(remedies.not_the_judge,), within=Clock.SUMMARY, papers=(Paper.SUMMARY,), tells=(PERSONNEL, OFFICE)),
    Step(Act.LET_SUMMARY_LAPSE,  State.OPENED,      State.SUMMARISED,  Role.CALENDAR,    LOCAL["个人总结"],
         within=Clock.SUMMARY, marks=((Known.SUMMARY_LAPSED, True),), tells=(JUDGE, PERSONNEL, OFFICE)),
    Step(Act.TAKE_MATERIAL,      State.SUMMARISED,  State.GATHERED,    (PERSONNEL, OFFICE), LOCAL["考核材料"],
         asks=(Known.TAKEN_ON,), may=(Known.MATERIAL, Known.CASELOAD, Known.PREVIOUS), within=Clock.MATERIAL, computes=grades.MEASURED, tells=(JUDGE, COMMITTEE, Role.DIVISION_CHIEF)),
    Step(Act.TAKE_MATERIAL,      State.GATHERED,    None,              (PERSONNEL, OFFICE), LOCAL["考核材料"],
         asks=(Known.TAKEN_ON,), may=(Known.MATERIAL, Known.CASELOAD, Known.PREVIOUS), computes=grades.MEASURED, tells=(JUDGE, COMMITTEE)),
    Step(Act.COMMENT,            State.GATHERED,    None,              JUDGE,            LOCAL["考核材料"],
         asks=(Known.COMMENTS,), unless=(remedies.not_the_judge,), tells=(COMMITTEE, PERSONNEL)),
    Step(Act.ADVISE,             State.GATHERED,    None,              (Role.DIVISION_CHIEF, PRESIDENT), CIVIL[37],
         asks=(Known.ADVICE,), tells=(COMMITTEE,)),

    # the grade: proposed, confirmed, served
    Step(Act.PROPOSE,            State.GATHERED,    State.PROPOSED,    COMMITTEE,        JUDGES[38],
         asks=(Known.SITTING, Known.PROPOSED, Known.WHY), may=(Known.RESTS_ON, Known.NO_GRADE, Known.COMMENT_ANSWERS),
         unless=(*committee.SITS_RIGHTLY, committee.superior_unheard, *grades.BARS, remedies.comment_unanswered), within=Clock.PROPOSAL, papers=(Paper.PROPOSAL,), tells=CONFIRMING),
    Step(Act.CONFIRM,            State.PROPOSED,    State.CONFIRMED,   CONFIRMING,       JUDGES[42],
         unless=(committee.wrong_confirmer,), within=Clock.CONFIRMATION, computes=grades.CONFIRMED, tells=(PERSONNEL, COMMITTEE)),
    Step(Act.SEND_BACK,          State.PROPOSED,    State.GATHERED,    CONFIRMING,       LOCAL["审定"],
         asks=(Known.REASONS,), unless=(committee.wrong_confirmer,), within=Clock.CONFIRMATION, tells=(COMMITTEE,)),
    Step(Act.NOTIFY,             State.CONFIRMED,   State.NOTIFIED,    PERSONNEL,        JUDGES[43],
         asks=(Known.SERVICE, Known.REMEDIES_TOLD), unless=(rightly_served(Known.SERVICE), remedies.remedies_untold), within=Clock.NOTICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),),
         papers=(Paper.NOTICE, Paper.SERVICE), tells=(JUDGE,)),

    # accepted, or reviewed by the committee
    Step(Act.ACCEPT,             State.NOTIFIED,    State.FINAL,       JUDGE,            LOCAL["认可"],
         unless=(remedies.not_the_judge,), tells=(PERSONNEL, COMMITTEE)),
    Step(Act.ASK_REVIEW,         State.NOTIFIED,    State.REVIEW,      JUDGE,            JUDGES[43],
         asks=(Known.APPLICATION,), unless=(remedies.not_the_judge,), within=Clock.REVIEW, papers=(Paper.APPLICATION,), tells=(COMMITTEE, PERSONNEL)),
    Step(Act.LET_REVIEW_LAPSE,   State.NOTIFIED,    State.FINAL,       Role.CALENDAR,    JUDGES[43],
         within=Clock.REVIEW, tells=(JUDGE, PERSONNEL)),
    Step(Act.WITHDRAW_REVIEW,    State.REVIEW,      State.FINAL,       JUDGE,            JUDGES[43],
         asks=(Known.REASONS,), unless=(remedies.not_the_judge,), tells=(COMMITTEE, PERSONNEL)),
    Step(Act.DECIDE_REVIEW,      State.REVIEW,      State.REVIEWED,    COMMITTEE,        LOCAL["复核"],
         asks=(Known.SITTING, Known.APPLICATION_ANSWER), may=(Known.RESULT_AFTER,),
         unless=(*committee.SITS_RIGHTLY, remedies.point_unanswered, remedies.result_at_odds, remedies.heavier_for_asking, *grades.AFTERWARDS), within=Clock.REVIEW_DECISION, computes=grades.CHANGED,
         papers=(Paper.REVIEW_DECISION,), tells=(PERSONNEL, PRESIDENT)),
    Step(Act.SERVE_REVIEW,       State.REVIEWED,    State.FINAL,       PERSONNEL,        JUDGES[43],
         asks=(Known.RESULT_SERVICE,), unless=(rightly_served(Known.RESULT_SERVICE),), within=Clock.NOTICE, papers=(Paper.SERVICE,), tells=(JUDGE, COMMITTEE)),

    # given effect, graded later, put right
    Step(Act.APPLY,              State.FINAL,       State.APPLIED,     PERSONNEL,        JUDGES[42],
         asks=(Known.APPLIED,), within=Clock.EFFECTS, tells=(JUDGE, PRESIDENT)),
    *(Step(Act.REGRADE,          state,             State.GATHERED,    PERSONNEL,        ASSESSED["立案未结"],
           asks=(Known.CASE_ENDED,), unless=(remedies.not_ungraded_for_a_case, remedies.sanctioned_after_all), tells=(JUDGE, COMMITTEE))
      for state in SETTLED),
    *(Step(Act.CORRECT,          state,             State.CORRECTED,   CONFIRMING,       JUDGES[65],
           asks=(Known.CORRECTIONS, Known.RESULT_AFTER, Known.WHY), may=(Known.RESTORED,),
           unless=(committee.wrong_confirmer, remedies.not_relied_on, remedies.heavier_by_correction, *grades.AFTERWARDS, remedies.nothing_restored), computes=grades.CHANGED,
           papers=(Paper.CORRECTION,), tells=(PERSONNEL, COMMITTEE))
      for state in SETTLED),
    Step(Act.SERVE_CORRECTION,   State.CORRECTED,   State.FINAL,       PERSONNEL,        JUDGES[65],
         asks=(Known.RESULT_SERVICE,), unless=(rightly_served(Known.RESULT_SERVICE),), within=Clock.NOTICE, papers=(Paper.SERVICE,), tells=(JUDGE, COMMITTEE)),
    Step(Act.ARCHIVE,            State.APPLIED,     State.ARCHIVED,    PERSONNEL,        LOCAL["归档"],
         asks=(Known.REASONS,), tells=(JUDGE,)),
    *(Step(Act.END,              state,             State.ENDED,       PERSONNEL,        LOCAL["不再考核"],
           asks=(Known.REASONS,), tells=(JUDGE, COMMITTEE))
      for state in BEFORE_THE_GRADE),
)
# fmt: on

ANNUAL_ASSESSMENT = Procedure(
    "annual_assessment",
    "法官年度考核",
    "annual assessment of a judge",
    State,
    _STEPS,
    initial=State.OPENED,
    authority=JUDGES[40],
    final=(State.ARCHIVED, State.ENDED),
    no_limit={
        State.APPLIED: Words(
            "结果已经落实；所依据的事实后来被撤销的，随时更正，法律没有期限",
            "it has been given effect; where what it rests on falls away it is put right at any time: the law sets no limit",
        )
    },
    opening_tells=(JUDGE, PERSONNEL),
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, PERSONNEL, COMMITTEE, PRESIDENT, OFFICE, Role.DIVISION_CHIEF),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,)}, LOCAL["本人"]),
)
