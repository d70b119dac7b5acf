"""zelian people: who reviews, judges and decides, where they are reached, and what conflicts they declared (人员)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import typer

from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import actor, named, now, office
from console.speech import as_json, said, say, table
from rules.cases import CaseKind
from rules.labels import Words
from rules.recusal import ConflictWith, Relation
from rules.roles import Role

app = Desk(Words("人员：评查员、任职、地址、利害关系", "people: reviewers, posts, addresses, conflicts"))
JSON = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))


@app.command(
    "import",
    help=said("导入人员名册、利害关系申报（xlsx、xls、ods、csv）", "take in lists of people and conflicts"),
)
def import_lists(
    files: list[Path] = typer.Argument(..., help=said("名册文件", "the lists")),
    court: str = typer.Option(
        "", "--court", help=said("名册未写法院时的法院", "the court of rows that name none")
    ),
) -> None:
    from flows.enrolling import take_in_people

    for each in take_in_people(office(), files, by=actor(Role.TRIAL_MANAGEMENT), now=now(), court=court):
        say(each.account())
        for note in each.notes:
            say(note)


@app.command("template", help=said("生成空白名册", "write the empty form"))
def write_template(path: Path = typer.Argument(..., help=said("文件名", "file"))) -> None:
    from documents.people_list_template import write_people_template

    write_people_template(path)
    say(Words("已写出空白名册：{path}", "the empty form was written: {path}", path=path))


@app.command("list", help=said("在任人员", "who is in office"))
def list_people(
    role: str = typer.Option("", "--role", help=said("职务，如：评查员", "office, such as: reviewer")),
    court: str = typer.Option("", "--court", help=said("法院", "court")),
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = JSON,
) -> None:
    from flows.enrolling import roster
    from records.reads import Look

    office_held = named(Role, role, Words("职务", "office")) if role else None
    listed = roster(office(), now().date(), role=office_held, court=court)
    enter(Look.PEOPLE, people={each.person.code for each in listed}, by=by, reason=reason)
    if json:
        as_json(
            [
                each.post.model_dump(exclude={"id"}) | {"channels": ["mailbox", *each.channels]}
                for each in listed
            ]
        )
        return
    table(
        Words("在任职务{count}项", "{count} posts held", count=len(listed)),
        (
            Words("代码", "code"),
            Words("法院", "court"),
            Words("庭室", "division"),
            Words("职务", "office"),
            Words("专业", "specialties"),
            Words("起任", "since"),
            Words("末日", "last day"),
            Words("渠道", "channels"),
        ),
        [
            (
                each.person.code,
                each.post.court,
                each.post.division,
                Role(each.post.role),
                _kinds(each.post.specialties),
                each.post.since,
                each.post.until - timedelta(days=1) if each.post.until else "",
                ", ".join(("mailbox", *each.channels)),
            )
            for each in listed
        ],
    )


@app.command("declare", help=said("登记利害关系申报", "put a declared conflict on record"))
def declare(
    person: str = typer.Option(..., "--person", help=said("申报人代码", "code of the person")),
    against: str = typer.Option(
        ...,
        "--against",
        help=said("案件、承办法官、当事人、代理人", "the case, the judge in charge, a party, an agent"),
    ),
    about: str = typer.Option(
        ..., "--about", help=said("承办法官的代码；其他的写案号", "the judge's code, or the case number")
    ),
    reason: str = typer.Option(..., "--reason", help=said("理由", "why")),
    relation: str = typer.Option(
        Relation.OTHER.value,
        "--relation",
        help=said(
            "夫妻、直系血亲、三代以内旁系血亲、近姻亲等", "spouse, lineal, collateral, in_law and others"
        ),
    ),
) -> None:
    from flows import enrolling

    subject = named(ConflictWith, against, Words("对象类别", "kind"))
    tie = named(Relation, relation, Words("关系", "tie"))
    by = actor(Role.TRIAL_MANAGEMENT)
    fresh = enrolling.declare(office(), person, subject, about, reason, by=by, now=now(), relation=tie)
    if fresh:
        say(Words("已登记，自此回避", "on record: this person steps aside from now on"))
    else:
        say(Words("以前已经登记，未重复登记", "it was on record before; nothing was done"))


@app.command("conflicts", help=said("已申报的利害关系", "the conflicts declared"))
def list_conflicts(role: str = AS, by: str | None = WHO, reason: str = WHY, json: bool = JSON) -> None:
    from flows.enrolling import conflicts
    from records.reads import Look

    declared = conflicts(office())
    enter(Look.CONFLICTS, people={each.person for each in declared}, role=role, by=by, reason=reason)
    if json:
        as_json([each.model_dump(exclude={"id"}) for each in declared])
        return
    table(
        Words("利害关系申报{count}项", "{count} conflicts declared", count=len(declared)),
        (
            Words("申报人", "person"),
            Words("对象类别", "with"),
            Words("对象", "about"),
            Words("关系", "tie"),
            Words("理由", "reason"),
            Words("申报时间", "declared"),
        ),
        [
            (
                each.person,
                ConflictWith(each.against),
                each.about,
                Relation(each.relation),
                each.reason,
                f"{each.declared_at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}",
            )
            for each in declared
        ],
    )


def _kinds(codes: list[str]) -> Words:
    kinds = [CaseKind(code) for code in codes]
    return Words("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds))
