"""清理不实检举的影响 (undoing): what an accusation found false brought, by which step each is taken back, and who heard of it.

The chain says what came of it, the outbox who was told. Nothing is taken back here; the one thing done is to add those who heard the
accusation to the circle of its clearing, so that the clearing reaches the same people (谁听到过，向谁澄清).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from flows.chain_graph import Chain, Node, chain_of
from flows.handovers import source_of
from flows.office import Office
from records import history
from records.notices import Delivery, Notice
from records.proceedings import Act, Proceeding, advance, find
from records.proceedings_register import by_reference
from rules.errors import NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import AUTOMATIC, CALENDAR, Actor
from state_machines.consequences import ConsequenceKind
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import State
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.register import procedure
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act as Clearing
from state_machines.report_clarification.terms import Known
from state_machines.steps import Step
from state_machines.undoing import INSTEAD, put_right, steps_back, unfounded, upheld_anew

SANCTIONS = law("government_sanctions_law")
_NO_HARM = (
    (DISCIPLINARY_PREREVIEW.code, ConsequenceKind.FINDING),
    (DISCIPLINE_REOPENING.code, ConsequenceKind.SANCTION),
    (QUALITY_REVIEW.code, ConsequenceKind.GRADE),
    (QUALITY_REVIEW.code, ConsequenceKind.EXEMPTION),
)
"""Consequences that are themselves the finding that nothing was there, or what a review came to in the end."""


@dataclass(frozen=True, slots=True)
class Undo:
    """One thing the accusation brought, and the steps that take it back; none: `instead` says what to do."""

    ref: str
    matter: Words
    what: Words
    steps: tuple[Step, ...]
    instead: Words


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be undone, who heard of the accusation, and the clearing that has to reach them."""

    source: str
    undo: tuple[Undo, ...]
    heard: tuple[str, ...]
    clearing: str
    in_circle: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Who heard the accusation, and is not in the circle of the clearing."""
        return tuple(each for each in self.heard if each not in self.in_circle)


def report(office: Office, ref: str) -> Report:
    """What the accusation in that matter brought.

    Raises:
        NotFound: there is no such matter for this reader.
        Refused: it has not been found false.
    """
    with office.store.read() as session:
        row = find(session, ref)
        _check_unfounded(row)
        root = _root(session, row)
    chain = chain_of(office, root)
    caused = _after(chain, root)
    with office.store.read() as session:
        on_file = by_reference(session, [node.ref for node in caused])
        rows = {node.ref: on_file[node.ref] for node in caused}
        judges = {str(each.facts.get("judge") or "") for each in rows.values()}
        heard = sorted(_heard(session, list(rows)) - judges - {""})
        clearing = next((each for each in rows.values() if each.procedure == REPORT_CLARIFICATION.code), None)
    undo = [
        one
        for node in caused
        if not put_right(rows[node.ref].procedure, rows[node.ref].facts, rows)
        for one in _undo(node, rows[node.ref])
    ]
    circle = (clearing.facts.get(Known.AUDIENCE.code) or ()) if clearing else ()
    return Report(
        root,
        tuple(undo),
        tuple(heard),
        clearing.ref if clearing else "",
        frozenset(str(each.get("code", "")) for each in circle),
    )


def widen_circle(office: Office, done: Report, *, by: Actor, now: datetime) -> int:
    """Add those who heard the accusation to the circle of the clearing; returns how many were added (人).

    Raises:
        Refused: there is no clearing yet, or it is not this person's to add to.
    """
    if not done.clearing:
        raise Refused(
            Words(
                "“{ref}”还没有开启澄清；请先立项：zelian protect",
                "no clearing was opened on “{ref}” yet: open one first, see zelian protect",
                ref=done.source,
            ),
            law("judges_law")[56],
        )
    how = str(Words("收到过{ref}的通知", "was sent a notice of {ref}", ref=done.source))
    with office.store.begin() as session:
        for code in done.missing:
            stated = {Known.AUDIENCE.code: {"code": code, "how": how}}
            act = Act(
                ref=done.clearing, trigger=Clearing.ADD_AUDIENCE.value, by=by, at=now, particulars=stated
            )
            advance(session, act)
    return len(done.missing)


def _check_unfounded(row: Proceeding) -> None:
    if not (unfounded(row.procedure, row.facts) or upheld_anew(row.procedure, row.facts)):
        raise Refused(
            Words(
                "“{ref}”没有认定为不实、查无实据或者没有违反职责，评查等次也没有经复核更正，不能清理其影响",
                "“{ref}” was not found false, unproved or no violation, nor was its grade put right on review: there is nothing to undo",
                ref=row.ref,
            ),
            SANCTIONS[53],
        )


def _root(session: Session, row: Proceeding) -> str:
    """The matter in which the accusation was made: of a clearing, what it was opened on."""
    source = source_of(row)
    if row.procedure not in (REPORT_CLARIFICATION.code, DISCIPLINE_REOPENING.code) or not source:
        return row.ref
    try:
        return find(session, source).ref
    except NotFound:
        return row.ref


def _after(chain: Chain, root: str) -> list[Node]:
    """The matter itself and everything that came of it."""
    found, ahead = {root}, {root}
    while ahead:
        ahead = {other for one, other in chain.lines if one in ahead} - found
        found |= ahead
    return [node for node in chain.nodes if node.ref in found]


def _undo(node: Node, row: Proceeding) -> list[Undo]:
    table = procedure(row.procedure)
    if table is REPORT_CLARIFICATION:
        return []
    standing = [each for each in node.consequences if each.stands and each.kind is not ConsequenceKind.CLUE]
    found = [
        _one(
            table, row, each.kind, Words("{kind}：{what}", "{kind}: {what}", kind=each.kind, what=each.words)
        )
        for each in standing
        if (table.code, each.kind) not in _NO_HARM
    ]
    if (
        found
        or table.states(row.state) in table.final
        or (table is HANDOVER and row.state != State.OFFERED.value)
    ):
        return found
    return [_one(table, row, None, Words("在办：{state}", "open: {state}", state=table.states(row.state)))]


def _one(table: Procedure, row: Proceeding, kind: ConsequenceKind | None, what: Words) -> Undo:
    instead = INSTEAD.get(kind, INSTEAD[ConsequenceKind.SANCTION])
    return Undo(row.ref, table.words, what, tuple(steps_back(table, row.state, kind)), instead)


def _heard(session: Session, refs: Sequence[str]) -> set[str]:
    """Who was sent a notice of these matters, by name or as holder of an office, and who took a step in them."""
    named = select(col(Notice.person)).where(col(Notice.proceeding).in_(refs))
    sent = (
        select(col(Delivery.person))
        .join(Notice, col(Notice.id) == col(Delivery.notice_id))
        .where(col(Notice.proceeding).in_(refs), col(Delivery.ok).is_(True))
    )
    told = {str(each) for query in (named, sent) for each in session.execute(query).scalars()}
    acted = {act.by for ref in refs for act in history.history(session, ref)}
    return (told | acted) - {AUTOMATIC.code, CALENDAR.code}
