"""Case numbers (案号): read in every usual spelling, and written in one.

A number says the year, the court (法院代字), the kind and instance (类型代字) and the serial. Since 2016 it reads
（2021）吉01民终100号; before that （2012）罗刑初字第99号. Both are kept. Brackets, width, spaces, a superfluous
or missing 字第 and leading zeros do not make another case, so the canonical text has none of these differences,
and equal texts mean the same case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rules.errors import Fault, FaultyInput
from rules.labels import Words

NEW_STYLE_SINCE = 2016
"""案号新规则施行之年: numbers of this year and later are new-style unless they plainly say 字第."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One case number, taken apart; ``str()`` is its canonical text."""

    year: int
    court_code: str
    """法院代字: ``吉01``; of an old-style number the abbreviation, such as ``罗``, or empty where it has none."""
    type_code: str
    """类型代字: ``民终``; of an old-style number without 字第."""
    number: int
    suffix: str = ""
    """What stands between the first serial and 号: ``、913`` (joined cases), ``-140`` (a range or a sub-number)."""
    part: str = ""
    """What stands after 号: ``之一``."""
    old_style: bool = False

    def __str__(self) -> str:
        serial = f"字第{self.number}" if self.old_style else str(self.number)
        return f"（{self.year}）{self.court_code}{self.type_code}{serial}{self.suffix}号{self.part}"


_BRACKETS = str.maketrans(dict.fromkeys("([{〔【〈《〖", "（") | dict.fromkeys(")]}〕】〉》〗", "）"))
_SPELLINGS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−～~至", "-") | dict.fromkeys(",;；", "、") | {"號": "号", "○": "〇"}
)
_NOT_PRINTED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")

_PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新兵军"
_SERIAL = r"(?P<number>[0-9]{1,9})(?P<suffix>(?:-[0-9]+)?(?:、第?[0-9]+(?:-[0-9]+)?)*)号(?P<part>(?:之[一二三四五六七八九十百]+)?)"
_NEW = re.compile(
    rf"（(?P<year>[0-9]{{4}})）(?P<court>最高法|[{_PROVINCES}](?:[0-9]{{2}}(?:[0-9]{{2}})?)?)"
    rf"(?P<type>[^\W\d_字第]{{1,10}})字?第?{_SERIAL}"
)
_OLD = re.compile(rf"（(?P<year>[0-9]{{4}})）(?P<body>[^\W\d_字第（）][^\d字第]*)(?:字?第|字){_SERIAL}")
# An old-style number does not mark where the court ends. The plain words decide first: 商, 清 or 知 may also be
# the abbreviation of a place.
_TYPE_STARTS = (re.compile(r"委赔|法赔|刑|民|行|执"), re.compile(r"[商知经赔破确清监认抗告]"))
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def normalise(text: str) -> str:
    """The text in one width and one kind of brackets, without spaces; whether it is a case number is not asked."""
    text = unicodedata.normalize("NFKC", text).translate(_BRACKETS).translate(_SPELLINGS)
    return _NOT_PRINTED.sub("", text)


def parse(text: str) -> CaseNumber:
    """Read a case number in any usual spelling.

    Raises:
        FaultyInput: it is none; the one fault says what is wrong and, where there is only one way to mend it, how.
    """
    found = _read(text)
    if found is None:
        found = _read(tidy := normalise(text))
    if found is None:
        raise FaultyInput([_explain(text.strip(), tidy)])
    return found


def canonical(text: str) -> str:
    """The canonical text of a case number.

    Raises:
        FaultyInput: it is none.
    """
    return str(parse(text))


def _read(tidy: str) -> CaseNumber | None:
    new = _NEW.fullmatch(tidy)
    if new and (
        int(new["year"]) >= NEW_STYLE_SINCE or new["court"][-1].isdigit() or new["court"] == "最高法"
    ):
        return _number(new, new["court"], new["type"], old_style=False)
    old = _OLD.fullmatch(tidy)
    if old is None:
        return None
    body = old["body"]
    start = _TYPE_STARTS[0].search(body) or _TYPE_STARTS[1].search(body)
    split = start.start() if start else len(body) - 1
    return _number(old, body[:split], body[split:], old_style=True)


def _number(found: re.Match[str], court: str, type_code: str, *, old_style: bool) -> CaseNumber:
    suffix = found["suffix"]
    if suffix:
        suffix = _LEADING_ZEROS.sub("", suffix.replace("第", ""))
    return CaseNumber(
        int(found["year"]), court, type_code, int(found["number"]), suffix, found["part"], old_style
    )


# What people misprint, the surest first: pattern, what is wrong, and the text that was probably meant ("": unknown).
# fmt: off
_MISPRINTS: tuple[tuple[re.Pattern[str], Words, str], ...] = (
    (re.compile(r"检"),                          Words("这是检察院的文号，不是法院案号", "this is a procuratorate's number, not a court's"), ""),
    (re.compile(r"^（(\d{4})）（\1）(.+)$"),     Words("年份写了两遍", "the year stands twice"), r"（\1）\2"),
    (re.compile(r"^（\d{4}）\d*号?$"),           Words("缺少法院代字和类型代字", "court code and type code are missing"), ""),
    (re.compile(rf"^（(\d{{4}})）(\d\d)([{_PROVINCES}])(\D.*)$"),
                                                 Words("法院代字的省份简称与数字颠倒", "province and digits of the court code are transposed"), r"（\1）\3\2\4"),
    (re.compile(r"^（\d{4}）\d{2,4}\D"),        Words("法院代字缺少省份简称", "the court code lacks its province character"), ""),
    (re.compile(r"^（\d{4}）(?:刑|民|行|执)"),   Words("缺少法院代字", "the court code is missing"), ""),
    (re.compile(r"^(（\d{4}）[^\d字第]+)(\d.*号.*)$"),
                                                 Words("缺少“字第”", "字第 is missing"), r"\1字第\2"),
    (re.compile(r"^（?(\d{4})）?年?(\D.*?\d)号?$"),
                                                 Words("年份未加括号或者缺少“号”字", "the year lacks brackets or the closing 号 is missing"), r"（\1）\2号"),
    (re.compile(r"^(.+?号(?:之.)?)\D+书$"),      Words("案号后面带有文书名称", "the name of the document follows the number"), r"\1"),
    (re.compile(r"^（?\d{2}）?\D"),              Words("年份应为四位数字", "the year must have four digits"), ""),
    (re.compile(r"^(?!（?\d{4})"),               Words("缺少年份", "the year is missing"), ""),
)
# fmt: on


def _explain(text: str, tidy: str) -> Fault:
    where = Words("案号“{text}”", "case number “{text}”", text=text)
    for pattern, what, meant in _MISPRINTS:
        found = pattern.search(tidy)
        if found is None:
            continue
        likely = _read(found.expand(meant)) if meant else None
        if likely is not None:
            return Fault(
                where, what, Words("是否即“{likely}”？", "did you mean “{likely}”?", likely=str(likely))
            )
        if not meant:
            return Fault(where, what, _AS_ON_THE_JUDGMENT)
    return Fault(where, Words("案号写法无法识别", "this is not a case number"), _AS_ON_THE_JUDGMENT)


_AS_ON_THE_JUDGMENT = Words(
    "请按裁判文书首部填写，如（2021）吉01民终100号或（2012）罗刑初字第99号",
    "copy it from the head of the judgment, such as （2021）吉01民终100号 or （2012）罗刑初字第99号",
)
