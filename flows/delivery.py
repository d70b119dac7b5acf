"""Delivery of notices (送达): the outbox meets the routes, the wording and the channels.

Each notice is leased, sent with its own key, and settled in a short transaction of its own right after: a process
killed in between sends it once more at the most, under the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.acknowledging import with_code
from flows.alarms import barred_from, raised
from flows.office import Office
from notifiers.channels import deliver
from notifiers.routes import Address, Nobody, Post, Routed, route
from notifiers.wording import compose
from records import notices, people
from records.notices import Notice, Sending
from rules.clocks import beijing_day
from rules.errors import FaultyInput
from rules.notices import NoticeContent, NoticeKind, retry_at
from rules.roles import Role

BATCH = 20
"""Notices leased together (件): so few that their lease does not end before the last is sent, even where every
channel keeps us waiting for its answer.
"""


@dataclass(slots=True)
class Round:
    """What a delivery round did (件)."""

    sent: int = 0
    retried_later: int = 0
    failed: int = 0
    nobody: int = 0


def anything_to_send(office: Office, now: datetime) -> bool:
    """Whether a delivery round would do anything; one cheap query."""
    with office.store.read() as session:
        return notices.waiting(session, now)


def deliver_due(office: Office, now: datetime) -> Round:
    """Send every notice that is due, and record what became of it."""
    done = Round()
    rules = office.store.rules.on(beijing_day(now))
    posts, addresses = _register(office)
    began = monotonic()
    while True:
        # A round may take longer than a lease, so each lease runs from the hour it is taken at.
        at = now + timedelta(seconds=monotonic() - began)
        with office.store.begin() as session:
            batch = notices.lease(session, at, int(rules["notices.lease_minutes"]), BATCH)
            said = {row.id: _told_already(session, row.id) if row.attempts else set() for row in batch}
        if not batch:
            return done
        for row in batch:
            _deliver_one(office, row, said[row.id], posts, addresses, now, done)


def _deliver_one(
    office: Office,
    row: Notice,
    told: set[tuple[str, str]],
    posts: Sequence[Post],
    addresses: Sequence[Address],
    now: datetime,
    done: Round,
) -> None:
    content = NoticeContent.from_json(row.content)
    posts = barred_from(office, row.proceeding, posts)
    routes = route(content, posts, addresses, beijing_day(now), office.routes)
    if isinstance(routes, Nobody):
        _nobody(office, row, content, routes, now)
        done.nobody += 1
        return
    attempts = [
        _attempt(office, row, content, each, now)
        for each in routes
        if (each.person, each.channel.name) not in told
    ]
    rules = office.store.rules.on(beijing_day(now))
    if all(attempt["ok"] for attempt in attempts):
        state, again = Sending.SENT, None
        done.sent += 1
    else:
        again = retry_at(rules, row.attempts + 1, now)
        state = Sending.WAITING if again else Sending.FAILED
        done.retried_later += again is not None
        done.failed += again is None
    with office.store.begin() as session:
        notices.settle(session, row.id, [_recorded(attempt) for attempt in attempts], state, again)
        if state is Sending.FAILED and content.kind not in _ALARMS:
            why = next(attempt["words"] for attempt in attempts if not attempt["ok"])
            notices.put_once(session, [raised(session, content, NoticeKind.DELIVERY_FAILED, why)], now)


_ALARMS = (NoticeKind.NOBODY_TO_NOTIFY, NoticeKind.DELIVERY_FAILED)
"""An alarm that cannot be delivered raises no further alarm; it stays in the outbox for every desk to see."""


def _nobody(office: Office, row: Notice, content: NoticeContent, found: Nobody, now: datetime) -> None:
    with office.store.begin() as session:
        notices.settle(session, row.id, [], Sending.NOBODY, None)
        if content.kind not in _ALARMS:
            notices.put_once(
                session, [raised(session, content, NoticeKind.NOBODY_TO_NOTIFY, found.reason)], now
            )


def _attempt(
    office: Office, row: Notice, content: NoticeContent, to: Routed, now: datetime
) -> dict[str, Any]:
    rules = office.store.rules.on(beijing_day(now))
    said = with_code(office, row, content, to.person)
    message = compose(said, office.language, outside=to.channel.outside)
    try:
        result = deliver(
            to.channel_url,
            message,
            key=f"{row.key}:{to.person}:{to.channel.name}",
            at=now,
            mailbox=office.mailbox,
            secrets=office.secrets,
            short=to.channel.short,
            timeout=float(rules["notices.timeout_seconds"]),
            durable=not office.sample,
        )
        ok, detail = result.ok, result.detail
    except FaultyInput as faulty:
        # A channel that is set up wrongly is a delivery that failed: it holds up no other, and the office hears of it.
        ok, detail = False, faulty.words
    return {
        "notice_id": row.id,
        "person": to.person,
        "channel": to.channel.name,
        "attempt": row.attempts + 1,
        "at": now,
        "ok": ok,
        "detail": detail.to(office.language),
        "subject": message.subject,
        "words": detail,
    }


def _recorded(attempt: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attempt.items() if name != "words"}


def _told_already(session: Session, notice_id: int) -> set[tuple[str, str]]:
    query = select(col(notices.Delivery.person), col(notices.Delivery.channel)).where(
        col(notices.Delivery.notice_id) == notice_id, col(notices.Delivery.ok).is_(True)
    )
    return {(person, channel) for person, channel in session.execute(query).all()}


def _register(office: Office) -> tuple[list[Post], list[Address]]:
    post, address = people.Post, people.Address
    held = select(
        col(post.person),
        col(post.role),
        col(post.court),
        col(post.division),
        col(post.since),
        col(post.until),
    )
    reached = select(col(address.person), col(address.channel), col(address.target))
    with office.store.read() as session:
        posts = [Post(person, Role(role), *rest) for person, role, *rest in session.execute(held)]
        addresses = [Address(*row) for row in session.execute(reached)]
    return posts, addresses
