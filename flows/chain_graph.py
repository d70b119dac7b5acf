"""The consequence graph (责任链条图): from a person, a case or a matter to everything that came of it, with days and authorities.

It is read through the reader's own store, so that what may not be known is not there: neither the matter, nor the handover to it,
nor a line that leads to either. Nothing here is kept; it is put together from the ledger each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from flows.handovers import source_of, taken_in
from flows.office import Office
from records import handovers, history
from records.history import PastAct
from records.proceedings import Proceeding
from rules.citations import Citation
from rules.clocks import beijing_day
from rules.errors import NotFound
from rules.labels import Labelled, Words
from rules.law import cite
from state_machines.chain import ROWS
from state_machines.consequences import ConsequenceKind, effects_of
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known as Lead
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known, Link
from state_machines.register import procedure


@dataclass(frozen=True, slots=True)
class Consequence:
    """One consequence: what, since when, on what authority, and whether it stands."""

    kind: ConsequenceKind
    words: Words
    on: date
    authority: Citation
    stands: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A matter in the chain. `link`: which handover it is, if it is one."""

    ref: str
    procedure: Words
    state: Labelled
    case_no: str
    since: date
    authority: Citation
    consequences: tuple[Consequence, ...]
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """The matters in the order of their opening, and the lines between them: from, to."""

    subject: str
    people: tuple[str, ...]
    nodes: tuple[Node, ...]
    lines: tuple[tuple[str, str], ...]


def chain_of(office: Office, subject: str) -> Chain:
    """The chain of a person (a code), a case (its number) or a matter (its reference), as the reader of the store may see it.

    Raises:
        NotFound: nothing of that name that this reader may know of.
    """
    with office.store.read() as session:
        seeds, people = _seeds(session, subject)
        rows = {row.ref: row for row in (*seeds, *handovers.of_people(session, people))}
        lines = sorted(_lines(rows))
        if subject not in people:
            wanted = _joined({row.ref for row in seeds}, lines)
            rows = {ref: row for ref, row in rows.items() if ref in wanted}
            lines = [line for line in lines if set(line) <= wanted]
        ordered = sorted(rows.values(), key=lambda row: (row.opened_at, row.id))
        nodes = tuple(_node(session, row) for row in ordered)
    if not nodes:
        raise _nothing(subject)
    return Chain(subject, tuple(sorted(people)), nodes, tuple(lines))


def _seeds(session: Session, subject: str) -> tuple[list[Proceeding], set[str]]:
    """The matters somebody asks about, and the people they concern."""
    rows = handovers.of_reference_or_case(session, subject)
    if not rows:
        rows = handovers.of_people(session, {subject})
        if not rows:
            raise _nothing(subject)
        return rows, {subject}
    return rows, {person for row in rows for person in handovers.people_in(row.facts)}


def _nothing(subject: str) -> NotFound:
    return NotFound(
        Words(
            "没有可以查阅的“{subject}”：请写人员代码、案号或者事项编号",
            "there is nothing to be seen of “{subject}”: give the code of a person, a case number or a reference",
            subject=subject,
        )
    )


def _lines(rows: Mapping[str, Proceeding]) -> Iterable[tuple[str, str]]:
    """Who comes from whom: through the handover where there is one, directly where there is none."""
    handed = {
        (str(row.facts.get(Known.SOURCE_REF.code)), str(row.facts.get(Known.OPENED.code)))
        for row in rows.values()
        if row.procedure == HANDOVER.code
    }
    for row in rows.values():
        source = source_of(row)
        if row.procedure == HANDOVER.code:
            opened = str(row.facts.get(Known.OPENED.code) or "")
            if opened in rows and opened != source:
                yield row.ref, opened
        if source in rows and (row.procedure == HANDOVER.code or (source, row.ref) not in handed):
            yield source, row.ref
        for ref in taken_in(row):
            if ref in rows and (ref, row.ref) not in handed:
                yield ref, row.ref
        if row.procedure == DISCIPLINARY_PREREVIEW.code:
            into = str(row.facts.get(Lead.INTO.code) or "")
            if into in rows:
                yield row.ref, into


def _joined(seeds: set[str], lines: Sequence[tuple[str, str]]) -> set[str]:
    """Everything that hangs together with these, forward and back."""
    found, ahead = set(seeds), set(seeds)
    while ahead:
        near = {other for one, other in lines if one in ahead} | {
            one for one, other in lines if other in ahead
        }
        ahead = near - found
        found |= ahead
    return found


def _node(session: Session, row: Proceeding) -> Node:
    table = procedure(row.procedure)
    past = history.history(session, row.ref)
    link = Link(row.facts[Known.LINK.code]) if row.procedure == HANDOVER.code else None
    return Node(
        ref=row.ref,
        procedure=table.words,
        state=table.states(row.state),
        case_no=row.case_no,
        since=beijing_day(row.opened_at),
        authority=ROWS[link].authority if link else table.authority,
        consequences=tuple(_consequences(row, past)),
        link=link,
    )


def _consequences(row: Proceeding, past: Sequence[PastAct]) -> Iterable[Consequence]:
    for effect in effects_of(row.procedure):
        acts = {act.value for act in effect.acts}
        last = next((each for each in reversed(past) if each.trigger in acts), None)
        told = effect.says(row.facts) if last is not None else None
        if last is None or told is None:
            continue
        yield Consequence(effect.kind, told.words, beijing_day(last.at), cite(last.authority), told.stands)
