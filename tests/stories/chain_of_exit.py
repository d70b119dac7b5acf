"""Last part of the story: the decision, and the exit from the quota that follows from it; who judged stays liable."""

from __future__ import annotations

from tests.stories.chain_of_finding import DECISION
from tests.stories.town import CITY, PROVINCE, REFUSED, Town

EXIT, OPEN_CASE = "退额2026-0001", "（2026）吉01民终88号"


# fmt: off
def the_court_decides_on_the_final_opinion(town: Town) -> None:
    town.on("2026-10-10")  # a Saturday that is worked in exchange for National Day
    town.act(DECISION, "告知拟处理意见", "督察部门 D1", "拟给予的处分=记大过", "拟给予的组织处理=退出员额", "认定的事实和依据=主要证据未经质证即定案")
    town.hears("惩戒决定2026-0001：告知拟处理意见 → J1")
    town.on("2026-10-13")
    town.act(DECISION, "陈述申辩", "当事法官 J1", "陈述申辩=请求从轻")
    town.hears("惩戒决定2026-0001：陈述申辩 → D1 E1 Z1")
    town.on("2026-10-19")
    town.act(DECISION, "作出惩戒决定", "党组 G1", "处分=记大过", "组织处理=退出员额", "认定的事实和依据=主要证据未经质证即定案", "集体讨论记录=党组会纪要第12号",
             "是否告知救济途径和期限=是", "采纳与否的逐点说明=1 不采纳：后果严重")
    town.act(DECISION, "送达决定", "督察部门 D1", "送达情况={方式: 直接送达, 收到之日: 2026-10-19}")
    town.hears("惩戒决定2026-0001：作出惩戒决定 → D1 E1 Z1",
               "惩戒决定2026-0001：送达决定 → G1 J1",
               "移送-惩戒决定2026-0001-退额：已移送，待接收 → Z1")


def the_exit_is_opened_heard_and_approved(town: Town) -> None:
    town.on("2026-10-20")
    said = town.types("exit", "open", "J1", "--ground", "因违纪违法不宜继续担任法官职务", "--court", CITY, "--organiser", PROVINCE, "--division", "民二庭", "--level", "中级",
                      "--since", "2017-06-01", "--from", DECISION, "--on", "2026-10-19", "--role", "政治部", "--by", "Z1")
    assert EXIT in said
    town.hears("移送-惩戒决定2026-0001-退额：接收移送 → G1",
               "退额2026-0001：已登记，待提出 → Z1")
    town.act(EXIT, "提出退额建议", "政治部 Z1", "理由=已受记大过处分并决定退出员额", "所受处分={处分种类: 记大过, 决定之日: 2026-10-19, 是否已生效: 是, 处分事项或者文号: 惩戒决定2026-0001}")
    town.act(EXIT, "提交核查报告", "政治部 Z1", "核查情况=属实", "未结案件数=1", f"未结案件清单=[{{案号: {OPEN_CASE}, 身份: 承办}}]")
    town.hears("退额2026-0001：提交核查报告 → J1",
               "退额2026-0001：提出退额建议 → J1 O1")
    town.on("2026-10-23")
    town.act(EXIT, "陈述意见", "当事法官 J1", "陈述意见=服从决定")
    town.act(EXIT, "党组同意退出", "党组 G1", "党组讨论记录=10月23日会议", "对意见的逐点答复=1 采纳：已说明", "对原因和情节的考虑=后果严重，且系重大过失")
    town.act(EXIT, "层报审批", "政治部 Z1")
    town.hears("退额2026-0001：党组同意退出 → Z1",
               "退额2026-0001：层报审批 → F0 L0",
               "退额2026-0001：陈述意见 → G1 Z1")
    town.on("2026-10-30")
    town.act(EXIT, "批准退出", "高级人民法院 F0", "批复文号=吉高法复11号")
    town.hears("【临期提醒】退额2026-0001：收回权限期限于2026年11月2日（星期一）届满 → A1",
               "移送-退额2026-0001-移交案件：已移送，待接收 → A1",
               "退额2026-0001：批准退出 → A1 G1 J1 Z1")


def powers_end_and_the_cases_are_handed_over(town: Town) -> None:
    town.act(EXIT, "登记收回权限和未结案件", "审管办 A1", "已收回的权限=停止分案，收回签章", "未结案件数=1", f"未结案件清单=[{{案号: {OPEN_CASE}, 身份: 承办}}]")
    town.on("2026-11-02")
    assert "接收人就是退出的法官" in town.act(EXIT, "移交未结案件", "审管办 A1", f"移交清单=[{{案号: {OPEN_CASE}, 接收人: J1, 移交之日: 2026-11-02}}]", code=REFUSED)
    town.act(EXIT, "移交未结案件", "审管办 A1", f"移交清单=[{{案号: {OPEN_CASE}, 接收人: J2, 移交之日: 2026-11-02}}]")
    town.act(EXIT, "作出退额决定", "院长 P1", "理由=符合应当退出的情形", "认定的事实和依据=惩戒决定、核查报告、批复", "是否告知复核权利和期限=是")
    town.act(EXIT, "送达退额决定", "政治部 Z1", "送达情况={方式: 直接送达, 收到之日: 2026-11-02}")
    town.hears("移送-退额2026-0001-移交案件：接收移送 → F0",
               "退额2026-0001：作出退额决定 → Z1",
               "退额2026-0001：登记收回权限和未结案件 → J1 Z1",
               "退额2026-0001：移交未结案件 → J1 Z1",
               "退额2026-0001：送达退额决定 → G1 J1")


def review_lapses_and_the_congress_removes_him(town: Town) -> None:
    town.on("2026-11-10")
    town.hears("退额2026-0001：期满未申请复核 → J1 Z1")
    town.on("2026-11-11")
    town.act(EXIT, "报遴选委员会备案", "政治部 Z1", "备案文号=吉遴备3号")
    town.act(EXIT, "提请免除法官职务", "院长 P1", "理由=退出员额")
    town.hears("移送-退额2026-0001-免职：已移送，待接收 → N1",
               "退额2026-0001：报遴选委员会备案 → F0",
               "退额2026-0001：提请免除法官职务 → N1 Z1")
    town.on("2026-11-19")
    town.act(DECISION, "报告执行完毕", "督察部门 D1", "执行情况=已记入档案，已退出员额")
    town.hears("惩戒决定2026-0001：报告执行完毕 → G1 J1",
               "惩戒决定2026-0001：期满未申请复核或者申诉 → D1 E1 J1 Z1")
    town.on("2026-11-20")
    town.hears()
    town.on("2026-11-27")
    town.act(EXIT, "登记人大常委会免职", "政治部 Z1", "人大常委会免职之日=2026-11-26")
    town.act(EXIT, "登记退额办结", "政治部 Z1")
    town.act(DECISION, "结案", "督察部门 D1", "理由=执行完毕，期满未申请复核")
    town.hears("惩戒决定2026-0001：结案 → G1 J1",
               "移送-退额2026-0001-免职：接收移送 → P1",
               "退额2026-0001：登记人大常委会免职 → G1 J1",
               "退额2026-0001：登记退额办结 → A1 F0 G1 J1")
