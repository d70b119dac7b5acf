from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from documents.judge_forms import Issue, Limit, feedback_form, rectification_form
from documents.paper_fields import Of
from documents.press import Press
from rules.labels import Words

LIMIT = Limit(
    date(2022, 8, 8),
    Words("异议期5个工作日，自2022年8月1日的次日起算。", "objection period, 5 working days."),
    "《案件质量评查实施办法（本院待定）》“异议”（待法院确定）",
)
ISSUE = Issue("甲省高级人民法院", Words("2022年第二季度", "2022 Q2"), date(2022, 8, 1))


@pytest.fixture
def case(round_results):
    return round_results.outcomes[19]


def everything(document, look):
    return look.told(document) + "".join(
        cell for table in look.tables_of(document) for row in table for cell in row
    )


def test_the_judge_reads_what_was_found_what_is_proposed_and_until_when_he_may_object(case, look):
    document = look.document_of(feedback_form(case, LIMIT, ISSUE))

    told, tables = look.told(document), look.tables_of(document)
    pairs = {row[at]: row[at + 1] for row in tables[0] for at in (0, 2)}
    assert (pairs["拟定等次"], pairs["异议届满日"]) == ("不合格", "2022年8月8日")
    assert ["L3", "漏判或者超出诉讼请求", "10"] in tables[1]
    assert "在2022年8月8日前（含当日）提出异议" in told
    assert "不因提出异议而降低等次" in told
    assert "依据：《案件质量评查实施办法（本院待定）》“异议”（待法院确定）" in told
    assert "异议期5个工作日，自2022年8月1日的次日起算。" in told


def test_a_form_fed_back_does_not_call_the_grade_final(case, look):
    told = look.told(look.document_of(feedback_form(case, LIMIT, ISSUE)))

    assert "拟定等次尚未确定，不改变裁判的法律效力，也不是责任认定。" in told


def test_no_reader_is_named_or_counted_and_the_judge_stands_by_a_code(case, look):
    for paper in (feedback_form(case, LIMIT, ISSUE), rectification_form(case, "补正", LIMIT, ISSUE)):
        said = everything(look.document_of(paper), look)

        assert "J0020" in said
        assert not [word for word in ("评查员代码", "R-", "第一评查员", "评查人") if word in said]


def test_judge_and_chief_have_room_to_write_and_sign(case, look):
    tables = look.tables_of(look.document_of(feedback_form(case, LIMIT, ISSUE)))

    room = {row[0]: row[1] for row in tables[-1]}
    assert set(room) == {"承办法官", "庭长阅", "签收"}
    assert room["承办法官"].startswith("□同意　□不同意")
    assert all("签名：" in text for text in room.values())


def test_a_rectification_form_says_what_to_mend_by_when_and_leaves_room_for_measures_and_the_check(
    case, look
):
    document = look.document_of(rectification_form(case, "漏判一项诉讼请求", LIMIT, ISSUE))

    told, tables = look.told(document), look.tables_of(document)
    assert "漏判一项诉讼请求。" in told
    assert any(row[2:] == ["整改届满日", "2022年8月8日"] for row in tables[0])
    assert ["整改措施", "责任人", "完成时间", "效果及证明材料"] in [rows[0] for rows in tables]
    assert "□整改到位，予以销号　□整改不到位，退回" in tables[-1][-1][1]


def test_what_was_reported_takes_the_place_of_the_empty_rows(case, look):
    mended = [{Of.WHEN: "2022年8月20日", Of.MEASURE: "已补充判决", Of.CHECKED: "—"}]

    tables = look.tables_of(look.document_of(rectification_form(case, "补正", LIMIT, ISSUE, mended)))

    assert ["2022年8月20日", "已补充判决", "—"] in [row for rows in tables for row in rows]
    assert not [rows for rows in tables if rows[0][0] == "整改措施"]


def test_an_english_form_has_no_chinese_but_what_was_written_in_chinese(case, look):
    plain = replace(
        case,
        court="Court A", case_no="64", case_kind="civil", cause="sale", division="Civil 1", ref="R64",
        deductions=(), reasons=(Words("得分", "the score"),),
    )  # fmt: skip
    issue = replace(ISSUE, court="High Court", language="en")

    said = everything(look.document_of(feedback_form(plain, replace(LIMIT, authority="rules"), issue)), look)

    assert not [letter for letter in said if "\u4e00" <= letter <= "\u9fff"]


def test_every_form_is_written_as_docx_and_pdf(case, look, tmp_path):
    for name, paper in (
        ("feedback", feedback_form(case, LIMIT, ISSUE)),
        ("mending", rectification_form(case, "补正", LIMIT, ISSUE)),
    ):
        printed = Press().write(paper, tmp_path / name)

        assert "甲省高级人民法院" in look.squeezed("".join(look.pages_of(printed.pdf)))
        assert len(look.pages_of(printed.pdf)) <= 2
