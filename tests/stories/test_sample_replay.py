"""The sample quarter replayed: by its own rules nothing changes, and whatever is tried, nothing is written."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from flows.replay import Asked, replay_seasons
from records.history import clocks_of
from records.proceedings import rules_of

pytestmark = pytest.mark.slow

QUARTER, SIZE = "2026Q3", 24


def everything(office):
    with office.store.read() as session:
        return {
            table.name: session.connection().execute(select(table)).all()
            for table in SQLModel.metadata.sorted_tables
        }


def replay(quarter, given):
    return replay_seasons(quarter.office, [QUARTER], Asked(given, "参数.yaml"))[0]


def test_the_quarter_replayed_by_the_rules_it_pinned_is_the_quarter_on_record(sample_quarter):
    with sample_quarter.office.store.read() as session:
        pinned = rules_of(session, sample_quarter.round.rules)
        proceedings = (sample_quarter.round, *sample_quarter.reviews.values())
        clocks = [clock for row in proceedings for clock in clocks_of(session, row.ref)]

    found = replay(sample_quarter, dict(pinned))

    assert not found.differs
    assert found.notes == ()
    assert {case.case_no for case in found.redrawing.after.drawn} == {
        row.case_no for row in sample_quarter.reviews.values()
    }
    assert len(found.cases) + found.unscored == SIZE
    for case in found.cases:
        facts = sample_quarter.reviews[case.ref].facts
        assert (case.after.grade.value, str(case.after.total)) == (facts["scored_grade"], facts["score"])
        assert case.final.value == facts["grade"]
    assert found.limits == len(clocks)
    walked = {(act.ref, act.before.limit_code, act.after.due.instant) for act in found.acts}
    assert walked <= {(clock.proceeding, clock.code, clock.due_at) for clock in clocks}


def test_whatever_is_tried_nothing_is_written(sample_quarter):
    before = everything(sample_quarter.office)
    files = {path: path.stat().st_mtime_ns for path in sample_quarter.papers.rglob("*")}

    found = replay(
        sample_quarter,
        {"grading.qualified_from": 85, "quality_review.objection": 1, "quality_review.sample_size": 40},
    )

    assert found.differs
    assert (len(found.redrawing.came), len(found.redrawing.went)) == (16, 0)
    assert everything(sample_quarter.office) == before
    assert {path: path.stat().st_mtime_ns for path in sample_quarter.papers.rglob("*")} == files
