"""免责审查 (review of exemption, 容错纠错): every ground of exemption tested, met or not and why; the outcome follows.

Read it as a table, one row per lawful step. The outcome protects a judge from assessment and talk; of intent and gross negligence
(法官法 46(4)、(5)) the discipline committee alone gives an opinion. The policy of three distinctions (三个区分开来) is not
automated: it holds no items that could be tested.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.exemption_review import grounds
from state_machines.exemption_review.clocks import Clock
from state_machines.exemption_review.letters import LETTERS
from state_machines.exemption_review.terms import Act, Known, Paper, State
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

PLAN_2022 = law("plan_2022")
RESPONSIBILITY = law("judicial_responsibility_2015")
DUTY = law("protection_of_duty_2016")
LOCAL = law("local_protection")

JUDGE, COMMITTEE = Role.JUDGE_CONCERNED, Role.DUTY_PROTECTION
TESTERS = (Role.TRIAL_SUPERVISION, Role.TRIAL_MANAGEMENT)
CONFIRMERS = (COMMITTEE, Role.ADJUDICATION_COMMITTEE)
TOLD = (JUDGE, *TESTERS, COMMITTEE)

# fmt: off
_STEPS = (
    #    act             from             to               who may take it  on what authority
    Step(Act.STATE_DUTY,      State.OPENED,    None,            JUDGE,           DUTY[13],
         asks=(Known.STATEMENT,), unless=(grounds.not_the_judge,), papers=(Paper.STATEMENT,), tells=TESTERS),
    Step(Act.TEST,       State.OPENED,    State.TESTED,    TESTERS,         RESPONSIBILITY[28],
         asks=(Known.TESTS, Known.INTENT), may=(Known.ANSWERS,), unless=(grounds.sheet_wanting, grounds.statement_unanswered), within=Clock.TEST, computes=grounds.TESTED, papers=(Paper.SHEET,), tells=CONFIRMERS),
    Step(Act.SEND_BACK,  State.TESTED,    State.OPENED,    CONFIRMERS,      LOCAL["逐项审查"],
         asks=(Known.REASONS,), within=Clock.CONFIRMATION, tells=TESTERS),
    Step(Act.CONFIRM,    State.TESTED,    State.CONFIRMED, CONFIRMERS,      DUTY[11],
         unless=(grounds.outcome_unclear,), within=Clock.CONFIRMATION, papers=(Paper.CONCLUSION,), tells=TOLD),
    Step(Act.ASK_AGAIN,  State.CONFIRMED, State.OPENED,    JUDGE,           LOCAL["免责结论"],
         asks=(Known.OBJECTION,), unless=(grounds.not_the_judge, grounds.objected_already), within=Clock.AGAIN, marks=((Known.OBJECTED, True),), tells=(*TESTERS, COMMITTEE)),
    Step(Act.LET_LAPSE,  State.CONFIRMED, State.CLOSED,    Role.CALENDAR,   LOCAL["免责结论"],
         within=Clock.AGAIN, tells=TOLD),
    *(Step(Act.STOP,     state,           State.CLOSED,    COMMITTEE,       LOCAL["免责结论"],
           asks=(Known.REASONS,), papers=(Paper.STOPPING,), tells=(JUDGE, *TESTERS))
      for state in (State.OPENED, State.TESTED)),
)
# fmt: on

EXEMPTION_REVIEW = Procedure(
    "exemption_review",
    "免责审查",
    "review of exemption",
    State,
    _STEPS,
    initial=State.OPENED,
    authority=PLAN_2022[15],
    final=(State.CLOSED,),
    opening_tells=(JUDGE, *TESTERS),
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, COMMITTEE, *TESTERS, Role.ADJUDICATION_COMMITTEE),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,)}, LOCAL["本案人员"]),
)
