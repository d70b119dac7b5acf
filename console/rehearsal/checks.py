"""Whether what was expected came about (核对预期), and what came instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from console.rehearsal.account import Account, Event, Happening, Limit, recipient, subject
from console.rehearsal.expectations import Expected, ExpectedNotice, Wish
from console.rehearsal.particulars import shown
from records.clocks import Running
from rules.clock_steps import day_words
from rules.labels import Labelled, Words
from rules.notices import NoticeContent

NOTHING = Words("无", "nothing")
ACT = Words("办理", "act")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation: of which event (None: of the whole), on what point, met or not, and what came instead."""

    event: int | None
    point: Words
    expected: Words
    met: bool
    instead: Words


def checks(account: Account) -> list[Check]:
    """Every expectation of the scenario against the account, in the order of the events, the whole last."""
    found: list[Check] = []
    for event in account.events:
        if event.planned is not None and event.planned.expected is not None:
            found += _of_an_act(event, event.planned.expected)
    return [*found, *_of_the_whole(account, account.scenario.expected)]


def _of_an_act(event: Event, expected: Expected) -> Iterator[Check]:
    came = _said(Happening.DONE)
    if event.reason is not None:
        came = Words("不予办理：{reason}", "refused: {reason}", reason=event.reason)
    if expected.refused is None:
        yield Check(event.number, ACT, _said(Happening.DONE), event.reason is None, came)
    else:
        met = event.reason is not None and any(
            expected.refused in reason for reason in (event.reason.to("zh"), event.reason.to("en"))
        )
        wanted = _said(expected.refused or Happening.REFUSED)
        yield Check(event.number, _said(Wish.REFUSED), wanted, met, came)
    if expected.authority is not None:
        code = event.authority.code if event.authority else ""
        met = code == expected.authority
        yield Check(event.number, _said(Wish.AUTHORITY), _said(expected.authority), met, _said(code))
    told = [(event.at, notice) for notice in event.notices]
    yield from _common(expected, event.number, event.state, event.limits, told, event.papers)


def _of_the_whole(account: Account, expected: Expected) -> Iterator[Check]:
    yield from _common(expected, None, account.state, account.limits, account.notices, account.papers)
    if expected.path is not None:
        path = account.path
        yield Check(None, _said(Wish.PATH), _listed(expected.path), expected.path == path, _listed(path))
    for fact, value in expected.facts:
        found = account.facts.get(fact.code)
        instead = NOTHING if found is None else _said(shown(fact, found))
        point, wanted = Words(fact.zh, fact.en), _said(shown(fact, value))
        yield Check(None, point, wanted, found == value, instead)


def _common(
    expected: Expected,
    number: int | None,
    state: Labelled,
    limits: Sequence[Limit],
    told: Sequence[tuple[datetime, NoticeContent]],
    papers: Sequence[Labelled],
) -> Iterator[Check]:
    if expected.state is not None:
        met = expected.state is state
        yield Check(number, _said(Wish.STATE), _said(expected.state), met, _said(state))
    last = {limit.rule: limit for limit in limits}
    for rule, wanted in expected.limits:
        met, instead = _limit(last.get(rule), wanted)
        standing = day_words(wanted) if isinstance(wanted, date) else _said(wanted)
        yield Check(number, Words(rule.zh, rule.en), standing, met, instead)
    for notice in expected.notices:
        met = any(_recognised(notice, when, content) for when, content in told)
        instead = _listed([_told(when, content) for when, content in told])
        yield Check(number, _said(Wish.NOTICES), _described(notice), met, instead)
    for paper in expected.papers:
        yield Check(number, _said(Wish.PAPERS), _said(paper), paper in papers, _listed(papers))


def _limit(limit: Limit | None, wanted: date | Running) -> tuple[bool, Words]:
    """Whether the limit stands as wanted: ends on that day, or is running, suspended, done or run out."""
    if limit is None:
        return False, Words("没有开始", "it never began")
    stands = Words("{shown}，{running}", "{shown}, {running}", shown=limit.due.shown, running=limit.running)
    return wanted in (limit.due.rolled, limit.running), stands


def _recognised(expected: ExpectedNotice, when: datetime, notice: NoticeContent) -> bool:
    title = subject(notice)
    return (
        expected.audience in (None, notice.audience)
        and expected.person in ("", notice.person)
        and expected.kind in (None, notice.kind)
        and expected.day in (None, when.date())
        and (expected.subject in title.to("zh") or expected.subject in title.to("en"))
    )


def _described(expected: ExpectedNotice) -> Words:
    said = (
        expected.day,
        expected.audience,
        expected.person,
        expected.kind,
        expected.subject,
    )
    return _listed([each for each in said if each])


def _told(when: datetime, notice: NoticeContent) -> Words:
    return Words("{day}{who}", "{day} {who}", day=when.date(), who=recipient(notice))


def _said(thing: Any) -> Words:
    """Anything as a sentence of its own; what has a Chinese and an English name says it in the right one."""
    return Words("{thing}", "{thing}", thing=thing)


def _listed(things: Iterable[Any]) -> Words:
    said = [_said(thing) for thing in things]
    if not said:
        return NOTHING
    return Words("、".join(each.to("zh") for each in said), ", ".join(each.to("en") for each in said))
