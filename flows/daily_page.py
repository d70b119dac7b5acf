"""What the day's page says (每日情况页): the time limits that were acted on, and the notices that were sent or not."""

from __future__ import annotations

from datetime import datetime

from flows.delivery import Round
from flows.due import Morning
from flows.season_page import at, counts
from flows.standing import Overdue
from records.notices import Notice, Sending
from rules.labels import Language, Words
from rules.notices import NoticeKind
from rules.roles import Role


def morning_words(morning: Morning) -> Words:
    """What a morning did, in one sentence."""
    return counts(
        (morning.lapsed, "期限届满自动办理 {n} 件", "{n} acts of the calendar"),
        (morning.warned, "将届满提醒 {n} 件", "{n} warned"),
        (morning.overdue, "逾期催办 {n} 件", "{n} told they are late"),
        (morning.ended, "警示办结 {n} 件", "{n} alerts ended"),
        (morning.withdrawn, "撤回提醒 {n} 件", "{n} alerts taken back"),
        (morning.reported, "逐级报告到顶 {n} 件", "{n} reported to the top"),
        (morning.moved, "届满日随日历调整 {n} 件", "{n} due dates moved with the calendar"),
    )


def morning_note(morning: Morning, late: int, now: datetime, language: Language) -> list[str]:
    """The page of a morning, as Markdown."""
    lines: list[Words | str] = [
        Words("## 期限日历 {at}", "## Time limits {at}", at=at(now)),
        "",
        Words("{done}。", "{done}.", done=morning_words(morning)),
        "",
        Words("现有逾期未办 **{late}** 件。", "**{late}** time limits are overdue.", late=late),
    ]
    return [line.to(language) if isinstance(line, Words) else line for line in lines]


def overdue_table(late: list[Overdue], language: Language) -> list[dict[str, str]]:
    """What is overdue, the oldest first."""
    names = [
        words.to(language)
        for words in (
            Words("事项", "reference"),
            Words("案号", "case"),
            Words("法院", "court"),
            Words("期限", "limit"),
            Words("届满日", "due"),
            Words("状态", "state"),
        )
    ]
    return [
        dict(
            zip(
                names,
                (each.ref, each.case_no, each.court, each.limit, str(each.due), each.state.to(language)),
                strict=True,
            )
        )
        for each in late
    ]


def delivery_words(round_: Round) -> Words:
    """What a round of delivery did, in one sentence."""
    return counts(
        (round_.sent, "送达 {n} 件", "{n} sent"),
        (round_.held, "待时送出 {n} 件", "{n} held until their hour"),
        (round_.retried_later, "稍后重送 {n} 件", "{n} to be tried again"),
        (round_.failed, "送达失败 {n} 件", "{n} failed"),
        (round_.nobody, "无人可通知 {n} 件", "{n} with nobody to notify"),
    )


def delivery_note(round_: Round, missed: int, now: datetime, language: Language) -> list[str]:
    """The page of a round of delivery, as Markdown."""
    lines: list[Words | str] = [
        Words("## 通知送达 {at}", "## Notices {at}", at=at(now)),
        "",
        Words("{done}。", "{done}.", done=delivery_words(round_)),
        "",
        Words(
            "未能送达、须人工处理 **{n}** 件。", "**{n}** notices reached nobody and need a person.", n=missed
        ),
    ]
    return [line.to(language) if isinstance(line, Words) else line for line in lines]


def undelivered_table(missed: list[Notice], language: Language) -> list[dict[str, str]]:
    """What reached nobody, the newest first."""
    names = [
        words.to(language)
        for words in (
            Words("事项", "reference"),
            Words("通知种类", "kind"),
            Words("通知对象", "audience"),
            Words("送达状态", "state"),
        )
    ]
    return [
        dict(
            zip(
                names,
                (
                    row.proceeding,
                    NoticeKind(row.kind).to(language),
                    Role(row.audience).to(language),
                    Sending(row.state).to(language),
                ),
                strict=True,
            )
        )
        for row in missed
    ]
