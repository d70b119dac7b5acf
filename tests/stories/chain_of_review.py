"""First part of the story of the whole chain: a case is drawn, read twice, objected to, read again, and graded 不合格."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from console.sample.pen import fill_in
from rules.grading import Finding
from rules.score_sheets import sheet_book
from tests.stories.town import REFUSED, Town

SEASON, CASE = "2026Q2", "（2026）吉01民终11号"
GOOD, BAD = f"评查{SEASON}-0001", f"评查{SEASON}-0002"


# fmt: off
def a_season_is_opened_and_drawn(town: Town) -> None:
    town.types("season", "open", SEASON, "--by", "A0")
    town.hears()
    town.types("season", "approve", SEASON, "--by", "P0")
    town.hears("评查2026Q2：批准方案 → @a0 A0")
    town.types("season", "freeze", SEASON, "--size", "2", "--by", "A0")
    town.hears("评查2026Q2：固定名册 → D0")
    town.on("2026-07-02")
    assert "已抽取2件" in town.types("season", "draw", SEASON, "--seed", "20260702", "--seed-at", "2026-07-02T09:30", "--witnesses", "督察部门 D0", "--by", "A0")
    town.hears("评查2026Q2-0001：已抽取 → B3 J3",
               "评查2026Q2-0002：已抽取 → B1 J1",
               "评查2026Q2：随机抽取 → D0 P0")
    assert CASE in town.types("proceeding", "list", SEASON)


def two_reviewers_read_it_and_both_find_the_same(town: Town) -> None:
    town.on("2026-07-03")
    town.act(GOOD, "移交卷宗", "业务庭 B3", "卷宗是否齐全=是")
    town.act(BAD, "移交卷宗", "业务庭 B1", "卷宗是否齐全=是")
    town.hears("【临期提醒】评查2026Q2-0001：分配期限于2026年7月7日（星期二）届满 → @a0 A0",
               "【临期提醒】评查2026Q2-0002：分配期限于2026年7月7日（星期二）届满 → @a0 A0",
               "评查2026Q2-0001：分配评查员 → R1 R3",
               "评查2026Q2-0001：移交卷宗 → @a0 A0",
               "评查2026Q2-0002：分配评查员 → R2 R4",
               "评查2026Q2-0002：移交卷宗 → @a0 A0")
    town.on("2026-07-10")
    for card in sorted(Path("var/papers", SEASON, "评查表").rglob("*.xlsx")):
        found = [Finding("U4", fact="1", description="笔录第3页没有质证", count=1)] if "吉01民终11号" in card.name else []
        fill_in(card, Path("back", card.parent.name, card.name), sheet_book(), found, day=date(2026, 7, 10), remarks="已通读")
    assert "收回4份" in town.types("season", "collect", SEASON, "back")
    town.hears()


def the_judge_objects_and_a_second_reading_upholds_the_grade(town: Town) -> None:
    town.on("2026-07-13")
    town.act(GOOD, "形成初步意见", "审管办 A0", "等次=合格", "等次理由=两份评查表一致")
    town.act(GOOD, "反馈初步意见", "审管办 A0")
    assert "集体讨论" in town.act(BAD, "形成初步意见", "审管办 A0", "等次=不合格", "等次理由=U4", code=REFUSED)
    town.act(BAD, "形成初步意见", "审管办 A0", "等次=不合格", "等次理由=主要证据未经质证（U4）", "集体讨论记录=7月13日纪要", "合议庭意见=认为已经质证")
    town.act(BAD, "反馈初步意见", "审管办 A0")
    town.hears("评查2026Q2-0001：反馈初步意见 → H3 J3",
               "评查2026Q2-0002：反馈初步意见 → H1 J1")
    town.on("2026-07-15")
    town.act(GOOD, "同意初步意见", "承办法官 J3")
    town.act(BAD, "提出异议", "承办法官 J1", "异议理由=该证据庭前已经质证")
    town.hears("评查2026Q2-0001：同意初步意见 → @a0 A0",
               "评查2026Q2-0002：指定复评人员 → R5",
               "评查2026Q2-0002：提出异议 → @a0 A0 H1")
    town.on("2026-07-22")
    town.act(BAD, "作出复评意见", "复评人员 R5", "异议是否成立=否", "等次=不合格", "对异议理由的逐项答复=1 不采纳：庭前会议笔录没有记载")
    town.hears("评查2026Q2-0002：作出复评意见 → @a0 A0 H1 J1")


def the_adjudication_committee_decides_and_the_clue_goes_up(town: Town) -> None:
    town.on("2026-07-24")
    town.act(GOOD, "确认等次", "案件质量评查委员会 K0")
    town.act(BAD, "提交审判委员会", "审管办 A0")
    town.hears("评查2026Q2-0001：确认等次 → H3 J3",
               "评查2026Q2-0002：提交审判委员会 → H1 J1 U0")
    town.on("2026-07-29")
    town.act(BAD, "审判委员会决定等次", "审判委员会 U0", "等次=不合格", "等次理由=主要证据未经质证", "出席情况={组成人员: 9, 出席: 7}",
             "承办法官的说明=坚持原意见", "庭长的意见=无补充")
    town.act(GOOD, "无需整改销号", "审管办 A0")
    town.hears("【临期提醒】评查2026Q2-0001：申请复核期限于2026年7月31日（星期五）届满 → J3",
               "评查2026Q2-0001：无需整改销号 → J3",
               "评查2026Q2-0002：审判委员会决定等次 → H1 J1")
    town.on("2026-07-31")
    town.act(BAD, "不合格案件移送督察", "审管办 A0", "移送督察说明（等次不是责任认定）=评查表和纪要附后")
    town.act(BAD, "移送问题线索", "院长 P0", "clue_transfer={item: 46(5), reasons: 主要证据未经质证即定案}")
    town.hears("移送-评查2026Q2-0002-不合格：已移送，待接收 → D1",
               "移送-评查2026Q2-0002-线索：已移送，待接收 → D1",
               "评查2026Q2-0002：不合格案件移送督察 → D0 J1",
               "评查2026Q2-0002：移送问题线索 → @a0 A0 D0")
