"""What a procedure rests on: its time limits, its reasons to refuse and the articles behind them, each once."""

from __future__ import annotations

from rules.citations import Citation
from state_machines.procedure import Procedure
from state_machines.steps import ClockRule, Guard


def clocks_of(procedure: Procedure) -> list[ClockRule]:
    """The time limits of a procedure, each once, in the order of the table."""
    return list(
        dict.fromkeys(
            clock
            for step in procedure.steps
            for clock in (*_alone(step.within), *step.suspends, *step.resumes, *step.extends)
        )
    )


def guards_of(procedure: Procedure) -> list[tuple[Guard, Citation]]:
    """Every reason to refuse with the authority it is refused on, in the order of the table."""
    return list(
        dict.fromkeys(
            (guard, guard.authority or step.authority) for step in procedure.steps for guard in step.unless
        )
    )


def citations_of(procedure: Procedure) -> list[Citation]:
    """Every article a procedure rests on, each once."""
    found: dict[Citation, None] = {procedure.authority: None}
    for step in procedure.steps:
        found |= dict.fromkeys(
            (step.authority, *(guard.authority or step.authority for guard in step.unless))
        )
    found |= dict.fromkeys(clock.authority for clock in clocks_of(procedure))
    return list(found)


def _alone(clock: ClockRule | None) -> tuple[ClockRule, ...]:
    return () if clock is None else (clock,)


def lengths_of(limit: ClockRule) -> tuple[str, ...]:
    """Every parameter that may hold the length of a time limit: one, or one for each grade."""
    return tuple(dict.fromkeys((*(key for _, key in limit.lengths), limit.length)))
