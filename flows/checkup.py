"""The check-up of live data (巡检): every standing invariant held once, and the office told of what is not so.

Plain functions; `flows/nightly_checkup.py` gives them to Prefect, `zelian doctor` to a person. Nothing is mended here:
a program that mends its own record in the night has two truths in the morning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlmodel import Session, col

from flows.evidence import place_of
from flows.office import Office
from notifiers.channels import check_channel
from notifiers.readers import in_use
from records import alerts, notices
from records.checkups.checkup import Finding, Level, Surroundings, check
from records.checkups.roll import CHECKUPS, OF_THE_CHAIN
from records.seasons import Season
from rules.alerts import AlertKind
from rules.clocks import beijing_day
from rules.errors import FaultyInput
from rules.labels import Words
from rules.law import law
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role

CHANNELS = Words("已启用的通知渠道设置齐全", "every channel in use is set up")
NAMED = "巡检"
"""Stands for the reference of a proceeding in a notice that is about none."""


def check_up(office: Office, now: datetime) -> list[Finding]:
    """Hold every invariant against live data, and look whether the channels in use are set up."""
    with office.store.read() as session:
        findings = check(CHECKUPS, _surroundings(office, session, now))
    return [*findings, _channels(office)]


def check_chain(office: Office, now: datetime) -> list[Finding]:
    """The check-ups of the chain alone, as the reader of the store may know; each matter by its name."""
    with office.store.read() as session:
        here = replace(_surroundings(office, session, now), reader_known=office.store.reader is not None)
        return check(OF_THE_CHAIN, here)


def _surroundings(office: Office, session: Session, now: datetime) -> Surroundings:
    return Surroundings(
        session=session,
        now=now,
        rules=office.store.rules.on(beijing_day(now)),
        home=office.papers.parent,
        place_of=partial(place_of, office),
    )


def report(office: Office, findings: Sequence[Finding], now: datetime) -> int:
    """Tell the office that runs the system of each fault, once for each fault and day; returns how many notices are new."""
    with office.store.begin() as session:
        told = [_notice(session, each, office.court, now) for each in findings if each.level is Level.FAULT]
        mended = [f"{AlertKind.CHECKUP.value}:{each.code}" for each in findings if each.level is Level.OK]
        alerts.end_by_key(session, mended, _MENDED, now)
        return notices.put_once(session, told, now)


_MENDED = Words("再次巡检已经相符", "the check-up finds it in order again")


def _notice(session: Session, finding: Finding, court: str, now: datetime) -> NoticeContent:
    latest = select(col(Season.organiser)).order_by(col(Season.opened_at).desc()).limit(1)
    organiser = court or session.execute(latest).scalar() or ""
    day = beijing_day(now)
    return NoticeContent(
        key=f"checkup:{day}:{finding.code}",
        kind=NoticeKind.CHECKUP,
        proceeding=f"{NAMED}{day}",
        procedure=Words("系统巡检", "check-up of the system"),
        court=organiser,
        organiser=organiser,
        audience=Role.TRIAL_MANAGEMENT,
        act=Words(
            "不符：{what}（{count}处）", "not so: {what} ({count})", what=finding.words, count=finding.count
        ),
        points=((Words("首见", "First found"), _first(finding)),),
        authority=law("file_reading")["巡检"].code,
        what_to_do=finding.mend or Words("", ""),
        urgency=Urgency.URGENT,
    )


def _first(finding: Finding) -> Words:
    zh = "；".join(each if isinstance(each, str) else each.to("zh") for each in finding.first)
    en = "; ".join(each if isinstance(each, str) else each.to("en") for each in finding.first)
    return Words("{chinese}", "{english}", chinese=zh, english=en)


def _channels(office: Office) -> Finding:
    """Whether each channel that somebody is told by has the secrets it names."""
    wrong = list(_not_set_up(office))
    if not wrong:
        return Finding("channels", CHANNELS, Level.OK)
    mend = Words(
        "请设置所缺密钥，或者从 routes 文件中去掉该渠道",
        "set the secrets that are missing, or take the channel out of the routes",
    )
    return Finding("channels", CHANNELS, Level.WARN, len(wrong), tuple(wrong), mend)


def _not_set_up(office: Office) -> Iterator[Words]:
    for channel in in_use(office.routes):
        try:
            check_channel(channel.url_for("P", "T"), office.secrets)
        except FaultyInput as faulty:
            yield faulty.words
