"""What a letter says: the grade and the reasons to the judge, what to do and how, and nobody by name who must not be."""

from __future__ import annotations

from datetime import date

import pytest

from records.telling import tell
from rules.labels import Words
from rules.roles import Actor, Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import Act, State

OFFICE = Actor("M1", Role.TRIAL_MANAGEMENT)
FACTS = {
    "case_no": "（2021）吉01民终100号",
    "court": "长春市中级人民法院",
    "organiser": "吉林省高级人民法院",
    "judge": "J1",
    "readers": [{"code": "R1", "court": "甲"}, {"code": "R2", "court": "乙"}],
    "second_readers": ["S1"],
    "grade": "flawed",
    "score": 70.5,
    "grade_reasons": "送达有瑕疵{未注明日期}",
    "objection": "已经注明",
    "hearing_at": "2021-11-08 09:30",
    "hearing_place": "第三会议室",
    "hearing_group": ["H1", "H2", "H3"],
    "upheld": True,
    "answer": [
        {"point": 1, "adopted": True, "reasons": "在副卷第3页"},
        {"point": 2, "adopted": False, "reasons": "没有回应"},
    ],
    "clue_transfer": {"item": "46(4)", "reasons": "笔录存疑"},
}
OBJECTION_PERIOD = {
    "objection": {
        "due_on": date(2021, 10, 29),
        "provisional": False,
        "length": 5,
        "unit": "working_day",
        "starts_from": date(2021, 10, 22),
        "events": [],
    }
}


@pytest.fixture
def letters():
    def told(act, state, running=None):
        step = next(step for step in QUALITY_REVIEW.steps if step.trigger is act and step.source is state)
        sent = tell(QUALITY_REVIEW, step, "评查2021Q3-0001", 7, FACTS, running or {}, OFFICE)
        return {one.heading.role: one.content() for one in sent}

    return told


def points(content):
    return {str(name): str(text) for name, text in content.points}


def test_the_judge_learns_grade_and_reasons_and_how_and_until_when_to_object(letters):
    to_judge = letters(Act.FEED_BACK, State.PRELIM, OBJECTION_PERIOD)[Role.JUDGE]

    assert points(to_judge) == {"等次": "瑕疵", "合并得分": "70.5", "等次理由": "送达有瑕疵{未注明日期}"}
    assert "书面提出异议，写明理由" in str(to_judge.what_to_do)
    assert to_judge.due == date(2021, 10, 29)
    assert str(to_judge.due_explained) == "异议期5个工作日，自2021年10月22日的次日起算"
    assert str(to_judge.ask) == "吉林省高级人民法院审管办"


def test_who_has_no_act_of_his_own_has_no_limit_either(letters):
    to_chief = letters(Act.FEED_BACK, State.PRELIM, OBJECTION_PERIOD)[Role.DIVISION_CHIEF]

    assert to_chief.due is None
    assert to_chief.what_to_do == Words("", "")


def test_nothing_is_quoted_to_a_reviewer_and_no_reviewer_is_quoted_to_the_judge(letters):
    to_second = letters(Act.APPOINT_SECOND, State.OBJECTED)[Role.RE_REVIEWER]
    to_judge = [
        letters(act, state)[Role.JUDGE]
        for act, state in (
            (Act.FEED_BACK, State.PRELIM),
            (Act.CONFIRM, State.READY),
            (Act.ARCHIVE, State.CLOSED),
        )
    ]

    assert to_second.points == ()
    said = str([content.to_json() for content in to_judge])
    assert not any(code in said for code in ("R1", "R2", "S1"))


def test_of_a_clue_only_the_inspection_and_the_office_hear(letters):
    told = letters(Act.HAND_OVER_CLUE, State.CONFIRMED)

    assert set(told) == {Role.INSPECTION, Role.TRIAL_MANAGEMENT}
    assert points(told[Role.INSPECTION]) == {"线索移送内容": "笔录存疑"}


def test_the_judge_is_told_of_the_hearing_with_time_and_place_and_what_he_may_do(letters):
    to_judge = letters(Act.CALL_HEARING, State.OBJECTED)[Role.JUDGE]

    assert points(to_judge)["听证时间"] == "2021年11月8日 09:30"
    assert points(to_judge)["听证地点"] == "第三会议室"
    assert "不能到场的，事先提交书面意见" in points(to_judge)["您可以"]
    assert "H1" not in str(to_judge.to_json())


def test_an_answer_is_read_out_point_by_point(letters):
    to_judge = letters(Act.DECIDE_OBJECTION, State.OBJECTED)[Role.JUDGE]

    assert points(to_judge)["对异议理由的逐项答复"] == "第1点采纳：在副卷第3页；第2点不采纳：没有回应"
    assert points(to_judge)["您可以"].endswith("还可以申请复核")


def test_whoever_may_do_something_is_one_who_is_told():
    for act, role in QUALITY_REVIEW.letters.counsel:
        assert any(step.trigger is act and role in step.tells for step in QUALITY_REVIEW.steps), (act, role)


def test_what_is_to_be_mended_goes_to_those_who_mend_it(letters):
    told = letters(Act.ORDER_MENDING, State.CONFIRMED, {"rectification": OBJECTION_PERIOD["objection"]})

    assert Role.DIVISION in told
    assert "报告整改措施和效果" in str(told[Role.DIVISION].what_to_do)


@pytest.mark.parametrize(
    "step", QUALITY_REVIEW.steps, ids=lambda step: f"{step.source.value}-{step.trigger.value}"
)
def test_only_facts_a_step_may_know_are_quoted(step):
    known = {fact.code for each in QUALITY_REVIEW.steps for fact in each.facts} | {"judge", "reversed"}

    quoted = QUALITY_REVIEW.letters.quotes.get(step.trigger, ())

    assert {fact.code for fact in quoted} <= known
    assert not {"readers", "second_readers", "sheets"} & {fact.code for fact in quoted}
