"""The first sentence of each rung of a ladder above 催办, and of an alarm that nobody has seen to (逐级催办的措辞)."""

from __future__ import annotations

from rules.labels import Words
from rules.notices import NoticeKind

OF_RUNGS = {
    NoticeKind.TALK: Words(
        "您好。下列事项逾期未办，依逐级催办的规定进行约谈。请责任人说明原因和办结日期。",
        "The matter below is late, and the delay is to be talked about. Please say why it is late and when it will be done.",
    ),
    NoticeKind.TOLD_PRESIDENT: Words(
        "您好。下列事项经催办仍未办理，现报告院长，并告知责任人。",
        "The matter below was urged and is still not done. The president is told, and so is who is responsible.",
    ),
    NoticeKind.REPORTED_UP: Words(
        "您好。下列事项经逐级催办仍未办理，现予上报，并告知责任人。",
        "The matter below went up its ladder and is still not done. It is reported upwards, and who is responsible is told.",
    ),
    NoticeKind.ALARM_UNANSWERED: Words(
        "您好。下列警示报告以后仍未处理，请办理；已经以其他方式处理的，请签收并说明。",
        "The alarm below was raised and nobody has seen to it. If it was dealt with in another way, acknowledge it and say so.",
    ),
}
OF_LIMITS = (
    NoticeKind.DUE_SOON,
    NoticeKind.OVERDUE,
    NoticeKind.TALK,
    NoticeKind.TOLD_PRESIDENT,
    NoticeKind.REPORTED_UP,
)
"""Kinds whose headline says the limit and its day."""
