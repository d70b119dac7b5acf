"""zelian exit: exits from the quota, registered, listed, and the grounds there are (员额退出)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.dates import day_of
from console.desks import Desk
from console.installation import today
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import as_json, language, said, say, table
from console.typed import Typed
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.labels import Words

if TYPE_CHECKING:
    from flows.exits_on_assessment import FromAssessment
    from rules.quota_exit import ExitGround

app = Desk(Words("员额退出：登记、在办、退额情形", "exit from the quota: register, under way, grounds"))

_INQUIRIES = {
    "supervision": Words("监察立案调查", "supervision case"),
    "party_inquiry": Words("纪律审查", "disciplinary inspection"),
    "audit": Words("审计", "audit"),
    "criminal": Words("刑事程序", "criminal process"),
}


@app.command("open", help=said("登记一件退额", "register an exit"))
def open_one(
    judge: str = typer.Argument(..., metavar=said("法官", "JUDGE"), help=said("法官代码", "code of the judge")),
    *,
    ground: str = typer.Option("", "--ground", help=said("退额情形，见 zelian exit grounds；来源是考核的自动读取", "the ground, see zelian exit grounds; read where it comes from an assessment")),
    court: str = typer.Option("", "--court", help=said("任职法院", "the judge's court")),
    level: str = typer.Option("", "--level", help=said("法院层级：基层、中级、高级、专门", "basic, intermediate, high or special")),
    since: str = typer.Option(..., "--since", metavar=said("日期", "DAY"), help=said("入额之日", "in the quota since")),
    organiser: str = typer.Option("", "--organiser", help=said("高级法院", "the high court")),
    division: str = typer.Option("", "--division", help=said("庭室", "division")),
    leader: bool = typer.Option(False, "--leader", help=said("是院庭长", "a president or division chief")),
    inquiry: list[str] = typer.Option([], "--inquiry", help=said("在查：监察立案调查、纪律审查、审计、刑事程序，可多次", "what is open: supervision, party_inquiry, audit, criminal; may be repeated")),
    source: str = typer.Option("", "--from", metavar=said("来源事项", "REF"), help=said("来源事项，摘要自动读取；考核事项的，情形、法院、证明和情形发生之日一并读取", "the matter it came from; its digest is read, and of an assessment ground, court, proof and day as well")),
    document: str = typer.Option("", "--document", help=said("来源文号", "number of the document")),
    on: str = typer.Option("", "--on", metavar=said("日期", "DAY"), help=said("情形发生之日", "day of the event")),
    role: str = typer.Option(..., "--role", help=said("以何种身份登记：政治部，或者申请退出的当事法官", "in which role: personnel, or the judge concerned for a request")),
    by: str | None = typer.Option(None, "--by", help=said("登记人代码", "code of the person registering")),
) -> None:  # fmt: skip
    from flows import quota_exits
    from flows.exits_on_assessment import from_assessment, is_assessment
    from rules.courts import CourtLevel
    from state_machines.quota_exit.grounds import ACT_OF
    from state_machines.quota_exit.openings import ExitOpening

    typed = Typed()
    assessed = from_assessment(office(), source) if source and is_assessment(office(), source) else None
    if assessed is not None:
        typed.read(_as_assessed, (judge, court, level, ground, on), assessed)
        ground, court, level = assessed.ground, assessed.court, assessed.level
        organiser, division, leader = (
            organiser or assessed.organiser,
            division or assessed.division,
            assessed.leader,
        )
        on = assessed.on.isoformat()
    found = typed.read(_ground, ground)
    of_level = typed.read(named, CourtLevel, level, Words("法院层级", "level"))
    entered = typed.read(day_of, since, "--since")
    event = typed.read(day_of, on, "--on") if on else None
    open_inquiries = [typed.read(_inquiry, each) for each in inquiry]
    registrar = typed.read(actor, role, by)
    typed.check()
    if found is None or registrar is None:
        return  # `check` has raised.
    given = {"ref": source, "document": document, "on": event.isoformat() if event else ""}
    opening = ExitOpening(
        judge=judge,
        court=court,
        ground=found,
        level=of_level,
        organiser=organiser,
        division=division,
        in_quota_since=entered,
        leader=leader,
        open_inquiries=tuple(each for each in open_inquiries if each),
        source={part: value for part, value in given.items() if value},
        assessments=assessed.assessments if assessed else (),
        caseload=assessed.caseload if assessed else {},
    )
    done = quota_exits.open_exit(office(), opening, by=registrar, now=now())
    say(Words("已登记{ref}：{ground}（{category}）", "registered {ref}: {ground} ({category})",
              ref=done.ref, ground=found.words, category=found.category))  # fmt: skip
    say(Words("须有：{proof}。下一步：zelian proceeding act {ref} {act}", "It needs: {proof}. Next: zelian proceeding act {ref} {act}",
              proof=found.proof, ref=done.ref, act=ACT_OF[found.category]))  # fmt: skip


@app.command("list", help=said("在办的退额事项", "the exits under way"))
def list_open(
    every: bool = typer.Option(False, "--all", help=said("包括已办结的", "those settled as well")),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from flows import quota_exits
    from records.reads import Look
    from rules.quota_exit import ExitCategory
    from state_machines.quota_exit.terms import State

    rows = quota_exits.on_file(as_seen_by(role, by), every=every)
    enter(Look.LIST, of=[row.ref for row in rows], role=role, by=by, reason=reason)
    table(
        Words("退额事项", "exits from the quota"),
        (Words("事项", "ref"), Words("法官", "judge"), Words("法院", "court"), Words("类别", "category"), Words("状态", "state"),
         Words("生效之日", "in effect on")),
        [(row.ref, row.facts.get("judge", "—"), row.court, ExitCategory(row.facts["category"]), State(row.state), row.facts.get("effective_on") or "—")
         for row in rows],
    )  # fmt: skip


@app.command(
    "grounds", help=said("某日适用的退额情形及其依据", "the grounds in force on a day, and what they rest on")
)
def grounds(
    on: str = typer.Option(
        "", "--on", metavar=said("日期", "DAY"), help=said("默认今天", "today by default")
    ),
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from rules.exit_consequences import wait

    day = day_of(on, "--on") if on else today()
    rules = office().store.rules.on(day)
    lists = rules.get("quota_exit.lists", [])
    found = office().exit_grounds.grounds(lists, day)
    if json:
        as_json([
            {"code": each.code, "name": each.words, "category": each.category, "proof": each.proof, "reentry": each.reentry,
             "grounds": [ground.to(language()) for ground in each.on(day)]}
            for each in found
        ])  # fmt: skip
        return
    table(
        Words("{day}适用的退额情形（清单：{lists}）", "grounds of exit on {day} (lists: {lists})", day=day.isoformat(), lists="、".join(lists)),
        (Words("类别", "category"), Words("情形", "ground"), Words("代码", "code"), Words("证明", "proof"), Words("再次入额", "coming back"), Words("依据", "authority")),
        [(each.category, each.words, each.code, each.proof, _wait(each.reentry, wait(each.reentry, rules)), each.cited(day, language()))
         for each in found],
    )  # fmt: skip


def _wait(reentry: object, months: int | None) -> Words:
    if not months:
        return Words("{reentry}", "{reentry}", reentry=reentry)
    return Words("{reentry}（{months}个月）", "{reentry} ({months} months)", reentry=reentry, months=months)


def _ground(text: str) -> ExitGround:
    from flows import quota_exits

    try:
        return quota_exits.ground_named(office(), text, now())
    except UnknownRule as none_such:
        raise FaultyInput([Fault(Words("--ground", "--ground"), none_such.words, Words("请选用其中之一", "choose one of them"))]) from None  # fmt: skip


def _as_assessed(typed: tuple[str, ...], assessed: FromAssessment) -> None:
    """What was typed beside an assessment says the same as the assessment, or is left out.

    Raises:
        FaultyInput: everything that differs.
    """
    from rules.courts import CourtLevel
    from rules.exit_grounds import code_of

    names = ("法官", "--court", "--level", "--ground", "--on")
    held = (assessed.judge, assessed.court, assessed.level, assessed.ground, assessed.on.isoformat())
    judge, court, level, ground, on = typed
    of_level = next((each.value for each in CourtLevel if level in (each.value, each.zh, each.en)), level)
    said = (judge, court, of_level, code_of(ground), on)
    faults = [
        Fault(
            Words("{name} {text}", "{name} {text}", name=name, text=text),
            Words("与考核事项不一致（{held}）", "is not as in the assessment ({held})", held=is_),
            Words("请删去这一项，由考核读取", "leave it out: it is read from the assessment"),
        )
        for name, text, is_ in zip(names, said, held, strict=True)
        if text and text != is_
    ]
    if faults:
        raise FaultyInput(faults)


def _inquiry(text: str) -> str:
    for code, words in _INQUIRIES.items():
        if text in (code, words.to("zh"), words.to("en")):
            return code
    known = Words("、".join(map(str, _INQUIRIES.values())), ", ".join(_INQUIRIES))
    raise FaultyInput(
        [
            Fault(
                Words("--inquiry {text}", "--inquiry {text}", text=text),
                Words("没有这一项", "there is none"),
                Words("可以写：{known}", "there are: {known}", known=known),
            )
        ]
    )
