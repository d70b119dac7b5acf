"""zelian people show, zelian people reads: one person's file, and who looked at it (人员档案)."""

from __future__ import annotations

from datetime import timedelta

import typer

from console.commands.people import JSON, app
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.reads_page import show_reads
from console.speech import as_json, said, say, table
from rules.labels import Words
from rules.recusal import ConflictWith, Relation
from rules.roles import Role

CODE = typer.Argument(..., metavar=said("人员代码", "PERSON"))


@app.command("show", help=said("一人的档案：任职、渠道、利害关系", "one person: posts, channels, conflicts"))
def show(
    code: str = CODE, role: str = AS, by: str | None = WHO, reason: str = WHY, json: bool = JSON
) -> None:
    from flows.enrolling import file_of
    from records.reads import Look

    found = file_of(office(), code)
    enter(Look.PERSON, people=[code], role=role, by=by, reason=reason)
    if json:
        as_json(
            found.person.model_dump()
            | {
                "posts": [post.model_dump(exclude={"id", "person"}) for post in found.posts],
                "channels": ["mailbox", *found.channels],
                "conflicts": [each.model_dump(exclude={"id"}) for each in found.conflicts],
            }
        )
        return
    person = found.person
    say(
        Words(
            "{code}　{name}　{court}　{division}",
            "{code}  {name}  {court}  {division}",
            code=person.code,
            name=person.name,
            court=person.court,
            division=person.division,
        )
    )
    table(
        Words("任职", "posts"),
        (
            Words("职务", "office"),
            Words("法院", "court"),
            Words("庭室", "division"),
            Words("起任", "since"),
            Words("末日", "last day"),
        ),
        [
            (Role(post.role), post.court, post.division, post.since,
             post.until - timedelta(days=1) if post.until else "")
            for post in found.posts
        ],
    )  # fmt: skip
    say(Words("渠道：{channels}", "channels: {channels}", channels=", ".join(("mailbox", *found.channels))))
    table(
        Words("利害关系申报", "conflicts declared"),
        (Words("对象类别", "with"), Words("对象", "about"), Words("关系", "tie"), Words("理由", "reason")),
        [
            (ConflictWith(each.against), each.about, Relation(each.relation), each.reason)
            for each in found.conflicts
        ],
    )


@app.command(
    "reads",
    help=said("谁查阅过本人的档案和承办案件", "who looked at this person's file and cases"),
)
def reads(
    code: str = CODE, role: str = AS, by: str | None = WHO, reason: str = WHY, json: bool = JSON
) -> None:
    from flows.reads import who_looked_at_person
    from records.reads import Look

    found = who_looked_at_person(as_seen_by(role, by), code, by=actor(role, by), now=now())
    enter(Look.WHO_LOOKED, people=[code], role=role, by=by, reason=reason)
    show_reads(
        Words("{code}的查阅记录{count}条", "{count} looks at {code}", code=code, count=len(found)),
        found,
        json=json,
    )
