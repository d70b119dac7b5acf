"""A procedure prints itself whole: nothing of the table is lost on paper, and no code word is shown to people."""

from __future__ import annotations

import json
import re

import pytest

from state_machines.contents import guards_of
from state_machines.printing import as_json, as_mermaid, as_table, markdown
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.register import PROCEDURES
from state_machines.review_round.table import REVIEW_ROUND

EACH = pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)


def _cells(table: str) -> list[list[str]]:
    return [line.strip("| ").split(" | ") for line in table.splitlines()]


@EACH
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_has_eleven_columns_on_every_row(procedure, language):
    rows = _cells(as_table(procedure, language))

    assert {len(row) for row in rows} == {11}
    assert rows[0][0] == ("步骤" if language == "zh" else "Step")


@EACH
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_stands_in_the_table_with_its_states_offices_and_authority(procedure, language):
    rows = _cells(as_table(procedure, language))[2:]

    for step in procedure.steps:
        assert any(
            row[0] == step.trigger.to(language)
            and step.source.to(language) in row[1]
            and row[3]
            == (("、" if language == "zh" else ", ").join(role.to(language) for role in step.roles))
            and row[4] == step.authority.to(language)
            for row in rows
        ), step.trigger


@EACH
def test_every_reason_to_refuse_stands_in_the_table(procedure):
    table = as_table(procedure)

    assert [guard.zh for guard, _ in guards_of(procedure) if guard.zh not in table] == []


def test_the_table_says_what_becomes_of_time_limits():
    table = as_table(QUALITY_REVIEW)

    assert "| 中止异议期 |" in table
    assert "| 恢复异议期 |" in table
    assert "| 延长卷宗移交期限 |" in table
    assert "异议期（逾期不再受理）" in table


def test_rows_that_differ_in_their_state_only_are_one_row():
    rows = [row for row in _cells(as_table(QUALITY_REVIEW)) if row[0] == "更正记录"]

    assert len(rows) == 1
    assert rows[0][1].startswith("已抽取、卷宗已移交、评查中")
    assert rows[0][2] == "不变"


def test_a_bar_in_a_text_does_not_break_the_table():
    assert markdown(["甲|乙"], [["丙|丁"], [""]]) == "| 甲\\|乙 |\n| --- |\n| 丙\\|丁 |\n| — |\n"


@EACH
def test_the_table_shows_no_code_word(procedure):
    shown = as_table(procedure).replace("SHA-256", "")

    assert re.findall(r"[A-Za-z_]{2,}", shown) == []


@EACH
def test_the_drawing_has_every_state_and_every_move(procedure):
    drawing = as_mermaid(procedure)

    assert drawing.startswith("stateDiagram-v2\n")
    for state in procedure.states:
        assert f'state "{state.zh}" as {state.value}\n' in drawing
    for step in procedure.steps:
        if step.to is not None:
            assert re.search(
                rf"^    {step.source.value} --> {step.to.value} : .*{step.trigger.zh}", drawing, re.MULTILINE
            )
    assert f"[*] --> {procedure.initial.value}\n" in drawing
    assert all(f"{state.value} --> [*]\n" in drawing for state in procedure.final)


def test_what_leaves_the_state_as_it_is_stands_in_a_note():
    drawing = as_mermaid(QUALITY_REVIEW)

    assert drawing.count("更正记录") == 1
    assert "        除已归档、不再评查外，均可更正记录（审管办）\n" in drawing
    assert re.search(
        r"note right of fed_back\n        中止异议期（审管办）\n        恢复异议期（审管办）\n", drawing
    )
    assert not re.search(r"^    (\w+) --> \1 :", drawing, re.MULTILINE)


@EACH
def test_the_drawing_is_the_same_each_time_and_in_english_too(procedure):
    assert as_mermaid(procedure) == as_mermaid(procedure)
    assert not re.search(r"[\u4e00-\u9fff]", as_mermaid(procedure, "en"))


@EACH
def test_the_json_holds_every_step_in_both_languages_with_provenance(procedure):
    record = json.loads(json.dumps(as_json(procedure)))

    assert record["code"] == procedure.code
    assert len(record["steps"]) == len(procedure.steps)
    for step in record["steps"]:
        assert step["act"]["zh"]
        assert step["act"]["en"]
        assert step["authority"]["provenance"]["code"] in ("verified", "recalled", "design")
        assert all(reason["authority"]["code"] for reason in step["unless"])


def test_the_json_names_the_parameter_of_each_time_limit_and_what_lateness_means():
    clocks = {clock["code"]: clock for clock in as_json(QUALITY_REVIEW)["clocks"]}

    assert clocks["objection"]["parameter"] == "quality_review.objection"
    assert clocks["objection"]["late"]["code"] == "lapses"
    assert clocks["objection"]["authority"]["code"] == "local_review.异议"
    assert clocks["scoring"]["late"]["code"] == "recorded"


def test_the_json_says_why_a_state_has_no_time_limit():
    states = {state["code"]: state for state in as_json(REVIEW_ROUND)["states"]}

    assert states["running"]["no_limit"]["zh"] == "法律未规定期限：各案期限分别计算"
    assert states["draft"]["no_limit"] is None


def test_a_limit_under_a_condition_says_so_in_the_table_and_in_the_json():
    clocks = {clock["code"]: clock for clock in as_json(QUALITY_REVIEW)["clocks"]}

    assert clocks["self_analysis"]["only"]["zh"] == "应当自我分析而未提交的"
    assert clocks["objection"]["only"] is None
    assert "自我分析期限（逾期可以补办，须说明理由；应当自我分析而未提交的）" in as_table(QUALITY_REVIEW)
