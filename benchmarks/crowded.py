"""What a step costs where few reviews are on file, and where many are: the same reviews, batch by batch in turn.

Two SQLite files that sync: one holds the reviews that are moved and no others; in the other they are the last of
many, all with clocks that run and notices that wait. The very same rows are given to the bare driver on copies of
both files: what grows there is the database's (deeper trees, fewer rows of one transaction on one page), and what
the door adds is the difference. The most memory the process ever held must not grow with what it has done.

Run: python benchmarks/crowded.py [many] [moved].
"""

from __future__ import annotations

import resource
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from benchmarks.engine.recorded import Recording, afresh, write_again
from benchmarks.engine.report import line
from benchmarks.engine.reviews import batches, opened
from records.proceedings import Act, advance_many
from records.store import Store
from records.transactions import held


def spent(store: Store, bare: Any, acts: list[Act]) -> tuple[float, float]:
    """Seconds of a batch by the door, and of its rows by the driver alone."""
    begun = time.perf_counter()
    with store.begin() as session:
        transaction = held(session)
        transaction.cursor = recording = Recording(transaction.cursor)
        advance_many(session, acts)
    own = time.perf_counter() - begun
    rows = afresh(recording.written)
    begun = time.perf_counter()
    bare.driver_connection.execute("BEGIN IMMEDIATE")
    write_again(bare.cursor(), rows)
    bare.commit()
    return own, time.perf_counter() - begun


def main(many: int = 50_000, moved: int = 1_500) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        stores, bare, work = [], [], []
        for count in (moved, many):
            url = f"sqlite:///{Path(folder) / f'{count}.db'}"
            store, refs = opened(url, count)
            store.close()
            shutil.copy(Path(folder) / f"{count}.db", Path(folder) / f"{count}-bare.db")
            stores.append(Store.open(url))
            copied = Store.open(url.replace(".db", "-bare.db"))
            bare.append(stack.enter_context(closing(copied.engine.raw_connection())))
            stack.callback(stores[-1].close)
            stack.callback(copied.close)
            work.append(batches(refs[-moved:]))
        times, memory = [], []
        for few, last in zip(*work, strict=True):
            times.append((*spent(stores[0], bare[0], few), *spent(stores[1], bare[1], last)))
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    steps = sum(map(len, work[0]))
    alone, alone_bare, among, among_bare = (sum(each) / steps * 1e6 for each in zip(*times, strict=True))
    grown = statistics.median(each[2] / each[0] for each in times)
    grown_bare = statistics.median(each[3] / each[1] for each in times)
    print(f"{steps:,} steps of {moved:,} reviews, alone and among {many:,}; ratios are medians over batches")
    print(line("a step among many", f"{among:.0f} µs", f"{alone:.0f} µs alone", grown, 1.15, at_most=True))
    print(
        line(
            "its bare rows among many", f"{among_bare:.0f} µs", f"{alone_bare:.0f} µs alone", grown_bare, None
        )
    )
    half = memory[len(memory) // 2]
    last_held = f"{memory[-1] / 1024:.0f} MB"
    print(
        line(
            "most memory held",
            last_held,
            f"{half / 1024:.0f} MB at half",
            memory[-1] / half,
            1.05,
            at_most=True,
        )
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
