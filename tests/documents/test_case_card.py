from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from documents.case_card import CardAct, case_card
from rules.labels import Words
from rules.law import cite
from rules.outcomes import Deduction

FED_BACK = CardAct(
    at=datetime(2022, 8, 1, 16, 30, tzinfo=UTC),
    act="反馈初步意见",
    office="审管办",
    authority=cite("local_review.反馈"),
    due=date(2022, 7, 29),
    late=True,
)


@pytest.fixture
def card(look):
    def write(case, history=(FED_BACK,)):
        paper = case_card(
            case, history, court="甲省高级人民法院", season="2022年第二季度", dated=date(2022, 8, 25)
        )
        document = look.document_of(paper)
        return look.told(document), look.tables_of(document)

    return write


def test_the_card_gives_the_grade_with_its_reasons_and_the_sum_of_the_deductions(card, round_results):
    told, tables = card(round_results.outcomes[19])

    pairs = {row[at]: row[at + 1] for row in tables[0] for at in (0, 2)}
    assert (pairs["等次"], pairs["得分"]) == ("不合格", "72.5")
    assert "1.得分在合格区间。" in told
    assert tables[1][-1] == ["", "合计", "12"]


def test_an_act_stands_at_the_hour_of_beijing_with_authority_and_due_date(card, round_results):
    _, tables = card(round_results.outcomes[0])

    assert tables[-1][1] == [
        "2022年8月2日\n00:30",
        "反馈初步意见",
        "审管办",
        "《案件质量评查实施办法（本院待定）》“反馈”（待法院确定）",
        "2022年7月29日\n逾期",
    ]


def test_a_case_without_deductions_says_so(card, round_results):
    _, tables = card(round_results.outcomes[0])

    assert tables[1][1:] == [["—", "没有扣分", "0"], ["", "合计", "0"]]


def test_a_card_without_history_has_no_heading_for_one_and_the_numbers_close_up(card, round_results):
    told, _ = card(round_results.outcomes[0], history=())

    assert "办理经过" not in told
    assert [line[:2] for line in told.split("\n") if line[1:2] == "、"] == ["一、", "二、"]


def test_a_card_never_tells_of_a_clue_and_shows_the_judge_by_code(card, round_results):
    told, tables = card(round_results.outcomes[60])

    everything = told + "".join(text for table in tables for row in table for text in row)
    assert "线索" not in everything
    assert tables[0][3][:2] == ["承办法官", "J0061"]


def test_the_card_says_who_had_the_last_word_and_what_came_of_an_objection(card, round_results):
    case = replace(
        round_results.outcomes[11],
        decided_by=Words("案件质量评查委员会", "quality review committee"),
        decided_on=date(2022, 8, 19),
    )

    _, tables = card(case)

    pairs = {row[at]: row[at + 1] for row in tables[0] for at in (0, 2)}
    assert pairs["等次确定"] == "案件质量评查委员会，2022年8月19日"
    assert pairs["异议"] == "提出，成立"


def test_points_stand_to_two_decimals_and_a_veto_is_called_one(card, round_results):
    thirds = (Deduction("P1", "送达有瑕疵", Decimal(2) / 3), Deduction("L2", "适用法律错误", Decimal(0)))

    told, tables = card(replace(round_results.outcomes[0], score=Decimal(98), deductions=thirds))

    assert [row[2] for row in tables[1]] == ["扣分", "0.67", "一票否决", "0.67"]
    assert "各项扣分是评查员扣分的平均" in told


def test_what_people_wrote_is_text_and_never_a_tag_or_markup(card, round_results):
    reason = Words("得分<70 & {{ 案号 }} {% if x %}", "…")

    told, _ = card(replace(round_results.outcomes[0], reasons=(reason,)))

    assert "1.得分<70 & {{ 案号 }} {% if x %}。" in told
