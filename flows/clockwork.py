"""What is done on time without anybody asking (例行办理): time limits, seasons and notices, looked at every minute.

The outbox is looked into every two seconds besides, so that whoever is to be told is told within seconds of the act.
Each is asked first, by one cheap query, whether there is anything to do; only then a flow run is made, so that an
idle system leaves nothing in Prefect's database. Schedules do the same work; this loop is the guarantee.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event, Thread
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlmodel import col

from flows import (
    delivery,
    discipline,
    due,
    handovers,
    interference_papers,
    interference_reports,
    papers_after_acts,
    progress,
    protection,
    sealing,
    undoing_progress,
)
from flows.daily_page import delivery_words, morning_words
from flows.observed import Outcome, observed
from flows.office import Office
from flows.season_page import quarter, tick_words
from flows.standing import movable
from records.ledger import LedgerEntry
from records.proceedings import GROUP, Proceeding
from rules.clocks import BEIJING
from rules.errors import AccountabilityError, StillBeingWritten
from rules.labels import Words
from rules.outages import of_the_disk

T = TypeVar("T")

EVERY = 60.0
"""Seconds between two rounds."""
AT_ONCE = 2.0
"""Seconds between two looks into the outbox: what an act tells goes out so soon, from whatever desk and machine it comes."""
LOOK_AGAIN = timedelta(hours=1)
"""A season in which nothing has moved is looked at again after this: reviewers may have been enrolled since."""
BROKEN_OFF = Words("例行办理中断，一分钟后再试", "the routine broke off; it is tried again in a minute")
_NEWEST = select(col(LedgerEntry.chain)).order_by(col(LedgerEntry.id).desc()).limit(GROUP)
LAST_ACTS = select(func.max(col(Proceeding.changed_at))).where(col(Proceeding.ref).in_(_NEWEST))
"""When the proceedings of the last entries of the ledger were last acted on."""
NOTHING = Words("没有到期、可推进或者待送达的事项", "nothing is due, nothing to go forward, nothing to send")


@dataclass
class Clockwork:
    """The office's routine. It remembers which seasons it has looked at since anything moved in them."""

    office: Office
    with_prefect: bool = True
    _seen: dict[str, tuple[object, datetime]] = field(default_factory=dict)
    _watch: handovers.Watch = field(default_factory=handovers.Watch)
    _alarms: protection.Watch = field(default_factory=protection.Watch)
    _undoing: undoing_progress.Watch = field(default_factory=undoing_progress.Watch)

    def go_round(self, now: datetime, season: str | None = None) -> Iterator[Words]:
        """Do whatever there is to do, once; one sentence for each thing done. `season`: of the seasons, only that."""
        office = self.office
        if (behind := clock_behind(office, now)) is not None:
            yield behind
        if due.anything_due(office, now):
            morning = self._do("flows.deadlines.morning_run", partial(due.morning, office, now), now=now)
            if morning.result != due.Morning():
                yield _said(Words("期限", "Time limits"), morning_words(morning.result), morning)
        yield from discipline.go_on(office, now)
        yield from protection.go_on(office, now, self._alarms)
        yield from interference_reports.go_on(office, now)
        yield from handovers.go_on(office, now, self._watch)
        yield from undoing_progress.go_on(office, now, self._undoing)
        if office.papers_after_acts:
            yield from papers_after_acts.write_due(office, now)
            yield from interference_papers.write_due(office, now)
        for label in self._to_move(now) if season is None else [season]:
            tick = self._do(
                "flows.quality_review.season_run",
                partial(progress.tick, office, label, now=now),
                season=label,
                now=now,
            )
            yield _said(quarter(label), tick_words(tick.result), tick)
        if delivery.anything_to_send(office, now):
            sent = self._do("flows.notices.delivery_run", partial(delivery.deliver_due, office, now), now=now)
            yield _said(Words("送达", "Notices"), delivery_words(sent.result), sent)
        yield from self._seal(now)

    def send_at_once(self, now: datetime) -> Iterator[Words]:
        """Send what waits, between two rounds. Without a flow run: the record of deliveries has it, and acts are many."""
        if delivery.anything_to_send(self.office, now):
            sent = delivery.deliver_due(self.office, now)
            yield Words("送达：{how}", "Notices: {how}", how=delivery_words(sent))

    def _seal(self, now: datetime) -> Iterator[Words]:
        """Seal the ledger: last, so that it covers what this round did and holds up nothing that has a time limit."""
        try:
            done = sealing.seal(self.office, now)
        except StillBeingWritten as later:
            yield Words("封存：{how}", "Seal: {how}", how=later.words)
            return
        if done is not None:
            yield Words("封存：{how}", "Seal: {how}", how=sealing.seal_words(done))

    def _to_move(self, now: datetime) -> Iterator[str]:
        for label, mark in movable(self.office).items():
            seen = self._seen.get(label)
            # Not `less than an hour ago` alone: after a clock that went back, that would be true for as long again.
            if seen is None or seen[0] != mark or not timedelta() <= now - seen[1] < LOOK_AGAIN:
                # The mark is from before the tick, so that what somebody does meanwhile is not passed over.
                self._seen[label] = (mark, now)
                yield label

    def _do(self, flow: str, directly: Callable[[], T], **parameters: Any) -> Outcome[T]:
        if not self.with_prefect:
            return Outcome(directly())
        tags = [parameters["season"]] if "season" in parameters else []
        return observed(flow, directly, self.office, tags=tags, **parameters)


@contextmanager
def running(clockwork: Clockwork, say: Callable[[Words], None], every: float = EVERY) -> Iterator[None]:
    """Go round in a thread for as long as the block lasts; a round that has begun is finished."""
    stop = Event()
    thread = Thread(target=_go_on, args=(clockwork, say, stop, every), name="clockwork")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _go_on(clockwork: Clockwork, say: Callable[[Words], None], stop: Event, every: float) -> None:
    while not stop.is_set():
        whole = _in_words(clockwork.go_round, say)
        until = time.monotonic() + every
        # After a round that broke off nothing is tried before the next one: whatever is wrong is said once a minute.
        while whole and not stop.wait(min(AT_ONCE, max(0.0, until - time.monotonic()))):
            if time.monotonic() >= until:
                break
            whole = _in_words(clockwork.send_at_once, say)
        stop.wait(max(0.0, until - time.monotonic()))


def _in_words(work: Callable[[datetime], Iterator[Words]], say: Callable[[Words], None]) -> bool:
    """Do some of the routine and say what was done, or what is wrong; whether it was done whole."""
    try:
        for words in work(datetime.now(UTC)):
            say(words)
    except AccountabilityError as error:
        say(error.words)
    except OSError as error:
        if (sentence := of_the_disk(error)) is None:
            logging.getLogger(__name__).exception("例行办理中断")
        say(sentence.words if sentence else BROKEN_OFF)
    except Exception:
        # Whatever is wrong now (a database that is away) must not end the routine: it is tried again next minute.
        logging.getLogger(__name__).exception("例行办理中断")
        say(BROKEN_OFF)
    else:
        return True
    return False


def clock_behind(office: Office, now: datetime) -> Words | None:
    """What to say where this machine's clock stands before the last acts on file: one of the two was wrong.

    The last `GROUP` entries of the ledger are looked at: of all proceedings there is no list by hour, and to keep one
    would make every act dearer.
    """
    with office.store.read() as session:
        last = session.execute(LAST_ACTS).scalar()
    if last is None or last <= now:
        return None
    return Words(
        "本机时钟（{now}）早于最近一次办理（{last}）：请核对时钟。期限照常按本机时钟计算",
        "this machine's clock ({now}) stands before the last act on file ({last}): check it. Time limits go by the clock "
        "all the same",
        now=_shown(now),
        last=_shown(last),
    )


def _shown(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _said(what: Words, how: Words, outcome: Outcome[Any]) -> Words:
    if outcome.unseen is None:
        return Words("{what}：{how}", "{what}: {how}", what=what, how=how)
    return Words("{what}：{how}（{why}）", "{what}: {how} ({why})", what=what, how=how, why=outcome.unseen)
