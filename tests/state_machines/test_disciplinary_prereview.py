"""A test for every guard of the pre-review: refused in these words and on this authority; and what holds by construction.

That each act is allowed otherwise is tested with every procedure (`test_procedure.py`); whole ways through the table,
with their days, are the rehearsals of `tests/cases/discipline/`.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.committee_findings import Finding
from rules.errors import FaultyInput, Refused
from rules.roles import Role
from rules.voting_sheet import doubts, finding_of
from state_machines.confidentiality import seen_by
from state_machines.contents import guards_of
from state_machines.disciplinary_prereview.letters import ADVICE, LETTERS
from state_machines.disciplinary_prereview.rights import PREREVIEW_RIGHTS
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act, Known, State
from state_machines.forms import check_particulars
from tests.state_machines.departures import Case, is_refused
from tests.state_machines.discipline_acts import MATTER, MEMBERS, VOTE, sheet_of

CODE = "disciplinary_prereview"


def _voted(vote: dict[str, Any], **record: Any) -> dict[str, Any]:
    return {"states": {"vote": vote, "sheet": sheet_of(vote, **record)}, "record": record}


_INTENT = VOTE | {"ballots": {"intentional": 7, "gross_negligence": 1}}


def _corrected(**amendment: Any) -> dict[str, Any]:
    return {"states": {"amendment": amendment}}


# fmt: off
CASES = (
    Case("not_a_judge", "admit_lead", State.LEAD, "被反映人不是法官", "judges_law.48", {"record": {"is_judge": False}}),
    Case("outside_competence", "admit_lead", State.LEAD, "“拖延办案、贻误工作”属于法官法第46条第6项", "judges_law.48", {"record": {"item": "46(6)"}}),
    Case("outside_competence", "submit", State.PRESIDENT_DECISION, "应当移送监察机关", "judges_law.48", {"record": {"item": "46(1)"}}),
    Case("outside_competence", "accept", State.SUBMITTED, "没有写明属于法官法第46条第几项", "judges_law.48", {"record": {"item": ""}}),
    Case("within_competence", "route_away", State.LEAD, "不得转办了事", "judges_law.48", {"record": {"item": "46(4)"}}),
    Case("joined_to_itself", "join", State.LEAD, "只能并入已登记的关联线索：惩戒2022-0001", "local_discipline.线索", {"states": {"into": "惩戒2022-0009"}}),
    Case("not_proposed", "start_inquiry", State.INITIAL_REVIEW, "初步意见尚未提出", "judicial_responsibility_2015.34", {"without": ("case_seen",)}),
    Case("closed_without_ground", "close_initial", State.INITIAL_REVIEW, "应当写明免责情形及理由", "judicial_responsibility_2015.28", {"states": {"conclusion": "exempt"}}),
    Case("closed_without_ground", "close_initial", State.INITIAL_REVIEW, "了结结论应当是：属于免责情形、查无实据", "judicial_responsibility_2015.28", {"states": {"conclusion": "later"}}),
    Case("unknown_exemption", "close_unfounded", State.PRESIDENT_DECISION, "没有免责情形“bad_luck”；可以填写：对法律的理解认识不一致", "judicial_responsibility_2015.28", {"states": {"exemption": "bad_luck"}}),
    Case("unknown_exemption", "propose", State.INITIAL_REVIEW, "没有免责情形“luck”", "judicial_responsibility_2015.28", {"states": {"exemption": "luck"}}),
    Case("closed_without_ground", "close_unfounded", State.PRESIDENT_DECISION, "故意违反职责的（法官法第46条第4项），不因“出现新证据”免责", "judicial_responsibility_2015.28", {"record": {"item": "46(4)"}}),
    Case("started_without_case", "start_inquiry", State.INITIAL_REVIEW, "不同于初步意见的理由", "local_discipline.启动", {"record": {"case_seen": False}}),
    Case("suspended", "report", State.INQUIRY, "正在中止", "local_discipline.中止", {"record": {"held": True}}),
    Case("not_suspended", "resume", State.INQUIRY, "没有中止", "local_discipline.中止", {"record": {"held": False}}),
    Case("closed_without_ground", "close_unfounded", State.PRESIDENT_DECISION, "只适用于再审改判，本案没有写明", "judicial_responsibility_2015.28", {"states": {"exemption": "rights_waived"}, "under": {"discipline.exemption_needs_retrial": True}}),
    Case("closed_without_ground", "close_unfounded", State.PRESIDENT_DECISION, "没有免责情形“rights_waived”", "judicial_responsibility_2015.28", {"record": {"acted_on": "2012"}, "states": {"exemption": "rights_waived"}}),
    Case("unknown_suspension", "suspend", State.INQUIRY, "中止情形应当是：重病、不可抗力", "local_discipline.中止", {"states": {"suspension": "出差"}}),
    Case("inquirer_involved", "appoint_inquirers", State.INQUIRY, "J-18是被反映人员或者曾参与该案审理", "government_sanctions_law.47", {"states": {"inquirers": ["D-1", "J-18"]}}),
    Case("inquirer_involved", "appoint_inquirers", State.INQUIRY, "D-1已经回避", "government_sanctions_law.47", {"record": {"recused": ["D-1"]}}),
    Case("too_few_inquirers", "appoint_inquirers", State.INQUIRY, "2人以上进行，现有1人", "local_discipline.调查", {"states": {"inquirers": ["D-1", "D-1"]}}),
    Case("too_few_inquirers", "report", State.INQUIRY, "2人以上进行，现有1人", "local_discipline.调查", {"record": {"recused": ["D-1"]}}),
    Case("not_the_judge_concerned", "ask_recusal", State.INQUIRY, "J-18不是本事项的当事法官", "judges_law.49", {"by": "J-18"}),
    Case("nobody_to_recuse", "ask_recusal", State.INQUIRY, "D-9不是本事项的调查人员或者委员", "judges_law.49", {"states": {"recusal_of": "D-9"}}),
    Case("recusal_pending", "ask_recusal", State.DELIBERATION, "回避申请尚未决定", "local_discipline.回避决定", {"record": {"recusal_of": ["W-2"]}}),
    Case("recusal_pending", "form_opinion", State.DELIBERATION, "回避申请尚未决定", "local_discipline.回避决定", {"record": {"recusal_of": ["W-2"]}}),
    Case("no_recusal", "decide_recusal", State.DELIBERATION, "没有待决定的回避申请", "local_discipline.回避决定", {"record": {"recusal_of": []}}),
    Case("wrong_decider", "decide_recusal", State.DELIBERATION, "W-1是否回避，由法官惩戒委员会决定", "local_discipline.回避决定", {"record": {"recusal_of": ["W-1"]}}),
    Case("wrong_decider", "decide_recusal", State.DELIBERATION, "W-2是否回避，由惩戒委员会主任决定", "local_discipline.回避决定", {"role": Role.DISCIPLINE_COMMITTEE}),
    Case("stated_already", "state_and_defend", State.INQUIRY, "应当保留原有各点", "judges_law.49", {"states": {"statement": "另有鉴定"}}),
    Case("silence_contradicted", "record_silence", State.INQUIRY, "当事法官已经陈述", "judges_law.49", {"record": {"statement": ["有"]}}),
    Case("judge_unheard", "report", State.INQUIRY, "应当听取并记录当事法官的陈述", "judges_law.49", {"record": {"statement": []}}),
    Case("statement_unanswered", "report", State.INQUIRY, "第2点没有答复", "judicial_responsibility_2015.35", {"states": {"answers": [{"point": 1, "adopted": True, "reasons": "是"}]}}),
    Case("extended_too_long", "extend_inquiry", State.INQUIRY, "至多延长30日", "local_discipline.调查", {"states": {"extra": 31}}),
    Case("extended_too_long", "extend_inquiry", State.INQUIRY, "以延长一次为限", "local_discipline.调查", {"record": {"extended": True}}),
    Case("facts_not_found", "submit", State.PRESIDENT_DECISION, "在查明事实的基础上", "discipline_opinion_2016.提请", {"record": {"facts_found": False}}),
    Case("nothing_to_determine", "submit", State.PRESIDENT_DECISION, "提请认定的问题应当是", "discipline_opinion_2016.提请", {"states": {"question": "quota"}}),
    Case("file_incomplete", "accept", State.SUBMITTED, "提请材料不齐备", "local_discipline.受理", {"states": {"file_complete": False}}),
    Case("rights_untold", "call_meeting", State.ACCEPTED, "申请回避、陈述、举证、辩解的权利", "judges_law.49", {"states": {"rights_told": False}}),
    Case("chair_not_a_member", "call_meeting", State.ACCEPTED, "主任委员应当在全体委员之列", "local_discipline.会议", {"states": {"chair": "W-0"}}),
    Case("notice_too_short", "call_meeting", State.ACCEPTED, "至少提前10日", "local_discipline.会议", {"states": {"meeting_at": "2022-05-07 09:00"}}),
    Case("notice_too_short", "postpone_meeting", State.DELIBERATION, "应当写明日期和时间", "local_discipline.会议", {"states": {"meeting_at": "2022-05-20"}}),
    Case("meeting_to_come", "hear", State.DELIBERATION, "尚未到审议时间", "local_discipline.会议", {"record": {"meeting_at": "2022-04-28 15:00"}}),
    Case("court_did_not_prove", "hear", State.DELIBERATION, "由提请法院举证", "discipline_opinion_2016.举证", {"states": {"heard": {"judge_present": True}}}),
    Case("judge_not_heard_at_meeting", "hear", State.DELIBERATION, "到场陈述、书面陈述或者明确放弃", "judges_law.49", {"states": {"heard": {"court_proved": "判决书"}}}),
    Case("not_heard", "form_opinion", State.DELIBERATION, "尚未听取法院举证", "judges_law.49", {"record": {"heard": None}}),
    Case("recused_voted", "form_opinion", State.DELIBERATION, "W-2已经回避", "judges_law.49", {"record": {"recused": ["W-2"]}}),
    Case("member_involved", "form_opinion", State.DELIBERATION, "W-3应当回避", "judges_law.49", {"record": {"bench": ["J-17", "W-3"]}}),
    Case("no_quorum", "form_opinion", State.DELIBERATION, "全体委员9人，须有8人出席，表决时在场7人", "discipline_procedure_2021.出席", _voted(VOTE | {"present": MEMBERS[:7], "ballots": {"gross_negligence": 7}})),
    Case("void", "form_opinion", State.DELIBERATION, "委员9人中法官代表4人，应当不少于5人", "local_discipline.核验单", _voted(VOTE | {"judges": MEMBERS[:4]})),
    Case("no_majority", "form_opinion", State.DELIBERATION, "没有一种意见达到应达票数（6票）", "discipline_opinion_2016.表决", _voted(VOTE | {"ballots": {"intentional": 5, "gross_negligence": 3}})),
    Case("majority_reached", "find_no_majority", State.DELIBERATION, "“存在重大过失”已经达到多数", "discipline_opinion_2016.表决", _voted(VOTE)),
    Case("heavier_for_objecting", "form_opinion", State.DELIBERATION, "不得作出更重的审查意见", "judges_law.50", _voted(_INTENT, finding="gross_negligence", objection=["过重"])),
    Case("court_unserved", "serve_judge", State.OPINION_ISSUED, "请先登记送达法院的情况", "local_discipline.送达", {"record": {"court_served_on": None}}),
    Case("wrongly_served", "serve_judge", State.OPINION_ISSUED, "送达方式应当是", "local_discipline.送达", {"states": {"service": {"kind": "telephone", "on": "2022-04-27"}}}),
    Case("wrongly_served", "serve_court", State.OPINION_ISSUED, "应当写明收到之日", "local_discipline.送达", {"states": {"service_court": {"kind": "direct"}}}),
    Case("judge_objected", "object", State.OBJECTION_REVIEW, "当事法官已经提出异议", "judges_law.50", {"record": {"objection": ["过重"]}}),
    Case("court_objected", "object_as_court", State.OBJECTION_WINDOW, "法院已经提出异议，或者异议期已经届满", "discipline_opinion_2016.异议", {"record": {"court_silent": True}}),
    Case("other_window_open", "dismiss_objection", State.OBJECTION_REVIEW, "另一方的异议期尚未届满", "discipline_opinion_2016.异议", {"over": ("objection",)}),
    Case("objection_unanswered", "uphold_objection", State.OBJECTION_REVIEW, "“法院异议理由”没有答复", "judges_law.50", {"record": {"court_objection": ["过轻"]}}),
    Case("ended_by_transfer", "take_back", State.TRANSFERRED, "移送监察机关后惩戒程序终结", "local_discipline.监察先后", {"under": {"discipline.on_transfer": "terminated"}}),
    Case("unknown_liability", "report", State.INQUIRY, "没有违法审判情形“reversal”", "judicial_responsibility_2015.26", {"states": {"liability_kind": "reversal", "fault": "intent"}}),
    Case("unknown_liability", "report", State.INQUIRY, "应当写明主观过错", "judicial_responsibility_2015.26", {"states": {"liability_kind": "evidence"}}),
    Case("unknown_termination", "terminate", State.INQUIRY, "终结情形应当是：死亡、退休、离职", "local_discipline.终结", {"states": {"termination": "调离"}}),
    Case("others_forgotten", "terminate", State.DELIBERATION, "其他被反映人员（J-18）的责任应当继续追究", "government_sanctions_law.27", {"record": {"others": ["J-18"]}}),
    Case("correction_out_of_reach", "rectify", State.INQUIRY, "不得以更正改变：当事法官", "local_discipline.更正", _corrected(judge="J-18")),
    Case("correction_out_of_reach", "rectify", State.INQUIRY, "不得以更正改变：法官法条项", "local_discipline.更正", _corrected(item="46(4)")),
    Case("correction_out_of_reach", "rectify", State.INQUIRY, "庭室与记录相同", "local_discipline.更正", _corrected(division="民事审判庭")),
    Case("correction_out_of_reach", "rectify", State.DELIBERATION, "审判组织成员、被反映的行为已经据以审议、表决，不得更正；应当重新决定", "local_discipline.更正", _corrected(bench=["J-17"], conduct="另一行为")),
    Case("correction_out_of_reach", "rectify", State.OPINION_ISSUED, "审查意见理由由惩戒工作办公室更正", "local_discipline.更正", _corrected(opinion_text="违反注意义务")),
    Case("correction_out_of_reach", "rectify", State.OBJECTION_WINDOW, "审查意见理由已经随审查意见书送达，不得更正；应当由当事法官或者法院提出异议", "local_discipline.更正", _corrected(opinion_text="违反注意义务") | {"role": Role.DISCIPLINE_OFFICE}),
)
# fmt: on


def test_what_the_inquiry_found_is_held_against_its_kind_and_the_president_reads_the_result(acts, facts_of):
    act = acts[CODE]["report"]
    step = DISCIPLINARY_PREREVIEW.table["report", "inquiry"][0]

    def liability(**states):
        return step.completed(act.actor, facts_of(CODE, act.but(states=states)))["liability"]

    met = liability(liability_kind="report", fault="gross_negligence", wrong_result=True, serious=True)
    assert (met["fulfilled"], met["missing"], met["item"]) == (True, [], "46(5)")
    lacking = liability(liability_kind="report", fault="gross_negligence", serious=True)
    assert (lacking["fulfilled"], lacking["missing"], lacking["item"]) == (False, ["wrong_judgment"], "")
    assert "尚缺" in lacking["zh"]
    assert liability() is None
    assert (
        liability(liability_kind="report", fault="intent", acted_on="2014") is None
    )  # No kind was in force then.


@pytest.mark.parametrize(("item", "at_law"), [("46(1)", "监察法"), ("46(6)", "法官法》第46条"), ("", None)])
def test_a_lead_sent_away_says_on_what_it_goes_there(item, at_law, acts, facts_of):
    step = DISCIPLINARY_PREREVIEW.table["route_away", "lead"][0]
    act = acts[CODE]["route_away"].but(record={"item": item})

    basis = step.completed(act.actor, facts_of(CODE, act))["route_basis"]

    assert (at_law in basis) if at_law else basis is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.act}-{case.guard}-{case.reason[:6]}")
def test_an_act_that_departs_from_the_law_is_refused_in_words_and_on_authority(case, acts, facts_of):
    is_refused(DISCIPLINARY_PREREVIEW, case, acts, facts_of)


def test_every_guard_of_the_table_has_its_test():
    of_the_table = {guard.check.__name__ for guard, _ in guards_of(DISCIPLINARY_PREREVIEW)}

    assert of_the_table == {case.guard for case in CASES}


# --- the vote -------------------------------------------------------------------------------------------------------


def test_the_finding_is_read_off_a_sheet_that_anybody_can_count_again(acts, facts_of):
    act = acts[CODE]["form_opinion"]
    step = DISCIPLINARY_PREREVIEW.table["form_opinion", "deliberation"][0]

    stated = act.but(states={"sheet": None, "finding": "intentional"})
    completed = step.completed(act.actor, facts_of(CODE, stated))

    assert completed["finding"] == "gross_negligence"  # What was typed is overwritten by what was counted.
    assert doubts(completed["sheet"]) == ()
    assert finding_of(completed["sheet"]) is Finding.GROSS_NEGLIGENCE


@pytest.mark.parametrize(
    ("vote", "fault"),
    [
        ({"present": ["W-1"]}, "法官代表”：没有写"),
        ({"judges": 5}, "法官代表”：不是代码列表"),
        ({"judges": [], "present": [], "ballots": 3}, "票数”：不是记录"),
        ({"judges": [], "present": [], "ballots": {"intentional": 1.5}}, "构成故意违反职责”：不是整数"),
        ({"judges": [], "present": [], "ballots": {}, "left": [{"at": "2022-06-08 10:00"}]}, "委员”：没有写"),
        ([{"code": "W-1"}], "只能是一条记录"),
    ],
)
def test_what_is_no_record_of_a_vote_is_named_part_by_part(vote, fault):
    step = DISCIPLINARY_PREREVIEW.table["form_opinion", "deliberation"][0]

    with pytest.raises(FaultyInput, match=fault) as refused:
        check_particulars(step, {"vote": vote})

    assert "表决记录" in refused.value.to("zh")


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"ballots": {"intentional": -1}}, "-1票"),
        ({"ballots": {"intentional": 10**12}}, f"{10**12}票"),
        ({"at": "上午"}, "时间“上午”"),
        ({"late": [{"member": "W-1", "at": "2022-06-08"}]}, "“W-1”的时间“2022-06-08”"),
    ],
)
def test_a_vote_that_cannot_have_been_is_a_fault_and_no_refusal(more, fault, acts, facts_of):
    step = DISCIPLINARY_PREREVIEW.table["form_opinion", "deliberation"][0]
    act = acts[CODE]["form_opinion"]
    vote = {**act.states["vote"], **more}

    check_particulars(step, {"vote": vote})

    with pytest.raises(FaultyInput, match=fault):
        step.completed(act.actor, facts_of(CODE, act.but(states={"vote": vote})))


@given(ballots=st.fixed_dictionaries({found.value: st.integers(0, 9) for found in Finding}))
def test_no_ballots_whatever_bring_both_an_opinion_and_no_majority(ballots, acts, facts_of):
    cast = sum(ballots.values())
    vote = {"judges": MEMBERS[:5], "present": MEMBERS, "voted": MEMBERS[: min(cast, 9)], "ballots": ballots}
    sheet = sheet_of(vote)
    allowed = []
    for trigger in ("form_opinion", "find_no_majority"):
        act = acts[CODE][trigger].but(states={"vote": vote, "sheet": sheet})
        try:
            DISCIPLINARY_PREREVIEW.decide("deliberation", trigger, act.actor, facts_of(CODE, act))
        except Refused:
            continue
        allowed.append(trigger)

    heaviest = max(ballots.values())
    assert allowed == (
        [] if cast > 9 or cast == 0 else ["form_opinion"] if heaviest >= 6 else ["find_no_majority"]
    )


def test_on_the_courts_objection_a_heavier_finding_is_possible(acts, facts_of):
    record = {"finding": "gross_negligence", "court_objection": ["过轻"], "objection": ["过重"]}
    act = acts[CODE]["form_opinion"].but(**_voted(_INTENT, **record))

    step = DISCIPLINARY_PREREVIEW.decide("deliberation", "form_opinion", act.actor, facts_of(CODE, act))

    assert step.destination is State.OPINION_ISSUED


# --- who may see what -----------------------------------------------------------------------------------------------

SECRET = {"reporter": "P-7", "vote": VOTE, "sheet": sheet_of(VOTE), "transfer_ground": "受贿线索"}


@pytest.mark.parametrize("act", list(Act))
def test_no_letter_to_the_judge_says_who_reported_how_anybody_voted_or_what_went_to_the_commission(act):
    quoted = LETTERS.quoted(act, Role.JUDGE_CONCERNED, {**MATTER, **SECRET})

    names = {str(name) for name, _ in quoted}
    assert not names & {Known.REPORTER.zh, Known.VOTE.zh, Known.SHEET.zh, Known.TRANSFER_GROUND.zh}
    assert "P-7" not in "".join(str(text) for _, text in quoted)


def test_whoever_admits_the_lead_may_learn_who_reported_and_the_president_may_not():
    told = {
        role: {str(name) for name, _ in LETTERS.quoted(Act.ADMIT_LEAD, role, {**MATTER, **SECRET})}
        for role in (Role.TRIAL_SUPERVISION, Role.PRESIDENT)
    }

    assert Known.REPORTER.zh in told[Role.TRIAL_SUPERVISION]
    assert Known.REPORTER.zh not in told[Role.PRESIDENT]


@pytest.mark.parametrize(
    ("role", "open_to_it"),
    [
        (Role.JUDGE_CONCERNED, set()),
        (None, set()),
        (Role.DISCIPLINE_OFFICE, {"vote", "sheet", "transfer_ground"}),
        (Role.INSPECTION, {"reporter", "transfer_ground"}),
        (Role.PRESIDENT, {"transfer_ground"}),
    ],
)
def test_a_record_shows_each_reader_what_his_role_may_see(role, open_to_it):
    shown = seen_by(CODE, role, {**MATTER, **SECRET, "finding": "gross_negligence"})

    assert {name for name in SECRET if shown[name] == SECRET[name]} == open_to_it
    assert shown["finding"] == "gross_negligence"
    assert shown["judge"] == MATTER["judge"]


# --- the judge's side -----------------------------------------------------------------------------------------------


def test_every_act_of_the_judge_says_how_it_is_done():
    his = {step.trigger for step in DISCIPLINARY_PREREVIEW.steps if Role.JUDGE_CONCERNED in step.roles}

    assert his == set(PREREVIEW_RIGHTS.how)


def test_every_act_with_a_limit_says_in_the_letter_what_is_to_be_done():
    limited = {
        step.trigger
        for step in DISCIPLINARY_PREREVIEW.steps
        if step.within and set(step.roles) - {Role.CALENDAR}
    }

    assert limited - set(ADVICE) == set()


@pytest.mark.parametrize("state", [State.LEAD, State.INITIAL_REVIEW, State.ROUTED, State.TRANSFERRED])
def test_before_the_judge_was_told_his_page_is_refused(state):
    with pytest.raises(Refused, match="尚未告知当事法官"):
        PREREVIEW_RIGHTS.check_told(state.value)
