"""Checks a template before it is used (模板检查): all faults at once, each with where, what, and what to do.

A field is looked for in the text of a paragraph as a reader sees it: that a word processor has cut it into runs does
not matter. What the check passes is then filled and set once on trial.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from jinja2 import Environment, TemplateError, meta

from documents.paper_fields import FIELDS, REQUIRED, Field, Holds, PaperKind
from documents.paper_templates import BODY
from documents.template_package import RUNNING, parts_of
from rules.errors import Fault
from rules.labels import Language, Words

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_INSIDE = re.compile(r"^\{([{%])(?:(p|tr|tc|r)\s)?\s*-?(.*?)-?\s*[}%]\}$", re.DOTALL)
_WIDE = re.compile(r"[｛｝]|\{\s*％|％\s*\}")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
LONGEST = 24
"""Characters of a paragraph that are quoted to find it again."""


@dataclass(slots=True)
class _Search:
    """What has been found so far."""

    kind: PaperKind
    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    open: list[tuple[str, Words]] = field(default_factory=list)
    loops: dict[str, Field] = field(default_factory=dict)

    def fault(self, where: Words, what: Words, mend: Words) -> None:
        self.faults.append(Fault(where, what, mend))


@lru_cache(maxsize=32)
def template_faults(template: bytes, kind: PaperKind, language: Language) -> tuple[Fault, ...]:
    """Everything wrong with a template; none where it can be used."""
    parts = parts_of(template)
    if isinstance(parts, Fault):
        return (parts,)
    search = _Search(kind)
    for name, content in sorted(parts.items(), key=lambda part: part[0] != BODY):
        if name == BODY or RUNNING.fullmatch(name):
            for where, text in _paragraphs(name, content):
                _look(search, where, text)
    for opened, where in search.open:
        search.fault(
            where,
            Words("“{tag}”没有结束", "“{tag}” is never ended", tag=opened),
            Words("请在后面加上“end{tag}”", "add “end{tag}” behind it", tag=opened),
        )
    for must in REQUIRED[kind]:
        if not {must.zh, must.code} & search.used:
            tag = (
                f"{{{{p {must.name(language)} }}}}"
                if must.holds is Holds.PART
                else f"{{{{{must.name(language)}}}}}"
            )
            search.fault(
                Words("全文", "the whole template"),
                Words(
                    "缺少必需的栏目“{name}”",
                    "the field “{name}” is missing, and a paper must have it",
                    name=must.words,
                ),
                Words("请在应当出现的位置写入 {tag}", "write {tag} where it should stand", tag=tag)
                if must.holds is not Holds.LIST
                else Words("请从系统模板中复制该表格", "copy that table from the template supplied"),
            )
    return tuple(search.faults or _on_trial(template, kind, language))


def _paragraphs(name: str, content: bytes) -> Iterator[tuple[Words, str]]:
    """Each paragraph that has text, and where a reader finds it."""
    if name != BODY:
        page = Words("页眉", "the header") if "header" in name else Words("页脚", "the footer")
        for paragraph in parse_xml(content).iter(qn("w:p")):
            yield page, _text(paragraph)
        return
    tables = 0
    for number, element in enumerate(parse_xml(content).find(qn("w:body")), start=1):
        if element.tag != qn("w:tbl"):
            for paragraph in element.iter(qn("w:p")):
                yield _quoted(Words("第{n}段", "paragraph {n}", n=number), _text(paragraph)), _text(paragraph)
            continue
        tables += 1
        for row_number, row in enumerate(element.iter(qn("w:tr")), start=1):
            place = Words("第{table}个表第{row}行", "table {table}, row {row}", table=tables, row=row_number)
            for paragraph in row.iter(qn("w:p")):
                yield _quoted(place, _text(paragraph)), _text(paragraph)


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def _quoted(place: Words, text: str) -> Words:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Words("{place}“{text}”", "{place} “{text}”", place=place, text=shown)


def _look(search: _Search, where: Words, text: str) -> None:
    if _WIDE.search(text):
        search.fault(
            where,
            Words("花括号或百分号是全角的", "braces or percent signs are full-width"),
            Words("请切换到英文输入法，改成半角的 {{ }} 或 {% %}", "type them in half-width: {{ }} or {% %}"),
        )
        return
    left = _TAG.sub("", text)
    if any(mark in left for mark in ("{{", "}}", "{%", "%}")):
        search.fault(
            where,
            Words(
                "标记不完整：只有一半花括号，或者跨了两段",
                "a tag is broken: half of its braces, or over two paragraphs",
            ),
            Words(
                "请把 {{ 和 }}、{% 和 %} 成对写在同一段内",
                "write {{ and }}, {% and %} in pairs within one paragraph",
            ),
        )
    for tag in _TAG.findall(text):
        inside = _INSIDE.match(tag)
        if inside is None or not inside.group(3).strip():
            search.fault(where, Words("标记“{tag}”是空的", "the tag “{tag}” is empty", tag=tag), _COPY)
        elif inside.group(1) == "{":
            _expression(search, where, text, inside.group(2) or "", inside.group(3).strip())
        else:
            _statement(search, where, inside.group(3).strip())


_COPY = Words("请对照系统模板改正，或者删去", "correct it after the template supplied, or delete it")


def _expression(search: _Search, where: Words, text: str, scope: str, expression: str) -> None:
    names = _names(search, where, f"{{{{ {expression} }}}}")
    known = _fields(search.kind)
    for name in names:
        if name in search.loops:
            _row_field(search, where, expression, name)
        elif name not in known:
            _unknown(search, where, name, list(known))
        else:
            search.used.add(name)
            found = known[name]
            alone = text.strip() == _TAG.findall(text)[0].strip()
            if found.holds is Holds.PART and (scope != "p" or not alone):
                search.fault(
                    where,
                    Words(
                        "“{name}”是文书的一部分，应当独占一段",
                        "“{name}” is a part of the paper and needs a paragraph of its own",
                        name=name,
                    ),
                    Words(
                        "请单独成段，写成 {tag}", "write {tag} alone in a paragraph", tag=f"{{{{p {name} }}}}"
                    ),
                )
            elif found.holds is not Holds.PART and scope:
                search.fault(
                    where,
                    Words("“{name}”是文字，不能带“{scope}”", "“{name}” is text and takes no “{scope}”", name=name, scope=scope),
                    Words("请写成 {tag}", "write {tag}", tag=f"{{{{{name}}}}}"),
                )  # fmt: skip


def _row_field(search: _Search, where: Words, expression: str, row: str) -> None:
    columns = {name for column in search.loops[row].columns for name in (column.zh, column.code)}
    for name in re.findall(rf"{re.escape(row)}\s*\.\s*(\w+)", expression):
        if name not in columns:
            _unknown(search, where, f"{row}.{name}", [f"{row}.{column}" for column in sorted(columns)])


def _statement(search: _Search, where: Words, statement: str) -> None:
    word, _, rest = statement.partition(" ")
    loop = re.fullmatch(r"(\w+)\s+in\s+(\w+)", rest.strip())
    if word in ("if", "for"):
        search.open.append((word, where))
        if word == "if":
            for name in _names(search, where, f"{{% if {rest} %}}{{% endif %}}"):
                if name not in _fields(search.kind) and name not in search.loops:
                    _unknown(search, where, name, list(_fields(search.kind)))
        elif loop is None:
            search.fault(
                where,
                Words("循环“{told}”写法有误", "the loop “{told}” is not well written", told=statement),
                _COPY,
            )
        else:
            _loop(search, where, *loop.groups())
    elif word in ("endif", "endfor"):
        if search.open and search.open[-1][0] == word[3:]:
            search.open.pop()
        else:
            search.fault(
                where,
                Words(
                    "“{word}”前面没有对应的“{begin}”",
                    "“{word}” has no “{begin}” before it",
                    word=word,
                    begin=word[3:],
                ),
                _COPY,
            )
    elif word not in ("else", "elif"):
        search.fault(where, Words("不认识的标记“{told}”", "an unknown tag “{told}”", told=statement), _COPY)


def _loop(search: _Search, where: Words, row: str, rows: str) -> None:
    found = _fields(search.kind).get(rows)
    lists = [name for name, each in _fields(search.kind).items() if each.holds is Holds.LIST]
    if found is None or found.holds is not Holds.LIST:
        _unknown(search, where, rows, lists)
    else:
        search.used.add(rows)
        search.loops[row] = found


def _names(search: _Search, where: Words, source: str) -> set[str]:
    """The fields an expression asks for; none, and a fault, where it cannot be read."""
    try:
        return meta.find_undeclared_variables(Environment(autoescape=True).parse(source.translate(_QUOTES)))
    except TemplateError:
        search.fault(
            where, Words("标记“{tag}”写法有误", "the tag “{tag}” is not well written", tag=source), _COPY
        )
        return set()


def _unknown(search: _Search, where: Words, name: str, known: list[str]) -> None:
    close = difflib.get_close_matches(name, known, n=2, cutoff=0.4)
    search.fault(
        where,
        Words("没有“{name}”这个栏目", "there is no field “{name}”", name=name),
        Words("是否应为“{close}”？", "did you mean “{close}”?", close="”“".join(close))
        if close
        else Words("可用的栏目：{known}", "the fields are: {known}", known="、".join(known[::2])),
    )


def _fields(kind: PaperKind) -> dict[str, Field]:
    return {name: each for each in FIELDS[kind] for name in (each.zh, each.code)}


def _on_trial(template: bytes, kind: PaperKind, language: Language) -> list[Fault]:
    """Fill and set the template once; whatever goes wrong there is a fault of the template."""
    from documents.docx_papers import fill
    from documents.specimen import specimen

    try:
        fill(specimen(kind, language), template)
    except Exception as error:  # noqa: BLE001 - whatever a foreign document may break
        return [
            Fault(
                Words("试排", "on trial"),
                Words(
                    "模板不能成文：{error}", "the template cannot be filled: {error}", error=str(error)[:120]
                ),
                Words(
                    "请从系统模板重新改起，或者逐步撤销最近的修改",
                    "start again from the template supplied, or undo the last changes one by one",
                ),
            )
        ]
    return []
