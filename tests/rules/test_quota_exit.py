"""员额退出: grounds by list and by day, results of the year, thresholds of sanctions, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rules.citations import Provenance
from rules.errors import FaultyInput, UnknownRule
from rules.exit_consequences import Bearing, Return, bearing, eligible_from, not_yet, too_light, wait
from rules.exit_grounds import ExitBook, code_of, exit_book
from rules.exit_performance import (
    NO_GROUND,
    AssessmentResult,
    RestsOn,
    YearResult,
    not_incompetent,
    not_settled,
    not_the_committee,
    not_twice,
    ranking_only,
)
from rules.law import law
from rules.parameters import rule_book
from rules.quota_exit import ExitCategory, ExitGround, Reentry
from rules.sanctions import SanctionKind

RULES = rule_book().on(date(2024, 3, 1))
BOOK = exit_book()
NATIONAL, BOTH = ["national"], ["national", "hunan"]


# --- the lists ------------------------------------------------------------------------------------------------------


def test_there_is_no_ground_before_the_measure_of_2020():
    assert BOOK.grounds(BOTH, date(2020, 1, 7)) == ()
    assert len(BOOK.grounds(NATIONAL, date(2020, 1, 8))) == 15


def test_assessment_leads_out_of_the_quota_since_2022_only():
    before, after = (BOOK.grounds(NATIONAL, day) for day in (date(2021, 12, 31), date(2022, 1, 1)))

    new = {each.code for each in after} - {each.code for each in before}
    assert new == {"assessed_incompetent", "basically_competent_twice", "leader_below_minimum"}


def test_hunan_knew_it_half_a_year_earlier_and_knows_two_grounds_more():
    may, june = (BOOK.grounds(BOTH, day) for day in (date(2021, 5, 28), date(2021, 5, 29)))

    assert {each.code for each in june} - {each.code for each in may} == {
        "family_abroad", "otherwise_unfit", "assessed_incompetent", "basically_competent_twice",
    }  # fmt: skip


def test_a_ground_of_two_lists_rests_on_the_articles_of_both_each_with_its_mark():
    ground = BOOK.find("nationality_lost", BOTH)

    assert ground.cited(date(2022, 6, 1), "zh") == (
        "《人民法院法官员额退出办法（试行）》第5条第1项；《湖南省法官员额退出实施办法（试行）》“自然退出”第1项"
    )
    assert BOOK.find("retired", NATIONAL).cited(date(2022, 6, 1), "zh").endswith("“自然退出”（待核）")


def test_only_what_was_read_is_verified_in_the_national_list():
    verified = {
        ground.code
        for ground in BOOK.grounds(NATIONAL)
        for each in ground.grounds
        if each.provenance is Provenance.VERIFIED and each.authority.law == "quota_exit_2020"
    }

    assert verified == {"own_request", "nationality_lost"}


def test_a_list_marks_nothing_higher_than_the_article_it_cites():
    order = list(Provenance)
    raised = [
        (listed.code, ground.code)
        for listed in BOOK.lists
        for ground in listed.grounds
        for each in ground.grounds
        if order.index(each.provenance) < order.index(each.authority.provenance)
    ]

    assert raised == []


@pytest.mark.parametrize("ground", BOOK.grounds(BOTH), ids=lambda ground: ground.code)
def test_a_ground_is_found_by_its_names_and_read_again_from_the_record_of_a_matter(ground):
    assert {code_of(text) for text in (ground.code, ground.zh, ground.en)} == {ground.code}
    assert ExitGround.read(ground.record()) == ground


def test_a_name_that_is_no_ground_is_answered_with_those_there_are():
    with pytest.raises(UnknownRule) as refused:
        BOOK.named("末位淘汰", RULES)

    assert "没有退额情形“末位淘汰”" in str(refused.value)
    assert "年度考核不称职（assessed_incompetent）" in str(refused.value)
    assert "family_abroad" not in str(refused.value)


# --- a court's own list ---------------------------------------------------------------------------------------------

OWN = {
    "list": "jilin", "zh": "本省", "en": "the province",
    "grounds": [{
        "code": "long_secondment", "zh": "长期借调", "en": "long secondment", "category": "mandatory", "proof": "document",
        "hold": "quota_exit", "reentry": "when_cause_ends",
        "grounds": [{"authority": "local_quota_exit.情形", "provenance": "design", "since": date(2026, 1, 1)}],
    }],
}  # fmt: skip


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., ExitBook]:
    def written(*, ground: dict | None = None, **changed: object) -> ExitBook:
        data = {**OWN, "grounds": [{**OWN["grounds"][0], **(ground or {})}], **changed}
        (tmp_path / "jilin.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        exit_book.cache_clear()
        return exit_book(tmp_path)

    return written


def test_a_courts_own_list_stands_beside_ours(own):
    book = own()

    assert [each.code for each in book.lists] == ["national", "hunan", "jilin"]
    assert book.find("long_secondment", ["national", "jilin"]).category is ExitCategory.MANDATORY
    assert book.find("long_secondment", NATIONAL) is None


def test_everything_wrong_with_a_list_is_said_at_once(own):
    with pytest.raises(FaultyInput) as faulty:
        own(grounds=[
            OWN["grounds"][0] | {"category": "voluntary"},
            OWN["grounds"][0] | {"code": "other", "grounds": [{"authority": "local_quota_exit.无", "provenance": "design", "since": date(2026, 1, 1)}]},
            OWN["grounds"][0] | {"code": "third", "grounds": [{"authority": "local_quota_exit.情形", "provenance": "design", "since": "soon"}]},
        ])  # fmt: skip

    said = str(faulty.value)
    assert len(faulty.value.faults) == 3
    assert "voluntary" in said
    assert "没有登记“无”" in said
    assert "soon" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"list": ""}, "缺少：list"), ({"list": "hunan"}, "有两份清单用这个代码"), ({"grounds": None}, "登记不完整"), ({"ground": {"code": "retired"}}, "类别或者证明不同")],
)  # fmt: skip
def test_a_list_without_a_name_or_at_odds_with_ours_is_not_read(own, changed, said):
    with pytest.raises(FaultyInput, match=said):
        own(**changed)


# --- assessment -----------------------------------------------------------------------------------------------------

RESULTS = st.lists(
    st.builds(YearResult, st.integers(2019, 2026), st.sampled_from(AssessmentResult), st.just(date(2024, 1, 2))),
    max_size=5,
    unique_by=lambda each: each.year,
)  # fmt: skip


@given(results=RESULTS)
def test_two_years_count_when_they_are_running_and_both_are_since_2022(results):
    twice = {each.year for each in results if each.result is AssessmentResult.BASICALLY_COMPETENT}
    leads_out = any(year in twice and year + 1 in twice for year in range(2022, 2026))

    assert (not_twice(results, RULES) is None) == leads_out


@given(results=RESULTS)
def test_one_year_counts_when_it_was_incompetent(results):
    assert (not_incompetent(results) is None) == any(
        each.result is AssessmentResult.INCOMPETENT for each in results
    )


def test_a_result_not_told_or_under_review_is_not_relied_on():
    day = date(2024, 1, 2)
    told = YearResult(2023, AssessmentResult.INCOMPETENT, day)

    assert not_settled([told], day) is None
    assert not_settled([told], date(2024, 1, 1)).authority == law("judges_law")[43]
    assert "正在复核" in not_settled([YearResult(2023, told.result, day, in_review=True)], day).to("zh")


@given(rests_on=st.sets(st.sampled_from(RestsOn)))
def test_a_ranking_alone_is_no_ground_and_says_what_is(rests_on):
    reason = ranking_only([each.value for each in rests_on])

    assert (reason is not None) == (bool(rests_on) and rests_on <= NO_GROUND)
    if reason:
        assert "法官考评委员会" in str(reason.words)
        assert reason.authority == law("protection_of_judges_2017")["不得排名"]


@given(count=st.integers(0, 12), twice=st.booleans(), chairs=st.booleans())
def test_the_assessment_committee_has_five_to_nine_members_and_the_president_in_the_chair(
    count, twice, chairs
):
    members = [f"P-{number}" for number in range(count)]
    named = [*members, members[0]] if twice and members else members

    found = not_the_committee(named, RULES, president_chairs=chairs)

    assert (found is None) == (5 <= count <= 9 and chairs and named == members)


# --- sanctions and the way back -------------------------------------------------------------------------------------


def test_a_heavier_sanction_never_bears_less_on_the_quota():
    order = list(Bearing)
    found = [order.index(bearing(kind, RULES)) for kind in SanctionKind]

    assert found == sorted(found)
    assert [bearing(kind, RULES).value for kind in SanctionKind] == [
        "none",
        "may",
        "may",
        "must",
        "must",
        "must",
    ]
    assert too_light(SanctionKind.WARNING, RULES).authority.provenance is Provenance.DESIGN


@pytest.mark.parametrize(
    ("rule", "months"),
    [(Reentry.NEVER, None), (Reentry.WHEN_CAUSE_ENDS, 0), (Reentry.AFTER_REQUEST, 12), (Reentry.AFTER_PERFORMANCE, 24), (Reentry.AFTER_MISCONDUCT, 36)],
)  # fmt: skip
def test_the_wait_before_coming_back_follows_from_the_ground(rule, months):
    effective = date(2024, 2, 29)

    assert wait(rule, RULES) == months
    assert eligible_from(rule, effective, RULES) == (
        None if months is None else date(2024 + months // 12, 2, 28 if months else 29)
    )


def test_one_comes_back_when_the_wait_and_the_cause_have_ended():
    back = Return(Reentry.WHEN_CAUSE_ENDS, date(2024, 3, 1))

    assert "原因已经消除" in not_yet(back, "", date(2024, 3, 1)).to("zh")
    assert not_yet(back, "配偶已退出合伙", date(2024, 3, 1)) is None
    assert "2024-03-01" in not_yet(back, "配偶已退出合伙", date(2024, 2, 29)).to("zh")
    assert "不得再次入额" in not_yet(Return(Reentry.NEVER, None), "有", date(2034, 1, 1)).to("zh")
