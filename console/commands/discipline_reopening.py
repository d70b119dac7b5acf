"""zelian discipline reopen, suspend: what is final is said to be wrong; a judge is to be suspended from duty."""

from __future__ import annotations

import typer

from console.commands.discipline import app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import said, say, table
from console.typed import Typed
from rules.labels import Words

REF = typer.Argument(..., metavar=said("事项", "REF"), help="惩戒2026-0001")
ROLE = typer.Option(..., "--role", help=said("以何种身份，如：当事法官", "in which role"))
BY = typer.Option(None, "--by", help=said("办理人代码", "code of the person acting"))


@app.command("reopen", help=said("提出再处理：审查意见、决定生效后确有错误的", "ask that a final opinion or decision be handled anew"))  # fmt: skip
def reopen(
    ref: str = REF,
    about: str = typer.Option(..., "--about", help=said("审查意见或者惩戒决定", "opinion or decision")),
    ground: str = typer.Option(
        ..., "--ground", help=said("再处理事由，如：新证据证明认定错误", "the ground, such as new_evidence")
    ),
    point: list[str] = typer.Option(
        [], "--point", help=said("理由，一点一条，可多次", "a reason; may be repeated")
    ),
    role: str = ROLE,
    by: str | None = BY,
) -> None:
    from flows import reopening
    from state_machines.discipline_reopening.terms import About, Ground

    typed = Typed()
    what = typed.read(named, About, about, Words("再处理的对象", "what is said to be wrong"))
    why = typed.read(named, Ground, ground, Words("再处理事由", "ground"))
    asker = typed.read(actor, role, by)
    typed.check()
    if what is None or why is None or asker is None:
        return  # `check` has raised.
    request = reopening.Request(ref=ref, about=what, ground=why, points=point)
    say(Words("已登记{ref}", "on file: {ref}", ref=reopening.reopen(office(), request, by=asker, now=now())))


@app.command("suspend", help=said("提出暂停履职：已被立案调查、侦查且不宜继续履职的", "propose a suspension from duty"))  # fmt: skip
def suspend(
    ref: str = REF,
    opened: str = typer.Option(
        "", "--opened", help=said("立案情况，如：监察机关立案调查", "the case that is open")
    ),
    opened_ref: str = typer.Option("", "--opened-ref", help=said("立案文号", "its reference")),
    role: str = ROLE,
    by: str | None = BY,
) -> None:
    from flows import duty_suspensions
    from rules.personnel_holds import CaseOpened

    typed = Typed()
    case = typed.read(named, CaseOpened, opened, Words("立案情况", "case that is open")) if opened else None
    proposer = typed.read(actor, role, by)
    typed.check()
    if proposer is None:
        return  # `check` has raised.
    done = duty_suspensions.propose(office(), ref, case, opened_ref, by=proposer, now=now())
    say(Words("已登记{ref}", "on file: {ref}", ref=done))


@app.command("following", help=said("未办结的再处理和暂停履职", "reopenings and suspensions that are open"))
def following(role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows import following_matters
    from records.reads import Look

    rows = following_matters.following(as_seen_by(role, by))
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("再处理和暂停履职{n}件", "{n} reopenings and suspensions", n=len(rows)),
        (Words("事项", "ref"), Words("所涉事项", "matter"), Words("法院", "court"), Words("状态", "state"), Words("期限", "limit"), Words("届满", "due"), Words("逾期", "late")),
        [
            (row.ref, row.matter, row.court, row.state, row.limit or "—", row.due or "—", Words("是", "yes") if row.late else "")
            for row in rows
        ],
    )  # fmt: skip
