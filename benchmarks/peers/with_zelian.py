"""The steps by Zelian: eight real ones of 案件质量评查, through `advance` one by one or `advance_many` set-wise.

They carry more than the workload asks: roles, forms, time limits that start and stop, letters to each addressee, the
authority on every entry. Nothing is left out for speed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import workload

sys.path.insert(0, str(Path(__file__).parents[2]))

from records.proceedings import Act, Done, advance, advance_many, open_many
from records.store import Store
from rules.errors import Refused
from rules.roles import Actor, Role

BATCH = 500
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
OFFICE = Actor("A1", Role.TRIAL_MANAGEMENT)
READERS = [
    {"code": "R1", "court": "乙法院", "division": ""},
    {"code": "R2", "court": "丙法院", "division": ""},
]
SHEET = {"sheet": "litigation@2022-01-01", "findings": [], "total": "95", "grade": "excellent"}
FACTS = {
    "court": "甲法院", "division": "民一庭", "judge": "J1", "bench": workload.BENCH, "case_kind": "civil", "cause": "借款",
    "reversed": False, "conflicts": [], "organiser": "高院",
}  # fmt: skip
TAKEN: tuple[tuple[str, Actor, dict[str, Any]], ...] = (
    ("hand_in_file", Actor("C1", Role.DIVISION), {"file_complete": True}),
    ("assign", OFFICE, {"readers": READERS}),
    ("submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1", **SHEET}}),
    ("submit_sheet", Actor("R2", Role.REVIEWER), {"sheets": {"reader": "R2", **SHEET}}),
    ("close_scoring", OFFICE, {"score": "95", "scored_grade": "excellent"}),
    ("form_opinion", OFFICE, {"grade": "excellent", "grade_reasons": "无扣分"}),
    ("feed_back", OFFICE, {}),
    ("agree", Actor("J1", Role.JUDGE), {}),
)


def acts_of(ref: str) -> list[Act]:
    return [
        Act(ref=ref, trigger=trigger, by=by, at=START + timedelta(minutes=number), particulars=facts)
        for number, (trigger, by, facts) in enumerate(TAKEN, start=1)
    ]


def opened(url: str, reviews: int) -> tuple[Store, list[str]]:
    """A store with so many reviews opened; their opening is not part of the time."""
    store = Store.open(url)
    refs = [f"基准-{number:05d}" for number in range(reviews)]
    openings = [(ref, {**FACTS, "case_no": ref}) for ref in refs]
    with store.begin() as session:
        rules = store.rules.on(START.date())
        open_many(session, "quality_review", openings, by=OFFICE, at=START, rules=rules)
    return store, refs


def refused(store: Store, ref: str) -> None:
    """A reader who sat on the case, and a step out of its turn."""
    on_the_bench = [{"code": workload.ON_THE_BENCH, "court": "乙法院", "division": ""}, READERS[1]]
    handed_in, assigned, *_ = acts_of(ref)
    wrong = Act(ref=ref, trigger="assign", by=OFFICE, at=assigned.at, particulars={"readers": on_the_bench})
    for acts in ([assigned], [handed_in, wrong]):
        try:
            with store.begin() as session:
                for act in acts:
                    advance(session, act)
        except Refused:
            continue
        raise SystemExit(f"{acts[-1].trigger} was not refused")


def one_by_one(store: Store, refs: list[str]) -> None:
    for ref in refs:
        for act in acts_of(ref):
            with store.begin() as session:
                advance(session, act)


def set_wise(store: Store, refs: list[str]) -> None:
    for wave in zip(*(acts_of(ref) for ref in refs), strict=True):
        for begin in range(0, len(wave), BATCH):
            with store.begin() as session:
                outcomes = advance_many(session, wave[begin : begin + BATCH])
            assert all(isinstance(outcome, Done) for outcome in outcomes)


def main(path: str, reviews: int, way: str) -> None:
    store, refs = opened(f"sqlite:///{path}", reviews)
    refused(store, refs[0])
    stop = workload.started()
    (set_wise if way == "set-wise" else one_by_one)(store, refs)
    stop(version("transitions"))
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
