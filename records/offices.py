"""In which offices a person may act on a day (可用身份): the posts on the register, and the roles that a matter itself gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from records.people import Person, Post
from rules.roles import OF_THE_MATTER, READING, Actor, Role


@dataclass(frozen=True, slots=True)
class HeldOffice:
    """One office of one person today. `division`: where the office is held in one."""

    person: str
    role: Role
    court: str
    division: str = ""

    @property
    def key(self) -> str:
        """How an address names it among the offices of one person."""
        return f"{self.role.value}@{self.court}" + (f"@{self.division}" if self.division else "")

    @property
    def actor(self) -> Actor:
        return Actor(self.person, self.role, court=self.court)


def offices_of(session: Session, person: str, on: date) -> list[HeldOffice]:
    """The posts held on that day, then the roles that somebody has in his own matters; none for whom nobody knows."""
    known = session.get(Person, person) if person else None
    if known is None:
        return []
    query = (
        select(Post)
        .where(
            col(Post.person) == person,
            col(Post.since) <= on,
            or_(col(Post.until).is_(None), col(Post.until) > on),
        )
        .order_by(col(Post.id))
    )
    posts = session.execute(query).scalars()
    held = [HeldOffice(person, Role(post.role), post.court, post.division) for post in posts]
    own = [HeldOffice(person, role, known.court) for role in Role if role in OF_THE_MATTER - READING]
    return [*dict.fromkeys(held), *own]
