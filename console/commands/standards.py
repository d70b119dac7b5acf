"""zelian standards: the sheets and exemptions in force on a day, each item with its consequence and its mark."""

from __future__ import annotations

import typer

from console.dates import day_of
from console.desks import Desk
from console.installation import rules_in_use, sheets_in_use, today
from console.speech import as_json, language, said, say, table
from rules.cases import CaseKind
from rules.citations import Provenance
from rules.deductions import GradingMethod, ScoreSheet
from rules.errors import UnknownRule
from rules.exemptions import Exemption, exemptions
from rules.grading import method_of, shows_points
from rules.labels import Words
from rules.law import cite
from rules.parameters import Rules

app = Desk(
    Words("评查标准：某日生效的评查表和免责情形", "standards: sheets and exemptions in force on a day")
)
ON = typer.Option(
    "", "--on", metavar=said("日期", "DAY"), help=said("如 2024-12-01；默认今天", "today by default")
)
_JSON = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))


@app.command("list", help=said("某日的定等方法和评查表", "the way of grading and the sheets of a day"))
def list_standards(on: str = ON, json: bool = _JSON) -> None:
    rules = _rules(on)
    found = _sheets(rules)
    method = method_of(rules)
    if json:
        as_json(
            {
                "on": rules.day,
                "method": method.value,
                "sheets": [
                    {
                        "version": sheet.version,
                        "method": sheet.method.value,
                        "kinds": kinds,
                        "digest": sheet.digest,
                    }
                    for sheet, kinds in found
                ],
                "exemptions": [kind.code for kind in exemptions(rules.day)],
            }
        )
        return
    _say_method(rules)
    table(
        Words("{day}生效的评查表", "sheets in force on {day}", day=rules.day.isoformat()),
        (
            Words("版本", "version"), Words("名称", "name"), Words("适用案件", "kinds of case"), Words("项目", "items"),
            Words("待法院确定", "for the court to decide"), Words("文件", "file"),
        ),
        [
            (
                sheet.version,
                sheet.words,
                Words("、".join(CaseKind(kind).zh for kind in kinds), ", ".join(CaseKind(kind).en for kind in kinds)),
                len(sheet.items),
                sum(item.provenance is not Provenance.VERIFIED for item in sheet.items),
                sheet.file,
            )
            for sheet, kinds in found
        ],
    )  # fmt: skip
    _say_exemptions(rules)


@app.command("show", help=said("逐项列出一份评查表", "one sheet, item by item"))
def show(
    kind: str = typer.Argument(
        "民事",
        metavar=said("案件类型或版本", "KIND"),
        help=said("如 民事、执行、litigation@2022-01-01", "civil, …"),
    ),
    on: str = ON,
    json: bool = _JSON,
) -> None:
    rules = _rules(on)
    sheet = _sheet(rules, kind)
    if json:
        as_json(
            {
                "version": sheet.version,
                "method": sheet.method.value,
                "digest": sheet.digest,
                "provenance": sheet.provenance.value,
                "items": [item.record() | {"severity": item.severity.value} for item in sheet.items],
            }
        )
        return
    limits, speech = sheet.day_limits(rules), language()
    by_the_worst = method_of(rules) is GradingMethod.WORST_FINDING
    _say_method(rules)
    say(
        Words(
            "《{name}》{version}　{mark}　{source}",
            "{name} {version}  {mark}  {source}",
            name=sheet.words,
            version=sheet.version,
            mark=sheet.provenance,
            source=sheet.source,
        )
    )
    for block in sheet.blocks:
        table(
            block.words,
            (
                Words("编码", "code"), Words("项目", "item"),
                Words("情形后果", "makes the case") if by_the_worst else Words("扣分标准", "standard"),
                Words("出处", "provenance"), Words("依据", "authority"), Words("说明", "source"),
            ),
            [
                (
                    item.code,
                    item.words,
                    item.consequence(limits, points=shows_points(rules)) if by_the_worst else item.standard(limits),
                    item.provenance,
                    cite(item.authority).to(speech),
                    item.source,
                )
                for item in sheet.items_of(block)
            ],
        )  # fmt: skip
    _say_exemptions(rules)


def _rules(on: str) -> Rules:
    return rules_in_use().on(day_of(on, "--on") if on else today())


def _sheets(rules: Rules) -> list[tuple[ScoreSheet, list[str]]]:
    """The sheets of the day, each with the kinds of case it is for."""
    found: dict[str, tuple[ScoreSheet, list[str]]] = {}
    for kind in CaseKind:
        try:
            sheet = sheets_in_use().under(rules, kind.value)
        except UnknownRule:
            continue
        found.setdefault(sheet.version, (sheet, []))[1].append(kind.value)
    return list(found.values())


def _sheet(rules: Rules, named: str) -> ScoreSheet:
    for kind in CaseKind:
        if named in (kind.value, kind.zh, kind.en):
            return sheets_in_use().under(rules, kind.value)
    return sheets_in_use().version(named)


def _say_method(rules: Rules) -> None:
    if "grading.method" not in rules:
        say(
            Words(
                "{day}没有规定定等方法", "no way of grading is laid down on {day}", day=rules.day.isoformat()
            )
        )
        return
    entry = rules.parameter("grading.method")
    say(
        Words(
            "{day}定等方法：{method}（依据{authority}；{mark}。{note}）",
            "{day}: {method} ({authority}; {mark}. {note})",
            day=rules.day.isoformat(),
            method=method_of(rules),
            authority=Words(cite(entry.authority).to("zh"), cite(entry.authority).to("en")),
            mark=entry.provenance,
            note=Words(entry.note_zh, entry.note_en),
        )
    )


def _say_exemptions(rules: Rules) -> None:
    table(
        Words("改判、发回不属质量问题的免责情形", "exemptions: why a reversal is no defect"),
        (Words("代码", "code"), Words("情形", "kind"), Words("依据与出处", "grounds")),
        [(kind.code, kind.words, _grounds(kind, rules)) for kind in exemptions(rules.day)],
    )


def _grounds(kind: Exemption, rules: Rules) -> Words:
    found = kind.on(rules.day)
    # Notes are in Chinese only, as the file has them.
    noted = [f"{each.to('zh')}（{each.note}）" if each.note else each.to("zh") for each in found]
    return Words("；".join(noted), "; ".join(each.to("en") for each in found))
