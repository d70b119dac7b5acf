"""Review and correction of a result (复核、更正): each point answered, nothing heavier, and only what was relied on is put right.

Each guard answers why not, or None.
"""

from __future__ import annotations

from rules.assessment import AssessmentResult, NoGradeGround
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.annual_assessment.grades import result_in
from state_machines.annual_assessment.terms import CorrectedFor, Known
from state_machines.judge_concerned import not_the_judge as only_the_judge
from state_machines.points import any_adopted, unanswered
from state_machines.steps import Facts, guard

LOCAL = law("local_assessment")
JUDGES = law("judges_law")
CIVIL = law("civil_servants_law")
ASSESSED = law("civil_servants_assessment_2020")

_ON_MATERIAL = frozenset({CorrectedFor.UNFOUNDED, CorrectedFor.REGRADED, CorrectedFor.REVOKED})

not_the_judge = only_the_judge("not_the_judge", Known.JUDGE, LOCAL["本人"])


@guard("意见没有逐点答复", "a comment is not answered", LOCAL["提出等次"])
def comment_unanswered(_: Actor, facts: Facts) -> Words | None:
    comments = facts.known.get(Known.COMMENTS.code)
    if not comments:
        return None
    return unanswered(comments, facts.act.get(Known.COMMENT_ANSWERS.code) or [])


@guard("没有告知复核权利", "the right of review was not told", JUDGES[43])
def remedies_untold(_: Actor, facts: Facts) -> Words | None:
    if facts.act.get(Known.REMEDIES_TOLD.code) is True:
        return None
    return Words(
        "书面通知应当写明可以申请复核和期限", "the notice says that a review may be asked for, and until when"
    )


@guard("复核理由没有逐点答复", "a point of the request is not answered", LOCAL["复核"])
def point_unanswered(_: Actor, facts: Facts) -> Words | None:
    return unanswered(facts.known.get(Known.APPLICATION.code), facts.act[Known.APPLICATION_ANSWER.code])


@guard("复核结果与答复不一致", "result and answers disagree", LOCAL["复核"])
def result_at_odds(_: Actor, facts: Facts) -> Words | None:
    after = facts.act.get(Known.RESULT_AFTER.code)
    changed = after is not None and after != facts.known.get(Known.RESULT.code)
    if any_adopted(facts.act[Known.APPLICATION_ANSWER.code], otherwise=changed) == changed:
        return None
    return Words(
        "采纳任何一点的，应当变更等次并写明变更后的等次；一点也未采纳的，维持",
        "where a point is adopted the grade is changed, and named; where none is, it is upheld",
    )


def _heavier(facts: Facts) -> AssessmentResult | None:
    before, after = (
        result_in(facts.known.get(Known.RESULT.code)),
        result_in(facts.act.get(Known.RESULT_AFTER.code)),
    )
    return after if before and after and after.weight > before.weight else None


@guard("因复核而加重", "heavier because of the review", CIVIL[96])
def heavier_for_asking(_: Actor, facts: Facts) -> Words | None:
    after = _heavier(facts)
    if after is None:
        return None
    return Words(
        "不得因申请复核降低等次（{after}）", "no grade is lowered for a request ({after})", after=after
    )


@guard("更正反而加重", "a correction that makes it heavier", LOCAL["更正"])
def heavier_by_correction(_: Actor, facts: Facts) -> Words | None:
    after = _heavier(facts)
    if after is None:
        return None
    return Words(
        "更正是纠正对法官的错误处理，不得降低等次（{after}）",
        "a correction puts right a wrong done to the judge and lowers no grade ({after})",
        after=after,
    )


@guard("更正的依据不在考核材料之中", "the assessment did not rest on it", JUDGES[65])
def not_relied_on(_: Actor, facts: Facts) -> Words | None:
    """What the files gave is put right by naming the matter; an appeal or a slip by its document."""
    said = facts.act[Known.CORRECTIONS.code]
    why = next((each for each in CorrectedFor if each.value == said.get("for")), None)
    if why in _ON_MATERIAL:
        relied_on = {each.get("ref") for each in facts.known.get(Known.MATERIAL.code) or ()}
        if said.get("ref") in relied_on:
            return None
        return Words(
            "“{ref}”不是本次考核所依据的材料；所依据的有：{known}",
            "the assessment did not rest on “{ref}”; it rests on: {known}",
            ref=said.get("ref") or "—",
            known="、".join(sorted(str(each) for each in relied_on)) or "—",
        )
    if said.get("document") or said.get("ref"):
        return None
    return Words("写明据以更正的文号或者事项", "name the document or the matter that the correction rests on")


@guard("恢复事项没有写明", "what is restored is not stated", JUDGES[65])
def nothing_restored(_: Actor, facts: Facts) -> Words | None:
    changed = facts.act.get(Known.RESULT_AFTER.code) != facts.known.get(Known.RESULT.code)
    if not changed or str(facts.act.get(Known.RESTORED.code) or "").strip():
        return None
    return Words(
        "变更等次的，写明奖金、工资档次、晋升年限等如何恢复、补发",
        "where the grade changes say how bonus, pay step and years of promotion are restored",
    )


@guard("不是立案未结的不定等次", "not ungraded for an open case", ASSESSED["立案未结"])
def not_ungraded_for_a_case(_: Actor, facts: Facts) -> Words | None:
    ungraded = facts.known.get(Known.RESULT.code) == AssessmentResult.NOT_GRADED.value
    if ungraded and facts.known.get(Known.NO_GRADE.code) == NoGradeGround.INQUIRY.value:
        return None
    return Words(
        "只有因立案未结而不定等次的，结案后补定",
        "only who got no grade for an open case is graded once it has ended",
    )


@guard("结案给予了处分", "the case ended with a sanction", ASSESSED["立案未结"])
def sanctioned_after_all(_: Actor, facts: Facts) -> Words | None:
    if facts.act[Known.CASE_ENDED.code].get("sanctioned") is False:
        return None
    return Words(
        "结案给予处分的，不补定等次；处分的影响按处分期间办理",
        "where the case ended with a sanction no grade is given later: the period of the sanction governs",
    )
