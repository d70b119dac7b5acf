"""The grid of exclusions (回避对照表): every case against every reviewer, and on which grounds a pair is out.

A pair is a small set of grounds, so that the question what a rule costs is answered without asking the law again.
Imports numpy: to be imported where an assignment is made, not at the start of the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from rules.recusal import BITS, CaseToRead, ConflictWith, Exclusions, Ground, Reviewer, grounds_of


class Grid:
    """Cases in order of number against reviewers in order of code."""

    def __init__(
        self,
        cases: Iterable[CaseToRead],
        pool: Iterable[Reviewer],
        exclusions: Exclusions,
        waived: Mapping[str, frozenset[Ground]],
    ) -> None:
        self.cases: Sequence[CaseToRead] = sorted(cases, key=lambda case: case.case_no)
        self.pool: Sequence[Reviewer] = sorted(pool, key=lambda reviewer: reviewer.code)
        self.exclusions = exclusions
        self.specialist = self._specialists()
        self.grounds: NDArray[np.uint16] = np.zeros((len(self.cases), len(self.pool)), np.uint16)
        concerned = _Concerned(self.pool)
        for row, case in enumerate(self.cases):
            for at in concerned.by(case):
                bits = sum(BITS[ground] for ground in grounds_of(self.pool[at], case, exclusions))
                self.grounds[row, at] = bits
        if exclusions.specialists_only:
            self.grounds[~self.specialist] |= np.uint16(BITS[Ground.NOT_A_SPECIALIST])

        for row, case in enumerate(self.cases):
            for ground in waived.get(case.case_no, ()):
                self.grounds[row] &= np.uint16(~BITS[ground] & 0xFFFF)

    def open(self, waived: Iterable[Ground] = ()) -> NDArray[np.bool_]:
        """Which pairs may read together, as the law stands or with some grounds waived."""
        kept = np.uint16(sum(BITS[ground] for ground in Ground if ground not in set(waived)))
        admissible: NDArray[np.bool_] = (self.grounds & kept) == 0
        return admissible

    def excluded(self, row: int) -> dict[Ground, int]:
        """How many reviewers each ground keeps from that case (人); on two grounds counts under both."""
        counts = {ground: int(np.count_nonzero(self.grounds[row] & BITS[ground])) for ground in Ground}
        return {ground: count for ground, count in counts.items() if count}

    def _specialists(self) -> NDArray[np.bool_]:
        by_kind = {
            kind: np.array([kind in reviewer.specialties for reviewer in self.pool], bool)
            for kind in {case.case_kind for case in self.cases}
        }
        rows = [by_kind[case.case_kind] for case in self.cases]
        return np.array(rows, bool).reshape(len(self.cases), len(self.pool))


class _Concerned:
    """The only reviewers on whom a ground can fall: named by the case, of a court it names, or declared in it.

    It spares asking every reviewer about every case. A new ground that looks at anything else must be added here;
    a test compares this with asking everybody.
    """

    def __init__(self, pool: Sequence[Reviewer]) -> None:
        self._code = {reviewer.code: at for at, reviewer in enumerate(pool)}
        self._court: defaultdict[str, set[int]] = defaultdict(set)
        self._declared: defaultdict[tuple[ConflictWith, str], set[int]] = defaultdict(set)
        for at, reviewer in enumerate(pool):
            self._court[reviewer.court].add(at)
            for conflict in reviewer.conflicts:
                self._declared[conflict.against, conflict.code].add(at)

    def by(self, case: CaseToRead) -> set[int]:
        codes = {case.judge} | case.bench | case.earlier_readers
        found = {self._code[code] for code in codes if code in self._code}
        for court in {case.court} | case.other_courts:
            found |= self._court.get(court, set())
        subjects = [
            (ConflictWith.CASE, case.case_no),
            (ConflictWith.JUDGE, case.judge),
            *((ConflictWith.PARTY, code) for code in case.parties),
            *((ConflictWith.AGENT, code) for code in case.agents),
        ]
        return found.union(*(self._declared.get(subject, set()) for subject in subjects))
