"""A quarter of reviews from the opening to the archive, set-wise through the product's own doors, in the fewest lawful steps.

Each review is opened, its file handed in, two readers assigned, both sheets submitted, scored, graded, fed back, agreed
to, confirmed and closed; the period for reconsideration lapses by the calendar; it is archived. Thirteen ledger entries,
with every time limit and every letter on the way.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows import due
from flows.office import Office
from notifiers.route_book import route_book
from records import notices
from records.proceedings import Act, Done, advance_many, open_many
from records.store import Store
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book

BATCH = 500
"""Acts in one transaction, as in `flows/due.py`."""
COURTS = 93
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
OFFICE, COMMITTEE = Actor("A1", Role.TRIAL_MANAGEMENT), Actor("A2", Role.REVIEW_COMMITTEE)
READERS = [
    {"code": "R1", "court": "乙法院", "division": ""},
    {"code": "R2", "court": "丙法院", "division": ""},
]
SHEET = {"sheet": "litigation@2022-01-01", "findings": [], "total": "85", "grade": "qualified"}
STEPS: tuple[tuple[int, str, Actor, dict[str, Any]], ...] = (
    (0, "hand_in_file", Actor("C1", Role.DIVISION), {"file_complete": True}),
    (1, "assign", OFFICE, {"readers": READERS}),
    (4, "submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1", **SHEET}}),
    (4, "submit_sheet", Actor("R2", Role.REVIEWER), {"sheets": {"reader": "R2", **SHEET}}),
    (5, "close_scoring", OFFICE, {"score": "85", "scored_grade": "qualified"}),
    (5, "form_opinion", OFFICE, {"grade": "qualified", "grade_reasons": "得85分"}),
    (6, "feed_back", OFFICE, {}),
    (7, "agree", Actor("J1", Role.JUDGE), {}),
    (8, "confirm", COMMITTEE, {}),
    (9, "close", OFFICE, {}),
)
"""Day, act, actor, particulars."""
LAPSED, ARCHIVED = 17, 18
"""The day on which the period for reconsideration has lapsed for certain, and the next."""
ACTS = len(STEPS) + 3
"""Ledger entries of a review: its opening, these steps, the lapse and the archive."""


@contextmanager
def office(url: str, folder: Path) -> Iterator[Office]:
    store = Store.open(url)
    try:
        yield Office(store, folder / "papers", folder / "mailbox", route_book(None), sheet_book(None))
    finally:
        store.close()


def played(place: Office, reviews: int) -> dict[str, float]:
    """Play a whole quarter; the seconds of each act by the wall, in their order."""
    refs = [f"评查2026Q1-{number:06d}" for number in range(1, reviews + 1)]
    spent: dict[str, float] = {}

    def clocked(name: str, begun: float) -> None:
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - begun

    begun = time.perf_counter()
    _open(place, refs)
    clocked("open", begun)
    for day, trigger, by, particulars in STEPS:
        begun = time.perf_counter()
        _take(place, refs, trigger, by, START + timedelta(days=day), particulars)
        clocked(trigger, begun)
    begun = time.perf_counter()
    morning = due.morning(place, START + timedelta(days=LAPSED))
    assert morning.lapsed == reviews, morning
    clocked("the morning's lapses", begun)
    begun = time.perf_counter()
    _take(place, refs, "archive", OFFICE, START + timedelta(days=ARCHIVED), {})
    clocked("archive", begun)
    return spent


def letters(place: Office) -> int:
    """How many letters wait in the outbox (件)."""
    from sqlalchemy import func, select

    with place.store.read() as session:
        return int(session.execute(select(func.count()).select_from(notices.Notice)).scalar_one())


def _open(place: Office, refs: list[str]) -> None:
    for begin in range(0, len(refs), BATCH):
        openings = [(ref, _facts(begin + at)) for at, ref in enumerate(refs[begin : begin + BATCH])]
        with place.store.begin() as session:
            rules = place.store.rules.on(START.date())
            open_many(session, "quality_review", openings, by=OFFICE, at=START, rules=rules)


def _facts(number: int) -> dict[str, Any]:
    return {
        "court": f"甲省第{number % COURTS:02d}法院", "case_no": f"（2025）甲{number}号", "division": "民一庭", "judge": "J1",
        "bench": ["J1", "J2", "J3"], "case_kind": "civil", "cause": "民间借贷纠纷", "reversed": False, "conflicts": [],
        "organiser": "甲省高级人民法院",
    }  # fmt: skip


def _take(
    place: Office, refs: list[str], trigger: str, by: Actor, at: datetime, particulars: dict[str, Any]
) -> None:
    for begin in range(0, len(refs), BATCH):
        acts = [
            Act(ref=ref, trigger=trigger, by=by, at=at, particulars=particulars)
            for ref in refs[begin : begin + BATCH]
        ]
        with place.store.begin() as session:
            outcomes = advance_many(session, acts)
        refusal = next((each for each in outcomes if not isinstance(each, Done)), None)
        assert refusal is None, (trigger, refusal)
