"""Who may see what (知悉范围): the facts of a procedure that are not for every reader, and a record without them.

A fact says at its definition who may see it. Letters ask the same mark; here it is asked for whole records, as a desk
shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from rules.labels import Words
from rules.roles import Role
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.chain_rows import RANGE as HANDOVER_RANGE
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.handover.table import HANDOVER
from state_machines.procedure import Procedure
from state_machines.protection.openings import OPENINGS
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.register import PROCEDURES
from state_machines.steps import Fact

FOLLOWING = {
    DISCIPLINE_DECISION.code: "惩戒决定",
    DISCIPLINE_REOPENING.code: "惩戒再处理",
    DUTY_SUSPENSION.code: "惩戒暂停履职",
}
"""How the reference of what follows on a matter begins, by its procedure; the rest is that of the matter."""
OF_DISCIPLINE = frozenset({DISCIPLINARY_PREREVIEW.code, *FOLLOWING})
"""The procedures of discipline: their very existence in a matter is not for everybody."""
RANGE = "惩戒"
"""How the reference of every matter of discipline begins."""
EXIT_RANGE = "退额"
"""How the reference of every exit from the quota begins."""
ASSESSMENT_RANGE = "考核"
"""How the reference of every annual assessment begins."""
OF_PROTECTION = frozenset(each.procedure.code for each in OPENINGS.values())
"""The procedures of protection: for those who act in them, who are told, and whom they concern."""
PROTECTION_RANGES = tuple(each.range for each in OPENINGS.values())
"""How the references of matters of protection begin."""
CLOSED = OF_DISCIPLINE | OF_PROTECTION | {QUOTA_EXIT.code, HANDOVER.code, ANNUAL_ASSESSMENT.code}
"""The procedures that no page for all shows: of personnel, of protection, and what is handed from one to another.

Their papers are written by one engine, after each act."""
CLOSED_RANGES = (RANGE, EXIT_RANGE, ASSESSMENT_RANGE, HANDOVER_RANGE, *PROTECTION_RANGES)
WITHHELD = Words("（保密）", "(confidential)")
"""Stands in the place of what a reader may not see: that something is there is no secret."""


def is_of_discipline(ref: str) -> bool:
    """Whether a reference is that of a matter of discipline, on file or not, or that of a handover, which may be of one."""
    return ref.startswith((RANGE, HANDOVER_RANGE))


def is_closed(ref: str) -> bool:
    """Whether a reference is that of a matter of discipline or protection, on file or not."""
    return ref.startswith(CLOSED_RANGES)


@cache
def confidential(code: str) -> dict[str, Fact]:
    """The facts of a procedure that are not for every reader, by their codes."""
    table: Procedure = PROCEDURES[code]
    facts = [
        *(fact for step in table.steps for fact in step.facts),
        *(fact for quoted in table.letters.quotes.values() for fact in quoted),
    ]
    return {fact.code: fact for fact in facts if fact.seen_by}


def seen_by(code: str, role: Role | None, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of facts as a reader in that role may see it; whoever says no role sees what is for all."""
    kept = confidential(code)
    return {
        name: value if name not in kept or kept[name].open_to(role) or value is None else WITHHELD.both()
        for name, value in record.items()
    }
