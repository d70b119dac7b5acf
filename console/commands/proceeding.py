"""zelian proceeding: look at a proceeding, and take a step in it (事项).

The step goes through the same door as everywhere: it is done, or refused with its reason and authority.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from console.dates import quarter_of
from console.desks import Desk
from console.office import actor, now, office
from console.speech import as_json, language, said, say, table
from rules.labels import Words

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
        [], "--attach", help=said("附证据文件，可多次", "a file of evidence; may be repeated")
    ),
    seen: int | None = typer.Option(None, "--seen", help=said("您查看时的版本", "the version you saw")),
) -> None:
    from console.particulars import particulars
    from console.standing import in_office
    from flows import evidence
    from records.proceedings import Act, advance, find
    from state_machines.register import procedure

    files = evidence.read_files(attach)

    with office().store.read() as session:
        row = find(session, ref)
        steps = procedure(row.procedure)
        trigger = next(
            (known for known in steps.triggers.values() if step in (known.value, known.zh, known.en)), None
        )
        here = steps.table.get((trigger.value, row.state)) if trigger else None
        wanted = Act(
            ref=ref,
            trigger=trigger.value if trigger else step,
            by=in_office(session, actor(role, by), steps, row),
            at=now(),
            seen=seen,
            particulars=particulars(steps, here[0] if here else None, facts),
        )
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


@app.command("show", help=said("经过、期限、可办步骤", "what happened, what is due, what may be done"))
def show(
    ref: str = REF, json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))
) -> None:
    from flows.due import due_explanation
    from flows.evidence import files_of
    from records import history, proceedings
    from records.clocks import Running
    from rules.law import cite
    from rules.roles import Role
    from state_machines.register import procedure

    with office().store.read() as session:
        row = proceedings.find(session, ref)
        past = history.history(session, ref)
        files = len(files_of(session, ref))
        running = [clock for clock in history.clocks_of(session, ref) if clock.state == Running.RUNNING.value]
    steps = procedure(row.procedure)
    if json:
        as_json(
            {
                "ref": row.ref,
                "procedure": row.procedure,
                "state": row.state,
                "version": row.version,
                "facts": row.facts,
                "rules": row.rules,
                "head": row.head,
                "history": [_plain(entry) for entry in past],
                "due": [
                    {"clock": clock.code, "due": clock.due_on, "provisional": clock.provisional}
                    for clock in running
                ],
            }
        )
        return
    say(
        Words(
            "{ref}　{case}　{court}　现为“{state}”（第{version}号记录）",
            "{ref}  {case}  {court}  now “{state}” (entry {version})",
            ref=row.ref,
            case=row.case_no,
            court=row.court,
            state=steps.states(row.state),
            version=row.version,
        )
    )
    names: dict[str, Any] = {**steps.triggers, proceedings.OPEN: Words("立项", "opened")}
    table(
        Words("办理经过", "what happened"),
        (
            Words("序", "no."),
            Words("时间", "when"),
            Words("步骤", "act"),
            Words("至", "to"),
            Words("身份", "role"),
            Words("依据", "authority"),
        ),
        [
            (
                entry.number,
                f"{entry.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}",
                names[entry.trigger],
                steps.states(entry.to),
                Role(entry.role),
                cite(entry.authority).to(language()),
            )
            for entry in past
        ],
    )
    if files:
        say(
            Words(
                "证据文件{files}份：zelian proceeding evidence {ref}",
                "{files} files of evidence: zelian proceeding evidence {ref}",
                files=files,
                ref=ref,
            )
        )
    for clock in running:
        rule = steps.clocks_of(row.state)[clock.code]
        say(Words("期限：{clock}", "limit: {clock}", clock=Words(rule.zh, rule.en)))
        for line in due_explanation(office(), clock):
            say(f"  {line}")
    table(
        Words("现在可以办理", "what may be done now"),
        (Words("步骤", "act"), Words("身份", "role"), Words("依据", "authority")),
        [
            (
                step.trigger,
                Words("、".join(role.zh for role in step.roles), ", ".join(role.en for role in step.roles)),
                step.authority.to(language()),
            )
            for step in steps.from_state(row.state)
        ],
    )


@app.command("list", help=said("某季度的全部评查事项", "all reviews of a season"))
def list_all(
    label: str = typer.Argument(..., metavar=said("季度", "QUARTER"), help="2026Q3", callback=quarter_of),
    state: str = typer.Option("", "--state", help=said("只看某一状态，如：已反馈", "one state only")),
) -> None:
    from console.office import named
    from records import seasons
    from state_machines.quality_review_terms import State

    wanted = [named(State, state, Words("状态", "state"))] if state else None
    with office().store.read() as session:
        seasons.season(session, label)
        rows = seasons.reviews(session, label, wanted)
    table(
        Words("{label}评查事项", "reviews of {label}", label=label),
        (Words("事项", "ref"), Words("案号", "case"), Words("法院", "court"), Words("状态", "state")),
        [(row.ref, row.case_no, row.court, State(row.state)) for _, row in rows],
    )


def _plain(entry: Any) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "trigger": entry.trigger,
        "from": entry.source,
        "to": entry.to,
        "by": entry.by,
        "role": entry.role,
        "authority": entry.authority,
        "particulars": entry.particulars,
        "digest": entry.digest,
    }
