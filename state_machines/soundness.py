"""健全性 (soundness): whether a table of lawful steps can be worked with at all, point by point.

Each point is one question that a procedure must answer for each of its rows and states; a flaw says where it does not,
and what to do. What a person will do is not asked here: the walks of the tests go through the tables with people in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.labels import Labelled, Words
from rules.parameters import RuleBook
from state_machines import soundness_of_states as states
from state_machines import soundness_of_steps as steps
from state_machines.procedure import Procedure
from state_machines.soundness_of_states import Found


class Point(Labelled):
    """What is asked of every procedure (健全性要点)."""

    REACHED = "reached", "每个状态都能到达", "every state can be reached"
    ENDS = "ends", "每个状态都有通向终结的路", "a way leads from every state to an end"
    SOMEBODY = "somebody", "每个状态都有人负责推进", "somebody moves every state on"
    TIMED = "timed", "每个状态有期限，或者写明没有期限", "every state has a time limit, or says why none"
    TOLD = (
        "told",
        "每次流转都有人被告知，或者写明不告知",
        "somebody is told of every way into a state, or it says why not",
    )
    OWN_MATTER = "own_matter", "任何人不得决定自己的事", "nobody decides on himself"
    LIMIT_ENDS = "limit_ends", "每个期限届满都有人办理", "somebody acts when a time limit ends"
    NO_LOOP = "no_loop", "期限日历不会自行空转", "the calendar does not go round by itself"
    RESUMED = (
        "resumed",
        "中止的期限能恢复，中止本身有期限",
        "what is suspended can be resumed, and not held for ever",
    )
    AUTHORITIES = "authorities", "每项依据都已登记", "every authority is registered"
    LENGTHS = "lengths", "每个期限的长度都有生效的参数", "every time limit has a length in force"
    LABELS = "labels", "一切名称都有中英文", "everything has a name in both languages"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not sound: of which point, where, and what to do."""

    point: Point
    where: Words
    what: Words
    mend: Words


def flaws(table: Procedure, book: RuleBook) -> list[Flaw]:
    """Everything that is not sound about a procedure; none where it is."""
    return [
        *(Flaw(point, *found) for point, asked in _ASKED.items() for found in asked(table)),
        *(Flaw(Point.LENGTHS, *found) for found in steps.lengths(table, book)),
    ]


_ASKED: Mapping[Point, Callable[[Procedure], Found]] = {
    Point.REACHED: states.reached,
    Point.ENDS: states.ends,
    Point.SOMEBODY: states.somebody,
    Point.TIMED: states.timed,
    Point.TOLD: states.told,
    Point.OWN_MATTER: steps.own_matter,
    Point.LIMIT_ENDS: steps.limit_ends,
    Point.NO_LOOP: steps.no_loop,
    Point.RESUMED: steps.resumed,
    Point.AUTHORITIES: steps.authorities,
    Point.LABELS: steps.labels,
}
