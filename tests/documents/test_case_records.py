"""责任分工的案件记录: read in Chinese or English; what is not recorded is not presumed, and all faults are told at once."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from documents.case_records import NAMES, read_case_record
from documents.text_files import text_of
from rules.culpability import Fault, Result
from rules.errors import FaultyInput
from rules.liability_roles import Opinion, Part, Report
from rules.liability_table import liability_table

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook"


def example(page: str) -> str:
    found = re.search(r"```yaml\n(.*?)```", (HANDBOOK / page).read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_example_of_the_handbook_is_the_same_case_in_both_languages():
    chinese, english = read_case_record(example("liability.md")), read_case_record(example("liability.en.md"))

    assert chinese == english
    case, faults = chinese
    assert case.decided_on == date(2021, 3, 1)
    assert case.results == {Result.WRONG_JUDGMENT, Result.SERIOUS_CONSEQUENCE}
    assert [(voice.part, voice.opinion) for voice in case.panel][1:] == [
        (Part.REPORTING_JUDGE, Opinion.FOR), (Part.PANEL_JUDGE, Opinion.AGAINST),
    ]  # fmt: skip
    assert case.report == Report(False, frozenset({"J2"}))
    assert case.committee is not None
    assert case.committee.broke_centralism is None
    assert faults == {"J2": Fault.INTENT}
    assert liability_table(case, faults).for_the_committee() == ("J2",)


def test_every_part_of_the_form_stands_in_the_handbook_under_both_names():
    texts = {page: example(page) for page in ("liability.md", "liability.en.md")}

    # 独任法官 stands in the remark beside the panel: a case has one or the other.
    assert [zh for zh in NAMES.values() if zh not in texts["liability.md"]] == []
    assert [en for en in NAMES if en not in texts["liability.en.md"]] == []


def test_what_is_not_recorded_is_not_presumed():
    case, faults = read_case_record(
        "案号: (2020)吉01民终100号\n裁判日期: 2021-03-01\n合议庭: [{代码: J1}, {代码: J2, 意见: 不明}]\n"
        "审判委员会: {委员: [{代码: C1}], 改变合议庭意见: 不明}\n"
    )

    assert {voice.opinion for voice in case.panel} == {Opinion.UNRECORDED}
    assert case.committee is not None
    assert (case.committee.changed, case.report, faults) == (None, None, {})
    assert liability_table(case).candidates == ()


def test_all_that_is_wrong_is_told_at_once_with_what_to_do():
    with pytest.raises(FaultyInput) as refused:
        read_case_record(
            "裁判日期: 三月一日\n法庭: 民一庭\n结果: [错案]\n合议庭:\n  - {身份: 审判长, 意见: 赞成}\n"
            "监督:\n  - {代码: [S1], 怠于或者不当监督: 也许, 过错: 大意}\n汇报: 不实\n审判委员会: {委员: C1, 故意曲解法律: C1}\n"
        )

    told = str(refused.value)
    assert "共12处错误" in told
    for line in (
        "“案号”：没有填写", "“裁判日期”：不是日期。请写成 2021-03-01", "“法庭”：没有这一项。可以填写：案号",
        "“结果”：没有“错案”。可以填写：裁判结果错误、裁判文书主文错误、严重后果", "合议庭第1项“代码”：没有填写",
        "合议庭第1项“意见”：没有“赞成”。可以填写：同意该结果", "监督第1项“代码”：应为一个值", "“也许”不是是、否或者不明",
        "监督第1项“过错”：没有“大意”", "“汇报”：应为“名称: 内容”的各项", "审判委员会“委员”：应为各人的列表",
        "审判委员会“故意曲解法律”：应为代码的列表",
    ):  # fmt: skip
        assert line in told, line
    assert "panel 1: “opinion”: there is no “赞成”" in refused.value.to("en")


@pytest.mark.parametrize("text", ["a: [", "- 1\n- 2\n", "", "3"])
def test_what_is_no_form_is_said_to_be_none(text):
    with pytest.raises(FaultyInput, match="案件记录"):
        read_case_record(text)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    binary = tmp_path / "记录.yaml"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FaultyInput, match="不能读取"):
        text_of(tmp_path / "没有.yaml")
    with pytest.raises(FaultyInput, match="不是 UTF-8 文字"):
        text_of(binary)
