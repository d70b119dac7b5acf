"""People at their desks while a bulk run writes: how long an act takes them, and what the bulk run loses by it.

Three rounds on one SQLite file that syncs, each in processes of its own: people alone, the bulk run alone, both at
once. A person acts, thinks for a moment, and acts again; the bulk run takes reviews through their steps, a group of
acts in each transaction, one transaction right after the other.

Run: python benchmarks/writers.py [people] [reviews of the bulk run] [rounds]. Medians of the rounds.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.engine.report import line
from benchmarks.engine.reviews import acts_of, batches, opened
from records.proceedings import GROUP, Done, advance, advance_many
from records.store import Store

THINKS = 0.1
"""Seconds a person thinks, on the average."""
MIDDLE, TAIL = 0.5, 0.99
MOST = 40
"""Reviews a person has before him."""


def person(url: str, refs: list[str], start: Any, over: Any, times: Any) -> None:
    """Act until it is over, and hand back how long each act took."""
    store, took, dice = Store.open(url), [], random.Random(refs[0])
    acts = [act for ref in refs for act in acts_of(ref)]
    start.wait()
    for act in acts:
        if over.is_set():
            break
        begun = time.perf_counter()
        with store.act() as transaction:
            advance(transaction, act)
        took.append(time.perf_counter() - begun)
        time.sleep(dice.uniform(0, 2 * THINKS))
    store.close()
    times.put(took)


def bulk(url: str, refs: list[str], start: Any, over: Any, speed: Any) -> None:
    """Take all reviews through all their steps, and hand back the steps a second."""
    store = Store.open(url)
    groups = batches(refs, GROUP)
    start.wait()
    begun = time.perf_counter()
    for acts in groups:
        with store.begin() as session:
            outcomes = advance_many(session, acts)
        assert all(isinstance(outcome, Done) for outcome in outcomes)
    speed.put(sum(map(len, groups)) / (time.perf_counter() - begun))
    over.set()
    store.close()


def together(people: int, reviews: int, *, seconds: float = 0.0) -> tuple[list[float], float]:
    """The times of the people, in seconds, and the steps a second of the bulk run; without one, people act for so long."""
    context = get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'zelian.db'}"
        store, refs = opened(url, people * MOST + reviews)
        store.close()
        start, over = context.Barrier(people + bool(reviews) + 1), context.Event()
        times, speed = context.SimpleQueue(), context.SimpleQueue()
        desks = [
            context.Process(target=person, args=(url, refs[at * MOST : (at + 1) * MOST], start, over, times))
            for at in range(people)
        ]
        if reviews:
            desks.append(context.Process(target=bulk, args=(url, refs[people * MOST :], start, over, speed)))
        for desk in desks:
            desk.start()
        start.wait()
        if not reviews:
            time.sleep(seconds)
            over.set()
        took = [each for _ in range(people) for each in times.get()]
        steps = speed.get() if reviews else 0.0
        for desk in desks:
            desk.join()
    return took, steps


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[int(share * (len(values) - 1))]


def main(people: int = 8, reviews: int = 3000, rounds: int = 3) -> None:
    idle, busy, alone, beside = [], [], [], []
    for _ in range(rounds):
        idle.append(together(people, 0, seconds=4.0)[0])
        alone.append(together(0, reviews)[1])
        took, steps = together(people, reviews)
        busy.append(took)
        beside.append(steps)
    print(
        f"{people} people, a bulk run of {reviews * 7:,} steps in groups of {GROUP}, {rounds} rounds, medians"
    )
    for share in (MIDDLE, TAIL):
        own = statistics.median(percentile(each, share) for each in busy)
        reference = statistics.median(percentile(each, share) for each in idle)
        ratio = statistics.median(
            percentile(one, share) / percentile(other, share) for one, other in zip(busy, idle, strict=True)
        )
        target = 10.0 if share == TAIL else None
        print(
            line(
                f"a person's p{share * 100:.0f} beside a bulk run",
                f"{own * 1000:.2f} ms",
                f"{reference * 1000:.2f} ms idle",
                ratio,
                target,
                at_most=True,
            )
        )
    ratio = statistics.median(one / other for one, other in zip(beside, alone, strict=True))
    print(
        line(
            "the bulk run beside people",
            f"{statistics.median(beside):,.0f} steps/s",
            f"{statistics.median(alone):,.0f} steps/s alone",
            ratio,
            0.85,
        )
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
