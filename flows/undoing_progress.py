"""How far the undoing has come (清理进度): entered beside the handover that asks for it, and said aloud where it is late.

Part of the routine. The handover to 清理 cannot be accepted while things are left, so what waits is what is open: a handful, looked at
when something was entered since the last look, or on a new day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from flows import undoing
from flows.office import Office
from flows.reminders import tell_once
from flows.undoing import Report
from records import handovers
from records.proceedings import Act, Proceeding, advance
from records.telling import court_of
from rules.clocks import beijing_day
from rules.errors import NotFound, Refused, SomeoneWasFaster
from rules.labels import Words
from rules.law import law
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role, automatic
from state_machines.handover.table import HANDOVER
from state_machines.handover.terms import UNDOING, Known, State
from state_machines.handover.terms import Act as Handing

LOCAL = law("local_chain")
_LINKS = {link.value for link in UNDOING}


@dataclass
class Watch:
    """Up to which entry this process has looked, and on which day."""

    until: int = 0
    day: date | None = None


def go_on(office: Office, now: datetime, watch: Watch) -> Iterator[Words]:
    """Enter how far each undoing has come, and say which is late; one sentence each."""
    with office.store.read() as session:
        newest = handovers.newest_entry(session)
        if (newest, beijing_day(now)) == (watch.until, watch.day):
            return
        waiting = [
            row
            for rows in handovers.waiting(session).values()
            for row in rows
            if row.facts.get(Known.LINK.code) in _LINKS
        ]
    entered, late = 0, []
    for row in waiting:
        try:
            found = undoing.report(office, str(row.facts[Known.SOURCE_REF.code]))
            entered += _enter(office, row, found, now)
        except (NotFound, Refused, SomeoneWasFaster):
            continue  # What it rested on is being put right at this moment; the next look sees it.
        if found.left and found.due < beijing_day(now):
            late += [_alarm(row, found, role) for role in _told(row)]
    watch.until, watch.day = newest, beijing_day(now)
    if entered:
        yield Words("清理影响：登记进度{n}件", "Undoing: progress of {n} entered", n=entered)
    if told := tell_once(office, late, now):
        yield Words("清理影响：逾期催办{n}件", "Undoing: {n} alarms, overdue", n=told)


def _enter(office: Office, row: Proceeding, found: Report, now: datetime) -> int:
    stands = {Known.TO_UNDO.code: len(found.items), Known.LEFT.code: len(found.left), Known.UNDO_BY.code: found.due.isoformat()}  # fmt: skip
    if all(row.facts.get(code) == value for code, value in stands.items()):
        return 0
    with office.store.begin() as session:
        giver = automatic(Role(row.facts[Known.GIVER.code]))
        advance(session, Act(ref=row.ref, trigger=Handing.RECORD_UNDOING.value, by=giver, at=now, particulars=stands, seen=row.version))  # fmt: skip
    return 1


def _told(row: Proceeding) -> tuple[Role, ...]:
    """Who hears that it is late: who is to work it off, who handed it over, and the president."""
    return tuple(
        dict.fromkeys(
            (Role(row.facts[Known.RECEIVER.code]), Role(row.facts[Known.GIVER.code]), Role.PRESIDENT)
        )
    )


def _alarm(row: Proceeding, found: Report, role: Role) -> NoticeContent:
    return NoticeContent(
        key=f"undoing:{row.ref}:{found.due}:{role.value}",
        kind=NoticeKind.OVERDUE,
        proceeding=row.ref,
        procedure=HANDOVER.words,
        court=court_of(HANDOVER, role, row.facts),
        organiser=str(row.facts.get("organiser", "")),
        audience=role,
        act=Words("清理影响的期限", "the time for undoing"),
        state=Words(State(row.state).zh, State(row.state).en),
        points=((Words("尚未清理", "Left"), Words("{left}项，共{n}项", "{left} of {n}", left=len(found.left), n=len(found.items))),),
        due=found.due,
        authority=LOCAL["恢复"].code,
        what_to_do=Words("逐项和命令见 zelian chain undo {ref}", "zelian chain undo {ref} lists what is left and what to type", ref=row.facts[Known.SOURCE_REF.code]),
        urgency=Urgency.URGENT,
    )  # fmt: skip
