"""The handbook of replay, logs and flow: what it tells people to type exists, with the options it names."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app

HANDBOOK = Path(__file__).parent.parent.parent / "docs" / "handbook"
COMMAND = re.compile(r"zelian ([a-z]+ [a-z]+)([^\n`]*)")
TYPED = sorted(
    {
        (page, words, tuple(sorted(set(re.findall(r"--[a-z-]+", rest.split("#")[0])))))
        for page in ("replay.md", "replay.en.md")
        for words, rest in COMMAND.findall((HANDBOOK / page).read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize(("page", "words", "options"), TYPED)
def test_every_command_of_the_page_is_there_with_its_options(page, words, options):
    answer = CliRunner().invoke(app, [*words.split(), "--help"], env={"COLUMNS": "200"})

    assert answer.exit_code == 0
    assert [option for option in options if option not in answer.stdout] == []


def test_both_languages_name_the_same_commands():
    named = {page: {words for where, words, _ in TYPED if where == page} for page, _, _ in TYPED}

    assert named["replay.md"] == named["replay.en.md"]
    assert {"season replay", "season export", "season flow", "procedures check"} <= named["replay.md"]
