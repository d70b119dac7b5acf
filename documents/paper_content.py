"""What a paper says (文书内容), before anybody has set it: lines, tables, charts and signatures, in both languages.

One builder of content serves every rendering. A template (docx) decides where each part stands; the PDF is set from
the same lines. Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from documents.chart_figures import Figure
from documents.paper_fields import Field, PaperKind
from rules.labels import Language, Words

Text = Words | str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the body (正文)."""

    text: Text


@dataclass(frozen=True, slots=True)
class Point:
    """One line that stands at the left edge, without the indent of the body: 主送机关, 附件."""

    text: Text
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the middle of the line (标题), as that of an annex."""

    text: Text


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table. `widths` are shares of the text width, `align` one letter (l, c, r) a column."""

    caption: Text
    header: Sequence[Text]
    rows: Sequence[Sequence[Text]]
    widths: Sequence[float]
    align: str
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A numbered chart (图); `told` is what a reader hears who cannot see it (替代文字)."""

    code: str
    caption: Text
    told: Text
    figure: Figure
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Annexed:
    """附件说明: one line below the body, what is annexed."""

    name: Text


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期: the date begins two characters to the right of the name (不加盖印章)."""

    issuer: Text
    signed: date


Block = Line | Point | Title | Table | Chart | Annexed | Signature
Section = tuple[Block, ...]
Row = Mapping[Field, Text]
Value = Text | Section | Sequence[Row] | None
"""What a field of a template holds: a text, a part of the paper, or the rows of a list; None leaves it out."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to be written: its kind says which template, `values` what stands in its fields."""

    kind: PaperKind
    title: Text
    author: str
    dated: date
    language: Language
    values: Mapping[Field, Value] = field(default_factory=dict)
    sample: bool = False
    """示例数据: every page says at its head that the data are invented."""
    name: Words | None = None
    """Its own name, where many papers share a layout: a court's template of that name stands before that of the layout."""
    code: str = ""
    """How the register calls it; empty: as its kind."""

    @property
    def entered_as(self) -> str:
        return self.code or self.kind.value
