"""A test for every guard of the exit from the quota: refused in these words and on this authority; and its promises.

That each act is allowed otherwise is tested with every procedure (`test_procedure.py`); whole ways through the table,
with their days, are the rehearsals of `tests/cases/exit/`.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import Refused
from rules.exit_consequences import eligible_from
from rules.exit_grounds import exit_book
from rules.exit_performance import NO_GROUND, RestsOn
from rules.parameters import rule_book
from rules.quota_exit import ExitCategory, Proof
from rules.roles import Role
from state_machines.confidentiality import WITHHELD, seen_by
from state_machines.contents import guards_of
from state_machines.quota_exit.grounds import ground_of
from state_machines.quota_exit.letters import ADVICE, LETTERS, QUOTES
from state_machines.quota_exit.rights import EXIT_RIGHTS
from state_machines.quota_exit.table import BEFORE_APPROVAL, IN_EFFECT, QUOTA_EXIT
from state_machines.quota_exit.terms import IN_CONFIDENCE, Act, Known, State
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.exit_acts import (
    CASELOAD,
    CASES,
    FINDING,
    HANDED,
    INCOMPETENT,
    OPINION,
    SANCTION,
    SOURCE,
)

CODE = "quota_exit"
OF_2022 = {"under": {"quota_exit.actual_sanction": True}}
HUNAN = {"quota_exit.lists": ["national", "hunan"]}
_ABSENT = {"since": "2021-04-28", "until": "2022-04-28", "health": True}
_ONE = {"point": 1, "adopted": True, "reasons": "属实"}


def _ground(code: str, **states: object) -> dict[str, object]:
    return {"record": {"ground": code}, "states": states}


# fmt: off
CASES_OF_REFUSAL = (
    Case("not_the_judge_concerned", "request", State.TRIGGERED, "J-18不是本事项的当事法官", "local_quota_exit.本人", {"by": "J-18"}),
    Case("unknown_ground", "propose", State.TRIGGERED, "没有退额情形“poor_health”", "local_quota_exit.情形", _ground("poor_health")),
    Case("unknown_ground", "propose", State.TRIGGERED, "没有退额情形“family_abroad”", "local_quota_exit.情形", _ground("family_abroad", family={"spouse_abroad": True})),
    Case("another_category", "propose", State.TRIGGERED, "属于自然退出，请用“登记自然退出情形”", "quota_exit_2020.3", _ground("retired")),
    Case("another_category", "report_event", State.TRIGGERED, "属于应当退出，请用“提出退额建议”", "quota_exit_2020.3", _ground("misconduct")),
    Case("another_category", "withdraw", State.REPORTED, "属于应当退出", "quota_exit_2020.3", _ground("misconduct")),
    Case("not_in_force", "propose", State.TRIGGERED, "自2022-01-01起施行，情形发生于2021-04-01", "local_quota_exit.情形", {"record": {"ground": "assessed_incompetent", "source": {"on": "2021-04-01"}}, "states": {"source": {"on": "2021-04-01"}, "assessments": INCOMPETENT}}),
    Case("event_to_come", "report_event", State.TRIGGERED, "情形发生之日（2022-05-01）尚未到来", "local_quota_exit.证明", {"record": {"source": {}}, "states": {"source": SOURCE | {"on": "2022-05-01"}}}),
    Case("source_missing", "propose", State.TRIGGERED, "请写明来源和情形发生之日", "local_quota_exit.证明", {"record": {"source": {}}, "states": {"source": {"document": "1号"}}}),
    Case("source_rewritten", "verify", State.VERIFYING, "来源已由系统从惩戒决定2022-0007读取", "local_quota_exit.证明", {"states": {"source": {"document": "另一文件", "on": "2022-03-01"}}}),
    Case("proof_missing", "propose", State.TRIGGERED, "请写明：年度考核结果、院庭长办案数量", "local_quota_exit.证明", _ground("leader_below_minimum")),
    Case("proof_missing", "report_event", State.TRIGGERED, "请写明：来源的文号或者来源事项", "local_quota_exit.证明", {"record": {"source": {}}, "states": {"source": {"on": "2022-03-01"}}}),
    Case("result_unsettled", "propose", State.TRIGGERED, "2022年度考核结果正在复核", "judges_law.43", _ground("assessed_incompetent", assessments=[INCOMPETENT[0] | {"in_review": True}])),
    Case("result_unsettled", "verify", State.VERIFYING, "尚未书面通知本人", "judges_law.43", _ground("assessed_incompetent", assessments=[INCOMPETENT[0] | {"told_on": "2022-05-01"}])),
    Case("no_incompetent_year", "propose", State.TRIGGERED, "基本称职须连续两年", "judge_assessment_2021.退出员额", _ground("assessed_incompetent", assessments=[INCOMPETENT[0] | {"result": "basically_competent"}])),
    Case("not_running_twice", "propose", State.TRIGGERED, "连续两个年度基本称职", "judge_assessment_2021.退出员额", _ground("basically_competent_twice", assessments=INCOMPETENT)),
    Case("year_before_the_rule", "propose", State.TRIGGERED, "自2022年度起计算，2020—2021年度不都计入", "judge_assessment_2021.合并计算",
         _ground("basically_competent_twice", assessments=[{"year": year, "result": "basically_competent", "told_on": "2022-01-10"} for year in (2020, 2021)])),
    Case("minimum_not_missed", "propose", State.TRIGGERED, "办案60件，达到最低要求60件", "judge_assessment_2021.院庭长办案", _ground("leader_below_minimum", assessments=INCOMPETENT, caseload=CASELOAD | {"closed": 60})),
    Case("minimum_not_missed", "propose", State.TRIGGERED, "只适用于院庭长", "judge_assessment_2021.院庭长办案", {"record": {"ground": "leader_below_minimum", "leader": False}, "states": {"assessments": INCOMPETENT, "caseload": CASELOAD}}),
    Case("minimum_not_missed", "propose", State.TRIGGERED, "（2021）没有不称职的考核结果", "judge_assessment_2021.院庭长办案", _ground("leader_below_minimum", assessments=INCOMPETENT, caseload=CASELOAD | {"year": 2021})),
    Case("dismissal_not_in_force", "report_event", State.TRIGGERED, "须有已生效的开除决定", "local_quota_exit.证明", _ground("dismissed", sanction_given=SANCTION | {"kind": "dismissal", "in_force": False})),
    Case("sanction_not_in_force", "propose", State.TRIGGERED, "以实际所受的已生效处分为准", "misconduct_exit_2022.标准", _ground("misconduct", sanction_given=SANCTION | {"in_force": False}) | OF_2022),
    Case("sanction_pending", "propose", State.TRIGGERED, "以实际所受的已生效处分为准", "local_quota_exit.实际处分", _ground("misconduct", sanction_given=SANCTION | {"decided_on": "2022-04-29"})),
    Case("sanction_too_light", "propose", State.TRIGGERED, "所受处分为警告，轻于", "local_quota_exit.处分门槛", _ground("misconduct", sanction_given=SANCTION | {"kind": "warning"})),
    Case("opinion_not_final", "propose", State.TRIGGERED, "意见本身不是处理", "judges_law.48", _ground("committee_opinion", opinion=OPINION | {"decision": ""})),
    Case("opinion_not_final", "propose", State.TRIGGERED, "已确定的故意或者重大过失意见", "judges_law.48", _ground("committee_opinion", opinion=OPINION | {"finding": "ordinary_negligence"})),
    Case("absent_too_short", "propose", State.TRIGGERED, "须超过12个月不能正常履职", "quota_exit_2020.应当退出", _ground("unable_to_serve", absence=_ABSENT)),
    Case("family_not_abroad", "propose", State.TRIGGERED, "没有配偶且子女均已移居", "quota_exit_hunan_2021.应当退出", _ground("family_abroad", family={"children_abroad": True}) | {"under": HUNAN}),
    Case("no_post_recusal", "propose", State.TRIGGERED, "限于法官法第23条、第24条", "judges_law.24", _ground("post_recusal", kinship={"article": "22", "relation": "同学"})),
    Case("rests_on_a_ranking", "propose", State.TRIGGERED, "不得以末位淘汰为由", "protection_of_judges_2017.不得排名", _ground("performance_below", rests_on=["last_place"])),
    Case("held_by_statute", "report_event", State.TRIGGERED, "不得办理退休", "government_sanctions_law.52", {"record": {"held": True}}),
    Case("held_by_statute", "file_natural", State.RESOLVED, "不得交流", "government_sanctions_law.52", {"record": {"held": True, "ground": "transferred_out"}}),
    Case("supervision_open", "approve", State.REPORTED, "暂缓退出员额", "local_quota_exit.暂缓", {"record": {"held": True}}),
    Case("supervision_open", "propose", State.TRIGGERED, "登记后办理", "local_quota_exit.暂缓", {"record": {"on_file": {"supervision": True}}}),
    Case("resignation_held", "report_event", State.TRIGGERED, "审计尚未终结，不得辞去公职", "civil_servants_law.86", {"record": {"ground": "resigned", "on_file": {"audit": True}}}),
    Case("request_while_inquired", "request", State.TRIGGERED, "纪律审查尚未终结，不受理申请退出", "local_quota_exit.暂缓", {"record": {"on_file": {"party_inquiry": True}}}),
    Case("too_early", "request", State.TRIGGERED, "（2022-04-29届满）", "local_quota_exit.年限", {"record": {"in_quota_since": "2019-04-29"}}),
    Case("too_early", "request", State.TRIGGERED, "须先登记入额之日", "local_quota_exit.年限", {"record": {"in_quota_since": None}}),
    Case("finding_missing", "verify", State.VERIFYING, "须由法官考评委员会认定", "judges_law.38", _ground("performance_below") | {"record": {"ground": "performance_below", "rests_on": ["standard"]}}),
    Case("finding_missing", "verify", State.VERIFYING, "没有认定不能胜任", "judges_law.38", {"record": {"ground": "performance_below", "rests_on": ["standard"], "finding": FINDING | {"unfit": False}}}),
    Case("not_for_the_committee", "record_finding", State.VERIFYING, "无须考评委员会认定", "local_quota_exit.情形", _ground("misconduct")),
    Case("wrongly_composed", "record_finding", State.VERIFYING, "现写10人", "judges_law.39", {"states": {"finding": FINDING | {"members": [f"P-{n}" for n in range(10)]}}}),
    Case("wrongly_composed", "record_finding", State.VERIFYING, "未由院长主持", "judges_law.39", {"states": {"finding": FINDING | {"president_chairs": False}}}),
    Case("can_be_heard", "pass_hearing", State.VERIFIED, "只有法官死亡的", "local_quota_exit.死亡", _ground("misconduct")),
    Case("statement_unanswered", "resolve", State.HEARD, "应当逐点写明", "local_quota_exit.听取意见", {"states": {"answers": None}}),
    Case("statement_unanswered", "decline", State.HEARD, "第2点没有答复", "local_quota_exit.听取意见", {"states": {"answers": [_ONE]}, "record": {"statement": ["一", "二"]}}),
    Case("circumstances_missing", "resolve", State.HEARD, "对原因和情节的考虑", "misconduct_exit_2022.标准", OF_2022 | {"record": {"ground": "misconduct", "sanction_given": SANCTION | {"kind": "demerit"}}}),
    Case("important_case_open", "resolve", State.HEARD, "不宜更换办案人，尚未审结", "local_quota_exit.重要案件", {"record": {"ground": "own_request", "open_cases": [CASES[0] | {"keep": True}]}}),
    Case("not_declinable", "decline", State.HEARD, "不以同意为条件", "local_quota_exit.不予批准", {"record": {"ground": "misconduct", "sanction_given": SANCTION}}),
    Case("filed_only", "report_up", State.RESOLVED, "报高级法院备案，无须审批", "quota_exit_2020.备案", _ground("retired")),
    Case("needs_approval", "file_natural", State.RESOLVED, "不能只报备", "quota_exit_2020.层报", _ground("misconduct")),
    Case("needs_approval", "file_natural", State.RESOLVED, "不能只报备", "quota_exit_2020.层报", {"under": {"quota_exit.natural_needs_approval": True}}),
    Case("no_level_between", "pass_on", State.REPORTED, "只有基层法院的事项", "local_quota_exit.审批", {"record": {"level": "intermediate"}}),
    Case("level_skipped", "approve", State.REPORTED, "应当先经中级法院审核", "local_quota_exit.审批", {"record": {"level": "basic"}}),
    Case("powers_ended_already", "end_powers", State.APPROVED, "已经登记", "local_quota_exit.生效", {"record": {"powers_ended": True}}),
    Case("cases_at_odds", "end_powers", State.APPROVED, "未结案件3件，清单列了2件", "local_quota_exit.移交", {"states": {"cases_count": 3}}),
    Case("cases_at_odds", "verify", State.VERIFYING, "列了两次", "local_quota_exit.移交", {"states": {"open_cases": [CASES[0], CASES[0]]}}),
    Case("case_forgotten", "end_powers", State.APPROVED, "（2022）吉00民终2号没有交代", "local_quota_exit.移交", {"states": {"cases_count": 1, "open_cases": CASES[:1]}}),
    Case("powers_not_ended", "decide", State.APPROVED, "不再分案、不再签发文书", "local_quota_exit.生效", {"record": {"powers_ended": False}}),
    Case("powers_not_ended", "hand_over", State.APPROVED, "不再分案、不再签发文书", "local_quota_exit.生效", {"record": {"powers_ended": False}}),
    Case("handed_over_already", "hand_over", State.REVIEW, "没有待移交的案件", "local_quota_exit.移交", {"record": {"handed_over": True}}),
    Case("case_missing", "hand_over", State.NOTIFIED, "缺少1件：（2022）吉00民终2号", "local_quota_exit.移交", {"states": {"handover": HANDED[:1]}}),
    Case("case_of_nobody", "hand_over", State.DECIDED, "（2022）吉00民终9号不在未结案件清单中", "local_quota_exit.移交", {"states": {"handover": [*HANDED, HANDED[0] | {"case_no": "（2022）吉00民终9号"}]}}),
    Case("case_of_nobody", "hand_over", State.DECIDED, "移交了两次", "local_quota_exit.移交", {"states": {"handover": [*HANDED, HANDED[0]]}}),
    Case("handed_to_himself", "hand_over", State.FORMALITIES, "接收人就是退出的法官", "local_quota_exit.移交", {"states": {"handover": [HANDED[0], HANDED[1] | {"to": "J-17"}]}}),
    Case("handed_over_at_odds", "hand_over", State.APPROVED, "批准之日以后", "local_quota_exit.移交", {"states": {"handover": [HANDED[0], HANDED[1] | {"on": "2022-04-25"}]}}),
    Case("handed_over_at_odds", "hand_over", State.REVIEWED, "登记之日以前", "local_quota_exit.移交", {"states": {"handover": [HANDED[0], HANDED[1] | {"on": "2022-04-29"}]}}),
    Case("remedies_untold", "decide", State.APPROVED, "告知申请复核的权利和期限", "local_quota_exit.决定", {"states": {"remedies_told": False}}),
    Case("wrongly_served", "serve", State.DECIDED, "公告送达应当写明公告之日", "local_discipline.送达", {"states": {"service": {"kind": "public_notice", "on": "2022-04-27"}}}),
    Case("not_reviewable", "ask_review", State.NOTIFIED, "登记没有复核", "local_quota_exit.死亡", {"record": {"died_on": "2022-04-27"}}),
    Case("still_reviewable", "go_on", State.NOTIFIED, "法官可以申请复核", "quota_exit_2020.复核", _ground("misconduct")),
    Case("result_at_odds", "decide_review", State.REVIEW, "采纳任何一点的，应当变更或者撤销", "local_quota_exit.复核", {"states": {"application_answer": [_ONE]}}),
    Case("change_unnamed", "decide_review", State.REVIEW, "没有退额情形“—”", "local_quota_exit.复核", {"states": {"review_result": "changed", "application_answer": [_ONE]}}),
    Case("change_unnamed", "decide_review", State.REVIEW, "只有变更的写明新的情形", "local_quota_exit.复核", {"states": {"new_ground": "retired"}}),
    Case("heavier_for_asking", "decide_review", State.REVIEW, "不得因申请复核加重", "local_quota_exit.复核", {"states": {"review_result": "changed", "new_ground": "misconduct", "application_answer": [_ONE]}}),
    Case("heavier_for_asking", "decide_review", State.REVIEW, "不得由申请退出改为应当退出", "local_quota_exit.复核", {"record": {"ground": "own_request"}, "states": {"review_result": "changed", "new_ground": "unable_to_serve", "application_answer": [_ONE]}}),
    Case("point_unanswered", "decide_review", State.REVIEW, "共有2点", "local_quota_exit.复核", {"record": {"application": ["一", "二"]}}),
    Case("nothing_to_confirm", "confirm_change", State.REVIEWED, "复核维持，或者已经审批", "local_quota_exit.复核", {"record": {"review_result": "upheld"}}),
    Case("change_unconfirmed", "serve_result", State.REVIEWED, "须报原审批的高级法院", "local_quota_exit.复核", {"record": {"review_result": "changed"}}),
    Case("change_unconfirmed", "restore", State.REVIEWED, "须报原审批的高级法院", "local_quota_exit.复核", {"record": {"change_confirmed": None}}),
    Case("revoked", "serve_result", State.REVIEWED, "请用“恢复员额”办理", "local_quota_exit.复核", {"record": {"review_result": "revoked", "change_confirmed": True}}),
    Case("not_revoked", "restore", State.REVIEWED, "复核没有撤销退额", "local_quota_exit.复核", {"record": {"review_result": "upheld"}}),
    Case("removal_not_needed", "ask_removal", State.FORMALITIES, "无须提请免职", "judges_law.20", _ground("died")),
    Case("removal_not_asked", "record_removal", State.FORMALITIES, "尚未依法提请人大常委会免职", "judges_law.18", {"record": {"removal_asked": False}}),
    Case("removal_to_come", "record_removal", State.FORMALITIES, "不得晚于登记之日", "judges_law.18", {"states": {"removed_on": "2022-04-29"}}),
    Case("removal_open", "register", State.FORMALITIES, "免除法官职务须经本级人大", "judges_law.18", {"record": {"removed_on": None}}),
    Case("not_filed", "register", State.FORMALITIES, "尚未报法官遴选委员会备案", "quota_exit_2020.备案", {"record": {"filed": None}}),
    Case("cases_left", "register", State.FORMALITIES, "还有2件未结案件没有移交", "local_quota_exit.移交", {"record": {"handed_over": False}}),
    Case("barred_by_statute", "find_eligible", State.EXITED, "依法不得担任法官", "judges_law.13", _ground("dismissed")),
    Case("not_eligible", "find_eligible", State.EXITED, "等待期至2022-04-29", "local_quota_exit.再次入额", {"record": {"reentry_from": "2022-04-29"}}),
    Case("not_eligible", "find_eligible", State.EXITED, "不得再次入额", "local_quota_exit.再次入额", {"record": {"ground": "retired", "reentry_from": None}}),
    Case("not_eligible", "find_eligible", State.EXITED, "原因已经消除", "local_quota_exit.再次入额", _ground("post_recusal")),
    Case("death_to_come", "record_death", State.HEARD, "死亡之日不得晚于登记之日", "local_quota_exit.死亡", {"states": {"died_on": "2022-04-29"}}),
    Case("hold_not_lifted", "record_death", State.VERIFIED, "先登记监察同意或者结案", "local_quota_exit.暂缓", {"record": {"held": True}}),
    Case("held_already", "open_hold", State.VERIFYING, "已经登记", "local_quota_exit.暂缓", {"record": {"held": True}}),
    Case("not_held", "lift_hold", State.REPORTED, "没有登记监察立案调查", "local_quota_exit.暂缓", {"record": {"held": False}}),
)
# fmt: on


@pytest.mark.parametrize(
    "case", CASES_OF_REFUSAL, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}"
)
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(QUOTA_EXIT, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(QUOTA_EXIT)}

    assert of_the_table == {case.guard for case in CASES_OF_REFUSAL}


# --- promises -------------------------------------------------------------------------------------------------------


def _allowed(state: State, trigger: str, act, facts_of) -> bool:
    try:
        QUOTA_EXIT.decide(state.value, trigger, act.actor, facts_of(CODE, act))
    except Refused:
        return False
    return True


@given(rests_on=st.lists(st.sampled_from([each.value for each in RestsOn]), min_size=1, unique=True))
def test_nobody_leaves_for_a_place_in_a_ranking(rests_on, acts, facts_of):
    act = acts[CODE]["propose"].but(record={"ground": "performance_below"}, states={"rests_on": rests_on})

    allowed = _allowed(State.TRIGGERED, "propose", act, facts_of)

    assert allowed == bool(set(rests_on) - {each.value for each in NO_GROUND})


@given(
    known=st.lists(st.sampled_from("ABCDE"), unique=True, min_size=1),
    handed=st.lists(st.sampled_from("ABCDEF"), min_size=1),
)
def test_cases_are_handed_over_when_each_is_on_the_list_once_and_none_is_missing(
    known, handed, acts, facts_of
):
    act = acts[CODE]["hand_over"].but(
        record={"open_cases": [{"case_no": case} for case in known]},
        states={"handover": [{"case_no": case, "to": "J-18", "on": "2022-04-27"} for case in handed]},
    )

    assert _allowed(State.NOTIFIED, "hand_over", act, facts_of) == (sorted(known) == sorted(handed))


@given(
    before=st.sampled_from([each.code for each in exit_book().grounds(["national"])]),
    after=st.sampled_from([each.code for each in exit_book().grounds(["national"])]),
)
def test_no_review_makes_the_exit_heavier(before, after, acts, facts_of):
    act = acts[CODE]["decide_review"].but(
        record={"ground": before, "effective_on": "2022-04-26"},
        states={"review_result": "changed", "new_ground": after, "application_answer": [_ONE]},
    )
    rules, effective = facts_of(CODE, act).rules, date(2022, 4, 26)
    one, other = (ground_of({"ground": code}, rules) for code in (before, after))
    waits = [eligible_from(each.reentry, effective, rules) or date.max for each in (one, other)]
    lawful = before != after and other.category.weight <= one.category.weight and waits[1] <= waits[0]

    assert _allowed(State.REVIEW, "decide_review", act, facts_of) == lawful


def test_the_powers_end_on_the_day_of_the_approval(acts, facts_of):
    act = acts[CODE]["approve"]
    step = QUOTA_EXIT.table["approve", "reported"][0]

    completed = step.completed(act.actor, facts_of(CODE, act))

    assert completed["effective_on"] == "2022-04-28"
    assert completed["reentry_from"] == "2024-04-28"
    assert {fact.code: mark for fact, mark in step.marks} == {
        "powers_ended": False,
        "handed_over": False,
    }


def test_an_exit_on_a_request_may_be_withdrawn_at_any_time_before_the_approval_and_not_after():
    withdrawn = {step.source for step in QUOTA_EXIT.steps if step.trigger is Act.WITHDRAW}

    assert withdrawn == set(BEFORE_APPROVAL) - {State.TRIGGERED}


def test_cases_are_handed_over_whatever_remedy_is_open():
    assert {step.source for step in QUOTA_EXIT.steps if step.trigger is Act.HAND_OVER} == set(IN_EFFECT)


def test_a_confirmed_change_takes_hold_and_one_that_is_not_leaves_the_exit_as_it_was(acts, facts_of):
    step = QUOTA_EXIT.table["confirm_change", "reviewed"][0]
    changed = {"review_result": "changed", "new_ground": "unable_to_serve"}
    yes = acts[CODE]["confirm_change"].but(record=changed)
    no = yes.but(states={"change_confirmed": False})

    agreed, refused = (step.completed(act.actor, facts_of(CODE, act)) for act in (yes, no))

    assert (agreed["review_result"], agreed["ground"], agreed["reentry_from"]) == (
        "changed",
        "unable_to_serve",
        "2022-04-26",
    )
    assert (refused["review_result"], refused["ground"]) == ("upheld", "refused_quota_post")


# --- a court's own list ---------------------------------------------------------------------------------------------


def test_a_ground_of_the_courts_own_list_is_judged_as_it_stood_when_the_matter_opened(acts, facts_of):
    own = exit_book().find("unable_to_serve", ["national"]).record() | {
        "code": "own_rule",
        "zh": "本院规定",
        "en": "own rule",
        "proof": "other",
    }
    pinned = {"ground": "own_rule", "ground_found": own}
    act = acts[CODE]["propose"].but(record=pinned, states={"other_basis": "本院规定第1条"})

    assert ground_of(pinned, rule_book().on(date(2022, 1, 1))).proof is Proof.OTHER
    assert _allowed(State.TRIGGERED, "propose", act, facts_of)
    assert not _allowed(State.TRIGGERED, "propose", act.but(record={"ground_found": None}), facts_of)


# --- who may see it -------------------------------------------------------------------------------------------------

PRIVATE = (Known.ABSENCE, Known.FAMILY, Known.KINSHIP, Known.VERIFICATION, Known.STATEMENT)


@pytest.mark.parametrize("fact", PRIVATE, ids=lambda fact: fact.code)
def test_health_and_family_are_seen_by_those_who_decide_and_by_nobody_else(fact):
    record = {fact.code: "住院"}

    shown = {role for role in Role if seen_by(CODE, role, record)[fact.code] == "住院"}

    assert shown == set(IN_CONFIDENCE)
    assert seen_by(CODE, None, record)[fact.code] == WITHHELD.both()


def test_a_letter_to_the_assessment_committee_says_nothing_of_health(acts):
    record = {
        "ground": "unable_to_serve",
        "category": "mandatory",
        "ground_found": exit_book().find("unable_to_serve", ["national"]).record(),
        "absence": {"since": "2021-01-01", "until": "2022-03-01", "health": True},
    }

    theirs = {str(name) for name, _ in LETTERS.quoted(Act.PROPOSE, Role.ASSESSMENT_COMMITTEE, record)}
    his = {str(name): str(text) for name, text in LETTERS.quoted(Act.PROPOSE, Role.JUDGE_CONCERNED, record)}

    assert "不能履职情况" not in theirs
    assert his["不能履职情况"] == "2021-01-01至2022-03-01，健康原因"
    assert his["所依据的情形"] == "因健康或者个人其他原因长期不能正常履职"


# --- the judge's side -----------------------------------------------------------------------------------------------


def test_every_act_of_the_judge_says_how_it_is_done():
    his = {step.trigger for step in QUOTA_EXIT.steps if Role.JUDGE_CONCERNED in step.roles}

    assert his == set(EXIT_RIGHTS.how)


def test_every_act_with_a_limit_says_in_the_letter_what_is_to_be_done():
    limited = {step.trigger for step in QUOTA_EXIT.steps if step.within and set(step.roles) - {Role.CALENDAR}}

    assert limited - set(ADVICE) == set()


def test_every_record_that_a_letter_quotes_is_read_out_in_words():
    quoted = {fact for facts in QUOTES.values() for fact in facts}

    assert {fact.code for fact in quoted if fact.parts} - set(LETTERS.forms) == set()


@pytest.mark.parametrize("category", ExitCategory)
def test_each_category_has_its_grounds(category):
    assert [each for each in exit_book().grounds(["national"]) if each.category is category]
