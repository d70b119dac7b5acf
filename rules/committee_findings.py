"""审查意见 (the committee's findings): the four of article 48 of the Judges Law, and what each allows the court to do.

No finding is a sanction: whether to discipline is for the court (法官法 48). Discipline is possible after intent, and
after gross negligence with a wrong judgment and serious consequences (46(4), 46(5)); every other matter goes its other
way. Who falls under which measure, and how heavy it is, the law leaves to the court, and so does this file.
专业审查前置: a decision that cites one of these two items rests on a final finding on the same judge, case and act.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rules.culpability import Result, not_item_5
from rules.labels import Labelled, Words
from rules.law import cite
from rules.misconduct import ActKind
from rules.reasons import Reason


class Finding(Labelled):
    """What the discipline committee finds (审查意见). One of four; that none is reached is no finding."""

    INTENTIONAL = "intentional", "构成故意违反职责", "intentional violation of duty"
    GROSS_NEGLIGENCE = "gross_negligence", "存在重大过失", "gross negligence"
    ORDINARY_NEGLIGENCE = "ordinary_negligence", "存在一般过失", "ordinary negligence"
    NO_VIOLATION = "no_violation", "没有违反职责", "no violation of duty"


class Consequence(Labelled):
    """What a finding allows (审查意见的后果)."""

    DISCIPLINE = "discipline", "可以惩戒，由法院决定", "discipline possible, for the court to decide"
    QUALITY = "quality", "作为审判质量和考核问题处理", "a matter of quality and assessment"
    ASSESSMENT = "assessment", "只用于考核、培训、谈话提醒", "for assessment, training or a talk only"
    CLOSE = "close", "结案，需要时予以澄清", "closed, and cleared where need be"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What follows from a finding, and why."""

    consequence: Consequence
    reason: Reason


def allowed(finding: Finding, results: Iterable[Result]) -> Allowed:
    """What the court may do upon a finding (法官法 46, 48; 意见37)."""
    match finding:
        case Finding.INTENTIONAL:
            return Allowed(Consequence.DISCIPLINE, _may(finding))
        case Finding.GROSS_NEGLIGENCE:
            if lacking := not_item_5(results):
                return Allowed(Consequence.QUALITY, Reason(lacking.words, cite("local_discipline.缺少结果")))
            return Allowed(Consequence.DISCIPLINE, _may(finding))
        case Finding.ORDINARY_NEGLIGENCE:
            return Allowed(Consequence.ASSESSMENT, Reason(
                Words("一般过失不作法官法第46条第4、5项的处分", "ordinary negligence brings no sanction under items 4 and 5"),
                cite("local_discipline.一般过失")))  # fmt: skip
        case Finding.NO_VIOLATION:
            return Allowed(Consequence.CLOSE, Reason(
                Words("没有违反职责，应当结案", "no violation of duty: the matter is closed"),
                cite("local_discipline.没有违反")))  # fmt: skip


def _may(finding: Finding) -> Reason:
    return Reason(
        Words(
            "{finding}，是否惩戒由法院依照规定决定",
            "{finding}: whether to discipline is for the court",
            finding=finding,
        ),
        cite("judges_law.48"),
    )


# --- 专业审查前置: no decision without a finding ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matter:
    """What a finding is on, and what a decision may rest on: the same judge, the same case, the same act."""

    judge: str
    case_no: str
    act: str

    def differs(self, other: Matter) -> tuple[Words, ...]:
        """In what two matters are not the same."""
        return tuple(name for field, name in _SAME.items() if getattr(self, field) != getattr(other, field))


_SAME = {
    "judge": Words("当事法官", "judge concerned"),
    "case_no": Words("案号", "case number"),
    "act": Words("行为", "act"),
}


def not_borne(cited: ActKind, finding: Finding) -> Words | None:
    """Why a finding does not bear a decision that cites item 4 or 5 of article 46: each needs a finding of its own."""
    needed = _NEEDED[cited]
    if finding is needed:
        return None
    return Words(
        "审查意见为“{finding}”，不能据以适用法官法第46条第{item}项（须为“{needed}”）",
        "the finding is “{finding}”, and item {item} of article 46 needs “{needed}”",
        finding=finding, item=cited.item, needed=needed)  # fmt: skip


_NEEDED = {
    ActKind.INTENTIONAL_VIOLATION: Finding.INTENTIONAL,
    ActKind.GROSS_NEGLIGENCE: Finding.GROSS_NEGLIGENCE,
}
