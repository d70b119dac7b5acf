"""责任分工表 (the table of who may answer): from votes, reports and records, who is a candidate for what, and who is not.

A candidate is somebody of whom it may be asked; whether there was an act and a fault is for the committee or for
whoever has the power. An opinion stated in deliberation is not pursued as such (法释〔2010〕1号6): a vote makes a
candidate, never a culprit. Everybody the record names has a row, with the rule, its mark, and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from rules.committee_liability import of_the_committee
from rules.culpability import FOR_ITEM_5, LIFELONG, Fault, listed, with_implied
from rules.errors import Fault as FaultOfInput
from rules.errors import FaultyInput
from rules.labels import Words
from rules.liability_roles import (
    CaseRecord,
    Part,
    Responsibility,
    Standing,
    Supervision,
    Voice,
)  # fmt: skip
from rules.liability_rows import Row, candidate, excused, no_candidate, unclear, voted
from rules.misconduct import Way
from rules.reasons import Reason


@dataclass(frozen=True, slots=True)
class LiabilityTable:
    """The rows of one case, in order of the parts taken in it."""

    case_no: str
    rows: tuple[Row, ...]
    limitation: Reason = LIFELONG

    def of(self, code: str) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.code == code)

    @property
    def candidates(self) -> tuple[str, ...]:
        """Who is a candidate on some rule and excused on none."""
        asked = dict.fromkeys(row.code for row in self.rows if row.standing is Standing.CANDIDATE)
        free = {row.code for row in self.rows if row.standing is Standing.EXCUSED}
        return tuple(code for code in asked if code not in free)

    @property
    def unclear(self) -> tuple[Row, ...]:
        """What the record does not show and the inquiry has to find out."""
        return tuple(row for row in self.rows if row.standing is Standing.UNCLEAR)

    def for_the_committee(self) -> tuple[str, ...]:
        """The candidates whose matter the discipline committee may deliberate on."""
        asked = {
            row.code for row in self.rows if row.standing is Standing.CANDIDATE and row.way is Way.COMMITTEE
        }
        return tuple(code for code in self.candidates if code in asked)


def liability_table(case: CaseRecord, faults: Mapping[str, Fault] | None = None) -> LiabilityTable:
    """Who may answer for what in a case that was decided wrongly (意见25、27、29-33；组织法31、33、39；公务员法60).

    `faults`: what is found of a person's fault already; without intent or gross negligence nobody is a candidate for
    unlawful adjudication.

    Raises:
        FaultyInput: the record names no one who decided, or a single judge and a panel together.
    """
    _check(case)
    rows = chain(
        _single(case), _panel(case), of_the_committee(case), _supervisors(case), _assistants(case),
        _interfered(case), _ordered(case),
    )  # fmt: skip
    return LiabilityTable(case.case_no, tuple(_by_fault(row, faults or {}, case) for row in rows))


def _single(case: CaseRecord) -> Iterator[Row]:
    if case.single_judge:
        yield candidate(
            case, case.single_judge, Part.SINGLE_JUDGE, "single_judge", Responsibility.ADJUDICATION,
            Words("独任审理，对事实认定和法律适用负责；须另查有无故意或者重大过失",
                  "sat alone and answers for facts and law; intent or gross negligence is still to be found"),
        )  # fmt: skip


def _panel(case: CaseRecord) -> Iterator[Row]:
    for voice in case.panel:
        if voice.part is Part.LAY_ASSESSOR:
            yield no_candidate(case, voice.code, voice.part, "lay_assessor", Words(
                    "人民陪审员不是法官，惩戒委员会不予审议；有法定情形的另行处理",
                    "an assessor is no judge: the committee does not deliberate; there is another way where the law names one"), Way.ASSESSORS)  # fmt: skip
        elif case.committee is None:
            yield voted(case, voice, "panel", "panel_minority", _TOGETHER)
        else:
            yield from _panel_before_the_committee(case, voice)


def _panel_before_the_committee(case: CaseRecord, voice: Voice) -> Iterator[Row]:
    """A member of a panel whose case the adjudication committee decided."""
    assert case.committee is not None  # The caller asked.
    if case.report is not None and case.report.accurate is False:
        if voice.code in case.report.by or not case.report.by:
            yield candidate(case, voice.code, voice.part, "report", Responsibility.ADJUDICATION, Words(
                "合议庭汇报时隐瞒或者虚报，致审判委员会决定错误", "the panel concealed or falsified what it reported, and the decision went wrong"))  # fmt: skip
        else:
            yield unclear(case, voice.code, voice.part, "report", Words(
                "合议庭汇报不实，本人是否参与或者知情未查明", "the report was false; whether this member took part or knew is not known"))  # fmt: skip
        return
    if case.report is None or case.report.accurate is None:
        yield unclear(case, voice.code, voice.part, "report", Words(
            "汇报是否真实完整未查明", "whether the report was true and whole is not known"))  # fmt: skip
    match case.committee.changed:
        case True:
            yield no_candidate(case, voice.code, voice.part, "committee_changed", Words(
                "审判委员会改变了合议庭意见，合议庭执行决定，不对该结果负责",
                "the committee changed the panel's opinion; the panel carries it out and does not answer for the result"))  # fmt: skip
        case False:
            yield voted(case, voice, "committee_upheld", "panel_minority", _UPHELD)
        case None:
            yield unclear(case, voice.code, voice.part, "committee_upheld", Words(
                "审判委员会维持还是改变合议庭意见，记录不明", "whether the committee upheld or changed the panel's opinion is not recorded"))  # fmt: skip


def _supervisors(case: CaseRecord) -> Iterator[Row]:
    for entry in case.supervision:
        yield _supervisor(case, entry)


def _supervisor(case: CaseRecord, entry: Supervision) -> Row:
    code, part, lacking = entry.code, Part.SUPERVISOR, FOR_ITEM_5 - with_implied(case.results)
    if entry.failed is False:
        return no_candidate(
            case,
            code,
            part,
            "supervisor",
            Words("没有怠于或者不当行使监督管理权", "did not fail in supervision"),
        )
    if lacking:
        return no_candidate(case, code, part, "supervisor", Words(
            "监督管理责任以{lacking}为要件，本案没有", "supervision needs {lacking}, which is not there",
            lacking=listed(sorted(lacking, key=lambda result: result.value, reverse=True))))  # fmt: skip
    if entry.failed is None or entry.fault is None:
        return unclear(case, code, part, "supervisor", Words(
            "是否怠于或者不当行使监督管理权、有何过错，未查明", "whether and by what fault supervision failed is not known"))  # fmt: skip
    if entry.fault in (Fault.INTENT, Fault.GROSS_NEGLIGENCE):
        return candidate(case, code, part, "supervisor", Responsibility.SUPERVISION, Words(
                "{fault}怠于或者不当行使监督管理权，致裁判错误并造成严重后果",
                "failed in supervision by {fault}, with a wrong judgment and serious consequences", fault=entry.fault), Way.CADRE)  # fmt: skip
    return no_candidate(case, code, part, "supervisor", Words(
        "监督管理上为{fault}，不承担监督管理责任", "{fault} in supervision brings no liability", fault=entry.fault))  # fmt: skip


def _assistants(case: CaseRecord) -> Iterator[Row]:
    for entry in case.assistance:
        if entry.faulty is None:
            yield unclear(case, entry.code, Part.ASSISTANT, "assistant", Words(
                "本人职责内的工作有无差错未查明", "whether their own work was faulty is not known"))  # fmt: skip
        elif not entry.faulty:
            yield no_candidate(case, entry.code, Part.ASSISTANT, "assistant", Words(
                "本人职责内的工作没有差错", "their own work was not faulty"))  # fmt: skip
        else:
            yield candidate(case, entry.code, Part.ASSISTANT, "assistant", Responsibility.OWN_DUTY, Words(
                "本人职责内的工作有差错", "their own work was faulty"), Way.COURT_DISCIPLINE)  # fmt: skip
            if entry.checked_by:
                yield candidate(case, entry.checked_by, _part(case, entry.checked_by), "checking_judge", Responsibility.OWN_DUTY, Words(
                    "对{who}的工作负有审核把关职责而未能发现差错", "had to check the work of {who} and did not find the fault", who=entry.code))  # fmt: skip


def _interfered(case: CaseRecord) -> Iterator[Row]:
    for entry in case.interference:
        part = _part(case, entry.judge)
        if entry.recorded:
            yield no_candidate(case, entry.judge, part, "interference_recorded", Words(
                "对干预已如实记录报告，不因记录受不利对待；其他责任另按其他规则",
                "recorded the interference truthfully and suffers nothing for it; other rules stand as they are"))  # fmt: skip
        elif entry.kept_out or entry.had_to_keep_out is False:
            yield no_candidate(case, entry.judge, part, "interference", Words(
                "已经排除干预，或者不负排除的义务", "kept the interference out, or did not have to"))  # fmt: skip
        elif None in (entry.recorded, entry.had_to_keep_out, entry.kept_out):
            yield unclear(case, entry.judge, part, "interference", Words(
                "干预是否如实记录、应否排除、是否排除，未查明", "whether the interference was recorded, had to be and was kept out is not known"))  # fmt: skip
        else:
            yield candidate(case, entry.judge, part, "interference", Responsibility.ADJUDICATION, Words(
                "受干预而不如实记录，应当排除而没有排除", "gave way to interference, did not record it and did not keep it out"))  # fmt: skip


def _ordered(case: CaseRecord) -> Iterator[Row]:
    for entry in case.orders:
        code, part = entry.code, Part.UNDER_ORDERS
        if entry.on_the_result:
            yield no_candidate(case, code, part, "order_in_adjudication", Words(
                "如何裁判不受命令，该命令属于干预；不以执行命令免责，是否担责按其他规则",
                "how to decide takes no orders and this one is interference; it excuses nobody, and other rules say who answers"))  # fmt: skip
            continue
        if entry.manifestly_unlawful:
            yield candidate(case, code, part, "superior_order", Responsibility.OWN_DUTY, Words(
                "执行明显违法的命令", "carried out a manifestly unlawful order"), _way(case, code))  # fmt: skip
        elif None in (entry.objected, entry.insisted, entry.manifestly_unlawful):
            yield unclear(case, code, part, "superior_order", Words(
                "是否提出意见、上级是否坚持、命令是否明显违法，未查明",
                "whether there was an objection, whether the superior insisted and whether the order was manifestly unlawful is not known"))  # fmt: skip
        elif entry.objected and entry.insisted:
            yield excused(case, code, part, "superior_order", Words(
                "已提出意见而上级坚持，执行后果由上级负责", "objected, and the superior insisted: the consequences are the superior's"))  # fmt: skip
        else:
            yield no_candidate(case, code, part, "superior_order", Words(
                "没有对命令提出意见，不以执行命令免责；是否担责按其他规则",
                "did not object, so the order excuses nothing; other rules say who answers"))  # fmt: skip
        if entry.insisted or entry.manifestly_unlawful:
            yield candidate(case, entry.superior, Part.SUPERIOR, "superior_order", Responsibility.ORDER, Words(
                "作出并坚持命令，后果由其负责", "gave and insisted on the order and answers for its consequences"), Way.CADRE)  # fmt: skip
        else:
            yield unclear(case, entry.superior, Part.SUPERIOR, "superior_order", Words(
                "是否坚持命令未查明", "whether the order was insisted on is not known"))  # fmt: skip


def _way(case: CaseRecord, code: str) -> Way:
    """The discipline committee is for judges; anybody else is dealt with by the court."""
    judges = {case.single_judge, *(voice.code for voice in case.panel if voice.part is not Part.LAY_ASSESSOR)}
    return Way.COMMITTEE if code in judges else Way.COURT_DISCIPLINE


def _part(case: CaseRecord, code: str) -> Part:
    """The part in which somebody is known already."""
    if code == case.single_judge:
        return Part.SINGLE_JUDGE
    return next((voice.part for voice in case.panel if voice.code == code), Part.PANEL_JUDGE)


def _by_fault(row: Row, faults: Mapping[str, Fault], case: CaseRecord) -> Row:
    """Nobody is a candidate for unlawful adjudication of whom it is found that there was no intent or gross negligence."""
    fault = faults.get(row.code)
    if (
        row.standing is not Standing.CANDIDATE
        or row.way is not Way.COMMITTEE
        or fault in (None, Fault.INTENT, Fault.GROSS_NEGLIGENCE)
    ):
        return row
    return no_candidate(case, row.code, row.part, "no_liability_by_fault", Words(
        "{fault}，不承担违法审判责任", "{fault}: no liability for unlawful adjudication", fault=fault))  # fmt: skip


def _check(case: CaseRecord) -> None:
    where = Words("案件“{case}”的责任分工", "who answers in case {case}", case=case.case_no)
    if case.single_judge and case.panel:
        what = Words("同时写了独任法官和合议庭", "names both a single judge and a panel")
        mend = Words("请只写一种审判组织", "give one of them only")
    elif not case.single_judge and not case.panel:
        what = Words("没有写明审判组织", "does not say who decided")
        mend = Words("请写明独任法官或者合议庭成员", "give the single judge or the members of the panel")
    else:
        return
    raise FaultyInput([FaultOfInput(where, what, mend)])


_TOGETHER = Words(
    "同意该结果，与其他成员共同负责；发表意见本身不受追究，须另查有无故意或者重大过失",
    "was for the result and answers with the others; stating an opinion is not pursued, intent or gross negligence is still to be found",
)
_UPHELD = Words(
    "审判委员会维持合议庭意见，同意该结果的成员与多数意见委员共同负责",
    "the committee upheld the panel's opinion: its members who were for it answer with the committee's majority",
)
