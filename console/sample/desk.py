"""The sample desk (示例窗口): a sample quarter as far as today, with accounts for the people whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from console.installation import settings
from console.office import now, office
from console.sample import play
from console.sample.case_sheets import write_case_lists
from console.sample.performance import Performance, at
from console.sample.province import province
from console.speech import language
from console.stage_progress import StageProgress
from flows import accounts
from flows.office import Office
from records import people
from records.matter_lists import awaited
from records.offices import HeldOffice, offices_of
from records.proceedings_register import of_procedure
from rules.clocks import beijing_day
from rules.duties import Duty
from rules.labels import Words
from rules.quarters import Quarter
from rules.roles import Role
from state_machines.quality_review.table import QUALITY_REVIEW

SEED = "20261015-SAMPLE-0088"
FOLDER = "sample-desk"
WHOSE_TURN = (Role.TRIAL_MANAGEMENT, Role.REVIEWER, Role.JUDGE, Role.DIVISION_CHIEF, Role.PRESIDENT)
"""The offices for which somebody gets an account: of each, whoever has most to do."""


def set_up() -> Iterator[Words]:
    """Play the quarter before this one as far as today, where it was not played yet; then say who may sign in."""
    home = settings().home / FOLDER
    there = settings().model_copy(update={"home": home, "database": ""})
    fresh = not (home / "zelian.db").is_file()
    place = replace(Office.of(there, sample=True), language=language())
    if fresh:
        play_until(place, home, latest_quarter(now().date()), now())
    # From here on this process is a desk of that home.
    settings.cache_clear()
    office.cache_clear()
    import os

    os.environ["ZELIAN_HOME"] = str(home)
    yield Words(
        "示例账户（全部虚构；口令每次启动重发）：",
        "sample accounts (all invented; new passwords at every start):",
    )
    for role, name in _whose_turn(place):
        yield Words(
            "  {role}　{name}　{password}",
            "  {role}  {name}  {password}",
            role=role,
            name=name,
            password=_handed_out(place, name),
        )
    yield Words(
        "  账户管理员　admin　{password}",
        "  account administrator  admin  {password}",
        password=_handed_out(place, "admin", Duty.ADMINISTRATOR),
    )
    place.store.close()


def play_until(place: Office, home: Path, label: str, until: datetime) -> None:
    """The sample quarter as far as that hour; nothing is on record that is later."""
    with StageProgress(language()) as stage:
        stage.begin(Words("生成示例省份", "make a sample province"))
        sample = province(SEED, Quarter.parse(label))
        lists = write_case_lists(sample, home / "lists")
        game = Performance(place, home, str(sample.quarter), SEED, at(sample.listed_on, 9), alone=True)
        play.prepare(game, sample, lists, stage)
        play.run(game, sample, stage, until)


def latest_quarter(on: date) -> str:
    """The last quarter whose lists have come and whose cases are being read: the draw comes some weeks after its end."""
    year, quarter = (on.year, (on.month - 1) // 3) if on.month > 3 else (on.year - 1, 4)  # noqa: PLR2004
    begun = date(year + quarter // 4, quarter % 4 * 3 + 2, 10)
    if on < begun:
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return f"{year}Q{quarter}"


def _whose_turn(place: Office) -> Iterator[tuple[Role, str]]:
    with place.store.read() as session:
        for role in WHOSE_TURN:
            busiest = max(
                _held(place, session, role),
                key=lambda held: (len(awaited(session, held, 99)), held.person),
                default=None,
            )
            if busiest is not None:
                yield role, busiest.person


def _held(place: Office, session: Session, role: Role) -> list[HeldOffice]:
    """Who holds that office in this court; of judges and chiefs, those with a case in the round."""
    today = beijing_day(now())
    if role in (Role.JUDGE, Role.DIVISION_CHIEF):
        rows = of_procedure(session, QUALITY_REVIEW.code)
        judges = {code for row in rows for code in QUALITY_REVIEW.holders(Role.JUDGE, row.facts)}
        found = [
            held
            for judge in sorted(judges)
            for held in offices_of(session, judge, today)
            if held.role is role
        ]
        return (
            found
            or [
                HeldOffice(post.person, role, post.court, post.division)
                for post in people.holders(session, role, today)
            ][:9]
        )
    posts = people.holders(session, role, today)
    return [
        HeldOffice(post.person, role, post.court, post.division)
        for post in posts
        if role is Role.REVIEWER or post.court == place.court
    ]


def _handed_out(place: Office, name: str, duty: Duty = Duty.PERSON) -> str:
    from records.accounts import Account

    with place.store.read() as session:
        known = session.get(Account, name) is not None
    if known:
        return accounts.reset(place, name, by=accounts.BY_COMMAND, now=now())
    return accounts.add(
        place, name, duty, name if duty is Duty.PERSON else "", by=accounts.BY_COMMAND, now=now()
    )
