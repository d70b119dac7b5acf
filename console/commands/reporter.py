"""zelian reporter: asking, deciding and looking at who reported a matter of discipline (举报人身份)."""

from __future__ import annotations

import typer

from console.desks import Desk
from console.looks import WHO
from console.office import actor, now, office
from console.speech import said, say
from rules.labels import Words

app = Desk(Words("举报人身份：申请知悉、决定、查看", "who reported: ask, decide, look"))
REF = typer.Argument(..., metavar=said("事项", "REF"), help="惩戒2026-0001")
ROLE = typer.Option(..., "--role", help=said("以何种身份，如：督察部门", "in which role"))
REASON = typer.Option("", "--reason", help=said("理由，记入台账", "the reason; it goes into the ledger"))


@app.command("ask", help=said("申请知悉反映人", "ask to be told who reported"))
def ask(ref: str = REF, role: str = ROLE, by: str | None = WHO, reason: str = REASON) -> None:
    from flows import reporters

    request = reporters.ask(office(), ref, by=actor(role, by), now=now(), reason=reason)
    say(
        Words(
            "已登记第{number}号申请，由第三人决定",
            "request {number} entered, for a third person to decide",
            number=request.number,
        )
    )


@app.command("decide", help=said("准许或者不准许知悉", "grant or refuse a request"))
def decide(
    ref: str = REF,
    number: int = typer.Argument(..., metavar=said("申请号", "NUMBER")),
    *,
    granted: bool = typer.Option(..., "--grant/--refuse", help=said("准许、不准许", "grant or refuse")),
    role: str = ROLE,
    by: str | None = WHO,
    reason: str = REASON,
) -> None:
    from flows import reporters

    reporters.decide(office(), ref, number, by=actor(role, by), now=now(), granted=granted, reason=reason)
    say(Words("已准许", "granted") if granted else Words("已决定不予准许", "refused"))


@app.command(
    "show",
    help=said("查看反映人（须已获准，查看留痕）", "see who reported (if granted; the look is entered)"),
)
def show(ref: str = REF, role: str = ROLE, by: str | None = WHO, reason: str = REASON) -> None:
    from flows import reporters

    name = reporters.show(office(), ref, by=actor(role, by), now=now(), reason=reason)
    say(Words("反映人：{name}", "reported by: {name}", name=name))
