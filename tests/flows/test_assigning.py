"""分配：不能分配时说明冲突的规则和解决办法；按比例双人评查；单人评为不合格的再由第二人评查。"""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from config.settings import Settings
from flows import assigning, enrolling, scoring
from flows.assignment_board import board
from flows.office import Office
from flows.reading_round import Occasion
from records import people, seasons
from records.proceedings import Act, advance_many
from records.verification import verify
from rules.clashes import Limit
from rules.double_reading import lot_key, read_twice
from rules.recusal import ConflictWith, Ground, Relation
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State

SEASON, MORNING = "2022Q1", datetime(2022, 4, 18, tzinfo=UTC)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")
CASE = "（2022）吉01民终2号"
OTHERS = ("R-1", "R-3", "R-5", "R-7")
"""The reviewers of the other court."""


def first(office, now=MORNING):
    return assigning.assign_readers(office, SEASON, Occasion.FIRST, now=now)


def files(office):
    with office.store.read() as session:
        return {row.case_no: row for _, row in seasons.reviews(session, SEASON)}


def readers(office):
    return {
        case_no: [reader["code"] for reader in row.facts.get("readers", ())]
        for case_no, row in files(office).items()
    }


# ---- nobody may read it --------------------------------------------------------------------------------


@pytest.fixture
def stuck(office):
    """All reviewers of the other court are kin of the judge in one case."""
    for reader in OTHERS:
        enrolling.declare(
            office,
            reader,
            ConflictWith.JUDGE,
            "J-2",
            "示例",
            by=OFFICE,
            now=MORNING,
            relation=Relation.IN_LAW,
        )
    return office


def test_a_case_nobody_may_read_is_named_with_the_rules_that_clash_and_holds_up_no_other(stuck):
    done = first(stuck)

    (clash,) = done.clashes
    assert (done.cases, done.refused) == (11, [])
    assert (clash.rules, clash.cases, clash.missing) == ((Ground.SAME_COURT, Ground.KINSHIP), (CASE,), 2)
    assert str(clash.words()) == f"{CASE}：“同一法院”、“亲属关系”不能同时满足，尚缺2人次；现在无人能评查"
    assert [str(remedy.words) for remedy in clash.remedies] == [
        f"准许本院其他庭室的评查员评查{CASE}",
        "增聘2名评查员：不属于甲市中级人民法院，对这些案件没有其他回避事由的",
    ]
    assert files(stuck)[CASE].state == State.FILE_IN.value


def test_what_the_message_says_would_free_it_does(stuck):
    first(stuck)
    post = {"role": "reviewer", "division": "审监庭", "since": date(2020, 1, 1)}
    new = [
        {"code": f"R-{n}", "court": "丙市中级人民法院", "division": "审监庭", "posts": [post]}
        for n in (9, 10)
    ]
    with stuck.store.begin() as session:
        people.enrol(session, new, MORNING, OFFICE, "test")

    again = first(stuck, MORNING + timedelta(hours=1))

    assert (again.cases, again.shortages, again.clashes) == (1, [], [])
    assert sorted(readers(stuck)[CASE]) == ["R-10", "R-9"]


def test_one_less_than_the_message_says_does_not_free_it(stuck):
    first(stuck)
    post = {"role": "reviewer", "division": "审监庭", "since": date(2020, 1, 1)}
    with stuck.store.begin() as session:
        new = {"code": "R-9", "court": "丙市中级人民法院", "division": "审监庭", "posts": [post]}
        people.enrol(session, [new], MORNING, OFFICE, "test")

    (clash,) = first(stuck).clashes

    assert clash.rules[-1] is Limit.SECOND_READER
    assert str(clash.remedies[-1].words).startswith("增聘1名评查员")


# ---- proof ---------------------------------------------------------------------------------------------


def test_an_assignment_is_on_record_with_its_bounds_and_its_certificate(office):
    first(office)

    found = board(office, SEASON, now=MORNING)

    (note,) = found.done
    assert (note["cases"], note["readings"], note["largest"]) == (12, 24, [3, 3])
    assert note["unevenness"] == [72, 72]
    (path,) = (office.season_folder(SEASON) / "内部").glob("分配证书-*.json")
    certificate = json.loads(path.read_bytes())
    assert {case["case_no"]: case["readers"] for case in certificate["cases"]} == readers(office)
    assert Counter(each.load for each in found.loads) == {3: 8}
    assert (found.readings, found.breaches) == (24, ())
    with office.store.read() as session:
        assert verify(session).entries > 0


def test_a_conflict_declared_after_the_assignment_is_found_by_the_board(office):
    first(office)
    reader = readers(office)[CASE][0]
    enrolling.declare(
        office, reader, ConflictWith.CASE, CASE, "示例", by=OFFICE, now=MORNING, relation=Relation.SPOUSE
    )

    found = board(office, SEASON, now=MORNING)

    assert [str(breach) for breach in found.breaches] == [f"{CASE}：{reader}已申报与案件有夫妻关系，应当回避"]


def test_the_board_changes_nothing_and_shows_what_then_happens(office):
    before = board(office, SEASON, now=MORNING)

    first(office)

    assert {line.case_no: list(line.readers) for line in before.waiting} == readers(office)


# ---- double reading of a share -------------------------------------------------------------------------


@pytest.fixture
def quarter_twice(home, monkeypatch, request):
    """A court that has a quarter of its cases read twice."""
    own = home / "court" / "parameters"
    own.mkdir(parents=True)
    (own / "own.yaml").write_text(
        "assignment.double_reading_share:\n"
        "  values:\n    - {value: 0.25, since: 2022-01-01, provenance: design}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ZELIAN_COURT_DIRECTORY", str(home / "court"))
    office: Office = request.getfixturevalue("office")
    assert Settings().court_directory is not None
    return office


def test_a_share_is_read_twice_and_the_lots_that_choose_it_are_secret(quarter_twice):
    done = first(quarter_twice)

    with quarter_twice.store.read() as session:
        season = seasons.season(session, SEASON)
    key = lot_key(season.internal_list, "20220414")
    twice = {case_no for case_no, given in readers(quarter_twice).items() if len(given) == 2}
    assert (done.cases, done.refused) == (12, [])
    assert twice == read_twice(key, files(quarter_twice), 0.25)
    assert len(twice) == 3
    assert season.internal_list not in season.manifest


def test_one_reader_alone_makes_no_case_unqualified(quarter_twice):
    first(quarter_twice)
    case_no = next(case_no for case_no, given in readers(quarter_twice).items() if len(given) == 1)
    hand_in(quarter_twice, case_no, "P5")

    alone = scoring.merge_ready(quarter_twice, SEASON, now=MORNING)
    called = assigning.assign_readers(quarter_twice, SEASON, Occasion.THIRD, now=MORNING)
    facts = files(quarter_twice)[case_no].facts
    hand_in(quarter_twice, case_no, "P5")
    both = scoring.merge_ready(quarter_twice, SEASON, now=MORNING)

    assert (alone.cases, alone.divergent, called.cases) == (1, 1, 1)
    assert (facts["divergence"], facts["readers_needed"]) == ("一人评查拟评不合格，应当由第二人评查", 2)
    assert len(set(readers(quarter_twice)[case_no])) == 2
    assert (both.cases, both.divergent) == (1, 0)
    assert files(quarter_twice)[case_no].facts["divergence"] is None


def test_a_second_reader_who_finds_otherwise_calls_for_a_third(quarter_twice):
    first(quarter_twice)
    case_no = next(case_no for case_no, given in readers(quarter_twice).items() if len(given) == 1)
    hand_in(quarter_twice, case_no, "P5")
    scoring.merge_ready(quarter_twice, SEASON, now=MORNING)
    assigning.assign_readers(quarter_twice, SEASON, Occasion.THIRD, now=MORNING)
    hand_in(quarter_twice, case_no)

    apart = scoring.merge_ready(quarter_twice, SEASON, now=MORNING)
    called = assigning.assign_readers(quarter_twice, SEASON, Occasion.THIRD, now=MORNING)

    assert (apart.divergent, called.cases) == (1, 1)
    assert len(set(readers(quarter_twice)[case_no])) == 3


def hand_in(office, case_no, *items):
    """The sheets still missing of a case, each with these items found."""
    row = files(office)[case_no]
    there = {sheet["reader"] for sheet in row.facts.get("sheets", ())}
    with office.store.begin() as session:
        (end,) = advance_many(
            session,
            [
                Act(
                    ref=row.ref,
                    trigger="submit_sheet",
                    by=Actor(reader["code"], Role.REVIEWER, court=reader["court"]),
                    at=MORNING,
                    particulars={
                        "sheets": {
                            "reader": reader["code"],
                            "sheet": "litigation@2022-01-01",
                            "findings": [{"item": item, "fact": "示例"} for item in items],
                            "conflict": False,
                        }
                    },
                )
                for reader in row.facts["readers"]
                if reader["code"] not in there
            ],
        )
    return end


def test_the_certificate_lies_there_before_the_assignment_is_on_record(office):
    """It stands nowhere else: written after the record, a death in between would lose it."""
    folder, at_each_commit = office.season_folder(SEASON) / "内部", []

    def look(_):
        at_each_commit.append([path.name for path in folder.glob("分配证书*")])

    event.listen(office.store.engine, "commit", look)
    done = first(office)

    assert done.cases > 0
    assert [len(found) for found in at_each_commit] == [1]
