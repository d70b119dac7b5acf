"""The content of a notice as text (通知的文本): what `canonical(content.to_json())` writes, put together from its parts.

The sentences of a notice are those of a step, an office or a limit, and thousands of notices have them in common:
each is written once. A test holds the two ways against one another.
"""

from __future__ import annotations

from datetime import date

from records.columns import Canonical, quoted
from rules.notices import NoticeContent


def content_text(content: NoticeContent) -> Canonical:
    """The content as the outbox stores it."""
    one = content
    return Canonical(
        f'{{"acknowledge_by":{_day(one.acknowledge_by)},"act":{one.act.written()},"ask":{one.ask.written()},'
        f'"audience":{quoted(one.audience._value_)},"authority":{quoted(one.authority)},'
        f'"case_no":{quoted(one.case_no)},"court":{quoted(one.court)},"division":{quoted(one.division)},'
        f'"due":{_day(one.due)},"due_explained":{one.due_explained.written()},"key":{quoted(one.key)},'
        f'"kind":{quoted(one.kind._value_)},"organiser":{quoted(one.organiser)},"person":{quoted(one.person)},'
        f'"points":{_points(one) if one.points else "[]"},"proceeding":{quoted(one.proceeding)},'
        f'"procedure":{one.procedure.written()},"provisional":{"true" if one.provisional else "false"},'
        f'"rung":{one.rung},"state":{one.state.written()},"urgency":{quoted(one.urgency._value_)},'
        f'"what_to_do":{one.what_to_do.written()}}}'
    )


def _day(day: date | None) -> str:
    return "null" if day is None else f'"{day.isoformat()}"'


def _points(content: NoticeContent) -> str:
    return f"[{','.join(f'[{name.written()},{text.written()}]' for name, text in content.points)}]"
