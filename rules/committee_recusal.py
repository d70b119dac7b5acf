"""委员回避 (recusal of a member): on what ground, by whose decision, and what the record itself shows.

The Judges Law (49) gives the judge the right to ask and lists no ground. `config/committee_recusal.yaml` holds those of
the supervision and sanctions laws, used by analogy, and two of our own, each with its days. The chair decides on
members, all members on the chair (recalled only: parameters).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from rules.committee import Committee
from rules.dated_grounds import DatedGround, holding
from rules.entries import entries
from rules.labels import Labelled, Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason


class Decider(Labelled):
    """Who decides on a recusal (回避决定)."""

    CHAIR = "chair", "主任", "the chair"
    FULL_COMMITTEE = "full_committee", "全体委员会议", "all members"


@dataclass(frozen=True, slots=True)
class RecusalGround:
    """One ground (回避事由), the articles behind it, and the record in which it can be seen."""

    code: str
    zh: str
    en: str
    known_from: str
    grounds: tuple[DatedGround, ...]

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)


@dataclass(frozen=True, slots=True)
class People:
    """Who had to do with the matter, as far as the record knows (codes). `declared`: a member's own declarations."""

    judge: str
    bench: frozenset[str] = frozenset()
    """Who tried or decided the case, assistants and the adjudication committee included."""
    inquirers: frozenset[str] = frozenset()
    witnesses: frozenset[str] = frozenset()
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Grounds that are for people to say, by the member they hold for."""


@dataclass(frozen=True, slots=True)
class Recusal:
    """A recusal that was asked for, and what was decided (None: nothing yet)."""

    member: str
    ground: str
    asked_by: str
    asked_at: datetime
    decider: Decider | None = None
    granted: bool | None = None
    reasons: str = ""
    decided_at: datetime | None = None


def recusal_grounds(on: date) -> tuple[RecusalGround, ...]:
    """The grounds that may be given on that day, in the order of the file."""
    return tuple(ground for ground in _grounds() if holding(ground.grounds, on))


def must_step_aside(member: str, people: People, on: date) -> tuple[RecusalGround, ...]:
    """The grounds against a member that the record shows; what only people can say stands where they said it."""
    return tuple(ground for ground in recusal_grounds(on) if _seen(ground, member, people))


def decider(member: str, committee: Committee, rules: Rules) -> Decider:
    """Who decides whether that member steps aside."""
    key = "discipline.chair_recusal_by" if member == committee.chair else "discipline.member_recusal_by"
    return Decider(rules[key])


def wrongly_decided(recusal: Recusal, committee: Committee, rules: Rules) -> Reason | None:
    """Why a decision on a recusal does not stand: somebody decided who had not to, or nobody did yet."""
    key = (
        "discipline.chair_recusal_by" if recusal.member == committee.chair else "discipline.member_recusal_by"
    )
    right = Decider(rules[key])
    if recusal.granted is None or recusal.decider is None:
        return Reason(
            Words("{who}的回避申请尚未决定，应当由{right}决定", "nothing was decided on the recusal of {who}; {right} must",
                  who=recusal.member, right=right),
            cite("judges_law.49"))  # fmt: skip
    if recusal.decider is not right:
        return Reason(
            Words("{who}的回避由{wrong}决定，应当由{right}决定", "the recusal of {who} was decided by {wrong}; {right} must",
                  who=recusal.member, wrong=recusal.decider, right=right),
            cite(rules.parameter(key).authority))  # fmt: skip
    return None


def _seen(ground: RecusalGround, member: str, people: People) -> bool:
    match ground.known_from:
        case "judge":
            return member == people.judge
        case "bench":
            return member in people.bench
        case "inquirers":
            return member in people.inquirers
        case "witnesses":
            return member in people.witnesses
        case _:
            return ground.code in people.declared.get(member, frozenset())


@cache
def _grounds() -> tuple[RecusalGround, ...]:
    return entries("committee_recusal.yaml", "grounds", read_ground)


def read_ground(entry: Mapping[str, Any]) -> RecusalGround:
    """One entry of `config/committee_recusal.yaml`."""
    if entry["known_from"] not in _KNOWN_FROM:
        raise ValueError(f"known_from: {entry['known_from']}")
    return RecusalGround(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        known_from=entry["known_from"],
        grounds=tuple(DatedGround.read(ground) for ground in entry["grounds"]),
    )


_KNOWN_FROM = ("judge", "bench", "inquirers", "witnesses", "declared")
