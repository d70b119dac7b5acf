"""人身安全保护 (personal safety): a danger reported, graded, met with measures, looked at again, and lifted when it is gone.

Read it as a table, one row per lawful step. Address and family stand in facts that only those who protect may see.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.personal_safety import grounds
from state_machines.personal_safety.clocks import Clock
from state_machines.personal_safety.letters import LETTERS
from state_machines.personal_safety.terms import GUARDS, Act, Known, Paper, State
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

JUDGES = law("judges_law")
ELSEWHERE = law("protection_elsewhere")
LOCAL = law("local_protection")

JUDGE, COMMITTEE, PRESIDENT = Role.JUDGE_CONCERNED, Role.DUTY_PROTECTION, Role.PRESIDENT
REPORTERS = (JUDGE, Role.DIVISION_CHIEF, COMMITTEE, Role.COURT_POLICE)
"""Who may report danger: the judge, and those who see it."""
OPEN = (State.REPORTED, State.GRADED, State.PROTECTED, State.REVIEWED)
PLACE = (Known.HOME, Known.FAMILY)

# fmt: off
_STEPS = (
    #    act                 from             to               who may take it        on what authority
    *(Step(Act.REPORT_MORE,  state,           None,            REPORTERS,             JUDGES[57],
           asks=(Known.MORE,), may=PLACE, unless=(grounds.not_the_judge,), tells=(COMMITTEE, *GUARDS))
      for state in OPEN),
    Step(Act.ACT_AT_ONCE,    State.REPORTED,  None,            (*GUARDS, PRESIDENT),  JUDGES[57],
         asks=(Known.URGENT,), papers=(Paper.ORDER,), tells=(JUDGE, COMMITTEE, *GUARDS)),
    Step(Act.GRADE,          State.REPORTED,  State.GRADED,    COMMITTEE,             ELSEWHERE["险情分级"],
         asks=(Known.GRADE, Known.BASIS), may=PLACE, within=Clock.GRADING, computes=grounds.GRADED, papers=(Paper.REPORT, Paper.ASSESSMENT), tells=(JUDGE, PRESIDENT, *GUARDS)),
    Step(Act.DISMISS,        State.REPORTED,  State.DISMISSED, COMMITTEE,             LOCAL["险情评估"],
         asks=(Known.REASONS,), within=Clock.GRADING, papers=(Paper.ASSESSMENT,), tells=(JUDGE, *GUARDS)),
    Step(Act.TAKE,           State.GRADED,    State.PROTECTED, GUARDS,                JUDGES[57],
         asks=(Known.MEASURES,), may=(Known.CONSENT,), unless=(grounds.too_little, grounds.reassigned_unasked), within=Clock.MEASURES, computes=grounds.TAKEN, papers=(Paper.ORDER,), tells=(JUDGE, COMMITTEE, PRESIDENT)),
    Step(Act.CHANGE_MEASURES,   State.PROTECTED, None,            GUARDS,                JUDGES[57],
         asks=(Known.MEASURES,), may=(Known.CONSENT,), unless=(grounds.too_little, grounds.reassigned_unasked), papers=(Paper.ORDER,), tells=(JUDGE, COMMITTEE)),
    Step(Act.REVIEW,         State.PROTECTED, State.REVIEWED,  COMMITTEE,             LOCAL["险情复查"],
         asks=(Known.RISK, Known.BASIS, Known.VIEW), within=Clock.REVIEW, papers=(Paper.REVIEW,), tells=(JUDGE, *GUARDS)),
    Step(Act.GO_ON,          State.REVIEWED,  State.GRADED,    COMMITTEE,             LOCAL["险情复查"],
         asks=(Known.GRADE, Known.REASONS), unless=(grounds.danger_gone,), within=Clock.DECISION, computes=grounds.GRADED, papers=(Paper.ASSESSMENT,), tells=(JUDGE, *GUARDS)),
    Step(Act.LIFT,           State.REVIEWED,  State.LIFTED,    COMMITTEE,             LOCAL["险情复查"],
         asks=(Known.REASONS,), unless=(grounds.danger_remains,), within=Clock.DECISION, papers=(Paper.LIFTING,), tells=(JUDGE, PRESIDENT, *GUARDS)),
    *(Step(Act.REFER_CRIME,  state,           None,            (COMMITTEE, *GUARDS),  JUDGES[55],
           asks=(Known.REFERRED_TO, Known.REASONS), papers=(Paper.REFERRAL,), tells=(JUDGE, PRESIDENT))
      for state in OPEN),
)
# fmt: on

PERSONAL_SAFETY = Procedure(
    "personal_safety",
    "人身安全保护",
    "personal safety",
    State,
    _STEPS,
    initial=State.REPORTED,
    authority=JUDGES[57],
    final=(State.LIFTED, State.DISMISSED),
    opening_tells=(COMMITTEE, *GUARDS, PRESIDENT),
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, COMMITTEE, PRESIDENT, *GUARDS, Role.DIVISION_CHIEF),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,), Known.THREAT_FROM: ()}, LOCAL["本案人员"]),
)
