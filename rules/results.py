"""What a round of quality review found (评查结果): counts, shares and estimates, and nothing else.

Rates come from the random pool (随机抽取) only. Cases that were not drawn and had to be reviewed all the same
(必查) are there because something had happened in them; they are counted apart and never enter a rate.
Every share keeps its two whole numbers, so that whoever reads it can divide again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import fsum

from rules.errors import Fault, FaultyInput
from rules.grading import Grade
from rules.labels import Words
from rules.outcomes import ReviewOutcome

GRADES: tuple[str, ...] = tuple(grade.value for grade in Grade)
"""The codes of the grades (等次), the best first."""
GOOD: tuple[str, ...] = (Grade.EXCELLENT.value, Grade.QUALIFIED.value)
"""The grades that need no rectification."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases of one pool by grade."""

    counts: Mapping[str, int]
    ungraded: int

    @property
    def graded(self) -> int:
        return sum(self.counts.values())

    @property
    def reviewed(self) -> int:
        return self.graded + self.ungraded

    def share(self, *grades: str) -> Fraction | None:
        """The share of these grades among the graded cases; None where there is none."""
        return Fraction(sum(self.counts[grade] for grade in grades), self.graded) if self.graded else None


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one court or of one kind."""

    label: str
    random: Tally
    mandatory: Tally


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the random pool says about the whole frame.

    Each case stands for 1/probability cases of the list. `cases` is the Horvitz-Thompson total of the grade,
    `share` the Hájek share: that total over the total of all graded cases, so that the shares add up to 1 also
    where some cases drawn have no grade.
    """

    grade: str
    cases: float
    share: float


@dataclass(frozen=True, slots=True)
class Defect:
    """One item of the score sheet: in how many cases it was found, and the points taken off for it."""

    code: str
    item: Words | str
    random_cases: int
    mandatory_cases: int
    points: Decimal

    @property
    def cases(self) -> int:
        return self.random_cases + self.mandatory_cases


@dataclass(frozen=True, slots=True)
class Objections:
    """异议: filed = upheld + rejected + pending."""

    filed: int
    upheld: int
    rejected: int
    pending: int
    re_reviewed: int
    committee: int


@dataclass(frozen=True, slots=True)
class Rectification:
    """整改: ordered = done + open."""

    ordered: int
    done: int

    @property
    def open(self) -> int:
        return self.ordered - self.done


@dataclass(frozen=True, slots=True)
class RoundResults:
    """The results of one round. Groups stand in order of their label, defects with the commonest first."""

    outcomes: tuple[ReviewOutcome, ...]
    random: Tally
    mandatory: Tally
    by_court: tuple[Group, ...]
    by_kind: tuple[Group, ...]
    estimates: tuple[Estimate, ...]
    defects: tuple[Defect, ...]
    objections: Objections
    rectification: Rectification
    late_acts: int
    late_cases: int
    clues: int

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


def results_of(outcomes: Iterable[ReviewOutcome]) -> RoundResults:
    """Count a round.

    Raises:
        FaultyInput: a case that stands twice, an unknown grade, or a probability outside (0, 1].
    """
    cases = tuple(outcomes)
    if faults := _faults(cases):
        raise FaultyInput(faults)
    return RoundResults(
        outcomes=cases,
        random=_tally(case for case in cases if not case.mandatory),
        mandatory=_tally(case for case in cases if case.mandatory),
        by_court=_groups(cases, lambda case: case.court),
        by_kind=_groups(cases, lambda case: case.case_kind),
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


def _groups(cases: Sequence[ReviewOutcome], label: Callable[[ReviewOutcome], str]) -> tuple[Group, ...]:
    members: dict[str, list[ReviewOutcome]] = {}
    for case in cases:
        members.setdefault(label(case), []).append(case)
    return tuple(
        Group(
            name,
            random=_tally(case for case in members[name] if not case.mandatory),
            mandatory=_tally(case for case in members[name] if case.mandatory),
        )
        for name in sorted(members)
    )


def _estimates(cases: Sequence[ReviewOutcome]) -> tuple[Estimate, ...]:
    """Weigh the random pool; empty where it has no graded case."""
    pool = [case for case in cases if not case.mandatory and case.grade is not None]
    whole = fsum(1 / case.probability for case in pool)
    totals = {grade: fsum(1 / case.probability for case in pool if case.grade == grade) for grade in GRADES}
    return tuple(Estimate(grade, total, total / whole) for grade, total in totals.items()) if pool else ()


def _defects(cases: Sequence[ReviewOutcome]) -> tuple[Defect, ...]:
    names: dict[str, Words | str] = {}
    random: Counter[str] = Counter()
    mandatory: Counter[str] = Counter()
    taken: dict[str, list[Decimal]] = {}
    for case in cases:
        for code, item, lost in case.deductions:
            names.setdefault(code, item)
            taken.setdefault(code, []).append(Decimal(str(lost)))
        # An item found three times in one case is still one case with that defect.
        (mandatory if case.mandatory else random).update({code for code, _, _ in case.deductions})
    found = [
        Defect(code, names[code], random[code], mandatory[code], points=sum(lost, Decimal()))
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
