"""The register of discipline (惩戒登记簿) and its figures: how far each matter is, and how long each stage took.

A figure is ``k of n`` and never a rate: the matters of a year are few, and a percentage of three says nothing. Days are
calendar days between the acts that began and ended a stage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from records import leads
from records.clocks import Clock, Running
from records.history import clock_counts, history
from records.leads import DECISION_RANGE, decision_reference
from records.proceedings import Proceeding
from records.proceedings_register import of_procedure
from rules.clocks import beijing_day
from rules.committee_findings import Finding
from rules.labels import Labelled, Words
from rules.partial_dates import Known as Precision
from rules.partial_dates import partial_date
from rules.roles import Role
from state_machines.confidentiality import RANGE, seen_by
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known, Source
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Known as Anew
from state_machines.discipline_reopening.terms import State as Reopened
from state_machines.procedure import Procedure
from state_machines.register import procedure

TABLES = ((DISCIPLINARY_PREREVIEW, RANGE), (DISCIPLINE_DECISION, DECISION_RANGE))


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter of the register, as far as the reader may see it."""

    ref: str
    case_no: str
    court: str
    opened_on: date
    state: Labelled
    decision: str
    decision_state: Labelled | None
    facts: Mapping[str, Any]
    limit: Words | None
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: how many matters left it, and after how many days (least, median, most)."""

    procedure: Words
    state: Labelled
    left: int
    days: tuple[int, float, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A time limit: how often it was kept, passed, and is still running (次)."""

    procedure: Words
    limit: Words
    in_time: int
    late: int
    running: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a year."""

    matters: int
    open: int
    groups: tuple[tuple[Words, tuple[tuple[Words, int], ...]], ...]
    stages: tuple[Stage, ...]
    limits: tuple[Kept, ...]


def register(office: Office, reader: Role, year: int | None = None) -> list[Entry]:
    """Every matter, the oldest first; `reader` sees what that role may."""
    with office.store.read() as session:
        rows = _of_the_year(leads.pre_reviews(session), RANGE, year)
        decisions, anew = _decisions(session), _sanctions_anew(session)
        first = first_limits(session, [row.ref for row in (*rows, *decisions.values())])
    found = []
    for row in rows:
        decision = decisions.get(decision_reference(row.ref))
        last = decision or row
        limit, due, late = limit_of(last, first.get(last.ref))
        found.append(
            Entry(
                ref=row.ref,
                case_no=row.case_no,
                court=row.court,
                opened_on=beijing_day(row.opened_at),
                state=DISCIPLINARY_PREREVIEW.states(row.state),
                decision=decision.ref if decision else "",
                decision_state=DISCIPLINE_DECISION.states(decision.state) if decision else None,
                facts=seen_by(row.procedure, reader, row.facts)
                | {"sanction": anew.get(decision.ref, decision.facts.get("sanction")) if decision else None},
                limit=limit,
                due=due,
                late=late,
            )
        )
    return found


def figures(office: Office, year: int | None = None) -> Figures:
    """The figures of the matters opened in a year, or of all."""
    with office.store.read() as session:
        rows = _of_the_year(leads.pre_reviews(session), RANGE, year)
        mine = {decision_reference(row.ref) for row in rows}
        decisions = [row for ref, row in _decisions(session).items() if ref in mine]
        stages = [
            *_stages(session, DISCIPLINARY_PREREVIEW, rows),
            *_stages(session, DISCIPLINE_DECISION, decisions),
        ]
        limits = [
            kept
            for table, begins in TABLES
            for kept in _limits(table, clock_counts(session, f"{begins}{year or '2'}"))
        ]
    ended = {each.value for each in DISCIPLINARY_PREREVIEW.final}
    closed = {each.value for each in DISCIPLINE_DECISION.final}
    over = {row.ref for row in decisions if row.state in closed}
    return Figures(
        matters=len(rows),
        open=sum(
            row.state not in ended
            or (decision_reference(row.ref) in {each.ref for each in decisions} and decision_reference(row.ref) not in over)
            for row in rows
        ),
        groups=(
            (Words("线索来源", "source"), _counted((row.facts.get(Known.SOURCE.code) for row in rows), Source)),
            (Words("法官法条项", "item"), _counted((row.facts.get(Known.ITEM.code) for row in rows), None)),
            (Words("行为发生年份", "year of the act"), _counted((_year(row) for row in rows), None, _UNDATED)),
            (Words("行为日期写到何处", "how much of the day is known"), _counted((_known(row) for row in rows), Precision)),
            (Words("审查意见", "finding"), _counted((row.facts.get(Known.FINDING.code) for row in rows), Finding)),
            (Words("现状", "state"), _counted((row.state for row in rows), DISCIPLINARY_PREREVIEW.states)),
            (Words("决定现状", "state of the decision"), _counted((row.state for row in decisions), DISCIPLINE_DECISION.states)),
        ),
        stages=tuple(stages),
        limits=tuple(limits),
    )  # fmt: skip


def _of_the_year(rows: Iterable[Proceeding], begins: str, year: int | None) -> list[Proceeding]:
    start = f"{begins}{year}-" if year else begins
    return [row for row in rows if row.ref.startswith(start)]


def _decisions(session: Session) -> dict[str, Proceeding]:
    return {row.ref: row for row in of_procedure(session, DISCIPLINE_DECISION.code)}


def _sanctions_anew(session: Session) -> dict[str, Any]:
    """The sanction that a reopening left of a decision (再处理), once it was served; the last one stands."""
    rows = of_procedure(session, DISCIPLINE_REOPENING.code, (Reopened.RESTORING, Reopened.CLOSED))
    return {str(row.facts[Anew.OF.code]): row.facts.get(Anew.SANCTION.code) for row in rows}


def first_limits(session: Session, refs: list[str]) -> dict[str, Clock]:
    """The limit of each that ends first."""
    found: dict[str, Clock] = {}
    for start in range(0, len(refs), 500):
        query = (
            select(Clock)
            .where(
                col(Clock.proceeding).in_(refs[start : start + 500]),
                col(Clock.state) == Running.RUNNING.value,
            )
            .order_by(col(Clock.due_at))
        )
        for clock in session.execute(query).scalars():
            found.setdefault(clock.proceeding, clock)
    return found


def limit_of(row: Proceeding, clock: Clock | None) -> tuple[Words | None, date | None, bool]:
    """What a limit of a matter is called, on which day it ends, and whether it is over; nothing where none runs."""
    rule = procedure(row.procedure).clocks_of(row.state).get(clock.code) if clock else None
    if clock is None or rule is None:
        return None, None, False
    return Words(rule.zh, rule.en), clock.due_on, clock.overdue


def _stages(session: Session, table: Procedure, rows: list[Proceeding]) -> list[Stage]:
    """How long matters stayed in each state that they left."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        moves = [act for act in history(session, row.ref) if act.to != act.source]
        for before, after in pairwise(moves):
            days[before.to].append((beijing_day(after.at) - beijing_day(before.at)).days)
    return [
        Stage(table.words, state, len(days[state.value]), (min(days[state.value]), median(days[state.value]), max(days[state.value])))
        for state in table.states
        if days[state.value]
    ]  # fmt: skip


def _limits(table: Procedure, counts: Mapping[str, tuple[int, int, int]]) -> list[Kept]:
    rules = {rule.code: rule for state in table.states for rule in table.clocks_of(state.value).values()}
    return [
        Kept(table.words, Words(rule.zh, rule.en), *counts[code])
        for code, rule in rules.items()
        if code in counts
    ]


def _year(row: Proceeding) -> str:
    """The year of the act, which every written date has; empty where nobody knows."""
    return str(row.facts.get(Known.ACTED_ON.code) or "")[:4]


def _known(row: Proceeding) -> str:
    found = partial_date(str(row.facts.get(Known.ACTED_ON.code) or ""))
    return str((found.known if found else Precision.NOTHING).value)


_NONE_YET = Words("尚无", "none yet")
_UNDATED = Words(Precision.NOTHING.zh, Precision.NOTHING.en)


def _counted(
    codes: Iterable[Any], labels: type[Labelled] | None, none: Words = _NONE_YET
) -> tuple[tuple[Words, int], ...]:
    """Each value with its count, the most frequent first; none is said to be none."""
    counted = Counter(codes)
    found = []
    for code, number in sorted(counted.items(), key=lambda each: (-each[1], str(each[0]))):
        if not code:
            name = none
        elif labels is None:
            name = Words(str(code), str(code))
        else:
            label = labels(code)
            name = Words(label.zh, label.en)
        found.append((name, number))
    return tuple(found)
