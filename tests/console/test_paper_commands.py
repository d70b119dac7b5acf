"""The desk of papers: templates written out to be edited, checked with all faults at once, and shown as specimens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

NAMES = [
    *("整改及效果表.docx", "评查意见反馈表.docx", "评查报告.docx", "评查结果卡.docx", "评查通报.docx"),
    *("惩戒事项登记表.docx", "惩戒事项函告.docx", "惩戒事项报告.docx"),
    *("惩戒事项笔录.docx", "惩戒事项申请.docx", "惩戒事项决定.docx"),
    *("保护与衔接登记表.docx", "保护与衔接函告.docx", "保护与衔接报告.docx"),
    *("保护与衔接笔录.docx", "保护与衔接申请.docx", "保护与衔接决定.docx"),
]
FAULTY, NOT_FOUND = 2, 4


@pytest.fixture(autouse=True)
def home(tmp_path: Path) -> Iterator[Path]:
    with at_a_desk(tmp_path, columns=200):
        yield tmp_path


def zelian(*words: object) -> Result:
    ended = CliRunner().invoke(app, [str(word) for word in words])
    assert "Traceback" not in ended.output
    assert "系统故障" not in ended.output, ended.output
    return ended


def test_templates_are_written_out_and_open_in_a_word_processor(home):
    ended = zelian("papers", "templates", "模板")

    assert ended.exit_code == 0
    assert sorted(path.name for path in (home / "模板").iterdir()) == sorted(NAMES)
    assert "{{案号}}" in [
        cell.text for row in Document("模板/评查结果卡.docx").tables[0].rows for cell in row.cells
    ]


def test_templates_are_never_written_over_a_courts_own(home):
    (home / "模板").mkdir()
    (home / "模板" / "评查报告.docx").write_bytes(b"ours")

    ended = zelian("papers", "templates", "模板")

    assert ended.exit_code == FAULTY
    assert "可能是本院改过的" in ended.output
    assert [path.name for path in (home / "模板").iterdir()] == ["评查报告.docx"]


def test_sound_templates_may_be_used_and_are_shown_as_specimens(home):
    zelian("papers", "templates", "模板")

    ended = zelian("papers", "check", *sorted((home / "模板").glob("*.docx")), "--specimen", "样张")

    assert ended.exit_code == 0
    assert ended.output.count("可以使用") == len(NAMES)
    assert all(path.read_bytes().startswith(b"%PDF") for path in (home / "样张").iterdir())


def test_a_faulty_template_is_told_with_all_its_faults(home):
    zelian("papers", "templates", "模板")
    document = Document("模板/评查结果卡.docx")
    document.tables[0].cell(0, 3).paragraphs[0].runs[0].text = "{{案好}}"
    document.tables[0].cell(5, 3).paragraphs[0].runs[0].text = "｛｛得分｝｝"
    document.save("模板/评查结果卡.docx")

    ended = zelian("papers", "check", "模板/评查结果卡.docx")

    assert ended.exit_code == FAULTY
    assert "共3处错误" in ended.output
    assert "没有“案好”这个栏目" in ended.output
    assert "缺少必需的栏目“案号”" in ended.output


def test_a_file_that_is_not_there_or_has_no_known_name_is_said_to_be_so(home):
    missing = zelian("papers", "check", "没有.docx")
    (home / "我的模板.docx").write_bytes(b"x")
    unknown = zelian("papers", "check", "我的模板.docx")

    assert (missing.exit_code, unknown.exit_code) == (NOT_FOUND, FAULTY)
    assert "文件名看不出是哪种文书" in unknown.output


def test_in_english_templates_have_english_names_and_fields(home):
    ended = zelian("papers", "templates", "templates", "--english")

    assert ended.exit_code == 0
    assert (home / "templates" / "result card.docx").is_file()
    told = "\n".join(line.text for line in Document("templates/report.docx").paragraphs)
    assert "{{title}}" in told
    assert not [letter for letter in told if "\u4e00" <= letter <= "\u9fff"]


def test_a_template_for_one_paper_of_discipline_is_checked_as_its_layout(home):
    zelian("papers", "templates", "模板")
    (home / "惩戒决定书.docx").write_bytes((home / "模板" / "惩戒事项决定.docx").read_bytes())

    ended = zelian("papers", "check", "惩戒决定书.docx")

    assert ended.exit_code == 0
    assert "可以使用" in ended.output
