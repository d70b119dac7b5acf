"""The people of the sample province (示例人员): invented codes such as ``J752-民一-03``, and never a name.

A code says the court (by its code in the register), the division or office, and a running number; ``01`` of a
division is its chief, who presides and has no cases of his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypedDict

from console.sample.dockets import divisions_of, is_small, judges_in
from console.sample.lots import lot
from rules.courts import Court, CourtLevel
from rules.roles import Role


class SamplePost(TypedDict):
    """An office held, as `records.people.enrol` takes it."""

    role: Role
    division: str
    since: date
    specialties: list[str]


class SamplePerson(TypedDict):
    """One person, as `records.people.enrol` takes it. A mailbox needs no address."""

    code: str
    name: str
    court: str
    division: str
    posts: list[SamplePost]
    addresses: dict[str, str]


BASIC_REVIEWERS = 16
"""How many reviewers come from basic courts (人), each from another one."""

_OFFICES = ((Role.PRESIDENT, "院长"), (Role.TRIAL_MANAGEMENT, "审管"), (Role.PERSONNEL, "政治"))
"""Offices that every court has."""
# fmt: off
_ORGANISER = (
    (Role.TRIAL_MANAGEMENT, "审管", 2), (Role.INSPECTION, "督察", 1), (Role.HEARING_GROUP, "听证", 3),
    (Role.REVIEW_COMMITTEE, "评委", 9), (Role.ADJUDICATION_COMMITTEE, "审委", 11), (Role.HIGHER_COURT, "联络", 1),
)
"""Offices of the court that runs the round, and how many hold them. The first of a committee is its secretary."""
# fmt: on


def people_of(seed: str, courts: Sequence[Court], since: date) -> Iterator[SamplePerson]:
    """Everybody of the sample province, in office since that day; the first court runs the round."""
    lists = {court.code: list(_people_of_court(court, since)) for court in courts}
    for person in _reviewers(seed, courts, lists):
        person["posts"].append(_post(Role.REVIEWER, "", since, person["posts"][0]["specialties"]))
    for person in _second_readers(courts, lists):
        person["posts"].append(_post(Role.RE_REVIEWER, "", since, person["posts"][0]["specialties"]))
    for court in courts:
        yield from lists[court.code]
    for role, office, count in _ORGANISER:
        # 01 of an office that every court has is there already.
        first = 2 if any(role is other for other, _ in _OFFICES) else 1
        for number in range(first, first + count):
            yield _person(courts[0], f"{office}-{number:02d}", "", [_post(role, "", since)])


def judge_codes(court: Court, division: str) -> list[str]:
    """The judges of a division, its chief first."""
    return [_code(court, f"{_short(division)}-{number:02d}") for number in range(1, judges_in(court) + 2)]


def _people_of_court(court: Court, since: date) -> Iterator[SamplePerson]:
    for division, kinds in divisions_of(court).items():
        specialties = [kind.value for kind in kinds]
        for number in range(1, judges_in(court) + 2):
            posts = [_post(Role.JUDGE, division, since, specialties)]
            if number == 1:
                posts.append(_post(Role.DIVISION_CHIEF, division, since))
            yield _person(court, f"{_short(division)}-{number:02d}", division, posts)
        yield _person(court, f"{_short(division)}-内勤", division, [_post(Role.DIVISION, division, since)])
    for role, office in _OFFICES:
        yield _person(court, f"{office}-01", "", [_post(role, "", since)])


def _reviewers(
    seed: str, courts: Sequence[Court], lists: dict[str, list[SamplePerson]]
) -> Iterator[SamplePerson]:
    """The reviewer pool: one of each division of the high court, four of each intermediate court, some of basic ones."""
    chance = lot(seed, "reviewers")
    basic = [court for court in courts if court.level is CourtLevel.BASIC and not is_small(court)]
    for court in courts:
        if court.level is CourtLevel.HIGH:
            yield from (_last_of(lists[court.code], division) for division in divisions_of(court))
        elif court.level is CourtLevel.INTERMEDIATE and not is_small(court):
            for division in ("刑一庭", "民一庭", "行政庭", "执行局"):
                yield _last_of(lists[court.code], division)
    for at, court in enumerate(chance.sample(basic, min(BASIC_REVIEWERS, len(basic)))):
        yield _last_of(lists[court.code], ("民一庭", "刑事庭", "民二庭", "执行局")[at % 4])


def _second_readers(courts: Iterable[Court], lists: dict[str, list[SamplePerson]]) -> Iterator[SamplePerson]:
    """Who reads again on an objection: nobody of the first pool."""
    for court in courts:
        if court.level is CourtLevel.HIGH:
            divisions: tuple[str, ...] = tuple(divisions_of(court))
        elif court.level is CourtLevel.INTERMEDIATE and not is_small(court):
            divisions = ("民二庭",)
        else:
            divisions = ()
        yield from (_last_of(lists[court.code], division, back=2) for division in divisions)


def _last_of(people: Sequence[SamplePerson], division: str, back: int = 1) -> SamplePerson:
    judges = [
        person
        for person in people
        if person["division"] == division and person["posts"][0]["role"] is Role.JUDGE
    ]
    return judges[-back]


def _person(court: Court, what: str, division: str, posts: list[SamplePost]) -> SamplePerson:
    return SamplePerson(
        code=_code(court, what), name="", court=court.name, division=division, posts=posts, addresses={}
    )


def _post(role: Role, division: str, since: date, specialties: Iterable[str] = ()) -> SamplePost:
    return SamplePost(role=role, division=division, since=since, specialties=list(specialties))


def _code(court: Court, what: str) -> str:
    return f"J{court.code}-{what}"


def _short(division: str) -> str:
    """民一庭 is 民一 in a code."""
    return division.rstrip("庭局办")
