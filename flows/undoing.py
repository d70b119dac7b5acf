"""清理不实检举的影响 (undoing): the list of what an accusation found false brought, worked off step by step, and who heard of it.

The chain says what came of it, the ledger what was taken back since, the outbox who was told. Nothing is taken back here; the one thing
done is to add those who heard the accusation to the circle of its clearing, so that the clearing reaches the same people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from flows.chain_graph import Chain, Node, chain_of
from flows.handovers import source_of
from flows.office import Office
from flows.undoing_items import Item, Undone, items_of, notices_item
from records import history
from records.notices import Delivery, Notice
from records.proceedings import Act, Proceeding, advance, find
from records.proceedings_register import by_reference
from rules.clocks import beijing_day
from rules.errors import NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.notices import NOT_NAMED
from rules.roles import AUTOMATIC, CALENDAR, Actor
from rules.workdays import add_working_days
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Link
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act as Clearing
from state_machines.report_clarification.terms import Known, State
from state_machines.undoing import ENDS, WAY_BACK, came_of, unfounded, upheld_anew

SANCTIONS = law("government_sanctions_law")
PERIOD = "chain.undoing"
"""The parameter of the time in which everything is to be taken back."""


@dataclass(frozen=True, slots=True)
class Report:
    """The list: what is to be undone and what was, until when, who heard of the accusation, and the clearing that has to reach them."""

    source: str
    found_on: date
    due: date
    items: tuple[Item, ...]
    heard: tuple[str, ...]
    clearing: str
    clearing_open: bool
    """Whether the circle of the clearing can be added to without beginning it again."""
    in_circle: frozenset[str]
    accused: bool = True
    """Whether there was an accusation at all: by the grade of a review nobody is accused, and nobody is cleared."""

    @property
    def left(self) -> tuple[Item, ...]:
        """What was not taken back yet."""
        return tuple(each for each in self.items if each.done is None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Who heard the accusation, and is not in the circle of the clearing."""
        return tuple(each for each in self.heard if each not in self.in_circle)


def report(office: Office, ref: str) -> Report:
    """What the accusation in that matter brought, and what became of each.

    Raises:
        NotFound: there is no such matter for this reader.
        Refused: it has not been found false.
    """
    with office.store.read() as session:
        row = find(session, ref)
        _check_unfounded(row)
        root = _root(session, row)
    chain = chain_of(office, root)
    after = _after(chain, root)
    with office.store.read() as session:
        on_file = by_reference(session, [node.ref for node in after])
        caused = [node for node in after if _is_of_the_accusation(on_file[node.ref], on_file)]
        judges = {str(each.facts.get("judge") or "") for each in on_file.values()}
        clearing = next(
            (each for each in on_file.values() if each.procedure == REPORT_CLARIFICATION.code), None
        )
        items = [one for node in caused for one in items_of(session, on_file[node.ref], on_file)]
        cleared = _cleared(session, clearing)
        told = _heard(session, [node.ref for node in caused], cleared)
        # Nobody is accused by a review: a grade that was put right has no clearing, and nobody hears of one.
        accused = on_file[root].procedure != QUALITY_REVIEW.code
        heard = sorted(told - judges - {"", NOT_NAMED}) if accused else []
        if accused:
            items.append(notices_item(clearing.ref if clearing else "", heard, cleared))
        found_on = _found_on(session, on_file[root])
    days = int(office.store.rules.on(found_on)[PERIOD])
    circle = (
        {str(each.get("code", "")) for each in (clearing.facts.get(Known.AUDIENCE.code) or ())}
        if clearing
        else set()
    )
    return Report(
        source=root,
        found_on=found_on,
        due=add_working_days(found_on, days, office.store.calendar),
        items=tuple(items),
        heard=tuple(heard),
        clearing=clearing.ref if clearing else "",
        clearing_open=clearing is not None and clearing.state in _BEFORE_CLEARING,
        in_circle=frozenset(circle),
        accused=accused,
    )


def widen_circle(office: Office, done: Report, *, by: Actor, now: datetime) -> int:
    """Add those who heard the accusation to the circle of the clearing; returns how many were added (人).

    Raises:
        Refused: there is no clearing yet, or it is not this person's to add to.
    """
    if not done.clearing:
        raise Refused(
            Words(
                "“{ref}”还没有开启澄清；请先立项：zelian protect open 澄清 … --source-ref {ref}",
                "no clearing was opened on “{ref}” yet: open one first, zelian protect open clearing … --source-ref {ref}",
                ref=done.source,
            ),
            law("judges_law")[56],
        )
    how = str(
        Words(
            "收到过{ref}的通知或者办理过该事项", "was sent a notice of {ref}, or acted in it", ref=done.source
        )
    )
    with office.store.begin() as session:
        for code in done.missing:
            stated = {Known.AUDIENCE.code: {"code": code, "how": how}}
            act = Act(
                ref=done.clearing, trigger=Clearing.ADD_AUDIENCE.value, by=by, at=now, particulars=stated
            )
            advance(session, act)
    return len(done.missing)


_BEFORE_CLEARING = frozenset(
    {state.value for state in State}
    - {State.CLEARED.value, State.REVISITED.value, State.CLOSED.value, State.DECLINED.value}
)


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


def _is_of_the_accusation(row: Proceeding, matters: Mapping[str, Proceeding]) -> bool:
    """Whether it carries the accusation on; who hears of a clearing hears that it was false, and what protects harms nobody."""
    if row.procedure == HANDOVER.code:
        return Link(row.facts[Handed.LINK.code]) not in WAY_BACK
    return row.procedure in ENDS and came_of(row.procedure, row.facts, matters)


def _found_on(session: Session, row: Proceeding) -> date:
    """When it was found: the day of the last act that moved the matter on; a correction of its record moves nothing."""
    moved = [act for act in history.history(session, row.ref) if act.source != act.to]
    return beijing_day(moved[-1].at)


def _cleared(session: Session, clearing: Proceeding | None) -> Undone | None:
    """The clearing that is done, with everybody it was told to."""
    if clearing is None or not clearing.facts.get(Known.TOLD.code):
        return None
    past = history.history(session, clearing.ref)
    last = next((act for act in reversed(past) if act.trigger == Clearing.CLEAR.value), None)
    return (
        None
        if last is None
        else Undone.of(last, Clearing.CLEAR, told=frozenset(map(str, clearing.facts[Known.TOLD.code])))
    )


def _heard(session: Session, refs: Sequence[str], cleared: Undone | None) -> set[str]:
    """Who was sent a notice of these matters, by name or as holder of an office, and who took a step in them.

    Of those who hear of it after the clearing each hears that it was false: what is taken back then is taken back for that.
    """
    named = select(col(Notice.person)).where(col(Notice.proceeding).in_(refs))
    sent = (
        select(col(Delivery.person))
        .join(Notice, col(Notice.id) == col(Delivery.notice_id))
        .where(col(Notice.proceeding).in_(refs), col(Delivery.ok).is_(True))
    )
    if cleared is not None:
        named, sent = (query.where(col(Notice.created_at) <= cleared.at) for query in (named, sent))
    told = {str(each) for query in (named, sent) for each in session.execute(query).scalars()}
    acted = {
        act.by
        for ref in refs
        for act in history.history(session, ref)
        if cleared is None or act.at <= cleared.at
    }
    return (told | acted) - {AUTOMATIC.code, CALENDAR.code}
