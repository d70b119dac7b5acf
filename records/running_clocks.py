"""The clocks that run in proceedings in hand (进行中的期限): read together, turned by a step, written back together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from records import clocks
from records.acts import Act
from records.clocks import Clock, Running
from records.prepared import prepared
from rules.parameters import Rules
from rules.roles import Role
from rules.workdays import Calendar
from state_machines.procedure import Procedure
from state_machines.steps import Clocked, Step

Row = dict[str, Any]

_CHANGES = (
    *("events", "state", "raw_on", "due_on", "due_at", "provisional", "calendar_version"),
    *("ended_at", "late", "warned", "overdue"),
)


@dataclass(slots=True)
class RunningClocks:
    """The clocks of one proceeding that run or are suspended, by code, and the rows an act has touched."""

    rows: dict[str, Row] = field(default_factory=dict)
    touched: list[Row] = field(default_factory=list)

    def seen_by_guards(self, at: datetime) -> dict[str, Clocked]:
        """Each clock as a guard may know it at that instant."""
        return {
            code: Clocked(row["due_at"], row["due_at"] is not None and at >= row["due_at"])
            for code, row in self.rows.items()
        }

    def turn(
        self,
        table: Procedure,
        step: Step,
        act: Act,
        particulars: dict[str, Any],
        facts: dict[str, Any],
        rules: Rules,
        calendar: Calendar,
    ) -> None:
        """End the clocks this step ends, start those of the new state, hold or lengthen those it names."""
        wanted = table.clocks_of(step.destination.value)
        stopped = {rule.code for rule in step.stops}
        moved = step.destination is not step.source
        for code in [code for code in self.rows if code in stopped or (moved and code not in wanted)]:
            row = self.rows.pop(code)
            clocks.end(row, act.at, lapsed=act.by.role is Role.CALENDAR)
            self._touch(row)
        if moved:
            for code, rule in wanted.items():
                if code not in self.rows:
                    self.rows[code] = clocks.start(rule, act.ref, rules, facts, act.at, calendar)
                    self._touch(self.rows[code])
        reason = next((str(particulars[fact.code]) for fact in step.asks if fact.code in particulars), "")
        for kind, named in (("suspend", step.suspends), ("resume", step.resumes), ("extend", step.extends)):
            for rule in named:
                if rule.code in self.rows:
                    row = self.rows[rule.code]
                    extra = particulars.get("extra")
                    clocks.change(row, kind, act.at, reason, step.authority.code, calendar, extra)
                    self._touch(row)

    def _touch(self, row: Row) -> None:
        # By identity: a clock that one batch starts and ends is still one row.
        if not any(row is other for other in self.touched):
            self.touched.append(row)


def read(session: Session, refs: Sequence[str]) -> dict[str, RunningClocks]:
    """The running clocks of these proceedings; an empty register for one that has none."""
    found = {ref: RunningClocks() for ref in refs}
    for values in prepared(session, Clock).find(session, _COLUMNS, proceeding=refs, state=_LIVE):
        row = dict(zip(_COLUMNS, values, strict=True))
        found[row["proceeding"]].rows[row["code"]] = row
    return found


def write(session: Session, rows: Sequence[Row]) -> None:
    """Write clock rows: those without an id are new."""
    new = [row for row in rows if row.get("id") is None]
    changed = [row for row in rows if row.get("id") is not None]
    if new:
        prepared(session, Clock).insert(session, new)
    if changed:
        prepared(session, Clock).change(session, changed, _CHANGES, ("id",))


_COLUMNS = tuple(Clock.model_fields)
_LIVE = (Running.RUNNING.value, Running.SUSPENDED.value)
