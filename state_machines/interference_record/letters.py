"""What the letters about interference quote, and what they advise (通知的内容). None quotes who recorded."""

from __future__ import annotations

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.interference_record.terms import Act, By, Circle, Known, Wrong
from state_machines.letters import Letters
from state_machines.steps import Fact

_ABOUT = (Known.CASE_NO, Known.BY)

QUOTES: dict[Labelled, tuple[Fact, ...]] = {
    Act.REPORT_UP: (*_ABOUT, Known.PERIOD, Known.CONTENT),
    Act.REPORT_INSIDE: (*_ABOUT, Known.PERIOD, Known.CONTENT),
    Act.REPORT_UP_AT_ONCE: (*_ABOUT, Known.CONTENT),
    Act.REPORT_INSIDE_AT_ONCE: (*_ABOUT, Known.CONTENT),
    Act.FIND_ON_DUTY: (Known.REASONS,),
    Act.FIND_IMPROPER: (Known.WRONG, Known.CHECKED),
    Act.PUBLISH: (Known.CIRCLE,),
    Act.REFER: (Known.REFERRED_TO,),
    Act.CLOSE: (Known.RESULT,),
}

# fmt: off
ADVICE: dict[Labelled, Words] = {
    Act.RECORD: Words("在期限内如实、全面记录，留存材料；记录受法律和组织保护", "record in time, truthfully and in full, and keep the material; recording is protected"),
    Act.ADD: Words("可以补充，已经记录的不能修改", "you may add; what was recorded is not changed"),
    Act.MARK_AFFECTED: Words("案件办理受到影响的，随时记录，由此立即报告", "record at any time that the case is affected; it is then reported at once"),
    Act.REPORT_UP: Words("报告期满后在期限内汇总，报党委政法委和上级法院", "sum up in time after the period, for the political and legal affairs committee and the higher court"),
    Act.REPORT_INSIDE: Words("报告期满后在期限内汇总报告本院", "sum up in time after the period, for the court"),
    Act.REPORT_UP_AT_ONCE: Words("立即报告党委政法委和上级法院", "report to the political and legal affairs committee and the higher court at once"),
    Act.REPORT_INSIDE_AT_ONCE: Words("立即报告本院", "report to the court at once"),
    Act.FIND_ON_DUTY: Words("核实后属于依职权、按程序的，认定为正常履职", "find it to be duty where it was within power and procedure"),
    Act.FIND_IMPROPER: Words("核实后属于违规的，认定情形", "say what made it improper where it was"),
    Act.PUBLISH: Words("违法干预的，经批准通报；不得显示记录人", "publish unlawful interference upon approval, without showing who recorded"),
    Act.REFER: Words("违纪违法的，移送有权机关", "refer breaches of discipline and law"),
    Act.CLOSE: Words("处理完毕的，登记结果后办结", "record the result and close"),
}
# fmt: on
"""How each act is done, for who may do it."""

LETTERS = Letters(
    QUOTES,
    ADVICE,
    labels={Known.BY.code: By, Known.WRONG.code: Wrong, Known.CIRCLE.code: Circle},
    known_as=Words("履职保护事项", "matter of protection"),
    desk=Role.INSPECTION,
)
