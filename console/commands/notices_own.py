"""zelian notices mine, acknowledge: a person's own messages, and the answer to one of them (签收)."""

from __future__ import annotations

import typer

from console.commands.notices import app
from console.dates import day_of
from console.looks import WHY, enter
from console.office import actor, now, office
from console.speech import said, say, table
from rules.labels import Words
from rules.roles import Role

BY = typer.Option(None, "--by", help=said("本人代码", "your own code"))


@app.command(
    "mine", help=said("本人的通知：打开即为已阅，附签收码", "your own messages: to open them is to read them")
)
def mine(
    by: str | None = BY,
    most: int = typer.Option(20, "--most", help=said("最多显示条数", "how many at most")),
    unread: bool = typer.Option(False, "--unread", help=said("只看未阅的", "only those not read")),
    reason: str = WHY,
) -> None:
    from flows.own_messages import note_read, own_messages
    from records.reads import Look

    me = actor(Role.TRIAL_MANAGEMENT, by).code
    found = own_messages(office(), me, most=most, unread=unread)
    enter(Look.LETTERS, of={each.content.proceeding for each in found}, people=[me], by=me, reason=reason)
    note_read(office(), found, me, now())
    if not found:
        say(Words("没有给{me}的通知", "no messages for {me}", me=me))
    for each in found:
        say(f"{each.at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}　{each.message.subject}")
        say(each.message.body)
        if each.code:
            say(Words("签收码：{code}", "Code: {code}", code=each.code))
        if each.acknowledged is not None:
            say(Words("已签收：{reason}；下一步日期{day}", "Acknowledged: {reason}; next date {day}",
                      reason=each.acknowledged.reason, day=each.acknowledged.next_on))  # fmt: skip
        say("")


@app.command(
    "acknowledge",
    help=said("签收一件提醒：写明理由和下一步日期", "acknowledge a reminder: a reason and a next date"),
)
def acknowledge(
    code: str = typer.Argument(..., metavar=said("签收码", "CODE")),
    reason: str = typer.Option(
        "", "--reason", help=said("为何未办、如何办", "why it is not done, and what you do")
    ),
    next_on: str = typer.Option(
        "", "--next", help=said("下一步日期，工作日", "the next date, a working day")
    ),
    settled: bool = typer.Option(
        False, "--settled", help=said("警示已经以其他方式处理", "the alarm was seen to in another way")
    ),
    by: str | None = BY,
) -> None:
    from flows.acknowledging import acknowledge as answer

    done = answer(
        office(), code, by=actor(Role.TRIAL_MANAGEMENT, by), reason=reason, next_on=day_of(next_on, "--next") if next_on else None, now=now(), settled=settled,
    )  # fmt: skip
    if done.settled:
        say(Words("已签收，{ref}的警示了结", "acknowledged; the alarm of {ref} ends", ref=done.proceeding))
    elif done.held_until is None:
        say(Words("已签收{ref}；催办照常进行，因为应当办理的人尚未都签收", "acknowledged, {ref}; the ladder goes on: not everybody who owes the act has answered", ref=done.proceeding))  # fmt: skip
    else:
        say(
            Words(
                "已签收{ref}，下一步日期{day}；{until}前不再催办，到期未办的继续催办并注明签收后未办",
                "acknowledged, {ref}, next date {day}; nobody is urged until {until}, and if nothing is done by then the ladder goes on and says so",
                ref=done.proceeding,
                day=done.next_on,
                until=done.held_until,
            )
        )


@app.command(
    "ladder",
    help=said("催办阶梯：一个程序逐级提醒谁、何时", "the ladder of a procedure: who is told, and when"),
)
def ladder(procedure: str = typer.Argument("", metavar=said("程序", "PROCEDURE"))) -> None:
    from rules.clocks import beijing_day
    from state_machines.register import PROCEDURES
    from state_machines.register import procedure as find

    named = [each for each in PROCEDURES.values() if procedure in (each.zh, each.en)]
    tables = named or ([find(procedure)] if procedure else list(PROCEDURES.values()))
    rules = office().store.rules.on(beijing_day(now()))
    table(
        Words("催办阶梯", "ladders"),
        (
            Words("程序", "procedure"),
            Words("级", "rung"),
            Words("届满日起（工作日）", "working days after"),
            Words("告知", "who hears"),
            Words("缓急", "urgency"),
            Words("依据", "authority"),
        ),
        [
            (
                each.words,
                rule.rung,
                rule.count(rules),
                _hearers(rule.hears),
                rule.urgency,
                Words(rule.authority.to("zh"), rule.authority.to("en")),
            )
            for each in tables
            for rule in office().ladders.of(each.code)
        ],
    )


def _hearers(names: tuple[str, ...]) -> Words:
    known = {
        "responsible": Words("应当办理的人", "who has to act"),
        "desk": Words("主管部门", "the office in charge"),
        "giver": Words("移送部门", "who handed over"),
        "court_above": Words("上级法院", "the court above"),
    }
    shown = [known.get(name) or Words(Role(name).zh, Role(name).en) for name in names]
    return Words("、".join(each.to("zh") for each in shown), ", ".join(each.to("en") for each in shown))
