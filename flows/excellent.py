"""优秀评定 (settling the list of 优秀): who competes for the places of a round, and how the committee gives them away.

A case graded 优秀 in a round with a cap waits as a candidate. The list is settled when no other case can still join
it, or when there are places for all who might; at the latest when the time of the first candidate has run out, so
that one case that drags on holds up nobody. What is then left over is 合格, with the reason, and the judge is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from flows.scoring import merged_score
from records import proceedings, seasons
from records.clocks import Clock, Running
from records.proceedings import Act, Done, Proceeding, advance, advance_many
from rules.errors import Fault, FaultyInput, Refused
from rules.excellent import Candidate, Places, ordered, places
from rules.findings import Grade
from rules.labels import Words
from rules.roles import AUTOMATIC, Actor
from state_machines.quality_review_standard import EXCELLENT_PERIOD, LOCAL
from state_machines.quality_review_terms import Act as ReviewAct
from state_machines.quality_review_terms import Known, State
from state_machines.review_round import SEED


@dataclass(frozen=True, slots=True)
class ExcellentList:
    """The list as it stands: the places (None without a cap), the candidates in order, and why it must wait."""

    places: Places | None
    candidates: tuple[Candidate, ...]
    open: int
    """Cases that may still become candidates (件)."""
    latest: datetime | None
    """When the time of the first candidate runs out."""
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
    with office.store.begin() as session:
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
) -> Settled:
    """The committee gives the places away, in one go; `chosen` first, with its `reasons`.

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
            advance(session, _act(found, candidate, number, chosen, reasons, attendance, by, now))
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
    latest = _latest(session, [row.ref for row in waiting])
    return ExcellentList(
        found, tuple(candidates), open_cases, latest, _waits(found, len(candidates), open_cases, latest, now)
    )


def _may_join(row: Proceeding) -> bool:
    """Whether the case may still be graded 优秀: not where its grade is another and only waits to be confirmed."""
    if row.state == State.NOMINATED.value:
        return False
    return row.state != State.READY.value or _is_excellent(row)


def _waits(
    found: Places | None, candidates: int, open_cases: int, latest: datetime | None, now: datetime
) -> Words | None:
    """Why the list cannot be settled yet; None where it can."""
    if found is None or open_cases == 0 or candidates + open_cases <= found.left:
        return None
    if latest is not None and now >= latest:
        return None
    return Words(
        "尚有{count}件案件可能成为优秀候选，等其等次形成后统一评定；最迟{day}可以评定",
        "{count} cases may still become candidates; the list waits for them, at the latest until {day}",
        count=open_cases,
        day=f"{latest:%Y-%m-%d}" if latest else "—",
    )


def _latest(session: Session, refs: list[str]) -> datetime | None:
    query = select(col(Clock.due_at)).where(
        col(Clock.proceeding).in_(refs),
        col(Clock.code) == EXCELLENT_PERIOD.code,
        col(Clock.state) == Running.RUNNING.value,
    )
    return min((due for due in session.execute(query).scalars() if due is not None), default=None)


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


def _act(
    found: ExcellentList,
    candidate: Candidate,
    number: int,
    chosen: Sequence[str],
    reasons: str,
    attendance: Mapping[str, int] | None,
    by: Actor,
    now: datetime,
) -> Act:
    given = found.places
    total = len(found.candidates)
    place = {
        "place": number,
        "left": given.left if given else total,
        "places": given.places if given else total,
        "cases": given.cases if given else total,
        "candidates": total,
    }
    particulars: dict[str, Any] = {Known.PLACE.code: place}
    if attendance:
        particulars[Known.ATTENDANCE.code] = dict(attendance)
    awarded = found.place_of(number)
    how = f"评查委员会选定：{reasons}" if chosen else "按参考得分排列，得分相同的按公开种子抽签"
    if awarded:
        particulars[Known.GRADE_REASONS.code] = (
            f"在{total}件候选中列第{number}位，本轮优秀名额{place['places']}个（{how}）"
        )
    else:
        particulars |= {
            Known.GRADE.code: Grade.QUALIFIED.value,
            Known.GRADE_REASONS.code: (
                f"超过本轮优秀比例上限：本轮评查{place['cases']}件，优秀名额{place['places']}个，剩余{place['left']}个，"
                f"该案在{total}件候选中列第{number}位（{how}）"
            ),
        }
    trigger = ReviewAct.AWARD_EXCELLENT if awarded else ReviewAct.PASS_OVER
    return Act(ref=candidate.ref, trigger=trigger.value, by=by, at=now, particulars=particulars)


def _points(office: Office, session: Session, row: Proceeding) -> Decimal:
    merged = merged_score(row.facts, office.sheets, proceedings.rules_of(session, row.rules))
    return merged.total if merged else Decimal(0)


def _is_excellent(row: Proceeding) -> bool:
    return bool(row.facts.get(Known.GRADE.code) == Grade.EXCELLENT.value)


def _capped(session: Session, row: Proceeding) -> bool:
    return proceedings.rules_of(session, row.rules).get("grading.excellent_cap_share") is not None
