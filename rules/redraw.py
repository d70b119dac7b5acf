"""重抽 (a hypothetical draw): the same list and seed under another plan, to see what the rule alone would change.

The key of a draw is bound to the digest of its frozen list, and another plan is another manifest: drawn in earnest, it
would have had other tickets, and chance would hide what the rule does. So the original key is kept. That is why this
can never be taken for a draw: its list has no bytes, no digest of its own and no certificate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rules.forecast import forecast
from rules.frame import Frame, FrameCase
from rules.manifests import Manifest
from rules.sampling import Allocation, Draw, Round, replay
from rules.sampling_plan import Method, SamplingPlan, StratumKey


class Place(NamedTuple):
    """Where a case belongs: what a stratum can be made of."""

    court: str
    case_kind: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that is drawn under one plan only, with its inclusion probability (入样概率) under both."""

    case_no: str
    place: Place
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Shift:
    """How many cases (件) a court or a kind of case gives under either plan."""

    key: StratumKey
    label: str
    eligible: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Redrawing:
    """Two draws from one list: the one made, and the one of the changed plan. What was withdrawn stands in neither."""

    before: Draw
    after: Draw
    came: tuple[Moved, ...]
    """Cases drawn only under the changed plan."""
    went: tuple[Moved, ...]
    """Cases drawn only under the plan on record."""
    shifts: tuple[Shift, ...]
    anew: bool
    """The strata or the method changed, so that the strata are rounded anew: some of the difference is chance."""

    @property
    def kept(self) -> int:
        """Cases drawn under both plans (件)."""
        return len(self.before.standing) - len(self.went)


def under_plan(
    manifest: Manifest, plan: SamplingPlan, places: Mapping[str, Place], first: date, last: date
) -> Manifest:
    """The list of `manifest` divided by another plan. It keeps the digest, and so the lots, of the list it comes from.

    Raises:
        FaultyInput: the plan cannot be followed on this list.
    """
    members = tuple(_member(case_no, places[case_no], first) for case_no in sorted(_numbers(manifest)))
    made = Manifest.of(
        Frame(first, last, members, ()), season=manifest.season, scope=manifest.scope, plan=plan
    )
    return replace(made, content=b"hypothetical", frame_sha256=manifest.frame_sha256)


def places_of(manifest: Manifest, register: Mapping[str, Place]) -> dict[str, Place]:
    """Where each case of the list belongs: by the strata of the list, which are frozen; else by the register."""
    found = {}
    for stratum in manifest.strata:
        named = {key.value: part for key, part in zip(manifest.plan.keys, stratum.name, strict=True)}
        for case_no in stratum.cases:
            found[case_no] = register.get(case_no, Place("", ""))._replace(**named)
    return found


def redraw(
    before: Draw, plan: SamplingPlan, places: Mapping[str, Place], first: date, last: date
) -> Redrawing:
    """Draw again from the list of `before`, with its seeds, under another plan.

    Where only the number changes, as few cases change as can: more are drawn on top, fewer are left of those drawn.
    Every case has the same chance in it as in a draw of that number from the start. An extension that was decided
    keeps its number; a withdrawal is repeated where its case is drawn here too.

    Raises:
        FaultyInput: the plan cannot be followed on this list.
    """
    recorded = before.manifest.plan
    sized = replace(plan, size=recorded.size) == recorded
    if sized and plan.size > recorded.size:
        manifest = under_plan(before.manifest, recorded, places, first, last)
        on_top = replace(before.rounds[0], size=plan.size)
        after = replay(manifest, _rounds(manifest, [before.rounds[0], on_top, *before.rounds[1:]]))
    else:
        manifest = under_plan(before.manifest, plan, places, first, last)
        fewer = sized and plan.size < recorded.size and plan.method is Method.CONTROLLED
        simple = len(before.rounds) == 1
        after = (
            _left(before, manifest)
            if fewer and simple
            else replay(manifest, _rounds(manifest, before.rounds))
        )
    here, there = {case.case_no for case in before.standing}, {case.case_no for case in after.standing}
    chances = _chances(before), _chances(after)

    def moved(numbers: Iterable[str]) -> tuple[Moved, ...]:
        return tuple(
            Moved(number, places[number], chances[0][number], chances[1][number])
            for number in sorted(numbers)
        )

    return Redrawing(
        before,
        after,
        moved(there - here),
        moved(here - there),
        tuple(_shifts(here, there, places)),
        anew=not sized,
    )


def _rounds(manifest: Manifest, rounds: Sequence[Round]) -> tuple[Round, ...]:
    done: list[Round] = []
    for entry in rounds:
        size = max(entry.size, done[-1].size) if done else manifest.plan.size
        standing = {case.case_no for case in replay(manifest, done).standing} if done else set()
        gone = tuple(pair for pair in entry.withdrawn if pair[0] in standing)
        done.append(replace(entry, size=size, withdrawn=gone))
    return tuple(done)


def _left(before: Draw, manifest: Manifest) -> Draw:
    """A smaller draw out of a draw: the cases drawn stand as a list of their own, and the smallest tickets are left."""
    drawn = {case.case_no for case in before.drawn}
    strata = [
        replace(each, cases=tuple(case for case in each.cases if case in drawn)) for each in manifest.strata
    ]
    found = replay(
        replace(manifest, strata=tuple(each for each in strata if each.cases)),
        _rounds(manifest, before.rounds),
    )
    counts = Counter(case.stratum for case in found.drawn)
    rows = zip(manifest.strata, forecast(manifest), strict=True)
    allocation = tuple(
        Allocation(stratum.name, stratum.eligible, counts[stratum.name], counts[stratum.name], row.expected)
        for stratum, row in rows
    )
    return Draw(manifest, found.rounds, allocation, found.drawn)


def _chances(draw: Draw) -> dict[str, Fraction]:
    rows = zip(draw.manifest.strata, draw.allocation, strict=True)
    return {case_no: row.probability for stratum, row in rows for case_no in stratum.cases}


def _shifts(here: set[str], there: set[str], places: Mapping[str, Place]) -> list[Shift]:
    found = []
    for key in StratumKey:
        counts = [
            Counter(getattr(places[number], key.value) for number in numbers)
            for numbers in (places, here, there)
        ]
        eligible, before, after = counts
        found += [
            Shift(key, label, eligible[label], before[label], after[label]) for label in sorted(eligible)
        ]
    return found


def _numbers(manifest: Manifest) -> list[str]:
    return [case_no for stratum in manifest.strata for case_no in stratum.cases]


def _member(case_no: str, place: Place, day: date) -> FrameCase:
    """A case of the frozen list as the frame knew it. Whether it may be drawn was settled when the list was frozen."""
    return FrameCase(
        case_no=case_no,
        court=place.court,
        case_kind=place.case_kind,
        judge="",
        division="",
        date_closed=day,
        effective=True,
        pending=False,
        reviewed=False,
    )
