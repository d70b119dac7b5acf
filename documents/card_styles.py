"""卡片式样 (the style of a review card): fonts, colours, widths and heights. Widths are characters, heights points."""

from __future__ import annotations

from math import ceil
from typing import Any

from documents.card_layout import Column, Part

WIDTHS = {
    Column.CODE: 9,
    Column.ITEM: 33,
    Column.STANDARD: 19,
    Column.COUNT: 6,
    Column.FACT: 9,
    Column.DESCRIPTION: 30,
    Column.VETO: 10,
    Column.DEDUCTED: 8,
    Column.NOTE: 15,
}
HEIGHTS = {
    Part.TITLE: 44,
    Part.HEAD: 23,
    Part.COLUMNS: 26,
    Part.BLOCK: 22,
    Part.TOTAL: 26,
    Part.REMARKS: 100,
    Part.STRENGTHS: 64,
    Part.NOMINATION: 48,
    Part.REVERSAL: 40,
    Part.REVERSAL_REASONS: 64,
    Part.DECLARATION: 26,
    Part.DAY: 26,
}
"""Points. The row of an item has no fixed height while two lines are enough, so that it grows with what is typed."""
ITEM_HEIGHT, LINE_HEIGHT = 34, 15
GUIDE_WIDTH = 76

BODY, HEADING, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
GREY, BLUE, YELLOW, RED = "#F2F2F2", "#DCE6F1", "#FFFBE5", "#C00000"
FIRST_WIDE_SIGN = 0x2E80
"""From here on, signs are as wide as two Latin letters and a bit."""

CELL: dict[str, Any] = {
    "font_name": BODY,
    "font_size": 11,
    "border": 1,
    "border_color": "#7F7F7F",
    "valign": "vcenter",
    "text_wrap": True,
}
_OPEN: dict[str, Any] = {"locked": False, "bg_color": YELLOW}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_name": TITLE, "font_size": 22, "align": "center", "border": 0},
    "label": {"font_name": HEADING, "align": "center", "bg_color": GREY},
    "value": {"align": "left", "indent": 1},
    "head": {"font_name": HEADING, "align": "center", "bg_color": GREY},
    "block": {"font_name": HEADING, "bg_color": BLUE, "indent": 1},
    "block_right": {"font_name": HEADING, "bg_color": BLUE, "align": "right", "indent": 1},
    "block_points": {"font_name": HEADING, "bg_color": BLUE, "align": "center"},
    "code": {"align": "center"},
    "text": {"align": "left", "indent": 1},
    "grave": {"font_name": HEADING, "align": "left", "indent": 1, "font_color": RED},
    "points": {"align": "center"},
    "shut": {"bg_color": GREY},
    "count": {**_OPEN, "align": "center", "num_format": "0"},
    "days": {**_OPEN, "align": "center", "num_format": "0"},
    "choice": {**_OPEN, "align": "center", "num_format": "@"},
    "prose": {**_OPEN, "align": "left", "indent": 1, "num_format": "@"},
    "day": {**_OPEN, "align": "left", "indent": 1, "num_format": "yyyy-mm-dd"},
    "total": {"font_name": HEADING, "bg_color": GREY, "indent": 1},
    "total_points": {"font_name": HEADING, "font_size": 14, "bg_color": GREY, "align": "center"},
    "vetoed": {"font_name": HEADING, "font_size": 14, "bg_color": GREY, "align": "center", "font_color": RED},
}


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    return ceil(sum(2.15 if ord(sign) >= FIRST_WIDE_SIGN else 1.05 for sign in text) / width)
