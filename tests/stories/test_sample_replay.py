"""The sample quarter replayed: by its own rules nothing changes, and whatever is tried, nothing is written."""

from __future__ import annotations

import json

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlmodel import SQLModel

from flows.replay import Asked, replay_seasons
from records import seasons
from records.history import clocks_of
from records.proceedings import rules_of
from rules.pools import Pool

pytestmark = pytest.mark.slow

QUARTER = "2026Q3"


def everything(office):
    with office.store.read() as session:
        return {
            table.name: session.connection().execute(select(table)).all()
            for table in SQLModel.metadata.sorted_tables
        }


def replay(quarter, given):
    return replay_seasons(quarter.office, [QUARTER], Asked(given, "参数.yaml"))[0]


def test_the_quarter_replayed_by_the_rules_it_pinned_is_the_quarter_on_record(sample_quarter):
    with sample_quarter.office.store.read() as session:
        pinned = rules_of(session, sample_quarter.round.rules)
        proceedings = (sample_quarter.round, *sample_quarter.reviews.values())
        clocks = [clock for row in proceedings for clock in clocks_of(session, row.ref)]
        drawn = {
            each.case_no for each, _ in seasons.reviews(session, QUARTER) if each.pool == Pool.RANDOM.value
        }

    found = replay(sample_quarter, dict(pinned))

    assert not found.differs
    assert found.notes == ()
    assert {case.case_no for case in found.redrawing.after.drawn} == drawn
    assert len(found.cases) + found.unscored == len(sample_quarter.reviews)
    for case in found.cases:
        facts = sample_quarter.reviews[case.ref].facts
        assert case.after.grade.value == facts["scored_grade"]
        assert str(case.after.total) == facts.get("score", str(case.after.total))
        assert case.final.value == facts["grade"]
    assert found.limits == len(clocks)
    walked = {(act.ref, act.before.limit_code, act.after.due.instant) for act in found.acts}
    assert walked <= {(clock.proceeding, clock.code, clock.due_at) for clock in clocks}


def test_whatever_is_tried_nothing_is_written(sample_quarter):
    before = everything(sample_quarter.office)
    files = {path: path.stat().st_mtime_ns for path in sample_quarter.papers.rglob("*")}

    found = replay(
        sample_quarter,
        {"grading.qualified_from": 85, "quality_review.objection": 1, "quality_review.sample_size": 40},
    )

    assert found.differs
    assert (len(found.redrawing.came), len(found.redrawing.went)) == (16, 0)
    assert everything(sample_quarter.office) == before
    assert {path: path.stat().st_mtime_ns for path in sample_quarter.papers.rglob("*")} == files


# --- at the desk ----------------------------------------------------------------------------------------------------

CHANGED = """\
grading.qualified_from: 85
quality_review.objection: 1个工作日
quality_review.sample_size: 40
quality_review.readers_per_case: 3
"""


@pytest.fixture(scope="module")
def desk(sample_quarter, desk_at):
    desk = desk_at(sample_quarter.home)
    (desk.home / "changed.yaml").write_text(CHANGED, encoding="utf-8")
    return desk


def test_a_clerk_reads_the_summary_first_and_every_case_on_request(sample_quarter, desk):
    short = desk.zelian("season", "replay", QUARTER, "--with", "changed.yaml")
    long = desk.zelian("season", "replay", QUARTER, "--with", "changed.yaml", "--details")

    assert (short.returncode, long.returncode) == (0, 0)
    assert short.stdout.startswith("汇总")
    assert "没有影响：换一种分配，由谁评查、评出什么，无从得知" in short.stdout
    assert "不是抽取，没有证书，不入台账" in short.stdout
    assert not [ref for ref in sample_quarter.reviews if ref in short.stdout]
    for title in ("抽取差异", "抽取分布", "等次差异", "等次对照", "期限汇总", "期限差异"):
        assert f"\n{title}" in long.stdout
    assert "起算1个工作日" in long.stdout


def test_the_files_say_the_same_as_the_screen(sample_quarter, desk):
    done = desk.zelian(
        "season", "replay", QUARTER, "--with", "changed.yaml", "--json", "r.json", "--xlsx", "r.xlsx"
    )

    (found,) = json.loads((desk.home / "r.json").read_text(encoding="utf-8"))
    book = load_workbook(desk.home / "r.xlsx")
    sheets = {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}
    assert done.returncode == 0, done.stderr
    assert len(found["draw"]["came"]) == 16
    assert "为推演" in sheets["说明"][1][0]
    counts = {row[0].strip("　"): row[1] for row in sheets["汇总"][1:]}
    assert counts["抽中（件）：改后"] == 40
    assert counts["等次降低"] == sum(case["effect"] == "lower" for case in found["grades"])
    refused = [
        act
        for act in found["acts"]
        if act["act"] == "object" and act["after"]["timeliness"] == "not_admitted"
    ]
    assert counts["异议改为不予受理"] == len(refused) > 0
    assert len(sheets["等次差异"]) - 1 == len(found["grades"])
    assert len(sheets["期限差异"]) - 1 == len(found["acts"])
    crossed = sum(value for row in sheets["等次对照"][1:] for value in row[2:])
    assert crossed == found["weighed"] == len(sample_quarter.reviews) - found["unscored"]


def test_the_quarter_by_its_own_rules_is_told_to_be_no_different(desk):
    (desk.home / "same.yaml").write_text("grading.qualified_from: 75", encoding="utf-8")

    done = desk.zelian("season", "replay", QUARTER, "--with", "same.yaml")

    assert f"{QUARTER}：没有任何不同" in done.stdout
    assert "没有影响：与立项时固定的值相同" in done.stdout


def test_one_parameter_is_tried_value_by_value(desk):
    done = desk.zelian("season", "replay", QUARTER, "--sweep", "quality_review.objection=2,5,7")

    assert done.returncode == 0, done.stderr
    assert "quality_review.objection 逐值重演" in done.stdout
    rows = [line.split()[1:] for line in done.stdout.splitlines() if QUARTER in line]
    told = {row[0].strip("　"): [int(count) for count in row[1:]] for row in rows}
    assert told["异议改为不予受理"][0] > 0
    assert {counts[1] for counts in told.values()} == {0}  # Five days is what was pinned.


def test_a_court_without_a_season_tries_a_bare_list(desk, tmp_path_factory, desk_at):
    empty = desk_at(tmp_path_factory.mktemp("empty"))
    lists = [f"--cases={path}" for path in sorted((desk.home / "lists").iterdir())]

    done = empty.zelian(
        "season", "replay", QUARTER, *lists, "--seed", "20261015-TRY", "--accept-good-rows",
        "--with", desk.home / "changed.yaml",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "只有案件清单，没有评查记录，不能重演等次和期限" in done.stdout
    assert "按清单试抽：可抽" in done.stdout
    assert not (empty.home / "zelian.db").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((QUARTER,), "--with"),
        (("2020Q1", "--with", "changed.yaml"), "没有立项的季度“2020Q1”"),
        ((QUARTER, "--with", "nothing.yaml"), "不能读取"),
        ((QUARTER, "--sweep", "grading.qualified_from"), "没有写明参数和1至50个值"),
        ((QUARTER, "--with", "changed.yaml", "--cases", "list.csv"), "--seed"),
    ],
)
def test_what_cannot_be_replayed_is_said_in_a_sentence(desk, words, why):
    done = desk.zelian("season", "replay", *words)

    assert done.returncode in (2, 4)
    assert why in done.stderr


def test_the_flow_of_the_quarter_counts_every_act_but_those_on_clues(sample_quarter, desk):
    shown, done = desk.zelian("season", "flow", QUARTER), desk.zelian("season", "flow", QUARTER, "--json")

    found = json.loads(done.stdout)
    acts = [act for ref in sample_quarter.reviews for act in sample_quarter.acts[ref][1:]]
    counted = {step["act"]: step["count"] for step in found["steps"]}
    assert sum(counted.values()) == len(
        [act for act in acts if act.trigger not in ("hand_over_clue", "dismiss_clue")]
    )
    assert all(counted[act.trigger] for act in acts if act.trigger in counted)
    assert sum(state["now"] is not None for state in found["states"]) == 0
    for title in ("各步等待", "停留最久之处", "反复与停顿"):
        assert title in shown.stdout
    assert "线索" not in shown.stdout
