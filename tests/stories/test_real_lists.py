"""A real list of published decisions, as it is, through the main job: from its faults to the cards that are out."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections import Counter
from datetime import date

import pytest
import xlsxwriter
from openpyxl import load_workbook

pytestmark = pytest.mark.slow

SEASON, SIZE = "2021Q3", 100
COURTS = ("吉林省长春市中级人民法院", "吉林省吉林市中级人民法院", "吉林省四平市中级人民法院")
LIST = ("--season", SEASON, "--seed", "3D-2021276 428")
REFUSED, FAULTY = 3, 2


@pytest.fixture(scope="module")
def job(shared_data, desk_at, tmp_path_factory):
    """The main job on the list, as somebody types it; its desk comes back with it."""
    desk = desk_at(tmp_path_factory.mktemp("real"))

    def review(*words):
        return desk.zelian("review", "--cases", shared_data / "cases.csv", *LIST, *words)

    return desk, review


@pytest.fixture(scope="module")
def faulty(job):
    """The list handed in without a word about its faulty rows."""
    desk, review = job
    ended = review()
    return ended, stored(desk, "SELECT count(*) FROM closed_case"), counted(desk)


@pytest.fixture(scope="module")
def without_reviewers(job, faulty):
    """The good rows accepted, and nobody there to review."""
    return job[1]("--accept-good-rows", "--files-are-in")


@pytest.fixture(scope="module")
def with_reviewers(job, without_reviewers):
    """Fifteen reviewers of three courts taken in, and the same command again."""
    desk, review = job
    taken = desk.zelian("people", "import", reviewers(desk.home / "评查员.xlsx"))
    return taken, review("--accept-good-rows", "--files-are-in")


@pytest.fixture(scope="module")
def third_time(job, with_reviewers):
    """What was on record before the same command was given a third time, and after."""
    desk, review = job
    before = counted(desk)
    ended = review("--accept-good-rows", "--files-are-in")
    return ended, before, counted(desk)


def stored(desk, query):
    with sqlite3.connect(desk.home / "zelian.db") as database:
        found = database.execute(query).fetchall()
    database.close()
    return found


def counted(desk):
    """How much there is of everything, and every file with its size."""
    tables = ("ledger_entry", "closed_case", "proceeding", "notice", "issued_card", "clock", "post")
    rows = {table: stored(desk, f"SELECT count(*) FROM {table}")[0][0] for table in tables}
    papers = desk.home / "papers"
    return rows, {str(path.relative_to(papers)) for path in papers.rglob("*") if path.is_file()}


def reviewers(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("人员名册")
        page.write_row(0, 0, ["代码", "法院", "庭室", "职务", "任职起日"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(1, 16):
            page.write_row(row, 0, [f"R-{row:02}", COURTS[row % 3], "审监庭", "评查员"])
            page.write_datetime(row, 4, date(2020, 1, 1), day)
    return path


def test_a_seed_that_not_everyone_can_type_stops_the_job_before_anything_is_done(job, faulty):
    desk, _ = job

    ended = desk.zelian("review", "--cases", "名册.xlsx", "--season", SEASON, "--seed", "２０２１")

    assert ended.returncode == FAULTY
    assert "种子“２０２１”：为空、首尾有空格或含全角字符" in ended.stderr
    assert counted(desk) == faulty[2]


def test_without_accepting_good_rows_nothing_is_taken_in_and_every_fault_is_named(faulty):
    ended, taken, (rows, papers) = faulty

    heading, *faults = ended.stderr.splitlines()
    assert ended.returncode == FAULTY
    assert int(re.fullmatch(r"共(\d+)处错误：", heading)[1]) == len(faults) > 1000
    assert [fault for fault in faults if not re.match(r"cases\.csv第\d+行[A-Z]+列“\w+”：.+。.+", fault)] == []
    assert taken == [(0,)]
    assert (sum(rows.values()), papers) == (0, set())


def test_the_first_run_draws_and_says_that_reviewers_are_wanted_and_how_to_bring_them(without_reviewers):
    said = without_reviewers.stdout

    assert without_reviewers.returncode == 0, without_reviewers.stderr
    assert re.search(r"名册已固定：可抽\d+件，摘要 [0-9a-f]{64}", said)
    assert "已随机抽取100件并立项" in said
    beside = int(re.search(r"另行评查（重点评查、均衡补抽）(\d+)件，不计入比率", said)[1])
    assert beside > 0
    wanted = f"下一步：有{SIZE + beside}件案件缺评查员：请导入评查员名单（zelian people import 名单.xlsx），再运行一次"
    assert wanted in said
    assert "错误行已另存" in said


def test_the_faulty_rows_are_a_file_to_be_sent_back(job, without_reviewers):
    (path,) = (job[0].home / "papers" / "退回清单").iterdir()
    (count,) = re.search(r"错误(\d+)行", without_reviewers.stdout).groups()

    page = load_workbook(path).worksheets[0]

    rows = list(page.iter_rows(values_only=True))
    assert len(rows) == int(count) + 1
    assert {"问题", "如何改正"} <= set(rows[0])


def test_with_reviewers_every_case_is_assigned_and_every_card_is_out(job, with_reviewers):
    taken, ended = with_reviewers
    desk = job[0]
    ((every,),) = stored(desk, "SELECT count(*) FROM review")
    pools = dict(stored(desk, "SELECT pool, count(*) FROM review GROUP BY 1"))

    assert "新登记15人" in taken.stdout
    assert (pools["random"], sum(pools.values())) == (SIZE, every)
    assert f"分配{every}件，制发评查表{2 * every}份" in ended.stdout
    assert "请评查员填写后收回：zelian season collect 2021Q3 文件夹" in ended.stdout
    assert stored(desk, "SELECT state, count(*) FROM proceeding WHERE procedure = 'quality_review' GROUP BY 1") == [("assigned", every)]  # fmt: skip
    cards = list((desk.home / "papers" / SEASON / "评查表").rglob("*.xlsx"))
    loads = Counter(path.parent.name for path in cards)
    assert len(cards) == 2 * every
    assert max(loads.values()) - min(loads.values()) <= 2


def test_nobody_reviews_a_case_of_his_own_court(job, with_reviewers):
    rows = stored(job[0], "SELECT facts FROM proceeding WHERE procedure = 'quality_review'")

    for (text,) in rows:
        facts = json.loads(text)
        assert facts["court"] not in {reader["court"] for reader in facts["readers"]}
        assert len({reader["code"] for reader in facts["readers"]}) == 2


def test_the_same_command_a_third_time_changes_nothing(third_time):
    ended, before, after = third_time

    assert ended.returncode == 0, ended.stderr
    assert "以前已经导入，未重复导入" in ended.stdout
    assert after == before


def test_the_certificate_says_that_the_seed_came_with_the_list(job, with_reviewers):
    (text,) = stored(job[0], "SELECT certificate FROM season")[0]

    assert "与名册在同一次运行中给出，不能证明种子晚于名册" in text


def test_the_draw_verifies_and_a_certificate_that_was_tampered_with_does_not(job, with_reviewers, tmp_path):
    desk = job[0]
    verified = desk.zelian("season", "verify", SEASON)
    folder = shutil.copytree(desk.home / "papers" / SEASON, tmp_path / "copy", ignore=shutil.ignore_patterns("评查表"))  # fmt: skip
    certificate = folder / f"抽样证书-{SEASON}.json"
    command = ("-I", folder / "verify_draw.py", folder / f"待抽名册-{SEASON}.json", certificate)
    honest = desk.python(*command)
    found = json.loads(certificate.read_bytes())
    found["drawn"][0]["case_no"] = "（2021）沪01民终1号"
    certificate.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")

    tampered = desk.python(*command)

    assert (verified.returncode, honest.returncode, tampered.returncode) == (0, 0, 1)
    assert "√ 100案及其签号" in verified.stdout
    assert "× 不符" in tampered.stdout


def test_who_cannot_be_told_is_an_alarm_and_the_ledger_holds(job, third_time):
    desk = job[0]

    delivered = desk.zelian("notices", "deliver")
    verified = desk.zelian("ledger", "verify")

    assert re.match(r"送达\d+件，待时送出\d+件，稍后再送0件，送达失败0件，无人可通知\d+件", delivered.stdout)
    silent = stored(desk, "SELECT key FROM notice WHERE state = 'nobody' AND kind = 'step_taken'")
    alarms = {key for (key,) in stored(desk, "SELECT key FROM notice WHERE kind = 'nobody_to_notify'")}
    assert silent
    assert alarms == {f"nobody_to_notify:{key}" for (key,) in silent}
    assert stored(desk, "SELECT DISTINCT kind, state FROM notice WHERE kind = 'nobody_to_notify'") == [("nobody_to_notify", "nobody")]  # fmt: skip
    assert "逐条核验无误" in verified.stdout
