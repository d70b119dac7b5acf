"""Who is told, by what route and from which hour (送达对象、渠道与时刻). Pure: offices, addresses and rosters are given in.

A person named in the notice is told; otherwise whoever holds the office in that court on that day, and where those are
away whoever `standing_in` finds. The channels and the quiet hours are those of the `RouteBook`. Where nobody is found
`gap` has the reason: never silence.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from notifiers.route_book import Channel, RouteBook
from notifiers.standing_in import NO_BARRIERS, NO_ROSTERS, Barriers, Post, Reader, Rosters, Search
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import NOT_NAMED, NoticeContent, Urgency
from rules.workdays import Calendar

__all__ = ["Address", "Barriers", "Post", "Register", "Rosters", "Routed", "Routes", "route"]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached by a channel of the `RouteBook`: a mail address, a telephone number."""

    person: str
    channel: str
    target: str


@dataclass(frozen=True, slots=True)
class Register:
    """What is on the register of one moment: posts held, addresses, absences and duty."""

    posts: Collection[Post]
    addresses: Collection[Address] = ()
    rosters: Rosters = field(default=NO_ROSTERS)


@dataclass(frozen=True, slots=True)
class Routed:
    """One message to send: to whom, by what channel, why this person, and not before which hour.

    ``channel_url`` still names its secrets (``{mail_password}``), so it may be stored and shown.
    """

    person: str
    channel: Channel
    channel_url: str
    address: str
    why: Words
    instead_of: Words | None = None
    """In whose place the person is told, if so."""
    opens: datetime | None = None
    """The end of the quiet hours that hold it; None: it goes out at once."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The messages of one notice, in order of person; `links` explains them."""

    messages: tuple[Routed, ...]
    links: tuple[Words, ...]
    gap: Words | None
    """Why nobody is told, or nobody who is there: the office that runs the matter hears of it."""


def route(
    content: NoticeContent,
    register: Register,
    book: RouteBook,
    at: datetime,
    days: Calendar,
    barriers: Barriers = NO_BARRIERS,
) -> Routes:
    """Say who is told by which channel from which hour, or why there is nobody."""
    on = beijing_day(at)
    search = Search(content, register.posts, on, register.rosters, barriers, book.succession)
    holders = _holders(search, register)
    search.kept_out = {person for person in holders if person in barriers.aside}
    search.from_holders({person: why for person, why in holders.items() if person not in search.kept_out})
    readers = sorted(search.readers.values(), key=lambda each: each.person)
    if not readers:
        return Routes((), tuple(search.links), _nobody(search))
    messages = tuple(
        routed for reader in readers for routed in _messages(content, reader, register, book, at, days)
    )
    if not messages:
        people = [each.person for each in readers]
        gap = _no_address(people, book.channels_for(content.audience, content.urgency, content.court))
        return Routes((), tuple(search.links), gap)
    return Routes(messages, tuple(search.links), search.gap)


def _messages(
    content: NoticeContent, reader: Reader, register: Register, book: RouteBook, at: datetime, days: Calendar
) -> list[Routed]:
    targets = {each.channel: each.target for each in register.addresses if each.person == reader.person}
    channels = [
        channel
        for channel in book.channels_for(content.audience, content.urgency, content.court)
        if targets.get(channel.register) or not channel.needs_address
    ]
    quiet = reader.away or content.urgency is Urgency.ROUTINE
    if reader.away:
        # Somebody else is told; who is away finds it on coming back, and is not rung for it.
        channels = [channel for channel in channels if channel.any_hour]
    if content.urgency is Urgency.ROUTINE:
        channels = _wished(channels, reader.person, register.rosters)
    opening = book.quiet_in(content.court).opening(at, days.is_working_day) if quiet else at
    return [
        Routed(
            reader.person,
            channel,
            channel.url_for(reader.person, targets.get(channel.register, "")),
            targets.get(channel.register) or reader.person,
            reader.why,
            reader.instead_of,
            opening if opening > at and not channel.any_hour else None,
        )
        for channel in channels
    ]


def _wished(channels: list[Channel], person: str, rosters: Rosters) -> list[Channel]:
    """Without those the person does without; all of them, where nothing would be left."""
    left = [
        channel
        for channel in channels
        if not (channel.optional and (person, channel.name) in rosters.declined)
    ]
    return left or channels


def _holders(search: Search, register: Register) -> dict[str, Words]:
    """The person named, if on the register; otherwise whoever holds the office. Who stepped aside is told in neither case.

    A mailbox that nobody opens is not a route, so a code on no register, or of one who left without an address,
    is nobody.
    """
    content, on = search.content, search.on
    if content.person:
        in_office = any(post.person == content.person and post.held(on) for post in search.posts)
        reached = in_office or any(each.person == content.person for each in register.addresses)
        if not reached:
            return {}
        return {content.person: Words("通知指明{person}", "the notice names {person}", person=content.person)}
    return {
        post.person: Words("{since}起任{court}{division}{role}", "{role}, {court} {division}, since {since}",
                           since=post.since.isoformat(), court=post.court, division=post.division, role=post.role)
        for post in search.posts
        if post.role is content.audience and post.court == content.court and post.held(on)
        and (not content.division or post.division in ("", content.division))
    }  # fmt: skip


def _nobody(search: Search) -> Words:
    content, day = search.content, search.on.isoformat()
    if content.person == NOT_NAMED:
        return Words("本案没有登记{role}", "no {role} is on record for this case", role=content.audience)
    if search.kept_out:
        return Words(
            "{court}在任的{role}在本事项中回避或者不得知悉，没有其他可以告知的人",
            "the {role} of {court} stepped aside or may not know of the matter, and there is nobody else to be told",
            court=content.court,
            role=content.audience,
        )
    if content.person:
        return Words(
            "{person}于{day}没有在任职务，也没有登记通知地址",
            "{person} holds no office on {day} and has no address on the register",
            person=content.person,
            day=day,
        )
    return Words(
        "{court}{division}于{day}没有在任的{role}",
        "{court} {division} has no {role} on {day}",
        court=content.court,
        division=content.division,
        day=day,
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
