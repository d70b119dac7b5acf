"""Absences and duty (离岗、值班): from which day to which, why, and what is wrong with an entry of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rules.labels import Labelled, Words


class AbsenceKind(Labelled):
    """Why somebody is away (离岗事由). It stands in the register only: illness is nobody else's business."""

    LEAVE = "leave", "休假", "leave"
    STUDY = "study", "学习培训", "study"
    ILLNESS = "illness", "病假", "illness"
    MISSION = "mission", "公务外出", "official travel"
    OTHER = "other", "其他", "other"


@dataclass(frozen=True, slots=True)
class Away:
    """One absence from `since` (inclusive) to `until` (exclusive), and who stands in; empty: nobody was named."""

    person: str
    since: date
    until: date
    substitute: str = ""

    def covers(self, day: date) -> bool:
        return self.since <= day < self.until

    def overlaps(self, since: date, until: date) -> bool:
        return self.since < until and since < self.until

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """One turn of duty from `since` (inclusive) to `until` (exclusive); without a role: for the whole court."""

    person: str
    court: str
    role: str
    since: date
    until: date

    def covers(self, day: date) -> bool:
        return self.since <= day < self.until


def circle(entry: Away, others: Iterable[Away]) -> tuple[str, ...]:
    """The people who would stand in for one another in a circle during that absence; empty where there is none."""
    by_person: dict[str, list[Away]] = {}
    for each in others:
        if each.overlaps(entry.since, entry.until):
            by_person.setdefault(each.person, []).append(each)
    return _back_to(entry.person, entry.substitute, by_person, (entry.person,))


def _back_to(
    first: str, person: str, away: Mapping[str, list[Away]], path: tuple[str, ...]
) -> tuple[str, ...]:
    if person == first:
        return (*path, first)
    if not person or person in path:
        return ()
    found = (_back_to(first, each.substitute, away, (*path, person)) for each in away.get(person, ()))
    return next(filter(None, found), ())


def shown(people: Iterable[str]) -> Words:
    """``甲→乙→甲``."""
    return Words("{path}", "{path}", path="→".join(people))
