"""The desk takes an exit from registration to the day of approval: what a clerk types, what is said, refused, and hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

REFUSED, FAULTY = 3, 2
OPEN = ("exit", "open", "J1", "--court", "长春市中级人民法院", "--level", "中级", "--since", "2017-06-01", "--role", "政治部", "--by", "P1")  # fmt: skip
ILL = "因健康或者个人其他原因长期不能正常履职"
CASE = "（2026）吉01民终1号"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    with at_a_desk(tmp_path, columns=260):
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def act(ref: str, step: str, role: str, *facts: str, by: str = "P1") -> Result:
    stated = [word for fact in facts for word in ("--fact", fact)]
    return zelian("proceeding", "act", ref, step, "--role", role, "--by", by, *stated)


def opened(*more: str) -> str:
    done = zelian(*OPEN, *more)
    assert done.exit_code == 0, done.output
    return done.output.partition("：")[0].removeprefix("已登记")


@pytest.fixture
def ill(desk: Path) -> str:
    """An exit for health, put forward and verified."""
    ref = opened("--ground", ILL, "--on", "2026-01-10", "--document", "医字1号")
    said = act(
        ref, "提出退额建议", "政治部", "理由=长期病休", "不能履职情况={起: 2025-01-01, 止: 2026-01-10, 是否健康原因: 是, 证明: 病历第7号}"
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    verified = act(
        ref,
        "提交核查报告",
        "政治部",
        "核查情况=病历第7号属实",
        "未结案件数=1",
        f"未结案件清单=[{{案号: {CASE}}}]",
    )
    assert verified.exit_code == 0, verified.output
    return ref


def test_the_counter_says_what_the_ground_needs_and_what_comes_next(desk):
    said = zelian(*OPEN, "--ground", "退休").output

    assert "退休（自然退出）" in said
    assert "须有：证明事实的文件" in said
    assert "登记自然退出情形" in said
    assert "已登记，待提出" in zelian("exit", "list").output


def test_all_that_is_wrong_is_said_at_once_in_either_language_and_nothing_is_registered(desk):
    wrong = ("exit", "open", "J1", "--court", "X", "--level", "乡", "--since", "2017-13-01", "--role", "政治部", "--ground", "末位", "--inquiry", "谈话")  # fmt: skip

    chinese, english = zelian(*wrong), zelian("--english", *wrong)

    assert (chinese.exit_code, english.exit_code) == (FAULTY, FAULTY)
    assert "共4处错误" in chinese.output
    assert "可以写：监察立案调查、纪律审查、审计、刑事程序" in chinese.output
    assert "the lists in use have no ground" in english.output
    assert zelian("exit", "list", "--all").output.strip() == "退额事项：没有"


def test_a_ranking_is_refused_with_what_may_be_done_instead(desk):
    ref = opened("--ground", "办案业绩考核不达标，不能胜任法官职务", "--on", "2026-01-10")

    said = act(ref, "提出退额建议", "政治部", "理由=末位", "提出的根据=末位淘汰")

    assert said.exit_code == REFUSED
    assert "不得以末位淘汰为由" in said.output
    assert "由法官考评委员会按办案业绩标准认定" in said.output


def test_records_and_choices_are_typed_by_their_names_or_codes_in_either_language(desk):
    first = opened("--ground", "assessed_incompetent", "--on", "2026-01-10")
    done = act(first, "propose", "personnel", "reasons=x", "assessments=[{year: 2025, result: incompetent, told_on: 2026-01-10}]")  # fmt: skip
    assert done.exit_code == 0, done.output

    facts = json.loads(zelian("proceeding", "show", first, "--json", "--role", "政治部").output)["facts"]
    assert facts["assessments"] == [{"year": 2025, "result": "incompetent", "told_on": "2026-01-10"}]
    wrong = act(first, "作出考评认定", "法官考评委员会", "考评委员会认定={组成人员: [P1], 院长主持: 是}")
    assert wrong.exit_code == FAULTY
    assert "“不能胜任”：没有写" in wrong.output


def test_health_is_shown_to_those_who_decide_and_to_nobody_else(ill):
    shown = {
        role: zelian("proceeding", "show", ill, "--json", "--role", role).output for role in ("政治部", "党组", "审管办", "督察部门")
    }  # fmt: skip

    assert [role for role, text in shown.items() if "病历第7号" in text] == ["政治部", "党组"]
    assert "（保密）" in shown["审管办"]


def test_papers_are_written_and_those_on_health_lie_in_a_closed_folder(ill, desk):
    written = zelian("papers", "write", ill, "--all", "--role", "政治部", "--by", "P1")
    theirs = zelian("papers", "write", ill, "--all", "--role", "审管办", "--by", "M1")

    assert written.exit_code == 0, written.output
    found = sorted(path.parent.parent.name + "/" + path.stem for path in desk.rglob("*.docx"))
    assert found == ["员额退出（保密）/02-退额建议书", "员额退出（保密）/03-退额核查报告"]
    assert "尚无可以制发的文书" in theirs.output


def test_the_judge_reads_his_rights_and_when_they_end(ill):
    said = zelian("proceeding", "rights", ill, "--by", "J1")

    assert said.exit_code == 0, said.output
    assert "可以陈述意见" in said.output
    assert "其他法官的退额事项" in said.output


def test_the_grounds_of_a_day_are_told_with_their_marks(desk):
    before, after = (zelian("exit", "grounds", "--on", day).output for day in ("2021-12-31", "2022-01-01"))

    assert "年度考核不称职" not in before
    assert "年度考核不称职" in after
    assert "“自然退出”（待核）" in before
    listed = json.loads(zelian("exit", "grounds", "--json").output)
    assert {each["code"] for each in listed} >= {"own_request", "retired", "misconduct"}
