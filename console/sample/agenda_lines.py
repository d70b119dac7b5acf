"""Lines of the agenda (日程项): an act of the cast and the day it is due, and who stands for whom in the sample."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from console.sample.cast import Cast
from console.sample.province import Province
from console.sample.script import WrongAct
from records.proceedings import Act, Proceeding
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.quality_review.terms import Act as Do
from state_machines.quality_review.terms import Known

SOME_DAY = datetime.min.replace(tzinfo=UTC)
"""Stands for the time of an act until its day has come."""
MEMBERS = {Role.REVIEW_COMMITTEE: 9, Role.ADJUDICATION_COMMITTEE: 11}


@dataclass(frozen=True, slots=True)
class Planned:
    """An act that is due `after` working days. `wrong`: it is tried in order to be refused. `files`: what it attaches."""

    after: int
    act: Act
    wrong: WrongAct | None = None
    files: tuple[str, ...] = ()


Follow = Callable[[Proceeding], Iterator[Planned]]
"""What the cast does with a review in one state."""


class Lines:
    """What every part of the agenda needs."""

    def __init__(self, province: Province, cast: Cast, rules: Rules) -> None:
        self.province, self.cast, self.rules = province, cast, rules
        self.tried: dict[WrongAct, str] = {}
        """Wrong acts that are tried on the first case on which they can be, and which one that is."""

    def _first(self, wrong: WrongAct, row: Proceeding) -> bool:
        """Whether this is the case on which the wrong act is tried."""
        return self.tried.setdefault(wrong, row.ref) == row.ref

    def _within(self, limit: str) -> int:
        return int(self.rules[f"quality_review.{limit}"])

    def _do(self, row: Proceeding, do: Do, by: Actor, after: int, **facts: Any) -> Planned:
        return Planned(after, Act(ref=row.ref, trigger=do.value, by=by, at=SOME_DAY, particulars=facts))

    def _wrong(
        self, wrong: WrongAct, row: Proceeding, do: Do, by: Actor, after: int, **facts: Any
    ) -> Planned:
        return replace(self._do(row, do, by, after, **facts), wrong=wrong)

    def _office(self) -> Actor:
        return self.province.actor(Role.TRIAL_MANAGEMENT)

    def _of_case(self, row: Proceeding, role: Role) -> Actor:
        """Who holds the office for the case; a chief who sat on it leaves his part to the chief of another division."""
        division = row.facts[Known.DIVISION.code]
        sat = {row.facts[Known.JUDGE.code], *row.facts[Known.BENCH.code]}
        near, far = self.province.holders(role, row.court, division), self.province.holders(role, row.court)
        free = [each for each in (*near, *far) if each.code not in sat]
        return free[0] if free else Actor("示例", role, court=row.court)

    def _judge(self, row: Proceeding) -> Actor:
        return Actor(row.facts[Known.JUDGE.code], Role.JUDGE, court=row.court)
