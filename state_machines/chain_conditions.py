"""On which facts a handover is due (移送的情形). Each is asked of the facts as they stand, so that what was undone is not handed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.assessment import AssessmentResult, leads_out, two_running
from rules.committee_findings import Finding
from rules.exemptions import is_exempt
from rules.exit_consequences import Bearing, bearing
from rules.grading import Grade
from rules.parameters import Rules
from rules.sanctions import SanctionKind
from state_machines.annual_assessment.terms import Known as Assessment
from state_machines.chain_rows import When
from state_machines.disciplinary_prereview.terms import Conclusion
from state_machines.disciplinary_prereview.terms import Known as Lead
from state_machines.discipline_decision.terms import NO_SANCTION, Measure, sanctioned
from state_machines.discipline_decision.terms import Known as Decision
from state_machines.discipline_reopening.terms import Known as Reopening
from state_machines.discipline_reopening.terms import Outcome
from state_machines.interference_record.terms import By
from state_machines.interference_record.terms import Known as Interference
from state_machines.quality_review.terms import Known as Review
from state_machines.quota_exit.terms import Known as Exit
from state_machines.steps import Fact

_LIABLE = (Finding.INTENTIONAL.value, Finding.GROSS_NEGLIGENCE.value)


def _is(fact: Fact, *values: Any, zh: str, en: str) -> When:
    return When(zh, en, lambda facts, _: facts.get(fact.code) in values, (fact,))


def _there(fact: Fact, zh: str, en: str) -> When:
    return When(zh, en, lambda facts, _: bool(facts.get(fact.code)), (fact,))


def _exempt_reversal(facts: Mapping[str, Any], _: Rules) -> bool:
    return is_exempt(facts.get(Review.EXEMPTION.code))


def _liable(facts: Mapping[str, Any], _: Rules) -> bool:
    """Finding and sanction, or exit from the quota among the measures; what was undone on appeal is none."""
    if Measure.QUOTA_EXIT.value in (facts.get(Decision.MEASURES.code) or ()):
        return True
    found = (facts.get(Decision.OPINION.code) or {}).get("finding")
    return found in _LIABLE and sanctioned(facts)


def _sanctioned(facts: Mapping[str, Any], rules: Rules) -> bool:
    """What the sanction means for the quota is the court's threshold, and stands among the parameters."""
    if not sanctioned(facts) or "quota_exit.sanction_may" not in rules:
        return False
    return bearing(SanctionKind(facts[Decision.SANCTION.code]), rules) is not Bearing.NONE


def _undone(facts: Mapping[str, Any], _: Rules) -> bool:
    return facts.get(Decision.SANCTION.code) == NO_SANCTION and bool(facts.get(Decision.DECIDED_ON.code))


def _result(facts: Mapping[str, Any]) -> AssessmentResult | None:
    code = facts.get(Assessment.RESULT.code)
    return AssessmentResult(code) if code else None


def _assessed_out(facts: Mapping[str, Any], rules: Rules) -> bool:
    """不称职, or 基本称职 two years running; a result put right since leads nowhere any more."""
    result = _result(facts)
    year = int(facts.get(Assessment.YEAR.code) or 0)
    return result is not None and leads_out(result, year, facts.get(Assessment.PREVIOUS.code), rules)


def _laid_off(facts: Mapping[str, Any], _: Rules) -> bool:
    result, year = _result(facts), int(facts.get(Assessment.YEAR.code) or 0)
    bad = AssessmentResult.INCOMPETENT
    return result is not None and two_running(result, year, facts.get(Assessment.PREVIOUS.code), bad)


ALWAYS = When("一律移送", "always", lambda _facts, _rules: True)
CLUE = _there(Review.CLUE_TRANSFER, "院长已决定移送线索", "the president handed the clue over")
UNQUALIFIED = _is(Review.GRADE, Grade.UNQUALIFIED.value, zh="等次为不合格", en="the grade is 不合格")
EXEMPT_REVERSAL = When(
    "改判、发回属于免责情形", "the reversal is exempt", _exempt_reversal, (Review.EXEMPTION,)
)
OPINION = _there(Lead.FINDING, "有已确定的审查意见", "there is a final opinion")
ORDINARY = _is(Lead.FINDING, Finding.ORDINARY_NEGLIGENCE.value, zh="存在一般过失", en="ordinary negligence")
NO_VIOLATION = _is(Lead.FINDING, Finding.NO_VIOLATION.value, zh="没有违反职责", en="no violation of duty")
UNFOUNDED = _is(Lead.CONCLUSION, Conclusion.UNFOUNDED.value, zh="查无实据", en="unfounded")
EXEMPT_LEAD = _is(Lead.CONCLUSION, Conclusion.EXEMPT.value, zh="属于免责情形", en="exempt")
LIABLE = When(
    "认定故意或者重大过失并给予处分，或者决定退出员额",
    "intent or gross negligence with a sanction, or exit decided",
    _liable,
    (Decision.MEASURES, Decision.SANCTION),
)
SANCTIONED = When(
    "政务处分达到可以退额的最轻处分",
    "the sanction reaches the threshold of exit",
    _sanctioned,
    (Decision.SANCTION,),
)
SUPERVISION_OPEN = _there(Decision.SUPERVISION_OPEN, "监察立案调查中", "the supervision case is open")
SUPERVISION_CLOSED = _is(
    Decision.SUPERVISION_OPEN, False, zh="监察已同意或者结案", en="supervision consented or closed"
)
SANCTION_UNDONE = When(
    "原处分已经撤销", "the sanction no longer stands", _undone, (Decision.SANCTION, Decision.DECIDED_ON)
)
REVOKED_ANEW = _is(Reopening.OUTCOME, Outcome.REVOKED.value, zh="再处理决定撤销", en="revoked on reopening")
CASES_OPEN = _there(Exit.OPEN_CASES, "有未结案件", "there are open cases")
INSIDER = _is(Interference.BY, By.INSIDER.value, zh="过问人是司法机关内部人员", en="by an insider")
AFFECTED = _there(Interference.AFFECTED, "案件办理已受影响", "the case was affected")
FLAWED = _is(Review.GRADE, Grade.FLAWED.value, zh="等次为瑕疵", en="the grade is 瑕疵")
ASSESSED_OUT = When(
    "不称职，或者连续两年基本称职",
    "不称职, or 基本称职 two years running",
    _assessed_out,
    (Assessment.RESULT, Assessment.YEAR, Assessment.PREVIOUS),
)
INCOMPETENT = _is(
    Assessment.RESULT, AssessmentResult.INCOMPETENT.value, zh="年度考核不称职", en="assessed 不称职"
)
LAID_OFF = When(
    "连续两年不称职",
    "不称职 two years running",
    _laid_off,
    (Assessment.RESULT, Assessment.YEAR, Assessment.PREVIOUS),
)
