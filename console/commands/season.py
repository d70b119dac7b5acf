"""zelian season: a quarter's round from the plan to the circular (季度评查)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from console.dates import instant_of, quarter_of
from console.desks import Desk
from console.installation import settings
from console.office import actor, now, office
from console.speech import complain, said, say, table
from rules.labels import Words
from rules.pools import Pool
from rules.ranking import why_unranked
from rules.roles import Role

app = Desk(Words("季度评查：立项、抽取、评查、通报", "the quarterly round: plan, draw, review, circular"))
LABEL = typer.Argument(..., metavar=said("季度", "QUARTER"), help="2026Q3", callback=quarter_of)
WHO = typer.Option(None, "--by", help=said("办理人代码", "code of the person acting"))


@app.command("open", help=said("立项", "open a round"))
def open_round(label: str = LABEL, by: str | None = WHO) -> None:
    from flows import drawing

    ref = drawing.open_season(
        office(), label, settings().court, by=actor(Role.TRIAL_MANAGEMENT, by), now=now()
    )
    say(Words("已立项：{ref}，请院长批准方案", "opened: {ref}; the president approves next", ref=ref))


@app.command("approve", help=said("院长批准方案", "the president approves the plan"))
def approve(label: str = LABEL, by: str | None = WHO) -> None:
    from flows import drawing

    drawing.approve(office(), label, by=actor(Role.PRESIDENT, by), now=now())
    say(Words("方案已批准，可以固定名册", "the plan is approved; the list may be frozen"))


@app.command("freeze", help=said("固定名册，公布摘要", "freeze the list and publish its digest"))
def freeze(
    label: str = LABEL,
    size: int | None = typer.Option(None, "--size", help=said("抽取件数", "how many")),
    mandatory_at_most: int | None = typer.Option(
        None,
        "--mandatory-at-most",
        help=said("重点评查最多件数，0为全部", "most must-review cases; 0 is all"),
    ),
    by: str | None = WHO,
) -> None:
    from flows import drawing
    from rules.frame import Exclusion

    done = drawing.freeze(
        office(),
        label,
        by=actor(Role.TRIAL_MANAGEMENT, by),
        now=now(),
        size=size,
        mandatory_at_most=mandatory_at_most,
    )
    say(
        Words(
            "名册已固定：可抽案件{count}件。摘要（SHA-256）：{digest}\n请先公布摘要，再产生公开种子。文件：{path}",
            "the list is frozen: {count} cases. SHA-256: {digest}\npublish it before the seed exists. File: {path}",
            count=done.eligible,
            digest=done.sha256,
            path=done.path,
        )
    )
    for reason in Exclusion:
        if done.excluded.get(reason.value):
            say(
                Words(
                    "  未列入：{reason} {count}件",
                    "  left out: {reason} {count}",
                    reason=reason,
                    count=done.excluded[reason.value],
                )
            )
    if done.mandatory:
        say(
            Words(
                "  重点情形案件{count}件，名单及理由不公开，见 {folder}",
                "  {count} must-review cases; which and why is not published, see {folder}",
                count=done.mandatory,
                folder=done.path.parent / drawing.INTERNAL,
            )
        )
    if warning := done.warning():
        say(warning)


@app.command("draw", help=said("用公开种子随机抽取", "draw from the public seed"))
def draw(
    label: str = LABEL,
    seed: str = typer.Option(..., "--seed", help=said("公开种子", "the public seed")),
    seed_at: str = typer.Option(
        "", "--seed-at", help=said("种子产生时间，如 2026-10-15T10:00", "when the seed came to be")
    ),
    witnesses: str = typer.Option(..., "--witnesses", help=said("见证人", "witnesses")),
    by: str | None = WHO,
) -> None:
    from flows import drawing

    at = now()
    found = drawing.draw_season(
        office(),
        label,
        seed,
        seed_at=instant(seed_at, at),
        witnesses=witnesses,
        by=actor(Role.TRIAL_MANAGEMENT, by),
        now=at,
    )
    say(
        Words(
            "已抽取{count}件，评查事项已经立项。名册、证书和核验程序在：{folder}",
            "{count} cases drawn and opened. Manifest, certificate and verifier are in {folder}",
            count=len(found.drawn),
            folder=office().season_folder(label),
        )
    )
    if added := drawing.added_count(office(), label):
        say(
            Words(
                "另有{count}件另行评查（重点评查、均衡补抽），不计入比率",
                "{count} more are reviewed beside the draw and enter no rate",
                count=added,
            )
        )


@app.command("advance", help=said("推进：分配、合并、制发评查表", "go forward: assign, merge, write cards"))
def advance(label: str = LABEL) -> None:
    from flows.progress import tick

    done = tick(office(), label, now=now())
    say(
        Words(
            "分配{a}件，合并评分{m}件（分歧{d}件），增派{t}件，指定复评{s}件，新制评查表{c}份、反馈表和整改表{f}份",
            "assigned {a}, merged {m} ({d} diverge), third readers {t}, second readers {s}, cards written {c}, forms {f}",
            a=done.assigned,
            m=done.merged,
            d=done.divergent,
            t=done.thirds,
            s=done.seconds,
            c=len(done.cards),
            f=len(done.forms),
        )
    )
    for fault in done.faulty:
        complain(fault.words)
    if done.shortages:
        from console.assignment_page import show_clashes

        say(
            Words(
                "缺评查员的案件{count}件：",
                "{count} cases lack readers:",
                count=len(done.shortages),
            )
        )
        show_clashes(done.clashes)


@app.command("collect", help=said("收回填好的评查表", "take in filled cards"))
def collect(
    label: str = LABEL,
    folder: Path = typer.Argument(..., metavar=said("文件夹", "FOLDER"), help=said("文件夹", "folder")),
    late_reason: str = typer.Option(
        "", "--late-reason", help=said("逾期收回的，写明理由", "why late cards are late")
    ),
) -> None:
    from flows.cards import collect_cards

    done = collect_cards(office(), label, folder, now=now(), late_reason=late_reason)
    say(
        Words(
            "收回{taken}份，以前已收{repeated}份，申明回避{aside}份，不予受理{refused}份，有误{faulty}份",
            "{taken} taken in, {repeated} known, {aside} stepped aside, {refused} refused, {faulty} faulty",
            taken=done.taken,
            repeated=done.repeated,
            aside=done.stepped_aside,
            refused=len(done.refused),
            faulty=len(done.faulty),
        )
    )
    for path, error in (*done.refused, *done.faulty):
        say(Words("{path}\n{error}", "{path}\n{error}", path=path, error=error.words))
    if done.refused or done.faulty:
        raise typer.Exit(2)


@app.command(
    "submit", help=said("提交一份评查结果文件（YAML、JSON）", "hand in one file of findings (YAML, JSON)")
)
def submit(
    file: Path = typer.Argument(..., help=said("评查结果文件", "the file of findings")),
    late_reason: str = typer.Option("", "--late-reason", help=said("逾期理由", "reason for the delay")),
) -> None:
    from documents.findings_file import read_findings
    from flows import cards

    repeated = cards.submit(
        office(), read_findings(file, book=office().sheets), now=now(), late_reason=late_reason
    )
    say(Words("以前已经收到", "known already") if repeated else Words("已收到", "taken in"))


@app.command("status", help=said("进展一览", "where the round stands"))
def status(label: str = LABEL) -> None:
    from flows.progress import states
    from records import proceedings, seasons
    from state_machines.review_round.table import State

    with office().store.read() as session:
        season = seasons.season(session, label)
        row = proceedings.find(session, season.ref)
    say(Words("{ref}：{state}", "{ref}: {state}", ref=row.ref, state=State(row.state)))
    table(
        Words("评查事项", "reviews"),
        (Words("状态", "state"), Words("件", "cases")),
        list(states(office(), label).items()),
    )
    with office().store.read() as session:
        pools = seasons.count_by_pool(session, label)
    table(
        Words("评查来源", "pools"),
        (Words("来源", "pool"), Words("件", "cases")),
        [(pool, pools[pool.value]) for pool in Pool if pool.value in pools],
    )


@app.command("confirm", help=said("确认全部评查完成", "confirm that all reviews are done"))
def confirm(label: str = LABEL, by: str | None = WHO) -> None:
    from flows.reporting import confirm_round

    confirm_round(office(), label, by=actor(Role.TRIAL_MANAGEMENT, by), now=now())
    say(Words("全部等次已经确定，可以印发通报", "all grades are confirmed; the circular may be issued"))


@app.command(
    "report", help=said("写出报告、通报、统计表和结果卡", "write report, circular, tables and cards")
)
def report(label: str = LABEL) -> None:
    from flows.reporting import write_papers

    papers = write_papers(office(), label, now=now())
    for path in (
        papers.report.docx,
        papers.report.pdf,
        papers.circular.docx,
        papers.circular.pdf,
        papers.tables,
    ):
        say(str(path))
    say(Words("评查结果卡{count}份", "{count} result cards", count=len(papers.cards)))


@app.command("circulate", help=said("院长印发通报", "the president issues the circular"))
def circulate(label: str = LABEL, by: str | None = WHO) -> None:
    from flows import reporting

    president = actor(Role.PRESIDENT, by)
    reporting.check_circulation(office(), label, by=president, now=now())
    papers = reporting.write_papers(office(), label, now=now())
    reporting.circulate(office(), label, papers, by=president, now=now())
    say(Words("通报已印发，摘要已入台账", "the circular is issued; its digest is in the ledger"))
    if why := why_unranked(office().store.rules.on(now().date())):
        say(why)


def instant(text: str, otherwise: datetime) -> datetime:
    """An instant typed at the desk, Beijing time; nothing typed means now.

    Raises:
        FaultyInput: it is no time.
    """
    return instant_of(text) if text else otherwise
