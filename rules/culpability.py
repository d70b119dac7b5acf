"""过错与责任 (fault and liability): what makes a judge liable for a case, kind by kind.

`config/liability.yaml` holds the seven kinds of the 2015 opinions (26) as dated data. Intent needs no result; gross
negligence needs the results the kind names; ordinary negligence is no liability for a wrong case. A judge answers for
the quality of a case for life (意见25): there is no period of limitation, and nothing here asks how long ago it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from rules.dated_grounds import DatedGround
from rules.entries import entries
from rules.errors import UnknownRule
from rules.labels import Labelled, Words
from rules.law import cite
from rules.misconduct import ActKind
from rules.reasons import Reason


class Fault(Labelled):
    """How a person was at fault (主观过错)."""

    INTENT = "intent", "故意", "intent"
    GROSS_NEGLIGENCE = "gross_negligence", "重大过失", "gross negligence"
    ORDINARY_NEGLIGENCE = "ordinary_negligence", "一般过失", "ordinary negligence"
    NONE = "none", "没有过错", "no fault"


class Result(Labelled):
    """What came of an act (结果要件)."""

    WRONG_JUDGMENT = "wrong_judgment", "裁判结果错误", "wrong judgment"
    WRONG_OPERATIVE_PART = "wrong_operative_part", "裁判文书主文错误", "wrong operative part"
    SERIOUS_CONSEQUENCE = "serious_consequence", "严重后果", "serious consequences"


LIFELONG = Reason(
    Words(
        "法官对办案质量终身负责，没有追责时效", "a judge answers for a case for life; there is no limitation"
    ),
    cite("judicial_responsibility_2015.25"),
)
FOR_ITEM_5 = frozenset({Result.WRONG_JUDGMENT, Result.SERIOUS_CONSEQUENCE})
"""法官法 46(5): gross negligence is one of its acts only with both results."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of a kind: what must have come of it, and which items of article 46 it can be, the likeliest first."""

    results: frozenset[Result]
    acts: tuple[ActKind, ...]


@dataclass(frozen=True, slots=True)
class LiabilityKind:
    """One of the kinds of unlawful adjudication (违法审判情形). A branch that it lacks is no liability."""

    code: str
    zh: str
    en: str
    ground: DatedGround
    intent: Branch | None
    negligence: Branch | None

    @property
    def words(self) -> Words:
        return Words(self.zh, self.en)

    def branch(self, fault: Fault) -> Branch | None:
        return {Fault.INTENT: self.intent, Fault.GROSS_NEGLIGENCE: self.negligence}.get(fault)


@dataclass(frozen=True, slots=True)
class Liability:
    """Whether the elements of a kind are there (违法审判责任的构成), and which act of article 46 it is.

    `act` is None where it is none of the ten, though the kind is fulfilled or because it is not.
    """

    kind: LiabilityKind
    fault: Fault
    fulfilled: bool
    missing: tuple[Result, ...]
    act: ActKind | None
    reasons: tuple[Reason, ...]


def liability_kinds(on: date) -> tuple[LiabilityKind, ...]:
    """The kinds in force on the day of the act, in the order of the text."""
    return tuple(kind for kind in _kinds() if kind.ground.holds_on(on))


def liability_kind(code: str, on: date) -> LiabilityKind:
    """The kind of that code on the day of the act.

    Raises:
        UnknownRule: there is none, or none was in force: what held before is not registered.
    """
    for kind in liability_kinds(on):
        if kind.code == code:
            return kind
    raise UnknownRule(
        Words(
            "{day}没有登记违法审判情形“{code}”；行为早于登记的规定的，请在 config/liability.yaml 中补登当时的规定",
            "no kind of unlawful adjudication “{code}” is registered for {day}; for an older act add the rule of that "
            "day in config/liability.yaml",
            day=on.isoformat(),
            code=code,
        )
    )


def assess(code: str, fault: Fault, results: Iterable[Result], on: date) -> Liability:
    """Hold an act against its kind (意见25、26): are fault and results what it asks for?

    Raises:
        UnknownRule: no such kind was in force on the day of the act.
    """
    kind = liability_kind(code, on)
    there, branch = with_implied(results), kind.branch(fault)
    if branch is None:
        return Liability(kind, fault, False, (), None, (_no_branch(kind, fault),))
    missing = tuple(result for result in Result if result in branch.results - there)
    if missing:
        return Liability(kind, fault, False, missing, None, (_lacking(kind, fault, missing),))
    act = _act(fault, branch, there)
    reasons = [_met(kind, fault, branch)]
    if act is None and (outside := not_item_5(there)):
        reasons.append(outside)
    return Liability(kind, fault, True, (), act, tuple(reasons))


def not_item_5(results: Iterable[Result]) -> Reason | None:
    """Why gross negligence with these results is not item 5 of article 46 (法官法 46)."""
    lacking = [result for result in Result if result in FOR_ITEM_5 - with_implied(results)]
    if not lacking:
        return None
    return Reason(
        Words("缺少{lacking}，不属于法官法第46条第5项", "without {lacking} it is not item 5 of article 46 of the Judges Law",
              lacking=listed(lacking)),
        cite("judges_law.46"))  # fmt: skip


def with_implied(results: Iterable[Result]) -> frozenset[Result]:
    """The results and those they imply: a wrong operative part is a wrong judgment."""
    found = set(results)
    for result in tuple(found):
        found |= _implied()[result]
    return frozenset(found)


def listed(labels: Iterable[Labelled]) -> Words:
    entries = list(labels)
    return Words("、".join(each.zh for each in entries), " and ".join(each.en for each in entries))


def _act(fault: Fault, branch: Branch, results: frozenset[Result]) -> ActKind | None:
    if fault is Fault.INTENT:
        return branch.acts[0]
    return branch.acts[0] if results >= FOR_ITEM_5 else None


def _no_branch(kind: LiabilityKind, fault: Fault) -> Reason:
    if fault in (Fault.INTENT, Fault.GROSS_NEGLIGENCE):
        return Reason(
            Words("“{kind}”只追究故意，不追究{fault}", "“{kind}” is pursued for intent only, not for {fault}",
                  kind=kind.words, fault=fault),
            kind.ground.authority)  # fmt: skip
    return Reason(
        Words("{fault}不承担违法审判责任", "{fault} is no liability for unlawful adjudication", fault=fault),
        cite("judicial_responsibility_2015.25"),
    )


def _lacking(kind: LiabilityKind, fault: Fault, missing: tuple[Result, ...]) -> Reason:
    return Reason(
        Words("“{kind}”的{fault}责任以{missing}为要件，尚缺", "“{kind}” by {fault} needs {missing}, which is missing",
              kind=kind.words, fault=fault, missing=listed(missing)),
        kind.ground.authority)  # fmt: skip


def _met(kind: LiabilityKind, fault: Fault, branch: Branch) -> Reason:
    needed = [result for result in Result if result in branch.results]
    words = (
        Words("“{kind}”，{fault}，结果要件（{needed}）具备", "“{kind}”, {fault}, with its results ({needed})",
              kind=kind.words, fault=fault, needed=listed(needed))
        if needed
        else Words("“{kind}”，{fault}，不以结果为要件", "“{kind}”, {fault}; no result is asked for", kind=kind.words, fault=fault)
    )  # fmt: skip
    return Reason(words, kind.ground.authority)


@cache
def _kinds() -> tuple[LiabilityKind, ...]:
    return entries("liability.yaml", "kinds", _read_kind)


@cache
def _implied() -> dict[Result, frozenset[Result]]:
    return dict(entries("liability.yaml", "results", _read_result))


def _read_kind(entry: Mapping[str, Any]) -> LiabilityKind:
    return LiabilityKind(
        code=entry["code"],
        zh=entry["zh"],
        en=entry["en"],
        ground=DatedGround.read(entry["ground"]),
        intent=_branch(entry.get("intent")),
        negligence=_branch(entry.get("negligence")),
    )


def _read_result(entry: Mapping[str, Any]) -> tuple[Result, frozenset[Result]]:
    return Result(entry["code"]), frozenset(Result(code) for code in entry.get("implies", ()))


def _branch(entry: Mapping[str, Any] | None) -> Branch | None:
    if entry is None:
        return None
    return Branch(
        results=frozenset(Result(code) for code in entry.get("results", ())),
        acts=tuple(ActKind(code) for code in entry["acts"]),
    )
