"""The nightly check-up under Prefect: its run is there with a table, and a fault reaches the office."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from flows.observed import observed

pytestmark = pytest.mark.flow


def test_the_nightly_run_shows_what_it_found_and_tells_the_office_of_a_fault(office, pages):
    from tests.flows.conftest import MORNING

    with office.store.begin() as session:
        session.execute(text("DROP TRIGGER ledger_entry_no_delete"))

    done = observed("flows.nightly_checkup.checkup_run", list, office, now=MORNING)

    assert done.unseen is None
    assert "guards" in {each.code for each in done.result if each.level.value == "fault"}
    (row,) = [row for row in pages.table("checkup") if row["首见"] == "ledger_entry_no_delete"]
    assert row["结论"] == "异常"
    with office.store.read() as session:
        query = "SELECT count(*) FROM notice WHERE kind = 'checkup' AND content LIKE '%触发器%'"
        assert session.execute(text(query)).scalar() == 1
