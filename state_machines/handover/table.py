"""衔接移送 (handover): what one procedure found, and another has to take up, is offered, taken over or declined with reasons.

Read it as a table, one row per lawful step. It opens by itself when an act is done that a row of `chain.py` names; what it
rests on, and who gives and receives, are facts of its opening. The time to answer, lateness, notices and alarms are those
of any procedure.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Role
from state_machines.handover import grounds
from state_machines.handover.clocks import Clock
from state_machines.handover.letters import LETTERS
from state_machines.handover.terms import GIVERS, RECEIVERS, Act, Known, Paper, State
from state_machines.procedure import Procedure
from state_machines.steps import OwnMatter, Step

LOCAL = law("local_chain")

JUDGE = Role.JUDGE_CONCERNED
PARTIES = tuple(dict.fromkeys((*GIVERS, *RECEIVERS)))

# fmt: off
_STEPS = (
    #    act                from             to                who may take it  on what authority
    Step(Act.ACCEPT,        State.OFFERED,   State.ACCEPTED,   RECEIVERS,       LOCAL["接收"],
         asks=(Known.OPENED,), may=(Known.DONE, Known.REASONS), unless=(grounds.not_the_receiver, grounds.something_left), within=Clock.ACCEPTANCE, computes=grounds.FOR_THE_GIVER, papers=(Paper.RECEIPT,), tells=(*PARTIES, JUDGE)),
    *(Step(Act.RECORD_UNDOING, state,        None,             GIVERS,           LOCAL["恢复"],
           asks=(Known.TO_UNDO, Known.LEFT, Known.UNDO_BY), unless=(grounds.not_the_giver, grounds.nothing_to_undo))
      for state in (State.OFFERED, State.DECLINED)),
    Step(Act.DECLINE,       State.OFFERED,   State.DECLINED,   RECEIVERS,       LOCAL["不予接收"],
         asks=(Known.REASONS,), unless=(grounds.not_the_receiver,), within=Clock.ACCEPTANCE, computes=grounds.REFUSED, papers=(Paper.RECEIPT,), tells=PARTIES),
    Step(Act.OFFER_AGAIN,   State.DECLINED,  State.OFFERED,    GIVERS,          LOCAL["再次移送"],
         asks=(Known.REASONS,), unless=(grounds.not_the_giver, grounds.offered_again_already), within=Clock.ANSWER, marks=((Known.OFFERED_AGAIN, True),), computes=grounds.FOR_THE_RECEIVER, papers=(Paper.LETTER,), tells=PARTIES),
    Step(Act.LET_REST,      State.DECLINED,  State.RESTED,     GIVERS,          LOCAL["再次移送"],
         asks=(Known.REASONS,), unless=(grounds.not_the_giver,), within=Clock.ANSWER, computes=grounds.FOR_THE_RECEIVER, tells=PARTIES),
    *(Step(Act.WITHDRAW,    state,           State.WITHDRAWN,  GIVERS,          LOCAL["撤回"],
           asks=(Known.REASONS,), unless=(grounds.not_the_giver,), computes=grounds.FOR_THE_RECEIVER, papers=(Paper.WITHDRAWAL,), tells=(*PARTIES, JUDGE))
      for state in (State.OFFERED, State.DECLINED)),
)
# fmt: on

HANDOVER = Procedure(
    "handover",
    "衔接移送",
    "handover",
    State,
    _STEPS,
    initial=State.OFFERED,
    authority=LOCAL["衔接"],
    final=(State.ACCEPTED, State.RESTED, State.WITHDRAWN),
    opening_tells=(*RECEIVERS, JUDGE),
    opening_papers=(Paper.LETTER,),
    named={JUDGE: Known.JUDGE},
    of_the_case=tuple(role for role in (*PARTIES, JUDGE) if role is not Role.HIGH_COURT),
    above=Known.ABOVE,
    addressed=Known.ADDRESSED,
    letters=LETTERS,
    concerned=OwnMatter({Known.JUDGE: (JUDGE,)}, LOCAL["本人"]),
    silences={
        Act.RECORD_UNDOING: Words(
            "只登记数目；各项清理由各自的步骤告知，逾期另行提醒",
            "only a number is entered; each thing taken back is told by its own step, and lateness by an alarm",
        ),
    },
)
