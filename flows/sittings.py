"""Sittings of the discipline committee (审议会议): opened, called, attended, closed.

The secretariat enters what happens in the room; whatever the procedure must hear of it, it is told by its own acts
(召集审议会议、审议改期), and what the procedure refuses is refused here, before anything is on record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from flows.office import Office
from records import ballots, committee_rolls, people, sittings
from records.proceedings import Proceeding, find, rules_of
from records.sittings import Sitting, SittingMatter
from rules.clocks import beijing_day
from rules.committee import Committee, Member, composition
from rules.committee_recusal import People, RecusalGround, must_step_aside
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from rules.voting import majority, quorum
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known, State

LOCAL = law("local_discipline")
SECRETARIAT = (Role.DISCIPLINE_OFFICE, Role.COMMITTEE_CHAIR)
"""Who keeps the committee's registers."""
FOR_A_SITTING = (State.ACCEPTED.value, State.DELIBERATION.value)
"""Where a matter may be put on an agenda."""


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """A matter on an agenda: how it stands, who may vote on it, and the numbers it needs (人、票)."""

    row: SittingMatter
    proceeding: Proceeding
    recused: tuple[str, ...]
    involved: tuple[tuple[str, RecusalGround], ...]
    """Members in office who must step aside by what the record shows, and have not."""
    may_vote: tuple[str, ...]
    quorum: int
    majority: int


def keep_the_registers(by: Actor) -> None:
    """Only the secretariat and the chair write here.

    Raises:
        Refused: it is somebody else.
    """
    if by.role not in SECRETARIAT:
        raise Refused(
            Words(
                "审议会议由{who}登记，{role}不能登记",
                "sittings are kept by the {who}, not by the {role}",
                who=Words("、".join(role.zh for role in SECRETARIAT), " and the ".join(role.en for role in SECRETARIAT)),
                role=by.role,
            ),
            LOCAL["会议"],
        )  # fmt: skip


def enter_committee(
    office: Office, court: str, seats: int, judges: Sequence[str], *, by: Actor, now: datetime
) -> tuple[Committee, bool]:
    """Enter the committee's roll from the posts held today; `judges` are those who represent the judges.

    Raises:
        FaultyInput: nobody, or more than one, is in office as chair; a judge is no member; more members than seats.
        Refused: the committee would not be composed as the law asks.
    """
    keep_the_registers(by)
    today = beijing_day(now)
    with office.store.begin() as session:
        held = {
            role: [post.person for post in people.holders(session, role, today) if post.court == court]
            for role in (Role.COMMITTEE_MEMBER, Role.COMMITTEE_CHAIR)
        }
        chairs = held[Role.COMMITTEE_CHAIR]
        codes = sorted({*held[Role.COMMITTEE_MEMBER], *chairs})
        faults = []
        if len(chairs) != 1:
            faults.append(Fault(
                Words("惩戒委员会主任", "the chair"),
                Words("{court}在任{n}人", "{n} in office at {court}", court=court, n=len(chairs)),
                Words("请先用 zelian people import 登记一名主任", "enter one with zelian people import")))  # fmt: skip
        faults += [
            Fault(Words("法官代表“{code}”", "judge “{code}”", code=code), Words("不是在任委员", "is no member in office"),
                   Words("请核对人员名册", "check the register of people"))
            for code in judges if code not in codes
        ]  # fmt: skip
        if faults:
            raise FaultyInput(faults)
        committee = Committee(seats, tuple(Member(code, code in judges) for code in codes), chairs[0])
        for reason in composition(committee, office.store.rules.on(today)):
            raise Refused(reason.words, reason.authority)
        new = committee_rolls.enter_roll(session, court, committee, since=today, at=now, by=by)
    return committee, new


def open_sitting(
    office: Office, begins: datetime, place: str, matters: Sequence[str], *, by: Actor, now: datetime
) -> str:
    """Put a sitting on record with its matters; what waits on another open sitting is put off to this one.

    Raises:
        FaultyInput: a matter that is not before the committee, matters of two committees, no place, a time gone by.
        NotFound: no such matter; no roll of the committee.
    """
    keep_the_registers(by)
    with office.store.begin() as session:
        rows = [find(session, ref) for ref in dict.fromkeys(matters)]
        faults = [_not_for_a_sitting(row) for row in rows if not _is_before_the_committee(row)]
        courts = {str(row.facts.get(Known.ORGANISER.code, "")) for row in rows}
        if len(courts) != 1:
            faults.append(Fault(Words("议程", "the agenda"),
                                 Words("没有事项，或者不属于同一惩戒委员会", "is empty, or of several committees"),
                                 Words("每次会议只列一个惩戒委员会的事项", "list the matters of one committee")))  # fmt: skip
        if not place.strip():
            faults.append(Fault(Words("审议地点", "the place"), Words("没有写", "is missing"), Words("请写明", "state it")))  # fmt: skip
        if begins <= now:
            faults.append(Fault(Words("审议时间", "the time"), Words("已经过去", "is past"), Words("请写将来的时间", "state a time to come")))  # fmt: skip
        if faults:
            raise FaultyInput(faults)
        court = courts.pop()
        committee_rolls.roll_on(session, court, beijing_day(begins))
        return sittings.open_sitting(session, court, begins, place, [row.ref for row in rows], at=now, by=by)


def agenda_of(session: Session, sitting: Sitting) -> list[OnAgenda]:
    """The agenda with the numbers each matter needs, under the rules pinned to it."""
    committee = committee_rolls.roll_on(session, sitting.court, beijing_day(sitting.at)).committee
    found = []
    for row in sittings.agenda(session, sitting.ref):
        matter = find(session, row.proceeding)
        rules = rules_of(session, matter.rules)
        gone = [code for code in matter.facts.get(Known.RECUSED.code) or () if code in committee.codes]
        involved = [
            (code, grounds[0])
            for code in committee.codes
            if code not in gone
            and (grounds := must_step_aside(code, concerned(matter), beijing_day(sitting.at)))
        ]
        found.append(
            OnAgenda(
                row,
                matter,
                tuple(gone),
                tuple(involved),
                tuple(code for code in committee.codes if code not in {*gone, *dict(involved)}),
                quorum(committee, len(gone), rules),
                majority(committee, len(gone), rules),
            )
        )
    return found


def concerned(matter: Proceeding) -> People:
    """Who had to do with a matter, as its record knows."""
    return People(
        judge=str(matter.facts.get(Known.JUDGE.code, "")),
        bench=frozenset(matter.facts.get(Known.BENCH.code) or ()),
        inquirers=frozenset(matter.facts.get(Known.INQUIRERS.code) or ()),
    )


def close(office: Office, ref: str, *, by: Actor, now: datetime) -> None:
    """Close a sitting.

    Raises:
        Refused: a vote has no frozen and entered sheet, or a matter was neither voted on nor put off.
    """
    keep_the_registers(by)
    with office.store.begin() as session:
        sitting = sittings.sitting(session, ref)
        still_open(sitting)
        entered = {vote.proceeding for vote in ballots.votes_in(session, ref) if vote.entered}
        waiting = [
            row.proceeding
            for row in sittings.agenda(session, ref)
            if not row.put_off_to
            and row.proceeding not in entered
            and find(session, row.proceeding).state == State.DELIBERATION.value
        ]
        if waiting:
            raise Refused(
                Words(
                    "{refs}既没有表决结果，也没有改期，不能闭会",
                    "{refs}: neither a result nor put off; the sitting is not closed",
                    refs="、".join(waiting),
                ),
                LOCAL["会议"],
            )
        sittings.close(session, ref, at=now, by=by)


def still_open(sitting: Sitting) -> None:
    if sitting.closed_at is not None:
        raise Refused(
            Words("审议会议{ref}已经闭会", "sitting {ref} is closed", ref=sitting.ref), LOCAL["会议"]
        )


def _is_before_the_committee(row: Proceeding) -> bool:
    return row.procedure == DISCIPLINARY_PREREVIEW.code and row.state in FOR_A_SITTING


def _not_for_a_sitting(row: Proceeding) -> Fault:
    table = DISCIPLINARY_PREREVIEW
    known = row.procedure == table.code
    return Fault(
        Words("“{ref}”", "“{ref}”", ref=row.ref),
        Words("现为“{state}”，不能列入议程", "is “{state}” and cannot be on an agenda", state=table.states(row.state))
        if known else Words("不是专业审查前置事项", "is no pre-review"),
        Words("只列已受理或者审议中的事项", "list matters accepted or under deliberation"))  # fmt: skip
