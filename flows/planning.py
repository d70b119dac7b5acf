"""The plan of a season before anything is frozen (方案预览). Read only: works before the season is opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from flows.office import Office
from flows.season_frame import season_frame, terms
from records import people, proceedings, seasons
from rules.clocks import beijing_day
from rules.errors import NotFound
from rules.frame import Frame
from rules.labels import Words
from rules.parameters import Rules
from rules.plan_outlook import (
    JudgesReached,
    Outlook,
    ReadersWork,
    alternatives,
    by_reason,
    floor_at_most,
    judges_reached,
    outlook,
    readers_work,
    tried,
)
from rules.quarters import Quarter
from rules.roles import Role
from rules.sampling_plan import SamplingPlan, StratumKey

DOUBLE_SHARE = "assignment.double_reading_share"
"""The share of cases that are read twice, where the rules have one; all of them otherwise."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to try instead of the rules; None and nothing leave them as they are."""

    size: int | None = None
    per: str | None = None
    strata: Sequence[str] | None = None
    minimum: int | None = None
    method: str | None = None
    floor: int | None = None
    mandatory_at_most: int | None = None
    readers: int | None = None
    double_share: Fraction | None = None

    def over(self, rules: Rules) -> Rules:
        """The rules with the wishes laid over them."""
        wished: dict[str, Any] = {
            "quality_review.sample_size": self.size,
            "sampling.per": self.per,
            "sampling.strata": None if self.strata is None else list(self.strata),
            "sampling.minimum_per_stratum": self.minimum,
            "sampling.method": self.method,
            "sampling.floor_per_judge": self.floor,
            "sampling.mandatory_at_most": self.mandatory_at_most,
        }
        chosen = {key: value for key, value in wished.items() if value is not None}
        return rules.with_values(chosen) if chosen else rules


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """All that the office should know before it freezes the list (件、人)."""

    quarter: Quarter
    pinned: bool
    """Whether the rules are those of the opened season; otherwise those of today."""
    frozen: bool
    """Whether the list of the season is frozen already, so that all this is for comparison only."""
    frame: Frame
    asked: int
    counted: bool
    chosen: Outlook
    kinds: Mapping[str, tuple[int, int]]
    """Between what numbers 95 of 100 draws lie for each kind of case."""
    others: tuple[Outlook, ...]
    reasons: Sequence[tuple[str, int]]
    mandatory: int
    mandatory_reviewed: int
    """How many of them are reviewed: all, or so many as the rules allow."""
    mandatory_by_court: Mapping[str, int]
    floor_per_year: int
    floor: int
    floor_most: int
    judges: int
    reached: Sequence[JudgesReached]
    work: ReadersWork

    @property
    def both(self) -> Fraction:
        """Must-review cases that the draw takes as well, on average: they are reviewed once."""
        low, high = self.chosen.chances
        return self.mandatory * (low + high) / 2 if low == high else Fraction(0)

    def load(self, other: Outlook) -> Fraction | None:
        """Readings of one reviewer, on average, if that plan were followed; None where nobody is enrolled."""
        if self.work.each is None or not self.work.cases:
            return None
        cases = other.drawn + self.work.cases - self.chosen.drawn
        return self.work.each * cases / self.work.cases


def plan_preview(office: Office, label: str, wishes: Wishes, *, now: datetime) -> PlanPreview:
    """The plan of that quarter by the rules of its season or, where it is not opened yet, of today; changes nothing.

    Raises:
        FaultyInput: the rules, or the wishes laid over them, cannot be followed.
    """
    quarter = Quarter.parse(label)
    with office.store.read() as session:
        pinned, frozen, ruled = _rules(office, session, str(quarter), now)
        rules = wishes.over(ruled)
        found = season_frame(session, quarter, rules, now)
        readers = wishes.readers
        if readers is None:
            readers = len({post.person for post in people.holders(session, Role.REVIEWER, beijing_day(now))})
    asked, per_year = int(rules["quality_review.sample_size"]), int(rules["sampling.floor_per_judge"])
    floor = found.floor(per_year)
    floor_most = floor_at_most(found.judges, floor)
    plan = SamplingPlan.from_rules(rules, asked)
    listed = found.internal_list(scope="", salt="", floor=0)
    additional = terms(rules, plan, asked, listed, floor=floor)
    chosen = outlook(Words("本方案", "this plan"), replace(plan, size=additional.random_size), found.frame)
    reviewed = min(additional.mandatory, additional.mandatory_at_most or additional.mandatory)
    eligible = len(found.frame.members)
    share = wishes.double_share
    if share is None:
        share = Fraction(str(rules[DOUBLE_SHARE])) if DOUBLE_SHARE in list(rules) else Fraction(1)
    return PlanPreview(
        quarter=quarter,
        pinned=pinned,
        frozen=frozen,
        frame=found.frame,
        asked=asked,
        counted=additional.counted,
        chosen=chosen,
        kinds={} if chosen.refusal else tried(chosen.plan, found.frame, StratumKey.CASE_KIND),
        others=tuple(outlook(name, other, found.frame) for name, other in alternatives(asked)),
        reasons=by_reason(found.mandatory),
        mandatory=len(found.mandatory),
        mandatory_reviewed=reviewed,
        mandatory_by_court=Counter(found.court_of[case_no] for case_no in found.mandatory),
        floor_per_year=per_year,
        floor=floor,
        floor_most=floor_most,
        judges=len(found.judges),
        reached=judges_reached(found.judges, chosen.drawn, eligible),
        work=readers_work(
            chosen.drawn + reviewed - int(chosen.chances[0] * reviewed) + floor_most,
            readers,
            int(rules["quality_review.readers_per_case"]),
            share,
            int(rules["assignment.max_load"]),
        ),
    )


def _rules(office: Office, session: Session, label: str, now: datetime) -> tuple[bool, bool, Rules]:
    try:
        season = seasons.season(session, label)
    except NotFound:
        return False, False, office.store.rules.on(beijing_day(now))
    return (
        True,
        season.manifest is not None,
        proceedings.rules_of(session, proceedings.find(session, season.ref).rules),
    )
