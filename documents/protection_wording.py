"""Facts of protection and of handovers as a paper says them (保护、衔接事实的文书用语); what stands in a table is in `protection_tables.py`.

The point of clearing: of the accusation only what was found untrue is ever repeated (只澄清失实的问题).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.figures import NO, YES, day
from rules.clarification import PointFinding
from rules.exemption_sheet import GroundResult
from rules.labels import Language, Words
from rules.wrong_handling import Restoration
from state_machines.exemption_review.terms import Known as Exemption
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Link
from state_machines.interference_record.terms import Known as Interference
from state_machines.personal_safety.terms import Known as Safety
from state_machines.points import points_of
from state_machines.report_clarification.terms import Known as Clearing
from state_machines.rights_petition.terms import Known as Petition
from state_machines.steps import Fact, Kind

Told = Callable[[Any, Mapping[str, Any], Language], list[str]]


def said_of(fact: Fact, value: Any, facts: Mapping[str, Any], language: Language) -> list[str] | None:
    """A fact of protection in sentences; None where it has no form of its own here."""
    if fact in _OWN:
        return _OWN[fact](value, facts, language)
    if fact.parts and isinstance(value, Mapping):
        return [in_parts(fact, value, language)]
    if fact.choices is not None and not fact.parts:
        return [_chosen(fact, value, language)]
    return None


def in_parts(fact: Fact, record: Mapping[str, Any], language: Language) -> str:
    """A record as one sentence: each part with its name."""
    told = [
        Words("{name}：{value}", "{name}: {value}", name=Words(part.zh, part.en), value=_part(part, record[part.code], language))
        for part in fact.parts
        if record.get(part.code) not in (None, "", [])
    ]  # fmt: skip
    return _joined([each.to(language) for each in told], language)


def _part(part: Fact, value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    if part.choices is not None:
        return _chosen(part, value, language)
    return day(date.fromisoformat(str(value)), language) if part.kind is Kind.DAY else str(value)


def _chosen(fact: Fact, value: Any, language: Language) -> str:
    """One code or several, by their names."""
    assert fact.choices is not None
    codes = value if isinstance(value, list) else [value]
    named = {each.value: each.to(language) for each in fact.choices}
    return ("、" if language == "zh" else ", ").join(named.get(str(code), str(code)) for code in codes)


def _joined(told: Sequence[str], language: Language) -> str:
    return ("；" if language == "zh" else "; ").join(told)


def point_named(number: Any, facts: Mapping[str, Any], language: Language) -> str:
    """``第1个问题“收受礼品”``: one point of the accusation, by its number and in its words."""
    points = points_of(facts.get(Clearing.ACCUSATION.code))
    at = int(number)
    text = points[at - 1] if 0 < at <= len(points) else ""
    return Words("第{n}个问题“{text}”", "point {n}, “{text}”", n=at, text=text).to(language)


def _untrue(value: Any, facts: Mapping[str, Any], language: Language) -> list[str]:
    """The points found untrue, and none of the others."""
    return [point_named(number, facts, language) for number in value]


def _findings(value: Any, facts: Mapping[str, Any], language: Language) -> list[str]:
    return [
        Words("{point}：{found}", "{point}: {found}", point=point_named(each["point"], facts, language),
              found=PointFinding(each["finding"])).to(language)
        for each in value
    ]  # fmt: skip


def _every(value: Any, _: Mapping[str, Any], __: Language) -> list[str]:
    """All that was added, and not the last alone."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _restored(value: Any, _: Mapping[str, Any], language: Language) -> list[str]:
    return [
        Words(
            "{what}，{on}落实{how}", "{what}, done on {on}{how}",
            what=Restoration(each["what"]), on=day(date.fromisoformat(each["on"]), language),
            how=Words("（{how}）", " ({how})", how=each["how"]) if each.get("how") else "",
        ).to(language)
        for each in value
    ]  # fmt: skip


def _person(value: Any, _: Mapping[str, Any], language: Language) -> list[str]:
    return [("，" if language == "zh" else ", ").join(str(part) for part in value.values() if part)]


def _link(value: Any, _: Mapping[str, Any], language: Language) -> list[str]:
    """The name of the handover: what its receiver types is no matter for a letter."""
    return [Link(value).to(language)]


def _sheet(value: Any, _: Mapping[str, Any], language: Language) -> list[str]:
    return [
        Words("{ground}：{result}（{why}）", "{ground}: {result} ({why})", ground=Words(row["zh"], row["en"]),
              result=GroundResult(row["result"]), why=row["why"]).to(language)
        for row in value["rows"]
    ]  # fmt: skip


_OWN: dict[Fact, Told] = {
    Exemption.SHEET: _sheet,
    Clearing.UNTRUE_POINTS: _untrue,
    Clearing.CLEARED_POINTS: _untrue,
    Clearing.FINDINGS: _findings,
    Interference.INTERFERER: _person,
    Interference.ADDITION: _every,
    Safety.MORE: _every,
    Petition.MORE: _every,
    Petition.RESTORED: _restored,
    Handed.LINK: _link,
}
