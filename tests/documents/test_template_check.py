from __future__ import annotations

import pytest

from documents.paper_fields import PaperKind
from documents.paper_templates import our_template
from documents.template_check import template_faults

CARD, REPORT = PaperKind.RESULT_CARD, PaperKind.REPORT


@pytest.fixture
def faults(look):
    def check(*changes, kind=CARD, language="zh"):
        file = look.edited(our_template(kind, language), *changes)
        return [fault.to(language) for fault in template_faults(file, kind, language)]

    return check


def test_an_unknown_field_is_found_with_its_place_and_the_one_that_was_meant(faults):
    found = faults(("{{审理法院}}", "{{审里法院}}"))

    assert len(found) == 1
    assert found[0].startswith("第1个表第2行“{{审里法院}}”：没有“审里法院”这个栏目")
    assert "审理法院" in found[0]


def test_braces_typed_with_a_chinese_keyboard_are_found(faults):
    found = faults(("{{得分}}", "｛｛得分｝｝"))

    assert found == [
        "第1个表第6行“｛｛得分｝｝”：花括号或百分号是全角的。请切换到英文输入法，改成半角的 {{ }} 或 {% %}"
    ]


def test_half_a_tag_is_found(faults):
    assert any("标记不完整" in fault for fault in faults(("{{得分}}", "{{得分}")))


def test_a_loop_that_never_ends_and_an_end_without_a_beginning_are_found(faults):
    assert any("“if”没有结束" in fault for fault in faults(("{%p endif %}", "")))
    assert any("没有对应的“if”" in fault for fault in faults(("{%p if 扣分项目 %}", "")))


def test_an_unknown_column_of_a_list_is_found(faults):
    found = faults(("{{行.问题}}", "{{行.问提}}"))

    assert len(found) == 1
    assert "行.问题" in found[0]


def test_a_loop_over_something_that_is_no_list_is_found(faults):
    assert any("没有“扣分清单”这个栏目" in fault for fault in faults(("in 扣分项目 %}", "in 扣分清单 %}")))


def test_a_part_of_the_paper_needs_a_paragraph_of_its_own(faults):
    found = faults(("{{p 署名日期 }}", "此致 {{署名日期}}"))

    assert any("应当独占一段" in fault for fault in found)


@pytest.mark.parametrize(
    ("kind", "language", "tag", "name"),
    [
        (CARD, "zh", "{{效力说明}}", "效力说明"),
        (CARD, "en", "{{caveat}}", "what the paper does not decide"),
        (REPORT, "zh", "{{p 核验办法 }}", "核验办法"),
        (PaperKind.FEEDBACK, "zh", "{{权利告知}}", "权利告知"),
        (PaperKind.RECTIFICATION, "zh", "{{届满日}}", "届满日"),
    ],
)
def test_a_paper_must_say_what_its_reader_has_to_know(faults, kind, language, tag, name):
    found = faults((tag, ""), kind=kind, language=language)

    assert len(found) == 1
    assert name in found[0]


def test_all_faults_come_at_once(faults):
    found = faults(("{{案号}}", "{{案好}}"), ("{{得分}}", "｛｛得分｝｝"), ("{{行.问题}}", "{{行.问提}}"))

    assert len(found) == 4  # three wrong, and the number of the case is missing


def test_what_is_no_word_document_is_said_to_be_none():
    found = template_faults(b"not a docx", CARD, "zh")

    assert [fault.to("zh") for fault in found] == [
        "文件：不是Word文档（docx），或者已经损坏。请在Word或WPS中另存为“Word文档（*.docx）”"
    ]


def test_either_name_of_a_field_may_be_used(faults):
    assert faults(("{{案号}}", "{{case_no}}"), ("{{行.问题}}", "{{行.item}}")) == []


def test_quotation_marks_that_a_word_processor_curled_do_no_harm(faults):
    assert faults(("{{部门}}", "{{部门 or “无”}}")) == []
