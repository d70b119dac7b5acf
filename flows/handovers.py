"""Handing over (衔接移送): acts that a row of the chain names open its handover, and what answers one is entered as the answer.

Part of the routine. Only the entries of the ledger since the last look are read; a round in which nothing was entered asks one
index. Everything is idempotent: the reference follows from source and row, and a handover that moved meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flows.handovers_at_once import CARRIED_OUT
from flows.office import Office
from records import handovers
from records.handovers import Seen
from records.leads import matter_of
from records.openings import OPEN
from records.proceedings import GROUP, Act, Proceeding, advance, find, open_many
from records.proceedings_register import by_reference
from records.seals import settled
from rules.clocks import beijing_day
from rules.errors import AccountabilityError, SomeoneWasFaster, StillBeingWritten
from rules.labels import Labelled, Words
from rules.roles import Actor, Role, automatic
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.terms import Known as Assessment
from state_machines.chain import HANDOVERS, ROWS, rows_for
from state_machines.chain_rows import Handover
from state_machines.confidentiality import FOLLOWING
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Act as Step
from state_machines.handover.terms import Known, Link, State
from state_machines.quota_exit.table import QUOTA_EXIT

NAMED = frozenset(
    {
        *((row.source.code, act.value) for row in HANDOVERS for act in (*row.acts, *row.done_by)),
        *((row.to.code, OPEN) for row in HANDOVERS if row.to is not None),
        *((row.to.code, act.value) for row in HANDOVERS if row.to is not None for act in row.taken_by),
    }
)
"""The acts the chain has anything to do with, each with its procedure."""
_GONE = Words(
    "所依据的结果已经撤销或者变更，自动撤回", "what it rests on was revoked or changed: withdrawn by itself"
)


@dataclass
class Watch:
    """Up to which entry this process has looked; 0: it has to ask the register. failed: something is to be tried again."""

    until: int = 0
    failed: bool = False


@dataclass
class Handed:
    """What a look brought (件)."""

    opened: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    failed: list[tuple[str, Words]] = field(default_factory=list)
    """What could not be done, and why; it held up nothing else, and is no reason to note a look."""

    def __bool__(self) -> bool:
        return bool(self.opened or self.accepted or self.withdrawn)


def go_on(office: Office, now: datetime, watch: Watch) -> Iterator[Words]:
    """Hand over what is to be handed over; one sentence for what was done, and one for each that could not be."""
    try:
        done = look(office, now, watch)
    except StillBeingWritten:
        return  # Somebody writes for longer than we should hold him up; the next look does it.
    if done:
        yield Words("衔接：新移送{opened}件，接收{accepted}件，撤回{withdrawn}件",
                    "Handovers: {opened} new, {accepted} taken over, {withdrawn} withdrawn",
                    opened=len(done.opened), accepted=len(done.accepted), withdrawn=len(done.withdrawn))  # fmt: skip
    for ref, why in done.failed:
        yield Words("衔接：{ref}未能自动办理：{why}", "Handovers: {ref} could not be carried out: {why}", ref=ref, why=why)  # fmt: skip


def look(office: Office, now: datetime, watch: Watch) -> Handed:
    """Look through the entries since the last look, a slice at most.

    Raises:
        StillBeingWritten: somebody writes for longer than a look should keep others waiting; nothing was done.
    """
    done = Handed()
    with office.store.read() as session:
        after = watch.until or handovers.looked_until(session)
        if handovers.newest_entry(session) <= after and not watch.failed:
            watch.until = after
            return done
    with office.store.begin() as session:
        until = min(settled(session), after + handovers.SLICE)
    with office.store.read() as session:
        seen = handovers.acts_between(session, after, until, NAMED)
        sources = by_reference(session, {each.chain for each in seen})
    _open(office, seen, sources, now, done)
    _answer(office, seen, sources, after, until, now, done)
    if done or until - handovers_noted(office) >= handovers.WORTH_NOTING:
        with office.store.begin() as session:
            handovers.note_look(session, until, now)
    watch.until, watch.failed = until, bool(done.failed)
    return done


def handovers_noted(office: Office) -> int:
    """Up to which entry a look was noted."""
    with office.store.read() as session:
        return handovers.looked_until(session)


def source_of(row: Proceeding) -> str:
    """The reference of the matter that a proceeding says it was opened on."""
    facts: Mapping[str, Any] = row.facts
    if row.procedure in FOLLOWING:
        return matter_of(row.ref)
    if row.procedure == QUOTA_EXIT.code:
        return str((facts.get("source") or {}).get("ref") or "")
    return str(facts.get(Known.SOURCE_REF.code) or "")


def taken_in(row: Proceeding) -> list[str]:
    """The references of the matters that an assessment takes in as its material; of other proceedings none."""
    if row.procedure != ANNUAL_ASSESSMENT.code:
        return []
    return [str(each["ref"]) for each in row.facts.get(Assessment.MATERIAL.code) or ()]


def _open(
    office: Office, seen: list[Seen], sources: Mapping[str, Proceeding], now: datetime, done: Handed
) -> None:
    rules = office.store.rules.on(beijing_day(now))
    oldest = now - timedelta(days=int(rules["chain.look_back"]))
    wanted = {
        row.reference(each.chain, each.number): (row, each)
        for each in seen
        if each.chain in sources and each.at >= oldest
        for row in rows_for(each.procedure, each.trigger)
        if row.when.holds(sources[each.chain].facts, rules)
    }
    openings = list(wanted.items())
    with office.store.read() as session:
        there = by_reference(session, {ref for ref, (row, _) in openings if row.at_once})
    done_at_once = {
        ref
        for ref, (row, each) in openings
        if row.at_once and ref not in there and _done_at_once(office, row, sources[each.chain], now)
    }
    for start in range(0, len(openings), GROUP):
        with office.store.begin() as session:
            for row in HANDOVERS:
                part = [
                    (ref, _facts(row, each, sources[each.chain], waits=ref not in done_at_once))
                    for ref, (of, each) in openings[start : start + GROUP]
                    if of is row
                ]
                if part:
                    by = automatic(row.giver)
                    new = open_many(session, HANDOVER.code, part, by=by, at=now, rules=rules)
                    done.opened += [each.ref for each in new]


def _done_at_once(office: Office, row: Handover, source: Proceeding, now: datetime) -> bool:
    """Carry out what leaves no choice before it is offered: nobody is asked by letter for what is done already."""
    try:
        return bool(CARRIED_OUT[row.link](office, source, now))
    except AccountabilityError:
        return False  # It is offered, tried again below, and said why not.


def _facts(row: Handover, each: Seen, source: Proceeding, *, waits: bool = True) -> dict[str, Any]:
    """What a handover opens with: what it rests on, whom it concerns, and the facts that go along. waits: for its receiver."""
    facts = source.facts
    same = (Known.CASE_NO, Known.COURT, Known.ORGANISER, Known.DIVISION)
    addressed = [
        *([row.receiver.value] if waits else []),
        *([Role.JUDGE_CONCERNED.value] if row.judge_told else []),
    ]
    given = {
        **{fact.code: facts.get(fact.code) for fact in same},
        Known.JUDGE.code: row.person(facts),
        Known.LINK.code: row.link.value,
        Known.SOURCE_REF.code: source.ref,
        Known.SOURCE_ACT.code: each.trigger,
        Known.SOURCE_DIGEST.code: each.digest,
        Known.SOURCE_ON.code: beijing_day(each.at).isoformat(),
        Known.GIVER.code: row.giver.value,
        Known.RECEIVER.code: row.receiver.value,
        Known.ADDRESSED.code: addressed,
        # What the higher court found it hands over itself: its office is answered, not the namesake in the judge's court.
        Known.ABOVE.code: [] if row.giver in row.source.of_the_case else [row.giver.value],
        Known.CARRIED.code: {fact.code: facts[fact.code] for fact in row.carries if facts.get(fact.code)},
    }
    return {code: value for code, value in given.items() if value not in (None, "", {}, [])}


def _answer(
    office: Office,
    seen: list[Seen],
    sources: Mapping[str, Proceeding],
    after: int,
    until: int,
    now: datetime,
    done: Handed,
) -> None:
    """Take over what was answered by an act or an opening, carry out what leaves no choice, withdraw what lost its ground."""
    with office.store.read() as session:
        waiting = handovers.waiting(session)
        touched = handovers.chains_between(session, after, until, waiting)
        origins = by_reference(session, touched)
    rules = office.store.rules.on(beijing_day(now))
    answers = dict(_answers(seen, sources, waiting))
    for source in waiting:
        for row in waiting[source]:
            link = ROWS[Link(row.facts[Known.LINK.code])]
            origin = origins.get(source)
            try:
                if origin is not None and not link.when.holds(origin.facts, rules):
                    _withdraw(office, row, link, now, done)
                elif row.ref in answers:
                    _accept(office, row, link, answers[row.ref], now, done)
                elif link.at_once and row.state == State.OFFERED.value:
                    _carry_out(office, row, link, now, done)
            except SomeoneWasFaster:
                continue  # It was answered by another hand just now.
            except AccountabilityError as refused:
                done.failed.append((row.ref, refused.words))


def _answers(
    seen: list[Seen], sources: Mapping[str, Proceeding], waiting: Mapping[str, list[Proceeding]]
) -> Iterator[tuple[str, str]]:
    """The handovers that acts seen are the answer to, each with what was opened."""
    for each in seen:
        found = sources.get(each.chain)
        if found is None:
            continue
        if each.trigger == OPEN:
            for row in waiting.get(source_of(found), ()):
                link = ROWS[Link(row.facts[Known.LINK.code])]
                # What comes again and again (a hold) is answered in a matter that is there already, not by its opening.
                if link.to is not None and link.to.code == found.procedure and not link.each_time:
                    yield row.ref, found.ref
        for row in (row for ref in taken_in(found) for row in waiting.get(ref, ())):
            link = ROWS[Link(row.facts[Known.LINK.code])]
            if (
                link.to is not None
                and link.to.code == found.procedure
                and _is_among(each.trigger, link.taken_by)
            ):
                yield row.ref, found.ref
        for row in waiting.get(each.chain, ()):
            link = ROWS[Link(row.facts[Known.LINK.code])]
            if _is_among(each.trigger, link.done_by):
                yield row.ref, each.chain


def _is_among(trigger: str, acts: Iterable[Labelled]) -> bool:
    return any(act.value == trigger for act in acts)


def _carry_out(office: Office, row: Proceeding, link: Handover, now: datetime, done: Handed) -> None:
    with office.store.read() as session:
        source = find(session, str(row.facts[Known.SOURCE_REF.code]))
    opened = CARRIED_OUT[link.link](office, source, now)
    if opened:
        _accept(office, row, link, opened, now, done)


def _accept(
    office: Office, row: Proceeding, link: Handover, opened: str, now: datetime, done: Handed
) -> None:
    if row.state == State.OFFERED.value:
        _act(office, row, Step.ACCEPT, automatic(link.receiver), {Known.OPENED.code: opened}, now)
        done.accepted.append(row.ref)


def _withdraw(office: Office, row: Proceeding, link: Handover, now: datetime, done: Handed) -> None:
    _act(office, row, Step.WITHDRAW, automatic(link.giver), {Known.REASONS.code: str(_GONE)}, now)
    done.withdrawn.append(row.ref)


def _act(
    office: Office, row: Proceeding, step: Step, by: Actor, particulars: Mapping[str, Any], now: datetime
) -> None:
    with office.store.begin() as session:
        advance(
            session, Act(ref=row.ref, trigger=step.value, by=by, at=now, particulars=particulars, seen=row.version)
        )  # fmt: skip
