"""The house rules (CONTRIBUTING.md) on words, law and numbers. Part of `make check`."""

from __future__ import annotations

import importlib
import json
import re
from pathlib import Path

from rules.labels import Labelled
from rules.law import laws
from rules.parameters import rule_book

ROOT = Path(__file__).parent.parent
SPEAKS = ("rules", "state_machines")
"""The packages whose labels are terms of the field."""


def _enumerations() -> list[type[Labelled]]:
    for package in SPEAKS:
        for path in (ROOT / package).rglob("*.py"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    found, ahead = [], list(Labelled.__subclasses__())
    while ahead:
        enumeration = ahead.pop()
        ahead += enumeration.__subclasses__()
        if enumeration.__module__.split(".")[0] in SPEAKS:
            found.append(enumeration)
    return sorted(found, key=lambda each: (each.__module__, each.__qualname__))


def _is_chinese(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", text) is not None


def test_every_label_is_there_in_chinese_and_in_english():
    members = [member for enumeration in _enumerations() for member in enumeration]

    assert [member for member in members if not _is_chinese(member.zh)] == []
    assert [member for member in members if not member.en.strip() or _is_chinese(member.en)] == []


def test_no_two_members_share_a_code():
    shared = {each: set(each.__members__) - {member.name for member in each} for each in _enumerations()}

    assert {each: names for each, names in shared.items() if names} == {}


def test_every_term_of_the_field_stands_in_the_glossary():
    rows = set(
        re.findall(r"^\| (.+?) \| (.+?) \|", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE)
    )
    terms = {
        (member.zh, member.en)
        for enumeration in _enumerations()
        if enumeration.__module__ == "rules.roles" or enumeration.__module__.startswith("state_machines.")
        for member in enumeration
    }

    missing = [f"| {zh} | {en} |" for zh, en in sorted(terms - rows)]
    assert not missing, "add to docs/glossary.md:\n" + "\n".join(missing)


def test_every_parameter_has_a_name_in_both_languages():
    entries = rule_book().parameters

    assert [entry.key for entry in entries if not _is_chinese(entry.zh)] == []
    assert [entry.key for entry in entries if entry.en == entry.key or not entry.en.strip()] == []


def test_the_authority_of_every_parameter_is_registered():
    registered = {citation.code for law in laws().values() for citation in law.articles.values()}

    unknown = {
        entry.key: entry.authority for entry in rule_book().parameters if entry.authority not in registered
    }
    assert unknown == {}


def test_every_article_we_cite_exists_in_the_law_library(shared_data):
    library: dict[tuple[str, str], set[str]] = {}
    with (shared_data / "law-articles.jsonl").open(encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            for version in ("", entry["version_date"]):
                library.setdefault((entry["law"], version), set()).add(str(entry["article"]))

    missing = [
        citation.code
        for law in laws().values()
        if law.library_title
        for citation in law.articles.values()
        if citation.article.isdigit()
        and citation.article not in library.get((law.library_title, law.library_version), ())
    ]

    assert missing == []
