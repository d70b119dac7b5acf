"""A season driven from its case list to the archive, in lives that are killed (SIGKILL) one after the other.

Run by test_season_kill.py. It imports everything once and forks a child for each life. A life calls the public
functions of `flows` in the order of the season, and every one of them again from the first: what is done already
must stay as it is. It says through a pipe which stage it enters, and is killed there at a random moment.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from config.settings import Settings
from console.sample.pen import fill_in
from flows import cards, delivery, drawing, due, intake, progress, reporting
from flows.office import Office
from records import people, proceedings, seasons
from records.proceedings import Act, advance_many
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State
from state_machines.review_round.table import State as RoundState

SEASON, SIZE = "2022Q1", 30
COURTS = ("长春市中级人民法院", "吉林市中级人民法院", "四平市中级人民法院")
SEAT = "吉林省高级人民法院"
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court=SEAT)
PRESIDENT = Actor("A-2", Role.PRESIDENT, court=SEAT)
COMMITTEE = Actor("A-3", Role.REVIEW_COMMITTEE, court=SEAT)
START = datetime(2022, 4, 11, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Life:
    """One life of the process: its office, its folder, and the hour at which it was started."""

    office: Office
    folder: Path
    hours: int

    def day(self, number: int) -> datetime:
        """The day of the season, a little later in every life: leases of the one before are over."""
        return START + timedelta(days=number, hours=self.hours)

    def stands(self) -> RoundState:
        with self.office.store.read() as session:
            ref = seasons.season(session, SEASON).ref
            return RoundState(proceedings.find(session, ref).state)

    def take(self, state: State, trigger: str, by: Callable[[Any], Actor], day: int, **facts: Any) -> None:
        """Take a step in every review that stands there."""
        with self.office.store.begin() as session:
            rows = [row for _, row in seasons.reviews(session, SEASON, [state])]
            now = self.day(day)
            advance_many(session, [Act(ref=row.ref, trigger=trigger, by=by(row), at=now, particulars=facts) for row in rows])  # fmt: skip


def take_in(life: Life) -> None:
    intake.take_in_lists(
        life.office,
        [life.folder / "list.csv"],
        accept_good_rows=True,
        by=OFFICE,
        now=life.day(0),
    )


def enrol(life: Life) -> None:
    with life.office.store.begin() as session:
        people.enrol(session, [*_readers(), *_holders()], life.day(0), OFFICE, "list")


def freeze(life: Life) -> None:
    drawing.open_season(life.office, SEASON, SEAT, by=OFFICE, now=life.day(1))
    if life.stands() is RoundState.DRAFT:
        drawing.approve(life.office, SEASON, by=PRESIDENT, now=life.day(1))
    if life.stands() is RoundState.APPROVED:
        drawing.freeze(life.office, SEASON, by=OFFICE, now=life.day(1), size=SIZE)
    drawing.publish(life.office, SEASON)


def draw(life: Life) -> None:
    if life.stands() is RoundState.FROZEN:
        now = life.day(3)
        drawing.draw_season(life.office, SEASON, "20220414", seed_at=now, witnesses="W-1", by=OFFICE, now=now)
    drawing.publish(life.office, SEASON)


def assign(life: Life) -> None:
    life.take(
        State.SELECTED,
        "hand_in_file",
        lambda row: Actor("D-1", Role.DIVISION, court=row.court),
        4,
        file_complete=True,
    )
    progress.tick(life.office, SEASON, now=life.day(4))


def collect(life: Life) -> None:
    written = life.office.season_folder(SEASON) / cards.FOLDER
    back = life.folder / "back"
    for card in sorted(written.rglob("*.xlsx")):
        to = back / card.parent.name / card.name
        if not to.exists():
            part = back / card.parent.name / "part"
            fill_in(card, part, life.office.sheets, [], day=date(2022, 4, 18), remarks="已通读")
            part.replace(to)
    done = cards.collect_cards(life.office, SEASON, back, now=life.day(7))
    assert not done.faulty, done.faulty


def grade(life: Life) -> None:
    progress.tick(life.office, SEASON, now=life.day(8))
    life.take(
        State.SCORED,
        "form_opinion",
        lambda row: OFFICE,
        8,
        grade="excellent",
        grade_reasons="评分一致",
    )
    life.take(State.PRELIM, "feed_back", lambda row: OFFICE, 8)


def morning(life: Life) -> None:
    due.morning(life.office, life.day(20))


def settle(life: Life) -> None:
    life.take(State.READY, "confirm", lambda row: COMMITTEE, 22, attendance={"members": 9, "present": 7})
    life.take(State.CONFIRMED, "close", lambda row: OFFICE, 23)
    life.take(State.CLOSED, "archive", lambda row: OFFICE, 32)  # when the time for reconsideration is over


def circulate(life: Life) -> None:
    if life.stands() is RoundState.RUNNING:
        reporting.confirm_round(life.office, SEASON, by=OFFICE, now=life.day(25))
    if life.stands() is RoundState.CONFIRMED:
        papers = reporting.write_papers(life.office, SEASON, now=life.day(25))
        reporting.circulate(life.office, SEASON, papers, by=PRESIDENT, now=life.day(25))
    if life.stands() is RoundState.CIRCULATED:
        reporting.archive_round(life.office, SEASON, "", by=OFFICE, now=life.day(33))


def deliver(life: Life) -> None:
    delivery.deliver_due(life.office, life.day(33))


STAGES: Mapping[str, Callable[[Life], None]] = {
    stage.__name__: stage
    for stage in (take_in, enrol, freeze, draw, assign, collect, grade, morning, settle, circulate, deliver)
}


def live(folder: Path, hours: int) -> tuple[int, int]:
    """One life, in a child; returns the child, and the pipe through which it says where it is."""
    listen, speak = os.pipe()
    child = os.fork()
    if child:
        os.close(speak)
        return child, listen
    status = 1
    try:
        life = Life(Office.of(Settings(home=folder)), folder, hours)
        for name, stage in STAGES.items():
            os.write(speak, f"{name}\n".encode())
            stage(life)
        status = 0
    except BaseException as error:  # noqa: BLE001 - a child must never go on as its parent
        sys.stderr.write(f"{hours}: {error!r}\n")
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stderr.flush()
        os._exit(status)


def heard(listen: int, stage: str) -> None:
    """Wait until the child says that it enters the stage, or ends."""
    said = b""
    while f"{stage}\n".encode() not in said:
        more = os.read(listen, 1024)
        if not more:
            return
        said += more


def main(folder: Path, kills: int, seed: int) -> None:
    """Kill so many lives in each stage, then let one live to the end."""
    chance = random.Random(seed)
    # Rules, calendar and sheets are read once for all lives.
    Office.of(Settings(home=folder / "rehearsal")).store.close()
    killed = []
    stages = [stage for stage in STAGES for _ in range(kills)]
    for hours, stage in enumerate(stages):
        child, listen = live(folder, hours)
        heard(listen, stage)
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(listen)
        killed.append((stage, os.waitstatus_to_exitcode(status)))
    child, _ = live(folder, len(stages))
    _, status = os.waitpid(child, 0)
    print(json.dumps({"killed": killed, "status": os.waitstatus_to_exitcode(status)}))


def _readers() -> list[dict[str, object]]:
    return [
        _person(
            f"R-{number}",
            COURTS[number % 3],
            *(("reviewer", "re_reviewer") if number > 12 else ("reviewer",)),
        )
        for number in range(1, 16)
    ]


def _holders() -> list[dict[str, object]]:
    seat = [
        _person("A-1", SEAT, "trial_management"),
        _person("A-2", SEAT, "president"),
        _person("A-3", SEAT, "review_committee"),
    ]
    judges = [_person(f"J-{number}", COURTS[number % 3], "judge") for number in range(6)]
    return [
        *seat,
        *judges,
        *(_person(f"D-{at}", court, "division", "division_chief") for at, court in enumerate(COURTS)),
    ]


def _person(code: str, court: str, *roles: str) -> dict[str, object]:
    posts = [{"role": role, "division": "", "since": date(2020, 1, 1)} for role in roles]
    return {"code": code, "court": court, "division": "", "posts": posts}


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
