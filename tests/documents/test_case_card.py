from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from docx import Document

from documents.case_card import CardAct, write_case_card
from rules.law import cite

FED_BACK = CardAct(
    at=datetime(2022, 8, 1, 16, 30, tzinfo=UTC),
    act="反馈初步意见",
    office="审管办",
    authority=cite("local_review.反馈"),
    due=date(2022, 7, 29),
    late=True,
)


@pytest.fixture
def card(round_results, tmp_path):
    def write(number, history=(FED_BACK,)):
        case = round_results.outcomes[number - 1]
        path = tmp_path / "card.docx"
        write_case_card(case, history, path, court="甲省高级人民法院", dated=date(2022, 8, 25))
        document = Document(str(path))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        return "\n".join(paragraph.text for paragraph in document.paragraphs), tables

    return write


def test_the_card_gives_the_grade_with_its_reasons_and_the_sum_of_the_deductions(card):
    told, tables = card(20)

    assert "等次：不合格；得分：72.5。" in told
    assert "1.得分在合格区间" in told
    assert tables[1][-1] == ["", "合计", "12"]


def test_an_act_stands_at_the_hour_of_beijing_with_authority_and_due_date(card):
    _, tables = card(1)

    assert tables[-1][1] == [
        "2022年8月2日\n00:30",
        "反馈初步意见",
        "审管办",
        "《案件质量评查实施办法（本院待定）》“反馈”（待法院确定）",
        "2022年7月29日\n逾期",
    ]


def test_a_case_without_deductions_says_so(card):
    told, _ = card(1)

    assert "没有扣分。" in told


def test_a_card_never_tells_of_a_clue_and_shows_the_judge_by_code(card):
    told, tables = card(61)

    everything = told + "".join(text for table in tables for row in table for text in row)
    assert "线索" not in everything
    assert ["承办法官（代码）", "J0061"] in tables[0]
