"""对法官处理错误 (wrong handling of a judge): whether an act had its ground, its procedure and its written reasons.

法官法 11, 53, 65；保护规定 4, 5；法发〔2017〕4号. What comes of it follows from three answers, and is never typed.
"""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.law import cite
from rules.reasons import Reason
from rules.retaliation import AdverseAct

TRANSFER_ITEMS = frozenset("12345")
"""法官法 53 has five items (各项): a judge is moved off the bench in these situations only."""


class Restoration(Labelled):
    """What is to be made good (恢复事项)."""

    POST = "post", "恢复职务", "the post"
    NAME = "name", "恢复名誉", "the name"
    EFFECTS = "effects", "消除影响", "the effects removed"
    APOLOGY = "apology", "赔礼道歉", "an apology"
    PAY = "pay", "补发工资福利", "pay and benefits"
    DAMAGES = "damages", "赔偿损失", "damages"


class Relation(Labelled):
    """Who asks for protection (申请人与法官的关系)."""

    SELF = "self", "本人", "the judge"
    NEAR_RELATIVE = "near_relative", "近亲属", "a near relative"
    COLLEAGUE = "colleague", "同事", "a colleague"
    COMMITTEE = "committee", "权益保障委员会依职权", "the committee of its own motion"


AFTER_DEATH = frozenset({Restoration.NAME.value, Restoration.EFFECTS.value, Restoration.APOLOGY.value, Restoration.PAY.value, Restoration.DAMAGES.value})  # fmt: skip
"""What can still be asked for when the judge has died: everything but the post."""


def wrongs(
    act: AdverseAct, item: str, *, grounded: bool, by_procedure: bool, in_writing: bool
) -> tuple[Reason, ...]:
    """Why the act was wrong, each reason with its article; none where ground, procedure and writing are there."""
    found = []
    if act is AdverseAct.TRANSFER and item not in TRANSFER_ITEMS:
        found.append(
            Reason(
                Words(
                    "调离审判岗位不属于法官法第53条所列五种情形",
                    "the transfer is none of the five situations of art. 53",
                ),
                cite("judges_law.53"),
            )
        )
    elif not grounded:
        found.append(
            Reason(
                Words("“{act}”没有法定事由", "“{act}” had no ground in law", act=act),
                cite("judges_law.11"),
            )
        )
    if not by_procedure:
        found.append(
            Reason(
                Words("“{act}”没有经过法定程序", "“{act}” did not follow the procedure of law", act=act),
                cite("protection_of_duty_2016.4"),
            )
        )
    if not in_writing:
        found.append(
            Reason(
                Words(
                    "“{act}”没有书面作出并说明理由和依据",
                    "“{act}” was not in writing with reasons and basis",
                    act=act,
                ),
                cite("protection_of_judges_2017.书面理由"),
            )
        )
    return tuple(found)


def may_not_ask(relation: Relation, *, dead: bool, asked: frozenset[str]) -> Reason | None:
    """Why that person may not ask for this; None where they may (design; 民法典 994 for the dead)."""
    if not dead:
        return None
    if relation is not Relation.NEAR_RELATIVE:
        return Reason(
            Words("法官已经死亡的，由近亲属提出", "for a judge who has died near relatives apply"),
            cite("civil_code.994"),
        )
    if asked - AFTER_DEATH:
        return Reason(
            Words("法官已经死亡，不能请求恢复职务", "the judge has died: the post cannot be asked for"),
            cite("local_protection.申请人"),
        )
    return None
