"""zelian season assignment: who carries what, what excludes whom, and why no assignment is better (分配情况)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.season import LABEL, app
from console.installation import settings
from console.looks import AS, WHO, WHY, enter
from console.office import now, office
from console.speech import language, said, say
from rules.labels import Words

if TYPE_CHECKING:
    from flows.assignment_board import Board


@app.command(
    "assignment",
    help=said(
        "分配情况：负荷、专业对口、回避、证明；不改变任何记录",
        "who carries what, what excludes whom, and the proof; nothing is changed",
    ),
)
def assignment(
    label: str = LABEL,
    dry_run: bool = typer.Option(
        False,
        "--dry-run",
        help=said("试分配：列出待分配案件将由谁评查", "show who would read each waiting case"),
    ),
    xlsx: Path | None = typer.Option(
        None, "--xlsx", help=said("另存为工作簿", "write a workbook as well"), dir_okay=False
    ),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from console.assignment_page import show
    from flows.assignment_board import board
    from records.reads import Look

    found = board(office(), label, now=now())
    enter(
        Look.ASSIGNMENT, people=[each.reviewer.code for each in found.loads], role=role, by=by, reason=reason
    )
    say(
        Words(
            "{label}分配情况（内部，含评查员与案件对应关系，不得公开）",
            "{label}: readings (internal, not for publication)",
            label=label,
        )
    )
    show(found, readers=dry_run)
    if xlsx is not None:
        _write(found, label, xlsx)


def _write(found: Board, label: str, path: Path) -> None:
    from console.assignment_page import check_lines, kinds
    from documents.assignment_workbook import write_assignment

    write_assignment(
        path,
        title=Words("{label}评查分配情况", "{label}: readings", label=label),
        loads=[
            (each.reviewer.code, each.reviewer.court, each.reviewer.division, kinds(each.reviewer.specialties),
             each.load, each.specialist, each.open, each.added)
            for each in found.loads
        ],
        waiting=[
            (each.case_no, each.court, each.need, each.admissible, "、".join(each.readers))
            for each in found.waiting
        ],
        excluded=[(ground, cases, pairs) for ground, (pairs, cases) in found.excluded.items()],
        proof=[
            *check_lines(found),
            *(line for _, outcome in found.outcomes for line in outcome.assignment.proof.lines()),
        ],
        clashes=[
            (clash.words(), remedy)
            for _, outcome in found.outcomes
            for clash in outcome.clashes
            for remedy in [each.words for each in clash.remedies] or [Words("", "")]
        ],
        author=settings().court,
        dated=now().date(),
        language=language(),
    )  # fmt: skip
    say(Words("已写出：{path}", "written: {path}", path=path))
