"""zelian chain undo: the list of what an accusation found false brought, what was taken back, what is left, and who heard of it (清理影响)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.commands.chain import app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.speech import language, said, say, table
from rules.labels import Words
from rules.notices import in_both

if TYPE_CHECKING:
    from flows.undoing import Report
    from flows.undoing_items import Item


@app.command("undo", help=said("清理不实检举的影响：逐项列出已撤回的、待办的命令、不能撤回的，谁听到过检举", "undo a false accusation: what was taken back, what to type for the rest, what cannot be, and who heard of it"))  # fmt: skip
def undo(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help=said("惩戒、惩戒决定、澄清事项，或者等次经复核更正的评查", "a matter of discipline, a decision, a clearing, or a review whose grade was put right")),
    dry_run: bool = typer.Option(False, "--dry-run", help=said("只列出，不把听到过检举的人登记到澄清范围", "list only; do not add those who heard of it to the circle of the clearing")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:  # fmt: skip
    from flows import undoing
    from records.reads import Look

    found = undoing.report(as_seen_by(role, by), ref)
    refs = [found.source, *(each.ref for each in found.items if each.ref)]
    enter(Look.CHAIN, of=refs, people=found.heard, role=role, by=by, reason=reason)
    _show(found)
    _say_who_heard(found)
    if dry_run or not found.missing:
        return
    if found.clearing and not found.clearing_open:
        say(Words("澄清已经办理；补登他们会使澄清重新进行，确有必要的：zelian proceeding act {ref} 补登知悉检举的人",
                  "It was cleared already; to add them begins the clearing again. Where that is right: zelian proceeding act {ref} add_audience", ref=found.clearing))  # fmt: skip
        return
    added = undoing.widen_circle(office(), found, by=actor(role, by), now=now())
    say(Words("已登记到{clearing}的知悉范围：{n}人", "added to the circle of {clearing}: {n}", clearing=found.clearing, n=added))  # fmt: skip


def _show(found: Report) -> None:
    late = bool(found.left) and now().date() > found.due
    table(
        Words("“{ref}”带来的影响：{n}项，已清理{done}项，还有{left}项；应于{due}前清理完毕{late}",
              "what “{ref}” brought: {n}; taken back: {done}; left: {left}; all by {due}{late}",
              ref=found.source, n=len(found.items), done=len(found.items) - len(found.left), left=len(found.left), due=found.due.isoformat(),
              late=Words("（已逾期）", " (late)") if late else ""),
        (Words("事项", "matter"), Words("影响", "what"), Words("清理情况", "how it stands"), Words("由谁办理", "by whom"), Words("依据", "authority")),
        [
            (each.ref or "—", each.what, _how(each), _listed([in_both(role) for role in each.roles]),
             each.steps[0].authority.to(language()) if each.steps else "—")
            for each in found.items
        ],
    )  # fmt: skip
    commands = [typed for each in found.left for typed in each.commands]
    if commands:
        say(
            Words(
                "待办（由所列部门办理，--by 写办理人）：",
                "To be done, by the office named; --by says who acts:",
            )
        )
    for typed in commands:
        say(Words("  {typed}", "  {typed}", typed=typed))


def _how(each: Item) -> Words:
    if each.done is not None:
        entry = Words("第{number}号记录，{on}，{by}：{act}", "entry {number}, {on}, {by}: {act}",
                      number=each.done.number, on=each.done.on.isoformat(), by=each.done.by, act=in_both(each.done.act))  # fmt: skip
        return Words("{instead}（{entry}）", "{instead} ({entry})", instead=each.instead, entry=entry) if each.instead else Words("已撤回、办结（{entry}）", "done ({entry})", entry=entry)  # fmt: skip
    if each.steps:
        return Words(
            "待办：{steps}", "open: {steps}", steps=_listed([in_both(step.trigger) for step in each.steps])
        )
    return Words(
        "没有可以撤回的步骤：{instead}", "no step takes it back: {instead}", instead=each.instead or "—"
    )


def _say_who_heard(found: Report) -> None:
    if not found.accused:
        say(Words("评查等次经复核更正，没有人检举，不需要澄清", "the grade of the review was put right; nobody was accused, and there is nothing to clear"))  # fmt: skip
        return
    say(
        Words("听到过检举的{n}人：{people}", "{n} people heard of it: {people}", n=len(found.heard), people="、".join(found.heard) or "—")
    )  # fmt: skip
    if found.missing:
        say(Words("其中不在澄清范围的：{people}", "of these not in the circle of the clearing: {people}", people="、".join(found.missing)))  # fmt: skip


def _listed(names: list[Words]) -> Words:
    return Words("、".join(map(str, names)) or "—", ", ".join(each.to("en") for each in names) or "—")
