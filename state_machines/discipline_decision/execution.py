"""Why a decision may not be carried out or closed (执行、免职、结案), and what a commission's sanction needs.

Each guard answers why not, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.clocks import beijing_day
from rules.labels import Labelled, Words
from rules.law import law
from rules.personnel_holds import TAKES_THE_OFFICE, PersonOnFile, office_first, office_not_taken
from rules.roles import Actor
from rules.sanctions import SanctionedBy, SanctionKind
from state_machines.disciplinary_prereview.terms import all_of
from state_machines.discipline_decision.acts import KINDS, kind_given
from state_machines.discipline_decision.clocks import executed
from state_machines.discipline_decision.terms import NO_SANCTION, Known, Measure
from state_machines.steps import EXTRA, Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
CIVIL = law("civil_servants_law")
SANCTIONS = law("government_sanctions_law")

# ---- execution (执行) --------------------------------------------------------------------------------------


def removal_needed(facts: Mapping[str, Any]) -> Labelled | None:
    """What takes the office of judge, which only the people's congress takes (法官法 18); None where nothing does."""
    kind = kind_given(str(facts.get(Known.SANCTION.code) or NO_SANCTION))
    if kind in TAKES_THE_OFFICE:
        return kind
    lost = Measure.LOSS_OF_OFFICE
    return lost if lost.value in (facts.get(Known.MEASURES.code) or ()) else None


@guard("无须免除法官职务", "no removal is needed", JUDGES[18])
def removal_not_needed(_: Actor, facts: Facts) -> Words | None:
    if removal_needed(facts.known):
        return None
    return Words("该决定不涉及免除法官职务", "the decision does not take the office of judge")


@guard("尚未提请免职", "removal was not asked for", JUDGES[18])
def removal_not_asked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.REMOVAL_ASKED.code):
        return None
    return Words("尚未依法提请人大常委会免职", "the people's congress was not asked yet")


@guard("尚未经人大常委会免职", "the people's congress has not removed", JUDGES[18])
def removal_open(_: Actor, facts: Facts) -> Words | None:
    what, taken = removal_needed(facts.known), bool(facts.known.get(Known.REMOVED_ON.code))
    return (
        office_not_taken(what, PersonOnFile(appointed_by_congress=True, office_taken=taken)) if what else None
    )


@guard("已经执行完毕", "carried out already", CIVIL[96])
def executed_already(_: Actor, facts: Facts) -> Words | None:
    if not executed(facts.known, facts.rules):
        return None
    return Words("已经报告执行完毕", "it was reported as carried out")


@guard("尚未执行完毕", "not carried out", LOCAL["结案"])
def not_executed(_: Actor, facts: Facts) -> Words | None:
    if executed(facts.known, facts.rules):
        return None
    return Words("决定尚未执行完毕，不得结案", "the decision is not carried out: the matter is not closed")


@guard("超过办理的最长期限", "longer than the longest period", SANCTIONS[54])
def execution_extended_too_long(_: Actor, facts: Facts) -> Words | None:
    most = int(facts.rules["discipline.formalities_longest"]) - int(facts.rules["discipline.formalities"])
    if not facts.known.get(Known.EXTENDED.code) and int(facts.act[EXTRA.code]) <= most:
        return None
    return Words(
        "办理期限以延长一次为限，至多延长{most}个月",
        "it is extended once, by {most} months at most",
        most=most,
    )


# ---- sanctions of the supervision commission (政务处分) ------------------------------------------------------


@guard("没有这一种政务处分", "no such sanction of the commission", SANCTIONS[7])
def unknown_government_sanction(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GOVERNMENT_SANCTION.code] in KINDS[1:]:
        return None
    return Words("政务处分应当是：{known}", "a sanction is one of: {known}", known=all_of(SanctionKind))


@guard("撤职、开除之前没有先免职", "removed after the sanction", SANCTIONS[50])
def removed_too_late(_: Actor, facts: Facts) -> Words | None:
    given, removed = (
        facts.act[Known.GOVERNMENT_SANCTION.code],
        str(facts.act.get(Known.REMOVED_ON.code) or ""),
    )
    taken = "" < removed <= beijing_day(facts.at).isoformat()
    person = PersonOnFile(appointed_by_congress=True, office_taken=taken)
    reason = office_first(SanctionKind(given), SanctionedBy.SUPERVISION, person)
    return reason.words if reason else None
