"""The layouts of the papers of protection and of handovers (保护、衔接文书版式): form, letter, report, record, application, decision.

Unlike those of discipline they have no fixed table of the matter: what a paper may name (the judge, the case, the recorder) is
different for each, so its row says it, and no field of a template reaches further. An application is laid out as there.
"""

from __future__ import annotations

from collections.abc import Callable

from documents.discipline_recipes import application, listed_matters, mark, signed_below, titled
from documents.page_setup import Style
from documents.paper_fields import Of, PaperKind
from documents.template_forms import tag
from documents.template_recipe import Recipe
from rules.labels import Words


def form(write: Recipe) -> str:
    """登记表、审批表、审查表、回执: one table, the table of what was found below it, and who signs."""
    return "".join((
        _head(write),
        write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING)),
        listed_matters(write),
        write.where(Of.FOUND, write.part(Of.FOUND), write.gap()),
        signed_below(write),
        write.where(Of.CAVEAT, write.field(Style.SMALL, Of.CAVEAT)),
    ))  # fmt: skip


def letter(write: Recipe) -> str:
    """函、通知、通报: the mark of who sends it, whom to, what is said, by when, on what authority."""
    return "".join((
        write.masthead(mark()),
        write.where(Of.ADDRESSEE, write.field(Style.LEFT, Of.ADDRESSEE)),
        write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING)),
        listed_matters(write),
        titled(write, Of.FOUND, "有关情况", "What is said"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        titled(write, Of.REMEDIES, "权利和救济途径", "Rights and remedies"),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def report(write: Recipe) -> str:
    return "".join((
        _head(write),
        write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING)),
        listed_matters(write),
        titled(write, Of.FOUND, "查明的情况", "What was found"),
        titled(write, Of.DEFENCE, "本人意见", "What the judge says"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.RESULT, "结论", "Conclusion"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        signed_below(write),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def record(write: Recipe) -> str:
    return "".join((
        _head(write),
        write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING)),
        listed_matters(write),
        titled(write, Of.DEFENCE, "本人意见", "What the judge says"),
        titled(write, Of.BASIS, "依据", "Authority"),
        write.line(Style.BODY, Words("以上记录经本人核对，与所述一致。", "I have read the above and it is what was said.")),
        signed_below(write),
    ))  # fmt: skip


def decision(write: Recipe) -> str:
    """决定、意见、结论: what it is about, facts, what the judge says, reasons, basis, outcome."""
    return "".join((
        write.masthead(mark()),
        write.where(Of.ADDRESSEE, write.field(Style.LEFT, Of.ADDRESSEE)),
        write.where(Of.OPENING, write.field(Style.BODY, Of.OPENING)),
        listed_matters(write),
        titled(write, Of.FOUND, "查明的事实", "Facts"),
        titled(write, Of.DEFENCE, "本人意见及答复", "What the judge says, and the answers"),
        titled(write, Of.WHY, "理由", "Reasons"),
        titled(write, Of.BASIS, "依据", "Authority"),
        titled(write, Of.RESULT, "结论", "Outcome"),
        titled(write, Of.LIMITS, "期限", "Time limits"),
        titled(write, Of.REMEDIES, "救济途径和期限", "Remedies, and until when"),
        write.where(Of.CAVEAT, write.field(Style.BODY, Of.CAVEAT)),
        write.part(Of.SIGNATURE),
    ))  # fmt: skip


def _head(write: Recipe) -> str:
    """The title, and below it the reference and the day."""
    below = Words(
        f"编号：{tag('zh', Of.REF)}　　制作日期：{tag('zh', Of.DATED)}",
        f"Reference: {tag('en', Of.REF)}    Date: {tag('en', Of.DATED)}",
    )
    return write.field(Style.TITLE, Of.TITLE) + write.line(Style.SMALL, below) + write.gap()


PROTECTION_RECIPES: dict[PaperKind, Callable[[Recipe], str]] = {
    PaperKind.PROTECTION_FORM: form,
    PaperKind.PROTECTION_LETTER: letter,
    PaperKind.PROTECTION_REPORT: report,
    PaperKind.PROTECTION_RECORD: record,
    PaperKind.PROTECTION_APPLICATION: application,
    PaperKind.PROTECTION_DECISION: decision,
}
