"""What a plan will do, before there is a seed (预计): the share of every stratum, and each case's chance."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules.allotment import Turn, additions, expectations
from rules.manifests import Manifest
from rules.sampling_plan import Method


@dataclass(frozen=True, slots=True)
class Forecast:
    """What one stratum may expect (件): on average over all seeds, and at least and at most."""

    stratum: tuple[str, ...]
    eligible: int
    expected: Fraction

    @property
    def least(self) -> int:
        return self.expected.__floor__()

    @property
    def most(self) -> int:
        return self.expected.__ceil__()

    @property
    def probability(self) -> Fraction:
        """The inclusion probability of each case."""
        return self.expected / self.eligible


def forecast(manifest: Manifest) -> tuple[Forecast, ...]:
    """Stratum by stratum in the order of the manifest. By largest remainder least and most are the same."""
    if manifest.plan.method is Method.CONTROLLED:
        expected = expectations(manifest, [manifest.plan.size])
    else:
        none = [0] * len(manifest.strata)
        expected = [
            Fraction(quota)
            for quota in additions(manifest, Turn(1, manifest.plan.size, "", none, none, none))
        ]
    return tuple(
        Forecast(stratum.name, stratum.eligible, share)
        for stratum, share in zip(manifest.strata, expected, strict=True)
    )
