"""What a matter brought for a person (后果): grade, finding, sanction, hold, exit, clearing; by which acts, and in which words.

One row each: in which procedure, after which acts, and what the facts say of it. Whether it stands still is read from the facts as
they are now: what was revoked is shown as revoked, and not left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rules.assessment import AssessmentEffect, AssessmentResult
from rules.clarification import ClearingOutcome
from rules.committee_findings import Finding
from rules.exemptions import answer_name, is_exempt
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.notices import in_both
from rules.sanctions import SanctionKind
from state_machines.annual_assessment.table import ANNUAL_ASSESSMENT
from state_machines.annual_assessment.table import MAKES_FINAL as RESULT_FINAL
from state_machines.annual_assessment.terms import Act as Assessment
from state_machines.annual_assessment.terms import Known as OfAssessment
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import MAKES_FINAL, Conclusion
from state_machines.disciplinary_prereview.terms import Act as Lead
from state_machines.disciplinary_prereview.terms import Known as OfLead
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.discipline_decision.terms import REMEDIES_DECIDED, Measure, sanctioned
from state_machines.discipline_decision.terms import Act as Decision
from state_machines.discipline_decision.terms import Known as OfDecision
from state_machines.discipline_reopening.table import DISCIPLINE_REOPENING
from state_machines.discipline_reopening.terms import Act as Reopening
from state_machines.discipline_reopening.terms import Known as OfReopening
from state_machines.discipline_reopening.terms import Outcome
from state_machines.duty_suspension.table import DUTY_SUSPENSION
from state_machines.duty_suspension.terms import Act as Suspension
from state_machines.duty_suspension.terms import Known as OfSuspension
from state_machines.exemption_review.table import EXEMPTION_REVIEW
from state_machines.exemption_review.terms import Act as Exemption
from state_machines.exemption_review.terms import Known as OfExemption
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import Act as Interference
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act as Review
from state_machines.quality_review.terms import Known as OfReview
from state_machines.quota_exit.table import QUOTA_EXIT
from state_machines.quota_exit.terms import Act as Exit
from state_machines.quota_exit.terms import Known as OfExit
from state_machines.report_clarification.table import REPORT_CLARIFICATION
from state_machines.report_clarification.terms import Act as Clearing
from state_machines.report_clarification.terms import Known as OfClearing


class ConsequenceKind(Labelled):
    """What kind of consequence (后果种类)."""

    GRADE = "grade", "评查等次", "grade"
    CLUE = "clue", "线索处理", "clue"
    EXEMPTION = "exemption", "免责结论", "outcome on exemption"
    FINDING = "finding", "审查结论", "finding of the committee or the president"
    SANCTION = "sanction", "处分处理", "sanction and measures"
    HOLD = "hold", "暂缓事项", "hold"
    ASSESSMENT = "assessment", "年度考核", "annual assessment"
    EXIT = "exit", "员额变动", "change of the quota"
    CLEARING = "clearing", "澄清结论", "outcome on clearing"
    RECORD = "record", "干预认定", "finding on interference"


@dataclass(frozen=True, slots=True)
class Told:
    """One consequence in words. `stands`: it has not been revoked, lifted or undone."""

    words: Words
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """One row: the consequence of these acts, and what the facts say of it (None: none came of it)."""

    kind: ConsequenceKind
    procedure: Procedure
    acts: tuple[Labelled, ...]
    says: Callable[[Mapping[str, Any]], Told | None]


def _named(label: type[Labelled], code: str) -> Callable[[Mapping[str, Any]], Told | None]:
    def says(facts: Mapping[str, Any]) -> Told | None:
        value = facts.get(code)
        return Told(in_both(label(value))) if value else None

    return says


def _exemption(facts: Mapping[str, Any]) -> Told | None:
    found = facts.get(OfReview.EXEMPTION.code)
    if not is_exempt(found):
        return None
    return Told(Words("改判、发回属免责：{which}", "exempt: {which}", which=answer_name(str(found))))


def _dismissed(facts: Mapping[str, Any]) -> Told | None:
    reasons = facts.get(OfReview.CLUE_DISMISSED.code)
    return Told(Words("不移送：{why}", "not handed over: {why}", why=reasons)) if reasons else None


def _clue(facts: Mapping[str, Any]) -> Told | None:
    found = facts.get(OfReview.CLUE_TRANSFER.code)
    return Told(Words("移送线索（条项{item}）", "clue handed over (item {item})", item=found.get("item") or "—")) if found else None  # fmt: skip


def _sanction(facts: Mapping[str, Any]) -> Told | None:
    """What was decided, and whether it stands: an appeal that revokes it leaves `none`."""
    measures = [in_both(Measure(each)) for each in facts.get(OfDecision.MEASURES.code) or ()]
    given = facts.get(OfDecision.SANCTION.code)
    stands = sanctioned(facts)
    kind = in_both(SanctionKind(str(given))) if stands else Words("没有处分", "no sanction")
    if not measures:
        return Told(kind, stands=stands)
    listed = Words(
        "、".join(each.to("zh") for each in measures), ", ".join(each.to("en") for each in measures)
    )
    return Told(Words("{kind}；{measures}", "{kind}; {measures}", kind=kind, measures=listed))


def _hold(code: str) -> Callable[[Mapping[str, Any]], Told | None]:
    def says(facts: Mapping[str, Any]) -> Told | None:
        if code not in facts:
            return None
        return Told(Words("监察立案调查，暂缓", "held: a supervision case is open"), stands=bool(facts[code]))

    return says


def _suspended(facts: Mapping[str, Any]) -> Told | None:
    back = facts.get(OfSuspension.BACK_ON.code)
    since = facts.get(OfSuspension.FROM.code) or "—"
    return Told(Words("自{day}暂停履职", "suspended from duty from {day}", day=since), stands=not back)


def _exit(facts: Mapping[str, Any]) -> Told | None:
    day = facts.get(OfExit.EFFECTIVE_ON.code)
    if not day:
        return None
    return Told(
        Words(
            "退出员额，{day}生效；办案责任不因退额消灭",
            "out of the quota from {day}; who judged stays liable",
            day=day,
        )
    )


def _assessed(facts: Mapping[str, Any]) -> Told | None:
    """The grade of the year with what it brings: bonus, pay step, promotion, exit."""
    code = facts.get(OfAssessment.RESULT.code)
    if not code:
        return None
    brings = [in_both(AssessmentEffect(each)) for each in facts.get(OfAssessment.EFFECTS.code) or ()]
    return Told(
        Words(
            "{year}年度{result}{again}：{brings}",
            "{year}: {result}{again}: {brings}",
            year=facts.get(OfAssessment.YEAR.code),
            result=in_both(AssessmentResult(code)),
            again=Words("（已更正）", " (put right)")
            if facts.get(OfAssessment.CORRECTIONS.code)
            else Words("", ""),
            brings=Words(
                "、".join(map(str, brings)) or "—", ", ".join(each.to("en") for each in brings) or "—"
            ),
        )
    )


def _says(zh: str, en: str, *, stands: bool = True) -> Callable[[Mapping[str, Any]], Told | None]:
    return lambda _: Told(Words(zh, en), stands=stands)


_K = ConsequenceKind
_DECIDED = (
    Decision.DECIDE, Decision.DECIDE_NONE, Decision.RECORD_SANCTION, *REMEDIES_DECIDED, Decision.CORRECT_WRONG,
)  # fmt: skip
_GRADED = (Review.CONFIRM, Review.DECIDE, Review.DECIDE_AGAIN, Review.AWARD_EXCELLENT, Review.PASS_OVER)

# fmt: off
EFFECTS: tuple[Effect, ...] = (
    #      kind          in                      after these acts                              what the facts say
    Effect(_K.GRADE,     QUALITY_REVIEW,         _GRADED,                                      _named(Grade, OfReview.GRADE.code)),
    Effect(_K.EXEMPTION, QUALITY_REVIEW,         _GRADED,                                      _exemption),
    Effect(_K.CLUE,      QUALITY_REVIEW,         (Review.HAND_OVER_CLUE,),                     _clue),
    Effect(_K.CLUE,      QUALITY_REVIEW,         (Review.DISMISS_CLUE,),                       _dismissed),
    Effect(_K.FINDING,   DISCIPLINARY_PREREVIEW, MAKES_FINAL,                                 _named(Finding, OfLead.FINDING.code)),
    Effect(_K.FINDING,   DISCIPLINARY_PREREVIEW, (Lead.CLOSE_INITIAL, Lead.CLOSE_UNFOUNDED, Lead.CLOSE_REFUSED), _named(Conclusion, OfLead.CONCLUSION.code)),
    Effect(_K.SANCTION,  DISCIPLINE_DECISION,    _DECIDED,                                     _sanction),
    Effect(_K.HOLD,      DISCIPLINE_DECISION,    (Decision.OPEN_SUPERVISION,),                 _hold(OfDecision.SUPERVISION_OPEN.code)),
    Effect(_K.SANCTION,  DISCIPLINE_REOPENING,   (Reopening.DECIDE_ANEW,),                     _named(Outcome, OfReopening.OUTCOME.code)),
    Effect(_K.HOLD,      DUTY_SUSPENSION,        (Suspension.SERVE,),                          _suspended),
    Effect(_K.ASSESSMENT, ANNUAL_ASSESSMENT,     (*RESULT_FINAL, Assessment.CORRECT),          _assessed),
    Effect(_K.HOLD,      QUOTA_EXIT,             (Exit.OPEN_HOLD,),                            _hold(OfExit.HELD.code)),
    Effect(_K.EXIT,      QUOTA_EXIT,             (Exit.APPROVE, Exit.FILE_NATURAL),            _exit),
    Effect(_K.EXIT,      QUOTA_EXIT,             (Exit.RESTORE, Exit.CORRECT),                 _says("已恢复员额", "restored to the quota")),
    Effect(_K.CLEARING,  REPORT_CLARIFICATION,   (Clearing.ASSESS,),                           _named(ClearingOutcome, OfClearing.OUTCOME.code)),
    Effect(_K.CLEARING,  REPORT_CLARIFICATION,   (Clearing.CLEAR,),                            _says("已在原知悉范围内澄清", "cleared before those who had heard it")),
    Effect(_K.EXEMPTION, EXEMPTION_REVIEW,       (Exemption.CONFIRM,),                         _named(OfExemption.OUTCOME.choices or Labelled, OfExemption.OUTCOME.code)),
    Effect(_K.RECORD,    INTERFERENCE_RECORD,    (Interference.FIND_IMPROPER,),               _says("属违规干预、过问", "found improper")),
    Effect(_K.RECORD,    INTERFERENCE_RECORD,    (Interference.FIND_ON_DUTY,),                _says("属正常履职", "found to be duty")),
)
# fmt: on


def effects_of(procedure: str) -> list[Effect]:
    """The consequences that a procedure can bring."""
    return [effect for effect in EFFECTS if effect.procedure.code == procedure]
