"""zelian proceeding reads: who looked at a proceeding, when, at what and why (查阅记录)."""

from __future__ import annotations

import typer

from console.commands.proceeding import REF, app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now
from console.reads_page import show_reads
from console.speech import said
from rules.labels import Words


@app.command("reads", help=said("谁查阅过本事项", "who looked at this proceeding"))
def reads(
    ref: str = REF,
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.reads import who_looked_at_proceeding
    from records.reads import Look

    found = who_looked_at_proceeding(as_seen_by(role, by), ref, by=actor(role, by), now=now())
    enter(Look.WHO_LOOKED, of=[ref], role=role, by=by, reason=reason)
    show_reads(
        Words("{ref}的查阅记录{count}条", "{count} looks at {ref}", ref=ref, count=len(found)),
        found,
        json=json,
    )
