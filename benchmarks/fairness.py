"""Does a case's chance of review depend on when in the period it was closed? Two rules, replayed side by side.

coin   "rand < p with a cap": while cases are closed one by one, each is chosen with probability p, until the cap of
       the period is reached. So the draw of a published case-review system works; 850 cases, p and caps are those of
       its own code and its own tests at different times.
ours   a list frozen after the period, drawn by `rules.sampling` from a public seed, as many cases as the cap.

Printed are the inclusion chances by closing date (quarters of the period, the last tenth), how many cases a period
yields, and chi-square tests that all tenths of the period have the same chance. Everything is counted from the runs.

Run: python benchmarks/fairness.py [periods]
"""

from __future__ import annotations

import random
import statistics
import sys
from datetime import date, timedelta

from scipy.stats import chi2, chisquare

from rules.frame import FrameCase, build_frame
from rules.manifests import Manifest
from rules.sampling import draw
from rules.sampling_plan import SamplingPlan

CASES = 850
PERIODS = 1000
RULES = ((0.188, 133), (0.032, 130), (0.057, 164))
"""Probability and cap of the coin."""
PARTS = {"1st quarter": (0.0, 0.25), "2nd quarter": (0.25, 0.5), "3rd quarter": (0.5, 0.75), "4th quarter": (0.75, 1.0),
         "last 10 %": (0.9, 1.0)}  # fmt: skip
COURTS, KINDS = 12, 3


def coin(chance: random.Random, p: float, cap: int) -> list[int]:
    """The places, in order of closing, of the cases that the coin and the cap leave."""
    chosen: list[int] = []
    for place in range(CASES):
        if len(chosen) < cap and chance.random() < p:
            chosen.append(place)
    return chosen


def frozen_list(size: int) -> tuple[Manifest, dict[str, int]]:
    """The list of the period, in strata of very unequal size, and the place of each case in order of closing."""
    first, chance = date(2022, 1, 1), random.Random(1)
    cases = [
        FrameCase(
            f"({place})号",
            f"法院{min(int(chance.expovariate(0.4)), COURTS - 1):02d}",
            f"kind{chance.randrange(KINDS)}",
            "",
            "",
            first + timedelta(days=place * 90 // CASES),
            True,
            False,
            False,
        )
        for place in range(CASES)
    ]
    frame = build_frame(cases, first, first + timedelta(days=90))
    manifest = Manifest.of(frame, season="2022Q1", scope="-", plan=SamplingPlan(size))
    return manifest, {case.case_no: place for place, case in enumerate(cases)}


def hits(runs: list[list[int]]) -> list[int]:
    """How often each place was chosen."""
    counts = [0] * CASES
    for chosen in runs:
        for place in chosen:
            counts[place] += 1
    return counts


def test_of_tenths(counts: list[int], periods: int) -> float:
    """The probability of tenths as unequal as these, if every case had the same chance (chi-square, 9 degrees).

    Cases chosen together compete for a fixed number; that makes the counts of a tenth a little less spread than the
    test assumes, so that it errs towards calling them equal only where they are.
    """
    tenth = CASES // 10
    chosen = [sum(counts[at * tenth : (at + 1) * tenth]) for at in range(10)]
    missed = [tenth * periods - count for count in chosen]
    p = sum(chosen) / (CASES * periods)
    statistic = chisquare(chosen, [tenth * periods * p] * 10).statistic
    statistic += chisquare(missed, [tenth * periods * (1 - p)] * 10).statistic
    return float(chi2.sf(statistic, 9))


def told(name: str, runs: list[list[int]]) -> None:
    """Print one rule's line."""
    counts, periods = hits(runs), len(runs)
    shares = []
    for low, high in PARTS.values():
        part = counts[int(low * CASES) : int(high * CASES)]
        shares.append(sum(part) / len(part) / periods)
    sizes = [len(chosen) for chosen in runs]
    lowest, highest = min(sizes), max(sizes)
    print(
        f"{name:26}"
        + "".join(f"{share:>12.3f}" for share in shares)
        + f"{statistics.mean(sizes):>9.1f} ({lowest}–{highest})"
        + f"   p {_told(test_of_tenths(counts, periods))}"
    )


def _told(p: float) -> str:
    return f"= {p:.2g}" if p else "< 1e-300"


def main(periods: int) -> None:
    print(f"{CASES} cases a period, {periods} periods; chance of review by closing date\n")
    print(f"{'':26}" + "".join(f"{name:>12}" for name in PARTS) + "     cases drawn   equal tenths?")
    for p, cap in RULES:
        chance = random.Random(f"{p}/{cap}")
        told(f"coin p={p} cap={cap}", [coin(chance, p, cap) for _ in range(periods)])
        manifest, place = frozen_list(cap)
        seeds = (f"{periods}-{run}" for run in range(periods))
        told(
            f"ours n={cap}",
            [[place[entry.case_no] for entry in draw(manifest, seed).drawn] for seed in seeds],
        )
        print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PERIODS)
