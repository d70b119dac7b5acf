"""Work under observation (留痕办理): done as a flow run where Prefect is there, and all the same where it is not.

No outage of the observer ever stops a time limit of the law. What was done, and whether it was seen, comes back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Generic, TypeVar

from config.settings import Settings
from flows.office import Office
from flows.prefect_home import without_heartbeat
from rules.labels import Words

T = TypeVar("T")

TAG = "案件质量评查"
"""The tag of every flow run of ours."""
UNAVAILABLE = Words("Prefect 不可用，已直接办理", "Prefect is not available; done without it")
NOT_RECORDED = Words(
    "已办理；Prefect 中途中断，留痕不全", "done; Prefect broke off, and its record is incomplete"
)

REST = 600.0
"""Seconds for which Prefect is left alone after an outage, so that nobody waits for it at every tick."""
_quiet_until = [0.0]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What the work came to; `unseen` says why Prefect has no whole record of it, if so."""

    result: T
    unseen: Words | None = None


@dataclass(slots=True)
class _Hand:
    """The office somebody handed over to the flows of this thread, and what their work came to."""

    office: Office
    kept: list[Any] = field(default_factory=list)


_hand: ContextVar[_Hand | None] = ContextVar("hand", default=None)


@contextmanager
def office_in_use() -> Iterator[Office]:
    """The office that a flow or a task works in.

    A flow's parameters are a season and a time, because Prefect stores and shows them; the office is not among
    them. Whoever runs a flow in his own process hands his office over (`observed` does); a run that a worker
    starts opens the office that the settings describe, and closes it at the end.
    """
    hand = _hand.get()
    if hand is not None:
        yield hand.office
        return
    office = Office.of(Settings())
    try:
        with _working_in(office):
            yield office
    finally:
        office.store.close()


def done(result: T) -> T:
    """Put down what a flow's work came to, before Prefect hears of it and may fail."""
    hand = _hand.get()
    if hand is not None:
        hand.kept.append(result)
    return result


def observed(
    flow: str, directly: Callable[[], T], office: Office, *, tags: Sequence[str] = (), **parameters: Any
) -> Outcome[T]:
    """Run a flow, named by its module path, in this process; without Prefect, do the same work `directly`.

    Raises:
        what the work itself raises; nothing that Prefect does.
    """
    if time.monotonic() < _quiet_until[0]:
        return Outcome(directly(), UNAVAILABLE)
    code = None
    with _working_in(office) as hand:
        try:
            run = found(flow)
            code = run.fn.__code__
            from prefect import tags as tagged

            with without_heartbeat(), tagged(TAG, *tags):
                return Outcome(run(**parameters))
        except Exception as trouble:
            if _of_the_work(trouble, code):
                raise
            _quiet_until[0] = time.monotonic() + REST
            if hand.kept:
                return Outcome(hand.kept[-1], NOT_RECORDED)
    return Outcome(directly(), UNAVAILABLE)


def found(flow: str) -> Any:
    """The flow of that module path, ``flows.deadlines.morning_run``."""
    module, _, name = flow.rpartition(".")
    return getattr(import_module(module), name)


def _of_the_work(trouble: Exception, code: Any) -> bool:
    """Whether an error came out of the flow's own body, and not from Prefect around or below it."""
    if type(trouble).__module__.partition(".")[0] in ("prefect", "httpx"):
        return False
    frame = trouble.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code is code:
            return True
        frame = frame.tb_next
    return False


@contextmanager
def _working_in(office: Office) -> Iterator[_Hand]:
    hand = _Hand(office)
    before = _hand.set(hand)
    try:
        yield hand
    finally:
        _hand.reset(before)
