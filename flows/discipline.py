"""What discipline needs of the daily routine (惩戒例行): decisions opened, members reminded of sittings.

Time limits are the tick's own; here is what no clock of a procedure knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import exists, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from flows import duty_suspensions, invitations, leads, reopening
from flows.office import Office
from flows.reminders import tell_once
from records import sittings
from records.leads import DECISION_RANGE
from records.proceedings import Proceeding, find
from records.sittings import Sitting
from rules.clocks import BEIJING, beijing_day
from rules.errors import AccountabilityError, OutOfReach, Refused, SomeoneWasFaster
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role, automatic
from rules.workdays import add_working_days
from state_machines.confidentiality import RANGE
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import State
from state_machines.discipline_decision.table import DISCIPLINE_DECISION
from state_machines.moments import told

AUTOMATIC = automatic(Role.INSPECTION)
"""自动流转: opening the court's decision on a final opinion leaves no choice."""


def go_on(office: Office, now: datetime) -> Iterator[Words]:
    """Do what there is to do; one sentence for each thing done.

    A matter that cannot go on stays where it is and holds up nothing else; its office is told of it once.
    """
    for ref in _opinions_final(office):
        try:
            done = leads.open_decision(office, ref, by=AUTOMATIC, now=now)
        except OutOfReach:
            raise
        except SomeoneWasFaster:
            continue
        except AccountabilityError as error:
            if _told_of(office, ref, error, now):
                yield Words("惩戒：{ref}未能转入惩戒决定，已通知督察部门：{why}",
                            "Discipline: no decision could be opened on {ref}; the inspection office was told: {why}",
                            ref=ref, why=error.words)  # fmt: skip
            continue
        if done.new:
            yield Words("惩戒：{ref}意见确定，已转入{decision}", "Discipline: the opinion of {ref} is final; opened {decision}",
                        ref=ref, decision=done.ref)  # fmt: skip
    yield from reopening.go_on(office, now)
    yield from duty_suspensions.go_on(office, now)
    if announced := invitations.announce(office, now):
        yield Words("惩戒：补充材料通知{n}件", "Discipline: {n} notices of further material", n=announced)
    if reminded := remind(office, now):
        yield Words("惩戒：会前提醒{n}件", "Discipline: {n} reminders of sittings", n=reminded)


def remind(office: Office, now: datetime) -> int:
    """Remind the members of the sittings that are near; each once for a sitting and a matter (件)."""
    today = beijing_day(now)
    ahead = int(office.store.rules.on(today)["discipline.sitting_reminder"])
    until = add_working_days(today, ahead, office.store.calendar)
    with office.store.read() as session:
        contents = [
            content
            for sitting in sittings.open_sittings(session)
            if now < sitting.at and beijing_day(sitting.at) <= until
            for content in _reminders(session, sitting)
        ]
    return tell_once(office, contents, now)


def _told_of(office: Office, ref: str, error: AccountabilityError, now: datetime) -> bool:
    """Tell the office of a matter that it stands still, and why; once."""
    table = DISCIPLINARY_PREREVIEW
    with office.store.read() as session:
        matter = find(session, ref)
    content = NoticeContent(
        key=f"stands_still:{ref}",
        kind=NoticeKind.STEP_TAKEN,
        proceeding=ref,
        procedure=table.letters.known_as or table.words,
        court=matter.court,
        organiser=matter.court,
        audience=table.letters.desk,
        case_no=matter.case_no,
        act=Words("未能转入惩戒决定", "no decision could be opened"),
        state=Words(State.OPINION_FINAL.zh, State.OPINION_FINAL.en),
        points=((Words("原因", "Why"), error.words),),
        authority=error.authority.code if isinstance(error, Refused) else "local_discipline.专业审查前置",
        what_to_do=Words("查明原因，更正后系统自动续办", "find out why; once it is put right it goes on by itself"),
        urgency=Urgency.URGENT,
    )  # fmt: skip
    return bool(tell_once(office, [content], now))


def _reminders(session: Session, sitting: Sitting) -> Iterator[NoticeContent]:
    """One to each member who has not stepped aside, for each matter whose meeting was called."""
    table = DISCIPLINARY_PREREVIEW
    for row in sittings.agenda(session, sitting.ref):
        matter = find(session, row.proceeding)
        if row.put_off_to or matter.state != State.DELIBERATION.value:
            continue
        for person in table.holders(Role.COMMITTEE_MEMBER, matter.facts):
            yield NoticeContent(
                key=f"sitting:{sitting.ref}:{matter.ref}:{person}",
                kind=NoticeKind.STEP_TAKEN,
                proceeding=matter.ref,
                procedure=table.letters.known_as or table.words,
                court=sitting.court,
                organiser=sitting.court,
                audience=Role.COMMITTEE_MEMBER,
                person=person,
                case_no=matter.case_no,
                act=Words("会前提醒", "reminder of the sitting"),
                state=Words(State.DELIBERATION.zh, State.DELIBERATION.en),
                points=(
                    (Words("时间", "When"), told(sitting.at.astimezone(BEIJING).isoformat())),
                    (Words("地点", "Where"), Words(sitting.place, sitting.place)),
                ),
                authority="local_discipline.会议",
                what_to_do=Words("按时到会；不能到会的，请事先告知惩戒工作办公室", "come in time, or tell the discipline office before"),
            )  # fmt: skip


def _opinions_final(office: Office) -> list[str]:
    """The matters with a final opinion on which no decision was opened; one query."""
    decided = aliased(Proceeding)
    query = (
        select(col(Proceeding.ref), col(Proceeding.facts))
        .where(
            col(Proceeding.procedure) == DISCIPLINARY_PREREVIEW.code,
            col(Proceeding.state) == State.OPINION_FINAL.value,
            ~exists().where(
                col(decided.procedure) == DISCIPLINE_DECISION.code,
                col(decided.ref)
                == literal(DECISION_RANGE) + func.substr(col(Proceeding.ref), len(RANGE) + 1),
            ),
        )
        .order_by(col(Proceeding.ref))
    )
    with office.store.read() as session:
        return [ref for ref, facts in session.execute(query) if not leads.is_anew(facts)]
