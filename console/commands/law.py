"""zelian law: what is in force, since when, on what authority and how far checked; and any article or parameter."""

from __future__ import annotations

from pathlib import Path

import typer

from console.dates import day_of
from console.desks import Desk
from console.installation import rules_in_use, settings, today
from console.law_library import full_texts
from console.speech import as_json, language, said, say, table
from documents.figures import parameter_value
from rules.labels import Words
from rules.law import Law, cite, law, laws
from state_machines.interchange import citation_record

app = Desk(Words("法律与参数：现行值、沿革、出处", "law and parameters: values, history, provenance"))

# fmt: off
_IN_FORCE = (
    Words("参数", "parameter"), Words("名称", "name"), Words("值", "value"), Words("依据", "authority"),
    Words("出处", "provenance"), Words("起", "since"), Words("止", "until"), Words("文件", "file"),
)
_HISTORY = (
    Words("起", "since"), Words("止", "until"), Words("值", "value"), Words("依据", "authority"),
    Words("出处", "provenance"), Words("说明", "note"), Words("文件", "file"),
)
# fmt: on
_JSON = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))


@app.command("list", help=said("列出某日生效的参数", "list the parameters in force on a day"))
def list_parameters(
    on: str = typer.Option(
        "",
        "--on",
        metavar=said("日期", "DAY"),
        help=said("如 2022-01-01；默认今天", "such as 2022-01-01; today by default"),
    ),
    json: bool = _JSON,
) -> None:
    rules = rules_in_use().on(day_of(on, "--on") if on else today())
    found = [rules.parameter(key) for key in rules]
    if json:
        as_json({"on": rules.day, "digest": rules.digest, "parameters": [entry.record() for entry in found]})
        return
    speech = language()
    table(
        Words("{day}生效的参数", "parameters in force on {day}", day=rules.day.isoformat()),
        _IN_FORCE,
        (
            (
                entry.key,
                entry.to(speech),
                parameter_value(entry, speech),
                entry.authority,
                entry.provenance,
                entry.since,
                entry.until or "",
                entry.source,
            )
            for entry in found
        ),
    )


@app.command("show", help=said("一个参数的沿革，或者一个条文", "the history of a parameter, or an article"))
def show(
    key: str = typer.Argument(
        metavar=said("参数或条文", "KEY"),
        help=said(
            "如 quality_review.objection、judges_law.48", "such as quality_review.objection or judges_law.48"
        ),
    ),
    json: bool = _JSON,
) -> None:
    if key.partition(".")[0] in laws():
        _article(key, json=json)
    else:
        _history(key, json=json)


def _article(code: str, *, json: bool) -> None:
    citation, library = cite(code), settings().law_library
    source = law(citation.law)
    texts = _texts(library, source, citation.article)
    if json:
        record = citation_record(citation)
        as_json({**record, "number": source.number, "source": source.source, "texts": texts})
        return
    speech = language()
    say(citation.to(speech))
    say(Words("要旨：{point}", "Point: {point}", point=Words(citation.point_zh, citation.point_en)))
    say(
        Words(
            "出处：{mark}；{source}",
            "Provenance: {mark}; {source}",
            mark=citation.provenance,
            source=source.source,
        )
    )
    if source.number:
        say(Words("文号：{number}", "Number: {number}", number=source.number))
    say(
        Words(
            "施行：{since}{until}",
            "In force: {since}{until}",
            since=citation.in_force.isoformat(),
            until=Words("，至{day}止", " until {day}", day=citation.until.isoformat())
            if citation.until
            else "",
        )
    )
    for text in texts:
        say(Words("\n{label}（{version}）\n{text}", "\n{label} ({version})\n{text}", **text))
    if not library:
        say(
            Words(
                "（未设置法律全文库 ZELIAN_LAW_LIBRARY，只列要旨）",
                "(no ZELIAN_LAW_LIBRARY is set: the point only)",
            )
        )
    elif not texts:
        say(Words("（法律全文库没有这一条）", "(the law library does not hold this article)"))


def _texts(library: Path | None, source: Law, article: str) -> list[dict[str, str]]:
    if library is None:
        return []
    return full_texts(library, source.library_title, article, source.library_version)


def _history(key: str, *, json: bool) -> None:
    found = rules_in_use().history(key)
    if json:
        as_json({"key": key, "values": [entry.record() for entry in found]})
        return
    speech = language()
    table(
        Words("{name}（{key}）", "{name} ({key})", name=Words(found[0].zh, found[0].en), key=key),
        _HISTORY,
        (
            (
                entry.since,
                entry.until or "",
                parameter_value(entry, speech),
                cite(entry.authority).to(speech),
                entry.provenance,
                entry.note_zh if speech == "zh" else entry.note_en,
                entry.source,
            )
            for entry in found
        ),
    )
