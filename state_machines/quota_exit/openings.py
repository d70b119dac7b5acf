"""The opening of an exit (退额登记): what is put on record before anybody puts it forward, and why it may not be. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules.courts import CourtLevel
from rules.errors import Fault, FaultyInput, Refused
from rules.labels import Words
from rules.law import law
from rules.quota_exit import ExitCategory, ExitGround
from rules.roles import Actor, Role
from state_machines.forms import missing
from state_machines.quota_exit.terms import Known
from state_machines.steps import Fact

LOCAL = law("local_quota_exit")

OPENERS = (Role.PERSONNEL, Role.JUDGE_CONCERNED)
"""The personnel department, and for a request the judge himself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitOpening:
    """What is registered of an exit. `open_inquiries`: supervision, party_inquiry, audit, criminal."""

    judge: str
    court: str
    ground: ExitGround
    level: CourtLevel | None = None
    organiser: str = ""
    division: str = ""
    in_quota_since: date | None = None
    leader: bool = False
    open_inquiries: tuple[str, ...] = ()
    source: Mapping[str, Any] = field(default_factory=dict)
    """Where it came from: the matter with its digest in the ledger, the document, the day of the event."""

    assessments: tuple[Mapping[str, Any], ...] = ()
    """The results of the years it rests on, where they were read from an assessment."""
    caseload: Mapping[str, Any] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        """The facts an exit opens with; what is empty is left out."""
        given: dict[Fact, Any] = {
            Known.ORGANISER: self.organiser,
            Known.COURT: self.court,
            Known.LEVEL: self.level.value if self.level else "",
            Known.DIVISION: self.division,
            Known.JUDGE: self.judge,
            Known.IN_QUOTA_SINCE: self.in_quota_since.isoformat() if self.in_quota_since else "",
            Known.GROUND: self.ground.code,
            Known.GROUND_FOUND: self.ground.record(),
            Known.CATEGORY: self.ground.category.value,
            Known.ON_FILE: dict.fromkeys(self.open_inquiries, True),
            Known.SOURCE: dict(self.source),
            Known.ASSESSMENTS: [dict(each) for each in self.assessments],
            Known.CASELOAD: dict(self.caseload),
        }
        return {fact.code: value for fact, value in given.items() if value} | {Known.LEADER.code: self.leader}


def check_opening(opening: ExitOpening, by: Actor, today: date) -> None:
    """What an exit must say to be registered, and by whom.

    Raises:
        Refused: it is for the personnel department, and for the judge's own request for him.
        FaultyInput: everything that is missing or cannot be.
    """
    own = by.role is Role.JUDGE_CONCERNED
    if by.role not in OPENERS or (
        own and (by.code != opening.judge or opening.ground.category is not ExitCategory.ON_REQUEST)
    ):
        raise Refused(
            Words(
                "退额由政治部登记；申请退出的，也可以由法官本人登记",
                "an exit is registered by the personnel department; a request by the judge himself as well",
            ),
            LOCAL["提出"],
        )
    faults = [
        missing(fact)
        for fact, value in ((Known.JUDGE, opening.judge.strip()), (Known.COURT, opening.court.strip()),
                            (Known.LEVEL, opening.level), (Known.IN_QUOTA_SINCE, opening.in_quota_since))
        if not value
    ]  # fmt: skip
    if opening.in_quota_since is not None and opening.in_quota_since > today:
        faults.append(_to_come(Known.IN_QUOTA_SINCE, opening.in_quota_since))
    event = opening.source.get("on")
    if event and date.fromisoformat(str(event)) > today:
        faults.append(_to_come(Known.SOURCE, date.fromisoformat(str(event))))
    if faults:
        raise FaultyInput(faults)
    _check_in_force(opening, today)


def _check_in_force(opening: ExitOpening, today: date) -> None:
    """Refuse a ground that did not hold on the day of its event."""
    day = date.fromisoformat(str(opening.source.get("on") or today.isoformat()))
    if not opening.ground.on(day):
        raise Refused(
            Words(
                "“{ground}”在{day}没有施行，不得适用；另有当时生效的情形的，按该情形登记（zelian exit grounds --on {day}）",
                "“{ground}” did not hold on {day}: register it on a ground that did (zelian exit grounds --on {day})",
                ground=opening.ground.words,
                day=day.isoformat(),
            ),
            LOCAL["情形"],
        )


def _to_come(fact: Fact, day: date) -> Fault:
    return Fault(
        Words("“{name}”{day}", "“{name}” {day}", name=Words(fact.zh, fact.en), day=day.isoformat()),
        Words("还没有到", "has not come yet"),
        Words("请核对日期", "check the day"),
    )
