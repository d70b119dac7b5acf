"""Apportionment (名额分配): dividing a number of cases among strata in proportion to what they have."""

from __future__ import annotations

from collections.abc import Sequence


def apportion(size: int, capacities: Sequence[int], floors: Sequence[int]) -> list[int]:
    """Divide `size` cases in proportion to the capacities by largest remainder (最大余数法).

    No stratum gets more than it has, or less than its floor; fewer cases than asked for is a census (普查).
    Equal remainders go to the larger stratum, then to the earlier one. A stratum whose share falls under its
    floor is held at the floor, and the rest is divided anew among the others.
    """
    seats = min(size, sum(capacities))
    quotas: dict[int, int] = {}
    while True:
        free = [position for position in range(len(capacities)) if position not in quotas]
        left = seats - sum(quotas.values())
        total = sum(capacities[position] for position in free) or 1
        share = {position: left * capacities[position] // total for position in free}
        by_remainder = sorted(free, key=lambda at: (-(left * capacities[at] % total), -capacities[at], at))
        for position in by_remainder[: left - sum(share.values())]:
            share[position] += 1
        short = {position: floors[position] for position in free if share[position] < floors[position]}
        quotas |= short or share
        if not short:
            return [quotas[position] for position in range(len(capacities))]
