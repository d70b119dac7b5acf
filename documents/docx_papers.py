"""A paper as a docx (文书成文): the template filled with its content, and sealed without a clock.

The fonts are named and not embedded: a court's computers have them, and elsewhere the word processor puts another in
their place. Equal content on an equal date gives equal bytes, so the SHA-256 on record can be worked out again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.shared import Mm
from docxtpl.template import DocxTemplate
from lxml import etree  # type: ignore[import-untyped]
from markupsafe import Markup

from documents.charts import Drawn, draw
from documents.paper_content import Chart, Paper, Value
from documents.paper_fields import FIELDS, Field, Holds
from documents.paper_finish import finish
from documents.paper_templates import BODY, PaperTemplate, our_template, own_template, prepared
from documents.paper_xml import Picture, Setter
from documents.template_check import template_faults
from rules.errors import FaultyInput
from rules.labels import Language, Words

_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_CORE = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{author}'
    "</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created><dcterms:modified '
    'xsi:type="dcterms:W3CDTF">{made}</dcterms:modified><dc:language>{language}</dc:language></cp:coreProperties>'
)


@dataclass(frozen=True, slots=True)
class Docx:
    """A paper filled in: the file, and its parts for whoever sets it anew."""

    file: bytes
    body: Any
    """The document element."""
    styles: bytes
    charts: Mapping[str, Drawn]


def write_docx(paper: Paper, templates: Path | None = None, fonts: Path | None = None) -> Docx:
    """Fill the template of the paper, a court's own standing before ours.

    Raises:
        FaultyInput: the court's own template is broken.
    """
    file = own_template(paper.kind, paper.language, templates, paper.name)
    if file is None:
        return fill(paper, our_template(paper.kind, paper.language), fonts)
    if faults := template_faults(file, paper.kind, paper.language):
        raise FaultyInput(faults)
    return fill(paper, file, fonts)


def fill(paper: Paper, file: bytes, fonts: Path | None = None) -> Docx:
    """Fill a template that is known to be sound."""
    template = prepared(file, sample=paper.language if paper.sample else None)
    charts = {chart.code: draw(chart, paper.language, fonts) for chart in _charts(paper)}
    pictures = {
        code: Picture(f"rIdChart{n}", Mm(drawn.on_paper[0]), Mm(drawn.on_paper[1]))
        for n, (code, drawn) in enumerate(charts.items(), 1)
    }
    context = context_of(paper, Setter(paper.language, template.styles, pictures))
    filled = {name: _fill(template, name, context) for name in template.compiled}
    body = parse_xml(filled[BODY].encode())
    finish(body, dict(template.styles), paper.language)
    parts = {**template.parts, **{name: text.encode() for name, text in filled.items()}}
    parts[BODY] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["docProps/core.xml"] = _core(paper)
    _add_charts(parts, charts, pictures)
    return Docx(_sealed(parts), body, parts["word/styles.xml"], charts)


def context_of(paper: Paper, setter: Setter) -> dict[str, Any]:
    """What the fields of the template hold, each under its Chinese and its English name."""
    context: dict[str, Any] = {}
    for found in FIELDS[paper.kind]:
        shown = _shown(paper.values.get(found), found, setter)
        context |= {found.zh: shown, found.code: shown}
    return context


def _shown(value: Value, found: Field, setter: Setter) -> Any:
    if value is None:
        return ""
    if isinstance(value, Words | str):
        return setter.shown(value)
    if found.holds is Holds.PART:
        return Markup(setter.section(tuple(value)))  # type: ignore[arg-type]  # noqa: S704 - our own XML, escaped within
    rows = []
    for row in value:
        assert isinstance(row, Mapping)
        cells = {column: setter.shown(text) for column, text in row.items()}
        rows.append({name: text for column, text in cells.items() for name in (column.zh, column.code)})
    return rows


def _charts(paper: Paper) -> list[Chart]:
    parts = [value for value in paper.values.values() if isinstance(value, tuple)]
    return [block for part in parts for block in part if isinstance(block, Chart)]


def _fill(template: PaperTemplate, name: str, context: Mapping[str, Any]) -> str:
    filled = template.compiled[name].render(context)
    # It needs nothing of the document: a line break in a text becomes one of the paper.
    broken: str = DocxTemplate.resolve_listing(None, filled)  # type: ignore[no-untyped-call, arg-type]
    return broken


def _core(paper: Paper) -> bytes:
    language: Language = paper.language
    return _CORE.format(
        title=escape(paper.title.to(language) if isinstance(paper.title, Words) else paper.title),
        author=escape(paper.author),
        made=f"{paper.dated.isoformat()}T00:00:00Z",
        language="zh-CN" if language == "zh" else "en",
    ).encode()


def _add_charts(
    parts: dict[str, bytes], charts: Mapping[str, Drawn], pictures: Mapping[str, Picture]
) -> None:
    if not charts:
        return
    relations, types = parse_xml(parts[_RELATIONS]), parse_xml(parts[_TYPES])
    for code, drawn in charts.items():
        parts[f"word/media/chart-{code}.png"] = drawn.png
        etree.SubElement(
            relations,
            qn_package("Relationship"),
            Id=pictures[code].relation,
            Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
            Target=f"media/chart-{code}.png",
        )
    if not any(entry.get("Extension") == "png" for entry in types):
        known = etree.Element(
            types[0].tag.replace("Override", "Default"), Extension="png", ContentType="image/png"
        )
        types.insert(0, known)
    parts[_RELATIONS], parts[_TYPES] = (
        etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        for tree in (relations, types)
    )


def qn_package(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/package/2006/relationships}}{name}"


def _sealed(parts: Mapping[str, bytes]) -> bytes:
    """The package with its parts in the order of the template, each at the beginning of time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return target.getvalue()
