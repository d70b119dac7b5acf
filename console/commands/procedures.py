"""zelian procedures: the procedures on the books, and each as a table, a drawing or JSON."""

from __future__ import annotations

from enum import StrEnum

import typer

from console.desks import Desk
from console.speech import as_json, choose, language, said, say, table
from rules.labels import Words
from state_machines import printing
from state_machines.petri_net import as_pnml
from state_machines.register import PROCEDURES, procedure

app = Desk(Words("程序：步骤、依据、期限", "procedures: steps, authorities, time limits"))


class Form(StrEnum):
    """How a procedure is shown."""

    TABLE = "table"
    MERMAID = "mermaid"
    JSON = "json"
    PNML = "pnml"


class Tongue(StrEnum):
    """The language it is shown in."""

    ZH = "zh"
    EN = "en"


@app.command("list", help=said("列出全部程序", "list all procedures"))
def list_procedures(
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    found = list(PROCEDURES.values())
    if json:
        as_json(
            [{"code": each.code, "zh": each.zh, "en": each.en, "steps": len(each.steps)} for each in found]
        )
        return
    table(
        Words("程序名录", "procedures"),
        (Words("代码", "code"), Words("名称", "name"), Words("步骤", "steps"), Words("依据", "authority")),
        ((each.code, each.to(language()), len(each.steps), each.authority.to(language())) for each in found),
    )


@app.command("show", help=said("打印一个程序", "print one procedure"))
def show(
    code: str = typer.Argument(
        metavar=said("程序代码", "CODE"), help=said("如 quality_review", "such as quality_review")
    ),
    form: Form = typer.Option(
        Form.TABLE, "--as", help=said("表格、流程图、JSON 或者 PNML", "a table, a drawing, JSON or PNML")
    ),
    tongue: Tongue | None = typer.Option(None, "--language", help=said("用哪种语言", "in which language")),
) -> None:
    if tongue is not None:
        choose(tongue.value)
    found = procedure(code)
    if form is Form.JSON:
        as_json(printing.as_json(found))
    elif form is Form.PNML:
        say(as_pnml(found, language()).rstrip())
    else:
        printed = printing.as_table if form is Form.TABLE else printing.as_mermaid
        say(printed(found, language()).rstrip())
