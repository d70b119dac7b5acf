"""A notice in the making (拟告知), and the text of its content: what `canonical(content.to_json())` writes, from parts.

What a notice says is mostly that of its step, and thousands of notices have it in common: it is written once, in the
`Heading`. A test holds the text against that of the whole `NoticeContent`, for every step.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rules.canonical import quoted
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role
from state_machines.steps import ClockRule

KIND = NoticeKind.STEP_TAKEN.value
_URGENCY = Urgency.ROUTINE.value
Points = tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, eq=False)
class Heading:
    """What every notice to one role on one act says.

    limits: those within which the role may act in the state reached, in the order of the table. named: whether the
    facts name who holds the role. of_the_case: whether the role is of the court of the case.
    """

    role: Role
    procedure: Words
    act: Words
    state: Words
    authority: str
    limits: tuple[ClockRule, ...]
    named: bool
    of_the_case: bool

    @cached_property
    def audience(self) -> str:
        return str(self.role.value)

    @cached_property
    def texts(self) -> tuple[str, str, str, str]:
        """What stands before the office to ask, before the case, before the proceeding, and before what to do."""
        return (
            f'{{"acknowledge_by":null,"act":{self.act.written()},"ask":',
            f',"audience":{quoted(self.audience)},"authority":{quoted(self.authority)},"case_no":',
            f',"procedure":{self.procedure.written()},"proceeding":',
            f',"rung":0,"state":{self.state.written()},"urgency":{quoted(_URGENCY)},"what_to_do":',
        )


class Told(NamedTuple):
    """One notice: its heading, and what is its own."""

    heading: Heading
    key: str
    proceeding: str
    court: str
    organiser: str
    person: str
    case_no: str
    division: str
    points: Points
    what_to_do: Words
    ask: Words
    due: date | None
    due_explained: Words
    provisional: bool

    def content(self) -> NoticeContent:
        """The notice whole."""
        heading = self.heading
        return NoticeContent(
            key=self.key,
            kind=NoticeKind.STEP_TAKEN,
            proceeding=self.proceeding,
            procedure=heading.procedure,
            court=self.court,
            organiser=self.organiser,
            audience=heading.role,
            person=self.person,
            case_no=self.case_no,
            division=self.division,
            act=heading.act,
            state=heading.state,
            points=self.points,
            authority=heading.authority,
            what_to_do=self.what_to_do,
            ask=self.ask,
            due=self.due,
            due_explained=self.due_explained,
            provisional=self.provisional,
        )

    def text(self) -> str:
        """The content of the notice as the outbox stores it."""
        act, audience, procedure, state = self.heading.texts
        due = "null" if self.due is None else f'"{self.due.isoformat()}"'
        return (
            f'{act}{self.ask.written()}{audience}{quoted(self.case_no)},"court":{quoted(self.court)},'
            f'"division":{quoted(self.division)},"due":{due},"due_explained":{self.due_explained.written()},'
            f'"key":{quoted(self.key)},"kind":"{KIND}","organiser":{quoted(self.organiser)},'
            f'"person":{quoted(self.person)},"points":{_points(self.points) if self.points else "[]"}'
            f'{procedure}{quoted(self.proceeding)},"provisional":{"true" if self.provisional else "false"}'
            f"{state}{self.what_to_do.written()}}}"
        )


def _points(points: Points) -> str:
    return f"[{','.join(f'[{name.written()},{text.written()}]' for name, text in points)}]"
