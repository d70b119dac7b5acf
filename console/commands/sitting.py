"""zelian sitting: the committee's sittings: its roll, what waits for it, agendas, and who is called (审议会议)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.speech import language, said, say, table
from rules.clocks import BEIJING
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Role
from state_machines.moments import moment_of

if TYPE_CHECKING:
    from flows.office import Office
    from records.sittings import Sitting

app = Desk(
    Words(
        "审议会议：名册、议程、到会、表决、核验单", "sittings: roll, agenda, attendance, votes, proof sheets"
    )
)
SECRETARY = typer.Option(Role.DISCIPLINE_OFFICE.zh, "--role", help=said("以何种身份登记", "in which role"))
CHAIR = typer.Option(Role.COMMITTEE_CHAIR.zh, "--role", help=said("以何种身份办理", "in which role"))
BY = typer.Option(None, "--by", help=said("办理人代码", "code of the person"))
WHICH = typer.Option("", "--sitting", metavar=said("会议", "SITTING"), help=said("默认唯一未闭会的会议", "the only open one by default"))  # fmt: skip


def moment(text: str, where: str, day: datetime | None = None) -> datetime:
    """The instant typed: ``2026-06-08 09:30``, or ``09:30`` on the day of the sitting. Beijing time.

    Raises:
        FaultyInput: it is no time.
    """
    text = text.strip()
    today = f"{day.astimezone(BEIJING):%Y-%m-%d} " if day is not None and len(text) <= len("09:30") else ""
    found = moment_of(today + text)
    if found is None:
        raise FaultyInput([Fault(
            Words("{where}", "{where}", where=where), Words("“{text}”不是时间", "“{text}” is no time", text=text),
            Words("请写成 2026-06-08 09:30，会议当日可以只写 09:30", "write 2026-06-08 09:30, or 09:30 on the day of the sitting"))])  # fmt: skip
    return found


def codes_of(text: str) -> list[str]:
    """``W1、W2`` or ``W1,W2``."""
    return [each.strip() for each in text.replace("、", ",").split(",") if each.strip()]


def sitting_of(ref: str, reader: Office) -> Sitting:
    """The sitting named, or the only open one. A reader who may know of none of its matters is told that there is none.

    Raises:
        FaultyInput: none is named, and there is none, or several.
        NotFound: there is none of that name.
    """
    from records import sittings

    with reader.store.read() as session:
        if ref:
            found = sittings.sitting(session, ref)
            if not sittings.agenda(session, ref):
                raise sittings.no_such_sitting(ref)
            return found
        there = [each for each in sittings.open_sittings(session) if sittings.agenda(session, each.ref)]
    if len(there) == 1:
        return there[0]
    raise FaultyInput([Fault(
        Words("--sitting", "--sitting"),
        Words("未闭会的会议有{n}次", "{n} sittings are open", n=len(there)),
        Words("请写明会议编号，如 审议2026-01{known}", "name the sitting, such as 审议2026-01{known}",
              known=f"：{'、'.join(each.ref for each in there)}" if there else ""))])  # fmt: skip


@app.command("committee", help=said("登记委员名册：席位、法官代表；委员以人员名册的任职为准", "enter the committee's roll from the posts on the register"))  # fmt: skip
def committee(
    court: str = typer.Option(..., "--court", help=said("惩戒委员会所在法院", "the court of the committee")),
    seats: int = typer.Option(..., "--seats", min=1, help=said("席位数", "seats")),
    judges: str = typer.Option(..., "--judges", help=said("法官代表，如 W1、W2", "members who represent the judges")),
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:  # fmt: skip
    from flows import sittings

    entered, new = sittings.enter_committee(
        office(), court, seats, codes_of(judges), by=actor(role, by), now=now()
    )
    say(
        Words(
            "已登记" if new else "与现有名册相同，未重复登记",
            "entered" if new else "the roll stands as it was",
        )
    )
    say(
        Words(
            "席位{seats}，在任{members}人（法官代表{judges}人），空缺{vacant}，主任{chair}：{codes}",
            "{seats} seats, {members} members ({judges} judges), {vacant} vacant, chair {chair}: {codes}",
            seats=entered.seats,
            members=len(entered.members),
            judges=entered.judges,
            vacant=entered.vacant,
            chair=entered.chair,
            codes="、".join(entered.codes),
        )
    )


@app.command("open", help=said("立一次会议：时间、地点、议程", "open a sitting: time, place, matters"))
def open_one(
    matters: list[str] = typer.Argument(..., metavar=said("事项…", "REF…"), help="惩戒2026-0001"),
    at: str = typer.Option(..., "--at", help="2026-06-08 09:00"),
    place: str = typer.Option(..., "--place", help=said("地点", "place")),
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:
    from flows import sittings
    from records.proceedings import find

    with as_seen_by(role, by).store.read() as session:
        for matter in matters:
            find(session, matter)
    ref = sittings.open_sitting(office(), moment(at, "--at"), place, matters, by=actor(role, by), now=now())
    say(Words("已立会议{ref}；发通知：zelian sitting invite {ref}", "sitting {ref}; call it: zelian sitting invite {ref}", ref=ref))  # fmt: skip


@app.command("docket", help=said("待审议事项和期限", "what waits for the committee, with its limits"))
def docket(role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows.dockets import docket_of
    from records.reads import Look

    rows = docket_of(as_seen_by(role, by))
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("待审议事项", "before the committee"),
        (Words("事项", "ref"), Words("状态", "state"), Words("会议", "sitting"), Words("期限", "limit"), Words("届满", "due"), Words("逾期", "late")),
        [(row.ref, row.state, row.sitting or "—", row.limit, row.due or "—", Words("是", "yes") if row.late else "") for row in rows],
    )  # fmt: skip


@app.command(
    "agenda", help=said("议程：回避、应到、应达票数", "the agenda: who stepped aside, and the numbers needed")
)
def agenda(ref: str = WHICH, role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows.sittings import agenda_of
    from records.reads import Look
    from state_machines.disciplinary_prereview.terms import State

    seen = as_seen_by(role, by)
    held = sitting_of(ref, seen)
    with seen.store.read() as session:
        rows = agenda_of(session, held)
    enter(Look.LIST, of=[row.row.proceeding for row in rows], role=role, by=by, reason=reason)
    say(
        Words(
            "{ref}　{at:%Y-%m-%d %H:%M}　{place}",
            "{ref}, {at:%Y-%m-%d %H:%M}, {place}",
            ref=held.ref,
            at=held.at.astimezone(BEIJING),
            place=held.place,
        )
    )
    table(
        Words("议程", "agenda"),
        (Words("序", "no."), Words("事项", "ref"), Words("状态", "state"), Words("已回避", "stepped aside"),
         Words("应当回避", "must step aside"), Words("可以表决", "may vote"), Words("应出席", "quorum"), Words("应达票数", "majority"), Words("说明", "note")),
        [
            (
                number, row.row.proceeding, State(row.proceeding.state), "、".join(row.recused) or "—",
             "；".join(f"{code}：{ground.words.to(language())}" for code, ground in row.involved) or "—",
             len(row.may_vote), row.quorum, row.majority, _note(row.row.put_off_to, len(row.may_vote), row.quorum))
            for number, row in enumerate(rows, start=1)
        ],
    )  # fmt: skip


@app.command(
    "invite",
    help=said(
        "发审议通知、权利告知；已通知过的改期须写理由", "call the meeting, or put it off with a reason"
    ),
)
def invite(
    ref: str = WHICH,
    reason: str = typer.Option("", "--reason", help=said("改期的理由", "why it is put off")),
    role: str = CHAIR,
    by: str | None = BY,
) -> None:
    from console.commands.sitting_votes import in_this_office
    from flows import invitations

    held = sitting_of(ref, as_seen_by(role, by))
    by_whom = in_this_office(held.ref, role, by)
    done = invitations.invite(office(), held.ref, by=by_whom, now=now(), reasons=reason)
    if not done:
        say(Words("各事项均已通知，未重复通知", "every matter was called already"))
    for each in done:
        say(
            Words(
                "{ref}：{act}；通知委员{who}{aside}",
                "{ref}: {act}; members told: {who}{aside}",
                ref=each.proceeding,
                act=each.act,
                who="、".join(each.invited),
                aside=Words("；已回避不通知：{gone}", "; not told, having stepped aside: {gone}", gone="、".join(each.recused))
                if each.recused
                else "",
            )
        )  # fmt: skip
        for material in each.materials:
            say(f"  {material.name}　SHA-256 {material.sha256}")
    say(
        Words(
            "通知在下一次例行办理时送出：zelian tick；审议材料：zelian sitting materials --save 文件夹",
            "the notices go out with the next tick; the material: zelian sitting materials --save FOLDER",
        )
    )


def _note(put_off_to: str, voters: int, needed: int) -> Words | str:
    if put_off_to:
        return Words("改期至{ref}", "put off to {ref}", ref=put_off_to)
    if voters < needed:
        return Words("可以表决的不足应出席人数，应当改期", "too few may vote: put it off")
    return ""
