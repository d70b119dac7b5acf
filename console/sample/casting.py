"""Casting (分派剧情): how good the files of the sample quarter are, which case plays which part, and where a wrong act is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.sample.lots import lot
from console.sample.script import Part, WrongAct
from rules.apportionment import apportion
from rules.grading import Grade

# fmt: off
QUALITY: Mapping[Grade, int] = {Grade.EXCELLENT: 18, Grade.QUALIFIED: 60, Grade.FLAWED: 17, Grade.UNQUALIFIED: 5}
"""How good the files are, of a hundred: more of them excellent than there are places."""
DIVERGENT = 8
"""In how many of a hundred the two first readers diverge."""

PARTS: tuple[tuple[Part, int, tuple[Grade, ...]], ...] = (
    (Part.WITHHELD, 1, (Grade.QUALIFIED,)),
    (Part.CLUE_HANDED_OVER, 1, (Grade.UNQUALIFIED,)),
    (Part.CLUE_DISMISSED, 1, (Grade.FLAWED,)),
    (Part.SENT_BACK, 2, (Grade.FLAWED,)),
    (Part.RECUSED, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
    (Part.RECUSED_ON_CARD, 1, (Grade.QUALIFIED,)),
    (Part.FILE_INCOMPLETE, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
    (Part.MORE_TIME, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
)
"""How many cases play a part, and of what quality they are. A case plays one part at most."""
TRIES: tuple[tuple[WrongAct, Part | None, Grade], ...] = (
    (WrongAct.WITHHELD_TOO_SOON, Part.WITHHELD, Grade.QUALIFIED),
    (WrongAct.NO_QUORUM, Part.WITHHELD, Grade.QUALIFIED),
    (WrongAct.CLUE_OUTSIDE_48, Part.CLUE_HANDED_OVER, Grade.UNQUALIFIED),
    (WrongAct.UNQUALIFIED_UNDISCUSSED, Part.CLUE_HANDED_OVER, Grade.UNQUALIFIED),
    (WrongAct.CLOSED_UNMENDED, Part.SENT_BACK, Grade.FLAWED),
    (WrongAct.READER_OF_SAME_COURT, None, Grade.QUALIFIED),
    (WrongAct.SHEET_OF_ANOTHER, None, Grade.QUALIFIED),
    (WrongAct.LATE_OBJECTION, None, Grade.QUALIFIED),
    (WrongAct.POINT_UNANSWERED, None, Grade.QUALIFIED),
    (WrongAct.WORSE_FOR_OBJECTING, None, Grade.QUALIFIED),
)
"""Where a wrong act is tried: on the case that plays a part, or on one that plays none, of that quality."""
# fmt: on


def qualities(seed: str, refs: Sequence[str]) -> dict[str, Grade]:
    """The quality of each file; the shares are kept exactly, and the lot says which file is which."""
    order = lot(seed, "quality").sample(sorted(refs), len(refs))
    counts = [len(refs) * share for share in QUALITY.values()]
    quotas = apportion(len(refs), counts, [0] * len(counts))
    grades = [grade for grade, quota in zip(QUALITY, quotas, strict=True) for _ in range(quota)]
    return dict(zip(order, grades, strict=True))


def parts(seed: str, quality: Mapping[str, Grade]) -> dict[str, Part]:
    free = lot(seed, "parts").sample(sorted(quality), len(quality))
    given: dict[str, Part] = {}
    divergent = round(len(quality) * DIVERGENT / 100)
    # Of an excellent case one reader may see a flaw, and then nobody awards it.
    seen_otherwise = (Grade.QUALIFIED, Grade.FLAWED, Grade.UNQUALIFIED)
    for part, count, of in (*PARTS, (Part.DIVERGENT, divergent, seen_otherwise)):
        chosen = [ref for ref in free if ref not in given and quality[ref] in of][:count]
        given |= dict.fromkeys(chosen, part)
    return given


def tries(quality: Mapping[str, Grade], parts: Mapping[str, Part]) -> dict[str, tuple[WrongAct, ...]]:
    found: dict[str, tuple[WrongAct, ...]] = {}
    for act, part, grade in TRIES:
        fitting = [
            ref
            for ref in sorted(quality)
            if quality[ref] is grade and parts.get(ref) is part and (part is not None or ref not in found)
        ]
        if fitting:
            found[fitting[0]] = (*found.get(fitting[0], ()), act)
    return found
