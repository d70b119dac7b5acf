"""Why a pre-review may not be suspended, or not go on after a transfer (中止、移送). Each guard answers why not, or None."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.disciplinary_prereview.clocks import held
from state_machines.disciplinary_prereview.terminations import not_listed
from state_machines.disciplinary_prereview.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")


@guard("正在中止", "suspended", LOCAL["中止"])
def suspended(_: Actor, facts: Facts) -> Words | None:
    if not held(facts.known, facts.rules):
        return None
    return Words("本事项正在中止，恢复后再办", "the matter is suspended: resume it first")


@guard("没有中止", "not suspended", LOCAL["中止"])
def not_suspended(_: Actor, facts: Facts) -> Words | None:
    if held(facts.known, facts.rules):
        return None
    return Words("本事项没有中止", "the matter is not suspended")


unknown_suspension = not_listed(Known.SUSPENSION, "discipline.suspension_grounds", LOCAL["中止"])


@guard("移送后不再继续", "nothing goes on after the transfer", LOCAL["监察先后"])
def ended_by_transfer(_: Actor, facts: Facts) -> Words | None:
    if facts.rules["discipline.on_transfer"] != "terminated":
        return None
    return Words(
        "本院规定移送监察机关后惩戒程序终结，不再继续",
        "by this court's rule a transfer ends the matter: it does not go on",
    )


WITH_THE_SUPERVISION = Words(
    "监察机关办理的期限由监察机关掌握，本程序不计", "its limits are the supervision commission's own"
)
