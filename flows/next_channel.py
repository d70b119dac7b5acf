"""The next channel (换用下一渠道): what one channel has refused for good goes by the next one its reader's office is told by.

The channels of an urgent notice to that office, in their order, less those tried: so a court says in its routes what stands
behind what, and nothing leaves the network that was not to. The first that accepts ends the search; then there is an alarm.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from flows.acknowledging import with_code
from flows.office import Office
from flows.routing import as_told, routes_of
from flows.sending import attempt_row, send
from notifiers.routes import Register
from notifiers.wording import compose
from records.notices import Delivery, Notice
from rules.notices import NoticeContent, Urgency


def go_on(
    office: Office,
    register: Register,
    row: Notice,
    content: NoticeContent,
    people: Collection[str],
    tried: Collection[str],
    now: datetime,
) -> list[dict[str, Any]]:
    """Try, for each of these people, the channels that were not tried yet; the attempts made.

    tried: the channels of this very round, which stand in no row yet.
    """
    found = routes_of(office, register, replace(content, urgency=Urgency.URGENT), now).messages
    before = select(col(Delivery.person), col(Delivery.channel)).where(col(Delivery.notice_id) == row.id)
    with office.store.read() as session:
        known = {(person, channel) for person, channel in session.execute(before)}
    attempts: list[dict[str, Any]] = []
    reached: set[str] = set()
    for to in found:
        name = to.channel.name
        if to.person not in people or to.person in reached or name in tried or (to.person, name) in known:
            continue
        message = compose(
            with_code(office, row, as_told(content, to), to.person),
            office.language,
            outside=to.channel.outside,
        )
        result = send(office, to, message, row.key, now)
        reached |= {to.person} if result.ok else set()
        attempts.append(attempt_row(office, row.id, (to.person, name), 1, message.subject, result))
    return attempts


def all_reached(people: Collection[str], attempts: Collection[dict[str, Any]]) -> bool:
    return {attempt["person"] for attempt in attempts if attempt["ok"]} >= set(people)
