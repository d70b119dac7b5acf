"""What a round of quality review found (评查结果): counts, shares and estimates, and nothing else.

Rates come from the random pool (随机抽取) only. Cases that were not drawn and had to be reviewed all the same
(另行评查) are there because something had happened in them; they are counted apart and never enter a rate.
Every share keeps its two whole numbers, so that whoever reads it can divide again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from math import fsum

from rules.agreement import ReaderAgreement
from rules.comparisons import Comparison
from rules.errors import Fault, FaultyInput
from rules.funnel import Funnel, Levels, funnel_of
from rules.labels import Words
from rules.outcomes import ReviewOutcome
from rules.pools import Pool
from rules.shares import Share, share_of
from rules.suppression import GOODS, Published, published
from rules.tallies import (
    GOOD,
    GRADES,
    Defect,
    Estimate,
    Group,
    Objections,
    Rectification,
    Tally,
)

__all__ = [
    "GOOD",
    "GRADES",
    "Defect",
    "Estimate",
    "Group",
    "Objections",
    "Rectification",
    "RoundResults",
    "Tally",
    "results_of",
]


@dataclass(frozen=True, slots=True)
class RoundResults:
    """The results of one round. Groups stand in order of their label, defects with the commonest first."""

    outcomes: tuple[ReviewOutcome, ...]
    random: Tally
    besides: Tally
    """另行评查: the cases of all other pools together."""
    pools: Mapping[Pool, Tally]
    """The other pools one by one; those without a case are left out."""
    by_court: tuple[Group, ...]
    by_kind: tuple[Group, ...]
    estimates: tuple[Estimate, ...]
    defects: tuple[Defect, ...]
    objections: Objections
    rectification: Rectification
    late_acts: int
    late_cases: int
    clues: int
    levels: Levels | None = None
    """How sure the intervals and limits are; None where the caller laid nothing down, and then there are none."""
    shares: Mapping[str, Share] = field(default_factory=dict)
    """By grade, and under `GOODS` of excellent and qualified together: what the random pool says of the frame."""
    court_funnel: Funnel | None = None
    kind_funnel: Funnel | None = None
    court_counts: Published | None = None
    """What of the counts by court may be published."""
    kind_counts: Published | None = None
    earlier: Mapping[str, Comparison] = field(default_factory=dict)
    """This round's random pool against earlier ones' (excellent and qualified), by the season's label."""
    reader_agreement: ReaderAgreement | None = None
    """How far the readers agreed, all together; nobody is told apart in it."""

    @property
    def public_court_funnel(self) -> Funnel | None:
        """The funnel without the courts whose counts are not published."""
        return _published_points(self.court_funnel, self.court_counts)

    @property
    def public_kind_funnel(self) -> Funnel | None:
        """The funnel without the kinds of case whose counts are not published."""
        return _published_points(self.kind_funnel, self.kind_counts)

    @property
    def reviewed(self) -> int:
        return len(self.outcomes)

    @property
    def with_deductions(self) -> int:
        return sum(bool(case.deductions) for case in self.outcomes)

    def courts(self, register: Sequence[str]) -> list[Group]:
        """The courts in the order of the register; those it does not have stand last."""
        return _in_order(self.by_court, register)

    def kinds(self, order: Sequence[str]) -> list[Group]:
        """The kinds of case in that order; others stand last."""
        return _in_order(self.by_kind, order)


def _in_order(groups: Iterable[Group], order: Sequence[str]) -> list[Group]:
    place = {label: number for number, label in enumerate(order)}
    return sorted(groups, key=lambda group: (place.get(group.label, len(place)), group.label))


def results_of(outcomes: Iterable[ReviewOutcome], levels: Levels | None = None) -> RoundResults:
    """Count a round; with `levels`, also say how sure its shares are, and what of it may be published.

    Raises:
        FaultyInput: a case that stands twice, an unknown grade, or a probability outside (0, 1].
    """
    cases = tuple(outcomes)
    if faults := _faults(cases):
        raise FaultyInput(faults)
    by_court = _groups(cases, lambda case: case.court, levels)
    by_kind = _groups(cases, lambda case: case.case_kind, levels)
    return RoundResults(
        outcomes=cases,
        random=_tally(case for case in cases if not case.besides),
        besides=_tally(case for case in cases if case.besides),
        pools=_pools(cases),
        by_court=by_court,
        by_kind=by_kind,
        estimates=_estimates(cases),
        defects=_defects(cases),
        objections=_objections(cases),
        rectification=Rectification(
            ordered=sum(case.rectified is not None for case in cases),
            done=sum(case.rectified is True for case in cases),
        ),
        late_acts=sum(case.late_acts for case in cases),
        late_cases=sum(case.late_acts > 0 for case in cases),
        clues=sum(case.clue_out for case in cases),
        levels=levels,
        shares=_shares(cases, levels),
        court_funnel=_funnel(by_court, levels),
        kind_funnel=_funnel(by_kind, levels),
        court_counts=_published(by_court, levels),
        kind_counts=_published(by_kind, levels),
    )


def _faults(cases: Sequence[ReviewOutcome]) -> list[Fault]:
    return [
        *(_twice(ref, times) for ref, times in Counter(case.ref for case in cases).items() if times > 1),
        *(_no_such_grade(case) for case in cases if case.grade is not None and case.grade not in GRADES),
        *(_no_probability(case) for case in cases if not 0 < case.probability <= 1),
    ]


def _twice(ref: str, times: int) -> Fault:
    return Fault(
        _case(ref),
        Words("出现{times}次", "stands {times} times", times=times),
        Words("一案只计一次，请去掉重复的记录", "a case counts once; remove the others"),
    )


def _no_such_grade(case: ReviewOutcome) -> Fault:
    return Fault(
        _case(case.ref),
        Words("等次“{grade}”不存在", "there is no grade “{grade}”", grade=case.grade),
        Words("请填写评查办法规定的等次", "give one of the grades of the review"),
    )


def _no_probability(case: ReviewOutcome) -> Fault:
    return Fault(
        _case(case.ref),
        Words("入样概率为{p}", "the inclusion probability is {p}", p=case.probability),
        Words(
            "入样概率应当大于0、不超过1，请核对抽样记录",
            "it must be above 0 and at most 1; check the record of the draw",
        ),
    )


def _case(ref: str) -> Words:
    return Words("案件“{ref}”", "case “{ref}”", ref=ref)


def _tally(cases: Iterable[ReviewOutcome]) -> Tally:
    found = Counter(case.grade for case in cases)
    return Tally({grade: found[grade] for grade in GRADES}, ungraded=found[None])


def _pools(cases: Sequence[ReviewOutcome]) -> dict[Pool, Tally]:
    there = {case.pool for case in cases}
    return {
        pool: _tally(case for case in cases if case.pool is pool)
        for pool in Pool
        if pool in there and pool is not Pool.RANDOM
    }


def _groups(
    cases: Sequence[ReviewOutcome], label: Callable[[ReviewOutcome], str], levels: Levels | None
) -> tuple[Group, ...]:
    members: dict[str, list[ReviewOutcome]] = {}
    for case in cases:
        members.setdefault(label(case), []).append(case)
    groups = [
        Group(
            name,
            random=_tally(case for case in members[name] if not case.besides),
            besides=_tally(case for case in members[name] if case.besides),
            good=_share(members[name], GOOD, levels),
        )
        for name in sorted(members)
    ]
    funnel = _funnel(groups, levels)
    standings = {point.label: point.standing for point in funnel.points} if funnel else {}
    return tuple(replace(group, standing=standings.get(group.label)) for group in groups)


def _funnel(groups: Iterable[Group], levels: Levels | None) -> Funnel | None:
    if levels is None:
        return None
    rows = [(group.label, group.random.graded, group.random.of(*GOOD)) for group in groups]
    return funnel_of(rows, levels)


def _published(groups: Iterable[Group], levels: Levels | None) -> Published | None:
    if levels is None:
        return None
    return published(list(groups), levels.smallest_cell)


def _published_points(funnel: Funnel | None, counts: Published | None) -> Funnel | None:
    if funnel is None or counts is None:
        return funnel
    kept = [point for point in funnel.points if counts.counts.get((point.label, GOODS)) is not None]
    return replace(funnel, points=tuple(kept))


def _shares(cases: Sequence[ReviewOutcome], levels: Levels | None) -> dict[str, Share]:
    wanted = {**{grade: (grade,) for grade in GRADES}, GOODS: GOOD}
    found = {name: _share(cases, grades, levels) for name, grades in wanted.items()}
    return {name: share for name, share in found.items() if share is not None}


def _share(cases: Iterable[ReviewOutcome], grades: Sequence[str], levels: Levels | None) -> Share | None:
    """The share of these grades among the graded cases of the random pool, weighed by their chances."""
    if levels is None:
        return None
    sample = [
        (case.probability, case.grade in grades)
        for case in cases
        if not case.besides and case.grade is not None
    ]
    return share_of(sample, levels.confidence)


def _estimates(cases: Sequence[ReviewOutcome]) -> tuple[Estimate, ...]:
    """Weigh the random pool; empty where it has no graded case."""
    pool = [case for case in cases if not case.besides and case.grade is not None]
    whole = fsum(1 / case.probability for case in pool)
    totals = {grade: fsum(1 / case.probability for case in pool if case.grade == grade) for grade in GRADES}
    return tuple(Estimate(grade, total, total / whole) for grade, total in totals.items()) if pool else ()


def _defects(cases: Sequence[ReviewOutcome]) -> tuple[Defect, ...]:
    names: dict[str, Words | str] = {}
    random: Counter[str] = Counter()
    besides: Counter[str] = Counter()
    taken: dict[str, list[Decimal]] = {}
    for case in cases:
        for code, item, lost in case.deductions:
            names.setdefault(code, item)
            taken.setdefault(code, []).append(Decimal(str(lost)))
        # An item found three times in one case is still one case with that defect.
        (besides if case.besides else random).update({code for code, _, _ in case.deductions})
    found = [
        Defect(code, names[code], random[code], besides[code], points=sum(lost, Decimal()))
        for code, lost in taken.items()
    ]
    return tuple(sorted(found, key=lambda defect: (-defect.cases, -defect.points, defect.code)))


def _objections(cases: Sequence[ReviewOutcome]) -> Objections:
    filed = [case for case in cases if case.objected]
    return Objections(
        filed=len(filed),
        upheld=sum(case.objection_upheld is True for case in filed),
        rejected=sum(case.objection_upheld is False for case in filed),
        pending=sum(case.objection_upheld is None for case in filed),
        re_reviewed=sum(case.re_reviewed for case in cases),
        committee=sum(case.committee for case in cases),
    )
