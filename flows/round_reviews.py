"""The reviews of a round are opened (评查事项立项): those drawn at random, and those reviewed beside the draw."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from records import calibrations, cases, proceedings, seasons
from records.conflicts import conflicts_about
from records.proceedings import open_many
from records.seasons import Season
from rules.added_cases import AddedCase
from rules.certificates import rounds_of
from rules.manifests import Manifest
from rules.pools import Pool
from rules.roles import Actor
from rules.sampling import Draw, Drawn, replace, replay
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Known, State

RANGES = {Pool.RANDOM: "", Pool.MANDATORY: "加", Pool.FLOOR: "加", Pool.SPECIAL: "专"}
"""What stands before the number in a reference. Must-review and floor share one range, so that it tells no reason."""
IN_ANOTHER_ROUND = "已经列入其他评查"


@dataclass(frozen=True, slots=True)
class NewReview:
    """A case for which a review is to be opened."""

    case_no: str
    pool: Pool
    ticket: str
    stratum: str = ""
    rank: int = 0
    probability: float = 1.0
    theme: str = ""


def draw_of(season: Season) -> Draw:
    """The draw of a season, made again from its manifest and the rounds of its certificate."""
    rounds = rounds_of(json.loads(season.certificate or '{"rounds": []}'))
    return replay(Manifest.read((season.manifest or "").encode()), rounds)


def usable(session: Session, season: Season, found: Draw) -> Draw:
    """The draw with every new case replaced that cannot be reviewed, because it was withdrawn or is reviewed elsewhere.

    That happens where a case reviewed beside the draw, or in another round meanwhile, is drawn later.
    """
    while True:
        on_file = seasons.reviews_of(session, [entry.case_no for entry in found.standing])
        gone = {
            case_no: IN_ANOTHER_ROUND if review.season != season.label else str(row.facts.get("reasons", ""))
            for case_no, (review, row) in on_file.items()
            if review.season != season.label or row.state == State.WITHDRAWN.value
        }
        if not gone:
            return found
        found = replace(found, gone)


def open_drawn(session: Session, season: Season, found: Draw, *, by: Actor, now: datetime) -> list[str]:
    """Open a review of every drawn case that has none; one that was reviewed beside the draw moves to the random pool.

    Returns the references opened, in the order of the draw.
    """
    on_file = seasons.reviews_of(session, [entry.case_no for entry in found.standing])
    chances = {row.stratum: float(row.probability) for row in found.allocation}
    new = []
    for entry in found.standing:
        place = _place(entry, chances[entry.stratum])
        if entry.case_no not in on_file:
            new.append(NewReview(entry.case_no, Pool.RANDOM, **place))
        elif on_file[entry.case_no][0].pool != Pool.RANDOM.value:
            seasons.move_to_random(session, on_file[entry.case_no][0].ref, place)
    refs = open_reviews(session, season, new, by=by, now=now)
    by_name = {"／".join(stratum): chance for stratum, chance in chances.items()}
    seasons.set_probabilities(session, season.label, by_name)
    return refs


def open_added(
    session: Session, season: Season, added: Sequence[AddedCase], *, by: Actor, now: datetime
) -> list[str]:
    """Open the reviews beside the draw; a case on file already (of another round) is left out."""
    on_file = seasons.reviews_of(session, [entry.case_no for entry in added])
    new = [
        NewReview(entry.case_no, entry.pool, entry.ticket) for entry in added if entry.case_no not in on_file
    ]
    return open_reviews(session, season, new, by=by, now=now)


def open_reviews(
    session: Session, season: Season, new: Sequence[NewReview], *, by: Actor, now: datetime
) -> list[str]:
    """Open reviews, each numbered on in its range; returns the references in the order given."""
    register = cases.by_number(session, [entry.case_no for entry in new])
    rules = proceedings.rules_of(session, proceedings.find(session, season.ref).rules)
    conflicts = conflicts_about(
        session, [*register, *(case.judge for case in register.values() if case.judge)]
    )
    benches = _benches(session, register)
    refs = next_references(session, season, [RANGES[entry.pool] for entry in new])
    openings = [
        (ref, opening_facts(season.organiser, register[entry.case_no], benches[entry.case_no], conflicts))
        for ref, entry in zip(refs, new, strict=True)
    ]
    open_many(session, QUALITY_REVIEW.code, openings, by=by, at=now, rules=rules)
    seasons.add_reviews(
        session,
        [
            {
                "ref": ref,
                "season": season.label,
                "case_no": entry.case_no,
                "stratum": entry.stratum,
                "ticket": entry.ticket,
                "rank": entry.rank,
                "probability": entry.probability,
                "pool": entry.pool.value,
                "theme": entry.theme,
            }
            for ref, entry in zip(refs, new, strict=True)
        ],
    )
    return refs


def opening_facts(
    organiser: str, case: cases.Case, bench: list[str], conflicts: Mapping[str, list[dict[str, str]]]
) -> dict[str, Any]:
    """The facts with which a review opens."""
    return {
        Known.ORGANISER.code: organiser,
        Known.CASE_NO.code: case.case_no,
        Known.COURT.code: case.court,
        Known.DIVISION.code: case.division,
        Known.JUDGE.code: case.judge,
        Known.BENCH.code: bench,
        Known.REVERSED.code: bool(case.reversed_later),
        Known.CONFLICTS.code: [*conflicts.get(case.case_no, []), *conflicts.get(case.judge, [])],
        "case_kind": case.case_kind,
        "cause": case.cause,
    }


def _place(entry: Drawn, probability: float) -> dict[str, Any]:
    return {
        "ticket": entry.ticket,
        "stratum": "／".join(entry.stratum),
        "rank": entry.rank,
        "probability": probability,
    }


def next_references(session: Session, season: Season, ranges: Sequence[str]) -> list[str]:
    """The next numbers of each range: 评查2026Q3-0101, 评查2026Q3-加0001. Calibration cards are counted with the rest."""
    last: dict[str, int] = {}
    taken = [*seasons.references(session, season.label), *calibrations.taken(session, season.label)]
    for ref in taken:
        tail = ref.removeprefix(f"{season.ref}-")
        name = tail.rstrip("0123456789")
        last[name] = max(last.get(name, 0), int(tail.removeprefix(name)))
    refs = []
    for name in ranges:
        last[name] = last.get(name, 0) + 1
        refs.append(f"{season.ref}-{name}{last[name]:04d}")
    return refs


def _benches(session: Session, register: Mapping[str, cases.Case]) -> dict[str, list[str]]:
    """Everybody who sat on a case in any instance that is on the register."""
    related = cases.by_number(session, {number for case in register.values() for number in case.related})
    return {
        case_no: sorted(
            {
                *case.bench,
                *(code for number in case.related if number in related for code in related[number].bench),
            }
        )
        for case_no, case in register.items()
    }
