"""Who is told, and by what route (送达对象与渠道). Pure: offices and addresses are given in, nobody is asked.

A person named in the notice is told; otherwise whoever holds the office in that court on that day. The channels
are those of the `RouteBook`. Where nobody is found the answer is `Nobody` with the reason: never silence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from notifiers.route_book import Channel, RouteBook
from rules.labels import Words
from rules.notices import NOT_NAMED, NoticeContent
from rules.roles import Role


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
class Address:
    """Where a person is reached by a channel of the `RouteBook`: a mail address, a telephone number."""

    person: str
    channel: str
    target: str


@dataclass(frozen=True, slots=True)
class Routed:
    """One message to send: to whom, by what channel, and why this person.

    ``channel_url`` still names its secrets (``{mail_password}``), so it may be stored and shown.
    """

    person: str
    channel: Channel
    channel_url: str
    address: str
    why: Words


@dataclass(frozen=True, slots=True)
class Nobody:
    """There is nobody to notify (无人可通知): the trial-management office is told the reason."""

    reason: Words


def route(
    content: NoticeContent, posts: Collection[Post], addresses: Collection[Address], on: date, book: RouteBook
) -> list[Routed] | Nobody:
    """Say who is told by which channel on that day, in order of person, or why there is nobody."""
    readers = _named(content, posts, addresses, on) if content.person else _holders(content, posts, on)
    if not readers:
        return Nobody(_nobody(content, on))
    targets = {(address.person, address.channel): address.target for address in addresses}
    channels = book.channels_for(content.audience, content.urgency)
    found = [
        Routed(person, channel, channel.url_for(person, target), target or person, readers[person])
        for person in sorted(readers)
        for channel in channels
        if (target := targets.get((person, channel.name), "")) or not channel.needs_address
    ]
    return found or Nobody(_no_address(sorted(readers), channels))


def _named(
    content: NoticeContent, posts: Collection[Post], addresses: Collection[Address], on: date
) -> dict[str, Words]:
    """The person named, if on the register: in office that day, or left with an address.

    A mailbox that nobody opens is not a route, so a code on no register, or of one who left without an address,
    is nobody.
    """
    in_office = any(post.person == content.person and post.held(on) for post in posts)
    if in_office or any(address.person == content.person for address in addresses):
        return {content.person: Words("通知指明{person}", "the notice names {person}", person=content.person)}
    return {}


def _holders(content: NoticeContent, posts: Collection[Post], on: date) -> dict[str, Words]:
    return {
        post.person: Words("{since}起任{court}{division}{role}", "{role}, {court} {division}, since {since}",
                           since=post.since.isoformat(), court=post.court, division=post.division, role=post.role)
        for post in posts
        if post.role is content.audience and post.court == content.court and post.held(on)
        and (not content.division or post.division in ("", content.division))
    }  # fmt: skip


def _nobody(content: NoticeContent, on: date) -> Words:
    if content.person == NOT_NAMED:
        return Words("本案没有登记{role}", "no {role} is on record for this case", role=content.audience)
    if content.person:
        return Words(
            "{person}于{day}没有在任职务，也没有登记通知地址",
            "{person} holds no office on {day} and has no address on the register",
            person=content.person,
            day=on.isoformat(),
        )
    return Words(
        "{court}{division}于{day}没有在任的{role}",
        "{court} {division} has no {role} on {day}",
        court=content.court,
        division=content.division,
        day=on.isoformat(),
        role=content.audience,
    )


def _no_address(people: list[str], channels: list[Channel]) -> Words:
    return Words(
        "{people}没有登记下列渠道的通知地址：{channels_zh}",
        "{people}: no address for any of {channels_en}",
        people="、".join(people),
        channels_zh="、".join(channel.zh for channel in channels),
        channels_en=", ".join(channel.en for channel in channels),
    )
