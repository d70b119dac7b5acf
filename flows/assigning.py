"""Who reads which case (分配): first readers, one more where sheets diverge, others on an objection.

One assignment for all three; `flows/reading_round.py` says what is to be assigned. Cases that cannot have their
readers hold up no other: they are named with the rules that clash and with what would free them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from documents.whole_files import write_whole
from flows.drawing import INTERNAL
from flows.office import Office
from flows.reading_round import (
    Occasion,
    ReadingRound,
    Waiting,
    passed_over,
    pool_of,
    reading_rounds,
    standing,
)
from records.assignments import note_assignment
from records.proceedings import Act, Done, advance_many
from rules.assignment import Assignment, Shortage, assign
from rules.assignment_certificate import certificate
from rules.clashes import Clash, clashes
from rules.errors import Refused
from rules.reading_rounds import Round
from rules.reasons import Reason
from rules.recusal import Reviewer
from rules.roles import AUTOMATIC, Actor
from state_machines.quality_review.terms import Known


@dataclass(slots=True)
class Assigned:
    """What an assignment did (件), and the cases for which there are not enough readers, with the reasons."""

    cases: int = 0
    readings: int = 0
    refused: list[Refused] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    passed_over: dict[str, Reason] = field(default_factory=dict)
    """Who holds the office and was given nothing, with the reason."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round comes to: the part of it that can be assigned, the assignment, and what stands in the way."""

    round: Round
    assignment: Assignment
    shortages: tuple[Shortage, ...] = ()
    clashes: tuple[Clash, ...] = ()


def assign_readers(
    office: Office, label: str, occasion: Occasion, *, now: datetime, by: Actor = AUTOMATIC
) -> Assigned:
    """Give every case that wants readers on that occasion its readers; who reads it already stays.

    Raises:
        NotFound: there is no such season.
    """
    done = Assigned()
    with office.alone(label) as session:
        pool = pool_of(session, occasion.role, now)
        done.passed_over = passed_over(session, occasion.role, now)
        for asked, outcome in outcomes(session, label, occasion, now):
            acts = [
                Act(
                    ref=each.row.ref,
                    trigger=occasion.act.value,
                    by=by,
                    at=now,
                    particulars=_particulars(
                        occasion, each, outcome.assignment.readers.get(each.row.case_no, ()), pool
                    ),
                )
                for each in asked.waiting
                if each.row.case_no in outcome.assignment.readers
            ]
            _do(session, acts, outcome, done)
            if acts:
                content = certificate(label, occasion.value, outcome.round, outcome.assignment, asked.seed)
                digest = hashlib.sha256(content).hexdigest()
                note_assignment(session, label, now, _noted(occasion, outcome, digest, done.passed_over))
                # Before the assignment is on record for good: its certificate stands nowhere else, and a death after
                # the record would lose it. A certificate that no record names proves nothing and harms nobody.
                folder = office.season_folder(label) / INTERNAL
                folder.mkdir(exist_ok=True)
                write_whole(
                    folder / f"分配证书-{label}-{digest[:12]}.json", content, durable=not office.sample
                )
    return done


def _noted(occasion: Occasion, outcome: Outcome, digest: str, away: Mapping[str, Reason]) -> dict[str, Any]:
    """What the ledger keeps of an assignment: what it came to, and the digest of its certificate."""
    proof = outcome.assignment.proof
    return {
        "occasion": occasion.value,
        "cases": len(outcome.assignment.readers),
        "readings": proof.readings,
        "largest": [proof.largest, proof.witness.bound],
        "unevenness": [proof.unevenness, proof.unevenness_bound],
        "specialists": [proof.specialists, proof.specialists_bound],
        "short": [shortage.case_no for shortage in outcome.shortages],
        "certificate_sha256": digest,
        **({"passed_over": {code: why.authority.code for code, why in away.items()}} if away else {}),
    }


def outcomes(
    session: Session, label: str, occasion: Occasion, now: datetime
) -> Iterator[tuple[ReadingRound, Outcome]]:
    """What would be assigned on that occasion now, round by round. Nothing is written."""
    taken: dict[str, int] = {}
    for asked in reading_rounds(session, label, occasion, now):
        round_ = replace(asked.round, before=taken or asked.round.before)
        outcome = settle(round_, asked.seed)
        # What this round gives out counts for the next one, whose cases came under other rules.
        taken = {**round_.before, **outcome.assignment.loads}
        yield asked, outcome


def settle(round_: Round, seed: str) -> Outcome:
    """Assign what can be assigned, and explain what cannot."""
    found = assign(round_, seed=seed)
    if isinstance(found, Assignment):
        return Outcome(round_, found)
    short = {shortage.case_no for shortage in found.shortages}
    rest = replace(round_, cases=[case for case in round_.cases if case.case_no not in short])
    again = assign(rest, seed=seed)
    assert isinstance(again, Assignment), again  # What is left was covered a moment ago.
    return Outcome(rest, again, found.shortages, clashes(round_))


def _particulars(
    occasion: Occasion, case: Waiting, readers: tuple[str, ...], pool: Mapping[str, Reviewer]
) -> dict[str, Any]:
    if occasion is Occasion.SECOND:
        return {Known.SECOND_READERS.code: [_record(pool[code]) for code in readers]}
    before = standing(case.row) if occasion is Occasion.FIRST else case.row.facts[Known.READERS.code]
    found = {Known.READERS.code: [*before, *(_record(pool[code]) for code in readers)]}
    if occasion is Occasion.FIRST:
        return found | {Known.READERS_NEEDED.code: case.in_all}
    # One reader who found 不合格 alone gets a second; only where two differ is there a third.
    return found | ({Known.READERS_NEEDED.code: 2} if case.in_all == 2 else {})  # noqa: PLR2004


def _do(session: Session, acts: list[Act], outcome: Outcome, done: Assigned) -> None:
    for act, end in zip(acts, advance_many(session, acts), strict=True):
        if isinstance(end, Done):
            done.cases += 1
            done.readings += len(
                act.particulars.get(Known.READERS.code, act.particulars.get(Known.SECOND_READERS.code, ()))
            )
        else:
            done.refused.append(end)
    done.shortages += outcome.shortages
    done.clashes += outcome.clashes


def _record(reviewer: Reviewer) -> dict[str, str]:
    return {"code": reviewer.code, "court": reviewer.court, "division": reviewer.division}
