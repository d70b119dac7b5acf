"""Why an opinion or a grade may be refused by the standard of its date (吸收原则、非过错、优秀比例、移送督察).

Each guard asks the rules pinned to the proceeding: what opened before the standard is held to none of this.
"""

from __future__ import annotations

from rules.clocks import beijing_day
from rules.deductions import GradingMethod
from rules.exemptions import NO_EXEMPTION, answers, is_exempt
from rules.findings import Grade
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.quality_review.terms import Known
from state_machines.steps import ClockRule, Condition, Facts, guard

LOCAL = law("local_review")
STANDARD = law("jilin_review_standard")

EXCELLENT_PERIOD = ClockRule(
    "excellent",
    "优秀评定期限",
    "period for settling the list of 优秀",
    "grading.excellent_period",
    LOCAL["优秀比例"],
)
_FOR_INSPECTION = Condition(
    lambda facts, rules: (
        bool(rules.get("grading.inspection_required", False))
        and facts.get(Known.GRADE.code) == Grade.UNQUALIFIED.value
        and not facts.get(Known.INSPECTION_NOTE.code)
    ),
    "不合格案件尚未移送督察的",
    "where a case found 不合格 was not yet handed over",
)
INSPECTION_PERIOD = ClockRule(
    "inspection",
    "移送督察期限",
    "period for handing over to inspection",
    "grading.inspection_period",
    LOCAL["整改"],
    only=_FOR_INSPECTION,
)
_CODES = frozenset(grade.value for grade in Grade)


# ---- a reversed case ------------------------------------------------------------------------------------------


@guard("改判、发回的原因未写明", "the cause of the reversal is not stated", LOCAL["改判原因"])
def reversal_unexplained(_: Actor, facts: Facts) -> Words | None:
    """Of a reversed case the opinion says whose fault which finding was, or which exemption applies and why.

    Where no sheet is on record (a file withheld), nothing was read that could be explained.
    """
    answer = facts.get(Known.EXEMPTION.code)
    if not facts.get(Known.REVERSED.code):
        return _NOT_REVERSED if Known.EXEMPTION.code in facts.act else None
    if answer:
        return _answer_wrong(str(answer), facts)
    required = facts.rules.get("grading.reversal_cause_required", False) and facts.get(Known.SHEETS.code)
    if not required and Known.FAULT.code not in facts.act:
        return None
    return Words(
        "该案被改判或者发回：应当写明免责情形（exemption）及理由；有过错的，写“{none}”并写明是哪一问题（fault）。"
        "被改判、发回本身不是质量问题",
        "the case was reversed or remanded: state the exemption and its reasons or, where there was fault, “{none}” "
        "and which finding it was; a reversal by itself is no defect",
        none=NO_EXEMPTION,
    )


def _answer_wrong(answer: str, facts: Facts) -> Words | None:
    known = answers(beijing_day(facts.at))
    if answer not in dict(known):
        return Words(
            "没有免责情形“{answer}”；可以填写：{known}",
            "there is no exemption “{answer}”; there are: {known}",
            answer=answer,
            known=Words(
                "；".join(f"{code}（{words.to('zh')}）" for code, words in known),
                "; ".join(f"{code} ({words.to('en')})" for code, words in known),
            ),
        )
    if answer == NO_EXEMPTION:
        return _fault_wrong(facts)
    if facts.act.get(Known.FAULT.code):
        return Words("免责情形和过错问题只能择一", "state an exemption or a fault, not both")
    if not str(facts.get(Known.EXEMPTION_REASONS.code) or "").strip():
        return Words("适用免责情形的，应当写明理由", "an exemption needs its reasons")
    return None


def _fault_wrong(facts: Facts) -> Words | None:
    """Fault lies in something that a reader found; that the case was reversed is none of the findings."""
    named = facts.get(Known.FAULT.code) or ()
    if not named:
        return Words(
            "认为有过错的，应当写明是评查发现的哪一问题（评查表编码）",
            "where there was fault, name the finding by its code on the sheet",
        )
    found = {
        finding["item"]
        for sheet in facts.get(Known.SHEETS.code) or ()
        for finding in sheet.get("findings") or ()
    }
    beyond = [code for code in named if code not in found]
    if not beyond:
        return None
    return Words(
        "{codes}不是评查员发现的问题；不能仅因改判、发回认定过错",
        "{codes}: no reader found this; a reversal alone is no fault",
        codes=Words("、".join(beyond), ", ".join(beyond)),
    )


_NOT_REVERSED = Words(
    "该案未被改判或者发回，不适用免责情形", "the case was not reversed: no exemption is to be stated"
)


# ---- the grade ------------------------------------------------------------------------------------------------


@guard("优于最严重情形", "better than the worst finding", STANDARD["吸收原则"])
def better_than_the_worst_finding(_: Actor, facts: Facts) -> Words | None:
    """The worst finding that stands decides; an exemption recorded with reasons may take its finding away."""
    scored = facts.known.get(Known.SCORED_GRADE.code)
    exempted = is_exempt(facts.get(Known.EXEMPTION.code))
    by_worst = facts.rules.get("grading.method") == GradingMethod.WORST_FINDING.value
    if not by_worst or exempted or str(scored) not in _CODES:
        return None
    given, worst = Grade(facts.act[Known.GRADE.code]), Grade(str(scored))
    if not worst.worse_than(given):
        return None
    if given is Grade.EXCELLENT and worst is Grade.QUALIFIED:
        return Words(
            "未获评查员一致提名，或者不设优秀，不得评为优秀",
            "not nominated by its readers, or no such grade: it is not excellent",
        )
    return Words(
        "成立的最严重情形为{worst}，不得评为{given}（吸收原则）",
        "the worst finding that stands makes it {worst}: it cannot be {given}",
        worst=worst,
        given=given,
    )


@guard("自评等次不在规定之列", "no such self-grade", LOCAL["自评"])
def unknown_self_grade(_: Actor, facts: Facts) -> Words | None:
    given = facts.act.get(Known.SELF_GRADE.code)
    if given in (None, "", *_CODES):
        return None
    return Words("没有“{grade}”这一等次", "there is no grade “{grade}”", grade=given)


# ---- the list of 优秀 -----------------------------------------------------------------------------------------


def capped(facts: Facts) -> bool:
    """Whether the round has a cap on 优秀."""
    return facts.rules.get("grading.excellent_cap_share") is not None


@guard("优秀尚未统一评定", "excellent, and the list is not settled", LOCAL["优秀比例"])
def excellent_unsettled(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.GRADE.code) != Grade.EXCELLENT.value or not capped(facts):
        return None
    return Words(
        "本轮优秀有比例上限：应当先列入优秀候选，再统一评定",
        "this round has a cap on 优秀: list the case as a candidate first",
    )


@guard("不应列入优秀候选", "not for the list of 优秀", LOCAL["优秀比例"])
def not_for_the_list(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.GRADE.code) != Grade.EXCELLENT.value:
        return Words("该案等次不是优秀", "the grade of the case is not 优秀")
    if not capped(facts):
        return Words("本轮优秀没有比例上限，直接确认即可", "this round has no cap: confirm the grade at once")
    return None


@guard("超过优秀名额", "beyond the places", LOCAL["优秀比例"])
def beyond_the_places(_: Actor, facts: Facts) -> Words | None:
    place = facts.act[Known.PLACE.code]
    if place["place"] <= place["left"]:
        return None
    return Words(
        "该案列第{place}位，剩余优秀名额{left}个",
        "the case stands at place {place}; {left} places are left",
        **{key: place[key] for key in ("place", "left")},
    )


@guard("尚有优秀名额", "there are places left", LOCAL["优秀比例"])
def within_the_places(_: Actor, facts: Facts) -> Words | None:
    place = facts.act[Known.PLACE.code]
    if place["place"] > place["left"]:
        return None
    return Words("名额足够，不得以比例为由降低等次", "there are places enough: the cap lowers no grade")


@guard("因比例降为合格以外的等次", "lowered by the cap to another grade than 合格", LOCAL["优秀比例"])
def passed_over_for_worse(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] == Grade.QUALIFIED.value:
        return None
    return Words("超过优秀比例的，评为合格", "a case beyond the cap is 合格")


@guard("优秀名额已经评定", "the list of 优秀 is settled", LOCAL["优秀比例"])
def excellent_past_the_list(_: Actor, facts: Facts) -> Words | None:
    """A reconsideration gives no place of a list that was settled: there is none to give."""
    given, before = facts.act[Known.GRADE.code], facts.known.get(Known.GRADE.code)
    if given != Grade.EXCELLENT.value or before == given or not capped(facts):
        return None
    return Words(
        "本轮优秀有比例上限，名额统一评定，复核不改评优秀",
        "the places of this round are given by its list: a reconsideration awards none",
    )


# ---- what follows 不合格 ---------------------------------------------------------------------------------------


@guard("不属于应当移送督察的案件", "not for the inspection unit", STANDARD["移送督察"])
def not_for_inspection(_: Actor, facts: Facts) -> Words | None:
    if not facts.rules.get("grading.inspection_required", False):
        return Words(
            "本轮按立项时的规定办理，不合格案件不移送督察；疑似线索另行移送",
            "this round is held to the rules of its opening, which hand no case to inspection; clues go their own way",
        )
    if facts.get(Known.GRADE.code) == Grade.UNQUALIFIED.value:
        return None
    return Words("只有不合格案件移送督察", "only a case found 不合格 is handed to the inspection unit")


@guard("已经移送督察", "handed over already", STANDARD["移送督察"])
def inspection_told(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.INSPECTION_NOTE.code):
        return None
    return Words("该案已经移送督察部门", "the case was handed to the inspection unit already")


@guard("不合格案件尚未移送督察", "不合格 and not handed over", STANDARD["移送督察"])
def inspection_untold(_: Actor, facts: Facts) -> Words | None:
    required = facts.rules.get("grading.inspection_required", False)
    unqualified = facts.get(Known.GRADE.code) == Grade.UNQUALIFIED.value
    if not required or not unqualified or facts.get(Known.INSPECTION_NOTE.code):
        return None
    return Words(
        "不合格案件应当移送督察部门；移送不是责任认定",
        "a case found 不合格 is handed to the inspection unit; that is no finding of liability",
    )
