"""Why a review of the exit, or its outcome, may be refused (复核). Each guard answers why not, or None.

The way is the exit's own: leaving the quota is not among what 公务员法 95 lists, while 免职 and 不称职, which may go with it, are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.clocks import beijing_day
from rules.exit_grounds import exit_book, none_such
from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.roles import Actor
from rules.written_days import written_day
from state_machines.points import any_adopted, unanswered
from state_machines.quota_exit.decision import ground_record, reentry_day
from state_machines.quota_exit.grounds import ground_in, ground_of, has_died
from state_machines.quota_exit.terms import Known, ReviewResult
from state_machines.steps import Computation, Fact, Facts, guard

LOCAL = law("local_quota_exit")
EXIT = law("quota_exit_2020")


def reviewable(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether somebody is there to ask for a review."""
    return not has_died(facts)


def change_open(facts: Mapping[str, Any], _: Rules) -> bool:
    """Whether the review changed something and the court that approved has not answered."""
    result = facts.get(Known.REVIEW_RESULT.code)
    return result not in (None, ReviewResult.UPHELD.value) and facts.get(Known.CHANGE_CONFIRMED.code) is None


def _result(facts: Facts) -> str:
    return str(facts.act.get(Known.REVIEW_RESULT.code) or "")


@guard("没有人可以申请复核", "nobody is there to ask", LOCAL["死亡"])
def not_reviewable(_: Actor, facts: Facts) -> Words | None:
    if reviewable(facts.known, facts.rules):
        return None
    return Words("法官已经死亡，登记没有复核", "the judge has died: record that there is no review")


@guard("可以申请复核", "a review is open", EXIT["复核"])
def still_reviewable(_: Actor, facts: Facts) -> Words | None:
    if not reviewable(facts.known, facts.rules):
        return None
    return Words(
        "法官可以申请复核，等期限届满或者其申请",
        "the judge may ask for a review: wait for it or for the period",
    )


@guard("复核结果与答复不一致", "result and answers disagree", LOCAL["复核"])
def result_at_odds(_: Actor, facts: Facts) -> Words | None:
    answers, changed = (
        facts.act[Known.APPLICATION_ANSWER.code],
        _result(facts) != ReviewResult.UPHELD.value,
    )
    if any_adopted(answers, otherwise=changed) == changed:
        return None
    return Words(
        "采纳任何一点的，应当变更或者撤销；一点也未采纳的，维持",
        "where a point is adopted the exit is changed or revoked; where none is, it is upheld",
    )


@guard("没有写明变更后的情形", "the ground after the change is not named", LOCAL["复核"])
def change_unnamed(_: Actor, facts: Facts) -> Words | None:
    code = facts.act.get(Known.NEW_GROUND.code)
    changed = _result(facts) == ReviewResult.CHANGED.value
    if not changed:
        return Words("只有变更的写明新的情形", "only a change names a new ground") if code else None
    lists = facts.rules.get("quota_exit.lists", ())
    if code and code != facts.known.get(Known.GROUND.code) and ground_of(facts, facts.rules, code):
        return None
    return none_such(str(code or "—"), exit_book().grounds(lists, facts.rules.day))


@guard("因复核而加重", "heavier because of the review", LOCAL["复核"])
def heavier_for_asking(_: Actor, facts: Facts) -> Words | None:
    """Neither a heavier category nor a longer way back."""
    code = facts.act.get(Known.NEW_GROUND.code)
    before, after = ground_in(facts), ground_of(facts, facts.rules, code) if code else None
    if before is None or after is None:
        return None
    effective = written_day(facts.known.get(Known.EFFECTIVE_ON.code)) or beijing_day(facts.at)
    longer = _later(reentry_day(facts, code, effective), reentry_day(facts, before.code, effective))
    if after.category.weight <= before.category.weight and not longer:
        return None
    return Words(
        "不得因申请复核加重：不得由{before}改为{after}，也不得延长再次入额的等待期",
        "nothing becomes heavier for the request: neither {before} into {after}, nor a longer wait to come back",
        before=before.category,
        after=after.category,
    )


def _later(one: str | None, other: str | None) -> bool:
    """Whether the one day is later than the other; never is later than any day."""
    return other is not None and (one is None or date.fromisoformat(one) > date.fromisoformat(other))


@guard("复核理由没有逐点答复", "a point of the request is not answered", LOCAL["复核"])
def point_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.APPLICATION.code), facts.act[Known.APPLICATION_ANSWER.code])


@guard("没有待审批的复核变更", "no change waits for approval", LOCAL["复核"])
def nothing_to_confirm(_: Actor, facts: Facts) -> Words | None:
    if change_open(facts.known, facts.rules):
        return None
    return Words("复核维持，或者已经审批", "the exit was upheld, or the change was answered")


@guard("复核变更尚未经高级法院审批", "the change waits for the high court", LOCAL["复核"])
def change_unconfirmed(_: Actor, facts: Facts) -> Words | None:
    if not change_open(facts.known, facts.rules):
        return None
    return Words(
        "撤销、变更须报原审批的高级法院，答复后再送达",
        "revoking and changing go to the high court that approved: serve after its reply",
    )


@guard("已经撤销", "the exit was revoked", LOCAL["复核"])
def revoked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.REVIEW_RESULT.code) != ReviewResult.REVOKED.value:
        return None
    return Words("退额已经撤销，请用“恢复员额”办理", "the exit was revoked: restore the judge")


@guard("没有撤销", "the exit was not revoked", LOCAL["复核"])
def not_revoked(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.REVIEW_RESULT.code) == ReviewResult.REVOKED.value:
        return None
    return Words("复核没有撤销退额，请送达复核结果", "the review did not revoke the exit: serve its result")


# ---- what follows (由此确定的事实) ---------------------------------------------------------------------------


def _confirmed(facts: Facts) -> bool:
    return facts.act.get(Known.CHANGE_CONFIRMED.code) is True


def _ground_after(facts: Facts) -> str:
    changed = facts.known.get(Known.REVIEW_RESULT.code) == ReviewResult.CHANGED.value
    named = facts.known.get(Known.NEW_GROUND.code) if changed and _confirmed(facts) else None
    return str(named or facts.known.get(Known.GROUND.code))


def _category_after(facts: Facts) -> str | None:
    ground = ground_of(facts, facts.rules, _ground_after(facts))
    return ground.category.value if ground else None


def _reentry_after(facts: Facts) -> str | None:
    effective = written_day(facts.known.get(Known.EFFECTIVE_ON.code)) or beijing_day(facts.at)
    return reentry_day(facts, _ground_after(facts), effective)


ANSWERED: tuple[tuple[Fact, Computation], ...] = (
    (
        Known.REVIEW_RESULT,
        lambda _, facts: (
            facts.known.get(Known.REVIEW_RESULT.code) if _confirmed(facts) else ReviewResult.UPHELD.value
        ),
    ),
    (Known.GROUND, lambda _, facts: _ground_after(facts)),
    (Known.GROUND_FOUND, lambda _, facts: ground_record(facts, _ground_after(facts))),
    (Known.CATEGORY, lambda _, facts: _category_after(facts)),
    (Known.REENTRY_FROM, lambda _, facts: _reentry_after(facts)),
)
"""A change takes hold when the high court agreed; where it did not, the exit stands as it was."""
