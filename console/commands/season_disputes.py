"""zelian season disputes: the disputes about reversals of a half year or a quarter, and what came of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from datetime import date

import typer

from console.commands.season import app
from console.looks import AS, WHO, WHY, enter
from console.office import now, office
from console.speech import as_json, said, say, table
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.quarters import Quarter

_HALF = re.compile(r"(?P<year>[12]\d{3})(?:年)?(?:H(?P<half>[12])|(?P<word>[上下])半年)", re.IGNORECASE)
NONE = Words("无", "none")


@app.command(
    "disputes", help=said("改判争议清单：半年或者一季", "disputes about reversals: a half year or a quarter")
)
def disputes(
    span: str = typer.Argument(
        ...,
        metavar=said("半年或季度", "HALF-YEAR"),
        help=said("2026H2、2026下半年或 2026Q3", "2026H2 or 2026Q3"),
    ),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
    json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON")),
) -> None:
    from flows.disputes import Outcome
    from flows.disputes import disputes as sent_up
    from records.reads import Look

    first, last = _days(span)
    found = sent_up(office(), first, last, now=now())
    enter(Look.DISPUTES, of={each.ref for each in found}, role=role, by=by, reason=reason)
    counted = Counter(each.outcome for each in found)
    if json:
        as_json(
            {
                "first": first.isoformat(),
                "last": last.isoformat(),
                "counts": {outcome.value: counted[outcome] for outcome in Outcome},
                "disputes": [{**asdict(each), "outcome": each.outcome.value} for each in found],
            }
        )
        return
    table(
        Words(
            "改判争议（{first}至{last}）",
            "disputes about reversals, {first} to {last}",
            first=first,
            last=last,
        ),
        (
            Words("事项", "ref"),
            Words("案号", "case"),
            Words("法院", "court"),
            Words("层报", "sent up"),
            Words("答复期限", "due"),
            Words("答复", "replied"),
            Words("结果", "outcome"),
            Words("理由", "reasons"),
        ),
        [
            (
                each.ref,
                each.case_no,
                each.court,
                each.sent_up,
                each.due or "",
                each.replied or "",
                each.outcome,
                "；".join(filter(None, (each.reply or each.reasons, each.hint))),
            )
            for each in found
        ],
    )
    say(
        Words(
            "共{total}件：采纳{accepted}件，不采纳{refused}件，待答复{pending}件（其中逾期{overdue}件）",
            "{total} in all: {accepted} accepted, {refused} refused, {pending} pending (of these {overdue} overdue)",
            total=len(found),
            accepted=counted[Outcome.ACCEPTED],
            refused=counted[Outcome.REFUSED],
            pending=counted[Outcome.PENDING] + counted[Outcome.OVERDUE],
            overdue=counted[Outcome.OVERDUE],
        )
    )


def _days(span: str) -> tuple[date, date]:
    """The first and the last day of a half year or a quarter.

    Raises:
        FaultyInput: it is neither.
    """
    found = _HALF.fullmatch(span.strip())
    if found is None:
        try:
            quarter = Quarter.parse(span.strip())
        except FaultyInput:
            raise FaultyInput([_neither(span)]) from None
        return quarter.first_day, quarter.last_day
    year, second = int(found["year"]), found["half"] == "2" or found["word"] == "下"
    quarters = (Quarter(year, 3), Quarter(year, 4)) if second else (Quarter(year, 1), Quarter(year, 2))
    return quarters[0].first_day, quarters[1].last_day


def _neither(span: str) -> Fault:
    return Fault(
        Words("“{span}”", "“{span}”", span=span),
        Words("不是半年，也不是季度", "is neither a half year nor a quarter"),
        Words("请写 2026H2、2026下半年或 2026Q3", "write 2026H2 or 2026Q3"),
    )
