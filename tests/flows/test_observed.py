"""Work goes on without Prefect: nothing that happens to the observer stops a time limit, and it is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from flows import due, observed, progress
from flows.standing import standing
from state_machines.quality_review.terms import State

pytestmark = pytest.mark.flow

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
LATER = MORNING + timedelta(days=60)
NOWHERE = "http://127.0.0.1:9/api"


@pytest.fixture(autouse=True)
def _prefect_is_asked_again():
    yield
    observed._quiet_until[0] = 0.0


@pytest.fixture
def no_prefect(prefect_server):
    """A server that does not answer."""
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: NOWHERE}):
        yield


def _morning(office):
    return observed.observed(
        "flows.deadlines.morning_run", partial(due.morning, office, LATER), office, now=LATER
    )


def test_without_prefect_the_work_is_done_and_it_is_said(no_prefect, office):
    outcome = _morning(office)

    assert outcome.result.overdue > 0
    assert str(outcome.unseen) == "Prefect 不可用，已直接办理"
    assert not due.anything_due(office, LATER)


def test_after_an_outage_prefect_is_left_alone_for_a_while(no_prefect, office, monkeypatch):
    _morning(office)
    monkeypatch.setattr(observed, "found", lambda flow: pytest.fail("nobody waits for it twice"))

    assert _morning(office).unseen is observed.UNAVAILABLE


def test_prefect_that_cannot_even_be_imported_stops_nothing(office):
    outcome = observed.observed(
        "flows.not_there.morning_run", partial(due.morning, office, LATER), office, now=LATER
    )

    assert outcome.result.overdue > 0
    assert outcome.unseen is observed.UNAVAILABLE


def test_prefect_that_breaks_off_midway_leaves_the_work_done(prefect_server, office, monkeypatch):
    import httpx
    from prefect.flow_engine import FlowRunEngine

    def breaks_off(self, result):
        raise httpx.ConnectError("the server is gone")

    monkeypatch.setattr(FlowRunEngine, "handle_success", breaks_off)

    outcome = observed.observed(
        "flows.quality_review.season_run",
        partial(progress.tick, office, SEASON, now=MORNING),
        office,
        season=SEASON,
        now=MORNING,
    )

    assert outcome.result.assigned == 12
    assert outcome.unseen is observed.NOT_RECORDED
    assert standing(office, SEASON).states == {State.ASSIGNED: 12}
