"""A season whose process is killed in every stage, again and again: nothing is lost, and nothing is doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from config.settings import Settings
from flows.cards import FOLDER
from flows.office import Office
from records import proceedings, seasons
from records.cards import IssuedCard
from records.cases import Case, CaseList
from records.history import history
from records.ledger import REGISTERS, LedgerEntry
from records.notices import Delivery, Notice
from records.people import Person, Post
from records.proceedings import Proceeding
from records.verification import verify

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
STAGES, KILLS, SIZE = 11, 2, 30
SEASON = "2022Q1"
COURTS = (("长春市中级人民法院", "吉01"), ("吉林市中级人民法院", "吉02"), ("四平市中级人民法院", "吉03"))


def _case_list() -> str:
    """A list of 600 cases of three courts, as one of them exports it; the last two rows are faulty."""
    rows = ["案号,法院,承办法官,合议庭成员,结案日期"]
    for number in range(600):
        court, code = COURTS[number % 3]
        judge = f"J-{number % 6}"
        rows.append(f"（2022）{code}民终{number + 1}号,{court},{judge},{judge},2022-0{1 + number % 3}-15")
    return "\n".join([*rows, "（2022）吉01民终,长春市中级人民法院,J-0,J-0,2022-02-15", "无案号,,,,"])


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """The folder of a season that was killed so often and then left in peace, and the report of its driver."""
    folder = tmp_path_factory.mktemp("season")
    (folder / "list.csv").write_text(_case_list(), encoding="utf-8")
    driver = Path(__file__).with_name("driven_season.py")
    ended = subprocess.run(
        [sys.executable, driver, folder, str(KILLS), "20220411"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    report = json.loads(ended.stdout)
    assert report["status"] == 0, ended.stderr
    return folder, report


@pytest.fixture
def office(killed):
    office = Office.of(Settings(home=killed[0]))
    yield office
    office.store.close()


@pytest.fixture
def session(office):
    with office.store.read() as session:
        yield session


def count(session, column):
    return session.execute(select(func.count(column))).scalar_one()


def test_the_process_was_killed_in_every_stage(killed):
    ends = Counter((stage, left) for stage, left in killed[1]["killed"])

    assert {left for _, left in ends} <= {0, -signal.SIGKILL}, "no life ended in an error"
    assert sum(count for (_, left), count in ends.items() if left) >= 12
    assert len({stage for stage, left in ends if left}) >= STAGES - 2


def test_the_list_and_the_people_are_on_the_register_once(session):
    chains = Counter(session.execute(select(col(LedgerEntry.chain))).scalars())

    assert (count(session, col(CaseList.id)), count(session, col(Case.case_no))) == (1, 600)
    assert count(session, col(Person.code)) == count(session, col(Post.id).distinct()) - 3 - 3
    assert (chains["register:cases"], chains["register:people"]) == (1, 1)


def test_every_drawn_case_has_one_proceeding_and_all_are_in_the_archive(session):
    reviews = seasons.reviews(session, SEASON)
    season = seasons.season(session, SEASON)
    drawn = [entry["case_no"] for entry in json.loads(season.certificate)["drawn"]]

    assert sorted(review.case_no for review, _ in reviews) == sorted(drawn)
    assert len(set(drawn)) == SIZE
    assert {row.state for _, row in reviews} == {"archived"}
    assert proceedings.find(session, season.ref).state == "archived"
    assert count(session, col(Proceeding.ref)) == SIZE + 1


def test_each_act_was_done_once_and_the_ledger_holds(session):
    rows = session.execute(select(Proceeding)).scalars().all()

    found = verify(session)

    for row in rows:
        past = history(session, row.ref)
        assert [act.number for act in past] == list(range(1, row.version + 1))
        twice = Counter((act.trigger, act.by) for act in past)
        assert max(twice.values()) == 1, (row.ref, twice)
    registers = dict(
        session.execute(
            select(LedgerEntry.chain, func.count())
            .where(col(LedgerEntry.chain).startswith(REGISTERS))
            .group_by(LedgerEntry.chain)
        ).all()
    )
    assert found.entries == sum(row.version for row in rows) + sum(registers.values())
    assert registers.keys() == {"register:cases", "register:people", "register:readings", "register:papers"}
    assert registers["register:cases"] == registers["register:people"] == 1


def test_no_card_is_on_record_twice_and_each_lies_in_its_reader_s_folder(session, office):
    issued = session.execute(select(IssuedCard)).scalars().all()
    files = sorted((office.season_folder(SEASON) / FOLDER).rglob("*"))

    assert len({(card.review, card.reader) for card in issued}) == len(issued) == 2 * SIZE
    assert Counter(path.parent.name for path in files if path.is_file()) == Counter(
        card.reader for card in issued
    )


def test_the_papers_that_outsiders_check_are_all_there_and_hold(office):
    folder = office.season_folder(SEASON)
    command = [sys.executable, "-I", "verify_draw.py", f"待抽名册-{SEASON}.json", f"抽样证书-{SEASON}.json"]

    checked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert not list(folder.rglob(".*.part"))
    assert (folder / f"评查通报-{SEASON}.docx").is_file()
    assert len(list(office.papers.joinpath("退回清单").iterdir())) == 1


def test_every_notice_is_in_each_mailbox_once_at_the_most(session, office):
    notices = session.execute(select(Notice)).scalars().all()
    delivered = Counter((row.notice_id, row.person) for row in session.execute(select(Delivery)).scalars())
    reader = BytesParser(policy=policy.default)
    letters = Counter(
        (path.parent.name, reader.parsebytes(path.read_bytes())["Message-ID"])
        for path in office.mailbox.rglob("*.eml")
    )

    assert {row.state for row in notices} <= {"sent", "nobody"}
    assert len({row.key for row in notices}) == len(notices)
    assert set(delivered.values()) == {1}
    assert set(letters.values()) == {1}
    assert len(letters) == len(delivered) > 5 * SIZE
