"""Ladders of escalation (逐级催办): by what rungs whoever is late is told, and who hears with him; `config/ladders.yaml`.

Pure: which rungs there are, on which day each falls, and whose office hears. What was told stands in `records.alerts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from rules.alerts import Rung
from rules.citations import Citation, Provenance
from rules.court_files import parsed, written_in
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.labels import Words
from rules.law import cite
from rules.notices import Urgency
from rules.parameters import Rules, rule_book
from rules.roles import Role
from rules.shipped import text_of
from rules.workdays import Calendar
from state_machines.confidentiality import CLOSED
from state_machines.handover.terms import Known as Handed
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES

RESPONSIBLE, DESK, GIVER, COURT_ABOVE = "responsible", "desk", "giver", "court_above"
DEFAULT, FOR_CLOSED, ALARM = "default", "closed", "alarm"
_BY_NAME = (RESPONSIBLE, DESK, GIVER, COURT_ABOVE)
_ONE_DAY = timedelta(days=1)


class Reader(NamedTuple):
    """Whom a rung tells: an office of a court, or in it one person; and whether the act is his to do."""

    role: Role
    person: str
    court: str
    owes: bool = False

    @property
    def code(self) -> str:
        return f"{self.role.value}:{self.person}"


@dataclass(frozen=True, slots=True)
class RungRule:
    """One rung. `days`: working days after the day due (before it where `before`), or the parameter that says how many."""

    rung: Rung
    before: bool
    days: int | str
    hears: tuple[str, ...]
    urgency: Urgency
    authority: Citation
    provenance: Provenance

    def count(self, rules: Mapping[str, Any]) -> int:
        """Working days after the day due; negative: before it."""
        days = int(rules[self.days]) if isinstance(self.days, str) else self.days
        return -days if self.before else days

    def falls_on(self, base: date, rules: Mapping[str, Any], days: Calendar) -> date:
        return shifted(base, self.count(rules), days)


@dataclass(frozen=True, slots=True)
class LadderBook:
    """Every ladder by the code of its procedure."""

    ladders: Mapping[str, tuple[RungRule, ...]]

    def of(self, procedure: str) -> tuple[RungRule, ...]:
        """The rungs of a procedure, the lowest first."""
        otherwise = FOR_CLOSED if procedure in CLOSED else DEFAULT
        return self.ladders.get(procedure) or self.ladders[otherwise]

    @property
    def of_alarms(self) -> tuple[RungRule, ...]:
        return self.ladders[ALARM]

    def by_first_day(self, today: date, rules: Rules, days: Calendar) -> dict[date, list[str]]:
        """Up to which day due the first rung of a procedure has come by today, with the procedures of which that holds."""
        found: dict[date, list[str]] = {}
        for code in PROCEDURES:
            until = shifted(today, -min(rung.count(rules) for rung in self.of(code)), days)
            found.setdefault(until, []).append(code)
        return found


def shifted(day: date, count: int, days: Calendar) -> date:
    """The day that lies so many working days after `day` (before it where negative)."""
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= days.is_working_day(day)
    return day


def readers(
    rule: RungRule, table: Procedure, responsible: Sequence[Reader], desk: Reader, facts: Mapping[str, Any]
) -> list[Reader]:
    """Whom a rung tells, each once, those who owe the act first."""
    first = responsible[0] if responsible else desk
    found: dict[str, Reader] = {}
    for name in rule.hears:
        for reader in _named(name, first, responsible, desk, facts):
            if table.is_about(reader.role, facts) or reader.owes or name in (DESK, GIVER):
                found.setdefault(reader.code, reader)
    return list(found.values())


def _named(
    name: str, first: Reader, responsible: Sequence[Reader], desk: Reader, facts: Mapping[str, Any]
) -> Iterator[Reader]:
    if name == RESPONSIBLE:
        yield from responsible
    elif name == DESK:
        yield desk
    elif name == GIVER:
        if giver := facts.get(Handed.GIVER.code):
            above = giver in (facts.get(Handed.ABOVE.code) or ())
            yield Reader(
                Role(giver), "", str(facts.get("organiser") or first.court) if above else first.court
            )
    elif name == COURT_ABOVE:
        organiser = str(facts.get("organiser") or "")
        if organiser and organiser != first.court:
            yield Reader(Role.PRESIDENT, "", organiser)
        else:
            yield Reader(Role.HIGHER_COURT, "", first.court)
    else:
        yield Reader(Role(name), "", first.court)


@cache
def ladder_book(court_file: Path | None = None) -> LadderBook:
    """Read `config/ladders.yaml`, then the court's own file over it.

    Raises:
        FaultyInput: every rung that is not well formed, or would tell somebody who must not know, with its place.
    """
    faults: list[Fault] = []
    found = dict(_ladders(text_of("ladders.yaml"), "config/ladders.yaml", faults))
    if court_file is not None and court_file.is_file():
        found |= _ladders(written_in(court_file, _FORM, faults), court_file.name, faults)
    if faults:
        raise FaultyInput(faults)
    return LadderBook(found)


def _ladders(
    text: str | None, source: str, faults: list[Fault]
) -> Iterator[tuple[str, tuple[RungRule, ...]]]:
    data = parsed(text, source, _FORM, faults)
    if data is None:
        return
    entries = data.get("ladders") if isinstance(data, dict) and data.keys() == {"ladders"} else None
    if not isinstance(entries, dict):
        faults.append(_fault(source, Words("只应有 ladders 一部分", "only ladders stands here")))
        return
    for code, rungs in entries.items():
        where = f"{source} ladders.{code}"
        if code not in (*PROCEDURES, DEFAULT, FOR_CLOSED, ALARM):
            faults.append(_fault(where, Words("没有这一程序", "there is no such procedure")))
        elif not isinstance(rungs, list) or not rungs:
            faults.append(_fault(where, Words("没有列出任何一级", "no rung is listed")))
        else:
            yield code, tuple(_rungs(code, rungs, where, faults))


def _rungs(code: str, rungs: list[Any], where: str, faults: list[Fault]) -> Iterator[RungRule]:
    height, last = -1, None
    for number, entry in enumerate(rungs, 1):
        place = f"{where}[{number}]"
        rung = _rung(entry, place, faults)
        if rung is None:
            continue
        if rung.rung.height <= height:
            faults.append(
                _fault(place, Words("各级应由低到高，不得重复", "rungs rise, and none stands twice"))
            )
        day = rung.count(rule_book().on(_TODAY_OF_RULES)) if _knows(rung.days) else None
        if day is not None and last is not None and day < last:
            faults.append(_fault(place, Words("早于前一级", "comes before the rung below it")))
        height, last = rung.rung.height, day if day is not None else last
        faults += [_fault(place, words) for words in _may_not_hear(code, rung)]
        yield rung


def _rung(entry: Any, place: str, faults: list[Fault]) -> RungRule | None:
    """One rung, or None and a fault for each thing wrong with it."""
    if not isinstance(entry, dict) or not _PARTS <= entry.keys() <= _PARTS | {"before", "after"}:
        faults.append(_fault(place, Words("每级须有 rung、before 或 after、hears、urgency、authority、provenance",
                                          "a rung has rung, before or after, hears, urgency, authority and provenance")))  # fmt: skip
        return None
    known = len(faults)
    rung = _member(Rung, entry["rung"], f"{place}.rung", faults)
    urgency = _member(Urgency, entry["urgency"], f"{place}.urgency", faults)
    provenance = _member(Provenance, entry["provenance"], f"{place}.provenance", faults)
    when = [name for name in ("before", "after") if name in entry]
    days = entry[when[0]] if len(when) == 1 else None
    if isinstance(days, bool) or not isinstance(days, int | str) or (isinstance(days, int) and days < 0):
        faults.append(_fault(place, Words("before、after 只写一个：工作日数或者参数名", "one of before and after: working days, or a parameter")))  # fmt: skip
    elif not _knows(days):
        faults.append(_fault(place, Words("没有参数“{days}”", "there is no parameter “{days}”", days=days)))
    hears = entry["hears"]
    roles = {role.value for role in Role} - {Role.CALENDAR.value}
    if not isinstance(hears, list) or not hears or not all(name in (*_BY_NAME, *roles) for name in hears):
        faults.append(_fault(f"{place}.hears", Words("应为 responsible、desk、giver、court_above 或者角色代码",
                                                     "responsible, desk, giver, court_above or codes of roles")))  # fmt: skip
    try:
        authority = cite(str(entry["authority"]))
    except UnknownRule as error:
        faults.append(_fault(f"{place}.authority", error.words))
    if len(faults) > known or days is None:
        return None
    return RungRule(rung, when[0] == "before", days, tuple(hears), urgency, authority, provenance)


def _may_not_hear(code: str, rung: RungRule) -> Iterator[Words]:
    """保密: an office that has no part in a matter of discipline, exit or protection hears nothing of it."""
    tables = [PROCEDURES[code]] if code in CLOSED else []
    if code == FOR_CLOSED:
        own = {"rights_petition", "exemption_review", "handover"}
        tables = [PROCEDURES[each] for each in sorted(CLOSED - own)]
    for table in tables:
        for name in rung.hears:
            if name == COURT_ABOVE or (name not in _BY_NAME and Role(name) not in table.with_a_part):
                yield Words("“{who}”不应知悉“{procedure}”的事项", "“{who}” must not know of a matter of “{procedure}”",
                            who=name if name in _BY_NAME else Role(name), procedure=table.words)  # fmt: skip


def _knows(days: int | str | None) -> bool:
    return isinstance(days, int) or any(entry.key == days for entry in rule_book().parameters)


def _member(labels: Any, text: Any, where: str, faults: list[Fault]) -> Any:
    for member in labels:
        if text == member.value:
            return member
    faults.append(_fault(where, Words("没有“{text}”这一项", "there is no “{text}”", text=text)))
    return None


def _fault(where: str, what: Words) -> Fault:
    return Fault(Words("催办阶梯“{where}”", "ladders, “{where}”", where=where), what, _FORM)


_TODAY_OF_RULES = date.max
_PARTS = {"rung", "hears", "urgency", "authority", "provenance"}
_FORM = Words("请按 config/ladders.yaml 的格式改正", "mend it after the form of config/ladders.yaml")
