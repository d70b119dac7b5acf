"""A quarter of real decisions driven from its list to the archive, with a clock that moves (真实清单的示例评查).

Run by test_real_quarter.py in a process of its own. Cases and courts are those of the list, and its judges stay the
codes they are; whoever else acts is invented, and so is whatever is found: the folder is marked 示例数据 and nothing
of it is kept. What people do comes from the scripted cast of the sample quarter and goes through the same doors.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from config.settings import Settings
from console.sample.agenda import Agenda
from console.sample.cast import Cast
from console.sample.performance import Performance, at
from console.sample.province import Province
from console.sample.readers import Readers
from flows import delivery, drawing, due, excellent, intake, planning, progress, reporting
from flows.office import Office
from flows.standing import movable
from records import people, proceedings, seasons
from records.proceedings import Proceeding
from rules.cases import CaseKind
from rules.courts import courts
from rules.quarters import Quarter
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

SEASON, SEED = "2021Q3", "20261016-3D-276"
SEAT = "吉林省高级人民法院"
START, SINCE = date(2026, 10, 12), date(2024, 1, 1)
REVIEWERS, SECOND_READERS = 60, 12
LONGEST = 120
"""Working days after which a round that has not ended is broken."""
# fmt: off
HOLDERS = ((Role.TRIAL_MANAGEMENT, 2), (Role.PRESIDENT, 1), (Role.INSPECTION, 1), (Role.HEARING_GROUP, 3),
           (Role.REVIEW_COMMITTEE, 9), (Role.ADJUDICATION_COMMITTEE, 11), (Role.HIGHER_COURT, 1))
# fmt: on


def organiser() -> Province:
    """The court that runs the round and the reviewers of the courts below it: invented people, and no cases."""
    register = courts()
    seat = register.by_name(SEAT)
    assert seat is not None
    below = [court.name for court in register.subordinates(seat)]
    kinds = [kind.value for kind in CaseKind]
    listed = [
        *(_person(f"示例-{role.value}-{at_}", SEAT, role) for role, many in HOLDERS for at_ in range(many)),
        *(
            _person(f"示例-评查员-{number:02}", below[number % len(below)], Role.REVIEWER, kinds[number % 4])
            for number in range(REVIEWERS)
        ),
        *(
            _person(f"示例-复评员-{number:02}", below[number % len(below)], Role.RE_REVIEWER)
            for number in range(SECOND_READERS)
        ),
    ]
    held: dict[tuple[Role, str, str], list[Actor]] = {}
    for person in listed:
        (post,) = person["posts"]
        holder = Actor(person["code"], post["role"], court=person["court"])
        held.setdefault((post["role"], person["court"], ""), []).append(holder)
    return Province(SEED, Quarter.parse(SEASON), (seat,), tuple(listed), (), START, held)


def prepare(game: Performance, court: Province, listed: Path) -> dict[str, Any]:
    """From the list to the drawn cases; returns what the office was told before the list was frozen."""
    office, clerk = game.office, court.actor(Role.TRIAL_MANAGEMENT)
    (taken,) = intake.take_in_lists(office, [listed], accept_good_rows=True, by=clerk, now=game.now)
    with office.store.begin() as session:
        people.enrol(session, court.people, game.now, clerk, "示例")
    plan = planning.plan_preview(office, SEASON, planning.Wishes(), now=game.later())
    drawing.open_season(office, SEASON, SEAT, by=clerk, now=game.later())
    drawing.approve(office, SEASON, by=court.actor(Role.PRESIDENT), now=game.later())
    frozen = drawing.freeze(office, SEASON, by=clerk, now=game.later())
    seed_at = game.later()
    drawing.draw_season(
        office, SEASON, SEED, seed_at=seed_at, witnesses="示例：督察部门", by=clerk, now=game.later()
    )
    low, high = plan.chosen.chances
    return {
        "new": taken.taken.new,
        "faulty": taken.faulty,
        "eligible": len(plan.frame.members),
        "chances": [str(low), str(high)],
        "mandatory": plan.mandatory,
        "reviewed": plan.mandatory_reviewed,
        "readers": plan.work.readers,
        "frozen": [frozen.eligible, frozen.mandatory, frozen.without_chance],
    }


def run(game: Performance, court: Province) -> None:
    """Day after day until every review is archived, and then the round."""
    with game.office.store.read() as session:
        ref = seasons.season(session, SEASON).ref
        rules = proceedings.rules_of(session, proceedings.find(session, ref).rules)
    cast = Cast(SEED, [row.ref for row in rows_of(game)])
    plans, readers, circulated = Agenda(court, cast, rules), Readers(cast, rules), False
    while True:
        day(game, court, plans, readers)
        rows = rows_of(game)
        circulated = circulated or circulate(game, court)
        if all(row.state == State.ARCHIVED.value for row in rows):
            break
        assert game.days < LONGEST, [(row.ref, row.state) for row in rows if row.state != "archived"]
        game.next_day()
    by, late = court.actor(Role.TRIAL_MANAGEMENT), game.why_late(ref).get("late_reason", "")
    reporting.archive_round(game.office, SEASON, late, by=by, now=game.now)
    delivery.deliver_due(game.office, game.now)


def day(game: Performance, court: Province, plans: Agenda, readers: Readers) -> None:
    """The calendar in the morning, people in between, what follows by itself in the afternoon."""
    office, today = game.office, game.now.date()
    if due.anything_due(office, game.now):
        due.morning(office, game.now)
    game.plan(rows_of(game), plans.next)
    game.now = at(today, 10)
    game.do(game.agenda.pop(today, []))
    readers.hand_in(game, today)
    game.now = at(today, 16)
    if SEASON in movable(office):
        progress.tick(office, SEASON, now=game.now)
    listed = excellent.excellent_list(office, SEASON, now=game.now)
    if listed.candidates and listed.waits is None:
        excellent.settle(office, SEASON, by=court.actor(Role.REVIEW_COMMITTEE), now=game.now)
    game.plan(rows_of(game), plans.next)
    readers.receive(game)
    if delivery.anything_to_send(office, game.now):
        delivery.deliver_due(office, game.now)


def circulate(game: Performance, court: Province) -> bool:
    with game.office.store.read() as session:
        if seasons.open_reviews(session, SEASON):
            return False
    reporting.confirm_round(game.office, SEASON, by=court.actor(Role.TRIAL_MANAGEMENT), now=game.now)
    papers = reporting.write_papers(game.office, SEASON, now=game.now)
    reporting.circulate(game.office, SEASON, papers, by=court.actor(Role.PRESIDENT), now=game.now)
    return True


def rows_of(game: Performance) -> list[Proceeding]:
    with game.office.store.read() as session:
        return [row for _, row in seasons.reviews(session, SEASON)]


def main(listed: Path) -> None:
    settings, court = Settings(), organiser()
    game = Performance(Office.of(settings, sample=True), settings.home, SEASON, SEED, at(START, 9))
    told = prepare(game, court, listed)
    run(game, court)
    refused = {act.value: said for act, said in game.refused.items()}
    print(json.dumps(told | {"refused": refused, "unforeseen": game.unforeseen, "days": game.days}))
    game.office.store.close()


def _person(code: str, court: str, role: Role, *specialties: str) -> Any:
    post = {"role": role, "division": "", "since": SINCE, "specialties": list(specialties)}
    return {
        "code": code, "name": "", "court": court, "division": "", "posts": [post], "addresses": {},
    }  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
