"""乱打命令: every command of the line with arguments nobody should give; refusals are sentences, and nothing is half-written."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console import installation
from console.cli import COMMANDS, app, desk_of
from rules.parameters import rule_book
from tests.fuzz.depth import deep
from tests.fuzz.refusing import TRIED, in_time
from tests.fuzz.test_configuration import FUZZ

JUNK = [
    "", " ", "无", "0", "-1", "999999999999999999999", "1e309", "NaN", "2022-02-30", "0001-01-01", "9999-12-31", "2026Q9", "2026Q1", "评查2026Q1-0001",
    "/nowhere/there.xlsx", ".", "..", "/dev/null", "/", "a" * 3000, "\u202e", "\udcff", "😀", "--", "-", "=", "a=b", "理由=", "=x", "{}", "[1]", "%s", "{0}", "'", '"', "\\", "\n",
    "quality_review", "判决", "--english", "$(id)", "异议理由={a: &x [*x]}", "grade=优秀", "CON", "~", "file.xlsx", "（2021）吉01民终100号", "sqlite://",
]  # fmt: skip
NOT_ALONE = {"serve", "review", "desk"}
"""Commands that go on for long when all they are given is right: they are given something wrong besides."""


@cache
def commands() -> tuple[tuple[tuple[str, ...], tuple[Any, ...]], ...]:
    """Every command with its parameters, as Typer has them."""
    return tuple(found for name in COMMANDS for found in _below((name,), desk_of(name)))


def _below(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    inside = getattr(command, "commands", None)
    if not inside:
        yield path, tuple(command.params)
        return
    for name, further in inside.items():
        yield from _below((*path, name), further)


def _arguments(parameters: tuple[Any, ...], chance: random.Random) -> list[str]:
    given_: list[str] = []
    for each in parameters:
        if each.param_type_name == "argument":
            if chance.random() < 0.85:
                given_ += [
                    chance.choice(JUNK) for _ in range(1 if each.nargs == 1 else chance.choice([1, 2]))
                ]
        elif chance.random() < 0.3 and each.opts and each.opts[0] != "--help":
            option = chance.choice(each.opts)
            given_ += [option] if getattr(each, "is_flag", False) else [option, chance.choice(JUNK)]
    if chance.random() < 0.2:
        given_.insert(chance.randrange(len(given_) + 1), chance.choice(JUNK))
    return given_


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Iterator[Path]:
    """An installation of its own, and an empty folder to stand in."""
    place = tmp_path_factory.mktemp("fuzz-home")
    before, here = dict(os.environ), Path.cwd()
    os.environ["ZELIAN_HOME"] = str(place / "home")
    stand = place / "here"
    stand.mkdir()
    os.chdir(stand)
    installation.settings.cache_clear()
    yield place
    os.chdir(here)
    os.environ.clear()
    os.environ.update(before)
    installation.settings.cache_clear()
    rule_book.cache_clear()


def _run(words: list[str]) -> tuple[int, str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), in_time(60):
        try:
            app(words)
        except SystemExit as end:
            return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def _listing(place: Path) -> dict[str, str]:
    """Every file but the database's own journal and the logs of breakdowns."""
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(place.rglob("*"))
        if path.is_file()
        and not path.name.endswith(("-wal", "-shm", ".log", ".lock"))
        and "prefect" not in path.parts
    }


@settings(FUZZ, max_examples=deep(120, 6000))
@given(seed=st.integers(0, 2**32 - 1))
def test_whatever_is_typed_ends_in_a_sentence(home, seed):
    chance = random.Random(seed)
    path, parameters = chance.choice(commands())
    words = [*path, *_arguments(parameters, chance)]
    if path[0] in NOT_ALONE:
        words += ["--没有这个选项"]
    before = _listing(home)
    TRIED["command"] += 1

    code, said = _run(words)

    assert "Traceback" not in said, f"{words}\n{said}"
    assert "系统故障" not in said, f"{words}\n{said}\n{_last_log(home)}"
    assert "System fault" not in said, f"{words}\n{said}\n{_last_log(home)}"
    assert 0 <= code <= 5, f"{words}: ended with {code}"
    if code:
        TRIED["command, refused"] += 1
        assert said.strip(), f"{words}: refused without a word"
    if code in (2, 3, 4):
        # A database that was not there before may have been made, with the files of its queue; a refusal leaves nothing else.
        after = {name: digest for name, digest in _listing(home).items() if ".db" not in name}
        assert {name: digest for name, digest in before.items() if ".db" not in name} == after, f"{words}"


def _last_log(home: Path) -> str:
    logs = sorted(home.rglob("*.log"), key=lambda path: path.stat().st_mtime)
    return logs[-1].read_text(encoding="utf-8")[-3000:] if logs else ""
