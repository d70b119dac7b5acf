"""zelian ledger prove, export: what somebody takes away, and checks without us (台账证明、导出)."""

from __future__ import annotations

import shutil
from pathlib import Path

import typer

from console.commands.ledger import app
from console.looks import AS, WHO
from console.office import actor, as_seen_by, now, office
from console.speech import said, say
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import Role

VERIFIER = Path(__file__).parents[2] / "documents" / "outsiders" / "verify_ledger.py"


@app.command(
    "prove",
    help=said(
        "出具证明：某事项（或某条）在册；或者台账由某条数续写而成",
        "prove that entries are in the ledger, or that it only grew since a size",
    ),
)
def prove(
    ref: str = typer.Argument(
        "", help=said("事项，如 评查2021Q3-0042；某条写作 评查2021Q3-0042#3", "REF, or REF#3")
    ),
    old: int | None = typer.Option(
        None, "--from", help=said("延续证明：先前的条数", "growth: from this size")
    ),
    new: int | None = typer.Option(
        None,
        "--to",
        help=said(
            "延续证明：后来的条数，缺省为最近一次封存", "growth: to this size, by default the newest seal"
        ),
    ),
    file: Path | None = typer.Option(
        None, "--out", help=said("写到文件，缺省为屏幕", "a file, by default the screen")
    ),
    role: str = AS,
    by: str | None = WHO,
) -> None:
    from flows.ledger_papers import prove_entries, prove_growth

    if bool(ref) == (old is not None):
        raise FaultyInput(
            [
                Fault(
                    Words("prove", "prove"),
                    Words("要写明证明什么", "it must be said what is to be proved"),
                    Words(
                        "请写一个事项，或者 --from 条数，二者居其一", "give REF, or --from SIZE: one of them"
                    ),
                )
            ]
        )
    if old is not None:
        text, size = prove_growth(office(), old, new, now())
        what = Words("延续证明（{old}条 → {new}条）", "proof of growth ({old} → {new})", old=old, new=size)
    else:
        chain, _, number = ref.partition("#")
        if (number and not number.isascii()) or (number and not number.isdigit()):
            raise _no_number(ref)
        _check_seen(chain, role, by)
        text, count = prove_entries(office(), chain, int(number) if number else None, now())
        what = Words("在册证明（{count}条）", "proof of {count} entries", count=count)
    if file is None:
        typer.echo(text, nl=False)
        return
    file.write_text(text, encoding="utf-8")
    beside = shutil.copy(VERIFIER, file.parent / VERIFIER.name)
    say(
        Words(
            "{what}：{file}；核验程序：{beside}",
            "{what}: {file}; to verify it: {beside}",
            what=what,
            file=file,
            beside=beside,
        )
    )


@app.command(
    "export", help=said("导出全部台账，供独立核验", "export the whole ledger, to be verified elsewhere")
)
def export(file: Path = typer.Argument(..., help=said("文件名", "file"))) -> None:
    from flows.ledger_papers import export as write

    count = write(office(), file, by=actor(Role.TRIAL_MANAGEMENT), now=now())
    beside = shutil.copy(VERIFIER, file.parent / VERIFIER.name)
    say(
        Words(
            "已导出{count}条：{file}（含内部信息，不得公开）；核验程序：{beside}",
            "{count} entries exported: {file} (internal, not to be published); to verify it: {beside}",
            count=count,
            file=file,
            beside=beside,
        )
    )


def _check_seen(chain: str, role: str, by: str | None) -> None:
    """A matter that the reader may not know of is not there.

    Raises:
        NotFound: there is none, for this reader.
    """
    from records.proceedings import find
    from state_machines.confidentiality import is_of_discipline

    if is_of_discipline(chain):
        with as_seen_by(role, by).store.read() as session:
            find(session, chain)


def _no_number(ref: str) -> FaultyInput:
    return FaultyInput(
        [
            Fault(
                Words("“{ref}”", "“{ref}”", ref=ref),
                Words("#后不是记录的序号", "what follows # is no number of an entry"),
                Words("请写成 评查2021Q3-0042#3", "write it as 评查2021Q3-0042#3"),
            )
        ]
    )
