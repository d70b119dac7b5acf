"""What stands in a cell (单元格): text, days, yes and no, and people, in all the ways clerks write them.

Each reader gives the value, or None where the cell is empty. What it cannot read with certainty it refuses:
3/4/2021 may be March or April, and nobody guesses a day.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from math import isfinite
from typing import NoReturn

import cn2an

from rules.errors import Fault, FaultyInput
from rules.labels import Words

Cell = int | float | str | bool | date | datetime | time | timedelta | None

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet serials (日期序列号), Excel's leap year 1900 counted in."""

_EARLIEST, _LATEST = date(1949, 10, 1), date(2099, 12, 31)
_FIRST_SERIAL, _LAST_SERIAL = (_EARLIEST - EPOCH).days, (_LATEST - EPOCH).days
_EXACT_DIGITS = 10**15
"""A spreadsheet keeps 15 digits of a number; of longer ones the tail is lost before we see them."""


def text_of(cell: Cell) -> str:
    """The text of a cell without surrounding space; empty where the cell is.

    Raises:
        FaultyInput: a number of more than 15 digits, whose tail the spreadsheet has lost.
    """
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        if abs(cell) >= _EXACT_DIGITS:
            refuse(
                Words("数字超过15位，表格软件已丢失末位", "a number of over 15 digits has lost its tail"),
                Words("请将该列设为文本格式后重新填写", "format the column as text and type it again"),
            )
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def day_of(cell: Cell) -> date | None:
    """The day in a cell: a date, a serial, or text such as 2021.3.5, 20210305 or 二〇二一年三月五日.

    Raises:
        FaultyInput: no day, or one that could be two days.
    """
    if isinstance(cell, str):
        return _day_written(cell)
    if isinstance(cell, datetime):
        return cell.date()
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _day_numbered(cell)
    return _no_day(str(cell))


@lru_cache(maxsize=20_000)
def _day_written(text: str) -> date | None:
    text = unicodedata.normalize("NFKC", text).strip()
    if not text:
        return None
    if found := _FIGURES.fullmatch(text):
        return _day(text, found[1], found[2], found[3])
    if found := _CHINESE.fullmatch(re.sub(r"\s", "", text)):
        year = found[1].translate(_CHINESE_DIGITS)
        return _day(text, year, int(cn2an.cn2an(found[2])), int(cn2an.cn2an(found[3])))
    if text.isascii() and text.replace(".0", "").isdigit():
        return _day_numbered(float(text))
    if _DAY_OR_MONTH_FIRST.match(text):
        refuse(
            Words(
                "日期“{text}”年、月、日的次序不明",
                "the order of day and month in “{text}” is uncertain",
                text=text,
            ),
            _WRITE_A_DAY,
        )
    if _MONTH_ONLY.fullmatch(text):
        refuse(Words("日期“{text}”没有日", "“{text}” has no day", text=text), _WRITE_A_DAY)
    return _no_day(text)


def _day_numbered(number: float) -> date:
    if not isfinite(number):
        return _no_day(str(number))
    whole = int(number)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        return EPOCH + timedelta(days=whole)
    text = str(whole)
    if number == whole and len(text) == 8:  # noqa: PLR2004 - YYYYMMDD
        return _day(text, text[:4], text[4:6], text[6:])
    return _no_day(f"{number:g}")


def _day(text: str, year: str, month: str | int, day: str | int) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return _no_day(text)
    if not _EARLIEST <= found <= _LATEST:
        return _no_day(text)
    return found


_FIGURES = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[T\s]*\d{1,2}[:时]\d{1,2}[\d:.分秒]*(?:Z|\+08:00)?)?"
)
_CHINESE = re.compile(
    r"([〇零○Oo一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日?"
)
_CHINESE_DIGITS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
_DAY_OR_MONTH_FIRST = re.compile(r"\d{1,2}[-./年]\d{1,2}[-./月]\d{1,4}")
_MONTH_ONLY = re.compile(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?")
_WRITE_A_DAY = Words("请写成2021-03-05", "write it as 2021-03-05")


def _no_day(text: str) -> NoReturn:
    refuse(Words("“{text}”不是日期", "“{text}” is no date", text=text), _WRITE_A_DAY)


def yes_or_no(cell: Cell) -> bool | None:
    """是/否, 1/0, √/×, or the words of the court system (上诉中, 未上诉).

    Raises:
        FaultyInput: neither.
    """
    return _yes_or_no(text_of(cell))


@lru_cache
def _yes_or_no(text: str) -> bool | None:
    word = unicodedata.normalize("NFKC", text).casefold()
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    return refuse(
        Words("“{text}”既非是也非否", "“{text}” is neither yes nor no", text=text),
        Words("请填写是或者否", "write 是 or 否"),
    )


_YES = frozenset(
    (
        "是",
        "有",
        "1",
        "y",
        "yes",
        "true",
        "√",
        "✓",
        "已上诉",
        "上诉",
        "上诉中",
        "申请再审",
        "再审审查中",
        "改判",
        "发回",
        "发回重审",
    )
)
_NO = frozenset(
    (
        "否",
        "无",
        "没有",
        "0",
        "n",
        "no",
        "false",
        "×",
        "x",
        "✗",
        "-",
        "/",
        "未上诉",
        "不上诉",
        "未改判",
        "维持",
    )
)


def people_of(cell: Cell) -> tuple[str, ...]:
    """The people named in a cell, each once, in order; separated by 、 ， ； / | or a line break."""
    return _people(text_of(cell))


@lru_cache(maxsize=50_000)
def _people(text: str) -> tuple[str, ...]:
    """张 三 and 张三 are the same name; so is full-width ＰＪ１ the code PJ1."""
    tidy = text if text.isascii() else unicodedata.normalize("NFKC", text)
    names = ("".join(name.split()) for name in _BETWEEN_PEOPLE.split(tidy))
    return tuple(dict.fromkeys(name for name in names if name))


_BETWEEN_PEOPLE = re.compile(r"[|、,;/\n\r]+")


def refuse(what: Words, mend: Words) -> NoReturn:
    """Say that a cell cannot be read; whoever knows where it stands adds the place."""
    raise FaultyInput([Fault(Words("单元格", "the cell"), what, mend)])
