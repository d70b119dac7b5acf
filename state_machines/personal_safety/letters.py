"""What the letters of personal safety quote, and what they advise (通知的内容)."""

from __future__ import annotations

from typing import Any

from rules.danger import DangerGrade, SafetyMeasure
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.letters import Letters
from state_machines.moments import told
from state_machines.personal_safety.terms import Act, Known, Risk, State
from state_machines.steps import Fact

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    State.REPORTED: (Known.JUDGE, Known.THREAT),
    Act.REPORT_MORE: (Known.MORE,),
    Act.ACT_AT_ONCE: (Known.URGENT,),
    Act.GRADE: (Known.GRADE, Known.RESPOND_BY, Known.THREAT, Known.HOME, Known.FAMILY),
    Act.DISMISS: (Known.REASONS,),
    Act.TAKE: (Known.GRADE, Known.MEASURES, Known.RESPONSE),
    Act.CHANGE_MEASURES: (Known.MEASURES,),
    Act.REVIEW: (Known.RISK, Known.BASIS),
    Act.GO_ON: (Known.GRADE, Known.REASONS),
    Act.LIFT: (Known.REASONS,),
    Act.REFER_CRIME: (Known.REFERRED_TO,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.GRADE: Words("在期限内评估险情、确定等级；情况紧急的，先采取措施", "grade the danger in time; where it cannot wait, measures come first"),
    Act.DISMISS: Words("没有险情的，说明理由并告知本人", "say so with reasons where there is none"),
    Act.TAKE: Words("在响应时限（小时）内采取不低于该等级的措施", "take at least the measures of the grade within its hours"),
    Act.REVIEW: Words("在期限内复查险情，听取本人意见", "look again in time, and hear the judge"),
    Act.GO_ON: Words("险情仍在的，继续保护，必要时调整等级", "go on where the danger remains, with another grade if need be"),
    Act.LIFT: Words("险情消除的，解除并告知本人", "lift it where the danger is gone, and tell the judge"),
    Act.REPORT_MORE: Words("随时可以补充报告新的险情", "you may report more at any time"),
}
# fmt: on
"""How each act is done, for who may do it."""


def _measures(codes: Any) -> Words:
    known = [each for each in SafetyMeasure if each.value in codes]
    return Words("、".join(each.zh for each in known), ", ".join(each.en for each in known))


def _response(record: Any) -> Words:
    return Words(
        "定级后{hours}小时到位，{how}",
        "{hours} hours after the grading, {how}",
        hours=record["hours"],
        how=Words("未超时", "in time") if record["in_time"] else Words("超过响应时限", "too late"),
    )


def _family(records: Any) -> Words:
    said = "；".join(" ".join(str(value) for value in each.values()) for each in records)
    return Words("{said}", "{said}", said=said)


LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.GRADE.code: DangerGrade, Known.RISK.code: Risk},
    forms={
        Known.MEASURES.code: _measures,
        Known.URGENT.code: _measures,
        Known.RESPOND_BY.code: told,
        Known.RESPONSE.code: _response,
        Known.FAMILY.code: _family,
    },
    desk=Role.DUTY_PROTECTION,
)
