"""重演：改一个参数，恰好改变应当改变的案件和办理；不改，什么也不变；从头到尾只读。"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from config.settings import Settings
from flows import assigning, due, scoring
from flows.office import Office
from flows.reading_round import Occasion
from flows.replay import NOT_DRAWN, Asked, replay_seasons
from records import proceedings, seasons
from records.history import clocks_of
from records.proceedings import Act, advance, advance_many
from rules.errors import FaultyInput
from rules.grading import Grade
from rules.regrading import Effect
from rules.roles import Actor, Role
from rules.sampling_plan import StratumKey
from rules.timeliness import Timeliness

SEASON = "2022Q1"
MORNING = datetime(2022, 4, 18, 0, 0, tzinfo=UTC)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")

# What each reader takes off (分); cases that are not named lose nothing.
LOST = {1: (22, 22), 2: (20, 20), 3: (21, 20), 4: (26, 26), 5: (25, 25), 7: (12, 24)}
THIRD = {7: 14}


@pytest.fixture
def idle_office(home, database_url):
    office = Office.of(Settings(database=database_url))
    yield office
    office.store.close()


@pytest.fixture
def read(office):
    """Twelve cases read by two readers each, and one by a third."""
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    day = MORNING + timedelta(days=2)
    _hand_in(office, LOST, day)
    scoring.merge_ready(office, SEASON, now=day)
    assigning.assign_readers(office, SEASON, Occasion.THIRD, now=day)
    _hand_in(office, {case: (0, 0, lost) for case, lost in THIRD.items()}, day)
    scoring.merge_ready(office, SEASON, now=day)
    return office


@pytest.fixture
def season(read):
    """Opinions formed and fed back on Thursday; on Friday one judge objects, on Monday another; the rest are silent."""
    thursday = datetime(2022, 4, 21, 1, 0, tzinfo=UTC)
    with read.store.begin() as session:
        rows = _rows(session)
        acts = [
            Act(
                ref=row.ref, trigger="form_opinion", by=OFFICE, at=thursday, particulars=_opinion(number, row)
            )
            for number, row in rows.items()
        ]
        acts += [Act(ref=row.ref, trigger="feed_back", by=OFFICE, at=thursday) for row in rows.values()]
        advance_many(session, acts)
        for number, day in ((1, 22), (2, 25)):
            judge = Actor(f"J-{number}", Role.JUDGE, court=rows[number].court)
            at = datetime(2022, 4, day, 1, 0, tzinfo=UTC)
            objection = {"objection": "扣分无据"}
            advance(
                session, Act(ref=rows[number].ref, trigger="object", by=judge, at=at, particulars=objection)
            )
    due.morning(read, datetime(2022, 4, 28, 1, 0, tzinfo=UTC))
    return read


def _rows(session):
    """The reviews by the number of their case."""
    return {_number(row.case_no): row for _, row in seasons.reviews(session, SEASON)}


def _number(case_no):
    return int(case_no.partition("民终")[2].rstrip("号"))


def _hand_in(office, lost, at):
    with office.store.begin() as session:
        acts = []
        for number, row in _rows(session).items():
            handed_in = {sheet["reader"] for sheet in row.facts.get("sheets", ())}
            for place, reader in enumerate(row.facts["readers"]):
                if reader["code"] not in handed_in:
                    off = lost.get(number, (0, 0, 0))[place]
                    acts.append(_sheet(row, reader, off, at))
        advance_many(session, acts)


def _sheet(row, reader, off, at):
    findings = [
        {
            "item": item,
            "fact": item,
            "count": count,
            "description": "",
            "note": "",
            "days": None,
            "vetoed": False,
        }
        for item, count in (("P1", off // 2), ("D1", off % 2))
        if count
    ]
    sheet = {"reader": reader["code"], "sheet": "litigation@2022-01-01", "findings": findings}
    by = Actor(reader["code"], Role.REVIEWER, court=reader["court"])
    return Act(ref=row.ref, trigger="submit_sheet", by=by, at=at, particulars={"sheets": sheet})


def _opinion(number, row):
    grade = "flawed" if number == 5 else row.facts["scored_grade"]
    return {"grade": grade, "grade_reasons": "合议"}


def replay(office, **given):
    asked = Asked({key.replace("__", "."): value for key, value in given.items()}, "参数.yaml")
    return replay_seasons(office, [SEASON], asked)[0]


def cases(found, effect):
    return {_number(case.case_no) for case in found.cases if case.effect is effect}


def everything(office):
    with office.store.read() as session:
        return {
            table.name: sorted(map(repr, session.connection().execute(select(table)).all()))
            for table in SQLModel.metadata.sorted_tables
        }


def test_replaying_with_the_rules_that_were_pinned_changes_nothing(season):
    with season.store.read() as session:
        row = proceedings.find(session, seasons.season(session, SEASON).ref)
        pinned = proceedings.rules_of(session, row.rules)

    found = replay_seasons(season, [SEASON], Asked(dict(pinned), "参数.yaml"))[0]

    assert not found.differs
    assert (len(found.cases), found.unscored, found.notes) == (12, 0, ())
    assert {each.change.key for each in found.idle} == set(pinned)
    assert {str(each.why) for each in found.idle} == {"与立项时固定的值相同"}


def test_the_limits_walked_again_are_those_on_record(season):
    found = replay(season, grading__qualified_from=75)

    with season.store.read() as session:
        clocks = [clock for row in _rows(session).values() for clock in clocks_of(session, row.ref)]
        clocks += clocks_of(session, seasons.season(session, SEASON).ref)
    assert found.limits == len(clocks)
    recorded = sorted((clock.proceeding, clock.code, clock.due_at) for clock in clocks)
    walked = {(act.ref, act.before.limit_code, act.before.due.instant) for act in found.acts}
    walked |= {(each.ref, each.before.limit_code, each.before.due.instant) for each in found.running}
    assert walked <= set(recorded)
    assert {code for _, code, _ in walked} >= {
        "handover",
        "assignment",
        "scoring",
        "opinion",
        "feedback",
        "objection",
    }


def test_a_higher_threshold_moves_exactly_the_cases_between_the_two(season):
    found = replay(season, grading__qualified_from=80)

    assert cases(found, Effect.LOWER) == {1, 5}
    assert cases(found, Effect.OPEN) == {3}
    assert cases(found, Effect.HIGHER) == set()
    first = next(case for case in found.cases if _number(case.case_no) == 1)
    assert (first.before.grade, first.after.grade) == (Grade.QUALIFIED, Grade.FLAWED)
    assert [str(reason) for reason in first.before.reasons] == ["得78分，达到合格的75分"]
    assert [str(reason) for reason in first.after.reasons] == ["得78分，达到瑕疵的60分"]
    third = next(case for case in found.cases if _number(case.case_no) == 3)
    assert third.before.diverging is None
    assert third.after.diverging == "两份评分的等次不同（瑕疵、合格）"
    assert found.thirds == (1, 2)
    assert not found.retimed


def test_what_people_decided_is_named_and_not_decided_again(season):
    found = replay(season, grading__qualified_from=80)

    fifth = next(case for case in found.cases if _number(case.case_no) == 5)
    assert fifth.decided == ("2022年4月21日形成初步意见（审管办）：瑕疵",)
    assert fifth.before.grade is Grade.QUALIFIED
    assert fifth.final is None


def test_a_third_sheet_that_would_not_have_been_called_for_is_left_out(season):
    found = replay(season, grading__divergence_limit=15)

    seventh = next(case for case in found.cases if _number(case.case_no) == 7)
    assert found.regraded == (seventh,)
    assert (seventh.before.total, seventh.before.sheets) == (86, 3)
    assert (seventh.after.total, seventh.after.sheets) == (82, 2)
    assert seventh.effect is Effect.SAME
    assert found.thirds == (1, 0)


def test_a_shorter_objection_period_turns_exactly_one_objection_away(season):
    found = replay(season, quality_review__objection=2)

    (late,) = found.retimed
    assert _number(late.case_no) == 2
    assert late.before.act.value == "object"
    assert (late.before.timeliness, late.after.timeliness) == (Timeliness.IN_TIME, Timeliness.NOT_ADMITTED)
    assert late.before.due.shown == "至2022年4月27日24时"
    assert late.after.due.shown == "至2022年4月24日24时"
    assert "2022年4月24日（星期日）调休上班，计入" in "；".join(
        str(step.words) for step in late.after.due.steps
    )
    assert sum(act.moved for act in found.acts) == 12
    assert not found.regraded


def test_a_longer_objection_period_shows_which_were_taken_as_silent_while_it_still_ran(season):
    found = replay(season, quality_review__objection="6个工作日")

    early = {_number(act.case_no) for act in found.retimed if act.after.timeliness is Timeliness.TOO_EARLY}
    assert early == set(range(3, 13))
    assert len(found.retimed) == 10


def test_a_limit_may_be_tried_in_another_unit(season):
    found = replay(season, quality_review__objection="4日")

    assert {str(act.after.due.shown) for act in found.acts if act.before.limit_code == "objection"} == {
        "至2022年4月25日24时"
    }
    assert not found.retimed


def test_fewer_cases_are_drawn_from_the_same_tickets(season):
    found = replay(season, quality_review__sample_size=6).redrawing

    assert (len(found.before.drawn), len(found.after.drawn), found.kept) == (12, 6, 6)
    assert not found.came
    tickets = {case.case_no: case.ticket for case in found.before.drawn}
    assert all(tickets[case.case_no] == case.ticket for case in found.after.drawn)
    courts = [row for row in found.shifts if row.key is StratumKey.COURT]
    assert [(row.eligible, row.before, row.after) for row in courts] == [(6, 6, 3), (6, 6, 3)]
    assert {(case.before, case.after) for case in found.went} == {(1, found.after.allocation[0].probability)}


def test_keys_without_effect_are_named_with_the_reason(season):
    found = replay(
        season,
        quality_review__readers_per_case=3,
        quality_review__hearing=3,
        grading__qualified_from=75,
        notices__timeout_seconds=9,
        quality_review__objection=3,
    )

    assert {each.change.key: str(each.why) for each in found.idle} == {
        "quality_review.readers_per_case": "换一种分配，由谁评查、评出什么，无从得知",
        "quality_review.hearing": "本季没有遇到适用它的情形",
        "grading.qualified_from": "与立项时固定的值相同",
        "notices.timeout_seconds": "只影响通知怎样送达",
    }


def test_a_replay_writes_nothing(season, home):
    before, files = everything(season), sorted(home.rglob("*.*"))

    replay(season, grading__qualified_from=80, quality_review__objection=2, quality_review__sample_size=6)

    assert everything(season) == before
    assert sorted(home.rglob("*.*")) == files
    assert before["ledger_entry"]


def test_a_season_that_is_not_drawn_is_not_tried_with_a_seed(frozen_office):
    found = replay(frozen_office, quality_review__sample_size=6)

    assert found.redrawing is None
    assert found.no_draw is NOT_DRAWN


def test_all_that_is_wrong_is_told_at_once_and_only_once(season):
    asked = Asked({"grading.qualified_from": "八十", "sampling.strata": ["judge"], "no.such": 1}, "参数.yaml")

    with pytest.raises(FaultyInput) as faulty:
        replay_seasons(season, [SEASON, SEASON], asked)

    assert len(faulty.value.faults) == 3
