"""在办事项适用新规则: what newer rules would make of each open proceeding, and putting those under them that may be.

Surveying reads and changes nothing. A proceeding is weighed act by act: would the act have been lawful, would what
follows from it be the same? Only one whose past stands is put under new rules without more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from records import running_clocks
from records.acts import Act, Done
from records.history import PastAct, history
from records.proceedings import GROUP, Proceeding, advance_many, rules_of
from records.rule_sets import pin
from records.running_clocks import RunningClocks
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.notices import in_both
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES, procedure
from state_machines.rule_change import (
    IN_FORCE_ON,
    LIMITS,
    NEW_RULES,
    PROVISION,
    REASON,
    RunningLimits,
    Trigger,
)
from state_machines.steps import Facts, Step


@dataclass(frozen=True, slots=True)
class Unlawful:
    """An act on record that the new rules would not have allowed (状态会不同)."""

    number: int
    act: Words
    reason: Words


@dataclass(frozen=True, slots=True)
class Differing:
    """Something that followed from an act, and would be otherwise (结果会不同)."""

    number: int
    fact: Words
    was: Any
    would_be: Any


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit that the change moves, begins (`was` None) or ends (`becomes` None)."""

    name: Words
    was: date | None
    becomes: date | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One open proceeding under the new rules."""

    ref: str
    procedure: Procedure
    case_no: str
    state: str
    since: date
    """The day of the rules it is under."""
    unlawful: tuple[Unlawful, ...]
    differing: tuple[Differing, ...]
    limits: tuple[Limit, ...]

    @property
    def past_stands(self) -> bool:
        """Whether everything done so far would have been done alike."""
        return not self.unlawful and not self.differing


@dataclass(frozen=True, slots=True)
class Survey:
    """Every open proceeding that is under other rules than those of the day."""

    to: date
    rules: Rules
    how: RunningLimits
    weighed: tuple[Weighed, ...]
    already: int
    """Open proceedings that are under these rules now."""


def survey(
    office: Office, to: date, now: datetime, how: RunningLimits, only: Sequence[str] = (), code: str = ""
) -> Survey:
    """What the rules in force on `to` would make of the open proceedings; of all, of one procedure, or of some."""
    rules = office.store.rules.on(to)
    with office.store.read() as session:
        rows = list(_open(session, only, code))
        weighed = [_weigh(session, row, rules, now, how) for row in rows if row.rules != rules.digest]
    return Survey(to, rules, how, tuple(weighed), len(rows) - len(weighed))


def put_under(
    office: Office,
    found: Survey,
    refs: Sequence[str],
    *,
    by: Actor,
    at: datetime,
    provision: str,
    reason: str,
) -> list[Done | Refused]:
    """Put these proceedings of the survey under its rules; each is an act of its own, in the order given.

    Done a second time nothing changes.

    Raises:
        FaultyInput: the rules are not in force yet.
    """
    if found.to > at.date():
        raise FaultyInput(
            [
                Fault(
                    Words("--to {day}", "--to {day}", day=found.to.isoformat()),
                    Words("尚未生效，只能预览（--dry-run）", "is not in force yet: it can be looked at only (--dry-run)"),
                    Words("请在生效之日或者其后办理", "do it on that day or later"),
                )
            ]
        )  # fmt: skip
    with office.store.begin() as session:
        pin(session, found.rules)
    particulars = {
        NEW_RULES.code: found.rules.digest,
        IN_FORCE_ON.code: found.to.isoformat(),
        PROVISION.code: provision,
        REASON.code: reason,
        LIMITS.code: found.how.value,
    }
    outcomes: list[Done | Refused] = []
    for begin in range(0, len(refs), GROUP):
        acts = [
            Act(
                ref=ref,
                trigger=Trigger.CHANGE_RULES.value,
                by=by,
                at=at,
                particulars=particulars,
                key=f"rules:{ref}:{found.rules.digest}",
            )
            for ref in refs[begin : begin + GROUP]
        ]
        with office.store.begin() as session:
            outcomes += advance_many(session, acts)
    return outcomes


def _open(session: Session, only: Sequence[str], code: str) -> Iterator[Proceeding]:
    for table in PROCEDURES.values():
        if code and table.code != code:
            continue
        query = select(Proceeding).where(
            col(Proceeding.procedure) == table.code,
            col(Proceeding.state).not_in([state.value for state in table.final]),
        )
        if only:
            query = query.where(col(Proceeding.ref).in_(only))
        yield from session.execute(query.order_by(col(Proceeding.ref))).scalars()


def _weigh(session: Session, row: Proceeding, rules: Rules, now: datetime, how: RunningLimits) -> Weighed:
    table, past = procedure(row.procedure), history(session, row.ref)
    unlawful, differing = _past(row.ref, past, table, rules, session)
    return Weighed(
        ref=row.ref,
        procedure=table,
        case_no=row.case_no,
        state=row.state,
        since=rules_of(session, row.rules).day,
        unlawful=unlawful,
        differing=differing,
        limits=tuple(_limits(session, row, table, rules, now, how)),
    )


def _past(
    ref: str, past: Sequence[PastAct], table: Procedure, rules: Rules, session: Session
) -> tuple[tuple[Unlawful, ...], tuple[Differing, ...]]:
    """Every act walked again under the new rules, on the facts as they were; what was done stays done."""
    calendar = session.info["calendar"]
    facts = dict(past[0].particulars)
    register = RunningClocks.begun(table, past[0].to, ref, facts, rules, past[0].at, calendar)
    unlawful: list[Unlawful] = []
    differing: list[Differing] = []
    for act in past[1:]:
        step, _ = table.table[act.trigger, act.source or ""]
        if step.changes_rules:
            continue
        known = Facts(facts, act.particulars, rules, act.at, register.seen_by_guards(act.at), ref)
        try:
            differing += _differing(act, step, known)
            table.decide(act.source or "", act.trigger, act.actor, known)
        except Refused as refusal:
            unlawful.append(Unlawful(act.number, in_both(step.trigger), refusal.reason))
        facts = step.fold(facts, act.particulars)
        register.turn(table, step, act.again(ref), act.particulars, facts, rules, calendar)
    return tuple(unlawful), tuple(differing)


def _differing(act: PastAct, step: Step, known: Facts) -> Iterator[Differing]:
    """What follows from the act under the new rules, where it is not what followed."""
    if not step.computes:
        return
    stated = {code: value for code, value in act.particulars.items() if not step.known[code].computed}
    anew = step.completed(act.actor, replace(known, act=stated))
    for fact, _ in step.computes:
        was, would_be = act.particulars.get(fact.code), anew.get(fact.code)
        if was != would_be:
            yield Differing(act.number, Words(fact.zh, fact.en), was, would_be)


def _limits(
    session: Session, row: Proceeding, table: Procedure, rules: Rules, now: datetime, how: RunningLimits
) -> Iterator[Limit]:
    """The limits that run, as they would be after the act."""
    live = running_clocks.read(session, [row.ref])[row.ref]
    was: Mapping[str, date | None] = {code: each["due_on"] for code, each in live.rows.items()}
    after = deepcopy(live)
    act = Act(
        ref=row.ref,
        trigger=Trigger.CHANGE_RULES.value,
        by=Actor("", Role.PRESIDENT),
        at=now,
        particulars={LIMITS.code: how.value},
    )
    if not after.under(table, row.state, act, row.facts, rules, session.info["calendar"]):
        return
    becomes = {code: each["due_on"] for code, each in after.rows.items()}
    names = {step.within.code: Words(step.within.zh, step.within.en) for step in table.steps if step.within}
    for code in {**was, **becomes}:
        if was.get(code) != becomes.get(code):
            yield Limit(names[code], was.get(code), becomes.get(code))
