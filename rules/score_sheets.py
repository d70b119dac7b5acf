"""评查表 (score sheets): dated data from `config/score_sheets/`, and over them from a court's own directory.

A sheet applies to kinds of cases (案件类型) from `since` to `until`, and is made for one way of grading (百分制 or 吸收原则).
Which way is in force is a dated parameter, `grading.method`: the one place where a court sets the day from which a
standard holds. `SheetBook.under(rules, kind)` is the sheet for the rules pinned;
`sheet_book().version("litigation@2022-01-01")` finds the one a card was printed from, however long ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from rules.court_files import written_in
from rules.deductions import GradingMethod, ScoreSheet
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.grading import method_of
from rules.labels import Words
from rules.parameters import Rules
from rules.sheet_files import FORM, read_sheet
from rules.shipped import shipped_in

__all__ = ["ScoreSheet", "SheetBook", "sheet_book"]


class SheetBook:
    """Every sheet of all days; of two in force on a day, a court's own stands before ours."""

    def __init__(self, shipped: Iterable[ScoreSheet], own: Iterable[ScoreSheet] = ()) -> None:
        self.sheets = (*own, *shipped)

    def on(self, day: date, case_kind: str, method: GradingMethod = GradingMethod.POINTS) -> ScoreSheet:
        """The sheet in force on that day for that kind of case and way of grading.

        A kind that has no sheet made for that way is read on the one it has: each of its items says what it makes of
        a case.

        Raises:
            UnknownRule: there is none.
        """
        in_force = [sheet for sheet in self.sheets if case_kind in sheet.case_kinds and sheet.in_force(day)]
        for sheet in (*(sheet for sheet in in_force if sheet.method is method), *in_force):
            return sheet
        raise UnknownRule(
            Words(
                "{day}没有适用于“{kind}”案件的评查表；请在 config/score_sheets/ 或本院评查表目录中补登",
                "no score sheet for {kind} cases is in force on {day}; add one in config/score_sheets/",
                day=day.isoformat(),
                kind=case_kind,
            )
        )

    def under(self, rules: Rules, case_kind: str) -> ScoreSheet:
        """The sheet for a case of that kind under the rules pinned to its proceeding.

        Raises:
            UnknownRule: there is none.
        """
        return self.on(rules.day, case_kind, method_of(rules))

    def version(self, version: str) -> ScoreSheet:
        """The sheet of that version, in force or not.

        Raises:
            UnknownRule: there is none.
        """
        for sheet in self.sheets:
            if sheet.version == version:
                return sheet
        raise UnknownRule(
            Words("没有版本为“{version}”的评查表", "there is no score sheet {version}", version=version)
        )


@cache
def sheet_book(court_directory: Path | None = None) -> SheetBook:
    """Read `config/score_sheets/`, then the court's own directory.

    Raises:
        FaultyInput: everything wrong in any of the files.
    """
    faults: list[Fault] = []
    shipped = [
        read_sheet(text, f"config/score_sheets/{name}", faults) for name, text in shipped_in("score_sheets")
    ]
    own = [
        read_sheet(written_in(path, FORM, faults), path.name, faults)
        for path in (sorted(court_directory.glob("*.yaml")) if court_directory else ())
    ]
    book = SheetBook(_found(shipped, faults), _found(own, faults))
    if faults:
        raise FaultyInput(faults)
    return book


def _found(read: Sequence[ScoreSheet | None], faults: list[Fault]) -> list[ScoreSheet]:
    """Leave out what could not be read; report two sheets of one directory that apply to one case at once."""
    sheets = [sheet for sheet in read if sheet is not None]
    for one, other in combinations(sheets, 2):
        kinds = sorted(set(one.case_kinds) & set(other.case_kinds))
        at_once = one.in_force(other.since) or other.in_force(one.since)
        if kinds and at_once and one.method is other.method:
            faults.append(
                Fault(
                    Words("{one} 与 {other}", "{one} and {other}", one=one.file, other=other.file),
                    Words(
                        "同一时期都适用于：{kinds}",
                        "both apply at one time to: {kinds}",
                        kinds=", ".join(kinds),
                    ),
                    Words("请为旧表填写 until", "give the older one an until"),
                )
            )
    return sheets
