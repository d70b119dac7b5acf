"""Effect on the day of approval (职权停止、案件移交): powers taken back, every open case accounted for, none forgotten.

Each guard answers why not, or None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.quota_exit.terms import Known
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_quota_exit")


def handed_over(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether every open case is accounted for."""
    return bool(facts.get(Known.HANDED_OVER.code))


def powers_ended(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether the powers were taken back and the open cases listed."""
    return bool(facts.get(Known.POWERS_ENDED.code))


def _cases(value: Any) -> list[str]:
    return [str(each.get("case_no", "")) for each in value or ()]


def _listed(cases: list[str]) -> Words:
    return Words("、".join(cases), ", ".join(cases))


@guard("件数与清单不符", "the list is not of that number", LOCAL["移交"])
def cases_at_odds(_: Actor, facts: Facts) -> Words | None:
    count, cases = facts.act[Known.CASES_COUNT.code], _cases(facts.act.get(Known.OPEN_CASES.code))
    twice = sorted(case for case, times in Counter(cases).items() if times > 1)
    if twice:
        return Words("{cases}列了两次", "{cases} is listed twice", cases=_listed(twice))
    if count == len(cases):
        return None
    return Words(
        "未结案件{count}件，清单列了{listed}件，请逐件列明案号",
        "{count} open cases, {listed} on the list: list each by its number",
        count=count,
        listed=len(cases),
    )


@guard("遗漏核查时列明的案件", "a case listed before is left out", LOCAL["移交"])
def case_forgotten(_: Actor, facts: Facts) -> Words | None:
    """A case does not vanish between verification and approval: it is open still, or was closed meanwhile."""
    now = {*_cases(facts.act.get(Known.OPEN_CASES.code)), *(facts.act.get(Known.CLOSED_SINCE.code) or ())}
    gone = [case for case in _cases(facts.known.get(Known.OPEN_CASES.code)) if case not in now]
    if not gone:
        return None
    return Words(
        "核查时列明的{cases}没有交代；仍未结的列入清单，已经审结的写入“其后已结案件”",
        "{cases} of the earlier list is not accounted for: list it, or name it among those closed since",
        cases=_listed(gone),
    )


@guard("权限已经收回", "the powers were taken back already", LOCAL["生效"])
def powers_ended_already(_: Actor, facts: Facts) -> Words | None:
    if not powers_ended(facts.known, facts.rules):
        return None
    return Words("权限和未结案件已经登记", "powers and open cases are on record already")


@guard("权限尚未收回", "the powers were not taken back", LOCAL["生效"])
def powers_not_ended(_: Actor, facts: Facts) -> Words | None:
    if powers_ended(facts.known, facts.rules):
        return None
    return Words(
        "自批准之日起不再分案、不再签发文书；请先由审管办登记收回权限和未结案件",
        "from the day of approval there is no new case and no signature: record the powers taken back and the open cases first",
    )


@guard("案件已经全部移交", "every case was handed over", LOCAL["移交"])
def handed_over_already(_: Actor, facts: Facts) -> Words | None:
    if not handed_over(facts.known, facts.rules):
        return None
    return Words("没有待移交的案件", "no case is left to be handed over")


@guard("有案件没有移交", "a case is missing", LOCAL["移交"])
def case_missing(_: Actor, facts: Facts) -> Words | None:
    handed = _cases(facts.act[Known.HANDOVER.code])
    missing = [case for case in _cases(facts.known.get(Known.OPEN_CASES.code)) if case not in handed]
    if not missing:
        return None
    return Words(
        "移交清单缺少{count}件：{cases}；逐件写明接收人后再办理",
        "{count} missing from the list: {cases}; name who takes over each",
        count=len(missing),
        cases=_listed(missing),
    )


@guard("移交了清单以外的案件或者重复", "a case not on the list, or twice", LOCAL["移交"])
def case_of_nobody(_: Actor, facts: Facts) -> Words | None:
    handed, known = _cases(facts.act[Known.HANDOVER.code]), _cases(facts.known.get(Known.OPEN_CASES.code))
    strange = sorted({case for case in handed if case not in known})
    twice = sorted(case for case, times in Counter(handed).items() if times > 1)
    if strange:
        return Words(
            "{cases}不在未结案件清单中", "{cases} is not on the list of open cases", cases=_listed(strange)
        )
    return Words("{cases}移交了两次", "{cases} is handed over twice", cases=_listed(twice)) if twice else None


@guard("移交给本人", "handed over to the judge himself", LOCAL["移交"])
def handed_to_himself(_: Actor, facts: Facts) -> Words | None:
    judge = facts.get(Known.JUDGE.code)
    cases = [
        str(each.get("case_no")) for each in facts.act[Known.HANDOVER.code] or () if each.get("to") == judge
    ]
    if not cases:
        return None
    return Words(
        "{cases}的接收人就是退出的法官，请改由其他法官接收",
        "{cases} is taken over by the very judge who leaves: name another",
        cases=_listed(cases),
    )


@guard("移交之日不在批准之后", "handed over before the approval, or in the future", LOCAL["移交"])
def handed_over_at_odds(_: Actor, facts: Facts) -> Words | None:
    effective, today = written_day(facts.known.get(Known.EFFECTIVE_ON.code)), beijing_day(facts.at)
    wrong = [
        str(each.get("case_no"))
        for each in facts.act[Known.HANDOVER.code] or ()
        if (on := written_day(each.get("on"))) is None
        or on > today
        or (effective is not None and on < effective)
    ]
    if not wrong:
        return None
    return Words(
        "{cases}的移交之日应当在批准之日以后、登记之日以前",
        "{cases}: the day lies between the approval and today",
        cases=_listed(wrong),
    )


LISTED: tuple[tuple[Fact, Computation], ...] = (
    (Known.HANDED_OVER, lambda _, facts: facts.act[Known.CASES_COUNT.code] == 0),
)
"""With no open case there is nothing to hand over."""
HANDED_RIGHTLY = (
    powers_not_ended,
    handed_over_already,
    case_of_nobody,
    case_missing,
    handed_to_himself,
    handed_over_at_odds,
)
