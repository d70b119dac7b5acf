"""When a rung comes (催办的节奏): counted from the day due, held by an acknowledgement, silent for some days after a restore."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from flows.office import Office
from records import acknowledgements
from records.alerts import Alert
from records.deadlines import Limit
from rules.alerts import Rung
from rules.clocks import BEIJING, beijing_day
from rules.parameters import Rules
from state_machines.ladders import RungRule, shifted

RESTORED = "restored_on"
"""The file beside the database that says on which day it was put back from a backup."""


def instant_of(office: Office, alert: Alert, limit: Limit | None, rule: RungRule, rules: Rules) -> datetime:
    """When a rung comes: before and after the day due with the day itself, on it at the instant that is too late."""
    count = rule.count(rules)
    if limit is not None and count == 0:
        due = limit.clock.due_at
        assert due is not None
        return max(due, datetime.combine(alert.base_on, time(), BEIJING))
    base = alert.due_on if count < 0 and alert.due_on else alert.base_on
    return datetime.combine(shifted(base, count, office.store.calendar), time(), BEIJING)


def quiet_until(office: Office, alert: Alert, rules: Rules) -> date | None:
    """Until the end of which day nothing fires: an acknowledgement holds the ladder, or the house was put back just now."""
    days = [day for day in (alert.held_until, restored_until(office, rules)) if day is not None]
    return max(days, default=None)


def restored_until(office: Office, rules: Rules) -> date | None:
    """The last day of grace after the database was put back from a backup: what was done meanwhile is entered first."""
    try:
        text = (office.papers.parent / RESTORED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return shifted(
        date.fromisoformat(text.strip()), int(rules["ladder.after_restore"]), office.store.calendar
    )


def go_on_after_a_hold(
    office: Office, session: Session, alert: Alert, ladder: Sequence[RungRule], rules: Rules, today: date
) -> None:
    """签收后未办: the hold has ended and nothing was done. The ladder goes on from where it stood, and never faster for it."""
    if alert.held_until is None or today <= alert.held_until:
        return
    stood = Rung(alert.stands_at).height if alert.stands_at else -1
    after = next((rule for rule in ladder if rule.rung.height > stood and rule.count(rules) > 0), None)
    resumes = office.store.calendar.next_working_day(alert.held_until + timedelta(days=1))
    if after is not None:
        alert.base_on = max(alert.base_on, shifted(resumes, -after.count(rules), office.store.calendar))
    alert.held_until = None
    alert.forgotten = [
        {
            "person": each.person,
            "on": beijing_day(each.at).isoformat(),
            "reason": each.reason,
            "next": each.next_on.isoformat(),
        }
        for each in acknowledgements.of_alert(session, alert.id)
    ]
