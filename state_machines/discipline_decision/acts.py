"""What is decided on (数个行为、处分期): the acts, the sanction of each, what they come to, and until when it runs.

One act has the sanction that is stated. Of several acts each has its own, the heaviest is carried out, and equal ones may
add up (政务处分法 15); what is left of a sanction that still runs is added (处分条例 10). The program derives what follows and
says how; whoever decides states it, and is refused where the two disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.legal_remedies import heavier, longer
from rules.roles import Actor
from rules.sanctions import (
    Combined,
    SanctionKind,
    SanctionPeriod,
    added_to,
    combined,
    effects,
    months_of,
    outside,
    period,
)
from state_machines.discipline_decision.terms import NO_SANCTION, Known, Measure
from state_machines.steps import Facts, guard

SANCTIONS = law("government_sanctions_law")
COURT_STAFF = law("court_staff_sanctions_2009")

KINDS = (NO_SANCTION, *(kind.value for kind in SanctionKind))
"""From no sanction to the heaviest."""


@dataclass(frozen=True, slots=True)
class Charged:
    """One act that is decided on: its item, its case, and the sanction for it alone (None: no sanction)."""

    item: str
    case_no: str
    conduct: str
    kind: SanctionKind | None


def sanction_of(facts: Mapping[str, Any]) -> str:
    """The sanction that is proposed or given, by its code."""
    return str(facts.get(Known.SANCTION.code) or facts.get(Known.PROPOSED_SANCTION.code) or NO_SANCTION)


def stated(facts: Facts) -> str:
    """The sanction this act states, by its code."""
    return sanction_of(facts.act)


def kind_given(code: str) -> SanctionKind | None:
    """The kind of that code; None for no sanction, and for what is none."""
    return SanctionKind(code) if code in KINDS[1:] else None


def measures(facts: Facts) -> set[str]:
    """The measures of staff that this act states."""
    return {*(facts.act.get(Known.MEASURES.code) or facts.act.get(Known.PROPOSED_MEASURES.code) or ())}


def acts_of(facts: Facts) -> list[Charged]:
    """The acts that are decided on: those stated one by one, or the one the matter is about."""
    item, case_no = str(facts.get(Known.ITEM.code) or ""), str(facts.get(Known.CASE_NO.code) or "")
    listed = facts.get(Known.SEPARATE.code)
    if not listed:
        return [Charged(item, case_no, str(facts.get(Known.CONDUCT.code) or ""), kind_given(stated(facts)))]
    return [
        Charged(each["item"], each.get("case_no") or case_no, each["conduct"], SanctionKind(each["sanction"]))
        for each in listed
    ]


def heavier_than(before: str, measures_before: Collection[str] | None, facts: Facts) -> Words | None:
    """Why what this act states is heavier than what stood before: its kind, its measures, or the length of its period."""
    then, now = kind_given(before), kind_given(str(facts.act[Known.SANCTION.code]))
    added = sorted(measures(facts) - set(measures_before or ()))
    why = heavier(then, now, [Measure(each) for each in added if each in {one.value for one in Measure}])
    if why is not None or now is None or now is not then:
        return why
    usual = months_of(now, facts.rules)
    return longer(facts.known.get(Known.MONTHS.code) or usual, _months(facts, now) or usual)


def _months(facts: Facts, kind: SanctionKind) -> int | None:
    """The months that were fixed: by this act, or before for the very same kind of sanction."""
    given = facts.act.get(Known.MONTHS.code)
    if given is not None or sanction_of(facts.known) != kind.value:
        return given
    before: int | None = facts.known.get(Known.MONTHS.code)
    return before


# ---- guards ------------------------------------------------------------------------------------------------


def _together(facts: Facts) -> Combined | None:
    """What several acts come to; None where they were not stated one by one."""
    kinds = [act.kind for act in acts_of(facts) if act.kind is not None]
    return combined(kinds, facts.rules) if facts.get(Known.SEPARATE.code) and kinds else None


@guard("不是数个行为合并后的处分", "not what the several acts come to", SANCTIONS[15])
def not_the_combined_one(_: Actor, facts: Facts) -> Words | None:
    whole = _together(facts)
    if whole is None or stated(facts) == whole.kind.value:
        return None
    return Words(
        "{n}个行为分别确定处分后，应当执行其中最重的{kind}",
        "of the sanctions of {n} acts the heaviest is carried out: {kind}",
        n=len(acts_of(facts)),
        kind=whole.kind,
    )


@guard("处分期不在规定之内", "a period outside what the law allows", SANCTIONS[15])
def period_not_allowed(_: Actor, facts: Facts) -> Words | None:
    kind = kind_given(stated(facts))
    if kind is None:
        return None
    usual, fixed = months_of(kind, facts.rules), _months(facts, kind)
    several = _together(facts)
    whole = several if several and several.kind is kind else Combined(kind, usual, usual)
    if fixed is not None:
        reason = outside(fixed, whole, facts.rules)
        return reason.words if reason else None
    if whole.least == whole.most:
        return None
    return Words(
        "数个相同的处分，应当在{least}个月以上、{most}个月以下写明处分期的月数",
        "equal sanctions: state the months of the period, from {least} to {most}",
        least=whole.least,
        most=whole.most,
    )


@guard("所称的处分不在处分期内", "the sanction named runs no more", COURT_STAFF[10])
def runs_no_more(_: Actor, facts: Facts) -> Words | None:
    running, today = _running(facts), beijing_day(facts.at)
    if running is None or running.runs_on(today):
        return None
    return Words(
        "{kind}的处分期至{ends}，作出决定时不在处分期内",
        "the period of the {kind} ends on {ends}: it does not run on the day of the decision",
        kind=running.kind,
        ends=running.ends.isoformat() if running.ends else "",
    )


def _running(facts: Facts) -> SanctionPeriod | None:
    found = facts.get(Known.RUNNING.code)
    if not found:
        return None
    begins, ends = date.fromisoformat(found["decided_on"]), date.fromisoformat(found["ends"])
    return SanctionPeriod(SanctionKind(found["sanction"]), begins, ends, None)


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _period(facts: Facts) -> SanctionPeriod | None:
    """The period (处分期) of what is given. It begins on the day of the decision: a later result changes the kind only."""
    kind = kind_given(stated(facts))
    if kind is None:
        return None
    day = str(facts.get(Known.DECIDED_ON.code) or beijing_day(facts.at).isoformat())
    own = period(kind, date.fromisoformat(day), facts.rules, _months(facts, kind))
    running = _running(facts)
    return added_to(running, own, facts.rules) if running else own


def _until(facts: Facts) -> str | None:
    """The last day of the period; None for no sanction and for a dismissal."""
    found = _period(facts)
    return found.ends.isoformat() if found and found.ends else None


def _effects(facts: Facts) -> list[dict[str, Any]]:
    """What the sanction brings with it by law, each with its article and its last day."""
    found = _period(facts)
    return [reason.record() for reason in effects(found)] if found else []


def _told(facts: Facts) -> dict[str, str] | None:
    """How the sanction and its period came about, in a sentence."""
    found, whole, running = _period(facts), _together(facts), _running(facts)
    kind = kind_given(stated(facts))
    if found is None or found.ends is None or kind is None:
        return None
    several = Words("", "")
    if whole and whole.kind is kind:
        kinds = [act.kind for act in acts_of(facts) if act.kind]
        several = Words(
            "{n}个行为分别确定：{each}；执行其中最重的{kind}；",
            "{n} acts, each with its own sanction ({each}); the heaviest, {kind}, is carried out; ",
            n=len(kinds),
            each=Words("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds)),
            kind=whole.kind,
        )
    added = (
        Words("尚未届满的{kind}（至{ends}）与新的处分期合并；", "what is left of the {kind} (until {ends}) is added; ",
              kind=running.kind, ends=running.ends.isoformat())
        if running and running.ends else Words("", "")
    )  # fmt: skip
    return Words(
        "{several}{added}{kind}{months}个月，自{begins}至{ends}",
        "{several}{added}{kind}, {months} months, from {begins} to {ends}",
        several=several,
        added=added,
        kind=kind,
        months=_months(facts, kind) or months_of(kind, facts.rules),
        begins=found.begins.isoformat(),
        ends=found.ends.isoformat(),
    ).both()


SANCTION_ANEW = (
    (Known.SANCTION_UNTIL, lambda _, facts: _until(facts)),
    (Known.PERIOD, lambda _, facts: _told(facts)),
    (Known.EFFECTS, lambda _, facts: _effects(facts)),
)
SEVERAL = (not_the_combined_one, period_not_allowed, runs_no_more)
"""What several acts, a fixed period and a running sanction are held to."""
STATED = (Known.SEPARATE, Known.MONTHS, Known.RUNNING)
"""What may be stated of them."""
