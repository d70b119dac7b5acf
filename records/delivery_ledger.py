"""How far each message came, by reader and channel (送达台账): queued, sent, accepted or failed, read, acknowledged, with times.

Nothing of it is kept twice: it is read from the outbox, the attempts, the readings and the acknowledgements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from records.acknowledgements import Acknowledgement, Reading
from records.notices import Delivery, Notice, Sending
from rules.alerts import Progress
from rules.labels import Words


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """One step of one message on its way."""

    notice: int
    person: str
    channel: str
    progress: Progress
    at: datetime
    detail: str | Words = ""


def steps(session: Session, rows: Iterable[Notice]) -> dict[int, list[DeliveryStep]]:
    """The steps of each of these messages, in the order of time."""
    found: dict[int, list[DeliveryStep]] = {row.id: list(_of_the_outbox(row)) for row in rows}
    ids = list(found)
    for table, steps_of, number in (
        (Delivery, _of_an_attempt, Delivery.notice_id),
        (Reading, _of_a_reading, Reading.notice),
        (Acknowledgement, _of_an_acknowledgement, Acknowledgement.notice),
    ):
        for start in range(0, len(ids), 500):
            query: Any = select(table).where(col(number).in_(ids[start : start + 500]))
            for each in session.execute(query).scalars():
                step = steps_of(each)
                found[step.notice].append(step)
    return {
        number: sorted(each, key=lambda step: (step.at, _ORDER[step.progress]))
        for number, each in found.items()
    }


HANDED_ON = "handed_on"
"""The channel sent it on, and the other side answers nothing (syslog): it is known to have gone out, and no more."""
_ORDER = {progress: place for place, progress in enumerate(Progress)}


def _of_the_outbox(row: Notice) -> Iterator[DeliveryStep]:
    yield DeliveryStep(row.id, row.person, "", Progress.QUEUED, row.created_at)
    if row.state == Sending.NOBODY.value:
        yield DeliveryStep(
            row.id,
            row.person,
            "",
            Progress.FAILED,
            row.created_at,
            Words(Sending.NOBODY.zh, Sending.NOBODY.en),
        )
    if row.state == Sending.WITHDRAWN.value:
        yield DeliveryStep(row.id, row.person, "", Progress.WITHDRAWN, row.next_at)


def _of_an_attempt(row: Delivery) -> DeliveryStep:
    # What a channel answered to is with it now; whether anybody looked is another step.
    progress = (
        Progress.FAILED if not row.ok else Progress.SENT if row.receipt == HANDED_ON else Progress.ACCEPTED
    )
    return DeliveryStep(row.notice_id, row.person, row.channel, progress, row.at, row.detail)


def _of_a_reading(row: Reading) -> DeliveryStep:
    return DeliveryStep(row.notice, row.person, row.channel, Progress.READ, row.at)


def _of_an_acknowledgement(row: Acknowledgement) -> DeliveryStep:
    said = Words("{reason}；下一步日期{day}", "{reason}; next date {day}", reason=row.reason, day=row.next_on)
    return DeliveryStep(row.notice, row.person, "", Progress.ACKNOWLEDGED, row.at, said)
