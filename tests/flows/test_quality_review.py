"""The flows of a season through a real Prefect: what is done, and what its pages show of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from flows import drawing, progress
from flows.observed import TAG, observed
from flows.standing import standing
from records import proceedings, seasons
from rules.errors import Refused
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

pytestmark = pytest.mark.flow

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
SEED_AT = MORNING - timedelta(days=4)


@pytest.fixture
def ticked(prefect_server, office):
    """A season after one tick through Prefect."""
    directly = partial(progress.tick, office, SEASON, now=MORNING)
    return observed(
        "flows.quality_review.season_run", directly, office, tags=[SEASON], season=SEASON, now=MORNING
    )


def test_a_season_goes_forward_through_prefect(ticked, office):
    tick = ticked.result

    assert ticked.unseen is None
    assert (tick.assigned, len(tick.cards), tick.shortages) == (12, 24, [])
    assert standing(office, SEASON).states == {State.ASSIGNED: 12}


def test_the_run_is_named_in_the_words_of_the_field(ticked, pages):
    from flows.prefect_home import drain

    missing = drain()

    run = pages.latest_run("quality-review-season")
    assert missing == 0
    assert (run.name, run.state_name) == ("季度评查·2022Q1·推进", "Completed")
    assert {TAG, SEASON} <= set(run.tags)
    assert run.parameters["season"] == SEASON
    assert pages.steps_of(run) == {
        "合并评分 merge-scores",
        "增派第三名评查员 call-thirds",
        "分配评查员 assign-readers",
        "指定复评人员 appoint-seconds",
        "校准卷 calibrate",
        "列入优秀候选 list-excellent",
        "制发评查表 write-cards",
        "制发反馈表、整改表 write-forms",
    }


def test_prefects_pages_show_how_the_season_stands(ticked, pages):
    note = pages.artifact("season-2022q1-note")["data"]
    courts = pages.table("season-2022q1-courts")
    states = pages.table("season-2022q1-states")
    bar = pages.artifact("season-2022q1-progress")

    assert "## 2022年第一季度 案件质量评查" in note
    assert "截至 2022-04-18 08:00（北京时间）：共 12 件，等次已确定 0 件（0.0%）。" in note
    assert "分配评查员 12 件" in note
    assert "文书：`papers/2022Q1/`" in note
    assert states == [{"评查状态": "评查中", "件数": 12}]
    assert courts == [
        {"法院": "乙市中级人民法院", "件数": 6, "等次已确定": 0},
        {"法院": "甲市中级人民法院", "件数": 6, "等次已确定": 0},
    ]
    assert (float(bar["data"]), bar["description"]) == (0.0, "2022年第一季度：等次已确定的比例")


def test_a_tick_through_prefect_does_what_a_tick_without_it_does(ticked, office):
    again = progress.tick(office, SEASON, now=MORNING)

    assert not again.anything


def test_cases_without_enough_readers_stand_on_the_page(pages, office):
    with office.store.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM post WHERE person IN ('R-2', 'R-4', 'R-6', 'R-8')")
    directly = partial(progress.tick, office, SEASON, now=MORNING)

    outcome = observed("flows.quality_review.season_run", directly, office, season=SEASON, now=MORNING)

    assert len(outcome.result.shortages) == 6
    note = pages.artifact("season-2022q1-note")["data"]
    assert "### 评查员不足" in note
    assert "等6个：“同一法院”一项即不能满足，尚缺12人次；现在无人能评查。可行的办法：" in note
    assert "增聘2名评查员：不属于乙市中级人民法院" in note


def test_the_draw_shows_its_certificate_and_its_strata(pages, frozen_office):
    asked = {"seed": "20220414", "seed_at": SEED_AT, "witnesses": "W-1"}
    directly = partial(
        drawing.draw_season,
        frozen_office,
        SEASON,
        by=Actor("A-1", Role.TRIAL_MANAGEMENT),
        now=SEED_AT,
        **asked,
    )

    outcome = observed(
        "flows.quality_review.draw_season_flow",
        directly,
        frozen_office,
        season=SEASON,
        operator="A-1",
        now=SEED_AT,
        **asked,
    )

    with frozen_office.store.read() as session:
        sealed = json.loads(seasons.season(session, SEASON).certificate)
    assert len(outcome.result.drawn) == 12
    assert sealed["sha256"] in pages.artifact("season-2022q1-draw")["data"]
    strata = pages.table("season-2022q1-strata")
    assert [(row["层"], row["抽取件数"]) for row in strata] == [
        ("乙市中级人民法院／民事", 6),
        ("甲市中级人民法院／民事", 6),
    ]
    assert pages.latest_run("quality-review-draw").name == "季度评查·2022Q1·随机抽取"


def test_a_refusal_passes_through_prefect_unchanged(prefect_server, office):
    asked = {"seed": "20220415", "seed_at": SEED_AT, "witnesses": "W-1"}

    with pytest.raises(Refused) as refused:
        observed(
            "flows.quality_review.draw_season_flow",
            lambda: pytest.fail("a refusal is no outage"),
            office,
            season=SEASON,
            operator="A-1",
            now=SEED_AT,
            **asked,
        )

    assert "不予办理" in str(refused.value)


def test_every_running_season_goes_forward(prefect_server, office):
    from flows.quality_review import every_season

    office.store.close()

    moved = every_season(MORNING)

    assert moved == {SEASON: 12}
    assert standing(office, SEASON).states == {State.ASSIGNED: 12}


def test_the_round_of_the_quarter_that_ended_is_opened_once(prefect_server, idle_office):
    from flows.quality_review import open_round

    first = open_round(datetime(2022, 1, 1, 0, 30, tzinfo=UTC))
    second = open_round(datetime(2022, 1, 2, 0, 30, tzinfo=UTC))

    assert first == second == "评查2021Q4"
    with idle_office.store.read() as session:
        assert proceedings.find(session, first).court == "甲省高级人民法院"
