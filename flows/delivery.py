"""Delivery of notices (送达): the outbox meets the routes, the wording and the channels.

Each notice is leased, sent with its own key, and settled in a short transaction of its own right after: a process
killed in between sends it once more at the most, under the same key. What must not ring now is held for its hour, and
goes out at the end of the round in which that has come (`flows.digest`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows import message_hours, next_channel
from flows.acknowledging import with_code
from flows.alarms import passed_on, raised
from flows.digest import Opening
from flows.office import Office
from flows.routing import as_told, register_of, routes_of
from flows.sending import attempt_row, send
from notifiers.routes import Register, Routed
from notifiers.wording import compose
from records import held_messages, notices
from records.notices import Notice, Sending
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import ALARMS, NoticeContent, NoticeKind, retry_at

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
    held: int = 0
    """Notices of which something waits for its hour."""


def anything_to_send(office: Office, now: datetime) -> bool:
    """Whether a delivery round would do anything; two cheap queries."""
    with office.store.read() as session:
        return notices.waiting(session, now) or held_messages.due(session, now)


def deliver_due(office: Office, now: datetime) -> Round:
    """Send every notice that is due, and record what became of it."""
    done = Round()
    register = register_of(office, now)
    _send_what_is_due(office, register, now, done)
    Opening(office, register, now).send_all(done)
    # What was found out meanwhile: alarms, and notices whose reader is another one now.
    _send_what_is_due(office, register, now, done)
    return done


def _send_what_is_due(office: Office, register: Register, now: datetime, done: Round) -> None:
    rules = office.store.rules.on(beijing_day(now))
    began = monotonic()
    while True:
        # A round may take longer than a lease, so each lease runs from the hour it is taken at.
        at = now + timedelta(seconds=monotonic() - began)
        with office.store.begin() as session:
            batch = notices.lease(session, at, int(rules["notices.lease_minutes"]), BATCH)
            said = {row.id: _told_already(session, row.id) if row.attempts else set() for row in batch}
        if not batch:
            return
        for row in batch:
            _deliver_one(office, row, said[row.id], register, now, done)


def _deliver_one(
    office: Office, row: Notice, told: set[tuple[str, str]], register: Register, now: datetime, done: Round
) -> None:
    content = NoticeContent.from_json(row.content)
    routes = routes_of(office, register, content, now)
    if not routes.messages:
        _nobody(office, row, content, routes.gap or Words("", ""), now)
        done.nobody += 1
        return
    to_tell = [each for each in routes.messages if (each.person, each.channel.name) not in told]
    later = message_hours.held_until(office, to_tell, content.urgency, now)
    at_once = [each for each in to_tell if (each.person, each.channel.name) not in later]
    attempts = [_attempt(office, row, content, each, now) for each in at_once]
    rules = office.store.rules.on(beijing_day(now))
    again = None
    if all(attempt["ok"] for attempt in attempts):
        # Nothing waits where nothing waits now and the notice was never looked at before.
        state = Sending.HELD if later or row.attempts else Sending.SENT
    else:
        # What will be refused every time (a wrong address, a wrong secret) is not tried six times over ten hours.
        sensible = any(attempt["retry"] for attempt in attempts if not attempt["ok"])
        again = retry_at(rules, row.attempts + 1, now) if sensible else None
        state = Sending.WAITING if again else Sending.FAILED
    further: list[dict[str, Any]] = []
    if state is Sending.FAILED:
        lost = {attempt["person"] for attempt in attempts if not attempt["ok"]}
        tried = {each.channel.name for each in at_once}
        further = next_channel.go_on(office, register, row, content, lost, tried, now)
        state = Sending.HELD if next_channel.all_reached(lost, further) else Sending.FAILED
    with office.store.begin() as session:
        notices.settle(session, row.id, [*map(_recorded, attempts), *further], state, again)
        held_messages.hold(session, row.id, [(*who, hour) for who, hour in later.items()], row.attempts)
        if state is Sending.HELD and not held_messages.of_notice(session, row.id):
            state = Sending.SENT
            notices.mark(session, [row.id], state)
        for each, attempt in zip(at_once, attempts, strict=True):
            if attempt["ok"]:
                message_hours.rang(session, each, now)
        alarms = []
        if state is Sending.FAILED and content.kind not in ALARMS:
            why = next(attempt["words"] for attempt in attempts if not attempt["ok"])
            alarms.append(raised(session, content, NoticeKind.DELIVERY_FAILED, why))
        if routes.gap is not None and content.kind not in ALARMS:
            alarms.append(raised(session, content, NoticeKind.NOBODY_TO_NOTIFY, routes.gap))
        notices.put_once(session, alarms, now)
    done.sent += state is Sending.SENT
    done.held += state is Sending.HELD
    done.retried_later += again is not None
    done.failed += state is Sending.FAILED


def _nobody(office: Office, row: Notice, content: NoticeContent, why: Words, now: datetime) -> None:
    with office.store.begin() as session:
        notices.settle(session, row.id, [], Sending.NOBODY, None)
        alarm = (
            passed_on(session, content)
            if content.kind in ALARMS
            else raised(session, content, NoticeKind.NOBODY_TO_NOTIFY, why)
        )
        notices.put_once(session, [alarm] if alarm else [], now)


def _attempt(
    office: Office, row: Notice, content: NoticeContent, to: Routed, now: datetime
) -> dict[str, Any]:
    said = with_code(office, row, as_told(content, to), to.person)
    message = compose(said, office.language, outside=to.channel.outside)
    result = send(office, to, message, row.key, now)
    made = attempt_row(
        office, row.id, (to.person, to.channel.name), row.attempts + 1, message.subject, result
    )
    return made | {"words": result.detail, "retry": result.retry}


def _recorded(attempt: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attempt.items() if name not in ("words", "retry")}


def _told_already(session: Session, notice_id: int) -> set[tuple[str, str]]:
    """The people and channels that have it, or for which it waits."""
    query = select(col(notices.Delivery.person), col(notices.Delivery.channel)).where(
        col(notices.Delivery.notice_id) == notice_id, col(notices.Delivery.ok).is_(True)
    )
    reached = {(person, channel) for person, channel in session.execute(query).all()}
    return reached | held_messages.of_notice(session, notice_id)
