"""The desk takes a lead to the decision: what a clerk types, what is said, what is refused, and what a reader does not see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from console.cli import app
from tests.console.at_a_desk import at_a_desk

LEAD = (
    "lead", "register", "--source", "举报", "--role", "督察部门", "--by", "D9", "--judge", "J1", "--court", "长春市中级人民法院",
    "--organiser", "吉林省高级人民法院", "--case", "（2026）吉01民终7号", "--item", "46(5)", "--conduct", "遗漏主要证据", "--reporter", "P77",
)  # fmt: skip
REFUSED, FAULTY = 3, 2


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A desk without a matter."""
    with at_a_desk(tmp_path, columns=220):
        yield tmp_path


def zelian(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def act(step: str, role: str, *facts: str, ref: str, by: str = "P1") -> Result:
    stated = [word for fact in facts for word in ("--fact", fact)]
    return zelian("proceeding", "act", ref, step, "--role", role, "--by", by, *stated)


@pytest.fixture
def ref(desk: Path) -> str:
    return zelian(*LEAD).output.splitlines()[0].removeprefix("已登记线索")


def test_a_lead_is_registered_listed_and_not_registered_twice(ref):
    assert ref.startswith("惩戒")
    assert "不重复登记" in zelian(*LEAD).output
    listed = zelian("lead", "list").output
    assert ref in listed
    assert "P77" not in listed


def test_the_committee_is_told_to_forward_it(desk):
    done = zelian(*[word if word != "督察部门" else "法官惩戒委员会" for word in LEAD])

    assert done.exit_code == REFUSED
    assert "不直接受理举报和线索" in done.output
    assert zelian("lead", "list").output.strip() == "线索和惩戒事项：没有"


def test_all_that_is_wrong_with_a_lead_is_said_at_once_in_either_language(desk):
    words = ("lead", "register", "--source", "complaint", "--role", "inspection", "--item", "46(12)")

    chinese, english = zelian(*words), zelian("--english", *words)

    assert (chinese.exit_code, english.exit_code) == (FAULTY, FAULTY)
    assert "共4处错误" in chinese.output
    assert "请写成 46(4) 的形式" in chinese.output
    assert "write it as 46(4)" in english.output


def test_a_reader_sees_what_his_role_may_see(ref):
    shown = {
        role: json.loads(zelian("proceeding", "show", ref, "--json", "--role", role).output)
        for role in ("审管办", "督察部门", "院长")
    }

    for role in ("督察部门", "审管办", "院长"):
        assert "P77" not in json.dumps(shown[role], ensure_ascii=False)
        assert shown[role]["facts"]["judge"] == "J1"


def test_the_judges_page_opens_with_the_inquiry_and_says_to_whom_and_on_what_authority(ref):
    before = zelian("proceeding", "rights", ref)
    act("受理线索", "审监庭", ref=ref)
    act("提出初步意见", "审监庭", "是否可能应当追责=是", "初步意见理由=影响主文", ref=ref)
    act("启动追责", "院长", ref=ref)
    after = zelian("proceeding", "rights", ref)
    english = zelian("--english", "proceeding", "rights", ref).output

    assert before.exit_code == REFUSED
    assert "尚未告知当事法官" in before.output
    assert "申请回避" in after.output
    assert "交给：长春市中级人民法院督察部门" in after.output
    assert "反映人是谁" in after.output
    assert "P77" not in after.output
    assert "ask for recusal" in english


def test_a_finding_cannot_be_typed_and_another_judge_cannot_speak(ref):
    act("受理线索", "审监庭", ref=ref)
    act("提出初步意见", "审监庭", "是否可能应当追责=是", "初步意见理由=影响主文", ref=ref)
    act("启动追责", "院长", ref=ref)

    stranger = act("陈述、举证、辩解", "当事法官", "陈述申辩=与我无关", ref=ref, by="J2")
    typed = act("形成审查意见", "法官惩戒委员会", "审查意见=构成故意违反职责", ref=ref)

    assert stranger.exit_code == REFUSED
    assert "J2不是本事项的当事法官" in stranger.output
    assert typed.exit_code == FAULTY
    assert "由系统计算，不能填写" in typed.output


def test_no_decision_opens_without_an_opinion_and_one_opens_on_another_breach_of_duty(desk):
    words = [word if word != "46(5)" else "46(6)" for word in LEAD]
    ref = zelian(*words).output.splitlines()[0].removeprefix("已登记线索")
    early = zelian("lead", "decide", ref, "--role", "督察部门", "--by", "D9")
    gate = act("受理线索", "审监庭", ref=ref)
    act("转办不属惩戒委员会审议的线索", "审监庭", "转往何处=机关纪委", "理由=处分程序", ref=ref)

    opened = zelian("lead", "decide", ref, "--role", "督察部门", "--by", "D9")
    decision = opened.output.strip().removeprefix("已转入")
    proposal = ("拟给予的处分=警告", "认定的事实和依据=拖延办案")
    typed = act(
        "告知拟处理意见", "督察部门", *proposal, "惩戒委员会审查意见={finding: intentional}", ref=decision
    )
    told = act("告知拟处理意见", "督察部门", *proposal, ref=decision)

    assert early.exit_code == REFUSED
    assert "没有已确定的审查意见" in early.output
    assert gate.exit_code == REFUSED
    assert "第46条第6项" in gate.output
    assert decision == ref.replace("惩戒", "惩戒决定")
    assert told.exit_code == 0
    assert typed.exit_code == FAULTY


def test_who_reported_is_asked_for_granted_by_another_and_shown(ref):
    early = zelian("reporter", "show", ref, "--role", "督察部门", "--by", "D5")
    asked = zelian("reporter", "ask", ref, "--role", "督察部门", "--by", "D5", "--reason", "核实举报内容")
    own = zelian(
        "reporter", "decide", ref, "1", "--grant", "--role", "院长", "--by", "D5", "--reason", "有必要"
    )
    granted = zelian("reporter", "decide", ref, "1", "--grant", "--role", "院长", "--by", "P1", "--reason", "有必要")  # fmt: skip
    shown = zelian("reporter", "show", ref, "--role", "督察部门", "--by", "D5")
    judge = zelian("reporter", "show", ref, "--role", "督察部门", "--by", "J1")

    assert early.exit_code == own.exit_code == REFUSED
    assert "第1号申请" in asked.output
    assert "由第三人决定" in own.output
    assert granted.output.strip() == "已准许"
    assert shown.output.strip() == "反映人：P77"
    assert "P77" not in judge.output + early.output


def test_the_desk_says_which_paper_an_act_calls_for_and_writes_it(ref):
    done = act("受理线索", "审监庭", ref=ref)
    written = zelian("papers", "write", ref)

    assert "本步应当制作：线索登记表" in done.output
    assert written.exit_code == 0
    assert "02-线索登记表.docx" in written.output
    assert "SHA-256" in written.output


def test_when_the_act_was_done_may_be_known_to_the_month_only_and_is_read_out_so(desk):
    done = zelian(*LEAD, "--acted", "2019年7月")

    ref = done.output.splitlines()[0].removeprefix("已登记线索")
    shown = json.loads(zelian("proceeding", "show", ref, "--json", "--role", "督察部门").output)
    assert shown["facts"]["acted_on"] == "2019-07"
    assert "2019" in zelian("discipline", "statistics").output
    wrong = zelian(*LEAD, "--acted", "2019-13")
    assert wrong.exit_code == FAULTY
    assert "写成 2019、2019-07 或者 2019-07-15" in wrong.output


def test_what_is_not_final_is_not_reopened_and_nobody_is_suspended_without_a_case(ref):
    refused = zelian(
        "discipline",
        "reopen",
        ref,
        "--about",
        "审查意见",
        "--ground",
        "新证据证明认定错误",
        "--role",
        "当事法官",
        "--by",
        "J1",
    )
    assert refused.exit_code == FAULTY
    assert "可以写：惩戒委员会审查意见、惩戒决定" in refused.output
    refused = zelian(
        "discipline",
        "reopen",
        ref,
        "--about",
        "惩戒决定",
        "--ground",
        "新证据证明认定错误",
        "--point",
        "新鉴定",
        "--role",
        "督察部门",
        "--by",
        "D9",
    )
    assert refused.exit_code == REFUSED
    assert "在原程序中异议、申诉或者纠正" in refused.output

    done = zelian("discipline", "suspend", ref, "--role", "政治部", "--by", "H1")

    suspension = done.output.strip().removeprefix("已登记")
    assert suspension.startswith("惩戒暂停履职")
    listed = zelian("discipline", "following", "--role", "政治部", "--by", "H1").output
    assert all(word in listed for word in (suspension, ref, "拟暂停履职", "决定是否暂停的期限"))
    assert suspension not in zelian("discipline", "following", "--role", "当事法官", "--by", "J1").output
    facts = (
        "是否不宜继续履行职责=是",
        "理由=见附件",
        "集体讨论记录=党组会",
        "暂停履职起始之日=2099-01-01",
        "暂停期间工资待遇=照发",
        "未结案件如何移交=重新分案",
    )
    refused = act("决定暂停履职", "党组", *facts, ref=suspension)
    assert refused.exit_code == REFUSED
    assert "未被立案调查、侦查" in refused.output
    assert "已办理" in act("决定暂停履职", "党组", *facts, "立案情况=监察机关立案调查", ref=suspension).output
    assert "暂停履职决定书" in zelian("papers", "write", suspension, "--role", "政治部", "--by", "H1").output


def test_a_particular_that_has_no_place_is_answered_with_those_that_people_may_give(ref):
    done = act("route_away", "审管办", "转往何处=机关纪委", "理由=见附件", "去向=某处", ref=ref)

    assert done.exit_code == FAULTY
    assert "转往何处（route）" in done.output
    assert "转办、移送依据" not in done.output  # The program works it out.
