"""The material of a sitting: for the members who may vote on the matter, each piece by its digest, later pieces announced."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from docx import Document
from sqlalchemy import select
from sqlmodel import col

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment
from flows import discipline, evidence, invitations, materials, sittings
from records.notices import Notice
from records.proceedings import Act, find
from rules.errors import BrokenLedger, NotFound, Refused
from rules.notices import NoticeContent
from rules.roles import Actor, Role
from tests.records.test_leads import MEMBERS, ORGANISER, do
from tests.records.test_sittings import CHAIR, SECRETARY, enter_roll, to_the_office

SCAN = Attachment("鉴定意见.pdf", exhibit("page"))
PAPERS = ["06-陈述申辩笔录.pdf", "07-调查报告（含采纳说明）.pdf", "08-提请审议书.pdf"]


def member(code: str) -> Actor:
    return Actor(code, Role.COMMITTEE_MEMBER, court=ORGANISER)


def hand_in(desk, office, ref: str, file: Attachment = SCAN) -> None:
    judge = Actor("J1", Role.JUDGE_CONCERNED)
    act = Act(ref=ref, trigger="add_evidence", by=judge, at=desk.now, particulars={"evidence": "鉴定意见"})
    evidence.submit(office, act, [file])


def packed(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def letters(desk, person: str) -> list[NoticeContent]:
    with desk.store.read() as session:
        rows = session.execute(select(Notice).where(col(Notice.person) == person).order_by(col(Notice.id))).scalars()  # fmt: skip
        return [NoticeContent.from_json(row.content) for row in rows]


@pytest.fixture
def called(desk, office) -> tuple[str, str, str]:
    """A sitting on two matters; W9 stepped aside in the first after the meeting was called."""
    enter_roll(desk)
    mine, other = to_the_office(desk, office), to_the_office(desk, office, case_no="（2025）吉01民终9号")
    hand_in(desk, office, mine)
    begins = desk.now + timedelta(days=12)
    sitting = sittings.open_sitting(office, begins, "第一会议室", [mine, other], by=SECRETARY, now=desk.now)
    invitations.invite(office, sitting, by=CHAIR, now=desk.now)
    do(desk, mine, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="W9", recusal_ground="曾经办理本案")
    do(desk, mine, "decide_recusal", Role.COMMITTEE_CHAIR, "W1", recusal_granted=True, reasons="属实")
    return sitting, mine, other


def taken(desk, office, sitting, by) -> dict[str, dict[str, bytes]]:
    found = materials.list_for(office, sitting, by=by)
    made = materials.bundles(office, sitting, found, by=by, now=desk.now)
    return {code: packed(file) for code, file in made.items()}


def test_the_notice_names_the_material_to_members_and_not_to_the_judge(desk, office, called):
    _, mine, _ = called

    with desk.store.read() as session:
        stated = find(session, mine).facts["materials"]
    assert [each["name"] for each in stated] == [*PAPERS, "附件01-鉴定意见.pdf"]
    told = {person: letters(desk, person) for person in ("W2", "J1")}
    assert any("06-陈述申辩笔录.pdf" in point[1].to("zh") for each in told["W2"] for point in each.points)
    assert not any("06-陈述申辩笔录.pdf" in point[1].to("zh") for each in told["J1"] for point in each.points)


def test_each_member_gets_the_matters_he_may_vote_on_with_an_index_of_digests(desk, office, called):
    sitting, mine, other = called

    made = taken(desk, office, sitting, SECRETARY)

    assert sorted(made) == MEMBERS
    assert {name.partition("/")[0] for name in made["W2"]} == {mine, other}
    assert {name.partition("/")[0] for name in made["W9"]} == {other}
    tables = Document(io.BytesIO(made["W2"][f"{mine}/审议材料目录.docx"])).tables
    index = "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert made["W2"][f"{mine}/审议材料目录.pdf"].startswith(b"%PDF")
    for name in (*PAPERS, "附件01-鉴定意见.pdf"):
        assert sha256(made["W2"][f"{mine}/{name}"]).hexdigest() in index
    assert made["W2"][f"{mine}/附件01-鉴定意见.pdf"] == SCAN.content


def test_a_member_takes_the_own_bundle_and_who_stepped_aside_gets_nothing_of_that_matter(
    desk, office, called
):
    sitting, mine, other = called

    alone = taken(desk, office, sitting, member("W2"))
    aside = taken(desk, office, sitting, member("W9"))

    assert list(alone) == ["W2"]
    assert {name.partition("/")[0] for name in aside["W9"]} == {other}
    assert mine not in str(materials.list_for(office, sitting, by=member("W9")))
    with pytest.raises(NotFound):
        evidence_of(office, mine, member("W9"))


def evidence_of(office, ref, reader):
    with office.store.as_seen_by(reader).read() as session:
        return evidence.files_of(session, ref, reader.role)


@pytest.mark.parametrize("role", [Role.PRESIDENT, Role.INSPECTION, Role.JUDGE_CONCERNED, Role.TRIAL_MANAGEMENT])  # fmt: skip
def test_nobody_else_takes_material(office, called, role):
    with pytest.raises(Refused, match="只供没有回避的委员和惩戒工作办公室") as refused:
        materials.list_for(office, called[0], by=Actor("X1", role))

    assert refused.value.authority.code == "local_discipline.材料"


def test_what_comes_later_is_announced_once_to_those_it_is_for(desk, office, called):
    sitting, mine, _ = called
    before = {person: len(letters(desk, person)) for person in ("W2", "W9", "J1")}
    list(discipline.go_on(office, desk.now))
    assert {person: len(letters(desk, person)) for person in before} == before

    hand_in(desk, office, mine, Attachment("补充.pdf", exhibit("slip")))
    told = [words.to("zh") for words in discipline.go_on(office, desk.now)]
    again = [words.to("zh") for words in discipline.go_on(office, desk.now)]
    with desk.store.begin():  # Whoever began a transaction of its own in here would be told so.
        assert invitations.announce(office, desk.now) == 0

    assert [words for words in told if "补充材料" in words] == ["惩戒：补充材料通知8件"]
    assert again == []
    assert "附件02-补充.pdf" in letters(desk, "W2")[-1].points[1][1].to("zh")
    assert len(letters(desk, "W9")) == before["W9"]
    assert f"{mine}/附件02-补充.pdf" in taken(desk, office, sitting, member("W2"))["W2"]


def test_medical_papers_are_no_material(desk, office, called):
    sitting, mine, _ = called
    act = Act(ref=mine, trigger="suspend_deliberation", by=CHAIR, at=desk.now,
              particulars={"suspension": "重病", "reasons": "见健康情况", "health": "住院治疗"})  # fmt: skip
    evidence.submit(office, act, [Attachment("诊断.pdf", exhibit("slip"))])

    assert not any("诊断" in name for name in taken(desk, office, sitting, SECRETARY)["W2"])


def test_a_piece_that_was_altered_or_is_gone_stops_the_bundle(desk, office, called):
    sitting, _, _ = called
    (path,) = office.papers.rglob("惩戒2026-0001/08-提请审议书.pdf")
    path.write_bytes(path.read_bytes() + b" ")

    with pytest.raises(BrokenLedger, match="与登记的摘要不符"):
        taken(desk, office, sitting, SECRETARY)
