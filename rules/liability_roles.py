"""各人的责任 (who answers for what): the parts people take in a case, what the record says of each, and the rules on them.

The record may be silent; then the fact is None, and what rests on it is 记录不明, never presumed either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.culpability import Fault, Result
from rules.dated_grounds import DatedGround, holding
from rules.entries import entries
from rules.labels import Labelled, Words


class Part(Labelled):
    """The part a person had in the case (身份)."""

    SINGLE_JUDGE = "single_judge", "独任法官", "single judge"
    PRESIDING_JUDGE = "presiding_judge", "审判长", "presiding judge"
    REPORTING_JUDGE = "reporting_judge", "承办法官", "judge in charge"
    PANEL_JUDGE = "panel_judge", "合议庭成员", "member of the panel"
    LAY_ASSESSOR = "lay_assessor", "人民陪审员", "people's assessor"
    COMMITTEE_MEMBER = "committee_member", "审判委员会委员", "member of the adjudication committee"
    COMMITTEE_CHAIR = "committee_chair", "审判委员会会议主持人", "who chaired the adjudication committee"
    SUPERVISOR = "supervisor", "院庭长", "president or division chief"
    ASSISTANT = "assistant", "审判辅助人员", "judicial assistant"
    UNDER_ORDERS = "under_orders", "执行上级命令的人员", "who carried out an order"
    SUPERIOR = "superior", "作出命令的上级", "superior who gave the order"


class Opinion(Labelled):
    """How somebody voted on the result that is wrong (评议、表决意见)."""

    FOR = "for", "同意该结果", "for that result"
    AGAINST = "against", "不同意该结果", "against that result"
    UNRECORDED = "unrecorded", "笔录未记明", "not recorded"


class Standing(Labelled):
    """What a person is in the table (认定)."""

    CANDIDATE = "candidate", "责任人选", "candidate"
    NOT_CANDIDATE = "not_candidate", "不是责任人选", "no candidate"
    EXCUSED = "excused", "依法免责", "excused"
    UNCLEAR = "unclear", "记录不明，须查明", "unclear, to be found out"


class Responsibility(Labelled):
    """For what somebody may answer (责任种类)."""

    ADJUDICATION = "adjudication", "违法审判责任", "unlawful adjudication"
    CHIEF = "chief", "主要责任", "chief responsibility"
    PARTIAL = "partial", "部分责任", "part of the responsibility"
    SUPERVISION = "supervision", "监督管理责任", "failed supervision"
    OWN_DUTY = "own_duty", "与职责相应的责任", "responsibility for one's own duty"
    ORDER = "order", "命令的后果", "the consequences of an order"


@dataclass(frozen=True, slots=True)
class Voice:
    """A person who voted, in what part."""

    code: str
    part: Part
    opinion: Opinion = Opinion.UNRECORDED


@dataclass(frozen=True, slots=True)
class Report:
    """What the panel told the adjudication committee: was it true and whole, and if not, by whose doing."""

    accurate: bool | None = None
    by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CommitteeDecision:
    """审判委员会的决定. `changed`: it did not follow the panel. `distorted`: who twisted the law on purpose."""

    members: tuple[Voice, ...]
    chaired_by: str = ""
    changed: bool | None = None
    broke_centralism: bool | None = None
    distorted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Supervision:
    """Somebody who had to supervise, whether they failed in it, and by what fault."""

    code: str
    failed: bool | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Assistance:
    """An assistant's work: whether it was faulty, and the judge who had to check it (empty: nobody had to)."""

    code: str
    faulty: bool | None = None
    checked_by: str = ""


@dataclass(frozen=True, slots=True)
class Interference:
    """Interference with a judge: recorded truthfully, to be kept out, kept out."""

    judge: str
    recorded: bool | None = None
    had_to_keep_out: bool | None = None
    kept_out: bool | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A superior's order. `on_the_result`: it told a judge how to decide, which no order may."""

    code: str
    superior: str
    objected: bool | None = None
    insisted: bool | None = None
    manifestly_unlawful: bool | None = None
    on_the_result: bool = False


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case as its record shows who did what (codes), and what came of it. One act, one record."""

    case_no: str
    decided_on: date
    results: frozenset[Result] = frozenset()
    single_judge: str = ""
    panel: tuple[Voice, ...] = ()
    report: Report | None = None
    committee: CommitteeDecision | None = None
    supervision: tuple[Supervision, ...] = ()
    assistance: tuple[Assistance, ...] = ()
    interference: tuple[Interference, ...] = ()
    orders: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One rule on who answers for what, with its dated grounds."""

    code: str
    zh: str
    en: str
    grounds: tuple[DatedGround, ...]

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def on(self, day: date) -> tuple[DatedGround, ...]:
        return holding(self.grounds, day)


@cache
def role_rules() -> Mapping[str, RoleRule]:
    """The rules of `config/liability_roles.yaml`, by code."""
    return {rule.code: rule for rule in entries("liability_roles.yaml", "rules", _read)}


def _read(entry: Mapping[str, Any]) -> RoleRule:
    grounds = tuple(DatedGround.read(ground) for ground in entry["grounds"])
    return RoleRule(entry["code"], entry["zh"], entry["en"], grounds)
