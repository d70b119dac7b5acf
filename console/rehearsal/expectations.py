"""What a script expects (预期): of one act, or of the whole when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from console.rehearsal import moments
from console.rehearsal.names import ARTICLE_NAMES, ROLE_NAMES, Names, Vocabulary
from console.rehearsal.particulars import stated
from console.rehearsal.script import Entry
from records.clocks import Running
from rules.labels import Labelled, Words
from rules.notices import NoticeKind
from rules.roles import Role
from state_machines.steps import ClockRule, Fact


class Wish(Labelled):
    """What may be expected (预期的事项)."""

    STATE = "state", "状态", "state"
    REFUSED = "refused", "拒绝", "refused"
    AUTHORITY = "authority", "依据", "authority"
    PATH = "path", "经过", "path"
    LIMITS = "limits", "期限", "limits"
    NOTICES = "notices", "通知", "notices"
    PAPERS = "papers", "文书", "papers"
    FACTS = "facts", "事实", "facts"


class Told(Labelled):
    """By what a notice is recognised (通知的特征)."""

    AUDIENCE = "to", "对象", "to"
    PERSON = "person", "人员", "person"
    KIND = "kind", "种类", "kind"
    SUBJECT = "subject", "事由", "subject"
    DAY = "date", "日期", "date"


ANY_REASON = {"是", "yes", "true"}
OF_AN_ACT = (Wish.STATE, Wish.REFUSED, Wish.AUTHORITY, Wish.LIMITS, Wish.NOTICES, Wish.PAPERS)
OF_THE_WHOLE = (Wish.STATE, Wish.PATH, Wish.LIMITS, Wish.NOTICES, Wish.PAPERS, Wish.FACTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedNotice:
    """A notice recognised by some of its features; what is not said may be anything."""

    audience: Role | None = None
    person: str = ""
    kind: NoticeKind | None = None
    subject: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is expected. None and empty: nothing is said of that point."""

    state: Labelled | None = None
    refused: str | None = None
    """A part of the reason for refusing; empty: whatever the reason."""
    authority: str | None = None
    path: tuple[Labelled, ...] | None = None
    limits: tuple[tuple[ClockRule, date | Running], ...] = ()
    notices: tuple[ExpectedNotice, ...] = ()
    papers: tuple[Labelled, ...] = ()
    facts: tuple[tuple[Fact, Any], ...] = ()


def read_expected(entry: Entry, words: Vocabulary, wishes: tuple[Wish, ...]) -> Expected:
    """The expectations of an entry; each that cannot be understood is a fault."""
    said: dict[str, Any] = {}
    for wish, part in Names.of_labels(Words("预期", "expectation"), wishes).keyed(entry).items():
        match wish:
            case Wish.STATE:
                said["state"] = words.states.read(part)
            case Wish.REFUSED:
                said["refused"] = _reason(part)
            case Wish.AUTHORITY:
                said["authority"] = ARTICLE_NAMES.read(part)
            case Wish.PATH:
                said["path"] = _all(words.acts, part)
            case Wish.LIMITS:
                said["limits"] = tuple(_limits(part, words))
            case Wish.NOTICES:
                said["notices"] = tuple(_notice(item) for item in part.listed())
            case Wish.PAPERS:
                said["papers"] = _all(words.papers, part)
            case Wish.FACTS:
                said["facts"] = tuple(_facts(part, words))
    return Expected(**said)


def _reason(entry: Entry) -> str:
    text = entry.one_text()
    return "" if text.lower() in ANY_REASON else text


def _all(names: Names[Labelled], entry: Entry) -> tuple[Labelled, ...]:
    found = (names.read(item) for item in entry.listed())
    return tuple(each for each in found if each is not None)


def _facts(entry: Entry, words: Vocabulary) -> Iterator[tuple[Fact, Any]]:
    for code, value in stated(entry, words.facts, on_record=True).items():
        fact = words.facts.find(code)
        if fact is not None:
            yield fact, value


def _limits(entry: Entry, words: Vocabulary) -> list[tuple[ClockRule, date | Running]]:
    standings = Names.of_labels(Words("期限状态", "state of a time limit"), Running)
    found: list[tuple[ClockRule, date | Running]] = []
    for rule, part in words.clocks.keyed(entry).items():
        on_a_day = part.text[:1].isdigit()
        wanted: date | Running | None = moments.day(part) if on_a_day else standings.read(part)
        if wanted is not None:
            found.append((rule, wanted))
    return found


def _notice(entry: Entry) -> ExpectedNotice:
    if not entry.has_parts:
        return ExpectedNotice(audience=ROLE_NAMES.read(entry))
    said: dict[str, Any] = {}
    for feature, part in (
        Names.of_labels(Words("通知的特征", "feature of a notice"), Told).keyed(entry).items()
    ):
        match feature:
            case Told.AUDIENCE:
                said["audience"] = ROLE_NAMES.read(part)
            case Told.PERSON:
                said["person"] = part.one_text()
            case Told.KIND:
                said["kind"] = Names.of_labels(Words("通知种类", "kind of notice"), NoticeKind).read(part)
            case Told.SUBJECT:
                said["subject"] = part.one_text()
            case Told.DAY:
                said["day"] = moments.day(part)
    return ExpectedNotice(**said)
