"""What the documentation says of the code: generated parts in step, every command and every link there."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import Any

import pytest

from console.cli import COMMANDS, desk_of
from console.generated_docs import HOLDERS, PROCEDURES, ROOT, differing, main, pages
from console.readme_parts import PACKAGES, PARTS, errands
from console.source_tree import importers, reduced

READMES = "README.md", "README.zh.md"
BOTH = pytest.mark.parametrize("readme", READMES)


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _commands(name: str, program: str) -> list[list[str]]:
    """Every call of a program in code, by its words; what follows a pipe is another's."""
    code = re.findall(r"^```sh\n(.*?)^```$", _text(name), re.DOTALL | re.MULTILINE)
    lines = [line for block in code for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", _text(name))
    call = re.compile(rf"(?:^|\s|/){program} (.+)")
    return [shlex.split(found[1]) for line in lines if (found := call.search(line))]


# --- in step with the code ------------------------------------------------------------------------------------------


def test_the_generated_docs_are_in_step_with_the_code():
    assert differing() == [], "run `make docs`"


def test_a_page_out_of_step_is_found_and_written_again(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("console.generated_docs.ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    for name in HOLDERS:
        stale = re.sub(r"(-->\n)(?:[|`].*\n)", r"\1旧表\n", _text(name))
        (tmp_path / name).write_text(f"{stale}\n人写的\n", encoding="utf-8")
    folder = tmp_path / PROCEDURES
    folder.mkdir(parents=True)
    (folder / "quality_review.md").write_text("旧页", encoding="utf-8")
    (folder / "forgotten.md").write_text("没有这个程序", encoding="utf-8")

    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert {f"{PROCEDURES}/{path.name}" for path in folder.iterdir()} == set(pages()) - set(HOLDERS)
    for name in HOLDERS:
        assert (tmp_path / name).read_text(encoding="utf-8") == f"{_text(name)}\n人写的\n"
    assert "forgotten.md" in capsys.readouterr().err


def test_a_page_holds_the_table_the_drawing_and_every_authority():
    page = _text(f"{PROCEDURES}/quality_review.md")

    for heading in ("步骤", "流程", "期限", "不得办理的情形", "依据"):
        assert f"## {heading}" in page
    assert "## 没有期限的状态" in _text(f"{PROCEDURES}/review_round.md")
    assert "```mermaid" in page
    assert "5个工作日（2015-01-01起，待法院确定）" in page


@BOTH
def test_a_readme_holds_every_generated_part_once(readme):
    elsewhere = {"decisions", "law", "roles"}
    assert sorted(re.findall(r"<!-- generated: (\w+) -->", _text(readme))) == sorted(set(PARTS) - elsewhere)
    assert _text(readme).count("<!-- /generated -->") == len(PARTS) - len(elsewhere)


def test_both_readmes_have_the_same_parts_and_commands_in_the_same_order():
    def shape(name: str) -> list[str]:
        return re.findall(r"^(?:#+|<!-- generated: \w+|```\w*)", _text(name), re.MULTILINE)

    assert shape("README.md") == shape("README.zh.md")


# --- the architecture -----------------------------------------------------------------------------------------------


def test_the_drawing_shows_the_packages_of_pyproject_and_no_arrow_points_up():
    pyproject = tomllib.loads(_text("pyproject.toml"))
    names = list(PACKAGES)

    edges = importers(PACKAGES, PACKAGES)

    assert sorted(names) == sorted(pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert [edge for edge in edges if names.index(edge[0]) >= names.index(edge[1])] == []


def test_an_arrow_for_which_a_longer_way_stands_is_not_drawn():
    assert reduced({("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}) == {("a", "b"), ("b", "c"), ("a", "d")}


# --- every command is there -----------------------------------------------------------------------------------------


@BOTH
def test_every_zelian_command_of_a_readme_is_there_with_its_options(readme):
    wrong = [
        " ".join(words) for words in _commands(readme, "zelian") if words[0] != "…" and not _is_there(words)
    ]

    assert wrong == []


def _is_there(words: list[str]) -> bool:
    name, *rest = words
    if name not in COMMANDS:
        return False
    command: Any = desk_of(name)
    if errands(name) and rest:
        if rest[0] not in errands(name):
            return False
        command = command.commands[rest[0]]
    known = {option for parameter in command.params for option in parameter.opts} | {"--english", "--help"}
    return {word for word in rest if word.startswith("--")} <= known


@BOTH
def test_every_make_target_of_a_readme_is_there_with_its_variables(readme):
    makefile = _text("Makefile")

    for target, *variables in _commands(readme, "make"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
        for variable in variables:
            assert variable.partition("=")[0] in makefile, variable


@BOTH
def test_a_readme_shows_every_command_and_the_two_that_matter(readme):
    asked = {words[0] for words in _commands(readme, "make")}

    assert {"review", "test"} <= asked
    assert {words[0] for words in _commands(readme, "zelian")} >= set(COMMANDS)


# --- every link leads somewhere -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/README.md"]
)
def test_every_link_of_a_page_leads_to_a_file(page):
    links = re.findall(r"\]\(([^)#]+)\)", _text(page))

    folder = (ROOT / page).parent
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_index_lists_every_page_of_the_docs():
    index = _text("docs/README.md")

    paths = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
    assert [path for path in paths if not path.startswith("procedures/") and path not in index] == []


def test_the_verifier_on_the_page_of_the_ledger_needs_nothing_but_python():
    (program,) = re.findall(r"```python\n(.*?)```", _text("docs/ledger.md"), re.DOTALL)

    compile(program, "docs/ledger.md", "exec")
    assert re.findall(r"^(?:import|from) (.+)$", program, re.MULTILINE) == [
        "base64, hashlib, json, sqlite3, sys"
    ]
