"""The clocks of proceedings (期限): when each began, what held or lengthened it, and when it ends.

The due date is always derived, by `rules.clocks.due`, from the day it began, the length pinned, the suspensions and
extensions on record and the holiday calendar; what is stored beside them is that result, kept for searching.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Field, SQLModel

from records.columns import Json
from rules.clocks import Due, Extension, Length, Suspension, beijing_day, due, due_in_hours
from rules.labels import Labelled
from rules.law import cite
from rules.parameters import Rules, Unit
from rules.workdays import Calendar
from state_machines.limits import length_in
from state_machines.rule_change import RunningLimits
from state_machines.steps import ClockRule


class Running(Labelled):
    """Where a clock stands (期限状态)."""

    RUNNING = "running", "进行中", "running"
    SUSPENDED = "suspended", "中止", "suspended"
    STOPPED = "stopped", "已办结", "done"
    LAPSED = "lapsed", "已届满", "run out"


class Clock(SQLModel, table=True):
    """One time limit of one proceeding (期限)."""

    __tablename__ = "clock"

    id: int = Field(default=None, primary_key=True)
    proceeding: str = Field(index=True)
    code: str
    length: int
    unit: str
    starts_from: date
    """The day of the event it is counted from; that day itself is not counted."""
    events: list[dict[str, Any]] = Field(sa_type=Json)
    """Suspensions, resumptions and extensions in their order, each with its day, reason and authority."""
    state: str = Field(index=True)
    raw_on: date | None = None
    due_on: date | None = None
    due_at: datetime | None = Field(default=None, index=True)
    """The first instant that is too late; None while suspended."""
    provisional: bool = False
    calendar_version: str = ""
    opened_at: datetime
    ended_at: datetime | None = None
    late: bool = False
    warned: bool = False
    overdue: bool = False


HOUR = Unit.HOUR.value
LATEST = datetime.max.replace(tzinfo=UTC)
RUNNING, STOPPED, LAPSED = Running.RUNNING.value, Running.STOPPED.value, Running.LAPSED.value


def start(
    rule: ClockRule,
    proceeding: str,
    rules: Rules,
    facts: Mapping[str, Any],
    at: datetime,
    calendar: Calendar,
    *,
    from_today: bool = False,
) -> dict[str, Any]:
    """The row of a clock that begins with this act. from_today: it is counted from the act, whatever day is on record."""
    length = rules.parameter(length_in(rule, facts, rules))
    begins = None if from_today else rule.begins(facts)
    starts_from = date.fromisoformat(begins) if begins else _day(at)
    due = _plain(starts_from, at, int(length.value), length.unit.value, calendar)
    return {
        "proceeding": proceeding,
        "code": rule.code,
        "length": due.length.value,
        "unit": length.unit.value,
        "starts_from": starts_from,
        "events": [],
        "state": RUNNING,
        "raw_on": due.raw,
        "due_on": due.rolled,
        "due_at": due.instant,
        "provisional": due.provisional,
        "calendar_version": due.calendar_version,
        "opened_at": at,
        "ended_at": None,
        "late": False,
        "warned": False,
        "overdue": False,
    }


def reckon(row: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    """Derive the due date of a clock row anew, and store the result in it."""
    found = explain(row, calendar)
    row.update(
        raw_on=found.raw,
        due_on=found.rolled,
        due_at=found.instant,
        provisional=found.provisional,
        calendar_version=found.calendar_version,
    )
    return row


def explain(row: Mapping[str, Any], calendar: Calendar) -> Due:
    """The due date of a clock row, with the whole chain of its reckoning."""
    if not row["events"]:
        return _plain(row["starts_from"], row["opened_at"], row["length"], row["unit"], calendar)
    if row["unit"] == HOUR:
        longer = sum(entry["value"] for entry in row["events"] if entry["kind"] == "extend")
        return _plain(row["starts_from"], row["opened_at"], row["length"] + longer, HOUR, calendar)
    suspensions: list[Suspension] = []
    extensions: list[Extension] = []
    for entry in row["events"]:
        on, authority = date.fromisoformat(entry["on"]), cite(entry["authority"])
        if entry["kind"] == "suspend":
            suspensions.append(Suspension(on, None, entry["reason"], authority))
        elif entry["kind"] == "resume":
            held = suspensions.pop()
            suspensions.append(Suspension(held.since, on, held.reason, held.authority))
        else:
            length = Length(entry["value"], Unit(entry["unit"]))
            extensions.append(Extension(length, entry["reason"], authority, on))
    return due(
        row["starts_from"],
        Length(row["length"], Unit(row["unit"])),
        calendar,
        tuple(suspensions),
        tuple(extensions),
    )


_day = lru_cache(4096)(beijing_day)


@lru_cache(4096)
def _undisturbed(starts_from: date, length: int, unit: str, calendar: Calendar) -> Due:
    """The due date of a clock that nothing held or lengthened: the same for all that began on that day."""
    return due(starts_from, Length(length, Unit(unit)), calendar)


def _plain(starts_from: date, at: datetime, length: int, unit: str, calendar: Calendar) -> Due:
    """The due date of a clock that nothing held or lengthened; `at`: the act it began with, which hours run from."""
    if unit == HOUR:
        return due_in_hours(at, Length(length, Unit.HOUR), calendar)
    return _undisturbed(starts_from, length, unit, calendar)


def under(
    row: dict[str, Any],
    rule: ClockRule,
    facts: Mapping[str, Any],
    rules: Rules,
    how: RunningLimits,
    calendar: Calendar,
) -> bool:
    """Give a clock the length of other rules, as far as `how` allows; whether its length changed."""
    length = rules.parameter(length_in(rule, facts, rules))
    value, unit = int(length.value), length.unit.value
    if how is RunningLimits.KEPT or (value, unit) == (row["length"], row["unit"]):
        return False
    before = _plain(row["starts_from"], row["opened_at"], row["length"], row["unit"], calendar)
    after = _plain(row["starts_from"], row["opened_at"], value, unit, calendar)
    if how is RunningLimits.LONGER and (after.instant or LATEST) <= (before.instant or LATEST):
        return False
    row.update(length=value, unit=unit, warned=False, overdue=False)
    reckon(row, calendar)
    return True


def change(
    row: dict[str, Any],
    kind: str,
    at: datetime,
    reason: str,
    authority: str,
    calendar: Calendar,
    extra: int | None = None,
) -> None:
    """Suspend, resume or extend a clock row, and derive its due date anew. Hours can be lengthened; nothing holds them.

    Raises:
        FaultyInput: what is added is not a positive whole number.
    """
    if row["unit"] == HOUR and kind != "extend":
        raise ValueError("a limit in hours runs day and night: no step of a table holds it")
    entry: dict[str, Any] = {
        "kind": kind,
        "on": beijing_day(at).isoformat(),
        "reason": reason,
        "authority": authority,
    }
    if kind == "extend":
        entry |= {"value": extra, "unit": row["unit"]}
    row["events"] = [*row["events"], entry]
    if kind == "suspend":
        row["state"] = Running.SUSPENDED.value
    elif kind == "resume":
        row["state"] = Running.RUNNING.value
    if kind != "suspend":
        row["warned"] = row["overdue"] = False
    reckon(row, calendar)


def end(row: dict[str, Any], at: datetime, *, lapsed: bool) -> None:
    """Stop a clock row: done in time, done late, or run out."""
    row["late"] = not lapsed and row["due_at"] is not None and at >= row["due_at"]
    row["state"] = LAPSED if lapsed else STOPPED
    row["ended_at"] = at
