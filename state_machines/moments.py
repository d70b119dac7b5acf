"""A moment that people write (时间): a day with a time, in Beijing unless it says otherwise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rules.clock_steps import day_words
from rules.clocks import BEIJING
from rules.labels import Words
from rules.written_days import written_time
from state_machines.steps import Fact, Facts


def moment_of(text: object) -> datetime | None:
    """The instant that is meant; a time without a zone is Beijing time. None: it is no day with a time."""
    found = written_time(text)
    if found is None or len(str(text).strip()) <= len("2021-10-12"):
        return None
    return found if found.tzinfo else found.replace(tzinfo=BEIJING)


def still_to_come(facts: Facts, fact: Fact) -> bool:
    """Whether the time on record for something (a hearing, a meeting) has not come; without one nothing is awaited."""
    when = moment_of(facts.known.get(fact.code))
    return when is not None and facts.at < when


def told(text: Any) -> Words:
    """``2021年11月8日 09:30``; a time that cannot be read stands as it was written."""
    when = moment_of(text)
    if when is None:
        return Words("{text}", "{text}", text=text)
    return Words(
        "{day} {hour}", "{day}, {hour} Beijing time", day=day_words(when.date()), hour=f"{when:%H:%M}"
    )
