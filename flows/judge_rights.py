"""A review as the judge concerned may see it (承办法官查阅): where it stands, what may be done until when, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.due import due_explanation
from flows.office import Office
from records import history, proceedings
from records.clocks import Clock, Running
from records.telling import court_of
from rules.citations import Citation
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.law import cite
from rules.roles import Role
from state_machines.quality_review import QUALITY_REVIEW
from state_machines.quality_review_rights import HIDDEN, HOW, acts_open
from state_machines.quality_review_terms import Act
from state_machines.steps import Clocked


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
    to: str
    """The court whose trial-management office takes what the judge hands in."""
    rights: tuple[Right, ...]
    awaited: tuple[Awaited, ...]
    decided: tuple[Decided, ...]
    hidden: tuple[Words, ...]


def judges_view(office: Office, ref: str, *, now: datetime) -> JudgesView:
    """The review as its judge may see it.

    Raises:
        NotFound: there is no such proceeding.
        FaultyInput: it is no review of a case.
    """
    with office.store.read() as session:
        row = proceedings.find(session, ref)
        if row.procedure != QUALITY_REVIEW.code:
            raise FaultyInput([_no_review(ref)])
        rules = proceedings.rules_of(session, row.rules)
        past = history.history(session, ref)
        clocks = {
            clock.code: clock
            for clock in history.clocks_of(session, ref)
            if clock.state in (Running.RUNNING.value, Running.SUSPENDED.value)
        }
    seen = {
        code: Clocked(clock.due_at, over=clock.due_at is not None and now >= clock.due_at)
        for code, clock in clocks.items()
    }
    limits = {code: _limited(office, clock) for code, clock in clocks.items()}
    open_ = acts_open(row.state, row.facts, rules, seen, now)
    return JudgesView(
        ref=ref,
        case_no=row.case_no,
        court=row.court,
        state=QUALITY_REVIEW.states(row.state),
        to=court_of(QUALITY_REVIEW, Role.TRIAL_MANAGEMENT, row.facts),
        rights=tuple(
            Right(
                step.trigger,
                HOW[step.trigger],
                step.authority,
                limits.get(step.within.code) if step.within else None,
            )
            for step in open_
        ),
        awaited=tuple(
            Awaited(acts, limit) for code, limit in limits.items() if (acts := _of_others(row.state, code))
        ),
        decided=tuple(_decided(past)),
        hidden=HIDDEN,
    )


_NOT_TOLD = (Act.HAND_OVER_CLUE, Act.DISMISS_CLUE)
"""Of a clue the judge learns nothing here: its own procedure tells him when it is time (线索)."""


def _of_others(state: str, limit: str) -> tuple[tuple[Role, Labelled], ...]:
    return tuple(
        (role, step.trigger)
        for step in QUALITY_REVIEW.from_state(state)
        if step.within and step.within.code == limit and step.trigger not in _NOT_TOLD
        for role in step.roles
        if role not in (Role.JUDGE, Role.CALENDAR)
    )


def _decided(past: list[history.PastAct]) -> list[Decided]:
    """What the judge was told or did himself, each with the facts as they stood then."""
    facts: dict[str, Any] = dict(past[0].particulars)
    found = []
    for act in past[1:]:
        step, _ = QUALITY_REVIEW.table[act.trigger, act.source or ""]
        facts = step.fold(facts, act.particulars)
        if Role.JUDGE in step.tells or act.role == Role.JUDGE.value:
            points = QUALITY_REVIEW.letters.quoted(step.trigger, Role.JUDGE, facts)
            found.append(Decided(step.trigger, act.at, Role(act.role), points, cite(act.authority)))
    return found


def _limited(office: Office, clock: Clock) -> Limited:
    rule = next(
        step.within for step in QUALITY_REVIEW.steps if step.within and step.within.code == clock.code
    )
    name = Words(rule.zh, rule.en)
    return Limited(name, clock.due_on, clock.provisional, tuple(due_explanation(office, clock)))


def _no_review(ref: str) -> Fault:
    return Fault(
        Words("事项“{ref}”", "“{ref}”", ref=ref),
        Words("不是案件质量评查", "is no review of a case"),
        Words(
            "请写评查案件的编号，如 评查2026Q3-0001",
            "give the reference of a review, such as 评查2026Q3-0001",
        ),
    )
