"""Which messages go out now and which wait (送出时刻): quiet hours, and how often one address is rung.

Urgent notices wait for neither; a channel of any hour is never held.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import Session

from flows.office import Office
from notifiers.routes import Routed
from records import sent_messages
from rules.clocks import beijing_day
from rules.notices import Urgency


def held_until(
    office: Office, messages: Iterable[Routed], urgency: Urgency, now: datetime
) -> dict[tuple[str, str], datetime]:
    """From which hour each of the messages that must wait goes out, by person and channel."""
    ringing = [each for each in messages if not each.channel.any_hour]
    if not ringing:
        return {}
    with office.store.read() as session:
        found = [(each, _hour(session, office, each, urgency, now)) for each in ringing]
    return {(each.person, each.channel.name): hour for each, hour in found if hour > now}


def _hour(session: Session, office: Office, to: Routed, urgency: Urgency, now: datetime) -> datetime:
    if to.opens is not None:
        return to.opens
    return now if urgency is Urgency.URGENT else free_at(session, office, to, now)


def free_at(session: Session, office: Office, to: Routed, now: datetime) -> datetime:
    """From when on the address may be rung again."""
    if to.channel.any_hour:
        return now
    rules = office.store.rules.on(beijing_day(now))
    return sent_messages.free_at(
        session,
        to.channel.name,
        to.address,
        now,
        most=int(rules["notices.messages_per_address"]),
        within=timedelta(minutes=int(rules["notices.messages_within_minutes"])),
    )


def rang(session: Session, to: Routed, now: datetime) -> None:
    """Remember that a message went to that address."""
    if not to.channel.any_hour:
        sent_messages.sent(session, to.channel.name, to.address, now)
