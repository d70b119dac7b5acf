"""The routine writes what an act calls for: once, from the record, and never at the cost of the act."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from documents.paper_fields import PaperKind
from documents.paper_templates import our_template, template_name
from documents.press import Press
from flows import leads, papers_after_acts
from flows.clockwork import Clockwork
from records import papers
from records.ledger import LedgerEntry
from records.notices import Notice
from records.papers import WrittenPaper
from records.papers_due import PapersWrittenTo
from records.proceedings import find
from records.verification import verify
from rules.notices import NoticeContent
from rules.roles import Role
from tests.records.test_leads import INSPECTOR, complaint, do


@pytest.fixture
def matter(desk, office) -> str:
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    return ref


def said(words) -> list[str]:
    return [each.to("zh") for each in words]


def lying(office) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in office.papers.rglob("*") if path.is_file()}


def digests(desk) -> list[str]:
    """Every digest of a paper in the ledger."""
    with desk.store.read() as session:
        records = session.execute(
            select(col(LedgerEntry.record)).where(col(LedgerEntry.chain) == papers.CHAIN)
        ).scalars()
        return [paper["pdf_sha256"] for record in records for paper in json.loads(record)["papers"]]


def broken(folder: Path, kind: PaperKind) -> Press:
    """A court whose own template of that layout asks for a field there is none of."""
    folder.mkdir(exist_ok=True)
    (folder / template_name(kind, "zh")).write_bytes(our_template(kind, "zh")[:400])
    return Press(folder, None)


def test_the_papers_of_every_act_are_written_once_with_their_digests_in_the_ledger(desk, office, matter):
    first = said(papers_after_acts.write_due(office, desk.now))
    there = lying(office)
    second = said(papers_after_acts.write_due(office, desk.now))
    do(desk, matter, "start_inquiry", Role.PRESIDENT)
    third = said(papers_after_acts.write_due(office, desk.now))

    assert (first, second, third) == (["文书：制作2份"], [], ["文书：制作1份"])
    assert {name for name in there if name.endswith(".pdf")} == {"02-线索登记表.pdf", "03-初步意见.pdf"}
    assert {name: lying(office)[name] for name in there} == there
    assert "04-启动追责通知.pdf" in lying(office)
    assert len(digests(desk)) == 3
    with desk.store.read() as session:
        registered = session.execute(select(col(WrittenPaper.pdf_sha256))).scalars().all()
        assert sorted(registered) == sorted(digests(desk))
        assert verify(session).chains


def test_a_round_that_was_cut_off_writes_the_same_bytes_and_enters_nothing_twice(desk, office, matter):
    list(papers_after_acts.write_due(office, desk.now))
    before = lying(office)
    with desk.store.begin() as session:
        session.execute(delete(PapersWrittenTo))
    next(iter(office.papers.rglob("*.pdf"))).unlink()

    desk.now += timedelta(days=40)
    list(papers_after_acts.write_due(office, desk.now))

    assert lying(office) == before
    assert len(digests(desk)) == 2


def test_a_broken_template_raises_an_alarm_and_the_act_and_the_other_papers_stand(
    desk, office, matter, tmp_path
):
    spoilt = replace(office, press=broken(tmp_path / "模板", PaperKind.DISCIPLINE_FORM))

    told = said(papers_after_acts.write_due(spoilt, desk.now))

    assert told == ["文书：制作1份", "文书：1件未能制作，已报告"]
    assert {name for name in lying(office) if name.endswith(".pdf")} == {"03-初步意见.pdf"}
    with desk.store.read() as session:
        assert find(session, matter).state == "initial_review"
        (alarm,) = [
            NoticeContent.from_json(row.content)
            for row in session.execute(select(Notice).where(col(Notice.kind) == "paper_failed")).scalars()
        ]
    assert (alarm.audience, alarm.court) == (Role.INSPECTION, "长春市中级人民法院")
    assert said(papers_after_acts.write_due(spoilt, desk.now + timedelta(minutes=59))) == []
    again = desk.now + timedelta(hours=1)
    assert said(papers_after_acts.write_due(spoilt, again))[-1] == "文书：1件未能制作，已报告"
    assert said(papers_after_acts.write_due(office, again + timedelta(hours=1))) == ["文书：制作2份"]
    with desk.store.read() as session:
        alarms = session.execute(select(Notice).where(col(Notice.kind) == "paper_failed")).scalars().all()
    assert len(alarms) == 1


def test_a_folder_that_cannot_be_written_is_an_alarm_and_stops_nothing_else(desk, office, matter):
    office.papers.parent.mkdir(parents=True, exist_ok=True)
    office.papers.write_text("in the way")

    told = said(Clockwork(office, with_prefect=False).go_round(desk.now))

    assert "文书：1件未能制作，已报告" in told
    assert any(each.startswith("送达") for each in told), "what comes after it goes on"


def test_where_the_court_has_it_switched_off_whoever_acts_writes_them(desk, office, matter):
    by_hand = Clockwork(replace(office, papers_after_acts=False), with_prefect=False)

    assert not [each for each in said(by_hand.go_round(desk.now)) if each.startswith("文书")]
    assert lying(office) == {}
