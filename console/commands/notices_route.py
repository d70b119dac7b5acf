"""zelian notices route: who would be told, by what channel, at what hour, and why (通知谁)."""

from __future__ import annotations

from datetime import datetime

import typer

from console.commands.notices import app
from console.dates import instant_of
from console.looks import AS, WHO, WHY, enter
from console.office import as_seen_by, named, now, office
from console.speech import said, say, table
from rules.clocks import BEIJING
from rules.courts import courts
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency
from rules.roles import Role

_OF_WHAT = Words("查询送达对象", "asking who is told")


@app.command(
    "route",
    help=said(
        "某一职务的通知会告诉谁、何时、为什么", "who would be told of a notice to an office, when and why"
    ),
)
def show_route(
    *,
    to: str = typer.Option(
        ..., "--role", help=said("通知对象的职务，如：院长", "the office told, such as: court president")
    ),
    court: str = typer.Option("", "--court", help=said("法院；缺省为本院", "the court; by default ours")),
    division: str = typer.Option("", "--division", help=said("庭室", "division")),
    person: str = typer.Option("", "--person", help=said("通知指明的人员", "the person named in the notice")),
    at: str = typer.Option(
        "", "--at", help=said('时刻，如 "2026-10-08 09:00"；缺省为现在', "the hour, by default now")
    ),
    urgent: bool = typer.Option(False, "--urgent", help=said("紧急通知", "an urgent notice")),
    ref: str = typer.Option("", "--ref", help=said("哪一事项的通知", "of which proceeding")),
    reader: str = typer.Option(AS.default, "--as", help=said("以何种身份查阅", "in which role you look")),
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from flows.routing import register_of, routes_of
    from records import proceedings
    from records.reads import Look

    audience = named(Role, to, Words("职务", "office"))
    hour = instant_of(at) if at else now()
    if ref:
        # Who may not know of the matter learns nothing from this question either.
        with as_seen_by(reader, by).store.read() as session:
            proceedings.find(session, ref)
    known = courts().by_name(court) if court else None
    content = NoticeContent(
        key="", kind=NoticeKind.STEP_TAKEN, proceeding=ref, procedure=_OF_WHAT, audience=audience,
        court=known.name if known else court or office().court, division=division, person=person,
        urgency=Urgency.URGENT if urgent else Urgency.ROUTINE,
    )  # fmt: skip
    found = routes_of(office(), register_of(office(), hour), content, hour)
    told = {each.person for each in found.messages}
    enter(Look.PEOPLE, of=[ref] if ref else [], people=told, role=reader, by=by, reason=reason)
    say(
        Words(
            "{at}（北京时间），{court}{division}{role}，{urgency}通知：",
            "{at} (Beijing), the {role} of {court} {division}, a notice that is {urgency}:",
            at=_shown(hour),
            court=content.court,
            division=division,
            role=audience,
            urgency=content.urgency,
        )
    )
    for number, link in enumerate(found.links, start=1):
        say(Words("{number}. {link}", "{number}. {link}", number=number, link=link))
    if found.gap is not None:
        say(
            Words(
                "无人：{why}；另行报告主管部门", "nobody: {why}; the office in charge is told", why=found.gap
            )
        )
    if not found.messages:
        return
    table(
        Words("送达", "what goes out"),
        (
            Words("人员", "person"),
            Words("渠道", "channel"),
            Words("何时", "when"),
            Words("为何", "why"),
            Words("代谁收阅", "in whose place"),
        ),
        [
            (
                each.person,
                Words(each.channel.zh, each.channel.en),
                Words("{at}，静默时段之后", "{at}, after quiet hours", at=_shown(each.opens))
                if each.opens
                else Words("即时", "at once"),
                each.why,
                each.instead_of or "",
            )
            for each in found.messages
        ],
    )


def _shown(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
