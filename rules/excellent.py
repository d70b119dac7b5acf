"""优秀比例 (the cap on 优秀): how many cases of a round may be 优秀, and in which order its candidates stand.

The places are a share of all cases drawn for the round, rounded down, so that they are known from the draw on and no
case waits to learn how many there are. Of candidates beyond the places the committee chooses, with reasons; where it
does not, the order is that of the points and then of a lot drawn from the public seed, which anybody can draw again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from rules.parameters import Rules

CAP = "grading.excellent_cap_share"


@dataclass(frozen=True, slots=True)
class Candidate:
    """优秀候选: a case listed for 优秀. `points` is nought where no points are kept."""

    ref: str
    case_no: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Places:
    """优秀名额: of `cases` reviewed, `places` may be 优秀; `taken` of them are given away already."""

    cases: int
    places: int
    taken: int = 0

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)


def cap_share(rules: Rules) -> Decimal | None:
    """The largest share of 优秀 under these rules; None where there is no cap."""
    share = rules.get(CAP)
    return None if share is None else Decimal(str(share))


def places(rules: Rules, cases: int, taken: int = 0) -> Places | None:
    """The places of a round of so many cases (件); None where there is no cap."""
    share = cap_share(rules)
    if share is None:
        return None
    return Places(cases, int((share * cases).to_integral_value(ROUND_FLOOR)), taken)


def ordered(candidates: Iterable[Candidate], seed: str, chosen: Sequence[str] = ()) -> list[Candidate]:
    """The candidates in the order in which places are given: those chosen first, then by points, then by lot."""
    place = {ref: number for number, ref in enumerate(chosen)}
    return sorted(
        candidates,
        key=lambda one: (place.get(one.ref, len(place)), -one.points, lot(seed, one.ref)),
    )


def lot(seed: str, ref: str) -> str:
    """The lot of a case: SHA-256 of ``<seed>:excellent:<ref>``; the smallest comes first."""
    return hashlib.sha256(f"{seed}:excellent:{ref}".encode()).hexdigest()
