"""暂停履行职务 (suspension from duty): a judge against whom a case is open and who is unfit to go on (法官法 47).

Read it as a table, one row per lawful step. It is no sanction: it begins when the party group in charge decides it, is looked
at again in time, and must be lifted when the matter it is for ends without liability. The guards stand in `…_grounds.py`.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.duty_suspension import grounds
from state_machines.duty_suspension.grounds import Clock
from state_machines.duty_suspension.letters import LETTERS
from state_machines.duty_suspension.terms import Act, Known, Paper, State
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

LOCAL = law("local_discipline")
JUDGES = law("judges_law")

JUDGE, PARTY_GROUP, PERSONNEL, PRESIDENT = (
    Role.JUDGE_CONCERNED,
    Role.PARTY_GROUP,
    Role.PERSONNEL,
    Role.PRESIDENT,
)
HANDLING = (Role.PERSONNEL, Role.INSPECTION)
PROTECTION = Role.DUTY_PROTECTION
SUSPENDED_OR_DUE = (State.SUSPENDED, State.TO_LIFT)
REVIEWED = {State.SUSPENDED: Clock.REVIEW, State.TO_LIFT: Clock.LIFTING}

# fmt: off
_STEPS = (
    #    act                from             to                   who may take it   on what authority
    Step(Act.SUSPEND_DUTY,  State.PROPOSED,  State.DECIDED,       PARTY_GROUP,      JUDGES[47],
         asks=(Known.UNFIT, Known.REASONS, Known.MINUTES, Known.FROM, Known.PAY, Known.CASES_LEFT), may=(Known.OPENED, Known.OPENED_REF),
         unless=(grounds.no_ground_to_suspend, grounds.begins_before), within=Clock.DECISION, papers=(Paper.SUSPENSION,), tells=(PRESIDENT, *HANDLING)),
    Step(Act.DECLINE,       State.PROPOSED,  State.NOT_SUSPENDED, PARTY_GROUP,      JUDGES[47],
         asks=(Known.REASONS,), within=Clock.DECISION, tells=HANDLING),
    Step(Act.SERVE,         State.DECIDED,   State.SUSPENDED,     HANDLING,         LOCAL["决定送达"],
         asks=(Known.SERVICE,), unless=(rightly_served(Known.SERVICE),), within=Clock.SERVICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE, PRESIDENT, PROTECTION)),
    Step(Act.KEEP_UP,       State.SUSPENDED, None,                PARTY_GROUP,      LOCAL["暂停履职"],
         asks=(Known.UNFIT, Known.REASONS), unless=(grounds.kept_up_too_long,), within=Clock.REVIEW, extends=(Clock.REVIEW,), tells=(JUDGE, *HANDLING)),
    Step(Act.ASK_BACK,      State.SUSPENDED, None,                JUDGE,            LOCAL["暂停履职"],
         asks=(Known.REQUEST,), unless=(grounds.not_the_judge, grounds.asked_already), marks=((Known.PENDING, True),), papers=(Paper.REQUEST,), tells=(PARTY_GROUP, *HANDLING)),
    Step(Act.ANSWER_NO,     State.SUSPENDED, None,                PARTY_GROUP,      LOCAL["暂停履职"],
         asks=(Known.ANSWERS, Known.REASONS), unless=(grounds.nothing_asked, grounds.point_unanswered), within=Clock.ANSWER, marks=((Known.PENDING, False),), papers=(Paper.ANSWER,), tells=(JUDGE, *HANDLING)),
    *(Step(Act.RECORD_END,  state,           State.TO_LIFT,       HANDLING,         JUDGES[47],
           asks=(Known.ENDED_ON, Known.RESULT), marks=((Known.PENDING, False),), tells=(JUDGE, PARTY_GROUP, PRESIDENT, PROTECTION))
      for state in (State.DECIDED, State.SUSPENDED)),
    *(Step(Act.LIFT,        state,           State.LIFTED,        PARTY_GROUP,      JUDGES[47],
           asks=(Known.REASONS, Known.BACK_ON), may=(Known.PAY_SETTLED,), unless=(grounds.pay_open,), within=REVIEWED[state], papers=(Paper.LIFTING,), tells=(JUDGE, PRESIDENT, PROTECTION, *HANDLING))
      for state in SUSPENDED_OR_DUE),
    *(Step(Act.END_WITH_OFFICE, state,       State.ENDED,         PARTY_GROUP,      JUDGES[18],
           asks=(Known.REASONS,), unless=(grounds.must_be_lifted,), tells=(JUDGE, PRESIDENT, *HANDLING))
      for state in SUSPENDED_OR_DUE),
)
# fmt: on

DUTY_SUSPENSION = Procedure(
    "duty_suspension",
    "暂停履行职务",
    "suspension from duty",
    State,
    _STEPS,
    initial=State.PROPOSED,
    authority=JUDGES[47],
    final=(State.LIFTED, State.ENDED, State.NOT_SUSPENDED),
    opening_tells=(PARTY_GROUP, *HANDLING),
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, PARTY_GROUP, PRESIDENT, *HANDLING, PROTECTION),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,), Known.OTHERS: (JUDGE,)}, LOCAL["本案人员"]),
)
