"""What a round's papers can show besides the counts (报告附加数据), each None where there is nothing to show.

Whoever gathers a round fills in what it has; a section whose data is None is left out with its heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.labels import Words
from rules.reversals import Cause

Text = Words | str


@dataclass(frozen=True, slots=True)
class StepTime:
    """How one time limit was kept (期限遵守): limits ended in time and late, and those still running (次)."""

    step: Text
    in_time: int
    late: int
    running: int = 0


@dataclass(frozen=True, slots=True)
class RoundExtras:
    """All of it."""

    self_grades: Mapping[tuple[str, str], int] | None = None
    """Cases by the grade the judge proposed and the grade confirmed: codes of both."""
    reversals: Sequence[Cause] | None = None
    """The causes of the reversed cases: the grounds of exemption, and fault."""
    times: Sequence[StepTime] | None = None
