"""Why a sanction may not be given (处分依据、决定). Each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.committee_findings import Finding
from rules.labels import Words
from rules.law import law
from rules.misconduct import FOR_THE_COMMITTEE
from rules.personnel_holds import PastSanction, PersonnelAct, PersonOnFile, supervision_case_open
from rules.personnel_holds import sanctioned_already as already
from rules.roles import Actor, Role
from rules.sanctions import SanctionedBy, SanctionKind, effects, period
from state_machines.disciplinary_competence import kind_of
from state_machines.disciplinary_prereview_terms import all_of
from state_machines.discipline_decision_clocks import held
from state_machines.discipline_decision_terms import NO_SANCTION, Known, Measure, Status
from state_machines.points import unanswered
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
CIVIL = law("civil_servants_law")
SANCTIONS = law("government_sanctions_law")

KINDS = (NO_SANCTION, *(kind.value for kind in SanctionKind))
"""From no sanction to the heaviest."""
_SEVERE = (Finding.INTENTIONAL.value, Finding.GROSS_NEGLIGENCE.value)


def sanction_of(facts: Mapping[str, Any]) -> str:
    """The sanction that is proposed or given, by its code."""
    return str(facts.get(Known.SANCTION.code) or facts.get(Known.PROPOSED_SANCTION.code) or NO_SANCTION)


def _stated(facts: Facts) -> str:
    return sanction_of(facts.act)


def _measures(facts: Facts) -> set[str]:
    return {
        *(facts.act.get(Known.MEASURES.code) or facts.act.get(Known.PROPOSED_MEASURES.code) or ()),
    }


def heavier(before: str, now: str) -> bool:
    """Whether a sanction is heavier than another, by their codes."""
    return before in KINDS and now in KINDS and KINDS.index(now) > KINDS.index(before)


# ---- what stands in the way of a sanction (不得处分) ---------------------------------------------------------


@guard("不是当事法官", "not the judge concerned", CIVIL[63])
def not_the_judge_concerned(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.JUDGE_CONCERNED or actor.code == facts.get(Known.JUDGE.code):
        return None
    return Words("{name}不是本事项的当事法官", "{name} is not the judge concerned", name=actor.shown)


@guard("没有这一种处分", "no such sanction", CIVIL[62])
def unknown_sanction(_: Actor, facts: Facts) -> Words | None:
    if _stated(facts) in KINDS:
        return None
    return Words(
        "处分应当是：不予处分、{known}", "a sanction is one of: none, {known}", known=all_of(SanctionKind)
    )


@guard("没有这一种组织处理", "no such measure", LOCAL["决定"])
def unknown_measure(_: Actor, facts: Facts) -> Words | None:
    if _measures(facts) <= {each.value for each in Measure}:
        return None
    return Words("组织处理应当是：{known}", "a measure is one of: {known}", known=all_of(Measure))


@guard("监察立案调查期间", "a supervision case is open", SANCTIONS[52])
def supervision_open(_: Actor, facts: Facts) -> Words | None:
    """Holds any decision, and names first what the law itself forbids meanwhile."""
    if not held(facts.known, facts.rules):
        return None
    person, day = PersonOnFile(supervision_case_open=True), beijing_day(facts.at)
    exits = (PersonnelAct.QUOTA_EXIT,) if Measure.QUOTA_EXIT.value in _measures(facts) else ()
    acts = (PersonnelAct.SANCTION, *exits) if _stated(facts) != NO_SANCTION or not exits else exits
    return next(reason.words for act in acts if (reason := supervision_case_open(act, person, day)))


@guard("没有立案调查在登记", "no supervision case is on record", SANCTIONS[52])
def supervision_not_open(_: Actor, facts: Facts) -> Words | None:
    if held(facts.known, facts.rules):
        return None
    return Words("没有登记监察立案调查", "no supervision case is on record")


@guard("已退休、离职或者死亡", "no longer in service", SANCTIONS[27])
def no_longer_in_service(_: Actor, facts: Facts) -> Words | None:
    status = facts.get(Known.STATUS.code)
    if status in (None, Status.IN_SERVICE.value) or _stated(facts) == NO_SANCTION:
        return None
    return Words(
        "{status}的不再给予处分；应当降级、撤职、开除的，相应调整待遇",
        "a person who {status} gets no sanction; benefits are adjusted instead",
        status=Status(status),
    )


@guard("同一行为已受政务处分", "the act was sanctioned already", SANCTIONS[16])
def sanctioned_already(_: Actor, facts: Facts) -> Words | None:
    """Measures of staff are no sanction and may stand beside (政务处分法 17, 18)."""
    given, act = facts.get(Known.GOVERNMENT_SANCTION.code), str(facts.get(Known.CONDUCT.code, ""))
    if not given or _stated(facts) == NO_SANCTION:
        return None
    past = [PastSanction(act, SanctionedBy.SUPERVISION, SanctionKind(given))]
    reason = already(act, SanctionedBy.COURT, past)
    return reason.words if reason else None


def _punished(facts: Facts) -> bool:
    return _stated(facts) != NO_SANCTION or bool(_measures(facts))


def _for_the_committee(facts: Facts) -> bool:
    return kind_of(str(facts.get(Known.ITEM.code) or "")) in FOR_THE_COMMITTEE


@guard("没有已确定的审查意见", "no final opinion", LOCAL["专业审查前置"])
def no_final_opinion(_: Actor, facts: Facts) -> Words | None:
    """专业审查前置: a decision that cites 46(4) or (5) rests on the committee's final opinion."""
    if not _for_the_committee(facts) or not _punished(facts) or facts.known.get(Known.OPINION.code):
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
    if not opinion or not _for_the_committee(facts) or not _punished(facts):
        return None
    same = (Known.JUDGE, Known.CASE_NO, Known.CONDUCT, Known.ITEM)
    other = [fact for fact in same if opinion.get(fact.code) != facts.get(fact.code)]
    if not other:
        return None
    return Words(
        "审查意见{ref}的{what}与本事项不同，不能作为依据",
        "the opinion {ref} differs in: {what}; it is no basis here",
        ref=opinion.get("ref", ""),
        what=Words("、".join(fact.zh for fact in other), ", ".join(fact.en for fact in other)),
    )


@guard("审查意见不构成故意或者重大过失", "neither intent nor gross negligence was found", JUDGES[48])
def finding_too_weak(_: Actor, facts: Facts) -> Words | None:
    opinion = facts.known.get(Known.OPINION.code)
    if not opinion or not _for_the_committee(facts) or not _punished(facts):
        return None
    found = opinion.get("finding")
    if found in _SEVERE:
        return None
    return Words(
        "审查意见为“{finding}”，不得以法官法第46条第四、五项给予处分或者组织处理",
        "the committee found “{finding}”: no sanction and no measure on art. 46(4) or (5)",
        finding=Finding(found) if found else Words("没有意见", "nothing"),
    )


@guard("重大过失缺少结果要件", "gross negligence without its result", JUDGES[46])
def result_missing(_: Actor, facts: Facts) -> Words | None:
    opinion = facts.known.get(Known.OPINION.code)
    if not opinion or not _for_the_committee(facts) or not _punished(facts):
        return None
    if opinion.get("finding") != Finding.GROSS_NEGLIGENCE.value:
        return None
    if opinion.get("wrong_result") and opinion.get("serious"):
        return None
    return Words(
        "重大过失须有裁判结果错误并造成严重后果，方属第46条第五项；缺少的，作为质量和考核问题处理",
        "gross negligence falls under art. 46(5) only with a wrong result and serious consequences; otherwise it is a "
        "matter of quality and assessment",
    )


# ---- the decision (决定) -----------------------------------------------------------------------------------


@guard("陈述申辩没有逐点说明采纳与否", "a point of the statement is not answered", CIVIL[63])
def statement_unanswered(_: Actor, facts: Facts) -> Words | None:
    points, answers = facts.known.get(Known.STATEMENT.code), facts.act.get(Known.ANSWERS.code)
    if not points:
        return None
    if not answers:
        return Words(
            "陈述申辩应当逐点说明是否采纳及理由",
            "say of each point of the statement whether it is adopted, and why",
        )
    return unanswered(points, answers)


@guard("重于告知的处分", "heavier than what was told", CIVIL[63])
def heavier_than_told(_: Actor, facts: Facts) -> Words | None:
    """不得因申辩加重: what is heavier than told needs a new notice and a new hearing."""
    told = str(facts.known.get(Known.PROPOSED_SANCTION.code) or NO_SANCTION)
    added = _measures(facts) - set(facts.known.get(Known.PROPOSED_MEASURES.code) or ())
    if not heavier(told, facts.act[Known.SANCTION.code]) and not added:
        return None
    return Words(
        "不得重于告知的处分和组织处理，不得因申辩加重；确需加重的，重新告知并听取申辩",
        "nothing heavier than what was told, and nothing for defending oneself; otherwise tell and hear anew",
    )


@guard("未告知救济途径", "the remedies were not told", SANCTIONS[45])
def remedies_untold(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.REMEDIES_TOLD.code] is True:
        return None
    return Words(
        "决定书应当写明事实、理由、依据和救济途径、期限",
        "the decision states facts, reasons, basis and remedies",
    )


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------

NONE_DECIDED = (
    (Known.SANCTION, lambda *_: NO_SANCTION),
    (Known.DECIDED_ON, lambda _, facts: beijing_day(facts.at).isoformat()),
    (Known.EXECUTED, lambda *_: "无需执行"),
)
SANCTION_ANEW = (
    (Known.SANCTION_UNTIL, lambda _, facts: _until(facts)),
    (Known.EFFECTS, lambda _, facts: _effects(facts)),
)
DECIDED = ((Known.DECIDED_ON, lambda _, facts: beijing_day(facts.at).isoformat()), *SANCTION_ANEW)
GOVERNMENT_SANCTION = (
    (Known.SANCTION, lambda _, facts: facts.act.get(Known.GOVERNMENT_SANCTION.code)),
    *DECIDED,
)
CORRECTED: tuple[tuple[Fact, Computation], ...] = (
    (Known.SANCTION, lambda *_: NO_SANCTION),
    (Known.SANCTION_UNTIL, lambda *_: None),
    (Known.EFFECTS, lambda *_: []),
)


def _kind(facts: Facts) -> SanctionKind | None:
    given = _stated(facts)
    return SanctionKind(given) if given in KINDS[1:] else None


def _until(facts: Facts) -> str | None:
    """The last day of the period (处分期); None for no sanction and for a dismissal."""
    kind = _kind(facts)
    ends = period(kind, date.fromisoformat(_since(facts)), facts.rules).ends if kind else None
    return ends.isoformat() if ends else None


def _effects(facts: Facts) -> list[dict[str, Any]]:
    """What the sanction brings with it by law, each with its article."""
    kind = _kind(facts)
    return [reason.record() for reason in effects(kind)] if kind else []


def _since(facts: Facts) -> str:
    """The day of the decision: a later result changes the kind, not the day its period began."""
    return str(facts.get(Known.DECIDED_ON.code) or beijing_day(facts.at).isoformat())
