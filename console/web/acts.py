"""What may be done in a matter (可办步骤): what this office may do now, what it may not and why, and what is for others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session
from starlette.datastructures import FormData

from console.standing import in_office, refuse_typed
from console.web.fields import Field, fields_of, takes_files
from console.web.visits import Visit
from records.clocks import Clock
from records.offices import HeldOffice
from records.proceedings import Proceeding, facts_of
from rules.citations import Citation
from rules.clocks import beijing_day
from rules.errors import AccountabilityError, Fault, FaultyInput, Refused
from rules.labels import Words
from state_machines.procedure import Procedure
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.steps import LATE_REASON, Facts, Late, Step
from state_machines.why_not import why_not


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an act that was tried and not done."""

    trigger: str
    error: AccountabilityError
    typed: FormData

    @property
    def reason(self) -> Words:
        return self.error.reason if isinstance(self.error, Refused) else self.error.words

    @property
    def authority(self) -> Citation | None:
        return self.error.authority if isinstance(self.error, Refused) else None

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.error.faults if isinstance(self.error, FaultyInput) else ()


@dataclass(frozen=True, slots=True)
class Possible:
    """One step that the table has here."""

    step: Step
    fields: Sequence[Field] = ()
    key: str = ""
    files: str = ""
    due: Clock | None = None
    reason: Words | None = None
    """Why this office may not take it now."""
    authority: Citation | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    mine: list[Possible] = field(default_factory=list)
    barred: list[Possible] = field(default_factory=list)
    others: list[Possible] = field(default_factory=list)


def acts_of(
    session: Session, visit: Visit, held: HeldOffice, row: Proceeding, table: Procedure, running: Sequence[Clock],
    answer: Answer | None = None,
) -> Acts:  # fmt: skip
    """Every step of this state, as it looks from that office."""
    facts, found = facts_of(session, row, {}, visit.now), Acts()
    clocks = {clock.code: clock for clock in running}
    for step in table.from_state(row.state):
        due = clocks.get(step.within.code) if step.within else None
        if held.role not in step.roles:
            found.others.append(Possible(step, due=due))
            continue
        refusal = _refusal(session, held, row, table, step, facts)
        said = answer if answer and answer.trigger == step.trigger.value else None
        if refusal is not None and said is None:
            found.barred.append(Possible(step, due=due, reason=refusal[0], authority=refusal[1]))
            continue
        typed = said.typed if said else None
        late = _late(step, facts)
        fields = fields_of(step, beijing_day(visit.now), typed, late=late)
        found.mine.append(Possible(step, fields, _key(visit, row, step), takes_files(step), due, answer=said))
    return found


def _refusal(
    session: Session, held: HeldOffice, row: Proceeding, table: Procedure, step: Step, facts: Facts
) -> tuple[Words, Citation | None] | None:
    try:
        actor = in_office(session, held.actor, table, row)
        refuse_typed(table.code, step.trigger.value)
        refuse_typed_sheet(step.trigger.value)
    except Refused as refusal:
        return refusal.reason, refusal.authority
    except FaultyInput as faulty:
        return faulty.faults[0].what, None
    found = why_not(table, step, actor, facts)
    return (found.reason, found.authority) if found else None


def _late(step: Step, facts: Facts) -> bool:
    """Whether the act would be a late one, which needs a reason."""
    clock = facts.clocks.get(step.within.code) if step.within else None
    late = step.within is not None and step.within.late is Late.RECORDED
    return bool(late and clock and clock.over and LATE_REASON in step.facts)


def _key(visit: Visit, row: Proceeding, step: Step) -> str:
    """The key of this act of this sign-in at this version: pressed twice, it is done once."""
    said = f"{visit.csrf}:{row.ref}:{row.version}:{step.trigger.value}"
    return f"desk-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def refuse_typed_sheet(trigger: str) -> None:
    """A review sheet is a workbook with its items and weights, and is no form of a page.

    Raises:
        FaultyInput: the act hands in a sheet.
    """
    if trigger == ReviewAct.SUBMIT_SHEET.value:
        raise FaultyInput(
            [
                Fault(
                    Words("“{act}”", "“{act}”", act=ReviewAct.SUBMIT_SHEET),
                    Words(
                        "评查表用发出的电子表格填写，交审管办收回，不在网页上填写",
                        "the sheet is the workbook that was issued: fill it in, and hand it to the office",
                    ),
                    Words("收回：zelian season collect", "it is taken in by zelian season collect"),
                )
            ]
        )
