"""The closed cases of the sample province (示例案件): invented, with numbers such as their courts would give them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from console.sample.dockets import (
    APPEALS,
    CAUSES,
    ENDINGS,
    REMANDED,
    REVERSED,
    STREAMS,
    Ending,
    Stream,
    divisions_of,
    is_small,
)
from console.sample.lots import lot
from console.sample.people import judge_codes
from rules.apportionment import apportion
from rules.case_numbers import CaseNumber
from rules.cases import CaseKind, ClosedCase, procedure_of
from rules.courts import Court, CourtLevel
from rules.quarters import Quarter
from rules.workdays import Calendar

IN_QUARTER, BEFORE, AFTER = 12_000, 600, 240
"""Cases closed in the quarter, and in the weeks before and after it (件); lists are never cut exactly."""
WEEKS_AROUND = 4, 2
"""How far before and after the quarter the lists reach."""
APPEALED, NO_JUDGE, FLAGGED = 0.14, 0.003, 0.002
"""Shares of the cases in which an appeal is pending, in which the list names no judge, and which their court flags."""
FLAGS = ("repeated_petition", "complaint", "supervised", "group_petition", "procuratorial_suggestion")
"""What courts flag, by the codes of `rules.must_review`."""
TAKES_EFFECT_AFTER = 14, 30
"""Days after which an invented judgment that nobody appealed against takes effect."""
APPEAL_COMES_AFTER = 12, 45
"""Days from the first judgment to the filing of the appeal that belongs to it."""


@dataclass(slots=True)
class _Calling:
    """One case before it has its number: the court numbers its cases in the order of filing."""

    court: Court
    code: str
    stream: Stream
    filed: date
    closed: date


def days_around(quarter: Quarter, calendar: Calendar) -> tuple[list[date], list[date], list[date]]:
    """The working days before, in and after the quarter on which the cases of the lists were closed."""
    before, after = (timedelta(weeks=weeks) for weeks in WEEKS_AROUND)
    edges = (quarter.first_day - before, quarter.first_day, quarter.next.first_day, quarter.last_day + after)
    spans = ((edges[at], edges[at + 1]) for at in range(3))
    first, second, third = ([day for day in _days(*span) if calendar.is_working_day(day)] for span in spans)
    return first, second, third


def closed_cases(
    seed: str, courts: Sequence[Court], quarter: Quarter, calendar: Calendar
) -> list[ClosedCase]:
    """All cases of all lists, court by court; an appeal and the case it is about know each other's numbers."""
    weights = [_weight(seed, court, courts) for court in courts]
    codes = case_codes(courts)
    callings: list[_Calling] = []
    for count, days in zip((BEFORE, IN_QUARTER, AFTER), days_around(quarter, calendar), strict=True):
        # Cases are closed the more often the nearer the end of the quarter is.
        rush = list(accumulate(range(len(days), 3 * len(days))))[: len(days)]
        for court, share in zip(courts, apportion(count, weights, [1] * len(courts)), strict=True):
            callings += _callings(
                lot(seed, "closed", court.code, days[0]), court, codes[court.code], share, days, rush
            )
    cases = [
        _case(lot(seed, "case", str(number)), calling, number)
        for number, calling in _numbered(seed, callings)
    ]
    return _linked(cases, courts)


def case_codes(courts: Sequence[Court]) -> dict[str, str]:
    """The 法院代字 of each court by its code in the register.

    A court whose own is not known gets a free one below its superior's, from 99 downwards, for the sample only.
    Superiors come before the courts below them.
    """
    taken = {court.case_code for court in courts if court.case_code}
    found: dict[str, str] = {}
    for court in courts:
        code = court.case_code
        if not code:
            above = found[court.parent]
            code = next(free for number in range(99, 0, -1) if (free := f"{above}{number:02d}") not in taken)
            taken.add(code)
        found[court.code] = code
    return found


def _weight(seed: str, court: Court, courts: Sequence[Court]) -> int:
    """How much a court has to do, against the others."""
    busy = lot(seed, "busy", court.code).randint(600, 1500)
    if is_small(court):
        return busy // 4
    below = sum(other.parent == court.code for other in courts)
    return {CourtLevel.HIGH: 3000, CourtLevel.INTERMEDIATE: 600 + 350 * below}.get(court.level, busy)


def _callings(
    chance: Random, court: Court, code: str, count: int, days: Sequence[date], rush: Sequence[int]
) -> Iterator[_Calling]:
    heard = {kind for kinds in divisions_of(court).values() for kind in kinds}
    streams = [stream for stream in STREAMS[court.level] if _kind(stream) in heard]
    chosen = chance.choices(streams, [stream.share for stream in streams], k=count)
    for stream, closed in zip(chosen, chance.choices(days, cum_weights=rush, k=count), strict=True):
        yield _Calling(court, code, stream, closed - timedelta(chance.randint(*stream.days)), closed)


def _numbered(seed: str, callings: Sequence[_Calling]) -> Iterator[tuple[CaseNumber, _Calling]]:
    """Give each court's cases of one type and year rising numbers in the order of filing; cases still open leave gaps."""
    books: defaultdict[tuple[str, str, int], list[_Calling]] = defaultdict(list)
    for calling in callings:
        books[calling.code, calling.stream.type_code, calling.filed.year].append(calling)
    for (code, type_code, year), book in books.items():
        chance, serial = lot(seed, "numbers", code, type_code, year), 0
        for calling in sorted(book, key=lambda calling: (calling.filed, calling.closed)):
            serial += chance.randint(1, 4)
            yield CaseNumber(year, code, type_code, serial), calling


def _case(chance: Random, calling: _Calling, number: CaseNumber) -> ClosedCase:
    kind = _kind(calling.stream)
    division = chance.choice([name for name, kinds in divisions_of(calling.court).items() if kind in kinds])
    judge, bench = _bench(chance, calling, division)
    causes = CAUSES[kind]
    ending = _ending(chance, calling.stream.type_code)
    pending = ending.appealable and chance.random() < APPEALED
    waits = chance.randint(*TAKES_EFFECT_AFTER) if ending.appealable else 0
    return ClosedCase(
        case_no=str(number),
        court=calling.court.name,
        court_code=calling.code,
        level=calling.court.level,
        case_kind=kind,
        date_closed=calling.closed,
        procedure=procedure_of(number),
        # The causes stand in the order of how usual they are.
        cause=causes[int(len(causes) * chance.random() ** 2)],
        division=division,
        judge=judge,
        bench=bench,
        date_filed=calling.filed,
        date_effective=None if pending else calling.closed + timedelta(waits),
        outcome=ending.outcome,
        document_kind=ending.document,
        pending=pending,
        flags=(chance.choice(FLAGS),) if chance.random() < FLAGGED else (),
    )


def _bench(chance: Random, calling: _Calling, division: str) -> tuple[str, tuple[str, ...]]:
    """The judge in charge and all who sat: the single judge, or three with the chief, a colleague or lay assessors."""
    if chance.random() < NO_JUDGE:
        return "", ()
    chief, *judges = judge_codes(calling.court, division)
    judge = chance.choice(judges)
    if chance.random() < calling.stream.single:
        return judge, (judge,)
    others = [code for code in judges if code != judge]
    assessors = [f"P{calling.court.code}-{number:02d}" for number in chance.sample(range(1, 21), 2)]
    if calling.stream.type_code.endswith("初") and chance.choice((True, False)):
        return judge, (judge, *assessors)
    return judge, (
        judge,
        chance.choice([chief, *others[:1]]),
        others[-1] if len(others) > 1 else assessors[0],
    )


def _linked(cases: Sequence[ClosedCase], courts: Sequence[Court]) -> list[ClosedCase]:
    """Join appeals to first judgments of the courts below, and let each end as the appeal did."""
    above = {court.name: parent.name for court in courts for parent in courts if court.parent == parent.code}
    known = {case.case_no: case for case in cases}
    waiting: defaultdict[tuple[str, str], list[ClosedCase]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: (case.date_closed, case.case_no)):
        if _is_judgment(case):
            waiting[above.get(case.court, ""), _type_code(case)].append(case)
    shortest, longest = (timedelta(days) for days in APPEAL_COMES_AFTER)
    for appeal in sorted(cases, key=lambda case: (case.date_filed or case.date_closed, case.case_no)):
        line = waiting.get((appeal.court, APPEALS.get(_type_code(appeal), "")), [])
        filed = appeal.date_filed or appeal.date_closed
        oldest = bisect_left(line, filed - longest, key=lambda case: case.date_closed)
        if oldest < len(line) and line[oldest].date_closed <= filed - shortest:
            first = line.pop(oldest)
            known[appeal.case_no] = replace(appeal, related=(first.case_no,), cause=first.cause)
            known[first.case_no] = _after_appeal(first, appeal)
    return list(known.values())


def _after_appeal(first: ClosedCase, appeal: ClosedCase) -> ClosedCase:
    return replace(
        first,
        pending=False,
        related=(appeal.case_no,),
        reversed_later=appeal.outcome in (REVERSED, REMANDED),
        date_effective=appeal.date_closed,
    )


def _is_judgment(case: ClosedCase) -> bool:
    """Whether an appeal lies against it."""
    return any(
        ending.appealable and ending.outcome == case.outcome for ending in ENDINGS.get(_type_code(case), ())
    )


def _type_code(case: ClosedCase) -> str:
    return case.case_no.partition(case.court_code)[2].rstrip("号").rstrip("0123456789")


def _ending(chance: Random, type_code: str) -> Ending:
    endings = ENDINGS[type_code]
    return chance.choices(endings, [ending.share for ending in endings])[0]


def _kind(stream: Stream) -> CaseKind:
    return _KINDS[stream.type_code]


_KINDS: Mapping[str, CaseKind] = {
    type_code: CaseKind.of(CaseNumber(0, "", type_code, 0)) for type_code in ENDINGS
}


def _days(first: date, end: date) -> Iterator[date]:
    return (first + timedelta(days) for days in range((end - first).days))
