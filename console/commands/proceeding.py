"""zelian proceeding: look at a proceeding, and take a step in it (事项).

The step goes through the same door as everywhere: it is done, or refused with its reason and authority.
"""

from __future__ import annotations

from pathlib import Path

import typer

from console.dates import quarter_of
from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import said, say, table
from rules.labels import Words
from rules.roles import Role

app = Desk(Words("事项：查看、办理", "proceedings: look, and act"))
REF = typer.Argument(..., metavar=said("事项", "REF"), help="评查2026Q3-0042")


@app.command("act", help=said("办理一步", "take a step"))
def act(
    ref: str = REF,
    step: str = typer.Argument(
        ..., metavar=said("步骤", "STEP"), help=said("如：提出异议", "such as: object")
    ),
    role: str = typer.Option(..., "--role", help=said("以何种身份，如：承办法官", "in which role")),
    by: str | None = typer.Option(None, "--by", help=said("办理人代码", "code of the person acting")),
    facts: list[str] = typer.Option(
        [],
        "--fact",
        metavar=said("项目=内容", "NAME=VALUE"),
        help=said("写明的内容，可多次", "a particular; may be repeated"),
    ),
    attach: list[Path] = typer.Option(
        [],
        "--attach",
        help=said(
            "附文件，可多次；也可以写 --fact 证据文件=笔录.pdf", "a file to go with it; may be repeated"
        ),
    ),
    seen: int | None = typer.Option(None, "--seen", help=said("您查看时的版本", "the version you saw")),
) -> None:
    from console.particulars import files_typed, particulars
    from console.standing import in_office, refuse_typed
    from flows import evidence
    from records.proceedings import Act, advance, find
    from state_machines.confidentiality import CLOSED
    from state_machines.register import procedure

    # Whether somebody is the judge concerned is for the guards, which say so.
    judge = named(Role, role, Words("角色", "role")) is Role.JUDGE_CONCERNED
    shown = office() if judge else as_seen_by(role, by)
    with shown.store.read() as session:
        row = find(session, ref)
        steps = procedure(row.procedure)
        trigger = next(
            (known for known in steps.triggers.values() if step in (known.value, known.zh, known.en)), None
        )
        here = steps.table.get((trigger.value, row.state)) if trigger else None
        named_files, stated = files_typed(steps, facts)
        files = evidence.read_files([*attach, *named_files])
        wanted = Act(
            ref=ref,
            trigger=trigger.value if trigger else step,
            by=in_office(session, actor(role, by), steps, row),
            at=now(),
            seen=seen,
            particulars=particulars(steps, here[0] if here else None, stated),
        )
        refuse_typed(row.procedure, wanted.trigger)
    if files:
        done = evidence.submit(office(), wanted, files)
    else:
        with office().store.act() as transaction:
            done = advance(transaction, wanted)
    say(
        Words(
            "已办理：{act}。现为“{state}”（第{version}号记录）",
            "done: {act}. Now “{state}” (entry {version})",
            act=steps.triggers[done.trigger],
            state=steps.states(done.state),
            version=done.version,
        )
    )
    papers = here[0].papers if here and row.procedure in CLOSED else ()
    if papers:
        say(
            Words(
                "本步应当制作：{papers}。{how}",
                "to be written for it: {papers}. {how}",
                papers=Words("、".join(each.zh for each in papers), ", ".join(each.en for each in papers)),
                how=Words("下一次例行办理时自动写出；立即写出：zelian papers write {ref}",
                          "The next tick writes them; at once: zelian papers write {ref}", ref=ref)
                if office().papers_after_acts
                else Words("写出：zelian papers write {ref}", "Write them: zelian papers write {ref}", ref=ref),
            )
        )  # fmt: skip


@app.command("list", help=said("某季度的全部评查事项", "all reviews of a season"))
def list_all(
    label: str = typer.Argument(..., metavar=said("季度", "QUARTER"), help="2026Q3", callback=quarter_of),
    state: str = typer.Option("", "--state", help=said("只看某一状态，如：已反馈", "one state only")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from records import seasons
    from records.reads import Look
    from state_machines.quality_review.terms import State

    wanted = [named(State, state, Words("状态", "state"))] if state else None
    with as_seen_by(role, by).store.read() as session:
        seasons.season(session, label)
        rows = seasons.reviews(session, label, wanted)
    enter(Look.LIST, of=[row.ref for _, row in rows], role=role, by=by, reason=reason)
    table(
        Words("{label}评查事项", "reviews of {label}", label=label),
        (Words("事项", "ref"), Words("案号", "case"), Words("法院", "court"), Words("状态", "state")),
        [(row.ref, row.case_no, row.court, State(row.state)) for _, row in rows],
    )
