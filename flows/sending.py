"""One message to one address (送出一件): put into words before, handed to the channel here, its failure an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flows.office import Office
from notifiers.channels import Delivery, deliver
from notifiers.routes import Routed
from notifiers.wording import Message
from rules.clocks import beijing_day
from rules.errors import FaultyInput


def send(office: Office, to: Routed, message: Message, key: str, now: datetime) -> Delivery:
    """Send a message under its key; the person and the channel are added to it."""
    rules = office.store.rules.on(beijing_day(now))
    try:
        return deliver(
            to.channel_url,
            message,
            key=f"{key}:{to.person}:{to.channel.name}",
            at=now,
            mailbox=office.mailbox,
            secrets=office.secrets,
            short=to.channel.short,
            timeout=float(rules["notices.timeout_seconds"]),
            durable=not office.sample,
            language=office.language,
        )
    except FaultyInput as faulty:
        # A channel that is set up wrongly is a delivery that failed: it holds up no other, and the office hears of it.
        return Delivery(ok=False, channel=to.channel_url, detail=faulty.words, at=now, retry=True)


def attempt_row(
    office: Office, notice: int, to: tuple[str, str], attempt: int, subject: str, result: Delivery
) -> dict[str, Any]:
    """The row of an attempt at a notice, to a person by a channel (送达记录)."""
    person, channel = to
    return {
        "notice_id": notice,
        "person": person,
        "channel": channel,
        "attempt": attempt,
        "at": result.at,
        "ok": result.ok,
        "receipt": result.receipt.value,
        "detail": result.detail.to(office.language),
        "subject": subject,
    }
