"""推演汇总 (the summary of a replay): how many cases and acts would have been treated otherwise, a column a season."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from documents.figures import NONE
from documents.workbook import Column, Kind, Sheet
from rules.labels import Words
from rules.regrading import Effect
from rules.replays import Replay
from rules.timeliness import Timeliness
from state_machines.quality_review.terms import Act


def summary(replays: Sequence[Replay]) -> Sheet:
    """汇总: what is different, a column a season."""
    columns = (
        Column(Words("项目", "item"), 44),
        *(Column(Words(each.season, each.season), 10, Kind.COUNT) for each in replays),
    )
    counts = [_counts(each) for each in replays]
    rows = [(name, *(dict(each)[name] for each in counts)) for name, _ in counts[0]] if counts else []
    return Sheet(Words("汇总", "Summary"), columns, rows)


def _counts(replay: Replay) -> list[tuple[Words, Any]]:
    return [*_of_the_draw(replay), *_of_the_grades(replay), *_of_the_limits(replay)]


def _of_the_draw(replay: Replay) -> list[tuple[Words, Any]]:
    found = replay.redrawing
    return _where(
        found is not None,
        (Words("抽中（件）：原", "drawn: on record"), len(found.before.standing) if found else 0),
        (Words("抽中（件）：改后", "drawn: changed"), len(found.after.standing) if found else 0),
        (Words("　新抽入", "  only under the change"), len(found.came) if found else 0),
        (Words("　不再抽中", "  no longer"), len(found.went) if found else 0),
    )


def _of_the_grades(replay: Replay) -> list[tuple[Words, Any]]:
    before, after = replay.thirds
    return _where(
        bool(replay.cases),
        (Words("重新评分（件）", "cases weighed again"), len(replay.cases)),
        (Words("　等次提高", "  higher grade"), replay.effects[Effect.HIGHER]),
        (Words("　等次降低", "  lower grade"), replay.effects[Effect.LOWER]),
        (
            Words("　须增派第三名评查员，未评", "  a third reader needed who never read"),
            replay.effects[Effect.OPEN],
        ),
        (
            Words("　其中等次已由人另行决定", "  of these, people decided otherwise"),
            _decided_by_people(replay),
        ),
        (Words("须第三名评查员（件）：原", "third readers: on record"), before),
        (Words("须第三名评查员（件）：改后", "third readers: changed"), after),
    )


def _of_the_limits(replay: Replay) -> list[tuple[Words, Any]]:
    refused = _objections(replay, Timeliness.NOT_ADMITTED)
    others = replay.turned(Timeliness.NOT_ADMITTED) - refused
    running = sum(pair.before.due.instant != pair.after.due.instant for pair in replay.running)
    return _where(
        replay.limits > 0,
        (Words("有期限的办理（次）", "acts within a limit"), len(replay.acts)),
        (Words("　届满日不同", "  another due date"), sum(act.moved for act in replay.acts)),
        (Words("　改为逾期", "  now late"), replay.turned(Timeliness.LATE)),
        (Words("　改为按期", "  now in time"), replay.turned(Timeliness.IN_TIME)),
        (Words("　异议改为不予受理", "  objections no longer admitted"), refused),
        (Words("　异议改为受理", "  objections admitted now"), _objections(replay, Timeliness.IN_TIME)),
        (Words("　同意等改为期满之后", "  agreement and the like now after the limit"), others),
        (
            Words("　作期满处理时期限未满", "  lapsed while the limit still ran"),
            replay.turned(Timeliness.TOO_EARLY),
        ),
        (Words("尚未办结的期限，届满日不同", "limits still running, another due date"), running),
    )


def _where(there: bool, *counts: tuple[Words, Any]) -> list[tuple[Words, Any]]:  # noqa: FBT001 - it is the condition
    """The counts, or a dash for each where nothing was replayed: nought would say that nothing changed."""
    return [(name, count if there else NONE) for name, count in counts]


def _objections(replay: Replay, timeliness: Timeliness) -> int:
    """Objections that become this by the changes (件)."""
    turned = [act for act in replay.retimed if act.before.act is Act.OBJECT]
    return sum(act.after.timeliness is timeliness for act in turned)


def _decided_by_people(replay: Replay) -> int:
    return sum(case.by_people for case in replay.cases if case.effect is not Effect.SAME)
