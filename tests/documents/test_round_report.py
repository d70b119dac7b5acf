from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx import Document

from documents.round_report import write_report
from rules.parameters import rule_book
from rules.sampling import Allocation

DATED = date(2022, 8, 25)


@pytest.fixture
def report(round_results, round_facts, tmp_path):
    def write(**facts):
        path = tmp_path / "report.docx"
        language = facts.pop("language", "zh")
        number = "甲高法〔2022〕×号"
        write_report(
            round_results, replace(round_facts, **facts), path, dated=DATED, number=number, language=language
        )
        return Document(str(path))

    return write


def text_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def rows_of(document, first_cell):
    """The rows of the table whose header begins with that cell."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return next(rows for rows in tables if rows[0][0] == first_cell)


def test_the_report_has_the_six_sections_and_its_number(report):
    document = report()

    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert "甲高法〔2022〕×号" in text_of(document)


def test_every_rate_stands_beside_its_two_numbers(report):
    rows = rows_of(report(), "等次")

    assert rows[1:] == [
        ["优秀", "9/59", "15.3%", "36.0", "15.3%"],
        ["合格", "36/59", "61.0%", "144.0", "61.3%"],
        ["瑕疵", "12/59", "20.3%", "48.0", "20.4%"],
        ["不合格", "2/59", "3.4%", "7.0", "3.0%"],
        ["合计", "59/59", "100.0%", "235.0", "100.0%"],
    ]


def test_a_court_with_too_few_cases_has_counts_and_no_rate(report):
    rows = rows_of(report(), "法院")

    assert rows[1][-3:] == ["15/20", "75.0%", "0"]
    assert rows[3][-3:] == ["3/4", "—", "4"]


def test_a_census_is_not_called_an_estimate(report):
    document = report(census=True)

    assert rows_of(document, "等次")[0] == ["等次", "件数", "占比"]
    assert "不是推算" in text_of(document)
    assert "推算有抽样误差" not in text_of(document)


def test_whoever_reads_the_report_can_draw_again(report, round_facts):
    rows = dict(rows_of(report(), "项目"))

    assert rows["名册SHA-256"] == round_facts.manifest_sha256
    assert rows["种子"] == round_facts.seed
    assert rows["台账"] == "812条，核验一致"


def test_a_ledger_nobody_verified_is_not_called_sound(report):
    rows = dict(rows_of(report(ledger_sound=None), "项目"))

    assert rows["台账"] == "812条，尚未核验"


def test_the_report_says_what_its_numbers_cannot_say(report):
    told = text_of(report())

    assert "改判、发回重审、再审、信访或者舆论反映本身，不证明案件存在质量问题" in told
    assert "线索不是责任认定" in told


def test_every_value_applied_stands_with_its_authority_and_provenance(report, round_facts):
    rows = rows_of(report(), "参数")

    assert len(rows) - 1 == len(round_facts.parameters)
    assert next(row for row in rows if row[0] == "计算比率的最少件数") == [
        "计算比率的最少件数",
        "10件",
        "《案件质量评查实施办法（本院待定）》“通报”（待法院确定）",
        "待法院确定",
    ]


def test_no_judge_and_no_clue_of_a_case_stands_in_the_report(report):
    document = report()

    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert not [text for text in [text_of(document), *cells] if "J00" in text or "民初" in text]


def test_the_english_report_has_the_same_numbers(report):
    rows = rows_of(report(language="en"), "grade")

    assert rows[1] == ["excellent", "9/59", "15.3%", "36.0", "15.3%"]


def test_an_estimate_speaks_only_of_the_strata_that_gave_a_case(report, round_facts):
    silent = Allocation(("甲省丁市戊区人民法院", "刑事"), 10, 0, 0)

    told = text_of(report(frame_size=250, strata=(*round_facts.strata, silent)))

    assert "推及其所在各层的240件案件" in told
    assert "抽样框250件中，有10件所在的层没有分到名额，不在推算之内" in told


def test_choices_are_named_and_no_code_word_stands_in_the_report(report, round_facts):
    rules = rule_book().on(DATED)
    given = tuple(rules.parameter(key) for key in rules)

    rows = rows_of(report(parameters=given), "参数")

    values = " ".join(row[1] for row in rows)
    assert {"中位数", "平均分", "受控随机取整", "全省", "法院、案件类型"} <= {row[1] for row in rows}
    assert not [word for word in ("median", "mean", "largest", "province", "case_kind") if word in values]


def test_the_values_applied_are_annexed_behind_the_signature(report):
    texts = [line.text for line in report().paragraphs]

    assert texts.index("附件") > texts.index("2022年8月25日")
    assert "附件：本次评查适用的参数与出处" in texts
