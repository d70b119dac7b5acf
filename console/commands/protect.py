"""zelian protect: matters of protection (履职保护), opened here; every later step is taken by `zelian proceeding act`."""

from __future__ import annotations

import typer

from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import language, said, say, table
from console.typed import Typed
from rules.labels import Words

app = Desk(
    Words(
        "履职保护：澄清、干预、安全、维权、免责，定期报告",
        "protection: clearing, interference, safety, petitions, exemption, reports",
    )
)
ROLE = typer.Option(..., "--role", help=said("以何种身份，如：督察部门、记录人、当事法官", "in which role"))
KIND = typer.Argument(
    ...,
    metavar=said("种类", "KIND"),
    help=said("澄清、干预、安全、维权、免责", "clearing, interference, safety, petition or exemption"),
)


@app.command("open", help=said("立项：哪一种、哪位法官", "open a matter: which kind, which judge"))
def open_matter(
    kind: str = KIND,
    judge: str = typer.Argument(
        ...,
        metavar=said("法官", "JUDGE"),
        help=said(
            "当事法官代码；干预的为记录人代码",
            "code of the judge; of the recorder in a record of interference",
        ),
    ),
    *,
    court: str = typer.Option("", "--court", help=said("任职法院", "the judge's court")),
    organiser: str = typer.Option("", "--organiser", help=said("上级法院", "the higher court")),
    case_no: str = typer.Option("", "--case", help=said("案号", "case number")),
    source_ref: str = typer.Option("", "--source-ref", help=said("来源事项或文号", "what it came from")),
    facts: list[str] = typer.Option(
        [],
        "--fact",
        metavar=said("项目=内容", "NAME=VALUE"),
        help=said(
            "写明的内容，可多次；有哪些见 zelian protect kinds", "a particular; see zelian protect kinds"
        ),
    ),
    reporter: str = typer.Option(
        "",
        "--reporter",
        help=said("反映人，单独保存（仅澄清）", "who reported; kept apart (of a clearing only)"),
    ),
    role: str = ROLE,
    by: str | None = WHO,
) -> None:
    from console.particulars import particulars
    from flows import protection
    from state_machines.protection.openings import OPENINGS, ProtectionKind

    typed = Typed()
    found = typed.read(named, ProtectionKind, kind, Words("种类", "kind"))
    opener = typed.read(actor, role, by, court)
    opening = OPENINGS[found] if found else None
    stated = typed.read(particulars, opening.procedure, opening.step, facts) if opening else None
    typed.check()
    if found is None or opener is None or opening is None or stated is None:
        return  # `check` has raised.
    given = {"court": court, "organiser": organiser, "case_no": case_no, "source_ref": source_ref}
    whole = {opening.whose.code: judge, **{code: text for code, text in given.items() if text}, **stated}
    done = protection.open_matter(office(), found, whole, by=opener, now=now(), reporter=reporter)
    say(
        Words("已立项{ref}（{table}）", "opened {ref} ({table})", ref=done.ref, table=opening.procedure.words)
    )
    if done.unsealed:
        say(
            Words(
                "反映人已单独保存，未加密：没有设置举报人密钥（ZELIAN_REPORTER_KEY）",
                "who reported is kept apart, not encrypted: there is no ZELIAN_REPORTER_KEY",
            )
        )


@app.command(
    "kinds",
    help=said(
        "五种保护事项：谁可以立项、须写明什么", "the five kinds: who may open, and what must be stated"
    ),
)
def kinds() -> None:
    from state_machines.protection.openings import OPENINGS

    table(
        Words("保护事项", "matters of protection"),
        (
            Words("种类", "kind"), Words("程序", "procedure"), Words("谁可以立项", "opened by"),
            Words("须写明", "must be stated"), Words("可以写明", "may be stated"), Words("依据", "authority"),
        ),
        [
            (
                each.kind,
                each.procedure.words,
                _listed([Words(role.zh, role.en) for role in each.step.roles]),
                _listed([Words(fact.zh, fact.en) for fact in each.step.asks]),
                _listed([Words(fact.zh, fact.en) for fact in each.step.may]),
                each.step.authority.to(language()),
            )
            for each in OPENINGS.values()
        ],
    )  # fmt: skip


@app.command("list", help=said("尚未办结的保护事项", "matters of protection that are open"))
def list_open(
    kind: str = typer.Option("", "--kind", help=said("只看一种，如：澄清", "one kind only")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from flows import protection
    from records.reads import Look
    from state_machines.protection.openings import ProtectionKind
    from state_machines.register import procedure

    wanted = (named(ProtectionKind, kind, Words("种类", "kind")),) if kind else tuple(ProtectionKind)
    rows = protection.open_matters(as_seen_by(role, by), wanted)
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("保护事项", "matters of protection"),
        (Words("事项", "ref"), Words("程序", "procedure"), Words("法院", "court"), Words("状态", "state")),
        [
            (row.ref, procedure(row.procedure).words, row.court, procedure(row.procedure).states(row.state))
            for row in rows
        ],
    )


def _listed(words: list[Words]) -> Words:
    return Words("、".join(map(str, words)), ", ".join(each.to("en") for each in words))
