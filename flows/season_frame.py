"""What a season may draw from, and what it must review (抽样框、重点案件、各法官案件), as the register says today. Read only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from records import cases, seasons
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
    """The court of every case here."""

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
    closed = cases.closed_between(session, quarter.first_day, quarter.last_day)
    frame = build_frame(
        [frame_case(case, reviewed, today) for case in closed], quarter.first_day, quarter.last_day
    )
    earlier = _looked_back(session, quarter, int(rules["sampling.mandatory_lookback"]))
    mandatory = _mandatory(session, [*earlier, *closed], reviewed, rules, today)
    return SeasonFrame(
        quarter,
        frame,
        mandatory,
        _judges(session, quarter, frame),
        {case.case_no: case.court for case in [*earlier, *closed]},
    )


def frame_case(case: cases.Case, reviewed: set[str], today: date) -> FrameCase:
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


def _looked_back(session: Session, quarter: Quarter, months: int) -> list[cases.Case]:
    if not months:
        return []
    year, month = divmod(quarter.first_day.year * 12 + quarter.first_day.month - 1 - months, 12)
    last = date.fromordinal(quarter.first_day.toordinal() - 1)
    return cases.closed_between(session, date(year, month + 1, 1), last)


def _mandatory(
    session: Session, closed: Sequence[cases.Case], reviewed: set[str], rules: Rules, today: date
) -> dict[str, tuple[str, ...]]:
    used, book = list(rules["sampling.must_review"]), must_review_book()
    book.check(used)
    # Only what may be reviewed at all: effective, at rest, and not reviewed before.
    possible = [
        case
        for case in closed
        if exclusion_of(frame_case(case, reviewed, today), case.date_closed, case.date_closed) is None
    ]
    later = cases.later_outcomes(session, possible)
    found = {
        case.case_no: book.reasons(
            Circumstances(
                case.case_kind,
                case.outcome,
                bool(case.reversed_later),
                frozenset(case.flags),
                later[case.case_no],
            ),
            used,
            rules.day,
        )
        for case in possible
    }
    return {case_no: why for case_no, why in found.items() if why}


def _judges(session: Session, quarter: Quarter, frame: Frame) -> tuple[JudgesCases, ...]:
    held = seasons.reviews_by_judge(session, date(quarter.year, 1, 1), quarter.last_day, str(quarter))
    own: defaultdict[str, list[str]] = defaultdict(list)
    for case in frame.members:
        if case.judge:
            own[case.judge].append(case.case_no)
    return tuple(
        JudgesCases(judge, held.get(judge, 0), tuple(numbers)) for judge, numbers in sorted(own.items())
    )
