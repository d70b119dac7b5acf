"""出席 (attendance): who comes and goes in a sitting, and who was there at the instant of a vote.

Whoever arrives at an instant is there at that instant; whoever leaves at it is not any more. One who left before the
vote does not count, however long they were there, and nobody counts by another's hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words


class Move(Labelled):
    """What a member did (到离)."""

    ARRIVED = "arrived", "到会", "arrived"
    LEFT = "left", "离会", "left"


@dataclass(frozen=True, slots=True)
class Movement:
    """One arrival or departure of a member, by its instant."""

    member: str
    move: Move
    at: datetime


def present(movements: Iterable[Movement], at: datetime) -> frozenset[str]:
    """Who was there at that instant."""
    last: dict[str, Movement] = {}
    for movement in sorted(movements, key=lambda each: each.at):
        if movement.at <= at:
            last[movement.member] = movement
    return frozenset(member for member, movement in last.items() if movement.move is Move.ARRIVED)


def faults(movements: Sequence[Movement], members: Iterable[str]) -> list[Fault]:
    """What cannot be in a record of attendance: strangers, time without zone, one who leaves without having come."""
    known = set(members)
    found = []
    for movement in movements:
        if movement.member not in known:
            found.append(_fault(movement, Words("不是在任委员", "is no member in office"),
                                Words("只登记委员的到离", "record members only")))  # fmt: skip
        if movement.at.tzinfo is None:
            found.append(_fault(movement, Words("时间没有时区", "has a time without zone"),
                                Words("请写明时区", "give the zone")))  # fmt: skip
    if found:
        return found
    in_order = sorted(movements, key=lambda each: (each.member, each.at))
    for _, own in groupby(in_order, key=lambda each: each.member):
        steps = list(own)
        for number, movement in enumerate(steps):
            expected = Move.LEFT if number % 2 else Move.ARRIVED
            if movement.move is not expected:
                found.append(_fault(movement, Words("到离次序不符", "is out of order"),
                                    Words("到会、离会应当交替，以到会开始", "arrivals and departures alternate, an arrival first")))  # fmt: skip
            if number and movement.at == steps[number - 1].at:
                found.append(_fault(movement, Words("与前一次到离同一时刻", "is at the same instant as the one before"),
                                    Words("请核对时间", "check the time")))  # fmt: skip
    return found


def checked(movements: Sequence[Movement], members: Iterable[str]) -> tuple[Movement, ...]:
    """The movements in order of time.

    Raises:
        FaultyInput: every one that cannot be.
    """
    if found := faults(movements, members):
        raise FaultyInput(found)
    return tuple(sorted(movements, key=lambda each: (each.at, each.member)))


def _fault(movement: Movement, what: Words, mend: Words) -> Fault:
    where = Words("“{who}”{when}{move}", "{who}, {move} {when}",
                  who=movement.member, when=movement.at.isoformat(), move=movement.move)  # fmt: skip
    return Fault(where, what, mend)
