"""Alerts (警示): something that should have happened and did not, by what rungs it is told of, and how it ends."""

from __future__ import annotations

from rules.labels import Labelled
from rules.notices import NoticeContent, NoticeKind


class Rung(Labelled):
    """One rung of a ladder of escalation (逐级催办), in rising order."""

    REMIND = "remind", "提醒", "reminder"
    URGE = "urge", "催办", "urging"
    TALK = "talk", "约谈", "talk"
    CIRCULATE = "circulate", "通报", "told to the president"
    REPORT = "report", "上报", "reported upwards"

    @property
    def height(self) -> int:
        return list(Rung).index(self)


class AlertKind(Labelled):
    """What an alert is about (警示种类)."""

    LATE = "late", "期限", "time limit"
    NOBODY = "nobody", "无人可通知", "nobody to notify"
    UNDELIVERED = "undelivered", "送达失败", "delivery failed"
    PAPER = "paper", "文书未能制作", "paper not written"
    CHECKUP = "checkup", "巡检异常", "check-up"


class AlertState(Labelled):
    """Where an alert stands (警示状态). All but the first are ends, and each says how it ended."""

    OPEN = "open", "处理中", "open"
    DONE = "done", "已办", "done"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    REPORTED = "reported", "已上报", "reported to the top"


class Fired(Labelled):
    """What became of a rung (触发情况)."""

    FIRED = "fired", "已发出", "sent"
    PASSED_OVER = "passed_over", "略过", "passed over"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class Progress(Labelled):
    """How far a message came by one channel (送达进度)."""

    QUEUED = "queued", "待送", "queued"
    SENT = "sent", "已发出", "sent"
    ACCEPTED = "accepted", "对方已接收", "accepted"
    FAILED = "failed", "失败", "failed"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    READ = "read", "已阅", "read"
    ACKNOWLEDGED = "acknowledged", "已签收", "acknowledged"


KIND_OF_RUNG = {
    Rung.REMIND: NoticeKind.DUE_SOON,
    Rung.URGE: NoticeKind.OVERDUE,
    Rung.TALK: NoticeKind.TALK,
    Rung.CIRCULATE: NoticeKind.TOLD_PRESIDENT,
    Rung.REPORT: NoticeKind.REPORTED_UP,
}
"""As what kind of notice a rung of a time limit is told."""
ALARMING = {
    NoticeKind.NOBODY_TO_NOTIFY: AlertKind.NOBODY,
    NoticeKind.DELIVERY_FAILED: AlertKind.UNDELIVERED,
    NoticeKind.PAPER_FAILED: AlertKind.PAPER,
    NoticeKind.CHECKUP: AlertKind.CHECKUP,
}
"""The kinds of notices that open an alert, and of what kind."""

PASSED_ON = "^"
"""Stands in the key of an alarm before the office it was passed on to: it stays the alert it was."""


def alert_key(content: NoticeContent) -> str:
    """Under what key the alert of a notice stands: what is found anew every day is one alert, not one a day."""
    kind = ALARMING[content.kind]
    if kind is AlertKind.CHECKUP:
        return f"{kind.value}:{content.key.rpartition(':')[2]}"
    if kind is AlertKind.PAPER:
        return f"{kind.value}:{content.proceeding}"
    return f"{kind.value}:{content.key.partition(PASSED_ON)[0]}"
