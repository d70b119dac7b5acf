"""Who reads which case (分配): first readers, a third reader where two diverge, second readers on an objection.

The lots are drawn from the public seed of the season, so that anyone with the facts gets the same assignment again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from flows.office import Office
from records import people, proceedings, seasons
from records.conflicts import conflicts_about
from records.proceedings import Act, Done, Proceeding, advance_many
from rules.assignment import Infeasible, Shortage, assign
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.parameters import Rules
from rules.recusal import CaseToRead, Conflict, ConflictWith, Exclusions, Reviewer
from rules.roles import AUTOMATIC, Actor, Role
from state_machines.quality_review_clocks import second_readers
from state_machines.quality_review_terms import Act as ReviewAct
from state_machines.quality_review_terms import Known, State


@dataclass(slots=True)
class Assigned:
    """What an assignment did (件), and the cases for which there are not enough readers, with the reasons."""

    cases: int = 0
    readings: int = 0
    refused: list[Refused] = field(default_factory=list)
    shortages: list[Shortage] = field(default_factory=list)


def assign_readers(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> Assigned:
    """Give every case whose file is in its readers; a case somebody stepped aside from keeps the others."""
    done = Assigned()
    with office.store.begin() as session:
        rows = [row for _, row in seasons.reviews(session, label, [State.FILE_IN])]
        by_need: dict[int, list[Proceeding]] = defaultdict(list)
        for row in rows:
            need = int(proceedings.rules_of(session, row.rules)["quality_review.readers_per_case"])
            by_need[need - len(_standing(row))].append(row)
        for need, group in sorted(by_need.items()):
            found = _lots(session, label, group, need, Role.REVIEWER, now, done, lambda row: set(_codes(row)))
            pool = _pool(session, Role.REVIEWER, now)
            _do(
                session,
                [
                    Act(
                        ref=row.ref,
                        trigger=ReviewAct.ASSIGN.value,
                        by=by,
                        at=now,
                        particulars={
                            Known.READERS.code: [
                                *_standing(row),
                                *(_record(pool[code]) for code in found[row.case_no]),
                            ]
                        },
                    )
                    for row in group
                    if row.case_no in found
                ],
                done,
            )
    return done


def call_third_readers(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> Assigned:
    """Give every case whose two sheets diverge a third reader (分歧)."""
    done = Assigned()
    with office.store.begin() as session:
        rows = []
        for _, row in seasons.reviews(session, label, [State.SCORED]):
            need = int(proceedings.rules_of(session, row.rules)["quality_review.readers_per_case"])
            if row.facts.get(Known.DIVERGENCE.code) and len(_codes(row)) == need:
                rows.append(row)
        found = _lots(session, label, rows, 1, Role.REVIEWER, now, done, lambda row: set(_codes(row)))
        pool = _pool(session, Role.REVIEWER, now)
        _do(
            session,
            [
                Act(
                    ref=row.ref,
                    trigger=ReviewAct.CALL_THIRD.value,
                    by=by,
                    at=now,
                    particulars={
                        Known.READERS.code: [
                            *row.facts[Known.READERS.code],
                            *(_record(pool[code]) for code in found[row.case_no]),
                        ]
                    },
                )
                for row in rows
                if row.case_no in found
            ],
            done,
        )
    return done


def appoint_second_readers(office: Office, label: str, *, now: datetime, by: Actor = AUTOMATIC) -> Assigned:
    """Give every case under objection second readers who were not the first ones (复评)."""
    done = Assigned()
    with office.store.begin() as session:
        rows = [
            row
            for _, row in seasons.reviews(session, label, [State.OBJECTED])
            if not second_readers(row.facts)
        ]
        found = _lots(session, label, rows, 1, Role.RE_REVIEWER, now, done, lambda row: set(_codes(row)))
        pool = _pool(session, Role.RE_REVIEWER, now)
        _do(
            session,
            [
                Act(
                    ref=row.ref,
                    trigger=ReviewAct.APPOINT_SECOND.value,
                    by=by,
                    at=now,
                    particulars={
                        Known.SECOND_READERS.code: [_record(pool[code]) for code in found[row.case_no]]
                    },
                )
                for row in rows
                if row.case_no in found
            ],
            done,
        )
    return done


def _lots(
    session: Session,
    label: str,
    rows: list[Proceeding],
    need: int,
    role: Role,
    now: datetime,
    done: Assigned,
    earlier: Any,
) -> Mapping[str, tuple[str, ...]]:
    if not rows or need < 1:
        return {row.case_no: () for row in rows}
    rules = proceedings.rules_of(session, rows[0].rules)
    pool = _pool(session, role, now).values()
    cases = [_to_read(row, earlier(row) | set(row.facts.get(Known.STEPPED_ASIDE.code, ()))) for row in rows]
    declared = _declared(session, rows)
    outcome = assign(
        cases,
        [replace(reviewer, conflicts=frozenset(declared[reviewer.code])) for reviewer in pool],
        seed=_seed(session, label, role),
        readers_per_case=need,
        max_load=int(rules["assignment.max_load"]),
        exclusions=_exclusions(rules),
        loads_before=_loads(session, label),
    )
    if isinstance(outcome, Infeasible):
        # Those that can be read are assigned all the same: one case nobody may read holds up no other.
        done.shortages += outcome.shortages
        short = {shortage.case_no for shortage in outcome.shortages}
        return _lots(
            session, label, [row for row in rows if row.case_no not in short], need, role, now, done, earlier
        )
    return outcome.readers


def _do(session: Session, acts: list[Act], done: Assigned) -> None:
    for act, outcome in zip(acts, advance_many(session, acts), strict=True):
        if isinstance(outcome, Done):
            done.cases += 1
            done.readings += len(
                act.particulars.get(Known.READERS.code, act.particulars.get(Known.SECOND_READERS.code, ()))
            )
        else:
            done.refused.append(outcome)


def _pool(session: Session, role: Role, now: datetime) -> dict[str, Reviewer]:
    return {
        post.person: Reviewer(post.person, post.court, post.division, frozenset(post.specialties))
        for post in people.holders(session, role, beijing_day(now))
    }


def _declared(session: Session, rows: Iterable[Proceeding]) -> defaultdict[str, set[Conflict]]:
    """By person, the cases they declared a conflict in: on the file since the draw, or on the register by now.

    Whomever it is with (the judge, a party, an agent), it stands on the file of that case and binds in that case.
    """
    subjects = {row.case_no: (row.case_no, row.facts[Known.JUDGE.code]) for row in rows}
    register = conflicts_about(session, [subject for both in subjects.values() for subject in both])
    found: defaultdict[str, set[Conflict]] = defaultdict(set)
    for row in rows:
        since = [entry for subject in subjects[row.case_no] for entry in register.get(subject, ())]
        for entry in (*row.facts.get(Known.CONFLICTS.code, ()), *since):
            found[entry["person"]].add(Conflict(ConflictWith.CASE, row.case_no))
    return found


def _to_read(row: Proceeding, earlier: set[str]) -> CaseToRead:
    facts = row.facts
    return CaseToRead(
        case_no=row.case_no,
        court=row.court,
        case_kind=facts["case_kind"],
        judge=facts[Known.JUDGE.code],
        division=facts[Known.DIVISION.code],
        bench=frozenset(facts[Known.BENCH.code]),
        earlier_readers=frozenset(earlier),
    )


def _exclusions(rules: Rules) -> Exclusions:
    return Exclusions(
        cross_court=bool(rules["quality_review.cross_court"]),
        other_instance_courts=bool(rules["assignment.exclude_other_instance_courts"]),
    )


def _loads(session: Session, label: str) -> Counter[str]:
    """How many cases of the season each reviewer has, first, third and second readings together."""
    return Counter(
        code
        for _, row in seasons.reviews(session, label)
        for code in (*_codes(row), *second_readers(row.facts))
    )


def _seed(session: Session, label: str, role: Role) -> str:
    season = seasons.season(session, label)
    return f"{proceedings.find(session, season.ref).facts['seed']}:{role.value}"


def _codes(row: Proceeding) -> list[str]:
    return [reader["code"] for reader in row.facts.get(Known.READERS.code, ())]


def _standing(row: Proceeding) -> list[dict[str, str]]:
    gone = set(row.facts.get(Known.STEPPED_ASIDE.code, ()))
    return [reader for reader in row.facts.get(Known.READERS.code, ()) if reader["code"] not in gone]


def _record(reviewer: Reviewer) -> dict[str, str]:
    return {"code": reviewer.code, "court": reviewer.court, "division": reviewer.division}
