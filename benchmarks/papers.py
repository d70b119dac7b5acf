"""What a paper costs: our filling and setting of result cards beside docxtpl's own rendering of the same template.

docxtpl   DocxTemplate(template).render(fields) and save, as its manual says: the template is read and compiled each time;
ours      the template compiled once, the changed parts written (`documents.docx_papers`);
pdf       the same card set by Typst from the filled docx (`documents.pdf_papers`).

Run: python benchmarks/papers.py [cards] [rounds]. Printed are medians over the rounds, as ratios; times drift, ratios hold.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from docxtpl import DocxTemplate

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


def seconds(work: Callable[[Paper], object], papers: list[Paper]) -> float:
    begun = time.perf_counter()
    for paper in papers:
        work(paper)
    return (time.perf_counter() - begun) / len(papers)


def main(cards: int = 20, rounds: int = 5) -> None:
    papers = [card(number) for number in range(cards)]
    write_pdf(papers[0], write_docx(papers[0]))  # the fonts are read once a process
    found: dict[str, list[float]] = {"docxtpl": [], "ours": [], "ours+pdf": []}
    for _ in range(rounds):
        found["docxtpl"].append(seconds(by_docxtpl, papers))
        found["ours"].append(seconds(write_docx, papers))
        found["ours+pdf"].append(seconds(lambda paper: write_pdf(paper, write_docx(paper)), papers))
    base = statistics.median(found["docxtpl"])
    for name, times in found.items():
        median = statistics.median(times)
        print(f"{name:10} {median * 1000:7.1f} ms   {median / base:5.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
