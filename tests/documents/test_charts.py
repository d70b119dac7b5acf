from __future__ import annotations

import io
import re
import struct
import zipfile
from datetime import date

import pytest

from documents.chart_figures import Bar, BarsFigure, FunnelFigure, MatrixFigure, Share, SharesFigure
from documents.charts import CHART_WIDTH, draw, specification
from documents.paper_content import Chart
from documents.press import Press
from documents.round_report import round_report
from rules.funnel import Funnel, FunnelPoint, Levels, Limit, Standing, funnel_of
from rules.intervals import Interval
from rules.labels import Words

SURE = Levels(confidence=0.95, inner=0.95, outer=0.998, smallest_base=10, smallest_cell=3)
FUNNEL = funnel_of(
    [("甲县人民法院", 40, 36), ("乙县人民法院", 50, 20), ("丙县人民法院", 60, 60), ("丁县人民法院", 4, 3)],
    SURE,
)
FIGURES = {
    "shares": SharesFigure([Share("优秀", 0.2, Interval(0.1, 0.3, 0.95)), Share("合格", 0.8, None)]),
    "funnel": FunnelFigure(FUNNEL, named=False),
    "bars": BarsFigure(
        [Bar("裁判文书正文有文字差错，未影响实体处理结果的", 12, 3)], "随机抽取", "另行评查", "件"
    ),
    "matrix": MatrixFigure(["优秀"], ["优秀", "合格"], [[3, 4]], "自评等次", "确定等次"),
}


def texts(figure, language="zh") -> list[str]:
    svg = draw(Chart("x", "图", "图", figure), language).svg.decode()
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_is_drawn_as_svg_and_png_of_one_shape(name):
    drawn = draw(Chart("x", "图", "图", FIGURES[name]), "zh")

    width, height = struct.unpack(">II", drawn.png[16:24])
    assert drawn.svg.startswith(b"<svg")
    assert drawn.png.startswith(b"\x89PNG")
    assert width / height == pytest.approx(drawn.width / drawn.height, rel=0.02)
    assert drawn.on_paper[0] <= CHART_WIDTH


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_fetches_nothing(name):
    svg = draw(Chart("x", "图", "图", FIGURES[name]), "zh").svg.decode()

    assert not re.search(r'(href|src|url)\s*[=(]\s*["\']?https?:', svg)


def test_only_courts_that_stand_out_are_named_and_only_where_that_is_allowed():
    assert {point.standing for point in FUNNEL.points} == set(Standing)
    allowed, forbidden = (texts(FunnelFigure(FUNNEL, named=named)) for named in (True, False))

    assert [word for word in allowed if "县人民法院" in word] == ["乙县人民法院", "丙县人民法院"]
    assert not [word for word in forbidden if "县人民法院" in word]


def test_a_chart_speaks_the_language_asked_for():
    assert "随机抽取" in texts(FIGURES["bars"])
    english = BarsFigure(
        [Bar(Words("甲", "A"), 1, 1)], Words("随机", "random"), Words("其他", "other"), Words("件", "cases")
    )
    assert not [word for word in texts(english, "en") if re.search("[\u4e00-\u9fff]", word)]


def test_points_are_told_apart_by_shape_and_lines_by_dashes_not_by_colour_alone():
    spec = specification(FIGURES["funnel"], "zh")
    found = str(spec)

    assert "'circle', 'triangle-up', 'triangle-down', 'cross'" in found
    assert "[[1, 0], [6, 3], [2, 2]]" in found


def test_a_funnel_shows_the_exact_limits():
    funnel = Funnel(
        0.8,
        (FunnelPoint("甲", 10, 8, Standing.WITHIN),),
        (Limit(10, 0.5, 1.0),),
        (Limit(10, 0.3, 1.0),),
        0.95,
        0.998,
    )

    spec = str(specification(FunnelFigure(funnel, named=False), "zh"))

    assert "'cases': 10, 'share': 0.3" in spec
    assert "99.8%控制限" in spec


def test_the_chart_is_a_picture_in_the_docx_and_a_drawing_in_the_pdf(
    round_results, round_facts, look, tmp_path
):
    report = round_report(round_results, round_facts, dated=date(2022, 8, 25))

    docx, pdf = Press().files(report)

    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    (tmp_path / "report.pdf").write_bytes(pdf)
    assert "word/media/chart-grades.png" in names
    assert look.poppler("pdfimages", "-list", tmp_path / "report.pdf").splitlines()[2:] == []
    assert "占比" in "".join(look.pages_of(tmp_path / "report.pdf"))
