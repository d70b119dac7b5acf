"""公开的表格隐去小格；隐去的格不能从同一文书中的合计推算。禁止排名之日，任何文书和表格不按比率排列法院。"""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from documents.circular import circular, ranking
from documents.result_tables import write_tables
from documents.round_report import round_report
from rules.results import GRADES, Group, Tally
from rules.suppression import TOGETHER, published

DATED = date(2026, 10, 20)


def by_label(tables, head):
    table = next(table for table in tables if table[0][0] == head or table[0][:2][-1] == head)
    return {row[0]: row for row in table[1:]}


def circular_of(results, facts):
    return circular(results, facts, dated=DATED, ranking_allowed=False)


@pytest.fixture(params=[round_report, circular_of], ids=["report", "circular"])
def tables(request, guarded_results, round_facts, look):
    given = {"dated": DATED} if request.param is round_report else {}
    return look.tables_of(look.document_of(request.param(guarded_results, round_facts, **given)))


def test_no_small_count_of_a_court_stands_in_a_published_paper(tables, guarded_results, round_facts):
    rows = by_label(tables, "法院")

    assert rows
    for group in (each for each in guarded_results.by_court if each.label in rows):
        shown = dict(zip(GRADES, rows[group.label][1:5], strict=True))
        for grade, text in shown.items():
            count = group.random.counts[grade]
            assert text == "＊" if 0 < count < 3 else text in ("＊", str(count))


def test_what_is_left_out_cannot_be_added_up_from_the_row(tables, guarded_results):
    """Leaving out one count of four would tell it: the row says how many cases there are."""
    rows = by_label(tables, "法院")

    assert rows
    for group in (each for each in guarded_results.by_court if each.label in rows):
        assert rows[group.label][1:5].count("＊") != 1
        if "＊" in rows[group.label][1:3]:
            assert rows[group.label][5].startswith("＊/") or rows[group.label][1:3].count("＊") == 2


def test_the_note_says_that_and_why_counts_are_left_out(guarded_results, round_facts, look):
    told = look.told(look.document_of(circular_of(guarded_results, round_facts)))

    assert "＊表示隐去" in told


def test_the_offices_own_tables_leave_nothing_out_and_say_so(guarded_results, round_facts, tmp_path):
    path = tmp_path / "tables.xlsx"
    write_tables(guarded_results, round_facts, path, dated=DATED)

    book = load_workbook(path)
    assert "内部使用" in book.properties.title
    assert not [
        cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell == "＊"
    ]
    head, *rows = book["隐去"].iter_rows(values_only=True)
    assert {row[head.index("是否隐去")] for row in rows} == {"是", "否"}


def test_a_court_whose_count_is_left_out_has_no_place_even_where_ranking_is_allowed(guarded_results):
    ranked, others = ranking(guarded_results.by_court, 10, guarded_results.court_counts)

    hidden = {
        label
        for (label, cell), count in guarded_results.court_counts.counts.items()
        if cell == "good" and count is None
    }
    assert hidden
    assert hidden <= {group.label for group in others}
    assert not hidden & {group.label for _, group in ranked}


def test_those_that_stand_together_have_no_place():
    few = [court(f"法院{number}", 2) for number in range(6)]
    groups = published([court("甲", 12), *few], 3)

    ranked, others = ranking(groups.shown([court("甲", 12), *few]), 10, groups)

    assert [group.label for _, group in ranked] == ["甲"]
    assert [group.label for group in others] == [TOGETHER]
    assert others[0].random.graded == 12


def court(label, good):
    counts = dict.fromkeys(GRADES, 0) | {"qualified": good}
    return Group(label, Tally(counts, ungraded=0), Tally(dict.fromkeys(GRADES, 0), ungraded=0))


def test_no_sheet_of_the_tables_orders_the_courts_by_a_rate(guarded_results, round_facts, tmp_path):
    path = tmp_path / "tables.xlsx"
    write_tables(guarded_results, round_facts, path, dated=DATED)

    book = load_workbook(path)
    for name in ("等次分布", "区间", "漏斗图", "隐去"):
        _head, *rows = book[name].iter_rows(values_only=True)
        courts = [row[1] for row in rows if row[0] == "法院"]
        assert list(dict.fromkeys(courts)) == list(round_facts.courts)
    words = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [word for word in words if word in ("名次", "次序", "排名")]


def test_what_a_report_says_of_its_doubts(guarded_results, round_facts, look):
    told = look.told(look.document_of(round_report(guarded_results, round_facts, dated=DATED)))

    assert "以95%的把握推断" in told
    assert "与总体无法区分" in told
    assert "出于偶然而在外界（99.8%）之外的平均不超过" in told
    assert "本报告未列置信区间" not in told
