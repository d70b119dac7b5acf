"""In whose name somebody may act at this desk (办理资格): a person on the register acts only in an office held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.roles import OF_THE_MATTER, Actor

if TYPE_CHECKING:
    from sqlmodel import Session

    from records.proceedings import Proceeding
    from state_machines.procedure import Procedure


def in_office(session: Session, acting: Actor, procedure: Procedure, row: Proceeding) -> Actor:
    """The person, acting for the court whose office the step is for.

    Who reads a case, or is the judge concerned, is held to the case's own facts, by its guards. A person the register does not know acts on the
    word of the operator, as far as there are no accounts.

    Raises:
        Refused: the register knows the person, and knows no such office of theirs in that court today.
    """
    from console.office import now
    from records.people import holds
    from records.telling import court_of

    court = court_of(procedure, acting.role, row.facts)
    if (
        acting.role not in OF_THE_MATTER
        and holds(session, acting.code, acting.role, court, beijing_day(now())) is False
    ):
        raise Refused(
            Words(
                "{person}现在没有担任{court}{role}",
                "{person} is not {role} of {court} now",
                person=acting.code,
                court=court,
                role=acting.role,
            ),
            procedure.authority,
        )
    return replace(acting, court=court)


def refuse_typed(procedure: str, trigger: str) -> None:
    """What a vote came to is read off the sheet of a sitting (核验单), how far an undoing has come off the ledger; neither is typed.

    Raises:
        FaultyInput: the act is one that a sitting or the routine hands to the procedure.
    """
    from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
    from state_machines.disciplinary_prereview.terms import Act
    from state_machines.handover.table import HANDOVER
    from state_machines.handover.terms import Act as Handing

    if procedure == HANDOVER.code and trigger == Handing.RECORD_UNDOING.value:
        raise FaultyInput(
            [
                Fault(
                    Words("“{act}”", "“{act}”", act=Handing.RECORD_UNDOING),
                    Words(
                        "由例行办理逐项核对台账登记，不能填写",
                        "is entered by the routine from the ledger, and not typed",
                    ),
                    Words(
                        "逐项办理见 zelian chain undo 事项",
                        "what is to be done is listed by zelian chain undo REF",
                    ),
                )
            ]
        )
    handed_over = {act.value: act for act in (Act.FORM_OPINION, Act.FIND_NO_MAJORITY)}
    if procedure == DISCIPLINARY_PREREVIEW.code and trigger in handed_over:
        raise FaultyInput(
            [
                Fault(
                    Words("“{act}”", "“{act}”", act=handed_over[trigger]),
                    Words(
                        "由审议会议的核验单办理，不能填写",
                        "is done from the proof sheet of a sitting, and not typed",
                    ),
                    Words(
                        "请依次办理 zelian sitting vote、proof、sign、conclude",
                        "use zelian sitting vote, proof, sign and conclude, in this order",
                    ),
                )
            ]
        )
