"""The fonts of papers (字体): what a docx names, and what stands in its place where that font is not installed.

A court's computers have the fonts that official paper asks for; they may not be given away with a program. The PDF
looks first in a folder of the administrator's own, then among the fonts of the machine, then takes a free one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from documents.page_setup import LATIN, Typeface
from rules.errors import Fault, FaultyInput
from rules.labels import Words

LATIN_FAMILIES = (LATIN, "Liberation Serif", "Tinos", "Libertinus Serif")
FAMILIES: dict[str, tuple[str, ...]] = {
    Typeface.BODY.value: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"),
    Typeface.TITLE.value: ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "Noto Serif CJK SC"),
    Typeface.HEADING.value: ("黑体", "SimHei", "STHeiti", "Noto Sans CJK SC"),
    Typeface.SUBHEADING.value: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "LXGW WenKai", "Noto Serif CJK SC"),
    Typeface.PAGE_NUMBER.value: ("宋体", "SimSun", "STSong", "Noto Serif CJK SC"),
}  # fmt: skip
"""For each font a template names: the families that may stand for it, the best first."""
RARE = ("Noto Serif CJK SC", "Noto Sans CJK SC", "LXGW WenKai")
"""Looked in for a rare character that the font chosen does not have."""
CHART_FAMILIES = ("SimHei", "Noto Sans CJK SC")


@cache
def installed(folder: Path | None) -> Any:
    """The fonts of an administrator's folder, of the machine, and those inside the typesetter."""
    import typst

    return typst.Fonts(font_paths=[str(folder)] if folder and folder.is_dir() else [])


@cache
def chosen(folder: Path | None) -> dict[str, list[str]]:
    """For each font a template may name, the families at hand that stand for it, the best first.

    Raises:
        FaultyInput: no font here can set Chinese, so every character would come out as an empty box.
    """
    at_hand = {family.lower(): family for family in installed(folder).families()}
    latin = _at_hand(LATIN_FAMILIES, at_hand)
    found = {
        name: [*_at_hand(families, at_hand), *_at_hand(RARE, at_hand)] for name, families in FAMILIES.items()
    }
    if not all(found.values()):
        raise FaultyInput([_no_font(sorted(name for name, families in found.items() if not families))])
    return {"": latin, **found}


def _at_hand(families: Sequence[str], at_hand: dict[str, str]) -> list[str]:
    return [at_hand[family.lower()] for family in families if family.lower() in at_hand]


def _no_font(missing: Sequence[str]) -> Fault:
    return Fault(
        Words("字体", "fonts"),
        Words(
            "本机没有可以代替{names}的中文字体，PDF会排成空白方框",
            "no font here can stand for {names}: a PDF would show empty boxes",
            names="、".join(missing),
        ),
        Words(
            "请把字体文件放入设置 ZELIAN_FONTS 所指的文件夹，或者安装 fonts-noto-cjk 和 fonts-lxgw-wenkai",
            "put font files into the folder named by ZELIAN_FONTS, or install fonts-noto-cjk and fonts-lxgw-wenkai",
        ),
    )
