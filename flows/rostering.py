"""Absences, rosters of duty and wishes onto the register (离岗、值班、个人意愿的登记), by whoever may enter them.

The trial-management office enters all of it; a person enters the own absence and the own wish. What is wrong with an entry is
said whole, and nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from documents.duty_roster import DutyRoster, read_roster
from flows.office import Office
from records import people, rosters
from records.people import Person
from records.rosters import Absence, Duty
from rules.absences import AbsenceKind, Away, circle, shown
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role

AUTHORITY = law("local_rosters")["登记"]


def go_away(office: Office, away: Away, kind: AbsenceKind, *, by: Actor, now: datetime) -> Absence:
    """Enter an absence.

    Raises:
        Refused: it is neither the person nor the trial-management office who enters it.
        FaultyInput: all that is wrong with it.
    """
    _may_enter(by, away.person)
    with office.store.begin() as session:
        standing = rosters.absences(session, ending_after=date.min)
        faults = [*_people_faults(session, away), *_days_faults(away, standing, beijing_day(now))]
        found = () if faults else circle(away, [row.away for row in standing])
        if found:
            what = Words(
                "代理成环：{path}", "they stand in for one another in a circle: {path}", path=shown(found)
            )
            faults.append(_fault("--substitute", what, Words("请另行指定", "name somebody else")))
        if faults:
            raise FaultyInput(faults)
        return rosters.go_away(session, away, kind, by=by, at=now)


def come_back(office: Office, person: str, on: date, *, by: Actor, now: datetime) -> Absence:
    """End the absence that covers that day, or the day before it: from then on the person is there.

    Raises:
        Refused: it is neither the person nor the trial-management office who enters it.
        NotFound: the person is not away then.
    """
    _may_enter(by, person)
    with office.store.begin() as session:
        standing = rosters.absences(session, ending_after=on, person=person)
        row = next((each for each in standing if each.away.covers(on)), None) or next(iter(standing), None)
        if row is None:
            raise NotFound(
                Words("{person}在{day}没有离岗登记", "{person} is not away on {day}", person=person, day=on)
            )
        rosters.come_back(session, row, on, by=by, at=now)
        return row


def take_roster(
    office: Office, file: Path, *, by: Actor, now: datetime, court: str = ""
) -> tuple[DutyRoster, int]:
    """Take in a roster of duty, all of it or nothing; what comes back is what was read and how many turns were new.

    Raises:
        Refused: it is not the trial-management office that enters it.
        FaultySheet: every fault of the file.
        FaultyInput: people in it whom nobody enrolled.
    """
    _may_enter(by)
    roster = read_roster(file, court=court)
    with office.store.begin() as session:
        codes = {turn.person for turn in roster.turns}
        unknown = sorted(codes - people.on_the_register(session, codes))
        if unknown:
            raise FaultyInput([_not_enrolled(f"{roster.file} {code}", code) for code in unknown])
        source = f"{roster.file} sha256:{roster.sha256}"
        return roster, rosters.take_roster(session, roster.turns, source=source, by=by, at=now)


def wish(office: Office, person: str, channel: str, *, wanted: bool, by: Actor, now: datetime) -> bool:
    """Enter whether a person wants routine notices by that channel; False where it was so already.

    Raises:
        Refused: it is neither the person nor the trial-management office who enters it.
        FaultyInput: nobody enrolled the person, or the court does not leave the channel to the person.
    """
    _may_enter(by, person)
    known = office.routes.channels.get(channel)
    with office.store.begin() as session:
        faults = [] if session.get(Person, person) else [_not_enrolled(person, person)]
        if known is None or not known.optional:
            optional = [each.name for each in office.routes.channels.values() if each.optional]
            faults.append(
                _fault(
                    channel,
                    Words("这一渠道不能由本人取舍", "that channel is not left to the person"),
                    Words("可以取舍的：{names}", "those that are: {names}", names=", ".join(optional)),
                )
            )
        if faults:
            raise FaultyInput(faults)
        return rosters.wish(session, person, channel, wanted=wanted, by=by, at=now)


def absences_from(office: Office, day: date) -> Sequence[Absence]:
    """The absences that are not over before that day."""
    with office.store.read() as session:
        return rosters.absences(session, ending_after=day)


def duties_from(office: Office, day: date) -> Sequence[Duty]:
    """The turns of duty that are not over before that day."""
    with office.store.read() as session:
        return rosters.duties(session, ending_after=day)


def _may_enter(by: Actor, person: str = "") -> None:
    if by.role is Role.TRIAL_MANAGEMENT or (person and by.code == person):
        return
    raise Refused(
        Words("应由审管办登记，或者由本人登记本人的离岗和意愿",
              "the trial-management office enters it, or the person his own absence and wish"),
        AUTHORITY,
    )  # fmt: skip


def _people_faults(session: Session, away: Away) -> list[Fault]:
    named = dict.fromkeys(filter(None, [away.person, away.substitute]))
    known = people.on_the_register(session, named)
    faults = [_not_enrolled(code, code) for code in named if code not in known]
    if away.substitute == away.person:
        what = Words("不能由本人代理", "nobody stands in for himself")
        faults.append(_fault("--substitute", what, Words("请另行指定", "name somebody else")))
    return faults


def _days_faults(away: Away, standing: Iterable[Absence], today: date) -> list[Fault]:
    if away.until <= away.since:
        what = Words("止日早于起日", "the last day is before the first")
        return [_fault("--to", what, Words("请核对两个日期", "check both days"))]
    faults = []
    if away.until <= today:
        what = Words("离岗已经结束", "the absence is over")
        faults.append(_fault("--to", what, Words("已经过去的不必登记", "what is over need not be entered")))
    for row in standing:
        if row.person == away.person and row.away.overlaps(away.since, away.until):
            what = Words("已登记{since}至{last}离岗", "is away already from {since} to {last}",
                         since=row.since, last=row.until - timedelta(days=1))  # fmt: skip
            mend = Words("请先用 zelian people back 销去", "end that first, with zelian people back")
            faults.append(_fault(away.person, what, mend))
    return faults


def _not_enrolled(where: str, code: str) -> Fault:
    return _fault(
        where,
        Words("没有登记人员“{code}”", "nobody on the register is “{code}”", code=code),
        Words("请先登记该人员，或者改正代码", "enrol the person first, or mend the code"),
    )


def _fault(where: str, what: Words, mend: Words) -> Fault:
    return Fault(Words("{where}", "{where}", where=where), what, mend)
