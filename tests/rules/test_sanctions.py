"""处分: how long each lasts, what several acts come to, what runs bar, and what holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import FaultyInput
from rules.labels import Words
from rules.parameters import rule_book
from rules.personnel_holds import (
    CaseOpened,
    NotLaidOff,
    PastSanction,
    PersonnelAct,
    PersonOnFile,
    after_service,
    laying_off_barred,
    not_suspendable,
    office_first,
    office_not_taken,
    resignation_barred,
    sanctioned_already,
    supervision_case_open,
)
from rules.sanctions import (
    SanctionedBy,
    SanctionKind,
    SanctionPeriod,
    added_to,
    combined,
    effects,
    last_day,
    months_of,
    outside,
    period,
)
from state_machines.discipline_decision.terms import Status

DAY = date(2022, 5, 10)
RULES = rule_book().on(DAY)
WARNING, DEMERIT, GRAVE, DEMOTION, REMOVAL, DISMISSAL = SanctionKind
COURT, SUPERVISION = SanctionedBy


@pytest.mark.parametrize(
    ("kind", "months", "ends"),
    [
        (WARNING, 6, date(2022, 11, 9)),
        (DEMERIT, 12, date(2023, 5, 9)),
        (GRAVE, 18, date(2023, 11, 9)),
        (DEMOTION, 24, date(2024, 5, 9)),
        (REMOVAL, 24, date(2024, 5, 9)),
        (DISMISSAL, None, None),
    ],
)
def test_the_period_of_each_kind_begins_on_the_day_of_the_decision(kind, months, ends):
    assert months_of(kind, RULES) == months
    assert period(kind, DAY, RULES) == SanctionPeriod(kind, DAY, ends, months)


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        (date(2021, 3, 1), 6, date(2021, 8, 31)),
        (date(2021, 8, 31), 6, date(2022, 2, 28)),
        (date(2021, 8, 29), 6, date(2022, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 4, 1), 6, date(2022, 9, 30)),
        (date(2022, 7, 2), 3, date(2022, 10, 1)),
    ],
)
def test_a_period_of_months_ends_the_day_before_the_same_day_and_no_holiday_moves_it(begins, months, ends):
    assert last_day(begins, months, RULES) == ends


def test_whether_the_day_of_the_decision_counts_is_a_choice():
    otherwise = RULES.with_values({"discipline.sanction_first_day": False})

    assert period(WARNING, DAY, otherwise).ends == date(2022, 11, 10)
    assert period(WARNING, date(2021, 8, 31), otherwise).ends == date(2022, 2, 28)


@given(st.dates(date(2016, 8, 1), date(2040, 1, 1)), st.integers(1, 48))
def test_a_later_decision_never_ends_earlier_and_whole_months_follow_without_a_gap(begins, months):
    ends = last_day(begins, months, RULES)

    assert last_day(begins + timedelta(days=1), months, RULES) >= ends
    assert begins < ends
    if begins.day <= 28:
        assert last_day(ends + timedelta(days=1), months, RULES) == last_day(begins, 2 * months, RULES)


@pytest.mark.parametrize(
    ("kinds", "kind", "least", "most"),
    [
        ([WARNING], WARNING, 6, 6),
        ([WARNING, GRAVE, DEMERIT], GRAVE, 18, 18),
        ([WARNING, WARNING], WARNING, 6, 12),
        ([DEMERIT] * 3, DEMERIT, 12, 36),
        ([GRAVE] * 3, GRAVE, 18, 48),
        ([DEMOTION, DEMOTION], DEMOTION, 24, 48),
        ([REMOVAL, REMOVAL, REMOVAL], REMOVAL, 24, 48),
        ([DEMOTION, REMOVAL], REMOVAL, 24, 24),
        ([REMOVAL, DISMISSAL, DISMISSAL], DISMISSAL, None, None),
    ],
)
def test_several_acts_come_to_the_heaviest_and_equal_ones_add_up_to_48_months(kinds, kind, least, most):
    found = combined(kinds, RULES)

    assert (found.kind, found.least, found.most) == (kind, least, most)


def test_a_period_outside_what_the_acts_come_to_is_refused():
    three = combined([GRAVE] * 3, RULES)

    assert outside(48, three, RULES) is None
    assert outside(18, three, RULES) is None
    refusal = outside(54, three, RULES)
    assert refusal is not None
    assert refusal.words == "处分期54个月，应当在18个月以上、48个月以下"
    assert refusal.authority.code == "government_sanctions_law.15"
    assert outside(12, combined([DISMISSAL], RULES), RULES) is not None
    with pytest.raises(FaultyInput, match="没有确定任何处分"):
        combined([], RULES)


@given(
    st.lists(st.sampled_from([WARNING, DEMERIT, GRAVE, DEMOTION, REMOVAL]), min_size=1, max_size=6),
    st.permutations(range(6)),
)
def test_no_order_of_the_acts_and_no_further_act_makes_it_lighter(kinds, order):
    found = combined(kinds, RULES)

    shuffled = [kinds[place] for place in order if place < len(kinds)]
    assert combined(shuffled, RULES) == found
    more = combined([*kinds, WARNING], RULES)
    assert more.kind.weight >= found.kind.weight
    assert found.least is not None
    assert found.most is not None
    assert found.least <= found.most <= max(48, found.least)


def test_a_new_sanction_within_a_period_adds_to_what_is_left_of_it():
    running = period(WARNING, date(2022, 1, 10), RULES)

    demerit = period(DEMERIT, DAY, RULES)
    found = added_to(running, demerit, RULES)

    assert running.ends == date(2022, 7, 9)
    assert (found.kind, found.begins, found.ends) == (DEMERIT, DAY, date(2023, 7, 9))
    later = period(DEMERIT, date(2022, 7, 10), RULES)
    assert added_to(running, later, RULES) == later
    assert added_to(running, period(DISMISSAL, DAY, RULES), RULES).ends is None
    uncounted = RULES.with_values({"discipline.sanction_first_day": False})
    assert added_to(running, demerit, uncounted).ends == date(2023, 7, 9)


def test_a_warning_bars_promotion_and_from_demerit_on_the_pay_step_too_each_until_the_last_day():
    warned = [str(reason.words) for reason in effects(period(WARNING, DAY, RULES))]
    demerit = effects(period(DEMERIT, DAY, RULES))

    assert warned == [
        "处分期内不得晋升职务、职级和级别（至2022-11-09）",
        "处分期内有悔改表现且没有再违纪违法的，期满自动解除",
    ]
    assert demerit[1].words == "处分期内不得晋升工资档次（至2023-05-09）"
    assert demerit[1].authority.code == "civil_servants_law.64"


def test_what_the_heavier_sanctions_bring_with_them():
    assert [str(reason.words) for reason in effects(period(DISMISSAL, DAY, RULES))] == [
        "自决定生效之日起解除人事关系", "不得担任诉讼代理人或者辩护人（监护人、近亲属除外）",
    ]  # fmt: skip
    restored = "期满解除后不恢复原职务、职级"
    not_restored = {
        kind
        for kind in SanctionKind
        if restored in {str(each.words) for each in effects(period(kind, DAY, RULES))}
    }
    assert not_restored == {DEMOTION, REMOVAL}


def test_an_old_case_has_the_periods_of_its_day_with_their_own_authority():
    def authority(day: date) -> str:
        return rule_book().on(day).parameter("discipline.warning_period").authority

    assert authority(date(2018, 1, 1)) == "court_staff_sanctions_2009.7"
    assert authority(date(2020, 1, 1)) == "civil_servants_law.64"
    assert authority(DAY) == "government_sanctions_law.8"


# --- holds ---------------------------------------------------------------------------------------------------------


EVERYTHING = frozenset(PersonnelAct)


@pytest.mark.parametrize("act", PersonnelAct, ids=lambda act: act.value)
def test_nothing_is_held_of_a_person_with_nothing_on_file(act):
    assert supervision_case_open(act, PersonOnFile()) is None


@pytest.mark.parametrize(
    "act",
    [
        PersonnelAct.SANCTION,
        PersonnelAct.PROMOTION,
        PersonnelAct.REWARD,
        PersonnelAct.TRANSFER,
        PersonnelAct.RETIREMENT,
    ],
)
def test_an_open_supervision_case_holds_what_the_employer_would_do_whoever_consents(act):
    reason = supervision_case_open(
        act, PersonOnFile(supervision_case_open=True, supervision_consents_to=EVERYTHING)
    )

    assert reason is not None
    assert reason.authority.code == "government_sanctions_law.52"


def test_leaving_the_country_and_resignation_wait_for_consent_and_quota_exit_for_the_end_of_the_case():
    waiting = PersonOnFile(supervision_case_open=True)
    consented = PersonOnFile(supervision_case_open=True, supervision_consents_to=EVERYTHING)

    for act in (PersonnelAct.LEAVING_THE_COUNTRY, PersonnelAct.RESIGNATION):
        reason = supervision_case_open(act, waiting)
        assert reason is not None
        assert reason.authority.code == "government_sanctions_law.52"
        assert supervision_case_open(act, consented) is None
    exit_ = supervision_case_open(PersonnelAct.QUOTA_EXIT, waiting)
    assert exit_ is not None
    assert exit_.authority.code == "local_discipline.监察先后"


def test_nobody_resigns_while_an_inquiry_is_open():
    open_ = [Words("审计", "an audit"), Words("刑事程序", "criminal process")]

    assert str(resignation_barred(open_)) == "审计、刑事程序尚未终结，不得辞去公职"
    assert resignation_barred(open_).to("en") == "no resignation while an audit, criminal process is open"
    assert resignation_barred([]) is None


def test_after_service_there_is_no_sanction_benefits_follow_from_demotion_on_and_others_answer_as_before():
    light, heavy = after_service(Status.RETIRED, DEMERIT), after_service(Status.DEAD, DEMOTION)

    assert light == "已退休的不再给予处分；可以继续查明；其他人的责任不受影响"
    assert heavy == "已死亡的不再给予处分；依法应当降级的，按规定相应调整待遇；其他人的责任不受影响"


@pytest.mark.parametrize("situation", NotLaidOff)
def test_nobody_is_laid_off_in_these_situations(situation):
    assert str(laying_off_barred(situation)) == f"{situation.zh}，不得辞退"


def test_one_act_meets_with_one_sanction_and_organisational_handling_is_none():
    past = [PastSanction("a1", SUPERVISION, DEMERIT)]

    refusal = sanctioned_already("a1", COURT, past)

    assert refusal is not None
    assert refusal.words == "同一行为已由监察机关政务处分给予记过，不得再由任职法院处分重复给予"
    assert refusal.authority.code == "government_sanctions_law.16"
    assert sanctioned_already("a2", COURT, past) is None
    assert sanctioned_already("a1", SUPERVISION, past) is not None
    assert sanctioned_already("a1", COURT, [PastSanction("a1", SUPERVISION, DEMERIT, revoked=True)]) is None


def test_before_supervision_removes_or_dismisses_the_congress_takes_the_office():
    judge = PersonOnFile(appointed_by_congress=True)
    removed = PersonOnFile(appointed_by_congress=True, office_taken=True)

    for kind in (REMOVAL, DISMISSAL):
        first = office_first(kind, SUPERVISION, judge)
        assert first is not None
        assert first.authority.code == "government_sanctions_law.50"
        assert office_first(kind, SUPERVISION, removed) is None
        assert office_first(kind, COURT, judge) is None
        assert f"{kind.zh}不得报告执行完毕" in str(office_not_taken(kind, judge))
        assert office_not_taken(kind, removed) is None
        assert office_not_taken(kind, PersonOnFile()) is None
    assert office_first(DEMOTION, SUPERVISION, judge) is None


def test_duties_are_suspended_only_where_a_case_is_open_and_the_person_unfit():
    assert not_suspendable(CaseOpened.SUPERVISION, unfit=True) is None
    assert not_suspendable(CaseOpened.SUPERVISION, unfit=False) is not None
    assert not_suspendable(None, unfit=True) is not None
