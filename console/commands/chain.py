"""zelian chain: from a fact to every consequence, the table of handovers, and the checks of both (责任链条)."""

from __future__ import annotations

import typer

from console.desks import Desk
from console.installation import today
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, named, now, office
from console.speech import as_json, language, said, say, table
from rules.labels import Labelled, Words

app = Desk(Words("责任链条：从事实到后果、衔接总表、核对、清理影响", "the chain: from fact to consequence, handovers, checks, undoing"))  # fmt: skip


class Form(Labelled):
    """In which form a chain is shown (形式)."""

    TEXT = "text", "文字", "text"
    MERMAID = "mermaid", "图", "mermaid"
    JSON = "json", "数据", "data"


@app.command("show", help=said("某人、某案或者某事项的责任链条", "the chain of a person, a case or a matter"))
def show(
    subject: str = typer.Argument(
        ..., metavar=said("对象", "SUBJECT"), help=said("人员代码、案号或者事项编号", "a person, a case number or a reference")
    ),
    form: str = typer.Option("text", "--as", metavar=said("形式", "FORM"), help=said("文字、mermaid、json", "text, mermaid or json")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:  # fmt: skip
    from console.chain_page import as_data, as_mermaid, as_text
    from flows.chain_graph import chain_of
    from records.reads import Look

    shape = named(Form, form, Words("形式", "form"))
    chain = chain_of(as_seen_by(role, by), subject)
    refs = [node.ref for node in chain.nodes]
    enter(Look.CHAIN, of=refs, people=chain.people, role=role, by=by, reason=reason)
    if shape is Form.JSON:
        as_json(as_data(chain))
    elif shape is Form.MERMAID:
        say(as_mermaid(chain, language()))
    else:
        for words in as_text(chain):
            say(words)


@app.command("table", help=said("衔接总表：什么结果移送到哪里、依据、期限", "the table of handovers: what goes where, on what authority, in what time"))  # fmt: skip
def table_of_handovers() -> None:
    from state_machines.chain import HANDOVERS

    rules = office().store.rules.on(today())
    table(
        Words("衔接总表（{n}项；接收期限均为设计值，待法院确定）", "table of handovers ({n}; every time to take one over is a design value)", n=len(HANDOVERS)),
        (Words("衔接事项", "handover"), Words("来源", "from"), Words("情形", "where"), Words("去向", "to"), Words("接收", "for"), Words("接收期限", "in"), Words("依据", "authority")),
        [
            (row.link, row.source.words, Words(row.when.zh, row.when.en), row.to.words if row.to else Words("本部门或者外部机关办理", "the office or organ itself"),
             row.receiver, rules.parameter(row.acceptance).shown(language()), row.authority.to(language()))
            for row in HANDOVERS
        ],
    )  # fmt: skip


@app.command("list", help=said("等待接收或者答复的移送", "handovers that wait for an answer"))
def waiting(role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from records import handovers
    from records.reads import Look
    from rules.roles import Role
    from state_machines.handover.terms import Link, State

    with as_seen_by(role, by).store.read() as session:
        rows = handovers.handovers(session, (State.OFFERED, State.DECLINED))
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("等待接收或者答复的移送", "handovers that wait for an answer"),
        (Words("移送", "handover"), Words("衔接事项", "what"), Words("接收", "for"), Words("状态", "state"), Words("移送之日", "since")),
        [(row.ref, Link(row.facts["link"]), Role(row.facts["receiver"]), State(row.state), row.facts.get("source_on", "—")) for row in rows],
    )  # fmt: skip


@app.command("check", help=said("核对责任链条：等次未答复、重复处分、依据已失、暂缓未解除、应回避未回避", "check the chain: grades unanswered, punished twice, ground gone, holds left, recusal"))  # fmt: skip
def check(
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from console.commands.doctor import show_findings
    from flows.checkup import check_chain
    from records.checkups.checkup import Level, worst
    from records.reads import Look

    findings = check_chain(as_seen_by(role, by), now())
    refs = [one for each in findings for one in each.first if isinstance(one, str)]
    enter(Look.CHAIN, of=refs, role=role, by=by, reason=reason)
    show_findings(findings, json=json)
    raise typer.Exit({Level.WARN: 1, Level.FAULT: 2}.get(worst(findings), 0))
