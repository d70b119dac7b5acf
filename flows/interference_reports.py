"""Periodic reports on interference (定期报告、零报告): what a period holds, when its report falls due, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows.office import Office
from flows.reminders import tell_once
from records import interference_reports, protections
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.report_periods import Period, ended_between, rhythm_of
from rules.roles import Actor, Role
from rules.workdays import add_working_days
from state_machines.interference_record.table import INTERFERENCE_RECORD
from state_machines.interference_record.terms import KEEPERS, By, Known, State

LOCAL = law("local_protection")
OFFICIALS = law("interference_officials_2015")
LOOKED_BACK = 12
"""How many periods back missing reports are looked for (个报告期)."""


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """One period of a court: what it holds, when its report is due, and whether it was filed."""

    court: str
    period: Period
    counts: dict[str, int]
    due: date
    filed: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def file(office: Office, court: str, period: Period, *, by: Actor, now: datetime) -> PeriodReport:
    """File the report of a period. With nothing on record it is a zero report; the numbers are counted, never typed.

    Raises:
        Refused: not this office's, the period is not over or reported already, or a record of it was not reported.
        FaultyInput: the court reports in another rhythm, or no court is named.
    """
    _check(office, court, period, by, now)
    with office.store.begin() as session:
        rows = protections.records_of_a_period(session, court, str(period))
        if (court, str(period)) in interference_reports.filed(session):
            raise Refused(
                Words(
                    "{court}{period}已经报告，不重复报告",
                    "{court} has reported {period} already",
                    court=court,
                    period=period.words,
                ),
                LOCAL["报送"],
            )
        left = [row for row in rows if row.state == State.RECORDED.value]
        if left:
            raise Refused(
                Words(
                    "{period}还有{n}件记录没有汇总报告，先逐件报告",
                    "{n} records of {period} were not reported: report each first",
                    period=period.words,
                    n=len(left),
                ),
                OFFICIALS[7],
            )
        counts = _counted([row.facts.get(Known.BY.code, "") for row in rows])
        interference_reports.file(session, court, str(period), counts, by=by, at=now)
    return PeriodReport(court, period, counts, _due(office, period), filed=True)


def overview(office: Office, court: str, since: date, now: datetime) -> list[PeriodReport]:
    """The periods of a court that ended since that day, the oldest first."""
    rhythm = rhythm_of(office.store.rules.on(beijing_day(now)))
    with office.store.read() as session:
        done = interference_reports.filed(session)
        return [
            PeriodReport(
                court,
                period,
                _counted(
                    [
                        row.facts.get(Known.BY.code, "")
                        for row in protections.records_of_a_period(session, court, str(period))
                    ]
                ),
                _due(office, period),
                filed=(court, str(period)) in done,
            )
            for period in ended_between(since, beijing_day(now), rhythm)
        ]


def go_on(office: Office, now: datetime) -> Iterator[Words]:
    """Remind the courts that keep records of the reports they owe; each once for a period."""
    today = beijing_day(now)
    rhythm = rhythm_of(office.store.rules.on(today))
    with office.store.read() as session:
        filed = interference_reports.filed(session)
        known = [(court, Period.parse(period).first_day) for court, period in filed]
        known += [
            (each.court, Period.of(each.on, rhythm).first_day)
            for each in protections.records_of_interference(session)
        ]
    since = {court: min(day for of, day in known if of == court) for court, _ in known}
    missing = [
        (court, period, due)
        for court, first in since.items()
        for period in list(ended_between(first, today, rhythm))[-LOOKED_BACK:]
        if (court, str(period)) not in filed and (due := _due(office, period)) < today
    ]
    if told := tell_once(office, [_reminder(*each) for each in missing], now):
        yield Words(
            "履职保护：催报干预、过问情况报告{n}份",
            "Protection: {n} reports on interference reminded",
            n=told,
        )


def check_keeper(by: Actor) -> None:
    """Raise for whoever does not keep the records.

    Raises:
        Refused: another office.
    """
    if by.role not in KEEPERS:
        raise Refused(
            Words("干预、过问情况由{who}报告", "reports on interference are for {who}",
                  who=Words("、".join(each.zh for each in KEEPERS), " / ".join(each.en for each in KEEPERS))),
            OFFICIALS[7],
        )  # fmt: skip


def _check(office: Office, court: str, period: Period, by: Actor, now: datetime) -> None:
    check_keeper(by)
    if not court:
        raise FaultyInput(
            [
                Fault(
                    Words("法院", "court"),
                    Words("没有写", "is missing"),
                    Words("请用 --court 写明", "name it by --court"),
                )
            ]
        )
    rhythm = rhythm_of(office.store.rules.on(period.first_day))
    if period.rhythm is not rhythm:
        raise FaultyInput(
            [
                Fault(
                    Words("报告期“{period}”", "period “{period}”", period=str(period)),
                    Words("本院{rhythm}报告一次", "this court reports {rhythm}", rhythm=rhythm),
                    Words("应写{right}", "write {right}", right=str(Period.of(period.first_day, rhythm))),
                )
            ]
        )
    if period.last_day >= beijing_day(now):
        raise Refused(
            Words("{period}尚未结束，不能报告", "{period} is not over", period=period.words), LOCAL["报送"]
        )


def _due(office: Office, period: Period) -> date:
    days = int(office.store.rules.on(period.last_day)["protection.report_after_period"])
    return add_working_days(period.last_day, days, office.store.calendar)


def _counted(kinds: list[str]) -> dict[str, int]:
    counts = Counter(kinds)
    return {each.value: counts[each.value] for each in By}


def _reminder(court: str, period: Period, due: date) -> NoticeContent:
    return NoticeContent(
        key=f"interference-report:{court}:{period}",
        kind=NoticeKind.OVERDUE,
        proceeding=f"干预报告{period}",
        procedure=Words(INTERFERENCE_RECORD.zh, INTERFERENCE_RECORD.en),
        court=court,
        organiser=court,
        audience=Role.TRIAL_MANAGEMENT,
        act=Words("干预、过问情况报告（零报告）", "report on interference (zero report)"),
        state=Words("未报告", "not filed"),
        points=((Words("报告期", "Period"), Words("{period}", "{period}", period=period.words)),),
        due=due,
        authority=OFFICIALS[7].code,
        what_to_do=Words(
            "用 zelian protect report 报告；没有情况的，也要零报告",
            "file it by zelian protect report, also where there is nothing",
        ),
        urgency=Urgency.URGENT,
    )
