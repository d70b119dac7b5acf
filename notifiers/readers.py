"""Which offices are told by a channel (渠道的告知对象), for a desk that shows the channels and for the check-up."""

from __future__ import annotations

from collections.abc import Iterator

from notifiers.credentials import named_in
from notifiers.route_book import Channel, RouteBook
from notifiers.route_entries import Choice
from rules.labels import Words

_DEFAULT = Words("其余各职务", "all other offices")


def told_by(book: RouteBook, channel: str) -> list[Words]:
    """The offices told by a channel, those of one court with its name; none: it is in use nowhere."""
    return list(
        dict.fromkeys(
            who for who, choice in _choices(book) if any(channel in names for names in choice.values())
        )
    )


def in_use(book: RouteBook) -> list[Channel]:
    """The channels by which somebody is told, in the order of their names."""
    names = {name for _, choice in _choices(book) for listed in choice.values() for name in listed}
    return [book.channels[name] for name in sorted(names)]


def missing(channel: Channel, secrets: dict[str, str]) -> list[str]:
    """The secrets that a channel's address names and nobody has set."""
    return [name for name in named_in(channel.url_for("P", "T")) if name not in secrets]


def _choices(book: RouteBook) -> Iterator[tuple[Words, Choice]]:
    yield _DEFAULT, book.default
    yield from ((Words(role.zh, role.en), choice) for role, choice in book.roles.items())
    for court, own in book.courts.items():
        if own.default is not None:
            yield Words("{court}{rest}", "{court}: {rest}", court=court, rest=_DEFAULT), own.default
        yield from (
            (Words("{court}{role}", "{court}: {role}", court=court, role=role), choice)
            for role, choice in own.roles.items()
        )
