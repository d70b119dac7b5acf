"""Posts (任职): an office held for a time, and how a register of them follows a list without losing what was.

A post that was held stays on the register as it was held: it is ended, and what is different begins as a post of its
own. A list speaks only of the offices it names; a person's other offices are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.roles import Role

Key = tuple[Role, str, str, date]
"""What tells a person's posts apart."""


@dataclass(frozen=True, slots=True)
class HeldPost:
    """An office held from `since` (included) to `until` (no longer held on that day; None: still held)."""

    role: Role
    court: str
    division: str
    since: date
    until: date | None = None
    specialties: tuple[str, ...] = ()
    """Codes of `rules.cases.CaseKind`."""

    @property
    def place(self) -> tuple[Role, str, str]:
        return self.role, self.court, self.division

    @property
    def key(self) -> Key:
        return (*self.place, self.since)

    def open_on(self, day: date) -> bool:
        """Held on that day, or to be held later. One that ends where it begins was never held."""
        return self.until is None or self.until > max(day, self.since)


@dataclass(frozen=True, slots=True)
class StatedPost:
    """A post as a list states it. What it leaves out stays as it is on the register."""

    role: Role
    court: str
    division: str = ""
    since: date | None = None
    """Left out: as it is on the register, and otherwise the day of the list."""
    until: date | None = None
    specialties: tuple[str, ...] = ()


def follow(register: Iterable[HeldPost], stated: Sequence[StatedPost], today: date) -> list[HeldPost]:
    """One person's posts after a list: those of the register, ended where need be, and the new ones.

    Of each office the list names, it names all posts: one without an end that it leaves out ends when its successor
    begins. Who moved to another court holds nothing at the old one.
    """
    posts = {post.key: post for post in register}
    before = set(posts)
    meant = [placed for post in stated if (placed := _place(posts, post, today))]
    current = [post for post in meant if post.open_on(today)]
    roles, courts = {post.role for post in current}, {post.court for post in current}
    kept = {post.key for post in meant}
    for key, post in posts.items():
        if key in kept or post.until is not None:
            continue
        if post.role in roles:
            successors = [
                other.since for other in current if other.role is post.role and other.key not in before
            ]
        elif courts and post.court not in courts:
            successors = [other.since for other in current if other.key not in before]
        else:
            continue
        later = [since for since in successors if since > post.since]
        posts[key] = _ended(post, min(later, default=today))
    return list(posts.values())


def _place(posts: dict[Key, HeldPost], stated: StatedPost, today: date) -> HeldPost | None:
    """Put one stated post among the others, and return it as it stands then.

    None: it is over, and neither list nor register says since when it was held.
    """
    here = [post for post in posts.values() if post.place == (stated.role, stated.court, stated.division)]
    since = stated.since or today
    standing = _ended_so(here, stated) or next(
        (post for post in here if post.open_on(today) and stated.since in (None, post.since)), None
    )
    standing = standing or next((post for post in here if post.since == since), None)
    standing = _continued(here, standing, stated, today) or standing
    if standing is None:
        if stated.until and stated.until <= since:
            return None
        placed = HeldPost(stated.role, stated.court, stated.division, since, stated.until, stated.specialties)
        for post in here:
            if post.open_on(today) and placed.open_on(today):
                posts[post.key] = _ended(post, placed.since)
    else:
        placed = _restated(standing, stated, today)
        if placed.key != standing.key:
            posts[standing.key] = _ended(standing, today)
    posts[placed.key] = placed
    return placed


def _ended_so(here: Sequence[HeldPost], stated: StatedPost) -> HeldPost | None:
    """The post that ended already as the list says, where the list says no first day: its row has come again."""
    if stated.since is not None or stated.until is None:
        return None
    return next((post for post in here if post == _ended(post, stated.until)), None)


def _continued(
    here: Sequence[HeldPost], standing: HeldPost | None, stated: StatedPost, today: date
) -> HeldPost | None:
    """The post that took over on other terms where the one of that first day ended: its row has come again."""
    if standing is None or standing.open_on(today) or stated.until is not None:
        return None
    following = (post for post in here if post.since == standing.until and post.open_on(today))
    return next((post for post in following if stated.specialties in ((), post.specialties)), None)


def _restated(standing: HeldPost, stated: StatedPost, today: date) -> HeldPost:
    """A post of the register as the list has it: with another end, or with other specialties from today on."""
    dated = _ended(standing, stated.until) if stated.until else standing
    if stated.specialties in ((), standing.specialties) or not dated.open_on(today):
        return dated
    # What begins today or later was not held on other terms yet, so it needs no successor.
    return replace(dated, since=max(standing.since, today), specialties=stated.specialties)


def _ended(post: HeldPost, day: date) -> HeldPost:
    """A post that would end before it began was never held: it ends on the day it would have begun."""
    return replace(post, until=max(post.since, day))
