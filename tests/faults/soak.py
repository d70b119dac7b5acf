"""The soak (耐久试验): a thousand deaths and more over each kind of database, and what was lost. `make soak` runs it.

    python -m tests.faults.soak [--kills 1000] [--seed 20260302] [--only sqlite|postgresql] [--minutes 40] [--sample]

Both databases are soaked at once, each by a process of its own. It ends with 1 if anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from tests.faults.cluster import Cluster
from tests.faults.post_office import PostOffice
from tests.faults.rooms import Rooms
from tests.faults.season import SIZE, STAGES
from tests.faults.trials import AT_ONCE, FEW, Ended, Trials, chosen, one_of_each

KINDS = ("sqlite", "postgresql")


TICKS = ("assign", "merge", "feed_back", "deliver_feed_back", "expire", "appoint", "lapse")
"""Stages that nobody does by hand: two processes may be at them at once."""


def soak(
    kind: str, kills: int, seed: int, until: float, *, sample: bool = False
) -> tuple[list[Ended], int, float]:
    """Let so many lives die over that kind of database; what each came to, how many points there are, and seconds."""
    # A file system in memory, where there is one: what is asked here is what a dead process leaves, not a dead machine.
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="zelian-soak-", dir=memory))
    chance = random.Random(f"{seed}:{kind}")
    ended: list[Ended] = []
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        post_office = PostOffice()
        stack.callback(post_office.close)
        cluster = stack.enter_context(Cluster()) if kind == "postgresql" else None
        trials = Trials(Rooms(folder, cluster), post_office)
        trials.run_in_peace()
        began = time.monotonic()
        for death in one_of_each(trials.calm, chance) if sample else chosen(trials.calm, kills, chance):
            if time.monotonic() > until:
                break
            ended.append(trials.die(death, chance))
            if not ended[-1].holds:
                _show(kind, ended[-1])
        for stage in TICKS:
            ended.append(trials.at_once(stage))
            if not ended[-1].holds:
                _show(kind, ended[-1])
        return ended, len(trials.calm.deaths()), time.monotonic() - began


def _show(kind: str, ended: Ended) -> None:
    death = ended.death
    print(f"{kind}: {death.stage}, {death.kind} {death.number}, later={death.later}", file=sys.stderr)
    for what, found in (("lost", ended.lost), ("doubled", ended.doubled)):
        for each in found[:FEW]:
            print(f"    {what}: {each[:300]}", file=sys.stderr)
    sys.stderr.flush()


def table(found: dict[str, list[Ended]]) -> str:
    """By kind of point and database: deaths, and what was lost and doubled."""
    head = f"{'died':28}" + "".join(
        f"{kind:>12} {'lost':>6} {'doubled':>8} {'same key':>9}" for kind in found
    )
    lines, points = [head], sorted({each.death.kind for ended in found.values() for each in ended})
    for point in [*points, "in all"]:
        line = f"{point:28}"
        for ended in found.values():
            of_it = [
                each
                for each in ended
                if (each.died or point == AT_ONCE) and point in (each.death.kind, "in all")
            ]
            lost, doubled = (sum(bool(getattr(each, what)) for each in of_it) for what in ("lost", "doubled"))
            line += f"{len(of_it):>12} {lost:>6} {doubled:>8} {sum(each.same_key for each in of_it):>9}"
        lines.append(line)
    return "\n".join(lines)


def main() -> int:
    asked = argparse.ArgumentParser(prog="soak")
    asked.add_argument("--kills", type=int, default=1000, help="over each kind of database")
    asked.add_argument("--seed", type=int, default=20260302)
    asked.add_argument("--only", choices=KINDS)
    asked.add_argument(
        "--minutes", type=float, default=120, help="stop after so long, however many there were"
    )
    asked.add_argument("--sample", action="store_true", help="one death of each kind, as CI does")
    given = asked.parse_args()
    kinds = [given.only] if given.only else list(KINDS)
    how_many = "one of each kind of" if given.sample else str(given.kills)
    print(f"seed {given.seed}, {how_many} deaths over each of {', '.join(kinds)}", flush=True)
    until = time.monotonic() + given.minutes * 60
    lines: dict[str, Connection] = {}
    for kind in kinds:
        lines[kind], theirs = Pipe()
        if not os.fork():
            # Each trial that ended without a death (any moment came too late) is made up for.
            theirs.send(soak(kind, given.kills + given.kills // 20, given.seed, until, sample=given.sample))
            os._exit(0)
        theirs.close()
    found: dict[str, list[Ended]] = {}
    sound = True
    for kind, line in lines.items():
        try:
            found[kind], points, seconds = line.recv()
        except EOFError:
            print(f"{kind}: the soak itself broke off", file=sys.stderr)
            sound = False
            continue
        deaths = Counter(each.died for each in found[kind])
        hit = len({(each.death.stage, each.death.kind, each.death.number) for each in found[kind]})
        print(
            f"{kind}: {deaths[True]} deaths in {len(found[kind])} trials of {SIZE} proceedings each"
            f" ({len(found[kind]) * SIZE} proceedings, {len(STAGES)} stages), {hit} of {points} points,"
            f" {seconds:.0f} s, {seconds / max(1, len(found[kind])):.2f} s each;"
            f" {sum(each.left_over for each in found[kind])} files left half-written under no name of a paper"
        )
    print(table(found))
    sound = sound and all(each.holds for ended in found.values() for each in ended)
    print("nothing lost, nothing doubled" if sound else "NOT SOUND")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
