"""The morning's deadlines through a real Prefect: done once however often it is run, and shown."""

from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Thread

import pytest
from sqlalchemy import func, select

from flows import due
from flows.observed import observed
from records.notices import Notice

pytestmark = pytest.mark.flow

MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
LATER = MORNING + timedelta(days=60)
"""By now the period for assigning the cases is over, and nobody has."""


def _morning(office):
    directly = partial(due.morning, office, LATER)
    return observed("flows.deadlines.morning_run", directly, office, now=LATER)


def test_what_is_overdue_stands_in_a_table(pages, office):
    outcome = _morning(office)

    assert outcome.unseen is None
    assert outcome.result.overdue > 0
    run = pages.latest_run("morning-deadlines")
    assert (run.name, run.state_name) == ("期限日历·2022-06-17", "Completed")
    assert "逾期催办" in pages.artifact("deadlines-note")["data"]
    rows = pages.table("deadlines-overdue")
    assert len(rows) == 12
    assert list(rows[0]) == ["事项", "案号", "法院", "期限", "届满日", "状态"]
    assert {(row["期限"], row["状态"]) for row in rows} == {("分配期限", "卷宗已移交")}


def test_two_mornings_at_once_double_nothing(pages, office):
    outcomes = []
    threads = [
        Thread(target=copy_context().run, args=(lambda: outcomes.append(_morning(office)),)) for _ in range(2)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    told = sorted(outcome.result.overdue for outcome in outcomes)
    with office.store.read() as session:
        keys = session.execute(select(func.count(), func.count(Notice.key.distinct()))).one()
    assert [outcome.unseen for outcome in outcomes] == [None, None]
    assert told[0] == 0
    assert told[1] > 0
    assert keys[0] == keys[1]
    assert _morning(office).result == due.Morning()
