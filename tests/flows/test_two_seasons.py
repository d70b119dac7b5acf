"""两个季度：前一季度已定等次的案件可作校准卷，前一季度的占比与本季度比较；前一季度的事项一条记录也不增加。"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flows import assigning, calibrating, cards, drawing, readers, reporting
from flows.earlier_seasons import comparisons
from flows.reading_round import Occasion
from flows.references import references
from records import calibrations, cases, history, proceedings, seasons
from records.proceedings import Act, advance_many
from rules.comparisons import Difference
from rules.funnel import Levels
from rules.outcomes import ReviewOutcome
from rules.parameters import rule_book
from rules.results import results_of
from rules.roles import Actor, Role
from tests.flows.conftest import MORNING, OFFICE, PRESIDENT, SEASON, _case, draw, freeze
from tests.stories import driven_season as driven

NEXT, JULY = "2022Q2", datetime(2022, 7, 18, tzinfo=UTC)


@pytest.fixture
def settled(brought, tmp_path):
    return brought("settled", lambda office: settle(office, tmp_path / "first"))


@pytest.fixture
def second(brought, tmp_path):
    return brought("second", lambda office: begin_the_second(office, tmp_path / "first"))


def settle(office, folder):
    """The first season is over: twelve cases, all excellent."""
    freeze(office)
    draw(office)
    life = driven.Life(office, folder, 0)
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    cards.write_cards(office, SEASON, now=MORNING)
    for stage in (driven.collect, driven.grade, driven.morning, driven.settle):
        stage(life)
    reporting.confirm_round(office, SEASON, by=OFFICE, now=life.day(25))


def begin_the_second(settled, folder):
    """The second season is drawn, its files are in, its readers assigned."""
    settle(settled, folder)
    listed = [replace(_case(number + 100), date_closed=date(2022, 5, 10)) for number in range(1, 25)]
    day = JULY - timedelta(days=5)
    with settled.store.begin() as session:
        cases.take_in(
            session, listed, file="next", sha256="1" * 64, rows_read=24, rows_faulty=0, by=OFFICE, at=day
        )
    drawing.open_season(settled, NEXT, OFFICE.court, by=OFFICE, now=day)
    drawing.approve(settled, NEXT, by=PRESIDENT, now=day)
    drawing.freeze(settled, NEXT, by=OFFICE, now=day, size=24)
    drawn = JULY - timedelta(days=4)
    drawing.draw_season(settled, NEXT, "20220714", seed_at=drawn, witnesses="W-1", by=OFFICE, now=drawn)
    with settled.store.begin() as session:
        acts = [
            Act(
                ref=review.ref,
                trigger="hand_in_file",
                by=Actor("D-1", Role.DIVISION, court=row.court),
                at=JULY - timedelta(hours=1),
                particulars={"file_complete": True},
            )
            for review, row in seasons.reviews(session, NEXT)
        ]
        advance_many(session, acts)
    assigning.assign_readers(settled, NEXT, Occasion.FIRST, now=JULY)


def test_the_settled_cases_of_an_earlier_season_are_reference_cases(second):
    with second.store.read() as session:
        rules = proceedings.rules_of(session, seasons.reviews(session, NEXT)[0][1].rules)
        found = references(second, session, NEXT, rules)
        first = {row.case_no: row for _, row in seasons.reviews(session, SEASON)}

    assert {each.case_no for each in found} == set(first)
    for each in found:
        assert each.grade == first[each.case_no].facts["grade"] == "excellent"
        assert each.score == first[each.case_no].facts["score"]
        assert each.readers == {reader["code"] for reader in first[each.case_no].facts["readers"]}


def test_who_read_a_case_in_the_earlier_season_does_not_get_it_again_and_the_old_case_stays_as_it_is(second):
    with second.store.read() as session:
        before = {row.ref: (row.version, row.head) for _, row in seasons.reviews(session, SEASON)}

    assert calibrating.issue(second, NEXT, now=JULY) == 2
    cards.write_cards(second, NEXT, now=JULY)

    with second.store.read() as session:
        first = {row.case_no: row for _, row in seasons.reviews(session, SEASON)}
        for card, row in calibrations.of_season(session, NEXT):
            assert card.source == first[card.case_no].ref
            assert card.reader not in {reader["code"] for reader in first[card.case_no].facts["readers"]}
            assert [act.trigger for act in history.history(session, row.ref)] == ["open", "assign"]
        assert {row.ref: (row.version, row.head) for _, row in seasons.reviews(session, SEASON)} == before


def test_what_never_came_back_is_written_off_when_the_round_is_over(second):
    calibrating.issue(second, NEXT, now=JULY)
    with second.store.begin() as session:
        advance_many(
            session,
            [
                Act(ref=row.ref, trigger="withdraw", by=OFFICE, at=JULY, particulars={"reasons": "示例"})
                for _, row in seasons.reviews(session, NEXT)
            ],
        )

    reporting.confirm_round(second, NEXT, by=OFFICE, now=JULY)

    with second.store.read() as session:
        assert {row.state for _, row in calibrations.of_season(session, NEXT)} == {"lapsed"}


OUTCOME = ReviewOutcome(
    ref="1",
    case_no="",
    court="甲",
    case_kind="民事",
    cause="",
    division="",
    judge_code="",
    stratum="",
    probability=0.5,
    score=None,
    grade="qualified",
)


@pytest.mark.parametrize(
    ("flawed", "difference"), [(0, Difference.NONE), (3, Difference.NONE), (20, Difference.LOWER)]
)
def test_this_round_is_held_against_the_last_one_by_an_exact_test(second, flawed, difference):
    levels = Levels.from_rules(rule_book().on(date(2022, 7, 1)))
    outcomes = [
        replace(OUTCOME, ref=str(n), grade="flawed" if n < flawed else "qualified") for n in range(24)
    ]
    results = results_of(outcomes, levels)

    with second.store.read() as session:
        found = comparisons(session, seasons.season(session, NEXT), results)

    assert list(found) == [SEASON]
    assert (found[SEASON].other_count, found[SEASON].other_cases) == (12, 12)
    assert found[SEASON].difference is difference


def test_a_round_that_is_still_open_is_no_earlier_round(second):
    levels = Levels.from_rules(rule_book().on(date(2022, 7, 1)))
    third = seasons.Season(label="2022Q3", ref="x", organiser="", first=date(2022, 7, 1), last=date(2022, 9, 30), opened_at=JULY)  # fmt: skip

    with second.store.read() as session:
        found = comparisons(session, third, results_of([OUTCOME], levels))

    assert list(found) == [SEASON]


def test_where_every_grade_was_the_same_the_office_is_told_that_kappa_is_not_defined(settled):
    found = readers.review_of_readers(settled, SEASON)

    agreed = found.totals.agreement
    assert (agreed.cases, agreed.same) == (12, 12)
    assert [each.value for each in agreed.coefficients] == [None, None, 1, 1]
    assert {each.strictness.value for each in found.readers} == {"alike"}
    assert found.training == {}


def test_leniency_takes_in_the_quarters_before(second):
    """The second season has no sheet yet: all there is comes from the first."""
    found = readers.review_of_readers(second, NEXT)

    assert found.totals is None
    assert sum(each.shared for each in found.readers) == 24
