"""Papers written by themselves (文书自动制作): after an act of a closed matter the routine writes what it calls for.

The act is on record before and does not wait: a template that is broken keeps its papers back and raises an alarm, once
a day, and the rest go on. Cut off anywhere, the next round writes the same bytes. docs/decisions/0054-papers-and-files.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from flows.discipline_papers import write_since
from flows.office import Office
from flows.paper_register import Written
from records import alerts, notices, papers_due
from records.proceedings import find
from rules.alerts import AlertKind
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.law import law
from rules.notices import NoticeContent, NoticeKind, Urgency
from state_machines.confidentiality import CLOSED
from state_machines.register import procedure

MOST = 20
"""Matters in one round (件): setting type takes time, and time limits and notices wait for it."""
AUTHORITY = law("local_discipline")["文书"]


def write_due(office: Office, now: datetime) -> Iterator[Words]:
    """Write the papers of what was done since the last round; one sentence for what was written, one for what was not."""
    closed_since = now - timedelta(
        days=int(office.store.rules.on(beijing_day(now))["chain.papers_look_back"])
    )
    with office.store.read() as session:
        waiting = papers_due.waiting(session, CLOSED, now, MOST, closed_since)
    written = failed = 0
    for ref, entry in waiting:
        done, faults = _of_one(office, ref, entry, now)
        written, failed = written + done, failed + bool(faults)
        if faults:
            _raise_alarm(office, ref, faults, now)
    if written:
        yield Words("文书：制作{n}份", "Papers: {n} written", n=written)
    if failed:
        yield Words("文书：{n}件未能制作，已报告", "Papers: those of {n} matters not written; reported", n=failed)  # fmt: skip


def _of_one(office: Office, ref: str, entry: int, now: datetime) -> tuple[int, list[Fault]]:
    """Write one matter's papers: how many were written (份), and why others were not."""
    done = Written()
    try:
        done, reached = write_since(office, ref, entry, now=now)
        faults = [fault for error in done.faulty for fault in error.faults]
    except OSError as error:
        reached, faults = entry, [_of_the_disk(error)]
    with office.alone("papers") as session:
        papers_due.go_on_from(session, ref, entry if faults else reached, now if faults else None)
        if not faults:
            alerts.end_by_key(session, [f"{AlertKind.PAPER.value}:{ref}"], _WRITTEN, now)
    return len(done.printed), faults


_WRITTEN = Words("文书已经写出", "the papers are written")


def _raise_alarm(office: Office, ref: str, faults: list[Fault], now: datetime) -> None:
    """Tell the office that runs the matter, once a day."""
    with office.store.begin() as session:
        row = find(session, ref)
        table = procedure(row.procedure)
        content = NoticeContent(
            key=f"papers:{ref}:{beijing_day(now)}",
            kind=NoticeKind.PAPER_FAILED,
            proceeding=ref,
            procedure=table.letters.known_as or table.words,
            court=row.court,
            organiser=str(row.facts.get("organiser", "")),
            audience=table.letters.desk,
            case_no=row.case_no,
            act=Words("文书未能制作，步骤已经办理", "papers were not written; the act is done"),
            points=((Words("原因", "Why"), FaultyInput(faults).words),),
            authority=AUTHORITY.code,
            what_to_do=Words(
                "请改正模板后运行 zelian papers check；改正后一小时内自动补写，也可以用 zelian papers write 写出",
                "mend the template and run zelian papers check; it is tried again within the hour, or write it with zelian papers write",
            ),
            urgency=Urgency.URGENT,
        )
        notices.put_once(session, [content], now)


def _of_the_disk(error: OSError) -> Fault:
    return Fault(
        Words("{file}", "{file}", file=error.filename or "-"),
        Words("不能写入（{why}）", "cannot be written ({why})", why=error.strerror or type(error).__name__),
        Words("请核对磁盘和权限", "check the disk and who may write there"),
    )
