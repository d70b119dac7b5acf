"""Reference cases (参考卷): settled cases whose grade stands, fit to test a reader's standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from documents.reference_file import read_references
from flows.office import Office
from records import calibrations, seasons
from records.seasons import SETTLED
from rules.clocks import beijing_day
from rules.parameters import Rules
from rules.roles import Actor
from state_machines.quality_review.terms import Known, State

OPENING = (
    *(fact.code for fact in (Known.CASE_NO, Known.COURT, Known.DIVISION, Known.JUDGE, Known.BENCH)),
    "case_kind",
    "cause",
)
"""What of a settled case its calibration opens with."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A settled case with its reference grade (参考卷): what is needed to open a calibration."""

    facts: Mapping[str, Any]
    readers: frozenset[str]
    """Who read it when it was reviewed."""
    grade: str
    score: str
    source: str

    @property
    def case_no(self) -> str:
        return str(self.facts[Known.CASE_NO.code])


def references(office: Office, session: Session, label: str, rules: Rules) -> list[Reference]:
    """The cases that may serve, in order of number: settled in an earlier season, or graded by experts.

    Only such as were graded by the score sheet that is in force in this round: else the grades would not compare.
    """
    season = seasons.season(session, label)
    found = []
    for earlier in seasons.before(session, season.first):
        settled = [state for state in SETTLED if state is not State.WITHDRAWN]
        for _, row in seasons.reviews(session, earlier, settled):
            facts = row.facts
            if Known.GRADE.code in facts and Known.SCORE.code in facts and facts.get(Known.SHEETS.code):
                found.append(
                    (
                        Reference(
                            facts={key: facts.get(key) for key in OPENING},
                            readers=_all_readers(facts),
                            grade=facts[Known.GRADE.code],
                            score=str(facts[Known.SCORE.code]),
                            source=row.ref,
                        ),
                        facts[Known.SHEETS.code][-1]["sheet"],
                    )
                )
    for expert in calibrations.references(session):
        graded = Reference(expert.facts, frozenset(), expert.grade, expert.score, expert.source)
        found.append((graded, expert.sheet))
    usable = [
        reference
        for reference, sheet in found
        if sheet == office.sheets.on(rules.day, reference.facts["case_kind"]).version
    ]
    return sorted(usable, key=lambda reference: reference.case_no)


def _all_readers(facts: Mapping[str, Any]) -> frozenset[str]:
    codes = [reader["code"] for reader in facts.get(Known.READERS.code, ())]
    return frozenset(
        [*codes, *facts.get(Known.SECOND_READERS.code, ()), *facts.get(Known.STEPPED_ASIDE.code, ())]
    )


def take_in_references(office: Office, path: Path, *, by: Actor, now: datetime) -> list[str]:
    """Put expert-graded cases on the register; returns the numbers that are new.

    Raises:
        FaultyInput: every entry that is not whole, or whose sheet or grade there is not; nothing was taken.
    """
    today = beijing_day(now)
    found = read_references(path, sheet_of=lambda kind: office.sheets.on(today, kind).version)
    with office.store.begin() as session:
        rows = [entry | {"added_at": now, "added_by": by.code} for entry in found]
        return calibrations.keep_references(session, rows)
