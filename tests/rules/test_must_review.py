"""重点评查：哪些案件、凭什么情形、自何日起；名单不公开而可核验。"""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.outsiders import verify_added
from rules.added_cases import added_cases
from rules.additional import Additional
from rules.certificates import certificate
from rules.errors import FaultyInput
from rules.frame import FrameCase, build_frame
from rules.internal_list import InternalList, JudgesCases
from rules.law import cite
from rules.lots import draw_key
from rules.manifests import Manifest
from rules.must_review import Circumstances, MustReviewBook, MustReviewRule, must_review_book
from rules.parameters import rule_book
from rules.pools import Pool
from rules.sampling import draw
from rules.sampling_plan import SamplingPlan

DAY = date(2022, 4, 1)
ALL = rule_book().on(DAY)["sampling.must_review"]
SALT = "ab" * 32


@pytest.mark.parametrize(("case", "reasons"), [
    (Circumstances("civil"), ()),
    (Circumstances("civil", reversed_later=True), ("reversed",)),
    (Circumstances("civil", later_outcomes=["改判"]), ("reversed",)),
    (Circumstances("civil", later_outcomes=["维持"]), ()),
    (Circumstances("civil", later_outcomes=["指令再审/审理"]), ("retrial_ordered",)),
    (Circumstances("civil", "改判"), ()),  # It reversed another case, and was not reversed itself.
    (Circumstances("criminal", "有期徒刑二年，缓刑三年"), ("acquitted_or_lenient",)),
    (Circumstances("criminal", "免予刑事处罚"), ("acquitted_or_lenient",)),
    (Circumstances("civil", "缓刑"), ()),
    (Circumstances("criminal", "不予核准"), ()),
    (Circumstances("criminal", later_outcomes=["不予核准"]), ("not_approved",)),
    (Circumstances("civil", flags=["complaint", "group_petition"]), ("group_petition", "complaint")),
    (Circumstances("civil", reversed_later=True, flags=["protest"]), ("reversed", "protest")),
])  # fmt: skip
def test_a_case_is_recognised_by_what_the_register_says_of_it(case, reasons):
    assert must_review_book().reasons(case, ALL, DAY) == reasons


def test_a_court_may_use_fewer_situations_and_a_name_that_there_is_not_is_refused():
    case = Circumstances("civil", reversed_later=True, flags=["complaint"])

    assert must_review_book().reasons(case, ["complaint"], DAY) == ("complaint",)
    assert must_review_book().reasons(case, [], DAY) == ()
    with pytest.raises(FaultyInput, match="没有“reverse”这一重点情形"):
        must_review_book().check(["reverse", "complaint"])


def test_a_situation_counts_from_its_first_day_to_the_day_before_its_end():
    rule = must_review_book().rules[0]
    book = MustReviewBook(
        [MustReviewRule(**{
            **{name: getattr(rule, name) for name in MustReviewRule.__slots__},
            "since": date(2022, 1, 1), "until": date(2023, 1, 1)})])  # fmt: skip
    case = Circumstances("civil", reversed_later=True)

    held = [day for day in (date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1))
            if book.reasons(case, ["reversed"], day)]  # fmt: skip

    assert held == [date(2022, 1, 1), date(2022, 12, 31)]


def test_every_situation_has_an_authority_and_the_parameter_names_them_all():
    for rule in must_review_book().rules:
        assert cite(rule.authority)
        assert rule.words.to("zh") != rule.words.to("en")
    assert [rule.code for rule in must_review_book().rules] == ALL


def test_the_words_of_a_list_are_known_and_an_unknown_one_is_refused_with_those_there_are():
    book = must_review_book()

    assert [book.flag(word) for word in ("信访", " 举 报 ", "人大督办")] == [
        "repeated_petition", "complaint", "supervised",
    ]  # fmt: skip
    with pytest.raises(FaultyInput, match=r"不认识重点情形“重要”.*可以填写：改判发回"):
        book.flag("重要")


@pytest.mark.parametrize(("counted", "mandatory", "at_most", "size"), [
    (False, 30, 0, 100),
    (True, 30, 0, 70),
    (True, 30, 10, 90),
    (True, 80, 0, 50),  # not below random_at_least
    (True, 500, 0, 50),
])  # fmt: skip
def test_where_they_count_they_are_taken_off_the_random_number_down_to_a_least(
    counted, mandatory, at_most, size
):
    terms = Additional(100, counted, 50, mandatory, at_most, 0, "0" * 64)

    assert terms.random_size == size


def test_a_small_round_is_never_made_larger_by_the_least_number():
    assert Additional(20, True, 50, 5, 0, 0, "0" * 64).random_size == 20


def manifest_of(mandatory, judges=(), floor=0, at_most=0, cases=40, asked=8, counted=False):
    frame = build_frame(
        [FrameCase(f"案{n:02d}", f"法院{n % 3}", "civil", f"J{n % 7}", "D", DAY, True, False, False) for n in range(cases)],
        date(2022, 1, 1), date(2022, 12, 31))  # fmt: skip
    listed = InternalList.of(season="2022Q1", scope="省", salt=SALT, mandatory=mandatory, judges=judges)
    terms = Additional(asked, counted, 2, len(mandatory), at_most, floor, listed.sha256)
    plan = SamplingPlan(terms.random_size)
    return Manifest.of(frame, season="2022Q1", scope="省", plan=plan, additional=terms), listed


def added(manifest, listed, seed="77"):
    found = draw(manifest, seed)
    first = [entry.case_no for entry in found.drawn]
    key = draw_key(manifest.frame_sha256, seed)
    return found, added_cases(key, first, manifest.additional, listed)


MANDATORY = {f"案{n:02d}": ("reversed",) for n in range(0, 40, 5)} | {"外1": ("complaint",)}
JUDGES = tuple(
    JudgesCases(f"J{judge}", judge % 2, tuple(f"案{n:02d}" for n in range(judge, 40, 7)))
    for judge in range(7)
)


def test_the_manifest_tells_neither_which_cases_must_be_reviewed_nor_why_nor_any_judge():
    manifest, _ = manifest_of(MANDATORY, JUDGES, floor=2)

    for secret in ("complaint", "reversed", "外1", "J1", SALT):
        assert secret not in manifest.content.decode()
    assert manifest.additional.mandatory == len(MANDATORY)


def test_nobody_can_try_salts_until_the_draw_comes_out_as_wished():
    first, listed = manifest_of(MANDATORY)
    other_list = InternalList.of(season="2022Q1", scope="省", salt="cd" * 32, mandatory=MANDATORY)
    record = {**first.additional.record(), "list_sha256": other_list.sha256}
    other = Manifest.read(first.content.replace(listed.sha256.encode(), other_list.sha256.encode()))

    assert other.additional.record() == record
    assert other.sha256 != first.sha256
    assert [entry.case_no for entry in draw(other, "77").drawn] == [
        entry.case_no for entry in draw(first, "77").drawn
    ]


def test_a_must_review_case_that_is_drawn_at_random_stays_in_the_random_pool():
    manifest, listed = manifest_of(MANDATORY)

    found, more = added(manifest, listed)

    drawn = {entry.case_no for entry in found.drawn}
    assert drawn & set(MANDATORY)
    assert {entry.case_no for entry in more} == set(MANDATORY) - drawn
    assert {entry.pool for entry in more} == {Pool.MANDATORY}


def test_with_more_than_the_most_the_smallest_tickets_are_reviewed():
    manifest, listed = manifest_of(MANDATORY, at_most=3)
    everything, _ = manifest_of(MANDATORY)

    _, more = added(manifest, listed)

    _, full = added(everything, listed)
    assert len(more) == 3
    assert [entry.case_no for entry in more] == [entry.case_no for entry in full][:3]


def test_every_judge_reaches_the_floor_as_far_as_there_are_cases():
    manifest, listed = manifest_of(MANDATORY, JUDGES, floor=3)

    found, more = added(manifest, listed)

    reviewed = {entry.case_no for entry in found.drawn} | {entry.case_no for entry in more}
    for judge in JUDGES:
        assert judge.earlier + len(reviewed & set(judge.cases)) >= min(3, judge.earlier + len(judge.cases))
    lacking = [entry for entry in more if entry.pool is Pool.FLOOR]
    assert 0 < len(lacking) <= sum(3 - judge.earlier for judge in JUDGES)


@given(
    st.dictionaries(
        st.integers(0, 45).map(lambda n: f"案{n:02d}"), st.just(["reversed"]), max_size=12
    ),
    st.integers(0, 4), st.integers(0, 5), st.booleans(), st.integers(1, 20),
)  # fmt: skip
def test_the_inspection_units_program_confirms_whatever_we_add(mandatory, floor, at_most, counted, asked):
    judges = JUDGES if floor else ()
    manifest, listed = manifest_of(mandatory, judges, floor, at_most, asked=asked, counted=counted)
    found, more = added(manifest, listed)
    sealed = certificate(found, committed="公告", added=more)

    findings = list(verify_added.verify(manifest.content, json.dumps(sealed).encode(), listed.content))

    assert [what for what, holds in findings if not holds] == []
    said = " ".join(what for what, _ in findings)
    assert all(entry.case_no in said for entry in more)


@pytest.mark.parametrize(
    "tampering", ["a case taken off", "a reason changed", "a count changed", "a judge forgotten"]
)
def test_no_tampering_with_the_internal_list_passes(tampering):
    manifest, listed = manifest_of(MANDATORY, JUDGES, floor=2)
    found, more = added(manifest, listed)
    sealed, content = certificate(found, committed="公告", added=more), json.loads(listed.content)
    if tampering == "a case taken off":
        content["mandatory"].pop()
    elif tampering == "a reason changed":
        content["mandatory"][0]["reasons"] = ["protest"]
    elif tampering == "a judge forgotten":
        content["judges"].pop()
    else:
        sealed["added"]["mandatory"] -= 1

    findings = verify_added.verify(
        manifest.content, json.dumps(sealed).encode(), json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())  # fmt: skip

    assert not all(holds for _, holds in findings)


def test_a_broken_internal_list_is_refused():
    for broken in (b"", b"{}", b"[]", b'{"format":"zelian-internal-list-1"}'):
        with pytest.raises(FaultyInput):
            InternalList.read(broken)
