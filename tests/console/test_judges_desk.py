"""The desk serves the judge: rights, evidence and disputes, in Chinese and in English, and refusals in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from console.office import office
from console.sample.exhibits import exhibit
from records.proceedings import Act, advance, open_many
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from tests.console.at_a_desk import at_a_desk

REF, ORGANISER = "评查2026Q3-0001", "吉林省高级人民法院"
READERS = [{"code": f"R{number}", "court": "吉林市中级人民法院", "division": "民一庭"} for number in (1, 2)]
GIVEN = {
    "organiser": ORGANISER, "court": "长春市中级人民法院", "case_no": "（2026）吉01民终7号", "division": "民二庭", "judge": "J1",
    "bench": ["J1", "J2", "J3"], "reversed": False, "conflicts": [], "case_kind": "civil",
}  # fmt: skip
WAY = (
    ("hand_in_file", Role.DIVISION, "D1", {"file_complete": True}),
    ("assign", Role.TRIAL_MANAGEMENT, "A1", {"readers": READERS}),
    ("submit_sheet", Role.REVIEWER, "R1", {"sheets": {"reader": "R1"}}),
    ("submit_sheet", Role.REVIEWER, "R2", {"sheets": {"reader": "R2"}}),
    ("close_scoring", Role.TRIAL_MANAGEMENT, "A1", {"score": 71, "scored_grade": "flawed"}),
    ("form_opinion", Role.TRIAL_MANAGEMENT, "A1", {"grade": "flawed", "grade_reasons": "送达有瑕疵"}),
    ("feed_back", Role.TRIAL_MANAGEMENT, "A1", {}),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A desk with one review, fed back to its judge an hour ago."""
    with at_a_desk(tmp_path, columns=220):
        begun = datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(hours=1)
        store = office().store
        with store.begin() as session:
            by = Actor("A1", Role.TRIAL_MANAGEMENT, court=ORGANISER)
            rules = store.rules.on(begun.date())
            open_many(session, QUALITY_REVIEW.code, [(REF, GIVEN)], by=by, at=begun, rules=rules)
            for trigger, role, code, states in WAY:
                by = Actor(code, role, court=ORGANISER)
                advance(session, Act(ref=REF, trigger=trigger, by=by, at=begun, particulars=states))
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def objects(*more: str, by: str = "J1") -> Result:
    return zelian("proceeding", "act", REF, "提出异议", "--role", "承办法官", "--by", by, *more)


def test_the_judge_reads_his_rights_with_the_day_and_why(desk):
    said = zelian("proceeding", "rights", REF).output

    assert "一、现在到哪一步：已反馈" in said
    assert "2. 提出异议" in said
    assert "起算5个工作日" in said
    assert "等次理由：送达有瑕疵" in said
    assert "四、不能查阅的" in said
    assert "R1" not in said


def test_the_same_in_english_and_for_another_program(desk):
    english = zelian("--english", "proceeding", "rights", REF).output
    record = json.loads(zelian("proceeding", "rights", REF, "--json").output)

    assert "2. What you may do now" in english
    assert [right["act"] for right in record["rights"]] == ["agree", "object"]
    assert record["rights"][1]["limit"]["due"]


def test_an_objection_in_points_with_evidence_is_taken_listed_and_given_back(desk):
    (desk / "回证.pdf").write_bytes(exhibit("slip"))

    done = objects(
        "--fact", "异议理由=送达回证在副卷内", "--fact", "异议理由=争议焦点已回应", "--attach", "回证.pdf"
    )
    listed = json.loads(zelian("proceeding", "evidence", REF, "--json").output)
    taken = zelian("proceeding", "evidence", REF, "--save", "取出", "--number", "1")
    facts = json.loads(zelian("proceeding", "show", REF, "--json").output)["facts"]

    assert "异议复核" in done.output
    assert [(each["name"], each["act"]) for each in listed] == [("回证.pdf", "object")]
    assert taken.exit_code == 0
    assert (desk / "取出" / "01-回证.pdf").read_bytes() == exhibit("slip")
    assert facts["objection"] == ["送达回证在副卷内", "争议焦点已回应"]
    assert facts["files"][0]["code"] == listed[0]["sha256"]


def test_files_that_cannot_be_taken_are_named_and_nothing_is_done(desk):
    (desk / "说明.txt").write_text("文字")
    (desk / "空.pdf").touch()

    faulty = objects("--fact", "异议理由=无据", "--attach", "说明.txt", "--attach", "空.pdf")
    missing = objects("--fact", "异议理由=无据", "--attach", "没有.pdf")
    state = json.loads(zelian("proceeding", "show", REF, "--json").output)["state"]

    assert (faulty.exit_code, missing.exit_code) == (2, 2)
    assert "共2处错误" in faulty.stderr
    assert "不能读取" in missing.stderr
    assert state == "fed_back"
    assert not list((desk / "var").rglob("evidence/*"))


def test_answers_are_typed_one_by_one_and_a_point_left_out_is_refused(desk):
    objects("--fact", "异议理由=送达回证在副卷内", "--fact", "异议理由=争议焦点已回应")
    second = "{code: S1, court: 四平市中级人民法院}"
    zelian(
        "proceeding",
        "act",
        REF,
        "指定复评人员",
        "--role",
        "审管办",
        "--by",
        "A1",
        "--fact",
        f"复评人员=[{second}]",
    )
    decide = ["proceeding", "act", REF, "作出复评意见", "--role", "复评人员", "--by", "S1",
              "--fact", "异议是否成立=是", "--fact", "等次=合格", "--fact", "对异议理由的逐项答复=1 采纳：在副卷"]  # fmt: skip

    short = zelian(*decide)
    whole = zelian(*decide, "--fact", "对异议理由的逐项答复=2 不采纳：没有回应")

    assert short.exit_code == 3
    assert "第2点没有答复" in short.stderr
    assert "待评查委员会确认" in whole.output


def test_a_file_that_is_not_there_has_no_number(desk):
    assert zelian("proceeding", "evidence", REF, "--number", "3").exit_code == 2


@pytest.mark.parametrize("span", ["2026H2", "2026下半年", "2026Q4"])
def test_disputes_of_a_half_year_or_a_quarter(desk, span):
    found = json.loads(zelian("season", "disputes", span, "--json").output)

    assert found["counts"] == {"accepted": 0, "refused": 0, "pending": 0, "overdue": 0}
    assert found["last"] == "2026-12-31"


def test_what_is_neither_a_half_year_nor_a_quarter_is_said(desk):
    answer = zelian("season", "disputes", "去年")

    assert answer.exit_code == 2
    assert "不是半年，也不是季度" in answer.stderr
