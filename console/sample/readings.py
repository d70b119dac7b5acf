"""What a scripted reader finds in a file (示例评查发现): findings on the sheet of the case that come to a grade aimed at.

The points are weighed as real ones are, so a court's own sheet or thresholds serve as well as ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from rules.deductions import GradingMethod, Item, Per, ScoreSheet, Severity, VetoKind
from rules.grading import Finding, Grade, method_of, score
from rules.parameters import Rules

MARGIN = Decimal(3)
"""How far a score keeps from the thresholds (分), so that two readers who differ a little agree on the grade."""
SMALL = Decimal(2)
"""What an item may cost (分) to be found in an excellent case."""
WITHHELD_FILE = "F2"
"""无正当理由不移送卷宗: who has a file to read does not find this."""
MOST_FLAWS = 4
"""How many kinds of flaws are found in a case where the worst decides."""
MOST_TIMES = 4
"""How often one thing is found in a case at most (次)."""


def reading(
    shared: Random, own: Random, sheet: ScoreSheet, rules: Rules, aim: Grade, *, clue: bool = False
) -> list[Finding]:
    """The findings of one reader.

    `shared` is the chance that all readers of the case have in common, because they read one file; `own` is that of
    this reader, who counts a slip more or less. With `clue` the veto is one that must be handed over.
    """
    if method_of(rules) is GradingMethod.WORST_FINDING:
        found = _flaws(shared, sheet, aim)
    else:
        low, enough = _points_aimed_at(shared, rules, aim)
        found = _enough(shared, sheet, rules, _ordinary(sheet, aim), low, enough)
    if aim is Grade.UNQUALIFIED and (vetoes := _vetoes(sheet, clue=clue)):
        found.append(_finding(shared, shared.choice(vetoes), vetoed=True))
    seen = [_as_seen(own, sheet.by_code[finding.item], finding) for finding in found]
    return [replace(finding, fact=str(number)) for number, finding in enumerate(seen, start=1)]


def _flaws(chance: Random, sheet: ScoreSheet, aim: Grade) -> list[Finding]:
    """The flaws of a case where the worst finding decides: a good case has none."""
    if aim in (Grade.EXCELLENT, Grade.QUALIFIED):
        return []
    items = [
        item
        for item in sheet.items
        if item.severity is Severity.FLAWED and item.veto.kind is VetoKind.NEVER and not item.clue
    ]
    return [_finding(chance, item) for item in chance.sample(items, chance.randint(1, MOST_FLAWS))]


def _points_aimed_at(chance: Random, rules: Rules, aim: Grade) -> tuple[Decimal, Decimal]:
    """The lowest score that will do, and the one at which enough was found. A case vetoed needs no low score."""
    excellent, qualified, flawed = (
        Decimal(str(rules[f"grading.{grade}_from"])) for grade in ("excellent", "qualified", "flawed")
    )
    low, above = {
        Grade.EXCELLENT: (excellent, Decimal(100)),
        Grade.QUALIFIED: (qualified, excellent),
        Grade.FLAWED: (flawed, qualified),
        Grade.UNQUALIFIED: (qualified, excellent),
    }[aim]
    low, high = low + MARGIN, above - MARGIN
    return low, low + (high - low) * Decimal(chance.randint(3, 10)) / 10


def _ordinary(sheet: ScoreSheet, aim: Grade) -> list[Item]:
    """The items that cost points and do nothing else; for an excellent case only the small ones."""
    items = [
        item for item in sheet.items if item.points and item.veto.kind is VetoKind.NEVER and not item.clue
    ]
    if aim is Grade.EXCELLENT:
        return [item for item in items if item.points <= SMALL and not item.bars_excellent]
    return items


def _vetoes(sheet: ScoreSheet, *, clue: bool) -> list[Item]:
    return [
        item
        for item in sheet.items
        if item.veto.kind is VetoKind.ALWAYS and item.clue is clue and item.code != WITHHELD_FILE
    ]


def _enough(
    chance: Random, sheet: ScoreSheet, rules: Rules, items: Sequence[Item], low: Decimal, enough: Decimal
) -> list[Finding]:
    """Findings in a random order until the score has come down to `enough`, and never below `low`."""
    found: dict[str, Finding] = {}
    for times in range(1, MOST_TIMES):
        for item in chance.sample(items, len(items)):
            if times > 1 and item.per is Per.ONCE:
                continue
            more = found | {item.code: _finding(chance, item, count=times)}
            points = score(sheet, list(more.values()), rules).total
            if points >= low:
                found = more
            if low <= points <= enough:
                return list(found.values())
    return list(found.values())


def _finding(chance: Random, item: Item, *, count: int = 1, vetoed: bool = False) -> Finding:
    said = f"示例：卷宗第{chance.randint(3, 160)}页，{item.zh}"
    return Finding(item.code, item.code, count=count, description=said, vetoed=vetoed)


def _as_seen(own: Random, item: Item, finding: Finding) -> Finding:
    """The finding as this reader counts it: of a small thing there may be one more."""
    if item.per is Per.EACH and item.points < SMALL and own.choice((True, False)):
        return replace(finding, count=finding.count + 1)
    return finding
