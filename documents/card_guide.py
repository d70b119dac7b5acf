"""填写说明 (how a review card is filled in): the second sheet, and the hints at the cells."""

from __future__ import annotations

from documents.card_layout import CardData, Column, Part
from rules.deductions import VetoKind
from rules.labels import Words

GUIDE = (
    Words(
        "只填写浅黄色单元格；其余单元格已锁定，请勿改动、增删行列。文件可以改名。",
        "Fill in the pale yellow cells only; leave all else as it is. The file may be renamed.",
    ),
    Words(
        "次数：该项在本案出现几处就填几（整数）；没有发现的留空。按每案计扣的项目，填几次都只扣一次。",
        "Count: how often the item occurs in this case, a whole number; leave it empty where nothing was found.",
    ),
    Words(
        "事实编号：自行从1起编号，同一事实在各项中用同一编号，系统只按扣分最重的一项计扣。"
        "一行有几个事实的，用顿号隔开（如“1、3”），个数应与次数相同。",
        "Fact no.: number the facts from 1. The same fact keeps its number under every item and is deducted once, "
        "under the heaviest. Several facts in a row are separated by commas and must be as many as the count.",
    ),
    Words(
        "事实说明：写明文书或者卷宗的页码和具体情形；同一编号写一次即可。",
        "What was found: page and circumstances; once for each number is enough.",
    ),
    Words(
        "否决：选“是”的，本案按不合格评定，必须在本行写明事实和理由。灰色单元格不能否决。"
        "“超过期限”的项目在此填写超期日数。",
        "Veto: “yes” makes the case unqualified and needs the facts and reasons in its row. Items about a time limit "
        "take the number of days over instead.",
    ),
    Words(
        "案件被改判、发回重审、提起再审或者当事人信访，本身不是扣分事由；只评查卷宗中能够看到的问题。",
        "Reversal, remand, retrial or petition is by itself no ground for a deduction; review what the file shows.",
    ),
    Words(
        "回避声明为必填。有应当回避情形的选“有”，其余不必填写，交回即可，案件将另行分配。",
        "The declaration on conflict is required. If there is one, choose it and return the card as it is.",
    ),
    Words(
        "试算得分供参考；交回后由系统按同一规则复算。评查不改变裁判的效力，也不作责任认定。",
        "The trial total is for your guidance and is computed again on return. A review changes no judgment and "
        "finds nobody liable.",
    ),
)

_BY_POINTS = (4, 7)
"""The points of the guide that are said otherwise where the worst finding decides."""
_BY_THE_WORST = (
    Words(
        "认定：属于“不合格”的情形，有的选“是”，必须在本行写明事实和理由；属于“瑕疵”的情形填次数。灰色单元格不填。"
        "“超过期限”的项目在此填写超期日数。",
        "Yes: for a kind that makes the case unqualified choose yes and state facts and reasons in its row; for a flaw "
        "give the count. Leave grey cells empty. Items about a time limit take the number of days over.",
    ),
    Words(
        "等次由成立的最严重情形决定（吸收原则）：有不合格情形的不合格，有瑕疵情形的瑕疵，都没有的合格。参考分不决定等次。"
        "交回后由系统复算。评查不改变裁判的效力，也不作责任认定。",
        "The worst finding that stands decides: an unqualified kind, else a flaw, else the case is qualified. Points are "
        "for information. All is computed again on return. A review changes no judgment and finds nobody liable.",
    ),
    Words(
        "标有“待法院确定”的情形系拟用，不是省法院标准的原文，待法院按印发文本补正。",
        "Kinds marked for the court to decide are drafted for use; they are not the wording of the province's standard.",
    ),
    Words(
        "提名优秀：没有发现任何问题、且确有示范价值的，在“提名优秀”栏写明理由；不提名的留空。优秀有比例上限，由评查委员会统一评定。",
        "Nominate: where nothing was found and the case sets an example, state why; else leave it empty. The places are "
        "limited, and the committee gives them.",
    ),
)
_REVERSED = Words(
    "本案被改判、发回或者再审改判：选择免责情形并写明理由；确有过错的，选“不属于免责情形，审判人员有过错”，且该过错应当是上面"
    "列出的某一项问题，在“原因说明”写明编码。",
    "The case was reversed or remanded: choose an exemption and give its reasons; where there was fault, say so, and "
    "name in the reasons which of the findings above it was.",
)


def guide_of(card: CardData) -> tuple[Words, ...]:
    """How this card is filled in, point by point."""
    points = list(GUIDE)
    if card.by_the_worst:
        for at, words in zip(_BY_POINTS, _BY_THE_WORST, strict=False):
            points[at] = words
        points += _BY_THE_WORST[len(_BY_POINTS) :]
    return (*points, _REVERSED) if card.was_reversed else tuple(points)


HINTS = {
    Column.COUNT: Words(
        "填0至99的整数；没有发现的留空", "a whole number from 0 to 99; empty if nothing was found"
    ),
    VetoKind.OVERRUN: Words("填超期日数（整数）", "the number of days over, a whole number"),
    VetoKind.ALWAYS: Words(
        "有此情形的选“是”，并写明事实", "choose yes where it occurred, and state the facts"
    ),
    VetoKind.DECLARED: Words(
        "造成该后果的选“是”，并写明事实", "choose yes where it came about, and state the facts"
    ),
    Part.DECLARATION: Words("选“无”或者“有”", "choose none or conflict"),
    Part.REVERSAL: Words("从列表中选择", "choose from the list"),
    Part.DAY: Words("填日期，如2022-05-10", "a date such as 2022-05-10"),
}
