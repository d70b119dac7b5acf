"""zelian protect report, reports, adverse: periodic and zero reports on interference, and adverse acts against recorders."""

from __future__ import annotations

import typer

from console.commands.protect import ROLE, app
from console.dates import day_of
from console.looks import WHO
from console.office import actor, named, now, office
from console.speech import said, say, table
from console.typed import Typed
from rules.labels import Words

COURT = typer.Option("", "--court", help=said("法院，默认本院", "the court; ours by default"))


@app.command("report", help=said("报告一个报告期的干预、过问情况；没有的为零报告", "report a period; with nothing on record, a zero report"))  # fmt: skip
def report(
    period: str = typer.Argument(..., metavar=said("报告期", "PERIOD"), help="2022Q2 / 2022-04"),
    court: str = COURT,
    role: str = ROLE,
    by: str | None = WHO,
) -> None:
    from flows import interference_reports
    from rules.report_periods import Period

    typed = Typed()
    wanted = typed.read(Period.parse, period)
    reporter = typed.read(actor, role, by, court)
    typed.check()
    if wanted is None or reporter is None:
        return  # `check` has raised.
    done = interference_reports.file(office(), reporter.court, wanted, by=reporter, now=now())
    if done.total == 0:
        say(Words("{court}{period}零报告已登记", "{court}: zero report for {period} entered", court=done.court, period=done.period.words))  # fmt: skip
        _write()
        return
    say(
        Words(
            "{court}{period}已报告：{counts}",
            "{court}: reported for {period}: {counts}",
            court=done.court,
            period=done.period.words,
            counts=_counts(done.counts),
        )
    )
    _write()


@app.command(
    "reports", help=said("各报告期：件数、报送期限、是否报告", "the periods: numbers, when due, filed or not")
)
def reports(
    since: str = typer.Option(..., "--since", metavar=said("日期", "DAY"), help="2022-01-01"),
    court: str = COURT,
    role: str = ROLE,
    by: str | None = WHO,
) -> None:
    from flows import interference_reports

    reader = actor(role, by, court)
    interference_reports.check_keeper(reader)
    found = interference_reports.overview(office(), reader.court, day_of(since, "--since"), now())
    today = now().date()
    table(
        Words("{court}干预、过问情况报告", "reports on interference of {court}", court=reader.court),
        (
            Words("报告期", "period"), Words("件数", "records"), Words("其中", "of them"),
            Words("应于", "due"), Words("报告", "report"),
        ),
        [
            (
                each.period.words,
                str(each.total),
                _counts(each.counts),
                each.due.isoformat(),
                _FILED if each.filed else _OVERDUE if each.due < today else _OPEN,
            )
            for each in found
        ],
    )  # fmt: skip


@app.command("adverse", help=said("登记对法官的不利人事处理，供报复预警比对", "enter an adverse act against a judge, for the retaliation alarm"))  # fmt: skip
def adverse(
    judge: str = typer.Argument(
        ..., metavar=said("法官", "JUDGE"), help=said("法官代码", "code of the judge")
    ),
    act: str = typer.Option(
        ..., "--act", help=said("如：调离审判岗位、免职、考核降等", "such as: removal from office")
    ),
    on: str = typer.Option(
        ..., "--on", metavar=said("日期", "DAY"), help=said("处理作出之日", "the day it was done")
    ),
    role: str = ROLE,
    by: str | None = WHO,
) -> None:
    """What is said is the same whether or not a review was opened: whoever enters an act does not learn who is a recorder."""
    from flows import protection
    from rules.retaliation import AdverseAct

    typed = Typed()
    kind = typed.read(named, AdverseAct, act, Words("处理", "act"))
    day = typed.read(day_of, on, "--on")
    entered = typed.read(actor, role, by)
    typed.check()
    if kind is None or day is None or entered is None:
        return  # `check` has raised.
    protection.enter_adverse_act(office(), judge, kind, day, by=entered, now=now())
    say(
        Words(
            "已登记{judge}的“{act}”；需要审查的，由权益保障委员会另行办理",
            "entered: {judge}, {act}; what is to be reviewed is for the duty-protection committee",
            judge=judge,
            act=kind,
        )
    )


def _write() -> None:
    """Write the paper of what was filed; where a template is broken the report is filed all the same, and it says so."""
    from flows.interference_papers import write_reports

    done = write_reports(office(), now())
    for printed in done.printed:
        say(str(printed.docx))
        say(str(printed.pdf))
    for fault in done.faulty:
        say(Words("文书未能制作：{why}", "not written: {why}", why=fault.words))


def _counts(counts: dict[str, int]) -> Words:
    from state_machines.interference_record.terms import By

    return Words(
        "、".join(f"{each.zh}{counts.get(each.value, 0)}件" for each in By),
        ", ".join(f"{each.en} {counts.get(each.value, 0)}" for each in By),
    )


_FILED, _OPEN, _OVERDUE = (
    Words("已报告", "filed"),
    Words("未到期", "not due yet"),
    Words("逾期未报", "overdue"),
)
