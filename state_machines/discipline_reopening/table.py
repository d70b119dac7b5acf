"""惩戒再处理 (reopening): a final opinion or a decision proves wrong; it is changed or revoked, and its effects undone.

Read it as a table, one row per lawful step. The opinion goes back to the committee, whose new deliberation is a pre-review
of its own (`disciplinary_prereview.py`); the sanction is changed by whoever gave it. The guards stand in `…_grounds.py`.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.discipline_decision.acts import period_not_allowed
from state_machines.discipline_decision.grounds import unknown_measure
from state_machines.discipline_reopening import grounds
from state_machines.discipline_reopening.clocks import Clock
from state_machines.discipline_reopening.letters import LETTERS
from state_machines.discipline_reopening.terms import Act, Known, Paper, State
from state_machines.papers_served import rightly_served, served_on
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
RESPONSIBILITY = law("judicial_responsibility_2015")
SANCTIONS = law("government_sanctions_law")

JUDGE, PARTY_GROUP, PERSONNEL, PRESIDENT = (
    Role.JUDGE_CONCERNED,
    Role.PARTY_GROUP,
    Role.PERSONNEL,
    Role.PRESIDENT,
)
OFFICE, COMMISSION, PROTECTION = Role.DISCIPLINE_OFFICE, Role.SUPERVISION_COMMISSION, Role.DUTY_PROTECTION
HANDLING = (Role.PERSONNEL, Role.INSPECTION)
DECIDERS = (PARTY_GROUP, COMMISSION)

# fmt: off
_STEPS = (
    #    act                from             to                who may take it   on what authority
    Step(Act.TAKE_UP,       State.ASKED,     State.DECIDING,   DECIDERS,         JUDGES[65],
         asks=(Known.EXAMINED,), unless=(grounds.not_its_own, grounds.opinion_first), within=Clock.EXAMINATION, papers=(Paper.TAKEN_UP,), tells=(JUDGE, *HANDLING)),
    Step(Act.SEND_BACK,     State.ASKED,     State.COMMITTEE,  PRESIDENT,        JUDGES[48],
         asks=(Known.EXAMINED, Known.NEW_EVIDENCE), unless=(grounds.no_opinion_at_issue,), within=Clock.EXAMINATION, papers=(Paper.SENT_BACK,), tells=(JUDGE, OFFICE)),
    Step(Act.REFUSE,        State.ASKED,     State.REFUSED,    (*DECIDERS, PRESIDENT), LOCAL["再处理"],
         asks=(Known.REASONS,), may=(Known.ANSWERS,), unless=(grounds.request_unanswered,), within=Clock.EXAMINATION, papers=(Paper.NOT_TAKEN_UP,), tells=(JUDGE, *HANDLING)),
    Step(Act.WITHDRAW,      State.ASKED,     State.WITHDRAWN,  JUDGE,            LOCAL["再处理"],
         asks=(Known.REASONS,), unless=(grounds.not_his_request,), tells=(PARTY_GROUP, *HANDLING)),
    Step(Act.RECORD_ANEW,   State.COMMITTEE, State.DECIDING,   (OFFICE, Role.INSPECTION), JUDGES[48],
         asks=(Known.ANEW_REF, Known.FINDING_ANEW), tells=(JUDGE, PARTY_GROUP, *HANDLING)),
    Step(Act.DECIDE_ANEW,   State.DECIDING,  State.DECIDED,    DECIDERS,         SANCTIONS[49],
         asks=(Known.OUTCOME, Known.SANCTION, Known.REASONS, Known.MINUTES), may=(Known.MEASURES, Known.MONTHS, Known.ANSWERS),
         unless=(unknown_measure, grounds.not_its_own, grounds.outcome_at_odds, grounds.borne_no_more, grounds.heavier_anew, period_not_allowed, grounds.request_unanswered),
         within=Clock.DECISION, computes=grounds.ANEW, papers=(Paper.DECISION_ANEW,), tells=HANDLING),
    Step(Act.SERVE,         State.DECIDED,   State.RESTORING,  (*HANDLING, COMMISSION), RESPONSIBILITY[37],
         asks=(Known.SERVICE,), unless=(rightly_served(Known.SERVICE),), within=Clock.SERVICE, computes=((Known.SERVED_ON, served_on(Known.SERVICE)),), papers=(Paper.SERVICE,), tells=(JUDGE, PARTY_GROUP, PROTECTION)),
    Step(Act.RESTORE,       State.RESTORING, None,             PERSONNEL,        SANCTIONS[60],
         asks=(Known.RESTORED,), unless=(grounds.nothing_to_put_back, grounds.not_each_put_back), within=Clock.RESTORING, papers=(Paper.RESTORED,), tells=(JUDGE, PARTY_GROUP, PROTECTION)),
    Step(Act.CLOSE,         State.RESTORING, State.CLOSED,     HANDLING,         LOCAL["结案"],
         asks=(Known.REASONS,), unless=(grounds.not_put_back,), within=Clock.CLOSING, tells=(JUDGE, PARTY_GROUP)),
)
# fmt: on

DISCIPLINE_REOPENING = Procedure(
    "discipline_reopening",
    "惩戒再处理",
    "reopening of discipline",
    State,
    _STEPS,
    initial=State.ASKED,
    authority=LOCAL["再处理"],
    final=(State.CLOSED, State.REFUSED, State.WITHDRAWN),
    no_limit={
        State.COMMITTEE: Words(
            "重新审议的期限由专业审查前置程序掌握", "the new deliberation has the limits of its own"
        )
    },
    opening_tells=(PARTY_GROUP, PRESIDENT, *HANDLING),
    named={JUDGE: Known.JUDGE},
    of_the_case=(JUDGE, PARTY_GROUP, PRESIDENT, *HANDLING, PROTECTION),
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,), Known.OTHERS: (JUDGE,)}, LOCAL["本案人员"]),
)
