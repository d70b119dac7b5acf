"""Allotment (名额): how many cases each stratum gives in one round, by the method of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.apportionment import apportion
from rules.lots import order, start
from rules.manifests import Manifest
from rules.rounding import rounded
from rules.sampling_plan import Method


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known when a round begins: its number from 1, the size asked for, its key.

    By stratum: how many cases were drawn before, how many of those were withdrawn before, how many are now.
    """

    number: int
    size: int
    key: str
    drawn: Sequence[int]
    gone: Sequence[int]
    going: Sequence[int]

    def standing(self, at: int) -> int:
        """Cases of the stratum that are drawn and not withdrawn."""
        return self.drawn[at] - self.gone[at] - self.going[at]


def additions(manifest: Manifest, turn: Turn) -> list[int]:
    """How many more cases each stratum gives in this round; never fewer than none."""
    found = [0] * len(manifest.strata)
    method = (
        _by_largest_remainder if manifest.plan.method is Method.LARGEST_REMAINDER else _by_controlled_rounding
    )
    for group in manifest.groups:
        for at, places in zip(group, method(manifest, turn, group), strict=True):
            found[at] = places
    return found


def _by_largest_remainder(manifest: Manifest, turn: Turn, group: Sequence[int]) -> list[int]:
    capacities = [manifest.strata[at].eligible - turn.gone[at] - turn.going[at] for at in group]
    before = [manifest.plan.minimum if turn.number == 1 else turn.drawn[at] - turn.gone[at] for at in group]
    floors = [min(held, has) for held, has in zip(before, capacities, strict=True)]
    quotas = apportion(turn.size, capacities, floors)
    return [quota - turn.standing(at) for at, quota in zip(group, quotas, strict=True)]


def _by_controlled_rounding(manifest: Manifest, turn: Turn, group: Sequence[int]) -> list[int]:
    """First what is owed (the minimum, or a case for each withdrawn one), then the rest over what remains."""
    left = {at: manifest.strata[at].eligible - turn.drawn[at] for at in group}
    owed = {
        at: min(manifest.plan.minimum if turn.number == 1 else turn.going[at], has)
        for at, has in left.items()
    }
    standing = sum(turn.standing(at) for at in group)
    rest = min(turn.size, standing + sum(left.values())) - standing - sum(owed.values())
    # Courts stand in line in an order of chance, the strata of a court side by side: so the number of a court is
    # its exact share rounded down or up as well.
    line = sorted(group, key=lambda at: (order(turn.key, turn.number, manifest.strata[at].first), at))
    begins = start(turn.key, turn.number, manifest.group_name(group))
    more = dict(zip(line, rounded(rest, [left[at] - owed[at] for at in line], begins), strict=True))
    return [owed[at] + more[at] for at in group]


def expectations(manifest: Manifest, sizes: Sequence[int]) -> list[Fraction]:
    """How many cases each stratum gives on average over all seeds, after rounds of those sizes; exact.

    By largest remainder there is no chance in it and it is not asked. Withdrawals change nothing: what is
    withdrawn is replaced from the same stratum.
    """
    found = [Fraction(0)] * len(manifest.strata)
    for group in manifest.groups:
        has = {at: manifest.strata[at].eligible for at in group}
        total = sum(has.values())
        held = {at: Fraction(min(manifest.plan.minimum, has[at])) for at in group}
        for size in sizes:
            held_by_all = sum(held.values(), Fraction(0))
            if rest := min(size, total) - held_by_all:
                share = rest / (total - held_by_all)
                held = {at: held[at] + share * (has[at] - held[at]) for at in group}
        for at in group:
            found[at] = held[at]
    return found
