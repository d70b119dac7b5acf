"""Assignment (分配): who reads which case, at random, evenly, and never against a ground of recusal.

Whoever has the facts and the seed gets the same assignment again. It is found in three passes: fill the
cases with the least loaded admissible reviewers, specialists first; move readings along chains of reviewers
until every case has its readers, if that is possible at all; level the loads along the same kind of chain
until no chain can level them further, which makes them as even as the exclusions allow.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.readings import Readings
from rules.recusal import CaseToRead, Exclusions, Ground, Reviewer, grounds_of

ANY = ""
"""The queue of all reviewers, next to the queue of each specialty."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Readers by case number, and the load (件) of every reviewer of the pool, with what they had before."""

    readers: Mapping[str, tuple[str, ...]]
    loads: Mapping[str, int]
    specialist_readings: int
    """Readings by a reviewer whose specialty is the case's type."""

    @property
    def spread(self) -> int:
        """The largest load less the smallest (件)."""
        return max(self.loads.values()) - min(self.loads.values()) if self.loads else 0


@dataclass(frozen=True, slots=True)
class Shortage:
    """A case without enough readers, and why (人).

    Who is excluded on two grounds counts under both. Where `admissible` would be enough, they all read as many
    as they may, and so does everybody who could take a case over from them: widen the pool or the largest load.
    """

    case_no: str
    missing: int
    admissible: int
    excluded: Mapping[Ground, int]


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No assignment gives every case its readers under the largest load; nothing was assigned."""

    shortages: tuple[Shortage, ...]


def assign(
    cases: Iterable[CaseToRead],
    pool: Iterable[Reviewer],
    *,
    seed: str,
    readers_per_case: int,
    max_load: int,
    exclusions: Exclusions,
    loads_before: Mapping[str, int] | None = None,
) -> Assignment | Infeasible:
    """Give every case `readers_per_case` readers, or name every case that cannot have them.

    The order of `cases` and `pool` makes no difference. Loads are as even as the exclusions allow, which is
    never more than one apart when nothing stands in the way.

    Raises:
        FaultyInput: every case or reviewer that is on the list twice.
    """
    cases, pool = list(cases), list(pool)
    if faults := [*_twice(case.case_no for case in cases), *_twice(reviewer.code for reviewer in pool)]:
        raise FaultyInput(faults)
    readings = Readings(
        sorted(cases, key=lambda case: _lot(seed, case.case_no)),
        sorted(pool, key=lambda reviewer: reviewer.code),
        exclusions,
        loads_before or {},
    )
    _fill(readings, seed, readers_per_case, max_load)
    if shortages := _complete(readings, readers_per_case, max_load):
        return Infeasible(tuple(sorted(shortages, key=lambda shortage: shortage.case_no)))
    _level(readings)
    return _assignment(readings)


def _twice(codes: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            Words("“{code}”", "“{code}”", code=code),
            Words("在名单中出现{times}次", "is on the list {times} times", times=times),
            Words("请删去重复的", "strike the repetitions"),
        )
        for code, times in Counter(codes).items()
        if times > 1
    ]


def _lot(*words: str | int) -> str:
    return hashlib.sha256("\0".join(map(str, words)).encode()).hexdigest()


# ---- first pass ----------------------------------------------------------------------------------------


class _Queues:
    """The reviewers by load: one queue of all, and one of each specialty.

    Among equal loads the lot decides, and it is drawn anew for each load, so that the same two do not always
    read together.
    """

    def __init__(self, readings: Readings, seed: str) -> None:
        self.readings, self.seed = readings, seed
        self.queues: dict[str, list[tuple[int, str, int]]] = {ANY: []}
        for reviewer in range(len(readings.pool)):
            self.put(reviewer)

    def put(self, reviewer: int) -> None:
        facts, load = self.readings.pool[reviewer], self.readings.loads[reviewer]
        place = (load, _lot(self.seed, facts.code, load), reviewer)
        for name in (ANY, *sorted(facts.specialties)):
            heapq.heappush(self.queues.setdefault(name, []), place)

    def serve(self, case: int, wanted: int, name: str, limit: int) -> None:
        """Give the case readers from one queue until it has what it wants, or all below the limit were asked."""
        queue, passed_over = self.queues.get(name, []), []
        while len(self.readings.readers[case]) < wanted and queue and queue[0][0] < limit:
            place = heapq.heappop(queue)
            load, _, reviewer = place
            if load != self.readings.loads[reviewer]:
                continue  # A place left over from before the reviewer's load grew.
            if self.readings.fits(case, reviewer):
                self.readings.give(case, reviewer)
                self.put(reviewer)
            else:
                passed_over.append(place)
        for place in passed_over:
            heapq.heappush(queue, place)


def _fill(readings: Readings, seed: str, wanted: int, max_load: int) -> None:
    """Readers for every case, the least loaded first; specialists as long as they carry a fair share."""
    queues = _Queues(readings, seed)
    readings_in_all = len(readings.cases) * wanted + sum(readings.loads)
    fair = -(-readings_in_all // max(len(readings.pool), 1))
    for case, facts in enumerate(readings.cases):
        queues.serve(case, wanted, facts.case_kind, min(fair, max_load))
        queues.serve(case, wanted, ANY, max_load)


# ---- second pass ---------------------------------------------------------------------------------------


def _complete(readings: Readings, wanted: int, max_load: int) -> list[Shortage]:
    """Make room for the cases still short of readers; what comes back cannot be helped."""
    everyone = set(range(len(readings.pool)))
    shortages = []
    for case, readers in enumerate(readings.readers):
        while len(readers) < wanted:
            open_to = sorted(everyone - readings.closed - readings.barred(case) - readers)
            moves, first, reached = readings.chain(open_to, lambda at: readings.loads[at] < max_load)
            if first is None:
                readings.closed |= reached
                shortages.append(_shortage(readings, case, wanted))
                break
            readings.move(moves)
            readings.give(case, first)
    readings.closed.clear()
    return shortages


def _shortage(readings: Readings, case: int, wanted: int) -> Shortage:
    facts, barred = readings.cases[case], readings.barred(case)
    return Shortage(
        case_no=facts.case_no,
        missing=wanted - len(readings.readers[case]),
        admissible=len(readings.pool) - len(barred),
        excluded=Counter(
            ground for at in barred for ground in grounds_of(readings.pool[at], facts, readings.exclusions)
        ),
    )


# ---- third pass ----------------------------------------------------------------------------------------


def _level(readings: Readings) -> None:
    """Hand readings from the most loaded to those with two or more fewer, until no chain leads there."""
    loads = readings.loads
    while len(readings.closed) < len(loads):
        heaviest = max((at for at in range(len(loads)) if at not in readings.closed), key=loads.__getitem__)
        enough = loads[heaviest] - 2
        if min(loads) > enough:
            return
        moves, first, reached = readings.chain([heaviest], lambda at: loads[at] <= enough)  # noqa: B023  (called at once)
        if first is None:
            readings.closed |= reached
        readings.move(moves)


def _assignment(readings: Readings) -> Assignment:
    pool = readings.pool
    rows = sorted(zip(readings.cases, readings.readers, strict=True), key=lambda row: row[0].case_no)
    return Assignment(
        readers={case.case_no: tuple(sorted(pool[at].code for at in readers)) for case, readers in rows},
        loads={reviewer.code: load for reviewer, load in zip(pool, readings.loads, strict=True)},
        specialist_readings=sum(
            case.case_kind in pool[at].specialties for case, readers in rows for at in readers
        ),
    )
