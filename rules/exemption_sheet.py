"""免责逐项审查表 (test sheet of exemptions): every ground in force tested, met or not and why; the outcome follows.

A sheet without a word on one of the grounds is no sheet. Intent is never excused, whatever the reversal was due to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.exemptions import Exemption, exemptions
from rules.labels import Labelled, Words


class GroundResult(Labelled):
    """What a ground came to (审查结果)."""

    MET = "met", "具备", "met"
    NOT_MET = "not_met", "不具备", "not met"
    UNCLEAR = "unclear", "尚不清楚", "not clear yet"


class ExemptionOutcome(Labelled):
    """What the sheet comes to (免责审查结论)."""

    EXEMPT = "exempt", "具备免责情形", "exempt"
    NOT_EXEMPT = "not_exempt", "不具备免责情形", "not exempt"
    INTENT = "intent", "故意违反职责，不免责", "intent: not excused"
    UNCLEAR = "unclear", "尚不能得出结论", "no outcome yet"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One ground and what it came to."""

    ground: Exemption
    result: GroundResult
    why: str
    on: date

    def record(self) -> dict[str, Any]:
        return {
            "ground": self.ground.code,
            **self.ground.words.both(),
            "result": self.result.value,
            "why": self.why,
            "authorities": [
                {"authority": each.authority.code, "item": each.item, "provenance": each.provenance.value}
                for each in self.ground.on(self.on)
            ],
        }


def ground_of(text: Any, on: date) -> Exemption | None:
    """The ground that somebody gave by its code or its name in either language."""
    return next((each for each in exemptions(on) if str(text).strip() in (each.code, each.zh, each.en)), None)


def faults(tests: Iterable[Mapping[str, Any]], on: date) -> Words | None:
    """Why the tests are no whole sheet: a ground unknown, tested twice, left out, or without a reason. None: they are."""
    given: Counter[str] = Counter()
    for test in tests:
        ground = ground_of(test.get("ground"), on)
        if ground is None:
            return Words("没有免责情形“{text}”", "there is no exemption “{text}”", text=test.get("ground"))
        if (
            test.get("result") not in {each.value for each in GroundResult}
            or not str(test.get("why") or "").strip()
        ):
            return Words(
                "“{ground}”没有写明结果和理由",
                "of “{ground}” neither result nor reason is said",
                ground=ground.words,
            )
        given[ground.code] += 1
    twice = [each for each in exemptions(on) if given[each.code] > 1]
    if twice:
        return Words("“{ground}”审查了两次", "“{ground}” is tested twice", ground=twice[0].words)
    left = [each.words for each in exemptions(on) if not given[each.code]]
    if left:
        return Words(
            "还有{n}种免责情形没有审查：{which}",
            "{n} grounds were not tested: {which}",
            n=len(left),
            which=Words("；".join(map(str, left)), "; ".join(each.to("en") for each in left)),
        )
    return None


def sheet(tests: Iterable[Mapping[str, Any]], on: date) -> list[SheetRow]:
    """The rows, in the order of the list."""
    by_code = {}
    for test in tests:
        ground = ground_of(test.get("ground"), on)
        if ground is not None and test.get("result") in {each.value for each in GroundResult}:
            by_code[ground.code] = SheetRow(
                ground, GroundResult(test["result"]), str(test.get("why") or ""), on
            )
    return [by_code[each.code] for each in exemptions(on) if each.code in by_code]


def outcome(rows: Iterable[SheetRow], *, intent: bool) -> ExemptionOutcome:
    """What follows: one ground met is enough; what is not clear is no “not met”."""
    results = {row.result for row in rows}
    if intent:
        return ExemptionOutcome.INTENT
    if GroundResult.MET in results:
        return ExemptionOutcome.EXEMPT
    return (
        ExemptionOutcome.UNCLEAR
        if GroundResult.UNCLEAR in results or not results
        else ExemptionOutcome.NOT_EXEMPT
    )
