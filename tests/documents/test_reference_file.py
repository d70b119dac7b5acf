from __future__ import annotations

import pytest

from documents.reference_file import read_references
from rules.errors import FaultyInput, UnknownRule
from rules.labels import Words

GOOD = """
- case_no: （2025）吉01民终100号
  court: 吉林省长春市中级人民法院
  division: 民一庭
  judge: J-17
  bench: [J-17, J-18, J-19]
  case_kind: civil
  cause: 买卖合同纠纷
  grade: qualified
  score: 86.5
  source: 专家组2026年第1次评议
"""


def sheet_of(kind):
    if kind == "compensation":
        raise UnknownRule(Words("没有该类案件的评查表", "no sheet for that kind"))
    return f"{kind}@2022-01-01"


def read(tmp_path, text):
    path = tmp_path / "参考卷.yaml"
    path.write_text(text, encoding="utf-8")
    return read_references(path, sheet_of=sheet_of)


def faults(tmp_path, text):
    with pytest.raises(FaultyInput) as refused:
        read(tmp_path, text)
    return [str(fault) for fault in refused.value.faults]


def test_a_whole_entry_becomes_a_row_with_the_sheet_in_force(tmp_path):
    (row,) = read(tmp_path, GOOD)

    assert (row["sheet"], row["grade"], row["score"]) == ("civil@2022-01-01", "qualified", "86.5")
    assert row["facts"]["bench"] == ["J-17", "J-18", "J-19"]
    assert row["facts"]["case_no"] == row["case_no"] == "（2025）吉01民终100号"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (("  judge: J-17\n", ""), "缺少 judge"),
        (("  judge: J-17\n", "  judge: J-17\n  name: 张三\n"), "不认识 name"),
        (("grade: qualified", "grade: 良好"), "grade 没有“良好”"),
        (("score: 86.5", "score: 186.5"), "score 应为0至100分"),
        (("score: 86.5", "score: 很好"), "score 应为0至100分"),
        (("[J-17, J-18, J-19]", "J-17"), "bench 应为代码清单"),
        (("case_kind: civil", "case_kind: 民事"), "case_kind 没有“民事”"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, changed, told):
    found = faults(tmp_path, GOOD.replace(*changed))

    assert len(found) == 1
    assert found[0].startswith("参考卷.yaml[1]：" + told)


def test_every_fault_of_every_entry_is_named_at_once(tmp_path):
    text = GOOD.replace("grade: qualified", "grade: 良好") + GOOD.replace("  judge: J-17\n", "")

    assert len(faults(tmp_path, text)) == 2


def test_a_case_that_stands_twice_is_refused(tmp_path):
    assert "出现2次" in faults(tmp_path, GOOD + GOOD)[0]


@pytest.mark.parametrize("text", ["", "a: b", "[1", "- 1"])
def test_what_is_no_list_of_reference_cases_is_refused(tmp_path, text):
    assert faults(tmp_path, text)
