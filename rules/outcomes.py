"""What a round hands in to be counted: the outcome of each case, and how the round was held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rules.frame import Exclusion
from rules.labels import Words
from rules.parameters import Parameter
from rules.pools import Pool
from rules.sampling import Allocation


class Deduction(NamedTuple):
    """One deduction (扣分) on a case: the item of the score sheet and the points taken off."""

    code: str
    item: Words | str
    points: Decimal


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    """What the review of one case came to. People are codes; `probability` is that of being drawn."""

    ref: str
    case_no: str
    court: str
    case_kind: str
    cause: str
    division: str
    judge_code: str
    stratum: str
    probability: float
    score: Decimal | float | None
    grade: str | None
    """A code of `rules.grading.Grade`; None while there is no confirmed grade."""
    pool: Pool = Pool.RANDOM
    """Why it is reviewed. A must-review case that the draw picked as well belongs to the random pool."""
    objected: bool = False
    objection_upheld: bool | None = None
    re_reviewed: bool = False
    committee: bool = False
    rectified: bool | None = None
    """Whether the rectification ordered is done; None where none was ordered."""
    clue_out: bool = False
    deductions: tuple[Deduction, ...] = ()
    state: str = ""
    late_acts: int = 0
    reasons: tuple[Words, ...] = ()
    decided_by: Words | None = None
    """Who had the last word on the grade: an office, never a person."""
    decided_on: date | None = None
    self_grade: str | None = None
    """自评等次, handed in with the file; None where there was none."""
    was_reversed: bool = False
    """改判、发回或者再审改判. By itself no defect."""
    exemption: str | None = None
    """The ground of exemption (`rules.exemptions`), or `NO_EXEMPTION`; None where nothing was recorded."""
    exemption_reasons: str = ""
    fault: tuple[str, ...] = ()
    """The items whose finding was held to be the fault of those who tried a reversed case."""
    nominated: bool = False
    """提名优秀, by the readers."""
    over_the_cap: bool = False
    """优秀候选, graded 合格 because the places of the round were taken."""

    @property
    def besides(self) -> bool:
        """另行评查: not drawn at random, so that it enters no rate."""
        return self.pool is not Pool.RANDOM


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """How the round was held: what anybody needs to judge its numbers and to draw again."""

    season: Words
    court: str
    manifest_sha256: str
    seed: str
    frame_size: int
    """Cases in the frozen list from which the draw was made."""
    drawn: int
    reviewers: int
    frozen_on: date
    drawn_on: date
    confirmed_on: date
    smallest_base: int
    """The fewest cases on which a rate is shown (`results.smallest_base`); below it there are counts only."""
    excluded: Mapping[Exclusion, int] = field(default_factory=dict)
    """Closed cases that did not enter the frame, by reason."""
    census: bool = False
    ledger_entries: int = 0
    ledger_sound: bool | None = None
    """What verifying the ledger said; None where nobody has verified it."""
    strata: tuple[Allocation, ...] = ()
    sample: bool = False
    """示例数据: the round is an invented one, and every paper says so."""
    courts: tuple[str, ...] = ()
    """The courts in the order of the register."""
    kinds: tuple[str, ...] = ()
    """The kinds of case in the order of the law's books, as the outcomes name them."""
    parameters: tuple[Parameter, ...] = ()

    @property
    def represented(self) -> int:
        """Cases of the frame that had a chance to be drawn: of these alone an estimate speaks (件)."""
        return sum(row.eligible for row in self.strata if row.probability)
