from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from docx import Document

from documents.case_card import CardAct, write_case_card
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


def test_the_card_says_who_had_the_last_word_and_what_came_of_an_objection(round_results, tmp_path):
    case = replace(
        round_results.outcomes[11],
        decided_by=Words("案件质量评查委员会", "quality review committee"),
        decided_on=date(2022, 8, 19),
    )
    path = tmp_path / "card.docx"

    write_case_card(case, (), path, court="甲省高级人民法院", dated=date(2022, 8, 25))

    rows = [[cell.text for cell in row.cells] for row in Document(str(path)).tables[0].rows]
    assert ["等次由谁确定", "案件质量评查委员会，2022年8月19日"] in rows
    assert ["异议", "提出，成立"] in rows


def test_points_stand_to_two_decimals_and_a_veto_is_called_one(round_results, tmp_path):
    thirds = (Deduction("P1", "送达有瑕疵", Decimal(2) / 3), Deduction("L2", "适用法律错误", Decimal(0)))
    path = tmp_path / "card.docx"

    write_case_card(
        replace(round_results.outcomes[0], score=Decimal(98), deductions=thirds),
        (),
        path,
        court="甲省高级人民法院",
        dated=date(2022, 8, 25),
    )

    document = Document(str(path))
    assert [row.cells[2].text for row in document.tables[1].rows] == ["扣分", "0.67", "一票否决", "0.67"]
    assert "各项扣分是评查员扣分的平均" in "".join(paragraph.text for paragraph in document.paragraphs)


def test_an_invented_case_says_so_on_every_page(round_results, tmp_path):
    path = tmp_path / "card.docx"

    write_case_card(
        round_results.outcomes[0], (), path, court="甲省高级人民法院", dated=date(2022, 8, 25), sample=True
    )

    section = Document(str(path)).sections[0]
    for header in (section.header, section.even_page_header):
        assert "示例数据" in header.paragraphs[0].text
