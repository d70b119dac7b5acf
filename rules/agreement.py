"""How far readers agree (评查员一致程度): the share of equal grades, kappa and Gwet's coefficients, with intervals.

Kappa (Cohen 1960; weighted: Cohen 1968, variance of Fleiss, Cohen and Everitt 1969) falls to nought or below where
nearly all cases have one grade, however well readers agree; Gwet's AC1 and, for grades in order, AC2 (Gwet 2008) do
not. Both are given, because whoever knows one asks for it. Grades in order weigh by the square of their distance.
Only the first, independent readings count: a third reader comes because two differed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from rules.intervals import Interval, clopper_pearson
from rules.labels import Labelled

Pair = tuple[str, str]
"""The grades that two readers gave one case."""


class Measure(Labelled):
    """A coefficient of agreement (一致性系数)."""

    KAPPA = "kappa", "科恩κ", "Cohen's kappa"
    WEIGHTED_KAPPA = "weighted_kappa", "加权κ（平方权）", "weighted kappa (quadratic)"
    AC1 = "ac1", "格维特AC1", "Gwet's AC1"
    AC2 = "ac2", "格维特AC2（平方权）", "Gwet's AC2 (quadratic)"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient: `value` is None where it is not defined, as kappa is where every grade is the same."""

    measure: Measure
    value: float | None
    error: float | None = None
    """Its standard error."""
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers of a case agreed, over `cases` cases; `same` of them with one grade."""

    cases: int
    same: int
    interval: Interval
    """Exact, of the share of equal grades."""
    coefficients: tuple[Coefficient, ...]

    def __getitem__(self, measure: Measure) -> Coefficient:
        return next(found for found in self.coefficients if found.measure is measure)


@dataclass(frozen=True, slots=True)
class ReaderAgreement:
    """What of the review of the reviewers is for everybody: totals, and nobody in them."""

    agreement: Agreement
    divergent: int
    """Cases that went to a third reader."""
    mean_gap: float
    """The mean distance between two readers' scores (分)."""
    calibrations: int = 0
    """Calibration cards read and compared (份)."""
    calibrations_met: int = 0
    """Of those, with the reference grade."""


def agreement_of(pairs: Sequence[Pair], grades: Sequence[str], level: float) -> Agreement | None:
    """The agreement over these cases, with the grades in their order; None where there is no case."""
    if not pairs:
        return None
    same = sum(one == other for one, other in pairs)
    plain, squared = identity_weights(len(grades)), quadratic_weights(len(grades))
    table = _table(pairs, grades)
    found = {
        Measure.KAPPA: kappa(table, plain),
        Measure.WEIGHTED_KAPPA: kappa(table, squared),
        Measure.AC1: gwet(table, plain),
        Measure.AC2: gwet(table, squared),
    }
    return Agreement(
        cases=len(pairs),
        same=same,
        interval=clopper_pearson(same, len(pairs), level),
        coefficients=tuple(
            _coefficient(measure, value, len(pairs), level) for measure, value in found.items()
        ),
    )


Weights = Sequence[Sequence[float]]
Table = Sequence[Sequence[int]]
"""How many cases had which grade of the first reader (row) and of the second (column)."""


def identity_weights(grades: int) -> Weights:
    """Only equal grades agree."""
    return [[float(row == column) for column in range(grades)] for row in range(grades)]


def quadratic_weights(grades: int) -> Weights:
    """Neighbouring grades agree in part: one less the square of the distance over the square of the longest."""
    return [[1 - ((row - column) / (grades - 1)) ** 2 for column in range(grades)] for row in range(grades)]


def kappa(table: Table, weights: Weights) -> tuple[float, float] | None:
    """Cohen's kappa and its standard error; None where chance alone would agree in everything."""
    cases, span = _cases(table), range(len(table))
    shares = [[table[i][j] / cases for j in span] for i in span]
    rows, columns = [fsum(row) for row in shares], [fsum(row[j] for row in shares) for j in span]
    seen = fsum(weights[i][j] * shares[i][j] for i in span for j in span)
    chance = fsum(weights[i][j] * rows[i] * columns[j] for i in span for j in span)
    if 1 - chance < NEARLY_NOTHING:
        return None
    value = (seen - chance) / (1 - chance)
    by_row = [fsum(weights[i][j] * columns[j] for j in span) for i in span]
    by_column = [fsum(weights[i][j] * rows[i] for i in span) for j in span]
    squares = fsum(
        shares[i][j] * (weights[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2
        for i in span
        for j in span
    )
    variance = (squares - (value - chance * (1 - value)) ** 2) / (cases * (1 - chance) ** 2)
    return value, sqrt(max(variance, 0))


def gwet(table: Table, weights: Weights) -> tuple[float, float] | None:
    """Gwet's AC1, or AC2 with weights, and its standard error."""
    cases, span = _cases(table), range(len(table))
    shares = [fsum(table[i][j] + table[j][i] for j in span) / (2 * cases) for i in span]
    factor = fsum(fsum(row) for row in weights) / (len(table) * (len(table) - 1))
    seen = fsum(weights[i][j] * table[i][j] for i in span for j in span) / cases
    chance = factor * fsum(share * (1 - share) for share in shares)
    if 1 - chance < NEARLY_NOTHING:
        return None
    value = (seen - chance) / (1 - chance)

    def part(i: int, j: int) -> float:
        """What one case with these grades adds (Gwet 2008, the linearised value)."""
        own = (weights[i][j] - chance) / (1 - chance)
        expected = factor * (1 - (shares[i] + shares[j]) / 2)
        return own - 2 * (1 - value) * (expected - chance) / (1 - chance)

    squares = fsum(table[i][j] * (part(i, j) - value) ** 2 for i in span for j in span)
    return value, sqrt(squares / (cases * max(cases - 1, 1)))


NEARLY_NOTHING = 1e-12


def _coefficient(
    measure: Measure, found: tuple[float, float] | None, cases: int, level: float
) -> Coefficient:
    """With an interval by Student's t, as Gwet gives it; a single case has none."""
    if found is None:
        return Coefficient(measure, None)
    value, error = found
    if cases < 2:  # noqa: PLR2004
        return Coefficient(measure, value)
    from scipy.special import stdtrit  # Importing it takes half a second.

    reach = float(stdtrit(cases - 1, (1 + level) / 2)) * error
    return Coefficient(
        measure, value, error, Interval(max(value - reach, -1.0), min(value + reach, 1.0), level)
    )


def _table(pairs: Sequence[Pair], grades: Sequence[str]) -> Table:
    place = {grade: at for at, grade in enumerate(grades)}
    table = [[0] * len(grades) for _ in grades]
    for one, other in pairs:
        table[place[one]][place[other]] += 1
    return table


def _cases(table: Table) -> int:
    return sum(sum(row) for row in table)
