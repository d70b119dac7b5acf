"""Reads a filled paper as lines, tables and charts with their layout (版面还原), for whoever sets it anew.

The PDF is set from the docx itself. So a sentence that a clerk wrote into a template, and a part that was moved or
left out, stand in both files alike; there is no second wording that could differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil
from typing import Any

from docx.oxml.ns import qn as qualified

from documents.figures import width_in_characters

Layout = dict[str, Any]
qn = cache(qualified)
"""The full name of an element; asked for some thousand times a paper."""
HIGHEST = 480.0
"""A table that would be higher than this (points) is broken over pages, whatever it asks for."""
_SIDES = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}
_PARAGRAPHS = ("pBdr", "spacing", "ind", "jc", "keepNext", "pageBreakBefore")


class PaperReader:
    """Reads the body of one paper, whose styles are known."""

    def __init__(self, styles: Any, chart_codes: set[str]) -> None:
        self._charts = chart_codes
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._default = next(
            (
                identity
                for identity, style in self._styles.items()
                if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph"
            ),
            "",
        )
        self._base: Layout = {"size": 10.5, "font": "", "bold": False, "color": "000000", "track": 0.0}
        defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        if defaults is not None:
            self._base |= _run_layout(defaults)
        self._known: dict[str, Layout] = {}

    def read(self, document: Any) -> Layout:
        """The paper: its page (points) and its blocks from the top down."""
        body = document.find(qn("w:body"))
        blocks = [block for element in body for block in self._block(element)]
        return {"page": _page(body), "blocks": list(_kept_together(blocks))}

    def _block(self, element: Any) -> Iterator[Layout]:
        if element.tag == qn("w:p"):
            yield self._paragraph(element)
        elif element.tag == qn("w:tbl"):
            yield self._table(element)
        elif element.tag == qn("w:sdt"):
            for inner in element.find(qn("w:sdtContent")):
                yield from self._block(inner)

    def _paragraph(self, paragraph: Any) -> Layout:
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        style = self._style(named.get(qn("w:val")) if named is not None else self._default)
        layout = {**style, **(_paragraph_layout(properties) if properties is not None else {})}
        runs = []
        for run in paragraph.iter(qn("w:r")):
            own = run.find(qn("w:rPr"))
            letters = {**style, **(_run_layout(own) if own is not None else {})}
            text = "".join(_told(run))
            chart = self._chart(run)
            if chart is not None:
                return {"kind": "chart", **layout, **chart}
            if text:
                runs.append(
                    {
                        "text": text,
                        **{key: letters[key] for key in ("size", "font", "bold", "color", "track")},
                    }
                )
        size = max((run["size"] for run in runs), default=style["size"])
        return {"kind": "line", **layout, "runs": runs, "size": size}

    def _chart(self, run: Any) -> Layout | None:
        for about in run.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
        ):
            code = (about.get("name") or "").removeprefix("chart:")
            if code in self._charts:
                extent = about.getparent().find(
                    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
                )
                return {
                    "code": code,
                    "told": about.get("descr") or "",
                    "width": int(extent.get("cx")) / 12700,
                    "height": int(extent.get("cy")) / 12700,
                }
        return None

    def _table(self, table: Any) -> Layout:
        grid = [int(column.get(qn("w:w"))) / 20 for column in table.find(qn("w:tblGrid"))]
        rows: list[Layout] = []
        for row in table.findall(qn("w:tr")):
            about = row.find(qn("w:trPr"))
            height = about.find(qn("w:trHeight")) if about is not None else None
            cells = [self._cell(cell) for cell in row.findall(qn("w:tc"))]
            rows.append(
                {
                    "header": about is not None and about.find(qn("w:tblHeader")) is not None,
                    "height": int(height.get(qn("w:val"))) / 20 if height is not None else 0,
                    "cells": [cell for cell in cells if cell is not None],
                }
            )
        upper = [line for row in rows[:-1] for cell in row["cells"] for line in cell["lines"]]
        last = [line for row in rows[-1:] for cell in row["cells"] for line in cell["lines"]]
        kept = bool(rows) and all(line.get("keep") for line in upper)
        return {
            "kind": "table",
            "widths": grid,
            "margin": _margin(table),
            "rows": rows,
            "together": kept and sum(_height(row, grid) for row in rows) < HIGHEST,
            "keep": bool(last) and all(line.get("keep") for line in last),
        }

    def _cell(self, cell: Any) -> Layout | None:
        about = cell.find(qn("w:tcPr"))
        span = about.find(qn("w:gridSpan")) if about is not None else None
        merged = about.find(qn("w:vMerge")) if about is not None else None
        if merged is not None and merged.get(qn("w:val")) != "restart":
            return None
        valign = about.find(qn("w:vAlign")) if about is not None else None
        return {
            "span": int(span.get(qn("w:val"))) if span is not None else 1,
            "rows": _rows_merged(cell) if merged is not None else 1,
            "valign": {"center": "horizon", "bottom": "bottom"}.get(
                valign.get(qn("w:val")) if valign is not None else "", "top"
            ),
            "lines": [self._paragraph(line) for line in cell.findall(qn("w:p"))],
        }

    def _style(self, identity: str) -> Layout:
        """The layout of a style with what it inherits, worked out once."""
        if identity not in self._known:
            style = self._styles.get(identity)
            if style is None:
                return self._base
            parent = style.find(qn("w:basedOn"))
            inherited = self._style(parent.get(qn("w:val"))) if parent is not None else self._base
            letters, lines = style.find(qn("w:rPr")), style.find(qn("w:pPr"))
            self._known[identity] = {
                **inherited,
                **(_run_layout(letters) if letters is not None else {}),
                **(_paragraph_layout(lines) if lines is not None else {}),
            }
        return self._known[identity]


def _kept_together(blocks: Sequence[Layout]) -> Iterator[Layout]:
    """Put what keeps to the next (与下段同页) round a chart or a short table into one block with it."""
    held: list[Layout] = []
    for block in blocks:
        held.append(block)
        if block.get("keep") and (block["kind"] != "table" or block["together"]):
            continue
        whole = any(each["kind"] == "chart" or each.get("together") for each in held)
        if whole and len(held) > 1:
            yield {"kind": "group", "break": held[0].get("break", False), "blocks": held}
        else:
            yield from held
        held = []
    yield from held


def _run_layout(properties: Any) -> Layout:
    found: Layout = {}
    for child in properties:
        value, name = child.get(qn("w:val")), child.tag.rpartition("}")[2]
        if name == "rFonts" and child.get(qn("w:eastAsia")):
            found["font"] = child.get(qn("w:eastAsia"))
        elif name == "sz":
            found["size"] = int(value) / 2
        elif name == "b":
            found["bold"] = value not in ("0", "false")
        elif name == "color" and value != "auto":
            found["color"] = value
        elif name == "spacing":
            found["track"] = int(value) / 20
    return found


def _paragraph_layout(properties: Any) -> Layout:
    found: Layout = {}
    for child in properties:
        value, name = child.get(qn("w:val")), child.tag.rpartition("}")[2]
        if name not in _PARAGRAPHS:
            continue
        if name == "jc":
            found["align"] = _SIDES.get(value, value)
        elif name == "keepNext":
            found["keep"] = value not in ("0", "false")
        elif name == "pageBreakBefore":
            found["break"] = value not in ("0", "false")
        elif name == "pBdr":
            line = child.find(qn("w:bottom"))
            if line is not None and line.get(qn("w:val")) not in ("none", "nil"):
                color = line.get(qn("w:color"), "000000")
                found["rule"] = {"color": color, "width": int(line.get(qn("w:sz"), "8")) / 8}
        elif name == "spacing":
            found |= _spacing(child)
        else:
            found |= _indents(child)
    return found


def _spacing(spacing: Any) -> Layout:
    found: Layout = {}
    for attribute, key in (("before", "before"), ("after", "after")):
        if spacing.get(qn(f"w:{attribute}")) is not None:
            found[key] = int(spacing.get(qn(f"w:{attribute}"))) / 20
    if spacing.get(qn("w:line")) is not None:
        exact = spacing.get(qn("w:lineRule")) in ("exact", "atLeast")
        found["pitch"] = int(spacing.get(qn("w:line"))) / 20 if exact else 0
    return found


def _indents(indents: Any) -> Layout:
    found: Layout = {}
    for attribute, key in (
        ("firstLine", "first"),
        ("left", "left"),
        ("start", "left"),
        ("right", "right"),
        ("end", "right"),
    ):
        if indents.get(qn(f"w:{attribute}")) is not None:
            found[key] = int(indents.get(qn(f"w:{attribute}"))) / 20
    if indents.get(qn("w:hanging")) is not None:
        found["first"] = -int(indents.get(qn("w:hanging"))) / 20
    return found


def _page(body: Any) -> Layout:
    section = body.find(qn("w:sectPr"))
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    measured = {name: int(size.get(qn(f"w:{name[0]}"))) / 20 for name in ("width", "height")}
    return measured | {
        side: int(margins.get(qn(f"w:{side}"))) / 20 for side in ("top", "bottom", "left", "right", "footer")
    }


def _margin(table: Any) -> float:
    side = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:left')}")
    return int(side.get(qn("w:w"))) / 20 if side is not None else 5.4


def _height(row: Layout, grid: Sequence[float]) -> float:
    """About how high a row will be (points): its longest cell, line by line."""
    highest, column = row["height"], 0
    for cell in row["cells"]:
        width = max(sum(grid[column : column + cell["span"]]), 1.0)
        column += cell["span"]
        lines = sum(
            ceil(max(1, sum(width_in_characters(run["text"]) for run in line["runs"]) * line["size"] / width))
            * (line.get("pitch") or line["size"] * 1.3)
            for line in cell["lines"]
        )
        highest = max(highest, lines)
    return float(highest)


def _rows_merged(cell: Any) -> int:
    """How many rows a cell spans that is merged downward."""
    row = cell.getparent()
    column, count = row.findall(qn("w:tc")).index(cell), 1
    for below in row.itersiblings(qn("w:tr")):
        cells = below.findall(qn("w:tc"))
        merged = cells[column].find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") if column < len(cells) else None
        if merged is None or merged.get(qn("w:val")) == "restart":
            break
        count += 1
    return count


def _told(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
