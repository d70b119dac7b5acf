"""The script of the sample quarter (示例剧本): the parts that cases play, the wrong acts tried, and what people do.

Plain values. The acts themselves go through the same doors as real ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rules.grading import Grade
from rules.labels import Labelled


class Part(Labelled):
    """What happens to a case besides the ordinary (剧情)."""

    WITHHELD = "withheld", "卷宗逾期不移交", "the file is withheld"
    CLUE_HANDED_OVER = "clue_handed_over", "线索移送", "a clue is handed over"
    CLUE_DISMISSED = "clue_dismissed", "线索不移送", "a clue is not handed over"
    SENT_BACK = "sent_back", "整改退回", "the rectification is sent back"
    RECUSED = "recused", "评查员回避", "a reviewer steps aside"
    RECUSED_ON_CARD = "recused_on_card", "评查卡上声明回避", "a reviewer declares a conflict on the card"
    FILE_INCOMPLETE = "file_incomplete", "卷宗不齐全", "the file is incomplete at first"
    MORE_TIME = "more_time", "延期移交卷宗", "more time for the file"
    DIVERGENT = "divergent", "评分分歧", "the readers diverge"


class WrongAct(Labelled):
    """What is tried on purpose, so that the play shows that it is refused (故意的错误办理)."""

    FILE_INCOMPLETE = "file_incomplete", "移交不齐全的卷宗", "an incomplete file handed in"
    WITHHELD_TOO_SOON = (
        "withheld_too_soon",
        "移交期限未满即报告",
        "withholding reported before the period is over",
    )
    READER_OF_SAME_COURT = "reader_of_same_court", "分配同院评查员", "a reviewer of the case's own court"
    SHEET_OF_ANOTHER = "sheet_of_another", "代他人提交评查表", "a sheet handed in for somebody else"
    UNQUALIFIED_UNDISCUSSED = "unqualified_undiscussed", "不合格未经集体讨论", "不合格 without a discussion"
    LATE_OBJECTION = "late_objection", "逾期提出异议", "an objection after the period"
    POINT_UNANSWERED = "point_unanswered", "异议未逐点答复", "a point of the objection left unanswered"
    WORSE_FOR_OBJECTING = "worse_for_objecting", "因异议降低等次", "a worse grade because of the objection"
    NO_QUORUM = "no_quorum", "审判委员会人数不足", "a decision without a quorum"
    CLUE_OUTSIDE_48 = "clue_outside_48", "线索不属于第48条", "a clue outside art. 48"
    REVERSAL_UNEXPLAINED = "reversal_unexplained", "改判案件未写明原因", "a reversed case without its cause"
    UNTOLD_INSPECTION = (
        "untold_inspection",
        "不合格未移送督察即归档",
        "不合格 archived before inspection was told",
    )
    CLOSED_UNMENDED = "closed_unmended", "未整改即销号", "closed without rectification"


@dataclass(frozen=True, slots=True)
class Reversal:
    """What is said of the cause of a reversal: an exemption, or that there was fault; and why."""

    answer: str
    reasons: str


class Manner(Labelled):
    """How the judge answers the preliminary opinion (反馈态度)."""

    AGREES = "agrees", "同意", "agrees"
    SILENT = "silent", "未答复", "is silent"
    OBJECTS = "objects", "提出异议", "objects"


@dataclass(frozen=True, slots=True)
class FileHandedIn:
    """When the division hands in the file. `after` is in the unit of the period it was asked with."""

    after: int
    complete: bool = True
    """False: the first attempt is incomplete; a day later the file is whole."""
    more_time: str = ""
    """The good reason for which the office allows more time; empty where it need not."""
    extra: int = 0
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class CardIn:
    """When a reader hands in the card, and what stands on it besides the findings."""

    after: int
    remarks: str
    strengths: str
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Recusal:
    """Which reader of the first two steps aside, and why. `on_card`: declared on the card, which is refused first."""

    place: int
    reasons: str
    on_card: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """The preliminary opinion: the grade of the score, and what 不合格 needs besides."""

    grade: Grade
    grade_reasons: str
    discussed: str = ""
    panel_heard: str = ""
    clue: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The judge's own analysis of a reversed case."""

    after: int
    text: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The judge's answer to the preliminary opinion; `files`: what is attached as evidence."""

    manner: Manner
    after: int
    objection: tuple[str, ...] = ()
    evidence: str = ""
    files: tuple[str, ...] = ()
    hearing_asked: bool = False


@dataclass(frozen=True, slots=True)
class Hearing:
    """Why the chief calls a hearing, and its record."""

    reasons: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """What the second readers answer. The grade is never worse than before."""

    after: int
    upheld: bool
    grade: Grade
    answer: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the adjudication committee decides, once it has heard the judge."""

    grade: Grade
    grade_reasons: str
    judge_statement: str
    chief_statement: str
    attendance: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Dispute:
    """The committee holds that the reversal was wrong; the higher court replies."""

    reasons: str
    accepted: bool
    reply: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Mending:
    """What is to be mended and how it was. `sent_back`: the first report does not do, and `measures` has a second."""

    to_mend: str
    after: int
    measures: tuple[str, ...]
    sent_back: str
    check_result: str
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class ClueSettled:
    """What the president does with a clue: hands it over, or dismisses it with reasons."""

    transfer: Mapping[str, str] | None
    dismissed: str
