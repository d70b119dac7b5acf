"""Why a step about interference may be refused (记录、报告、认定的条件). Each guard answers why not, or None."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.report_periods import Period, rhythm_of
from rules.roles import Actor, Role
from state_machines.interference_record.clocks import affected
from state_machines.interference_record.terms import By, Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
OFFICIALS = law("interference_officials_2015")
INSIDERS = law("interference_insiders_2015")
COURTS = law("interference_courts_2015")


@guard("不是记录人", "not the recorder", COURTS["记录"])
def not_the_recorder(actor: Actor, facts: Facts) -> Words | None:
    if actor.code == facts.get(Known.RECORDER.code):
        return None
    return Words("只有遇到干预、过问的人可以记录和补充", "only who met with it records it and adds to it")


@guard("遇到之日尚未到来", "the day is still to come", COURTS["记录"])
def not_yet_observed(_: Actor, facts: Facts) -> Words | None:
    day = str(facts.get(Known.OBSERVED_ON.code) or "")
    if not day or date.fromisoformat(day) <= beijing_day(facts.at):
        return None
    return Words("遇到之日（{day}）尚未到来", "the day ({day}) is still to come", day=day)


@guard("已经记载受到影响", "marked as affected already", OFFICIALS[7])
def affected_already(_: Actor, facts: Facts) -> Words | None:
    if not affected(facts.known, facts.rules):
        return None
    return Words(
        "已经记载案件办理受到影响，应当立即报告", "the case is on record as affected: report at once"
    )


@guard("案件办理没有受到影响", "the case is not affected", OFFICIALS[7])
def not_affected(_: Actor, facts: Facts) -> Words | None:
    if affected(facts.known, facts.rules):
        return None
    return Words(
        "没有记载案件办理受到影响，按报告期汇总报告",
        "the case is not on record as affected: it goes into the summary",
    )


@guard("领导干部干预的，不只报本院", "an official's interference goes up", OFFICIALS[7])
def must_go_up(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.BY.code) != By.OFFICIAL.value:
        return None
    return Words(
        "领导干部干预、插手的，报同级党委政法委和上级法院",
        "an official's interference is reported to the political and legal affairs committee and the higher court",
    )


@guard("不是领导干部干预", "no official's interference", INSIDERS["记录"])
def stays_inside(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.BY.code) == By.OFFICIAL.value:
        return None
    return Words(
        "内部人员和关系人过问的，报本院", "an insider's or a connection's inquiry is reported to the court"
    )


@guard("不是有权核实的部门", "not who checks it", OFFICIALS[7])
def not_who_checks(actor: Actor, facts: Facts) -> Words | None:
    """Officials: the political and legal affairs committee with the supervision organ. Others: the court itself."""
    outside = (Role.POLITICAL_LEGAL, Role.SUPERVISION_COMMISSION)
    official = facts.known.get(Known.BY.code) == By.OFFICIAL.value
    if (actor.role in outside) is official:
        return None
    who = outside if official else (Role.INSPECTION, Role.INTERNAL_DISCIPLINE)
    return Words(
        "{by}的干预、过问由{who}核实处理",
        "interference by {by} is for {who}",
        by=By(facts.known.get(Known.BY.code) or By.INSIDER.value),
        who=Words("、".join(role.zh for role in who), " / ".join(role.en for role in who)),
    )


@guard("显示了记录人", "it shows who recorded", LOCAL["记录人"])
def shows_the_recorder(_: Actor, facts: Facts) -> Words | None:
    """A code is looked for. What else may give a person away is for whoever writes and approves the text."""
    recorder = str(facts.known.get(Known.RECORDER.code) or "")
    said = (facts.act.get(Known.BULLETIN.code), facts.act.get(Known.REASONS.code))
    if not recorder or not any(recorder in str(text) for text in said if text):
        return None
    return Words("通报、移送不得显示记录人", "neither bulletin nor referral shows who recorded")


@guard("未写明批准机关", "the approval is not named", OFFICIALS[8])
def publication_unapproved(_: Actor, facts: Facts) -> Words | None:
    if str(facts.act.get(Known.APPROVED_BY.code) or "").strip():
        return None
    return Words("通报应当经批准，写明批准机关", "a bulletin is approved: name by whom")


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _period(facts: Facts) -> Period:
    return Period.of(beijing_day(facts.at), rhythm_of(facts.rules))


def _recorded_on(_: Actor, facts: Facts) -> Any:
    return beijing_day(facts.at).isoformat()


RECORDED: tuple[tuple[Fact, Computation], ...] = (
    (Known.RECORDED_ON, _recorded_on),
    (Known.PERIOD, lambda _, facts: str(_period(facts))),
    (Known.PERIOD_ENDS, lambda _, facts: _period(facts).last_day.isoformat()),
)
