"""Suspensions from duty (暂停履职): opened beside a matter, and never forgotten when the matter ends.

The day a matter ends, the suspension is marked as to be lifted: the judge, the party group, the president and the
duty-protection committee hear of it, and a short limit runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from flows.leads import carried
from flows.office import Office
from records import leads
from records.proceedings import Act, Proceeding, advance, find, open_many
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.labels import Words
from rules.law import law
from rules.personnel_holds import CaseOpened
from rules.roles import Actor, Role, automatic
from state_machines.disciplinary_prereview.terms import Known as Before
from state_machines.disciplinary_prereview.terms import State as Reviewed
from state_machines.discipline_decision.terms import Known as Decided
from state_machines.discipline_decision.terms import State as Decision
from state_machines.discipline_decision.terms import sanctioned
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Act as Step
from state_machines.duty_suspension.terms import Known, Result, State

JUDGES = law("judges_law")
AUTOMATIC = automatic(Role.INSPECTION)
_MAY_PROPOSE = (Role.INSPECTION, Role.PERSONNEL, Role.PRESIDENT)
_CARRIED = (
    Known.CASE_NO, Known.ORGANISER, Known.COURT, Known.DIVISION, Known.JUDGE, Known.OTHERS, Before.RECUSED,
)  # fmt: skip
_STANDING = (State.DECIDED.value, State.SUSPENDED.value)
_ENDED_BEFORE = {Reviewed.CLOSED.value, Reviewed.WITHDRAWN.value, Reviewed.TERMINATED.value}
_ENDED_THERE = {Decision.SETTLED.value, Decision.CLOSED.value, Decision.TERMINATED.value}


def propose(
    office: Office, ref: str, opened: CaseOpened | None, opened_ref: str, *, by: Actor, now: datetime
) -> str:
    """Propose a suspension beside a matter of discipline: the reference of the suspension.

    Raises:
        NotFound: there is no such matter.
        Refused: not for this role; the matter has ended; a suspension is open already.
    """
    if by.role not in _MAY_PROPOSE:
        raise Refused(
            Words("{who}不提出暂停履职", "the {who} proposes no suspension", who=by.role), JUDGES[47]
        )
    with office.store.begin() as session:
        matter = find(session, leads.matter_of(find(session, ref).ref))
        if _ended(session, matter.ref) is not None:
            raise Refused(Words("“{ref}”已经办结，不再暂停履职", "“{ref}” has ended: nobody is suspended for it", ref=matter.ref), JUDGES[47])  # fmt: skip
        if other := leads.open_following(session, DUTY_SUSPENSION, matter.ref):
            raise Refused(Words("{other}尚未办结", "{other} is open already", other=other), JUDGES[47])
        facts = carried(matter.facts, _CARRIED)
        facts |= {Known.MATTER.code: matter.ref, Known.OPENED_REF.code: opened_ref}
        if opened:
            facts[Known.OPENED.code] = opened.value
        suspension = leads.next_following(session, DUTY_SUSPENSION.code, matter.ref)
        rules = office.store.rules.on(beijing_day(now))
        open_many(session, DUTY_SUSPENSION.code, [(suspension, facts)], by=by, at=now, rules=rules)
    return suspension


def go_on(office: Office, now: datetime) -> Iterator[Words]:
    """Mark every suspension whose matter has ended; one sentence for each, which is the alarm at the desk."""
    with office.store.read() as session:
        query = select(Proceeding).where(
            col(Proceeding.procedure) == DUTY_SUSPENSION.code, col(Proceeding.state).in_(_STANDING)
        )
        standing = [
            (row.ref, ended)
            for row in session.execute(query.order_by(col(Proceeding.ref))).scalars()
            if (ended := _ended(session, str(row.facts.get(Known.MATTER.code) or "")))
        ]
    for ref, (row, result) in standing:
        stated = {
            Known.ENDED_ON.code: beijing_day(row.changed_at).isoformat(),
            Known.RESULT.code: result.value,
        }
        act = Act(
            ref=ref,
            trigger=Step.RECORD_END.value,
            by=AUTOMATIC,
            at=now,
            particulars=stated,
            key=f"ended:{row.ref}",
        )
        with office.store.begin() as session:
            advance(session, act)
        yield Words(
            "警示：{matter}已结（{result}），{ref}的暂停履职尚未恢复，应当限期恢复",
            "Alarm: {matter} has ended ({result}) and the suspension {ref} still stands: lift it in time",
            matter=row.ref,
            result=result,
            ref=ref,
        )


def _ended(session: Session, matter: str) -> tuple[Proceeding, Result] | None:
    """How the matter ended and where; None while it goes on, here or where it was sent."""
    query = select(Proceeding).where(col(Proceeding.ref).in_([matter, leads.decision_reference(matter)]))
    rows = {row.ref: row for row in session.execute(query).scalars()}
    decision, before = rows.get(leads.decision_reference(matter)), rows.get(matter)
    if decision is not None:
        if decision.state not in _ENDED_THERE:
            return None
        liable = sanctioned(decision.facts) or bool(decision.facts.get(Decided.MEASURES.code))
        return decision, Result.LIABLE if liable else Result.NOT_LIABLE
    if before is not None and before.state in _ENDED_BEFORE:
        return before, Result.NOT_LIABLE
    return None
