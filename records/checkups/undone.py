"""Check-up of the undoing (清理核对): nothing that an accusation found false brought is left past its time.

What waits at the handover to 清理 is counted there by the routine; a suspension from duty is looked at as well where nothing was handed
over, because the clearing was declined or not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from records import handovers
from records.checkups.checkup import Checkup, Level, Surroundings
from records.checkups.consequences import matters, named
from records.proceedings_register import by_reference
from rules.clocks import beijing_day
from rules.labels import Words
from rules.workdays import add_working_days
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Known as Suspension
from state_machines.duty_suspension.terms import State as SuspensionState
from state_machines.handover.terms import Known, State
from state_machines.undoing import unfounded

_NOT_ACCEPTED = (State.OFFERED, State.DECLINED, State.RESTED)
_IN_FORCE = frozenset(
    {SuspensionState.DECIDED.value, SuspensionState.SUSPENDED.value, SuspensionState.TO_LIFT.value}
)


class NothingUnfoundedIsLeft(Checkup):
    """不实检举的影响都已清理."""

    code = "not_undone"
    level = Level.WARN
    words = Words(
        "认定不实、查无实据、没有违反职责的，其影响都已在期限内清理",
        "whatever an accusation found false had brought was taken back in time",
    )
    mend = Words(
        "逐项和命令见 zelian chain undo 事项",
        "zelian chain undo REF lists what is left, with what to type",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        today = beijing_day(here.now)
        for row in handovers.handovers(here.session, _NOT_ACCEPTED):
            until = row.facts.get(Known.UNDO_BY.code)
            if row.facts.get(Known.LEFT.code) and until and date.fromisoformat(until) < today:
                yield row.ref
        standing = {
            str(row.facts.get(Suspension.MATTER.code) or ""): row
            for row in matters(here, DUTY_SUSPENSION.code)
            if row.state in _IN_FORCE
        }
        days = int(here.rules["chain.undoing"])
        for ref, source in by_reference(here.session, set(standing)).items():
            since = beijing_day(source.changed_at)
            if (
                unfounded(source.procedure, source.facts)
                and add_working_days(since, days, here.calendar) < today
            ):
                yield named(here, standing[ref])


UNDONE: tuple[Checkup, ...] = (NothingUnfoundedIsLeft(),)
