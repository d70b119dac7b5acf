"""Files that an act hands in (随步骤提交的文件): the facts that name them, and which steps may bring them.

A file itself is kept under its digest, beside the papers; the fact has its name, its kind, its size and that digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.steps import Fact, Kind, Step

_PARTS = (
    Fact("code", "代码", "code", Kind.CODE, must=True),
    Fact("name", "文件名", "name", must=True),
    Fact("kind", "种类", "kind", Kind.CODE),
    Fact("size", "大小", "size", Kind.COUNT),
)
FILES = Fact("files", "证据文件", "files of evidence", Kind.RECORD, computed=True, listed=True, parts=_PARTS)


def files_for(fact: Fact, zh: str, en: str) -> Fact:
    """Files that only those see who may see that fact: a finding of a hospital is for whom the state of health is."""
    return replace(FILES, code=f"{fact.code}_{FILES.code}", zh=zh, en=en, seen_by=fact.seen_by)


def taking_files(steps: Iterable[Step], never: Collection[Labelled] = ()) -> Iterator[Step]:
    """The steps of a table, each taking files; not those of the calendar, those named, and those that take their own."""
    for step in steps:
        theirs = any(taken_as(fact) for fact in step.facts)
        by_hand = Role.CALENDAR not in step.roles and step.trigger not in never
        yield replace(step, may=(*step.may, FILES)) if by_hand and not theirs else step


def taken_as(fact: Fact) -> bool:
    """Whether a fact names files."""
    return fact.parts == _PARTS and fact.computed


def where_files_go(step: Step | None) -> Fact:
    """Under which fact a step puts the files handed in with it."""
    return next((fact for fact in (step.facts if step else ()) if taken_as(fact)), FILES)


def file_facts(steps: Iterable[Step]) -> dict[str, Fact]:
    """The facts of a table that name files, by their codes."""
    return {fact.code: fact for step in steps for fact in step.facts if taken_as(fact)}


def names_of(files: Any) -> Words:
    """The names of the files, and by what they are known again."""
    named = "；".join(f"{each['name']}（SHA-256 {each['code'][:12]}…）" for each in files)
    return Words("{files}", "{files}", files=named)


def kept_in(
    particulars: Mapping[str, Any], facts: Mapping[str, Fact]
) -> Iterator[tuple[Fact, Mapping[str, Any]]]:
    """Every file that an act handed in, with the fact it stands under."""
    for code, fact in facts.items():
        for file in particulars.get(code) or ():
            yield fact, file
