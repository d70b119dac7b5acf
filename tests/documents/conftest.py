"""An invented round (60 cases drawn at random from 240, 4 mandatory ones, three courts that do not exist), and how its
papers are looked at: filled docx read again, PDFs read by poppler, both as plain words.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.docx_papers import Docx, fill, write_docx
from documents.page_setup import blank_paper
from documents.paper_content import Paper
from documents.paper_templates import BODY, SAMPLE
from rules.frame import Exclusion
from rules.funnel import Levels
from rules.labels import Words
from rules.outcomes import Deduction, ReviewOutcome, RoundFacts
from rules.parameters import rule_book
from rules.pools import Pool
from rules.results import RoundResults, results_of
from rules.sampling import Allocation

COURTS = ("甲省乙市中级人民法院", "甲省乙市丙县人民法院", "甲省丁市戊区人民法院")
CLERICAL = Deduction("D1", "裁判文书正文有文字差错", Decimal(1))
SERVICE = Deduction("P1", "送达、传唤、告知有瑕疵，未影响当事人权利", Decimal(2))
OMITTED = Deduction("L3", "漏判或者超出诉讼请求", Decimal(10))
GRADES = ("excellent", "qualified", "qualified", "qualified", "flawed")


def outcome(number: int) -> ReviewOutcome:
    """The case of that number; 61 to 64 are mandatory, 60 has no grade yet."""
    court = COURTS[0] if number <= 20 else COURTS[1] if number <= 55 else COURTS[2]
    mandatory = number > 60
    grade = "unqualified" if number % 20 == 0 or number == 61 else GRADES[number % 5]
    taken = ((CLERICAL,) * 2 if number % 4 == 0 else ()) + ((SERVICE,) if number % 6 == 0 else ())
    return ReviewOutcome(
        ref=f"评{number:03d}",
        case_no=f"（2022）甲01民初{number}号",
        court=court,
        case_kind="民事" if number % 3 else "刑事",
        cause="买卖合同纠纷" if number % 3 else "盗窃罪",
        division="民事审判第一庭",
        judge_code=f"J{number:04d}",
        stratum=f"{court}·{'民事' if number % 3 else '刑事'}",
        probability=1.0 if mandatory else 0.5 if number <= 20 else 0.2,
        score=Decimal("92.5") - number % 30,
        grade=None if number == 60 else grade,
        pool=Pool.MANDATORY if mandatory else Pool.RANDOM,
        objected=number % 12 == 0,
        objection_upheld={12: True, 24: False, 36: False}.get(number),
        re_reviewed=number in (12, 24),
        committee=grade == "unqualified",
        rectified=number % 8 == 0 if number % 4 == 0 else None,
        clue_out=number == 61,
        deductions=taken + ((OMITTED,) if grade == "unqualified" else ()),
        state="等次已确定",
        late_acts=2 if number == 7 else 0,
        reasons=(Words("得分在合格区间", "the score is in the range of qualified"),),
    )


@pytest.fixture(scope="session")
def guarded_results() -> RoundResults:
    """The round as it is published: small counts by court and kind are left out."""
    rules = rule_book().on(date(2022, 6, 30))
    return results_of((outcome(number) for number in range(1, 65)), Levels.from_rules(rules))


@pytest.fixture(scope="session")
def round_results(guarded_results: RoundResults) -> RoundResults:
    """The same round of a court that leaves no count out."""
    assert guarded_results.levels
    return results_of(guarded_results.outcomes, replace(guarded_results.levels, smallest_cell=1))


@pytest.fixture(scope="session")
def round_facts() -> RoundFacts:
    rules = rule_book().on(date(2022, 6, 30))
    return RoundFacts(
        season=Words("2022年第二季度", "2022 Q2"),
        court="甲省高级人民法院",
        manifest_sha256="5f1d7e8a" * 8,
        seed="6-3-1-5-2-4-4-6-1-3",
        frame_size=240,
        drawn=60,
        reviewers=12,
        frozen_on=date(2022, 7, 4),
        drawn_on=date(2022, 7, 6),
        confirmed_on=date(2022, 8, 19),
        smallest_base=rules["results.smallest_base"],
        excluded={Exclusion.PENDING: 31, Exclusion.REVIEWED: 2},
        ledger_entries=812,
        ledger_sound=True,
        strata=(
            Allocation((COURTS[0], "民事"), 40, 20, 20),
            Allocation((COURTS[1], "民事"), 175, 35, 35),
            Allocation((COURTS[2], "民事"), 25, 5, 5),
        ),
        courts=COURTS,
        parameters=tuple(
            rules.parameter(key) for key in rules if key.startswith(("results.", "quality_review."))
        ),
    )


@pytest.fixture(scope="session")
def look() -> ModuleType:
    """What stands below, for tests to use."""
    return sys.modules[__name__]


PAGE_NUMBER = re.compile(r"—\d+—")


def document_of(paper: Paper, templates: Path | None = None):
    """The docx of a paper, opened by python-docx."""
    return Document(io.BytesIO(write_docx(paper, templates).file))


def told(document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def tables_of(document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def body_only(paper: Paper, field: str) -> Docx:
    """The paper on a template that holds one part and nothing else."""
    document = blank_paper(paper.language)
    xml = f"<w:p {nsdecls('w')}><w:r><w:t>{{{{p {field} }}}}</w:t></w:r></w:p>"
    document.element.body.insert(0, parse_xml(xml))
    file = io.BytesIO()
    document.save(file)
    return fill(paper, file.getvalue())


def edited(template: bytes, *changes: tuple[str, str]) -> bytes:
    """The template with the XML of its body changed, as an editor would leave it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == BODY:
                text = content.decode()
                for before, after in changes:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                content = text.encode()
            package.writestr(name, content)
    return target.getvalue()


def office_converted(folder: Path, papers: Iterable[Path], ending: str) -> None:
    """Let LibreOffice open the files and save them anew beside them, or into `folder`."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    command = ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", ending, "--outdir", folder, *papers],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
        timeout=180,
    )


def poppler(program: str, *arguments: object) -> str:
    if not shutil.which(program):
        pytest.skip(f"poppler ({program}) is not installed")
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def pages_of(pdf: Path) -> list[str]:
    return poppler("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def words_of(pdf: Path) -> list[tuple[int, str, float, float, float]]:
    """Each word: page, text, left, right and top, in points."""
    found, page = [], 0
    for line in poppler("pdftotext", "-bbox", pdf, "-").splitlines():
        page += "<page " in line
        if match := re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*>(.*)</word>', line):
            left, top, right, text = match.groups()
            found.append((page, text, float(left), float(right), float(top)))
    return found


def squeezed(text: str) -> str:
    """Without spaces, page numbers and the running head: what is left is what the paper says."""
    plain = re.sub(r"\s", "", text)
    for head in (SAMPLE.to("zh"), SAMPLE.to("en")):
        plain = plain.replace(re.sub(r"\s", "", head), "")
    return PAGE_NUMBER.sub("", plain)
