"""The sample province (示例省): real names of courts; people, cases and whatever comes of them are invented.

The same seed and quarter give the same province on every machine, so a play can be repeated to the last digest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from console.sample.closed_cases import closed_cases, days_around
from console.sample.people import SamplePerson, people_of
from rules.cases import ClosedCase
from rules.courts import Court, courts
from rules.errors import NotFound
from rules.labels import Words
from rules.quarters import Quarter
from rules.roles import Actor, Role
from rules.workdays import Calendar, calendar

SAMPLE = Words(
    "示例数据：法院名称真实，人员、案件和评查结果均系虚构，与任何法院的实际工作无关",
    "Sample data: the courts' names are real; people, cases and results are invented and say nothing of any court",
)
"""What stands on everything that comes of a sample province."""
SEAT = "吉林省高级人民法院"
"""The court that runs the round; the province is this court and all below it."""


@dataclass(frozen=True, slots=True)
class Province:
    """A province to play a quarter on: its courts, who serves in them, and what they closed."""

    seed: str
    quarter: Quarter
    courts: tuple[Court, ...]
    people: tuple[SamplePerson, ...]
    """As `records.people.enrol` takes them; a person's court is its official name."""
    cases: tuple[ClosedCase, ...]
    listed_on: date
    """The day on which the courts send their lists; nothing on them is later, except days of taking effect."""
    _held: dict[tuple[Role, str, str], list[Actor]] = field(repr=False, compare=False)

    @property
    def organiser(self) -> Court:
        """The court that runs the round: the high court."""
        return self.courts[0]

    def holders(self, role: Role, court: str = "", division: str = "") -> Sequence[Actor]:
        """Who holds the office in that court (by official name; empty: the organiser), in order of code."""
        return tuple(self._held.get((role, court or self.organiser.name, division), ()))

    def actor(self, role: Role, court: str = "", division: str = "") -> Actor:
        """The first holder of the office, ready to act in it.

        Raises:
            NotFound: nobody holds it.
        """
        found = self.holders(role, court, division)
        if not found:
            raise NotFound(Words("{court}{division}没有{role}", "{court} {division} has no {role}",
                                 court=court or self.organiser.name, division=division, role=role))  # fmt: skip
        return found[0]

    def cases_of(self, court: Court) -> list[ClosedCase]:
        """The court's list, in the order of closing."""
        return sorted((case for case in self.cases if case.court == court.name), key=_by_day)


def province(seed: str, quarter: Quarter, working_days: Calendar | None = None) -> Province:
    """The sample province of that seed and quarter."""
    worked = working_days or calendar()
    all_courts = tuple(_courts_under(SEAT))
    people = tuple(people_of(seed, all_courts, since=date(quarter.year - 2, 1, 1)))
    _, _, after = days_around(quarter, worked)
    return Province(
        seed=seed,
        quarter=quarter,
        courts=all_courts,
        people=people,
        cases=tuple(closed_cases(seed, all_courts, quarter, worked)),
        listed_on=after[-1],
        _held=_held(people),
    )


def _courts_under(seat: str) -> Iterator[Court]:
    """The court and all below it, each before those below it.

    Raises:
        NotFound: the register does not know the court.
    """
    register = courts()
    court = register.by_name(seat)
    if court is None:
        raise NotFound(Words("法院名册中没有{court}", "{court} is not in the register of courts", court=seat))
    yield court
    for below in register.subordinates(court):
        yield from _courts_under(below.name)


def _held(people: Sequence[SamplePerson]) -> dict[tuple[Role, str, str], list[Actor]]:
    held: dict[tuple[Role, str, str], list[Actor]] = {}
    for person in people:
        for post in person["posts"]:
            actor = Actor(person["code"], post["role"], court=person["court"])
            held.setdefault((post["role"], person["court"], post["division"]), []).append(actor)
    return {office: sorted(actors, key=lambda actor: actor.code) for office, actors in held.items()}


def _by_day(case: ClosedCase) -> tuple[date, str]:
    return case.date_closed, case.case_no
