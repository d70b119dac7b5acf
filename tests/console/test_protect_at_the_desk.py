"""The desk of protection: what a clerk types in names, what is said, what is refused, and what a reader does not see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

REFUSED, FAULTY = 3, 2
COURT = ("--court", "长春市中级人民法院")
CLEARING = (
    "protect", "open", "澄清", "J1", "--role", "督察部门", "--by", "D9", *COURT, "--fact", "启动方式=承办部门建议", "--fact", "被检举的问题=收受礼品",
    "--fact", "知悉检举的人和单位=[{代码: U1, 知悉经过: 网络发帖}]", "--reporter", "P77",
)  # fmt: skip
INTERFERENCE = (
    "protect",
    "open",
    "干预",
    "J1",
    "--role",
    "记录人",
    "--by",
    "J1",
    *COURT,
    "--fact",
    "遇到之日=2026-06-08",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    with at_a_desk(tmp_path, columns=220):
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def act(ref: str, step: str, role: str, *facts: str, by: str = "P1") -> Result:
    stated = [word for fact in facts for word in ("--fact", fact)]
    return zelian("proceeding", "act", ref, step, "--role", role, "--by", by, *stated)


def opened(*words: str) -> str:
    return zelian(*words).output.splitlines()[0].removeprefix("已立项").partition("（")[0]


def test_a_clearing_is_opened_and_acted_on_in_the_words_of_the_court(desk):
    ref = opened(*CLEARING)

    done = act(ref, "登记失实结论", "督察部门", "逐点认定=[{问题: 1, 认定: 失实, 依据: 监控录像}]", by="D9")
    wrong = act(ref, "登记失实结论", "督察部门", "逐点认定=[{问题: 1, 认定: 不清楚, 依据: 无}]", by="D9")

    assert ref.startswith("澄清")
    assert "现为“已认定失实”" in done.output
    assert wrong.exit_code != 0
    assert "P77" not in zelian("proceeding", "show", ref, "--json", "--role", "督察部门").output


def test_choices_are_typed_by_name_in_either_language_and_a_wrong_one_is_told_which_there_are(desk):
    ref = opened(
        "protect", "open", "安全", "J1", "--role", "当事法官", "--by", "J1", *COURT, "--fact", "险情=被跟踪"
    )
    graded = act(ref, "评估定级", "法官权益保障委员会", "险情等级=二级险情", "评估依据=跟踪两次")

    wrong = act(ref, "采取保护措施", "司法警察部门", "保护措施=司法警察值守、祈祷")
    english = act(ref, "take", "court_police", "measures_taken=court police on guard,police informed")

    assert graded.exit_code == 0
    assert (wrong.exit_code, "没有这一项" in wrong.output, "人身保护" in wrong.output) == (FAULTY, True, True)
    assert english.exit_code == 0


def test_all_that_is_wrong_with_an_opening_is_said_at_once_in_either_language(desk):
    words = ("protect", "open", "表扬", "J1", "--role", "督察科")

    chinese, english = zelian(*words), zelian("--english", *words)

    assert (chinese.exit_code, english.exit_code) == (FAULTY, FAULTY)
    assert "共2处错误" in chinese.output
    assert "clearing, interference, safety" in english.output


def test_a_record_is_not_there_for_whom_it_is_about_nor_for_who_has_no_part(desk):
    ref = opened(*INTERFERENCE)
    act(ref, "记录干预、过问", "记录人", "被记录人={代码: X9}", "被记录人类别=领导干部", "方式=口头", "干预、过问内容=要求从轻", "遇到之日=2026-06-08",
        "案件办理是否已受影响=否", by="J1")  # fmt: skip

    mine = zelian("protect", "list", "--role", "记录人", "--by", "J1").output
    theirs = [
        zelian("protect", "list", "--role", role, "--by", "X9").output
        for role in ("审管办", "督察部门", "院长", "党委政法委")
    ]
    shown = zelian("proceeding", "show", ref, "--role", "审管办", "--by", "X9")
    never = zelian("proceeding", "show", "干预1999-0001", "--role", "审管办", "--by", "X9")

    assert ref in mine
    assert {text.strip() for text in theirs} == {"保护事项：没有"}
    assert (shown.exit_code, shown.output.replace(ref, "")) == (
        never.exit_code,
        never.output.replace("干预1999-0001", ""),
    )


def test_who_enters_an_adverse_act_is_told_the_same_whether_or_not_somebody_is_a_recorder(desk):
    ref = opened(*INTERFERENCE)
    act(ref, "记录干预、过问", "记录人", "被记录人={代码: X9}", "被记录人类别=领导干部", "方式=口头", "干预、过问内容=要求从轻", "遇到之日=2026-06-08",
        "案件办理是否已受影响=否", by="J1")  # fmt: skip
    adverse = ("--act", "免职", "--on", "2026-06-01", "--role", "政治部", "--by", "Q2")

    recorder, other = (zelian("protect", "adverse", code, *adverse).output for code in ("J1", "J2"))

    assert recorder.replace("J1", "") == other.replace("J2", "")


def test_a_zero_report_is_entered_once_and_only_for_a_period_that_is_over(desk):
    report = ("--role", "审管办", "--by", "A1", *COURT)

    first, again = (
        zelian("protect", "report", "2024Q1", *report),
        zelian("protect", "report", "2024Q1", *report),
    )
    early = zelian("protect", "report", "2099Q1", *report)
    listed = zelian("protect", "reports", "--since", "2024-01-01", *report).output

    assert first.output.splitlines()[0] == "长春市中级人民法院2024年第一季度零报告已登记"
    assert Path(first.output.splitlines()[1]).is_file()
    assert (again.exit_code, early.exit_code) == (REFUSED, REFUSED)
    assert "尚未结束" in early.output
    assert listed.count("已报告") == 1
    assert "逾期未报" in listed
    assert zelian("protect", "reports", "--since", "2024-01-01", "--role", "承办法官").exit_code == REFUSED
    assert zelian("ledger", "verify").exit_code == 0


def test_the_five_kinds_are_listed_with_who_may_open_them(desk):
    shown = zelian("protect", "kinds").output

    assert all(name in shown for name in ("澄清", "干预", "安全", "维权", "免责", "记录人"))
