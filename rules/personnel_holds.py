"""暂缓和禁止 (holds): what may not be done about a person while something else is open, or because of what has happened.

Each function answers with the reason and its article, or None. All take plain facts; what nobody put on record is taken
as not being so, and whoever asks has to have looked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.labels import Labelled, Words
from rules.law import cite
from rules.reasons import Reason
from rules.sanctions import SanctionedBy, SanctionKind


class PersonnelAct(Labelled):
    """What is to be done about a person (人事事项)."""

    SANCTION = "sanction", "处分", "sanction"
    PROMOTION = "promotion", "晋升", "promotion"
    REWARD = "reward", "奖励", "reward"
    TRANSFER = "transfer", "交流", "transfer"
    RETIREMENT = "retirement", "办理退休", "retirement"
    RESIGNATION = "resignation", "辞去公职", "resignation"
    LEAVING_THE_COUNTRY = "leaving_the_country", "出境", "leaving the country"
    QUOTA_EXIT = "quota_exit", "退出员额", "quota exit"
    LAYING_OFF = "laying_off", "辞退", "dismissal from service"


class NotLaidOff(Labelled):
    """In what situation nobody is laid off (不得辞退的情形, 公务员法 89)."""

    DISABLED_AT_WORK = "disabled_at_work", "因公致残", "with a work injury"
    MEDICAL_PERIOD = "medical_period", "在规定的医疗期内", "in the medical period"
    MATERNITY = "maternity", "在孕期、产假、哺乳期内", "in pregnancy, maternity or nursing"


class CaseOpened(Labelled):
    """What case is open against a judge (立案调查、侦查), by whom."""

    SUPERVISION = "supervision", "监察机关立案调查", "a supervision case"
    PARTY_INQUIRY = "party_inquiry", "纪律审查立案", "a case of disciplinary inspection"
    CRIMINAL = "criminal", "侦查机关立案侦查", "a criminal investigation"


@dataclass(frozen=True, slots=True)
class PersonOnFile:
    """What the file says of a person."""

    supervision_case_open: bool = False
    """监察机关立案调查."""
    supervision_consents_to: frozenset[PersonnelAct] = frozenset()
    appointed_by_congress: bool = False
    """由人大或者其常委会选举、任命."""
    office_taken: bool = False
    """依法罢免、撤销或者免去了该职务."""


@dataclass(frozen=True, slots=True)
class PastSanction:
    """A sanction for an act (同一行为已受的处分). `revoked`: it was set aside and stands no more."""

    act: str
    by: SanctionedBy
    kind: SanctionKind
    revoked: bool = False


SUPERVISION_HOLDS = frozenset({
    PersonnelAct.SANCTION, PersonnelAct.PROMOTION, PersonnelAct.REWARD, PersonnelAct.TRANSFER, PersonnelAct.RETIREMENT,
})  # fmt: skip
"""政务处分法 52: what the employer may not do while a supervision case is open, whoever consents."""
NEEDS_CONSENT = frozenset({PersonnelAct.RESIGNATION, PersonnelAct.LEAVING_THE_COUNTRY})
"""政务处分法 52: what the person may not do without the supervision organ's consent."""


def supervision_case_open(act: PersonnelAct, person: PersonOnFile) -> Reason | None:
    """An open supervision case holds it (政务处分法 52; quota exit: 待法院确定)."""
    if not person.supervision_case_open:
        return None
    if act in SUPERVISION_HOLDS:
        return Reason(
            Words("监察机关立案调查期间，不得{act}", "while a supervision case is open there is no {act}", act=act),
            cite("government_sanctions_law.52"))  # fmt: skip
    if act in NEEDS_CONSENT and act not in person.supervision_consents_to:
        return Reason(
            Words("监察机关立案调查期间，未经其同意不得{act}",
                  "while a supervision case is open there is no {act} without the supervision organ's consent", act=act),
            cite("government_sanctions_law.52"))  # fmt: skip
    if act is PersonnelAct.QUOTA_EXIT:
        return Reason(
            Words("监察机关立案调查期间，暂缓{act}", "while a supervision case is open {act} waits", act=act),
            cite("local_discipline.监察先后"))  # fmt: skip
    return None


def resignation_barred(under_way: Sequence[Words]) -> Words | None:
    """No resignation while an audit, an inquiry or criminal process is open (公务员法 86). `under_way`: their names."""
    if not under_way:
        return None
    return Words(
        "{open}尚未终结，不得辞去公职",
        "no resignation while {open} is open",
        open=Words("、".join(map(str, under_way)), ", ".join(name.to("en") for name in under_way)),
    )


def laying_off_barred(situation: NotLaidOff) -> Words:
    """Nobody is laid off with a work injury, in a medical period or in maternity (公务员法 89)."""
    return Words("{what}，不得辞退", "nobody is dismissed from service {what}", what=situation)


def after_service(status: Labelled, kind: SanctionKind) -> Words:
    """No sanction after retirement, departure or death; benefits are adjusted from demotion on (政务处分法 27)."""
    instead = (
        Words("依法应当{kind}的，按规定相应调整待遇", "where it would have been {kind}, benefits are adjusted", kind=kind)
        if kind.weight >= SanctionKind.DEMOTION.weight
        else Words("可以继续查明", "the inquiry may go on")
    )  # fmt: skip
    return Words(
        "{status}的不再给予处分；{instead}；其他人的责任不受影响",
        "a person who {status} gets no sanction; {instead}; others answer as before",
        status=status,
        instead=instead,
    )


def sanctioned_already(act: str, by: SanctionedBy, past: Sequence[PastSanction]) -> Reason | None:
    """Nobody is sanctioned twice for one act (政务处分法 16；公务员法 61).

    The articles speak of court and supervision organ; that the same one does not do it twice either is our reading.
    Organisational handling (a transfer, loss of a post, quota exit) is no sanction and may stand beside (17, 18).
    """
    for sanction in past:
        if sanction.act == act and not sanction.revoked:
            return Reason(
                Words("同一行为已由{other}给予{kind}，不得再由{by}重复给予",
                      "the act has met with a {kind} ({other}); a second one ({by}) may not follow",
                      other=sanction.by, kind=sanction.kind, by=by),
                cite("government_sanctions_law.16"))  # fmt: skip
    return None


TAKES_THE_OFFICE = (SanctionKind.REMOVAL, SanctionKind.DISMISSAL)
"""Sanctions that take the office of judge with them."""


def office_first(kind: SanctionKind, by: SanctionedBy, person: PersonOnFile) -> Reason | None:
    """Before the supervision organ decides on removal or dismissal, the congress takes the office (政务处分法 50)."""
    if by is not SanctionedBy.SUPERVISION or kind not in TAKES_THE_OFFICE:
        return None
    if not person.appointed_by_congress or person.office_taken:
        return None
    return Reason(
        Words("由人大或者其常委会选举、任命，应当先依法罢免、撤销或者免去职务，再作{kind}决定",
              "elected or appointed by the congress: that office is taken first, and {kind} is decided then", kind=kind),
        cite("government_sanctions_law.50"))  # fmt: skip


def office_not_taken(what: Labelled, person: PersonOnFile) -> Words | None:
    """The court's own removal is not carried out before the congress took the office (法官法 18)."""
    if not person.appointed_by_congress or person.office_taken:
        return None
    return Words(
        "免除法官职务须经本级人大常委会；尚未免职的，{what}不得报告执行完毕",
        "only the standing committee of the people's congress takes the office of judge: until then {what} is not carried out",
        what=what)  # fmt: skip


def not_suspendable(opened: CaseOpened | None, *, unfit: bool) -> Words | None:
    """Why somebody may not be suspended from duty: no case is open, or they are fit to go on (法官法 47)."""
    if opened is not None and unfit:
        return None
    return Words(
        "未被立案调查、侦查，或者未认定不宜继续履行职责，不得暂停履职",
        "no suspension from duty unless a case is open and the person is found unfit to go on",
    )
