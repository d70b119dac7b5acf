"""重演 on a bare case list: what another plan would draw from it. Nothing need be on file, and nothing is put there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from documents.case_list import read_case_lists
from flows.replay import Asked, plan_under
from rules.cases import ClosedCase
from rules.changed_parameters import SIZE, changes_of, hypothetical
from rules.errors import FaultySheet
from rules.frame import FrameCase, build_frame
from rules.labels import Words
from rules.manifests import Manifest
from rules.parameters import RuleBook
from rules.quarters import Quarter
from rules.redraw import Place, redraw
from rules.replays import ROUNDED_ANEW, SAME, Replay, idle
from rules.sampling import draw
from rules.sampling_plan import SamplingPlan


def replay_lists(
    files: Sequence[Path],
    quarter: Quarter,
    seed: str,
    asked: Asked,
    book: RuleBook,
    *,
    today: date,
    court: str,
    accept_good_rows: bool = False,
) -> Replay:
    """Draw from the lists by the rules in force after the quarter, and by the changed ones, with one seed.

    Raises:
        FaultySheet: rows that cannot be used, unless the good ones are accepted.
        FaultyInput: a seed or parameters that cannot be used.
    """
    lists = read_case_lists(list(files), today=today, court=court)
    faults = [fault for each in lists for fault in each.faults]
    if faults and not accept_good_rows:
        raise FaultySheet(faults)
    found = {case.case_no: case for each in lists for case in each.cases}
    pinned = book.on(quarter.next.first_day)
    changes = changes_of(asked.given, asked.source, pinned, book.on(today))
    changed = hypothetical(pinned, changes)
    frame = build_frame(_framed(found.values(), today), quarter.first_day, quarter.last_day)
    plan = SamplingPlan.from_rules(pinned, int(pinned[SIZE]))
    made = draw(Manifest.of(frame, season=str(quarter), scope=court, plan=plan), seed)
    places = {number: Place(case.court, case.case_kind.value) for number, case in found.items()}
    members = {case.case_no: places[case.case_no] for case in frame.members}
    drawn = redraw(made, plan_under(made.manifest, changes, changed), members, frame.first, frame.last)
    return Replay(
        season=str(quarter),
        changes=changes,
        idle=tuple(
            each if each.why == SAME else replace(each, why=NO_RECORD) for each in idle(changes, [changed])
        ),
        redrawing=drawn,
        no_draw=None,
        cases=(),
        unscored=0,
        acts=(),
        running=(),
        limits=0,
        notes=(
            *((ROUNDED_ANEW,) if drawn.anew and drawn.came else ()),
            Words(
                "按清单试抽：可抽{count}件，另有{out}件不在本季度或者不得抽取，{faulty}行有误未用",
                "tried on a list: {count} eligible, {out} outside the quarter or not eligible, {faulty} faulty rows unused",
                count=len(frame.members),
                out=len(frame.excluded),
                faulty=len(faults),
            ),
        ),
    )


NO_RECORD = Words(
    "只有案件清单，没有评查记录，不能重演等次和期限",
    "a bare list has no review on record to grade or time again",
)


def _framed(cases: Iterable[ClosedCase], today: date) -> list[FrameCase]:
    return [
        FrameCase(
            case_no=case.case_no,
            court=case.court,
            case_kind=case.case_kind.value,
            judge=case.judge,
            division=case.division,
            date_closed=case.date_closed,
            effective=case.date_effective is None or case.date_effective <= today,
            pending=bool(case.pending),
            reviewed=False,
        )
        for case in cases
    ]
