from collections import Counter
from datetime import UTC, date, datetime

import pytest

from console.sample.province import SAMPLE, province
from notifiers.mailbox import is_person
from records import people
from records.store import Store
from rules.assignment import Assignment, assign
from rules.case_numbers import parse
from rules.cases import CaseKind, procedure_of
from rules.courts import CourtLevel, courts
from rules.frame import Exclusion, FrameCase, build_frame
from rules.quarters import Quarter
from rules.reading_rounds import Round
from rules.recusal import CaseToRead, Exclusions, Reviewer
from rules.roles import Actor, Role
from rules.workdays import calendar
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.review_round.table import REVIEW_ROUND

QUARTER = Quarter(2026, 1)


@pytest.fixture(scope="module")
def sample():
    return province("2026-04-20 09:30", QUARTER)


def test_the_same_seed_gives_the_same_province(sample):
    again = province("2026-04-20 09:30", QUARTER)

    assert again == sample


def test_another_seed_gives_other_cases(sample):
    other = province("another seed", QUARTER)

    assert other.courts == sample.courts
    assert set(other.cases).isdisjoint(sample.cases)


def test_the_courts_are_the_ninety_three_of_jilin_by_their_real_names(sample):
    levels = Counter(court.level for court in sample.courts)

    assert levels == {CourtLevel.HIGH: 1, CourtLevel.INTERMEDIATE: 12, CourtLevel.BASIC: 80}
    assert all(courts().by_name(court.name) == court for court in sample.courts)
    assert sample.organiser.name == "吉林省高级人民法院"


def test_twelve_thousand_cases_were_closed_in_the_quarter_and_some_around_it(sample):
    before = [case for case in sample.cases if case.date_closed < QUARTER.first_day]
    within = [case for case in sample.cases if case.date_closed in QUARTER]
    after = [case for case in sample.cases if case.date_closed > QUARTER.last_day]

    assert (len(before), len(within), len(after)) == (600, 12_000, 240)
    assert max(case.date_closed for case in after) <= sample.listed_on
    assert {case.court for case in within} == {court.name for court in sample.courts}


def test_every_number_is_its_own_and_says_the_court_the_kind_and_the_instance(sample):
    numbers = {case.case_no: parse(case.case_no) for case in sample.cases}

    assert len(numbers) == len(sample.cases)
    for case in sample.cases:
        number = numbers[case.case_no]
        assert str(number) == case.case_no
        assert (CaseKind.of(number), procedure_of(number)) == (case.case_kind, case.procedure)
        assert number.court_code == case.court_code
        assert number.year == case.date_filed.year
        named = courts().by_case_code(number.court_code)
        assert named is None or named.name == case.court


def test_a_number_without_a_known_court_code_is_used_by_one_court_only(sample):
    users = {(case.court_code, case.court) for case in sample.cases}

    assert len({code for code, _ in users}) == len(users) == 93


def test_cases_are_numbered_in_the_order_of_filing(sample):
    by_book = {}
    for case in sample.cases:
        number = parse(case.case_no)
        book = by_book.setdefault((number.court_code, number.type_code, number.year), [])
        book.append((number.number, case.date_filed))

    assert all(
        [day for _, day in sorted(book)] == sorted(day for _, day in book) for book in by_book.values()
    )


def test_cases_are_closed_on_working_days_after_they_were_filed(sample):
    worked = calendar().is_working_day

    assert [case for case in sample.cases if not worked(case.date_closed)] == []
    assert [case for case in sample.cases if case.date_filed >= case.date_closed] == []


def test_the_mix_of_kinds_is_that_of_courts(sample):
    shares = Counter(case.case_kind for case in sample.cases)

    assert shares[CaseKind.CIVIL] > shares[CaseKind.ENFORCEMENT] > shares[CaseKind.CRIMINAL]
    assert shares[CaseKind.CRIMINAL] > shares[CaseKind.ADMINISTRATIVE] > shares[CaseKind.COMPENSATION] > 0
    assert CaseKind.OTHER not in shares


def test_some_cases_take_effect_later_some_are_under_appeal_and_a_few_name_no_judge(sample):
    later = [case for case in sample.cases if case.date_effective and case.date_effective > sample.listed_on]
    pending = [case for case in sample.cases if case.pending]
    nameless = [case for case in sample.cases if not case.judge]

    assert len(later) > 200
    assert len(pending) > 200
    assert all(case.date_effective is None for case in pending)
    assert 10 < len(nameless) < 80


def test_a_reversed_case_names_the_appeal_which_other_people_heard_in_the_court_above(sample):
    known = {case.case_no: case for case in sample.cases}
    above = {court.name: courts().by_code(court.parent).name for court in sample.courts}

    reversed_cases = [case for case in sample.cases if case.reversed_later]

    assert len(reversed_cases) > 50
    for case in reversed_cases:
        appeal = known[case.related[0]]
        assert appeal.related == (case.case_no,)
        assert appeal.court == above[case.court]
        assert appeal.case_kind is case.case_kind
        assert appeal.outcome in ("改判", "发回重审")
        assert appeal.date_filed > case.date_closed
        assert not set(appeal.bench) & set(case.bench)


def test_the_judge_in_charge_sits_on_the_bench_and_serves_in_the_division(sample):
    serves = {person["code"]: (person["court"], person["division"]) for person in sample.people}

    for case in sample.cases:
        if case.judge:
            assert case.judge in case.bench
            assert serves[case.judge] == (case.court, case.division)
            assert len(case.bench) == len(set(case.bench)) in (1, 3)


def test_everybody_is_a_code_of_their_own_that_can_have_a_mailbox_and_nobody_has_a_name(sample):
    codes = [person["code"] for person in sample.people]

    assert len(codes) == len(set(codes))
    assert all(map(is_person, codes))
    assert {person["name"] for person in sample.people} == {""}
    assert "J752-民一-03" in codes


def test_every_office_of_the_procedures_is_held_where_it_is_looked_for(sample):
    told = {role for table in (QUALITY_REVIEW, REVIEW_ROUND) for step in table.steps for role in step.tells}
    acting = {role for table in (QUALITY_REVIEW, REVIEW_ROUND) for step in table.steps for role in step.roles}
    of_the_round = (told | acting) - {Role.CALENDAR, Role.JUDGE, Role.REVIEWER, Role.RE_REVIEWER}
    of_the_round -= {Role.DIVISION, Role.DIVISION_CHIEF}

    assert [role for role in of_the_round if not sample.holders(role)] == []
    for case in sample.cases:
        assert len(sample.holders(Role.DIVISION_CHIEF, case.court, case.division)) == 1
        assert len(sample.holders(Role.DIVISION, case.court, case.division)) == 1
        assert sample.holders(Role.PERSONNEL, case.court)


def test_an_office_is_asked_for_and_comes_as_somebody_who_can_act(sample):
    assert sample.actor(Role.PRESIDENT) == Actor("J750-院长-01", Role.PRESIDENT, court="吉林省高级人民法院")
    assert sample.actor(Role.DIVISION, "延吉市人民法院", "执行局").code == "J807-执行-内勤"


def test_the_pool_has_sixty_reviewers_of_many_courts_and_second_readers_who_are_others(sample):
    pool = [post(person, Role.REVIEWER) for person in sample.people if holds(person, Role.REVIEWER)]
    second = [person for person in sample.people if holds(person, Role.RE_REVIEWER)]

    assert len(pool) == 60
    assert all(entry["specialties"] for entry in pool)
    assert len({person["court"] for person in sample.people if holds(person, Role.REVIEWER)}) > 20
    assert len(second) > 10
    assert not any(holds(person, Role.REVIEWER) for person in second)


def test_a_hundred_drawn_cases_can_be_assigned_across_courts(sample):
    frame = build_frame(
        [in_frame(case, sample.listed_on) for case in sample.cases], QUARTER.first_day, QUARTER.last_day
    )
    known = {case.case_no: case for case in sample.cases}
    drawn = [known[member.case_no] for member in frame.members[:: len(frame.members) // 100]]
    pool = [
        Reviewer(
            person["code"],
            person["court"],
            person["division"],
            frozenset(post(person, Role.REVIEWER)["specialties"]),
        )
        for person in sample.people
        if holds(person, Role.REVIEWER)
    ]
    to_read = [
        CaseToRead(
            case.case_no, case.court, case.case_kind.value, case.judge, case.division, frozenset(case.bench)
        )
        for case in drawn
    ]

    needs = {case.case_no: 2 for case in to_read}
    found = assign(Round(to_read, pool, Exclusions(cross_court=True), needs, max_load=30), seed="s")

    assert 10_500 < len(frame.members) < 11_900
    assert min(frame.counts[Exclusion.PENDING], frame.counts[Exclusion.NOT_EFFECTIVE]) > 100
    assert isinstance(found, Assignment)
    assert found.spread <= 1


def test_the_register_of_people_takes_everybody_as_they_are(sample):
    store = Store.throw_away()
    office = sample.actor(Role.TRIAL_MANAGEMENT)

    with store.begin() as session:
        people.enrol(session, sample.people, datetime(2026, 4, 13, tzinfo=UTC), office, "示例数据")
        held = {role: len(people.holders(session, role, date(2026, 4, 13))) for role in Role}
    store.close()

    posts = Counter(entry["role"] for person in sample.people for entry in person["posts"])
    assert {role: count for role, count in held.items() if count} == posts
    assert posts[Role.PRESIDENT] == 93


def test_a_sample_says_that_it_is_one():
    assert "示例数据" in SAMPLE.to("zh")
    assert "虚构" in SAMPLE.to("zh")
    assert "Sample data" in SAMPLE.to("en")


def test_a_sample_of_another_year_is_as_whole():
    other = province("s", Quarter(2022, 4))

    assert len(other.cases) == 12_840
    assert all(case.date_closed <= other.listed_on for case in other.cases)


def holds(person, role):
    return any(entry["role"] is role for entry in person["posts"])


def post(person, role):
    return next(entry for entry in person["posts"] if entry["role"] is role)


def in_frame(case, day):
    return FrameCase(
        case_no=case.case_no,
        court=case.court,
        case_kind=case.case_kind.value,
        judge=case.judge,
        division=case.division,
        date_closed=case.date_closed,
        effective=case.date_effective is None or case.date_effective <= day,
        pending=bool(case.pending),
        reviewed=False,
    )
