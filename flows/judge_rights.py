"""A matter as the judge concerned may see it (法官查阅): where it stands, what may be done until when, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.due import due_explanation
from flows.office import Office
from records import history, proceedings
from records.clocks import Clock, Running
from records.telling import court_of, desk_of
from rules.citations import Citation
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.law import cite
from rules.roles import Role
from state_machines.rights import JudgesSide
from state_machines.rights_register import RIGHTS
from state_machines.steps import Clocked, Step


@dataclass(frozen=True, slots=True)
class Limited:
    """A time limit as it stands: until when, and why that day."""

    name: Words
    due: date | None
    """None while it is suspended."""
    provisional: bool
    explained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Right:
    """Something the judge may do now."""

    act: Labelled
    how: Words
    to: Words
    """The office that takes it."""
    authority: Citation
    limit: Limited | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What others have to do within one limit: by office, for the person is never named."""

    acts: tuple[tuple[Role, Labelled], ...]
    limit: Limited


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was done and told: what it says, and on what authority."""

    act: Labelled
    on: datetime
    by: Role
    points: tuple[tuple[Words, Words], ...]
    authority: Citation


@dataclass(frozen=True, slots=True)
class JudgesView:
    """All of it."""

    ref: str
    case_no: str
    court: str
    state: Labelled
    rights: tuple[Right, ...]
    awaited: tuple[Awaited, ...]
    decided: tuple[Decided, ...]
    hidden: tuple[Words, ...]


def judges_view(office: Office, ref: str, *, now: datetime) -> JudgesView:
    """The matter as its judge may see it.

    Raises:
        NotFound: there is no such proceeding.
        FaultyInput: it is a proceeding in which no judge has rights of his own.
        Refused: the judge was not told of it yet.
    """
    with office.store.read() as session:
        row = proceedings.find(session, ref)
        if row.procedure not in RIGHTS:
            raise FaultyInput([_no_judges_matter(ref)])
        rules = proceedings.rules_of(session, row.rules)
        past = history.history(session, ref)
        clocks = {
            clock.code: clock
            for clock in history.clocks_of(session, ref)
            if clock.state in (Running.RUNNING.value, Running.SUSPENDED.value)
        }
    side = RIGHTS[row.procedure]
    side.check_told(row.state)
    seen = {
        code: Clocked(clock.due_at, over=clock.due_at is not None and now >= clock.due_at)
        for code, clock in clocks.items()
    }
    limits = {code: _limited(office, side, clock) for code, clock in clocks.items()}
    return JudgesView(
        ref=ref,
        case_no=row.case_no,
        court=row.court,
        state=side.procedure.states(row.state),
        rights=tuple(
            Right(
                step.trigger,
                side.how[step.trigger],
                _to(side, step, row.facts),
                step.authority,
                limits.get(step.within.code) if step.within else None,
            )
            for step in side.acts_open(row.state, row.facts, rules, seen, now)
        ),
        awaited=tuple(
            Awaited(acts, limit)
            for code, limit in limits.items()
            if (acts := _of_others(side, row.state, code))
        ),
        decided=tuple(_decided(side, past)),
        hidden=side.hidden,
    )


def _to(side: JudgesSide, step: Step, facts: dict[str, Any]) -> Words:
    """The office of its court to which an act of the judge is handed."""
    role = side.taken_by(step)
    return desk_of(role, court_of(side.procedure, role, facts))


def _of_others(side: JudgesSide, state: str, limit: str) -> tuple[tuple[Role, Labelled], ...]:
    return tuple(
        (role, step.trigger)
        for step in side.procedure.from_state(state)
        if step.within and step.within.code == limit and step.trigger not in side.silent
        for role in step.roles
        if role not in (side.role, Role.CALENDAR)
    )


def _decided(side: JudgesSide, past: list[history.PastAct]) -> list[Decided]:
    """What the judge was told or did himself, each with the facts as they stood then."""
    facts: dict[str, Any] = dict(past[0].particulars)
    found = []
    for act in past[1:]:
        step, _ = side.procedure.table[act.trigger, act.source or ""]
        facts = step.fold(facts, act.particulars)
        if side.role in step.tells or act.role == side.role.value:
            points = side.procedure.letters.quoted(step.trigger, side.role, facts)
            found.append(Decided(step.trigger, act.at, Role(act.role), points, cite(act.authority)))
    return found


def _limited(office: Office, side: JudgesSide, clock: Clock) -> Limited:
    rule = next(
        step.within for step in side.procedure.steps if step.within and step.within.code == clock.code
    )
    name = Words(rule.zh, rule.en)
    return Limited(name, clock.due_on, clock.provisional, tuple(due_explanation(office, clock)))


def _no_judges_matter(ref: str) -> Fault:
    return Fault(
        Words("事项“{ref}”", "“{ref}”", ref=ref),
        Words("不是法官本人的事项", "is no matter of a judge"),
        Words(
            "请写评查或者惩戒事项的编号，如 评查2026Q3-0001",
            "give the reference of a review or a disciplinary matter, such as 评查2026Q3-0001",
        ),
    )
