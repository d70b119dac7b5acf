"""The account of a rehearsal as people read it (推演报告): line by line, in Chinese or in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from console.rehearsal.account import Account, Event, Happening, Limit, recipient, subject
from console.rehearsal.checks import Check
from records.clocks import Running
from rules.clocks import explain, is_over
from rules.labels import Labelled, Words
from rules.roles import AUTOMATIC, Actor
from rules.workdays import WEEKDAYS

MET, NOT_MET = "✓", "✗"


def told(account: Account, checked: Iterable[Check], *, explained: bool) -> Iterator[Words]:
    """Every line of the account. `explained`: each time limit with the whole chain of its reckoning."""
    yield from _head(account)
    for event in account.events:
        yield from _event(event)
    yield from _section(Words("期限", "Time limits"), _limits(account, explained=explained))
    yield from _section(Words("应制作的文书", "Papers to be written"), _papers(account))
    checked = list(checked)
    yield from _section(Words("预期", "Expectations"), _checked(checked))
    if checked:
        missed = sum(not check.met for check in checked)
        yield Words(
            "共{count}项预期，{missed}项不符",
            "{count} expectations, {missed} not met",
            count=len(checked),
            missed=missed,
        )


def _head(account: Account) -> Iterator[Words]:
    scenario = account.scenario
    yield Words("推演：{title}", "Rehearsal: {title}", title=scenario.title)
    if scenario.note:
        yield Words("说明：{note}", "Note: {note}", note=scenario.note)
    yield Words(
        "程序：{procedure}；{since}至{until}（北京时间）",
        "Procedure: {procedure}; {since} to {until} (Beijing time)",
        procedure=Words(scenario.procedure.zh, scenario.procedure.en),
        since=_when(scenario.opens_at),
        until=_when(scenario.ends_at),
    )
    for key in scenario.parameters:
        now, before = account.rules.parameter(key), account.in_force.parameter(key)
        yield Words(
            "参数：{name} {now}（推演所设；现行{before}，{provenance}）",
            "Parameter: {name} {now} (set for this rehearsal; in force: {before}, {provenance})",
            name=Words(now.zh, now.en),
            now=Words(now.shown("zh"), now.shown("en")),
            before=Words(before.shown("zh"), before.shown("en")),
            provenance=before.provenance,
        )
    yield Words("", "")


def _event(event: Event) -> Iterator[Words]:
    yield Words(
        "{number:>2}. {when}　{what}",
        "{number:>2}. {when}  {what}",
        number=event.number,
        when=_when(event.at),
        what=_what(event),
    )
    if event.authority is not None:
        yield _under("依据", "Authority", Words(event.authority.to("zh"), event.authority.to("en")))
    for limit in event.turned:
        yield _under("期限", "Time limit", _limit(limit))
    for notice in event.notices:
        yield _under(
            "通知",
            "Notice",
            Words("{who}：{subject}", "{who}: {subject}", who=recipient(notice), subject=subject(notice)),
        )
    for paper in event.papers:
        yield _under("文书", "Paper", paper)
    if event.planned is not None and event.planned.note:
        yield _under("说明", "Note", Words("{note}", "{note}", note=event.planned.note))


def _what(event: Event) -> Words:
    act = event.act or event.kind
    if event.kind is Happening.REMINDED:
        return Words("{act}", "{act}", act=act)
    if event.kind is Happening.REFUSED:
        return Words(
            "{who} {act}　{mark} 不予办理：{reason}",
            "{who}: {act}  {mark} refused: {reason}",
            who=_who(event.by),
            act=act,
            mark=NOT_MET,
            reason=event.reason,
        )
    return Words(
        "{who} {act} → {state}", "{who}: {act} → {state}", who=_who(event.by), act=act, state=event.state
    )


def _who(by: Actor | None) -> Words:
    if by is None:
        return Words("", "")
    person = "" if by.code in (by.role.value, AUTOMATIC.code) else f" {by.code}"
    return Words("{role}{person}", "{role}{person}", role=by.role, person=person)


def _limits(account: Account, *, explained: bool) -> Iterator[Words]:
    for limit in account.limits:
        over = limit.running is Running.RUNNING and is_over(limit.due, account.scenario.ends_at)
        mark = Words("，已逾期", ", overdue") if over else Words("", "")
        yield Words("  {limit}{mark}", "  {limit}{mark}", limit=_limit(limit), mark=mark)
        if explained:
            lines = zip(explain(limit.due, "zh"), explain(limit.due, "en"), strict=True)
            for number, (zh, en) in enumerate(lines, start=1):
                yield Words(f"      {number}. {zh}", f"      {number}. {en}")


def _limit(limit: Limit) -> Words:
    late = Words("（逾期办理）", " (done late)") if limit.late else Words("", "")
    return Words(
        "{name}{shown}，{running}{late}",
        "{name} {shown}, {running}{late}",
        name=Words(limit.rule.zh, limit.rule.en),
        shown=limit.due.shown,
        running=limit.running,
        late=late,
    )


def _papers(account: Account) -> Iterator[Words]:
    for event in account.events:
        for paper in event.papers:
            yield Words(
                "  {paper}（第{number}步）", "  {paper} (no. {number})", paper=paper, number=event.number
            )


def _checked(checked: Iterable[Check]) -> Iterator[Words]:
    for check in checked:
        where = Words("全程", "the whole")
        if check.event is not None:
            where = Words("第{number}步", "no. {number}", number=check.event)
        instead = Words("", "")
        if not check.met:
            instead = Words("；实为：{instead}", "; instead: {instead}", instead=check.instead)
        yield Words(
            "  {mark} {where}　{point}：{expected}{instead}",
            "  {mark} {where}  {point}: {expected}{instead}",
            mark=MET if check.met else NOT_MET,
            where=where,
            point=check.point,
            expected=check.expected,
            instead=instead,
        )


def _section(title: Words, lines: Iterator[Words]) -> Iterator[Words]:
    """A title over its lines, or nothing where there is no line."""
    listed = list(lines)
    if listed:
        yield Words("\n{title}", "\n{title}", title=title)
        yield from listed


def _under(zh: str, en: str, what: Words | Labelled) -> Words:
    return Words(f"      {zh}：{{what}}", f"      {en}: {{what}}", what=what)


def _when(at: datetime) -> Words:
    return Words(
        "{day}（{weekday}）{clock}",
        "{day} ({weekday}) {clock}",
        day=at.date().isoformat(),
        weekday=WEEKDAYS[at.weekday()],
        clock=f"{at:%H:%M}",
    )
