"""维权与权利救济 (petition for protection): accepted, looked into, supported and corrected, or shown another way; and restored.

Read it as a table, one row per lawful step. A petition stops no time limit of reconsideration, appeal or review, and says so. Where
the organ does not correct what was wrong, the higher court takes it up. An alarm of retaliation is reviewed here as well.
"""

from __future__ import annotations

from rules.law import law
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.rights_petition import grounds
from state_machines.rights_petition.clocks import Clock
from state_machines.rights_petition.letters import LETTERS
from state_machines.rights_petition.terms import Act, Known, Paper, State
from state_machines.steps import OwnMatter, Step

JUDGES = law("judges_law")
DUTY = law("protection_of_duty_2016")
MEASURE = law("protection_of_judges_2017")
ELSEWHERE = law("protection_elsewhere")
LOCAL = law("local_protection")

PETITIONER, JUDGE, COMMITTEE = Role.PETITIONER, Role.JUDGE_CONCERNED, Role.DUTY_PROTECTION
ORGAN = (Role.PARTY_GROUP, Role.PERSONNEL)
"""The court that dealt with the judge."""
SIDE = (PETITIONER, JUDGE)
ADDED_IN = (State.PETITION, State.ACCEPTED, State.CHECKED)
BEFORE_THE_END = (
    State.PETITION,
    State.ACCEPTED,
    State.CHECKED,
    State.SUPPORTED,
    State.UNCORRECTED,
    State.HIGHER,
)
NOT_YET = dict.fromkeys((*ORGAN, Role.HIGHER_COURT), ADDED_IN)
"""Who is asked to correct learns of a petition when it is supported, and not before: nor that an alarm was raised."""

# fmt: off
_STEPS = (
    #    act                 from               to                 who may take it   on what authority
    Step(Act.ACCEPT,         State.PETITION,    State.ACCEPTED,    COMMITTEE,        JUDGES[52],
         asks=(Known.FUNCTION, Known.REMEDIES_TOLD), may=(Known.REMEDIES_RUNNING,), unless=(grounds.limits_untold,), within=Clock.ACCEPTANCE, papers=(Paper.PETITION, Paper.ACCEPTANCE), tells=SIDE),
    Step(Act.DECLINE,        State.PETITION,    State.DECLINED,    COMMITTEE,        LOCAL["受理"],
         asks=(Known.REASONS,), within=Clock.ACCEPTANCE, papers=(Paper.DECLINING,), tells=SIDE),
    *(Step(Act.ADD,          state,             None,              SIDE,             LOCAL["申请人"],
           asks=(Known.MORE,), may=(Known.REMEDIES_RUNNING, Known.REQUESTS), unless=(grounds.not_the_petitioner, grounds.not_theirs_to_ask), tells=(COMMITTEE,))
      for state in ADDED_IN),
    Step(Act.CHECK,          State.ACCEPTED,    State.CHECKED,     COMMITTEE,        ELSEWHERE["委员会职能"],
         asks=(Known.HANDLING, Known.FOUND), may=(Known.UNRELATED,), unless=(grounds.motive_unexplained,), within=Clock.CHECK, computes=grounds.CHECKED, papers=(Paper.FINDING,), tells=SIDE),
    Step(Act.SUPPORT,        State.CHECKED,     State.SUPPORTED,   COMMITTEE,        MEASURE["纠正"],
         asks=(Known.PROPOSAL,), may=(Known.REQUESTS,), unless=(grounds.nothing_wrong, grounds.nothing_to_restore, grounds.not_theirs_to_ask), within=Clock.PROPOSAL, papers=(Paper.PROPOSAL,), tells=(*ORGAN, *SIDE)),
    Step(Act.REDIRECT,       State.CHECKED,     State.REDIRECTED,  COMMITTEE,        JUDGES[64],
         asks=(Known.ROUTE, Known.REASONS), unless=(grounds.something_wrong,), within=Clock.PROPOSAL, papers=(Paper.OPINION,), tells=SIDE),

    # corrected by the organ, or taken to the higher court
    Step(Act.CORRECT,        State.SUPPORTED,   State.RESTORATION, ORGAN,            JUDGES[65],
         asks=(Known.CORRECTION,), within=Clock.CORRECTION, papers=(Paper.CORRECTION,), tells=(COMMITTEE, *SIDE)),
    Step(Act.REFUSE,         State.SUPPORTED,   State.UNCORRECTED, ORGAN,            MEASURE["书面理由"],
         asks=(Known.REASONS,), within=Clock.CORRECTION, papers=(Paper.OPINION,), tells=(COMMITTEE, *SIDE)),
    Step(Act.LET_LAPSE,      State.SUPPORTED,   State.UNCORRECTED, Role.CALENDAR,    LOCAL["纠正期限"],
         within=Clock.CORRECTION, tells=(COMMITTEE, *ORGAN, *SIDE)),
    Step(Act.CORRECT,        State.UNCORRECTED, State.RESTORATION, ORGAN,            JUDGES[65],
         asks=(Known.CORRECTION,), papers=(Paper.CORRECTION,), tells=(COMMITTEE, *SIDE)),
    Step(Act.REPORT_HIGHER,  State.UNCORRECTED, State.HIGHER,      COMMITTEE,        MEASURE["纠正"],
         asks=(Known.REASONS,), within=Clock.REPORT, papers=(Paper.REPORT,), tells=(Role.HIGHER_COURT, *SIDE)),
    Step(Act.ORDER,          State.HIGHER,      State.RESTORATION, Role.HIGHER_COURT, MEASURE["纠正"],
         asks=(Known.CORRECTION, Known.REASONS), within=Clock.HIGHER, papers=(Paper.CORRECTION,), tells=(*ORGAN, COMMITTEE, *SIDE)),
    Step(Act.LEAVE,          State.HIGHER,      State.REDIRECTED,  Role.HIGHER_COURT, MEASURE["书面理由"],
         asks=(Known.REASONS,), within=Clock.HIGHER, papers=(Paper.OPINION,), tells=(COMMITTEE, *SIDE)),

    # restored point by point, and closed
    Step(Act.RESTORE,        State.RESTORATION, None,              ORGAN,            DUTY[16],
         asks=(Known.RESTORED,), unless=(grounds.not_asked_for,), papers=(Paper.RESTORATION,), tells=(COMMITTEE, *SIDE)),
    Step(Act.CLOSE,          State.RESTORATION, State.CLOSED,      COMMITTEE,        JUDGES[65],
         asks=(Known.RESULT,), unless=(grounds.not_restored,), within=Clock.RESTORATION, tells=(*SIDE, Role.PERSONNEL)),
    Step(Act.CLOSE,          State.REDIRECTED,  State.CLOSED,      COMMITTEE,        LOCAL["办结"],
         asks=(Known.RESULT,), within=Clock.CLOSING, tells=SIDE),
    *(Step(Act.WITHDRAW,     state,             State.CLOSED,      SIDE,             LOCAL["申请人"],
           asks=(Known.REASONS,), unless=(grounds.not_the_petitioner,), tells=(COMMITTEE,))
      for state in BEFORE_THE_END),
)
# fmt: on

RIGHTS_PETITION = Procedure(
    "rights_petition",
    "维权与权利救济",
    "petition for protection",
    State,
    _STEPS,
    initial=State.PETITION,
    authority=JUDGES[52],
    final=(State.DECLINED, State.CLOSED),
    opening_tells=(COMMITTEE,),
    named={PETITIONER: Known.PETITIONER, JUDGE: Known.JUDGE},
    of_the_case=(PETITIONER, JUDGE, COMMITTEE, *ORGAN),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: SIDE, Known.PETITIONER: SIDE, Known.RESPONDENT: ()}, LOCAL["本案人员"]),
)
