"""The sample quarter (示例季度): a whole round on a sample province, from the lists to the circular, with a clock that moves.

People's acts come from the scripted cast and go through the same doors as real ones; all data are invented, and
every paper says 示例数据.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from console.installation import settings
from console.sample import account
from console.sample.agenda import Agenda, Planned
from console.sample.case_sheets import write_case_lists
from console.sample.cast import Cast
from console.sample.province import Province, province
from console.sample.readers import Readers
from console.sample.script import WrongAct
from console.speech import language, say
from console.stage_progress import StageProgress
from flows import delivery, drawing, due, intake, progress, reporting
from flows.office import Office
from records import people, proceedings, seasons
from records.proceedings import Act, advance, advance_many
from rules.errors import AccountabilityError, FaultySheet, Refused
from rules.labels import Words
from rules.quarters import Quarter
from rules.roles import Role
from rules.sampling import Draw
from state_machines.quality_review_terms import State
from state_machines.review_round import Act as RoundAct

BEIJING = ZoneInfo("Asia/Shanghai")
LONGEST = 120
"""Working days after which a round that has not ended is broken."""


@dataclass(slots=True)
class Play:
    """The play in hand."""

    office: Office
    home: Path
    label: str
    seed: str
    now: datetime
    agenda: dict[date, list[Planned]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The version and state of each review when the cast last made plans for it."""
    refused: dict[WrongAct, str] = field(default_factory=dict)
    unforeseen: list[str] = field(default_factory=list)
    """Refusals nobody planned: there should be none."""
    days: int = 0


def play(label: str, seed: str) -> account.Account:
    """Play the quarter from beginning to end in `<home>/sample`, and say what came of it."""
    home = settings().home / "sample"
    shutil.rmtree(home, ignore_errors=True)
    with StageProgress(language()) as stage:
        stage.begin(Words("生成示例省份", "make a sample province"))
        sample = province(seed, Quarter.parse(label))
        lists = write_case_lists(sample, home / "lists")
        start = _at(sample.listed_on, 9)
        office = replace(
            Office.of(settings().model_copy(update={"home": home, "database": ""})), language=language()
        )
        game = Play(office, home, str(sample.quarter), seed, start)
        drawn = _prepare(game, sample, lists, stage)
        _run(game, sample, drawn, stage)
        stage.begin(Words("核验台账", "verify the ledger"))
        found = account.gather(
            game.office, game.label, home, game.refused, game.unforeseen, game.now, game.days
        )
    say(found.told())
    return found


def _prepare(game: Play, sample: Province, lists: list[Path], stage: StageProgress) -> Draw:
    """Everything up to the draw: lists in, people enrolled, plan approved, list frozen, cases drawn, draw verified."""
    office, clerk = game.office, sample.actor(Role.TRIAL_MANAGEMENT)
    stage.begin(
        Words(
            "导入各院结案清单（{count}个文件）", "take in the courts' lists ({count} files)", count=len(lists)
        )
    )
    try:
        intake.take_in_lists(office, lists, accept_good_rows=False, by=clerk, now=game.now)
    except FaultySheet as faulty:
        stage.note(
            Words(
                "  有{count}处错误，先退回：{first}",
                "  {count} faults, sent back: {first}",
                count=len(faulty.faults),
                first=faulty.faults[0].to(language()),
            )
        )
    taken = intake.take_in_lists(office, lists, accept_good_rows=True, by=clerk, now=game.now)
    stage.note(
        Words(
            "  入库{new}件，退回{faulty}行",
            "  {new} cases taken in, {faulty} rows sent back",
            new=sum(each.taken.new for each in taken),
            faulty=sum(each.faulty for each in taken),
        )
    )
    with office.store.begin() as session:
        people.enrol(session, sample.people, game.now, clerk, "示例")
    stage.begin(Words("立项、批准、固定名册", "open, approve, freeze the list"))
    drawing.open_season(office, game.label, sample.organiser.name, by=clerk, now=game.now)
    drawing.approve(office, game.label, by=sample.actor(Role.PRESIDENT), now=_later(game))
    frozen = drawing.freeze(office, game.label, by=clerk, now=_later(game))
    stage.note(
        Words(
            "  可抽{count}件，摘要 {digest}",
            "  {count} cases, digest {digest}",
            count=frozen.eligible,
            digest=frozen.sha256,
        )
    )
    stage.begin(Words("公开种子，随机抽取", "public seed, random draw"))
    seed_at = _later(game)
    found = drawing.draw_season(
        office,
        game.label,
        game.seed,
        seed_at=seed_at,
        witnesses="示例：督察部门、两名法官代表",
        by=clerk,
        now=_later(game),
    )
    stage.note(
        Words(
            "  抽取{count}件；外部核验程序：{verdict}",
            "  {count} drawn; the outsiders' program: {verdict}",
            count=len(found.drawn),
            verdict=_verified(office.season_folder(game.label), game.label),
        )
    )
    return found


def _run(game: Play, sample: Province, drawn: Draw, stage: StageProgress) -> None:
    """Day after day until every review is archived."""
    with game.office.store.read() as session:
        season = seasons.season(session, game.label)
        rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
        refs = [review.ref for review, _ in seasons.reviews(session, game.label)]
    cast = Cast(game.seed, refs)
    plans, readers = Agenda(sample, cast, rules), Readers(cast, rules)
    bar = stage.begin(Words("评查{count}件", "{count} reviews", count=len(drawn.drawn)), total=len(refs))
    circulated = False
    while game.days < LONGEST:
        _day(game, plans, readers)
        states = progress.states(game.office, game.label)
        ended = states.get(State.ARCHIVED, 0) + states.get(State.WITHDRAWN, 0)
        bar.to(ended, game.now.date())
        if not circulated:
            circulated = _circulate(game, sample, stage)
        if ended == len(refs):
            break
        game.now = _at(game.office.store.calendar.next_working_day(game.now.date() + timedelta(days=1)), 9)
        game.days += 1
    with game.office.store.begin() as session:
        ref = seasons.season(session, game.label).ref
        advance(
            session,
            Act(ref=ref, trigger=RoundAct.ARCHIVE.value, by=sample.actor(Role.TRIAL_MANAGEMENT), at=game.now),
        )
    delivery.deliver_due(game.office, game.now)


def _day(game: Play, plans: Agenda, readers: Readers) -> None:
    """One working day: the calendar in the morning, people in between, what follows by itself in the afternoon."""
    office, today = game.office, game.now.date()
    if due.anything_due(office, game.now):
        due.morning(office, game.now)
    _plan(game, plans)
    game.now = _at(today, 10)
    _do(game, game.agenda.pop(today, []))
    readers.hand_in(game, today)
    game.now = _at(today, 16)
    progress.tick(office, game.label, now=game.now)
    _plan(game, plans)
    readers.receive(game)
    if delivery.anything_to_send(office, game.now):
        delivery.deliver_due(office, game.now)


def _plan(game: Play, plans: Agenda) -> None:
    """Put what the cast will do next into the agenda, once for every review that has moved."""
    with game.office.store.read() as session:
        rows = [row for _, row in seasons.reviews(session, game.label)]
    for row in rows:
        version, state = game.seen.get(row.ref, (0, ""))
        if version == row.version:
            continue
        game.seen[row.ref] = row.version, row.state
        if state != row.state or not _expected(game, row.ref):
            for planned in plans.next(row):
                game.agenda[_working_day(game, planned.after)].append(planned)


def _expected(game: Play, ref: str) -> bool:
    """Whether an act on this review stands in the agenda already."""
    return any(planned.act.ref == ref for day in game.agenda.values() for planned in day)


def _do(game: Play, planned: list[Planned]) -> None:
    acts = [replace(each.act, at=game.now) for each in planned]
    with game.office.store.begin() as session:
        outcomes = advance_many(session, acts)
    for each, outcome in zip(planned, outcomes, strict=True):
        if isinstance(outcome, Refused):
            note_refusal(game, each.wrong, each.act, outcome)


def note_refusal(game: Play, wrong: WrongAct | None, act: Act, refusal: AccountabilityError) -> None:
    """Remember a refusal: one that was meant, for the account; any other, as unforeseen."""
    if wrong is not None:
        game.refused[wrong] = refusal.to(language())
    else:
        game.unforeseen.append(f"{act.ref} {act.trigger}: {refusal.to(language())}")


def _circulate(game: Play, sample: Province, stage: StageProgress) -> bool:
    with game.office.store.read() as session:
        if seasons.open_reviews(session, game.label):
            return False
    stage.note(
        Words("  全部等次已定，写出报告、通报、统计表", "  all grades are final: report, circular and tables")
    )
    reporting.confirm_round(game.office, game.label, by=sample.actor(Role.TRIAL_MANAGEMENT), now=game.now)
    papers = reporting.write_papers(game.office, game.label, now=game.now)
    reporting.circulate(game.office, game.label, papers, by=sample.actor(Role.PRESIDENT), now=game.now)
    return True


def _verified(folder: Path, label: str) -> str:
    """Run the outsiders' program as an outsider would: another process, nothing of ours on its path."""
    command = [sys.executable, "-I", "verify_draw.py", f"待抽名册-{label}.json", f"抽样证书-{label}.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)  # noqa: S603 - our own file
    return "√" if done.returncode == 0 else "×"


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), BEIJING)


def _later(game: Play) -> datetime:
    game.now += timedelta(minutes=30)
    return game.now


def _working_day(game: Play, after: int) -> date:
    return due.add_working_days(game.now.date(), after, game.office.store.calendar)
