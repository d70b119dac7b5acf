from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.round_extras import RoundExtras, StepTime
from documents.round_report import NOTHING, round_report
from rules.funnel import Levels
from rules.labels import Words
from rules.parameters import rule_book
from rules.pools import Pool
from rules.results import results_of
from rules.reversals import Cause
from rules.sampling import Allocation

DATED = date(2022, 8, 25)


@pytest.fixture
def report(round_results, round_facts, look):
    def write(results=round_results, extras=NOTHING, language="zh", **facts):
        return look.document_of(
            round_report(
                results,
                replace(round_facts, **facts),
                extras,
                dated=DATED,
                number="甲高法〔2022〕×号",
                language=language,
            )
        )

    return write


def text_of(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def rows_of(document, *header):
    """The rows of the table whose header begins with these cells."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return next(rows for rows in tables if tuple(rows[0][: len(header)]) == header)


def test_the_report_has_its_seven_sections_and_its_number(report):
    document = report()

    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    assert "甲高法〔2022〕×号" in text_of(document)


def test_every_rate_stands_beside_its_two_numbers(report):
    rows = rows_of(report(), "等次")

    assert rows[1:] == [
        ["优秀", "9/59", "15.3%", "36.0", "15.3%", "6.5%～26.5%"],
        ["合格", "36/59", "61.0%", "144.0", "61.3%", "46.5%～73.1%"],
        ["瑕疵", "12/59", "20.3%", "48.0", "20.4%", "10.8%～33.1%"],
        ["不合格", "2/59", "3.4%", "7.0", "3.0%", "0.4%～11.9%"],
        ["合计", "59/59", "100.0%", "235.0", "100.0%", "—"],
    ]


def test_a_court_with_too_few_cases_has_counts_and_no_rate(report):
    rows = rows_of(report(), "法院")

    assert rows[1][-4:] == ["15/20", "75.0%", "与总体无法区分", "0"]
    assert rows[3][-4:] == ["3/4", "—", "件数过少", "4"]


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

    assert rows[1] == ["excellent", "9/59", "15.3%", "36.0", "15.3%", "6.5%～26.5%"]


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
    assert not [
        word
        for word in ("median", "mean", "largest", "controlled", "province", "case_kind")
        if word in values
    ]


def test_the_values_applied_are_annexed_behind_the_signature(report):
    texts = [line.text for line in report().paragraphs]

    assert texts.index("附件") > texts.index("2022年8月25日")
    assert "附件：本次评查适用的参数与出处" in texts


SURE = Levels(confidence=0.95, inner=0.95, outer=0.998, smallest_base=10, smallest_cell=3)


@pytest.fixture
def sure(round_results):
    """The same round with intervals, limits and small cells."""
    return results_of(round_results.outcomes, SURE)


def test_shares_have_their_intervals_in_words_and_in_the_table(report, sure):
    document = report(sure)

    rows = rows_of(document, "等次")
    assert rows[0][-1] == "95%置信区间"
    low, high = rows[2][-1].split("～")
    assert 0 < float(low[:-1]) < 61.3 < float(high[:-1]) < 100
    assert "以95%的把握推断，所推及的240件案件中，优秀、合格案件的占比在" in text_of(document)


def test_courts_stand_against_the_whole_and_not_in_any_order_of_merit(report, sure):
    document = report(sure)

    told = text_of(document)
    assert "2个法院与总体无法区分，不能据此说孰优孰劣。" in told
    assert "其余1个法院件数过少，不作比较。" in told
    assert "各法院优秀、合格占比与案件数（漏斗图）" in told
    assert not [word for word in ("排名", "名次", "第一名", "末位", "落后") if word in told]


def test_small_cells_are_hidden_and_a_row_of_nothing_else_is_not_printed(report, sure, round_facts):
    document = report(sure)

    rows = rows_of(document, "法院")
    assert any("＊" in row[1:5] for row in rows[1:])
    assert not [row for row in rows[1:] if set(row[1:5]) == {"＊"}]


def test_where_every_court_has_too_few_cases_none_is_compared_and_no_chart_pretends_to(report, round_results):
    few = results_of([case for case in round_results.outcomes if int(case.ref[1:]) % 9 == 0], SURE)

    told = text_of(report(few))

    assert "个法院所评件数都过少，相互之间、与总体之间都不作比较。" in told
    assert "漏斗图" not in told


def test_a_section_without_figures_is_left_out_with_its_heading(report):
    told = text_of(report())

    assert not [
        word for word in ("自评", "一致程度", "改判、发回、再审改判案件的原因", "与往期比较") if word in told
    ]


def test_what_else_there_is_stands_in_sections_of_its_own(report):
    extras = RoundExtras(
        self_grades={
            ("excellent", "qualified"): 3,
            ("qualified", "qualified"): 5,
            ("flawed", "qualified"): 1,
        },
        reversals=[
            Cause(Words("裁判后法律修改", "the law changed"), 2, exempt=True),
            Cause(Words("审判人员有过错", "fault"), 1, exempt=False),
        ],
        times=[StepTime(Words("评查期限", "scoring period"), 58, 6)],
    )

    document = report(extras=extras)

    told = text_of(document)
    assert "有自评等次的案件9件，自评与确定等次一致5件，自评较高3件，自评较低1件。" in told
    assert "曾被改判、发回重审或者再审改判的3件，其中2件写明非因审判人员过错" in told
    assert rows_of(document, "原因", "是否属于审判质量问题")[1:] == [
        ["裁判后法律修改", "否", "2"],
        ["审判人员有过错", "是", "1"],
    ]
    assert rows_of(document, "期限")[1] == ["评查期限", "58", "6"]


def test_subheadings_are_numbered_as_they_stand(report):
    lines = [line.text for line in report().paragraphs if line.style.name == "Heading 2"]

    assert [line[:3] for line in lines] == [
        "（一）",
        "（二）",
        "（三）",
        "（一）",
        "（二）",
        "（三）",
        "（四）",
    ]


def test_tables_and_charts_are_numbered_as_they_stand(report):
    captions = [line.text for line in report().paragraphs if line.style.name == "Caption"]

    tables = [caption.split("　")[0] for caption in captions if caption.startswith("表")]
    charts = [caption.split("　")[0] for caption in captions if caption.startswith("图")]
    assert tables == [f"表{n}" for n in range(1, len(tables) + 1)]
    assert charts == [f"图{n}" for n in range(1, len(charts) + 1)]


def test_pools_stand_apart_a_row_each_and_without_a_rate(report, round_results):
    must, *others = [case for case in round_results.outcomes if case.besides]
    special = [replace(case, pool=Pool.SPECIAL) for case in others]
    drawn = [case for case in round_results.outcomes if not case.besides]

    rows = rows_of(report(results=results_of([*drawn, must, *special], round_results.levels)), "来源")

    assert [row[0] for row in rows[1:]] == ["重点评查", "专项评查"]
    assert [row[-1] for row in rows[1:]] == ["1", str(len(others))]
    assert not [cell for row in rows for cell in row if "%" in cell]
