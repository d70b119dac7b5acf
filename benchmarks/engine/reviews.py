"""The work that is measured: reviews from the file to the feedback, seven lawful steps each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from records.proceedings import GROUP, Act, open_many
from records.store import Store
from rules.roles import Actor, Role

STEPS = 7
START = datetime(2022, 3, 1, 1, tzinfo=UTC)
OFFICE = Actor("office", Role.TRIAL_MANAGEMENT)
READERS = [
    {"code": "R1", "court": "乙法院", "division": ""},
    {"code": "R2", "court": "丙法院", "division": ""},
]
FACTS: dict[str, Any] = {
    "court": "甲法院",
    "division": "民一庭",
    "judge": "J1",
    "bench": ["J1"],
    "case_kind": "civil",
    "cause": "借款",
    "reversed": False,
    "conflicts": [],
    "organiser": "高院",
}


def acts_of(ref: str) -> list[Act]:
    """The steps of one review, each lawful after the one before."""
    sheet = {"sheet": "litigation@2022-01-01", "findings": [], "total": "95", "grade": "excellent"}
    taken: list[tuple[str, Actor, dict[str, Any]]] = [
        ("hand_in_file", Actor("C1", Role.DIVISION), {"file_complete": True}),
        ("assign", OFFICE, {"readers": READERS}),
        ("submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1", **sheet}}),
        ("submit_sheet", Actor("R2", Role.REVIEWER), {"sheets": {"reader": "R2", **sheet}}),
        ("close_scoring", OFFICE, {"score": "95", "scored_grade": "excellent"}),
        ("form_opinion", OFFICE, {"grade": "excellent", "grade_reasons": "无扣分"}),
        ("feed_back", OFFICE, {}),
    ]
    return [
        Act(ref=ref, trigger=trigger, by=by, at=START + timedelta(minutes=number), particulars=facts)
        for number, (trigger, by, facts) in enumerate(taken)
    ]


def opened(url: str, reviews: int) -> tuple[Store, list[str]]:
    """A store at `url`, with so many reviews opened."""
    store = Store.open(url)
    refs = [f"基准-{number:05d}" for number in range(reviews)]
    for first in range(0, reviews, GROUP):
        with store.begin() as session:
            open_many(
                session,
                "quality_review",
                [(ref, {**FACTS, "case_no": ref}) for ref in refs[first : first + GROUP]],
                by=OFFICE,
                at=START,
                rules=store.rules.on(START.date()),
            )
    return store, refs


def batches(refs: list[str], size: int = GROUP) -> list[list[Act]]:
    """All steps in the order a bulk run takes them: every review a step further, `size` acts together."""
    waves = list(zip(*(acts_of(ref) for ref in refs), strict=True))
    return [list(wave[at : at + size]) for wave in waves for at in range(0, len(wave), size)]
