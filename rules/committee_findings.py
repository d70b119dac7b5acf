"""审查意见 (the committee's findings): the four of article 48 of the Judges Law, and what each allows the court to do.

No finding is a sanction: whether to discipline is for the court (法官法 48). Discipline is possible after intent, and
after gross negligence with a wrong judgment and serious consequences (46(4), 46(5)); every other matter goes its other
way. Who falls under which measure, and how heavy it is, the law leaves to the court, and so does this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rules.citations import Citation
from rules.culpability import Result, not_item_5
from rules.labels import Labelled, Words
from rules.law import cite
from rules.misconduct import FOR_THE_COMMITTEE, ActKind
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


class Measure(Labelled):
    """What the court may do where discipline is possible (惩戒措施), by the department that does it (意见37)."""

    SUSPENSION = "suspension", "停职", "suspension from duty"
    DELAYED_PROMOTION = "delayed_promotion", "延期晋升", "delayed promotion"
    QUOTA_EXIT = "quota_exit", "退出法官员额", "quota exit"
    OFFICE_TAKEN = "office_taken", "免职", "removal from the post"
    ORDERED_RESIGNATION = "ordered_resignation", "责令辞职", "ordered resignation"
    LAID_OFF = "laid_off", "辞退", "dismissal from service"
    SANCTION = "sanction", "处分", "sanction"
    HANDED_OVER = "handed_over", "涉嫌犯罪的移送", "handed over, where a crime is suspected"

    @property
    def by_personnel(self) -> bool:
        """组织人事部门办理; the others are for discipline inspection."""
        return self not in (Measure.SANCTION, Measure.HANDED_OVER)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What follows from a finding, why, and which measures there are."""

    consequence: Consequence
    reason: Reason
    measures: tuple[Measure, ...] = ()


def allowed(finding: Finding, results: Iterable[Result]) -> Allowed:
    """What the court may do upon a finding (法官法 46, 48; 意见37)."""
    match finding:
        case Finding.INTENTIONAL:
            return Allowed(Consequence.DISCIPLINE, _may(finding), tuple(Measure))
        case Finding.GROSS_NEGLIGENCE:
            if lacking := not_item_5(results):
                return Allowed(Consequence.QUALITY, Reason(lacking.words, cite("local_discipline.缺少结果")))
            return Allowed(Consequence.DISCIPLINE, _may(finding), tuple(Measure))
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


@dataclass(frozen=True, slots=True)
class FinalFinding:
    """An opinion that became final (审查意见确定)."""

    matter: Matter
    finding: Finding
    results: frozenset[Result] = frozenset()


PRE_REVIEW: Citation = cite("protection_of_judges_2017.审议前置")
"""No liability for a wrong case unless the committee heard and deliberated."""


def without_a_finding(matter: Matter, cited: ActKind, findings: Sequence[FinalFinding]) -> Words | None:
    """Why a decision that cites items 4 or 5 of article 46 may not be made (`PRE_REVIEW`; 法官法 48).

    None for a decision on another item, and where a final finding on this very judge, case and act allows it.
    """
    if cited not in FOR_THE_COMMITTEE:
        return None
    own = [each for each in findings if each.matter == matter]
    if not own:
        return Words(
            "引用法官法第46条第{item}项，须有惩戒委员会对同一法官、同一案件、同一行为的已确定的审查意见",
            "a decision under item {item} of article 46 needs a final finding of the committee on the same judge, case and act",
            item=cited.item)  # fmt: skip
    latest = own[-1]
    needed = _NEEDED[cited]
    if latest.finding is not needed:
        return Words(
            "审查意见为“{finding}”，不能据以适用法官法第46条第{item}项（须为“{needed}”）",
            "the finding is “{finding}”, and item {item} of article 46 needs “{needed}”",
            finding=latest.finding, item=cited.item, needed=needed)  # fmt: skip
    if cited is ActKind.GROSS_NEGLIGENCE and (lacking := not_item_5(latest.results)):
        return lacking.words
    return None


_NEEDED = {
    ActKind.INTENTIONAL_VIOLATION: Finding.INTENTIONAL,
    ActKind.GROSS_NEGLIGENCE: Finding.GROSS_NEGLIGENCE,
}
