"""Our own source, read as text: which package imports which, and which file names which law. Nothing is imported."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

_BY_NAME = {"files", "import_module"}
"""``files("config")`` reads a package's data: it stands below as much as one that is imported."""


def importers(packages: Iterable[str], imported: Iterable[str]) -> set[tuple[str, str]]:
    """Which package imports which of `imported`, late or by name as well; no package itself."""
    sought = set(imported)
    return {
        (package, name)
        for package in packages
        for path in _files(package)
        for name in {module.partition(".")[0] for module in _imports(path)} & sought - {package}
    }


def files_naming(key: str, packages: Iterable[str]) -> list[str]:
    """The files in which a string is `key` or begins with ``key.``, from the root."""
    return sorted(
        path.relative_to(ROOT).as_posix()
        for package in packages
        for path in _files(package)
        if any(text == key or text.startswith(f"{key}.") for text in _strings(path))
    )


def reduced(edges: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges of an acyclic graph for which no longer way stands (its transitive reduction)."""
    direct = set(edges)
    ways = set(direct)
    while further := {(start, end) for start, by in ways for other, end in direct if other == by} - ways:
        ways |= further
    around = {(start, end) for start, by in direct for other, end in ways if other == by}
    return direct - around


def _files(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BY_NAME:
            yield from (str(each.value) for each in node.args[:1] if isinstance(each, ast.Constant))


@cache
def _strings(path: Path) -> frozenset[str]:
    nodes = (node for node in ast.walk(_tree(path)) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in nodes if isinstance(node.value, str))
