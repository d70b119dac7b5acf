"""干预、过问记录 (record of interference): recorded by who met with it, reported, checked, published or referred.

Read it as a table, one row per lawful step. What was recorded is only added to: no row changes it, and none takes it back. The
person recorded about takes no step and never learns of it here (知悉范围); who recorded is shown to few.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.interference_record import grounds
from state_machines.interference_record.clocks import Clock
from state_machines.interference_record.letters import LETTERS
from state_machines.interference_record.terms import KEEPERS, Act, Known, Paper, State
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

ORGANIC = law("court_organic_law")
JUDGES = law("judges_law")
OFFICIALS = law("interference_officials_2015")
INSIDERS = law("interference_insiders_2015")
COURTS = law("interference_courts_2015")
LOCAL = law("local_protection")

RECORDER = Role.RECORDER
ABOVE = (Role.POLITICAL_LEGAL, Role.HIGHER_COURT)
CHECKERS = (Role.POLITICAL_LEGAL, Role.SUPERVISION_COMMISSION, Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
"""Who checks: the two outside for officials, the two inside for all others (a guard says which)."""
WHAT = (Known.INTERFERER, Known.BY, Known.WAY, Known.CONTENT, Known.OBSERVED_ON, Known.AFFECTED)
HANDLED = (State.ON_DUTY, State.PUBLISHED, State.REFERRED)

# fmt: off
_STEPS = (
    # recorded, and only added to
    #    act                       from            to               who may take it  on what authority
    Step(Act.RECORD,               State.OBSERVED, State.RECORDED,  RECORDER,        ORGANIC[52],
         asks=WHAT, may=(Known.CASE_NO, Known.MATERIALS), unless=(grounds.not_the_recorder, grounds.not_yet_observed), within=Clock.RECORDING, computes=grounds.RECORDED,
         papers=(Paper.RECORD,), tells=(Role.TRIAL_MANAGEMENT,)),
    *(Step(Act.ADD,                state,          None,            RECORDER,        COURTS["记录"],
           asks=(Known.ADDITION,), may=(Known.MATERIALS,), unless=(grounds.not_the_recorder,), tells=KEEPERS)
      for state in (State.RECORDED, State.REPORTED)),
    Step(Act.MARK_AFFECTED,        State.RECORDED, None,            RECORDER,        OFFICIALS[7],
         asks=(Known.REASONS,), unless=(grounds.not_the_recorder, grounds.affected_already), marks=((Known.AFFECTED, True),), tells=KEEPERS),

    # reported: officials upwards, all others to the court; at once where the case is affected
    Step(Act.REPORT_UP,            State.RECORDED, State.REPORTED,  KEEPERS,         OFFICIALS[7],
         unless=(grounds.stays_inside, grounds.affected_already), within=Clock.SUMMARY, papers=(Paper.SUMMARY,), tells=(*ABOVE, RECORDER)),
    Step(Act.REPORT_INSIDE,        State.RECORDED, State.REPORTED,  KEEPERS,         INSIDERS["记录"],
         unless=(grounds.must_go_up, grounds.affected_already), within=Clock.SUMMARY, papers=(Paper.SUMMARY,), tells=(Role.INSPECTION, Role.PRESIDENT, RECORDER)),
    Step(Act.REPORT_UP_AT_ONCE,    State.RECORDED, State.REPORTED,  KEEPERS,         OFFICIALS[7],
         unless=(grounds.stays_inside, grounds.not_affected), within=Clock.AT_ONCE, papers=(Paper.SUMMARY,), tells=(*ABOVE, RECORDER)),
    Step(Act.REPORT_INSIDE_AT_ONCE, State.RECORDED, State.REPORTED, KEEPERS,         INSIDERS["记录"],
         unless=(grounds.must_go_up, grounds.not_affected), within=Clock.AT_ONCE, papers=(Paper.SUMMARY,), tells=(Role.INSPECTION, Role.PRESIDENT, RECORDER)),

    # checked, and what follows
    Step(Act.FIND_ON_DUTY,         State.REPORTED, State.ON_DUTY,   CHECKERS,        OFFICIALS[7],
         asks=(Known.CHECKED, Known.REASONS), unless=(grounds.not_who_checks,), within=Clock.CHECK, papers=(Paper.CHECK,), tells=(RECORDER,)),
    Step(Act.FIND_IMPROPER,        State.REPORTED, State.IMPROPER,  CHECKERS,        OFFICIALS[8],
         asks=(Known.CHECKED, Known.WRONG), unless=(grounds.not_who_checks,), within=Clock.CHECK, papers=(Paper.CHECK,), tells=(RECORDER, Role.SUPERVISION_COMMISSION)),
    Step(Act.PUBLISH,              State.IMPROPER, State.PUBLISHED, CHECKERS,        INSIDERS["通报"],
         asks=(Known.BULLETIN, Known.CIRCLE), may=(Known.APPROVED_BY,), unless=(grounds.not_who_checks, grounds.publication_unapproved, grounds.shows_the_recorder), within=Clock.HANDLING, papers=(Paper.BULLETIN,), tells=(RECORDER, *KEEPERS)),
    *(Step(Act.REFER,              state,          State.REFERRED,  CHECKERS,        INSIDERS["追责"],
           asks=(Known.REFERRED_TO, Known.REASONS), unless=(grounds.not_who_checks, grounds.shows_the_recorder), within=limit, papers=(Paper.REFERRAL,), tells=(RECORDER, Role.SUPERVISION_COMMISSION))
      for state, limit in ((State.IMPROPER, Clock.HANDLING), (State.PUBLISHED, Clock.CLOSING))),
    *(Step(Act.CLOSE,              state,          State.CLOSED,    CHECKERS,        LOCAL["办结"],
           asks=(Known.RESULT,), unless=(grounds.not_who_checks,), within=Clock.CLOSING, tells=(RECORDER, Role.TRIAL_MANAGEMENT))
      for state in HANDLED),
)
# fmt: on

INTERFERENCE_RECORD = Procedure(
    "interference_record",
    "干预、过问记录",
    "record of interference",
    State,
    _STEPS,
    initial=State.OBSERVED,
    authority=JUDGES[54],
    final=(State.CLOSED,),
    opening_tells=(RECORDER,),
    named={RECORDER: Known.RECORDER},
    of_the_case=(RECORDER, *KEEPERS, Role.PRESIDENT, Role.POLITICAL_LEGAL, Role.SUPERVISION_COMMISSION),
    letters=LETTERS,
    concerned=OwnMatter({Known.INTERFERER: (), Known.RECORDER: (RECORDER,)}, LOCAL["本案人员"]),
)
