"""改判原因 (causes of reversals): how many reversed cases of a round were exempted, on which ground, and in how many there was fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rules.exemptions import NO_EXEMPTION, answer_name
from rules.labels import Words
from rules.outcomes import ReviewOutcome

UNRECORDED = Words(
    "未写明（立项时不要求，或者卷宗未移交）", "not stated (not asked for then, or file withheld)"
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One cause and its cases (件). `exempt`: the reversal is no defect of quality."""

    words: Words
    cases: int
    exempt: bool


def causes(outcomes: Iterable[ReviewOutcome]) -> tuple[Cause, ...]:
    """The causes of the reversed cases, the commonest exemption first, then fault, then what was not stated."""
    counted = Counter(case.exemption or "" for case in outcomes if case.was_reversed)
    exempt = sorted(
        (code for code in counted if code not in (NO_EXEMPTION, "")), key=lambda code: (-counted[code], code)
    )
    found = [Cause(answer_name(code), counted[code], exempt=True) for code in exempt]
    if counted[NO_EXEMPTION]:
        found.append(Cause(answer_name(NO_EXEMPTION), counted[NO_EXEMPTION], exempt=False))
    if counted[""]:
        found.append(Cause(UNRECORDED, counted[""], exempt=False))
    return tuple(found)
