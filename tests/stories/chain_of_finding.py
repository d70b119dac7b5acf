"""Second part of the story: one lead from the review and one from a false report, inquired into and put to the committee in one sitting."""

from __future__ import annotations

from tests.stories.chain_of_review import BAD, GOOD, SEASON
from tests.stories.town import CITY, MEMBERS, PROVINCE, Town

TRUE, FALSE = "惩戒2026-0001", "惩戒2026-0002"
DECISION, NONE = "惩戒决定2026-0001", "惩戒决定2026-0002"
SUSPENSION = "惩戒暂停履职2026-0002"


# fmt: off
def two_leads_are_registered(town: Town) -> None:
    town.on("2026-08-03")
    said = town.types("lead", "register", "--source", "案件质量评查", "--from", BAD, "--role", "督察部门", "--by", "D1")
    assert TRUE in said
    town.hears("【临期提醒】评查2026Q2-0002：后续处理期限于2026年8月5日（星期三）届满 → @a0 A0",
               "【临期提醒】评查2026Q2-0002：申请复核期限于2026年8月5日（星期三）届满 → J1",
               "惩戒2026-0001：线索登记 → A1 T1",
               "移送-评查2026Q2-0002-不合格：接收移送 → @a0 A0",
               "移送-评查2026Q2-0002-线索：接收移送 → P0")
    said = town.types("lead", "register", "--source", "举报", "--judge", "J2", "--court", CITY, "--organiser", PROVINCE, "--division", "民一庭",
                      "--case", "（2026）吉01民终12号", "--item", "46(4)", "--conduct", "收受当事人礼品后隐匿证据", "--acted", "2026-05",
                      "--reporter", "P77", "--role", "督察部门", "--by", "D1")
    assert FALSE in said
    town.hears("惩戒2026-0002：线索登记 → A1 T1")


def the_review_is_mended_and_the_season_made_public(town: Town) -> None:
    town.on("2026-08-04")
    town.act(BAD, "责令整改", "审管办 A0", "需整改的问题=主要证据未经质证")
    town.hears("评查2026Q2-0002：责令整改 → B1 H1 J1")
    town.on("2026-08-06")
    town.act(BAD, "报告整改情况", "业务庭 B1", "整改措施及效果=已开展庭审规范培训")
    town.act(BAD, "回头看并销号", "审管办 A0", "检查结果=到位")
    town.types("season", "confirm", SEASON, "--by", "A0")
    town.types("season", "report", SEASON)
    town.types("season", "circulate", SEASON, "--by", "P0")
    town.hears("【临期提醒】惩戒2026-0001：线索受理期限于2026年8月10日（星期一）届满 → A1 T1",
               "【临期提醒】惩戒2026-0002：线索受理期限于2026年8月10日（星期一）届满 → A1 T1",
               "评查2026Q2-0002：回头看并销号 → H1 J1",
               "评查2026Q2-0002：报告整改情况 → @a0 A0",
               "评查2026Q2：印发通报 → @a0 A0 H0",
               "评查2026Q2：确认全部评查完成 → P0")


def both_are_inquired_into(town: Town) -> None:
    town.on("2026-08-07")
    town.act(GOOD, "归入业绩档案", "审管办 A0")
    for ref in (TRUE, FALSE):
        town.act(ref, "受理线索", "审监庭 T1")
        town.act(ref, "提出初步意见", "审监庭 T1", "是否可能应当追责=是", "初步意见理由=需要查明")
        town.act(ref, "启动追责", "院长 P1")
    town.hears("惩戒2026-0001：受理线索 → P1",
               "惩戒2026-0001：启动追责 → D1 E1 J1",
               "惩戒2026-0001：提出初步意见 → P1",
               "惩戒2026-0002：受理线索 → P1",
               "惩戒2026-0002：启动追责 → D1 E1 J2",
               "惩戒2026-0002：提出初步意见 → P1",
               "评查2026Q2-0001：归入业绩档案 → J3 Z3")
    town.on("2026-08-10")
    for ref in (TRUE, FALSE):
        town.act(ref, "指定调查人员", "督察部门 D1", "调查人员=D1、E1")
    town.types("discipline", "suspend", FALSE, "--opened", "监察机关立案调查", "--opened-ref", "长监立8号", "--role", "督察部门", "--by", "D1")
    town.hears("惩戒2026-0001：指定调查人员 → J1",
               "惩戒2026-0002：指定调查人员 → J2",
               "惩戒暂停履职2026-0002：拟暂停履职 → D1 G1 Z1")
    town.on("2026-08-12")
    town.act(SUSPENSION, "决定暂停履职", "党组 G1", "是否不宜继续履行职责=是", "理由=可能影响调查", "集体讨论记录=党组会纪要第7号", "暂停履职起始之日=2026-08-13",
             "暂停期间工资待遇=扣发绩效奖金", "未结案件如何移交=重新分案")
    town.act(SUSPENSION, "送达暂停履职决定", "政治部 Z1", "送达情况={方式: 直接送达, 收到之日: 2026-08-12}")
    town.hears("惩戒暂停履职2026-0002：决定暂停履职 → D1 P1 Z1",
               "惩戒暂停履职2026-0002：送达暂停履职决定 → J2 P1 Q1")
    town.on("2026-08-17")
    town.act(BAD, "归入业绩档案", "审管办 A0")
    town.types("season", "archive", SEASON, "--by", "A0")
    town.act(TRUE, "陈述、举证、辩解", "当事法官 J1", "陈述申辩=证据庭前已经质证")
    town.act(FALSE, "陈述、举证、辩解", "当事法官 J2", "陈述申辩=没有收受礼品", "陈述申辩=证据均已附卷")
    town.hears("惩戒2026-0001：陈述、举证、辩解 → D1 E1",
               "惩戒2026-0002：陈述、举证、辩解 → D1 E1",
               "评查2026Q2-0002：归入业绩档案 → J1 Z1")
    town.on("2026-08-24")
    town.act(TRUE, "提交调查报告", "督察部门 D1", "调查认定的事实=主要证据未经质证即定案", "事实是否查明=是", "裁判结果是否错误=是", "是否造成严重后果=是",
             "采纳与否的逐点说明=1 不采纳：庭前会议笔录没有记载")
    town.act(FALSE, "提交调查报告", "督察部门 D1", "调查认定的事实=当日在外地开庭，证据均已附卷", "事实是否查明=是",
             "采纳与否的逐点说明=1 采纳：监控和差旅记录相符", "采纳与否的逐点说明=2 采纳：卷宗目录相符")
    town.hears("惩戒2026-0001：提交调查报告 → P1",
               "惩戒2026-0002：提交调查报告 → P1")
    town.on("2026-08-26")
    town.act(TRUE, "提请惩戒委员会审议", "院长 P1", "提请认定的问题=是否存在重大过失")
    town.act(FALSE, "提请惩戒委员会审议", "院长 P1", "提请认定的问题=是否故意违反职责")
    for ref in (TRUE, FALSE):
        town.act(ref, "受理提请", "惩戒工作办公室 S0", "材料是否齐备=是")
    town.hears("惩戒2026-0001：受理提请 → J1 P1 W1",
               "惩戒2026-0001：提请惩戒委员会审议 → J1 S0",
               "惩戒2026-0002：受理提请 → J2 P1 W1",
               "惩戒2026-0002：提请惩戒委员会审议 → J2 S0")


def one_sitting_hears_both(town: Town) -> None:
    town.on("2026-08-27")
    town.types("sitting", "open", TRUE, FALSE, "--at", "2026-09-21 09:00", "--place", "第一会议室", "--by", "S0")
    town.types("sitting", "invite", "--by", "W1")
    town.hears("惩戒2026-0001：召集审议会议 → J1 P1 W2 W3 W4 W5 W6 W7 W8 W9",
               "惩戒2026-0002：召集审议会议 → J2 P1 W2 W3 W4 W5 W6 W7 W8 W9")
    town.on("2026-09-17")
    town.hears()
    # Sunday the 20th is a working day in exchange for National Day: two working days before Monday the 21st is Friday.
    town.on("2026-09-18")
    town.hears("惩戒2026-0001：会前提醒 → W1 W2 W3 W4 W5 W6 W7 W8 W9",
               "惩戒2026-0002：会前提醒 → W1 W2 W3 W4 W5 W6 W7 W8 W9")
    town.on("2026-09-21", "11:30")
    town.types("sitting", "attend", *MEMBERS, "--at", "08:55", "--by", "S0")
    for ref, ballots in ((TRUE, ("存在重大过失=7", "存在一般过失=2")), (FALSE, ("没有违反职责=9",))):
        town.act(ref, "听取举证和陈述", "惩戒工作办公室 S0", "审议听取情况={法院举证: 笔录和调查报告, 当事法官到场: 是}")
        town.types("sitting", "vote", ref, *[word for each in ballots for word in ("--ballots", each)], "--at", "11:00", "--by", "S0")
        town.types("sitting", "proof", ref, "--by", "S0")
        town.types("sitting", "sign", ref, "--role", "惩戒工作办公室", "--by", "S0")
        town.types("sitting", "sign", ref, "--role", "惩戒委员会主任", "--by", "W1")
        town.types("sitting", "conclude", ref, "--text", "主要证据未经质证" if ref == TRUE else "所举报的事实不存在", "--by", "C0")
    town.types("sitting", "close", "--by", "S0")
    town.hears()
    assert (town.facts(TRUE)["finding"], town.facts(FALSE)["finding"]) == ("gross_negligence", "no_violation")


def the_opinions_are_served_and_become_final(town: Town) -> None:
    town.on("2026-09-24")
    for ref in (TRUE, FALSE):
        town.act(ref, "送达提请法院", "惩戒工作办公室 S0", "送达提请法院情况={方式: 直接送达, 收到之日: 2026-09-24}")
    town.act(FALSE, "送达当事法官", "惩戒工作办公室 S0", "送达当事法官情况={方式: 直接送达, 收到之日: 2026-09-24}")
    town.act(FALSE, "双方均不提异议，意见确定", "惩戒工作办公室 S0", "双方不提异议的书面表示=双方9月24日书面表示")
    town.hears("惩戒2026-0001：送达提请法院 → P1",
               "惩戒2026-0002：双方均不提异议，意见确定 → J2 P1",
               "惩戒2026-0002：送达当事法官 → J2 P1",
               "惩戒2026-0002：送达提请法院 → P1",
               "惩戒决定2026-0002：拟处理 → D1 E1 Z1",
               "移送-惩戒2026-0002-决定：接收移送 → S0",
               "移送-惩戒2026-0002-没有违反：已移送，待接收 → D1 J2")
    town.on("2026-09-25")  # Mid-autumn: served all the same, and the ten days end within National Day
    town.act(TRUE, "送达当事法官", "惩戒工作办公室 S0", "送达当事法官情况={方式: 直接送达, 收到之日: 2026-09-25}")
    town.hears("惩戒2026-0001：送达当事法官 → J1 P1")
