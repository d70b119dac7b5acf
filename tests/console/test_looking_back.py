"""The desk looks back: a proceeding as it stood, and who looked at what; refusals in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from console.cli import app
from console.office import office
from records import people, seasons
from records.proceedings import Act, advance, open_many
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.review_round.table import REVIEW_ROUND
from tests.console.at_a_desk import at_a_desk
from tests.console.test_judges_desk import GIVEN, ORGANISER, REF, WAY

BEIJING = ZoneInfo("Asia/Shanghai")
BY = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[datetime]:
    """A desk with one review of one season, drawn ten days ago, a step a day; the time of its drawing."""
    with at_a_desk(tmp_path):
        begun = datetime.now(BEIJING) - timedelta(days=10)
        store = office().store
        with store.begin() as session:
            rules = store.rules.on(begun.date())
            season = {"label": "2026Q3", "ref": "评查2026Q3", "organiser": ORGANISER, "opened_at": begun,
                      "first": begun.date(), "last": begun.date(), "manifest": None, "frame": None,
                      "certificate": None, "internal_list": None}  # fmt: skip
            open_many(
                session,
                REVIEW_ROUND.code,
                [("评查2026Q3", {"organiser": ORGANISER})],
                by=BY,
                at=begun,
                rules=rules,
            )
            open_many(session, QUALITY_REVIEW.code, [(REF, GIVEN)], by=BY, at=begun, rules=rules)
            seasons.open_season(session, season)
            people.enrol(session, [{"code": "J1", "court": ORGANISER, "division": "民二庭",
                                    "posts": [{"role": "judge", "division": "民二庭"}]}], begun, BY, "test")  # fmt: skip
            for number, (trigger, role, code, states) in enumerate(WAY, start=1):
                by = Actor(code, role, court=ORGANISER)
                at = begun + timedelta(days=number)
                advance(session, Act(ref=REF, trigger=trigger, by=by, at=at, particulars=states))
        yield begun


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def looks() -> list[dict]:
    with office().store.read() as session:
        query = "SELECT record FROM ledger_entry WHERE chain LIKE 'register:reads:%' ORDER BY chain, number"
        return [json.loads(record) for record in session.execute(text(query)).scalars()]


# --- as it stood ----------------------------------------------------------------------------------------------------


def test_a_proceeding_is_shown_as_it_stood_at_the_end_of_a_day(desk):
    day = (desk + timedelta(days=2)).date()

    said = zelian("proceeding", "show", REF, "--as-of", day.isoformat())

    assert said.exit_code == 0, said.output
    assert f"以下为北京时间{day} 23:59的状态，由台账第1至第3号记录重建" in said.output
    assert "当时为“评查中”（第3号记录）" in said.output
    assert "当时已发出的通知" in said.output
    assert "现在可以办理" not in said.output


def test_a_time_of_the_day_may_be_given_and_the_result_read_by_a_program(desk):
    at = desk + timedelta(days=1, minutes=-1)

    before = zelian("proceeding", "show", REF, "--as-of", f"{at:%Y-%m-%dT%H:%M}", "--json")
    after = zelian(
        "proceeding", "show", REF, "--as-of", f"{at + timedelta(minutes=2):%Y-%m-%dT%H:%M}", "--json"
    )

    assert [json.loads(said.output)["state"] for said in (before, after)] == ["selected", "file_in"]
    assert json.loads(before.output)["due"][0]["clock"] == "handover"
    assert json.loads(before.output)["notices"]


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        (
            "昨天",
            "--as-of“昨天”：不是日期，也不是时间。请写过去的日期或时间，如 2026-09-30 或 2026-09-30T15:00",
            2,
        ),
        ("2026-02-30", "不是日期，也不是时间", 2),
        ("2999-01-01", "还没有到", 2),
        ("9999-12-31", "不是日期，也不是时间", 2),
        ("2020-01-01", "“评查2026Q3-0001”当时尚未立项；立项时间为北京时间", 4),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_to_be_none_and_is_no_look(desk, typed, said, code):
    refused = zelian("proceeding", "show", REF, "--as-of", typed)

    assert said in refused.output
    assert refused.exit_code == code
    assert looks() == []


# --- who looked -----------------------------------------------------------------------------------------------------

# fmt: off
SHOWN = (
    # command                                             what it is             proceedings   people
    (("proceeding", "show", REF),                         "proceeding",          [REF],        ["J1"]),
    (("proceeding", "show", REF, "--as-of", "TODAY"),     "earlier",             [REF],        ["J1"]),
    (("proceeding", "rights", REF),                       "rights",              [REF],        ["J1"]),
    (("proceeding", "evidence", REF),                     "evidence",            [REF],        ["J1"]),
    (("proceeding", "evidence", REF, "--save", "copies"), "evidence_taken",      [REF],        ["J1"]),
    (("proceeding", "export", REF, "--xes", "log.xes"),   "export",              [REF],        ["J1"]),
    (("proceeding", "reads", REF),                        "who_looked",          [REF],        ["J1"]),
    (("notices", "show", REF),                            "notices",             [REF],        ["J1"]),
    (("notices", "list"),                                 "notices",             None,         None),
    (("notices", "read", "J1"),                           "letters",             [],           ["J1"]),
    (("people", "show", "J1"),                            "person",              [],           ["J1"]),
    (("people", "reads", "J1"),                           "who_looked",          [],           ["J1"]),
    (("people", "list"),                                  "people",              [],           ["J1"]),
    (("people", "conflicts"),                             "conflicts",           [],           []),
    (("season", "disputes", "2026Q3"),                    "disputes",            [],           []),
)
SHOWS_NOBODY = (("season", "status", "2026Q3"), ("ledger", "verify"), ("procedures", "list"), ("standards", "list"))
# fmt: on


@pytest.mark.parametrize(
    ("command", "look", "refs", "codes"),
    SHOWN,
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_every_command_that_shows_a_file_leaves_one_entry(desk, command, look, refs, codes):
    today = f"{datetime.now(BEIJING):%Y-%m-%d}"

    done = zelian(*(today if word == "TODAY" else word for word in command))

    assert done.exit_code == 0, done.output
    (entry,) = looks()
    assert (entry["look"], entry["by"]["code"], entry["by"]["role"]) == (look, "office", "trial_management")
    if refs is not None:
        assert (entry["proceedings"], entry["people"]) == (refs, codes)


@pytest.mark.parametrize("command", SHOWS_NOBODY, ids=" ".join)
def test_counts_and_lists_that_name_nobody_are_no_looks(desk, command):
    assert zelian(*command).exit_code == 0

    assert looks() == []


def test_the_judge_asks_who_read_the_case(desk):
    zelian("proceeding", "show", REF, "--by", "A1", "--reason", "核对反馈期限")
    zelian("proceeding", "evidence", REF, "--role", "评查员", "--by", "R1")

    said = zelian("proceeding", "reads", REF, "--role", "承办法官", "--by", "J1")
    english = zelian("people", "reads", "J1", "--role", "judge", "--by", "J1", "--english")

    assert said.exit_code == 0, said.output
    assert "查阅记录2条" in said.output
    assert "核对反馈期限" in said.output
    assert "不告知" in said.output
    assert "R1" not in said.output
    assert "list of evidence" in english.output


def test_somebody_else_is_refused_with_reason_and_authority(desk):
    refused = zelian("proceeding", "reads", REF, "--role", "承办法官", "--by", "J2")

    assert refused.exit_code == 3
    assert "只有审管办、院长、督察部门和本人可以查询谁查阅过" in refused.output
    assert "查阅办法" in refused.output


def test_where_the_look_cannot_be_entered_nothing_is_shown(desk):
    with office().store.begin() as session:
        session.execute(text("DROP TABLE file_read"))

    refused = zelian("proceeding", "show", REF)

    assert refused.exit_code == 3
    assert "查阅记录现在不能写入台账，不得查阅" in refused.output
    assert "办理经过" not in refused.output


# --- the check-up ---------------------------------------------------------------------------------------------------


def test_the_doctor_says_what_holds_what_does_not_and_what_to_do(desk):
    zelian("tick", "--without-prefect")
    with office().store.begin() as session:
        session.execute(text("UPDATE notice SET state = 'sent'"))
    sound = zelian("doctor")
    with office().store.begin() as session:
        session.execute(text("UPDATE notice SET state = 'failed'"))
    warned = zelian("doctor")
    with office().store.begin() as session:
        session.execute(text("DROP TRIGGER ledger_entry_no_delete"))
    faulty = zelian("doctor", "--json", "--english")

    assert [said.exit_code for said in (sound, warned, faulty)] == [0, 1, 2], sound.output
    assert "没有连通：例行办理照常" in sound.output
    assert "没有送达失败的通知" in warned.output
    assert "请核对地址并以其他方式告知" in warned.output
    (guards,) = [each for each in json.loads(faulty.output) if each["code"] == "guards"]
    assert (guards["level"], guards["count"], guards["first"]) == ("fault", 1, ["ledger_entry_no_delete"])
    assert looks() == [], "it names proceedings by reference and shows nothing of them"


def test_a_backup_is_taken_and_put_back_at_the_desk(desk, tmp_path):
    zelian("tick", "--without-prefect")
    taken = zelian("backup", ".")
    (archive,) = tmp_path.glob("zelian-*.tar")

    again = zelian("restore", str(archive), "--to", "again")
    twice = zelian("restore", str(archive), "--to", "again", "--english")

    assert taken.exit_code == 0, taken.output
    assert "已备份：zelian-" in taken.output
    assert "未列入：密钥、口令和 zelian.env" in taken.output
    assert again.exit_code in (0, 1), again.output
    assert "与备份清单所记的末端一致" in again.output
    assert "台账逐条相连" in again.output
    assert twice.exit_code == 2
    assert "is no empty folder" in twice.output
