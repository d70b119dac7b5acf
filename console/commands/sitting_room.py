"""zelian sitting, in the room: who came and went by the minute, the minutes, and the end (到会、离会、纪要、闭会)."""

from __future__ import annotations

import typer

from console.commands.sitting import BY, SECRETARY, WHICH, app, moment, sitting_of
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.speech import said, say
from rules.attendance import Move, Movement
from rules.labels import Words


@app.command("attend", help=said("登记到会，可以同时登记离会", "enter who came, and when they left"))
def attend(
    members: list[str] = typer.Argument(..., metavar=said("委员…", "CODE…"), help="W1 W2"),
    at: str = typer.Option(..., "--at", help=said("到会时间，如 09:05", "when they came, such as 09:05")),
    leaves: str = typer.Option("", "--leaves", help=said("离会时间，如 10:20", "when they left")),
    ref: str = WHICH,
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:
    from flows import attendance

    held = sitting_of(ref, as_seen_by(role, by))
    came = moment(at, "--at", held.at)
    left = moment(leaves, "--leaves", held.at) if leaves else None
    attendance.attend(office(), held.ref, members, came, left, by=actor(role, by), now=now())
    say(
        Words(
            "已登记{who}于{at:%H:%M}到会{left}",
            "entered: {who} came at {at:%H:%M}{left}",
            who="、".join(members),
            at=came,
            left=Words("，{at:%H:%M}离会", ", left at {at:%H:%M}", at=left) if left else "",
        )
    )


@app.command("leave", help=said("登记离会", "enter who left"))
def leave(
    members: list[str] = typer.Argument(..., metavar=said("委员…", "CODE…"), help="W8"),
    at: str = typer.Option(..., "--at", help=said("离会时间，如 10:20", "when they left, such as 10:20")),
    ref: str = WHICH,
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:
    from flows import attendance

    held = sitting_of(ref, as_seen_by(role, by))
    left = moment(at, "--at", held.at)
    attendance.leave(office(), held.ref, members, left, by=actor(role, by), now=now())
    say(
        Words(
            "已登记{who}于{at:%H:%M}离会",
            "entered: {who} left at {at:%H:%M}",
            who="、".join(members),
            at=left,
        )
    )


@app.command(
    "strike", help=said("撤销登记错误的到离；台账两条都留", "take back a wrong entry; the ledger keeps both")
)
def strike(
    member: str = typer.Argument(..., metavar=said("委员", "CODE"), help="W8"),
    at: str = typer.Option(..., "--at", help=said("所登记的时间", "the time entered")),
    reason: str = typer.Option(..., "--reason", help=said("理由", "why")),
    ref: str = WHICH,
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:
    from flows import attendance

    held = sitting_of(ref, as_seen_by(role, by))
    wrong = Movement(member, Move.ARRIVED, moment(at, "--at", held.at))
    attendance.strike(office(), held.ref, wrong, reason, by=actor(role, by), now=now())
    say(Words("已撤销", "taken back"))


@app.command("minutes", help=said("会议纪要：到会离会、表决、核验单，不含各人所投", "the minutes: attendance, votes, sheets; nobody's ballot"))  # fmt: skip
def minutes(ref: str = WHICH, role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows.minutes import minutes_of
    from records.reads import Look

    seen = as_seen_by(role, by)
    held = sitting_of(ref, seen)
    lines, matters = minutes_of(seen, held.ref, actor(role, by).role)
    enter(Look.LIST, of=matters, role=role, by=by, reason=reason)
    for line in lines:
        say(line)


@app.command("close", help=said("闭会", "close the sitting"))
def close(ref: str = WHICH, role: str = SECRETARY, by: str | None = BY) -> None:
    from flows import sittings

    held = sitting_of(ref, as_seen_by(role, by))
    sittings.close(office(), held.ref, by=actor(role, by), now=now())
    say(Words("{ref}已闭会", "{ref} is closed", ref=held.ref))
