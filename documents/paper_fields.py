"""The fields of the papers (文书栏目): what a template may ask for, by a Chinese or an English name.

A clerk who edits a template writes ``{{案号}}``; ``{{case_no}}`` means the same. A field is a text, a part of the
paper (``{{p 案件抽取}}``, alone in its paragraph), or a list whose rows have fields of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from rules.labels import Labelled, Language, Words


class PaperKind(Labelled):
    """The papers that have a template (文书种类)."""

    REPORT = "report", "评查报告", "report"
    CIRCULAR = "circular", "评查通报", "circular"
    RESULT_CARD = "result_card", "评查结果卡", "result card"
    FEEDBACK = "feedback", "评查意见反馈表", "feedback form"
    RECTIFICATION = "rectification", "整改及效果表", "rectification and effect form"
    DISCIPLINE_FORM = "discipline_form", "惩戒事项登记表", "form in a matter of discipline"
    DISCIPLINE_LETTER = "discipline_letter", "惩戒事项函告", "letter in a matter of discipline"
    DISCIPLINE_REPORT = "discipline_report", "惩戒事项报告", "report in a matter of discipline"
    DISCIPLINE_RECORD = "discipline_record", "惩戒事项笔录", "record in a matter of discipline"
    DISCIPLINE_APPLICATION = "discipline_application", "惩戒事项申请", "application in a matter of discipline"
    DISCIPLINE_DECISION = "discipline_decision", "惩戒事项决定", "decision in a matter of discipline"
    PROTECTION_FORM = "protection_form", "保护与衔接登记表", "form of protection or handover"
    PROTECTION_LETTER = "protection_letter", "保护与衔接函告", "letter of protection or handover"
    PROTECTION_REPORT = "protection_report", "保护与衔接报告", "report of protection or handover"
    PROTECTION_RECORD = "protection_record", "保护与衔接笔录", "record of protection or handover"
    PROTECTION_APPLICATION = (
        "protection_application",
        "保护与衔接申请",
        "application of protection or handover",
    )
    PROTECTION_DECISION = "protection_decision", "保护与衔接决定", "decision of protection or handover"


class Holds(Enum):
    """What a field holds (栏目内容)."""

    TEXT = auto()
    PART = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in code, in Chinese and in English."""

    code: str
    zh: str
    en: str
    holds: Holds = Holds.TEXT
    columns: tuple[Field, ...] = ()

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def name(self, language: Language) -> str:
        """How a template of that language calls the field."""
        return self.zh if language == "zh" else self.code

    def __hash__(self) -> int:
        return hash(self.code)


def _text(code: str, zh: str, en: str) -> Field:
    return Field(code, zh, en)


def _part(code: str, zh: str, en: str) -> Field:
    return Field(code, zh, en, Holds.PART)


class Of:
    """Every field by its name in code."""

    # fmt: off
    ISSUER =      _text("issuer",      "发文机关",   "issuing court")
    NUMBER =      _text("number",      "发文字号",   "number as the office gave it")
    TITLE =       _text("title",       "标题",       "title")
    ADDRESSEE =   _text("addressee",   "主送机关",   "addressee")
    OPENING =     _text("opening",     "开头",       "opening sentence")
    SIGNATURE =   _part("signature",   "署名日期",   "signature and date")
    ANNEXED =     _part("annexed",     "附件说明",   "what is annexed")
    ANNEX =       _part("annex",       "附件",       "the annex")
    CAVEAT =      _text("caveat",      "效力说明",   "what the paper does not decide")

    FRAME =       _part("frame",       "评查范围",   "frame")
    DRAW =        _part("draw",        "案件抽取",   "draw")
    CHECKS =      _part("checks",      "核验办法",   "how anyone can check the draw")
    GRADES =      _part("grades",      "随机案件等次", "grades of the random pool")
    EARLIER =     _part("earlier",     "与往期比较", "against earlier rounds")
    OTHER_POOLS = _part("other_pools", "其他来源案件等次", "grades of the other pools")
    COURTS =      _part("courts",      "各法院情况", "courts")
    KINDS =       _part("kinds",       "各类案件情况", "kinds of case")
    REVERSALS =   _part("reversals",   "改判原因",   "causes of reversals")
    SELF_GRADE =  _part("self_grade",  "自评与评查比对", "self-grade against review")
    AGREEMENT =   _part("agreement",   "评查员一致程度", "agreement of the readers")
    PROBLEMS =    _part("problems",    "主要问题",   "common defects")
    OBJECTIONS =  _part("objections",  "异议与复评", "objections")
    TIMELINESS =  _part("timeliness",  "期限遵守情况", "time limits")
    MENDING =     _part("mending",     "整改要求",   "rectification")
    REMARKS =     _part("remarks",     "需要说明的事项", "what the numbers cannot say")

    REF =         _text("ref",         "编号",       "reference")
    CASE_NO =     _text("case_no",     "案号",       "case number")
    COURT =       _text("court",       "审理法院",   "court")
    CASE_KIND =   _text("case_kind",   "案件类型",   "kind of case")
    CAUSE =       _text("cause",       "案由",       "cause")
    DIVISION =    _text("division",    "部门",       "division")
    JUDGE =       _text("judge",       "承办法官",   "judge in charge (code)")
    POOL =        _text("pool",        "来源",       "pool")
    STATE =       _text("state",       "状态",       "state")
    SCORE =       _text("score",       "得分",       "score")
    GRADE =       _text("grade",       "等次",       "grade")
    OBJECTION =   _text("objection",   "异议",       "objection")
    RE_REVIEW =   _text("re_review",   "复评",       "second review")
    COMMITTEE =   _text("committee",   "审判委员会讨论", "adjudication committee")
    DECIDED =     _text("decided",     "等次由谁确定", "grade decided by")
    SUM =         _text("sum",         "扣分合计",   "sum of the deductions")
    SUM_NOTE =    _text("sum_note",    "扣分说明",   "note on the deductions")
    SEASON =      _text("season",      "季度",       "quarter")
    DATED =       _text("dated",       "日期",       "date of the paper")
    DUE =         _text("due",         "届满日",     "due date")
    DUE_NOTE =    _text("due_note",    "期限说明",   "how the due date was counted")
    RIGHTS =      _text("rights",      "权利告知",   "rights of the judge")
    TO_MEND =     _text("to_mend",     "需整改的问题", "what is to be mended")

    LED_BY =      _text("led_by",      "办理步骤",   "the act it was written for")
    WRITTEN_BY =  _text("written_by",  "制作单位",   "whose paper it is")
    FOUND =       _part("found",       "认定事实",   "facts")
    DEFENCE =     _part("defence",     "陈述与答复", "defence and answers")
    WHY =         _part("why",         "说明理由",   "reasons given")
    BASIS =       _part("basis",       "法律依据",   "basis in law")
    RESULT =      _part("result",      "决定事项",   "what is decided or asked")
    LIMITS =      _part("limits",      "期限告知",   "time limits")
    REMEDIES =    _part("remedies",    "救济告知",   "remedies, and until when")
    # fmt: on

    REASON = _text("text", "内容", "text")
    REASONS = Field("reasons", "理由", "reasons", Holds.LIST, columns=(REASON,))
    ITEM_CODE = _text("code", "项目", "item")
    ITEM = _text("item", "问题", "defect")
    POINTS = _text("points", "扣分", "points")
    DEDUCTIONS = Field("deductions", "扣分项目", "deductions", Holds.LIST, columns=(ITEM_CODE, ITEM, POINTS))
    WHEN = _text("when", "时间", "when")
    ACT = _text("act", "事项", "act")
    OFFICE = _text("office", "办理", "office")
    AUTHORITY = _text("authority", "依据", "authority")
    LIMIT = _text("limit", "期限", "due")
    ACTS = Field("acts", "办理经过", "acts", Holds.LIST, columns=(WHEN, ACT, OFFICE, AUTHORITY, LIMIT))
    MEASURE = _text("measure", "措施及效果", "measures and effect")
    CHECKED = _text("checked", "检查结果", "result of the check")
    HEAD = _text("head", "栏目", "item")
    SET_OUT = _text("set_out", "载明内容", "what is stated")
    MATTERS = Field("matters", "登记事项", "what is registered", Holds.LIST, columns=(HEAD, SET_OUT))
    SIGNER = _text("signer", "签名人", "who signs")
    SIGNED = _text("signed", "签名及日期", "room for name and date")
    SIGNERS = Field("signers", "签名栏", "who signs below", Holds.LIST, columns=(SIGNER, SIGNED))
    MENDED = Field("mended", "整改报告", "what was reported", Holds.LIST, columns=(WHEN, MEASURE, CHECKED))


_CASE = (Of.TITLE, Of.REF, Of.CASE_NO, Of.COURT, Of.CASE_KIND, Of.CAUSE, Of.DIVISION, Of.JUDGE, Of.SEASON)
_END = (Of.CAVEAT, Of.SIGNATURE, Of.DATED, Of.ISSUER)

_OF_DISCIPLINE = (
    *(
        Of.ISSUER,
        Of.NUMBER,
        Of.TITLE,
        Of.ADDRESSEE,
        Of.REF,
        Of.CASE_NO,
        Of.COURT,
        Of.DIVISION,
        Of.JUDGE,
        Of.LED_BY,
    ),
    *(
        Of.WRITTEN_BY,
        Of.OPENING,
        Of.MATTERS,
        Of.FOUND,
        Of.DEFENCE,
        Of.WHY,
        Of.BASIS,
        Of.RESULT,
        Of.LIMITS,
        Of.REMEDIES,
    ),
    *(Of.SIGNERS, Of.CAVEAT, Of.SIGNATURE, Of.DATED),
)
DISCIPLINE = (
    *(PaperKind.DISCIPLINE_FORM, PaperKind.DISCIPLINE_LETTER, PaperKind.DISCIPLINE_REPORT),
    *(PaperKind.DISCIPLINE_RECORD, PaperKind.DISCIPLINE_APPLICATION, PaperKind.DISCIPLINE_DECISION),
)
"""The layouts of the papers of discipline: each serves many papers, which are rows of a table (0097)."""

_OF_ONE_CASE = (Of.CASE_NO, Of.COURT, Of.DIVISION, Of.JUDGE, Of.LED_BY)
PROTECTION = (
    *(PaperKind.PROTECTION_FORM, PaperKind.PROTECTION_LETTER, PaperKind.PROTECTION_REPORT),
    *(PaperKind.PROTECTION_RECORD, PaperKind.PROTECTION_APPLICATION, PaperKind.PROTECTION_DECISION),
)
"""The layouts of protection and handovers. None has a field of the case or the judge: what is named, the row of a paper says."""

FIELDS: dict[PaperKind, tuple[Field, ...]] = {
    **dict.fromkeys(PROTECTION, tuple(found for found in _OF_DISCIPLINE if found not in _OF_ONE_CASE)),
    **dict.fromkeys(DISCIPLINE, _OF_DISCIPLINE),
    PaperKind.REPORT: (
        *(
            Of.ISSUER,
            Of.NUMBER,
            Of.TITLE,
            Of.OPENING,
            Of.FRAME,
            Of.DRAW,
            Of.CHECKS,
            Of.GRADES,
            Of.EARLIER,
            Of.OTHER_POOLS,
        ),
        *(Of.COURTS, Of.KINDS, Of.SELF_GRADE, Of.AGREEMENT, Of.PROBLEMS, Of.REVERSALS, Of.OBJECTIONS),
        *(Of.TIMELINESS, Of.MENDING, Of.REMARKS, Of.ANNEXED, Of.SIGNATURE, Of.ANNEX, Of.SEASON, Of.DATED),
    ),
    PaperKind.CIRCULAR: (
        *(Of.ISSUER, Of.NUMBER, Of.TITLE, Of.ADDRESSEE, Of.OPENING, Of.GRADES, Of.OTHER_POOLS, Of.OBJECTIONS),
        *(Of.COURTS, Of.PROBLEMS, Of.REVERSALS, Of.TIMELINESS, Of.CHECKS, Of.SIGNATURE, Of.SEASON, Of.DATED),
    ),
    PaperKind.RESULT_CARD: (
        *_CASE,
        *(Of.POOL, Of.STATE, Of.SCORE, Of.GRADE, Of.OBJECTION, Of.RE_REVIEW, Of.COMMITTEE, Of.DECIDED),
        *(Of.REASONS, Of.DEDUCTIONS, Of.SUM, Of.SUM_NOTE, Of.ACTS, *_END),
    ),
    PaperKind.FEEDBACK: (
        *_CASE,
        *(Of.SCORE, Of.GRADE, Of.REASONS, Of.DEDUCTIONS, Of.SUM, Of.SUM_NOTE, Of.RIGHTS, Of.DUE, Of.DUE_NOTE),
        *_END,
    ),
    PaperKind.RECTIFICATION: (
        *_CASE,
        *(Of.GRADE, Of.TO_MEND, Of.DEDUCTIONS, Of.DUE, Of.DUE_NOTE, Of.MENDED, *_END),
    ),
}
"""What the template of a paper may ask for."""

REQUIRED: dict[PaperKind, tuple[Field, ...]] = {
    PaperKind.DISCIPLINE_FORM: (Of.TITLE, Of.REF, Of.MATTERS, Of.SIGNERS),
    PaperKind.DISCIPLINE_LETTER: (Of.TITLE, Of.ADDRESSEE, Of.MATTERS, Of.BASIS, Of.LIMITS, Of.SIGNATURE),
    PaperKind.DISCIPLINE_REPORT: (Of.TITLE, Of.FOUND, Of.DEFENCE, Of.WHY, Of.BASIS, Of.SIGNATURE),
    PaperKind.DISCIPLINE_RECORD: (Of.TITLE, Of.REF, Of.MATTERS, Of.SIGNERS),
    PaperKind.DISCIPLINE_APPLICATION: (Of.TITLE, Of.ADDRESSEE, Of.WHY, Of.SIGNERS),
    PaperKind.DISCIPLINE_DECISION: (
        *(Of.ISSUER, Of.TITLE, Of.FOUND, Of.DEFENCE, Of.WHY, Of.BASIS, Of.RESULT, Of.REMEDIES, Of.SIGNATURE),
    ),
    PaperKind.PROTECTION_FORM: (Of.TITLE, Of.REF, Of.MATTERS, Of.FOUND, Of.SIGNERS),
    PaperKind.PROTECTION_LETTER: (
        *(
            Of.TITLE,
            Of.ADDRESSEE,
            Of.OPENING,
            Of.MATTERS,
            Of.FOUND,
            Of.WHY,
            Of.BASIS,
            Of.LIMITS,
            Of.CAVEAT,
            Of.SIGNATURE,
        ),
    ),
    PaperKind.PROTECTION_REPORT: (Of.TITLE, Of.REF, Of.FOUND, Of.WHY, Of.BASIS, Of.RESULT, Of.SIGNATURE),
    PaperKind.PROTECTION_RECORD: (Of.TITLE, Of.REF, Of.MATTERS, Of.DEFENCE, Of.SIGNERS),
    PaperKind.PROTECTION_APPLICATION: (Of.TITLE, Of.ADDRESSEE, Of.MATTERS, Of.WHY, Of.SIGNERS),
    PaperKind.PROTECTION_DECISION: (
        *(Of.ISSUER, Of.TITLE, Of.FOUND, Of.DEFENCE, Of.WHY, Of.BASIS, Of.RESULT, Of.CAVEAT, Of.SIGNATURE),
    ),
    PaperKind.REPORT: (Of.TITLE, Of.DRAW, Of.CHECKS, Of.GRADES, Of.COURTS, Of.REMARKS, Of.SIGNATURE),
    PaperKind.CIRCULAR: (Of.ISSUER, Of.TITLE, Of.ADDRESSEE, Of.GRADES, Of.COURTS, Of.CHECKS, Of.SIGNATURE),
    PaperKind.RESULT_CARD: (Of.REF, Of.CASE_NO, Of.GRADE, Of.REASONS, Of.DEDUCTIONS, Of.CAVEAT),
    PaperKind.FEEDBACK: (
        Of.REF,
        Of.CASE_NO,
        Of.GRADE,
        Of.REASONS,
        Of.DEDUCTIONS,
        Of.RIGHTS,
        Of.DUE,
        Of.CAVEAT,
    ),
    PaperKind.RECTIFICATION: (Of.REF, Of.CASE_NO, Of.TO_MEND, Of.DUE, Of.CAVEAT),
}
"""Without these a paper would leave out what it is for, or what its reader must be told."""
