"""Must-review situations (重点评查情形): dated rules by which a closed case is recognised, from `config/must_review.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.case_numbers import normalise
from rules.citations import Provenance
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.shipped import shipped


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the register says of a case that may make it one that must be reviewed."""

    case_kind: str
    outcome: str = ""
    reversed_later: bool = False
    flags: Collection[str] = ()
    """Codes of the rules that its court named in the case list."""
    later_outcomes: Collection[str] = ()
    """The outcomes of later cases that name this one."""


@dataclass(frozen=True, slots=True)
class MustReviewRule:
    """One situation, in force from `since` (inclusive) to `until` (exclusive, or open)."""

    code: str
    words: Words
    reversed_later: bool
    outcome: tuple[str, ...]
    later_outcome: tuple[str, ...]
    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    since: date
    until: date | None
    authority: str
    provenance: Provenance

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def fits(self, case: Circumstances) -> bool:
        return (
            self.code in case.flags
            or (self.reversed_later and case.reversed_later)
            or any(word in later for word in self.later_outcome for later in case.later_outcomes)
            or (
                (not self.kinds or case.case_kind in self.kinds)
                and any(word in case.outcome for word in self.outcome)
            )
        )


class MustReviewBook:
    """All rules ever in force."""

    def __init__(self, rules: Iterable[MustReviewRule]) -> None:
        self.rules = tuple(rules)
        self._flags = {normalise(word): rule.code for rule in self.rules for word in rule.flags}

    def reasons(self, case: Circumstances, used: Collection[str], day: date) -> tuple[str, ...]:
        """The codes of every rule used and in force on that day that fits the case; none: it need not be reviewed."""
        return tuple(
            rule.code for rule in self.rules if rule.code in used and rule.in_force(day) and rule.fits(case)
        )

    def words(self, code: str) -> Words:
        """What a reason is called; the code itself where no rule of that name is known any more."""
        return next((rule.words for rule in self.rules if rule.code == code), Words(code, code))

    def flag(self, text: str) -> str:
        """The code of the rule that a court named in its list.

        Raises:
            FaultyInput: no rule has that word; the message names those there are.
        """
        code = self._flags.get(normalise(text))
        if code is None:
            known = "、".join(dict.fromkeys(word for rule in self.rules for word in rule.flags[:2]))
            raise FaultyInput([Fault(
                Words("重点情形“{text}”", "must-review situation “{text}”", text=text),
                Words("不认识重点情形“{text}”", "unknown must-review situation “{text}”", text=text),
                Words("可以填写：{known}", "it may be one of: {known}", known=known))])  # fmt: skip
        return code

    def check(self, used: Iterable[str]) -> None:
        """See that the parameter `sampling.must_review` names rules there are.

        Raises:
            FaultyInput: every code without a rule.
        """
        known = {rule.code for rule in self.rules}
        faults = [
            Fault(
                Words("参数 sampling.must_review", "parameter sampling.must_review"),
                Words("没有“{code}”这一重点情形", "there is no must-review situation “{code}”", code=code),
                Words("可以是：{known}", "it may be one of: {known}", known="、".join(sorted(known))),
            )
            for code in used
            if code not in known
        ]
        if faults:
            raise FaultyInput(faults)


@cache
def must_review_book() -> MustReviewBook:
    """The rules of `config/must_review.yaml`."""
    entries: Mapping[str, Mapping[str, Any]] = shipped("must_review.yaml")["rules"]
    return MustReviewBook(
        MustReviewRule(
            code=code,
            words=Words(entry["zh"], entry["en"]),
            reversed_later=bool(entry.get("reversed_later")),
            outcome=tuple(entry.get("outcome", ())),
            later_outcome=tuple(entry.get("later_outcome", ())),
            kinds=tuple(entry.get("kinds", ())),
            flags=tuple(entry.get("flags", ())),
            since=entry["since"],
            until=entry.get("until"),
            authority=entry["authority"],
            provenance=Provenance(entry["provenance"]),
        )
        for code, entry in entries.items()
    )
