"""Why a step about a petition may be refused (维权的条件). Each guard answers why not, or None."""

from __future__ import annotations

from typing import Any

from rules.labels import Words
from rules.law import law
from rules.reasons import Reason
from rules.retaliation import AdverseAct
from rules.roles import Actor
from rules.wrong_handling import Relation, Restoration, may_not_ask, wrongs
from state_machines.rights_petition.terms import Known, Origin, Route
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_protection")
JUDGES = law("judges_law")
OFFICIALS = law("interference_officials_2015")
CIVIL = law("civil_code")


@guard("不是申请人", "not the petitioner", LOCAL["申请人"])
def not_the_petitioner(actor: Actor, facts: Facts) -> Words | None:
    if actor.code in (facts.get(Known.PETITIONER.code), facts.get(Known.JUDGE.code)):
        return None
    return Words("{name}不是本事项的申请人", "{name} is not the petitioner", name=actor.shown)


@guard("法官死亡后不能请求的事项", "not to be asked for after death", CIVIL[994])
def not_theirs_to_ask(_: Actor, facts: Facts) -> Words | None:
    """After a judge's death near relatives ask, and for anything but the post."""
    relation = facts.get(Known.RELATION.code)
    if not relation:
        return None
    asked = frozenset(facts.get(Known.REQUESTS.code) or ())
    found = may_not_ask(Relation(relation), dead=facts.get(Known.DEAD.code) is True, asked=asked)
    return found.words if found else None


@guard("没有告知法定救济期限不停止", "not told that no time limit stops", LOCAL["期限不停"])
def limits_untold(_: Actor, facts: Facts) -> Words | None:
    """复核、申诉、复审的期限照常进行: who waits for the committee loses the remedy, and is told so in time."""
    if facts.act[Known.REMEDIES_TOLD.code] is True:
        return None
    return Words(
        "受理时应当告知：维权申请不停止复核、申诉、复审的法定期限",
        "tell upon acceptance that a petition stops no time limit of reconsideration, appeal or review",
    )


@guard("没有说明处理与记录无关", "not said why it has nothing to do with the record", OFFICIALS[6])
def motive_unexplained(_: Actor, facts: Facts) -> Words | None:
    """In a review upon an alarm the organ shows that the act has another reason than the record."""
    alarmed = facts.known.get(Known.ORIGIN.code) == Origin.RETALIATION.value
    if not alarmed or _reasons(facts) or str(facts.act.get(Known.UNRELATED.code) or "").strip():
        return None
    return Words(
        "报复预警的审查，认为处理合法的，应当写明处理与如实记录无关的理由",
        "in a review upon an alarm, an act held lawful needs the reasons why it has nothing to do with the record",
    )


@guard("处理没有错误", "nothing was wrong", JUDGES[65])
def nothing_wrong(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.WRONG.code) is True:
        return None
    return Words(
        "查明有法定事由、经过法定程序并书面说明理由，没有应当纠正之处",
        "ground, procedure and written reasons were found: nothing is to be corrected",
    )


@guard("处理有错误", "it was wrong", JUDGES[65])
def something_wrong(_: Actor, facts: Facts) -> Words | None:
    wrong = facts.known.get(Known.WRONG.code) is True
    if not wrong or facts.act[Known.ROUTE.code] != Route.NONE.value:
        return None
    return Words("查明处理有错误，不能以合法为由了结", "the act was found wrong: it is not closed as lawful")


@guard("没有请求恢复的事项", "nothing is asked to be restored", JUDGES[65])
def nothing_to_restore(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.REQUESTS.code):
        return None
    return Words("应当写明需要恢复的事项", "state what is to be restored")


@guard("没有请求过这一事项", "that was not asked for", LOCAL["恢复"])
def not_asked_for(_: Actor, facts: Facts) -> Words | None:
    what = facts.act[Known.RESTORED.code]["what"]
    if what in (facts.known.get(Known.REQUESTS.code) or ()):
        return None
    return Words("没有请求“{what}”", "“{what}” was not asked for", what=Restoration(what))


@guard("还有没有落实的事项", "something is not restored", JUDGES[65])
def not_restored(_: Actor, facts: Facts) -> Words | None:
    done = {each["what"] for each in facts.known.get(Known.RESTORED.code) or ()}
    left = [
        each
        for each in Restoration
        if each.value in (facts.known.get(Known.REQUESTS.code) or ()) and each.value not in done
    ]
    if not left:
        return None
    return Words(
        "还没有落实：{left}",
        "still to be restored: {left}",
        left=Words("、".join(each.zh for each in left), ", ".join(each.en for each in left)),
    )


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _reasons(facts: Facts) -> tuple[Reason, ...]:
    record = facts.act.get(Known.HANDLING.code) or {}
    if not record.get("act"):
        return ()
    return wrongs(
        AdverseAct(record["act"]),
        str(record.get("item") or ""),
        grounded=record.get("grounded") is True,
        by_procedure=record.get("by_procedure") is True,
        in_writing=record.get("in_writing") is True,
    )


def _written(_: Actor, facts: Facts) -> list[dict[str, Any]]:
    return [each.record() for each in _reasons(facts)]


CHECKED: tuple[tuple[Fact, Computation], ...] = (
    (Known.WRONGS, _written),
    (Known.WRONG, lambda _, facts: bool(_reasons(facts))),
)
