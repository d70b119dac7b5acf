"""The proof of an assignment (分配证明): why no other is better, and that nobody reads who must step aside.

Nothing here trusts the solver. `violations` asks the grounds of recusal again of every reading; the witness of the
largest load is a count anybody can repeat; the prices prove the rest (docs/decisions/0040).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rules.labels import Words
from rules.recusal import grounds_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rules.exclusion_grid import Grid
    from rules.reading_rounds import Round


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of a stage, in the order of case numbers and reviewers' codes; `weight` parts the levels."""

    weight: int
    cases: tuple[int, ...] | list[int]
    reviewers: tuple[int, ...] | list[int]


@dataclass(frozen=True, slots=True)
class LoadWitness:
    """Why the largest load cannot be smaller: what falls to these reviewers whoever else reads what.

    `forced` readings of `cases` have nobody outside this circle left to make them; with `before`, what the circle
    carries already, they make `bound` for at least one of it.
    """

    reviewers: tuple[str, ...]
    cases: tuple[str, ...]
    forced: int
    before: int
    everybody: bool

    @property
    def bound(self) -> int:
        return -(-(self.forced + self.before) // len(self.reviewers)) if self.reviewers else 0

    def words(self) -> Words:
        """The count, as a sentence."""
        if self.everybody:
            return Words(
                "全部{people}名评查员共须承担{all}件次，平均后至少有一人不少于{bound}件",
                "{people} reviewers carry {all} readings among them, so one has at least {bound}",
                people=len(self.reviewers),
                all=self.forced + self.before,
                bound=self.bound,
            )
        return Words(
            "有{cases}件案件的{forced}件次评查只能由{who}等{people}人承担（原有{before}件），至少有一人不少于{bound}件",
            "{forced} readings of {cases} cases can only be made by these {people} ({who}; {before} carried already),"
            " so one has at least {bound}",
            cases=len(self.cases),
            forced=self.forced,
            who="、".join(self.reviewers[:5]),
            people=len(self.reviewers),
            before=self.before,
            bound=self.bound,
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """What was reached on each level, the bound that says it can be no better, and the prices behind the bounds."""

    readings: int
    largest: int
    witness: LoadWitness
    unevenness: int
    """The sum of the squared loads: the smaller, the more even."""
    unevenness_bound: int
    specialists: int
    specialists_bound: int
    level: Prices
    lots: tuple[Prices, ...] = ()

    @classmethod
    def of_nothing(cls, loads: Iterable[int]) -> Proof:
        """The proof where nothing was to be read."""
        had = list(loads)
        squares = sum(load**2 for load in had)
        witness = LoadWitness((), (), 0, 0, everybody=True)
        return cls(0, max(had, default=0), witness, squares, squares, 0, 0, Prices(1, (), ()))

    def lines(self) -> list[Words]:
        """The proof as a clerk reads it, one level a line."""
        return [
            Words("应评查{n}人次，全部分配", "{n} readings, all assigned", n=self.readings),
            Words(
                "最大负荷{largest}件，不可能更低：{why}",
                "largest load {largest}, and it can be no smaller: {why}",
                largest=self.largest,
                why=self.witness.words(),
            ),
            Words(
                "负荷平方和{found}，下界{bound}：不可能更均衡",
                "sum of squared loads {found}, lower bound {bound}: it can be no more even",
                found=self.unevenness,
                bound=self.unevenness_bound,
            ),
            Words(
                "专业对口{found}人次，在此均衡下的上界{bound}",
                "{found} readings by specialists, upper bound {bound} at these loads",
                found=self.specialists,
                bound=self.specialists_bound,
            ),
        ]


def load_witness(
    grid: Grid, taken: NDArray[np.bool_], need: NDArray[np.int64], before: NDArray[np.int64]
) -> LoadWitness:
    """The smallest circle found around one of the most loaded out of which no reading can be handed on."""
    import numpy as np

    loads = taken.sum(axis=0) + before
    admissible = grid.open()
    most = (loads == loads.max()).nonzero()[0][:8].tolist()
    free = admissible & ~taken
    circles = [reach(np.arange(len(loads)) == at, taken, free) for at in most]
    circle = min(circles, key=lambda mask: int(mask.sum()))
    outside = (admissible & ~circle).sum(axis=1)
    forced = (need - outside).clip(min=0)
    return LoadWitness(
        reviewers=tuple(grid.pool[at].code for at in circle.nonzero()[0].tolist()),
        cases=tuple(grid.cases[at].case_no for at in forced.nonzero()[0].tolist()),
        forced=int(forced.sum()),
        before=int(before[circle].sum()),
        everybody=bool(circle.all()),
    )


def reach(first: NDArray[np.bool_], held: NDArray[np.bool_], free: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Everybody to whom a reading of these reviewers can come, handed on from one to the next.

    A reviewer can hand on what is `held`, to whoever is still `free` to read it.
    """
    while True:
        wider = first | free[held[:, first].any(axis=1)].any(axis=0)
        if (wider == first).all():
            return first
        first = wider


def violations(round_: Round, readers: Mapping[str, tuple[str, ...]]) -> list[Words]:
    """Whatever the rules forbid in an assignment, asked case by case and reading by reading; empty: nothing."""
    people = {reviewer.code: reviewer for reviewer in round_.pool}
    found: list[Words] = []
    for case in round_.cases:
        given = readers.get(case.case_no, ())
        if len(set(given)) != len(given) or len(given) != round_.needs[case.case_no]:
            found.append(
                Words(
                    "{case}：应有{need}名不同的评查员，实为{given}",
                    "{case}: {need} different reviewers are needed, {given} given",
                    case=case.case_no,
                    need=round_.needs[case.case_no],
                    given="、".join(given) or "0",
                )
            )
        for code in given:
            if code not in people:
                found.append(
                    Words(
                        "{case}：{code}不在评查员名单",
                        "{case}: {code} is not of the pool",
                        case=case.case_no,
                        code=code,
                    )
                )
                continue
            found += [
                Words("{case}：{why}", "{case}: {why}", case=case.case_no, why=reason)
                for ground, reason in grounds_of(people[code], case, round_.exclusions).items()
                if ground not in round_.waived.get(case.case_no, ())
            ]
    strangers = set(readers) - {case.case_no for case in round_.cases}
    found += [
        Words("{case}不在本轮", "{case} is not of this round", case=case_no) for case_no in sorted(strangers)
    ]
    return found + _overloads(round_, readers)


def _overloads(round_: Round, readers: Mapping[str, tuple[str, ...]]) -> list[Words]:
    new = Counter(code for given in readers.values() for code in given)
    return [
        Words(
            "{code}共{load}件，超过上限{most}件",
            "{code} has {load}, over the limit of {most}",
            code=code,
            load=count + round_.before.get(code, 0),
            most=round_.max_load,
        )
        for code, count in sorted(new.items())
        if count + round_.before.get(code, 0) > round_.max_load
    ]
