"""What a season may draw from, and what it must review (抽样框、重点案件、各法官案件), as the register says today. Read only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from records import closed_cases, seasons
from records.closed_cases import ClosedRow
from rules.additional import Additional
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput
from rules.frame import Frame, FrameCase, build_frame, exclusion_of
from rules.internal_list import InternalList, JudgesCases
from rules.labels import Words
from rules.must_review import Circumstances, must_review_book
from rules.parameters import Rules
from rules.quarters import Quarter
from rules.sampling_plan import SamplingPlan, Scope


@dataclass(frozen=True, slots=True)
class SeasonFrame:
    """The frame, the must-review cases with the codes of their reasons, and the judges with their cases in the frame."""

    quarter: Quarter
    frame: Frame
    mandatory: Mapping[str, tuple[str, ...]]
    judges: tuple[JudgesCases, ...]
    court_of: Mapping[str, str]
    """The court of every must-review case."""

    def floor(self, per_year: int) -> int:
        """Reviews every judge must have had by the end of this quarter, of so many a year (件)."""
        return per_year * self.quarter.number // 4

    def internal_list(self, *, scope: str, salt: str, floor: int) -> InternalList:
        """The list that says which cases these are; judges stand on it only where there is a floor."""
        return InternalList.of(
            season=str(self.quarter),
            scope=scope,
            salt=salt,
            mandatory=self.mandatory,
            judges=self.judges if floor else (),
        )


def season_frame(session: Session, quarter: Quarter, rules: Rules, now: datetime) -> SeasonFrame:
    """Put together from the register what a season of that quarter finds, by the rules given.

    Raises:
        FaultyInput: the rules name must-review situations that there are not, or cases are faulty.
    """
    today, reviewed = beijing_day(now), seasons.reviewed_numbers(session, but=str(quarter))
    search = _Search(rules, reviewed, today)
    earlier = search.over(session, _looked_back(quarter, int(rules["sampling.mandatory_lookback"])))
    for _ in earlier:
        pass  # What was closed before the quarter is not drawn from.
    before = search.found(session)
    frame = build_frame(
        search.over(session, (quarter.first_day, quarter.last_day)), quarter.first_day, quarter.last_day
    )
    mandatory = before | search.found(session)
    return SeasonFrame(
        quarter,
        frame,
        {case_no: why for case_no, (_, why) in mandatory.items()},
        _judges(session, quarter, frame),
        {case_no: court for case_no, (court, _) in mandatory.items()},
    )


def frame_case(case: ClosedRow, reviewed: set[str], today: date) -> FrameCase:
    """What the draw must know of a case on the register."""
    return FrameCase(
        case_no=case.case_no,
        court=case.court,
        case_kind=case.case_kind,
        judge=case.judge,
        division=case.division,
        date_closed=case.date_closed,
        effective=case.date_effective is None or case.date_effective <= today,
        pending=bool(case.pending),
        reviewed=case.case_no in reviewed,
    )


def terms(
    rules: Rules,
    plan: SamplingPlan,
    asked: int,
    listed: InternalList,
    *,
    floor: int,
    at_most: int | None = None,
) -> Additional:
    """What the manifest says of the reviews beside the draw.

    Raises:
        FaultyInput: must-review cases shall count, and each court has a number of its own.
    """
    counted = bool(rules["sampling.mandatory_counts_toward_quota"])
    if counted and plan.per is Scope.COURT:
        raise FaultyInput([Fault(
            Words("参数 sampling.mandatory_counts_toward_quota", "parameter sampling.mandatory_counts_toward_quota"),
            Words("按每一法院计件数时不能计入", "must-review cases cannot count where each court has a number of its own"),
            Words("请改为 false，或者把 sampling.per 改为 province",
                  "set it to false, or set sampling.per to province"))])  # fmt: skip
    return Additional(
        asked=asked,
        counted=counted,
        random_at_least=int(rules["sampling.random_at_least"]),
        mandatory=len(listed.mandatory),
        mandatory_at_most=int(rules["sampling.mandatory_at_most"]) if at_most is None else at_most,
        floor=floor,
        list_sha256=listed.sha256,
    )


class _Search:
    """The search for must-review cases while the register is read once: nothing is held but what may be one."""

    def __init__(self, rules: Rules, reviewed: set[str], today: date) -> None:
        self._used, self._book = list(rules["sampling.must_review"]), must_review_book()
        self._book.check(self._used)
        self._day, self._reviewed, self._today = rules.day, reviewed, today
        self._found: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._naming: list[ClosedRow] = []
        self._known: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def over(self, session: Session, days: tuple[date, date] | None) -> Iterator[FrameCase]:
        """The cases closed in those days as the draw knows them; on the way each is looked at."""
        for case in closed_cases.closed_between(session, *days) if days else ():
            framed = frame_case(case, self._reviewed, self._today)
            # Only what may be reviewed at all: effective, at rest, and not reviewed before.
            if exclusion_of(framed, case.date_closed, case.date_closed) is None:
                if case.related:
                    self._naming.append(case)
                elif why := self._reasons(case, ()):
                    self._found[case.case_no] = (case.court, why)
            yield framed

    def found(self, session: Session) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The court and the reasons of each must-review case since it was last asked, in order of number."""
        later = closed_cases.later_outcomes(session, self._naming)
        for case in self._naming:
            if why := self._reasons(case, tuple(later[case.case_no])):
                self._found[case.case_no] = (case.court, why)
        found, self._found, self._naming = self._found, {}, []
        return dict(sorted(found.items()))

    def _reasons(self, case: ClosedRow, later: tuple[str, ...]) -> tuple[str, ...]:
        like = (case.case_kind, case.outcome, bool(case.reversed_later), case.flags, later)
        if like not in self._known:
            kind, outcome, reversed_later, flags, _ = like
            circumstances = Circumstances(kind, outcome, reversed_later, frozenset(flags), later)
            self._known[like] = self._book.reasons(circumstances, self._used, self._day)
        return self._known[like]


def _looked_back(quarter: Quarter, months: int) -> tuple[date, date] | None:
    if not months:
        return None
    year, month = divmod(quarter.first_day.year * 12 + quarter.first_day.month - 1 - months, 12)
    return date(year, month + 1, 1), date.fromordinal(quarter.first_day.toordinal() - 1)


def _judges(session: Session, quarter: Quarter, frame: Frame) -> tuple[JudgesCases, ...]:
    held = seasons.reviews_by_judge(session, date(quarter.year, 1, 1), quarter.last_day, str(quarter))
    own: defaultdict[str, list[str]] = defaultdict(list)
    for case in frame.members:
        own[case.judge].append(case.case_no)
    own.pop("", None)
    return tuple(
        JudgesCases(judge, held.get(judge, 0), tuple(numbers)) for judge, numbers in sorted(own.items())
    )
