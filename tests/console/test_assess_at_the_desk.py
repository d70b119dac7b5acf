"""An assessment at the desk: registered, supplied from the files, refused in words, and the exit read from its result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

REFUSED, FAULTY = 3, 2
YEAR = (datetime.now(UTC) - timedelta(days=200)).year
REF = f"考核{YEAR}-0001"
SAT = "考评委员会议定情况={全体委员: [P0, A1, A2, A3, A4], 出席并参加议定的委员: [P0, A1, A2], 院长主持: 是}"
FEW = ("--closed", "6", "--closed-document", "审管字1号")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    with at_a_desk(tmp_path, columns=260):
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def act(step: str, role: str, *facts: str, by: str = "G1") -> Result:
    stated = [word for fact in facts for word in ("--fact", fact)]
    return zelian("proceeding", "act", REF, step, "--role", role, "--by", by, *stated)


def opened(*more: str) -> Result:
    where = ("--court", "长春市中级人民法院", "--level", "中级", "--post", "庭长、副庭长", "--by", "G1")
    return zelian("assess", "open", "J1", "--year", str(YEAR), *where, *more)


def proposed(grade: str) -> Result:
    return act("考评委员会提出等次", "法官考评委员会", SAT, f"拟定等次={grade}", "评定理由=办案不足", "提出的根据=未达到办案业绩考核标准", by="A1")  # fmt: skip


@pytest.fixture
def gathered(desk: Path) -> None:
    for done in (
        opened(),
        act("提交个人总结", "当事法官", "个人总结内容=完成任务", by="J1"),
        zelian("assess", "material", REF, "--by", "G1", *FEW),
        act("主管领导提出等次建议", "庭长", "主管领导等次建议={建议等次: 称职, 理由: 总体称职}", by="T1"),
    ):
        assert done.exit_code == 0, done.output


def test_a_figure_without_its_source_is_not_taken(desk):
    opened()
    act("提交个人总结", "当事法官", "个人总结内容=完成任务", by="J1")

    said = zelian("assess", "material", REF, "--by", "G1", "--closed", "6")

    assert said.exit_code == FAULTY
    assert "请同时写 --closed 和 --closed-document" in said.output
    assert "待核实考核材料" in zelian("assess", "list", "--role", "政治部", "--by", "G1").output


def test_what_is_on_file_is_read_and_never_typed(desk):
    opened()
    act("提交个人总结", "当事法官", "个人总结内容=完成任务", by="J1")

    said = act("核实考核材料", "政治部", f"材料核实之日={YEAR}-12-31", "在案考核材料=[]")

    assert said.exit_code == FAULTY
    assert "“在案考核材料”由系统计算，不能填写" in said.output


def test_only_personnel_registers_and_a_year_to_come_has_no_assessment(desk):
    other = opened("--role", "审管办")
    to_come = zelian("assess", "open", "J1", "--year", "2099", "--court", "某院", "--level", "基层")

    assert (other.exit_code, "年度考核由政治部登记" in other.output) == (REFUSED, True)
    assert (to_come.exit_code, "考核年度2099" in to_come.output) == (FAULTY, True)


def test_a_leader_below_the_minimum_is_incompetent_and_the_exit_reads_all_from_the_result(gathered):
    assert "应当确定为不称职" in proposed("称职").output
    assert proposed("不称职").exit_code == 0
    act("审定等次", "院长", by="P0")
    today = (datetime.now(UTC) + timedelta(hours=8)).date().isoformat()
    told = act("书面通知考核结果", "政治部", f"送达情况={{方式: 直接送达, 收到之日: {today}}}", "是否告知复核权利和期限=是")  # fmt: skip
    assert told.exit_code == 0, told.output
    leave = ("exit", "open", "J1", "--from", REF, "--since", "2017-06-01", "--role", "政治部", "--by", "G1")

    early = zelian(*leave)
    act("认可考核结果", "当事法官", by="J1")
    other = zelian(*leave, "--ground", "退休", "--court", "某院")
    done = zelian(*leave, "--level", "中级", "--ground", "院庭长办案数量未达最低要求，年度考核不称职")

    assert (early.exit_code, "结果尚未确定" in early.output) == (REFUSED, True)
    assert (other.exit_code, other.output.count("与考核事项不一致")) == (FAULTY, 2)
    assert done.exit_code == 0, done.output
    assert "院庭长办案数量未达最低要求，年度考核不称职（应当退出）" in done.output
    assert "不称职" in zelian("assess", "list", "--year", str(YEAR), "--all", "--role", "政治部").output
    assert "应当退出员额" in zelian("chain", "show", "J1", "--role", "政治部", "--by", "G1").output
