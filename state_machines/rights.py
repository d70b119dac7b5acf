"""The judge's side of a procedure (法官的权利): what may be done, how and to whom, and what stays hidden, said openly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rules.citations import Citation
from rules.errors import Refused
from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.procedure import Procedure
from state_machines.steps import Clocked, Fact, Facts, Step


@dataclass(frozen=True, slots=True)
class JudgesSide:
    """role: in which the judge acts. named: the fact that says who. how: how each act is done; an act that does not
    stand here is found by a test. handed_to: the office that takes an act, or all acts of a state, where it is not the one
    that runs the matter.
    hidden: what the judge does not get to see. silent: acts of others of which he is not told that they are awaited.
    late: acts that stay possible when their limit does not run. asks_particulars: guards that cannot be asked before
    the act is stated. untold: the states of which the judge knows nothing yet, and on what authority.
    """  # fmt: skip

    procedure: Procedure
    role: Role
    named: Fact
    how: Mapping[Labelled, Words]
    hidden: tuple[Words, ...]
    handed_to: Mapping[Labelled, Role] = field(default_factory=dict)
    silent: Collection[Labelled] = ()
    late: Collection[Labelled] = ()
    asks_particulars: Collection[str] = ()
    untold: Mapping[Labelled, Citation] = field(default_factory=dict)

    def taken_by(self, step: Step) -> Role:
        """The office to which an act of the judge is handed."""
        by_state = self.handed_to.get(step.source, self.procedure.letters.desk)
        return self.handed_to.get(step.trigger, by_state)

    def check_told(self, state: str) -> None:
        """Raise where the judge is not to know of the matter.

        Raises:
            Refused: nothing was told to the judge in this state.
        """
        found = self.procedure.states(state)
        if found in self.untold:
            raise Refused(
                Words(
                    "本事项处于“{state}”，尚未告知当事法官，不得向其提供",
                    "the matter is “{state}”: the judge was told nothing of it, and nothing is shown",
                    state=found,
                ),
                self.untold[found],
            )

    def acts_open(
        self,
        state: str,
        known: Mapping[str, Any],
        rules: Rules,
        clocks: Mapping[str, Clocked],
        at: datetime,
    ) -> list[Step]:
        """The acts the judge may take now: within their time, and not refused for what is on record already.

        What an act must state is not there yet, and is not judged here.
        """
        judge = Actor(str(known.get(self.named.code) or ""), self.role)
        facts = Facts(known, {}, rules, at, clocks)
        return [
            step
            for step in self.procedure.from_state(state)
            if self.role in step.roles
            and self._in_time(step, clocks)
            and not self._refused(step, judge, facts)
        ]

    def _in_time(self, step: Step, clocks: Mapping[str, Clocked]) -> bool:
        """A limit under a condition that does not run is not owed, unless its act stays possible late."""
        if step.within is None:
            return True
        clock = clocks.get(step.within.code)
        if clock is None:
            return step.trigger in self.late
        return not clock.over

    def _refused(self, step: Step, judge: Actor, facts: Facts) -> bool:
        for row in step.unless:
            try:
                if row.check(judge, facts) is not None and row.check.__name__ not in self.asks_particulars:
                    return True
            except KeyError:
                continue  # It asks what the act would state.
        return False
