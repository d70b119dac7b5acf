"""What stands in the way of an exit (不得退出、暂缓的情形): an open inquiry, a ranking, too few years, a case that must not change hands.

Each guard answers why not and what may be done instead, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.clocks import beijing_day
from rules.counting import same_day_later
from rules.exit_performance import ranking_only
from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.personnel_holds import (
    NEEDS_CONSENT,
    SUPERVISION_HOLDS,
    PersonnelAct,
    PersonOnFile,
    resignation_barred,
    supervision_case_open,
)
from rules.quota_exit import ExitCategory
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.judge_concerned import not_the_judge
from state_machines.quota_exit.grounds import category_of, ground_in, has_died
from state_machines.quota_exit.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_quota_exit")
SANCTIONS = law("government_sanctions_law")
CIVIL = law("civil_servants_law")
PROTECTION = law("protection_of_judges_2017")

_OPEN = {
    "supervision": Words("监察立案调查", "a supervision case"),
    "party_inquiry": Words("纪律审查", "disciplinary inspection"),
    "audit": Words("审计", "an audit"),
    "criminal": Words("刑事程序", "criminal process"),
}
_BY_STATUTE = SUPERVISION_HOLDS | NEEDS_CONSENT
_WAY = Words(
    "；监察机关同意或者结案的，登记后办理", "; go on once its consent or the end of its case is on record"
)


def held(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether a supervision case is open: what was recorded last stands before what the opening said."""
    recorded = facts.get(Known.HELD.code)
    if recorded is not None:
        return bool(recorded)
    return (facts.get(Known.ON_FILE.code) or {}).get("supervision") is True


def _open(facts: Facts) -> list[Words]:
    """What is open about the judge, by name."""
    on_file = facts.get(Known.ON_FILE.code) or {}
    supervised = held(facts, facts.rules)
    return [
        words
        for code, words in _OPEN.items()
        if (supervised if code == "supervision" else on_file.get(code) is True)
    ]


def _stands(facts: Facts, *, by_statute: bool) -> Words | None:
    """Why an open supervision case holds what the ground amounts to. Nothing is held for one who died."""
    ground = ground_in(facts)
    if not held(facts, facts.rules) or has_died(facts):
        return None
    act = ground.hold if ground is not None and ground.hold is not None else PersonnelAct.QUOTA_EXIT
    if (act in _BY_STATUTE) is not by_statute:
        return None
    act = act if by_statute else PersonnelAct.QUOTA_EXIT
    reason = supervision_case_open(act, PersonOnFile(supervision_case_open=True))
    return Words("{why}{way}", "{why}{way}", why=reason.words, way=_WAY) if reason else None


@guard("监察立案调查期间法律不许办理", "held by statute while a supervision case is open", SANCTIONS[52])
def held_by_statute(_: Actor, facts: Facts) -> Words | None:
    """Transfer, retirement and resignation are held by the sanctions law itself."""
    return _stands(facts, by_statute=True)


@guard("监察立案调查期间", "a supervision case is open", LOCAL["暂缓"])
def supervision_open(_: Actor, facts: Facts) -> Words | None:
    return _stands(facts, by_statute=False)


@guard("在查期间不得辞职", "no resignation while an inquiry is open", CIVIL[86])
def resignation_held(_: Actor, facts: Facts) -> Words | None:
    ground = ground_in(facts)
    if ground is None or ground.hold is not PersonnelAct.RESIGNATION:
        return None
    why = resignation_barred(_open(facts))
    return why and Words(
        "{why}；终结后再办理辞职和退出", "{why}; resign and leave once it has ended", why=why
    )


@guard("在查期间不受理申请", "no request while an inquiry is open", LOCAL["暂缓"])
def request_while_inquired(_: Actor, facts: Facts) -> Words | None:
    found = _open(facts)
    if category_of(facts) is not ExitCategory.ON_REQUEST or not found:
        return None
    return Words(
        "{open}尚未终结，不受理申请退出；终结后可以再次提出",
        "no request is taken while {open} is open; it may be made once that has ended",
        open=Words("、".join(map(str, found)), ", ".join(each.to("en") for each in found)),
    )


@guard("只依据排名、末位淘汰或者信访", "rests on a ranking alone", PROTECTION["不得排名"])
def rests_on_a_ranking(_: Actor, facts: Facts) -> Words | None:
    reason = ranking_only(facts.get(Known.RESTS_ON.code) or ())
    return reason.words if reason else None


@guard("入额不满最低年限", "too short a time in the quota", LOCAL["年限"])
def too_early(_: Actor, facts: Facts) -> Words | None:
    since, months = (
        written_day(facts.get(Known.IN_QUOTA_SINCE.code)),
        int(facts.rules["quota_exit.least_service"]),
    )
    if category_of(facts) is not ExitCategory.ON_REQUEST or facts.get(Known.GOOD_REASON.code):
        return None
    if since is None:
        return Words(
            "申请退出须先登记入额之日", "a request needs the day since when the judge is in the quota"
        )
    first = same_day_later(since, months)
    if first <= beijing_day(facts.at):
        return None
    return Words(
        "入额不满{months}个月（{first}届满）且没有写明正当理由，不予受理；有正当理由的，写明后再提出",
        "within {months} months of entering the quota (until {first}) a request needs good reason: state it",
        months=months,
        first=first.isoformat(),
    )


@guard(
    "不宜更换办案人的重要案件未结", "an important case that must not change hands is open", LOCAL["重要案件"]
)
def important_case_open(_: Actor, facts: Facts) -> Words | None:
    if category_of(facts) is not ExitCategory.ON_REQUEST:
        return None
    kept = [
        each["case_no"]
        for each in facts.get(Known.OPEN_CASES.code) or ()
        if each.get("keep") is True and each.get("case_no") not in (facts.get(Known.CLOSED_SINCE.code) or ())
    ]
    if not kept:
        return None
    return Words(
        "重要案件{cases}不宜更换办案人，尚未审结；审结后再讨论，或者不同意退出",
        "{cases} should not change hands and is open: wait until it is closed, or decline",
        cases="、".join(kept),
    )


not_the_judge_concerned = not_the_judge("not_the_judge_concerned", Known.JUDGE, LOCAL["本人"])


@guard("已经登记监察立案调查", "a supervision case is on record already", LOCAL["暂缓"])
def held_already(_: Actor, facts: Facts) -> Words | None:
    """What the opening said of a supervision case holds the exit, but its limits stop only when it is recorded."""
    if not facts.known.get(Known.HELD.code):
        return None
    return Words("监察立案调查已经登记", "the supervision case is on record already")


@guard("监察立案调查尚未了结", "the supervision case is not settled", LOCAL["暂缓"])
def hold_not_lifted(_: Actor, facts: Facts) -> Words | None:
    """A limit that is held must be let go on before the matter takes another course."""
    if not held(facts.known, facts.rules):
        return None
    return Words(
        "监察立案调查期间期限已经中止；先登记监察同意或者结案，再登记死亡",
        "the limits are held: record the commission's consent or the end of its case first, then the death",
    )


@guard("没有登记监察立案调查", "no supervision case is on record", LOCAL["暂缓"])
def not_held(_: Actor, facts: Facts) -> Words | None:
    if held(facts.known, facts.rules):
        return None
    return Words("没有登记监察立案调查", "no supervision case is on record")


BARS = (held_by_statute, supervision_open, resignation_held)
"""Asked before every step towards the approval."""
