"""People, their offices, and where they are reached (人员、任职、地址).

People are known by code. Names, where a court keeps them, stand here and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import UniqueConstraint, insert, select
from sqlmodel import Field, Session, SQLModel, col

from records import ledger
from records.columns import Json
from rules.clocks import beijing_day
from rules.posts import HeldPost, StatedPost, follow
from rules.roles import Actor, Role

REGISTER = "register:people"
"""The ledger chain of this register."""
Row = TypeVar("Row", bound=SQLModel)


class Person(SQLModel, table=True):
    """One person of a court (人员)."""

    __tablename__ = "person"

    code: str = Field(primary_key=True)
    name: str = ""
    court: str = Field(index=True)
    division: str = ""


class Post(SQLModel, table=True):
    """An office held from `since` to `until` (任职); `specialties` are the kinds of cases a reviewer reads."""

    __tablename__ = "post"
    __table_args__ = (UniqueConstraint("person", "role", "court", "division", "since"),)

    id: int = Field(default=None, primary_key=True)
    person: str = Field(index=True)
    role: str = Field(index=True)
    court: str = Field(index=True)
    division: str = ""
    since: date
    until: date | None = None
    specialties: list[str] = Field(default_factory=list, sa_type=Json)


class Address(SQLModel, table=True):
    """Where a person is reached by a channel (地址); a mailbox needs none."""

    __tablename__ = "address"

    person: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    target: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of a list of people (人): the new, who changed, who stayed; and of posts (项), begun and changed."""

    new: int
    changed: tuple[str, ...]
    unchanged: int
    posts_begun: int
    posts_changed: int
    """Ended, or put right before they were held."""


def enrol(
    session: Session, people: Iterable[Mapping[str, Any]], at: datetime, by: Actor, source: str
) -> Enrolled:
    """Bring the register in line with a list of people; what changed is in the ledger, without names and addresses.

    Each is a mapping with code, name, court, division, posts (role, division, since, until, specialties) and addresses
    (channel → target). Known people keep their code. What the list leaves out or leaves empty stays as it is; posts
    follow it as `rules.posts.follow` says, from the Beijing day of `at`.
    """
    ledger.hold(session, REGISTER)
    wanted = {person["code"]: person for person in people}
    known = _by_code(session, Person, Person.code, wanted)
    posts = _by_code(session, Post, Post.person, known)
    addresses = _by_code(session, Address, Address.person, known)
    fresh = [person for code, person in wanted.items() if code not in known]
    begun = _add(session, fresh, beijing_day(at))
    changed = [
        change
        for code, (row,) in known.items()
        if (
            change := _bring_up_to_date(
                session, row, posts.get(code, []), addresses.get(code, []), wanted[code], beijing_day(at)
            )
        )
    ]
    done = Enrolled(
        new=len(fresh),
        changed=tuple(change["person"] for change in changed),
        unchanged=len(known) - len(changed),
        posts_begun=begun + sum(len(change["begun"]) for change in changed),
        posts_changed=sum(len(change["altered"]) for change in changed),
    )
    if fresh or changed:
        what = {"trigger": "enrol", "by": by.code, "source": source, "people": len(fresh), "posts": begun}
        ledger.note(session, REGISTER, at, what | ({"changed": changed} if changed else {}))
    return done


def _add(session: Session, people: Sequence[Mapping[str, Any]], today: date) -> int:
    """Put new people on the register in one go; what comes back is the number of their posts."""
    if not people:
        return 0
    connection = session.connection()
    connection.execute(
        insert(Person),
        [
            {
                "code": person["code"],
                "name": person.get("name", ""),
                "court": person["court"],
                "division": person.get("division", ""),
            }
            for person in people
        ],
    )
    rows = [_row(person["code"], post) for person in people for post in follow((), _stated(person), today)]
    addresses = [
        {"person": person["code"], "channel": channel, "target": target}
        for person in people
        for channel, target in person.get("addresses", {}).items()
        if target
    ]
    if rows:
        connection.execute(insert(Post), rows)
    if addresses:
        connection.execute(insert(Address), addresses)
    return len(rows)


def _bring_up_to_date(
    session: Session,
    person: Person,
    posts: Sequence[Post],
    addresses: Sequence[Address],
    said: Mapping[str, Any],
    today: date,
) -> dict[str, Any] | None:
    """Change what the list says otherwise; what comes back is the change as the ledger has it, None without one."""
    fields = [
        name
        for name in ("name", "court", "division")
        if said.get(name) and said[name] != getattr(person, name)
    ]
    for name in fields:
        setattr(person, name, said[name])
    fields += _readdress(
        session, person.code, {row.channel: row for row in addresses}, said.get("addresses", {})
    )
    rows = {_held(row).key: row for row in posts}
    begun, altered = [], []
    for post in follow(map(_held, posts), _stated(said), today):
        row = rows.get(post.key)
        if row is None:
            session.add(Post(**_row(person.code, post)))
            begun.append(_row(person.code, post))
        elif _held(row) != post:
            row.until, row.specialties = post.until, list(post.specialties)
            altered.append(_row(person.code, post))
    if not (fields or begun or altered):
        return None
    return {"person": person.code, "fields": fields, "begun": begun, "altered": altered}


def _readdress(
    session: Session, person: str, known: Mapping[str, Address], said: Mapping[str, str]
) -> list[str]:
    """Change the addresses; an empty one is given up. What comes back are the channels that changed."""
    changed = [
        channel
        for channel, target in said.items()
        if target != (known[channel].target if channel in known else "")
    ]
    for channel in changed:
        if channel not in known:
            session.add(Address(person=person, channel=channel, target=said[channel]))
        elif said[channel]:
            known[channel].target = said[channel]
        else:
            session.delete(known[channel])
    return changed


def _stated(person: Mapping[str, Any]) -> list[StatedPost]:
    return [
        StatedPost(
            Role(post["role"]),
            person["court"],
            post.get("division", ""),
            post.get("since"),
            post.get("until"),
            tuple(sorted(set(post.get("specialties", ())))),
        )
        for post in person.get("posts", ())
    ]


def _by_code(session: Session, table: type[Row], code: Any, codes: Iterable[str]) -> dict[str, list[Row]]:
    """The rows of those people, by their code."""
    wanted = list(codes)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for start in range(0, len(wanted), 500):
        query = select(table).where(col(code).in_(wanted[start : start + 500]))
        for row in session.execute(query).scalars():
            found[getattr(row, code.key)].append(row)
    return dict(found)


def _held(row: Post) -> HeldPost:
    specialties = tuple(sorted(row.specialties))
    return HeldPost(Role(row.role), row.court, row.division, row.since, row.until, specialties)


def _row(person: str, post: HeldPost) -> dict[str, Any]:
    return {
        "person": person,
        "role": post.role.value,
        "court": post.court,
        "division": post.division,
        "since": post.since,
        "until": post.until,
        "specialties": list(post.specialties),
    }


def holders(session: Session, role: Role, on: date) -> list[Post]:
    """The posts of that role held on that day, in order of person."""
    query = select(Post).where(col(Post.role) == role.value, col(Post.since) <= on).order_by(col(Post.person))
    return [post for post in session.execute(query).scalars() if post.until is None or on < post.until]


def on_the_register(session: Session, codes: Iterable[str]) -> set[str]:
    """Those of the codes that somebody on the register has."""
    return set(_by_code(session, Person, Person.code, set(codes)))


def holds(session: Session, code: str, role: Role, court: str, on: date) -> bool | None:
    """Whether a person holds that office in that court on that day; None for a person who is not on the register."""
    if session.get(Person, code) is None:
        return None
    query = select(Post).where(
        col(Post.person) == code, col(Post.role) == role.value, col(Post.court) == court
    )
    return any(
        post.since <= on and (post.until is None or on < post.until)
        for post in session.execute(query).scalars()
    )
