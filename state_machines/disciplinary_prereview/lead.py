"""Why an act on a lead or in the initial review may be refused (线索、初查). Each guard answers why not, or None."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.culpability import Fault, Result, assess, liability_kinds
from rules.excuses import grounds_to_record, not_excused
from rules.exemptions import NO_EXEMPTION, exemptions
from rules.labels import Words
from rules.law import law
from rules.misconduct import ActKind, authority_of, supervision_law_transfer
from rules.partial_dates import partial_date
from rules.roles import Actor
from state_machines.disciplinary_prereview.clocks import proposed
from state_machines.disciplinary_prereview.competence import kind_of, not_for_the_committee
from state_machines.disciplinary_prereview.terms import Conclusion, Known, all_of
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
RESPONSIBILITY = law("judicial_responsibility_2015")


# ---- the lead (线索) ---------------------------------------------------------------------------------------


@guard("被反映人不是法官", "the person is no judge", JUDGES[48])
def not_a_judge(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.IS_JUDGE.code) is not False:
        return None
    return Words(
        "被反映人不是法官，不属于惩戒委员会审议范围，应当按干部管理权限转办",
        "the person is no judge: the committee has no competence; send the lead the way of the staff rules",
    )


@guard("不属于法官法第46条第4、5项", "not within art. 46(4) or (5)", JUDGES[48])
def outside_competence(_: Actor, facts: Facts) -> Words | None:
    """审议范围: only items 4 and 5; every other is told the way it must go instead."""
    return not_for_the_committee(str(facts.get(Known.ITEM.code) or ""))


@guard("属于惩戒委员会审议范围", "within the committee's competence", JUDGES[48])
def within_competence(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.IS_JUDGE.code) is False or not_for_the_committee(
        str(facts.get(Known.ITEM.code) or "")
    ):
        return None
    return Words(
        "属于法官法第46条第四、五项的线索应当受理初查，不得转办了事",
        "a lead within art. 46(4) or (5) is taken up, not sent away",
    )


@guard("并入自身", "joined to itself", LOCAL["线索"])
def joined_to_itself(_: Actor, facts: Facts) -> Words | None:
    related = facts.get(Known.RELATED.code) or ()
    if not related or facts.act[Known.INTO.code] in related:
        return None
    return Words(
        "只能并入已登记的关联线索：{related}",
        "a lead is joined to one of its related leads: {related}",
        related="、".join(related),
    )


# ---- initial review (初步审查) -----------------------------------------------------------------------------


@guard("初步意见尚未提出", "no initial opinion", RESPONSIBILITY[34])
def not_proposed(_: Actor, facts: Facts) -> Words | None:
    if proposed(facts.known, facts.rules):
        return None
    return Words("审监、审管部门的初步意见尚未提出", "the initial opinion is not in")


@guard("不追究而未写明理由", "no case, and no ground named", RESPONSIBILITY[28])
def closed_without_ground(_: Actor, facts: Facts) -> Words | None:
    """A3: an exemption is recorded with its ground."""
    conclusion = facts.act[Known.CONCLUSION.code]
    if conclusion not in {each.value for each in Conclusion}:
        return Words("了结结论应当是：{known}", "the conclusion is one of: {known}", known=all_of(Conclusion))
    if conclusion == Conclusion.UNFOUNDED.value:
        return None
    if not facts.act.get(Known.EXEMPTION.code) or not facts.act.get(Known.EXEMPTION_REASONS.code):
        return Words(
            "以免责了结的，应当写明免责情形及理由",
            "a closure as exempt names the ground of exemption and why",
        )
    return _not_excused(str(facts.act[Known.EXEMPTION.code]), facts)


@guard("没有这一种免责情形", "no such exemption", RESPONSIBILITY[28])
def unknown_exemption(_: Actor, facts: Facts) -> Words | None:
    """Asked of whoever names one, whatever comes of it: what stands on record can be read out in a notice."""
    code = facts.act.get(Known.EXEMPTION.code)
    return None if not code or code == NO_EXEMPTION else _not_listed(code, facts)


def _not_listed(code: str, facts: Facts) -> Words | None:
    known = exemptions(_law_of(facts))
    if code in {kind.code for kind in known}:
        return None
    return Words(
        "没有免责情形“{code}”；可以填写：{known}",
        "there is no exemption “{code}”; there are: {known}",
        code=code,
        known=Words("、".join(kind.zh for kind in known), ", ".join(kind.en for kind in known)),
    )


def _law_of(facts: Facts) -> date:
    """The day by whose law an act is judged: the latest on which it can have been done, or today where nobody knows."""
    acted = partial_date(str(facts.get(Known.ACTED_ON.code) or ""))
    return acted.latest if acted else beijing_day(facts.at)


def _not_excused(code: str, facts: Facts) -> Words | None:
    """Only a listed ground exempts, and none of them exempts intent (意见28; local rules)."""
    if (unlisted := _not_listed(code, facts)) is not None:
        return unlisted
    intent = kind_of(str(facts.get(Known.ITEM.code) or "")) is ActKind.INTENTIONAL_VIOLATION
    reason = not_excused(
        code,
        str(facts.act.get(Known.EXEMPTION_REASONS.code) or ""),
        Fault.INTENT if intent else None,
        by_retrial=facts.get(Known.BY_RETRIAL.code) is True,
        on=_law_of(facts),
        rules=facts.rules,
    )
    return reason.words if reason else None


def ground_numbers(_: Actor, facts: Facts) -> str | None:
    """The articles and items that the exemption stands on, as a conclusion names them; None where none was given."""
    code = facts.act.get(Known.EXEMPTION.code)
    if not code or code == NO_EXEMPTION or _not_listed(code, facts) is not None:
        return None
    return "；".join(ground.to("zh") for ground in grounds_to_record(code, _law_of(facts)))


EXEMPTED = ((Known.EXEMPTION_GROUND, ground_numbers),)


def _route_basis(_: Actor, facts: Facts) -> str | None:
    """On what a lead of its item goes where it must go (法官法 46；监察法); None where no item is named yet."""
    kind = kind_of(str(facts.get(Known.ITEM.code) or ""))
    return authority_of(kind, beijing_day(facts.at)).to("zh") if kind else None


ROUTED = ((Known.ROUTE_BASIS, _route_basis),)
TRANSFERRED = (
    (Known.ROUTE_BASIS, lambda _, facts: supervision_law_transfer(beijing_day(facts.at)).to("zh")),
)
"""线索移送: on the supervision law of the day, whatever the item."""


# ---- what the inquiry found, held against its kind (责任构成) ------------------------------------------------


@guard("没有这一种违法审判情形", "no such kind of unlawful adjudication", RESPONSIBILITY[26])
def unknown_liability(_: Actor, facts: Facts) -> Words | None:
    code, known = facts.act.get(Known.LIABILITY_KIND.code), liability_kinds(_law_of(facts))
    if not code:
        return None
    if code not in {kind.code for kind in known}:
        return Words(
            "没有违法审判情形“{code}”；可以填写：{known}",
            "there is no kind of unlawful adjudication “{code}”; there are: {known}",
            code=code,
            known=Words(
                "、".join(f"{kind.zh}（{kind.code}）" for kind in known),
                ", ".join(f"{kind.en} ({kind.code})" for kind in known),
            ),
        )
    if facts.act.get(Known.FAULT.code):
        return None
    return Words(
        "写明违法审判情形的，应当写明主观过错", "whoever names the kind says how the person was at fault"
    )


def _liability(_: Actor, facts: Facts) -> dict[str, Any] | None:
    """Whether fault and results are what the kind asks for (意见25、26), and which item of article 46 that is."""
    code, fault = facts.act.get(Known.LIABILITY_KIND.code), facts.act.get(Known.FAULT.code)
    day = _law_of(facts)
    if not fault or code not in {kind.code for kind in liability_kinds(day)}:
        return None
    results = [result for fact, result in _RESULTS if facts.act.get(fact.code)]
    found = assess(code, Fault(fault), results, day)
    return {
        "fulfilled": found.fulfilled,
        "missing": [result.value for result in found.missing],
        "item": f"46({found.act.item})" if found.act else "",
        "zh": "；".join(str(reason) for reason in found.reasons),
        "en": "; ".join(reason.to("en") for reason in found.reasons),
    }


_RESULTS = (
    (Known.WRONG_RESULT, Result.WRONG_JUDGMENT),
    (Known.WRONG_OPERATIVE_PART, Result.WRONG_OPERATIVE_PART),
    (Known.SERIOUS, Result.SERIOUS_CONSEQUENCE),
)
LIABILITY = ((Known.LIABILITY, _liability),)


@guard(
    "启动追责而不同于初步意见，未说明理由",
    "started against the initial opinion without reasons",
    LOCAL["启动"],
)
def started_without_case(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.CASE_SEEN.code) or facts.act.get(Known.DIFFERS.code):
        return None
    return Words(
        "初步意见认为不应当追责；决定启动的，应当写明不同于初步意见的理由",
        "the initial opinion saw no case: whoever starts an inquiry says why he differs",
    )
