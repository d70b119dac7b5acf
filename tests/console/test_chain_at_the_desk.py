"""The desk follows a lead through the chain: handed over in the tick, answered by what is opened, shown, checked, and not to be undone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

NOT_FOUND, REFUSED = 4, 3
D9 = ("--role", "督察部门", "--by", "D9")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    with at_a_desk(tmp_path, columns=260):
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_lead_sent_another_way_is_handed_over_in_the_tick_and_answered_by_the_decision(desk):
    lead = zelian(
        "lead",
        "register",
        "--source",
        "举报",
        "--judge",
        "J1",
        "--court",
        "长春市中级人民法院",
        "--conduct",
        "拖延办案",
        "--item",
        "46(6)",
        *D9,
    )
    ref = lead.output.strip().removeprefix("已登记线索")
    zelian(
        "proceeding",
        "act",
        ref,
        "转办不属惩戒委员会审议的线索",
        "--role",
        "审监庭",
        "--by",
        "S1",
        "--fact",
        "转往何处=机关纪委",
        "--fact",
        "理由=处分程序",
    )
    handed = f"移送-{ref}-转办"

    first = zelian("tick")
    assert "衔接：新移送1件，接收0件，撤回0件" in first.output
    assert handed in zelian("chain", "list", *D9).output
    page = zelian("proceeding", "show", handed, *D9).output
    assert "不属惩戒范围，转入惩戒决定。按转办去向办理" in page
    assert re.search(r"接收移送 +督察部门 +《", page)
    assert re.search(r"撤回移送 +审监庭 +《", page)
    assert "衔接" not in zelian("tick").output

    zelian("lead", "decide", ref, *D9)
    assert "衔接：新移送0件，接收1件，撤回0件" in zelian("tick").output
    said = zelian("chain", "show", "J1", *D9).output
    assert said.index(ref) < said.index(handed) < said.index("惩戒决定2")
    graph = zelian("chain", "show", ref, *D9, "--as", "mermaid").output
    assert graph.splitlines()[0] == "flowchart TD"
    assert graph.count(" --> ") == 2
    data = json.loads(zelian("chain", "show", ref, *D9, "--as", "json").output)
    assert [each["ref"] for each in data["matters"]][:2] == [ref, handed]
    assert data["matters"][1]["authority"] == "local_discipline.分流"

    check = zelian("chain", "check", *D9)
    assert (check.exit_code, "巡检6项" in check.output) == (0, True)
    refused = zelian("chain", "undo", ref, *D9, "--dry-run")
    assert (refused.exit_code, "没有认定为不实" in refused.output) == (REFUSED, True)
    looked = zelian("proceeding", "reads", ref, *D9)
    assert "责任链条" in looked.output


def test_whoever_has_no_part_in_it_is_told_the_same_of_a_chain_that_is_there_and_one_that_is_not(desk):
    zelian(
        "lead",
        "register",
        "--source",
        "举报",
        "--judge",
        "J1",
        "--court",
        "长春市中级人民法院",
        "--conduct",
        "拖延办案",
        *D9,
    )

    there = zelian("chain", "show", "J1", "--role", "评查员", "--by", "P9")
    not_there = zelian("chain", "show", "J2", "--role", "评查员", "--by", "P9")

    assert (there.exit_code, not_there.exit_code) == (NOT_FOUND, NOT_FOUND)
    assert there.output.replace("J1", "J2") == not_there.output


def test_the_table_of_handovers_says_what_rests_on_what_and_how_far_it_was_checked(desk):
    zh, en = zelian("chain", "table").output, zelian("chain", "table", "--english").output

    assert "衔接总表（31项；接收期限均为设计值，待法院确定）" in zh
    assert "待核" in zh
    assert "no violation, for clearing" in en
