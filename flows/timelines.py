"""The time limits of a proceeding walked again (期限重走): its acts on record, its limits under whatever rules are given.

The clocks are turned by the very code that turns them when an act is done; only the rules that give their lengths
may be others. Acts keep the instants at which they were done, and so do suspensions and extensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records import clocks
from records.history import PastAct
from records.running_clocks import RunningClocks
from rules.clocks import Due
from rules.labels import Words
from rules.parameters import Rules
from rules.roles import Role
from rules.timeliness import Judged, Running, Timeline, timeliness
from rules.workdays import Calendar
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Late


def timeline(
    ref: str, past: Sequence[PastAct], table: Procedure, rules: Rules, calendar: Calendar
) -> Timeline:
    """Every act within a limit, and how it stands to it under these rules; `past` begins with the opening."""
    facts = dict(past[0].particulars)
    register = RunningClocks.begun(table, past[0].to, ref, facts, rules, past[0].at, calendar)
    judged = []
    for entry in past[1:]:
        step, _ = table.table[entry.trigger, entry.source or ""]
        if step.within is not None and step.within.code in register.rows:
            judged.append(_judged(entry, table, step.within, _due(register, step.within, calendar)))
        facts = step.fold(facts, entry.particulars)
        if not step.changes_rules:  # All of it is walked under one set of rules.
            register.turn(table, step, entry.again(ref), entry.particulars, facts, rules, calendar)
    had = {id(row) for row in (*register.ended, *register.changed, *register.rows.values())}
    return Timeline(tuple(judged), tuple(_still(register, table, past[-1].to, calendar)), len(had))


def _judged(entry: PastAct, table: Procedure, limit: ClockRule, due: Due) -> Judged:
    return Judged(
        number=entry.number,
        act=table.triggers[entry.trigger],
        source=table.states(entry.source or ""),
        at=entry.at,
        limit=Words(limit.zh, limit.en),
        limit_code=limit.code,
        due=due,
        timeliness=timeliness(
            due,
            entry.at,
            by_calendar=entry.role == Role.CALENDAR.value,
            lapses=limit.late is Late.LAPSES,
        ),
    )


def _due(register: RunningClocks, limit: ClockRule, calendar: Calendar) -> Due:
    return clocks.explain(register.rows[limit.code], calendar)


def _still(register: RunningClocks, table: Procedure, state: str, calendar: Calendar) -> Iterator[Running]:
    for code, limit in table.clocks_of(state).items():
        if code in register.rows:
            yield Running(Words(limit.zh, limit.en), code, _due(register, limit, calendar))
