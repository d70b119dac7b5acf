"""zelian assess: annual assessments of judges, registered, supplied with what is on file, and listed (年度考核)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.desks import Desk
from console.installation import today
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import said, say, table
from console.typed import Typed
from rules.labels import Words

if TYPE_CHECKING:
    from records.proceedings import Proceeding

app = Desk(
    Words("年度考核：登记、核实材料、在办", "annual assessment: register, take the material, under way")
)
PERSONNEL = typer.Option("政治部", "--role", help=said("以何种身份", "in which role"))
BY = typer.Option(None, "--by", help=said("办理人代码", "code of the person acting"))


@app.command("open", help=said("登记一名法官一个年度的考核", "register the assessment of a judge's year"))
def open_one(
    judge: str = typer.Argument(..., metavar=said("法官", "JUDGE"), help=said("法官代码", "code of the judge")),
    *,
    year: int = typer.Option(..., "--year", help=said("考核年度", "the year assessed")),
    court: str = typer.Option("", "--court", help=said("任职法院", "the judge's court")),
    level: str = typer.Option(..., "--level", help=said("法院层级：基层、中级、高级、专门", "basic, intermediate, high or special")),
    organiser: str = typer.Option("", "--organiser", help=said("上级法院", "the higher court")),
    division: str = typer.Option("", "--division", help=said("庭室", "division")),
    post: str = typer.Option("普通法官", "--post", help=said("考核对象：普通法官、庭长、副庭长、副院长等院领导、法院院长", "judge, chief, leader or president")),
    role: str = PERSONNEL,
    by: str | None = BY,
) -> None:  # fmt: skip
    from console.installation import settings
    from flows import assessments
    from rules.courts import CourtLevel
    from state_machines.annual_assessment.openings import AssessmentOpening
    from state_machines.annual_assessment.terms import Post

    typed = Typed()
    of_level = typed.read(named, CourtLevel, level, Words("法院层级", "level"))
    of_post = typed.read(named, Post, post, Words("考核对象", "post"))
    registrar = typed.read(actor, role, by)
    typed.check()
    if of_post is None or registrar is None:
        return  # `check` has raised.
    opening = AssessmentOpening(
        judge=judge, year=year, court=court or settings().court, level=of_level, organiser=organiser, division=division, post=of_post
    )  # fmt: skip
    ref = assessments.open_assessment(office(), opening, by=registrar, now=now())
    say(
        Words(
            "已登记{ref}：{judge}，{year}年度",
            "registered {ref}: {judge}, {year}",
            ref=ref,
            judge=judge,
            year=year,
        )
    )
    say(Words("下一步：法官提交个人总结；其后 zelian assess material {ref}", "Next: the judge sums up the year; then zelian assess material {ref}", ref=ref))  # fmt: skip


@app.command("material", help=said("从在案事项读取考核材料，不另行抄录", "take the material from the matters on file; nothing is copied out"))  # fmt: skip
def material(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help="考核2025-0001"),
    *,
    closed: int | None = typer.Option(None, "--closed", help=said("本人办案件数（登记册没有该院清单时）", "own cases, where the register has no list of the court")),
    closed_document: str = typer.Option("", "--closed-document", help=said("办案件数的文号", "the document that says so")),
    previous: str = typer.Option("", "--previous", help=said("上一年度等次（没有在案考核时）", "grade of the year before, where no assessment is on file")),
    previous_document: str = typer.Option("", "--previous-document", help=said("上一年度等次的文号", "the document that says so")),
    role: str = PERSONNEL,
    by: str | None = BY,
) -> None:  # fmt: skip
    from flows import assessments
    from rules.assessment import AssessmentResult, MaterialKind
    from rules.errors import Fault

    typed = Typed()
    before = typed.read(named, AssessmentResult, previous, Words("等次", "grade")) if previous else None
    who = typed.read(actor, role, by)
    for name, given, document in (
        ("--closed", closed is not None, closed_document),
        ("--previous", bool(previous), previous_document),
    ):
        if given != bool(document):
            typed.faults.append(
                Fault(
                    Words("{name}", "{name}", name=name),
                    Words("数字、等次和文号应当一并写明", "the value and its document go together"),
                    Words("请同时写 {name} 和 {name}-document", "give {name} and {name}-document", name=name),
                )
            )  # fmt: skip
    typed.check()
    if who is None:
        return  # `check` has raised.
    stated = assessments.Stated(closed, closed_document, before, previous_document)
    done = assessments.take_material(office(), ref, stated, by=who, now=now())
    table(
        Words("{ref}考核材料：{n}项", "material of {ref}: {n}", ref=ref, n=len(done.material)),
        (Words("种类", "kind"), Words("来源事项", "matter"), Words("确定之日", "settled on"), Words("台账摘要", "digest")),
        [(MaterialKind(each["kind"]), each["ref"], each.get("on", "—"), str(each.get("digest", ""))[:12]) for each in done.material],
    )  # fmt: skip
    if done.caseload:
        say(Words("本人办案{n}件（来源：{source}）", "own cases: {n} (from {source})", n=done.caseload["closed"], source=done.caseload["source"]))  # fmt: skip
    else:
        say(Words("办案数量没有来源：没有该院该年度的结案清单，也没有写明文号", "own cases: no list of that court and year, and no document"))  # fmt: skip


@app.command("list", help=said("考核事项；加 --year 看某一年度", "assessments; of one year with --year"))
def list_them(
    year: int | None = typer.Option(None, "--year", help=said("考核年度", "the year assessed")),
    every: bool = typer.Option(False, "--all", help=said("包括已落实和终止的", "those done with as well")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from flows import assessments
    from records.reads import Look
    from state_machines.annual_assessment.terms import Known, State

    rows = assessments.on_file(as_seen_by(role, by), year, every=every)
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("年度考核", "annual assessments"),
        (Words("事项", "ref"), Words("法官", "judge"), Words("年度", "year"), Words("法院", "court"), Words("状态", "state"), Words("等次", "grade")),
        [(row.ref, row.facts.get(Known.JUDGE.code, "—"), row.facts.get(Known.YEAR.code, "—"), row.court, State(row.state), _grade(row)) for row in rows],
    )  # fmt: skip
    if year is not None and every:
        _say_share(rows, year)


def _grade(row: Proceeding) -> object:
    from rules.assessment import AssessmentResult
    from state_machines.annual_assessment.terms import Known

    code = row.facts.get(Known.RESULT.code)
    return AssessmentResult(code) if code else "—"


def _say_share(rows: list[Proceeding], year: int) -> None:
    """How many are 优秀 of those assessed in each court; said, and not enforced: the rule is recalled."""
    from rules.assessment import AssessmentResult
    from state_machines.annual_assessment.terms import State

    most = office().store.rules.on(today()).get("assessment.excellent_share")
    for court in sorted({row.court for row in rows}):
        assessed = [row for row in rows if row.court == court and row.state != State.ENDED.value]
        best = sum(_grade(row) is AssessmentResult.EXCELLENT for row in assessed)
        if assessed and most is not None:
            say(Words("{court}{year}年度参加考核{n}人，优秀{best}人，上限{most:.0%}（待核，只作提示）", "{court}, {year}: {n} assessed, {best} 优秀, at most {most:.0%} (to be checked, not enforced)",
                      court=court, year=year, n=len(assessed), best=best, most=float(most)))  # fmt: skip
