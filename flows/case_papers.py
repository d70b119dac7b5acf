"""All papers of one case (个案文书), written from the record whenever somebody asks for them."""

from __future__ import annotations

from datetime import datetime

from flows.case_forms import forms_of
from flows.office import Office
from flows.outcomes import outcome_of
from flows.paper_register import Written, write_papers
from flows.result_cards import result_cards
from records import history, proceedings, seasons
from records.seasons import Review
from rules.errors import NotFound
from rules.labels import Words


def write_case_papers(office: Office, ref: str, *, now: datetime) -> Written:
    """Write the forms of one review, and its result card if the grade is final.

    Raises:
        NotFound: there is no such review.
    """
    with office.store.read() as session:
        row, review = proceedings.find(session, ref), session.get(Review, ref)
        if review is None:
            raise NotFound(Words("“{ref}”不是评查案件", "“{ref}” is no review of a case", ref=ref))
        due = forms_of(office, session, review.season, review, row)
        past, rules = history.history(session, ref), proceedings.rules_of(session, row.rules)
        late = history.late_counts(session, ref).get(ref, 0)
        outcome = outcome_of(office, review, row, rules, late, past)
        court = seasons.season(session, review.season).organiser
        due += result_cards(office, session, review.season, [(outcome, row)], court=court)
    return write_papers(office, due, now=now)
