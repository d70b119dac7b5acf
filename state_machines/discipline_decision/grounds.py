"""Why a sanction may not be given (处分依据、决定). Each guard answers why not, or None."""

from __future__ import annotations

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.legal_remedies import Attacked
from rules.legal_remedies import told as told_remedies
from rules.personnel_holds import (
    NotLaidOff,
    PastSanction,
    PersonnelAct,
    PersonOnFile,
    after_service,
    laying_off_barred,
    supervision_case_open,
)
from rules.personnel_holds import sanctioned_already as already
from rules.roles import Actor
from rules.sanctions import SanctionedBy, SanctionKind
from state_machines.disciplinary_prereview.terms import all_of
from state_machines.discipline_decision.acts import (
    KINDS,
    SANCTION_ANEW,
    acts_of,
    heavier_than,
    kind_given,
    measures,
    stated,
)
from state_machines.discipline_decision.clocks import held
from state_machines.discipline_decision.findings import consequence
from state_machines.discipline_decision.terms import NO_SANCTION, Known, Measure, Status
from state_machines.judge_concerned import not_the_judge
from state_machines.points import left_unanswered
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_discipline")
CIVIL = law("civil_servants_law")
SANCTIONS = law("government_sanctions_law")

# ---- what stands in the way of a sanction (不得处分) ---------------------------------------------------------


not_the_judge_concerned = not_the_judge("not_the_judge_concerned", Known.JUDGE, CIVIL[63])


@guard("没有这一种处分", "no such sanction", CIVIL[62])
def unknown_sanction(_: Actor, facts: Facts) -> Words | None:
    if stated(facts) in KINDS:
        return None
    return Words(
        "处分应当是：不予处分、{known}", "a sanction is one of: none, {known}", known=all_of(SanctionKind)
    )


@guard("没有这一种组织处理", "no such measure", LOCAL["决定"])
def unknown_measure(_: Actor, facts: Facts) -> Words | None:
    if measures(facts) <= {each.value for each in Measure}:
        return None
    return Words("组织处理应当是：{known}", "a measure is one of: {known}", known=all_of(Measure))


@guard("监察立案调查期间", "a supervision case is open", SANCTIONS[52])
def supervision_open(_: Actor, facts: Facts) -> Words | None:
    """Holds any decision, and names first what the law itself forbids meanwhile."""
    if not held(facts.known, facts.rules):
        return None
    person = PersonOnFile(supervision_case_open=True)
    exits = (PersonnelAct.QUOTA_EXIT,) if Measure.QUOTA_EXIT.value in measures(facts) else ()
    acts = (PersonnelAct.SANCTION, *exits) if stated(facts) != NO_SANCTION or not exits else exits
    return next(reason.words for act in acts if (reason := supervision_case_open(act, person)))


@guard("没有立案调查在登记", "no supervision case is on record", SANCTIONS[52])
def supervision_not_open(_: Actor, facts: Facts) -> Words | None:
    if held(facts.known, facts.rules):
        return None
    return Words("没有登记监察立案调查", "no supervision case is on record")


@guard("已退休、离职或者死亡", "no longer in service", SANCTIONS[27])
def no_longer_in_service(_: Actor, facts: Facts) -> Words | None:
    status, kind = facts.get(Known.STATUS.code), kind_given(stated(facts))
    if status in (None, Status.IN_SERVICE.value) or kind is None:
        return None
    return after_service(Status(status), kind)


@guard("同一行为已受政务处分", "the act was sanctioned already", SANCTIONS[16])
def sanctioned_already(_: Actor, facts: Facts) -> Words | None:
    """Measures of staff are no sanction and may stand beside (政务处分法 17, 18)."""
    given, own = facts.get(Known.GOVERNMENT_SANCTION.code), str(facts.get(Known.CONDUCT.code, ""))
    if not given:
        return None
    past = [PastSanction(own, SanctionedBy.SUPERVISION, SanctionKind(given))]
    reasons = (
        already(act.conduct, SanctionedBy.COURT, past) for act in acts_of(facts) if act.kind is not None
    )
    return next((reason.words for reason in reasons if reason), None)


@guard("不得辞退", "may not be laid off", CIVIL[89])
def not_to_be_laid_off(_: Actor, facts: Facts) -> Words | None:
    situation = facts.get(Known.NOT_LAID_OFF.code)
    if Measure.SEPARATION.value not in measures(facts) or not situation:
        return None
    return laying_off_barred(NotLaidOff(situation))


# ---- the decision (决定) -----------------------------------------------------------------------------------


@guard("陈述申辩没有逐点说明采纳与否", "a point of the statement is not answered", CIVIL[63])
def statement_unanswered(_: Actor, facts: Facts) -> Words | None:
    return left_unanswered(
        facts.known.get(Known.STATEMENT.code),
        facts.act.get(Known.ANSWERS.code),
        Words(
            "陈述申辩应当逐点说明是否采纳及理由",
            "say of each point of the statement whether it is adopted, and why",
        ),
    )


@guard("重于告知的处分", "heavier than what was told", CIVIL[63])
def heavier_than_told(_: Actor, facts: Facts) -> Words | None:
    """不得因申辩加重: what is heavier than told needs a new notice and a new hearing."""
    told = str(facts.known.get(Known.PROPOSED_SANCTION.code) or NO_SANCTION)
    why = heavier_than(told, facts.known.get(Known.PROPOSED_MEASURES.code), facts)
    if why is None:
        return None
    return Words(
        "{why}；不得重于告知的处分和组织处理，确需加重的，重新告知并听取申辩",
        "{why}; nothing heavier than what was told: otherwise tell and hear anew",
        why=why,
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


def remedies_of(attacked: Attacked) -> tuple[Fact, Computation]:
    """The remedies against such an act and their limits, as the decision tells them (政务处分法 45)."""
    return Known.REMEDIES, lambda _, facts: [words.both() for words in told_remedies(attacked, facts.rules)]


NONE_DECIDED = (
    (Known.SANCTION, lambda *_: NO_SANCTION),
    (Known.DECIDED_ON, lambda _, facts: beijing_day(facts.at).isoformat()),
    (Known.EXECUTED, lambda *_: "无需执行"),
    (Known.CONSEQUENCE, lambda _, facts: consequence(facts)),
)
DECIDED = (
    (Known.DECIDED_ON, lambda _, facts: beijing_day(facts.at).isoformat()),
    *SANCTION_ANEW,
    remedies_of(Attacked.PERSONNEL_ACT),
)
GOVERNMENT_SANCTION = (
    (Known.SANCTION, lambda _, facts: facts.act.get(Known.GOVERNMENT_SANCTION.code)),
    (Known.DECIDED_ON, lambda _, facts: beijing_day(facts.at).isoformat()),
    *SANCTION_ANEW,
    remedies_of(Attacked.SUPERVISION_DECISION),
)
CORRECTED: tuple[tuple[Fact, Computation], ...] = (
    (Known.SANCTION, lambda *_: NO_SANCTION),
    (Known.SANCTION_UNTIL, lambda *_: None),
    (Known.PERIOD, lambda *_: None),
    (Known.EFFECTS, lambda *_: []),
)
