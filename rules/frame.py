"""The sampling frame (抽样框): which closed cases of a quarter may be drawn, and why the others may not.

A frame is made once, before any seed exists. What is published of it is the manifest: `rules/manifests.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words


class Exclusion(Labelled):
    """Why a case stays out of the frame (不入抽样框的原因)."""

    OUTSIDE_QUARTER = "outside_quarter", "不在本季度结案", "not closed in the quarter"
    NOT_EFFECTIVE = "not_effective", "裁判尚未生效", "not yet effective"
    PENDING = "pending", "上诉或再审未结", "appeal or retrial pending"
    REVIEWED = "reviewed", "已经评查", "already reviewed"


class FrameCase(NamedTuple):
    """What the draw must know of a case: its number, and what decides whether and where it is drawn."""

    case_no: str
    court: str
    case_kind: str
    judge: str
    division: str
    date_closed: date
    effective: bool
    pending: bool
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The eligible cases in order of case number, and every other case with the reason it is out."""

    first: date
    last: date
    members: tuple[FrameCase, ...]
    excluded: tuple[tuple[str, Exclusion], ...]

    @property
    def counts(self) -> dict[Exclusion, int]:
        """Cases out of the frame by reason (件); each is counted once, under the first reason that applies."""
        found = Counter(reason for _, reason in self.excluded)
        return {reason: found[reason] for reason in Exclusion}


def build_frame(cases: Iterable[FrameCase], quarter_first: date, quarter_last: date) -> Frame:
    """Divide the cases into those that may be drawn and those that may not. Both days belong to the quarter.

    The order in which the cases come makes no difference.

    Raises:
        FaultyInput: every number that is blank, has spaces around it or control characters in it, or occurs twice.
    """
    ordered = sorted(cases, key=attrgetter("case_no"))
    if faults := _faults([case.case_no for case in ordered]):
        raise FaultyInput(faults)
    members: list[FrameCase] = []
    excluded: list[tuple[str, Exclusion]] = []
    for case in ordered:
        reason = exclusion_of(case, quarter_first, quarter_last)
        if reason is None:
            members.append(case)
        else:
            excluded.append((case.case_no, reason))
    return Frame(quarter_first, quarter_last, tuple(members), tuple(excluded))


def exclusion_of(case: FrameCase, quarter_first: date, quarter_last: date) -> Exclusion | None:
    """The first reason that keeps the case out, or None."""
    if not quarter_first <= case.date_closed <= quarter_last:
        return Exclusion.OUTSIDE_QUARTER
    if not case.effective:
        return Exclusion.NOT_EFFECTIVE
    if case.pending:
        return Exclusion.PENDING
    if case.reviewed:
        return Exclusion.REVIEWED
    return None


def _faults(numbers: Sequence[str]) -> list[Fault]:
    faults = [
        Fault(
            Words("案号“{number}”", "case number “{number}”", number=number),
            Words("为空或含有多余的空白、控制字符", "blank, or has stray spaces or control characters"),
            Words("请改正案号", "mend the number"),
        )
        for number in numbers
        if not number or number != number.strip() or not number.isprintable()
    ]
    faults += [
        Fault(
            Words("案号“{number}”", "case number “{number}”", number=number),
            Words("出现{times}次", "occurs {times} times", times=times),
            Words(
                "一案只能抽取一次，请合并或改正",
                "a case has one chance only: merge the rows or mend the number",
            ),
        )
        for number, times in Counter(numbers).items()
        if times > 1
    ]
    return faults
