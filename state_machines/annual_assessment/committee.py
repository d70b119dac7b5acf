"""How the assessment committee must sit (考评委员会议定): rightly composed, in number, and without whoever is concerned.

Each guard answers why not, or None. That the judge takes no step in another office the table asks of every act by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rules.exit_performance import not_the_committee
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.annual_assessment.terms import Known, Post
from state_machines.steps import Facts, guard

LOCAL = law("local_assessment")
JUDGES = law("judges_law")
CIVIL = law("civil_servants_law")


def _sitting(facts: Facts) -> Mapping[str, Any]:
    found: Mapping[str, Any] = facts.act.get(Known.SITTING.code) or {}
    return found


def _codes(value: Any) -> list[str]:
    return [str(each) for each in value or ()]


def _of_the_president(facts: Facts) -> bool:
    return bool(facts.known.get(Known.POST.code) == Post.PRESIDENT.value)


@guard("考评委员会组成不合规定", "the committee is not rightly composed", JUDGES[39])
def wrongly_composed(_: Actor, facts: Facts) -> Words | None:
    """Five to nine, the president in the chair; in the president's own assessment he steps aside and another presides."""
    sitting = _sitting(facts)
    chairs = sitting.get("president_chairs") is True
    if _of_the_president(facts):
        if chairs:
            return Words(
                "考核院长本人的，院长应当回避，由其他委员主持",
                "in the assessment of the president he steps aside and another member presides",
            )
        chairs = True
    reason = not_the_committee(_codes(sitting.get("members")), facts.rules, president_chairs=chairs)
    return reason.words if reason else None


@guard("应当回避的委员参加议定", "a member who must step aside sat", LOCAL["回避"])
def concerned_member_sat(_: Actor, facts: Facts) -> Words | None:
    """The judge is no member of the committee on himself; who stepped aside does not sit after all."""
    sitting = _sitting(facts)
    judge = str(facts.known.get(Known.JUDGE.code) or "")
    present = _codes(sitting.get("present"))
    kept_away = {*_codes(sitting.get("aside")), judge}
    for code in present:
        if code in kept_away:
            return Words("{code}应当回避，不得参加议定", "{code} must step aside and does not sit", code=code)
    return None


@guard("出席的不是委员或者重复", "who sat is no member, or is named twice", LOCAL["出席"])
def not_a_member(_: Actor, facts: Facts) -> Words | None:
    sitting = _sitting(facts)
    present, members = _codes(sitting.get("present")), _codes(sitting.get("members"))
    strangers = [code for code in present if code not in members]
    if not strangers and len(set(present)) == len(present):
        return None
    return Words(
        "出席人员应当是委员，一人一次：{codes}",
        "those who sat are members, each named once: {codes}",
        codes="、".join(strangers or sorted({code for code in present if present.count(code) > 1})),
    )


@guard("出席人数不足", "too few sat", LOCAL["出席"])
def too_few_sat(_: Actor, facts: Facts) -> Words | None:
    """Who stepped aside stays in the number of members: nobody makes a majority by sending others out."""
    sitting = _sitting(facts)
    members, present = len(set(_codes(sitting.get("members")))), len(set(_codes(sitting.get("present"))))
    if present > members * Fraction(str(facts.rules["assessment.quorum_share"])):
        return None
    return Words(
        "考评委员会{members}人，出席{present}人，未超过规定的比例",
        "{present} of {members} members sat, which is not more than the share laid down",
        members=members,
        present=present,
    )


@guard("没有主管领导的等次建议", "the superior's proposal is missing", CIVIL[37])
def superior_unheard(_: Actor, facts: Facts) -> Words | None:
    """Only of who is no leading member of the organ; of leaders the civil-service rules go their own way."""
    leads = facts.known.get(Known.POST.code) in (Post.LEADER.value, Post.PRESIDENT.value)
    if leads or facts.known.get(Known.ADVICE.code):
        return None
    return Words(
        "非领导成员的等次，先由主管领导在听取意见后提出建议",
        "of who is no leading member the superior proposes first, after hearing others",
    )


@guard("不由这一机关审定", "not for this office to confirm", LOCAL["审定"])
def wrong_confirmer(actor: Actor, facts: Facts) -> Words | None:
    above = _of_the_president(facts)
    if actor.role is Role.PRESIDENT and above:
        return Words("院长本人的考核由上级法院审定", "of the president himself the higher court confirms it")
    if actor.role is Role.HIGHER_COURT and not above:
        return Words(
            "上级法院只审定院长本人的考核，其他由本院院长审定",
            "the higher court confirms of the president only; of the others the president does",
        )
    return None


SITS_RIGHTLY = (wrongly_composed, not_a_member, concerned_member_sat, too_few_sat)
"""Asked wherever the committee decides."""
