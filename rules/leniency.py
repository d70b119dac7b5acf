"""Who grades more leniently or more strictly than those who read the same cases (评查员宽严), as far as that can be told.

Readers are compared through the cases they share and nothing else: score = case + reader + error, the case fixed and
the reader random, so that a few cases move nobody far from nought (最佳线性无偏预测, shrinkage). The two variances are
estimated by restricted maximum likelihood. The interval is that of the prediction. A reader whose interval holds
nought cannot be distinguished from the others, and one with too few shared cases is not spoken of at all:
docs/decisions/0052-reviewers.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from rules.intervals import Interval
from rules.labels import Labelled

if TYPE_CHECKING:
    from numpy import ndarray

Scores = Mapping[str, Mapping[str, float]]
"""By case, the score (分) that each of its readers gave."""
WIDEST = (-12.0, 8.0)
"""Between which logarithms the ratio of the two variances is looked for."""
STEPS = 200


class Strictness(Labelled):
    """How a reader stands against the others who read the same cases (宽严结论)."""

    LENIENT = "lenient", "偏宽", "lenient"
    STRICT = "strict", "偏严", "strict"
    ALIKE = "alike", "与其他评查员无法区分", "cannot be distinguished from the others"
    TOO_FEW = "too_few", "共同评查件数过少", "too few shared cases"


@dataclass(frozen=True, slots=True)
class Leniency:
    """One reader: above nought is lenient. All in points (分).

    `difference` is the plain mean difference from the other readers of the same cases; `estimate` is what is left of
    it after shrinkage, and the interval is of that. All three are None where there are too few shared cases. Where the
    readers of the round do not differ more than chance would have it, every estimate is nought and has no interval.
    """

    reader: str
    shared: int
    difference: float | None
    estimate: float | None
    interval: Interval | None
    strictness: Strictness


@dataclass(frozen=True, slots=True)
class Spread:
    """The standard deviations (分): between readers, and of one reading from what case and reader explain."""

    readers: float
    error: float


def leniency_of(scores: Scores, fewest: int, level: float) -> tuple[tuple[Leniency, ...], Spread | None]:
    """Every reader in order of code, and how much readers differ at all; cases with one reader say nothing."""
    shared = {case: dict(given) for case, given in scores.items() if len(given) > 1}
    readers = sorted({reader for given in shared.values() for reader in given})
    if not readers:
        return (), None
    solved = _solve(shared, readers)
    found = []
    for at, reader in enumerate(readers):
        cases = [given for given in shared.values() if reader in given]
        if len(cases) < fewest or solved is None:
            found.append(Leniency(reader, len(cases), None, None, None, Strictness.TOO_FEW))
            continue
        estimate, interval = solved[1][at], _interval(solved[1][at], solved[2][at], level)
        found.append(
            Leniency(
                reader, len(cases), _mean_difference(cases, reader), estimate, interval, _strictness(interval)
            )
        )
    return tuple(found), solved[0] if solved else None


def _interval(estimate: float, error: float, level: float) -> Interval | None:
    if not error:
        return None
    from scipy.special import ndtri  # Importing it takes half a second.

    reach = float(ndtri((1 + level) / 2)) * error
    return Interval(estimate - reach, estimate + reach, level)


def _strictness(interval: Interval | None) -> Strictness:
    if interval is None:
        return Strictness.ALIKE
    if interval.low > 0:
        return Strictness.LENIENT
    return Strictness.STRICT if interval.high < 0 else Strictness.ALIKE


def _mean_difference(cases: list[dict[str, float]], reader: str) -> float:
    return sum(
        given[reader] - sum(points for other, points in given.items() if other != reader) / (len(given) - 1)
        for given in cases
    ) / len(cases)


def _solve(shared: Scores, readers: list[str]) -> tuple[Spread, list[float], list[float]] | None:
    """The spread, and each reader's prediction with its standard error; None where nothing is left to estimate from."""
    import numpy as np

    place = {reader: at for at, reader in enumerate(readers)}
    design, right = np.zeros((len(readers), len(readers))), np.zeros(len(readers))
    squares, free = 0.0, 0
    # Taking each case's mean away takes the case out: what is left compares its readers.
    for given in shared.values():
        mean = sum(given.values()) / len(given)
        for reader, points in given.items():
            design[place[reader], place[reader]] += 1
            right[place[reader]] += points - mean
            squares += (points - mean) ** 2
            for other in given:
                design[place[reader], place[other]] -= 1 / len(given)
        free += len(given) - 1
    values, vectors = np.linalg.eigh(design)
    values, turned = np.clip(values, 0, None), vectors.T @ right

    def deviance(ratio: float) -> float:
        """Minus twice the restricted likelihood, for readers' variance over error variance."""
        return free * log(max(_left(ratio, squares, values, turned), 1e-12) / free) + float(
            np.log1p(ratio * values).sum()
        )

    ratio = _lowest(deviance)
    error = _left(ratio, squares, values, turned) / free
    if not ratio:
        return Spread(0.0, error**0.5), [0.0] * len(readers), [0.0] * len(readers)
    # Henderson's equations: (Z'MZ + I/ratio) b = Z'My; the inverse times the error variance is that of b̂ − b.
    inverse = (vectors / (values + 1 / ratio)) @ vectors.T
    errors = np.sqrt(np.diag(inverse) * error)
    spread = Spread((ratio * error) ** 0.5, error**0.5)
    return spread, [float(b) for b in inverse @ right], [float(e) for e in errors]


def _left(ratio: float, squares: float, values: ndarray, turned: ndarray) -> float:
    """The weighed sum of squares that this ratio of variances leaves."""
    return squares - float((turned**2 * ratio / (1 + ratio * values)).sum())


def _lowest(deviance: Callable[[float], float]) -> float:
    """The ratio with the lowest deviance: nought, or the best of a grid, narrowed down."""
    low, high = WIDEST
    grid = [low + (high - low) * step / STEPS for step in range(STEPS + 1)]
    best = min(grid, key=lambda exponent: deviance(exp(exponent)))
    width = (high - low) / STEPS
    while width > 1e-6:  # noqa: PLR2004 - far below what the data could tell apart
        width /= 2
        best = min((best - width, best, best + width), key=lambda exponent: deviance(exp(exponent)))
    return exp(best) if deviance(exp(best)) < deviance(0.0) else 0.0
