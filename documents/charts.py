"""The charts of a paper (图), drawn without a browser and without a network: SVG for the PDF, PNG for the docx.

Every chart is legible in grey and to a colour-blind reader: shapes, dashes and dark against light tell things apart,
never hue. Altair and vl-convert are imported when the first chart is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, singledispatch
from importlib import import_module
from pathlib import Path
from typing import Any

from documents.chart_figures import BarsFigure, Figure, FunnelFigure, MatrixFigure, SharesFigure, Text
from documents.fonts import CHART_FAMILIES
from documents.paper_content import Chart
from rules.funnel import Standing
from rules.labels import Language, Words, in_language

CHART_WIDTH = 150
"""Width of a chart on paper (mm): the text area, less a little air."""
_PIXELS = 500
_DENSITY = 2.5
"""Pixels of the PNG for each of the drawing: some 210 dots an inch on paper."""
DARK, MIDDLE, LIGHT, FAINT = "#1f3a5f", "#5b7da6", "#b9c7d8", "#e6e6e6"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart drawn: both files, and its size (pixels of the drawing)."""

    svg: bytes
    png: bytes
    width: float
    height: float

    @property
    def on_paper(self) -> tuple[float, float]:
        """Width and height on paper (mm); letters are equally large in all charts."""
        scale = CHART_WIDTH / max(_PIXELS, self.width)
        return self.width * scale, self.height * scale


def draw(chart: Chart, language: Language, fonts: Path | None = None) -> Drawn:
    """Draw a chart in one language; `fonts`: an administrator's own."""
    import vl_convert

    _register_fonts(fonts)
    spec = specification(chart.figure, language)
    svg = vl_convert.vegalite_to_svg(spec)
    size = re.search(r'<svg[^>]*?width="([\d.]+)"[^>]*?height="([\d.]+)"', svg)
    assert size is not None
    png = vl_convert.svg_to_png(svg, scale=_DENSITY)
    return Drawn(svg.encode(), png, float(size.group(1)), float(size.group(2)))


def specification(figure: Figure, language: Language) -> dict[str, Any]:
    """The Vega-Lite specification of a figure."""
    made = chart_of(figure, language).configure(
        font=", ".join(CHART_FAMILIES), background="white", padding=4
    )  # fmt: skip
    made = made.configure_axis(
        labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelColor="black", titleColor="black",
        gridColor=FAINT, domainColor="black", tickColor="black", labelLimit=260,
    )  # fmt: skip
    made = made.configure_legend(
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
        orient="top",
        symbolSize=80,
        labelLimit=260,
    )
    found: dict[str, Any] = made.configure_view(stroke=None).to_dict()
    return found


@singledispatch
def chart_of(figure: Figure, _: Language) -> Any:
    raise TypeError(figure)


@chart_of.register
def _(figure: SharesFigure, language: Language) -> Any:
    alt = _altair()

    rows = [
        {
            "label": _say(share.label, language),
            "share": share.share,
            "low": share.interval.low if share.interval else share.share,
            "high": share.interval.high if share.interval else share.share,
        }
        for share in figure.shares
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False))
    )
    title = _say(Words("占比", "share"), language)
    axis = alt.X(
        "low:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=6)
    )
    whisker = base.mark_rule(color=MIDDLE, strokeWidth=3).encode(x=axis, x2="high:Q")
    ends = base.mark_tick(color=MIDDLE, thickness=2, size=12)
    dot = base.mark_point(filled=True, color=DARK, size=90, opacity=1).encode(x="share:Q")
    layers = whisker + ends.encode(x="low:Q") + ends.encode(x="high:Q") + dot
    return layers.properties(width=_PIXELS - 90, height=34 * len(rows))


@chart_of.register
def _(figure: FunnelFigure, language: Language) -> Any:
    alt = _altair()

    funnel = figure.funnel
    inner, outer = _limits(funnel.inner_level, language), _limits(funnel.outer_level, language)
    target = Words("总体{share}", "whole {share}", share=f"{funnel.target:.1%}").to(language)
    lines = [
        {"cases": limit.cases, "share": share, "line": name, "side": f"{name}{side}"}
        for name, limits in ((inner, funnel.inner), (outer, funnel.outer))
        for limit in limits
        for side, share in (("low", limit.low), ("high", limit.high))
    ]
    spread = [limit.cases for limit in (*funnel.inner, *funnel.outer)] or [
        point.cases for point in funnel.points
    ]
    lines += [
        {"cases": cases, "share": funnel.target, "line": target, "side": "target"}
        for cases in (min(spread, default=0), max(spread, default=1))
    ]
    points = [
        {
            "cases": point.cases,
            "share": point.count / point.cases,
            "standing": point.standing.to(language),
            "name": point.label
            if figure.named and point.standing in (Standing.ABOVE, Standing.BELOW)
            else "",
        }
        for point in funnel.points
        if point.cases
    ]
    lowest = min((limit.low for limit in (*funnel.inner, *funnel.outer)), default=funnel.target)
    lowest = min([lowest, *(point.count / point.cases for point in funnel.points if point.cases)])
    floor = max(0.0, lowest // 0.1 / 10)
    x = alt.X(
        "cases:Q",
        title=_say(Words("已定等次的随机抽取案件（件）", "random cases with a grade"), language),
        axis=alt.Axis(tickMinStep=1),
    )
    y = alt.Y("share:Q", title=_say(Words("优秀、合格占比", "share of excellent and qualified"), language),
              scale=alt.Scale(domain=[floor, 1]), axis=alt.Axis(format=".0%"))  # fmt: skip
    curves = (
        alt.Chart(alt.Data(values=lines))
        .mark_line(color=MIDDLE, strokeWidth=1.4)
        .encode(
            x=x,
            y=y,
            detail="side:N",
            strokeDash=alt.StrokeDash(
                "line:N",
                title=None,
                sort=None,
                scale=alt.Scale(domain=[target, inner, outer], range=[[1, 0], [6, 3], [2, 2]]),
            ),
        )
    )
    standings = [standing.to(language) for standing in Standing]
    shapes = alt.Scale(domain=standings, range=["circle", "triangle-up", "triangle-down", "cross"])
    fills = alt.Scale(domain=standings, range=["white", DARK, DARK, LIGHT])
    dots = (
        alt.Chart(alt.Data(values=points))
        .mark_point(size=70, stroke=DARK, opacity=1)
        .encode(
            x="cases:Q",
            y="share:Q",
            shape=alt.Shape("standing:N", title=None, scale=shapes),
            fill=alt.Fill("standing:N", title=None, scale=fills),
        )
    )
    names = (
        alt.Chart(alt.Data(values=[point for point in points if point["name"]]))
        .mark_text(align="right", dx=-9, fontSize=11)
        .encode(x="cases:Q", y="share:Q", text="name:N")
    )
    return (curves + dots + names).properties(width=_PIXELS - 60, height=250)


@chart_of.register
def _(figure: BarsFigure, language: Language) -> Any:
    alt = _altair()

    dark, light = _say(figure.dark, language), _say(figure.light, language)
    rows = [
        {"label": _folded(_say(bar.label, language), language), "part": part, "count": count, "order": order}
        for bar in figure.bars
        for order, (part, count) in enumerate(((dark, bar.dark), (light, bar.light)))
        if part
    ]
    totals = [
        {"label": _folded(_say(bar.label, language), language), "count": bar.dark + bar.light,
         "told": str(bar.dark) if not light else f"{bar.dark}+{bar.light}" if bar.light else str(bar.dark)}
        for bar in figure.bars
    ]  # fmt: skip
    y = alt.Y("label:N", sort=None, title=None,
              axis=alt.Axis(ticks=False, labelLimit=320, labelFontSize=10.5, labelExpr="split(datum.label, '\\n')"))  # fmt: skip
    legend = alt.Legend(title=None) if light else None
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(stroke=DARK, strokeWidth=0.8)
        .encode(
            y=y,
            x=alt.X("count:Q", stack="zero", title=_say(figure.unit, language), axis=alt.Axis(tickMinStep=1)),
            order="order:Q",
            fill=alt.Fill(
                "part:N", scale=alt.Scale(domain=[dark, light], range=[MIDDLE, "#ffffff"]), legend=legend
            ),
        )
    )
    numbers = (
        alt.Chart(alt.Data(values=totals))
        .mark_text(align="left", dx=4, fontSize=11)
        .encode(y=y, x="count:Q", text="told:N")
    )
    return (bars + numbers).properties(width=_PIXELS - 240, height=alt.Step(28))


@chart_of.register
def _(figure: MatrixFigure, language: Language) -> Any:
    alt = _altair()

    rows: list[dict[str, Any]] = [
        {"row": _say(row, language), "column": _say(column, language), "count": count}
        for row, counts in zip(figure.rows, figure.counts, strict=True)
        for column, count in zip(figure.columns, counts, strict=True)
    ]
    most = max((row["count"] for row in rows), default=1)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "column:N",
            sort=None,
            title=_say(figure.column_title, language),
            axis=alt.Axis(labelAngle=0, orient="top"),
        ),
        y=alt.Y("row:N", sort=None, title=_say(figure.row_title, language)),
    )
    cells = base.mark_rect(stroke="white").encode(
        fill=alt.Fill("count:Q", legend=None, scale=alt.Scale(domain=[0, most], range=["#f4f6f9", MIDDLE]))
    )
    told = base.mark_text(fontSize=13).encode(text="count:Q")
    return (cells + told).properties(width=_PIXELS - 200, height=34 * len(figure.rows))


def _altair() -> Any:
    """Altair, imported when the first chart is drawn; its own types do not know its functions."""
    return import_module("altair")


def _say(text: Text, language: Language) -> str:
    return str(in_language(text, language))


def _limits(level: float, language: Language) -> str:
    return Words("{level}控制限", "{level} limits", level=f"{level * 100:.4g}%").to(language)


def _folded(text: str, language: Language) -> str:
    """A long label in two lines; the rest is in the table below."""
    width = 18 if language == "zh" else 36
    if len(text) <= width:
        return text
    cut = width if language == "zh" else text.rfind(" ", 0, width)
    return f"{text[:cut].strip()}\n{text[cut : cut + width].strip()}"


@cache
def _register_fonts(folder: Path | None) -> None:
    """Let the charts use an administrator's fonts; those of the system are known without it."""
    import vl_convert

    if folder is not None and folder.is_dir():
        vl_convert.register_font_directory(str(folder))
