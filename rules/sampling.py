"""The draw (随机抽取): which cases of a manifest a public seed picks, so that anyone can repeat it.

    key    = SHA-256(manifest's SHA-256 in hexadecimal ‖ 0x00 ‖ public seed)
    ticket = SHA-256(key in hexadecimal ‖ 0x00 ‖ case number)

In every stratum the smallest tickets are drawn. A draw is its manifest and its rounds and nothing else:
extending it, or replacing a case withdrawn, adds a round, and every case drawn before stays drawn.
Why it is done so, and what was refused: docs/decisions/0010-draw.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.apportionment import apportion
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Words
from rules.manifests import Manifest


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
    """What one stratum has and gives (件). `drawn` is `quota`, and the cases withdrawn since on top of it."""

    stratum: tuple[str, ...]
    eligible: int
    quota: int
    drawn: int

    @property
    def probability(self) -> Fraction:
        """The inclusion probability (入样概率) of each case; ``float()`` of it for showing.

        Exact as long as nothing was withdrawn; after that, the share of the stratum that the draw has reached.
        """
        return Fraction(self.drawn, self.eligible)


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
        return sum(row.eligible for row in self.allocation if not row.drawn)

    def probability_of(self, case_no: str) -> Fraction:
        """The inclusion probability of any case of the frame, drawn or not.

        Raises:
            NotFound: the case is not in the frame.
        """
        for stratum, row in zip(self.manifest.strata, self.allocation, strict=True):
            if case_no in stratum.cases:
                return row.probability
        raise NotFound(Words("{case_no}不在抽样框内", "{case_no} is not in the frame", case_no=case_no))


def draw_key(manifest_sha256: str, seed: str) -> str:
    """The seed that draws from this manifest and from no other."""
    return hashlib.sha256(f"{manifest_sha256}\0{seed}".encode()).hexdigest()


def ticket(key: str, case_no: str) -> str:
    """The case's lot (签): 64 hexadecimal digits, the same for whoever works it out."""
    return hashlib.sha256(f"{key}\0{case_no}".encode()).hexdigest()


def preview(manifest: Manifest) -> tuple[Allocation, ...]:
    """The allocation that the first round will have. It needs no seed, so it can be shown before the draw."""
    quotas = _quotas(manifest, manifest.plan.size, _minimum(manifest), [0] * len(manifest.strata))
    return _allocation(manifest, quotas, quotas)


def draw(manifest: Manifest, seed: str, obtained: str = "") -> Draw:
    """Draw the plan's number of cases; with fewer eligible, all of them.

    Raises:
        FaultyInput: the seed is blank or can be typed in more than one way.
    """
    return replay(manifest, (Round(manifest.plan.size, seed, obtained),))


def extend(drawn: Draw, new_size: int, seed: str | None = None, obtained: str = "") -> Draw:
    """Enlarge the draw to `new_size` in all (per province or court); every case drawn before stays drawn.

    Without a seed of its own the round takes the next ranks. They are known to everyone since the first seed;
    where that matters, roll again and give the new seed.

    Raises:
        FaultyInput: the number is smaller than before, or the seed is faulty.
    """
    last = drawn.rounds[-1]
    added = Round(new_size, last.seed if seed is None else seed, obtained or last.obtained)
    return replay(drawn.manifest, (*drawn.rounds, added))


def replace(drawn: Draw, withdrawn: Mapping[str, str]) -> Draw:
    """Take out drawn cases (number to reason) and draw the next ranks of the same strata in their stead.

    A stratum that has no case left passes its place on to the others by the rule of `apportion`.

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
    home = {case_no: at for at, stratum in enumerate(manifest.strata) for case_no in stratum.cases}
    tickets: dict[str, list[list[tuple[str, str]]]] = {}
    quotas, gone = _minimum(manifest), [0] * len(manifest.strata)
    standing: set[str] = set()
    size = manifest.plan.size
    for number, entry in enumerate(rounds, start=1):
        if faults := _faults(entry, size, standing):
            raise FaultyInput(faults)
        size = entry.size
        for case_no, _ in entry.withdrawn:
            gone[home[case_no]] += 1
            standing.remove(case_no)
        quotas = _quotas(manifest, size, quotas, gone)
        if entry.seed not in tickets:
            tickets[entry.seed] = _tickets(manifest, entry.seed)
        for at, lots in enumerate(tickets[entry.seed]):
            before = {case.case_no for case in taken[at]}
            wanted = quotas[at] + gone[at] - len(before)
            chosen = [lot for lot in lots if lot[1] not in before][:wanted] if wanted else []
            for rank, (lot, case_no) in enumerate(chosen, start=len(before) + 1):
                taken[at].append(Drawn(case_no, manifest.strata[at].name, rank, lot, number))
                standing.add(case_no)
    allocation = _allocation(manifest, quotas, [len(cases) for cases in taken])
    return Draw(manifest, tuple(rounds), allocation, tuple(case for cases in taken for case in cases))


def _tickets(manifest: Manifest, seed: str) -> list[list[tuple[str, str]]]:
    key = draw_key(manifest.sha256, seed)
    return [
        sorted((ticket(key, case_no), case_no) for case_no in stratum.cases) for stratum in manifest.strata
    ]


def _minimum(manifest: Manifest) -> list[int]:
    """What every stratum starts from, before there is a round whose quotas it must keep."""
    return [manifest.plan.minimum] * len(manifest.strata)


def _quotas(manifest: Manifest, size: int, before: Sequence[int], gone: Sequence[int]) -> list[int]:
    quotas = [0] * len(manifest.strata)
    for group in manifest.groups:
        capacities = [manifest.strata[at].eligible - gone[at] for at in group]
        floors = [min(before[at], capacity) for at, capacity in zip(group, capacities, strict=True)]
        for at, quota in zip(group, apportion(size, capacities, floors), strict=True):
            quotas[at] = quota
    return quotas


def _allocation(manifest: Manifest, quotas: Sequence[int], drawn: Sequence[int]) -> tuple[Allocation, ...]:
    rows = zip(manifest.strata, quotas, drawn, strict=True)
    return tuple(Allocation(stratum.name, stratum.eligible, quota, count) for stratum, quota, count in rows)


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
