"""zelian law migrate: what newer rules would make of the open proceedings, and putting them under those rules.

Without a transitional provision nothing moves: a proceeding keeps the rules in force when it opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from console.commands.law import app
from console.dates import day_of
from console.misuse import missing
from console.office import actor, named, now, office
from console.speech import as_json, language, said, say, table
from rules.labels import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.rule_changes import Survey, Weighed
    from records.acts import Done
    from rules.errors import Refused

# fmt: off
_WEIGHED = (
    Words("事项", "ref"), Words("程序", "procedure"), Words("状态", "state"), Words("现行规则日", "rules of"),
    Words("已办步骤", "acts done"), Words("结果", "what followed"), Words("期限", "limits"),
)
_AS_BEFORE = Words("不变", "as before")
_CHANGED = (Words("参数", "parameter"), Words("名称", "name"), Words("原值", "was"), Words("新值", "becomes"))
# fmt: on


@app.command(
    "migrate",
    help=said(
        "在办事项适用新规则：先预览（--dry-run），再依过渡规定批量办理；过去的步骤不因此改变",
        "put open proceedings under newer rules: look first (--dry-run), then do it on a transitional provision",
    ),
)
def migrate(
    to: str = typer.Option(
        ..., "--to", metavar=said("日期", "DAY"), help=said("新规则生效日", "the day of the new rules")
    ),
    *,
    dry_run: bool = typer.Option(False, "--dry-run", help=said("只预览，不改变", "look only")),
    procedure: str = typer.Option(
        "", "--procedure", help=said("只看一种程序（代码或者名称）", "one procedure only: code or name")
    ),
    only: list[str] = typer.Option(
        [],
        "--only",
        metavar=said("事项", "REF"),
        help=said("只办这些事项，可多次", "these only; may be repeated"),
    ),
    limits: str = typer.Option(
        "从宽",
        "--limits",
        help=said("已开始的期限：从旧、从宽、从新", "limits that run: kept, longer, new"),
    ),
    provision: str = typer.Option(
        "", "--provision", help=said("过渡规定，如：某规定第40条", "the transitional provision")
    ),
    reason: str = typer.Option("", "--reason", help=said("理由", "reason")),
    despite: list[str] = typer.Option(
        [],
        "--despite",
        metavar=said("事项", "REF"),
        help=said(
            "过去的步骤按新规则会有不同，仍然适用的事项，可多次",
            "a proceeding to put under them although its past would differ; may be repeated",
        ),
    ),
    by: str | None = typer.Option(None, "--by", help=said("办理人代码（院长）", "code of the president")),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.rule_changes import put_under, survey
    from rules.errors import FaultyInput
    from state_machines.rule_change import RunningLimits

    asked = {"--provision": provision, "--reason": reason, "--by": by}
    if not dry_run and not all(asked.values()):
        raise FaultyInput(
            [fault for option, given in asked.items() if not given for fault in missing(option, "…").faults]
        )
    how = named(RunningLimits, limits, Words("已开始的期限", "running limits"))
    found = survey(office(), day_of(to, "--to"), now(), how, [*only, *despite], _code(procedure))
    if dry_run:
        if json:
            as_json(_record(found))
        else:
            _tell(found)
        return
    chosen = [each.ref for each in found.weighed if each.past_stands or each.ref in despite]
    acting = actor("president", by)
    outcomes = put_under(office(), found, chosen, by=acting, at=now(), provision=provision, reason=reason)
    left = [each for each in found.weighed if each.ref not in set(chosen)]
    if json:
        as_json({**_record(found), "changed": [ref for ref, _ in _done(chosen, outcomes)]})
        return
    _told(chosen, outcomes, left)


def _code(text: str) -> str:
    from rules.errors import NotFound
    from state_machines.register import PROCEDURES

    if not text:
        return ""
    for each in PROCEDURES.values():
        if text in (each.code, each.zh, each.en):
            return each.code
    raise NotFound(
        Words(
            "没有程序“{text}”；有：{known}",
            "there is no procedure “{text}”; there are: {known}",
            text=text,
            known="、".join(f"{each.zh}（{each.code}）" for each in PROCEDURES.values()),
        )
    )


def _tell(found: Survey) -> None:
    say(
        Words(
            "按{day}生效的规则：在办事项{all}件，其中已适用{already}件，会有不同{differ}件，无不同{same}件；已开始的期限{how}",
            "by the rules of {day}: {all} open proceedings; {already} are under them, {differ} would differ, {same} would not; limits that run: {how}",
            how=found.how,
            day=found.to.isoformat(),
            all=len(found.weighed) + found.already,
            already=found.already,
            differ=sum(not each.past_stands or bool(each.limits) for each in found.weighed),
            same=sum(each.past_stands and not each.limits for each in found.weighed),
        )
    )
    changed = list(_changed(found))
    if changed:
        table(Words("变动的参数", "parameters that change"), _CHANGED, changed)
    rows = [_row(each) for each in found.weighed if not each.past_stands or each.limits]
    if rows:
        table(Words("会有不同的事项", "proceedings that would differ"), _WEIGHED, rows)
    say(
        Words(
            "只是预览，什么也没有改变。过去的步骤会有不同的事项不随批量适用，确需适用的用 --despite 逐件指明。",
            "This was a look: nothing was changed. Proceedings whose past would differ are left out unless named by --despite.",
        )
    )


def _row(each: Weighed) -> tuple[Any, ...]:
    return (
        each.ref,
        each.procedure.words,
        each.procedure.states(each.state),
        each.since,
        _joined(
            Words(
                "第{number}号“{act}”按新规则不予办理：{reason}",
                "entry {number}, “{act}”, would be refused: {reason}",
                number=item.number, act=item.act, reason=item.reason,
            )
            for item in each.unlawful
        ),
        _joined(
            Words(
                "第{number}号的{fact}：{was} → {becomes}",
                "entry {number}, {fact}: {was} → {becomes}",
                number=item.number, fact=item.fact, was=item.was, becomes=item.would_be,
            )
            for item in each.differing
        ),
        _joined(
            Words(
                "{name}：{was} → {becomes}", "{name}: {was} → {becomes}",
                name=item.name, was=item.was or "—", becomes=item.becomes or "—",
            )
            for item in each.limits
        ),
    )  # fmt: skip


def _joined(words: Iterator[Words]) -> str:
    speech = language()
    return ("；" if speech == "zh" else "; ").join(each.to(speech) for each in words) or _AS_BEFORE.to(speech)


def _changed(found: Survey) -> Iterator[tuple[Any, ...]]:
    """The parameters that are otherwise than under the rules of some open proceeding."""
    from documents.figures import parameter_value

    speech = language()
    seen = set()
    for since in sorted({each.since for each in found.weighed}):
        before = office().store.rules.on(since)
        for key in sorted({*before, *found.rules}):
            was = before.parameter(key) if key in before else None
            becomes = found.rules.parameter(key) if key in found.rules else None
            shown = tuple(parameter_value(each, speech) if each else "—" for each in (was, becomes))
            if shown[0] != shown[1] and (key, shown) not in seen:
                seen.add((key, shown))
                name = becomes or was
                yield key, name.to(speech) if name else key, *shown


def _done(chosen: list[str], outcomes: list[Done | Refused]) -> list[tuple[str, Done]]:
    from records.acts import Done

    return [
        (ref, outcome) for ref, outcome in zip(chosen, outcomes, strict=True) if isinstance(outcome, Done)
    ]


def _told(chosen: list[str], outcomes: list[Done | Refused], left: list[Weighed]) -> None:
    done = _done(chosen, outcomes)
    refused = [
        (ref, outcome)
        for ref, outcome in zip(chosen, outcomes, strict=True)
        if ref not in {each for each, _ in done}
    ]
    say(
        Words(
            "已适用新规则{done}件；不予办理{refused}件；过去的步骤会有不同、留在原规则{left}件",
            "put under the new rules: {done}; refused: {refused}; left, since their past would differ: {left}",
            done=len(done),
            refused=len(refused),
            left=len(left),
        )
    )
    for ref, outcome in refused:
        say(Words("{ref}：{why}", "{ref}: {why}", ref=ref, why=outcome))
    if left:
        table(Words("留在原规则的事项", "left under their rules"), _WEIGHED, [_row(each) for each in left])


def _record(found: Survey) -> dict[str, Any]:
    return {
        "to": found.to,
        "rules": found.rules.digest,
        "already": found.already,
        "proceedings": [
            {
                "ref": each.ref,
                "procedure": each.procedure.code,
                "state": each.state,
                "rules_of": each.since,
                "past_stands": each.past_stands,
                "unlawful": [
                    {"entry": item.number, "act": item.act.to("zh"), "reason": item.reason.to("zh")}
                    for item in each.unlawful
                ],
                "differing": [
                    {
                        "entry": item.number,
                        "fact": item.fact.to("zh"),
                        "was": item.was,
                        "would_be": item.would_be,
                    }
                    for item in each.differing
                ],
                "limits": [
                    {"limit": item.name.to("zh"), "was": item.was, "becomes": item.becomes}
                    for item in each.limits
                ],
            }
            for each in found.weighed
        ],
    }
