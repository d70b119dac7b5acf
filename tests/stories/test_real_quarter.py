"""The third quarter of 2021, from a real list of published decisions to the circular: the facts a statistician checks.

Whatever is found in these cases is invented (driven_quarter.py) and marked so on every paper; nothing of it is kept.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from scipy.stats import hypergeom
from sqlalchemy import select
from sqlmodel import SQLModel

from config.settings import Settings
from console.sample.performance import at
from console.sample.script import WrongAct
from documents.figures import percent
from flows import reporting
from flows.assignment_board import board
from flows.office import Office
from flows.replay import Asked, replay_seasons
from records import history, proceedings, seasons
from records.cases import Case
from records.verification import verify
from rules.excellent import places
from rules.grading import Grade
from rules.manifests import Manifest
from rules.pools import Pool

pytestmark = pytest.mark.slow

SEASON = "2021Q3"
ELIGIBLE, DRAWN, MUST, REVIEWED = 1231, 100, 56, 10
CHANCE = Fraction(DRAWN, ELIGIBLE)
COURTS_OWN = f"""\
sampling.mandatory_at_most:
  values:
    - {{value: {REVIEWED}, since: 2022-01-01, provenance: design, note: 试行期间, note_en: a trial quarter}}
"""
DRIVER = Path(__file__).parent / "driven_quarter.py"
GRADES = [grade.value for grade in Grade]
GOOD = GRADES[:2]
MARK = "示例数据"


@pytest.fixture(scope="module")
def quarter(shared_data, desk_at, tmp_path_factory):
    """The quarter as it was driven to its end, read back from its database and its folders."""
    court = tmp_path_factory.mktemp("court")
    (court / "parameters").mkdir()
    (court / "parameters" / "sampling.yaml").write_text(COURTS_OWN, encoding="utf-8")
    desk = desk_at(tmp_path_factory.mktemp("real-quarter"), ZELIAN_COURT_DIRECTORY=str(court))
    driven = desk.python(DRIVER, shared_data / "cases.csv")
    assert driven.returncode == 0, driven.stderr
    office = Office.of(Settings(home=desk.home, court_directory=court))
    with office.store.read() as session:
        season = seasons.season(session, SEASON)
        found = seasons.reviews(session, SEASON)
        results, facts, _ = reporting.gather(office, session, SEASON, at(season.last, 9))
        yield SimpleNamespace(
            told=json.loads(driven.stdout.splitlines()[-1]),
            desk=desk,
            office=office,
            papers=office.season_folder(SEASON),
            round=proceedings.find(session, season.ref),
            rules=proceedings.rules_of(session, proceedings.find(session, season.ref).rules),
            manifest=Manifest.read(season.manifest.encode()),
            certificate=json.loads(season.certificate),
            internal=json.loads(season.internal_list),
            pools={row.ref: review.pool for review, row in found},
            rows={row.ref: row for _, row in found},
            acts={ref: history.history(session, ref) for ref in (season.ref, *(row.ref for _, row in found))},
            results=results,
            facts=facts,
        )
    office.store.close()


@pytest.fixture(scope="module")
def tables(quarter):
    """The tables of the round by sheet, each row by its heads."""
    found = {}
    for sheet in load_workbook(quarter.papers / f"统计表-{SEASON}.xlsx"):
        heads, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(heads, row, strict=True)) for row in rows]
    return found


def acts(quarter, *triggers):
    return [(quarter.rows[ref], act) for ref in quarter.rows for act in quarter.acts[ref] if act.trigger in triggers]  # fmt: skip


def graded(quarter, pool):
    """Counted anew from the proceedings, by nothing that makes the tables."""
    return Counter(row.facts["grade"] for ref, row in quarter.rows.items() if quarter.pools[ref] == pool)


# --- list, plan, draw -----------------------------------------------------------------------------------------------


def test_the_good_rows_are_taken_in_and_the_frame_is_of_the_quarter_and_of_the_list(quarter, shared_data):
    with (shared_data / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = {
            row["case_no"]
            for row in csv.DictReader(file)
            if "2021-07-01" <= row["date_decided"] <= "2021-09-30"
        }
    with quarter.office.store.read() as session:
        stored = session.execute(select(Case)).scalars().all()

    cases = [case for stratum in json.loads(quarter.manifest.content)["strata"] for case in stratum["cases"]]

    assert len(stored) == quarter.told["new"] > 9000
    assert quarter.told["faulty"] > 900
    assert len(cases) == len(set(cases)) == ELIGIBLE
    assert set(cases) <= listed


def test_before_anything_was_frozen_the_plan_said_what_then_came(quarter):
    told = quarter.told

    assert (told["eligible"], told["mandatory"], told["reviewed"]) == (ELIGIBLE, MUST, REVIEWED)
    assert told["chances"] == [str(CHANCE), str(CHANCE)]
    assert told["readers"] == 60
    assert told["frozen"] == [ELIGIBLE, MUST, 0]
    assert Counter(quarter.pools.values()) == {Pool.RANDOM.value: DRAWN, Pool.MANDATORY.value: REVIEWED}


def test_every_case_has_the_same_chance_and_all_chances_together_are_a_hundred_cases(quarter):
    strata = quarter.certificate["allocation"]

    chances = {Fraction(row["probability"]) for row in strata}

    assert chances == {CHANCE}
    assert sum(row["eligible"] * Fraction(row["probability"]) for row in strata) == DRAWN
    assert sum(row["eligible"] for row in strata) == ELIGIBLE
    assert sum(row["quota"] for row in strata) == sum(row["drawn"] for row in strata) == DRAWN


def test_every_stratum_and_every_court_gave_its_share_rounded_down_or_up(quarter):
    eligible, drawn = Counter(), Counter()
    for row in quarter.certificate["allocation"]:
        share = CHANCE * row["eligible"]
        assert row["drawn"] in (floor(share), ceil(share)), row
        eligible[row["stratum"][0]] += row["eligible"]
        drawn[row["stratum"][0]] += row["drawn"]

    for court, count in eligible.items():
        assert drawn[court] in (floor(CHANCE * count), ceil(CHANCE * count)), court


def test_the_must_review_cases_are_those_with_the_smallest_tickets_that_were_not_drawn(quarter):
    drawn = {row["case_no"] for row in quarter.certificate["drawn"]}
    listed = [case["case_no"] for case in quarter.internal["mandatory"]]
    key = hashlib.sha256(f"{quarter.manifest.frame_sha256}\0{quarter.round.facts['seed']}".encode()).hexdigest()  # fmt: skip

    added = {row.case_no for ref, row in quarter.rows.items() if quarter.pools[ref] == Pool.MANDATORY.value}

    left = [case_no for case_no in listed if case_no not in drawn]
    by_ticket = sorted(left, key=lambda case_no: hashlib.sha256(f"{key}\0{case_no}".encode()).hexdigest())
    assert len(listed) == MUST
    assert added == set(by_ticket[:REVIEWED])


def test_the_outsiders_program_confirms_the_draw_and_the_desk_says_the_same(quarter):
    names = ("verify_draw.py", f"待抽名册-{SEASON}.json", f"抽样证书-{SEASON}.json")
    command = [sys.executable, "-I", *names, quarter.round.facts["manifest_sha256"]]

    outside = subprocess.run(command, cwd=quarter.papers, capture_output=True, text=True, check=False)
    desk = quarter.desk.zelian("season", "verify", SEASON)

    assert (outside.returncode, desk.returncode) == (0, 0)
    assert f"√ {DRAWN}案及其签号" in outside.stdout
    assert f"must-review cases: {MUST}" in desk.stdout
    assert "×" not in outside.stdout + desk.stdout


# --- the course of the reviews --------------------------------------------------------------------------------------


def test_everything_ends_in_the_archive_and_only_what_was_wrong_on_purpose_was_refused(quarter):
    assert {row.state for row in quarter.rows.values()} == {"archived"}
    assert quarter.round.state == "archived"
    assert quarter.told["unforeseen"] == []
    assert set(quarter.told["refused"]) == {act.value for act in WrongAct}


def test_every_assignment_is_proven_and_no_reader_had_to_be_excluded(quarter):
    read = board(quarter.office, SEASON, now=quarter.round.changed_at)

    assert read.breaches == ()
    assert read.readings == sum(len(row.facts.get("readers", ())) for row in quarter.rows.values())
    assert max(each.load for each in read.loads) <= ceil(read.readings / quarter.told["readers"]) + 1
    for row, act in acts(quarter, "assign", "call_third"):
        assert row.court not in {reader["court"] for reader in act.particulars["readers"]}


def test_most_judges_let_the_time_for_an_objection_pass_and_some_objections_are_upheld(quarter):
    lapsed, filed = acts(quarter, "let_lapse"), acts(quarter, "object")
    decided = acts(quarter, "decide_objection")

    assert len(lapsed) > len(quarter.rows) / 2
    assert len(filed) == len(decided)
    assert any(act.particulars["upheld"] for _, act in decided)
    for row, act in decided:
        (before,) = {past.particulars["grade"] for past in quarter.acts[row.ref] if past.trigger == "form_opinion"}  # fmt: skip
        assert GRADES.index(act.particulars["grade"]) <= GRADES.index(before)


def test_the_opinion_on_every_reversed_case_says_what_the_reversal_came_of(quarter):
    opinions = [act for row, act in acts(quarter, "form_opinion") if row.facts["reversed"]]

    assert opinions
    for act in opinions:
        said = act.particulars
        assert bool(said.get("fault")) is (said["exemption"] == "none")
    assert not [act for row, act in acts(quarter, "form_opinion") if not row.facts["reversed"] and "exemption" in act.particulars]  # fmt: skip


def test_whatever_is_flawed_was_mended_and_the_best_are_no_more_than_there_are_places(quarter):
    final = Counter(row.facts["grade"] for row in quarter.rows.values())
    mended = {row.ref for row, _ in acts(quarter, "check")}

    assert mended == {ref for ref, row in quarter.rows.items() if row.facts["grade"] not in GOOD}
    assert 0 < final["excellent"] <= places(quarter.rules, len(quarter.rows)).places
    assert {row.facts["grade"] for row, _ in acts(quarter, "pass_over")} == {"qualified"}


# --- the figures ----------------------------------------------------------------------------------------------------


def interval(found, drawn, whole, level):
    """The bounds by scipy: the fewest and the most cases of the kind with which so many are not out of the ordinary."""
    tail = (1 - level) / 2
    kinds = range(found, whole - (drawn - found) + 1)
    few = next(kind for kind in kinds if hypergeom.sf(found - 1, whole, kind, drawn) > tail)
    many = next(kind for kind in reversed(kinds) if hypergeom.cdf(found, whole, kind, drawn) > tail)
    return few / whole, many / whole


def test_the_results_are_those_of_the_proceedings_counted_anew(quarter):
    results = quarter.results

    assert results.random.counts == {grade: graded(quarter, "random")[grade] for grade in GRADES}
    assert results.besides.counts == {grade: graded(quarter, "mandatory")[grade] for grade in GRADES}
    assert (results.random.ungraded, results.besides.ungraded) == (0, 0)
    for groups in (results.by_court, results.by_kind):
        assert sum(group.random.graded for group in groups) == DRAWN
        assert sum(group.besides.graded for group in groups) == REVIEWED


def test_scipy_comes_to_the_same_intervals_from_k_n_and_the_length_of_the_list(quarter, tables):
    counts = graded(quarter, "random")
    expected = {grade: counts[grade] for grade in GRADES} | {"good": sum(counts[grade] for grade in GOOD)}
    written = [row for row in tables["区间"] if row["范围"] == "全部"]

    assert list(quarter.results.shares) == list(expected)
    assert len(written) == len(expected)
    for row, (name, share) in zip(written, quarter.results.shares.items(), strict=True):
        assert (share.count, share.cases, share.whole) == (expected[name], DRAWN, ELIGIBLE)
        bounds = interval(expected[name], DRAWN, ELIGIBLE, share.interval.level)
        assert (share.interval.low, share.interval.high) == pytest.approx(bounds, abs=1e-12)
        assert (row["样本中件数k"], row["样本件数n"], row["对应总体N′"]) == (expected[name], DRAWN, ELIGIBLE)
        assert (row["区间下限"], row["区间上限"]) == pytest.approx(bounds, abs=1e-12)


def test_the_tables_say_the_same_as_the_results(quarter, tables):
    grades = ("优秀", "合格", "瑕疵", "不合格")
    whole = [row for row in tables["等次分布"] if row["范围"] == "全部"]
    frame = next(row for row in tables["等次分布"] if row["范围"] == "抽样框（推算）")
    cases = tables["总表"]

    by_pool = (quarter.results.random, *quarter.results.pools.values(), quarter.results.besides)
    for row, tally in zip(whole, by_pool, strict=True):
        assert [row[grade] for grade in grades] == [tally.counts[code] for code in GRADES]
    assert frame["已定等次"] == pytest.approx(ELIGIBLE)
    assert [frame[grade] for grade in grades] == pytest.approx([quarter.results.random.counts[code] / CHANCE for code in GRADES])  # fmt: skip
    assert sum(row["权重"] for row in cases if row["来源"] == "随机抽取") == pytest.approx(ELIGIBLE)
    assert {row["编号"] for row in cases} == set(quarter.rows)
    assert sum(row["抽取"] for row in tables["抽样"]) == DRAWN
    assert sum(Fraction(row["入样概率（分数）"]) * row["可抽件数"] for row in tables["抽样"]) == DRAWN
    assert len(tables["异议"]) == quarter.results.objections.filed == len(acts(quarter, "object"))


# --- the papers -----------------------------------------------------------------------------------------------------


def pages(path):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler (pdftotext) is not installed")
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def words_of_docx(path):
    with ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return [re.sub(r"<[^>]+>", "", part) for part in parts]


@pytest.mark.parametrize(
    ("paper", "fact"), [("评查报告", "report"), ("评查通报", "circular")], ids=["report", "circular"]
)
def test_what_was_issued_is_what_the_ledger_knows_and_every_page_says_that_it_is_invented(
    quarter, paper, fact
):
    docx, pdf = (quarter.papers / f"{paper}-{SEASON}.{ending}" for ending in ("docx", "pdf"))
    issued = {name: value for act in quarter.acts[quarter.round.ref] for name, value in act.particulars.items()}  # fmt: skip

    printed, written = pages(pdf), words_of_docx(docx)

    assert issued[f"{fact}_sha256"] == hashlib.sha256(docx.read_bytes()).hexdigest()
    assert issued[f"{fact}_pdf_sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert [page for page in printed if MARK not in page] == []
    assert any(MARK in part for part in written)


def test_the_circular_gives_the_figures_of_the_results_and_names_nobody(quarter):
    share = quarter.results.shares["good"]
    people = {row.facts["judge"] for row in quarter.rows.values()} | {
        person
        for row in quarter.rows.values()
        for person in (*row.facts["bench"], *(each["code"] for each in row.facts.get("readers", ())))
    } - {""}

    texts = [
        re.sub(r"\s", "", "".join(found))
        for found in (
            pages(quarter.papers / f"评查通报-{SEASON}.pdf"),
            words_of_docx(quarter.papers / f"评查通报-{SEASON}.docx"),
        )
    ]

    low, high = percent(share.interval.low), percent(share.interval.high)
    for text in texts:
        assert f"随机抽取{DRAWN}件、另行评查{REVIEWED}件" in text
        assert f"所推及的{ELIGIBLE}件案件中，优秀、合格案件的占比在{low}至{high}之间" in text
        for grade in Grade:
            assert f"{grade.zh}{quarter.results.random.counts[grade.value]}/{DRAWN}" in text
        assert [code for code in people if code and code in text] == []


def test_every_case_has_its_result_card(quarter):
    cards = {path.stem for path in (quarter.papers / "评查结果卡").glob("*.docx")}

    assert cards == set(quarter.rows)


# --- afterwards -----------------------------------------------------------------------------------------------------


def test_the_ledger_holds_and_the_event_log_fits_the_table_of_lawful_steps(quarter):
    log = quarter.desk.home / "log.xes.gz"
    exported = quarter.desk.zelian("season", "export", SEASON, "--xes", log, "--check")
    verified = quarter.desk.zelian("ledger", "verify")

    assert (exported.returncode, verified.returncode) == (0, 0)
    assert f"核对{len(quarter.rows)}条轨迹" in exported.stdout
    assert "拟合度1.0（" in exported.stdout
    assert "逐条核验无误" in verified.stdout
    with quarter.office.store.read() as session:
        assert verify(session).chains > len(quarter.rows)


def test_replayed_by_its_own_rules_the_quarter_is_the_same_and_with_another_size_it_differs(quarter):
    def everything():
        with quarter.office.store.read() as session:
            return {
                table.name: session.connection().execute(select(table)).all()
                for table in SQLModel.metadata.sorted_tables
            }

    def replay(given):
        (found,) = replay_seasons(quarter.office, [SEASON], Asked(given, "参数.yaml"))
        return found

    before = everything()
    same, smaller = replay(dict(quarter.rules)), replay({"quality_review.sample_size": 40})

    assert not same.differs
    assert {case.case_no for case in same.redrawing.after.drawn} == {row["case_no"] for row in quarter.certificate["drawn"]}  # fmt: skip
    # A case whose file was withheld has no score, and is not weighed.
    assert len(same.cases) == len(acts(quarter, "form_opinion"))
    assert smaller.differs
    assert len(smaller.redrawing.after.drawn) == 40
    assert len(smaller.redrawing.went) - len(smaller.redrawing.came) == DRAWN - 40
    assert everything() == before
