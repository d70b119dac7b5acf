"""考核与退额 (assessment and exit): which annual results lead out of the quota, and when the committee's finding is one.

The results count from the year in which 法〔2021〕255号 came into force; the first counted year is a parameter. A place in a
ranking is no result: nobody leaves for being last (保护实施办法 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.assessment import AssessmentResult
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason


class RestsOn(Labelled):
    """What a proposal about performance rests on (提出的根据)."""

    STANDARD = "standard", "未达到办案业绩考核标准", "below the standard of performance"
    RANKING = "ranking", "办案数量排名", "a ranking by number of cases"
    LAST_PLACE = "last_place", "末位淘汰", "elimination of the last"
    PETITIONS = "petitions", "接待信访不力", "petitions handled badly"


NO_GROUND = frozenset({RestsOn.RANKING, RestsOn.LAST_PLACE, RestsOn.PETITIONS})
"""What no exit may rest on alone."""


@dataclass(frozen=True, slots=True)
class YearResult:
    """One year's result. `told_on`: told to the judge in writing (法官法 43); `in_review`: a review of it is open."""

    year: int
    result: AssessmentResult
    told_on: date
    in_review: bool = False


def ranking_only(rests_on: Sequence[str]) -> Reason | None:
    """Why a proposal may not stand: it rests on a ranking and on nothing else (末位淘汰)."""
    named = [each for each in RestsOn if each.value in rests_on]
    if not named or any(each not in NO_GROUND for each in named):
        return None
    return Reason(
        Words(
            "不得以{named}为由使法官退出员额；确属不能胜任的，由法官考评委员会按办案业绩标准认定，或者依据年度考核结果提出",
            "nobody leaves the quota for {named}; who is unfit is found so by the assessment committee on the standard, or by an annual result",
            named=Words("、".join(each.zh for each in named), ", ".join(each.en for each in named)),
        ),
        cite("protection_of_judges_2017.不得排名"),
    )


def not_settled(results: Sequence[YearResult], today: date) -> Reason | None:
    """Why a result cannot be relied on yet: it was not told, or is being reviewed (法官法 43)."""
    for each in results:
        if each.told_on > today:
            return Reason(
                Words(
                    "{year}年度考核结果尚未书面通知本人，通知后再提出",
                    "the result of {year} was not told in writing yet: tell it first",
                    year=each.year,
                ),
                cite("judges_law.43"),
            )
        if each.in_review:
            return Reason(
                Words(
                    "{year}年度考核结果正在复核，复核终结后再提出",
                    "the result of {year} is under review: wait until that has ended",
                    year=each.year,
                ),
                cite("judges_law.43"),
            )
    return None


def not_incompetent(results: Sequence[YearResult]) -> Reason | None:
    """Why there is no exit for a single year: none of them is 不称职."""
    if any(each.result is AssessmentResult.INCOMPETENT for each in results):
        return None
    return Reason(
        Words(
            "没有年度考核不称职的结果；基本称职须连续两年",
            "no year was assessed 不称职; 基本称职 counts two years running only",
        ),
        cite("judge_assessment_2021.退出员额"),
    )


def not_twice(results: Sequence[YearResult], rules: Rules) -> Reason | None:
    """Why there is no exit for two years: they are not two running, or one is before the first counted year."""
    first = int(rules["quota_exit.first_counted_year"])
    years = {each.year for each in results if each.result is AssessmentResult.BASICALLY_COMPETENT}
    pairs = [year for year in sorted(years) if year + 1 in years]
    if any(year >= first for year in pairs):
        return None
    if pairs:
        return Reason(
            Words(
                "连续两年基本称职自{first}年度起计算，{years}年度不都计入",
                "two years running count from {first}; {years} do not both count",
                first=first,
                years=f"{pairs[-1]}—{pairs[-1] + 1}",
            ),
            cite("judge_assessment_2021.合并计算"),
        )
    return Reason(
        Words(
            "应当是连续两个年度基本称职；现有：{years}",
            "it must be 基本称职 two years running; on record: {years}",
            years="、".join(map(str, sorted(years))) or "—",
        ),
        cite("judge_assessment_2021.退出员额"),
    )


def minimum_met(closed: int, least: int) -> Reason | None:
    """Why a leader does not leave for the caseload: the minimum was met."""
    if closed < least:
        return None
    return Reason(
        Words(
            "办案{closed}件，达到最低要求{least}件，不得以此提出",
            "{closed} cases meet the minimum of {least}: this is no ground",
            closed=closed,
            least=least,
        ),
        cite("judge_assessment_2021.院庭长办案"),
    )


def not_the_committee(members: Sequence[str], rules: Rules, *, president_chairs: bool) -> Reason | None:
    """Why a finding is none: the committee has five to nine members and the president in the chair (法官法 39)."""
    least, most = int(rules["quota_exit.committee_least"]), int(rules["quota_exit.committee_most"])
    count = len(set(members))
    if least <= count <= most and count == len(members) and president_chairs:
        return None
    return Reason(
        Words(
            "法官考评委员会由{least}至{most}人组成，院长任主任；现写{count}人（不重复）{chair}",
            "the assessment committee has {least} to {most} members with the president in the chair; {count} different ones are named{chair}",
            least=least,
            most=most,
            count=count,
            chair=Words("", "") if president_chairs else Words("，未由院长主持", ", without the president"),
        ),
        cite("judges_law.39"),
    )
