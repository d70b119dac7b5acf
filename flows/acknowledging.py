"""Acknowledgement (签收): one person answers one message, with a reason and a next date; the ladder waits until then.

Who owes the act holds the ladder, each for himself: it waits only when all of them have answered, and to the earliest of their
dates. Whoever only hears (庭长、院长、审管办) acknowledges too, and holds nothing. docs/decisions/0112-ladders.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from flows.office import Office
from records import acknowledgements, alerts
from records.acknowledgement_key import key_in
from records.acknowledgements import Acknowledgement
from records.alerts import Alert, AlertRung
from records.notices import Delivery, Notice
from rules.alerts import ALARMING, AlertKind, AlertState, Fired, alert_key
from rules.clocks import BEIJING, beijing_day
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.message_codes import MessageCode, code_for, read_code
from rules.notices import NoticeContent
from rules.roles import Actor
from state_machines.ladders import shifted

AUTHORITY = law("local_review")["签收"]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What an acknowledgement brought. `held_until`: the ladder waits till the end of that day; None: it goes on."""

    proceeding: str
    next_on: date
    held_until: date | None
    settled: bool = False


def asks(content: NoticeContent) -> bool:
    """Whether a message can be acknowledged: a rung of a ladder, or an alarm."""
    return content.acknowledge_by is not None or content.kind in ALARMING


def with_code(office: Office, row: Notice, content: NoticeContent, person: str) -> NoticeContent:
    """The message with its reader's own code, and how it is used; a message that asks for nothing stays as it is."""
    if not asks(content) or not person:
        return content
    code = code_of(office, row, person)
    how = Words(
        "{code}（{until}前有效，只供本人使用一次）：zelian notices acknowledge 签收码 --by 本人代码 --reason 理由 --next 下一步日期",
        "{code} (good until {until}, for you alone and once): zelian notices acknowledge CODE --by YOU --reason WHY --next DAY",
        code=code, until=code.until,
    )  # fmt: skip
    points = [*content.points]
    if content.acknowledge_by is not None:
        points.append(
            (Words("请签收于", "Acknowledge by"), Words("{day}", "{day}", day=content.acknowledge_by))
        )
    points.append((Words("签收码", "Code"), how))
    if office.desk_address:
        link = f"{office.desk_address.rstrip('/')}/acknowledge/{code}"
        points.append((Words("签收链接", "Link"), Words("{link}", "{link}", link=link)))
    return replace(content, points=tuple(points))


def code_of(office: Office, row: Notice, person: str) -> MessageCode:
    """The code of a message for a person; the same for every channel and every attempt."""
    first = beijing_day(row.created_at)
    days = int(office.store.rules.on(first)["ladder.code_days"])
    until = shifted(first, days, office.store.calendar)
    return code_for(key_in(office.papers.parent), row.id, row.key, person, until)


def acknowledge(
    office: Office,
    text: str,
    *,
    by: Actor,
    reason: str,
    next_on: date | None,
    now: datetime,
    settled: bool = False,
) -> Acknowledged:
    """Acknowledge the message of that code. `settled`: the alarm was seen to in another way, and ends.

    Raises:
        FaultyInput: no code, no reason, or a next date that is none; all faults at once.
        Refused: it is somebody else's, used, too old, or there is nothing left to acknowledge.
    """
    code = read_code(text)
    if code is None:
        raise FaultyInput([_fault(text, Words("不是签收码", "is no code of acknowledgement"))])
    with office.store.begin() as session:
        # The row is held, so that of two hands on one code the second finds it used.
        row: Notice | None = (
            session.execute(select(Notice).where(col(Notice.id) == code.message).with_for_update()).scalars().first()
        )  # fmt: skip
        if row is None:
            raise FaultyInput([_fault(text, _UNKNOWN)])
        _check_code(office, session, code, row, by, now)
        content = NoticeContent.from_json(row.content)
        alert = _alert_of(session, row, content)
        if alert is None or alert.state not in alerts.NOT_ENDED_BY_AN_ACT:
            raise Refused(Words("事项已经办结或者提醒已经撤回，无须签收", "it is done, or was taken back: there is nothing to acknowledge"), AUTHORITY)  # fmt: skip
        if settled:
            next_on = beijing_day(now)
        _check_answer(office, alert, reason, next_on, settled=settled, now=now)
        assert next_on is not None
        given = Acknowledgement(notice=row.id, person=by.code, alert=alert.id, reason=reason.strip(), next_on=next_on, at=now)  # fmt: skip
        acknowledgements.enter(session, given, row, by)
        session.flush()
        if settled:
            why = Words("{who}：{reason}", "{who}: {reason}", who=by.shown, reason=reason.strip())
            alerts.end(session, alerts.sharing(session, row.key) or [alert.id], AlertState.DONE, why, now)
            return Acknowledged(row.proceeding, next_on, None, settled=True)
        held = _held_until(session, alert, beijing_day(now))
        if held is not None and alert.state == alerts.OPEN:
            alert.held_until = held
            if alert.next_at is not None:
                alert.next_at = max(
                    alert.next_at, datetime.combine(held + timedelta(days=1), time(), BEIJING)
                )
        return Acknowledged(row.proceeding, next_on, held)


def _check_code(
    office: Office, session: Session, code: MessageCode, row: Notice, by: Actor, now: datetime
) -> None:
    key = key_in(office.papers.parent)
    if not code.fits(key, row.key, by.code):
        told = select(col(Delivery.person)).where(col(Delivery.notice_id) == row.id).distinct()
        if any(code.fits(key, row.key, person) for person in session.execute(told).scalars()):
            raise Refused(Words("这一签收码是发给他人的，各人签收自己的通知", "this code was sent to somebody else: each acknowledges his own message"), AUTHORITY)  # fmt: skip
        raise FaultyInput([_fault(str(code), _UNKNOWN)])
    before = acknowledgements.of_person(session, row.id, by.code)
    if before is not None:
        raise Refused(
            Words("已于{day}签收，一码只用一次", "acknowledged on {day} already: a code is used once", day=beijing_day(before.at)), AUTHORITY
        )  # fmt: skip
    if beijing_day(now) > code.until:
        raise Refused(
            Words("签收码已于{day}失效，请凭最近一次提醒中的签收码签收", "the code was good until {day}: use that of the latest reminder", day=code.until), AUTHORITY
        )  # fmt: skip


def _check_answer(
    office: Office, alert: Alert, reason: str, next_on: date | None, *, settled: bool, now: datetime
) -> None:
    faults = list(_faults_of_answer(office, alert, reason, next_on, now))
    if settled and alert.kind == AlertKind.LATE.value:
        faults.append(Fault(Words("--settled", "--settled"), Words("期限须以办理该步骤了结", "a time limit ends by the act itself"),
                            Words("请办理该步骤；暂不能办的，写明下一步日期", "take the step; or give a next date")))  # fmt: skip
    if faults:
        raise FaultyInput(faults)


def _faults_of_answer(
    office: Office, alert: Alert, reason: str, next_on: date | None, now: datetime
) -> Iterator[Fault]:
    today, calendar = beijing_day(now), office.store.calendar
    farthest = shifted(today, int(office.store.rules.on(today)["ladder.longest_wait"]), calendar)
    if alert.due_on is not None and alert.due_on >= today and alert.held_until is None:
        farthest = min(farthest, alert.due_on)
    where = Words("下一步日期{day}", "next date {day}", day=next_on or "")
    within = Words("请写{first}至{last}之间的工作日", "give a working day from {first} to {last}",
                   first=calendar.next_working_day(today), last=farthest)  # fmt: skip
    if not reason.strip():
        yield Fault(Words("理由", "reason"), Words("没有写明", "is missing"), Words("请用 --reason 写明为何未办、如何办", "say with --reason why it is not done and what you do"))  # fmt: skip
    if next_on is None:
        yield Fault(where, Words("没有写明", "is missing"), within)
        return
    if next_on < today:
        yield Fault(where, Words("已经过去", "is past"), within)
    elif next_on > farthest:
        yield Fault(where, Words("太远", "is too far away"), within)
    if not calendar.is_working_day(next_on):
        yield Fault(where, Words("不是工作日（{what}）", "is no working day ({what})", what=calendar.name_of(next_on)), within)  # fmt: skip


def _alert_of(session: Session, row: Notice, content: NoticeContent) -> Alert | None:
    """The alert a message belongs to."""
    query = (
        select(Alert)
        .join(AlertRung, col(AlertRung.alert) == col(Alert.id))
        .where(col(AlertRung.notice) == row.key)
    )
    if content.kind in ALARMING:
        query = select(Alert).where(col(Alert.key) == alert_key(content))
    found: Alert | None = session.execute(query.with_for_update(of=Alert)).scalars().first()
    return found


def _held_until(session: Session, alert: Alert, today: date) -> date | None:
    """Until when the ladder waits: the earliest date of those who owe the act, if every one of them has answered."""
    fired = [
        rung for rung in alerts.rungs_of(session, [alert.id])[alert.id] if rung.state == Fired.FIRED.value
    ]
    answers = acknowledgements.of_alert(session, alert.id)
    keys = {notice.id: notice.key for notice in session.execute(
        select(Notice).where(col(Notice.id).in_([each.notice for each in answers]))).scalars()}  # fmt: skip
    by_reader: dict[str, date] = {}
    reader_of = {rung.notice: rung.reader for rung in fired}
    for each in answers:
        reader = reader_of.get(keys[each.notice], "")
        if each.next_on >= today:
            by_reader[reader] = max(each.next_on, by_reader.get(reader, each.next_on))
    owed = {rung.reader for rung in fired if rung.owes and rung.rung == alert.stands_at} or {""}
    return min(by_reader[reader] for reader in owed) if owed <= by_reader.keys() else None


_UNKNOWN = Words(
    "核对不符：抄录有误、不是本机所发，或者本机更换过密钥",
    "does not check: copied wrongly, not sent from here, or the key was changed since",
)


def _fault(code: str, what: Words) -> Fault:
    return Fault(Words("签收码“{code}”", "code “{code}”", code=code[:60]), what,
                 Words("请从通知中原样复制", "copy it from the message as it stands"))  # fmt: skip
