"""应予处分的行为 (acts to be sanctioned): the ten kinds of article 46 of the Judges Law, and where each of them must go.

Only items 4 and 5 go to the discipline committee (Judges Law 48); it finds nothing on the others. They are not closed
by that: the way they must go instead is told with the refusal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules.citations import Citation
from rules.labels import Labelled, Words
from rules.law import law

JUDGES = law("judges_law")
CIVIL_SERVANTS = law("civil_servants_law")


class ActKind(Labelled):
    """A kind of act of article 46 (行为种类), in the order of its items."""

    CORRUPTION = "corruption", "贪污受贿、徇私舞弊、枉法裁判", "bribery, favouritism, perverting the law"
    FALSE_EVIDENCE = (
        "false_evidence",
        "隐瞒、伪造、变造、故意损毁证据材料",
        "hiding, forging or destroying evidence",
    )
    LEAK = "leak", "泄露秘密或者隐私", "leaking secrets or privacy"
    INTENTIONAL_VIOLATION = (
        "intentional_violation",
        "故意违反法律法规办案",
        "intentional breach of law in a case",
    )
    GROSS_NEGLIGENCE = (
        "gross_negligence",
        "重大过失致裁判错误并造成严重后果",
        "gross negligence with a wrong judgment and serious consequences",
    )
    DELAY = "delay", "拖延办案、贻误工作", "delaying cases"
    SELF_DEALING = "self_dealing", "利用职权谋取私利", "using office for private gain"
    IMPROPER_CONTACT = "improper_contact", "接受利益输送、违规会见", "improper benefits or meetings"
    BUSINESS = "business", "违规从事营利活动、兼职", "business or a second post"
    OTHER = "other", "其他违纪违法行为", "other misconduct"

    @property
    def item(self) -> int:
        """Its item of article 46."""
        return list(ActKind).index(self) + 1


FOR_THE_COMMITTEE = frozenset({ActKind.INTENTIONAL_VIOLATION, ActKind.GROSS_NEGLIGENCE})
"""法官法 48: what the discipline committee may find on."""


class Way(Labelled):
    """Where a matter goes (去向)."""

    COMMITTEE = "committee", "法官惩戒委员会审议", "discipline committee"
    SUPERVISION = "supervision", "移送监察机关", "to the supervision organ"
    COURT_DISCIPLINE = "court_discipline", "由任职法院按处分程序办理", "the court's own sanction procedure"
    CADRE = "cadre", "按干部管理规定和程序办理", "the rules and procedure on cadres"
    ASSESSORS = "assessors", "按人民陪审员法办理", "the law on people's assessors"


_ELSEWHERE: Mapping[ActKind, Way] = {
    kind: Way.SUPERVISION if kind in {ActKind.CORRUPTION, ActKind.SELF_DEALING, ActKind.IMPROPER_CONTACT}
    else Way.COURT_DISCIPLINE
    for kind in ActKind
    if kind not in FOR_THE_COMMITTEE
}  # fmt: skip


def way(kind: ActKind) -> Way:
    """Where an act of that kind goes (法官法 46, 48; 公务员法 57).

    Which of the others are duty-related offences is for the supervision organ to say: every lead of one goes there,
    whatever way is given here.
    """
    return _ELSEWHERE.get(kind, Way.COMMITTEE)


def not_for_the_committee(kind: ActKind) -> Words | None:
    """Why the committee may not take it, and where it must go instead; None for items 4 and 5 (法官法 48)."""
    if kind in FOR_THE_COMMITTEE:
        return None
    return Words(
        "“{kind}”属于法官法第46条第{item}项，惩戒委员会只审议第4、5项；应当{way}",
        "“{kind}” is item {item} of article 46 of the Judges Law, and the committee deliberates on items 4 and 5 only; "
        "it must go: {way}",
        kind=kind,
        item=kind.item,
        way=way(kind),
    )


def authority_of(kind: ActKind, on: date) -> Citation:
    """On what a matter of that kind goes its way, by the law in force on that day."""
    match way(kind):
        case Way.COMMITTEE:
            return JUDGES[48]
        case Way.SUPERVISION:
            return supervision_law_transfer(on)
        case _:
            return JUDGES[46]


def supervision_law_transfer(on: date) -> Citation:
    """监察法 34 (2018), 37 (2024): leads of duty-related offences are handed over."""
    later = law("supervision_law_2024")
    return later[37] if on >= later.in_force else law("supervision_law_2018")[34]
