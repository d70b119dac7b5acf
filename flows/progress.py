"""What goes forward by itself (自动流转): one tick of a season does every step that needs no person's will.

A tick may be repeated, cut off, and run twice at once; what is done already is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from flows import assigning, calibrating, cards, case_forms, excellent, scoring
from flows.assigning import Assigned
from flows.office import Office
from flows.paper_register import Written
from flows.reading_round import Occasion
from flows.scoring import Merged
from records import seasons
from rules.assignment import Shortage
from rules.clashes import Clash
from rules.errors import FaultyInput, Refused
from state_machines.quality_review.terms import State


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
    listed: int = 0
    """Cases listed as candidates for 优秀."""
    clashes: list[Clash] = field(default_factory=list)
    """Why readers lack, bottleneck by bottleneck, and what would help."""

    @classmethod
    def of(
        cls,
        merged: Merged,
        thirds: Assigned,
        assigned: Assigned,
        seconds: Assigned,
        written: list[Path],
        forms: Written,
        listed: int = 0,
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
            listed=listed,
            clashes=[clash for lot in lots for clash in lot.clashes],
        )

    @property
    def anything(self) -> bool:
        return bool(
            self.assigned
            or self.merged
            or self.thirds
            or self.seconds
            or self.cards
            or self.listed
            or self.forms
            or self.faulty
            or self.shortages
            or self.refused
        )


def tick(office: Office, label: str, *, now: datetime) -> Tick:
    """Merge, call third readers, assign, appoint second readers, calibrate, list candidates for 优秀, write cards and forms.

    Raises:
        NotFound: there is no such season.
    """
    with office.store.read() as session:
        seasons.season(session, label)
    merged = scoring.merge_ready(office, label, now=now)
    thirds, assigned, seconds = (
        assigning.assign_readers(office, label, occasion, now=now)
        for occasion in (Occasion.THIRD, Occasion.FIRST, Occasion.SECOND)
    )
    calibrating.settle(office, label, now=now)
    calibrating.issue(office, label, now=now)
    listed = excellent.list_candidates(office, label, now=now)
    written = cards.write_cards(office, label, now=now)
    forms = case_forms.write_forms(office, label, now=now)
    return Tick.of(merged, thirds, assigned, seconds, written, forms, listed)


def states(office: Office, label: str) -> dict[State, int]:
    """How many reviews of a season stand where (件), in the order of the procedure."""
    with office.store.read() as session:
        counted = seasons.count_by_state(session, label)
    return {state: counted[state.value] for state in State if state.value in counted}
