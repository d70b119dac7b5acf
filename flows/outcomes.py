"""What the review of one case came to (评查结果), as the record says it: score, grade, reasons, who had the last word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flows import scoring
from flows.office import Office
from records import seasons
from records.history import PastAct
from records.proceedings import Proceeding
from records.seasons import Review
from rules.cases import CaseKind
from rules.clocks import beijing_day
from rules.deductions import GradingMethod, Item
from rules.exemptions import NO_EXEMPTION, answer_name
from rules.grading import Grade, grade, method_of, shows_points
from rules.labels import Language, Words
from rules.outcomes import Deduction, ReviewOutcome
from rules.parameters import Rules
from rules.pools import Pool
from rules.roles import Role
from state_machines.quality_review.letters import LETTERS
from state_machines.quality_review.terms import Act, Known, State

_LAST_WORDS = (
    Act.CONFIRM.value,
    Act.DECIDE.value,
    Act.DECIDE_AGAIN.value,
    Act.AWARD_EXCELLENT.value,
    Act.PASS_OVER.value,
)
"""The acts that make a grade final."""
_KINDS = {kind.value: kind for kind in CaseKind}
_REASONED = {
    act.value
    for act in (
        Act.FORM_OPINION,
        Act.DECIDE_OBJECTION,
        Act.DECIDE,
        Act.DECIDE_AGAIN,
        Act.AWARD_EXCELLENT,
        Act.PASS_OVER,
    )
}
"""The acts that say why."""


def outcome_of(
    office: Office, review: Review, row: Proceeding, rules: Rules, late_acts: int, past: list[PastAct]
) -> ReviewOutcome:
    """What the review of one case came to, as the record says it."""
    facts = row.facts
    last_word = next((act for act in reversed(past) if act.trigger in _LAST_WORDS), None)
    merged = scoring.merged_score(facts, office.sheets, rules)
    settled = row.state in {state.value for state in seasons.SETTLED}
    return ReviewOutcome(
        ref=row.ref,
        case_no=row.case_no,
        court=row.court,
        case_kind=CaseKind(facts["case_kind"]).to(office.language),
        cause=facts.get("cause", ""),
        division=facts.get(Known.DIVISION.code, ""),
        judge_code=facts.get(Known.JUDGE.code, ""),
        stratum="／".join(stratum_name(review.stratum.split("／"), office.language)),
        probability=review.probability,
        score=merged.total if merged and shows_points(rules) else None,
        grade=facts.get(Known.GRADE.code) if settled else None,
        pool=Pool(review.pool),
        objected=Known.OBJECTION.code in facts,
        objection_upheld=facts.get(Known.UPHELD.code),
        re_reviewed=Known.UPHELD.code in facts,
        committee=any(act.trigger == Act.DECIDE.value for act in past),
        rectified=_rectified(row),
        clue_out=Known.CLUE_TRANSFER.code in facts,
        deductions=_deductions(office, facts, rules),
        state=State(row.state).to(office.language),
        late_acts=late_acts,
        reasons=_reasons(office, facts, rules, past),
        decided_by=Words(Role(last_word.role).zh, Role(last_word.role).en) if last_word else None,
        decided_on=beijing_day(last_word.at) if last_word else None,
        self_grade=facts.get(Known.SELF_GRADE.code),
        was_reversed=bool(facts.get(Known.REVERSED.code)),
        exemption=facts.get(Known.EXEMPTION.code),
        exemption_reasons=facts.get(Known.EXEMPTION_REASONS.code) or "",
        fault=tuple(facts.get(Known.FAULT.code) or ()),
        nominated=bool(merged and merged.nominated),
        over_the_cap=bool(last_word and last_word.trigger == Act.PASS_OVER.value),
    )


def stratum_name(parts: Iterable[str], language: Language) -> tuple[str, ...]:
    """The name of a stratum with its kind of case in words."""
    return tuple(_KINDS[part].to(language) if part in _KINDS else part for part in parts)


def _rectified(row: Proceeding) -> bool | None:
    if Known.TO_MEND.code not in row.facts:
        return None
    return row.state in (State.CLOSED.value, State.ARCHIVED.value)


def _deductions(office: Office, facts: dict[str, Any], rules: Rules) -> tuple[Deduction, ...]:
    """What the readers took off, item by item: the mean over the readers, as the merged score is their mean."""
    sheets = scoring.standing_sheets(facts)
    taken: Counter[str] = Counter()
    items: dict[str, Item] = {}
    for sheet in sheets:
        counts: Counter[str] = Counter()
        for line in scoring.score_of(sheet, office.sheets, rules).lines:
            if line.left_out is None:
                counts[line.item.code] += line.finding.count
                items[line.item.code] = line.item
        for code, count in counts.items():
            taken[code] += items[code].deduction(count)  # type: ignore[assignment]  # points are Decimal, and add up
    return tuple(
        Deduction(code, _named(items[code], rules), Decimal(points) / len(sheets))
        for code, points in sorted(taken.items())
    )


def _named(item: Item, rules: Rules) -> Words:
    """The words of an item; where the worst finding decides, with the mark of what the court has not laid down."""
    if method_of(rules) is GradingMethod.POINTS or not str(item.mark):
        return item.words
    return Words("{item}（{mark}）", "{item} ({mark})", item=item.words, mark=item.mark)


def _reasons(office: Office, facts: dict[str, Any], rules: Rules, past: list[PastAct]) -> tuple[Words, ...]:
    """Why this grade, from the scores to the last word: each reason under the act that gave it."""
    merged = scoring.merged_score(facts, office.sheets, rules)
    scored = grade(merged, rules).reasons if merged else ()
    said = [
        Words(
            "{act}：{text}",
            "{act}: {text}",
            act=Act(act.trigger),
            text=LETTERS.shown(fact, act.particulars[fact.code]),
        )
        for act in past
        for fact in (Known.GRADE_REASONS, Known.ANSWER, Known.APPLICATION_ANSWER)
        if act.trigger in _REASONED and act.particulars.get(fact.code)
    ]
    return (
        *(Words("评分：{text}", "score: {text}", text=reason) for reason in scored),
        *said,
        *_cause(facts),
        *_self_graded(facts),
    )


def _self_graded(facts: dict[str, Any]) -> list[Words]:
    own = facts.get(Known.SELF_GRADE.code)
    if not own:
        return []
    return [Words("自评等次：{grade}", "self-grade: {grade}", grade=Grade(own))]


def _cause(facts: dict[str, Any]) -> list[Words]:
    """What was recorded of a reversal: which exemption and why, or whose findings were somebody's fault."""
    answer = facts.get(Known.EXEMPTION.code)
    if not answer:
        return []
    if answer == NO_EXEMPTION:
        codes = "、".join(facts.get(Known.FAULT.code) or ())
        return [
            Words(
                "改判原因：审判人员有过错（{codes}）", "cause of the reversal: fault ({codes})", codes=codes
            )
        ]
    return [
        Words(
            "改判原因：{kind}，不属于审判质量问题。{why}",
            "cause of the reversal: {kind}, no defect of quality. {why}",
            kind=answer_name(answer),
            why=facts.get(Known.EXEMPTION_REASONS.code) or "",
        )
    ]
