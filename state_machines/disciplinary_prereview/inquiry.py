"""Why an act of the inquiry or the submission may be refused (调查、回避、陈述、院长决定). Each guard answers why not, or None."""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.clocks import inquirers, recusal_open, recusals
from state_machines.disciplinary_prereview.terms import Known, Question, all_of
from state_machines.judge_concerned import not_the_judge
from state_machines.points import left_unanswered
from state_machines.steps import EXTRA, Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
OPINION_2016 = law("discipline_opinion_2016")
RESPONSIBILITY = law("judicial_responsibility_2015")
SANCTIONS = law("government_sanctions_law")


not_the_judge_concerned = not_the_judge("not_the_judge_concerned", Known.JUDGE, JUDGES[49])


# ---- inquiry (调查核实) ------------------------------------------------------------------------------------


@guard("调查人员不足", "too few inquirers", LOCAL["调查"])
def too_few_inquirers(_: Actor, facts: Facts) -> Words | None:
    need, have = int(facts.rules["discipline.inquirers"]), len(set(inquirers(facts)))
    if have >= need:
        return None
    return Words(
        "调查应当由{need}人以上进行，现有{have}人",
        "an inquiry is made by {need} people or more; there are {have}",
        need=need,
        have=have,
    )


@guard("调查人员应当回避", "an inquirer must step aside", SANCTIONS[47])
def inquirer_involved(_: Actor, facts: Facts) -> Words | None:
    own = {facts.get(Known.JUDGE.code, ""), *(facts.get(Known.OTHERS.code) or ())}
    bench, gone = set(facts.get(Known.BENCH.code) or ()), set(facts.known.get(Known.RECUSED.code) or ())
    for code in facts.act[Known.INQUIRERS.code]:
        if code in own | bench:
            return Words(
                "{name}是被反映人员或者曾参与该案审理，不得担任调查人员",
                "{name} is concerned or sat on the case, and may not inquire",
                name=code,
            )
        if code in gone:
            return Words("{name}已经回避", "{name} stepped aside", name=code)
    return None


@guard("没有可以申请回避的人", "nobody of whom recusal could be asked", JUDGES[49])
def nobody_to_recuse(_: Actor, facts: Facts) -> Words | None:
    who = facts.act[Known.RECUSAL_OF.code]
    people = {*inquirers(facts.known), *(facts.known.get(Known.MEMBERS.code) or ())}
    if who in people:
        return None
    return Words(
        "{name}不是本事项的调查人员或者委员",
        "{name} is neither an inquirer nor a member in this matter",
        name=who,
    )


@guard("上一回避申请尚未决定", "a request for recusal is open", LOCAL["回避决定"])
def recusal_pending(_: Actor, facts: Facts) -> Words | None:
    if not recusal_open(facts.known, facts.rules):
        return None
    return Words("回避申请尚未决定", "a request for recusal is not decided yet")


@guard("没有待决定的回避申请", "no request is open", LOCAL["回避决定"])
def no_recusal(_: Actor, facts: Facts) -> Words | None:
    if recusal_open(facts.known, facts.rules):
        return None
    return Words("没有待决定的回避申请", "no request for recusal is open")


@guard("无权决定该人是否回避", "not the one who decides on it", LOCAL["回避决定"])
def wrong_decider(actor: Actor, facts: Facts) -> Words | None:
    """The chair decides for members, the whole committee for the chair."""
    who = facts.known[Known.RECUSAL_OF.code][-1]
    chair = who == facts.known.get(Known.CHAIR.code)
    right = Role.DISCIPLINE_COMMITTEE if chair else Role.COMMITTEE_CHAIR
    if actor.role is right:
        return None
    return Words("{name}是否回避，由{who}决定", "the recusal of {name} is for the {who}", name=who, who=right)


@guard("已经陈述", "stated already", JUDGES[49])
def stated_already(_: Actor, facts: Facts) -> Words | None:
    before, now = facts.known.get(Known.STATEMENT.code), facts.act[Known.STATEMENT.code]
    kept = [before] if isinstance(before, str) else list(before or ())
    given = [now] if isinstance(now, str) else list(now)
    if given[: len(kept)] == kept:
        return None
    return Words(
        "再次陈述应当保留原有各点，另加新的要点，使每一点都得到答复",
        "a further statement keeps the earlier points and adds to them, so that each is answered",
    )


@guard("当事法官已经陈述", "the judge made a statement", JUDGES[49])
def silence_contradicted(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.STATEMENT.code):
        return None
    return Words("当事法官已经陈述", "the judge made a statement")


@guard("未听取当事法官陈述申辩", "the judge was not heard", JUDGES[49])
def judge_unheard(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.STATEMENT.code) or facts.known.get(Known.SILENCE.code):
        return None
    return Words(
        "应当听取并记录当事法官的陈述、举证和辩解；不陈述的，写明如何给予机会",
        "hear and record the judge's statement, proof and defence; if there is none, record how the chance was given",
    )


@guard("陈述申辩没有逐点说明采纳与否", "a point of the statement is not answered", RESPONSIBILITY[35])
def statement_unanswered(_: Actor, facts: Facts) -> Words | None:
    return left_unanswered(
        facts.known.get(Known.STATEMENT.code),
        facts.act.get(Known.ANSWERS.code),
        Words(
            "当事法官的陈述申辩应当逐点说明是否采纳及理由",
            "say of each point of the judge's statement whether it is adopted, and why",
        ),
    )


@guard("超过可以延长的天数", "longer than an inquiry may be extended", LOCAL["调查"])
def extended_too_long(_: Actor, facts: Facts) -> Words | None:
    most = int(facts.rules["discipline.inquiry_extension"])
    if facts.known.get(Known.EXTENDED.code):
        return Words("调查期限以延长一次为限", "an inquiry is extended once")
    if int(facts.act[EXTRA.code]) <= most:
        return None
    return Words("调查期限至多延长{most}日", "an inquiry is extended by {most} days at most", most=most)


# ---- the president (院长决定) ------------------------------------------------------------------------------


@guard("事实尚未查明", "the facts are not found", OPINION_2016["提请"])
def facts_not_found(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.FACTS_FOUND.code) is True:
        return None
    return Words(
        "提请审议应当在查明事实的基础上进行；事实尚未查明的，退回补充调查",
        "a submission rests on facts that were found: return the matter for further inquiry",
    )


@guard("并非判断故意或者重大过失的问题", "not a question of intent or gross negligence", OPINION_2016["提请"])
def nothing_to_determine(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.QUESTION.code] in {each.value for each in Question}:
        return None
    return Words(
        "提请认定的问题应当是：{known}", "the question put is one of: {known}", known=all_of(Question)
    )


RECUSAL_ASKED = ((Known.RECUSAL_ASKED_AT, lambda _, facts: facts.at.isoformat()),)
RECUSAL_DECIDED = (
    (
        Known.RECUSAL_DECIDED,
        lambda actor, facts: {"role": actor.role.value, "code": actor.code, "at": facts.at.isoformat()},
    ),
    (Known.RECUSED, lambda _, facts: _stepped_aside(facts)),
)
"""Who stepped aside follows from what was asked and decided."""


def _stepped_aside(facts: Facts) -> list[str]:
    granted = [
        *(facts.known.get(Known.RECUSAL_GRANTED.code) or ()),
        facts.act.get(Known.RECUSAL_GRANTED.code),
    ]
    return recusals({**facts.known, Known.RECUSAL_GRANTED.code: granted})
