"""zelian chain undo: what an accusation found false brought, the steps that take it back, and who heard of it (清理影响)."""

from __future__ import annotations

import typer

from console.commands.chain import app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.speech import language, said, say, table
from rules.labels import Words
from rules.notices import in_both


@app.command("undo", help=said("清理不实检举的影响：逐项列出由谁用哪一步撤回，谁听到过检举", "undo a false accusation: each thing it brought, the step that takes it back, who heard of it"))  # fmt: skip
def undo(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help=said("惩戒、惩戒决定或者澄清事项", "a matter of discipline, a decision or a clearing")),
    dry_run: bool = typer.Option(False, "--dry-run", help=said("只列出，不把听到过检举的人登记到澄清范围", "list only; do not add those who heard of it to the circle of the clearing")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:  # fmt: skip
    from flows import undoing
    from records.reads import Look

    found = undoing.report(as_seen_by(role, by), ref)
    refs = [found.source, *(each.ref for each in found.undo)]
    enter(Look.CHAIN, of=refs, people=found.heard, role=role, by=by, reason=reason)
    table(
        Words("“{ref}”带来的影响：{n}项", "what “{ref}” brought: {n}", ref=found.source, n=len(found.undo)),
        (Words("事项", "matter"), Words("影响", "what"), Words("可以撤回的步骤", "step that takes it back"), Words("由谁办理", "by whom"), Words("依据", "authority")),
        [
            (each.ref, each.what,
             _listed([in_both(step.trigger) for step in each.steps]) if each.steps else Words("没有：{instead}", "none: {instead}", instead=each.instead),
             _listed([in_both(role) for role in dict.fromkeys(role for step in each.steps for role in step.roles)]),
             each.steps[0].authority.to(language()) if each.steps else "—")
            for each in found.undo
        ],
    )  # fmt: skip
    say(
        Words("听到过检举的{n}人：{people}", "{n} people heard of it: {people}", n=len(found.heard), people="、".join(found.heard) or "—")
    )  # fmt: skip
    if found.missing:
        say(Words("其中不在澄清范围的：{people}", "of these not in the circle of the clearing: {people}", people="、".join(found.missing)))  # fmt: skip
    if dry_run or not found.missing:
        return
    added = undoing.widen_circle(office(), found, by=actor(role, by), now=now())
    say(Words("已登记到{clearing}的知悉范围：{n}人", "added to the circle of {clearing}: {n}", clearing=found.clearing, n=added))  # fmt: skip


def _listed(names: list[Words]) -> Words:
    return Words("、".join(map(str, names)) or "—", ", ".join(each.to("en") for each in names) or "—")
