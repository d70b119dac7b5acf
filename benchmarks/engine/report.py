"""One line of a table: name, ours, reference, ratio, target, met?"""

from __future__ import annotations


def line(
    name: str, ours: str, reference: str, ratio: float, target: float | None, *, at_most: bool = False
) -> str:
    """The line; without a target it is for information."""
    if target is None:
        wanted, met = "-", "-"
    else:
        wanted = f"{'≤' if at_most else '≥'} {target:g}"
        met = "yes" if (ratio <= target if at_most else ratio >= target) else "NO"
    return f"{name:44} {ours:>18} {reference:>24} {ratio:8.3f} {wanted:>8} {met:>4}"
