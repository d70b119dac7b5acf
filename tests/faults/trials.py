"""Trials (断点试验): a stage of the season dies at a chosen point, a fresh process takes it up, and both ends are compared.

An undisturbed run shows which points a stage has and what it leaves. A trial dies at one of them; then another process
does the same stage again, as a court would: it gives the command again, or waits for the next tick.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings import Settings
from flows import drawing
from flows.office import Office
from records.verification import verify
from rules.errors import Refused
from tests.faults import season
from tests.faults.account import Account, account_of, half_written
from tests.faults.dying import OF_THE_PROCESS, Points
from tests.faults.post_office import PostOffice
from tests.faults.rooms import BEGINNING, Room, Rooms

ANY_MOMENT = "any moment"
AT_ONCE = "two at once"
LONGEST = "circulate"
"""The stage in which report and circular are set; it takes longer than all others together."""
HOUR = timedelta(hours=1)
AT_THE_GATE = 0.15
"""Seconds that processes are given to come to the gate from which they start at once."""
REFUSED = 3  # The exit code of a life whose act came second and was refused.
FEW = 4  # Differences that are shown of a trial (项).


@dataclass(frozen=True)
class Death:
    """Where a trial dies: in that stage, at the so-manieth point of that kind."""

    stage: str
    kind: str
    number: int = 0
    later: bool = False
    """Whether the second life acts an hour later than the first would have; else at the same hour, to the byte."""


@dataclass
class Ended:
    """What a trial came to."""

    death: Death
    died: bool
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    same_key: int = 0
    """Messages that came twice under the same key and with the same words."""
    left_over: int = 0
    """Files that were being written."""

    @property
    def holds(self) -> bool:
        return not self.lost and not self.doubled


@dataclass
class Calm:
    """The undisturbed run: by stage, what it left, the points it passed, what it sent, and how long it took."""

    accounts: dict[tuple[str, bool], Account] = field(default_factory=dict)
    points: dict[str, Counter[str]] = field(default_factory=dict)
    sent: dict[str, Counter[tuple[str, str, str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def deaths(self) -> list[Death]:
        """Every point of every stage."""
        return [
            Death(stage, kind, number)
            for stage, passed in self.points.items()
            for kind, count in passed.items()
            for number in range(1, count + 1)
        ]


class Trials:
    """Trials over one kind of database."""

    def __init__(self, rooms: Rooms, post_office: PostOffice) -> None:
        self.rooms, self.post_office = rooms, post_office
        self.calm = Calm()
        # The salt of the internal list is drawn by chance; two runs can only be compared if they draw the same.
        drawing.secrets.token_hex = lambda length: "5a" * length

    def run_in_peace(self) -> None:
        self._rehearse()
        room = self.rooms.empty()
        season.lay_out(room.home, self.post_office.mail_port, self.post_office.web_port)
        self.rooms.keep(room, BEGINNING)
        for stage in season.STAGES:
            began = time.perf_counter()
            listen, speak = os.pipe()
            status = self._live(room, stage, 0, speak=speak)
            os.close(speak)
            with os.fdopen(listen) as said:
                passed = json.loads(said.read() or "{}")
            if status:
                raise RuntimeError(f"stage {stage} failed in peace")
            self.calm.seconds[stage] = time.perf_counter() - began
            conversation, self.calm.sent[stage] = self.post_office.report()
            self.calm.points[stage] = Counter(passed) + conversation
            for later in (True,) if _delivers(stage) else (False, True):
                self.calm.accounts[stage, later] = account_of(room, later=later)
            self.rooms.keep(room, stage)
        self.rooms.leave(room)

    def _rehearse(self) -> None:
        """What is imported and read once, is: here, before any child, and not in each of them.

        Up to the first paper that is set as PDF: who sets one leaves threads behind, and a process with threads does
        not fork.
        """
        for slow in ("altair", "vl_convert", "typst", "psycopg"):
            import_module(slow)
        with TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            season.lay_out(home, self.post_office.mail_port, self.post_office.web_port)
            office = Office.of(
                Settings(home=home, database=f"sqlite:///{home}/zelian.db", routes_file=home / "routes.yaml")
            )
            life = season.Life(office, 0, timedelta())
            for name, stage in season.STAGES.items():
                if name == "feed_back":
                    break
                stage(life)
            office.store.close()
        self.post_office.report()

    def die(self, death: Death, chance: random.Random) -> Ended:
        """Let a stage die there, let another process take it up, and compare."""
        room = self.rooms.as_it_was(_before(death.stage))
        status = self._live(room, death.stage, 0, death=death, chance=chance)
        ended = Ended(death, died=status == -signal.SIGKILL)
        if status not in (0, -signal.SIGKILL):
            ended.lost.append(f"the first life ended in an error ({status})")
        if self._live(room, death.stage, 1, later=HOUR if death.later else timedelta()):
            ended.lost.append("the second life could not take it up")
        self._compare(ended, room)
        return ended

    def at_once(self, stage: str, lives: int = 2) -> Ended:
        """Let several processes do the same stage from the same moment, as two ticks that overlap, and compare."""
        room = self.rooms.as_it_was(_before(stage))
        gate, start = os.pipe()
        children = []
        for _ in range(lives):
            child = os.fork()
            if not child:
                os.close(start)
                _work(room, stage, 0, timedelta(), None, None, gate=gate)
            children.append(child)
        os.close(gate)
        time.sleep(AT_THE_GATE)
        os.close(start)  # All of them read the end of the pipe at the same moment.
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        ended = Ended(Death(stage, AT_ONCE), died=False)
        if any(code not in (0, REFUSED) for code in codes) or 0 not in codes:
            ended.lost.append(f"of those at once some ended in an error: {codes}")
        self._compare(ended, room)
        if ended.same_key:
            ended.doubled.append(f"{ended.same_key} messages came twice, and nobody had died")
        return ended

    def _compare(self, ended: Ended, room: Room) -> None:
        death = ended.death
        _, taken = self.post_office.report()
        later = death.later or _delivers(death.stage)
        calm, now = self.calm.accounts[death.stage, later], account_of(room, later=later)
        ended.lost += (calm - now).elements()
        ended.doubled += (now - calm).elements()
        self._letters(ended, taken)
        ended.left_over = len(half_written(room.home))
        self.rooms.leave(room)

    def _letters(self, ended: Ended, taken: Counter[tuple[str, str, str]]) -> None:
        """Every message arrived; none that has not its key, and none that says something else under a key that was used."""
        wanted = self.calm.sent[ended.death.stage]
        ended.lost += [f"never arrived: {each}" for each in wanted if each not in taken]
        ended.doubled += [f"nobody was to send: {each}" for each in taken if each not in wanted]
        ended.same_key = sum(count - 1 for count in taken.values())
        if ended.same_key > 1:
            ended.doubled.append(f"{ended.same_key} messages came twice after one death")

    def _live(
        self, room: Room, stage: str, number: int, *, later: timedelta = timedelta(), death: Death | None = None,
        chance: random.Random | None = None, speak: int | None = None,
    ) -> int:  # fmt: skip
        """One life, in a child, which does that stage. Its exit code comes back."""
        gc.freeze()
        hold, go = os.pipe()
        child = os.fork()
        if not child:
            os.close(go)
            os.read(hold, 1)  # Until the post office knows whom to kill.
            _work(room, stage, number, later, death, speak)
        os.close(hold)
        if death is not None and death.kind not in (*OF_THE_PROCESS, ANY_MOMENT):
            self.post_office.choose(child, death.kind, death.number)
        os.write(go, b".")
        os.close(go)
        if death is not None and death.kind == ANY_MOMENT and chance is not None:
            time.sleep(chance.uniform(0, 0.8) * self.calm.seconds[stage])
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)


def _work(
    room: Room,
    stage: str,
    number: int,
    later: timedelta,
    death: Death | None,
    speak: int | None,
    gate: int | None = None,
) -> None:
    """Live, and end: a child must never go on as its parent."""
    status = 1
    try:
        settings = Settings(home=room.home, database=room.url, routes_file=room.home / "routes.yaml")
        office = Office.of(settings)
        points = Points((death.kind, death.number) if death else None)
        points.watch(office.store.engine)
        life = season.Life(office, number, later)
        if gate is not None:
            os.read(gate, 1)
        season.STAGES[stage](life)
        if death is None:
            with office.store.read() as session:
                verify(session)
        office.store.close()
        if speak is not None:
            os.write(speak, json.dumps(points.passed).encode())
        status = 0
    except Refused as refusal:  # A sentence for whoever gave the command; nobody else's fault.
        status = REFUSED if death is None and gate is not None else 1
        print(refusal, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - said, and the child ends
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def _delivers(stage: str) -> bool:
    """Whether it is a round of delivery; each is held at an hour of its own, when the lease of the last is over."""
    return stage.startswith("deliver_")


def _before(stage: str) -> str:
    stages = [BEGINNING, *season.STAGES]
    return stages[stages.index(stage) - 1]


def one_of_each(calm: Calm, chance: random.Random) -> list[Death]:
    """A death at one point of every kind, and one at any moment."""
    by_kind: dict[str, list[Death]] = {}
    for death in calm.deaths():
        if death.stage != LONGEST:
            by_kind.setdefault(death.kind, []).append(death)
    found = [chance.choice(deaths) for _, deaths in sorted(by_kind.items())]
    return [*found, Death(chance.choice(sorted(calm.points)), ANY_MOMENT)]


def chosen(calm: Calm, how_many: int, chance: random.Random) -> Iterator[Death]:
    """Deaths for so many trials: each point next to a COMMIT once; then of every kind by turns; one in ten at any moment."""
    every = calm.deaths()
    by_kind: dict[str, list[Death]] = {}
    for death in every:
        by_kind.setdefault(death.kind, []).append(death)
    commits = [death for death in every if "COMMIT" in death.kind]
    chance.shuffle(commits)
    stages = list(calm.points)
    for number in range(how_many):
        if number % 10 == 9:
            death = Death(chance.choice(stages), ANY_MOMENT)
        elif commits and number % 2 == 0:
            death = commits.pop()
        else:
            death = chance.choice(by_kind[sorted(by_kind)[number // 2 % len(by_kind)]])
        yield Death(death.stage, death.kind, death.number, later=chance.random() < 0.5)
