"""Our own files (随程序发布的配置文件): what `config/` holds, read by the YAML parser in C, eight times as fast.

It is quick and has no patience: what nests very deeply it may not survive, and what it says of a mistake is short. So
a court's own files are never given to it (`rules.court_files`), and a mistake in one of ours is told by the other one.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

_IN_C: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Not every build of the library has it."""


class Shipped(str):
    """The text of a file of ours."""

    __slots__ = ()


def shipped(name: str) -> Any:
    """What the file `config/<name>` says."""
    return said(text_of(name))


def text_of(name: str) -> Shipped:
    return Shipped(files("config").joinpath(name).read_text(encoding="utf-8"))


def shipped_in(folder: str) -> Iterator[tuple[str, Shipped]]:
    """The YAML files of a folder of `config/`, each with its name, in order of name."""
    for path in sorted(files("config").joinpath(folder).iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yaml"):
            yield path.name, Shipped(path.read_text(encoding="utf-8"))


def said(text: Shipped) -> Any:
    """What a text of ours says.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    try:
        return yaml.load(text.encode(), Loader=_IN_C)  # noqa: S506 - a safe loader
    except yaml.YAMLError:
        return yaml.safe_load(text)
