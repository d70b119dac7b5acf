"""季度百起案件质量评查 (the quarterly review) as flows: the opening of the round, the draw, and what goes forward by itself.

The work is in `drawing.py`, `progress.py` and the modules beside them, which know nothing of Prefect. Each step here
is one of theirs, short and repeatable. No flow waits for a person.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prefect import flow, tags

from config.settings import Settings
from flows import assigning, calibrating, cards, case_forms, drawing, excellent, progress, scoring
from flows.assigning import Assigned
from flows.observed import TAG, done, office_in_use
from flows.office import Office
from flows.paper_register import Written
from flows.prefect_pages import show_note, show_progress, show_table, step
from flows.reading_round import Occasion
from flows.scoring import Merged
from flows.season_page import courts_table, season_note, states_table, strata_table
from flows.standing import seasons_running, standing
from records import seasons
from rules.clocks import beijing_day
from rules.quarters import Quarter
from rules.roles import AUTOMATIC, Actor, Role
from rules.sampling import Draw


@step("merge-scores", "合并评分")
def merge(season: str, now: datetime) -> Merged:
    with office_in_use() as office:
        return scoring.merge_ready(office, season, now=now)


def assign(season: str, occasion: Occasion, now: datetime) -> Assigned:
    with office_in_use() as office:
        return assigning.assign_readers(office, season, occasion, now=now)


call_thirds = step("call-thirds", "增派第三名评查员")(assign)
assign_first = step("assign-readers", "分配评查员")(assign)
appoint_seconds = step("appoint-seconds", "指定复评人员")(assign)


@step("calibrate", "校准卷")
def calibrate(season: str, now: datetime) -> int:
    with office_in_use() as office:
        return calibrating.settle(office, season, now=now) + calibrating.issue(office, season, now=now)


@step("list-excellent", "列入优秀候选")
def list_excellent(season: str, now: datetime) -> int:
    with office_in_use() as office:
        return excellent.list_candidates(office, season, now=now)


@step("write-cards", "制发评查表")
def write_cards(season: str, now: datetime) -> list[Path]:
    with office_in_use() as office:
        return cards.write_cards(office, season, now=now)


@step("write-forms", "制发反馈表、整改表")
def write_forms(season: str, now: datetime) -> Written:
    with office_in_use() as office:
        return case_forms.write_forms(office, season, now=now)


@flow(
    name="quality-review-season",
    flow_run_name="季度评查·{season}·推进",
    description="推进一季评查中无需人决定的步骤",
)
def season_run(season: str, now: datetime | None = None) -> progress.Tick:
    """One tick of a season (the steps of `progress.tick`, each a task), and a page that shows how it stands."""
    now = now or datetime.now(UTC)
    with office_in_use() as office, tags(TAG, season):
        merged = merge(season, now)
        thirds = call_thirds(season, Occasion.THIRD, now)
        assigned = assign_first(season, Occasion.FIRST, now)
        seconds = appoint_seconds(season, Occasion.SECOND, now)
        calibrate(season, now)
        listed = list_excellent(season, now)
        written, forms = write_cards(season, now), write_forms(season, now)
        tick = done(progress.Tick.of(merged, thirds, assigned, seconds, written, forms, listed))
        _show(office, season, tick, now)
        return tick


@flow(
    name="quality-review-seasons", flow_run_name="季度评查·在办各季·推进", description="推进在办的每一季评查"
)
def every_season(now: datetime | None = None) -> dict[str, int]:
    """One tick of every season that is running; returns how many cases each has moved (件)."""
    now = now or datetime.now(UTC)
    moved = {}
    with office_in_use() as office:
        for season in seasons_running(office):
            tick = season_run(season, now)
            moved[season] = tick.assigned + tick.merged + tick.thirds + tick.seconds + tick.listed
    return moved


@flow(name="quality-review-opening", flow_run_name="季度评查·立项", description="季度结束后为该季度立项")
def open_round(now: datetime | None = None) -> str:
    """Open the round of the quarter that has just ended; opening it again changes nothing.

    Asked on each of the first days of a quarter, so that a day the machine was off costs a day and not a quarter.
    """
    now = now or datetime.now(UTC)
    ended = Quarter.of(Quarter.of(beijing_day(now)).first_day - timedelta(days=1))
    with office_in_use() as office:
        return drawing.open_season(office, str(ended), Settings().court, by=AUTOMATIC, now=now)


@flow(
    name="quality-review-draw",
    flow_run_name="季度评查·{season}·随机抽取",
    description="由公开种子抽取一季的案件",
)
def draw_season_flow(
    season: str, seed: str, seed_at: datetime, witnesses: str, operator: str, now: datetime | None = None
) -> Draw:
    """Draw a season's cases from the public seed, and show the certificate's digest and the strata.

    Raises:
        Refused: no list is frozen, the draw was made already, or the seed is older than the list.
    """
    now = now or datetime.now(UTC)
    with office_in_use() as office, tags(TAG, season):
        by = Actor(operator, Role.TRIAL_MANAGEMENT)
        found = done(
            drawing.draw_season(office, season, seed, seed_at=seed_at, witnesses=witnesses, by=by, now=now)
        )
        with office.store.read() as session:
            sealed = json.loads(seasons.season(session, season).certificate or "{}")
        key, spoken = f"season-{season.lower()}", Quarter.parse(season).to("zh")
        show_note(
            f"{key}-draw",
            [
                f"## {spoken}随机抽取",
                "",
                f"- 公开种子：`{seed}`",
                f"- 名册摘要（SHA-256）：`{found.manifest.sha256}`",
                f"- 抽样证书摘要（SHA-256）：`{sealed.get('sha256', '')}`",
                f"- 抽取：{len(found.standing)} 件",
                f"- 文书：`papers/{season}/抽样证书-{season}.json`",
            ],
            f"{spoken}：抽样证书",
        )
        show_table(f"{key}-strata", strata_table(found), f"{spoken}：各层件数")
        return found


def _show(office: Office, season: str, tick: progress.Tick, now: datetime) -> None:
    found, key, name = standing(office, season), f"season-{season.lower()}", Quarter.parse(season).to("zh")
    show_progress(f"{key}-progress", found.share, f"{name}：等次已确定的比例")
    note = season_note(season, found, tick, now, office.language)
    show_note(f"{key}-note", note, f"{name}：办理情况")
    show_table(f"{key}-states", states_table(found, office.language), f"{name}：各状态件数")
    show_table(f"{key}-courts", courts_table(found, office.language), f"{name}：各法院件数")
