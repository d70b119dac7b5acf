"""Why an opinion, an objection, a grade or what follows may be refused (意见、异议、等次、整改、线索).

Each guard answers why not, in words, or None.
"""

from __future__ import annotations

from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.quality_review_readers import bench
from state_machines.quality_review_terms import Known
from state_machines.steps import Fact, Facts, guard

LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
RECUSAL = law("recusal_2011")
JUDGES = law("judges_law")
ORGANIC = law("court_organic_law")

GRADES = ("excellent", "qualified", "flawed", "unqualified")
"""优秀、合格、瑕疵、不合格, from the best to the worst; the labels are in `rules.grading.Grade`."""
LIABILITY_ITEMS = ("46(4)", "46(5)")
"""法官法第46条第4、5项: the only acts that the discipline committee examines (第48条)."""
CORRECTABLE = frozenset({"court", "division", "judge", "bench", "reversed", "conflicts", "cause"})
"""What a correction may touch: what the register said of the case. What people decided or handed in has its own steps."""


@guard("等次不在规定之列", "no such grade", LOCAL["初评"])
def unknown_grade(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] in GRADES:
        return None
    return Words("没有“{grade}”这一等次", "there is no grade “{grade}”", grade=facts.act[Known.GRADE.code])


@guard("拟定不合格未经集体讨论", "不合格 without collective discussion", OTHERS["开阳第10条"])
def unqualified_undiscussed(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] != "unqualified" or facts.act.get(Known.DISCUSSED.code):
        return None
    return Words(
        "拟定不合格的，应当集体讨论并附讨论记录", "不合格 needs a collective discussion and its record"
    )


@guard("拟定不合格未听取合议庭意见", "不合格 without hearing the panel", OTHERS["开阳第10条"])
def panel_not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.GRADE.code] != "unqualified" or facts.act.get(Known.PANEL_HEARD.code):
        return None
    return Words("拟定不合格的，应当先听取合议庭意见", "不合格 needs hearing the panel first")


@guard("不是该案承办法官", "not the judge concerned", LOCAL["反馈"])
def not_the_judge_concerned(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.JUDGE or actor.code == facts.get(Known.JUDGE.code):
        return None
    return Words("{name}不是该案承办法官", "{name} is not the judge in charge of this case", name=actor.shown)


@guard("已经听证", "heard already", LOCAL["听证"])
def heard_already(_: Actor, facts: Facts) -> Words | None:
    if not facts.get(Known.HEARING.code):
        return None
    return Words("该异议已经听证，听证以一次为限", "this objection was heard: one hearing only")


@guard("承办法官未到场且未说明", "the judge was neither present nor heard in writing", LOCAL["听证"])
def judge_absent_unheard(_: Actor, facts: Facts) -> Words | None:
    record = facts.act[Known.HEARING.code]
    if record.get("judge_present") or record.get("judge_in_writing"):
        return None
    return Words(
        "听证记录未载明承办法官到场或者提交书面意见",
        "the record shows neither the judge's presence nor a written view",
    )


@guard("复评人员是原评查员", "a second reviewer was a first one", LOCAL["复评"])
def second_was_first(_: Actor, facts: Facts) -> Words | None:
    first = {reader["code"] for reader in facts.known.get(Known.READERS.code, ())} | set(
        facts.known.get(Known.STEPPED_ASIDE.code, ())
    )
    for code in facts.act[Known.SECOND_READERS.code]:
        if code in first:
            return Words(
                "{name}是原评查员，不得复评",
                "{name} was a first reviewer and may not review again",
                name=code,
            )
    return None


@guard("复评人员曾参与该案", "a second reviewer sat on the case", RECUSAL[3])
def second_sat_on_the_case(_: Actor, facts: Facts) -> Words | None:
    conflicts = {entry["person"] for entry in facts.get(Known.CONFLICTS.code, ())}
    for code in facts.act[Known.SECOND_READERS.code]:
        if code in bench(facts) or code in conflicts:
            return Words(
                "{name}曾参与该案审理或有利害关系，应当回避",
                "{name} sat on the case or has an interest",
                name=code,
            )
    return None


@guard("未被指定复评", "not appointed as second reviewer", LOCAL["复评"])
def not_appointed(actor: Actor, facts: Facts) -> Words | None:
    if actor.code in facts.known.get(Known.SECOND_READERS.code, ()):
        return None
    return Words(
        "{name}未被指定为该案复评人员", "{name} was not appointed to review this case again", name=actor.shown
    )


@guard("因异议而降低等次", "the grade falls because of the objection", LOCAL["复评"])
def worse_for_objecting(_: Actor, facts: Facts) -> Words | None:
    worse = GRADES.index(facts.act[Known.GRADE.code]) > GRADES.index(facts.known[Known.GRADE.code])
    if not worse:
        return None
    return Words("不得因提出异议而降低等次", "the grade may not fall because of the objection")


@guard("应由审判委员会决定", "for the adjudication committee", LOCAL["审委会"])
def for_the_court_committee(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.GRADE.code) == "unqualified":
        return Words(
            "不合格等次应当由审判委员会讨论决定", "不合格 is for the adjudication committee to decide"
        )
    if facts.get(Known.REVERSED.code):
        return Words(
            "改判、发回案件的等次应当由审判委员会讨论决定",
            "a reversed case is for the adjudication committee to decide",
        )
    return None


@guard("无须提交审判委员会", "not for the adjudication committee", LOCAL["评委会"])
def not_for_the_court_committee(actor: Actor, facts: Facts) -> Words | None:
    if for_the_court_committee.check(actor, facts) is not None:
        return None
    return Words("该案由评查委员会确认即可", "the review committee confirms this case")


@guard("出席人数不足", "no quorum", ORGANIC[38])
def no_quorum(_: Actor, facts: Facts) -> Words | None:
    record = facts.act[Known.ATTENDANCE.code]
    members, present = record.get("members"), record.get("present")
    if not (isinstance(members, int) and isinstance(present, int)):
        return Words(
            "出席情况应当写明组成人员人数和出席人数", "state the number of members and of those present"
        )
    share = float(facts.rules["quality_review.quorum_share"])
    if members > 0 and members >= present > members * share:
        return None
    return Words(
        "审判委员会{members}人，出席{present}人，未过半数",
        "{present} of {members} members present: no quorum",
        members=members,
        present=present,
    )


@guard("未听取承办法官意见", "the judge was not heard", LOCAL["审委会"])
def judge_not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.JUDGE_STATEMENT.code):
        return None
    return Words("作出决定前应当听取承办法官的意见", "the judge must be heard before the decision")


@guard("未被改判或者发回", "not reversed", OTHERS["临沂"])
def not_reversed(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.REVERSED.code):
        return None
    return Words("该案未被改判或者发回", "the case was not reversed or remanded")


@guard("尚有问题须整改", "defects are open", LOCAL["整改"])
def defects_open(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.GRADE.code) in ("excellent", "qualified"):
        return None
    return Words("等次为瑕疵或者不合格，应当先整改", "a flawed or unqualified case must be rectified first")


@guard("尚未报告整改", "nothing was reported", LOCAL["整改"])
def nothing_reported(_: Actor, facts: Facts) -> Words | None:
    if len(facts.get(Known.MEASURES.code, ())) > len(facts.known.get(Known.SENT_BACK.code, ())):
        return None
    return Words(
        "业务庭尚未报告整改情况，或者退回后尚未再次报告",
        "the division has not reported the rectification, or not since it was sent back",
    )


@guard("不属于法官法第46条第4、5项", "not within art. 46(4) or (5)", JUDGES[48])
def clue_item_outside_48(_: Actor, facts: Facts) -> Words | None:
    clue = facts.act[Known.CLUE_TRANSFER.code]
    if clue.get("item") in LIABILITY_ITEMS and clue.get("reasons"):
        return None
    return Words(
        "线索应当写明属于法官法第四十六条第四项还是第五项及其理由；其他违纪线索按干部管理权限移送",
        "state item 46(4) or 46(5) and the reasons; other misconduct goes by another way",
    )


@guard("线索已经处理", "the clue is settled", LOCAL["线索"])
def clue_settled(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.CLUE_TRANSFER.code) or facts.known.get(Known.CLUE_DISMISSED.code):
        return Words("线索已经移送或者已决定不移送", "the clue was handed over or dismissed already")
    return None


@guard("线索尚未处理", "a clue is open", LOCAL["线索"])
def clue_open(_: Actor, facts: Facts) -> Words | None:
    if (
        not facts.get(Known.CLUE.code)
        or facts.get(Known.CLUE_TRANSFER.code)
        or facts.get(Known.CLUE_DISMISSED.code)
    ):
        return None
    return Words(
        "疑似线索既未移送，也未说明不移送的理由",
        "the suspected clue was neither handed over nor dismissed with reasons",
    )


@guard("更正触及不得更正的内容", "the correction reaches what it may not", LOCAL["更正"])
def correction_out_of_reach(_: Actor, facts: Facts) -> Words | None:
    correction = facts.act[Known.CORRECTION.code]
    beyond = sorted(set(correction) - CORRECTABLE)
    if not beyond:
        return None
    return Words(
        "不得以更正改变：{facts}；作出的决定和提交的材料各有其步骤",
        "a correction may not change: {facts}; decisions and submissions have steps of their own",
        facts=Words("、".join(map(_zh, beyond)), ", ".join(beyond)),
    )


def _zh(code: str) -> str:
    """The Chinese name of a fact; a code that is none of ours stands as it is."""
    return next(
        (fact.zh for fact in vars(Known).values() if isinstance(fact, Fact) and fact.code == code), code
    )
