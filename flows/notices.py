"""Delivery of notices as a flow (送达): `delivery.deliver_due`, with a page that says what reached nobody."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import flow

from flows import delivery
from flows.daily_page import delivery_note, undelivered_table
from flows.delivery import Round
from flows.observed import done, office_in_use
from flows.prefect_pages import show_note, show_table, step
from flows.standing import undelivered


@step("deliver", "送达通知")
def deliver(now: datetime) -> Round:
    with office_in_use() as office:
        return delivery.deliver_due(office, now)


@flow(name="notice-delivery", flow_run_name="通知送达", description="送达待送的通知，并记录每次送达的结果")
def delivery_run(now: datetime | None = None) -> Round:
    """Send every notice that is due, and record what became of it."""
    now = now or datetime.now(UTC)
    with office_in_use() as office:
        round_ = done(deliver(now))
        missed = undelivered(office)
        show_note("delivery-note", delivery_note(round_, len(missed), now, office.language), "通知送达情况")
        show_table("delivery-undelivered", undelivered_table(missed, office.language), "未能送达的通知")
        return round_
