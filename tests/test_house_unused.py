"""The house rules on law that nobody asks: what stands in `rules/` is reached by a step, a desk or a flow, not by tests alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.test_house import PACKAGES, ROOT

USERS = (*PACKAGES, "benchmarks")
SOURCES = sorted(path.relative_to(ROOT) for package in USERS for path in (ROOT / package).rglob("*.py"))


class Piece(NamedTuple):
    """A name at the top of a module of `rules/`: a function, a class or a constant."""

    module: str
    name: str


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts)


def _names(node: ast.AST) -> Iterator[str]:
    """The names a statement at the top of a module gives, those it hands on from another included."""
    if isinstance(node, ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from (part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name))


def _used(tree: ast.AST, module: str, imported: dict[str, Piece | str]) -> Iterator[Piece]:
    """The pieces a statement speaks of: by their own name, by a name imported, or as part of a module imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            known = imported.get(node.id, Piece(module, node.id))
            if isinstance(known, Piece):
                yield known
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            whole = imported.get(node.value.id)
            if isinstance(whole, str):
                yield Piece(whole, node.attr)


def _imported(tree: ast.Module) -> dict[str, Piece | str]:
    """What the names imported anywhere in a file mean: a piece, or (a text) a whole module."""
    found: dict[str, Piece | str] = {}
    modules = {_module(path) for path in SOURCES}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found[alias.asname or alias.name] = (
                    whole if whole in modules else Piece(node.module, alias.name)
                )
    return found


def unreached() -> list[str]:
    """The functions and classes of `rules/` that no package but `rules/` comes to, by whatever way."""
    uses: dict[Piece, set[Piece]] = {}
    open_: set[Piece] = set()
    for path in SOURCES:
        tree, module = _tree(path), _module(path)
        imported = _imported(tree)
        for node in tree.body:
            spoken, given = set(_used(node, module, imported)), list(_names(node))
            if isinstance(node, ast.ImportFrom):
                for name in given:
                    known = imported[name]
                    uses.setdefault(Piece(module, name), set()).update(
                        {known} if isinstance(known, Piece) else ()
                    )
                continue
            if path.parts[0] != "rules" or not given:
                open_ |= spoken
            for name in given:
                uses.setdefault(Piece(module, name), set()).update(spoken)
    reached: set[Piece] = set()
    while open_:
        piece = open_.pop()
        if piece not in reached:
            reached.add(piece)
            open_ |= uses.get(piece, set()) - reached
    return sorted(
        f"{path.as_posix()}: {node.name}"
        for path in SOURCES
        if path.parts[0] == "rules"
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and Piece(_module(path), node.name) not in reached
    )


def test_nothing_in_rules_is_reached_by_tests_alone():
    assert unreached() == []
