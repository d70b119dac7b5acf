"""The cases reviewed beside the draw (另行评查的案件): worked out from the internal list and the same tickets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rules.additional import Additional
from rules.internal_list import InternalList
from rules.lots import ticket
from rules.pools import Pool


@dataclass(frozen=True, slots=True)
class AddedCase:
    """A case that is reviewed beside the random draw, and to which pool it belongs."""

    case_no: str
    pool: Pool
    ticket: str


def added_cases(
    key: str, drawn: Collection[str], terms: Additional, listed: InternalList
) -> tuple[AddedCase, ...]:
    """Must-review cases that the first round did not draw, then what each judge lacks to the floor; by ticket.

    A case drawn at random stays in the random pool, so that this pool is a sample of the whole frame.
    """
    waiting = _by_ticket(key, [case_no for case_no in listed.mandatory if case_no not in drawn])
    mandatory = [
        AddedCase(case_no, Pool.MANDATORY, lot)
        for lot, case_no in waiting[: terms.mandatory_at_most or len(waiting)]
    ]
    reviewed = {*drawn, *(entry.case_no for entry in mandatory)}
    floor = [
        AddedCase(case_no, Pool.FLOOR, lot)
        for each in listed.judges
        for lot, case_no in _by_ticket(key, [case_no for case_no in each.cases if case_no not in reviewed])[
            : max(terms.floor - each.earlier - len(reviewed.intersection(each.cases)), 0)
        ]
    ]
    return tuple(sorted([*mandatory, *floor], key=lambda entry: entry.ticket))


def _by_ticket(key: str, cases: Sequence[str]) -> list[tuple[str, str]]:
    return sorted((ticket(key, case_no), case_no) for case_no in cases)
