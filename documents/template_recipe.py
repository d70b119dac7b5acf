"""What the recipes of templates are written with (模板构件): lines, fields, headings, parts that may be left out."""

from __future__ import annotations

from documents.page_setup import Style
from documents.paper_fields import Field, Of
from documents.paper_xml import Setter
from documents.template_forms import FormSetter, each, tag
from rules.labels import Words


class Recipe:
    """Writes one template in one language."""

    def __init__(self, setter: Setter) -> None:
        self.setter = setter
        self.language = setter.language
        self.form = FormSetter(setter)

    def line(self, style: Style, text: Words | str) -> str:
        return self.setter.paragraph(style, text)

    def field(self, style: Style, found: Field) -> str:
        return self.line(style, tag(self.language, found))

    def part(self, found: Field) -> str:
        return self.line(Style.BODY, f"{{{{p {found.name(self.language)} }}}}")

    def gap(self) -> str:
        """A little air below a table."""
        return self.setter.paragraph(Style.SMALL, "", '<w:spacing w:line="120" w:lineRule="exact"/>')

    def where(self, found: Field, *pieces: str, missing: bool = False) -> str:
        """Pieces that are left out where the field has nothing; `missing`: where it has something."""
        no = "not " if missing else ""
        asked = self.line(Style.BODY, f"{{%p if {no}{found.name(self.language)} %}}")
        return asked + "".join(pieces) + self.line(Style.BODY, "{%p endif %}")

    def heading(self, zh: str, en: str) -> str:
        return self.line(Style.HEADING, Words(f"一、{zh}", f"1. {en}"))

    def subheading(self, zh: str, en: str) -> str:
        return self.line(Style.SUBHEADING, Words(f"（一）{zh}", f"1.1 {en}"))

    def optional(self, found: Field, zh: str, en: str) -> str:
        """A part under its subheading, both left out where there is nothing to say."""
        return self.where(found, self.subheading(zh, en), self.part(found))

    def masthead(self, mark: Words) -> str:
        """发文机关标志 in red, 发文字号, and the red line."""
        number = self.field(Style.NUMBER, Of.NUMBER)
        return (
            self.line(Style.MASTHEAD, mark)
            + self.where(Of.NUMBER, number)
            + self.line(Style.RED_LINE, "")
            + self.field(Style.TITLE, Of.TITLE)
        )

    def reasons(self) -> str:
        opening, closing = each(self.language, Of.REASONS, "p")
        return (
            self.line(Style.BODY, opening)
            + self.line(Style.BODY, tag(self.language, Of.REASON, Of.REASONS))
            + self.line(Style.BODY, closing)
        )

    def deductions(self) -> str:
        total = Words("合计", "total").to(self.language)
        return self.where(
            Of.DEDUCTIONS,
            self.form.listed(
                Of.DEDUCTIONS, (1.4, 11, 2.2), "clc", ["", total, tag(self.language, Of.SUM)]
            ),
            self.field(Style.SMALL, Of.SUM_NOTE),
        )  # fmt: skip

    def ending(self) -> str:
        return self.field(Style.BODY, Of.CAVEAT) + self.part(Of.SIGNATURE)
