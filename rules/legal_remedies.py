"""救济途径 (legal remedies): against what act, by whom, to whom, from when, how long, and how long for the answer.

No remedy suspends what is attacked, and none makes it heavier (公务员法 96；政务处分法 56). Lengths are parameters; the
articles of the supervision law are those of the day. Exit from the quota is not among the acts of article 95: it has a
review of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.citations import Citation, Provenance
from rules.labels import Labelled, Words
from rules.law import cite, in_force
from rules.parameters import Parameter, Rules
from rules.periods import Length
from rules.sanctions import NONE_GIVEN, SanctionKind

_NOTHING = Words("", "")
_HARMLESS = Words("；不停止执行，不因此加重", "; it suspends nothing and makes nothing heavier")


class Attacked(Labelled):
    """What is attacked (不服的事项)."""

    OPINION = "opinion", "惩戒委员会审查意见", "the committee's opinion"
    PERSONNEL_ACT = (
        "personnel_act",
        "法院的处分、辞退、降职、免职、不称职等人事处理",
        "the court's sanction or other personnel act",
    )
    SUPERVISION_DECISION = "supervision_decision", "监察机关的政务处分", "a governmental sanction"
    QUOTA_EXIT = "quota_exit", "退出员额的决定", "a decision of exit from the quota"
    INFRINGEMENT = "infringement", "对法官权利的侵犯", "an infringement of a judge's rights"


class LegalRemedy(Labelled):
    """A remedy (救济)."""

    OBJECTION = "objection", "异议", "objection"
    RECONSIDERATION = "reconsideration", "复核", "reconsideration"
    APPEAL = "appeal", "直接申诉", "direct appeal"
    APPEAL_AFTER = "appeal_after", "复核后申诉", "appeal after reconsideration"
    FURTHER_APPEAL = "further_appeal", "再申诉", "further appeal"
    REVIEW = "review", "复审", "review"
    RECHECK = "recheck", "监察复核", "recheck"
    ACCUSATION = "accusation", "控告", "accusation"


@dataclass(frozen=True, slots=True)
class Path:
    """One row of the map. Lengths are keys of parameters, empty where the law gives none."""

    attacked: Attacked
    remedy: LegalRemedy
    authority: Citation
    who: Words
    to: Words
    since: Words
    """What the limit is counted from."""
    limit: str = ""
    answer: str = ""
    answer_since: Words = _NOTHING
    """What the time for the answer is counted from."""
    extension: str = ""
    after: tuple[LegalRemedy, ...] = ()
    """One of these comes first; that it was used and answered is for the table of steps to see to."""

    def limit_under(self, rules: Rules) -> Parameter | None:
        """How long there is for it, under those rules."""
        return rules.parameter(self.limit) if self.limit else None

    def answer_under(self, rules: Rules) -> Parameter | None:
        return rules.parameter(self.answer) if self.answer else None

    def told(self, rules: Rules) -> Words:
        """The sentence by which the person is told of it; a length that was not checked carries its mark."""
        limit, answer = self.limit_under(rules), self.answer_under(rules)
        return Words(
            "{who}可以{time}向{to}{remedy}{answer}{harmless}",
            "{who} may {time}go to {to} ({remedy}{answer}){harmless}",
            who=self.who,
            to=self.to,
            remedy=Words(_VERB[self.remedy], self.remedy.en),
            time=_time(self.since, limit) if limit else _NOTHING,
            answer=_answer(self.answer_since, answer) if answer else _NOTHING,
            harmless=_HARMLESS if self.harmless else _NOTHING,
        )

    @property
    def harmless(self) -> bool:
        """Whether a statute says that it neither suspends nor makes heavier; of the others nothing is said."""
        return self.attacked in (Attacked.PERSONNEL_ACT, Attacked.SUPERVISION_DECISION)


def paths(attacked: Attacked, on: date) -> tuple[Path, ...]:
    """The ways there are against such an act on that day, in the order in which they are used."""
    return tuple(path for path in _PATHS if path.attacked is attacked and in_force(path.authority, on))


def path(attacked: Attacked, remedy: LegalRemedy, on: date) -> Path | None:
    """One of them; None where there is none such on that day."""
    return next((each for each in paths(attacked, on) if each.remedy is remedy), None)


def told(attacked: Attacked, rules: Rules) -> Iterator[Words]:
    """What a decision says of remedies, one sentence a way (政务处分法 45)."""
    return (each.told(rules) for each in paths(attacked, rules.day))


def heavier(
    before: SanctionKind | None, after: SanctionKind | None, more: Sequence[Labelled] = ()
) -> Words | None:
    """Why an outcome upon a remedy or a defence may not stand: it is heavier than before (公务员法 63、96；政务处分法 43、56).

    more: the measures that were not there before.
    """
    weight = -1 if before is None else before.weight
    if after is not None and after.weight > weight:
        return Words(
            "由{before}改为{after}，不得因申辩、复核、申诉、复审而加重",
            "from {before} to {after}: defence and remedies make nothing heavier",
            before=before or NONE_GIVEN,
            after=after,
        )
    if more:
        return Words(
            "另加{more}，不得因申辩、复核、申诉、复审而加重",
            "{more} added: defence and remedies make nothing heavier",
            more=Words("、".join(each.zh for each in more), ", ".join(each.en for each in more)),
        )
    return None


def longer(before: int | None, after: int | None) -> Words | None:
    """The same of the period of one and the same sanction, in months."""
    if before is None or after is None or after <= before:
        return None
    return Words(
        "处分期由{before}个月改为{after}个月，不得因申辩、复核、申诉、复审而加重",
        "from {before} to {after} months: defence and remedies make nothing heavier",
        before=before,
        after=after,
    )


def _time(since: Words, limit: Parameter) -> Words:
    return Words("自{since}{length}内", "within {length} of {since} ", since=since, length=_length(limit))


def _answer(since: Words, limit: Parameter) -> Words:
    return Words(
        "，应当自{since}{length}内答复",
        ", answered within {length} of {since}",
        since=since,
        length=_length(limit),
    )


def _length(parameter: Parameter) -> Words:
    """``10日（待核）``."""
    length = Length.of(parameter).words
    if parameter.provenance is Provenance.VERIFIED:
        return length
    return Words("{length}（{mark}）", "{length} ({mark})", length=length, mark=parameter.provenance)


_VERB = {
    LegalRemedy.OBJECTION: "提出异议", LegalRemedy.RECONSIDERATION: "申请复核", LegalRemedy.APPEAL: "提出申诉",
    LegalRemedy.APPEAL_AFTER: "提出申诉", LegalRemedy.FURTHER_APPEAL: "提出再申诉", LegalRemedy.REVIEW: "申请复审",
    LegalRemedy.RECHECK: "申请复核", LegalRemedy.ACCUSATION: "提出控告",
}  # fmt: skip
_JUDGE, _COURT = Words("当事法官", "the judge concerned"), Words("有关法院", "the court concerned")
_COMMITTEE, _SELF = (
    Words("作出意见的惩戒委员会", "the same committee"),
    Words("原处理机关", "the organ that decided"),
)
_ABOVE = Words(
    "同级公务员主管部门或者原处理机关的上一级机关", "the civil-service authority or the next higher organ"
)
_HIGHER = Words(
    "作出申诉处理决定的机关（限于省级以下）的上一级机关",
    "the organ above the one that decided the appeal, below the province only",
)
_ORGAN, _NEXT = (
    Words("作出决定的监察机关", "the supervision organ that decided"),
    Words("上一级监察机关", "the next higher supervision organ"),
)
_RECEIVED = Words("收到审查意见之日起", "receiving the opinion")
_KNOWN = Words("知道该人事处理之日起", "knowing of the act")
_ANSWERED = Words("接到复核决定之日起", "receiving the reconsideration")
_DECIDED = Words("接到申诉处理决定之日起", "receiving the decision on appeal")
_SERVED, _REVIEWED = (
    Words("收到处理决定之日起", "receiving the decision"),
    Words("收到复审决定之日起", "receiving the review"),
)
_POWER = Words("有权机关", "whoever has the power")
_OWN_COURT, _OUT = (
    Words("所在法院党组", "the party group of the judge's court"),
    Words("收到退额决定之日起", "receiving the decision"),
)
_ASKED, _ACCEPTED = Words("收到申请之日起", "receiving the request"), Words("受理之日起", "acceptance")
_R = LegalRemedy

# fmt: off
_PATHS: tuple[Path, ...] = (
    #    against                        remedy              authority                              who      to           from        within                          answered within                  counted from  extended by         after
    Path(Attacked.OPINION,               _R.OBJECTION,        cite("judges_law.50"),                   _JUDGE,  _COMMITTEE,  _RECEIVED,   "discipline.objection",                      "discipline.objection_review",                _ASKED,      "",                               ()),
    Path(Attacked.OPINION,               _R.OBJECTION,        cite("discipline_opinion_2016.异议"),      _COURT,  _COMMITTEE,  _RECEIVED,   "discipline.objection",                      "discipline.objection_review",                _ASKED,      "",                               ()),
    Path(Attacked.PERSONNEL_ACT,         _R.RECONSIDERATION,  cite("civil_servants_law.95"),           _JUDGE,  _SELF,       _KNOWN,      "discipline.reconsideration",                "discipline.reconsideration_decision",        _ASKED,      "",                               ()),
    Path(Attacked.PERSONNEL_ACT,         _R.APPEAL_AFTER,     cite("civil_servants_law.95"),           _JUDGE,  _ABOVE,      _ANSWERED,   "discipline.appeal_after_reconsideration",   "discipline.appeal_decision",                 _ACCEPTED,   "discipline.appeal_extension",    (_R.RECONSIDERATION,)),
    Path(Attacked.PERSONNEL_ACT,         _R.APPEAL,           cite("civil_servants_law.95"),           _JUDGE,  _ABOVE,      _KNOWN,      "discipline.appeal",                         "discipline.appeal_decision",                 _ACCEPTED,   "discipline.appeal_extension",    ()),
    Path(Attacked.PERSONNEL_ACT,         _R.FURTHER_APPEAL,   cite("civil_servants_law.95"),           _JUDGE,  _HIGHER,     _DECIDED,    "discipline.further_appeal",                 "",                                           _NOTHING,    "",                               (_R.APPEAL, _R.APPEAL_AFTER)),
    Path(Attacked.PERSONNEL_ACT,         _R.RECONSIDERATION,  cite("civil_servants_law_2005.90"),      _JUDGE,  _SELF,       _KNOWN,      "discipline.reconsideration",                "discipline.reconsideration_decision",        _ASKED,      "",                               ()),
    Path(Attacked.PERSONNEL_ACT,         _R.APPEAL_AFTER,     cite("civil_servants_law_2005.90"),      _JUDGE,  _ABOVE,      _ANSWERED,   "discipline.appeal_after_reconsideration",   "discipline.appeal_decision",                 _ACCEPTED,   "discipline.appeal_extension",    (_R.RECONSIDERATION,)),
    Path(Attacked.PERSONNEL_ACT,         _R.APPEAL,           cite("civil_servants_law_2005.90"),      _JUDGE,  _ABOVE,      _KNOWN,      "discipline.appeal",                         "discipline.appeal_decision",                 _ACCEPTED,   "discipline.appeal_extension",    ()),
    Path(Attacked.PERSONNEL_ACT,         _R.FURTHER_APPEAL,   cite("civil_servants_law_2005.90"),      _JUDGE,  _HIGHER,     _DECIDED,    "discipline.further_appeal",                 "",                                           _NOTHING,    "",                               (_R.APPEAL, _R.APPEAL_AFTER)),
    Path(Attacked.SUPERVISION_DECISION,  _R.REVIEW,           cite("supervision_law_2018.49"),         _JUDGE,  _ORGAN,      _SERVED,     "discipline.supervision_review",             "discipline.supervision_review_decision",     _ASKED,      "",                               ()),
    Path(Attacked.SUPERVISION_DECISION,  _R.RECHECK,          cite("supervision_law_2018.49"),         _JUDGE,  _NEXT,       _REVIEWED,   "discipline.supervision_recheck",            "discipline.supervision_recheck_decision",    _ASKED,      "",                               (_R.REVIEW,)),
    Path(Attacked.SUPERVISION_DECISION,  _R.REVIEW,           cite("supervision_law_2024.56"),         _JUDGE,  _ORGAN,      _SERVED,     "discipline.supervision_review",             "discipline.supervision_review_decision",     _ASKED,      "",                               ()),
    Path(Attacked.SUPERVISION_DECISION,  _R.RECHECK,          cite("supervision_law_2024.56"),         _JUDGE,  _NEXT,       _REVIEWED,   "discipline.supervision_recheck",            "discipline.supervision_recheck_decision",    _ASKED,      "",                               (_R.REVIEW,)),
    Path(Attacked.QUOTA_EXIT,            _R.RECONSIDERATION,  cite("quota_exit_2020.复核"),             _JUDGE,  _OWN_COURT,  _OUT,        "quota_exit.review",                         "quota_exit.review_decision",                 _ASKED,      "",                               ()),
    Path(Attacked.INFRINGEMENT,          _R.ACCUSATION,       cite("judges_law.64"),                   _JUDGE,  _POWER,      _NOTHING,    "",                                          "",                                           _NOTHING,    "",                               ()),
)
# fmt: on
