"""评查发现与评分 (findings and scores): what a reader found, how it was weighed, and the grade it comes to. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rules.deductions import Block, Item
from rules.labels import Labelled, Words


class Grade(Labelled):
    """The grade of a case (等次), the best first. 瑕疵 is called 基本合格 in some courts."""

    EXCELLENT = "excellent", "优秀", "excellent"
    QUALIFIED = "qualified", "合格", "qualified"
    FLAWED = "flawed", "瑕疵", "flawed"
    UNQUALIFIED = "unqualified", "不合格", "unqualified"

    def worse_than(self, other: Grade) -> bool:
        order = list(Grade)
        return order.index(self) > order.index(other)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader found under one item (评查发现).

    `fact` names the underlying fact (事实编号); two findings with one name are the same fact. `days` is by how many
    days a time limit was overrun; `vetoed` says that the consequence named by the item has come about.
    """

    item: str
    fact: str
    count: int = 1
    description: str = ""
    note: str = ""
    days: int | None = None
    vetoed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it was weighed; `left_out` says why it was not counted."""

    finding: Finding
    item: Item
    veto: bool
    left_out: Words | None = None


@dataclass(frozen=True, slots=True)
class BlockScore:
    """What is left of a block, and what was taken off it (分)."""

    block: Block
    deducted: Decimal

    @property
    def points(self) -> Decimal:
        return self.block.points - self.deducted


@dataclass(frozen=True, slots=True)
class Score:
    """One reader's sheet (评分): points, and the items that veto, bar 优秀 or must be handed over as a clue.

    `unqualified` and `flaws` are all kinds found, by what each makes of the case; unlike `vetoes`, they leave out no
    finding because another of the same fact weighs more: a fact counts once in points, but is seen under every kind.
    """

    total: Decimal
    vetoes: tuple[Item, ...]
    bars: tuple[Item, ...]
    clues: tuple[Item, ...]
    unqualified: tuple[Item, ...] = ()
    flaws: tuple[Item, ...] = ()
    nominated: bool = False
    """提名优秀: asked for by the reader, with reasons."""
    blocks: tuple[BlockScore, ...] = ()
    """Empty on a merged score: the readers' own sheets have them."""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade, with the reasons that led to it."""

    grade: Grade
    reasons: tuple[Words, ...]
