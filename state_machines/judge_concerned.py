"""Only the judge concerned (当事法官本人): what is the judge's own to say or to ask, nobody else in that role says or asks."""

from __future__ import annotations

from rules.citations import Citation
from rules.labels import Words
from rules.roles import Actor, Role
from state_machines.steps import Fact, Facts, Guard

_CONCERNED = Words("本事项的当事法官", "the judge concerned")


def not_the_judge(name: str, judge: Fact, authority: Citation, who: Words = _CONCERNED) -> Guard:
    """The guard of that name; other roles that share the step are not asked. who: as what the refusal knows the judge."""

    def check(actor: Actor, facts: Facts) -> Words | None:
        if actor.role is not Role.JUDGE_CONCERNED or actor.code == facts.get(judge.code):
            return None
        return Words("{name}不是{who}", "{name} is not {who}", name=actor.shown, who=who)

    check.__name__ = name
    return Guard(check, "不是当事法官", "not the judge concerned", authority)
