"""zelian discipline: who may answer, whether a vote holds, which remedies there are; in both languages and in JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import rfc8785
from typer.testing import CliRunner

from console.cli import app
from rules.attendance import Move, Movement
from rules.committee import Committee, Member
from rules.parameters import rule_book
from rules.voting import Ballot, Sitting, Vote
from rules.voting_sheet import proof_sheet

CASE = """
案号: (2020)吉01民终100号
裁判日期: 2021-03-01
合议庭:
  - {代码: J1, 身份: 审判长, 意见: 同意该结果}
  - {代码: J2, 身份: 承办法官}
  - {代码: J3, 意见: 不同意该结果}
"""


def ask(*words: str):
    return CliRunner().invoke(app, ["discipline", *words], env={"COLUMNS": "200"})


@pytest.fixture
def case(tmp_path):
    file = tmp_path / "案件.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.fixture
def sheet(tmp_path):
    body = Committee(9, tuple(Member(f"W{n}", n < 5) for n in range(9)), "W0")
    opened = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
    sitting = Sitting(
        "惩戒2022-0001", body, tuple(Movement(code, Move.ARRIVED, opened) for code in body.codes),
        Vote(opened, frozenset(body.codes), (Ballot.NO_VIOLATION,) * 9),
    )  # fmt: skip
    file = tmp_path / "核验单.json"
    file.write_bytes(rfc8785.dumps(proof_sheet(sitting, rule_book().on(date(2022, 5, 1)))))
    return file


def test_the_table_says_who_may_be_asked_and_that_nobody_is_found_liable(case):
    answer = ask("liability", str(case))

    assert answer.exit_code == 0
    assert "只列可以查问的人，不认定责任" in answer.stdout
    assert "J1（审判长）：责任人选" in answer.stdout
    assert "J2（承办法官）：记录不明" in answer.stdout
    assert "J3（合议庭成员）：不是责任人选" in answer.stdout
    assert "责任人选：J1" in answer.stdout
    assert "还须查明1项" in answer.stdout


def test_the_table_as_json(case):
    found = json.loads(ask("liability", str(case), "--json").stdout)

    assert found["candidates"] == found["for_the_committee"] == ["J1"]
    assert [row["standing"] for row in found["rows"]] == ["candidate", "unclear", "not_candidate"]


def test_remedies_and_kinds_are_listed_with_their_authority():
    remedies, kinds = ask("remedies", "--on", "2022-05-10"), ask("kinds")

    assert remedies.exit_code == kinds.exit_code == 0
    assert "10日（待核）" in remedies.stdout
    assert "第26条第7项" in kinds.stdout
    assert {
        row["authority"] for row in json.loads(ask("remedies", "--on", "2026-01-01", "--json").stdout)
    } >= {"supervision_law_2024.56"}
    assert json.loads(ask("kinds", "--json").stdout)[2]["negligence"] == "严重后果"


def test_a_sheet_is_checked_by_the_outsiders_program(sheet):
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        zelian = Path(sys.executable).with_name("zelian")
        return subprocess.run(
            [zelian, "discipline", "verify", *words], capture_output=True, text=True, check=False
        )

    good, other = run(str(sheet)), run(str(sheet), "--recorded", "0" * 64)

    assert good.returncode == 0, good.stderr
    assert "√ 结果 outcome: found no_violation" in good.stdout
    assert other.returncode == 1
    assert "DOES NOT HOLD" in other.stdout
