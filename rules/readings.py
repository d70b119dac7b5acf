"""Readings (阅卷安排) while they are being made: who has which case, who may have it, and chains of handing on.

Cases and reviewers are positions in two lists. A chain is a row of reviewers of whom each hands one case to the
next; it is how an assignment is mended without starting again (an augmenting path of a matching).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence

from rules.recusal import CaseToRead, Exclusions, Reviewer, admissible

Move = tuple[int, int, int]
"""A case, who gives it up, who takes it."""


class Readings:
    """The state of an assignment. `loads` are in cases (件) and begin with what reviewers had before."""

    def __init__(
        self,
        cases: Sequence[CaseToRead],
        pool: Sequence[Reviewer],
        exclusions: Exclusions,
        loads_before: Mapping[str, int],
    ) -> None:
        self.cases, self.pool, self.exclusions = cases, pool, exclusions
        self.loads = [loads_before.get(reviewer.code, 0) for reviewer in pool]
        self.readers: list[set[int]] = [set() for _ in cases]
        self.held: list[set[int]] = [set() for _ in pool]
        self.closed: set[int] = set()
        """Reviewers from whom no chain leads anywhere any more."""
        self._by_code = {reviewer.code: at for at, reviewer in enumerate(pool)}
        self._by_court: defaultdict[str, list[int]] = defaultdict(list)
        for at, reviewer in enumerate(pool):
            self._by_court[reviewer.court].append(at)
        self._declared = [at for at, reviewer in enumerate(pool) if reviewer.conflicts]
        self._barred: dict[int, frozenset[int]] = {}

    def barred(self, case: int) -> frozenset[int]:
        """The reviewers who must step aside."""
        if case not in self._barred:
            facts = self.cases[case]
            self._barred[case] = frozenset(
                at for at in self.concerned(case) if not admissible(self.pool[at], facts, self.exclusions)
            )
        return self._barred[case]

    def concerned(self, case: int) -> set[int]:
        """The only reviewers on whom a ground can fall: named by the case, of a court it names, or declared.

        It spares asking every reviewer about every case. A new ground that looks at anything else must be
        added here; a test compares this with asking everybody.
        """
        facts = self.cases[case]
        codes = {facts.judge} | facts.bench | facts.earlier_readers
        named = {self._by_code[code] for code in codes if code in self._by_code}
        courts = {facts.court} | facts.other_courts
        return named.union(self._declared, *(self._by_court.get(court, ()) for court in courts))

    def fits(self, case: int, reviewer: int) -> bool:
        return reviewer not in self.readers[case] and reviewer not in self.barred(case)

    def give(self, case: int, reviewer: int) -> None:
        self.readers[case].add(reviewer)
        self.held[reviewer].add(case)
        self.loads[reviewer] += 1

    def move(self, moves: Iterable[Move]) -> None:
        for case, giver, taker in moves:
            self.readers[case].remove(giver)
            self.held[giver].remove(case)
            self.loads[giver] -= 1
            self.give(case, taker)

    def chain(
        self, start: Iterable[int], ends: Callable[[int], bool]
    ) -> tuple[list[Move], int | None, set[int]]:
        """The shortest chain from a reviewer of `start` to one where it `ends`.

        Comes back: the moves; with whom it begins, or None when there is no chain; who was reached on the way.
        """
        came: dict[int, tuple[int, int] | None] = dict.fromkeys(start)
        line = deque(came)
        unseen = set(range(len(self.pool))) - came.keys() - self.closed
        while line:
            reviewer = line.popleft()
            if ends(reviewer):
                moves = []
                at = reviewer
                while (step := came[at]) is not None:
                    case, giver = step
                    moves.append((case, giver, at))
                    at = giver
                return moves, at, set(came)
            for case in sorted(self.held[reviewer]) if unseen else ():
                takers = unseen - self.barred(case) - self.readers[case]
                unseen -= takers
                for taker in sorted(takers):
                    came[taker] = (case, reviewer)
                    line.append(taker)
        return [], None, set(came)
