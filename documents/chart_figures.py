"""What the charts of a paper show (图表数据): plain figures, before anybody draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.funnel import Funnel
from rules.intervals import Interval
from rules.labels import Words

Text = Words | str


@dataclass(frozen=True, slots=True)
class Share:
    """One share with its interval (占比及区间); no interval where all cases were reviewed."""

    label: Text
    share: float
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class SharesFigure:
    """Shares in the order given, each a dot with a whisker."""

    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class FunnelFigure:
    """A funnel plot. Points that do not stand out have no name, and none has one where `named` is false."""

    funnel: Funnel
    named: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in two parts (件): dark first, light behind it."""

    label: Text
    dark: int
    light: int


@dataclass(frozen=True, slots=True)
class BarsFigure:
    """Bars in the order given, each with its number."""

    bars: Sequence[Bar]
    dark: Text
    light: Text
    """Names of the two parts; an empty one: there is one part only, and no legend."""
    unit: Text


@dataclass(frozen=True, slots=True)
class MatrixFigure:
    """Cases by two gradings (件): `counts[row][column]`."""

    rows: Sequence[Text]
    columns: Sequence[Text]
    counts: Sequence[Sequence[int]]
    row_title: Text
    column_title: Text


Figure = SharesFigure | FunnelFigure | BarsFigure | MatrixFigure
