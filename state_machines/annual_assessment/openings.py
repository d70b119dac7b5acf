"""The opening of an assessment (参加考核): who registers it, and what must be said. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.courts import CourtLevel
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from state_machines.annual_assessment.terms import Known, Post
from state_machines.forms import missing
from state_machines.steps import Fact

LOCAL = law("local_assessment")
FIRST_YEAR = 2019
"""The Judges Law of 2019 knows the annual assessment; what is older is not made up for here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentOpening:
    """What is registered of an assessment."""

    judge: str
    year: int
    court: str
    level: CourtLevel | None = None
    organiser: str = ""
    division: str = ""
    post: Post = Post.JUDGE

    def facts(self) -> dict[str, Any]:
        """The facts an assessment opens with; what is empty is left out."""
        given: dict[Fact, Any] = {
            Known.ORGANISER: self.organiser,
            Known.COURT: self.court,
            Known.LEVEL: self.level.value if self.level else "",
            Known.DIVISION: self.division,
            Known.JUDGE: self.judge,
            Known.YEAR: self.year,
            Known.POST: self.post.value,
        }
        return {fact.code: value for fact, value in given.items() if value}


def check_opening(opening: AssessmentOpening, by: Actor, today: date) -> None:
    """What an assessment must say to be registered, and by whom.

    Raises:
        Refused: it is for the personnel department.
        FaultyInput: everything that is missing or cannot be.
    """
    if by.role is not Role.PERSONNEL:
        raise Refused(
            Words("年度考核由政治部登记", "an assessment is registered by the personnel department"),
            LOCAL["参加考核"],
        )
    faults = [
        missing(fact)
        for fact, value in (
            (Known.JUDGE, opening.judge.strip()), (Known.COURT, opening.court.strip()), (Known.LEVEL, opening.level),
        )
        if not value
    ]  # fmt: skip
    if not FIRST_YEAR <= opening.year <= today.year:
        faults.append(
            Fault(
                Words("考核年度{year}", "the year {year}", year=opening.year),
                Words("不能考核", "cannot be assessed"),
                Words("请写{first}至{last}之间的年度", "state a year from {first} to {last}", first=FIRST_YEAR, last=today.year),
            )
        )  # fmt: skip
    if faults:
        raise FaultyInput(faults)
