"""zelian ledger: is what is stored what was written? (台账)"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.desks import Desk
from console.office import office
from console.speech import as_json, complain, said, say
from rules.labels import Words

if TYPE_CHECKING:
    from records.seal_verification import SealsVerified

app = Desk(
    Words("台账：核验、封存、证明、导出、副署", "the ledger: verify, seal, prove, export, countersign")
)


@app.command(
    "verify",
    help=said(
        "逐条核验台账；给出文件时，核验导出文件或者证明",
        "check every entry; or an export or a proof, if a file is given",
    ),
)
def verify(
    file: Path | None = typer.Argument(
        None, help=said("导出文件或者证明，缺省为本库", "an export or a proof, by default the database")
    ),
    against: Path | None = typer.Option(
        None,
        "--against",
        help=said(
            "以前取得的检查点：台账须由它续写而成", "an earlier checkpoint that the ledger must continue"
        ),
    ),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows import ledger_checks

    if file is None:
        found, held = ledger_checks.verify_database(office(), against)
        if json:
            as_json(
                {"entries": found.entries, "chains": found.chains, "sound": True, **_as_data(found.seals)}
            )
            return
        say(
            Words(
                "台账完好：{entries}条记录，{chains}条链，逐条核验无误",
                "the ledger holds: {entries} entries in {chains} chains, each checked",
                entries=found.entries,
                chains=found.chains,
            )
        )
        _say_seals(found.seals)
        if held is not None:
            say(held)
        return
    if ledger_checks.is_proof(file):
        for words in ledger_checks.verify_proof(office(), file, against):
            say(words)
        return
    done = ledger_checks.verify_export_file(office(), file)
    if json:
        as_json({"entries": done.entries, "chains": done.chains, "sound": True, **_as_data(done.seals)})
        return
    say(
        Words(
            "导出的台账完好：“{origin}”，{entries}条记录，{chains}条链，全部在封存之内",
            "the exported ledger holds: “{origin}”, {entries} entries in {chains} chains, all under seals",
            origin=done.head.origin,
            entries=done.entries,
            chains=done.chains,
        )
    )
    _say_seals(done.seals)


def _say_seals(seals: SealsVerified) -> None:
    if not seals.seals:
        complain(
            Words(
                "尚未封存：删去整个事项无法发现（zelian ledger seal）",
                "nothing is sealed: a whole proceeding deleted would not be found (zelian ledger seal)",
            )
        )
        return
    say(
        Words(
            "封存{seals}次，覆盖{sealed}条，与记录相符；其中签名经核对{signed}次，密钥不在手{unknown}次，未签名{bare}次；其后新增{unsealed}条",
            "{seals} seals over {sealed} entries fit them; {signed} signatures checked, {unknown} by keys not at hand,"
            " {bare} unsigned; {unsealed} entries since",
            seals=seals.seals,
            sealed=seals.sealed,
            signed=seals.signed,
            unknown=seals.unknown,
            bare=seals.seals - seals.signed - seals.unknown,
            unsealed=seals.unsealed,
        )
    )


def _as_data(seals: SealsVerified) -> dict[str, int]:
    return {
        "seals": seals.seals,
        "sealed": seals.sealed,
        "signed": seals.signed,
        "signed_by_unknown": seals.unknown,
        "unsealed": seals.unsealed,
    }
