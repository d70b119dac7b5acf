"""The result cards of a round (评查结果卡): for each review what it came to, and how, office by office.

A card is dated on the day of the last act it tells of. Written again with nothing done since, it has the same bytes.
"""

from __future__ import annotations

from sqlmodel import Session

from documents.case_card import CardAct, case_card
from documents.paper_content import Paper
from documents.paper_fields import PaperKind
from flows.office import Office
from flows.paper_register import DuePaper, paper_path
from records import history, proceedings, seasons
from records.proceedings import Proceeding
from records.seasons import Review
from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import cite
from rules.outcomes import ReviewOutcome
from rules.pools import Pool
from rules.quarters import Quarter
from rules.roles import Role
from state_machines.quality_review.terms import Act as ReviewAct


def result_cards(
    office: Office,
    session: Session,
    label: str,
    rows: list[tuple[ReviewOutcome, Proceeding]],
    *,
    court: str,
) -> list[DuePaper]:
    """A card for every review whose grade is final; writing them again replaces them."""
    return [
        DuePaper(
            row.ref,
            row.version,
            card_of(office, session, label, outcome, row, court=court),
            paper_path(office, label, PaperKind.RESULT_CARD, row.ref),
        )
        for outcome, row in rows
        if row.state in {state.value for state in seasons.SETTLED}
    ]


def card_of(
    office: Office, session: Session, label: str, outcome: ReviewOutcome, row: Proceeding, *, court: str
) -> Paper:
    """The card of one review, as of its last act."""
    acts, quarter = past_acts(session, row.ref), Quarter.parse(label)
    review = session.get_one(Review, row.ref)
    return case_card(
        outcome,
        acts,
        court=court,
        season=Words(quarter.to("zh"), quarter.to("en")),
        dated=beijing_day(acts[-1].at),
        pool=Pool(review.pool),
        language=office.language,
        sample=office.sample,
    )


def past_acts(session: Session, ref: str) -> list[CardAct]:
    """The history of a review as its card shows it: offices and authorities, nobody by name."""
    names = {act.value: Words(act.zh, act.en) for act in ReviewAct} | {
        proceedings.OPEN: Words("抽取立项", "drawn and opened")
    }
    ended = {clock.ended_at: clock for clock in history.clocks_of(session, ref) if clock.ended_at}
    return [
        CardAct(
            at=past.at,
            act=names[past.trigger],
            office=Words(Role(past.role).zh, Role(past.role).en),
            authority=cite(past.authority),
            due=ended[past.at].due_on if past.at in ended else None,
            late=past.at in ended and ended[past.at].late,
        )
        for past in history.history(session, ref)
    ]
