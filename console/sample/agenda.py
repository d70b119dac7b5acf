"""The agenda (日程) of the sample quarter: what the cast does next with a review that has come to a state.

The cast decides; here its decisions become acts, each due so many working days from now. Nothing is done here.
"""

from __future__ import annotations

from console.sample.agenda_from_grade import FromTheGradeOn
from console.sample.agenda_lines import Planned
from console.sample.agenda_up_to_grade import UpToTheGrade
from console.sample.cast import Cast
from console.sample.province import Province
from records.proceedings import Proceeding
from rules.parameters import Rules
from state_machines.quality_review.terms import State

__all__ = ["Agenda", "Planned"]


class Agenda:
    """What follows for a review, from its state."""

    def __init__(self, province: Province, cast: Cast, rules: Rules) -> None:
        self.province = province
        parts = (UpToTheGrade(province, cast, rules), FromTheGradeOn(province, cast, rules))
        self._follow = {state: follow for part in parts for state, follow in part.by_state().items()}

    def next(self, row: Proceeding) -> list[Planned]:
        """The acts that people will take in this state; empty where others (readers, the calendar) move it."""
        follow = self._follow.get(State(row.state))
        return list(follow(row)) if follow else []
