"""A handover: refused in these words and on this authority; and the table of all handovers, held against the procedures it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flows.handovers_at_once import CARRIED_OUT
from rules.citations import Provenance
from rules.errors import BrokenProcedure
from rules.parameters import Rules, rule_book
from rules.periods import UNITS_OF_TIME
from rules.roles import Role
from state_machines.chain import CONFINED, HANDOVERS, ROWS, check, rows_for
from state_machines.chain_rows import TAGS
from state_machines.contents import guards_of
from state_machines.disciplinary_prereview.terms import Act as Lead
from state_machines.handover.clocks import Clock
from state_machines.handover.letters import ADVICE
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Act, Known, Link, State
from state_machines.limits import length_in
from state_machines.protection.facts import RESULT
from tests.state_machines.departures import Case, is_refused

# fmt: off
CASES = (
    Case("not_the_receiver", "accept", State.OFFERED, "本移送由督察部门接收", "local_chain.接收", {"role": Role.PERSONNEL}),
    Case("not_the_receiver", "decline", State.OFFERED, "本移送由督察部门接收", "local_chain.接收", {"role": Role.TRIAL_MANAGEMENT}),
    Case("not_the_giver", "withdraw", State.OFFERED, "本移送由审管办移送", "local_chain.再次移送", {"role": Role.INSPECTION, "record": {"giver": "trial_management"}}),
    Case("something_left", "accept", State.OFFERED, "还有2项没有清理，逐项和命令见 zelian chain undo 评查2021Q3-0042", "local_chain.恢复", {"record": {"link": "cleared", "left": 2}}),
    Case("nothing_to_undo", "record_undoing", State.OFFERED, "本移送不是清理事项", "local_chain.恢复", {"record": {"link": "clue"}}),
    Case("offered_again_already", "offer_again", State.DECLINED, "已经再次移送过一次", "local_chain.再次移送", {"record": {"offered_again": True}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(HANDOVER, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    assert {guard.check.__name__ for guard, _ in guards_of(HANDOVER)} == {case.guard for case in CASES}


def test_the_president_answers_a_refusal_for_whoever_handed_it_over(acts, facts_of):
    act = acts["handover"]["let_rest"].but(role=Role.PRESIDENT, record={"giver": "trial_management"})

    step = HANDOVER.decide("declined", "let_rest", act.actor, facts_of("handover", act))

    assert step.destination is State.RESTED


def test_what_cannot_be_undone_is_accepted_with_its_reason(acts, facts_of):
    act = acts["handover"]["accept"].but(
        record={"link": "cleared", "left": 1}, states={"reasons": "已离任，工资无从补发"}
    )

    step = HANDOVER.decide("offered", "accept", act.actor, facts_of("handover", act))

    assert step.destination is State.ACCEPTED


def test_every_act_says_how_it_is_done():
    assert set(ADVICE) == set(Act)


# --- the table ------------------------------------------------------------------------------------------------------

RULES = rule_book().on(date(2026, 3, 2))
# fmt: off
GROUNDS = (
    # handover                holds                                                              does not
    (Link.CLUE,               {"clue_transfer": {"item": "46(4)"}},                              {"clue_dismissed": "查无实据"}),
    (Link.UNQUALIFIED,        {"grade": "unqualified"},                                          {"grade": "flawed"}),
    (Link.EXEMPT_REVERSAL,    {"exemption": "new_evidence"},                                     {"exemption": "none"}),
    (Link.OPINION,            {"finding": "gross_negligence"},                                   {}),
    (Link.ORDINARY,           {"finding": "ordinary_negligence"},                                {"finding": "intentional"}),
    (Link.CLEARED_BY_OPINION, {"finding": "no_violation"},                                       {"finding": "ordinary_negligence"}),
    (Link.UNFOUNDED,          {"conclusion": "unfounded"},                                       {"conclusion": "exempt"}),
    (Link.EXEMPT_LEAD,        {"conclusion": "exempt"},                                          {"conclusion": "unfounded"}),
    (Link.LIABLE,             {"opinion": {"finding": "intentional"}, "sanction": "demerit"},    {"opinion": {"finding": "intentional"}, "sanction": "none"}),
    (Link.LIABLE,             {"measures": ["quota_exit"]},                                      {"opinion": {"finding": "ordinary_negligence"}, "sanction": "warning"}),
    (Link.SANCTIONED,         {"sanction": "demotion"},                                          {"sanction": "warning"}),
    (Link.HOLD,               {"supervision_open": True},                                        {"supervision_open": False}),
    (Link.HOLD_LIFTED,        {"supervision_open": False},                                       {"supervision_open": True}),
    (Link.SANCTION_UNDONE,    {"sanction": "none", "decided_on": "2026-01-05"},                  {"sanction": "demerit", "decided_on": "2026-01-05"}),
    (Link.REOPENED,           {"outcome": "revoked"},                                              {"outcome": "changed"}),
    (Link.FLAW,               {"grade": "flawed"},                                               {"grade": "unqualified"}),
    (Link.ASSESSED_OUT,       {"assessment_result": "incompetent", "year": 2022},                {"assessment_result": "not_graded", "year": 2022}),
    (Link.ASSESSED_OUT,       {"assessment_result": "basically_competent", "year": 2023, "previous": {"year": 2022, "result": "basically_competent"}},
                              {"assessment_result": "basically_competent", "year": 2022, "previous": {"year": 2021, "result": "basically_competent"}}),
    (Link.DEMOTION,           {"assessment_result": "incompetent", "year": 2022},                {"assessment_result": "basically_competent", "year": 2022}),
    (Link.LAYING_OFF,         {"assessment_result": "incompetent", "year": 2023, "previous": {"year": 2022, "result": "incompetent"}},
                              {"assessment_result": "incompetent", "year": 2023, "previous": {"year": 2021, "result": "incompetent"}}),
    (Link.REASSIGNMENT,       {"open_cases": [{"case_no": "1"}]},                                {"open_cases": []}),
    (Link.INTERFERER,         {"interferer_kind": "insider"},                                    {"interferer_kind": "official"}),
    (Link.RECORDER,           {"affected": True},                                                {"affected": False}),
)
# fmt: on
WITHOUT_CONDITION = frozenset(row.link for row in HANDOVERS if row.when.zh == "一律移送")


@pytest.mark.parametrize(("link", "there", "not_there"), GROUNDS, ids=lambda value: str(value)[:24])
def test_a_handover_is_due_on_its_facts_and_not_without(link, there, not_there):
    holds = ROWS[link].when.holds

    assert holds(there, RULES)
    assert not holds(not_there, RULES)


def test_every_row_with_a_condition_has_its_test():
    assert {link for link, _, _ in GROUNDS} == set(Link) - WITHOUT_CONDITION


def test_every_row_has_a_name_a_tag_an_authority_with_its_mark_and_a_time_to_answer():
    assert set(ROWS) == set(Link) == set(TAGS)
    assert len(set(TAGS.values())) == len(TAGS)
    assert {row.authority.provenance for row in HANDOVERS} <= set(Provenance)
    assert all(RULES.parameter(row.acceptance).unit in UNITS_OF_TIME for row in HANDOVERS)
    assert all(row.task.to("en") != row.task.to("zh") for row in HANDOVERS)


def test_each_row_has_its_own_time_a_hold_at_once_a_removal_later_the_rest_as_before():
    shown = {row.link: RULES.parameter(row.acceptance).shown("zh") for row in HANDOVERS}

    assert shown[Link.HOLD] == shown[Link.HOLD_LIFTED] == shown[Link.OPINION] == "1个工作日"
    assert (shown[Link.REMOVAL], shown[Link.TRANSFERRED], shown[Link.ORDINARY]) == ("2个月", "30日", "15个月")
    assert shown[Link.CLUE] == shown[Link.LIABLE] == "5个工作日"


def test_a_matter_whose_rules_knew_one_time_for_all_keeps_it():
    older = Rules(RULES.day, [RULES.parameter("chain.acceptance")])

    assert length_in(Clock.ACCEPTANCE, {"link": "hold"}, RULES) == "chain.acceptance_at_once"
    assert length_in(Clock.ACCEPTANCE, {"link": "hold"}, older) == "chain.acceptance"


def test_what_leaves_no_choice_can_be_carried_out():
    assert {row.link for row in HANDOVERS if row.at_once} == set(CARRIED_OUT)


def test_whoever_receives_what_is_confined_may_know_of_the_matter_it_comes_from():
    for link in CONFINED:
        row = ROWS[link]
        told = {role for step in row.source.steps for role in (*step.roles, *step.tells)}
        assert row.receiver in told | set(row.source.opening_tells) or row.link is Link.ORDINARY, link
        assert row.receiver in told | {role for step in HANDOVER.steps for role in step.roles}, link


def test_a_reference_follows_from_source_and_row():
    assert ROWS[Link.CLUE].reference("评查2026Q1-0042", 17) == "移送-评查2026Q1-0042-线索"
    assert ROWS[Link.HOLD].reference("惩戒决定2026-0007", 3) == "移送-惩戒决定2026-0007-暂缓-3"
    assert [row.link for row in rows_for("quality_review", "hand_over_clue")] == [Link.CLUE]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        pytest.param({"acts": (Lead.SUBMIT,)}, "“案件质量评查”没有步骤“提请惩戒委员会审议”", id="act"),
        pytest.param({"carries": (RESULT,)}, "“案件质量评查”没有事实“办理结果”", id="fact"),
        pytest.param({"carries": (replace(Known.CASE_NO, code="grade", seen_by=(Role.JUDGE,)),)}, "“案号”不得告知督察部门", id="confidential"),
        pytest.param({"receiver": Role.REVIEWER}, "移送或者接收部门不在名录", id="receiver"),
    ],
)  # fmt: skip
def test_a_row_that_names_what_is_not_there_is_found_at_import(wrong, problem):
    rows = [replace(row, **wrong) if row.link is Link.CLUE else row for row in HANDOVERS]

    with pytest.raises(BrokenProcedure, match=problem):
        check(rows)


def test_a_row_that_stands_twice_or_is_missing_is_found_too():
    rows = [row for row in HANDOVERS if row.link is not Link.CLUE] + [ROWS[Link.HOLD]]

    with pytest.raises(BrokenProcedure, match=r"“监察立案，通知暂缓”出现2次；“评查线索移送惩戒”没有写入总表"):
        check(rows)
