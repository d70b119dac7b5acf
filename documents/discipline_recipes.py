"""The layouts of the papers of discipline (惩戒文书版式): form, letter, report, record, application and decision.

Thirty and more papers share these six. Each part is left out with its heading where a paper has nothing to say there.
"""

from __future__ import annotations

from collections.abc import Callable

from documents.page_setup import Style
from documents.paper_fields import Field, Of, PaperKind
from documents.template_forms import tag
from documents.template_recipe import Recipe
from rules.labels import Words

_MATTER = (
    (Words("编号", "reference"), Of.REF),
    (Words("案号", "case number"), Of.CASE_NO),
    (Words("任职法院", "court"), Of.COURT),
    (Words("庭室", "division"), Of.DIVISION),
    (Words("当事法官", "judge (code)"), Of.JUDGE),
    (Words("办理步骤", "act"), Of.LED_BY),
)


def form(write: Recipe) -> str:
    """登记表、送达回证、核验单: one table with everything in it, as forms are, and who signs below."""
    return "".join((
        write.field(Style.TITLE, Of.TITLE),
        _particulars(write),
        listed_matters(write),
        signed_below(write),
        write.where(Of.CAVEAT, write.field(Style.SMALL, Of.CAVEAT)),
    ))  # fmt: skip


def letter(write: Recipe) -> str:
    """通知、函: the mark of who sends it, whom to, what is said, by when, on what authority."""
    return "".join((
        write.masthead(mark()),
        write.where(Of.ADDRESSEE, write.field(Style.LEFT, Of.ADDRESSEE)),
        write.field(Style.BODY, Of.OPENING),
        listed_matters(write),
        titled(write, Of.FOUND, "有关事实", "Facts"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        titled(write, Of.REMEDIES, "权利和救济途径", "Rights and remedies"),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def report(write: Recipe) -> str:
    return "".join((
        write.field(Style.TITLE, Of.TITLE),
        _particulars(write),
        titled(write, Of.FOUND, "认定的事实", "Facts found"),
        titled(write, Of.DEFENCE, "陈述申辩及采纳情况", "Statement, and what was adopted"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.RESULT, "意见", "Conclusion"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        signed_below(write),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def record(write: Recipe) -> str:
    return "".join((
        write.field(Style.TITLE, Of.TITLE),
        _particulars(write),
        listed_matters(write),
        titled(write, Of.DEFENCE, "陈述申辩", "Statement and defence"),
        titled(write, Of.BASIS, "依据", "Authority"),
        write.line(Style.BODY, Words("以上记录经本人核对，与所述一致。", "I have read the above and it is what was said.")),
        signed_below(write),
    ))  # fmt: skip


def application(write: Recipe) -> str:
    return "".join((
        write.field(Style.TITLE, Of.TITLE),
        write.where(Of.ADDRESSEE, write.field(Style.LEFT, Of.ADDRESSEE)),
        write.field(Style.BODY, Of.OPENING),
        listed_matters(write),
        titled(write, Of.WHY, "事实和理由", "Facts and reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.LIMITS, "答复期限", "When it is answered"),
        signed_below(write),
    ))  # fmt: skip


def decision(write: Recipe) -> str:
    """决定书、意见书: facts, defence, reasons, basis, what is decided, remedies."""
    return "".join((
        write.masthead(mark()),
        write.where(Of.ADDRESSEE, write.field(Style.LEFT, Of.ADDRESSEE)),
        _particulars(write),
        titled(write, Of.FOUND, "认定的事实", "Facts"),
        titled(write, Of.DEFENCE, "陈述申辩及采纳情况", "Statement, and what was adopted"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Basis"),
        titled(write, Of.RESULT, "结论", "Outcome"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        titled(write, Of.REMEDIES, "救济途径和期限", "Remedies, and until when"),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def mark() -> Words:
    return Words(tag("zh", Of.ISSUER), tag("en", Of.ISSUER))


def _particulars(write: Recipe) -> str:
    """What the matter is, and the opening sentence where there is one."""
    opening = write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING))
    return "".join((write.form.particulars(*_MATTER), write.gap(), opening))


def listed_matters(write: Recipe) -> str:
    return write.where(Of.MATTERS, write.form.listed(Of.MATTERS, (3.6, 12), "ll"), write.gap())


def titled(write: Recipe, found: Field, zh: str, en: str) -> str:
    return write.where(found, write.heading(zh, en), write.part(found))


def signed_below(write: Recipe) -> str:
    return write.where(Of.SIGNERS, write.gap(), write.form.listed(Of.SIGNERS, (3.6, 12), "ll"), write.gap())


DISCIPLINE_RECIPES: dict[PaperKind, Callable[[Recipe], str]] = {
    PaperKind.DISCIPLINE_FORM: form,
    PaperKind.DISCIPLINE_LETTER: letter,
    PaperKind.DISCIPLINE_REPORT: report,
    PaperKind.DISCIPLINE_RECORD: record,
    PaperKind.DISCIPLINE_APPLICATION: application,
    PaperKind.DISCIPLINE_DECISION: decision,
}
