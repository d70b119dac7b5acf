"""优秀评定 (settling the list of 优秀): who competes for the places of a round, and how the committee gives them away.

A case graded 优秀 in a round with a cap waits as a candidate. The list is settled when no other case can still join
it, or when there are places for all who might; at the latest it has waited long enough for the first candidate, so
that one case that drags on holds up nobody. What is then left over is 合格, with the reason, and the judge is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from flows.scoring import merged_score
from records import proceedings, seasons
from records.clocks import Clock, Running
from records.proceedings import Act, Done, Proceeding, advance, advance_many
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, Refused
from rules.excellent import Candidate, Places, ordered, places
from rules.findings import Grade
from rules.labels import Words
from rules.roles import AUTOMATIC, Actor
from rules.workdays import add_working_days
from state_machines.quality_review.standard import EXCELLENT_PERIOD, LOCAL
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known, State
from state_machines.review_round.terms import SEED


@dataclass(frozen=True, slots=True)
class ExcellentList:
    """The list as it stands: the places (None without a cap), the candidates in order, and why it must wait."""

    places: Places | None
    candidates: tuple[Candidate, ...]
    open: int
    """Cases that may still become candidates (件)."""
    latest: date | None
    """After this day the list waits for no open case."""
    waits: Words | None

    def place_of(self, number: int) -> bool:
        """Whether the candidate at that place (from 1) has a place."""
        return self.places is None or number <= self.places.left


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: the candidates awarded, and those passed over, in order."""

    awarded: tuple[Candidate, ...]
    passed_over: tuple[Candidate, ...]


def list_candidates(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> int:
    """List every case that was graded 优秀 and waits for the committee; returns how many (件)."""
    with office.alone(label) as session:
        acts = [
            Act(ref=row.ref, trigger=ReviewAct.LIST_EXCELLENT.value, by=by, at=now)
            for _, row in seasons.reviews(session, label, [State.READY])
            if _is_excellent(row) and not row.facts.get(Known.REVERSED.code) and _capped(session, row)
        ]
        return sum(isinstance(done, Done) for done in advance_many(session, acts))


def excellent_list(office: Office, label: str, *, now: datetime, chosen: Sequence[str] = ()) -> ExcellentList:
    """The list of a season as it stands; those chosen come first.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        return _list(office, session, label, now, chosen)


def settle(
    office: Office,
    label: str,
    *,
    by: Actor,
    now: datetime,
    chosen: Sequence[str] = (),
    reasons: str = "",
    attendance: Mapping[str, int] | None = None,
    late_reason: str = "",
) -> Settled:
    """The committee gives the places away, in one go; `chosen` first, with its `reasons`.

    A list that is settled after its period needs `late_reason`.

    Raises:
        Refused: the list must wait, nobody is on it, or this is not the committee.
        FaultyInput: a case chosen is no candidate, or the reasons are missing.
    """
    with office.store.begin() as session:
        found = _list(office, session, label, now, chosen)
        _check_choice(found, chosen, reasons)
        if found.waits is not None:
            raise Refused(found.waits, LOCAL["优秀比例"])
        if not found.candidates:
            raise Refused(Words("没有优秀候选", "there are no candidates"), LOCAL["优秀比例"])
        for number, candidate in enumerate(found.candidates, start=1):
            trigger, particulars = _stated(found, number, chosen, reasons)
            more: dict[str, Any] = {Known.ATTENDANCE.code: dict(attendance)} if attendance else {}
            more |= {"late_reason": late_reason} if late_reason else {}
            advance(
                session,
                Act(ref=candidate.ref, trigger=trigger.value, by=by, at=now, particulars=particulars | more),
            )
    left = len(found.candidates) if found.places is None else found.places.left
    return Settled(found.candidates[:left], found.candidates[left:])


def _list(
    office: Office, session: Session, label: str, now: datetime, chosen: Sequence[str]
) -> ExcellentList:
    season = seasons.season(session, label)
    round_row = proceedings.find(session, season.ref)
    rules = proceedings.rules_of(session, round_row.rules)
    rows = [row for _, row in seasons.reviews(session, label)]
    held = [row for row in rows if row.state != State.WITHDRAWN.value]
    settled = {state.value for state in seasons.SETTLED}
    taken = sum(_is_excellent(row) and row.state in settled for row in held)
    waiting = [row for row in held if row.state == State.NOMINATED.value]
    found = places(rules, len(held), taken)
    candidates = ordered(
        (Candidate(row.ref, row.case_no, _points(office, session, row)) for row in waiting),
        str(round_row.facts.get(SEED.code, "")),
        chosen,
    )
    open_cases = sum(row.state not in settled and _may_join(row) for row in held)
    latest = _latest(
        office, session, [row.ref for row in waiting], int(rules.get("grading.excellent_wait", 0))
    )
    waits = _waits(found, len(candidates), open_cases, latest, now)
    return ExcellentList(found, tuple(candidates), open_cases, latest, waits)


def _may_join(row: Proceeding) -> bool:
    """Whether the case may still be graded 优秀: not where its grade is another and only waits to be confirmed."""
    if row.state == State.NOMINATED.value:
        return False
    return row.state != State.READY.value or _is_excellent(row)


def _waits(
    found: Places | None, candidates: int, open_cases: int, latest: date | None, now: datetime
) -> Words | None:
    """Why the list cannot be settled yet; None where it can."""
    if found is None or open_cases == 0 or candidates + open_cases <= found.left:
        return None
    if latest is not None and beijing_day(now) > latest:
        return None
    return Words(
        "尚有{count}件案件可能成为优秀候选，等其等次形成后统一评定，最迟等到{day}",
        "{count} cases may still become candidates; the list waits for them, at the latest until {day}",
        count=open_cases,
        day=latest.isoformat() if latest else "—",
    )


def _latest(office: Office, session: Session, refs: list[str], wait: int) -> date | None:
    """The last day on which the list waits, counted in working days from the day the first candidate was listed."""
    query = select(col(Clock.starts_from)).where(
        col(Clock.proceeding).in_(refs),
        col(Clock.code) == EXCELLENT_PERIOD.code,
        col(Clock.state) == Running.RUNNING.value,
    )
    first = min(session.execute(query).scalars(), default=None)
    return None if first is None else add_working_days(first, wait, office.store.calendar)


def _check_choice(found: ExcellentList, chosen: Sequence[str], reasons: str) -> None:
    known = {candidate.ref for candidate in found.candidates}
    faults = [
        Fault(
            Words("选定的“{ref}”", "the chosen “{ref}”", ref=ref),
            Words("不是优秀候选", "is no candidate"),
            Words("请从候选名单中选定", "choose from the list of candidates"),
        )
        for ref in chosen
        if ref not in known
    ]
    if chosen and not reasons.strip():
        faults.append(
            Fault(
                Words("选定理由", "the reasons for the choice"),
                Words("没有写明", "are missing"),
                Words("请写明评查委员会选定的理由", "state why the committee chose them"),
            )
        )
    if faults:
        raise FaultyInput(faults)


def _stated(
    found: ExcellentList, number: int, chosen: Sequence[str], reasons: str
) -> tuple[ReviewAct, dict[str, Any]]:
    """The act on the candidate at that place, and what it puts on record."""
    total = len(found.candidates)
    given = found.places or Places(total, total)
    place = {
        "place": number,
        "left": given.left,
        "places": given.places,
        "cases": given.cases,
        "candidates": total,
    }
    how = f"评查委员会选定：{reasons}" if chosen else "按参考得分排列，得分相同的按公开种子抽签"
    if found.place_of(number):
        why = f"在{total}件候选中列第{number}位，本轮优秀名额{given.places}个（{how}）"
        return ReviewAct.AWARD_EXCELLENT, {Known.PLACE.code: place, Known.GRADE_REASONS.code: why}
    why = (
        f"超过本轮优秀比例上限：本轮评查{given.cases}件，优秀名额{given.places}个，剩余{given.left}个，"
        f"该案在{total}件候选中列第{number}位（{how}）"
    )
    return ReviewAct.PASS_OVER, {
        Known.PLACE.code: place,
        Known.GRADE.code: Grade.QUALIFIED.value,
        Known.GRADE_REASONS.code: why,
    }


def _points(office: Office, session: Session, row: Proceeding) -> Decimal:
    merged = merged_score(row.facts, office.sheets, proceedings.rules_of(session, row.rules))
    return merged.total if merged else Decimal(0)


def _is_excellent(row: Proceeding) -> bool:
    return bool(row.facts.get(Known.GRADE.code) == Grade.EXCELLENT.value)


def _capped(session: Session, row: Proceeding) -> bool:
    return proceedings.rules_of(session, row.rules).get("grading.excellent_cap_share") is not None
