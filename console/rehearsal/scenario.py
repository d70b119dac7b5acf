"""A scenario (推演剧本): the opening facts of a case and dated acts, read from a script with all its faults at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from console.rehearsal.expectations import OF_AN_ACT, OF_THE_WHOLE, Expected, read_expected
from console.rehearsal.moments import at, moment
from console.rehearsal.names import PROCEDURE_NAMES, ROLE_NAMES, Names, Vocabulary
from console.rehearsal.overrides import read_overrides
from console.rehearsal.particulars import stated
from console.rehearsal.script import FORM, Entry, parse
from rules.labels import Labelled, Words
from rules.parameters import RuleBook
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES

OFFICE_OPENS, OFFICE_CLOSES = time(9), time(18)
"""The time of an act, and of the end, for which a script gives the day only."""
LONGEST_WAIT = 10
"""Years between two acts: a wait that is longer is a slip of the pen."""
REF = "推演"


class Part(Labelled):
    """The parts of a script."""

    TITLE = "rehearsal", "推演", "rehearsal"
    NOTE = "note", "说明", "note"
    PROCEDURE = "procedure", "程序", "procedure"
    REF = "reference", "编号", "reference"
    DAY = "date", "日期", "date"
    PARAMETERS = "parameters", "参数", "parameters"
    FACTS = "facts", "立项事实", "facts"
    ACTS = "acts", "办理", "acts"
    UNTIL = "until", "截至", "until"
    EXPECTED = "expected", "预期", "expected"


class Line(Labelled):
    """The parts of one act of a script."""

    DAY = "date", "日期", "date"
    ACT = "act", "步骤", "act"
    ROLE = "role", "角色", "role"
    PERSON = "person", "人员", "person"
    COURT = "court", "法院", "court"
    CONTENT = "particulars", "内容", "particulars"
    EXPECTED = "expected", "预期", "expected"
    NOTE = "note", "说明", "note"


_PARTS = Names.of_labels(Words("这一项", "part"), Part)
_LINE = Names.of_labels(Words("这一项", "part"), Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAct:
    """One act of a script. `person` empty: whoever the facts name for the role, or the office as such."""

    at: datetime
    act: Labelled
    role: Role
    person: str = ""
    court: str = ""
    particulars: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    expected: Expected | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A script that was understood."""

    title: str
    note: str
    procedure: Procedure
    ref: str
    opens_at: datetime
    parameters: Mapping[str, Any]
    facts: Mapping[str, Any]
    acts: tuple[PlannedAct, ...]
    ends_at: datetime
    expected: Expected


def read_scenario(text: str, source: str, book: RuleBook) -> Scenario:
    """Read a script; `book` holds the parameters it may override.

    Raises:
        FaultyInput: every fault, each with its line and what to do.
    """
    script = parse(text, source)
    parts = _PARTS.keyed(script)
    for needed in (Part.PROCEDURE, Part.DAY):
        if needed not in parts:
            _missing(script, needed)
    opens_at = _time(parts[Part.DAY], None, OFFICE_OPENS) if Part.DAY in parts else None
    parameters = {}
    if Part.PARAMETERS in parts and opens_at is not None:
        parameters = read_overrides(parts[Part.PARAMETERS], book.on(opens_at.date()))
    code = PROCEDURE_NAMES.read(parts[Part.PROCEDURE]) if Part.PROCEDURE in parts else None
    if code is None:  # Nobody knows then what the acts and facts are called.
        raise script.faulty()
    words = Vocabulary.of(PROCEDURES[code])
    facts = stated(parts[Part.FACTS], words.facts, on_record=True) if Part.FACTS in parts else {}
    acts = _acts(parts[Part.ACTS], words, opens_at) if Part.ACTS in parts else []
    last = acts[-1].at if acts else opens_at
    ends_at = _time(parts[Part.UNTIL], last, OFFICE_CLOSES) if Part.UNTIL in parts else last
    said = parts.get(Part.EXPECTED)
    expected = read_expected(said, words, OF_THE_WHOLE) if said else Expected()
    title, note, ref = (_text(parts.get(part)) for part in (Part.TITLE, Part.NOTE, Part.REF))
    if script.faults or opens_at is None or ends_at is None:
        raise script.faulty()
    return Scenario(
        title=title or source,
        note=note,
        procedure=words.procedure,
        ref=ref or REF,
        opens_at=opens_at,
        parameters=parameters,
        facts=facts,
        acts=tuple(acts),
        ends_at=ends_at,
        expected=expected,
    )


def _acts(entry: Entry, words: Vocabulary, opens_at: datetime | None) -> list[PlannedAct]:
    found: list[PlannedAct] = []
    before = opens_at
    for item in entry.listed():
        planned = _act(item, words, before)
        if planned is not None:
            found.append(planned)
            before = planned.at
    return found


def _act(entry: Entry, words: Vocabulary, before: datetime | None) -> PlannedAct | None:
    parts = _LINE.keyed(entry)
    for needed in (Line.DAY, Line.ACT):
        if needed not in parts and entry.has_parts:
            _missing(entry, needed)
    when = _time(parts[Line.DAY], before, OFFICE_OPENS) if Line.DAY in parts else None
    act = words.acts.read(parts[Line.ACT]) if Line.ACT in parts else None
    said = parts.get(Line.EXPECTED)
    expected = read_expected(said, words, OF_AN_ACT) if said else None
    if act is None:
        return None
    role = _role(entry, parts.get(Line.ROLE), act, words)
    content = parts.get(Line.CONTENT)
    particulars = stated(content, words.asked_of(act), amended=words.facts) if content else {}
    if when is None or role is None:
        return None
    return PlannedAct(
        at=when,
        act=act,
        role=role,
        person=_text(parts.get(Line.PERSON)),
        court=_text(parts.get(Line.COURT)),
        particulars=particulars,
        note=_text(parts.get(Line.NOTE)),
        expected=expected,
    )


def _role(entry: Entry, part: Entry | None, act: Labelled, words: Vocabulary) -> Role | None:
    """The role named; where the table knows one role only for this act, it need not be named."""
    if part is not None:
        return ROLE_NAMES.read(part)
    may = words.roles_of(act)
    if len(may) == 1:
        return may[0]
    entry.wrong(
        Words("没有写明由谁办理“{act}”", "it does not say who takes “{act}”", act=act),
        Words(
            "请加“角色”，可以写：{roles}",
            "add “role”, one of: {roles}",
            roles=Words("、".join(role.zh for role in may), ", ".join(role.en for role in may)),
        ),
    )
    return None


def _time(entry: Entry, before: datetime | None, by_default: time) -> datetime | None:
    """The instant of an entry, which may not lie before what stands above it.

    A day alone means the default time, or right after what stands above it on the same day.
    """
    found = moment(entry)
    if found is None:
        return None
    when = at(found[0], found[1] or by_default)
    if before is None:
        return when
    if found[1] is None and found[0] == before.date():
        when = max(when, before)
    above = f"{before:%Y-%m-%d %H:%M}"
    if when < before:
        entry.wrong(
            Words("早于前一步（{above}）", "is earlier than what stands above it ({above})", above=above),
            Words("请按时间先后排列", "put the acts in the order of time"),
        )
    elif when.year - before.year > LONGEST_WAIT:
        entry.wrong(
            Words(
                "距前一步（{above}）超过{years}年",
                "is more than {years} years after what stands above it ({above})",
                above=above,
                years=LONGEST_WAIT,
            ),
            Words("请核对年份", "check the year"),
        )
    return when


def _missing(entry: Entry, part: Labelled) -> None:
    entry.wrong(
        Words("缺少“{part}”", "“{part}” is missing", part=part),
        Words("请补写；{form}", "add it; {form}", form=FORM),
    )


def _text(entry: Entry | None) -> str:
    return entry.one_text() if entry is not None else ""
