"""How courts write their case lists (清单写法): each in its own headers, dates and brackets, and with its own slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from console.sample.lots import lot
from rules.cases import ClosedCase
from rules.courts import Court
from rules.labels import Labelled
from rules.must_review import must_review_book

EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheet serials."""

Cell = str | int
"""A number is a running number or the serial of a day."""


class Slip(Labelled):
    """What goes wrong while a list is typed (笔误)."""

    NUMBER_MISPRINTED = "number_misprinted", "案号误写", "case number misprinted"
    NO_CLOSING_DATE = "no_closing_date", "结案日期漏填", "closing date left out"
    DAY_OUT_OF_RANGE = "day_out_of_range", "结案日期超出范围", "closing date out of range"
    SAID_TWICE = "said_twice", "同一案号内容不同", "the same number with other content"


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of one court's list: headers by column in their order, and how days and people are written."""

    headers: Mapping[str, str]
    day: Callable[[date], Cell]
    brackets: tuple[str, str] = ("（", "）")
    between: str = "、"
    yes_no: tuple[str, str] = ("是", "否")
    short_names: bool = False
    title: bool = False
    total: bool = False
    one_sheet: bool = False
    """All courts on one sheet, the name of each in a merged cell."""
    csv: bool = False
    """A text file in GB18030, as an old system exports it."""


def slips(seed: str, cases: Sequence[ClosedCase], share: float) -> dict[str, Slip]:
    """Which rows go wrong and how, by case number; kinds of slips come equally often."""
    chance = lot(seed, "slips")
    wrong = chance.sample([case.case_no for case in cases], round(len(cases) * share))
    return {case_no: list(Slip)[at % len(Slip)] for at, case_no in enumerate(wrong)}


def cells_of(manner: Manner, number: int, case: ClosedCase, court: Court) -> dict[str, Cell]:
    """What the list says of a case, by column; `number` is its running number (序号)."""
    day = manner.day
    return {
        "序号": number,
        "court": court.name.replace("人民法院", "法院") if manner.short_names else court.name,
        "case_no": _bracketed(case.case_no, manner),
        "case_kind": case.case_kind.zh,
        "procedure": case.procedure,
        "cause": case.cause,
        "division": case.division,
        "judge": case.judge,
        "bench": manner.between.join(case.bench),
        "date_filed": day(case.date_filed) if case.date_filed else "",
        "date_closed": day(case.date_closed),
        "date_effective": day(case.date_effective) if case.date_effective else "",
        "outcome": case.outcome,
        "document_kind": case.document_kind,
        "pending": _yes_no(case.pending, manner),
        "reversed_later": _yes_no(case.reversed_later, manner),
        "flags": "、".join(_FLAG_WORDS[code] for code in case.flags),
        "related": ";".join(_bracketed(related, manner) for related in case.related),
    }


def with_slip(cells: dict[str, Cell], slip: Slip) -> list[dict[str, Cell]]:
    """The row with its slip in it; a case said twice is two rows."""
    match slip:
        case Slip.NUMBER_MISPRINTED:
            return [cells | {"case_no": str(cells["case_no"]).replace("吉", "", 1)}]
        case Slip.NO_CLOSING_DATE:
            return [cells | {"date_closed": ""}]
        case Slip.DAY_OUT_OF_RANGE:
            return [cells | {"date_closed": "2206-02-30"}]
        case _:
            return [cells, cells | {"cause": f"{cells['cause']}（更正）", "outcome": "其他"}]


def serial(day: date) -> Cell:
    """The day as a spreadsheet keeps it."""
    return day.toordinal() - EPOCH.toordinal()


def iso(day: date) -> Cell:
    return day.isoformat()


def dotted(day: date) -> Cell:
    """``2021.3.5``."""
    return f"{day.year}.{day.month}.{day.day}"


def slashed(day: date) -> Cell:
    return f"{day.year}/{day.month:02d}/{day.day:02d}"


@lru_cache(maxsize=2_000)
def in_characters(day: date) -> Cell:
    """``二〇二一年三月五日``."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{_count(day.month)}月{_count(day.day)}日"


def _count(number: int) -> str:
    """A number below a hundred: 十, 二十一."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}"


_FLAG_WORDS = {rule.code: rule.flags[0] for rule in must_review_book().rules}
_DIGITS = "〇一二三四五六七八九"


def _bracketed(case_no: str, manner: Manner) -> str:
    opening, closing = manner.brackets
    return case_no.replace("（", opening).replace("）", closing)


def _yes_no(value: bool | None, manner: Manner) -> str:
    return "" if value is None else manner.yes_no[not value]


# fmt: off
MANNERS: tuple[Manner, ...] = (
    Manner({
        "序号": "序号", "court": "法院名称", "case_no": "案号", "case_kind": "案件类型", "procedure": "审级", "cause": "案由",
        "division": "承办部门", "judge": "承办法官", "bench": "合议庭成员", "date_filed": "立案日期", "date_closed": "结案日期",
        "date_effective": "生效日期", "outcome": "结案方式", "document_kind": "文书类型", "pending": "上诉或再审审查中",
        "reversed_later": "后被改判发回", "flags": "重点情形", "related": "关联案号",
    }, serial, title=True),
    Manner({
        "序号": "序号", "case_no": "案件编号", "court": "审理法院", "division": "庭室", "judge": "承办人", "bench": "合议庭",
        "case_kind": "案件类别", "procedure": "审判程序", "cause": "案由名称", "date_filed": "收案时间", "date_closed": "审结日期",
        "outcome": "处理结果", "document_kind": "文书种类", "date_effective": "生效时间", "pending": "是否上诉",
        "reversed_later": "是否改判发回", "flags": "标记", "related": "关联案件",
    }, dotted, brackets=("(", ")"), between="，", short_names=True, title=True, total=True),
    Manner({
        "case_no": "案件字号", "case_kind": "案件性质", "cause": "立案案由", "procedure": "程序", "court": "承办法院", "division": "业务庭",
        "judge": "主审法官", "bench": "合议庭组成人员", "date_filed": "立案时间", "date_closed": "结案时间", "document_kind": "裁判文书类型",
        "outcome": "裁判结果", "date_effective": "发生法律效力日期", "pending": "上诉情况", "reversed_later": "是否发改",
        "flags": "重点评查情形", "related": "关联案件案号",
    }, in_characters, brackets=("〔", "〕"), yes_no=("√", "×"), title=True, total=True),
    Manner({
        "court": "法　院", "序号": "序号", "case_no": "案　号", "procedure": "审理程序", "case_kind": "案件种类", "cause": "案由",
        "judge": "承办审判员", "bench": "审判组织成员", "division": "承办庭", "date_filed": "受理日期", "date_closed": "办结日期（必填）",
        "date_effective": "裁判生效日期", "document_kind": "文书类型", "outcome": "审理结果", "pending": "是否上诉或申请再审",
        "reversed_later": "被发改", "flags": "案件标记", "related": "关联案号",
    }, slashed, between="\n", title=True, total=True, one_sheet=True),
)
EXPORTED = Manner({
    "case_no": "案号", "court": "单位", "case_kind": "案件类型", "procedure": "审级", "cause": "案由", "division": "部门",
    "judge": "承办法官代码", "bench": "合议庭成员", "date_filed": "立案日期", "date_closed": "报结日期", "date_effective": "生效日期",
    "outcome": "结案方式", "document_kind": "文书类型", "pending": "上诉或再审审查中", "reversed_later": "是否被改判发回", "flags": "重点情形", "related": "关联案号",
}, iso, between="|", yes_no=("1", "0"), csv=True)
# fmt: on
