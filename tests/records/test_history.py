"""What happened so far says what is known now."""

from __future__ import annotations

from records.history import history, refold
from records.proceedings import find
from state_machines.quality_review.table import QUALITY_REVIEW


def test_the_facts_on_record_are_the_fold_of_the_ledger(desk):
    desk.bring("评查-1", "closed")
    with desk.store.read() as session:
        row, past = find(session, "评查-1"), history(session, "评查-1")

    folded = refold(past, QUALITY_REVIEW)

    assert len(past) == row.version
    assert folded == row.facts
