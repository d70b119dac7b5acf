"""What papers of protection and of handovers set out in a table (列表载明的事实): findings point by point, the test sheet, what goes along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documents.discipline_wording import lines_of
from documents.paper_content import Block, Table
from documents.protection_wording import point_named, said_of
from rules.clarification import PointFinding
from rules.exemption_sheet import GroundResult
from rules.labels import Language, Words
from rules.law import cite
from rules.notices import in_both
from state_machines.chain import ROWS
from state_machines.exemption_review.terms import Known as Exemption
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Link
from state_machines.report_clarification.terms import Known as Clearing
from state_machines.steps import Fact


def _findings(value: Any, facts: Mapping[str, Any], language: Language) -> Table:
    """核查结论: what was found of each point, and on what."""
    rows = [
        (
            point_named(each["point"], facts, language),
            in_both(PointFinding(each["finding"])),
            str(each["basis"]),
        )
        for each in value
    ]
    header = (Words("被检举的问题", "point"), Words("认定", "finding"), Words("依据", "basis"))
    return Table(Words("逐点认定", "Findings, point by point"), header, rows, (6, 3, 6.6), "lcl")


def _sheet(value: Any, _: Mapping[str, Any], language: Language) -> Table:
    """免责情形逐项审查: every ground in force on the day of the act, what it came to, why, and where it stands in law."""
    rows = [
        (
            str(number),
            Words(row["zh"], row["en"]),
            in_both(GroundResult(row["result"])),
            str(row["why"]),
            "\n".join(_article(each, language) for each in row["authorities"]),
        )
        for number, row in enumerate(value["rows"], 1)
    ]
    header = (
        Words("序号", "no."),
        Words("免责情形", "ground"),
        Words("审查结果", "result"),
        Words("理由", "why"),
        Words("依据", "authority"),
    )
    return Table(
        Words("免责情形逐项审查", "Grounds of exemption, one by one"),
        header,
        rows,
        (1, 3.6, 1.8, 3.6, 5.6),
        "clcll",
    )


def _article(ground: Mapping[str, Any], language: Language) -> str:
    return Words(
        "{article}第{item}项", "{article} item {item}", article=cite(ground["authority"]).to(language), item=ground["item"]
    ).to(language)  # fmt: skip


def _carried(value: Any, facts: Mapping[str, Any], language: Language) -> Table:
    """随移送的事实, by the names they have where they come from."""
    row = ROWS[Link(facts[Handed.LINK.code])]
    known = {fact.code: fact for fact in row.carries}
    told = [
        (Words(fact.zh, fact.en), "\n".join(_told(fact, value[code], facts, language)))
        for code, fact in known.items()
        if code in value
    ]
    header = (Words("事项", "fact"), Words("内容", "what is on record"))
    return Table(Words("随移送的事实", "Facts that go along"), header, told, (4, 11.6), "ll")


def _told(fact: Fact, value: Any, facts: Mapping[str, Any], language: Language) -> list[str]:
    letters = ROWS[Link(facts[Handed.LINK.code])].source.letters
    return said_of(fact, value, facts, language) or lines_of(letters, fact, value, language)


IN_A_TABLE: dict[Fact, Callable[[Any, Mapping[str, Any], Language], Block]] = {
    Clearing.FINDINGS: _findings,
    Exemption.SHEET: _sheet,
    Handed.CARRIED: _carried,
}
"""Facts that a part of a paper sets out in a table; among the rows of a form they are read out."""
