"""The sample quarter (示例季度): a whole round on a sample province, from the lists to the circular, with a clock that moves.

People's acts come from the scripted cast and go through the same doors as real ones; all data are invented, and
every paper says 示例数据.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from console.installation import settings
from console.sample import account
from console.sample.agenda import Agenda
from console.sample.case_sheets import write_case_lists
from console.sample.cast import Cast
from console.sample.performance import Performance, at
from console.sample.province import Province, province
from console.sample.readers import Readers
from console.sample.references import write_references
from console.speech import language, say
from console.stage_progress import StageProgress
from flows import (
    delivery,
    drawing,
    due,
    excellent,
    intake,
    prefect_home,
    progress,
    redrawing,
    references,
    reporting,
)
from flows.assignment_board import board
from flows.observed import observed
from flows.office import Office
from flows.prefect_server import server_beside
from flows.sealing import seal_now
from flows.standing import movable
from records import people, proceedings, seasons
from records.proceedings import Proceeding
from rules.errors import FaultySheet
from rules.labels import Words
from rules.quarters import Quarter
from rules.roles import Role
from state_machines.quality_review.terms import State
from state_machines.steps import LATE_REASON

MANDATORY = 6
"""How many of the must-review cases the sample reviews; a court reviews them all unless its rules say otherwise."""
REF, UNUSABLE = "评查", "示例：卷宗被检察机关调阅，本季内不能移交"
LONGEST = 120
"""Working days after which a round that has not ended is broken."""


def play(label: str, seed: str) -> account.Account:
    """Play the quarter from beginning to end in `<home>/sample`, and say what came of it."""
    home = settings().home / "sample"
    shutil.rmtree(home, ignore_errors=True)
    prefect_home.prepare(settings().home)
    with StageProgress(language()) as stage, server_beside() as await_server:
        stage.begin(Words("生成示例省份", "make a sample province"))
        sample = province(seed, Quarter.parse(label))
        lists = write_case_lists(sample, home / "lists")
        start = at(sample.listed_on, 9)
        office = replace(
            Office.of(settings().model_copy(update={"home": home, "database": ""}), sample=True),
            language=language(),
        )
        game = Performance(office, home, str(sample.quarter), seed, start)
        prepare(game, sample, lists, stage)
        await_server()
        run(game, sample, stage)
        prefect_home.drain()
        stage.begin(Words("核对评查分配", "check the readings"))
        read = board(game.office, game.label, now=game.now)
        stage.note(
            Words(
                "  分配{times}次，每次均有最优证明；在案{readings}人次重新核对回避事由，{breaches}处不符；每人至多{most}件",
                "  {times} assignments, each proven optimal; {readings} readings asked again for every ground of recusal:"
                " {breaches} breaches; nobody has more than {most}",
                times=len(read.done),
                readings=read.readings,
                breaches=len(read.breaches),
                most=max(each.load for each in read.loads),
            )
        )
        stage.begin(Words("封存、核验台账", "seal and verify the ledger"))
        seal_now(game.office, game.now)
        found = account.gather(
            game.office, game.label, home, game.refused, game.unforeseen, game.now, game.days
        )
    say(found.told())
    return found


def prepare(game: Performance, sample: Province, lists: list[Path], stage: StageProgress) -> None:
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
                "  有{count}处错误，先退回，例如：\n  {first}",
                "  {count} faults, sent back, such as:\n  {first}",
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
    written = write_references(
        sample, office.store.rules.on(game.now.date()), game.home / "参考卷（示例）.yaml"
    )
    references.take_in_references(office, written, by=clerk, now=game.now)
    stage.begin(Words("立项、批准、固定名册", "open, approve, freeze the list"))
    drawing.open_season(office, game.label, sample.organiser.name, by=clerk, now=game.now)
    drawing.approve(office, game.label, by=sample.actor(Role.PRESIDENT), now=game.later())
    frozen = drawing.freeze(office, game.label, by=clerk, now=game.later(), mandatory_at_most=MANDATORY)
    stage.note(
        Words(
            "  可抽{count}件，每案入样机会相同；重点情形{mandatory}件（名单不公开）；名册摘要（SHA-256）：\n  {digest}",
            "  {count} cases, all with the same chance; {mandatory} must-review cases (not published); SHA-256 of the list:\n  {digest}",
            count=frozen.eligible,
            mandatory=frozen.mandatory,
            digest=frozen.sha256,
        )
    )
    stage.begin(Words("公开种子，随机抽取", "public seed, random draw"))
    seed_at = game.later()
    found = drawing.draw_season(
        office,
        game.label,
        game.seed,
        seed_at=seed_at,
        witnesses="示例：督察部门、两名法官代表",
        by=clerk,
        now=game.later(),
    )
    stage.note(
        Words(
            "  抽取{count}件；外部核验程序独立核验：{verdict}",
            "  {count} drawn; the outsiders' program: {verdict}",
            count=len(found.drawn),
            verdict=_verified(office.season_folder(game.label), game.label),
        )
    )
    done = redrawing.replace_review(office, f"{REF}{game.label}-0001", UNUSABLE, by=clerk, now=game.later())
    stage.note(
        Words(
            "  撤换1件（{reason}），由同层下一签号递补：{ref}；再次核验：{verdict}",
            "  one replaced ({reason}) by the next ticket of its stratum: {ref}; checked again: {verdict}",
            reason=UNUSABLE,
            ref=done.opened[0][0] if done.opened else "—",
            verdict=_verified(office.season_folder(game.label), game.label),
        )
    )


def run(game: Performance, sample: Province, stage: StageProgress, until: datetime | None = None) -> None:
    """Day after day until every review is archived; or, with `until`, as far as that hour."""
    with game.office.store.read() as session:
        season = seasons.season(session, game.label)
        rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
        rows = seasons.reviews(session, game.label)
    cast = Cast(game.seed, [review.ref for review, row in rows if row.state != State.WITHDRAWN.value])
    plans, readers = Agenda(sample, cast, rules), Readers(cast, rules)
    bar = stage.begin(Words("评查{count}件", "{count} reviews", count=len(rows)), total=len(rows))
    circulated = False
    while game.days < LONGEST:
        _day(game, plans, readers)
        states = progress.states(game.office, game.label)
        ended = states.get(State.ARCHIVED, 0) + states.get(State.WITHDRAWN, 0)
        bar.to(ended, game.now.date())
        if not circulated:
            circulated = _circulate(game, sample, stage)
        if ended == len(rows):
            break
        game.next_day()
        if until is not None and game.now >= until:
            return
    # A last case may be mended so late that the round is archived after its own time.
    late, by = game.why_late(season.ref).get(LATE_REASON.code, ""), sample.actor(Role.TRIAL_MANAGEMENT)
    reporting.archive_round(game.office, game.label, late, by=by, now=game.now)
    delivery.deliver_due(game.office, game.now)


def _day(game: Performance, plans: Agenda, readers: Readers) -> None:
    """One working day: the calendar in the morning, people in between, what follows by itself in the afternoon."""
    office, today = game.office, game.now.date()
    if due.anything_due(office, game.now):
        due.morning(office, game.now)
    game.plan(_rows(game), plans.next)
    game.now = at(today, 10)
    game.do(game.agenda.pop(today, []))
    readers.hand_in(game, today)
    game.now = at(today, 16)
    _go_forward(game)
    _settle_excellent(game, plans.province)
    game.plan(_rows(game), plans.next)
    readers.receive(game)
    if delivery.anything_to_send(office, game.now):
        delivery.deliver_due(office, game.now)


def _go_forward(game: Performance) -> None:
    """One tick of the season, on the days on which there is something to move.

    At the end of a week it is a flow run that Prefect shows; on other days the same function runs by itself, as it
    would with Prefect down, so that a whole quarter does not wait a minute for its own record.
    """
    if game.label not in movable(game.office):
        return

    def directly() -> progress.Tick:
        return progress.tick(game.office, game.label, now=game.now)

    if game.alone or game.working_day(1).isocalendar().week == game.now.isocalendar().week:
        directly()
        return
    outcome = observed(
        "flows.quality_review.season_run", directly, game.office, season=game.label, now=game.now
    )
    game.flow_runs += outcome.unseen is None


def _settle_excellent(game: Performance, sample: Province) -> None:
    """The review committee settles the list of 优秀 on the first day on which it may."""
    found = excellent.excellent_list(game.office, game.label, now=game.now)
    if found.candidates and found.waits is None:
        by = sample.actor(Role.REVIEW_COMMITTEE)
        excellent.settle(game.office, game.label, by=by, now=game.now)


def _rows(game: Performance) -> list[Proceeding]:
    with game.office.store.read() as session:
        return [row for _, row in seasons.reviews(session, game.label)]


def _circulate(game: Performance, sample: Province, stage: StageProgress) -> bool:
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
