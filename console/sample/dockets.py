"""What comes to the courts of the sample province (示例收案构成): divisions, kinds of cases, causes, outcomes.

Every figure here is invented and says nothing of any court. Causes and outcomes are the usual terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.cases import CaseKind
from rules.courts import Court, CourtLevel, Speciality


@dataclass(frozen=True, slots=True)
class Stream:
    """The cases of one type code (类型代字) that a court of some level closes."""

    type_code: str
    share: float
    days: tuple[int, int]
    """The fewest and the most days from filing to closing."""
    single: float = 0.0
    """The share heard by a single judge."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a case ends, on what kind of document, and whether an appeal lies against it."""

    outcome: str
    document: str
    share: float
    appealable: bool = False


# fmt: off
STREAMS: Mapping[CourtLevel, tuple[Stream, ...]] = {
    CourtLevel.HIGH: (
        Stream("民申", 34, (30, 90)), Stream("民终", 20, (30, 90)), Stream("民再", 8, (60, 170)),
        Stream("刑终", 9, (25, 60)), Stream("刑核", 1, (30, 90)), Stream("行终", 12, (30, 90)), Stream("行申", 7, (30, 120)),
        Stream("执复", 5, (15, 50)), Stream("执监", 3, (40, 150)), Stream("委赔", 1, (40, 90)),
    ),
    CourtLevel.INTERMEDIATE: (
        Stream("民终", 52, (25, 85)), Stream("民初", 7, (70, 180)), Stream("民申", 3, (30, 90)), Stream("民再", 2, (60, 150)),
        Stream("刑终", 9, (25, 60)), Stream("刑初", 2, (60, 150)), Stream("刑更", 7, (15, 30)),
        Stream("行初", 5, (70, 180)), Stream("行终", 4, (30, 90)),
        Stream("执", 4, (60, 180)), Stream("执异", 2, (10, 20)), Stream("执复", 2, (15, 45)), Stream("委赔", 1, (40, 90)),
    ),
    CourtLevel.BASIC: (
        Stream("民初", 58, (20, 120), 0.8), Stream("民特", 2, (10, 30), 1.0), Stream("刑初", 9, (15, 80), 0.5),
        Stream("行初", 2, (60, 170)), Stream("执", 24, (40, 180), 1.0), Stream("执恢", 3, (30, 150), 1.0), Stream("执异", 2, (8, 16)),
    ),
}

CAUSES: Mapping[CaseKind, tuple[str, ...]] = {
    CaseKind.CIVIL: (
        "民间借贷纠纷", "买卖合同纠纷", "金融借款合同纠纷", "离婚纠纷", "机动车交通事故责任纠纷", "物业服务合同纠纷",
        "建设工程施工合同纠纷", "劳动争议", "房屋买卖合同纠纷", "租赁合同纠纷", "供用热力合同纠纷", "追索劳动报酬纠纷",
        "土地承包经营权纠纷", "财产损害赔偿纠纷", "保险纠纷", "不当得利纠纷", "股权转让纠纷", "侵害商标权纠纷",
    ),
    CaseKind.CRIMINAL: (
        "危险驾驶罪", "盗窃罪", "故意伤害罪", "诈骗罪", "寻衅滋事罪", "交通肇事罪", "滥伐林木罪", "开设赌场罪",
        "非法捕捞水产品罪", "走私、贩卖、运输、制造毒品罪", "职务侵占罪", "敲诈勒索罪",
    ),
    CaseKind.ADMINISTRATIVE: ("行政处罚", "行政登记", "行政协议", "行政补偿", "行政复议", "行政确认", "行政征收", "行政赔偿"),
    CaseKind.ENFORCEMENT: ("借款合同纠纷", "买卖合同纠纷", "民间借贷纠纷", "机动车交通事故责任纠纷", "劳动争议", "租赁合同纠纷"),
    CaseKind.COMPENSATION: ("申请国家赔偿",),
}

_SECOND_INSTANCE = (
    Ending("维持原判", "判决书", 70), Ending("改判", "判决书", 16), Ending("发回重审", "裁定书", 8), Ending("准许撤回上诉", "裁定书", 6),
)
_RETRIAL_EXAMINED = (Ending("驳回再审申请", "裁定书", 86), Ending("指令再审", "裁定书", 8), Ending("提审", "裁定书", 6))
REVERSED, REMANDED = "改判", "发回重审"

ENDINGS: Mapping[str, tuple[Ending, ...]] = {
    "民初": (Ending("判决", "判决书", 45, appealable=True), Ending("调解", "调解书", 26), Ending("准予撤诉", "裁定书", 21),
             Ending("驳回起诉", "裁定书", 8, appealable=True)),
    "刑初": (Ending("判决有罪", "判决书", 95, appealable=True), Ending("免予刑事处罚", "判决书", 4, appealable=True),
             Ending("准许撤回起诉", "裁定书", 1)),
    "行初": (Ending("驳回诉讼请求", "判决书", 50, appealable=True), Ending("撤销行政行为", "判决书", 15, appealable=True),
             Ending("准予撤诉", "裁定书", 35)),
    "民终": _SECOND_INSTANCE, "刑终": _SECOND_INSTANCE, "行终": _SECOND_INSTANCE,
    "民申": _RETRIAL_EXAMINED, "行申": _RETRIAL_EXAMINED,
    "民再": (Ending("维持", "判决书", 50), Ending("改判", "判决书", 35), Ending("发回重审", "裁定书", 15)),
    "民特": (Ending("准予申请", "判决书", 80), Ending("驳回申请", "裁定书", 20)),
    "刑更": (Ending("减刑", "裁定书", 92), Ending("假释", "裁定书", 4), Ending("不予减刑", "裁定书", 4)),
    "刑核": (Ending("核准", "裁定书", 100),),
    "执": (Ending("终结本次执行程序", "裁定书", 45), Ending("执行完毕", "结案通知书", 40), Ending("终结执行", "裁定书", 15)),
    "执恢": (Ending("执行完毕", "结案通知书", 60), Ending("终结本次执行程序", "裁定书", 40)),
    "执异": (Ending("驳回异议请求", "裁定书", 75), Ending("异议成立", "裁定书", 25)),
    "执复": (Ending("驳回复议申请", "裁定书", 80), Ending("撤销原裁定", "裁定书", 20)),
    "执监": (Ending("驳回申诉请求", "裁定书", 90), Ending("撤销原裁定", "裁定书", 10)),
    "委赔": (Ending("不予赔偿", "决定书", 60), Ending("决定赔偿", "决定书", 40)),
}

APPEALS: Mapping[str, str] = {"民终": "民初", "刑终": "刑初", "行终": "行初"}
"""The type code of the second instance, and that of the first."""

_FULL = {
    "刑一庭": (CaseKind.CRIMINAL,), "刑二庭": (CaseKind.CRIMINAL,),
    "民一庭": (CaseKind.CIVIL,), "民二庭": (CaseKind.CIVIL,), "民三庭": (CaseKind.CIVIL,),
    "行政庭": (CaseKind.ADMINISTRATIVE,), "执行局": (CaseKind.ENFORCEMENT,), "赔偿办": (CaseKind.COMPENSATION,),
}
_PLAIN = {
    "刑事庭": (CaseKind.CRIMINAL,), "民一庭": (CaseKind.CIVIL,), "民二庭": (CaseKind.CIVIL,),
    "行政庭": (CaseKind.ADMINISTRATIVE,), "执行局": (CaseKind.ENFORCEMENT,),
}
_SMALL = {
    "刑事庭": (CaseKind.CRIMINAL,), "综合庭": (CaseKind.CIVIL, CaseKind.ADMINISTRATIVE, CaseKind.COMPENSATION),
    "执行局": (CaseKind.ENFORCEMENT,),
}
# fmt: on


def is_small(court: Court) -> bool:
    """Forest and railway courts are given few divisions and few cases."""
    return court.special in (Speciality.FOREST, Speciality.RAILWAY)


def divisions_of(court: Court) -> Mapping[str, tuple[CaseKind, ...]]:
    """The divisions (业务庭) of a court of the sample, and the kinds of cases each hears."""
    if is_small(court):
        return _SMALL
    return _PLAIN if court.level is CourtLevel.BASIC else _FULL


def judges_in(court: Court) -> int:
    """How many judges a division of the court has beside its chief (人)."""
    return 2 if is_small(court) else {CourtLevel.HIGH: 6, CourtLevel.INTERMEDIATE: 5}.get(court.level, 3)
