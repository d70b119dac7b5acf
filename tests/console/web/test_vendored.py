"""What others made and we ship: with its licence, unable to call anywhere, and known to the browsers of 2021."""

from __future__ import annotations

import re

import pytest

from console.web.rendering import HERE

STATIC = HERE / "static"
SHEETS = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.css"))


@pytest.mark.parametrize("name", ["bootstrap", "htmx"])
def test_what_others_made_stands_with_its_licence(name):
    assert (STATIC / name / "LICENSE").read_text("utf-8").strip()


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_style_sheet_asks_nothing_of_browsers_that_courts_do_not_have(sheet):
    text = (STATIC / sheet).read_text("utf-8")

    assert re.findall(r":has\(|color-mix\(|light-dark\(|@layer|@container|:is\([^)]*&", text) == []
    assert re.findall(r"""@import|url\((?!["']?data:)""", text) == []


@pytest.mark.parametrize("template", sorted(path.name for path in (HERE / "templates").iterdir()))
def test_a_template_has_no_script_and_no_style_of_its_own_and_speaks_both_languages(template):
    text = (HERE / "templates" / template).read_text("utf-8")
    bare = re.sub(r"\{[%{].*?[%}]\}", "", text, flags=re.DOTALL)

    assert re.findall(r"<script(?! src=\"/static)|<style|\son\w+=|\sstyle=", text) == []
    assert re.findall(r"https?://", text) == []
    assert re.findall(r"[\u4e00-\u9fff]+", bare) == []
