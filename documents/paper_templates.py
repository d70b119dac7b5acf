"""The templates of papers (文书模板): a court's own copy where it has one, ours otherwise, compiled once a process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl.template import DocxTemplate
from jinja2 import Environment, StrictUndefined, Template

from documents.page_setup import blank_paper, head_pages
from documents.paper_fields import PaperKind
from documents.paper_xml import Setter
from documents.template_recipe import Recipe
from documents.template_recipes import RECIPES
from rules.labels import Language, Words

SAMPLE = Words("示例数据（程序生成，不是真实案件）", "SAMPLE DATA (made by the program; no real case)")
BODY = "word/document.xml"
STYLES = "word/styles.xml"
_RUNNING = re.compile(r"word/(header|footer|footnotes)\d*\.xml")


def template_name(kind: PaperKind, language: Language) -> str:
    """The file name of a template; a court's own copy has the same."""
    return f"{kind.to(language)}.docx"


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """A template ready to be filled: the parts of its package, and those with fields in them compiled."""

    parts: Mapping[str, bytes]
    compiled: Mapping[str, Template]
    styles: Mapping[str, str]
    """The id of each style, by its name in small letters."""


def own_template(
    kind: PaperKind, language: Language, folder: Path | None, name: Words | None = None
) -> bytes | None:
    """The court's own template, that of the paper's own name first; None where it has none."""
    named = [f"{name.to(language)}.docx"] if name else []
    for file in (*named, template_name(kind, language)):
        own = folder / file if folder else None
        if own and own.is_file():
            return own.read_bytes()
    return None


@cache
def our_template(kind: PaperKind, language: Language) -> bytes:
    """Our own template, made from its recipe."""
    document = blank_paper(language)
    setter = Setter(language, style_ids(document.styles.element))
    body = document.element.body
    made = parse_xml(f"<w:body {nsdecls('w')}>{RECIPES[kind](Recipe(setter))}</w:body>")
    for number, element in enumerate(list(made)):
        body.insert(number, element)
    file = io.BytesIO()
    _drop_thumbnail(document)
    document.save(file)
    return file.getvalue()


@lru_cache(maxsize=32)
def prepared(template: bytes, *, sample: Language | None = None) -> PaperTemplate:
    """Compile a template. `sample`: put the warning that the data are invented at the head of every page.

    Raises:
        jinja2.TemplateError, or an error of the package, where the template is broken: `template_check` says how.
    """
    if sample:
        document = Document(io.BytesIO(template))
        head_pages(document, SAMPLE.to(sample))
        file = io.BytesIO()
        document.save(file)
        template = file.getvalue()
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    cleaner, environment = DocxTemplate(io.BytesIO(template)), Environment(
        autoescape=True, undefined=StrictUndefined
    )  # fmt: skip
    texts = {
        name: _cleaned(cleaner, content.decode())
        for name, content in parts.items()
        if name == BODY or (_RUNNING.fullmatch(name) and b"{" in content)
    }
    return PaperTemplate(
        parts=parts,
        compiled={name: environment.from_string(text) for name, text in texts.items()},
        styles=style_ids(parse_xml(parts[STYLES])),
    )


def style_ids(styles: Any) -> dict[str, str]:
    """The id of each paragraph and table style by its name: word processors give ids of their own."""
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return {
        style.find(f"{word}name").get(f"{word}val").lower(): style.get(f"{word}styleId")
        for style in styles.iter(f"{word}style")
        if style.find(f"{word}name") is not None
    }


def _cleaned(cleaner: DocxTemplate, xml: str) -> str:
    """Undo what a word processor does to fields: it cuts them into runs, and puts curly quotation marks inside."""
    declaration = re.match(r"<\?xml[^>]*\?>\s*", xml)
    cleaned: str = cleaner.patch_xml(  # type: ignore[no-untyped-call]
        xml[declaration.end() :] if declaration else xml
    )
    return cleaned


def _drop_thumbnail(document: Any) -> None:
    """The blank document carries a picture of itself, which is not one of this paper."""
    relations = document.part.package.rels
    for key in [key for key, link in relations.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
