"""Cards out and cards in (评查表收发): one spreadsheet for each case and reader, and the same way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from documents.card_layout import CardData
from documents.returned_card import ReturnedCard, read_cards
from documents.review_card import card_file_name, write_card
from flows.office import Office
from flows.scoring import sheet_record
from records import calibrations, cards, proceedings, seasons
from records.clocks import Clock, Running
from records.proceedings import Act, Proceeding, advance
from rules.clocks import beijing_day
from rules.errors import Fault, FaultyInput, Refused, SomeoneWasFaster
from rules.exemptions import answered
from rules.grading import shows_points
from rules.labels import Words
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.quality_review.clocks import Clock as Limits
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known, State
from state_machines.reader_calibration import State as Calibrating

FOLDER = "评查表"
CONFLICT = "评查员在评查表上声明与该案有利害关系"


@dataclass(slots=True)
class Collected:
    """What came back (份): taken in, known already, stepped aside, refused by the law, and faulty, each with its file."""

    taken: int = 0
    repeated: int = 0
    stepped_aside: int = 0
    refused: list[tuple[str, Refused]] = field(default_factory=list)
    faulty: list[tuple[str, FaultyInput]] = field(default_factory=list)


def write_cards(office: Office, label: str, *, now: datetime) -> list[Path]:
    """Write a card for every reader who has none yet, and put it on record; returns the new files.

    A card is on record only when its file is whole, so that a run that was cut off writes it again.
    """
    folder = office.season_folder(label) / FOLDER
    written = []
    with office.alone(label) as session:
        rows = [row for _, row in seasons.reviews(session, label, [State.ASSIGNED])]
        rows += [row for _, row in calibrations.of_season(session, label, [Calibrating.ASSIGNED])]
        known = cards.issued(session, [row.ref for row in rows])
        due = _due(session)
        fresh: list[dict[str, object]] = []
        for card in _missing(office, session, label, rows, known, due, now):
            path = folder / card.reader / card_file_name(card)
            path.parent.mkdir(parents=True, exist_ok=True)
            write_card(card, path)
            written.append(path)
            fresh.append(
                {
                    "card_id": card.card_id,
                    "review": card.review_ref,
                    "reader": card.reader,
                    "digest": card.digest,
                    "issued_at": now,
                }
            )
        cards.issue(session, fresh)
    return written


def collect_cards(
    office: Office, label: str, folder: Path, *, now: datetime, late_reason: str = ""
) -> Collected:
    """Take in every filled card below a folder. One faulty card stops no other; a card handed in twice counts once.

    Late cards are refused without `late_reason`, and taken with it.

    Raises:
        NotFound: there is no such season.
        FaultyInput: there is no such folder.
    """
    if not folder.is_dir():
        raise FaultyInput([_no_folder(folder)])
    with office.store.read() as session:
        seasons.season(session, label)
        refs = [row.ref for _, row in seasons.reviews(session, label)]
        refs += [row.ref for _, row in calibrations.of_season(session, label)]
        issued = cards.issued(session, refs)
    done = Collected()
    for place in [folder, *sorted(path for path in folder.rglob("*") if path.is_dir())]:
        found = read_cards(place, book=office.sheets, issued=issued)
        done.faulty += [(str(place / name), fault) for name, fault in found.faulty.items()]
        for card in found.cards:
            _take(office, card, str(place / card.file), done, now, late_reason)
    return done


def _no_folder(folder: Path) -> Fault:
    return Fault(
        Words("文件夹“{folder}”", "folder “{folder}”", folder=folder),
        Words("没有这个文件夹", "there is no such folder"),
        Words("请核对位置", "check where it is"),
    )


def _take(
    office: Office, card: ReturnedCard, path: str, done: Collected, now: datetime, late_reason: str
) -> None:
    try:
        repeated = _submit_even_late(office, card, now, late_reason)
    except FaultyInput as fault:
        done.faulty.append((path, fault))
    except Refused as refusal:
        done.refused.append((path, refusal))
    else:
        done.repeated += repeated
        done.stepped_aside += card.conflict and not repeated
        done.taken += not card.conflict and not repeated


def _submit_even_late(office: Office, card: ReturnedCard, now: datetime, late_reason: str) -> bool:
    """The same as `submit`; the reason goes on record only with a card that needs one."""
    try:
        return _submit_after_all(office, card, now)
    except Refused:
        if not late_reason:
            raise
    return submit(office, card, now=now, late_reason=late_reason)


def _submit_after_all(office: Office, card: ReturnedCard, now: datetime) -> bool:
    """A card that another one overtook is handed in again: it has a key, so that it cannot count twice."""
    try:
        return submit(office, card, now=now)
    except SomeoneWasFaster:
        return submit(office, card, now=now)


def submit(office: Office, card: ReturnedCard, *, now: datetime, late_reason: str = "") -> bool:
    """Hand in one card for its reader; True if it was in already and nothing changed.

    A reader who declares a conflict on the card steps aside; nothing else of the card is taken.

    Raises:
        Refused: the reader is not one of the case's, the sheet is in, or it is late and no reason is given.
        FaultyInput: findings that cannot be weighed.
    """
    with office.store.begin() as session:
        row = proceedings.find(session, card.review_ref)
        by, key = _reader(row, card.reader), f"card:{card.card_id}:{card.file_digest}"
        if card.conflict:
            particulars: dict[str, Any] = {
                Known.STEPPED_ASIDE.code: card.reader,
                Known.REASONS.code: card.remarks or CONFLICT,
            }
            trigger = ReviewAct.STEP_ASIDE
        else:
            rules = proceedings.rules_of(session, row.rules)
            card = _with_cause(card, row, rules, now)
            sheet = sheet_record(card, office.sheets, rules)
            particulars = {Known.SHEETS.code: sheet} | ({"late_reason": late_reason} if late_reason else {})
            trigger = ReviewAct.SUBMIT_SHEET
        act = Act(ref=row.ref, trigger=trigger.value, by=by, at=now, particulars=particulars, key=key)
        return advance(session, act).repeated


def _cause_asked(row: Proceeding, rules: Rules) -> bool:
    """Whether a reader is asked for the cause of a reversal."""
    required = rules.get("grading.reversal_cause_required", False)
    return bool(required and row.facts.get(Known.REVERSED.code))


def _with_cause(card: ReturnedCard, row: Proceeding, rules: Rules, now: datetime) -> ReturnedCard:
    """The card with the code of the cause it states.

    Raises:
        FaultyInput: none is stated of a reversed case, or there is no such cause.
    """
    if card.exemption:
        return replace(card, exemption=answered(card.exemption, beijing_day(now)))
    if _cause_asked(row, rules):
        raise FaultyInput(
            [
                Fault(
                    Words("{file} 的“exemption”", "“exemption” in {file}", file=card.file),
                    Words(
                        "该案被改判或者发回，没有写明改判原因", "the case was reversed and no cause is stated"
                    ),
                    Words(
                        "请写明免责情形或者 none，以及理由", "state the exemption or “none”, and the reasons"
                    ),
                )
            ]
        )
    return card


def _reader(row: Proceeding, code: str) -> Actor:
    court = next(
        (reader["court"] for reader in row.facts.get(Known.READERS.code, ()) if reader["code"] == code), ""
    )
    return Actor(code, Role.REVIEWER, court=court)


def _missing(
    office: Office,
    session: Session,
    label: str,
    rows: list[Proceeding],
    known: Mapping[str, str],
    due: Mapping[str, Clock],
    now: datetime,
) -> Iterator[CardData]:
    for row in rows:
        rules = proceedings.rules_of(session, row.rules)
        sheet = office.sheets.under(rules, row.facts["case_kind"])
        clock = due.get(row.ref)
        for reader in row.facts[Known.READERS.code]:
            card_id = f"{row.ref}:{reader['code']}"
            if card_id not in known:
                yield CardData(
                    card_id=card_id,
                    review_ref=row.ref,
                    season=label,
                    case_no=row.case_no,
                    cause=row.facts.get("cause", ""),
                    reader=reader["code"],
                    sheet=sheet,
                    issued=beijing_day(now),
                    due=clock.due_on if clock else None,
                    limits=sheet.day_limits(rules),
                    language=office.language,
                    was_reversed=_cause_asked(row, rules),
                    points=shows_points(rules),
                )


def _due(session: Session) -> dict[str, Clock]:
    query = select(Clock).where(
        col(Clock.code) == Limits.SCORING.code, col(Clock.state) == Running.RUNNING.value
    )
    return {clock.proceeding: clock for clock in session.execute(query).scalars()}
