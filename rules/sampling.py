"""The draw (随机抽取): which cases of a manifest a public seed picks, so that anyone can repeat it.

In every stratum the smallest tickets (`rules/lots.py`) are drawn. A draw is its manifest and its rounds and nothing
else: extending it, or replacing a case withdrawn, adds a round, and every case drawn before stays drawn.
Why it is done so, and what was refused: docs/decisions/0010-draw.md, 0030-controlled-rounding.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.allotment import Turn, additions, expectations
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Words
from rules.lots import draw_key, smallest
from rules.manifests import Manifest
from rules.sampling_plan import Method


@dataclass(frozen=True, slots=True)
class Round:
    """One round (轮次): the number asked for, its seed, and the drawn cases withdrawn before it, with reasons."""

    size: int
    seed: str
    obtained: str = ""
    """How the seed was obtained: time, place, witnesses, in the court's words."""
    withdrawn: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn case: its place in the order of its stratum, from 1, and the ticket that put it there."""

    case_no: str
    stratum: tuple[str, ...]
    rank: int
    ticket: str
    round: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one stratum has and gives (件). `drawn` is `quota`, and the cases withdrawn since on top of it.

    `expected`: what it gives on average over all seeds, where chance decides; None by largest remainder.
    """

    stratum: tuple[str, ...]
    eligible: int
    quota: int
    drawn: int
    expected: Fraction | None = None

    @property
    def probability(self) -> Fraction:
        """The inclusion probability (入样概率) of each case; ``float()`` of it for showing.

        By controlled rounding known before the seed, and the same whatever is drawn or withdrawn. By largest
        remainder exact as long as nothing was withdrawn; after that, the share of the stratum that was reached.
        """
        return Fraction(self.drawn if self.expected is None else self.expected) / self.eligible


@dataclass(frozen=True, slots=True)
class Draw:
    """The result: every case ever drawn in order of stratum and rank, and the allocation."""

    manifest: Manifest
    rounds: tuple[Round, ...]
    allocation: tuple[Allocation, ...]
    drawn: tuple[Drawn, ...]

    @property
    def withdrawn(self) -> dict[str, str]:
        """Drawn cases that were withdrawn, with reasons."""
        return {case_no: reason for entry in self.rounds for case_no, reason in entry.withdrawn}

    @property
    def standing(self) -> tuple[Drawn, ...]:
        """The cases to review: drawn and not withdrawn."""
        gone = self.withdrawn
        return tuple(entry for entry in self.drawn if entry.case_no not in gone)

    @property
    def without_chance(self) -> int:
        """Eligible cases of strata to which the allocation gives nothing (件); fewer strata give them a chance."""
        return sum(row.eligible for row in self.allocation if not row.probability)

    def probability_of(self, case_no: str) -> Fraction:
        """The inclusion probability of any case of the frame, drawn or not.

        Raises:
            NotFound: the case is not in the frame.
        """
        for stratum, row in zip(self.manifest.strata, self.allocation, strict=True):
            if case_no in stratum.cases:
                return row.probability
        raise NotFound(Words("{case_no}不在抽样框内", "{case_no} is not in the frame", case_no=case_no))


def draw(manifest: Manifest, seed: str, obtained: str = "") -> Draw:
    """Draw the plan's number of cases; with fewer eligible, all of them.

    Raises:
        FaultyInput: the seed is blank or can be typed in more than one way.
    """
    return replay(manifest, (Round(manifest.plan.size, seed, obtained),))


def extend(drawn: Draw, new_size: int, seed: str, obtained: str = "") -> Draw:
    """Enlarge the draw to `new_size` in all (per province or court); every case drawn before stays drawn.

    The round has a seed of its own: what the first seed would bring next is known to everyone since the first draw.

    Raises:
        FaultyInput: the number is not larger than before, or the seed is faulty or was used before.
    """
    faults = []
    if any(entry.seed == seed for entry in drawn.rounds):
        faults.append(Fault(
            Words("种子“{seed}”", "seed “{seed}”", seed=seed),
            Words("已用于以前的轮次", "was used in an earlier round"),
            Words("追加抽取请用决定之后新产生的种子", "use a seed that came to be after the decision to extend")))  # fmt: skip
    if new_size <= (size := drawn.rounds[-1].size):
        faults.append(Fault(
            Words("追加后的件数{size}", "number {size}", size=new_size),
            Words("不多于已抽的{before}件", "is no more than the {before} drawn before", before=size),
            Words("请写追加后的总件数", "give the number in all, after the extension")))  # fmt: skip
    if faults:
        raise FaultyInput(faults)
    return replay(drawn.manifest, (*drawn.rounds, Round(new_size, seed, obtained)))


def replace(drawn: Draw, withdrawn: Mapping[str, str]) -> Draw:
    """Take out drawn cases (number to reason) and draw the next ranks of the same strata in their stead.

    A stratum that has no case left passes its place on to the others as in any round.

    Raises:
        FaultyInput: every number that is not standing in the draw.
    """
    last = drawn.rounds[-1]
    added = Round(last.size, last.seed, last.obtained, tuple(sorted(withdrawn.items())))
    return replay(drawn.manifest, (*drawn.rounds, added))


def replay(manifest: Manifest, rounds: Sequence[Round]) -> Draw:
    """The draw that a manifest and its rounds amount to. Everything else here is a way of writing a round.

    Raises:
        FaultyInput: rounds that nobody could have drawn: faulty seeds, shrinking numbers, unknown withdrawals.
    """
    if not rounds or rounds[0].size != manifest.plan.size:
        raise FaultyInput([Fault(
            Words("第一轮", "the first round"),
            Words("不是方案所定的{size}件", "is not of the {size} cases of the plan", size=manifest.plan.size),
            Words("请按清单中的方案抽取", "draw by the plan in the manifest"))])  # fmt: skip
    taken: list[list[Drawn]] = [[] for _ in manifest.strata]
    home: dict[str, int] = {}
    keys = {entry.seed: draw_key(manifest.frame_sha256, entry.seed) for entry in rounds}
    lots: dict[tuple[str, int], list[tuple[str, str]]] = {}
    gone = [0] * len(manifest.strata)
    standing: set[str] = set()
    size = manifest.plan.size
    for number, entry in enumerate(rounds, start=1):
        if faults := _faults(entry, size, standing):
            raise FaultyInput(faults)
        size, key, going = entry.size, keys[entry.seed], [0] * len(manifest.strata)
        for case_no, _ in entry.withdrawn:
            going[home[case_no]] += 1
            standing.remove(case_no)
        more = additions(manifest, Turn(number, size, key, [len(cases) for cases in taken], gone, going))
        for at, wanted in enumerate(more):
            if wanted <= 0:
                continue
            before = {case.case_no for case in taken[at]}
            needed = (
                len(before) + wanted
            )  # Every case drawn before may stand among the smallest of this round too.
            if len(lots.get((key, at), ())) < needed:
                lots[key, at] = smallest(key, manifest.strata[at].cases, needed)
            chosen = [lot for lot in lots[key, at] if lot[1] not in before][:wanted]
            for rank, (lot, case_no) in enumerate(chosen, start=len(before) + 1):
                taken[at].append(Drawn(case_no, manifest.strata[at].name, rank, lot, number))
                standing.add(case_no)
                home[case_no] = at
        gone = [before + now for before, now in zip(gone, going, strict=True)]
    allocation = _allocation(manifest, rounds, taken, gone)
    return Draw(manifest, tuple(rounds), allocation, tuple(case for cases in taken for case in cases))


def _allocation(
    manifest: Manifest, rounds: Sequence[Round], taken: Sequence[Sequence[Drawn]], gone: Sequence[int]
) -> tuple[Allocation, ...]:
    chance = manifest.plan.method is Method.CONTROLLED
    expected = expectations(manifest, [entry.size for entry in rounds])
    return tuple(
        Allocation(
            stratum.name,
            stratum.eligible,
            len(taken[at]) - gone[at],
            len(taken[at]),
            expected[at] if chance else None,
        )
        for at, stratum in enumerate(manifest.strata)
    )


def seed_faults(seed: str) -> list[Fault]:
    """What is wrong with a seed that somebody typed; nothing, if everyone can type the same."""
    if seed and seed == seed.strip() and seed.isascii() and seed.isprintable():
        return []
    return [Fault(
        Words("种子“{seed}”", "seed “{seed}”", seed=seed),
        Words("为空、首尾有空格或含全角字符", "blank, has spaces around it, or is not plain ASCII"),
        Words("请用半角数字和字母，使任何人输入的都相同",
              "use plain digits and letters, so that everyone types the same"))]  # fmt: skip


def _faults(entry: Round, size_before: int, standing: set[str]) -> list[Fault]:
    faults = seed_faults(entry.seed)
    if entry.size < size_before:
        faults.append(Fault(
            Words("抽取件数{size}", "number {size}", size=entry.size),
            Words("少于已抽的{before}件", "less than the {before} drawn before", before=size_before),
            Words("已抽取的案件不得撤下；件数只能增加", "what was drawn stays drawn; the number can only grow")))  # fmt: skip
    faults += [
        Fault(
            Words("撤换案号“{case_no}”", "withdrawn case “{case_no}”", case_no=case_no),
            Words("不在现有抽取结果中", "does not stand in the draw"),
            Words("请核对案号", "check the number"),
        )
        for case_no, _ in entry.withdrawn
        if case_no not in standing
    ]
    return faults
