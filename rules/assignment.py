"""Assignment (分配): who reads which case, never against a ground of recusal, and as well as it can be done.

What is best, in this order, each proven before the next is asked for: every reading has a reader; the loads are as
even as the exclusions allow, the largest first; as many readings as possible by specialists; and among all that are
as good the lots of the seed decide, so that whoever has the facts and the seed gets the same assignment again, from
any solver. The proof comes with it (`rules/assignment_proof.py`); how it is found is in `rules/optimum.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules.assignment_proof import Proof
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.reading_rounds import Round
from rules.recusal import Ground

if TYPE_CHECKING:
    from rules.exclusion_grid import Grid
    from rules.optimum import Optimum


@dataclass(frozen=True, slots=True)
class Assignment:
    """Readings by case number, the load (件) of every reviewer of the pool, and why it can be no better."""

    readers: Mapping[str, tuple[str, ...]]
    loads: Mapping[str, int]
    """With what they had before."""
    specialist_readings: int
    """Readings by a reviewer whose specialty is the case's type."""
    proof: Proof

    @property
    def spread(self) -> int:
        """The largest load less the smallest (件)."""
        return max(self.loads.values()) - min(self.loads.values()) if self.loads else 0


@dataclass(frozen=True, slots=True)
class Shortage:
    """A case without enough readers, and why (人).

    Who is excluded on two grounds counts under both. Where `admissible` would be enough, they all read as many
    as they may, and so does everybody who could take a case over from them: `rules/clashes.py` says what would help.
    """

    case_no: str
    missing: int
    admissible: int
    excluded: Mapping[Ground, int]


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No assignment gives every case its readers; nothing was assigned.

    No assignment lacks fewer readings than these. Which of several cases goes without, the lots decide.
    """

    shortages: tuple[Shortage, ...]


def assign(round_: Round, *, seed: str) -> Assignment | Infeasible:
    """The best assignment of the round, or every case that cannot have its readers.

    The order of cases and pool makes no difference.

    Raises:
        FaultyInput: every case or reviewer that is on the list twice.
    """
    cases, pool = round_.cases, round_.pool
    if faults := [*_twice(case.case_no for case in cases), *_twice(reviewer.code for reviewer in pool)]:
        raise FaultyInput(faults)
    if not any(round_.needs[case.case_no] for case in cases):
        nobody: dict[str, tuple[str, ...]] = {case.case_no: () for case in cases}
        loads = {who.code: round_.before.get(who.code, 0) for who in pool}
        return Assignment(nobody, loads, 0, Proof.of_nothing(loads.values()))
    from rules.exclusion_grid import Grid
    from rules.levels import best, least_short

    grid = Grid(cases, pool, round_.exclusions, round_.waived)
    if not pool:
        return _infeasible(grid, [round_.needs[case.case_no] for case in grid.cases])
    found = best(grid, round_, seed)
    if found is None:
        return _infeasible(grid, least_short(grid, round_, seed).tolist())
    optimum, proof = found
    return _assignment(grid, round_, optimum, proof)


def _assignment(grid: Grid, round_: Round, optimum: Optimum, proof: Proof) -> Assignment:
    codes = [reviewer.code for reviewer in grid.pool]
    loads = optimum.taken.sum(axis=0).tolist()
    return Assignment(
        readers={
            case.case_no: tuple(codes[at] for at in row.nonzero()[0])
            for case, row in zip(grid.cases, optimum.taken, strict=True)
        },
        loads={code: new + round_.before.get(code, 0) for code, new in zip(codes, loads, strict=True)},
        specialist_readings=int((optimum.taken & grid.specialist).sum()),
        proof=proof,
    )


def _infeasible(grid: Grid, missing: Sequence[int]) -> Infeasible:
    admissible = grid.open().sum(axis=1).tolist()
    return Infeasible(
        tuple(
            Shortage(case.case_no, short, admissible[row], grid.excluded(row))
            for row, (case, short) in enumerate(zip(grid.cases, missing, strict=True))
            if short
        )
    )


def _twice(codes: Iterable[str]) -> list[Fault]:
    return [
        Fault(
            Words("“{code}”", "“{code}”", code=code),
            Words("在名单中出现{times}次", "is on the list {times} times", times=times),
            Words("请删去重复的", "strike the repetitions"),
        )
        for code, times in Counter(codes).items()
        if times > 1
    ]
