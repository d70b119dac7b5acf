"""澄清的情形 (clearing a false report): what is false, when it must be cleared, when it is not, and in what form.

`config/clarification.yaml` holds the lists with their grounds and days. What comes of an assessment follows from the grounds
that were found, and is never typed. That the text praises nobody beyond the false point is for the people who write it: no
program can tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.dated_grounds import DatedGround, holding
from rules.labels import Labelled, Words
from rules.shipped import shipped


class PointFinding(Labelled):
    """What was found of one point of a report (逐点认定)."""

    UNTRUE = "untrue", "失实", "untrue"
    NOT_PROVED = "not_proved", "未查实，不能排除", "neither proved nor excluded"
    TRUE = "true", "属实", "true"


class ClearingForm(Labelled):
    """In what form it is cleared (澄清方式)."""

    WRITTEN = "written", "书面澄清", "in writing"
    FACE_TO_FACE = "face_to_face", "当面澄清", "face to face"
    MEETING = "meeting", "会议澄清", "at a meeting"
    BULLETIN = "bulletin", "通报澄清", "by bulletin"


PUBLIC_FORMS = frozenset({ClearingForm.MEETING.value, ClearingForm.BULLETIN.value})
"""公开形式: others than the person and who heard the accusation may learn of it."""


class ClearingOutcome(Labelled):
    """What the assessment comes to (评估结论)."""

    CLEAR = "clear", "应当澄清", "to be cleared"
    EXCLUDED = "excluded", "属于不予澄清的情形", "one of the situations not to be cleared"
    NO_GROUND = "no_ground", "没有应当澄清的情形", "none of the situations that must be cleared"


@dataclass(frozen=True, slots=True)
class ClearingGround:
    """One situation of a list (情形)."""

    code: str
    zh: str
    en: str
    grounds: tuple[DatedGround, ...]

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


def must_clear(on: date) -> tuple[ClearingGround, ...]:
    """The situations that must be cleared, as they stand on that day."""
    return _in_force("must_clear", on)


def not_cleared(on: date) -> tuple[ClearingGround, ...]:
    """The situations that are not cleared, as they stand on that day."""
    return _in_force("not_cleared", on)


def ground_named(text: str, known: Iterable[ClearingGround]) -> ClearingGround | None:
    """The situation that somebody gave by its code or its name in either language."""
    return next((each for each in known if text.strip() in (each.code, each.zh, each.en)), None)


def name_of(text: str) -> Words:
    """The name of a situation of whatever day; a text that is none stands as it is."""
    every = (*_lists()["must_clear"], *_lists()["not_cleared"])
    found = ground_named(text, every)
    return found.words if found else Words("{text}", "{text}", text=text)


def outcome(must: Collection[str], excluded: Collection[str]) -> ClearingOutcome:
    """What follows: one situation not to be cleared stands against all that must be."""
    if excluded:
        return ClearingOutcome.EXCLUDED
    return ClearingOutcome.CLEAR if must else ClearingOutcome.NO_GROUND


def untrue_points(findings: Iterable[Mapping[str, Any]]) -> list[str]:
    """The numbers of the points found untrue, as they are written: what was not proved is none of them."""
    untrue = {int(each["point"]) for each in findings if each.get("finding") == PointFinding.UNTRUE.value}
    return [str(number) for number in sorted(untrue)]


def _in_force(name: str, on: date) -> tuple[ClearingGround, ...]:
    return tuple(each for each in _lists()[name] if holding(each.grounds, on))


@cache
def _lists() -> dict[str, tuple[ClearingGround, ...]]:
    data = shipped("clarification.yaml")
    return {
        name: tuple(
            ClearingGround(
                entry["code"],
                entry["zh"],
                entry["en"],
                tuple(DatedGround.read(ground) for ground in entry["grounds"]),
            )
            for entry in data[name]
        )
        for name in ("must_clear", "not_cleared")
    }
