"""Handovers that leave no choice (自动衔接): the decision on a final opinion, and the hold on an exit that statute orders.

Each answers with the reference of what was done, or with nothing where there was nothing to do it to: then the office that
received the handover answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flows import leads
from flows.office import Office
from records import exits
from records.proceedings import Act, Proceeding, advance
from rules.labels import Words
from rules.roles import Role, automatic
from state_machines.discipline_decision.terms import Known as Decision
from state_machines.handover.terms import Link
from state_machines.quota_exit.table import BEFORE_APPROVAL
from state_machines.quota_exit.terms import Act as Exit
from state_machines.quota_exit.terms import Known

AUTOMATIC = automatic(Role.INSPECTION)
_WAITING = {state.value for state in BEFORE_APPROVAL}


def _decision(office: Office, source: Proceeding, now: datetime) -> str:
    return leads.open_decision(office, source.ref, by=AUTOMATIC, now=now).ref


def _hold(office: Office, source: Proceeding, now: datetime) -> str:
    reasons = Words("{ref}已登记监察立案调查", "a supervision case is on file in {ref}", ref=source.ref)
    return _each_exit(office, source, now, Exit.OPEN_HOLD, {Known.REASONS.code: str(reasons)}, held=False)


def _lift(office: Office, source: Proceeding, now: datetime) -> str:
    consent = str(source.facts.get(Decision.CONSENT.code) or "")
    return _each_exit(office, source, now, Exit.LIFT_HOLD, {Known.CONSENT.code: consent}, held=True)


def _each_exit(
    office: Office, source: Proceeding, now: datetime, act: Exit, stated: Mapping[str, str], *, held: bool
) -> str:
    """Do the same in every exit of the judge that is not yet approved, once; the first is named."""
    with office.store.begin() as session:
        found = [
            row
            for row in exits.of_the_judge(session, str(source.facts.get(Decision.JUDGE.code) or ""))
            if row.state in _WAITING
        ]
        for row in found:
            if bool(row.facts.get(Known.HELD.code)) is held:
                advance(
                    session, Act(ref=row.ref, trigger=act.value, by=AUTOMATIC, at=now, particulars=stated)
                )
    return found[0].ref if found else ""


CARRIED_OUT: Mapping[Link, Callable[[Office, Proceeding, datetime], str]] = {
    Link.OPINION: _decision,
    Link.HOLD: _hold,
    Link.HOLD_LIFTED: _lift,
}
"""How each handover that leaves no choice is carried out; a test holds it against the table."""
