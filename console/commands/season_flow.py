"""zelian season flow: how long each step is waited for, where cases lie, and what goes round again (流转情况)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import typer

from console.commands.season import LABEL, app
from console.office import now, office
from console.speech import as_json, said, table
from rules.labels import Words

if TYPE_CHECKING:
    from rules.waiting import SeasonFlow, Waits

_NONE = "—"


@app.command(
    "flow",
    help=said(
        "流转情况：各步等待多久、停在哪里、何处反复",
        "the flow: how long steps wait, where cases lie, what goes round",
    ),
)
def flow(
    label: str = LABEL, json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))
) -> None:
    from flows.season_flow import flow_of

    found = flow_of(office(), label, now=now())
    if json:
        as_json(_record(found))
        return
    _steps(found, label)
    _states(found)
    _detours(found)


def _steps(found: SeasonFlow, label: str) -> None:
    from documents.figures import percent

    table(
        Words("{label}各步等待（工作日，共{count}件）", "{label}: waiting for each step (working days, {count} cases)",
              label=label, count=found.cases),
        (
            Words("步骤", "step"),
            Words("次数", "times"),
            Words("中位数", "median"),
            Words("九成不超过", "90th percentile"),
            Words("最长", "longest"),
            Words("有期限", "with a limit"),
            Words("逾期", "late"),
            Words("按期率", "in time"),
        ),
        [
            (
                step.act,
                step.waits.count,
                _plain(step.waits.middle),
                step.waits.nine_in_ten,
                step.waits.longest,
                step.limited or _NONE,
                step.limited - step.in_time if step.limited else _NONE,
                percent(step.share) if step.share is not None else _NONE,
            )
            for step in found.steps
        ],
    )  # fmt: skip


def _states(found: SeasonFlow) -> None:
    from documents.figures import percent

    everything = sum(state.total for state in found.states) or 1
    table(
        Words("停留最久之处", "where cases lie longest"),
        (
            Words("状态", "state"),
            Words("占全部等待", "of all waiting"),
            Words("离开（次）", "left"),
            Words("中位数", "median"),
            Words("九成不超过", "90th percentile"),
            Words("现有（件）", "here now"),
            Words("现有中位数", "median now"),
            Words("现有最久", "longest now"),
            Words("最久一件", "the oldest"),
        ),
        [
            (
                state.state,
                percent(Fraction(state.total, everything)),
                *_of(state.left),
                *(
                    (state.now.count, _plain(state.now.middle), state.now.longest)
                    if state.now
                    else (0, _NONE, _NONE)
                ),
                state.oldest or _NONE,
            )
            for state in found.states
        ],
    )


def _of(waits: Waits | None) -> tuple[Any, Any, Any]:
    return (waits.count, _plain(waits.middle), waits.nine_in_ten) if waits else (0, _NONE, _NONE)


def _detours(found: SeasonFlow) -> None:
    from documents.figures import percent

    table(
        Words("反复与停顿", "rounds and hold-ups"),
        (
            Words("步骤", "step"),
            Words("次数", "times"),
            Words("涉及（件）", "cases"),
            Words("占全部", "of all"),
        ),
        [
            (each.act, each.times, each.cases, percent(Fraction(each.cases, found.cases)))
            for each in found.detours
        ],
    )


def _plain(days: float) -> str:
    return f"{days:g}"


def _record(found: SeasonFlow) -> dict[str, Any]:
    return {
        "cases": found.cases,
        "steps": [
            {"act": step.act.value, **_waits(step.waits), "limited": step.limited, "in_time": step.in_time}
            for step in found.steps
        ],
        "states": [
            {
                "state": state.state.value,
                "total": state.total,
                "left": _waits(state.left) if state.left else None,
                "now": _waits(state.now) if state.now else None,
                "oldest": state.oldest or None,
            }
            for state in found.states
        ],
        "detours": [
            {"act": each.act.value, "times": each.times, "cases": each.cases} for each in found.detours
        ],
    }


def _waits(waits: Waits) -> dict[str, Any]:
    return {
        "count": waits.count,
        "median": waits.middle,
        "nine_in_ten": waits.nine_in_ten,
        "longest": waits.longest,
        "total": waits.total,
    }
