"""What the board of readings says at the desk (分配情况): loads, exclusions, proof, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from console.speech import say, table
from rules.cases import CaseKind
from rules.labels import Words

if TYPE_CHECKING:
    from flows.assignment_board import Board
    from rules.clashes import Clash

SHOWN = 20
"""Rows of a table at the desk; the workbook has them all."""


def show(found: Board, *, readers: bool) -> None:
    """Say everything; the readers of each waiting case where they are asked for."""
    table(
        Words("评查员负荷", "loads"),
        (
            Words("评查员", "reviewer"),
            Words("法院", "court"),
            Words("专业", "specialties"),
            Words("件数", "cases"),
            Words("对口", "specialist"),
            Words("待交", "open"),
            Words("将增", "to come"),
        ),
        [
            (each.reviewer.code, each.reviewer.court, kinds(each.reviewer.specialties), each.load, each.specialist,
             each.open, each.added)
            for each in found.loads[:SHOWN]
        ],
    )  # fmt: skip
    _rest(len(found.loads))
    for line in check_lines(found):
        say(line)
    for ground, (pairs, cases) in found.excluded.items():
        say(
            Words(
                "  回避：{ground}，涉及{cases}件案件，排除{pairs}人次",
                "  excluded: {ground}, in {cases} cases, {pairs} pairs",
                ground=ground,
                cases=cases,
                pairs=pairs,
            )
        )
    for code, why in found.passed_over.items():
        say(
            Words(
                "  不参加分配：{code}，{why}（{authority}）",
                "  passed over: {code}, {why} ({authority})",
                code=code,
                why=why.words,
                authority=Words(why.authority.to("zh"), why.authority.to("en")),
            )
        )
    _show_waiting(found, readers=readers)
    show_clashes(clash for _, outcome in found.outcomes for clash in outcome.clashes)


def show_clashes(clashes: Iterable[Clash]) -> None:
    """Every bottleneck, with the rules that clash and what would free it."""
    for clash in clashes:
        say(Words("  {clash}", "  {clash}", clash=clash.words()))
        for remedy in clash.remedies:
            say(Words("    可行的办法：{what}", "    what would free it: {what}", what=remedy.words))
        if not clash.remedies:
            say(
                Words(
                    "    没有一项单独的改变能够解决，可以说明理由不再评查",
                    "    no single change frees it; the case may be withdrawn with reasons",
                )
            )


def check_lines(found: Board) -> list[Words]:
    """What was assigned so far with its bounds, and the exclusions asked again."""
    from flows.reading_round import Occasion

    return [
        *(
            Words(
                "{at}{occasion}，分配{cases}件{readings}人次：最大负荷{most}（下界{most_bound}），负荷平方和{even}（下界{even_bound}），"
                "专业对口{known}（上界{known_bound}）；证书{digest}",
                "{at}, {occasion}: {cases} cases, {readings} readings: largest load {most} (at least {most_bound}), squared loads {even} "
                "(at least {even_bound}), specialists {known} (at most {known_bound}); certificate {digest}",
                at=note["at"][:10],
                occasion=Occasion(note["occasion"]),
                cases=note["cases"],
                readings=note["readings"],
                most=note["largest"][0],
                most_bound=note["largest"][1],
                even=note["unevenness"][0],
                even_bound=note["unevenness"][1],
                known=note["specialists"][0],
                known_bound=note["specialists"][1],
                digest=note["certificate_sha256"][:12],
            )
            for note in found.done
        ),
        Words(
            "在案{readings}人次逐一重新核对回避事由：{breaches}处不符",
            "{readings} readings on file asked again for every ground: {breaches} breaches",
            readings=found.readings,
            breaches=len(found.breaches),
        ),
        *(Words("  {breach}", "  {breach}", breach=breach) for breach in found.breaches),
    ]


def kinds(codes: Iterable[str]) -> Words:
    """Types of case, in words."""
    found = [CaseKind(code) for code in sorted(codes)]
    return Words(
        "{zh_}", "{en_}", zh_="、".join(kind.zh for kind in found), en_=", ".join(kind.en for kind in found)
    )


def _show_waiting(found: Board, *, readers: bool) -> None:
    if readers:
        rows: Sequence[Sequence[Any]] = [
            (each.case_no, each.court, each.need, each.admissible, "、".join(each.readers) or "—")
            for each in found.waiting[:SHOWN]
        ]
        table(
            Words("试分配（没有写入）", "dry run (nothing is written)"),
            (
                Words("案号", "case"),
                Words("法院", "court"),
                Words("须增", "needs"),
                Words("可用", "admissible"),
                Words("评查员", "reviewers"),
            ),
            rows,
        )
        _rest(len(found.waiting))
    for occasion, outcome in found.outcomes:
        if outcome.assignment.proof.readings:
            say(Words("{occasion}，试分配：", "{occasion}, dry run:", occasion=occasion))
            for line in outcome.assignment.proof.lines():
                say(Words("  {line}", "  {line}", line=line))


def _rest(count: int) -> None:
    if count > SHOWN:
        say(
            Words(
                "  其余{n}行见工作簿（--xlsx 文件）",
                "  {n} more rows in the workbook (--xlsx FILE)",
                n=count - SHOWN,
            )
        )
