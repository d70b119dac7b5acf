"""Closed cases (已结案件): what a case list says of a case, in one form whatever list it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rules.case_numbers import CaseNumber
from rules.courts import CourtLevel
from rules.labels import Labelled


class CaseKind(Labelled):
    """Kind of case (案件类型), by which the draw is stratified."""

    CRIMINAL = "criminal", "刑事", "criminal"
    CIVIL = "civil", "民事", "civil"
    ADMINISTRATIVE = "administrative", "行政", "administrative"
    ENFORCEMENT = "enforcement", "执行", "enforcement"
    COMPENSATION = "compensation", "国家赔偿", "state compensation"
    OTHER = "other", "其他", "other"

    @classmethod
    def of(cls, number: CaseNumber) -> CaseKind:
        """The kind that the type code (类型代字) of the number says; OTHER where it says none."""
        for words, kind in _KIND_WORDS:
            if any(word in number.type_code for word in words):
                return kind
        return cls.OTHER

    @classmethod
    def named(cls, text: str) -> CaseKind | None:
        """The kind that a list names (刑事, 刑事案件, 民商事, 赔偿); None where that is none we know."""
        return _KIND_NAMES.get(text.removesuffix("类").removesuffix("案件"))


# The first line that fits decides: 行赔 is administrative litigation, 执异 enforcement whatever its origin, and
# 行保 (injunction before or during suit) is heard by civil and intellectual property divisions.
_KIND_WORDS = (
    (("委赔", "法赔", "司救", "赔监"), CaseKind.COMPENSATION),
    (("执", "司惩"), CaseKind.ENFORCEMENT),
    (("刑",), CaseKind.CRIMINAL),
    (("行保", "民"), CaseKind.CIVIL),
    (("行",), CaseKind.ADMINISTRATIVE),
    (("商", "知", "经", "海", "破", "清", "认", "协外", "诉前调", "财保", "调"), CaseKind.CIVIL),
    (("赔", "确"), CaseKind.COMPENSATION),
)
_KIND_NAMES = {kind.zh: kind for kind in CaseKind} | {
    "刑": CaseKind.CRIMINAL,
    "民": CaseKind.CIVIL,
    "民商事": CaseKind.CIVIL,
    "商事": CaseKind.CIVIL,
    "知识产权": CaseKind.CIVIL,
    "破产": CaseKind.CIVIL,
    "行": CaseKind.ADMINISTRATIVE,
    "执": CaseKind.ENFORCEMENT,
    "赔偿": CaseKind.COMPENSATION,
    "司法救助": CaseKind.COMPENSATION,
}


def procedure_of(number: CaseNumber) -> str:
    """The instance (审级、审判程序) that the type code says; empty where it says none."""
    for word, procedure in _PROCEDURE_WORDS:
        if word in number.type_code:
            return procedure
    return ""


# fmt: off
_PROCEDURE_WORDS = (
    ("执异", "执行异议"), ("执复", "执行复议"), ("执监", "执行监督"), ("执", "执行"),
    ("辖终", "管辖上诉"), ("辖", "管辖"), ("委赔监", "国家赔偿申诉"), ("赔监", "国家赔偿申诉"), ("委赔", "国家赔偿"),
    ("更", "刑罚与执行变更"), ("核", "复核"), ("再", "再审"), ("提", "再审"), ("申", "申请再审审查"),
    ("监", "申请再审审查"), ("抗", "申请再审审查"), ("终", "二审"), ("撤", "第三人撤销之诉"),
    ("特", "特别程序"), ("行审", "非诉执行审查"), ("初", "一审"), ("破", "破产清算"),
)
# fmt: on


class Source(NamedTuple):
    """Where a case stands in the list it came from (来源)."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCase:
    """One closed case as its list states it. An empty text and None mean: the list does not say.

    Two cases are equal when the lists say the same of them; where they stand and what the list calls the row
    (`source`, `record_id`) makes no difference.
    """

    case_no: str
    """案号, canonical (`rules.case_numbers`)."""
    court: str
    """The official name where the court is in the register, otherwise the name as given."""
    court_code: str
    """法院代字; empty where neither the register nor a new-style number says it."""
    level: CourtLevel | None
    case_kind: CaseKind
    date_closed: date
    """结案日期; lists of decisions have the day of decision (裁判日期) instead."""
    procedure: str = ""
    """审级."""
    cause: str = ""
    """案由."""
    division: str = ""
    """业务庭."""
    judge: str = ""
    """承办法官, by the code or name of the list; empty: recusal and notices can rest on the court only."""
    bench: tuple[str, ...] = ()
    """合议庭 with lay assessors, or the single judge; the judge in charge is among them."""
    date_filed: date | None = None
    date_effective: date | None = None
    outcome: str = ""
    """裁判结果、结案方式."""
    document_kind: str = ""
    """文书类型."""
    pending: bool | None = None
    """上诉或再审审查中."""
    reversed_later: bool | None = None
    """后被改判、发回."""
    flags: tuple[str, ...] = ()
    """重点情形 that its court names, as codes of `rules.must_review`."""
    related: tuple[str, ...] = ()
    """Case numbers of its other instances, canonical where they can be read."""
    record_id: str = field(default="", compare=False)
    source: Source = field(default=Source("", "", 0), compare=False)
