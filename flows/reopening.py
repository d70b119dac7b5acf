"""Reopening (再处理): opened on what is final, sent back to the committee, and gone on with when it has found anew.

What stands in the record of the old matter is carried over with the head of its chain; nobody writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from flows.leads import carried, opinion_of
from flows.office import Office
from records import leads
from records.proceedings import Act, Proceeding, advance, find, open_many
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role, automatic
from rules.sanctions import SanctionedBy
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known as Before
from state_machines.disciplinary_prereview.terms import Source
from state_machines.disciplinary_prereview.terms import State as Reviewed
from state_machines.discipline_decision.terms import Known as Decided
from state_machines.discipline_decision.terms import State as Decision
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import About, Ground, Known, State
from state_machines.discipline_reopening.terms import Act as Step
from state_machines.leads import Lead

LOCAL = law("local_discipline")
AUTOMATIC = automatic(Role.INSPECTION)
_MAY_ASK = (
    Role.JUDGE_CONCERNED, Role.PARTY_GROUP, Role.PRESIDENT, Role.INSPECTION, Role.PERSONNEL, Role.HIGHER_COURT,
    Role.SUPERVISION_COMMISSION, Role.DUTY_PROTECTION,
)  # fmt: skip
_CARRIED = (
    Decided.CASE_NO, Decided.ORGANISER, Decided.COURT, Decided.DIVISION, Decided.JUDGE, Decided.OTHERS, Decided.ITEM,
    Decided.CONDUCT, Decided.SANCTION, Decided.MEASURES, Decided.MONTHS, Decided.SEPARATE, Decided.RUNNING, Decided.DECIDED_ON,
    Decided.SANCTION_UNTIL, Before.RECUSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody says is wrong, on what ground, and why."""

    ref: str
    about: About
    ground: Ground
    points: Sequence[str]


def reopen(office: Office, request: Request, *, by: Actor, now: datetime) -> str:
    """Put a request on file: the reference of the reopening.

    Raises:
        NotFound: there is no such matter, or the asker is not its judge.
        Refused: it is not final, or a request about it is open.
        FaultyInput: no reason was given.
    """
    if by.role not in _MAY_ASK:
        raise Refused(
            Words("{who}不提出再处理", "the {who} asks for no reopening", who=by.role), LOCAL["再处理"]
        )
    points = [each.strip() for each in request.points if each.strip()]
    if not points:
        raise FaultyInput([Fault(
            Words("“请求理由”", "“reasons”"), Words("没有填写", "are missing"), Words("请一点一条写明", "state them, point by point"))])  # fmt: skip
    with office.store.begin() as session:
        matter, decision = _final(session, request)
        row = decision or matter
        facts = _carried(matter, decision)
        judge = by.role is Role.JUDGE_CONCERNED
        if judge and by.code != facts.get(Known.JUDGE.code):
            raise NotFound(Words("没有“{ref}”", "there is no “{ref}”", ref=request.ref))
        _check_none_open(session, matter.ref)
        ref = leads.next_following(session, DISCIPLINE_REOPENING.code, matter.ref)
        asked = {
            Known.MATTER.code: matter.ref, Known.OF.code: row.ref, Known.HEAD.code: row.head, Known.ABOUT.code: request.about.value,
            Known.GROUND.code: request.ground.value, Known.BY_THE_JUDGE.code: judge, Known.POINTS.code: points,
        }  # fmt: skip
        rules = office.store.rules.on(beijing_day(now))
        open_many(session, DISCIPLINE_REOPENING.code, [(ref, facts | asked)], by=by, at=now, rules=rules)
    return ref


def go_on(office: Office, now: datetime) -> Iterator[Words]:
    """Open the new deliberations that were asked for, and record what they found; one sentence for each."""
    with office.store.read() as session:
        query = select(Proceeding).where(
            col(Proceeding.procedure) == DISCIPLINE_REOPENING.code,
            col(Proceeding.state) == State.COMMITTEE.value,
        )
        waiting = list(session.execute(query.order_by(col(Proceeding.ref))).scalars())
        if not waiting:
            return
        # By the row and not by the hour of opening: a clock that went back must not have the new one opened twice.
        opened = leads.pre_reviews(session, after=min(row.id for row in waiting))
        before = {row.facts.get(Before.SOURCE_REF.code): row for row in opened}
    for row in waiting:
        found = before.get(row.ref)
        if found is None:
            anew = _open_anew(office, row, now)
            yield Words("再处理：{ref}已提请重新审议，开立{anew}", "Reopening: {ref} goes back to the committee as {anew}", ref=row.ref, anew=anew)  # fmt: skip
        elif found.state in {state.value for state in DISCIPLINARY_PREREVIEW.final}:
            _record(office, row, found, now)
            yield Words("再处理：{anew}已有结果，{ref}待重新决定", "Reopening: {anew} has ended; {ref} is to be decided anew", ref=row.ref, anew=found.ref)  # fmt: skip


def _final(session: Session, request: Request) -> tuple[Proceeding, Proceeding | None]:
    """The matter of the lead and its decision; what is not final yet has remedies of its own.

    Raises:
        Refused: it is not final.
    """
    matter = find(session, leads.matter_of(find(session, request.ref).ref))
    rows = session.execute(
        select(Proceeding).where(col(Proceeding.ref) == leads.decision_reference(matter.ref))
    )
    decision = rows.scalars().first()
    if request.about is About.OPINION and matter.state == Reviewed.OPINION_FINAL.value:
        return matter, decision
    if request.about is About.DECISION and decision is not None and decision.state == Decision.CLOSED.value:
        return matter, decision
    raise Refused(
        Words(
            "{about}尚未确定或者尚未结案：确定、结案之前的，在原程序中异议、申诉或者纠正",
            "the {about} is not final and closed: until then object, appeal or have it put right in its own procedure",
            about=request.about,
        ),
        LOCAL["再处理"],
    )


def _check_none_open(session: Session, matter: str) -> None:
    """One request at a time.

    Raises:
        Refused: another is open.
    """
    if ref := leads.open_following(session, DISCIPLINE_REOPENING, matter):
        raise Refused(
            Words("再处理{ref}尚未办结，可在其中补充理由", "{ref} is open: add your reasons there", ref=ref),
            LOCAL["再处理"],
        )


def _carried(matter: Proceeding, decision: Proceeding | None) -> dict[str, Any]:
    facts = {**matter.facts, **(decision.facts if decision else {})}
    by = SanctionedBy.SUPERVISION if facts.get(Decided.GOVERNMENT_SANCTION.code) else SanctionedBy.COURT
    return carried(facts, _CARRIED) | {Known.GIVEN_BY.code: by.value}


def _open_anew(office: Office, row: Proceeding, now: datetime) -> str:
    """The new deliberation begins with the inquiry into the new evidence, as every matter of the committee."""
    facts = row.facts

    def said(code: str) -> str:
        return str(facts.get(code) or "")

    lead = Lead(
        source=Source.REOPENING, source_ref=row.ref, received_on=beijing_day(now), conduct=str(facts[Decided.CONDUCT.code]),
        court=said("court"), judge=said("judge"), organiser=said("organiser"), case_no=said("case_no"), division=said("division"), item=said("item"),
        others=tuple(facts.get(Decided.OTHERS.code) or ()),
    )  # fmt: skip
    with office.store.begin() as session:
        matter = find(session, str(facts[Known.MATTER.code]))
        about = {
            "ref": matter.ref,
            "finding": matter.facts.get(Before.FINDING.code),
            "by_the_judge": bool(facts.get(Known.BY_THE_JUDGE.code)),
        }
        opening = lead.facts(()) | {Before.REOPENED.code: about}
        if bench := matter.facts.get(Before.BENCH.code):
            opening[Before.BENCH.code] = bench
        ref = leads.next_reference(session, beijing_day(now).year)
        rules = office.store.rules.on(beijing_day(now))
        open_many(session, DISCIPLINARY_PREREVIEW.code, [(ref, opening)], by=AUTOMATIC, at=now, rules=rules)
    return ref


def _record(office: Office, row: Proceeding, found: Proceeding, now: datetime) -> None:
    with office.store.begin() as session:
        opinion = opinion_of(session, found) | {"state": found.state}
        stated = {Known.ANEW_REF.code: found.ref, Known.FINDING_ANEW.code: opinion}
        act = Act(
            ref=row.ref,
            trigger=Step.RECORD_ANEW.value,
            by=AUTOMATIC,
            at=now,
            particulars=stated,
            key=f"anew:{found.ref}",
        )
        advance(session, act)
