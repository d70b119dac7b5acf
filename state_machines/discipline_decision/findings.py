"""On what opinion a decision rests (专业审查前置): no liability under 46(4) or (5) without a final finding that bears it.

Each guard answers why not, or None. What a finding allows is law (`rules/committee_findings.py`).
"""

from __future__ import annotations

from typing import Any

from rules.committee_findings import Allowed, Consequence, Finding, Matter, allowed, not_borne
from rules.culpability import Result
from rules.labels import Words
from rules.law import law
from rules.misconduct import FOR_THE_COMMITTEE, ActKind
from rules.roles import Actor
from state_machines.disciplinary_prereview.competence import kind_of
from state_machines.discipline_decision.acts import Charged, acts_of, measures
from state_machines.discipline_decision.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")


def _examined(facts: Facts) -> list[tuple[Charged, ActKind]]:
    """The acts of items 4 and 5 for which something is to be done, each with its item."""
    found = []
    for act in acts_of(facts):
        cited = kind_of(act.item)
        if cited in FOR_THE_COMMITTEE and (act.kind is not None or measures(facts)):
            found.append((act, cited))
    return found


def _found(opinion: dict[str, Any]) -> Finding | None:
    return Finding(opinion["finding"]) if opinion.get("finding") else None


def allowed_by(opinion: dict[str, Any]) -> Allowed | None:
    """What the opinion allows, with the results that stand in it."""
    finding = _found(opinion)
    results = [
        result
        for result, code in ((Result.WRONG_JUDGMENT, "wrong_result"), (Result.SERIOUS_CONSEQUENCE, "serious"))
        if opinion.get(code)
    ]
    return allowed(finding, results) if finding else None


@guard("没有已确定的审查意见", "no final opinion", LOCAL["专业审查前置"])
def no_final_opinion(_: Actor, facts: Facts) -> Words | None:
    """专业审查前置: a decision that cites 46(4) or (5) rests on the committee's final opinion."""
    return _without(facts) if _examined(facts) else None


def _without(facts: Facts) -> Words | None:
    if facts.known.get(Known.OPINION.code):
        return None
    return Words(
        "引用法官法第46条第四、五项的，应当有惩戒委员会已确定的审查意见；未经审议不得追究",
        "a decision on art. 46(4) or (5) needs the committee's final opinion: nobody is held liable without it",
    )


@guard(
    "审查意见不是就同一法官、同一案件、同一行为",
    "the opinion is on another judge, case or act",
    LOCAL["专业审查前置"],
)
def opinion_of_another_matter(_: Actor, facts: Facts) -> Words | None:
    opinion = facts.known.get(Known.OPINION.code)
    if not opinion:
        return None
    its = Matter(*(str(opinion.get(fact.code) or "") for fact in (Known.JUDGE, Known.CASE_NO, Known.CONDUCT)))
    judge = str(facts.get(Known.JUDGE.code) or "")
    for act, _cited in _examined(facts):
        other = Matter(judge, act.case_no, act.conduct).differs(its)
        if other:
            return Words(
                "审查意见{ref}的{what}与本事项不同，不能作为依据",
                "the opinion {ref} differs in: {what}; it is no basis here",
                ref=opinion.get("ref", ""),
                what=Words("、".join(map(str, other)), ", ".join(each.to("en") for each in other)),
            )
    return None


@guard("审查意见不构成故意或者重大过失", "neither intent nor gross negligence was found", JUDGES[48])
def finding_too_weak(_: Actor, facts: Facts) -> Words | None:
    """Ordinary negligence and no violation bear nothing; intent and gross negligence each bear their own item."""
    opinion, cited = facts.known.get(Known.OPINION.code), [kind for _, kind in _examined(facts)]
    if not opinion or not cited:
        return None
    found = allowed_by(opinion)
    if found is None or found.consequence in (Consequence.ASSESSMENT, Consequence.CLOSE):
        return Words(
            "审查意见为“{finding}”，不得以法官法第46条第四、五项给予处分或者组织处理{why}",
            "the committee found “{finding}”: no sanction and no measure on art. 46(4) or (5){why}",
            finding=_found(opinion) or Words("没有意见", "nothing"),
            why=Words("；{why}", "; {why}", why=found.reason.words) if found else Words("", ""),
        )
    return next((why for kind in cited if (why := not_borne(kind, Finding(opinion["finding"])))), None)


@guard("重大过失缺少结果要件", "gross negligence without its result", JUDGES[46])
def result_missing(_: Actor, facts: Facts) -> Words | None:
    opinion = facts.known.get(Known.OPINION.code)
    found = allowed_by(opinion) if opinion and _examined(facts) else None
    if found is None or found.consequence is not Consequence.QUALITY:
        return None
    return Words(
        "{why}；须有裁判结果错误并造成严重后果；缺少的，作为质量和考核问题处理",
        "{why}; it needs a wrong result and serious consequences, and is otherwise a matter of quality and assessment",
        why=found.reason.words,
    )


@guard("监察机关的处分须先有审查意见", "the commission's sanction needs the opinion first", LOCAL["监察先后"])
def commission_without_opinion(_: Actor, facts: Facts) -> Words | None:
    """Nothing that was found settles whether it does; the shipped value is that it does not."""
    if not facts.rules["discipline.supervision_needs_committee"]:
        return None
    return _without(facts) if kind_of(str(facts.get(Known.ITEM.code) or "")) in FOR_THE_COMMITTEE else None


FINDINGS = (no_final_opinion, opinion_of_another_matter, finding_too_weak, result_missing)


def consequence(facts: Facts) -> str | None:
    """What the opinion leads to where there is no discipline (审查意见的后果); None where there is no opinion."""
    opinion = facts.known.get(Known.OPINION.code)
    found = allowed_by(opinion) if opinion else None
    return found.consequence.value if found else None
