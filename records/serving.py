"""Who does not serve on a day (不能履职的人员): out of the quota, or suspended from duty, as the matters on file say.

Of a suspension nothing is said but that there is one and since when: the office that gives out work has to know so much.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from records.exits import exits
from records.proceedings_register import Proceeding, of_procedure
from rules.labels import Words
from rules.law import law
from rules.reasons import Reason
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Known as Suspension
from state_machines.duty_suspension.terms import State as Suspended
from state_machines.quota_exit.terms import Known as Exit
from state_machines.quota_exit.terms import State as ExitState

JUDGES, LOCAL_EXIT = law("judges_law"), law("local_quota_exit")
_BACK = {ExitState.RESTORED.value, ExitState.REENTERED.value}
_STANDING = (Suspended.SUSPENDED, Suspended.TO_LIFT)


def not_serving(session: Session, on: date) -> dict[str, Reason]:
    """Who takes on no work on that day, by code, and why."""
    found = {
        str(row.facts.get(Suspension.JUDGE.code)): _suspended(row)
        for row in of_procedure(session, DUTY_SUSPENSION.code, _STANDING)
        if _reached(row, Suspension.FROM.code, on)
    }
    found |= {
        str(row.facts.get(Exit.JUDGE.code)): _out(row)
        for row in exits(session)
        if row.state not in _BACK and _reached(row, Exit.EFFECTIVE_ON.code, on)
    }
    return found


def _reached(row: Proceeding, code: str, on: date) -> bool:
    day = row.facts.get(code)
    return bool(day) and date.fromisoformat(str(day)) <= on


def _out(row: Proceeding) -> Reason:
    since = row.facts[Exit.EFFECTIVE_ON.code]
    return Reason(
        Words("已退出员额，{since}生效，不再分案", "out of the quota since {since}: no case is assigned", since=since),
        LOCAL_EXIT["生效"],
    )  # fmt: skip


def _suspended(row: Proceeding) -> Reason:
    since = row.facts[Suspension.FROM.code]
    return Reason(Words("自{since}起暂停履职", "suspended from duty since {since}", since=since), JUDGES[47])
