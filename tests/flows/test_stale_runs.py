"""What a killed process left as running is closed, and only ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.observed import TAG

pytestmark = pytest.mark.flow


@pytest.fixture
def left_behind(prefect_server):
    """A run of ours and a stranger's, both said to be running, and one of ours that was never started."""
    from prefect import flow
    from prefect.client.orchestration import get_client
    from prefect.states import Running, Scheduled

    @flow(name="left-behind")
    def nothing():
        pass

    with get_client(sync_client=True) as client:
        yield (
            client,
            client.create_flow_run(nothing, tags=[TAG], state=Running()).id,
            client.create_flow_run(nothing, tags=["别的系统"], state=Running()).id,
            client.create_flow_run(nothing, tags=[TAG], state=Scheduled()).id,
        )


def test_runs_without_a_process_are_closed_and_strangers_are_left_alone(left_behind):
    from flows.stale_runs import sweep

    client, lost, stranger, missed = left_behind
    now = datetime.now(UTC)

    early = sweep(now)
    closed = sweep(now + timedelta(hours=2))
    again = sweep(now + timedelta(hours=2))

    states = [client.read_flow_run(ref).state_name for ref in (lost, stranger, missed)]
    assert early == (0, 0)
    assert closed[0] >= 1
    assert closed[1] >= 1
    assert again == (0, 0)
    assert states == ["Crashed", "Running", "Cancelled"]
