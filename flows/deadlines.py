"""The morning's deadlines as a flow (期限日历): `due.morning`, with a page that says what it did and what is overdue."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import flow
from prefect.runtime import flow_run

from flows import due
from flows.daily_page import morning_note, overdue_table
from flows.due import Morning
from flows.observed import done, office_in_use
from flows.prefect_pages import show_note, show_table, step
from flows.standing import overdue
from rules.clocks import beijing_day


def _named() -> str:
    # The parameters of a run may be as they were written (a string), or as they were read (a time), or not there.
    given = flow_run.parameters.get("now") or datetime.now(UTC)
    return f"期限日历·{beijing_day(datetime.fromisoformat(str(given)))}"


@step("act-on-time-limits", "办理到期事项")
def act_on_time_limits(now: datetime) -> Morning:
    with office_in_use() as office:
        return due.morning(office, now)


@flow(name="morning-deadlines", flow_run_name=_named, description="期限届满即办理，将届满即提醒，逾期即催办")
def morning_run(now: datetime | None = None) -> Morning:
    """Act on every time limit that has run out, and tell those who should know."""
    now = now or datetime.now(UTC)
    with office_in_use() as office:
        morning = done(act_on_time_limits(now))
        late = overdue(office)
        show_note("deadlines-note", morning_note(morning, len(late), now, office.language), "期限办理情况")
        show_table("deadlines-overdue", overdue_table(late, office.language), "逾期未办事项")
        return morning
