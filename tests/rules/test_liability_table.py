"""责任分工表: from votes, reports and records, who may answer for what, on which rule, and why the others do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.culpability import Fault, Result
from rules.errors import FaultyInput
from rules.liability_roles import (
    Assistance,
    CaseRecord,
    CommitteeDecision,
    Interference,
    Opinion,
    Order,
    Part,
    Report,
    Standing,
    Supervision,
    Voice,
)
from rules.liability_table import LiabilityTable, liability_table
from rules.misconduct import Way

DAY = date(2021, 3, 1)
FOR, AGAINST, UNRECORDED = Opinion.FOR, Opinion.AGAINST, Opinion.UNRECORDED
BOTH = frozenset({Result.WRONG_JUDGMENT, Result.SERIOUS_CONSEQUENCE})


def panel(*opinions: Opinion) -> tuple[Voice, ...]:
    parts = (Part.PRESIDING_JUDGE, Part.REPORTING_JUDGE, Part.PANEL_JUDGE)
    return tuple(
        Voice(f"J{n}", part, opinion)
        for n, (part, opinion) in enumerate(zip(parts, opinions, strict=True), 1)
    )


def members(*opinions: Opinion) -> tuple[Voice, ...]:
    return tuple(Voice(f"C{n}", Part.COMMITTEE_MEMBER, opinion) for n, opinion in enumerate(opinions, 1))


def table(faults=None, on=DAY, **record) -> LiabilityTable:
    return liability_table(CaseRecord("(2020)吉01民终100号", on, **record), faults)


def standing(found: LiabilityTable, code: str) -> list[tuple[str, Standing]]:
    return [(row.rule, row.standing) for row in found.of(code)]


def test_a_single_judge_answers_alone():
    found = table(single_judge="J1")

    assert found.candidates == found.for_the_committee() == ("J1",)
    assert str(found.rows[0]) == (
        "J1（独任法官）：责任人选，违法审判责任，法官惩戒委员会审议。独任审理，对事实认定和法律适用负责；须另查有无故意或者重大过失。"
        "依据《最高人民法院关于完善人民法院司法责任制的若干意见》第29条（待核）、《中华人民共和国人民法院组织法》第33条"
    )


def test_in_a_panel_the_majority_are_candidates_and_the_minority_is_not():
    found = table(panel=panel(FOR, FOR, AGAINST))

    assert found.candidates == ("J1", "J2")
    assert standing(found, "J3") == [("panel_minority", Standing.NOT_CANDIDATE)]
    assert "意见记录在案" in str(found.of("J3")[0])


def test_what_the_record_does_not_say_is_not_presumed():
    found = table(panel=panel(FOR, UNRECORDED, AGAINST))

    assert found.candidates == ("J1",)
    assert [(row.code, row.standing) for row in found.unclear] == [("J2", Standing.UNCLEAR)]


def test_an_assessor_goes_another_way_however_he_voted():
    found = table(panel=(Voice("A1", Part.LAY_ASSESSOR, FOR), *panel(FOR, FOR, FOR)[1:]))

    assert standing(found, "A1") == [("lay_assessor", Standing.NOT_CANDIDATE)]
    assert found.of("A1")[0].way is Way.ASSESSORS


def test_where_the_committee_changed_the_panels_opinion_its_majority_answers_and_the_panel_does_not():
    found = table(
        panel=panel(FOR, FOR, FOR), report=Report(True),
        committee=CommitteeDecision(members(FOR, FOR, AGAINST), changed=True),
    )  # fmt: skip

    assert found.candidates == ("C1", "C2")
    assert standing(found, "C3") == [("committee_minority", Standing.NOT_CANDIDATE)]
    assert {row.rule for code in ("J1", "J2", "J3") for row in found.of(code)} == {"committee_changed"}


def test_where_the_committee_upheld_the_panel_both_majorities_answer():
    found = table(
        panel=panel(FOR, AGAINST, FOR), report=Report(True),
        committee=CommitteeDecision(members(FOR, AGAINST), changed=False),
    )  # fmt: skip

    assert found.candidates == ("J1", "J3", "C1")


def test_where_the_panel_concealed_it_answers_and_members_who_were_misled_in_part_or_not():
    found = table(
        panel=panel(FOR, FOR, AGAINST), report=Report(False, frozenset({"J2"})),
        committee=CommitteeDecision(members(FOR, AGAINST), changed=True),
    )  # fmt: skip

    assert found.candidates == ("J2",)
    assert standing(found, "J1") == [("report", Standing.UNCLEAR)]
    assert standing(found, "C1") == [("misled", Standing.UNCLEAR)]
    assert standing(found, "C2") == [("committee_minority", Standing.NOT_CANDIDATE)]


def test_a_report_nobody_checked_and_a_decision_of_unknown_direction_are_to_be_found_out():
    unchecked = CommitteeDecision(members(FOR), changed=False)
    for report in (None, Report(None)):
        found = table(panel=panel(FOR, FOR, FOR), report=report, committee=unchecked)
        assert standing(found, "J1") == [
            ("report", Standing.UNCLEAR),
            ("committee_upheld", Standing.CANDIDATE),
        ]
    found = table(panel=panel(FOR, FOR, FOR), report=Report(True), committee=CommitteeDecision(members(FOR)))
    assert standing(found, "J1") == [("committee_upheld", Standing.UNCLEAR)]


def test_a_member_who_distorted_the_law_on_purpose_is_named_so():
    decision = CommitteeDecision(members(FOR, FOR, AGAINST), changed=True, distorted=frozenset({"C1", "C3"}))
    found = table(panel=panel(FOR, FOR, FOR), report=Report(True), committee=decision)

    assert ("law_distorted", Standing.CANDIDATE) in standing(found, "C1")
    assert [row.rule for row in found.of("C2")] == ["committee_changed"]
    assert [row.rule for row in found.of("C3")] == ["committee_minority"]


def test_who_chaired_answers_chiefly_only_where_democratic_centralism_was_broken():
    def chair(broke: bool | None) -> Standing:
        decision = CommitteeDecision(members(FOR), chaired_by="P1", changed=True, broke_centralism=broke)
        (row,) = table(panel=panel(FOR, FOR, FOR), report=Report(True), committee=decision).of("P1")
        return row.standing

    assert [chair(broke) for broke in (True, False, None)] == [
        Standing.CANDIDATE, Standing.NOT_CANDIDATE, Standing.UNCLEAR,
    ]  # fmt: skip


def test_the_rule_on_the_chair_is_verified_though_its_article_is_only_recalled():
    decision = CommitteeDecision(members(FOR), chaired_by="P1", changed=True, broke_centralism=True)
    found = table(panel=panel(FOR, FOR, FOR), report=Report(True), committee=decision)

    assert str(found.of("P1")[0]).endswith("第31条")
    assert str(found.of("C1")[0]).count("第31条（待核）") == 1


@pytest.mark.parametrize(
    ("supervision", "results", "expected"),
    [
        (Supervision("S1", True, Fault.GROSS_NEGLIGENCE), BOTH, Standing.CANDIDATE),
        (Supervision("S1", True, Fault.INTENT), BOTH, Standing.CANDIDATE),
        (Supervision("S1", True, Fault.ORDINARY_NEGLIGENCE), BOTH, Standing.NOT_CANDIDATE),
        (Supervision("S1", True, Fault.INTENT), frozenset({Result.WRONG_JUDGMENT}), Standing.NOT_CANDIDATE),
        (Supervision("S1", False), BOTH, Standing.NOT_CANDIDATE),
        (Supervision("S1", True, None), BOTH, Standing.UNCLEAR),
        (Supervision("S1"), BOTH, Standing.UNCLEAR),
    ],
)
def test_a_supervisor_answers_for_failed_supervision_under_the_rules_on_cadres(
    supervision, results, expected
):
    (row,) = table(single_judge="J1", results=results, supervision=(supervision,)).of("S1")

    assert row.standing is expected
    assert (row.way is Way.CADRE) == (expected is Standing.CANDIDATE)
    assert (
        "S1" not in table(single_judge="J1", results=results, supervision=(supervision,)).for_the_committee()
    )


def test_an_assistant_answers_for_his_own_duty_and_the_judge_who_had_to_check_it_too():
    found = table(
        panel=panel(AGAINST, AGAINST, FOR), assistance=(Assistance("A1", True, "J1"), Assistance("A2", False))
    )

    assert found.candidates == ("J3", "A1", "J1")
    assert found.for_the_committee() == ("J3", "J1")
    assert standing(found, "A2") == [("assistant", Standing.NOT_CANDIDATE)]


@pytest.mark.parametrize(
    ("recorded", "had_to", "kept_out", "rule", "expected"),
    [
        (True, True, False, "interference_recorded", Standing.NOT_CANDIDATE),
        (False, True, False, "interference", Standing.CANDIDATE),
        (False, True, True, "interference", Standing.NOT_CANDIDATE),
        (False, False, False, "interference", Standing.NOT_CANDIDATE),
        (None, True, False, "interference", Standing.UNCLEAR),
        (False, True, None, "interference", Standing.UNCLEAR),
    ],
)
def test_a_judge_who_was_interfered_with_answers_only_if_not_recorded_and_not_kept_out(
    recorded, had_to, kept_out, rule, expected
):
    found = table(
        panel=panel(AGAINST, FOR, FOR), interference=(Interference("J1", recorded, had_to, kept_out),)
    )

    assert (rule, expected) in standing(found, "J1")
    assert all(row.part is Part.PRESIDING_JUDGE for row in found.of("J1"))


def test_an_order_that_was_objected_to_and_insisted_on_is_the_superiors():
    found = table(single_judge="J1", orders=(Order("J1", "S1", True, True, False),))

    assert found.candidates == ("S1",)
    assert found.of("J1")[-1].standing is Standing.EXCUSED
    assert found.of("S1")[0].way is Way.CADRE


def test_a_manifestly_unlawful_order_excuses_nobody():
    found = table(single_judge="J1", orders=(Order("B1", "S1", True, True, True),))

    assert found.candidates == ("J1", "B1", "S1")
    assert found.for_the_committee() == ("J1",)
    assert found.of("B1")[0].way is Way.COURT_DISCIPLINE


def test_no_order_tells_a_judge_how_to_decide():
    found = table(single_judge="J1", orders=(Order("J1", "S1", True, True, False, on_the_result=True),))

    assert found.candidates == ("J1",)
    assert standing(found, "J1")[-1] == ("order_in_adjudication", Standing.NOT_CANDIDATE)


def test_an_order_nobody_objected_to_or_insisted_on_is_no_excuse():
    found = table(
        single_judge="J1",
        orders=(Order("B1", "S1", False, None, False), Order("B2", "S2", False, False, False)),
    )

    assert standing(found, "B1") == [("superior_order", Standing.UNCLEAR)]
    assert standing(found, "B2") == [("superior_order", Standing.NOT_CANDIDATE)]


def test_without_intent_or_gross_negligence_nobody_is_a_candidate_for_unlawful_adjudication():
    found = table(
        {"J1": Fault.ORDINARY_NEGLIGENCE, "J2": Fault.GROSS_NEGLIGENCE}, panel=panel(FOR, FOR, AGAINST)
    )

    assert found.candidates == ("J2",)
    assert standing(found, "J1") == [("no_liability_by_fault", Standing.NOT_CANDIDATE)]


def test_before_the_rules_of_2015_the_table_says_neither_yes_nor_no():
    found = table(single_judge="J1", on=date(2014, 3, 1))

    assert found.candidates == ()
    assert "行为发生在2014-03-01，当时的规定没有登记" in str(found.rows[0])
    assert "没有追责时效" in str(found.limitation)


def test_a_record_with_no_bench_or_with_two_is_refused():
    with pytest.raises(FaultyInput, match="没有写明审判组织"):
        table()
    with pytest.raises(FaultyInput, match="同时写了独任法官和合议庭"):
        table(single_judge="J1", panel=panel(FOR, FOR, FOR))


opinions = st.sampled_from(list(Opinion))
maybe = st.none() | st.booleans()
decisions = st.builds(
    CommitteeDecision,
    members=st.lists(opinions, min_size=1, max_size=5).map(lambda given_: members(*given_)),
    chaired_by=st.sampled_from(["", "P1", "C1"]), changed=maybe, broke_centralism=maybe,
    distorted=st.frozensets(st.sampled_from(["C1", "C2"])),
)  # fmt: skip
records = st.builds(
    CaseRecord,
    case_no=st.just("(2020)吉01民终100号"),
    decided_on=st.dates(date(2010, 1, 1), date(2026, 1, 1)),
    results=st.frozensets(st.sampled_from(list(Result))),
    panel=st.tuples(opinions, opinions, opinions).map(lambda given_: panel(*given_)),
    report=st.none() | st.builds(Report, accurate=maybe, by=st.frozensets(st.sampled_from(["J1", "J2"]))),
    committee=st.none() | decisions,
    supervision=st.lists(st.builds(Supervision, st.just("S1"), maybe, st.none() | st.sampled_from(list(Fault))), max_size=1).map(tuple),
    assistance=st.lists(st.builds(Assistance, st.just("A1"), maybe, st.sampled_from(["", "J1"])), max_size=1).map(tuple),
    interference=st.lists(st.builds(Interference, st.just("J3"), maybe, maybe, maybe), max_size=1).map(tuple),
    orders=st.lists(st.builds(Order, st.just("B1"), st.just("B2"), maybe, maybe, maybe, st.booleans()), max_size=1).map(tuple),
)  # fmt: skip


@given(records)
def test_everybody_the_record_names_has_a_row_with_a_ground_of_the_day_and_a_reason(case):
    found = liability_table(case)

    named = {voice.code for voice in case.panel} | {
        entry.code for entry in (*case.supervision, *case.assistance)
    }
    named |= {voice.code for voice in case.committee.members} if case.committee else set()
    assert named <= {row.code for row in found.rows}
    for row in found.rows:
        assert row.grounds
        assert str(row.words)
        assert row.to("en")
        if row.standing is not Standing.UNCLEAR:
            assert all(ground.holds_on(case.decided_on) for ground in row.grounds)
        assert (row.responsibility is not None) == (row.standing is Standing.CANDIDATE)


@given(records)
def test_who_opposed_the_result_is_never_a_candidate_for_having_decided_it(case):
    by_vote = {"panel", "committee_changed", "committee_upheld", "law_distorted"}
    against = {
        voice.code
        for voice in (*case.panel, *(case.committee.members if case.committee else ()))
        if voice.opinion is AGAINST
    }

    for row in liability_table(case).rows:
        if row.code in against:
            assert not (row.standing is Standing.CANDIDATE and row.rule in by_vote)


@given(records)
def test_knowing_of_no_grave_fault_never_makes_a_candidate_for_the_committee(case):
    harmless = dict.fromkeys(
        ("J1", "J2", "J3", "C1", "C2", "C3", "C4", "C5", "P1", "B1"), Fault.ORDINARY_NEGLIGENCE
    )

    assert liability_table(case, harmless).for_the_committee() == ()
