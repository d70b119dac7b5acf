"""Who is told in whose place (代收): from the holder of an office over substitutes and duty to who is next above.

Pure. Every link of the search is a sentence, so that it can be shown. Who stepped aside, is concerned otherwise, may not
know of the matter or has left is told of it in nobody's place. Being told gives no right to act: that takes an office.
docs/decisions/0111-rosters.md.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules.absences import Away, OnDuty, shown
from rules.labels import Words
from rules.notices import NoticeContent
from rules.roles import OF_THE_MATTER, Role


@dataclass(frozen=True, slots=True)
class Post:
    """An office held (任职) from ``since`` (inclusive) to ``until`` (exclusive, or open)."""

    person: str
    role: Role
    court: str
    division: str
    """Empty: the office serves the whole court."""
    since: date
    until: date | None = None

    def held(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Rosters:
    """Who is away, who is on duty, and which channels people do without."""

    away: Mapping[str, Sequence[Away]] = field(default_factory=dict)
    duties: Sequence[OnDuty] = ()
    declined: Collection[tuple[str, str]] = frozenset()

    def absence(self, person: str, on: date) -> Away | None:
        """The absence of that day; of several the one that was entered last."""
        covering = [each for each in self.away.get(person, ()) if each.covers(on)]
        return covering[-1] if covering else None


NO_ROSTERS = Rosters()


@dataclass(frozen=True, slots=True)
class Barriers:
    """What keeps people from being told of one matter (知悉障碍)."""

    aside: Collection[str] = frozenset()
    """Who hears nothing of it in any office: who stepped aside, or is recorded about."""
    concerned: Callable[[str], bool] = lambda _person: False
    """Whether somebody has a part or an interest of his own in it, and so hears of it in nobody's place."""
    may_know: Callable[[str], bool] = lambda _person: True
    """Whether a person may know of it in one of the offices held."""


NO_BARRIERS = Barriers()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is told, and why. One who is away only finds it in the mailbox while another is told."""

    person: str
    why: Words
    away: bool = False
    instead_of: Words | None = None
    """In whose place: a person, or an office that nobody fills that day."""


@dataclass(slots=True)
class Search:
    """The search for whoever is told of one notice on one day; `links` says each step of it."""

    content: NoticeContent
    posts: Collection[Post]
    on: date
    rosters: Rosters
    barriers: Barriers
    succession: Mapping[Role, Sequence[Role]]
    readers: dict[str, Reader] = field(default_factory=dict)
    links: list[Words] = field(default_factory=list)
    kept_out: Collection[str] = frozenset()
    """Who holds the office, or is named, and may not be told."""
    gap: Words | None = None
    """Why nobody who is there is told, where that is so."""

    def from_holders(self, holders: Mapping[str, Words]) -> None:
        """Find who is told where these hold the office, or are named."""
        own = self.content.audience in OF_THE_MATTER
        for person, why in sorted(holders.items()):
            self.links.append(Words("{person}：{why}", "{person}: {why}", person=person, why=why))
            absence = None if own else self.rosters.absence(person, self.on)
            self.readers[person] = Reader(person, why, away=absence is not None)
        for person in sorted(self.kept_out):
            self._say(_STEPPED_ASIDE, person=person)
        if not holders and not self.kept_out and not self.content.person:
            self._say(_NO_SUCH_HOLDER, role=self.content.audience)
        absent = [person for person, reader in self.readers.items() if reader.away]
        for person in absent:
            self._substitute_of(person)
        if any(not reader.away for reader in self.readers.values()):
            return
        if not self.content.person and (self._on_duty() or self._next_in_line()):
            return
        if absent:
            self._say(_NOBODY_IS_THERE, people="、".join(absent))
            self.gap = self.links[-1]
            # Better told where he may not look than not told at all: all channels, as if he were there.
            self.readers = {person: Reader(person, each.why) for person, each in self.readers.items()}

    def _substitute_of(self, person: str) -> None:
        """Follow the named substitutes, until one is there."""
        path = [person]
        while (absence := self.rosters.absence(path[-1], self.on)) is not None:
            self._say(_AWAY, person=path[-1], day=absence.last_day.isoformat())
            substitute = absence.substitute
            if not substitute:
                return self._say(_NONE_NAMED, person=path[-1])
            if substitute in path:
                return self._say(_CIRCLE, path=shown((*path, substitute)))
            self._say(_SUBSTITUTE, person=path[-1], substitute=substitute)
            if not self._may_stand_in(substitute):
                return None
            path.append(substitute)
        self._tell(
            path[-1], _people([person]), Words("受{person}委托代收", "stands in for {person}", person=person)
        )
        return None

    def _on_duty(self) -> bool:
        content = self.content
        turns = [
            turn
            for turn in self.rosters.duties
            if turn.covers(self.on)
            and turn.court == content.court
            and turn.role in ("", content.audience.value)
        ]
        # Who is on duty for that very office comes before who is on duty for the whole court.
        own = [turn for turn in turns if turn.role]
        for group in (own, [turn for turn in turns if not turn.role]):
            why = Words("{court}当日值班", "on duty that day in {court}", court=content.court)
            if self._first_of({turn.person: why for turn in group}):
                return True
        return False

    def _next_in_line(self) -> bool:
        for role in self.succession.get(self.content.audience, ()):
            found = dict(self._holders(role))
            if not found:
                self._say(_NO_SUCH_HOLDER, role=role)
            elif self._first_of(found):
                return True
        return False

    def _holders(self, role: Role) -> Iterator[tuple[str, Words]]:
        for post in self.posts:
            if (
                post.role is role and post.court == self.content.court and post.held(self.on)
                and (not self.content.division or post.division in ("", self.content.division))
            ):  # fmt: skip
                yield post.person, Words("{role}", "{role}", role=role)

    def _first_of(self, people: Mapping[str, Words]) -> bool:
        """Tell those of them who are there and may be told; whether there was anybody."""
        told = False
        absent = [person for person, reader in self.readers.items() if reader.away]
        place = _people(absent) if absent else Words("{role}", "{role}", role=self.content.audience)
        for person, why in sorted(people.items()):
            self._say(_NEXT, person=person, why=why)
            if not self._may_stand_in(person):
                continue
            absence = self.rosters.absence(person, self.on)
            if absence is not None:
                self._say(_AWAY, person=person, day=absence.last_day.isoformat())
                continue
            self._tell(person, place, why)
            told = True
        return told

    def _tell(self, person: str, instead_of: Words, why: Words) -> None:
        known = self.readers.get(person)
        if known is None or known.away:
            self.readers[person] = Reader(person, why, instead_of=instead_of)

    def _may_stand_in(self, person: str) -> bool:
        for bars, words in (
            (person in self.barriers.aside, _STEPPED_ASIDE),
            (not any(post.person == person and post.held(self.on) for post in self.posts), _LEFT),
        ):
            if bars:
                return self._pass_over(person, words)
        if self.barriers.concerned(person):
            return self._pass_over(person, _CONCERNED)
        return self.barriers.may_know(person) or self._pass_over(person, _MAY_NOT_KNOW)

    def _pass_over(self, person: str, why: tuple[str, str]) -> bool:
        self._say(why, person=person)
        return False

    def _say(self, words: tuple[str, str], **values: Any) -> None:
        self.links.append(Words(*words, **values))


def _people(codes: Sequence[str]) -> Words:
    return Words("、".join(codes), ", ".join(codes))


# fmt: off
_AWAY           = ("{person}离岗至{day}", "{person} is away until {day}")
_NONE_NAMED     = ("{person}没有指定代理人", "{person} has named no substitute")
_CIRCLE         = ("代理成环，找不到代收人：{path}", "the substitutes stand in for one another in a circle: {path}")
_SUBSTITUTE     = ("{person}的代理人是{substitute}", "{substitute} stands in for {person}")
_NEXT           = ("依次为{person}：{why}", "next is {person}: {why}")
_NO_SUCH_HOLDER = ("没有在任的{role}", "there is no {role}")
_STEPPED_ASIDE  = ("{person}在本事项中回避或者不得知悉，不告知", "{person} stepped aside or may not know of the matter, and is not told")
_LEFT           = ("{person}当日没有在任职务，不告知", "{person} holds no office that day and is not told")
_CONCERNED      = ("{person}在本事项中另有身份或者利害关系，不代收", "{person} has a part or an interest in the matter and stands in for nobody")
_MAY_NOT_KNOW   = ("{person}的职务无权知悉本事项，不代收", "no office of {person} may know of the matter, so {person} stands in for nobody")
_NOBODY_IS_THERE = ("{people}离岗，没有可以代收的人；仍通知本人", "{people} away and nobody can stand in; told all the same")
# fmt: on
