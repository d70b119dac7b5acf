"""The board of a season's readings (分配情况): who carries what, what excludes whom, and what proves the assignments.

For the office only: it shows reviewers beside cases. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from flows.assigning import Outcome, outcomes
from flows.office import Office
from flows.reading_round import Occasion, as_read, loads_of, passed_over, pool_of
from records import seasons
from records.assignments import assignments_of
from records.proceedings import Proceeding
from rules.assignment_proof import violations
from rules.labels import Words
from rules.reading_rounds import Round
from rules.reasons import Reason
from rules.recusal import Ground, Reviewer
from rules.roles import Role
from state_machines.quality_review.terms import Known


@dataclass(frozen=True, slots=True)
class ReviewerLoad:
    """One reviewer: the cases they have (件), how many of them are of a specialty, and what is still to be read."""

    reviewer: Reviewer
    load: int
    specialist: int
    open: int
    added: int
    """What the assignment now waiting would add."""


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case that waits: how many readers it wants, who may read it, who would."""

    case_no: str
    court: str
    need: int
    admissible: int
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the board of a season shows."""

    loads: tuple[ReviewerLoad, ...]
    waiting: tuple[CaseLine, ...]
    excluded: dict[Ground, tuple[int, int]]
    """By ground: pairs of a waiting case and a reviewer, and the cases among them."""
    done: tuple[dict[str, Any], ...]
    """The assignments made, as the ledger has them."""
    readings: int
    """Readings on file whose exclusions were asked again."""
    breaches: tuple[Words, ...]
    outcomes: tuple[tuple[Occasion, Outcome], ...]
    passed_over: dict[str, Reason]
    """Reviewers who are given nothing today, and why."""


def board(office: Office, label: str, *, now: datetime) -> Board:
    """The board of a season as it stands.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        waiting = [
            (occasion, asked.round, outcome)
            for occasion in Occasion
            for asked, outcome in outcomes(session, label, occasion, now)
        ]
        rows = [row for _, row in seasons.reviews(session, label)]
        pool = {**pool_of(session, Role.RE_REVIEWER, now), **pool_of(session, Role.REVIEWER, now)}
        on_file, breaches = _asked_again(session, rows, now)
        return Board(
            loads=_loads(rows, pool, [outcome for _, _, outcome in waiting]),
            waiting=tuple(line for _, round_, outcome in waiting for line in _lines(round_, outcome)),
            excluded=_excluded([round_ for _, round_, _ in waiting]),
            done=tuple(assignments_of(session, label)),
            readings=on_file,
            breaches=breaches,
            outcomes=tuple((occasion, outcome) for occasion, _, outcome in waiting),
            passed_over={
                **passed_over(session, Role.RE_REVIEWER, now),
                **passed_over(session, Role.REVIEWER, now),
            },
        )


def _loads(
    rows: Iterable[Proceeding], pool: dict[str, Reviewer], found: Iterable[Outcome]
) -> tuple[ReviewerLoad, ...]:
    rows = list(rows)
    has, known, left = loads_of(rows), Counter[str](), Counter[str]()
    for row in rows:
        handed_in = {sheet["reader"] for sheet in row.facts.get(Known.SHEETS.code, ())}
        for reader in row.facts.get(Known.READERS.code, ()):
            code = reader["code"]
            known[code] += code in pool and row.facts["case_kind"] in pool[code].specialties
            left[code] += code not in handed_in
    new = Counter(code for each in found for given in each.assignment.readers.values() for code in given)
    lines = [ReviewerLoad(who, has[code], known[code], left[code], new[code]) for code, who in pool.items()]
    return tuple(sorted(lines, key=lambda line: (-line.load - line.added, line.reviewer.code)))


def _lines(round_: Round, outcome: Outcome) -> list[CaseLine]:
    from rules.exclusion_grid import Grid

    grid = Grid(round_.cases, round_.pool, round_.exclusions, round_.waived)
    admissible = grid.open().sum(axis=1).tolist()
    return [
        CaseLine(
            case.case_no,
            case.court,
            round_.needs[case.case_no],
            people,
            outcome.assignment.readers.get(case.case_no, ()),
        )
        for case, people in zip(grid.cases, admissible, strict=True)
    ]


def _excluded(rounds: Iterable[Round]) -> dict[Ground, tuple[int, int]]:
    from rules.exclusion_grid import Grid

    pairs, cases = Counter[Ground](), Counter[Ground]()
    for round_ in rounds:
        grid = Grid(round_.cases, round_.pool, round_.exclusions, round_.waived)
        for row in range(len(grid.cases)):
            for ground, count in grid.excluded(row).items():
                pairs[ground] += count
                cases[ground] += 1
    return {ground: (pairs[ground], cases[ground]) for ground in Ground if pairs[ground]}


def _asked_again(
    session: Session, rows: Iterable[Proceeding], now: datetime
) -> tuple[int, tuple[Words, ...]]:
    """Every reading on file, held against the grounds as they are known today, by the rules pinned to its case."""
    breaches: list[Words] = []
    readings = 0
    for round_, given in as_read(session, rows, now):
        readings += sum(map(len, given.values()))
        breaches += violations(round_, given)
    return readings, tuple(breaches)
