"""Calibration cards (校准卷): settled cases are put among the cards of the round, and what comes back is compared.

Which case goes to whom is drawn by the public seed of the round from a list that only the office has. The cards
themselves are written and collected by `flows/cards.py`, which does not tell them from the others.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session

from flows.office import Office
from flows.references import Reference, references
from flows.round_reviews import RANGES, next_references
from records import calibrations, cards, people, proceedings, seasons
from records.conflicts import conflicts_about
from records.proceedings import Act, advance_many, open_many
from rules.clocks import beijing_day
from rules.labels import Words
from rules.parameters import Rules
from rules.pools import Pool
from rules.recusal import CaseToRead, Exclusions, Reviewer, admissible
from rules.roles import AUTOMATIC, Actor, Role
from state_machines.quality_review.terms import Known
from state_machines.quality_review.terms import State as ReviewState
from state_machines.reader_calibration import GAP, READER_CALIBRATION, REFERENCE, SAME_GRADE, State
from state_machines.reader_calibration import Act as Do
from state_machines.review_round.table import State as RoundState

YEAR = re.compile(r"[（(](\d{4})[）)]")
ROUND_OVER = Words("本季度等次均已确定", "all grades of the round are confirmed")


def issue(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> int:
    """Put as many calibrations beside the assigned reviews as their share asks for (份); they get cards with them.

    Only a reader who is about to get a card of a review gets one of these too, so that none comes alone. They are
    numbered among the cases reviewed beside the draw, for how many of those there are is not published.

    Raises:
        NotFound: there is no such season.
    """
    with office.alone(label) as session:
        season = seasons.season(session, label)
        round_row = proceedings.find(session, season.ref)
        rules = proceedings.rules_of(session, round_row.rules)
        waiting = _waiting_for_cards(session, label)
        if not waiting:
            return 0
        there = calibrations.of_season(session, label)
        share = Decimal(str(office.pinned(rules)["reviewers.calibration_share"]))
        real = sum(len(row.facts.get(Known.READERS.code, ())) for _, row in seasons.reviews(session, label))
        wanted = int(real * share) - len(there)
        if wanted < 1:
            return 0
        found = choose(office, session, label, wanted, waiting, str(round_row.facts["seed"]), rules, now)
        refs = next_references(session, season, [RANGES[Pool.MANDATORY]] * len(found))
        _open(session, label, dict(zip(refs, found, strict=True)), rules, now, by)
        return len(found)


def settle(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> int:
    """Compare what came back, and write off what did not once the round is over; returns how many were compared."""
    with office.alone(label) as session:
        season = seasons.season(session, label)
        acts = []
        for card, row in calibrations.of_season(session, label, [State.READ]):
            sheet = row.facts[Known.SHEETS.code][-1]
            gap = Decimal(sheet["total"]) - Decimal(card.score)
            particulars = {GAP.code: str(gap), SAME_GRADE.code: sheet["grade"] == card.grade}
            acts.append(Act(ref=row.ref, trigger=Do.COMPARE.value, by=by, at=now, particulars=particulars))
        compared = len(acts)
        if proceedings.find(session, season.ref).state != RoundState.RUNNING.value:
            acts += [
                Act(
                    ref=row.ref,
                    trigger=Do.LAPSE.value,
                    by=by,
                    at=now,
                    particulars={Known.REASONS.code: ROUND_OVER.to("zh")},
                )
                for _, row in calibrations.of_season(session, label, [State.ASSIGNED])
            ]
        advance_many(session, acts)
        return compared


def _waiting_for_cards(session: Session, label: str) -> set[str]:
    """The readers who have a review assigned and no card for it yet."""
    rows = [row for _, row in seasons.reviews(session, label, [ReviewState.ASSIGNED])]
    known = cards.issued(session, [row.ref for row in rows])
    return {
        reader["code"]
        for row in rows
        for reader in row.facts[Known.READERS.code]
        if f"{row.ref}:{reader['code']}" not in known
    }


def choose(
    office: Office,
    session: Session,
    label: str,
    wanted: int,
    waiting: set[str],
    seed: str,
    rules: Rules,
    now: datetime,
) -> list[tuple[Reviewer, Reference]]:
    """Which reader gets which case: readers with the fewest calibrations first, cases used least first, then by lot."""
    pool = _pool(session, now)
    able = _of_these_years(session, label, references(office, session, label, rules))
    declared = _declared(session, able)
    read = calibrations.read_before(session)
    mine = Counter(card.reader for card, _ in calibrations.of_season(session, label))
    used = Counter(case_no for _, case_no in read)
    exclusions = Exclusions(
        cross_court=bool(rules["quality_review.cross_court"]),
        other_instance_courts=bool(rules["assignment.exclude_other_instance_courts"]),
    )
    chosen: list[tuple[Reviewer, Reference]] = []
    for _ in range(wanted):
        options = [
            (mine[code], used[each.case_no], _lot(seed, code, each.case_no), code, each)
            for code in sorted(waiting & pool.keys())
            for each in able
            if (code, each.case_no) not in read
            and (code, each.case_no) not in declared
            and _may_read(pool[code], each, exclusions)
        ]
        if not options:
            break
        _, _, _, code, each = min(options, key=lambda option: option[:3])
        chosen.append((pool[code], each))
        read.add((code, each.case_no))
        mine[code] += 1
        used[each.case_no] += 1
    return chosen


def _of_these_years(session: Session, label: str, able: Iterable[Reference]) -> list[Reference]:
    """The cases whose number is of a year that cases of the round have too: last year's would stand out among them."""
    years = {_year(row.case_no) for _, row in seasons.reviews(session, label)}
    return [each for each in able if _year(each.case_no) in years]


def _year(case_no: str) -> str:
    found = YEAR.match(case_no)
    return found[1] if found else ""


def _pool(session: Session, now: datetime) -> dict[str, Reviewer]:
    return {
        post.person: Reviewer(post.person, post.court, post.division, frozenset(post.specialties))
        for post in people.holders(session, Role.REVIEWER, beijing_day(now))
    }


def _declared(session: Session, able: Iterable[Reference]) -> set[tuple[str, str]]:
    """Every person with every case they declared an interest in, or in whose judge."""
    about = {each.case_no: (each.case_no, each.facts[Known.JUDGE.code]) for each in able}
    register = conflicts_about(session, [subject for both in about.values() for subject in both])
    return {
        (entry["person"], case_no)
        for case_no, both in about.items()
        for subject in both
        for entry in register.get(subject, ())
    }


def _may_read(reviewer: Reviewer, reference: Reference, exclusions: Exclusions) -> bool:
    """Say whether no ground of recusal stands against it, and the kind of case is one that the reader gets at all.

    Who read the case before does not read it again.
    """
    facts = reference.facts
    if reviewer.specialties and facts["case_kind"] not in reviewer.specialties:
        return False
    case = CaseToRead(
        case_no=reference.case_no,
        court=facts[Known.COURT.code],
        case_kind=facts["case_kind"],
        judge=facts[Known.JUDGE.code],
        division=facts[Known.DIVISION.code],
        bench=frozenset(facts[Known.BENCH.code]),
        earlier_readers=reference.readers,
    )
    return admissible(reviewer, case, exclusions)


def _lot(seed: str, reader: str, case_no: str) -> str:
    return hashlib.sha256(f"{seed}:calibration\0{reader}\0{case_no}".encode()).hexdigest()


def _open(
    session: Session,
    label: str,
    found: Mapping[str, tuple[Reviewer, Reference]],
    rules: Rules,
    now: datetime,
    by: Actor,
) -> None:
    season = seasons.season(session, label)
    openings = [
        (
            ref,
            {
                **reference.facts,
                Known.ORGANISER.code: season.organiser,
                Known.CONFLICTS.code: [],
                REFERENCE.code: {
                    "grade": reference.grade,
                    "score": reference.score,
                    "source": reference.source,
                },
            },
        )
        for ref, (_, reference) in found.items()
    ]
    open_many(session, READER_CALIBRATION.code, openings, by=by, at=now, rules=rules)
    calibrations.put(
        session,
        [
            {
                "ref": ref,
                "season": label,
                "case_no": reference.case_no,
                "reader": reviewer.code,
                "grade": reference.grade,
                "score": reference.score,
                "source": reference.source,
            }
            for ref, (reviewer, reference) in found.items()
        ],
    )
    acts = []
    for ref, (reviewer, _) in found.items():
        reader = {"code": reviewer.code, "court": reviewer.court, "division": reviewer.division}
        acts.append(
            Act(
                ref=ref,
                trigger=Do.ASSIGN.value,
                by=by,
                at=now,
                particulars={Known.READERS.code: [reader]},
            )
        )
    advance_many(session, acts)
