"""The delivery of notices through a real Prefect."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest

from flows import delivery
from flows.observed import observed

pytestmark = pytest.mark.flow

MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)


def test_what_reached_nobody_stands_on_the_page(pages, office):
    assert delivery.anything_to_send(office, MORNING)

    outcome = observed(
        "flows.notices.delivery_run", partial(delivery.deliver_due, office, MORNING), office, now=MORNING
    )

    assert not delivery.anything_to_send(office, MORNING)
    assert outcome.result.nobody > 0
    assert "无人可通知" in pages.artifact("delivery-note")["data"]
    assert {row["送达状态"] for row in pages.table("delivery-undelivered")} == {"无人可通知"}
    assert pages.latest_run("notice-delivery").name == "通知送达"
