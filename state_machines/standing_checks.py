"""The checks every step has (常规审查): the role, whose matter it is, the facts asked for, the time; and a guard in the
machine's form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.errors import Refused
from rules.labels import Words
from rules.roles import Actor, Role
from state_machines.steps import LATE_REASON, Clocked, ClockRule, Fact, Facts, Guard, Late, OwnMatter, Step

Check = Callable[[Actor, Facts], Refused | None]
"""Answers why an act is refused, or None."""


def as_check(row: Guard, step: Step) -> Check:
    """A guard as the machine asks it: its reason becomes a refusal on its own authority, or on that of the step."""

    def check(actor: Actor, facts: Facts) -> Refused | None:
        reason = row.check(actor, facts)
        return None if reason is None else Refused(reason, row.authority or step.authority)

    check.__name__ = row.check.__name__
    return check


def deciding(step: Step, matter: OwnMatter, whose: Fact) -> tuple[Role, ...]:
    """The roles of a step in which the person concerned may not take it; none where it is his own side's, or nobody's."""
    side = matter.sides[whose]
    return tuple(role for role in step.roles if role is not Role.CALENDAR and role not in side)


def of_his_own(matter: OwnMatter) -> Check:
    """自己不得处理自己的事: who is concerned takes no step of another office in the matter."""

    def in_his_own_matter(actor: Actor, facts: Facts) -> Refused | None:
        if actor.role is Role.CALENDAR:
            return None
        for whose, side in matter.sides.items():
            if actor.role not in side and is_among(actor.code, facts.get(whose.code)):
                return Refused(
                    Words(
                        "{name}是本事项的{whose}，不得以{role}的身份办理，请由他人办理",
                        "{name} is the {whose} of this matter and takes no step in it as {role}: leave it to somebody else",
                        name=actor.shown,
                        whose=Words(whose.zh, whose.en),
                        role=actor.role,
                    ),
                    matter.authority,
                )
        return None

    return in_his_own_matter


def is_among(code: str, value: Any) -> bool:
    """Whether a fact names that person, in whatever form: asked of every act, so that no list is made for it."""
    if not value or not code:
        return False
    if type(value) is str:
        return code == value
    return code in people_of(value)


def people_of(value: Any) -> set[str]:
    """The codes of the people a fact names, in whatever form it names them."""
    listed = value if isinstance(value, list | tuple) else [value] if value else []
    return {str(each.get("code", "")) if isinstance(each, dict) else str(each) for each in listed} - {""}


def built_in(step: Step, matter: OwnMatter | None = None) -> list[Check]:
    """The checks every row has: the role, whose matter it is, the facts, the time, and limits held or resumed rightly."""

    def wrong_role(actor: Actor, _: Facts) -> Refused | None:
        if actor.role in step.roles:
            return None
        return Refused(
            Words(
                "“{act}”由{who}办理，{role}无权办理",
                "“{act}” is for {who}, not for {role}",
                act=step.trigger,
                who=Words(
                    "、".join(role.zh for role in step.roles), " / ".join(role.en for role in step.roles)
                ),
                role=actor.role,
            ),
            step.authority,
        )

    def facts_missing(_: Actor, facts: Facts) -> Refused | None:
        missing = [fact for fact in step.required if facts.act.get(fact.code) in (None, "", [], {})]
        if not missing:
            return None
        return Refused(
            Words(
                "办理“{act}”须写明：{facts}",
                "“{act}” must state: {facts}",
                act=step.trigger,
                facts=Words("、".join(fact.zh for fact in missing), ", ".join(fact.en for fact in missing)),
            ),
            step.authority,
        )

    def out_of_time(actor: Actor, facts: Facts) -> Refused | None:
        clock = facts.clocks.get(step.within.code) if step.within else None
        if step.within is None or clock is None:
            return None
        judge = _too_early if actor.role is Role.CALENDAR else _too_late
        return judge(step.within, clock, facts)

    def wrongly_held(_: Actor, facts: Facts) -> Refused | None:
        return _holds(step, facts)

    return [
        wrong_role,
        *(
            [of_his_own(matter)]
            if matter and any(deciding(step, matter, whose) for whose in matter.sides)
            else []
        ),
        facts_missing,
        *([out_of_time] if step.within else []),
        *([wrongly_held] if step.suspends or step.resumes else []),
    ]


def _holds(step: Step, facts: Facts) -> Refused | None:
    """What has run out or is suspended cannot be suspended, and only what is suspended is resumed."""
    for limit in step.suspends:
        clock = facts.clocks.get(limit.code)
        if clock is not None and clock.over:
            return _limit_refused(limit, Words("已经届满，不能中止", "has run out and cannot be suspended"))
        if clock is not None and clock.ends is None:
            return _limit_refused(limit, Words("已经中止", "is suspended already"))
    for limit in step.resumes:
        clock = facts.clocks.get(limit.code)
        if clock is not None and clock.ends is not None:
            return _limit_refused(
                limit, Words("没有中止，无须恢复", "is not suspended: there is nothing to resume")
            )
    return None


def _limit_refused(limit: ClockRule, why: Words) -> Refused:
    return Refused(Words("{limit}{why}", "the {limit} {why}", limit=_name(limit), why=why), limit.authority)


def _too_early(limit: ClockRule, clock: Clocked, _: Facts) -> Refused | None:
    """The calendar acts when a limit has run out, and not before."""
    if clock.over:
        return None
    return Refused(
        Words("{limit}尚未届满", "the {limit} has not run out", limit=_name(limit)), limit.authority
    )


def _too_late(limit: ClockRule, clock: Clocked, facts: Facts) -> Refused | None:
    """People act while a limit runs; afterwards the right is gone, or the act needs a reason for the delay."""
    if not clock.over:
        return None
    if limit.late is Late.LAPSES:
        return Refused(
            Words("{limit}已经届满，不再受理", "the {limit} has run out", limit=_name(limit)), limit.authority
        )
    if limit.late is Late.COUNTED or facts.act.get(LATE_REASON.code):
        return None
    return Refused(
        Words(
            "{limit}已经届满，补办须写明逾期理由",
            "the {limit} has run out: a late act needs a reason",
            limit=_name(limit),
        ),
        limit.authority,
    )


def _name(limit: ClockRule) -> Words:
    return Words(limit.zh, limit.en)
