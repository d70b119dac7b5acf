"""What a round's papers can show besides the counts (报告附加数据), each None where there is nothing to show.

Whoever gathers a round fills in what it has; a section whose data is None is left out with its heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.funnel import Funnel
from rules.intervals import Interval
from rules.labels import Words
from rules.results import Tally

Text = Words | str


@dataclass(frozen=True, slots=True)
class StepTime:
    """How one time limit was kept (期限遵守): limits ended in time and late, and those still running (次)."""

    step: Text
    in_time: int
    late: int
    running: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far readers agree (评查员一致程度), as totals: nobody is named and nobody can be worked out.

    `further` are whole sentences of further measures, as the round's statistics word them.
    """

    read_twice: int
    same_grade: int
    third_called: int
    further: Sequence[Words] = ()


@dataclass(frozen=True, slots=True)
class Exemption:
    """A reason for which points were not taken off (不扣分情形), and in how many cases it applied."""

    reason: Text
    cases: int


@dataclass(frozen=True, slots=True)
class RoundExtras:
    """All of it."""

    pools: Sequence[tuple[Text, Tally]] | None = None
    """The pools besides the random one, each with its counts; None: the mandatory cases of the results."""
    intervals: Mapping[str, Interval] | None = None
    """The interval of the share of each grade in the frame, by the code of the grade."""
    good: Interval | None = None
    """The interval of the share of excellent and qualified cases in the frame."""
    funnel: Funnel | None = None
    """The courts against the whole."""
    suppress_below: int = 0
    """A court or kind with fewer graded cases has its grades hidden (小样本隐去); 0 hides none."""
    self_grades: Mapping[tuple[str, str], int] | None = None
    """Cases by the grade the judge proposed and the grade confirmed: codes of both."""
    agreement: Agreement | None = None
    exemptions: Sequence[Exemption] | None = None
    times: Sequence[StepTime] | None = None
