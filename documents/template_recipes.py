"""Our templates (文书模板), each as a recipe: what stands on the paper from the top down, with its fields.

The templates are made from here and not kept as files: a docx is a package no reviewer can read, and both languages
come from one source. ``zelian papers templates`` writes them out, and a court edits its copies in Word or WPS.
"""

from __future__ import annotations

from collections.abc import Callable

from documents.discipline_recipes import DISCIPLINE_RECIPES
from documents.page_setup import Style
from documents.paper_fields import Of, PaperKind
from documents.protection_recipes import PROTECTION_RECIPES
from documents.template_forms import tag
from documents.template_recipe import Recipe
from rules.labels import Words


def report(write: Recipe) -> str:
    return "".join(
        (
            write.masthead(Words(tag("zh", Of.ISSUER), tag("en", Of.ISSUER))),
            write.field(Style.BODY, Of.OPENING),
            write.heading("基本情况", "The round"),
            write.subheading("评查范围", "The frame"),
            write.part(Of.FRAME),
            write.subheading("案件抽取", "The draw"),
            write.part(Of.DRAW),
            write.subheading("核验办法", "How anyone can check it"),
            write.part(Of.CHECKS),
            write.heading("评查结果", "Results"),
            write.subheading("随机抽取案件的等次", "Grades of the cases drawn at random"),
            write.part(Of.GRADES),
            write.optional(Of.EARLIER, "与往期比较", "Against earlier rounds"),
            write.optional(Of.OTHER_POOLS, "另行评查案件的等次", "Grades of the cases reviewed besides"),
            write.subheading("各法院情况", "By court"),
            write.part(Of.COURTS),
            write.optional(Of.KINDS, "各类案件情况", "By kind of case"),
            write.optional(Of.SELF_GRADE, "自评与评查比对", "Self-grades against the review"),
            write.optional(Of.AGREEMENT, "评查员一致程度", "How far readers agree"),
            write.heading("主要问题", "Common defects"),
            write.part(Of.PROBLEMS),
            write.where(Of.REVERSALS, write.part(Of.REVERSALS)),
            write.heading("异议与复评", "Objections and second reviews"),
            write.part(Of.OBJECTIONS),
            write.heading("期限遵守情况", "Time limits"),
            write.part(Of.TIMELINESS),
            write.heading("整改要求", "Rectification"),
            write.part(Of.MENDING),
            write.heading("需要说明的事项", "What the numbers cannot say"),
            write.part(Of.REMARKS),
            write.where(Of.ANNEXED, write.part(Of.ANNEXED)),
            write.part(Of.SIGNATURE),
            write.where(Of.ANNEX, write.part(Of.ANNEX)),
        )
    )


DEMANDS = (
    Words(
        "（一）逐案整改。对有扣分的案件，由所在部门制定整改方案，按期完成并接受回头看。",
        "(1) Mend case by case: each unit draws up a plan, carries it out in time and is checked.",
    ),
    Words(
        "（二）改进工作。对照扣分项目查找管理漏洞，完善流程管理和业务学习。",
        "(2) Improve: look for what made the defects possible, in the process and in training.",
    ),
    Words(
        "（三）正确使用。评查结果不改变裁判的法律效力；改判、发回重审、信访本身不证明案件存在质量问题；"
        "不得以本通报数据层层加码。",
        "(3) Use the results rightly: they change no judgment; reversal, remand or petition alone proves no defect; "
        "nobody is to be set a stricter target because of these figures.",
    ),
)


def circular(write: Recipe) -> str:
    mark = Words(f"{tag('zh', Of.ISSUER)}文件", tag("en", Of.ISSUER))
    return "".join(
        (
            write.masthead(mark),
            write.field(Style.LEFT, Of.ADDRESSEE),
            write.field(Style.BODY, Of.OPENING),
            write.heading("总体情况", "Overview"),
            write.part(Of.GRADES),
            write.where(Of.OTHER_POOLS, write.part(Of.OTHER_POOLS)),
            write.part(Of.OBJECTIONS),
            write.heading("各法院情况", "By court"),
            write.part(Of.COURTS),
            write.heading("主要问题", "Common defects"),
            write.part(Of.PROBLEMS),
            write.where(Of.REVERSALS, write.part(Of.REVERSALS)),
            write.where(
                Of.TIMELINESS, write.heading("期限遵守情况", "Time limits"), write.part(Of.TIMELINESS)
            ),
            write.heading("核验办法", "How anyone can check it"),
            write.part(Of.CHECKS),
            write.heading("工作要求", "What is required"),
            *(write.line(Style.BODY, demand) for demand in DEMANDS),
            write.part(Of.SIGNATURE),
        )
    )


CASE = (
    (Words("编号", "reference"), Of.REF),
    (Words("案号", "case number"), Of.CASE_NO),
    (Words("审理法院", "court"), Of.COURT),
    (Words("部门", "division"), Of.DIVISION),
    (Words("案件类型", "kind"), Of.CASE_KIND),
    (Words("案由", "cause"), Of.CAUSE),
    (Words("承办法官", "judge (code)"), Of.JUDGE),
    (Words("评查季度", "quarter"), Of.SEASON),
)


def result_card(write: Recipe) -> str:
    return "".join(
        (
            write.field(Style.TITLE, Of.TITLE),
            write.form.particulars(
                *CASE,
                (Words("来源", "pool"), Of.POOL),
                (Words("状态", "state"), Of.STATE),
                (Words("等次", "grade"), Of.GRADE),
                (Words("得分", "score"), Of.SCORE),
                (Words("异议", "objection"), Of.OBJECTION),
                (Words("复评", "second review"), Of.RE_REVIEW),
                (Words("审委会讨论", "committee"), Of.COMMITTEE),
                (Words("等次确定", "decided by"), Of.DECIDED),
            ),
            write.gap(),
            write.heading("等次与理由", "Grade and reasons"),
            write.reasons(),
            write.heading("扣分", "Deductions"),
            write.deductions(),
            write.where(Of.ACTS, write.heading("办理经过", "What was done"), write.form.listed(
                Of.ACTS, (3.5, 2.5, 2.2, 5.2, 3.4), "lllll", style=Style.SMALL), write.gap()),
            write.ending(),
        )
    )  # fmt: skip


def feedback(write: Recipe) -> str:
    return "".join(
        (
            write.field(Style.TITLE, Of.TITLE),
            write.form.particulars(*CASE, (Words("拟定等次", "proposed"), Of.GRADE), (Words("得分", "score"), Of.SCORE), (Words("异议届满日", "object until"), Of.DUE)),
            write.gap(),
            write.heading("发现的问题", "Findings"),
            write.deductions(),
            write.heading("拟定等次的理由", "Reasons for the proposed grade"),
            write.reasons(),
            write.heading("您的权利和期限", "Your rights, and until when"),
            write.field(Style.BODY, Of.RIGHTS),
            write.field(Style.BODY, Of.DUE_NOTE),
            write.heading("承办法官意见", "What the judge says"),
            write.form.room(
                (Words("承办法官", "judge"), Words("□同意　□不同意，理由如下（可另附页和材料）：", "[ ] I agree   [ ] I object, for these reasons (sheets may be added):"), 6),
                (Words("庭长阅", "chief"), None, 1),
                (Words("签收", "received"), None, 0),
            ),
            write.gap(),
            write.ending(),
        )
    )  # fmt: skip


def rectification(write: Recipe) -> str:
    return "".join(
        (
            write.field(Style.TITLE, Of.TITLE),
            write.form.particulars(*CASE, (Words("等次", "grade"), Of.GRADE), (Words("整改届满日", "due on"), Of.DUE)),
            write.gap(),
            write.field(Style.BODY, Of.DUE_NOTE),
            write.heading("需整改的问题", "What is to be mended"),
            write.field(Style.BODY, Of.TO_MEND),
            write.where(Of.DEDUCTIONS, write.form.listed(Of.DEDUCTIONS, (1.4, 11, 2.2), "clc"), write.gap()),
            write.heading("整改措施及效果", "Measures and their effect"),
            write.where(Of.MENDED, write.form.listed(Of.MENDED, (3.3, 7.7, 4), "lll")),
            write.where(Of.MENDED, write.form.blank(
                (Words("整改措施", "measure"), Words("责任人", "who"), Words("完成时间", "done on"), Words("效果及证明材料", "effect and proof")),
                (5.5, 2.2, 2.6, 5.3), 3, 14,
            ), missing=True),
            write.gap(),
            write.heading("检查意见", "The check"),
            write.form.room(
                (Words("部门负责人", "division"), None, 1),
                (Words("检查结果", "result"), Words("□整改到位，予以销号　□整改不到位，退回", "[ ] mended: closed   [ ] not mended: sent back"), 1),
            ),
            write.gap(),
            write.ending(),
        )
    )  # fmt: skip


RECIPES: dict[PaperKind, Callable[[Recipe], str]] = {
    PaperKind.REPORT: report,
    PaperKind.CIRCULAR: circular,
    PaperKind.RESULT_CARD: result_card,
    PaperKind.FEEDBACK: feedback,
    PaperKind.RECTIFICATION: rectification,
    **DISCIPLINE_RECIPES,
    **PROTECTION_RECIPES,
}
