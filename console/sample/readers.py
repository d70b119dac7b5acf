"""The readers of the sample quarter (示例评查员): they take their cards, fill them in, and hand them back in a folder."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from console.sample.cast import Cast
from console.sample.pen import fill_in
from console.sample.performance import Performance
from console.sample.script import WrongAct
from documents.returned_card import read_card
from flows import cards
from records import calibrations, seasons
from records.proceedings import Act, Proceeding, advance
from rules.errors import Refused
from rules.grading import Grade
from rules.parameters import Rules
from rules.roles import Actor, Role
from state_machines.quality_review.terms import Act as Do
from state_machines.quality_review.terms import Known, State
from state_machines.reader_calibration import REFERENCE
from state_machines.reader_calibration import State as Calibrating

COME_BACK = "收回的评查表"


@dataclass(frozen=True, slots=True)
class _Reading:
    """One card that a reader will hand in, from the day it is ready."""

    ref: str
    reader: str
    place: int
    late_reason: str
    conflict: bool = False


class Readers:
    """All readers together: which cards they have, and when each comes back."""

    def __init__(self, cast: Cast, rules: Rules) -> None:
        self.cast, self.rules = cast, rules
        self._ready: dict[date, list[_Reading]] = defaultdict(list)
        self._taken: set[tuple[str, str]] = set()
        self._recused: set[str] = set()

    def receive(self, game: Performance) -> None:
        """Take the cards that were written, and mean to hand each in on its day."""
        within = int(self.rules["quality_review.scoring"])
        for row in _being_read(game):
            # Of a calibration card the cast knows as much as of any case: how good the file is.
            if REFERENCE.code in row.facts:
                self.cast.quality.setdefault(row.ref, Grade(row.facts[REFERENCE.code]["grade"]))
            for place, reader in enumerate(row.facts[Known.READERS.code]):
                taken = (row.ref, reader["code"])
                if taken in self._taken:
                    continue
                self._taken.add(taken)
                self._promise(game, row, reader["code"], place, within)

    def _promise(self, game: Performance, row: Proceeding, reader: str, place: int, within: int) -> None:
        recusal = self.cast.recusal(row.ref) if row.ref not in self._recused else None
        if recusal and recusal.place == place:
            self._recused.add(row.ref)
            day = game.working_day(1)
            self._ready[day].append(_Reading(row.ref, reader, place, recusal.reasons, conflict=True))
            return
        said = self.cast.card(row.ref, reader, within)
        day = game.working_day(said.after)
        self._ready[day].append(_Reading(row.ref, reader, place, said.late_reason))

    def hand_in(self, game: Performance, today: date) -> None:
        """Hand in the cards that are ready: those in time in one folder, a late one with its reason."""
        readings = self._ready.pop(today, [])
        if not readings:
            return
        rows = {row.ref: row for row in _being_read(game)}
        folder = game.home / COME_BACK / today.isoformat()
        for reading in readings:
            row = rows.get(reading.ref)
            if row is None:
                continue
            self._try_another(game, row, reading)
            path = self._fill(game, row, reading, folder, today)
            if reading.late_reason and not reading.conflict:
                cards.submit(
                    game.office,
                    read_card(path, book=game.office.sheets),
                    now=game.now,
                    late_reason=reading.late_reason,
                )
                path.rename(path.with_name(f"{path.stem}（逾期）{path.suffix}"))
        done = cards.collect_cards(game.office, game.label, folder, now=game.now)
        game.unforeseen += [f"{path}: {refusal}" for path, refusal in (*done.refused, *done.faulty)]

    def _fill(self, game: Performance, row: Proceeding, reading: _Reading, folder: Path, today: date) -> Path:
        sheet = game.office.sheets.under(self.rules, row.facts["case_kind"])
        findings = self.cast.findings(row.ref, reading.reader, sheet, self.rules, place=reading.place)
        own = game.office.season_folder(game.label) / cards.FOLDER / reading.reader
        card = next(path for path in own.iterdir() if row.case_no in path.name)
        to = folder / f"{reading.reader}-{row.ref}.xlsx"
        remarks = (
            reading.late_reason if reading.conflict else self.cast.card(row.ref, reading.reader, 10).remarks
        )
        found = [finding.item for finding in findings]
        fill_in(
            card,
            to,
            game.office.sheets,
            findings,
            day=today,
            remarks=remarks,
            nomination=self.cast.nomination(row.ref, place=reading.place),
            reversal=self.cast.reversal(row.ref, found, today),
            conflict=reading.conflict,
        )
        return to

    def _try_another(self, game: Performance, row: Proceeding, reading: _Reading) -> None:
        """Somebody tries to hand in a sheet for this reader, and is refused."""
        wrong = WrongAct.SHEET_OF_ANOTHER
        if wrong not in self.cast.wrong_acts(row.ref) or wrong in game.refused:
            return
        sheet = {"reader": reading.reader, "sheet": "", "findings": [], "total": "100", "grade": "excellent"}
        act = Act(
            ref=row.ref,
            trigger=Do.SUBMIT_SHEET.value,
            by=Actor("示例-他人", Role.REVIEWER),
            at=game.now,
            particulars={Known.SHEETS.code: sheet},
        )
        try:
            with game.office.store.begin() as session:
                advance(session, act)
        except Refused as refusal:
            game.refused[wrong] = str(refusal)


def _being_read(game: Performance) -> list[Proceeding]:
    with game.office.store.read() as session:
        rows = [row for _, row in seasons.reviews(session, game.label, [State.ASSIGNED])]
        return rows + [row for _, row in calibrations.of_season(session, game.label, [Calibrating.ASSIGNED])]
