"""What goes forward by itself (自动流转): one tick of a season does every step that needs no person's will.

A tick may be repeated, cut off, and run twice at once; what is done already is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from flows import assigning, calibrating, cards, case_forms, scoring
from flows.assigning import Assigned
from flows.office import Office
from flows.paper_register import Written
from flows.scoring import Merged
from records import seasons
from rules.assignment import Shortage
from rules.errors import FaultyInput, Refused
from state_machines.quality_review_terms import State


@dataclass(frozen=True, slots=True)
class Tick:
    """What one tick of a season did (件、份), and what it could not do."""

    assigned: int
    merged: int
    divergent: int
    thirds: int
    seconds: int
    cards: list[Path]
    shortages: list[Shortage]
    refused: list[Refused]
    forms: list[Path]
    """Feedback and rectification forms written, the docx of each."""
    faulty: list[FaultyInput]
    """What kept forms from being written: a template of the court's own that is broken."""

    @classmethod
    def of(
        cls,
        merged: Merged,
        thirds: Assigned,
        assigned: Assigned,
        seconds: Assigned,
        written: list[Path],
        forms: Written,
    ) -> Self:
        """Put together what the steps did."""
        lots = (thirds, assigned, seconds)
        return cls(
            assigned=assigned.cases,
            merged=merged.cases,
            divergent=merged.divergent,
            thirds=thirds.cases,
            seconds=seconds.cases,
            cards=written,
            shortages=[shortage for lot in lots for shortage in lot.shortages],
            refused=[refusal for lot in lots for refusal in lot.refused],
            forms=[form.docx for form in forms.printed],
            faulty=forms.faulty,
        )

    @property
    def anything(self) -> bool:
        return bool(
            self.assigned
            or self.merged
            or self.thirds
            or self.seconds
            or self.cards
            or self.forms
            or self.faulty
            or self.shortages
            or self.refused
        )


def tick(office: Office, label: str, *, now: datetime) -> Tick:
    """Merge, call third readers, assign, appoint second readers, calibrate, and write the cards and forms that are missing.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        seasons.season(session, label)
    merged = scoring.merge_ready(office, label, now=now)
    thirds = assigning.call_third_readers(office, label, now=now)
    assigned = assigning.assign_readers(office, label, now=now)
    seconds = assigning.appoint_second_readers(office, label, now=now)
    calibrating.settle(office, label, now=now)
    calibrating.issue(office, label, now=now)
    written = cards.write_cards(office, label, now=now)
    forms = case_forms.write_forms(office, label, now=now)
    return Tick.of(merged, thirds, assigned, seconds, written, forms)


def states(office: Office, label: str) -> dict[State, int]:
    """How many reviews of a season stand where (件), in the order of the procedure."""
    with office.store.read() as session:
        counted = seasons.count_by_state(session, label)
    return {state: counted[state.value] for state in State if state.value in counted}
