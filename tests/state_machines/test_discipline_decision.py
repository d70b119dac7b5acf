"""A test for every guard of the disciplinary decision: refused in these words and on this authority; and its promises.

That each act is allowed otherwise is tested with every procedure (`test_procedure.py`); whole ways through the table,
with their days, are the rehearsals of `tests/cases/discipline/`.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import Refused
from rules.parameters import rule_book
from rules.roles import Role
from rules.sanctions import SanctionKind, months_of
from state_machines.contents import guards_of
from state_machines.discipline_decision.acts import KINDS
from state_machines.discipline_decision.letters import ADVICE, LETTERS
from state_machines.discipline_decision.rights import DECISION_RIGHTS
from state_machines.discipline_decision.table import DISCIPLINE_DECISION, UNDER_REMEDIES
from state_machines.discipline_decision.terms import Act, Measure, State
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.discipline_acts import FOUND

CODE = "discipline_decision"
_ONE = {"point": 1, "adopted": True, "reasons": "从轻"}
TWO = [
    {"conduct": FOUND["conduct"], "item": "46(5)", "sanction": "demerit"},
    {"conduct": "拖延办案三件", "item": "46(6)", "sanction": "demerit"},
]
"""Two acts, one of them for the committee."""
# fmt: off
CASES = (
    Case("unknown_sanction", "tell", State.PROPOSED, "处分应当是：不予处分、警告", "civil_servants_law.62", {"states": {"proposed_sanction": "admonition"}}),
    Case("supervision_open", "decide", State.HEARD, "监察机关立案调查期间，不得处分", "government_sanctions_law.52", {"record": {"supervision_open": True}}),
    Case("supervision_open", "tell", State.PROPOSED, "暂缓退出员额", "government_sanctions_law.52", {"record": {"supervision_open": True}, "states": {"proposed_sanction": "none", "proposed_measures": ["quota_exit"]}}),
    Case("supervision_open", "decide_none", State.PROPOSED, "监察机关立案调查期间", "government_sanctions_law.52", {"record": {"supervision_open": True}}),
    Case("supervision_not_open", "lift_supervision", State.HEARD, "没有登记监察立案调查", "government_sanctions_law.52", {"record": {"supervision_open": False}}),
    Case("no_longer_in_service", "tell", State.PROPOSED, "已退休的不再给予处分", "government_sanctions_law.27", {"states": {"status": "retired"}}),
    Case("sanctioned_already", "decide", State.HEARD, "同一行为已由监察机关政务处分给予警告", "government_sanctions_law.16", {"record": {"government_sanction": "warning"}}),
    Case("no_final_opinion", "tell", State.PROPOSED, "未经审议不得追究", "local_discipline.专业审查前置", {"record": {"opinion": None}}),
    Case("no_final_opinion", "tell", State.PROPOSED, "未经审议不得追究", "local_discipline.专业审查前置", {"record": {"opinion": None, "item": "46(4)"}, "states": {"proposed_sanction": "none", "proposed_measures": ["separation"]}}),
    Case("opinion_of_another_matter", "decide", State.HEARD, "审查意见惩戒2022-0042的案号与本事项不同", "local_discipline.专业审查前置", {"record": {"opinion": FOUND | {"case_no": "（2020）吉00民初1号"}}}),
    Case("opinion_of_another_matter", "decide", State.HEARD, "的行为与本事项不同", "local_discipline.专业审查前置", {"record": {"conduct": "另一行为"}}),
    Case("finding_too_weak", "tell", State.PROPOSED, "审查意见为“存在一般过失”", "judges_law.48", {"record": {"opinion": FOUND | {"finding": "ordinary_negligence"}}}),
    Case("finding_too_weak", "decide", State.HEARD, "审查意见为“没有违反职责”", "judges_law.48", {"record": {"opinion": FOUND | {"finding": "no_violation"}}}),
    Case("result_missing", "tell", State.PROPOSED, "须有裁判结果错误并造成严重后果", "judges_law.46", {"record": {"opinion": FOUND | {"serious": False}}}),
    Case("not_the_judge_concerned", "state_and_defend", State.TOLD, "J-18不是本事项的当事法官", "civil_servants_law.63", {"by": "J-18"}),
    Case("unknown_measure", "decide", State.HEARD, "组织处理应当是：停职", "local_discipline.决定", {"states": {"measures": ["admonition"]}}),
    Case("statement_unanswered", "decide", State.HEARD, "应当逐点说明是否采纳及理由", "civil_servants_law.63", {"states": {"answers": None}}),
    Case("statement_unanswered", "decide", State.HEARD, "第2点没有答复", "civil_servants_law.63", {"states": {"answers": [_ONE]}, "record": {"statement": ["一", "二"]}}),
    Case("heavier_than_told", "decide", State.HEARD, "由记过改为记大过，不得因申辩", "civil_servants_law.63", {"states": {"sanction": "grave_demerit"}}),
    Case("heavier_than_told", "decide", State.HEARD, "不得重于告知的处分和组织处理", "civil_servants_law.63", {"states": {"measures": ["quota_exit"]}}),
    Case("heavier_than_told", "decide", State.HEARD, "处分期由12个月改为24个月", "civil_servants_law.63", {"states": {"separate": TWO, "months": 24}}),
    Case("not_the_combined_one", "decide", State.HEARD, "2个行为分别确定处分后，应当执行其中最重的记大过", "government_sanctions_law.15", {"states": {"separate": [TWO[0], TWO[1] | {"sanction": "grave_demerit"}]}}),
    Case("period_not_allowed", "tell", State.PROPOSED, "应当在12个月以上、24个月以下写明处分期的月数", "government_sanctions_law.15", {"states": {"separate": TWO}}),
    Case("period_not_allowed", "tell", State.PROPOSED, "处分期30个月，应当在12个月以上、24个月以下", "government_sanctions_law.15", {"states": {"separate": TWO, "months": 30}}),
    Case("period_not_allowed", "tell", State.PROPOSED, "处分期18个月，应当在12个月以上、12个月以下", "government_sanctions_law.15", {"states": {"months": 18}}),
    Case("runs_no_more", "tell", State.PROPOSED, "警告的处分期至2022-04-27，作出决定时不在处分期内", "court_staff_sanctions_2009.10", {"states": {"running": {"sanction": "warning", "decided_on": "2021-10-28", "ends": "2022-04-27"}}}),
    Case("not_to_be_laid_off", "tell", State.PROPOSED, "在规定的医疗期内，不得辞退", "civil_servants_law.89", {"states": {"proposed_measures": ["separation"], "not_laid_off": "medical_period"}}),
    Case("no_final_opinion", "tell", State.PROPOSED, "未经审议不得追究", "local_discipline.专业审查前置", {"record": {"opinion": None, "item": "46(6)"}, "states": {"separate": TWO, "months": 12}}),
    Case("opinion_of_another_matter", "tell", State.PROPOSED, "的行为与本事项不同", "local_discipline.专业审查前置", {"states": {"separate": [TWO[0], TWO[1] | {"item": "46(5)"}], "months": 12}}),
    Case("finding_too_weak", "tell", State.PROPOSED, "审查意见为“存在重大过失”，不能据以适用法官法第46条第4项", "judges_law.48", {"record": {"item": "46(4)"}}),
    Case("commission_without_opinion", "record_sanction", State.PROPOSED, "未经审议不得追究", "local_discipline.监察先后", {"record": {"opinion": None}, "under": {"discipline.supervision_needs_committee": True}}),
    Case("remedies_untold", "decide", State.HEARD, "救济途径、期限", "government_sanctions_law.45", {"states": {"remedies_told": False}}),
    Case("wrongly_served", "serve", State.DECIDED, "公告送达应当写明公告之日", "local_discipline.送达", {"states": {"service": {"kind": "public_notice", "on": "2022-04-27"}}}),
    Case("removal_not_needed", "ask_removal", State.EXECUTION, "不涉及免除法官职务", "judges_law.18", {"record": {"sanction": "demerit"}}),
    Case("removal_not_asked", "record_removal", State.EXECUTION, "尚未依法提请人大常委会免职", "judges_law.18", {"record": {"removal_asked": False}}),
    Case("removal_open", "report_executed", State.APPEAL, "免除法官职务须经本级人大常委会", "judges_law.18", {"record": {"sanction": "dismissal"}}),
    Case("removal_open", "report_executed", State.EXECUTION, "免除法官职务须经本级人大常委会", "judges_law.18", {"record": {"sanction": "none", "measures": ["loss_of_office"]}}),
    Case("executed_already", "report_executed", State.EXECUTION, "已经报告执行完毕", "civil_servants_law.96", {"record": {"executed": "已归档"}}),
    Case("not_executed", "close", State.SETTLED, "尚未执行完毕", "local_discipline.结案", {"record": {"executed": ""}}),
    Case("execution_extended_too_long", "extend_execution", State.EXECUTION, "至多延长5个月", "government_sanctions_law.54", {"states": {"extra": 6}}),
    Case("can_be_attacked", "settle", State.EXECUTION, "期满自动终结", "civil_servants_law.95", {"record": {"sanction": "warning"}}),
    Case("nothing_to_attack", "apply", State.EXECUTION, "公务员法第95条所列事项，该决定没有", "civil_servants_law.95", {"record": {"sanction": "none", "measures": ["suspension"]}}),
    Case("not_the_applicant", "apply", State.EXECUTION, "由近亲属代为提出的，写明原因和关系", "civil_servants_appeals_2008.近亲属", {"by": "K-1"}),
    Case("result_unserved", "appeal", State.RECONSIDERED, "结果尚未登记送达", "local_discipline.决定送达", {"record": {"result_served_on": None}}),
    Case("upheld_at_odds", "reconsider", State.RECONSIDERATION, "申请不成立的，处分不变", "local_discipline.救济", {"states": {"sanction": "warning"}}),
    Case("upheld_at_odds", "decide_appeal", State.APPEAL, "采纳任何一点的，申请成立", "local_discipline.救济", {"states": {"application_answer": [_ONE]}}),
    Case("unknown_measure", "reconsider", State.RECONSIDERATION, "组织处理应当是：停职", "local_discipline.决定", {"states": {"upheld": True, "measures": ["admonition"]}}),
    Case("unknown_measure", "decide_review", State.REVIEW, "组织处理应当是：停职", "local_discipline.决定", {"states": {"upheld": True, "measures": ["admonition"]}}),
    Case("heavier_for_review", "decide_review", State.REVIEW, "由记过改为撤职，不得因申辩、复核、申诉、复审而加重", "government_sanctions_law.56", {"states": {"upheld": True, "sanction": "removal"}}),
    Case("heavier_for_applying", "reconsider", State.RECONSIDERATION, "另加退出员额，不得因申辩、复核、申诉、复审而加重", "civil_servants_law.96", {"states": {"upheld": True, "measures": ["quota_exit"]}}),
    Case("heavier_for_applying", "decide_further", State.FURTHER_APPEAL, "没有“nothing”这一种处分", "civil_servants_law.96", {"states": {"upheld": True, "sanction": "nothing"}}),
    Case("point_unanswered", "reconsider", State.RECONSIDERATION, "共有2点", "local_discipline.救济", {"record": {"application": ["一", "二"]}}),
    Case("accepted_already", "accept_appeal", State.APPEAL, "申诉已经受理", "civil_servants_appeals_2008.受理", {"record": {"accepted": True}}),
    Case("not_accepted", "decide_appeal", State.APPEAL, "申诉尚未受理", "civil_servants_appeals_2008.受理", {"record": {"accepted": False}}),
    Case("appeal_extended_too_long", "extend_appeal", State.APPEAL, "至多30日", "civil_servants_law.96", {"states": {"extra": 31}}),
    Case("appeal_extended_too_long", "extend_appeal", State.FURTHER_APPEAL, "可以延长一次", "civil_servants_law.96", {"record": {"appeal_extended": True}}),
    Case("appeals_committee_even", "decide_appeal", State.APPEAL, "人数为单数；现写4人", "civil_servants_law.96", {"states": {"appeals_committee": ["A-1", "A-2", "A-3", "A-4"]}}),
    Case("appeals_committee_even", "decide_further", State.FURTHER_APPEAL, "2人不重复", "civil_servants_law.96", {"states": {"appeals_committee": ["A-1", "A-1", "A-2"]}}),
    Case("decided_by_province", "appeal_further", State.APPEALED, "对省级以下机关作出的申诉处理决定不服的", "civil_servants_law.95", {"record": {"by_province": True}}),
    Case("unknown_government_sanction", "record_sanction", State.PROPOSED, "政务处分应当是", "government_sanctions_law.7", {"states": {"government_sanction": "none"}}),
    Case("removed_too_late", "record_sanction", State.PROPOSED, "应当先依法罢免、撤销或者免去职务", "government_sanctions_law.50", {"states": {"government_sanction": "dismissal"}}),
    Case("removed_too_late", "record_sanction", State.PROPOSED, "应当先依法罢免、撤销或者免去职务", "government_sanctions_law.50", {"states": {"government_sanction": "removal", "removed_on": "2022-05-09"}}),
    Case("unknown_termination", "terminate", State.TOLD, "终结情形应当是：死亡、退休、离职", "local_discipline.终结", {"states": {"termination": "调离"}}),
    Case("others_forgotten", "terminate", State.HEARD, "其他被反映人员（J-18）的责任应当继续追究", "government_sanctions_law.27", {"record": {"others": ["J-18"]}}),
    Case("correction_out_of_reach", "rectify", State.HEARD, "不得以更正改变：处分；", "local_discipline.更正", {"states": {"amendment": {"sanction": "warning"}}}),
    Case("correction_out_of_reach", "rectify", State.EXECUTION, "认定的事实和依据已经随决定送达，不得更正；确有错误的，以“纠正错误处分”办理", "local_discipline.更正",
         {"states": {"amendment": {"basis": "另一事实"}}, "record": {"served_on": "2022-04-27"}}),
)
# fmt: on


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(DISCIPLINE_DECISION, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(DISCIPLINE_DECISION)}

    assert of_the_table == {case.guard for case in CASES}


# --- 专业审查前置 ---------------------------------------------------------------------------------------------------

_OPINION = {
    "finding": st.sampled_from(
        ["intentional", "gross_negligence", "ordinary_negligence", "no_violation", None]
    ),
    "wrong_result": st.booleans(),
    "serious": st.booleans(),
    "judge": st.sampled_from(["J-17", "J-18"]),
    "case_no": st.sampled_from([FOUND["case_no"], "（2020）吉00民初1号"]),
    "conduct": st.sampled_from([FOUND["conduct"], "另一行为"]),
}


@given(
    opinion=st.one_of(st.none(), st.fixed_dictionaries(_OPINION)),
    item=st.sampled_from(["46(4)", "46(5)"]),
    sanction=st.sampled_from(KINDS),
    measures=st.sets(st.sampled_from([each.value for each in Measure]), max_size=2),
)
def test_nobody_is_punished_on_46_4_or_5_without_a_grave_finding_on_the_same_judge_case_and_act(
    opinion, item, sanction, measures, acts, facts_of
):
    found = opinion and {**FOUND, **opinion, "item": item}
    act = acts[CODE]["tell"].but(
        record={"opinion": found, "item": item},
        states={"proposed_sanction": sanction, "proposed_measures": sorted(measures)},
    )
    same = found and all(found[part] == FOUND[part] for part in ("judge", "case_no", "conduct"))
    # Each item is borne by a finding of its own.
    grave = found and (
        found["finding"] == "intentional"
        if item == "46(4)"
        else found["finding"] == "gross_negligence" and found["wrong_result"] and found["serious"]
    )
    punished = sanction != "none" or measures

    try:
        DISCIPLINE_DECISION.decide("proposed", "tell", act.actor, facts_of(CODE, act))
        allowed = True
    except Refused:
        allowed = False

    assert allowed == (not punished or bool(same and grave))


@given(before=st.sampled_from(KINDS), given_now=st.sampled_from(KINDS))
@pytest.mark.parametrize(
    ("trigger", "state"),
    [("reconsider", "reconsideration"), ("decide_appeal", "appeal"), ("decide_further", "further_appeal"), ("decide_review", "review"), ("decide_recheck", "recheck")],
)  # fmt: skip
def test_no_remedy_makes_a_sanction_heavier(trigger, state, before, given_now, acts, facts_of):
    act = acts[CODE][trigger].but(
        record={"sanction": before},
        states={"upheld": True, "sanction": given_now, "application_answer": "部分成立"},
    )

    try:
        DISCIPLINE_DECISION.decide(state, trigger, act.actor, facts_of(CODE, act))
        allowed = True
    except Refused:
        allowed = False

    assert allowed == (KINDS.index(given_now) <= KINDS.index(before))


def test_remedies_do_not_stop_the_execution():
    runs = {
        step.source for step in DISCIPLINE_DECISION.steps if step.within and step.within.code == "execution"
    }

    assert runs == set(UNDER_REMEDIES)
    assert not [
        step for step in DISCIPLINE_DECISION.steps if any(rule.code == "execution" for rule in step.suspends)
    ]


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        ("warning", "2022-10-27"),
        ("demerit", "2023-04-27"),
        ("grave_demerit", "2023-10-27"),
        ("demotion", "2024-04-27"),
        ("removal", "2024-04-27"),
        ("dismissal", None),
        ("none", None),
    ],
)
def test_the_period_of_a_sanction_begins_on_the_day_of_the_decision(kind, until, acts, facts_of):
    act = acts[CODE]["decide"].but(
        states={"sanction": kind}, record={"proposed_sanction": "dismissal", "decided_on": None}
    )
    step = DISCIPLINE_DECISION.table["decide", "heard"][0]

    completed = step.completed(act.actor, facts_of(CODE, act))

    assert completed["decided_on"] == "2022-04-28"
    assert completed["sanction_until"] == until
    assert bool(completed["effects"]) == (kind != "none")


@given(
    kinds=st.lists(
        st.sampled_from([kind for kind in SanctionKind if kind.value != "dismissal"]), min_size=2, max_size=5
    ),
    months=st.integers(1, 60),
)
def test_several_acts_end_in_one_sanction_of_48_months_at_most_and_the_record_says_how(
    kinds, months, acts, facts_of
):
    heaviest = max(kinds, key=lambda kind: kind.weight)
    usual = months_of(heaviest, rule_book().on(date(2022, 1, 1)))
    most = min(usual * kinds.count(heaviest), 48)
    separate = [
        {"conduct": f"行为{n}", "item": "46(6)", "sanction": kind.value} for n, kind in enumerate(kinds)
    ]
    act = acts[CODE]["tell"].but(
        record={"item": "46(6)", "decided_on": None},
        states={"proposed_sanction": heaviest.value, "separate": separate, "months": months},
    )
    step, facts = DISCIPLINE_DECISION.table["decide", "heard"][0], facts_of(CODE, act)

    try:
        DISCIPLINE_DECISION.decide("proposed", "tell", act.actor, facts)
        allowed = True
    except Refused as refused:
        assert refused.authority.code == "government_sanctions_law.15"
        allowed = False

    assert allowed == (usual <= months <= max(most, usual))
    decided = step.completed(act.actor, facts)
    assert f"{len(kinds)}个行为分别确定：" in decided["period"]["zh"]
    assert f"{heaviest.zh}{months}个月，自2022-04-28至{decided['sanction_until']}" in decided["period"]["zh"]


def test_a_remedy_that_finds_a_lighter_kind_has_the_period_of_that_kind(acts, facts_of):
    act = acts[CODE]["reconsider"].but(
        record={"sanction": "demerit", "separate": TWO, "months": 20, "decided_on": "2022-03-01"},
        states={"upheld": True, "sanction": "warning", "application_answer": "部分成立"},
    )
    step, facts = DISCIPLINE_DECISION.table["reconsider", "reconsideration"][0], facts_of(CODE, act)

    DISCIPLINE_DECISION.decide("reconsideration", "reconsider", act.actor, facts)

    found = step.completed(act.actor, facts)
    assert found["sanction_until"] == "2022-08-31"
    assert found["period"]["zh"] == "警告6个月，自2022-03-01至2022-08-31"


def test_what_is_left_of_a_running_sanction_is_added_and_said(acts, facts_of):
    running = {"sanction": "warning", "decided_on": "2022-01-10", "ends": "2022-07-09"}
    act = acts[CODE]["decide"].but(states={"running": running}, record={"decided_on": None})
    step = DISCIPLINE_DECISION.table["decide", "heard"][0]

    decided = step.completed(act.actor, facts_of(CODE, act))

    assert decided["sanction_until"] == "2023-07-09"
    assert "尚未届满的警告（至2022-07-09）与新的处分期合并" in decided["period"]["zh"]
    assert decided["effects"][0]["zh"] == "处分期内不得晋升职务、职级和级别（至2023-07-09）"


def test_a_decision_tells_the_remedies_with_their_limits(acts, facts_of):
    step = DISCIPLINE_DECISION.table["decide", "heard"][0]
    act = acts[CODE]["decide"]

    told = step.completed(act.actor, facts_of(CODE, act))["remedies"]

    assert "自知道该人事处理之日起30日内向原处理机关申请复核" in told[0]["zh"]
    assert len(told) == 4


def test_no_discipline_says_what_the_finding_leads_to(acts, facts_of):
    step, act = DISCIPLINE_DECISION.table["decide_none", "proposed"][0], acts[CODE]["decide_none"]

    def consequence(**opinion):
        on_record = act.but(record={"opinion": {**FOUND, **opinion}})
        return step.completed(act.actor, facts_of(CODE, on_record))["consequence"]

    assert consequence() == "discipline"
    assert consequence(serious=False) == "quality"
    assert consequence(finding="ordinary_negligence") == "assessment"
    assert consequence(finding="no_violation") == "close"


# --- the judge's side -----------------------------------------------------------------------------------------------


def test_every_act_of_the_judge_says_how_it_is_done():
    his = {step.trigger for step in DISCIPLINE_DECISION.steps if Role.JUDGE_CONCERNED in step.roles}

    assert his == set(DECISION_RIGHTS.how)


def test_every_act_with_a_limit_says_in_the_letter_what_is_to_be_done():
    limited = {
        step.trigger
        for step in DISCIPLINE_DECISION.steps
        if step.within and set(step.roles) - {Role.CALENDAR}
    }

    assert limited - set(ADVICE) == set()


def test_the_letter_that_serves_the_decision_says_kind_period_and_what_it_bars_in_words():
    record = {
        "sanction": SanctionKind.DEMERIT.value, "sanction_until": "2023-04-27", "measures": ["quota_exit"],
        "effects": [{"zh": "处分期内不得晋升工资档次", "en": "no pay step"}], "basis": "遗漏主要证据",
    }  # fmt: skip

    said = {str(name): str(text) for name, text in LETTERS.quoted(Act.SERVE, Role.JUDGE_CONCERNED, record)}

    assert said == {
        "处分": "记过", "组织处理": "退出员额", "处分期届满之日": "2023-04-27", "处分的后果": "处分期内不得晋升工资档次", "认定的事实和依据": "遗漏主要证据",
    }  # fmt: skip
