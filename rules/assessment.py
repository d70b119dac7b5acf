"""年度考核 (annual assessment): the grades, what may not lead to one, and what each brings by law.

A grade is the committee's; the program only says what stands against it, with the article. Which results lead out of the quota
stands in `rules/exit_performance.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rules.courts import CourtLevel
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason
from rules.sanctions import SanctionKind


class AssessmentResult(Labelled):
    """The result of a year (年度考核等次，法官法 42), and that none was given."""

    EXCELLENT = "excellent", "优秀", "excellent"
    COMPETENT = "competent", "称职", "competent"
    BASICALLY_COMPETENT = "basically_competent", "基本称职", "basically competent"
    INCOMPETENT = "incompetent", "不称职", "incompetent"
    NOT_GRADED = "not_graded", "不定等次", "no grade given"

    @property
    def weight(self) -> int:
        """The larger, the heavier for the judge. A year without a grade costs as much as 基本称职, and counts for no second one."""
        return _HEAVIER.index(self)


_HEAVIER = (
    AssessmentResult.EXCELLENT,
    AssessmentResult.COMPETENT,
    AssessmentResult.NOT_GRADED,
    AssessmentResult.BASICALLY_COMPETENT,
    AssessmentResult.INCOMPETENT,
)
WITHOUT = frozenset(
    {AssessmentResult.BASICALLY_COMPETENT, AssessmentResult.INCOMPETENT, AssessmentResult.NOT_GRADED}
)
"""The results that bring no bonus, and whose year does not count."""


class MaterialKind(Labelled):
    """What kind of matter on file an assessment takes note of (考核材料)."""

    REVIEW = "review", "案件质量评查等次", "grade of a case review"
    NEGLIGENCE = "negligence", "一般过失审查意见", "finding of ordinary negligence"
    SANCTION = "sanction", "处分", "sanction"
    INQUIRY = "inquiry", "监察立案调查未结", "open supervision case"


class NoGradeGround(Labelled):
    """Why no grade is given (不定等次的情形)."""

    INQUIRY = "inquiry", "立案调查尚未结案", "a case is open"
    SANCTION = "sanction", "处分期间", "in the period of a sanction"
    ABSENCE = "absence", "缺勤累计超过半年", "absent for more than half of the year"
    PROBATION = "probation", "试用期内", "on probation"


NO_GRADE_ON: Mapping[NoGradeGround, str] = {
    NoGradeGround.INQUIRY: "civil_servants_assessment_2020.立案未结",
    NoGradeGround.SANCTION: "civil_servants_assessment_2020.处分期间",
    NoGradeGround.ABSENCE: "civil_servants_assessment_2020.缺勤",
    NoGradeGround.PROBATION: "civil_servants_assessment_2020.试用期",
}
"""The article of each."""


class AssessmentEffect(Labelled):
    """What a grade brings by law (考核结果的后果)."""

    PAY_STEP = "pay_step", "可以按规定晋升工资档次", "a pay step may follow"
    FIRST_IN_RANK = "first_in_rank", "同等条件优先晋升等级", "goes first for promotion of rank"
    NO_BONUS = "no_bonus", "不享受绩效考核奖金", "no incentive bonus"
    YEAR_NOT_COUNTED = (
        "year_not_counted",
        "本年度不计入等级晋升年限",
        "the year does not count towards promotion of rank",
    )
    DEMOTION = (
        "demotion",
        "按规定程序降低一个职务或者职级层次任职",
        "to be lowered by one level of post or rank",
    )
    EXIT = "exit", "应当退出员额", "leads out of the quota"
    LAYING_OFF = (
        "laying_off",
        "连续两年不称职，应予辞退",
        "incompetent two years running: dismissal from service",
    )


def two_running(
    result: AssessmentResult, year: int, previous: Mapping[str, Any] | None, wanted: AssessmentResult
) -> bool:
    """Whether this year and the one before both came to that result."""
    before = previous or {}
    return result is wanted and before.get("year") == year - 1 and before.get("result") == wanted.value


def leads_out(result: AssessmentResult, year: int, previous: Mapping[str, Any] | None, rules: Rules) -> bool:
    """Whether it leads out of the quota: 不称职, or 基本称职 two years running, both from the first counted year."""
    first = rules.get("quota_exit.first_counted_year")
    if first is None:
        return False
    twice = two_running(result, year, previous, AssessmentResult.BASICALLY_COMPETENT)
    return result is AssessmentResult.INCOMPETENT or (twice and year - 1 >= int(first))


def effects(
    result: AssessmentResult, year: int, previous: Mapping[str, Any] | None, rules: Rules
) -> tuple[AssessmentEffect, ...]:
    """What the grade of a year brings."""
    found: list[AssessmentEffect] = []
    if result in (AssessmentResult.EXCELLENT, AssessmentResult.COMPETENT):
        found.append(AssessmentEffect.PAY_STEP)
    if result is AssessmentResult.EXCELLENT:
        found.append(AssessmentEffect.FIRST_IN_RANK)
    if result in WITHOUT:
        found += [AssessmentEffect.NO_BONUS, AssessmentEffect.YEAR_NOT_COUNTED]
    if result is AssessmentResult.INCOMPETENT:
        found.append(AssessmentEffect.DEMOTION)
    if leads_out(result, year, previous, rules):
        found.append(AssessmentEffect.EXIT)
    if two_running(result, year, previous, AssessmentResult.INCOMPETENT):
        found.append(AssessmentEffect.LAYING_OFF)
    return tuple(found)


def barred_by_sanction(
    result: AssessmentResult, material: Iterable[Mapping[str, Any]], year: int, rules: Rules
) -> Reason | None:
    """Why a sanction stands against the grade: not 优秀 in the year of the lightest, no grade in the period of a heavier one."""
    if "assessment.no_grade_from" not in rules:
        return None  # Opened before the rule: 从旧.
    lowest, none = (
        SanctionKind(rules[key]).weight
        for key in ("assessment.no_excellent_from", "assessment.no_grade_from")
    )
    for each in material:
        kind = _sanction(each)
        if kind is None or not _in_year(each, year):
            continue
        if kind.weight >= none and result is not AssessmentResult.NOT_GRADED:
            return Reason(
                Words(
                    "{kind}的处分期间参加考核，不定等次",
                    "in the period of a {kind} no grade is given",
                    kind=kind,
                ),
                cite(rules.parameter("assessment.no_grade_from").authority),
            )
        if kind.weight >= lowest and result is AssessmentResult.EXCELLENT:
            return Reason(
                Words(
                    "受{kind}处分的当年不得确定为优秀",
                    "in the year of a {kind} nobody is assessed 优秀",
                    kind=kind,
                ),
                cite(rules.parameter("assessment.no_excellent_from").authority),
            )
    return None


def ungraded_because(
    material: Iterable[Mapping[str, Any]], ground: NoGradeGround, year: int, rules: Rules
) -> bool:
    """Whether the material on file bears out a ground for giving no grade."""
    rows = list(material)
    if ground is NoGradeGround.INQUIRY:
        return any(each.get("kind") == MaterialKind.INQUIRY.value for each in rows)
    least = SanctionKind(rules.get("assessment.no_grade_from", SanctionKind.DEMERIT.value)).weight
    return any(
        (kind := _sanction(each)) is not None and kind.weight >= least and _in_year(each, year)
        for each in rows
    )


def _sanction(each: Mapping[str, Any]) -> SanctionKind | None:
    if each.get("kind") != MaterialKind.SANCTION.value:
        return None
    return next((kind for kind in SanctionKind if kind.value == each.get("value")), None)


def _in_year(each: Mapping[str, Any], year: int) -> bool:
    """Whether the sanction was given in that year, or its period reaches into it."""
    given, until = _year(each.get("on")), _year(each.get("until"))
    return given is not None and given <= year <= max(given, until or given)


def _year(day: Any) -> int | None:
    try:
        return date.fromisoformat(str(day)).year
    except ValueError:
        return None


_MINIMUM: Mapping[CourtLevel, str] = {
    CourtLevel.BASIC: "assessment.leader_minimum_basic",
    CourtLevel.INTERMEDIATE: "assessment.leader_minimum_intermediate",
    CourtLevel.HIGH: "assessment.leader_minimum_high",
    CourtLevel.SPECIAL: "assessment.leader_minimum_special",
}


def leader_minimum(level: str, year: int, rules: Rules) -> int | None:
    """The least number of own cases (件) of a leader in that year; None where no minimum holds (before 2022)."""
    first = rules.get("assessment.leader_first_year")
    key = _MINIMUM.get(CourtLevel(level)) if level else None
    if first is None or year < int(first) or key is None:
        return None
    return int(rules[key])


def below_minimum(closed: int, least: int, result: AssessmentResult) -> Reason | None:
    """Why a leader who stayed below the minimum is 不称职 and nothing better."""
    if closed >= least or result is AssessmentResult.INCOMPETENT:
        return None
    return Reason(
        Words(
            "院庭长本年度办案{closed}件，未达最低要求{least}件，应当确定为不称职",
            "{closed} own cases are below the minimum of {least}: the grade of the leader is 不称职",
            closed=closed,
            least=least,
        ),
        cite("judge_assessment_2021.院庭长办案"),
    )
