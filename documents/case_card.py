"""评查结果卡 (the result card of one case): the grade with its reasons, the deductions, and every act with its authority.

The judge stands by a code. The card goes to the judge and the division, so clues handed over do not stand on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from documents.figures import NONE, day, grade_name, plain, points, taken_off, yes_or_no
from documents.official_paper import OfficialPaper, Text
from rules.citations import Citation
from rules.labels import Language, Words
from rules.outcomes import ReviewOutcome

BEIJING = ZoneInfo("Asia/Shanghai")
"""Acts are stored in UTC and shown by the clock on the court's wall."""
FULL_MARK = 100
"""满分, of every score sheet (分)."""
LATE = Words("逾期", "late")
TITLE = Words("案件质量评查结果卡", "Result of the case quality review")


@dataclass(frozen=True, slots=True)
class CardAct:
    """One act in the history of a case: when, what, in which office, on what authority, and due when."""

    at: datetime
    act: Words | str
    office: Words | str
    authority: Citation
    due: date | None = None
    late: bool = False


def write_case_card(
    outcome: ReviewOutcome,
    history: Sequence[CardAct],
    path: Path,
    *,
    court: str,
    dated: date,
    language: Language = "zh",
    sample: bool = False,
) -> str:
    """Write the docx; what comes back is its SHA-256. `court` is the court that issues the card."""
    paper = OfficialPaper(language, dated, sample=sample)
    paper.title(TITLE)
    _case_table(paper, outcome)
    _grade(paper, outcome)
    _deductions(paper, outcome)
    _history(paper, history)
    paper.paragraph(
        Words(
            "评查结果不改变裁判的法律效力，也不是责任认定。",
            "This result does not change the force of the judgment, and finds nobody liable.",
        )
    )
    paper.signature(court, dated)
    title = Words("{title} {case_no}", "{title} {case_no}", title=TITLE, case_no=outcome.case_no)
    return paper.save(path, title=title, author=court)


def _case_table(paper: OfficialPaper, outcome: ReviewOutcome) -> None:
    pool = Words("必查", "mandatory") if outcome.mandatory else Words("随机抽取", "drawn at random")
    rows: list[tuple[Text, Text]] = [
        (Words("编号", "reference"), outcome.ref),
        (Words("案号", "case number"), outcome.case_no),
        (Words("审理法院", "court"), outcome.court),
        (Words("案件类型、案由", "kind, cause"), f"{outcome.case_kind}　{outcome.cause}"),
        (Words("部门", "division"), outcome.division or NONE),
        (Words("承办法官（代码）", "judge (code)"), outcome.judge_code),
        (Words("来源", "pool"), pool),
        (Words("状态", "state"), outcome.state or NONE),
        (Words("异议", "objection"), _objection(outcome)),
        (Words("复评", "second review"), yes_or_no(outcome.re_reviewed)),
        (Words("审判委员会讨论", "adjudication committee"), yes_or_no(outcome.committee)),
        (Words("等次由谁确定", "grade decided by"), _decided(outcome, paper.language)),
    ]
    paper.table(
        Words("案件与评查", "The case and its review"),
        (Words("项目", "item"), Words("内容", "content")),
        rows,
        widths=(1, 3),
        align="ll",
    )


def _objection(outcome: ReviewOutcome) -> Words:
    if not outcome.objected:
        return Words("没有提出", "none")
    match outcome.objection_upheld:
        case True:
            return Words("提出，成立", "filed, upheld")
        case False:
            return Words("提出，不成立", "filed, rejected")
        case _:
            return Words("提出，尚在处理", "filed, pending")


def _decided(outcome: ReviewOutcome, language: Language) -> Text:
    if outcome.decided_by is None or outcome.decided_on is None:
        return NONE
    return Words(
        "{office}，{day}", "{office}, {day}", office=outcome.decided_by, day=day(outcome.decided_on, language)
    )


def _grade(paper: OfficialPaper, outcome: ReviewOutcome) -> None:
    paper.heading(Words("一、等次与理由", "1. Grade and reasons"))
    score = Words("未评分", "none") if outcome.score is None else plain(outcome.score)
    grade = grade_name(outcome.grade, paper.language)
    paper.paragraph(
        Words("等次：{grade}；得分：{score}。", "Grade: {grade}; score: {score}.", grade=grade, score=score)
    )
    for number, reason in enumerate(outcome.reasons, start=1):
        paper.paragraph(
            Words("{n}.{reason}。", "{n}. {reason}.", n=number, reason=_bare(reason, paper.language))
        )


def _deductions(paper: OfficialPaper, outcome: ReviewOutcome) -> None:
    paper.heading(Words("二、扣分", "2. Deductions"))
    if not outcome.deductions:
        unscored = Words("本案没有评分，没有扣分。", "The case was not scored.")
        paper.paragraph(unscored if outcome.score is None else Words("没有扣分。", "None."))
        return
    total = sum((Decimal(str(deduction.points)) for deduction in outcome.deductions), Decimal())
    rows: list[tuple[Text, Text, Text]] = [
        (code, item, taken_off(off)) for code, item, off in outcome.deductions
    ]
    rows.append(("", Words("合计", "total"), plain(total)))
    paper.table(
        Words("扣分项目", "Items"),
        (Words("项目", "item"), Words("问题", "defect"), Words("扣分", "points")),
        rows,
        widths=(1, 6, 1.4),
        align="clr",
        note=_sum_note(outcome, total),
    )


def _sum_note(outcome: ReviewOutcome, total: Decimal) -> Text:
    """Said only where the reader would find that score and deductions do not add up to the full mark."""
    if outcome.score is None or points(FULL_MARK - total) == points(outcome.score):
        return ""
    return Words(
        "注：各项扣分是评查员扣分的平均；得分按规定的方法由各评查员的总分合并，并受分项、分块扣分上限约束，二者相加不一定是{full}分。",
        "Note: each deduction is the mean of the readers'; the score is merged from their totals, under the caps of "
        "items and blocks. The two need not add up to {full}.",
        full=FULL_MARK,
    )


def _bare(reason: Words, language: Language) -> str:
    """A reason as people wrote it may end in a full stop of its own."""
    return reason.to(language).rstrip("。.")


def _history(paper: OfficialPaper, history: Sequence[CardAct]) -> None:
    paper.heading(Words("三、办理经过", "3. What was done"))
    paper.table(
        Words("各步骤的时间、办理者、依据和期限", "When, in which office, on what authority, due when"),
        (
            Words("时间", "when"),
            Words("事项", "act"),
            Words("办理", "office"),
            Words("依据", "authority"),
            Words("期限", "due"),
        ),
        [
            (
                _when(act, paper.language),
                act.act,
                act.office,
                act.authority.to(paper.language),
                _due(act, paper.language),
            )
            for act in history
        ],
        widths=(3.4, 2.1, 1.6, 3.7, 3.3),
        align="lllll",
    )


def _when(act: CardAct, language: Language) -> str:
    at = act.at.astimezone(BEIJING)
    return f"{day(at.date(), language)}\n{at:%H:%M}"


def _due(act: CardAct, language: Language) -> str:
    due = NONE if act.due is None else day(act.due, language)
    return f"{due}\n{LATE.to(language)}" if act.late else due
