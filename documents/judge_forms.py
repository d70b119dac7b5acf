"""The forms of one case that go out while it is reviewed (评查意见反馈表、整改及效果表).

Both are blind: the judge stands by a code, and no reader is named or counted. Both say what they do not decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.case_fields import CAVEAT, deductions_of, particulars_of, reasons_of
from documents.figures import NONE, day, grade_name, plain
from documents.paper_content import Paper, Row, Signature, Text, Value
from documents.paper_fields import Field, Of, PaperKind
from rules.labels import Language, Words, in_language
from rules.outcomes import ReviewOutcome

FEEDBACK_TITLE = Words("案件质量评查意见反馈表", "Feedback on a case quality review")
MENDING_TITLE = Words("案件质量评查整改及效果表", "Rectification after a case quality review")
PROPOSED = Words(
    "拟定等次尚未确定，不改变裁判的法律效力，也不是责任认定。",
    "The proposed grade is not final. It does not change the force of the judgment, and finds nobody liable.",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit as a form states it: until when, how that was counted, and on what authority."""

    due: date | None
    counted: Text = ""
    authority: Text = ""
    in_hours: bool = False
    """How it was counted says the minute it ends."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Who issues a form, for which quarter, on which day, in which language."""

    court: str
    season: Text
    dated: date
    language: Language = "zh"
    sample: bool = False


def feedback_form(outcome: ReviewOutcome, limit: Limit, issue: Issue) -> Paper:
    """The preliminary opinion, fed back to the judge: what was found, what grade is proposed, and what he may do."""
    score = Words("未评分", "none") if outcome.score is None else plain(outcome.score)
    return _paper(
        PaperKind.FEEDBACK,
        FEEDBACK_TITLE,
        outcome,
        limit,
        issue,
        {
            **deductions_of(outcome),
            Of.SCORE: score,
            Of.REASONS: reasons_of(outcome.reasons, issue.language)
            or [{Of.REASON: Words("没有记载理由。", "No reasons are on record.")}],
            Of.RIGHTS: _rights(limit, issue.language),
            Of.CAVEAT: PROPOSED,
        },
    )


def rectification_form(
    outcome: ReviewOutcome, to_mend: Text, limit: Limit, issue: Issue, mended: Sequence[Row] = ()
) -> Paper:
    """What is to be mended and by when; `mended` are the reports that came in, with what the check said."""
    return _paper(
        PaperKind.RECTIFICATION,
        MENDING_TITLE,
        outcome,
        limit,
        issue,
        {
            **(deductions_of(outcome) if outcome.deductions else {Of.DEDUCTIONS: []}),
            Of.TO_MEND: Words("{text}。", "{text}.", text=in_language(to_mend, issue.language).rstrip("。.")),
            Of.MENDED: list(mended),
            Of.CAVEAT: CAVEAT,
        },
    )


def _paper(
    kind: PaperKind,
    title: Words,
    outcome: ReviewOutcome,
    limit: Limit,
    issue: Issue,
    values: dict[Field, Value],
) -> Paper:
    return Paper(
        kind,
        title=Words("{title} {case_no}", "{title} {case_no}", title=title, case_no=outcome.case_no),
        author=issue.court,
        dated=issue.dated,
        language=issue.language,
        sample=issue.sample,
        values={
            **particulars_of(outcome, issue.season),
            Of.TITLE: title,
            Of.ISSUER: issue.court,
            Of.GRADE: grade_name(outcome.grade, issue.language),
            Of.DUE: NONE if limit.due is None else day(limit.due, issue.language),
            Of.DUE_NOTE: limit.counted,
            Of.SIGNATURE: (Signature(issue.court, issue.dated),),
            Of.DATED: day(issue.dated, issue.language),
            **values,
        },
    )


def _rights(limit: Limit, language: Language) -> Words:
    until = (
        Words("在异议期内", "within the objection period")
        if limit.due is None
        else Words("在{day}前（含当日）", "by {day} (inclusive)", day=day(limit.due, language))
    )
    basis = (
        Words("依据：{authority}。", " Authority: {authority}.", authority=limit.authority)
        if limit.authority
        else Words("", "")
    )
    return Words(
        "您可以同意初步意见，也可以{until}提出异议，写明理由并附证据材料；异议由未参加初评的人员复评，逐项书面答复，"
        "不因提出异议而降低等次。期满未提出异议的，按初步意见提交确认。{basis}",
        "You may agree, or object {until} with reasons and evidence. Others than the first readers decide the objection and "
        "answer each reason in writing; nobody gets a worse grade for objecting. Without an objection in time the opinion "
        "goes on to be confirmed.{basis}",
        until=until,
        basis=basis,
    )
