"""The house rules (CONTRIBUTING.md) on files, layers and acts, read from the source. Part of `make check`."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
SOURCES = sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
BESIDE_THE_PACKAGES = {"benchmarks", "docs", "tests", "var"}

NO_NOUN_OF_THE_COURT = {
    "util",
    "helper",
    "common",
    "misc",
    "manager",
    "service",
    "handler",
    "data",
    "info",
    "process",
}
ONLY_IMPORTERS = {
    "prefect": re.compile(r"flows/"),
    "transitions": re.compile(r"state_machines/procedure\.py$"),
    "apprise": re.compile(r"notifiers/channels\.py$"),
    "pm4py": re.compile(r"(?!)"),  # AGPL: in no room at all, docs/decisions/0091-process-mining.md
}
READS_THE_CLOCK = re.compile(r"(console|flows)/")
MOVES_A_STATE = re.compile(r"(records/proceedings\w*|state_machines/procedure)\.py$")
CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time"),
    ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("func", "now"), ("func", "current_timestamp"),
}  # fmt: skip


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def _found(path: Path, node: ast.AST) -> str:
    return f"{path.as_posix()}:{getattr(node, 'lineno', 0)}: {ast.unparse(node)[:90]}"


def _last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


# --- where things stand ---------------------------------------------------------------------------------------------


def test_the_packages_of_pyproject_are_the_folders_that_hold_code():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and next(path.rglob("*.py"), None)}

    code = {name for name in folders if not name.startswith(".")} - BESIDE_THE_PACKAGES
    assert code | {"config"} == set(PACKAGES)
    assert PYPROJECT["tool"]["mypy"]["packages"] == PACKAGES
    assert PYPROJECT["tool"]["importlinter"]["root_packages"] == PACKAGES


def test_folders_are_namespaces_without_an_init():
    inits = [path for folder in (*PACKAGES, "tests") for path in (ROOT / folder).rglob("__init__.py")]

    assert inits == []


def test_no_other_distribution_claims_our_names():
    claimed = packages_distributions()

    assert {name: claimed[name] for name in PACKAGES if set(claimed.get(name, ())) - {"zelian"}} == {}


def test_no_file_is_longer_than_three_hundred_lines():
    lengths = {str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_a_module_is_a_noun_of_the_court():
    def empty_words(path: Path) -> set[str]:
        return {word for part in path.with_suffix("").parts for word in part.lower().split("_")} & empty

    empty = NO_NOUN_OF_THE_COURT | {f"{word}s" for word in NO_NOUN_OF_THE_COURT}

    assert [str(path) for path in SOURCES if empty_words(path)] == []


def test_the_readme_stands_in_both_languages():
    assert [name for name in ("README.md", "README.zh.md") if not (ROOT / name).is_file()] == []


def test_every_decision_has_a_number_of_its_own_and_a_title():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    for page in pages:
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name), page.name
        first_line = page.read_text(encoding="utf-8").partition("\n")[0]
        assert re.match(rf"# {page.name[:4]}\W+\w", first_line), f"{page.name}: {first_line}"
    assert len({page.name[:4] for page in pages}) == len(pages)


# --- who may do what ------------------------------------------------------------------------------------------------


def _imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Every module imported anywhere in the file, also inside a function or by its name as a string."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or "", node
        elif (
            isinstance(node, ast.Call)
            and _last_name(node.func) in ("import_module", "__import__")
            and node.args
        ):
            # A name computed at run time (the table of desks) is not to be read off.
            yield (
                str(getattr(node.args[0], "value", "")) if isinstance(node.args[0], ast.Constant) else "",
                node,
            )


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_library_is_known_in_one_room_only(library):
    strangers = [
        _found(path, node)
        for path in SOURCES
        if not ONLY_IMPORTERS[library].match(path.as_posix())
        for module, node in _imports(path)
        if module.partition(".")[0] == library
    ]

    assert strangers == []


def test_only_the_desks_and_the_flows_read_the_clock():
    readers = [
        _found(path, node)
        for path in SOURCES
        if not READS_THE_CLOCK.match(path.as_posix())
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and (_last_name(node.value), node.attr) in CLOCKS
    ]

    assert readers == []


def _moves_a_state(node: ast.AST) -> bool:
    """An assignment to `….state`, a `setattr` of it, or an UPDATE that sets it or is of the proceedings."""
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = (part for target in targets for part in ast.walk(target))
        return any(
            isinstance(part, ast.Attribute) and part.attr == "state" and isinstance(part.ctx, ast.Store)
            for part in parts
        )
    if isinstance(node, ast.Call):
        name = _last_name(node.func)
        first = _last_name(node.args[0]) if node.args else ""
        second = getattr(node.args[1], "value", None) if len(node.args) > 1 else None
        return (
            (name in ("setattr", "__setattr__") and "state" in (first, second))
            or (name == "values" and any(keyword.arg == "state" for keyword in node.keywords))
            or (name == "update" and first == "Proceeding")
        )
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.search(r"update\s+proceeding", node.value, re.IGNORECASE))
    )


def test_a_state_changes_through_advance_only():
    movers = [
        _found(path, node)
        for path in SOURCES
        if not MOVES_A_STATE.match(path.as_posix())
        for node in ast.walk(_tree(path))
        if _moves_a_state(node)
    ]

    assert movers == []


# --- what may not be committed --------------------------------------------------------------------------------------


@cache
def _committed() -> tuple[Path, ...]:
    """The files of the repository, also those not yet added; what git ignores is nobody's business."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip(f"not a git checkout: {listed.stderr.strip()}")
    return tuple(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


def _lines_with(pattern: str) -> list[str]:
    sought = re.compile(pattern)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
        for path in _committed()
        if b"\0" not in (content := path.read_bytes())
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1)
        if sought.search(line)
    ]


def test_no_file_names_a_place_on_somebodys_machine():
    assert _lines_with(r"(?<![\w.~*])/(?:home|root|Users|work)/\w") == []


def test_no_file_names_a_package_registry():
    assert _lines_with(r"pypi\.(?:org|python)|pythonhoste[d]|npmjs\.|registry\.npm|artifactor[y]") == []


LOCKS = ("requirements.txt", "requirements-dev.txt", "tests/mining/requirements.txt")
PEERS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("benchmarks/peers/locks/*.txt"))


@pytest.mark.parametrize("lock", [*LOCKS, *PEERS])
def test_a_lock_holds_versions_and_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")

    pinned = re.compile(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+( ; [^#]+?)?\s+(--hash=sha256:[0-9a-f]{64}\s*)+")
    assert [line[:90] for line in text.splitlines() if not pinned.fullmatch(line)] == []
