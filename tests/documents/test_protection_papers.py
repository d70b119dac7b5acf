"""Papers of protection and of handovers: one for every act that calls for one, and nothing in any that its reader may not see."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from documents.discipline_papers import FORMS, Done, discipline_paper
from documents.docx_papers import fill
from documents.paper_fields import PROTECTION
from documents.paper_templates import our_template
from rules.exemption_sheet import sheet
from rules.exemptions import exemptions
from rules.labels import Labelled
from rules.parameters import rule_book
from rules.roles import Role
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Paper as Handover
from state_machines.interference_record.terms import KEEPERS, MAY_KNOW_THE_RECORDER
from state_machines.interference_record.terms import Paper as Interference
from state_machines.personal_safety.terms import AT_HOME
from state_machines.personal_safety.terms import Paper as Safety
from state_machines.protection.openings import OPENINGS, Open
from state_machines.report_clarification.terms import Known as Clearing
from state_machines.report_clarification.terms import Paper as Cleared
from state_machines.rights_petition.terms import Paper as Petition
from state_machines.steps import Step
from tests.state_machines.handover_acts import HANDED, HANDOVER_ACTS
from tests.state_machines.protection_acts import MATTERS

DAY = date(2022, 4, 28)
RULES = rule_book().on(date(2022, 1, 1))
TABLES = {each.procedure.code: each.procedure for each in OPENINGS.values()} | {HANDOVER.code: HANDOVER}
ACTS = {**MATTERS, HANDOVER.code: (HANDED, HANDOVER_ACTS)}
REPORTER, RECORDER, HOME, SCHOOL = "举报人P-77", "J-RECORDS", "甲市某路某号", "某小学"
_TESTS = [{"ground": each.code, "result": "met" if not n else "not_met", "why": f"理由{n}"} for n, each in enumerate(exemptions(DAY))]  # fmt: skip
SHEET = {"rows": [row.record() for row in sheet(_TESTS, DAY)]}
SECRETS: dict[str, dict[str, Any]] = {
    "report_clarification": {"reporter": REPORTER, "findings": MATTERS["report_clarification"][1]["find_untrue"]["states"]["findings"]},
    "interference_record": {"recorder": RECORDER, "division": "民一庭", **MATTERS["interference_record"][1]["record"]["states"]},
    "personal_safety": {"home": HOME, "family": [{"relation": "子女", "where": SCHOOL}]},
    "rights_petition": {"alarm": {"zh": f"{RECORDER}如实记录后", "en": f"{RECORDER} recorded"}},
    "exemption_review": {"sheet": SHEET},
    "handover": {},
}  # fmt: skip
CODED = re.compile(
    r"\{|\}|\[|\]|True|False|None\b(?! )|\b(clear|two|written|spoken|insider|president|unqualified)\b"
)


def called_for() -> list[tuple[str, Step, Labelled]]:
    """Each paper once for each act that calls for it, an opening being one."""
    opening = Step(Open.OPEN, HANDOVER.initial, None, Role.PRESIDENT, HANDOVER.authority, papers=HANDOVER.opening_papers)  # fmt: skip
    steps = [(code, step) for code, table in TABLES.items() for step in table.steps] + [("handover", opening)]
    found = {
        (code, step.trigger, paper): (code, step, paper) for code, step in steps for paper in step.papers
    }
    return list(found.values())


EVERY = called_for()


def told(code: str, step: Step, paper: Labelled, language: str = "zh", **changed: Any) -> str:
    matter, acts = ACTS[code]
    act = acts.get(step.trigger.value, {"role": Role.PRESIDENT})
    stated = {**act.get("states", {}), **changed}
    facts = {**matter, **SECRETS[code], **act.get("record", {}), **stated}
    ref = {"handover": "移送-评查2021Q3-0042-线索"}.get(code, "事项2022-0007")
    done = Done(TABLES[code], ref, facts, stated, step, act["role"], DAY, RULES, (), language)  # type: ignore[arg-type]
    made = discipline_paper(paper, done)
    body = fill(made, our_template(made.kind, made.language)).body
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return "\n".join(
        "".join(each.text or "" for each in line.iter(f"{word}t")) for line in body.iter(f"{word}p")
    )


def of_an_act(code: str, act: str, paper: Labelled, language: str = "zh", **changed: Any) -> str:
    step = next(step for each, step, of in EVERY if (each, step.trigger.value, of) == (code, act, paper))
    return told(code, step, paper, language, **changed)


def test_every_paper_that_a_step_or_an_opening_names_has_its_row_and_a_name_of_its_own():
    named = {paper for _, _, paper in EVERY}

    assert named == {paper for paper, form in FORMS.items() if form.layout in PROTECTION}
    assert {form.layout for form in FORMS.values()} >= set(PROTECTION)
    for paper in named:
        same = [other for other in FORMS if paper.zh == other.zh or paper.en == other.en]
        assert same == [paper], "a court's own template is found by the name of the paper"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_paper_of_every_act_is_whole_and_says_nothing_in_codes(language):
    for code, step, paper in EVERY:
        said = told(code, step, paper, language)

        found = CODED.search(said) if language == "zh" else CODED.search(re.sub(r"[a-z ]*", "", said))
        assert found is None, (paper, step.trigger, found, said)
        assert len(said) > 60, said
        if language == "en":
            assert "：" not in said, (paper, said)


# ---- clearing (澄清) --------------------------------------------------------------------------------------------


def test_no_paper_of_a_clearing_says_who_reported():
    for code, step, paper in EVERY:
        if code == "report_clarification":
            assert REPORTER not in told(code, step, paper), paper


def test_a_letter_of_clearing_names_the_false_points_only_and_appraises_nobody():
    said = of_an_act("report_clarification", "clear", Cleared.LETTER)

    assert "第1个问题“收受当事人礼品”" in said
    assert "第3个问题“私自会见律师”" in said
    assert "泄露合议意见" not in said, "it was not proved, and not found untrue"
    assert "也不是对本人的全面评价" in said
    assert "U-1、U-2：" in said


def test_what_tells_of_clearing_outside_the_office_never_repeats_a_point_not_found_untrue():
    for act, paper in (("assess", Cleared.NOTICE), ("clear", Cleared.LETTER), ("visit", Cleared.VISIT), ("refer_accuser", Cleared.REFERRAL)):  # fmt: skip
        said = of_an_act("report_clarification", act, paper, cleared_points=["1", "3"])
        assert "泄露合议意见" not in said, paper


def test_the_finding_sets_out_every_point_with_its_basis_and_that_not_proved_is_not_untrue():
    said = of_an_act("report_clarification", "find_untrue", Cleared.FINDING, untrue_points=["1", "3"])

    assert "第2个问题“泄露合议意见”\n未查实，不能排除\n无法核实" in said
    assert "未查实又不能排除的问题，不认定为失实" in said


def test_the_evidence_against_a_false_accuser_is_for_those_who_handle_it():
    assert FORMS[Cleared.REFERRAL].readers == Clearing.ACCUSER.seen_by
    assert "捏造事实：是；陷害意图：是；公职人员：否" in of_an_act(
        "report_clarification", "refer_accuser", Cleared.REFERRAL
    )
    for code, step, paper in EVERY:
        if code == "report_clarification" and paper is not Cleared.REFERRAL:
            assert "伪造的转账记录" not in told(code, step, paper), paper


# ---- interference (干预、过问) ------------------------------------------------------------------------------------


def test_who_recorded_stands_in_the_record_alone_and_the_record_is_for_those_who_may_know():
    holding = {paper for code, step, paper in EVERY if RECORDER in told(code, step, paper)}

    assert holding == {Interference.RECORD}
    assert set(FORMS[Interference.RECORD].readers) <= set(MAY_KNOW_THE_RECORDER)


def test_a_bulletin_names_neither_the_case_nor_the_division_by_which_the_recorder_could_be_found():
    said = of_an_act("interference_record", "publish", Interference.BULLETIN)

    assert "吉00民初100号" not in said
    assert "民一庭" not in said
    assert "通报范围" in said and "一定范围" in said
    assert "不得转发" in said


def test_every_paper_on_interference_is_for_few_and_none_for_a_judge():
    for paper in Interference:
        few = FORMS[paper].readers
        assert few, paper
        assert Role.JUDGE_CONCERNED not in few
        assert set(KEEPERS) <= set(few)


# ---- personal safety (人身安全) ------------------------------------------------------------------------------------


def test_address_and_family_stand_in_the_report_of_danger_alone_which_only_those_who_protect_may_have():
    holding = {
        paper for code, step, paper in EVERY if HOME in (said := told(code, step, paper)) or SCHOOL in said
    }

    assert holding == {Safety.REPORT}
    assert FORMS[Safety.REPORT].readers == AT_HOME


def test_a_notice_of_measures_says_grade_measures_and_whether_it_was_in_time():
    said = of_an_act("personal_safety", "take", Safety.ORDER, response={"hours": 9.5, "in_time": True})

    assert "二级险情" in said
    assert "司法警察值守、通报公安机关" in said
    assert "定级后9.5小时到位，未超时" in said


# ---- petitions (维权) ---------------------------------------------------------------------------------------------


def test_an_alarm_of_retaliation_which_tells_who_recorded_stands_in_no_paper():
    for code, step, paper in EVERY:
        if code == "rights_petition":
            assert "如实记录" not in told(code, step, paper), paper


def test_the_organ_has_no_paper_of_a_petition_before_a_correction_is_proposed():
    before = (Petition.PETITION, Petition.ACCEPTANCE, Petition.DECLINING, Petition.FINDING)

    for paper in before:
        assert not {Role.PARTY_GROUP, Role.PERSONNEL, Role.HIGHER_COURT} & set(FORMS[paper].readers)
        assert FORMS[paper].readers


def test_an_acceptance_says_that_no_time_limit_of_a_remedy_stops_and_which_there_are():
    said = of_an_act("rights_petition", "accept", Petition.ACCEPTANCE)

    assert "不停止复核、申诉、复审的法定期限" in said
    assert "30日内向原处理机关申请复核" in said


# ---- exemption and handover (免责、衔接) -----------------------------------------------------------------------------


def test_a_test_sheet_sets_out_every_ground_in_force_with_result_reason_and_authority():
    from state_machines.exemption_review.terms import Paper as Review

    said = of_an_act("exemption_review", "test", Review.SHEET, sheet=SHEET, outcome="exempt")

    for number, ground in enumerate(exemptions(DAY)):
        assert ground.zh in said
        assert f"理由{number}" in said
    assert "审查结论\n具备免责情形" in said


def test_a_handover_is_for_its_two_ends_and_carries_only_what_its_row_names():
    assert all(FORMS[paper].ends == (Handed.GIVER, Handed.RECEIVER) for paper in Handover)
    said = of_an_act(
        "handover", "open", Handover.LETTER, carried={"grade": "unqualified", "reporter": REPORTER}
    )

    assert "督察部门：" in said
    assert "评查线索移送惩戒" in said
    assert REPORTER not in said
    assert "zelian" not in said


@pytest.mark.parametrize(("act", "what"), [("accept", "惩戒2022-0001"), ("decline", "见附件")])
def test_a_receipt_says_what_was_opened_or_why_it_is_declined(act, what):
    said = of_an_act("handover", act, Handover.RECEIPT)

    assert what in said
    assert "接收部门经办人" in said
