"""What a paper costs: our filling and setting of result cards beside docxtpl's own rendering of the same template.

docxtpl   DocxTemplate(template).render(fields) and save, as its manual says: the template is read and compiled each time;
ours      the template compiled once, the changed parts written (`documents.docx_papers`);
pdf       the same card set by Typst from the filled docx (`documents.pdf_papers`).

Run: python benchmarks/papers.py [cards] [rounds]. Printed are medians over the rounds, as ratios; times drift, ratios hold.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

from docxtpl import DocxTemplate
from pairs import Table, paired, timed

from documents.case_card import CardAct, case_card
from documents.docx_papers import context_of, write_docx
from documents.paper_content import Paper
from documents.paper_fields import PaperKind
from documents.paper_templates import our_template, prepared
from documents.paper_xml import Setter
from documents.pdf_papers import write_pdf
from rules.labels import Words
from rules.law import cite
from rules.outcomes import Deduction, ReviewOutcome

STARTED = datetime(2022, 8, 1, 1, tzinfo=UTC)
TEMPLATE = our_template(PaperKind.RESULT_CARD, "zh")


def card(number: int) -> Paper:
    outcome = ReviewOutcome(
        ref=f"评{number:04d}",
        case_no=f"（2022）甲01民初{number}号",
        court="甲省乙市中级人民法院",
        case_kind="民事",
        cause="买卖合同纠纷",
        division="民一庭",
        judge_code=f"J{number}",
        stratum="民事",
        probability=0.5,
        score=Decimal(90),
        grade="qualified",
        deductions=tuple(Deduction(f"P{n}", f"第{n}项问题", Decimal(n)) for n in range(1, 5)),
        reasons=(Words("评分：得90分，达到合格的75分", "score: 90"),),
    )
    acts = [
        CardAct(
            STARTED + timedelta(days=n), f"第{n}步", "审管办", cite("local_review.反馈"), date(2022, 8, 9)
        )
        for n in range(12)
    ]
    return case_card(
        outcome, acts, court="甲省高级人民法院", season="2022年第二季度", dated=date(2022, 8, 25)
    )


def by_docxtpl(paper: Paper) -> None:
    template = DocxTemplate(io.BytesIO(TEMPLATE))
    template.render(context_of(paper, Setter("zh", prepared(TEMPLATE).styles)), autoescape=True)
    template.save(io.BytesIO())


def set_in_type(paper: Paper) -> None:
    write_pdf(paper, write_docx(paper))


def seconds(work: Callable[[Paper], object], papers: list[Paper]) -> float:
    return timed(lambda: [work(paper) for paper in papers])[1]


def main(cards: int = 20, rounds: int = 5) -> None:
    papers = [card(number) for number in range(cards)]
    set_in_type(papers[0])  # The fonts are read once a process.
    ways: dict[str, Callable[[Paper], object]] = {
        "docxtpl": by_docxtpl,
        "ours": write_docx,
        "pdf": set_in_type,
    }
    found = paired({name: partial(seconds, way, papers) for name, way in ways.items()}, rounds)
    table = Table("A paper", f"{cards} result cards, {rounds} rounds; processor time a card.")
    table.times("filled, of docxtpl's own way", found["ours"], found["docxtpl"], each=cards)
    table.times("filled and set as PDF, of docxtpl's own way", found["pdf"], found["docxtpl"], each=cards)
    table.print()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
