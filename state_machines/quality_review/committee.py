"""Why a committee may not decide, or a reversal not be disputed (委员会、改判争议). Each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.quality_review.clocks import for_the_adjudication_committee
from state_machines.quality_review.judge import worse
from state_machines.quality_review.readers import bench
from state_machines.quality_review.terms import Known
from state_machines.steps import Facts, guard

LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
ORGANIC = law("court_organic_law")
RECUSAL = law("recusal_2011")


@guard("应由审判委员会决定", "for the adjudication committee", LOCAL["审委会"])
def for_the_court_committee(_: Actor, facts: Facts) -> Words | None:
    if not for_the_adjudication_committee(facts, facts.rules):
        return None
    if facts.get(Known.GRADE.code) == "unqualified":
        return Words(
            "不合格等次应当由审判委员会讨论决定", "不合格 is for the adjudication committee to decide"
        )
    return Words(
        "改判、发回案件的等次应当由审判委员会讨论决定",
        "a reversed case is for the adjudication committee to decide",
    )


@guard("无须提交审判委员会", "not for the adjudication committee", LOCAL["评委会"])
def not_for_the_court_committee(_: Actor, facts: Facts) -> Words | None:
    if for_the_adjudication_committee(facts, facts.rules):
        return None
    return Words("该案由评查委员会确认即可", "the review committee confirms this case")


def _count(value: Any) -> int | None:
    """A number of people, given as such or as the list of their codes."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return len(set(value)) if isinstance(value, list) else None


def _named(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else ()


@guard("出席委员应当回避", "a member present must step aside", RECUSAL[3])
def member_sat_on_the_case(_: Actor, facts: Facts) -> Words | None:
    """Seen where the record names members; where it only counts them, it answers for itself."""
    record = facts.act.get(Known.ATTENDANCE.code) or {}
    aside = set(_named(record.get("stepped_aside")))
    sat = sorted(code for code in _named(record.get("present")) if code in bench(facts) or code in aside)
    if not sat:
        return None
    return Words(
        "{name}曾参与该案审理或者已经回避，不得参加讨论，不计入出席",
        "{name} sat on the case or stepped aside: neither takes part nor counts as present",
        name=Words("、".join(sat), ", ".join(sat)),
    )


@guard("出席人数不足", "no quorum", ORGANIC[38])
def no_quorum(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.ADJUDICATION_COMMITTEE:
        return None  # The law lays down no quorum for the review committee.
    record = facts.act.get(Known.ATTENDANCE.code) or {}
    members, present, aside = (_count(record.get(part)) for part in ("members", "present", "stepped_aside"))
    if members is None or present is None:
        return Words(
            "出席情况应当写明组成人员人数和出席人数", "state the number of members and of those present"
        )
    share, off = float(facts.rules["quality_review.quorum_share"]), aside or 0
    base = members - off if facts.rules.get("quality_review.quorum_base") == "without_recused" else members
    if base > 0 and members - off >= present > base * share:
        return None
    if not off:
        return Words(
            "审判委员会{members}人，出席{present}人，未过半数",
            "{present} of {members} members present: no quorum",
            members=members,
            present=present,
        )
    return Words(
        "审判委员会{members}人，回避{off}人，应计{base}人，出席{present}人，未过半数",
        "of {members} members {off} stepped aside; {present} of {base} that count are present: no quorum",
        members=members,
        off=off,
        base=base,
        present=present,
    )


@guard("未听取承办法官意见", "the judge was not heard", LOCAL["审委会"])
def judge_not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.JUDGE_STATEMENT.code):
        return None
    return Words("作出决定前应当听取承办法官的意见", "the judge must be heard before the decision")


@guard("未听取庭长意见", "the division chief was not heard", LOCAL["审委会"])
def chief_not_heard(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.CHIEF_STATEMENT.code):
        return None
    return Words(
        "作出决定前应当听取庭长的意见；未到会的，写明已经通知",
        "the division chief must be heard before the decision; if absent, say that they were told",
    )


@guard("未被改判或者发回", "not reversed", OTHERS["临沂"])
def not_reversed(_: Actor, facts: Facts) -> Words | None:
    if facts.get(Known.REVERSED.code):
        return None
    return Words("该案未被改判或者发回", "the case was not reversed or remanded")


@guard("改判争议已经答复", "the dispute was answered", OTHERS["临沂"])
def disputed_already(_: Actor, facts: Facts) -> Words | None:
    if Known.DISPUTE_ACCEPTED.code not in facts.known:
        return None
    return Words(
        "上级法院已经答复，对同一改判发回不再层报",
        "the higher court has answered: the same reversal is not disputed again",
    )


@guard("采纳争议而未写明如何纠正", "accepted without the way to correct it", OTHERS["临沂"])
def accepted_without_a_way(_: Actor, facts: Facts) -> Words | None:
    if not facts.act[Known.DISPUTE_ACCEPTED.code] or facts.act.get(Known.SUPERVISION_HINT.code):
        return None
    return Words(
        "采纳不同意见的，应当写明依审判监督程序处理的提示；评查不改变生效裁判",
        "a dispute that is accepted says how trial supervision goes on; a review changes no judgment",
    )


@guard("争议已被采纳仍降低等次", "the grade falls though the dispute was accepted", LOCAL["上报"])
def worse_though_accepted(_: Actor, facts: Facts) -> Words | None:
    if not facts.known.get(Known.DISPUTE_ACCEPTED.code) or not worse(facts):
        return None
    return Words(
        "上级法院已经采纳对改判发回的不同意见，不得以改判发回降低等次",
        "the higher court accepted the dispute: the reversal does not lower the grade",
    )
