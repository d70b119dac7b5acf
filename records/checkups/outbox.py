"""Check-ups of the outbox (待送通知): nothing is left lying, held for ever, given up or addressed to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from records.checkups.checkup import Checkup, Level, Surroundings
from records.held_messages import HeldMessage
from records.notices import Notice, Sending
from rules.labels import Words

_WAITING = col(Notice.state) == Sending.WAITING.value
_NAMED = select(col(Notice.proceeding)).order_by(col(Notice.id))


class NoticesAreSent(Checkup):
    """到时的通知都送过."""

    code = "notice_unsent"
    words = Words("到时的通知都已送出或者试送", "every notice that is due was sent or tried")
    mend = Words(
        "送达没有在运行：请启动 zelian serve，或者运行 zelian notices deliver",
        "delivery is not running: start zelian serve, or run zelian notices deliver",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        since = here.ago("checkup.notice_minutes")
        free = col(Notice.leased_until).is_(None)
        yield from here.column(_NAMED.where(_WAITING, free, col(Notice.next_at) <= since))


class HeldMessagesGoOut(Checkup):
    """待时送出的到时都已送出."""

    code = "message_held"
    words = Words(
        "待时送出的，到时都已送出或者试送", "what waited for its hour went out, or was tried, when it came"
    )
    mend = Words(
        "送达没有在运行：请启动 zelian serve，或者运行 zelian notices deliver",
        "delivery is not running: start zelian serve, or run zelian notices deliver",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        late = (
            select(col(Notice.proceeding))
            .join(HeldMessage, col(HeldMessage.notice_id) == col(Notice.id))
            .where(col(HeldMessage.next_at) <= here.ago("checkup.notice_minutes"))
            .order_by(col(Notice.id))
        )
        yield from here.column(late)


class NoLeaseIsStuck(Checkup):
    """没有被长久占用的通知."""

    code = "notice_stuck"
    words = Words("没有被中断的送达占住的通知", "no notice is held by a delivery that broke off")
    mend = Words(
        "下一轮送达会接手；占用时间在将来的，请核对本机时钟",
        "the next round takes it over; where the lease lies in the future, check the clock of this machine",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        longest = timedelta(minutes=2 * int(here.rules["notices.lease_minutes"]))
        lease = col(Notice.leased_until)
        left = lease < here.ago("checkup.notice_minutes")
        yield from here.column(_NAMED.where(_WAITING, (lease > here.now + longest) | left))


class EveryNoticeHasAReader(Checkup):
    """每件通知都有人可以通知."""

    code = "notice_nobody"
    level = Level.WARN
    words = Words("每件通知都有人可以通知", "there is somebody for every notice")
    mend = Words(
        "请登记任职或者改正人员代码：zelian people import；查看 zelian notices list --state 无人可通知",
        "enrol the office-holder: zelian people import; see zelian notices list --state nobody",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        yield from here.column(_NAMED.where(col(Notice.state) == Sending.NOBODY.value))


class NoNoticeFailed(Checkup):
    """没有送达失败的通知."""

    code = "notice_failed"
    level = Level.WARN
    words = Words("没有送达失败的通知", "no notice was given up")
    mend = Words(
        "请核对地址并以其他方式告知：zelian notices list --state 送达失败",
        "check the address, and tell them in another way: zelian notices list --state failed",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        yield from here.column(_NAMED.where(col(Notice.state) == Sending.FAILED.value))


OUTBOX: tuple[Checkup, ...] = (
    NoticesAreSent(),
    HeldMessagesGoOut(),
    NoLeaseIsStuck(),
    EveryNoticeHasAReader(),
    NoNoticeFailed(),
)
