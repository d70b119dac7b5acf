"""zelian ledger: is what is stored what was written? (台账)"""

from __future__ import annotations

import typer

from console.desks import Desk
from console.office import office
from console.speech import as_json, said, say
from rules.labels import Words

app = Desk(Words("台账：核验", "the ledger: verify it"))


@app.command("verify", help=said("逐条核验台账", "check every entry"))
def verify(json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))) -> None:
    from records.verification import verify as verified

    with office().store.read() as session:
        found = verified(session)
    if json:
        as_json({"entries": found.entries, "chains": found.chains, "sound": True})
    else:
        say(
            Words(
                "台账完好：{entries}条记录，{chains}条链，逐条核验无误",
                "the ledger holds: {entries} entries in {chains} chains, each checked",
                entries=found.entries,
                chains=found.chains,
            )
        )
