"""流转情况 (the flow of a season): how long each step is waited for, where cases lie longest, and what goes round again.

A step waits from the day its state was entered to the day it is taken, in working days (工作日), the first day not
counted: what is done on the same day has waited nought. The 90th percentile is the value that nine of ten do not exceed
(nearest rank), so that it is always a wait that happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from statistics import median

from rules.labels import Labelled
from rules.timeliness import Timeliness
from rules.workdays import Calendar

NINE_TENTHS = Fraction(9, 10)
_LATE = (Timeliness.LATE, Timeliness.NOT_ADMITTED)
_JUDGED = (Timeliness.IN_TIME, *_LATE)


@dataclass(frozen=True, slots=True)
class Taken:
    """One act of a case as it was taken; the opening is none. `detour`: it holds the case up or sends it round again."""

    act: Labelled
    source: Labelled
    to: Labelled
    on: date
    timeliness: Timeliness | None = None
    """How it stood to its limit; None where it has none."""
    detour: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The course of one case: opened on a day in a state, then its acts in order."""

    ref: str
    opened: date
    initial: Labelled
    acts: tuple[Taken, ...]
    ended: bool
    """Whether the last state is final, so that nothing is waited for any more."""


@dataclass(frozen=True, slots=True)
class Waits:
    """So many waits (次), in working days."""

    count: int
    middle: float
    nine_in_ten: int
    longest: int
    total: int

    @classmethod
    def of(cls, days: Sequence[int]) -> Waits:
        ordered = sorted(days)
        rank = ceil(NINE_TENTHS * len(ordered))
        return cls(len(ordered), median(ordered), ordered[rank - 1], ordered[-1], sum(ordered))


@dataclass(frozen=True, slots=True)
class StepFlow:
    """One act of the table: how long it was waited for, and how many of those with a limit were in time."""

    act: Labelled
    waits: Waits
    limited: int
    in_time: int

    @property
    def share(self) -> Fraction | None:
        """The share in time (按期率); None where no act had a limit."""
        return Fraction(self.in_time, self.limited) if self.limited else None


@dataclass(frozen=True, slots=True)
class StateFlow:
    """One state: how long cases lay in it, and those that lie in it now."""

    state: Labelled
    left: Waits | None
    now: Waits | None
    oldest: str
    """The case that has lain there longest; empty where none lies there."""

    @property
    def total(self) -> int:
        """All days lain there so far (工作日)."""
        return sum(waits.total for waits in (self.left, self.now) if waits)


@dataclass(frozen=True, slots=True)
class Detour:
    """An act that holds cases up or sends them round again (反复): how often, and in how many cases."""

    act: Labelled
    times: int
    cases: int


@dataclass(frozen=True, slots=True)
class SeasonFlow:
    """The flow of a season: steps in order of the table, states with the longest waiting first."""

    cases: int
    steps: tuple[StepFlow, ...]
    states: tuple[StateFlow, ...]
    detours: tuple[Detour, ...]


def season_flow(
    courses: Iterable[Course], order: Sequence[Labelled], calendar: Calendar, today: date
) -> SeasonFlow:
    """What the courses of a season's cases come to; `order` are the acts as the table has them."""
    known = list(courses)
    waited: defaultdict[Labelled, list[int]] = defaultdict(list)
    left: defaultdict[Labelled, list[int]] = defaultdict(list)
    here: defaultdict[Labelled, list[tuple[int, str]]] = defaultdict(list)
    judged: defaultdict[Labelled, list[Timeliness]] = defaultdict(list)
    rounds: Counter[Labelled] = Counter()
    gone_round: defaultdict[Labelled, set[str]] = defaultdict(set)
    for course in known:
        state, entered, way = course.initial, course.opened, [course.initial]
        for taken in course.acts:
            days = working_days(entered, taken.on, calendar)
            waited[taken.act].append(days)
            if taken.timeliness in _JUDGED:
                judged[taken.act].append(taken.timeliness)
            moved = taken.to is not taken.source
            back = moved and taken.to in way
            if taken.detour or back:
                rounds[taken.act] += 1
                gone_round[taken.act].add(course.ref)
            if moved:
                left[state].append(days)
                state, entered = taken.to, taken.on
                # Whoever goes back takes the same way a second time: that is one round, not one for each step.
                way = way[: way.index(state) + 1] if back else [*way, state]
        if not course.ended:
            here[state].append((working_days(entered, today, calendar), course.ref))
    return SeasonFlow(
        cases=len(known),
        steps=tuple(_step(act, waited[act], judged[act]) for act in order if act in waited),
        states=tuple(_states(left, here)),
        detours=tuple(Detour(act, rounds[act], len(gone_round[act])) for act in order if rounds[act]),
    )


def working_days(since: date, until: date, calendar: Calendar) -> int:
    """How many working days lie after `since` and not after `until` (工作日)."""
    span = (since + timedelta(days=each) for each in range(1, (until - since).days + 1))
    return sum(calendar.is_working_day(day) for day in span)


def _step(act: Labelled, days: Sequence[int], judged: Sequence[Timeliness]) -> StepFlow:
    return StepFlow(act, Waits.of(days), len(judged), sum(each not in _LATE for each in judged))


def _states(left: dict[Labelled, list[int]], here: dict[Labelled, list[tuple[int, str]]]) -> list[StateFlow]:
    found = []
    for state in dict.fromkeys((*left, *here)):
        now = here.get(state, [])
        found.append(
            StateFlow(
                state,
                Waits.of(left[state]) if left.get(state) else None,
                Waits.of([days for days, _ in now]) if now else None,
                max(now, key=lambda each: each[0])[1] if now else "",
            )
        )
    return sorted(found, key=lambda each: -each.total)
