"""参数: every one in `config/parameters/` is asked for by somebody, and every one that is asked for is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from rules.parameters import rule_book

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("rules", "state_machines", "records", "documents", "notifiers", "flows", "console")
KEYS = {entry.key for entry in rule_book().parameters}
GROUPS = {key.partition(".")[0] for key in KEYS}


@cache
def _said() -> dict[str, str]:
    """Every text in the code that looks like a parameter's key, and where it stands.

    The invented people of the sample ask for keys put together; what only they know is used by nobody.
    """
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.is_relative_to(ROOT / "console" / "sample"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", str(node.value)):
                    found.setdefault(str(node.value), f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_every_parameter_is_asked_for_by_somebody():
    beside = [path for path in (ROOT / "config").rglob("*.yaml") if path.parent.name != "parameters"]
    by_sheets = {
        word for path in beside for word in re.findall(r"[a-z_]+\.[a-z_0-9]+", path.read_text("utf-8"))
    }

    assert sorted(KEYS - _said().keys() - by_sheets) == []


def test_every_parameter_asked_for_is_there():
    files = {path.name for folder in ("config", *PACKAGES) for path in (ROOT / folder).rglob("*.*")}
    asked = {text: where for text, where in _said().items() if text.partition(".")[0] in GROUPS}

    assert {text: where for text, where in asked.items() if text not in KEYS | files} == {}
