"""What every door must do with whatever is put before it: take it, or refuse it in a sentence, and in time."""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rules.errors import AccountabilityError, FaultyInput

TRIED: Counter[str] = Counter()
"""How many things were put before each door, and how many of them it refused (…, refused)."""
_SENTENCE = re.compile(r"[\u4e00-\u9fff]")
_CODE = re.compile(r"Traceback|<class '|object at 0x|\bErrno\b")


class Hung(AssertionError):
    """It took longer than a person waits."""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Stop what hangs. Only the main thread can be stopped so; tests run there."""

    def stop(*_: Any) -> None:
        raise Hung(f"after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def put_before(door: str, reading: Callable[[], Any], seconds: float = 20) -> Any:
    """What the door makes of it; a refusal is looked at and returned. Anything else that is raised is a defect."""
    TRIED[door] += 1
    try:
        with in_time(seconds):
            return reading()
    except AccountabilityError as refusal:
        TRIED[f"{door}, refused"] += 1
        look_at(refusal)
        return refusal


def look_at(refusal: AccountabilityError) -> None:
    """A refusal is a sentence in each language; a faulty file says of each fault where, what and what to do."""
    for language in ("zh", "en"):
        said = refusal.to(language)
        assert said.strip()
        assert not _CODE.search(said), f"no sentence for people: {said[:300]}"
    assert _SENTENCE.search(refusal.to("zh"))
    for fault in refusal.faults if isinstance(refusal, FaultyInput) else ():
        for part in (fault.where, fault.what, fault.mend):
            assert part.to("zh").strip(), f"a fault that does not say everything: {fault}"
            assert part.to("en").strip(), f"a fault that does not say everything: {fault}"
