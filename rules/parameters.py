"""Sizes, weights and time limits: dated values with unit, citation and provenance (参数).

`RuleBook` holds every value ever in force, from `config/parameters/*.yaml` and, over them, from a court's own
directory. `RuleBook.on(day)` is the `Rules` of that day: what a proceeding pins when it opens, so that a later
change of a file does not reach it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.canonical import canonical_record
from rules.citations import Provenance
from rules.court_files import parsed, written_in
from rules.dated_values import Parameter, Unit
from rules.errors import Fault, FaultyInput, UnknownParameter
from rules.labels import Words
from rules.shipped import shipped_in
from rules.written import can_be_kept

__all__ = ["Parameter", "RuleBook", "Rules", "Unit", "rule_book"]


class Rules(Mapping[str, Any]):
    """The values in force on one day: ``rules["quality_review.sample_size"]`` is 100.

    `digest` is the SHA-256 of the canonical form; equal digests mean equal rules.
    """

    def __init__(self, day: date, parameters: Iterable[Parameter]) -> None:
        self.day = day
        self._by_key = {entry.key: entry for entry in sorted(parameters, key=lambda entry: entry.key)}
        # One by one: only what holds a fraction is written by the slower hand.
        records = [canonical_record(entry.record()) for entry in self._by_key.values()]
        self.canonical: bytes = b"[" + b",".join(records) + b"]"
        self.digest = hashlib.sha256(self.canonical).hexdigest()

    @classmethod
    def from_records(cls, day: date, records: Iterable[Mapping[str, Any]]) -> Rules:
        return cls(day, [Parameter.from_record(record) for record in records])

    def parameter(self, key: str) -> Parameter:
        """The whole entry: value, unit, authority, provenance.

        Raises:
            UnknownParameter: no value is in force on that day.
        """
        try:
            return self._by_key[key]
        except KeyError:
            raise UnknownParameter(
                Words(
                    "{day}没有生效的参数“{key}”；请在 config/parameters/ 或本院参数目录中补登",
                    "no value of “{key}” is in force on {day}; add it in config/parameters/ or the court's own directory",
                    key=key,
                    day=self.day.isoformat(),
                )
            ) from None

    def __getitem__(self, key: str) -> Any:
        return self.parameter(key).value

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def get(self, key: str, default: Any = None) -> Any:
        entry = self._by_key.get(key)
        return default if entry is None else entry.value

    def __iter__(self) -> Any:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def with_values(self, changed: Mapping[str, Any]) -> Rules:
        """The same rules with some values replaced, for 推演 (what happens if) only.

        Raises:
            UnknownParameter: a key that is not in force.
        """
        replaced = []
        for key, value in changed.items():
            record = {
                **self.parameter(key).record(),
                "value": value,
                "provenance": "design",
                "source": "推演",
            }
            replaced.append(Parameter.from_record(record))
        kept = [entry for entry in self._by_key.values() if entry.key not in changed]
        return Rules(self.day, [*kept, *replaced])


class RuleBook:
    """Every dated value, of all days."""

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self.parameters = tuple(parameters)
        self._on: dict[date, Rules] = {}

    def on(self, day: date) -> Rules:
        """The rules in force on that day; of two values in force, a court's own stands before ours."""
        if day not in self._on:
            chosen: dict[str, Parameter] = {}
            for entry in self.parameters:
                if entry.since <= day and (entry.until is None or day < entry.until):
                    chosen[entry.key] = entry
            self._on[day] = Rules(day, chosen.values())
        return self._on[day]

    def history(self, key: str) -> list[Parameter]:
        """All values of one parameter, oldest first.

        Raises:
            UnknownParameter: there is no such parameter.
        """
        found = sorted(
            (entry for entry in self.parameters if entry.key == key), key=lambda entry: entry.since
        )
        if not found:
            raise UnknownParameter(Words("没有参数“{key}”", "there is no parameter “{key}”", key=key))
        return found


@cache
def rule_book(court_directory: Path | None = None) -> RuleBook:
    """Read `config/parameters/`, then the court's own directory over it.

    Raises:
        FaultyInput: every entry that is not well formed, with its file and key.
    """
    faults: list[Fault] = []
    entries: list[Parameter] = []
    for name, text in shipped_in("parameters"):
        entries += _read(text, f"config/parameters/{name}", {}, faults)
    known = {entry.key: entry for entry in entries}
    if court_directory is not None:
        for path_ in sorted(court_directory.glob("*.yaml")):
            entries += _read(written_in(path_, _FORM, faults), path_.name, known, faults)
    if faults:
        raise FaultyInput(faults)
    return RuleBook(entries)


_FORM = Words("请按 config/parameters/ 的格式改正", "mend it after the form of config/parameters/")


def _read(
    text: str | None, source: str, known: Mapping[str, Parameter], faults: list[Fault]
) -> list[Parameter]:
    data = parsed(text, source, _FORM, faults) or {}
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        faults.append(
            Fault(
                Words("{source}", "{source}", source=source),
                Words("应为“参数名: 内容”的各项", "must be entries of the form “key: content”"),
                _FORM,
            )
        )
        return []
    found: list[Parameter] = []
    for key, entry in data.items():
        found += _entries(key, entry, source, known.get(key), faults)
    return found


def _entries(
    key: str, entry: Any, source: str, known: Parameter | None, faults: list[Fault]
) -> list[Parameter]:
    found: list[Parameter] = []
    try:
        values = entry["values"]
        for value in values:
            authority = value.get("authority", known.authority if known else "")
            found.append(
                Parameter(
                    key=key,
                    zh=entry.get("zh") or (known.zh if known else key),
                    en=entry.get("en") or (known.en if known else key),
                    unit=Unit(entry["unit"]) if "unit" in entry else _unit_of(known),
                    value=value["value"],
                    since=value["since"],
                    until=value.get("until"),
                    authority=authority,
                    provenance=Provenance(value["provenance"]),
                    note_zh=value.get("note", ""),
                    note_en=value.get("note_en", ""),
                    source=source,
                )
            )
            _require_sound(found[-1])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        faults.append(
            Fault(
                Words("{source} 的“{key}”", "“{key}” in {source}", source=source, key=key),
                Words("登记不完整：{error}", "incomplete: {error}", error=_said(error)),
                Words(
                    "每个值须有 value、since、provenance；新参数须有 zh、en、unit",
                    "every value needs value, since and provenance; a new parameter needs zh, en and unit",
                ),
            )
        )
    return found


def _require_sound(entry: Parameter) -> None:
    """Say which part of an entry is not of its kind.

    Raises:
        ValueError: the name of that part.
    """
    words = (entry.zh, entry.en, entry.authority, entry.note_zh, entry.note_en)
    if not all(isinstance(each, str) and can_be_kept(each) for each in words):
        raise ValueError("zh, en, authority, note")
    if type(entry.since) is not date or (entry.until is not None and type(entry.until) is not date):
        raise ValueError("since, until")
    if not can_be_kept(entry.value):
        raise ValueError("value")


def _said(error: Exception) -> str:
    """The part of an entry that is missing or wrong."""
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)


def _unit_of(known: Parameter | None) -> Unit:
    if known is None:
        raise KeyError("unit")
    return known.unit
