"""A matter of discipline from lead to closed file, as a secretary types it: the clock moves over a holiday, mailboxes listen.

Each step says who has a letter of it; a letter that nobody expected, or one that is missing, fails the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.office import office
from records.proceedings import find
from tests.records.conftest import Desk as Reviews
from tests.stories.secretariat import (
    CHAIR,
    COMMITTEE,
    COURT,
    DECISION,
    EVERYBODY_CALLED,
    FAULTY,
    HANDLING,
    INSPECTION,
    JUDGE,
    MEMBERS,
    OFFICE,
    ORGANISER,
    PRESIDENT,
    REF,
    REFUSED,
    REVIEW,
    Story,
    secretariat,
)


# fmt: off
@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with secretariat(tmp_path) as desk:
        yield Story(desk)


def test_a_review_s_clue_becomes_a_sanction_that_was_proved_heard_objected_to_and_carried_out(
    story: Story,
) -> None:
    _hand_over_the_clue(story)
    _inquire(story)
    _a_recusal_breaks_the_quorum(story)
    _the_vote_that_counts(story)
    _served_over_the_holiday_and_objected_to(story)
    _decided_and_carried_out(story)

    assert story.desk.state(DECISION) == "closed"
    assert "台账完好" in story.types("ledger", "verify")
    listed = story.types("discipline", "register", "--year", "2026")
    assert all(word in listed for word in (REF, "案件质量评查", "存在重大过失", "已结案"))
    figures = story.types("discipline", "statistics", "--year", "2026")
    assert all(word in figures for word in ("共1件，未办结0件", "当事法官异议期", "1/1"))
    assert "%" not in figures
    derived = story.types("discipline", "derive", REF, "--decided-on", "2025-12-01")
    assert all(judge in derived for judge in ("J1（合议庭成员）", "J2（合议庭成员）", "J3（合议庭成员）"))
    assert "还须查明3项" in derived


def test_no_majority_then_no_violation_and_the_file_is_closed(story: Story) -> None:
    story.types("lead", "register", "--source", "举报", "--role", "督察部门", "--by", "D9", "--judge", "J1", "--court", COURT,
              "--organiser", ORGANISER, "--case", "（2026）吉01民终7号", "--item", "46(4)", "--conduct", "拒不回避", "--reporter",
              "P77", tells="A1 T1")
    _to_the_committee(story, "2026-07-02", "是否故意违反职责")
    _call(story, "2026-08-04 09:00")
    story.on("2026-08-04", "11:00")
    story.types("sitting", "attend", *MEMBERS, "--at", "08:55", "--by", "S1")
    story.types("sitting", "leave", "W9", "--at", "10:00", "--by", "S1")
    _hear(story)
    Path("ballots.txt").write_text("构成故意违反职责\n没有违反职责\n" * 4, "utf-8")

    story.types("sitting", "vote", REF, "--from", "ballots.txt", "--at", "10:30", "--by", "S1")
    assert "四种意见均未达到6票" in story.types("sitting", "proof", REF, "--by", "S1")
    story.signed()
    story.types("sitting", "conclude", REF, "--by", "C1", tells="J1 P1")
    story.types("sitting", "close", "--by", "S1")

    assert story.desk.state(REF) == "no_majority"
    story.on("2026-08-17")
    story.act("补充后再次提请", PRESIDENT, "补充的内容=两人毕业后没有往来", tells="J1 S1")
    story.act("受理提请", OFFICE, "材料是否齐备=是", tells="J1 P1 W1")
    _call(story, "2026-09-01 14:00")
    story.on("2026-09-01", "15:00")
    story.types("sitting", "attend", *MEMBERS, "--at", "14:00", "--by", "S1")
    assert "尚未听取" in story.types("sitting", "vote", REF, "--ballots", "没有违反职责=9", "--by", "S1", code=REFUSED)
    _hear(story)
    story.types("sitting", "vote", REF, "--ballots", "没有违反职责=8", "--ballots", "弃权=1", "--by", "S1")
    story.types("sitting", "proof", REF, "--by", "S1")
    story.signed()
    story.types("sitting", "conclude", REF, "--text", "没有应当回避的情形", "--by", "C1")
    story.types("sitting", "close", "--by", "S1")
    story.on("2026-09-02")
    story.act("送达提请法院", OFFICE, "送达提请法院情况={kind: direct, on: 2026-09-02}", tells="P1")
    story.act("送达当事法官", OFFICE, "送达当事法官情况={kind: direct, on: 2026-09-02}", tells="J1 P1")
    story.act("双方均不提异议，意见确定", OFFICE, "双方不提异议的书面表示=均已书面表示", tells=f"J1 P1 S1 {HANDLING}")
    story.act("决定不予惩戒", ("党组", "G1"), "理由=没有违反职责", "集体讨论记录=党组会纪要第9号", tells="J1 Q1 Z1", ref=DECISION)
    story.act("结案", INSPECTION, "理由=不予惩戒", tells="J1 G1", ref=DECISION)

    assert story.desk.state(DECISION) == "closed"
    assert "台账完好" in story.types("ledger", "verify")
    unknown = story.types("discipline", "derive", REF, code=FAULTY)  # nobody is presumed to have sat alone
    assert "共2处错误" in unknown


def _hand_over_the_clue(story: Story) -> None:
    reviews = Reviews(office().store, datetime(2026, 7, 1, 2, tzinfo=UTC))
    reviews.bring(REVIEW, "confirmed", court=COURT, clue={"item": "46(5)", "reasons": "遗漏主要证据"})
    story.desk.told()
    story.desk.on("2026-07-02")
    story.act("移送问题线索", ("院长", "P0"), "clue_transfer={item: 46(5), reasons: 遗漏主要证据}", tells="A0 D0 D9", ref=REVIEW)
    story.types("lead", "register", "--source", "案件质量评查", "--from", REVIEW, "--role", "督察部门", "--by", "D9", tells="A1 P0 T1")


def _to_the_committee(story: Story, day: str, question: str) -> None:
    story.desk.on(day)
    story.act("受理线索", ("审监庭", "T1"), tells="P1")
    story.act("提出初步意见", ("审监庭", "T1"), "是否可能应当追责=是", "初步意见理由=影响主文", tells="P1")
    story.act("启动追责", PRESIDENT, tells="J1 D9 E1")
    story.act("指定调查人员", INSPECTION, "调查人员=D1、D2", tells="J1")
    story.act("陈述、举证、辩解", JUDGE, "陈述申辩=证据未在庭审出示", tells="D9 E1")
    story.act("提交调查报告", INSPECTION, "调查认定的事实=庭审笔录载明该证据", "事实是否查明=是", "裁判结果是否错误=是", "是否造成严重后果=是", "采纳与否的逐点说明=1 不采纳：笔录第3页载明",
              tells="P1")
    story.act("提请惩戒委员会审议", PRESIDENT, f"提请认定的问题={question}", tells="J1 S1")
    story.act("受理提请", OFFICE, "材料是否齐备=是", tells="J1 P1 W1")


def _inquire(story: Story) -> None:
    # Of the review, whose division has no chief on the register: nobody has seen to the alarm.
    story.on("2026-07-03", tells="A0")
    _to_the_committee(story, "2026-07-03", "是否存在重大过失")
    assert "召集审议期限" in story.types("sitting", "docket", "--role", OFFICE[0], "--by", OFFICE[1])


def _call(story: Story, when: str) -> None:
    story.types("sitting", "open", REF, "--at", when, "--place", "第一会议室", "--by", "S1")
    story.types("sitting", "invite", "--by", "W1", tells=EVERYBODY_CALLED)


def _hear(story: Story) -> None:
    story.act("听取举证和陈述", OFFICE, "审议听取情况={court_proved: 庭审笔录和判决书, judge_present: true}")


def _a_recusal_breaks_the_quorum(story: Story) -> None:
    """One member steps aside and another does not come: seven of nine are no quorum, and no majority of theirs counts."""
    # What is done about the review is late as well: reported upwards, where nobody is; an older alarm reaches the president.
    story.on("2026-08-26", "09:00", tells="A0 P0")
    story.types("sitting", "open", REF, "--at", "2026-09-08 09:00", "--place", "第一会议室", "--by", "S1")
    assert "没有担任" in story.types("sitting", "invite", "--by", "S1", code=REFUSED)
    story.types("sitting", "invite", "--by", "W1", tells=EVERYBODY_CALLED)
    story.act("申请回避", JUDGE, "申请谁回避=W9", "回避理由=曾经办理本案", tells="S1 W1")
    story.act("决定委员是否回避", CHAIR, "是否准予回避=是", "理由=曾参加讨论", tells="J1 S1")
    # Two working days ahead, and not W9; and of the review's alarms, which nobody has seen to, in one letter each.
    story.on("2026-09-04", tells="A0 P0 W1 W2 W3 W4 W5 W6 W7 W8")
    story.on("2026-09-08", "10:30")
    story.types("sitting", "attend", *MEMBERS[:7], "--at", "09:00", "--by", "S1")
    _hear(story)
    story.types("sitting", "vote", REF, "--ballots", "存在重大过失=7", "--by", "S1")

    assert "到会7人，应当不少于8人" in story.types("sitting", "proof", REF, "--by", "S1")
    story.signed()
    assert "表决无效" in story.types("sitting", "conclude", REF, "--text", "理由", "--by", "C1", code=REFUSED)
    assert "不能闭会" in story.types("sitting", "close", "--by", "S1", code=REFUSED)
    assert story.desk.state(REF) == "deliberation"

    story.types("sitting", "open", REF, "--at", "2026-09-21 09:00", "--place", "第二会议室", "--by", "S1")
    story.types("sitting", "invite", "--sitting", "审议2026-02", "--by", "W1", code=FAULTY)
    called = story.types("sitting", "invite", "--sitting", "审议2026-02", "--by", "W1", "--reason", "出席不足",
              tells="J1 P1 W2 W3 W4 W5 W6 W7 W8")
    assert "已回避不通知：W9" in called
    story.types("sitting", "close", "--sitting", "审议2026-01", "--by", "S1")


def _the_vote_that_counts(story: Story) -> None:
    # Sunday the 20th is a working day in exchange for National Day: two working days before Monday the 21st is Friday.
    story.on("2026-09-17")
    story.on("2026-09-18", tells="W1 W2 W3 W4 W5 W6 W7 W8")
    story.on("2026-09-21", "09:40")
    story.types("sitting", "attend", *MEMBERS[:8], "--at", "09:00", "--by", "S1")
    story.types("sitting", "vote", REF, "--ballots", "存在重大过失=6", "--ballots", "存在一般过失=2", "--by", "S1")
    proof = story.types("sitting", "proof", REF, "--by", "S1")
    assert "“存在重大过失”达到6票" in proof
    assert "签名后办理" in story.types("sitting", "conclude", REF, "--text", "理由", "--by", "C1", code=REFUSED)
    story.signed()
    typed = story.act("形成审查意见", COMMITTEE, "审查意见理由=无", "表决记录={judges: [W1]}", code=FAULTY)
    assert "不能填写" in typed
    story.types("sitting", "conclude", REF, "--text", "违反应尽的审查义务", "--by", "C1")
    Path("不同意见.txt").write_text("笔录第3页载明已经出示", "utf-8")
    assert "现共1份" in story.types("sitting", "dissent", REF, "--by", "W7", "--file", "不同意见.txt")
    assert "没有担任" in story.types("sitting", "dissent", REF, "--by", "C1", "--text", "不同意", code=REFUSED)
    assert "不同意见1份" in story.types("sitting", "minutes", "--role", OFFICE[0], "--by", OFFICE[1])
    assert "载明已经出示" in story.types("sitting", "dissents", REF, "--role", OFFICE[0], "--by", OFFICE[1])
    assert "只供惩戒委员会" in story.types("sitting", "dissents", REF, "--role", JUDGE[0], "--by", JUDGE[1], code=REFUSED)
    story.types("sitting", "close", "--by", "S1")

    with office().store.read() as session:
        facts = find(session, REF).facts
    assert facts["finding"] == "gross_negligence"
    assert facts["sheet"]["sha256"] in proof


def _served_over_the_holiday_and_objected_to(story: Story) -> None:
    story.on("2026-09-24")
    story.act("送达提请法院", OFFICE, "送达提请法院情况={kind: direct, on: 2026-09-24}", tells="P1")
    story.on("2026-09-25")  # Mid-autumn: served all the same, and the ten days end within National Day
    story.act("送达当事法官", OFFICE, "送达当事法官情况={kind: direct, on: 2026-09-25}", tells="J1 P1")
    story.on("2026-10-07", tells="J1 P1 S1")  # warned: the first working day after the holiday is the last
    story.on("2026-10-08", "23:30")
    story.act("提出异议", JUDGE, "异议理由=笔录没有该证据", tells="P1 S1")
    story.on("2026-10-09", tells="P1")
    story.act("异议不成立", COMMITTEE, "理由=笔录载明", "对异议的逐点答复=不采纳：笔录第3页载明", tells=f"J1 P1 S1 {HANDLING}")
    assert story.desk.state(REF) == "opinion_final"


def _decided_and_carried_out(story: Story) -> None:
    party_group = ("党组", "G1")
    story.on("2026-10-14")
    story.act("告知拟处理意见", INSPECTION, "拟给予的处分=记过", "认定的事实和依据=遗漏主要证据", tells="J1", ref=DECISION)
    story.act("陈述申辩", JUDGE, "陈述申辩=请求从轻", tells=HANDLING, ref=DECISION)
    story.act("作出惩戒决定", party_group, "处分=记过", "认定的事实和依据=遗漏主要证据", "集体讨论记录=党组会纪要第12号", "是否告知救济途径和期限=是", "采纳与否的逐点说明=1 采纳：已从轻",
              tells=HANDLING, ref=DECISION)
    story.act("送达决定", INSPECTION, "送达情况={kind: direct, on: 2026-10-14}", tells="G1 J1", ref=DECISION)
    # What was handed over for exit from the quota waited until the 21st, and nobody took it.
    story.on("2026-10-30", tells="D9 G1 Z1")  # nobody took it over for seven working days: who gave it hears too
    story.act("决定不予接收", ("政治部", "Z1"), "理由=记过不涉及退出员额", tells="G1 P1", ref=f"移送-{DECISION}-退额")
    story.act("决定不再移送", PRESIDENT, "理由=同意政治部意见", tells="Z1", ref=f"移送-{DECISION}-退额")
    story.act("申请复核", JUDGE, "application=处分过重", tells=f"G1 {HANDLING}", ref=DECISION)
    story.act("作出复核决定", party_group, "upheld=否", "sanction=记过", "application_answer=1 不采纳：已从轻", tells=HANDLING, ref=DECISION)
    story.act("送达复核、申诉、复审结果", INSPECTION, "result_service={kind: direct, on: 2026-10-30}", tells="J1", ref=DECISION)
    story.act("报告执行完毕", INSPECTION, "executed=已记入档案", tells="G1 J1", ref=DECISION)
    story.on("2026-11-16", tells="J1")  # the fifteenth day was a Saturday: Monday is the last
    story.on("2026-11-17", tells="D9 E1 J1 Z1")
    story.act("结案", INSPECTION, "理由=执行完毕，期满未申诉", tells="G1 J1", ref=DECISION)
