"""Of a table's steps (步骤的健全性): whose matter it is, what a limit's end brings about, and what every name rests on."""

from __future__ import annotations

import re

from rules.labels import Words
from rules.law import laws
from rules.parameters import RuleBook
from rules.periods import UNITS_OF_LIMITS
from rules.roles import Role
from state_machines.contents import citations_of, clocks_of, guards_of
from state_machines.limits import lengths_of
from state_machines.procedure import Procedure
from state_machines.soundness_of_states import Found, closure, row
from state_machines.standing_checks import deciding
from state_machines.steps import ClockRule, Fact, Late, OwnMatter, Step


def decided_by_others(table: Procedure) -> list[tuple[Step, Fact, tuple[Role, ...]]]:
    """The steps kept from the person concerned: the step, who he is to the matter, and the roles barred to him."""
    matter = table.concerned
    if not isinstance(matter, OwnMatter):
        return []
    return [
        (step, whose, barred)
        for step in table.steps
        for whose in matter.sides
        if (barred := deciding(step, matter, whose))
    ]


def own_matter(table: Procedure) -> Found:
    if table.concerned is None:
        yield (
            Words("程序", "the procedure"),
            Words("没有写明这是谁的事", "it does not say whose matter it is"),
            Words(
                "请写明当事人员及其一方的职务（concerned），或者写明为何不涉及个人",
                "name the people concerned and the roles of their side (concerned), or say why it is nobody's",
            ),
        )
    for step, _, barred in decided_by_others(table):
        checks = {check.__name__ for check in table.table[step.trigger.value, step.source.value][1]}
        if "in_his_own_matter" not in checks:
            yield (
                row(step),
                Words(
                    "当事人员可以以{roles}的身份办理",
                    "the person concerned may take it as {roles}",
                    roles=_listed(barred),
                ),
                Words("请加上回避的审查", "bar it"),
            )
    known = {fact.code for step in table.steps for fact in step.facts} | {
        fact.code for fact in table.named.values()
    }
    if isinstance(table.concerned, OwnMatter) and not any(
        fact.code in known for fact in table.concerned.sides
    ):
        yield (
            Words("程序", "the procedure"),
            Words("当事人员不是本程序的事实", "who is concerned is no fact of it"),
            Words("请核对", "check it"),
        )


def limit_ends(table: Procedure) -> Found:
    for state in table.states:
        for code, limit in table.clocks_of(state.value).items():
            within = [
                step
                for step in table.from_state(state.value)
                if step.within is not None and step.within.code == code
            ]
            calendar = any(Role.CALENDAR in step.roles for step in within)
            people = any(role is not Role.CALENDAR for step in within for role in step.roles)
            if not calendar and (limit.late is Late.LAPSES or not people):
                yield (
                    Words("“{state}”的{limit}", "the {limit} at “{state}”", state=state, limit=_limit(limit)),
                    Words("届满后无人能办理", "nobody can act when it has run out"),
                    Words(
                        "请规定期限日历的步骤，或者允许逾期补办",
                        "add a step of the calendar, or let the act be done late",
                    ),
                )


def no_loop(table: Procedure) -> Found:
    alone = [step for step in table.steps if Role.CALENDAR in step.roles]
    for step in alone:
        if step.destination is step.source and step.within is not None and step.within.only is None:
            yield (
                row(step),
                Words(
                    "期限届满不改变任何事，会一再届满", "the end of the limit changes nothing and comes again"
                ),
                Words(
                    "请写明届满的条件（only）和所记载的事实（marks）",
                    "give the limit a condition (only) and mark a fact",
                ),
            )
        further = closure(
            {step.destination},
            lambda state: (
                each.destination for each in alone if each.source is state and each.destination is not state
            ),
        )
        if step.destination is not step.source and step.source in further:
            yield (
                row(step),
                Words(
                    "期限日历的步骤首尾相接，无人办理也不会停",
                    "steps of the calendar form a circle that never stops by itself",
                ),
                Words("请在其间加入由人办理的步骤", "put a step of somebody's between them"),
            )


def resumed(table: Procedure) -> Found:
    for step in table.steps:
        for limit in step.suspends:
            resumers = [each for each in table.from_state(step.destination.value) if limit in each.resumes]
            where = Words(
                "“{act}”中止的{limit}",
                "the {limit} suspended by “{act}”",
                act=step.trigger,
                limit=_limit(limit),
            )
            if not resumers:
                yield (
                    where,
                    Words("没有恢复的步骤", "is resumed by no step"),
                    Words("请补上恢复的步骤", "add one"),
                )
            elif all(each.within is None for each in resumers):
                yield (
                    where,
                    Words("中止没有期限", "may be held for ever"),
                    Words("请规定最长中止多久", "say how long at most"),
                )


def authorities(table: Procedure) -> Found:
    for citation in citations_of(table):
        measure = laws().get(citation.law)
        if measure is None or measure.articles.get(citation.article) != citation:
            yield (
                Words("{code}", "{code}", code=citation.code),
                Words("没有登记", "is not registered"),
                Words("请登记在 config/law/", "register it in config/law/"),
            )


def lengths(table: Procedure, book: RuleBook) -> Found:
    for limit in clocks_of(table):
        for key in lengths_of(limit):
            known = [entry for entry in book.parameters if entry.key == key]
            if known and all(entry.unit in UNITS_OF_LIMITS for entry in known):
                continue
            yield (
                _limit(limit),
                Words(
                    "参数“{key}”不存在或者不是时间",
                    "there is no parameter “{key}”, or it is no length of time",
                    key=key,
                ),
                Words("请登记在 config/parameters/", "register it in config/parameters/"),
            )


def labels(table: Procedure) -> Found:
    named: list[tuple[str, str, str]] = [(table.code, table.zh, table.en)]
    named += [(each.value, each.zh, each.en) for each in (*table.states, *table.triggers.values())]
    named += [(each.value, each.zh, each.en) for step in table.steps for each in step.papers]
    named += [(each.code, each.zh, each.en) for step in table.steps for each in step.facts]
    named += [(each.code, each.zh, each.en) for each in clocks_of(table)]
    named += [(guard.check.__name__, guard.zh, guard.en) for guard, _ in guards_of(table)]
    for code, zh, en in dict.fromkeys(named):
        if not (_CHINESE.search(zh) and _ENGLISH.search(en)):
            yield (
                Words("{code}", "{code}", code=code),
                Words("缺少中文或者英文名称", "lacks its Chinese or English name"),
                Words("请补上", "add it"),
            )


_CHINESE, _ENGLISH = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")


def _limit(limit: ClockRule) -> Words:
    return Words(limit.zh, limit.en)


def _listed(roles: tuple[Role, ...]) -> Words:
    return Words("、".join(role.zh for role in roles), " / ".join(role.en for role in roles))
