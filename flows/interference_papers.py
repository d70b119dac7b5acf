"""The papers of the periodic reports on interference (干预、过问情况汇总表、零报告): written once a report is filed, closed to others.

What a report rests on is settled when it is filed, so that written again later it has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session

from documents.interference_report import Filed, interference_report
from flows.discipline_papers import CLOSED, PRIVATE, PROTECTION
from flows.office import Office
from flows.paper_register import DuePaper, Written, write_papers
from records import interference_reports, papers, protections
from rules.clocks import beijing_day
from rules.labels import Words
from rules.report_periods import Period
from rules.roles import Role

RANGE = "干预报告"
"""How the reference of a periodic report begins."""


def write_due(office: Office, now: datetime) -> Iterator[Words]:
    """Write the papers of reports that have none yet; one sentence for what was written, one for what could not be."""
    done = write_reports(office, now)
    if done.printed:
        yield Words(
            "履职保护：制作定期报告{n}份", "Protection: {n} periodic reports written", n=len(done.printed)
        )
    if done.faulty:
        yield Words("履职保护：定期报告未能制作：{why}", "Protection: periodic reports not written: {why}",
                    why=Words("；".join(map(str, done.faulty)), "; ".join(each.words.to("en") for each in done.faulty)))  # fmt: skip


def write_reports(office: Office, now: datetime) -> Written:
    """Write every filed report that has no paper on record."""
    with office.store.read() as session:
        reports = interference_reports.filed(session)
        refs = {reference(court, period): (court, period) for court, period in reports}
        there = {paper.ref for paper in papers.written(session, refs)}
        due = [
            _due(office, session, ref, reports[key], number)
            for number, (ref, key) in enumerate(refs.items(), 1)
            if ref not in there
        ]
    for each in due:
        each.path.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return write_papers(office, due, now=now)


def reference(court: str, period: str) -> str:
    """``干预报告2022Q2-甲市中级人民法院``."""
    return f"{RANGE}{period}-{court}"


def _due(office: Office, session: Session, ref: str, said: dict[str, Any], number: int) -> DuePaper:
    court, period = said["court"], said["period"]
    rows = protections.records_of_a_period(session, court, period)
    filed = Filed(
        ref,
        court,
        Period.parse(period),
        said["counts"],
        Role(said["by"]["role"]),
        beijing_day(datetime.fromisoformat(said["at"])),
        [(row.ref, row.facts) for row in rows],
    )
    paper = interference_report(filed, office.language, sample=office.sample)
    folder = CLOSED.to(office.language).format(kind=PROTECTION.to(office.language))
    name = f"{period}-{filed.title.to(office.language)}"
    return DuePaper(ref, number, paper, office.papers / folder / ref / name)
