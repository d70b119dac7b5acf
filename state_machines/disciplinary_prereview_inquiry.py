"""Why an act before the submission may be refused (线索、初查、调查、院长决定). Each guard answers why not, or None."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.disciplinary_competence import not_for_the_committee
from state_machines.disciplinary_prereview_clocks import held, inquirers, proposed, recusal_open, recusals
from state_machines.disciplinary_prereview_terms import Conclusion, Known, Question
from state_machines.points import unanswered
from state_machines.steps import EXTRA, Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
OPINION_2016 = law("discipline_opinion_2016")
RESPONSIBILITY = law("judicial_responsibility_2015")
SANCTIONS = law("government_sanctions_law")


def _all(labels: type[Labelled]) -> Words:
    return Words("、".join(each.zh for each in labels), ", ".join(each.en for each in labels))


@guard("不是当事法官", "not the judge concerned", JUDGES[49])
def not_the_judge_concerned(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.JUDGE_CONCERNED or actor.code == facts.get(Known.JUDGE.code):
        return None
    return Words("{name}不是本事项的当事法官", "{name} is not the judge concerned", name=actor.shown)


@guard("正在中止", "suspended", LOCAL["中止"])
def suspended(_: Actor, facts: Facts) -> Words | None:
    if not held(facts.known, facts.rules):
        return None
    return Words("本事项正在中止，恢复后再办", "the matter is suspended: resume it first")


@guard("没有中止", "not suspended", LOCAL["中止"])
def not_suspended(_: Actor, facts: Facts) -> Words | None:
    if held(facts.known, facts.rules):
        return None
    return Words("本事项没有中止", "the matter is not suspended")


# ---- the lead (线索) ---------------------------------------------------------------------------------------


@guard("被反映人不是法官", "the person is no judge", JUDGES[48])
def not_a_judge(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.IS_JUDGE.code) is not False:
        return None
    return Words(
        "被反映人不是法官，不属于惩戒委员会审议范围，应当按干部管理权限转办",
        "the person is no judge: the committee has no competence; send the lead the way of the staff rules",
    )


@guard("不属于法官法第46条第4、5项", "not within art. 46(4) or (5)", JUDGES[48])
def outside_competence(_: Actor, facts: Facts) -> Words | None:
    """审议范围: only items 4 and 5; every other is told the way it must go instead."""
    return not_for_the_committee(str(facts.get(Known.ITEM.code) or ""))


@guard("属于惩戒委员会审议范围", "within the committee's competence", JUDGES[48])
def within_competence(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.IS_JUDGE.code) is False or not_for_the_committee(
        str(facts.get(Known.ITEM.code) or "")
    ):
        return None
    return Words(
        "属于法官法第46条第四、五项的线索应当受理初查，不得转办了事",
        "a lead within art. 46(4) or (5) is taken up, not sent away",
    )


@guard("并入自身", "joined to itself", LOCAL["线索"])
def joined_to_itself(_: Actor, facts: Facts) -> Words | None:
    related = facts.get(Known.RELATED.code) or ()
    if not related or facts.act[Known.INTO.code] in related:
        return None
    return Words(
        "只能并入已登记的关联线索：{related}",
        "a lead is joined to one of its related leads: {related}",
        related="、".join(related),
    )


# ---- initial review (初步审查) -----------------------------------------------------------------------------


@guard("初步意见尚未提出", "no initial opinion", RESPONSIBILITY[34])
def not_proposed(_: Actor, facts: Facts) -> Words | None:
    if proposed(facts.known, facts.rules):
        return None
    return Words("审监、审管部门的初步意见尚未提出", "the initial opinion is not in")


@guard("不追究而未写明理由", "no case, and no ground named", RESPONSIBILITY[28])
def closed_without_ground(_: Actor, facts: Facts) -> Words | None:
    """A3: an exemption is recorded with its ground."""
    conclusion = facts.act[Known.CONCLUSION.code]
    if conclusion not in {each.value for each in Conclusion}:
        return Words("了结结论应当是：{known}", "the conclusion is one of: {known}", known=_all(Conclusion))
    if conclusion == Conclusion.UNFOUNDED.value or (
        facts.act.get(Known.EXEMPTION.code) and facts.act.get(Known.EXEMPTION_REASONS.code)
    ):
        return None
    return Words(
        "以免责了结的，应当写明免责情形及理由", "a closure as exempt names the ground of exemption and why"
    )


@guard(
    "启动追责而不同于初步意见，未说明理由",
    "started against the initial opinion without reasons",
    LOCAL["启动"],
)
def started_without_case(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.CASE_SEEN.code) or facts.act.get(Known.DIFFERS.code):
        return None
    return Words(
        "初步意见认为不应当追责；决定启动的，应当写明不同于初步意见的理由",
        "the initial opinion saw no case: whoever starts an inquiry says why he differs",
    )


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
    if not facts.known.get(Known.STATEMENT.code):
        return None
    answers = facts.act.get(Known.ANSWERS.code)
    if not answers:
        return Words(
            "当事法官的陈述申辩应当逐点说明是否采纳及理由",
            "say of each point of the judge's statement whether it is adopted, and why",
        )
    return unanswered(facts.known.get(Known.STATEMENT.code), answers)


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
    return Words("提请认定的问题应当是：{known}", "the question put is one of: {known}", known=_all(Question))


# ---- ends (了结、移送、终结) -------------------------------------------------------------------------------


@guard("超过可以延长的天数", "longer than an inquiry may be extended", LOCAL["调查"])
def extended_too_long(_: Actor, facts: Facts) -> Words | None:
    most = int(facts.rules["discipline.inquiry_extension"])
    if facts.known.get(Known.EXTENDED.code):
        return Words("调查期限以延长一次为限", "an inquiry is extended once")
    if int(facts.act[EXTRA.code]) <= most:
        return None
    return Words("调查期限至多延长{most}日", "an inquiry is extended by {most} days at most", most=most)


@guard("终结情形不在规定之列", "no such ground of termination", LOCAL["终结"])
def unknown_termination(_: Actor, facts: Facts) -> Words | None:
    grounds = facts.rules["discipline.termination_grounds"]
    if facts.act[Known.TERMINATION.code] in grounds:
        return None
    return Words(
        "终结情形应当是：{grounds}", "the grounds of termination: {grounds}", grounds="、".join(grounds)
    )


@guard("未写明其他人员责任如何追究", "the liability of the others is left open", SANCTIONS[27])
def others_forgotten(_: Actor, facts: Facts) -> Words | None:
    others = facts.get(Known.OTHERS.code)
    if not others or facts.act.get(Known.OTHERS_GO_ON.code):
        return None
    return Words(
        "终结只及于本人；其他被反映人员（{others}）的责任应当继续追究，请写明如何进行",
        "termination is for this person alone; say how the liability of the others ({others}) goes on",
        others="、".join(others),
    )


@guard("中止情形不在规定之列", "no such ground of suspension", LOCAL["中止"])
def unknown_suspension(_: Actor, facts: Facts) -> Words | None:
    grounds = facts.rules["discipline.suspension_grounds"]
    if facts.act[Known.SUSPENSION.code] in grounds:
        return None
    return Words(
        "中止情形应当是：{grounds}", "the grounds of suspension: {grounds}", grounds="、".join(grounds)
    )


@guard("移送后不再继续", "nothing goes on after the transfer", LOCAL["监察先后"])
def ended_by_transfer(_: Actor, facts: Facts) -> Words | None:
    if facts.rules["discipline.on_transfer"] != "terminated":
        return None
    return Words(
        "本院规定移送监察机关后惩戒程序终结，不再继续",
        "by this court's rule a transfer ends the matter: it does not go on",
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


WITH_THE_SUPERVISION = Words(
    "监察机关办理的期限由监察机关掌握，本程序不计", "its limits are the supervision commission's own"
)
