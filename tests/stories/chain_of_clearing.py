"""Third part of the story: what the false report brought is undone, step by step, and whoever heard it hears that it was false."""

from __future__ import annotations

from tests.stories.chain_of_finding import FALSE, NONE, SUSPENSION
from tests.stories.town import CITY, PROVINCE, REFUSED, Town

CLEARING = "澄清2026-0001"
UNDOING = f"移送-{CLEARING}-清理"
INSPECTION = ("--role", "督察部门", "--by", "D1")
HEARD = "A1、C0、D1、E1、G1、P1、Q1、S0、T1、W1、W2、W3、W4、W5、W6、W7、W8、W9、Z1"
"""Whoever had a letter of the accusation or took a step in it."""


# fmt: off
def the_clearing_is_opened_and_takes_the_handover_over(town: Town) -> None:
    town.on("2026-09-27")  # a Sunday
    town.hears()
    town.on("2026-09-28")
    said = town.types("protect", "open", "澄清", "J2", *INSPECTION, "--court", CITY, "--organiser", PROVINCE, "--source-ref", FALSE, "--fact", "启动方式=追责程序查否",
                      "--fact", "被检举的问题=收受当事人礼品", "--fact", "被检举的问题=隐匿证据", "--fact", "知悉检举的人和单位=[{代码: T1, 知悉经过: 受理线索}]")
    assert CLEARING in said
    town.act(NONE, "决定不予惩戒", "党组 G1", "理由=没有违反职责", "集体讨论记录=党组会纪要第9号")
    town.act(NONE, "结案", "督察部门 D1", "理由=不予惩戒")
    town.hears("惩戒决定2026-0002：决定不予惩戒 → J2 Q1 Z1",
               "惩戒决定2026-0002：结案 → G1 J2",
               "惩戒暂停履职2026-0002：登记所涉事项已结 → G1 J2 P1 Q1",
               "澄清2026-0001：待认定 → D1 Q1",
               "移送-惩戒2026-0002-没有违反：接收移送 → J2 S0")


def the_circle_of_the_accusation_becomes_that_of_the_clearing(town: Town) -> None:
    town.on("2026-09-29")
    town.act(CLEARING, "登记失实结论", "督察部门 D1", "逐点认定=[{问题: 1, 认定: 失实, 依据: 监控录像}, {问题: 2, 认定: 失实, 依据: 卷宗目录}]")
    listed = town.types("chain", "undo", FALSE, *INSPECTION)
    assert "4项，已清理2项，还有2项；应于2026-10-29前清理完毕" in listed
    assert "已撤回、办结（第3号记录，2026-09-28，D1：结案）" in listed
    assert f"zelian proceeding act {SUSPENSION} 恢复履职 --role 党组 --fact 理由=… --fact 恢复履职之日=…" in listed
    assert f"听到过检举的19人：{HEARD}" in listed
    assert f"已登记到{CLEARING}的知悉范围：18人" in listed
    town.hears("【临期提醒】惩戒2026-0001：当事法官异议期于2026年10月8日（星期四）届满 → J1",
               "【临期提醒】惩戒2026-0001：意见确定之期于2026年10月8日（星期四）届满 → S0",
               "【临期提醒】惩戒2026-0001：法院异议期于2026年10月8日（星期四）届满 → P1",
               "【临期提醒】惩戒暂停履职2026-0002：恢复履职期限于2026年10月8日（星期四）届满 → G1",
               "澄清2026-0001：登记失实结论 → J2 Q1")
    town.on("2026-09-30")
    town.act(CLEARING, "提出澄清意见", "当事法官 J2", "本人意见=请向原知悉范围书面澄清", "本人是否同意公开形式=否")
    town.act(CLEARING, "提出评估意见", "督察部门 D1", "应当澄清的情形=rights", "澄清方式=书面澄清", "评估理由=曾被暂停履职", "知悉范围是否已核对完整=是")
    town.hears("澄清2026-0001：提出澄清意见 → D1",
               "澄清2026-0001：提出评估意见 → J2 X1 Y1")


def whoever_heard_it_hears_that_it_was_false(town: Town) -> None:
    town.on("2026-10-07")  # the last day of National Day: nothing is late, and nobody is written to
    town.hears()
    town.on("2026-10-08")
    town.act(CLEARING, "审核事实证据", "案件审理部门 X1", "审核意见=事实清楚", "证据是否确凿完整=是")
    town.act(CLEARING, "批准澄清", "院长 P1")
    cleared = ("澄清方式=书面澄清", "澄清的问题=1、2", "澄清内容=检举J2收受礼品、隐匿证据两个问题均不属实")
    assert "还有：Z1" in town.act(CLEARING, "予以澄清", "督察部门 D1", *cleared, f"已告知澄清的人和单位={HEARD.removesuffix('、Z1')}", code=REFUSED)
    town.act(CLEARING, "予以澄清", "督察部门 D1", *cleared, f"已告知澄清的人和单位={HEARD}")
    town.hears("澄清2026-0001：予以澄清 → A1 C0 E1 G1 J2 P1 Q1×2 S0 T1 W1 W2 W3 W4 W5 W6 W7 W8 W9 Z1×2",
               "澄清2026-0001：审核事实证据 → G1 P1 Y1",
               "澄清2026-0001：批准澄清 → D1 J2 Q1",
               "移送-澄清2026-0001-清理：已移送，待接收 → J2 Z1")


def what_it_brought_is_taken_back_and_only_then_the_handover_is_accepted(town: Town) -> None:
    done = ("开启的事项或者文号=长中政8号", "接收后的办理情况=绩效奖金已补发，评优资格已恢复")
    assert f"还有1项没有清理，逐项和命令见 zelian chain undo {CLEARING}" in town.act(UNDOING, "接收移送", "政治部 Z1", *done, code=REFUSED)
    town.act(SUSPENSION, "恢复履职", "党组 G1", "理由=没有追究责任", "恢复履职之日=2026-10-08", "工资待遇如何补发=绩效奖金全额补发")
    town.hears("惩戒暂停履职2026-0002：恢复履职 → D1 J2 P1 Q1 Z1")
    town.act(UNDOING, "接收移送", "政治部 Z1", *done)
    town.hears("移送-澄清2026-0001-清理：接收移送 → D1 J2")
    listed = town.types("chain", "undo", FALSE, *INSPECTION)
    assert "4项，已清理4项，还有0项" in listed
    assert "G1：恢复履职）" in listed
    assert "不能收回；已向同一范围澄清" in listed
    assert "已登记" not in listed


def the_judge_is_visited_and_the_clearing_closed(town: Town) -> None:
    town.on("2026-10-09")
    town.act(CLEARING, "回访", "督察部门 D1", "回访情况=已恢复履职，评优恢复", "不良影响是否消除=是")
    town.act(CLEARING, "办结", "督察部门 D1", "办理结果=已在原知悉范围内澄清")
    town.hears("惩戒2026-0001：异议期满，意见确定 → J1 P1 S0",
               "惩戒2026-0001：当事法官异议期满 → J1",
               "惩戒2026-0001：法院异议期满 → P1",
               "惩戒决定2026-0001：拟处理 → D1 E1 Z1",
               "澄清2026-0001：办结 → J2 V1 Y1",
               "澄清2026-0001：回访 → Q1",
               "移送-惩戒2026-0001-决定：接收移送 → S0")
