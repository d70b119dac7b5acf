"""Attendance of a sitting (到会离会): who came and went by the minute, and what was entered wrongly taken back.

No movement is entered before a vote whose sheet is frozen: the sheet counted who was there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from flows.office import Office
from flows.sittings import keep_the_registers, still_open
from records import ballots, committee_rolls, sittings
from rules.attendance import Move, Movement, checked
from rules.clocks import BEIJING, beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Actor


def attend(
    office: Office,
    ref: str,
    members: Sequence[str],
    came: datetime,
    left: datetime | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Put on record who came when, and who left when.

    Raises:
        FaultyInput: a stranger, a time to come, an order that cannot be, or a time before a frozen vote.
    """
    keep_the_registers(by)
    new = [Movement(code, Move.ARRIVED, came) for code in members]
    new += [Movement(code, Move.LEFT, left) for code in members if left is not None]
    _moved(office, ref, new, by=by, now=now)


def leave(
    office: Office, ref: str, members: Sequence[str], left: datetime, *, by: Actor, now: datetime
) -> None:
    """Put on record who left when; as `attend`."""
    keep_the_registers(by)
    _moved(office, ref, [Movement(code, Move.LEFT, left) for code in members], by=by, now=now)


def strike(office: Office, ref: str, movement: Movement, reason: str, *, by: Actor, now: datetime) -> None:
    """Take back a movement that was entered wrongly.

    Raises:
        FaultyInput: there is none, a vote rests on it, or what is left cannot be.
    """
    keep_the_registers(by)
    with office.store.begin() as session:
        sitting = sittings.sitting(session, ref)
        still_open(sitting)
        there = sittings.movements(session, ref)
        found = next(
            (each for each in there if each.member == movement.member and each.at == movement.at), None
        )
        if found is None:
            raise FaultyInput([Fault(_of(movement), Words("没有登记", "is not on record"), Words("请核对时间", "check the time"))])  # fmt: skip
        _not_before_a_vote(session, ref, [found])
        codes = committee_rolls.roll_on(session, sitting.court, beijing_day(sitting.at)).committee.codes
        checked([each for each in there if each != found], codes)
        sittings.strike(session, ref, found, at=now, by=by, reason=reason)


def _moved(office: Office, ref: str, new: Sequence[Movement], *, by: Actor, now: datetime) -> None:
    with office.store.begin() as session:
        sitting = sittings.sitting(session, ref)
        still_open(sitting)
        codes = committee_rolls.roll_on(session, sitting.court, beijing_day(sitting.at)).committee.codes
        faults = [
            Fault(_of(each), Words("还没有到", "is still to come"), Words("请据实登记", "enter what happened"))
            for each in new if each.at > now
        ]  # fmt: skip
        if faults:
            raise FaultyInput(faults)
        _not_before_a_vote(session, ref, new)
        checked([*sittings.movements(session, ref), *new], codes)
        sittings.move(session, ref, new, at=now, by=by)


def _not_before_a_vote(session: Session, ref: str, moves: Sequence[Movement]) -> None:
    frozen = [vote.at for vote in ballots.votes_in(session, ref) if vote.sheet]
    faults = [
        Fault(_of(each), Words("早于已经固定核验单的表决", "is before a vote whose sheet is frozen"),
               Words("核验单已经固定；确有错误的，重新表决", "the sheet stands; if it is wrong, vote again"))
        for each in moves if frozen and each.at <= max(frozen)
    ]  # fmt: skip
    if faults:
        raise FaultyInput(faults)


def _of(movement: Movement) -> Words:
    when = f"{movement.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
    return Words(
        "“{who}”{when}{move}", "{who}, {move} {when}", who=movement.member, when=when, move=movement.move
    )
