"""What waited for its hour goes out (待时送出): by person and channel one message, each notice settled with a delivery of its own.

The key of a message stands in the rows before it is sent, so that whoever takes it up after a death sends it again under
the same key. Who is told is asked anew: somebody may have left, stepped aside or gone away over night.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, NamedTuple, Protocol

from flows import message_hours
from flows.acknowledging import with_code
from flows.alarms import raised
from flows.office import Office
from flows.routing import as_told, routes_of
from flows.sending import attempt_row, send
from notifiers.digests import digest
from notifiers.routes import Register, Routed
from records import held_messages, notices
from records.held_messages import HeldMessage
from records.notices import Notice
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import ALARMS, NoticeContent, NoticeKind, retry_at

MOST = 50
"""Notices in one message (件)."""


class Tally(Protocol):
    """Where a round of delivery counts what it did (件)."""

    sent: int
    retried_later: int
    failed: int


class _Waiting(NamedTuple):
    row: HeldMessage
    notice: Notice
    content: NoticeContent
    to: Routed | None
    """None: the person is not to be told of it by that channel any more."""


@dataclass(slots=True)
class Opening:
    """One look at what has come to its hour."""

    office: Office
    register: Register
    now: datetime

    def send_all(self, tally: Tally) -> None:
        """Send everything whose hour has come, message by message."""
        rules = self.office.store.rules.on(beijing_day(self.now))
        minutes, began = int(rules["notices.lease_minutes"]), monotonic()
        while True:
            at = self.now + timedelta(seconds=monotonic() - began)
            with self.office.store.begin() as session:
                found = held_messages.lease(session, at, minutes, MOST)
            if not found:
                return
            self._one_message([self._waiting(row, notice) for row, notice in found], tally)

    def _waiting(self, row: HeldMessage, notice: Notice) -> _Waiting:
        content = NoticeContent.from_json(notice.content)
        messages = routes_of(self.office, self.register, content, self.now).messages
        to = next(
            (each for each in messages if (each.person, each.channel.name) == (row.person, row.channel)), None
        )
        return _Waiting(row, notice, content, to)

    def _one_message(self, waiting: list[_Waiting], tally: Tally) -> None:
        """Send those that are still to be told; the others are looked at anew, or wait on."""
        stale = [each.row for each in waiting if each.to is None]
        if stale:
            with self.office.store.begin() as session:
                held_messages.send_anew(session, stale, self.now)
        now_told: list[_Waiting] = []
        for each in waiting:
            if each.to is None:
                continue
            if each.to.opens is None:
                now_told.append(each)
                continue
            with self.office.store.begin() as session:
                held_messages.put_off(session, [each.row], each.to.opens)
        if now_told:
            self._send(now_told, tally)

    def _send(self, waiting: list[_Waiting], tally: Tally) -> None:
        office, now, rows = self.office, self.now, [each.row for each in waiting]
        to = waiting[0].to
        assert to is not None
        with office.store.begin() as session:
            free = message_hours.free_at(session, office, to, now)
            if free > now:
                held_messages.put_off(session, rows, free)
                return
        contents = [
            with_code(office, each.notice, as_told(each.content, each.to), each.row.person)
            for each in waiting
            if each.to
        ]
        message = digest(contents, office.language, outside=to.channel.outside)
        result = send(office, to, message, rows[0].bundle, now)
        attempts = [
            attempt_row(
                office, row.notice_id, (row.person, row.channel), row.attempts + 1, message.subject, result
            )
            for row in rows
        ]
        if result.ok:
            tally.sent += len(rows)
            with office.store.begin() as session:
                held_messages.settle(session, rows, attempts)
                message_hours.rang(session, to, now)
            return
        again = retry_at(office.store.rules.on(beijing_day(now)), max(row.attempts for row in rows) + 1, now)
        if again is not None:
            tally.retried_later += len(rows)
            with office.store.begin() as session:
                held_messages.put_off(session, rows, again, attempts)
            return
        tally.failed += len(rows)
        self._give_up(rows, attempts, contents, result.detail)

    def _give_up(
        self, rows: list[HeldMessage], attempts: list[dict[str, Any]], contents: Iterable[NoticeContent], why: Words
    ) -> None:  # fmt: skip
        with self.office.store.begin() as session:
            held_messages.give_up(session, rows, attempts)
            alarms = [
                raised(session, content, NoticeKind.DELIVERY_FAILED, why)
                for content in contents
                if content.kind not in ALARMS
            ]
            notices.put_once(session, alarms, self.now)
