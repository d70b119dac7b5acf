"""The desk that knows who is told: absences, duty, wishes, and the question who would be told when and why."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

COURT = "吉林省吉林市中级人民法院"
PEOPLE = """代码,法院,庭室,职务,任职起日,手机
P1,吉林市中院,,院长,2020-01-01,13900000001
P2,吉林市中院,,副院长,2020-01-01,13900000002
P3,吉林市中院,,副院长,2020-01-01,
"""
ROUTES = "roles:\n  president: {routine: [mailbox, sms], urgent: [mailbox, sms]}\n"


@pytest.fixture(autouse=True)
def _a_court(tmp_path, monkeypatch):
    with at_a_desk(tmp_path, columns=200):
        Path("名册.csv").write_text(PEOPLE, encoding="utf-8")
        Path("routes.yaml").write_text(ROUTES, encoding="utf-8")
        monkeypatch.setenv("ZELIAN_ROUTES_FILE", "routes.yaml")
        done("people", "import", "名册.csv")
        yield


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def done(*words: str) -> str:
    answer = zelian(*words)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def refused(*words: str) -> str:
    answer = zelian(*words)
    assert answer.exit_code != 0
    return answer.stderr


def route(at: str, *more: str) -> list[str]:
    return done("notices", "route", "--role", "院长", "--court", "吉林市中院", "--at", at, *more).splitlines()


def entries() -> list[dict[str, object]]:
    with sqlite3.connect("var/zelian.db") as database:
        query = "SELECT record FROM ledger_entry WHERE chain = 'register:rosters' ORDER BY number"
        found = [json.loads(record) for (record,) in database.execute(query)]
    database.close()
    return found


def test_each_link_of_the_search_is_a_sentence_and_each_message_has_its_hour():
    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10", "--substitute", "P2")

    said = route("2099-03-02 22:00")

    assert said[0] == f"2099-03-02 22:00（北京时间），{COURT}院长，一般通知："
    assert said[1:4] == [f"1. P1：2020-01-01起任{COURT}院长", "2. P1离岗至2099-03-10", "3. P1的代理人是P2"]
    rows = [line.split() for line in said if "P2" in line and "信" in line]
    assert [row[1:3] for row in rows] == [["站内信箱", "即时"], ["短信", "2099-03-03"]]
    assert "07:30，静默时段之后" in "\n".join(said)
    urgent = route("2099-03-02 22:00", "--urgent")
    assert "静默时段" not in "\n".join(urgent)


def test_it_is_said_in_english_on_request():
    said = route("2099-03-02 09:00", "--english")

    assert said[0].startswith("2099-03-02 09:00 (Beijing), the court president of")
    assert "at once" in "\n".join(said)


def test_where_there_is_nobody_the_reason_is_said():
    said = done("notices", "route", "--role", "督察部门", "--court", "吉林市中院")

    assert "没有在任的督察部门" in said
    assert "无人：" in said


def test_a_matter_one_may_not_know_of_is_no_matter_to_ask_about():
    assert "惩戒2026-0001" in refused("notices", "route", "--role", "院长", "--ref", "惩戒2026-0001")


def test_an_absence_is_on_the_ledger_without_its_reason_and_ends_early_with_its_history_kept():
    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10", "--kind", "病假")
    done("people", "back", "P1", "--on", "2099-03-05")

    first, second = entries()
    assert (first["trigger"], first["since"], first["until"]) == ("away", "2099-03-01", "2099-03-11")
    assert (second["trigger"], second["until"], second["instead_of"]) == ("back", "2099-03-05", "2099-03-11")
    assert "illness" not in json.dumps(entries())
    assert "2099-03-04" in done("people", "absences")
    assert "P1离岗" not in "\n".join(route("2099-03-06 09:00"))


def test_everything_wrong_with_an_absence_is_told_at_once_and_nothing_is_kept():
    said = refused("people", "away", "P9", "--from", "2099-03-10", "--to", "2099-03-01", "--substitute", "P9")

    assert said.startswith("共3处错误")
    assert "没有登记人员“P9”" in said
    assert "不能由本人代理" in said
    assert "止日早于起日" in said
    assert entries() == []
    assert refused("people", "away", "P1", "--from", "昨天", "--to", "明天").startswith("共2处错误")


def test_a_circle_is_refused_when_it_is_entered():
    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10", "--substitute", "P2")

    said = refused("people", "away", "P2", "--from", "2099-03-08", "--to", "2099-03-20", "--substitute", "P1")

    assert "代理成环：P2→P1→P2" in said
    done("people", "away", "P2", "--from", "2099-03-11", "--to", "2099-03-20", "--substitute", "P1")


def test_absences_that_meet_are_refused():
    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10")

    said = refused("people", "away", "P1", "--from", "2099-03-10", "--to", "2099-03-12")

    assert "已登记2099-03-01至2099-03-10离岗" in said


def test_the_person_enters_the_own_absence_and_nobody_else_s():
    own = ("--role", "院长", "--by", "P1")

    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10", *own)
    said = refused("people", "away", "P2", "--from", "2099-03-01", "--to", "2099-03-10", *own)

    assert "应由审管办登记，或者由本人登记" in said
    assert "依据：《代收、值班与送达时段办法" in said
    assert len(entries()) == 1


def test_a_roster_of_duty_is_taken_in_by_the_week_and_a_later_one_takes_its_place():
    Path("值班.csv").write_text(
        "代码,法院,值班职务,值班起日,值班止日\nP3,吉林市中院,院长,2099-03-01,\nP2,吉林市中院,,2099-03-08,2099-03-09\n",
        encoding="utf-8",
    )
    done("people", "away", "P1", "--from", "2099-03-01", "--to", "2099-03-10")

    assert "读取2行，新登记值班2项，以前已登记0项" in done("people", "duty", "--import", "值班.csv")
    assert "新登记值班0项，以前已登记2项" in done("people", "duty", "--import", "值班.csv")
    assert "依次为P3：" + COURT + "当日值班" in "\n".join(route("2099-03-07 09:00"))
    assert "依次为P2：" + COURT + "当日值班" in "\n".join(route("2099-03-08 09:00"))
    Path("改.csv").write_text(
        "代码,法院,值班职务,值班起日\nP2,吉林市中院,院长,2099-03-01\n", encoding="utf-8"
    )
    done("people", "duty", "--import", "改.csv")

    listed = done("people", "duty")
    assert "P3" not in listed
    assert entries()[-1]["replaced"] == 1
    assert "依次为P2" in "\n".join(route("2099-03-05 09:00"))


def test_a_faulty_roster_is_refused_with_every_fault():
    Path("值班.csv").write_text(
        "代码,法院,值班职务,值班起日,值班止日\nP3,吉林市中院,院掌,2099-03-01,2099-02-01\nP3,吉林市中院,院长,某日,\n,吉林市中院,,2099-03-01,\n",
        encoding="utf-8",
    )

    said = refused("people", "duty", "--import", "值班.csv")

    assert said.startswith("共4处错误")
    assert "是否即“院长”" in said
    assert entries() == []


def test_a_wish_holds_for_optional_channels_and_routine_notices():
    assert "不能由本人取舍" in refused("people", "wish", "P1", "--without", "mailbox")
    done("people", "wish", "P1", "--without", "sms")

    assert "短信" not in "\n".join(route("2099-03-02 09:00"))
    assert "短信" in "\n".join(route("2099-03-02 09:00", "--urgent"))
    done("people", "wish", "P1", "--with", "sms")
    assert "短信" in "\n".join(route("2099-03-02 09:00"))
    assert [entry["wanted"] for entry in entries()] == [False, True]
    assert "应写且只写一项" in refused("people", "wish", "P1")
