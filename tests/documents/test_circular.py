from __future__ import annotations

from datetime import date

import pytest

from documents.circular import circular as make
from documents.circular import ranking
from rules.funnel import Levels
from rules.results import Group, Tally, results_of

NOBODY = Tally(dict.fromkeys(("excellent", "qualified", "flawed", "unqualified"), 0), ungraded=0)
RANKING_WORDS = ("排名", "排序", "名次", "次序", "名列", "第一名", "末位", "落后", "先进")


@pytest.fixture
def circular(round_results, round_facts, look):
    def write(*, ranking_allowed, results=round_results):
        paper = make(results, round_facts, dated=date(2022, 8, 25), ranking_allowed=ranking_allowed)
        document = look.document_of(paper)
        return look.told(document), look.tables_of(document)

    return write


def courts_table(tables):
    return next(rows for rows in tables if "法院" in rows[0])


def court(label, good, flawed):
    counts = {"excellent": 0, "qualified": good, "flawed": flawed, "unqualified": 0}
    return Group(label, Tally(counts, ungraded=0), NOBODY)


def test_where_ranking_is_forbidden_courts_stand_in_the_order_of_the_register(circular, round_facts):
    _, tables = circular(ranking_allowed=False)

    assert [row[0] for row in courts_table(tables)[1:]] == list(round_facts.courts)


def test_where_ranking_is_forbidden_no_word_ranks(circular):
    told, tables = circular(ranking_allowed=False)

    everything = told + "".join(text for table in tables for row in table for text in row)
    assert [word for word in RANKING_WORDS if word in everything] == []


def test_where_ranking_is_allowed_the_higher_share_stands_first_and_small_courts_have_no_place(
    circular, round_facts
):
    _, tables = circular(ranking_allowed=True)

    # The register begins with the court whose share is the lower one.
    first, second, third = round_facts.courts
    assert [row[:2] for row in courts_table(tables)[1:]] == [["1", second], ["2", first], ["—", third]]


def test_equal_shares_have_equal_places_and_the_next_place_is_skipped():
    courts = [court("甲", 5, 5), court("乙", 9, 1), court("丙", 18, 2), court("丁", 3, 0)]

    ranked, unranked = ranking(courts, smallest_base=10)

    assert [(place, group.label) for place, group in ranked] == [(1, "乙"), (1, "丙"), (3, "甲")]
    assert [group.label for group in unranked] == ["丁"]


def test_a_court_without_any_graded_case_has_no_place_however_small_the_base():
    ranked, unranked = ranking([Group("甲", NOBODY, NOBODY)], smallest_base=0)

    assert ranked == []
    assert [group.label for group in unranked] == ["甲"]


def test_the_circular_is_addressed_to_the_courts_and_carries_no_judge(circular):
    told, _ = circular(ranking_allowed=False)

    assert "各中级、基层人民法院：" in told
    assert "J00" not in told


def test_whoever_gets_the_circular_can_draw_again(circular, round_facts):
    told, tables = circular(ranking_allowed=False)

    rows = next(rows for rows in tables if rows[0] == ["项目", "内容"])
    assert dict(rows[1:]) == {"名册SHA-256": round_facts.manifest_sha256, "公开种子": round_facts.seed}
    assert "再抽一次" in told


def test_a_ranked_table_leaves_out_the_rows_whose_figures_are_hidden(circular, round_results):
    sure = results_of(round_results.outcomes, Levels(0.95, 0.95, 0.998, smallest_base=10, smallest_cell=15))

    told, tables = circular(ranking_allowed=True, results=sure)

    assert "所评件数过少，列出等次会认出个案" in told
    assert not [rows for rows in tables if "法院" in rows[0] and len(rows) > 3]
