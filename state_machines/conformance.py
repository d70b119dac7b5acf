"""符合性 (conformance): whether a log could have come about by the table of lawful steps, and where it could not.

Each trace is walked through the compiled table: every act must be lawful in the state the trace has reached, lead to
where the table says, be taken by a role that may, on the row's authority, no earlier than the act before it, and in an
unbroken row; and the trace must end where the record says. Guards cannot be asked: a log holds no contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from rules.errors import UnknownProcedure
from rules.event_logs import Event, Trace
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.register import procedure

OPENING = "open"
"""The act by which every proceeding begins."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that the table does not allow. `position` 0 is the trace as a whole."""

    ref: str
    position: int
    what: Words


@dataclass(frozen=True, slots=True)
class Conformance:
    """What walking a log through the table came to.

    Every act is one thing to check, and so is the end of every trace and the number of traces.
    """

    traces: int
    events: int
    checked: int
    failed: int
    deviations: tuple[Deviation, ...]

    @property
    def fitness(self) -> Fraction:
        """The share of what was checked that fits (拟合度); 1 for a log of lawful acts only."""
        return Fraction(self.checked - self.failed, self.checked) if self.checked else Fraction(1)


def conformance(traces: Iterable[Trace], expected: int | None = None) -> Conformance:
    """Walk every trace through the table of its own procedure; `expected` is how many traces the log says it has."""
    count = events = failed = 0
    deviations: list[Deviation] = []
    for trace in traces:
        count += 1
        events += len(trace.events)
        found = list(_deviations(trace))
        failed += len({deviation.position for deviation in found})
        deviations += found
    checked = events + count
    if expected is not None:
        checked += 1
        if expected != count:
            failed += 1
            deviations.append(Deviation("", 0, Words(
                "日志应有{expected}条轨迹，实有{count}条", "the log says {expected} traces and holds {count}",
                expected=expected, count=count)))  # fmt: skip
    return Conformance(count, events, checked, failed, tuple(deviations))


def _deviations(trace: Trace) -> Iterator[Deviation]:
    try:
        table = procedure(trace.procedure)
    except UnknownProcedure as error:
        yield Deviation(trace.ref, 0, error.words)
        return
    state, before = "", None
    for place, event in enumerate(trace.events, start=1):
        for what in _wrong(table, state, event, place, before):
            yield Deviation(trace.ref, place, what)
        state, before = event.to, event
    if state != trace.state:
        yield Deviation(trace.ref, 0, Words(
            "轨迹止于“{here}”，在册为“{there}”", "the trace ends at “{here}”; on record it is “{there}”",
            here=_state(table, state), there=_state(table, trace.state)))  # fmt: skip
    if len(trace.events) != trace.length:
        yield Deviation(trace.ref, 0, Words(
            "轨迹应有{expected}个事件，实有{count}个", "the trace says {expected} events and holds {count}",
            expected=trace.length, count=len(trace.events)))  # fmt: skip


def _wrong(table: Procedure, state: str, event: Event, place: int, before: Event | None) -> Iterator[Words]:
    due = 1 if before is None else before.position + 1
    if event.position != due:
        yield Words(
            "此前缺少或者多出事件：应为第{due}个，写的是第{position}个",
            "an event before it is missing or added: this should be no. {due} and says it is no. {position}",
            due=due,
            position=event.position,
        )
    if before is not None and event.at < before.at:
        yield Words("早于前一事件", "earlier than the event before it")
    if place == 1:
        if (event.act, event.source, event.to) != (OPENING, "", table.initial.value):
            yield Words("第一个事件不是立项", "the first event does not open the proceeding")
        return
    if event.source != state:
        yield Words("前一事件之后为“{here}”，此事件自“{there}”开始",
                    "the trace stands at “{here}”, and this event begins at “{there}”",
                    here=_state(table, state), there=_state(table, event.source))  # fmt: skip
    row = table.table.get((event.act, event.source))
    if row is None:
        yield Words("“{state}”时没有“{act}”这一步", "there is no “{act}” at “{state}”",
                    state=_state(table, event.source), act=table.triggers.get(event.act, event.act))  # fmt: skip
        return
    step, _ = row
    if event.to != step.destination.value:
        yield Words("“{act}”应至“{right}”，写的是“{wrong}”", "“{act}” leads to “{right}”, not to “{wrong}”",
                    act=step.trigger, right=step.destination, wrong=_state(table, event.to))  # fmt: skip
    if event.role not in {role.value for role in step.roles}:
        yield Words(
            "“{act}”不由{role}办理", "“{act}” is not for {role}", act=step.trigger, role=_role(event.role)
        )
    if event.authority != step.authority.code:
        yield Words("“{act}”的依据应为{right}，写的是{wrong}", "“{act}” rests on {right}, not on {wrong}",
                    act=step.trigger, right=step.authority.code, wrong=event.authority or "—")  # fmt: skip


def _state(table: Procedure, code: str) -> Labelled | str:
    return next((state for state in table.states if state.value == code), code or "—")


def _role(code: str) -> Labelled | str:
    return next((role for role in Role if role.value == code), code or "—")
