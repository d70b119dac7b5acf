"""zelian lead: leads on judges, registered once and joined to what belongs to them (线索)."""

from __future__ import annotations

import typer

from console.dates import day_of
from console.desks import Desk
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import said, say, table
from console.typed import Typed
from rules.labels import Words

app = Desk(Words("线索：登记、转入惩戒决定", "leads: register, and go on to the decision"))
REGISTRAR = typer.Option(
    ..., "--role", help=said("以何种身份登记，如：督察部门", "in which role, such as: inspection unit")
)
BY = typer.Option(None, "--by", help=said("登记人代码", "code of the person registering"))


@app.command("register", help=said("登记线索，开启专业审查前置", "register a lead and open its pre-review"))
def register(
    *,
    source: str = typer.Option(
        ...,
        "--source",
        help=said(
            "来源：案件质量评查、法官考核、再审改判、举报、司法巡查、监察",
            "review, assessment, retrial, complaint, inspection or supervision",
        ),
    ),
    review: str = typer.Option(
        "",
        "--from",
        metavar=said("评查事项", "REVIEW"),
        help=said("经院长移送线索的评查", "the review whose clue was handed over"),
    ),
    judge: str = typer.Option("", "--judge", help=said("当事法官代码", "code of the judge concerned")),
    court: str = typer.Option("", "--court", help=said("任职法院", "the judge's court")),
    organiser: str = typer.Option(
        "", "--organiser", help=said("惩戒委员会所在法院", "the court of the committee")
    ),
    case_no: str = typer.Option("", "--case", help=said("案号", "case number")),
    division: str = typer.Option("", "--division", help=said("庭室", "division")),
    item: str = typer.Option("", "--item", help=said("法官法条项，如 46(4)", "item, such as 46(4)")),
    conduct: str = typer.Option("", "--conduct", help=said("被反映的行为", "the act complained of")),
    acted: str = typer.Option(
        "",
        "--acted",
        help=said(
            "行为发生时间，可以只写年或者年月，如 2019-07", "when it was done, or its month or year: 2019-07"
        ),
    ),
    reporter: str = typer.Option(
        "", "--reporter", help=said("反映人，限有权人员知悉", "who reported; for those entitled only")
    ),
    source_ref: str = typer.Option(
        "", "--source-ref", help=said("来源事项或文号", "the matter it came from")
    ),
    received: str = typer.Option("", "--received", help=said("收到之日，默认今天", "received on; today")),
    not_a_judge: bool = typer.Option(
        False, "--not-a-judge", help=said("被反映人不是法官", "the person is no judge")
    ),
    role: str = REGISTRAR,
    by: str | None = BY,
) -> None:
    from flows import leads
    from state_machines.disciplinary_prereview.terms import Source
    from state_machines.leads import Lead

    typed = Typed()
    kind = typed.read(named, Source, source, Words("线索来源", "source"))
    registrar = typed.read(actor, role, by)
    day = typed.read(day_of, received, "--received") if received else now().date()
    typed.check()
    if kind is None or registrar is None or day is None:
        return  # `check` has raised.
    lead = (
        leads.from_review(office(), review, now())
        if review
        else Lead(
            source=kind,
            court=court,
            judge=judge,
            conduct=conduct,
            received_on=day,
            organiser=organiser,
            case_no=case_no,
            division=division,
            item=item,
            acted_on=acted,
            reporter=reporter,
            source_ref=source_ref,
            is_judge=not not_a_judge,
        )
    )
    done = leads.register(office(), lead, by=registrar, now=now())
    say(
        Words("已登记线索{ref}", "registered: {ref}", ref=done.ref)
        if done.new
        else Words("该线索已经登记为{ref}，不重复登记", "on file already as {ref}", ref=done.ref)
    )
    if done.new and lead.reporter and office().reporter_key is None:
        say(
            Words(
                "反映人已单独保存，未加密：没有设置举报人密钥（ZELIAN_REPORTER_KEY）",
                "who reported is kept apart, not encrypted: there is no ZELIAN_REPORTER_KEY",
            )
        )
    if done.related:
        say(
            Words(
                "同一法官、同一案件另有{related}：请审监、审管部门决定并案",
                "of the same judge and case there is {related}: decide whether to join them",
                related="、".join(done.related),
            )
        )


@app.command("decide", help=said("转入惩戒决定", "open the court's decision on it"))
def decide(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help="惩戒2026-0001"),
    role: str = REGISTRAR,
    by: str | None = BY,
) -> None:
    from flows import leads

    done = leads.open_decision(office(), ref, by=actor(role, by), now=now())
    say(
        Words("已转入{ref}", "opened: {ref}", ref=done.ref)
        if done.new
        else Words("已经转入{ref}", "opened already: {ref}", ref=done.ref)
    )


@app.command("list", help=said("尚未办结的线索和惩戒事项", "leads and matters that are open"))
def list_open(role: str = AS, by: str | None = WHO, reason: str = WHY) -> None:
    from flows import leads
    from records.reads import Look
    from state_machines.confidentiality import seen_by
    from state_machines.disciplinary_prereview.terms import State

    rows = leads.open_matters(as_seen_by(role, by))
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    reader = actor(role, by).role
    shown = [(row, seen_by(row.procedure, reader, row.facts)) for row in rows]
    table(
        Words("线索和惩戒事项", "leads and matters"),
        (
            Words("事项", "ref"),
            Words("案号", "case"),
            Words("法院", "court"),
            Words("条项", "item"),
            Words("状态", "state"),
        ),
        [
            (row.ref, row.case_no or "—", row.court, facts.get("item", "—"), State(row.state))
            for row, facts in shown
        ],
    )
