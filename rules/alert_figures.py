"""What a month of urging came to (预警统计): each delay that was urged, by court and by role, and what may be published of it.

A delay has one of four outcomes. Small cells are left out by the network of `rules.suppression`, which knows four kinds of which
two are good: ours take their places, and come back under their own names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.intervals import Interval, clopper_pearson
from rules.labels import Labelled
from rules.suppression import TOGETHER, published
from rules.tallies import GRADES, Group, Tally


class UrgedOutcome(Labelled):
    """What came of a delay that was urged (催办结果). The first two are good."""

    ACKNOWLEDGED = "acknowledged", "按期签收", "acknowledged in time"
    DONE = "done", "催办后办结", "done after urging"
    SILENT = "silent", "未签收未办", "neither answered nor done"
    ESCALATED = "escalated", "已升级", "escalated"


_PLACES = dict(zip(UrgedOutcome, GRADES, strict=True))


@dataclass(frozen=True, slots=True)
class Urged:
    """One delay that was urged in the month: whose, and what came of it."""

    court: str
    role: str
    outcome: UrgedOutcome


@dataclass(frozen=True, slots=True)
class UrgedRow:
    """One row of the circular. A count that is None is left out; no total of its row can tell it."""

    label: str
    """The court or role; empty: those with too few delays, together."""
    urged: int
    counts: dict[UrgedOutcome, int | None]
    good: Interval | None
    """The share acknowledged in time or done, as far as such a number tells; None where its count is left out."""


def urged_rows(
    found: Iterable[tuple[str, UrgedOutcome]], smallest_cell: int, level: float
) -> list[UrgedRow] | None:
    """The rows by label; None where no choice of counts to leave out would protect the small ones."""
    by_label: dict[str, Counter[UrgedOutcome]] = {}
    for label, outcome in found:
        by_label.setdefault(label, Counter())[outcome] += 1
    groups = [Group(label, _tally(by_label[label]), _tally(Counter())) for label in sorted(by_label)]
    fit = published(groups, smallest_cell)
    if fit.withheld:
        return None
    rows = []
    for group in fit.shown(groups):
        counts = {outcome: fit.counts[group.label, place] for outcome, place in _PLACES.items()}
        rows.append(
            UrgedRow(group.label, group.random.graded, counts, _good(counts, group.random.graded, level))
        )
    return rows


def together(label: str) -> bool:
    """Whether a row holds those that had too few delays for a row of their own."""
    return label == TOGETHER


def _tally(counts: Counter[UrgedOutcome]) -> Tally:
    return Tally({place: counts[outcome] for outcome, place in _PLACES.items()}, ungraded=0)


def _good(counts: dict[UrgedOutcome, int | None], urged: int, level: float) -> Interval | None:
    good: Sequence[int | None] = (counts[UrgedOutcome.ACKNOWLEDGED], counts[UrgedOutcome.DONE])
    known = [each for each in good if each is not None]
    return clopper_pearson(sum(known), urged, level) if len(known) == len(good) and urged else None
