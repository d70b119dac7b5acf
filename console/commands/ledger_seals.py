"""zelian ledger seal, key, checkpoint, countersign: one root over everything, and who vouches for it (封存、副署)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.ledger import app
from console.installation import settings
from console.office import actor, now, office
from console.speech import complain, said, say
from rules.errors import BrokenLedger
from rules.labels import Words
from rules.roles import Role


@app.command("seal", help=said("封存新增的记录", "put the new entries under a seal"))
def seal() -> None:
    from flows.sealing import seal as seal_all
    from flows.sealing import seal_words

    done = seal_all(office(), now())
    if done is None:
        say(Words("没有新增的记录，无需封存", "nothing was entered since the last seal"))
    else:
        say(Words("已封存：{how}", "sealed: {how}", how=seal_words(done)))


@app.command("key", help=said("生成本院的签名密钥", "make the court's signing key"))
def key(
    name: str = typer.Option(
        "", "--name", help=said("签名人，缺省为本院名称", "the signer, by default the court")
    ),
) -> None:
    from flows.ledger_papers import new_key

    made = new_key(office(), name or settings().court, by=actor(Role.TRIAL_MANAGEMENT), now=now())
    say(
        Words(
            "已生成密钥。私钥：{file}（只许值守账户读取；备份另存一处，不与数据库的备份放在一起）\n公钥，请当面或者以公函交给其他法院：\n{key}",
            "the key is made. Private: {file} (for the service account only; keep its copy apart from those of the database)\n"
            "Public, to be given to other courts in person or by letter:\n{key}",
            file=settings().key_file,
            key=str(made),
        )
    )


@app.command(
    "checkpoint",
    help=said("写出检查点，供公布、送副署", "write a checkpoint, to publish or to have countersigned"),
)
def checkpoint(
    file: Path | None = typer.Argument(
        None, help=said("文件名，缺省为屏幕", "a file, by default the screen")
    ),
    size: int | None = typer.Option(
        None,
        "--size",
        help=said("以前某次封存的条数，缺省为最近一次", "the size of an earlier seal, by default the newest"),
    ),
) -> None:
    from flows.ledger_papers import checkpoint as newest

    found = newest(office(), size, now())
    if not found.signed:
        complain(
            Words(
                "未签名：没有密钥（zelian ledger key），他院不能副署",
                "unsigned: there is no key (zelian ledger key), and no court can countersign it",
            )
        )
    _put(file, found.note, Words("检查点（{size}条）", "checkpoint ({size} entries)", size=found.size))


@app.command("countersign", help=said("副署其他法院的检查点", "countersign another court's checkpoint"))
def countersign(
    file: Path = typer.Argument(..., help=said("对方的检查点", "their checkpoint")),
    proof: Path | None = typer.Option(
        None,
        "--proof",
        help=said(
            "延续证明（对方的 zelian ledger prove --from），初次不需要",
            "their proof of consistency (zelian ledger prove --from); not needed the first time",
        ),
    ),
    out: Path | None = typer.Option(
        None, "--out", help=said("写到文件，缺省为屏幕", "a file, by default the screen")
    ),
) -> None:
    from flows.ledger_papers import countersign as judge

    judged = judge(office(), file, proof, by=actor(Role.TRIAL_MANAGEMENT), now=now())
    if judged.refusal is not None:
        # A refusal is on record already; it ends as what it shows: a ledger that does not hold.
        raise BrokenLedger(
            Words(
                "不予副署“{origin}”：{why}。已记入本院台账（register:checkpoints）",
                "not countersigned: “{origin}”: {why}. It is on record here (register:checkpoints)",
                origin=judged.head.origin,
                why=judged.refusal,
            )
        )
    _put(
        out,
        judged.note,
        Words(
            "已副署“{origin}”的检查点（{since}条 → {size}条）",
            "countersigned the checkpoint of “{origin}” ({since} → {size} entries)",
            origin=judged.head.origin,
            since=judged.since,
            size=judged.head.size,
        ),
    )


def _put(file: Path | None, text: str, what: Words) -> None:
    if file is None:
        typer.echo(text, nl=False)
        return
    file.write_text(text, encoding="utf-8")
    say(Words("{what}：{file}", "{what}: {file}", what=what, file=file))
