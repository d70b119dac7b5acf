"""The clocks that run in proceedings in hand (进行中的期限): read together, turned by a step, written back together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from records import clocks
from records.acts import Act
from records.clocks import Clock, Running
from records.prepared import prepared
from records.transactions import Held
from rules.parameters import Rules
from rules.roles import Role
from rules.workdays import Calendar
from state_machines.limits import owed_in, turned
from state_machines.procedure import Procedure
from state_machines.rule_change import LIMITS, RunningLimits
from state_machines.steps import Clocked, Step

Row = dict[str, Any]

_CHANGES = (
    *("events", "state", "raw_on", "due_on", "due_at", "provisional", "calendar_version"),
    *("ended_at", "late", "warned", "overdue", "length", "unit"),
)

_ENDED = ("state", "ended_at", "late")
"""The columns that change where a clock only ends."""


@dataclass(slots=True)
class RunningClocks:
    """The clocks of one proceeding that run or are suspended, by code; `ended` and `changed` are what acts touched."""

    rows: dict[str, Row] = field(default_factory=dict)
    ended: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    """Those begun too: a clock that one batch begins and ends is still one row, and stands here alone."""

    @classmethod
    def begun(
        cls,
        table: Procedure,
        state: str,
        ref: str,
        facts: dict[str, Any],
        rules: Rules,
        at: datetime,
        calendar: Calendar,
    ) -> RunningClocks:
        """The clocks of a proceeding that opens in that state."""
        return cls(
            {
                code: clocks.start(rule, ref, rules, facts, at, calendar)
                for code, rule in owed_in(table, state, facts, rules).items()
            }
        )

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
        """End the clocks this step ends, start those it begins, hold or lengthen those it names."""
        ended, begun = turned(table, step, self.rows, facts, rules)
        run_out = step.within.code if step.within and act.by.role is Role.CALENDAR else None
        for code in ended:
            row = self.rows.pop(code)
            clocks.end(row, act.at, lapsed=code == run_out)
            if not self._in_hand(row):
                self.ended.append(row)
        for rule in begun:
            row = self.rows[rule.code] = clocks.start(rule, act.ref, rules, facts, act.at, calendar)
            self.changed.append(row)
        if not (step.suspends or step.resumes or step.extends):
            return
        reason = next((str(particulars[fact.code]) for fact in step.asks if fact.code in particulars), "")
        for kind, named in (("suspend", step.suspends), ("resume", step.resumes), ("extend", step.extends)):
            for rule in named:
                if rule.code in self.rows:
                    row = self.rows[rule.code]
                    extra = particulars.get("extra")
                    clocks.change(row, kind, act.at, reason, step.authority.code, calendar, extra)
                    if not self._in_hand(row):
                        self.changed.append(row)

    def under(
        self, table: Procedure, state: str, act: Act, facts: dict[str, Any], rules: Rules, calendar: Calendar
    ) -> bool:
        """Put the clocks under other rules: those begun as the act says, those the new rules add from its day on.

        Returns whether any began, ended or changed its length.
        """
        owed = owed_in(table, state, facts, rules)
        astray = [code for code in self.rows if code not in owed]
        for code in astray:
            row = self.rows.pop(code)
            clocks.end(row, act.at, lapsed=False)
            if not self._in_hand(row):
                self.ended.append(row)
        moved = bool(astray)
        how = RunningLimits(act.particulars[LIMITS.code])
        for code, rule in owed.items():
            if code not in self.rows:
                row = self.rows[code] = clocks.start(
                    rule, act.ref, rules, facts, act.at, calendar, from_today=True
                )
            elif clocks.under(self.rows[code], rule, facts, rules, how, calendar):
                row = self.rows[code]
            else:
                continue
            moved = True
            if not self._in_hand(row):
                self.changed.append(row)
        return moved

    def _in_hand(self, row: Row) -> bool:
        return any(row is other for other in self.changed)


def read(place: Held, refs: Sequence[str]) -> dict[str, RunningClocks]:
    """The running clocks of these proceedings; an empty register for one that has none."""
    found = {ref: RunningClocks() for ref in refs}
    live = prepared(place, Clock).find(place, _COLUMNS, as_stored=_MARKS, proceeding=refs, state=_LIVE)
    for values in live:
        row: Row = dict(zip(_COLUMNS, values, strict=False))
        row["ended_at"], row["late"] = None, False
        found[row["proceeding"]].rows[row["code"]] = row
    return found


def write(place: Held, registers: Sequence[RunningClocks]) -> None:
    """Write what acts have touched: clocks without an id are new."""
    new = [row for each in registers for row in each.changed if "id" not in row]
    changed = [row for each in registers for row in each.changed if "id" in row]
    ended = [row for each in registers for row in each.ended]
    table = prepared(place, Clock)
    if new:
        table.insert(place, new)
    if changed:
        table.change(place, changed, _CHANGES, ("id",))
    if ended:
        table.change(place, ended, _ENDED, ("id",))


_COLUMNS = (
    *("id", "proceeding", "code", "length", "unit", "starts_from", "events", "state"),
    *("due_on", "due_at", "provisional", "warned", "overdue", "opened_at"),
)
"""What an act may have to know of a clock that runs: its end is not yet, and the rest is derived."""
_MARKS = ("warned", "overdue")
"""Nobody asks for them here: they are written back as they were read."""
_LIVE = (Running.RUNNING.value, Running.SUSPENDED.value)
