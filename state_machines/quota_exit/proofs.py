"""What the proof of a ground must show (证明内容): results of the year, sanctions, opinions, absence, family, kinship.

Each guard answers why not, or None; of a ground with another proof it asks nothing.
"""

from __future__ import annotations

from rules.assessment import AssessmentResult
from rules.clocks import beijing_day
from rules.committee_findings import Finding
from rules.counting import same_day_later
from rules.exit_consequences import too_light
from rules.exit_performance import (
    YearResult,
    minimum_met,
    not_incompetent,
    not_settled,
    not_the_committee,
    not_twice,
)
from rules.labels import Words
from rules.law import law
from rules.quota_exit import Proof
from rules.reasons import Reason
from rules.roles import Actor
from rules.sanctions import SanctionKind
from rules.written_days import written_day
from state_machines.quota_exit.grounds import ground_in, rests_on
from state_machines.quota_exit.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")
HUNAN = law("quota_exit_hunan_2021")
MISCONDUCT = law("misconduct_exit_2022")
ASSESSMENT = law("judge_assessment_2021")
JUDGES = law("judges_law")

TWICE = "basically_competent_twice"
_SEVERE = (Finding.INTENTIONAL.value, Finding.GROSS_NEGLIGENCE.value)
_RECUSAL_ARTICLES = ("23", "24")


def _results(facts: Facts) -> list[YearResult]:
    return [
        YearResult(int(each["year"]), AssessmentResult(each["result"]), told, bool(each.get("in_review")))
        for each in facts.get(Known.ASSESSMENTS.code) or ()
        if (told := written_day(each.get("told_on"))) is not None
    ]


def _said(reason: Reason | None) -> Words | None:
    return reason.words if reason else None


# ---- assessment (年度考核) ----------------------------------------------------------------------------------


@guard("考核结果尚未确定", "the result is not settled", JUDGES[43])
def result_unsettled(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.ASSESSMENT, Proof.CASELOAD):
        return None
    return _said(not_settled(_results(facts), beijing_day(facts.at)))


@guard("没有不称职的年度", "no year of 不称职", ASSESSMENT["退出员额"])
def no_incompetent_year(_: Actor, facts: Facts) -> Words | None:
    ground = ground_in(facts)
    if ground is None or ground.code == TWICE or not rests_on(facts, Proof.ASSESSMENT, Proof.CASELOAD):
        return None
    return _said(not_incompetent(_results(facts)))


def _twice(facts: Facts) -> Reason | None:
    ground = ground_in(facts)
    return not_twice(_results(facts), facts.rules) if ground is not None and ground.code == TWICE else None


@guard("不是连续两年基本称职", "not 基本称职 two years running", ASSESSMENT["退出员额"])
def not_running_twice(_: Actor, facts: Facts) -> Words | None:
    reason = _twice(facts)
    return reason.words if reason and reason.authority == ASSESSMENT["退出员额"] else None


@guard("年度在起算年度之前", "a year before the first that counts", ASSESSMENT["合并计算"])
def year_before_the_rule(_: Actor, facts: Facts) -> Words | None:
    reason = _twice(facts)
    return reason.words if reason and reason.authority == ASSESSMENT["合并计算"] else None


@guard("不是院庭长或者达到最低办案要求", "no leader, or the minimum was met", ASSESSMENT["院庭长办案"])
def minimum_not_missed(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.CASELOAD):
        return None
    if facts.get(Known.LEADER.code) is not True:
        return Words(
            "最低办案要求只适用于院庭长；其他法官按年度考核结果办理",
            "the minimum is for leaders; of other judges the annual result counts",
        )
    caseload = facts.get(Known.CASELOAD.code) or {}
    years = {each.year for each in _results(facts) if each.result is AssessmentResult.INCOMPETENT}
    if caseload.get("year") not in years:
        return Words(
            "办案数量的年度（{year}）没有不称职的考核结果",
            "the year of the caseload ({year}) has no result of 不称职",
            year=caseload.get("year"),
        )
    return _said(minimum_met(int(caseload.get("closed") or 0), int(caseload.get("least") or 0)))


@guard("没有考评委员会的认定", "no finding of the assessment committee", JUDGES[38])
def finding_missing(_: Actor, facts: Facts) -> Words | None:
    """办案业绩不达标: only the committee finds it; a ranking does not, and neither does the personnel department."""
    if not rests_on(facts, Proof.COMMITTEE_FINDING):
        return None
    finding = facts.get(Known.FINDING.code) or {}
    if finding.get("unfit") is True:
        return None
    if finding:
        return Words(
            "法官考评委员会没有认定不能胜任，不得以此退出；请终止办理",
            "the assessment committee did not find the judge unfit: end the matter",
        )
    return Words(
        "办案业绩不达标须由法官考评委员会认定，请先由其“作出考评认定”",
        "performance below standard is for the assessment committee to find: let it record its finding first",
    )


@guard("不是由考评委员会认定的情形", "no ground for the committee to find", LOCAL["情形"])
def not_for_the_committee(_: Actor, facts: Facts) -> Words | None:
    if rests_on(facts, Proof.COMMITTEE_FINDING):
        return None
    return Words("该情形无须考评委员会认定", "this ground needs no finding of the assessment committee")


@guard("考评委员会组成不合规定", "the committee is not rightly composed", JUDGES[39])
def wrongly_composed(_: Actor, facts: Facts) -> Words | None:
    finding = facts.act[Known.FINDING.code]
    chairs = finding.get("president_chairs") is True
    return _said(not_the_committee(finding.get("members") or (), facts.rules, president_chairs=chairs))


# ---- sanctions and opinions (处分、审查意见) -----------------------------------------------------------------


@guard("没有已生效的开除决定", "no dismissal in force", LOCAL["证明"])
def dismissal_not_in_force(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.DISMISSAL):
        return None
    given = facts.get(Known.SANCTION.code) or {}
    if given.get("kind") == SanctionKind.DISMISSAL.value and given.get("in_force") is True:
        return None
    return Words(
        "以开除退出的，须有已生效的开除决定；尚未生效的，待其生效后登记",
        "exit by dismissal needs a decision of dismissal in force: record it once it is",
    )


def _pending(facts: Facts, *, by_the_provisions: bool) -> Words | None:
    """Why a sanction is none yet; the provisions of 2022 ask it of matters that opened under them."""
    if not rests_on(facts, Proof.SANCTION) or actual_sanction(facts) is not by_the_provisions:
        return None
    given = facts.get(Known.SANCTION.code) or {}
    decided = written_day(given.get("decided_on"))
    if given.get("in_force") is True and decided is not None and decided <= beijing_day(facts.at):
        return None
    return Words(
        "以违纪违法退出的，以实际所受的已生效处分为准；尚在调查或者未生效的，待其作出后提出",
        "exit for misconduct rests on a sanction given and in force: wait for it",
    )


def actual_sanction(facts: Facts) -> bool:
    """Whether the provisions of 2022 on misconduct hold for the matter."""
    return bool(facts.rules.get("quota_exit.actual_sanction", False))


@guard("处分尚未生效", "the sanction is not in force", MISCONDUCT["标准"])
def sanction_not_in_force(_: Actor, facts: Facts) -> Words | None:
    return _pending(facts, by_the_provisions=True)


@guard("处分尚未生效（2022年规定以前）", "the sanction is not in force (before 2022)", LOCAL["实际处分"])
def sanction_pending(_: Actor, facts: Facts) -> Words | None:
    return _pending(facts, by_the_provisions=False)


@guard("处分轻于门槛", "the sanction is too light", LOCAL["处分门槛"])
def sanction_too_light(_: Actor, facts: Facts) -> Words | None:
    kind = (facts.get(Known.SANCTION.code) or {}).get("kind")
    if not rests_on(facts, Proof.SANCTION) or kind is None:
        return None
    return _said(too_light(SanctionKind(kind), facts.rules))


@guard("没有已确定的故意或者重大过失意见和惩戒决定", "no final finding and decision", JUDGES[48])
def opinion_not_final(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.OPINION):
        return None
    opinion = facts.get(Known.OPINION.code) or {}
    final = written_day(opinion.get("final_on"))
    settled = final is not None and final <= beijing_day(facts.at)
    if settled and opinion.get("finding") in _SEVERE and opinion.get("decision"):
        return None
    return Words(
        "须有惩戒委员会已确定的故意或者重大过失意见，并有法院的惩戒决定；意见本身不是处理",
        "it needs the discipline committee's final finding of intent or gross negligence and the court's decision on it; "
        "the opinion alone decides nothing",
    )


# ---- life (健康、家属、亲属关系) ------------------------------------------------------------------------------


@guard("不能履职未超过规定时间", "not absent long enough", EXIT["应当退出"])
def absent_too_short(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.ABSENCE):
        return None
    absence, months = facts.get(Known.ABSENCE.code) or {}, int(facts.rules["quota_exit.unable"])
    since, until = written_day(absence.get("since")), written_day(absence.get("until"))
    if since and until and same_day_later(since, months) < until <= beijing_day(facts.at):
        return None
    return Words(
        "须超过{months}个月不能正常履职，并已实际经过；未超过的，可以安排休养、调整岗位",
        "it must be more than {months} months, and they must have passed; before that leave or another post is open",
        months=months,
    )


@guard("不属于家属移居的情形", "the family is not abroad in this sense", HUNAN["应当退出"])
def family_not_abroad(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.FAMILY):
        return None
    family = facts.get(Known.FAMILY.code) or {}
    if family.get("spouse_abroad") is True:
        return None
    if family.get("no_spouse") is True and family.get("children_abroad") is True:
        return None
    return Words(
        "须配偶已移居国（境）外，或者没有配偶且子女均已移居",
        "the spouse must be abroad, or there is no spouse and all children are",
    )


@guard("不属于任职回避的关系", "no relation that calls for recusal", JUDGES[24])
def no_post_recusal(_: Actor, facts: Facts) -> Words | None:
    if not rests_on(facts, Proof.KINSHIP):
        return None
    if (facts.get(Known.KINSHIP.code) or {}).get("article") in _RECUSAL_ARTICLES:
        return None
    return Words(
        "任职回避限于法官法第23条、第24条所列关系，请写明是哪一条",
        "recusal from office is for the relations of articles 23 and 24 of the Judges Law: say which",
    )


PROOFS = (
    result_unsettled, no_incompetent_year, not_running_twice, year_before_the_rule, minimum_not_missed,
    dismissal_not_in_force, sanction_not_in_force, sanction_pending, sanction_too_light, opinion_not_final,
    absent_too_short, family_not_abroad, no_post_recusal,
)  # fmt: skip
"""Asked when a ground is put forward, and again when it was verified."""
