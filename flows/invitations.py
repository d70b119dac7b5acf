"""The calling of a sitting (召集审议会议、改期): every matter's meeting is called or put off by an act of the procedure.

The notices go out with the acts. To the members they name the material of the matter, which is made ready before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.materials import AUTHORITY, ForMatter, Material, later, make_ready
from flows.office import Office
from flows.reminders import tell_once
from flows.sittings import still_open
from records import committee_rolls, sittings
from records.proceedings import Act, Proceeding, advance, find
from records.sittings import Sitting
from rules.clocks import BEIJING, beijing_day
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Act as Trigger
from state_machines.disciplinary_prereview.terms import Known, State
from state_machines.files_handed_in import names_of
from state_machines.moments import moment_of
from state_machines.steps import EXTRA


@dataclass(frozen=True, slots=True)
class Called:
    """A matter whose meeting was called or put off: by which act, whom of the members it invites, whom it leaves out."""

    proceeding: str
    act: Trigger
    invited: tuple[str, ...]
    recused: tuple[str, ...]
    materials: tuple[Material, ...] = ()
    """What the notice to the members names."""


def invite(office: Office, ref: str, *, by: Actor, now: datetime, reasons: str = "") -> list[Called]:
    """Make the material of every matter ready, and call the meeting with it; see `call`.

    Raises:
        FaultyInput: besides, a template of the court's own is broken.
    """
    with office.store.read() as session:
        still_open(sittings.sitting(session, ref))
        matters = [row.proceeding for row in sittings.agenda(session, ref) if not row.put_off_to]
    materials = {matter: make_ready(office, matter, now=now) for matter in matters}
    return call(office, ref, by=by, now=now, reasons=reasons, materials=materials)


def call(
    office: Office,
    ref: str,
    *,
    by: Actor,
    now: datetime,
    reasons: str = "",
    materials: Mapping[str, Sequence[Material]] | None = None,
) -> list[Called]:
    """Call the meeting in every matter of a sitting, or put it off there where it was called before.

    The notices go out with the acts, to the members who have not stepped aside. All matters are called, or none.

    Raises:
        Refused: the procedure says no (too short a notice, a matter suspended, not the chair).
        FaultyInput: a meeting is put off without a reason.
    """
    done: list[Called] = []
    said: dict[str, Any]
    with office.store.begin() as session:
        sitting = sittings.sitting(session, ref)
        still_open(sitting)
        committee = committee_rolls.roll_on(session, sitting.court, beijing_day(sitting.at)).committee
        when = f"{sitting.at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        where = {Known.MEETING_AT.code: when, Known.MEETING_PLACE.code: sitting.place}
        for row in sittings.agenda(session, ref):
            matter = find(session, row.proceeding)
            if row.put_off_to or (
                matter.facts.get(Known.MEETING_AT.code) == when and matter.state == State.DELIBERATION.value
            ):
                continue
            if matter.state == State.ACCEPTED.value:
                trigger, said = (
                    Trigger.CALL_MEETING,
                    where
                    | {
                        Known.CHAIR.code: committee.chair,
                        Known.MEMBERS.code: list(committee.codes),
                        Known.RIGHTS_TOLD.code: True,
                    },
                )
            else:
                if not reasons:
                    raise FaultyInput([Fault(
                        Words("“{ref}”", "“{ref}”", ref=matter.ref), Words("改期没有写明理由", "is put off without a reason"),
                        Words("请用 --reason 写明", "give it with --reason"))])  # fmt: skip
                trigger, said = (
                    Trigger.POSTPONE_MEETING,
                    where
                    | {
                        Known.REASONS.code: reasons,
                        EXTRA.code: _later(matter, sitting),
                    },
                )
            named = tuple(materials.get(matter.ref, ())) if materials is not None else ()
            if materials is not None:
                said[Known.MATERIALS.code] = [{"code": each.sha256, "name": each.name} for each in named]
            advance(session, Act(ref=matter.ref, trigger=trigger.value, by=by, at=now, particulars=said))
            gone = tuple(
                code for code in matter.facts.get(Known.RECUSED.code) or () if code in committee.codes
            )
            invited = tuple(code for code in committee.codes if code not in gone)
            done.append(Called(matter.ref, trigger, invited, gone, named))
    return done


def announce(office: Office, now: datetime) -> int:
    """Tell the members of what came after the meeting was called, each once of each paper or file (件)."""
    with office.store.read() as session:
        contents = [
            _announced(sitting, each, one, person)
            for sitting in sittings.open_sittings(session)
            if now < sitting.at
            for each, one in later(office, session, sitting)
            for person in each.members
        ]
    return tell_once(office, contents, now)


def _announced(sitting: Sitting, of: ForMatter, new: Material, person: str) -> NoticeContent:
    table = DISCIPLINARY_PREREVIEW
    return NoticeContent(
        key=f"material:{sitting.ref}:{of.matter.ref}:{new.name}:{person}",
        kind=NoticeKind.STEP_TAKEN,
        proceeding=of.matter.ref,
        procedure=table.letters.known_as or table.words,
        court=sitting.court,
        organiser=sitting.court,
        audience=Role.COMMITTEE_MEMBER,
        person=person,
        case_no=of.matter.case_no,
        act=Words("补充审议材料", "further material of the meeting"),
        state=Words("{state}", "{state}", state=table.states(of.matter.state)),
        points=(
            (Words("会议", "Sitting"), Words(sitting.ref, sitting.ref)),
            (Words("材料", "Material"), names_of([{"name": new.name, "code": new.sha256}])),
        ),
        authority=AUTHORITY.code,
        what_to_do=Words(
            "取用：zelian sitting materials --by 本人代码 --save 文件夹，或者向惩戒工作办公室领取",
            "take it: zelian sitting materials --by YOUR-CODE --save FOLDER, or fetch it from the discipline office",
        ),
    )


def _later(matter: Proceeding, sitting: Sitting) -> int:
    """By how many days a meeting is put off (日); so long goes on the time to deliberate."""
    before = moment_of(matter.facts.get(Known.MEETING_AT.code)) or sitting.at
    return max(1, (beijing_day(sitting.at) - beijing_day(before)).days)
