"""The result cards of a round (评查结果卡): for each review what it came to, and how, office by office."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from documents.case_card import CardAct, write_case_card
from flows.office import Office
from records import history, proceedings, seasons
from records.proceedings import Proceeding
from rules.clocks import beijing_day
from rules.labels import Words
from rules.law import cite
from rules.outcomes import ReviewOutcome
from rules.roles import Role
from state_machines.quality_review_terms import Act as ReviewAct


def write_result_cards(
    office: Office,
    session: Session,
    rows: list[tuple[ReviewOutcome, Proceeding]],
    folder: Path,
    *,
    court: str,
    now: datetime,
) -> list[Path]:
    """Write a card for every review whose grade is final, and return the files; writing them again replaces them."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for outcome, row in rows:
        if row.state not in {state.value for state in seasons.SETTLED}:
            continue
        path = folder / f"{row.ref}.docx"
        write_case_card(
            outcome,
            past_acts(session, row.ref),
            path,
            court=court,
            dated=beijing_day(now),
            language=office.language,
            sample=office.sample,
        )
        written.append(path)
    return written


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
