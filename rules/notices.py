"""What a notice says (通知), before anybody decides its words, its readers and its route.

A procedure's step, a clock or the delivery itself leaves a `NoticeContent` in the outbox. It is plain data: a
row of the outbox is `to_json()`, and `from_json()` reads it back unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from rules.labels import Labelled, Words
from rules.parameters import Rules
from rules.roles import Role

NOTHING = Words("", "")
"""An empty sentence: the notice has nothing to say on that point, and its line is left out."""
NOT_NAMED = "未登记"
"""Stands for a person the facts should name and do not: nobody is found under it, and that is an alarm."""


class NoticeKind(Labelled):
    """Why somebody is told (通知种类)."""

    STEP_TAKEN = "step_taken", "办理进展", "progress"
    DUE_SOON = "due_soon", "临期提醒", "due soon"
    OVERDUE = "overdue", "超期", "overdue"
    NOBODY_TO_NOTIFY = "nobody_to_notify", "无人可通知", "nobody to notify"
    DELIVERY_FAILED = "delivery_failed", "送达失败", "delivery failed"
    CIRCULAR = "circular", "通报", "circular"
    PAPER_FAILED = "paper_failed", "文书未能制作", "paper not written"
    CHECKUP = "checkup", "巡检异常", "check-up"
    TALK = "talk", "逾期约谈", "talk"
    TOLD_PRESIDENT = "told_president", "逾期通报", "raised"
    REPORTED_UP = "reported_up", "逾期上报", "sent up"
    ALARM_UNANSWERED = "alarm_unanswered", "警示未处理", "alarm unanswered"
    ALERT_WITHDRAWN = "alert_withdrawn", "撤回提醒", "reminder withdrawn"


ALARMS = (NoticeKind.NOBODY_TO_NOTIFY, NoticeKind.DELIVERY_FAILED, NoticeKind.ALARM_UNANSWERED)
"""An alarm that cannot be delivered raises no further alarm; it stays in the outbox for every desk to see."""


class Urgency(Labelled):
    """How fast it must reach its reader (缓急); `config/routes.yaml` chooses the channels by it."""

    ROUTINE = "routine", "一般", "routine"
    URGENT = "urgent", "紧急", "urgent"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeContent:
    """One notice: what happened in which case, what to do by when, on what authority, and who is to be told."""

    key: str
    """The idempotency key: one notice, told once by each channel, however often it is attempted."""
    kind: NoticeKind
    proceeding: str
    """The reference people use: ``评查2021Q3-0042``."""
    procedure: Words
    court: str
    audience: Role
    case_no: str = ""
    division: str = ""
    person: str = ""
    """The code of a person to be told by name; empty: whoever holds the office in that court."""
    act: Words = NOTHING
    state: Words = NOTHING
    points: tuple[tuple[Words, Words], ...] = ()
    """What the act says, point by point, each with its name: the grade, the reasons, what is to be mended."""
    due: date | None = None
    due_explained: Words = NOTHING
    provisional: bool = False
    """暂定: the day was counted in a year whose holidays are not announced yet."""
    authority: str = ""
    """The code of a citation: ``local_review.异议``."""
    what_to_do: Words = NOTHING
    ask: Words = NOTHING
    urgency: Urgency = Urgency.ROUTINE
    rung: int = 0
    """The rung of the ladder of escalation (逐级提醒); 0 is the first person told."""
    organiser: str = ""
    """The court that runs the proceeding, whose office is told when nobody can be told; empty: `court`."""
    acknowledge_by: date | None = None
    """The day by which the reader confirms having read it (签收); none: no confirmation is asked for."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: codes, ISO days, and ``{"zh": …, "en": …}`` for every sentence."""
        return {name: _plain(getattr(self, name)) for name in _FIELDS}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> NoticeContent:
        """Read a stored notice; a point that an older row did not have yet takes its default."""
        return cls(**{name: _READ[name](value) if name in _READ else value for name, value in stored.items()})


_FIELDS = tuple(field.name for field in fields(NoticeContent))


@cache
def in_both(label: Labelled) -> Words:
    """The name of an act or a state as a sentence of its own."""
    return Words(label.zh, label.en)


PRIORITIES = (URGENT, FIRST, REMINDER) = (0, 1, 2)
"""In which order notices that wait together go out."""


def priority(content: NoticeContent) -> int:
    """Its place among those that wait together: the urgent, then what is told for the first time, then reminders."""
    if content.urgency is Urgency.URGENT:
        return URGENT
    return REMINDER if content.rung or content.kind in (NoticeKind.DUE_SOON, NoticeKind.OVERDUE) else FIRST


def retry_at(rules: Rules, failures: int, failed_at: datetime) -> datetime | None:
    """When a delivery that failed ``failures`` times is tried again; None: it has failed for good."""
    waits: list[int] = rules["notices.retry_minutes"]
    return failed_at + timedelta(minutes=waits[failures - 1]) if failures <= len(waits) else None


def alarm(
    content: NoticeContent,
    kind: NoticeKind,
    reason: Words,
    *,
    to: Role = Role.TRIAL_MANAGEMENT,
    court: str = "",
) -> NoticeContent:
    """What an office is told when a notice reaches nobody, or fails for good: the trial-management office (审管办), or the
    one that runs a matter which is not for everybody.
    """
    return NoticeContent(
        key=f"{kind.value}:{content.key}",
        kind=kind,
        proceeding=content.proceeding,
        procedure=content.procedure,
        court=court or content.organiser or content.court,
        audience=to,
        case_no=content.case_no,
        act=reason,
        points=(
            (Words("应当通知", "Who was to be told"), _reader(content)),
            (Words("通知的内容", "Of what"), content.act if str(content.act) else in_both(content.kind)),
        ),
        due=content.due,
        due_explained=content.due_explained,
        provisional=content.provisional,
        authority=content.authority,
        urgency=Urgency.URGENT,
    )


def _reader(content: NoticeContent) -> Words:
    return Words(
        "{court}{role}{person}",
        "the {role} of {court}{person}",
        court=content.court,
        role=content.audience,
        person=Words("（{code}）", " ({code})", code=content.person) if content.person else "",
    )


def _plain(value: Any) -> Any:
    match value:
        case str() | bool() | int() | None:
            return value
        case Words():
            return value.both()
        case Labelled():
            return value.value
        case date():
            return value.isoformat()
        case _:
            return [[name.both(), text.both()] for name, text in value]


def _words(stored: Mapping[str, str]) -> Words:
    return Words(stored["zh"], stored["en"])


def _points(stored: Sequence[Sequence[Mapping[str, str]]]) -> tuple[tuple[Words, Words], ...]:
    return tuple((_words(name), _words(text)) for name, text in stored)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


_READ: dict[str, Callable[[Any], Any]] = {
    "kind": NoticeKind,
    "audience": Role,
    "urgency": Urgency,
    "due": _day,
    "acknowledge_by": _day,
    "procedure": _words,
    "act": _words,
    "points": _points,
    "state": _words,
    "due_explained": _words,
    "what_to_do": _words,
    "ask": _words,
}
