"""What an assignment is asked to do (待分配的一轮): the cases, the people, and the limits. Facts only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rules.recusal import CaseToRead, Exclusions, Ground, Reviewer


@dataclass(frozen=True, slots=True)
class Round:
    """The facts of an assignment: what is to be read by how many, by whom, and within what limits."""

    cases: Sequence[CaseToRead]
    pool: Sequence[Reviewer]
    exclusions: Exclusions
    needs: Mapping[str, int]
    """How many new readers each case needs, by number (人)."""
    max_load: int
    before: Mapping[str, int] = field(default_factory=dict)
    """What reviewers carry already, by code (件)."""
    waived: Mapping[str, frozenset[Ground]] = field(default_factory=dict)
    """Grounds that do not hold in a case, by number; the court's own measure may lift those it laid down itself."""
