"""zelian proceeding rights: a matter as the judge concerned may see it, with every right that is open and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from console.commands.proceeding import REF, app
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, now
from console.speech import as_json, language, said, say
from rules.clock_steps import day_words
from rules.labels import Words

if TYPE_CHECKING:
    from flows.judge_rights import Decided, JudgesView, Limited, Right


@app.command(
    "rights", help=said("法官：现在有哪些权利、到哪一天", "the judge: which rights are open, until when")
)
def rights(
    ref: str = REF,
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.judge_rights import judges_view
    from records.reads import Look

    view = judges_view(as_seen_by(role, by), ref, now=now())
    enter(Look.RIGHTS, of=[ref], role=role, by=by, reason=reason)
    if json:
        as_json(_record(view))
        return
    _tell_where_it_stands(view)
    say(Words("\n二、您现在可以办理的", "\n2. What you may do now"))
    if not view.rights:
        say(Words("  目前没有需要您或者可以由您办理的", "  nothing at present"))
    for number, right in enumerate(view.rights, start=1):
        _tell_right(number, right, view)
    say(Words("\n三、已经告知您的事项及理由", "\n3. What you were told, and why"))
    for done in view.decided:
        _tell_decided(done)
    say(Words("\n四、不能查阅的", "\n4. What you do not get to see"))
    for hidden in view.hidden:
        say(Words("  {hidden}", "  {hidden}", hidden=hidden))


def _tell_where_it_stands(view: JudgesView) -> None:
    say(
        Words(
            "{ref}　{case}　{court}",
            "{ref}  {case}  {court}",
            ref=view.ref,
            case=view.case_no,
            court=view.court,
        )
    )
    say(Words("\n一、现在到哪一步：{state}", "\n1. Where it stands: {state}", state=view.state))
    for each in view.awaited:
        say(
            Words(
                "  等待{acts}（{limit}{until}）",
                "  waiting for {acts} ({limit}, {until})",
                acts=Words(
                    "，或者".join(f"{role.zh}{act.zh}" for role, act in each.acts),
                    ", or ".join(f"the {role.en} to {act.en}" for role, act in each.acts),
                ),
                limit=each.limit.name,
                until=_until(each.limit),
            )
        )


def _tell_right(number: int, right: Right, view: JudgesView) -> None:
    say(Words("  {number}. {act}", "  {number}. {act}", number=number, act=right.act))
    say(Words("     怎么办：{how}", "     how: {how}", how=right.how))
    say(Words("     交给：{to}", "     to: {to}", to=right.to))
    if right.limit is not None:
        say(Words("     期限：{until}", "     by: {until}", until=_until(right.limit)))
        # Several acts may share a limit: the day is explained once.
        shared = next(each.act for each in view.rights if each.limit == right.limit)
        if shared is not right.act:
            say(Words("       算法与“{act}”相同", "       counted as for “{act}”", act=shared))
        for line in right.limit.explained if shared is right.act else ():
            say(f"       {line}")
    say(
        Words(
            "     依据：{authority}", "     authority: {authority}", authority=right.authority.to(language())
        )
    )


def _tell_decided(done: Decided) -> None:
    say(
        Words(
            "  {day}　{who}　{act}",
            "  {day}  {who}: {act}",
            day=f"{done.on.astimezone(now().tzinfo):%Y-%m-%d %H:%M}",
            who=done.by,
            act=done.act,
        )
    )
    for name, text in done.points:
        say(Words("     {name}：{text}", "     {name}: {text}", name=name, text=text))
    say(
        Words(
            "     依据：{authority}", "     authority: {authority}", authority=done.authority.to(language())
        )
    )


def _until(limit: Limited) -> Words:
    if limit.due is None:
        return Words("中止，恢复后确定", "suspended; to be fixed after resumption")
    return Words(
        "至{due}24时{mark}",
        "until 24:00 Beijing time of {due}{mark}",
        due=day_words(limit.due),
        mark=Words("（暂定）", " (provisional)") if limit.provisional else Words("", ""),
    )


def _record(view: JudgesView) -> dict[str, Any]:
    """The same for another program."""
    spoken = language()

    def limited(limit: Limited | None) -> dict[str, Any] | None:
        if limit is None:
            return None
        due = limit.due.isoformat() if limit.due else None
        return {
            "name": limit.name.to(spoken),
            "due": due,
            "provisional": limit.provisional,
            "explained": list(limit.explained),
        }

    return {
        "ref": view.ref,
        "case_no": view.case_no,
        "state": view.state.value,
        "rights": [
            {
                "act": right.act.value,
                "how": right.how.to(spoken),
                "authority": right.authority.code,
                "limit": limited(right.limit),
            }
            for right in view.rights
        ],
        "awaited": [
            {
                "acts": [{"act": act.value, "by": role.value} for role, act in each.acts],
                "limit": limited(each.limit),
            }
            for each in view.awaited
        ],
        "decided": [
            {
                "act": done.act.value,
                "at": done.on.isoformat(),
                "by": done.by.value,
                "points": {name.to(spoken): text.to(spoken) for name, text in done.points},
                "authority": done.authority.code,
            }
            for done in view.decided
        ],
        "hidden": [hidden.to(spoken) for hidden in view.hidden],
    }
