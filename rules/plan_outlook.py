"""What a sampling plan would do to a quarter (方案预览): shares, chances and work, before anything is frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from rules.allotment import Turn, additions
from rules.errors import FaultyInput
from rules.forecast import Forecast, forecast
from rules.frame import Frame
from rules.internal_list import JudgesCases
from rules.labels import Words
from rules.lots import draw_key
from rules.manifests import Manifest
from rules.sampling_plan import Method, SamplingPlan, Scope, StratumKey


@dataclass(frozen=True, slots=True)
class Shares:
    """A part of the frame and what it may expect (件): on average, at least and at most."""

    name: str
    eligible: int
    expected: Fraction
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """One plan on one frame. Where it cannot be followed, `refusal` says why and there are no rows."""

    name: Words
    plan: SamplingPlan
    rows: tuple[Forecast, ...] = ()
    refusal: Words | None = None

    @property
    def drawn(self) -> int:
        """How many cases are drawn in all (件)."""
        return int(sum(row.expected for row in self.rows))

    @property
    def chances(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest inclusion probability of any case."""
        found = [row.probability for row in self.rows] or [Fraction(0)]
        return min(found), max(found)

    @property
    def without_chance(self) -> int:
        return sum(row.eligible for row in self.rows if not row.probability)

    @property
    def uncertain(self) -> int:
        """Strata whose number the seed decides (层)."""
        return sum(row.least != row.most for row in self.rows)

    def by(self, key: StratumKey) -> list[Shares]:
        """The shares by court or by kind of case, the largest first; none where the strata do not tell them apart.

        The number of a court is certain up to one, as its strata stand side by side; that of a kind is not, where
        courts are told apart too: `tried` says within what it lies.
        """
        if key not in self.plan.keys:
            return []
        at = self.plan.keys.index(key)
        found: dict[str, list[Forecast]] = {}
        for row in self.rows:
            found.setdefault(row.stratum[at], []).append(row)
        together = at == 0 and not self.plan.minimum and self.plan.method is Method.CONTROLLED
        return sorted(
            (_together(name, rows, together=together) for name, rows in found.items()),
            key=lambda each: (-each.eligible, each.name),
        )


def _together(name: str, rows: Sequence[Forecast], *, together: bool) -> Shares:
    expected = sum((row.expected for row in rows), Fraction(0))
    if together:
        least, most = expected.__floor__(), expected.__ceil__()
    else:
        least, most = sum(row.least for row in rows), sum(row.most for row in rows)
    return Shares(name, sum(row.eligible for row in rows), expected, least, most)


def outlook(name: Words, plan: SamplingPlan, frame: Frame) -> Outlook:
    """What the plan would do; a plan that cannot be followed comes back with the reason."""
    try:
        manifest = Manifest.of(frame, season="", scope="", plan=plan)
    except FaultyInput as refused:
        return Outlook(name, plan, refusal=refused.faults[0].what)
    return Outlook(name, plan, forecast(manifest))


TRIALS = 400
"""How many seeds are tried for `tried`."""


def tried(plan: SamplingPlan, frame: Frame, key: StratumKey) -> dict[str, tuple[int, int]]:
    """Between what numbers 95 of 100 draws lie for each court or kind, found by trying seeds (件)."""
    manifest = Manifest.of(frame, season="", scope="", plan=plan)
    if key not in plan.keys:
        return {}
    at, none = plan.keys.index(key), [0] * len(manifest.strata)
    names = [stratum.name[at] for stratum in manifest.strata]
    found: dict[str, list[int]] = {name: [] for name in names}
    for seed in range(TRIALS):
        counts: Counter[str] = Counter()
        turn = Turn(1, plan.size, draw_key(manifest.frame_sha256, str(seed)), none, none, none)
        for name, places in zip(names, additions(manifest, turn), strict=True):
            counts[name] += places
        for name, numbers in found.items():
            numbers.append(counts[name])
    cut = TRIALS // 40
    return {name: (sorted(numbers)[cut], sorted(numbers)[-cut - 1]) for name, numbers in found.items()}


def alternatives(size: int) -> list[tuple[Words, SamplingPlan]]:
    """The plans a court would weigh against its own."""
    court, kind = StratumKey.COURT, StratumKey.CASE_KIND
    return [
        (
            Words("全省{n}件，按院、类", "{n} in the province, by court and kind", n=size),
            SamplingPlan(size, Scope.PROVINCE, (court, kind)),
        ),
        (
            Words("全省{n}件，只按类", "{n} in the province, by kind only", n=size),
            SamplingPlan(size, Scope.PROVINCE, (kind,)),
        ),
        (
            Words("全省{n}件，只按院", "{n} in the province, by court only", n=size),
            SamplingPlan(size, Scope.PROVINCE, (court,)),
        ),
        (
            Words("全省{n}件，只按类，每类至少1件", "{n}, by kind, at least one of each", n=size),
            SamplingPlan(size, Scope.PROVINCE, (kind,), 1),
        ),
        (
            Words("全省{n}件，按院、类，每层至少1件", "{n}, at least one of each stratum", n=size),
            SamplingPlan(size, Scope.PROVINCE, (court, kind), 1),
        ),
        (
            Words("全省{n}件，最大余数法", "{n} by largest remainder", n=size),
            SamplingPlan(size, Scope.PROVINCE, (court, kind), 0, Method.LARGEST_REMAINDER),
        ),
        (
            Words("每院{n}件，按类", "{n} of each court, by kind", n=size),
            SamplingPlan(size, Scope.COURT, (court, kind)),
        ),
    ]


def by_reason(mandatory: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """How many must-review cases each reason has (件), the most frequent first; a case may have several."""
    return Counter(reason for why in mandatory.values() for reason in why).most_common()


@dataclass(frozen=True, slots=True)
class JudgesReached:
    """Judges with so many cases in the frame, and how they are reached by the random draw."""

    least: int
    most: int
    judges: int
    cases: int
    expected: Fraction
    """Cases drawn of each of them, on average."""
    reached: float
    """The share of them of whom at least one case is drawn, on average."""


BANDS = ((1, 2), (3, 5), (6, 10), (11, 20), (21, 50), (51, 10**9))
"""How the judges are grouped by their cases in the frame."""


def judges_reached(judges: Sequence[JudgesCases], drawn: int, eligible: int) -> list[JudgesReached]:
    """How a draw of so many cases with equal chances reaches the judges, by how many cases they closed.

    That a judge is missed is computed as if cases were drawn without strata, which is nearly so.
    """
    if not eligible:
        return []
    drawn = min(drawn, eligible)
    chance, every = Fraction(drawn, eligible), comb(eligible, drawn)
    found = []
    for least, most in BANDS:
        counts = Counter(len(each.cases) for each in judges if least <= len(each.cases) <= most)
        number, cases = counts.total(), sum(count * times for count, times in counts.items())
        if number:
            missed = sum(times * comb(eligible - count, drawn) / every for count, times in counts.items())
            found.append(
                JudgesReached(least, most, number, cases, chance * cases / number, 1 - missed / number)
            )
    return found


def floor_at_most(judges: Sequence[JudgesCases], floor: int) -> int:
    """The most cases that bringing every judge to the floor can take (件), if the draw reached none of them."""
    return sum(min(max(floor - each.earlier, 0), len(each.cases)) for each in judges)


@dataclass(frozen=True, slots=True)
class ReadersWork:
    """What the round asks of its reviewers: readings in all, and each on average and at most."""

    cases: int
    readings: int
    readers: int
    limit: int

    @property
    def each(self) -> Fraction | None:
        """Readings of one reviewer, on average; None where nobody is enrolled."""
        return Fraction(self.readings, self.readers) if self.readers else None

    @property
    def enough(self) -> bool:
        return self.readers * self.limit >= self.readings


def readers_work(cases: int, readers: int, per_case: int, double_share: Fraction, limit: int) -> ReadersWork:
    """The work of a round of that many cases, of which `double_share` is read by `per_case` and the rest by one."""
    doubled = (cases * double_share).__ceil__()
    return ReadersWork(cases, cases + doubled * (per_case - 1), readers, limit)
