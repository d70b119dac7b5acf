"""zelian season tables, readers, references: the figures of a round and how sure they are (季度评查的数字)."""

from __future__ import annotations

from pathlib import Path

import typer

from console.commands.season import LABEL, WHO, app
from console.looks import AS, WHY, enter
from console.looks import WHO as LOOKER
from console.office import actor, now, office
from console.speech import language, said, say, table
from rules.labels import Words
from rules.reader_review import ReaderReview
from rules.roles import Role


@app.command(
    "tables", help=said("写出统计表（内部使用）：xlsx或者CSV", "write the office's tables: xlsx or CSV")
)
def tables(
    label: str = LABEL,
    csv: Path | None = typer.Option(
        None, "--csv", metavar=said("文件夹", "FOLDER"), help=said("写成CSV的文件夹", "a folder for CSV")
    ),
    ranked: bool = typer.Option(
        False,
        "--ranked",
        help=said("加一页各院排序（现行规定允许时）", "add the courts in order, if the law allows"),
    ),
    role: str = AS,
    by: str | None = LOOKER,
    reason: str = WHY,
) -> None:
    from flows.figures import write_figures
    from records.reads import Look
    from records.seasons import reviews

    with office().store.read() as session:
        enter(
            Look.TABLES, of=[row.ref for _, row in reviews(session, label)], role=role, by=by, reason=reason
        )
    for path in write_figures(office(), label, csv=csv, ranked=ranked, now=now()):
        say(str(path))
    say(
        Words(
            "统计表未隐去小格，限于内部使用；每个数字的算法见“说明”页",
            "these tables leave no small count out and stay in the office; the sheet How to explains every figure",
        )
    )


@app.command(
    "readers",
    help=said(
        "评查员复核：一致程度、宽严、校准卷", "review of the reviewers: agreement, leniency, calibration"
    ),
)
def readers(
    label: str = LABEL,
    xlsx: Path | None = typer.Option(
        None, "--xlsx", metavar=said("文件", "FILE"), help=said("另存为表格", "write a workbook too")
    ),
    role: str = AS,
    by: str | None = LOOKER,
    reason: str = WHY,
) -> None:
    from flows.figures import write_reader_review
    from flows.readers import review_of_readers
    from records.reads import Look

    found = review_of_readers(office(), label)
    shown = {each.reader for each in found.readers} | {each.reader for each in found.calibrations}
    enter(Look.READERS, people=shown | set(found.training), role=role, by=by, reason=reason)
    _agreement(found)
    _leniency(found)
    _calibration(found)
    table(
        Words("培训建议（按代码，不排名）", "training suggested (by code, no ranking)"),
        (Words("评查员", "reviewer"), Words("建议", "suggestion")),
        [
            (reader, "；".join(reason.to(language()) for reason in reasons))
            for reader, reasons in found.training.items()
        ],
    )
    if xlsx:
        write_reader_review(office(), label, found, xlsx, now=now())
        say(str(xlsx))


@app.command(
    "references",
    help=said("登记专家评定的参考卷（YAML）", "put expert-graded reference cases on the register (YAML)"),
)
def references(
    file: Path = typer.Argument(..., metavar=said("文件", "FILE"), help=said("参考卷文件", "the file")),
    by: str | None = WHO,
) -> None:
    from flows.references import take_in_references

    added = take_in_references(office(), file, by=actor(Role.TRIAL_MANAGEMENT, by), now=now())
    say(
        Words(
            "登记参考卷{count}件，可作校准卷",
            "{count} reference cases registered for calibration",
            count=len(added),
        )
    )


def _agreement(found: ReaderReview) -> None:
    totals = found.totals
    if totals is None:
        say(Words("还没有一件案件交回两份评查表", "no case has two sheets yet"))
        return
    agreed = totals.agreement
    say(
        Words(
            "独立评分{cases}件，等次相同{same}件（{share:.1%}，{level:.0%}置信区间{low:.1%}—{high:.1%}），平均相差{gap:.1f}分，"
            "增派第三名评查员{third}件",
            "{cases} cases read twice, {same} with one grade ({share:.1%}, {level:.0%} confidence {low:.1%}-{high:.1%}), "
            "{gap:.1f} points apart on average, {third} third readers",
            cases=agreed.cases,
            same=agreed.same,
            share=agreed.same / agreed.cases,
            level=agreed.interval.level,
            low=agreed.interval.low,
            high=agreed.interval.high,
            gap=totals.mean_gap,
            third=totals.divergent,
        )
    )
    table(
        Words("一致程度", "agreement"),
        (Words("系数", "coefficient"), Words("值", "value"), Words("置信区间", "interval")),
        [
            (
                each.measure,
                NONE if each.value is None else f"{each.value:.3f}",
                f"{each.interval.low:.3f}—{each.interval.high:.3f}" if each.interval else NONE,
            )
            for each in agreed.coefficients
        ],
    )


NONE = "—"


def _leniency(found: ReaderReview) -> None:
    table(
        Words("宽严（分；正为偏宽，按代码，不排名）", "leniency (points; above nought is lenient; by code)"),
        (
            Words("评查员", "reviewer"),
            Words("共同评查", "shared"),
            Words("平均差", "difference"),
            Words("估计", "estimate"),
            Words("置信区间", "interval"),
            Words("结论", "finding"),
        ),
        [
            (
                each.reader,
                each.shared,
                NONE if each.difference is None else f"{each.difference:+.1f}",
                NONE if each.estimate is None else f"{each.estimate:+.1f}",
                f"{each.interval.low:+.1f}—{each.interval.high:+.1f}" if each.interval else NONE,
                each.strictness,
            )
            for each in found.readers
        ],
    )
    if found.spread:
        say(
            Words(
                "评查员之间的标准差{readers:.1f}分，同一案件两次评分的误差标准差{error:.1f}分",
                "standard deviation between reviewers {readers:.1f} points, of a reading {error:.1f}",
                readers=found.spread.readers,
                error=found.spread.error,
            )
        )


def _calibration(found: ReaderReview) -> None:
    table(
        Words("校准卷（按代码，不排名）", "calibration cards (by code)"),
        (
            Words("评查员", "reviewer"),
            Words("份数", "cards"),
            Words("等次一致", "same grade"),
            Words("平均高出参考", "above the reference"),
            Words("平均相差", "distance"),
        ),
        [
            (each.reader, each.read, each.same_grade, f"{each.mean_gap:+.1f}", f"{each.mean_distance:.1f}")
            for each in found.calibrations
        ],
    )
    if found.outstanding:
        say(Words("尚未交回的校准卷{n}份", "{n} calibration cards are still out", n=found.outstanding))
