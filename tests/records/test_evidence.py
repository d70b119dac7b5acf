"""Evidence is on record with the act that hands it in, whole or not at all, and comes back as it went in."""

from __future__ import annotations

import hashlib

import pytest

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment
from flows import evidence
from records.proceedings import find
from records.verification import verify
from rules.errors import BrokenLedger, FaultyInput, Refused
from rules.roles import Role
from state_machines.quality_review.terms import Act

SLIP, PAGE = Attachment("送达回证.pdf", exhibit("slip")), Attachment("笔录.pdf", exhibit("page"))
OBJECTS = {"objection": ["送达回证在副卷内"]}


def kept(office, ref="评1"):
    with office.store.read() as session:
        return evidence.files_of(session, ref)


def stored(office):
    return sorted(path.name for path in office.evidence.rglob("*") if path.is_file())


@pytest.fixture
def fed_back(desk):
    desk.bring("评1", "fed_back")
    return desk


def test_files_are_on_record_with_the_objection_and_come_back_as_they_were(fed_back, office):
    evidence.submit(office, fed_back.act("评1", "object", Role.JUDGE, OBJECTS), [SLIP, PAGE])

    found = kept(office)
    assert [(each.number, each.name, each.act, each.role) for each in found] == [
        (1, "送达回证.pdf", Act.OBJECT, "judge"),
        (2, "笔录.pdf", Act.OBJECT, "judge"),
    ]
    assert [evidence.content_of(office, each) for each in found] == [SLIP.content, PAGE.content]
    assert stored(office) == sorted(hashlib.sha256(each.content).hexdigest() for each in (SLIP, PAGE))
    with office.store.read() as session:
        assert verify(session).chains >= 1


def test_a_refused_act_keeps_no_file(fed_back, office):
    act = fed_back.act("评1", "object", "R1", OBJECTS)
    before = fed_back.dump()

    with pytest.raises(Refused):
        evidence.submit(office, act, [SLIP])

    assert stored(office) == []
    assert fed_back.dump() == before


def test_one_file_that_cannot_be_taken_stops_the_act(fed_back, office):
    act = fed_back.act("评1", "object", Role.JUDGE, OBJECTS)
    before = fed_back.dump()

    with pytest.raises(FaultyInput, match="是空文件"):
        evidence.submit(office, act, [SLIP, Attachment("空.pdf", b"")])

    assert stored(office) == []
    assert fed_back.dump() == before


def test_a_step_that_takes_no_files_says_so(fed_back, office):
    with pytest.raises(FaultyInput, match="这一步没有这一项"):
        evidence.submit(office, fed_back.act("评1", "agree", Role.JUDGE), [SLIP])

    assert stored(office) == []


def test_where_the_disk_fails_nothing_is_on_record(fed_back, office):
    place = evidence.place_of(office, hashlib.sha256(PAGE.content).hexdigest())
    place.parent.parent.mkdir(parents=True)
    place.parent.write_text("in the way")
    before = fed_back.dump()

    with pytest.raises(OSError, match="exists"):
        evidence.submit(office, fed_back.act("评1", "object", Role.JUDGE, OBJECTS), [SLIP, PAGE])

    assert fed_back.dump() == before
    assert not [name for name in stored(office) if name.startswith(".")]


def test_the_same_file_is_kept_once_under_all_its_names(fed_back, office):
    evidence.submit(office, fed_back.act("评1", "object", Role.JUDGE, OBJECTS), [SLIP])
    more = fed_back.act("评1", "add_evidence", Role.JUDGE, {"evidence": "同一回证"})

    evidence.submit(office, more, [Attachment("回证.pdf", SLIP.content)])

    assert [(each.number, each.name) for each in kept(office)] == [(1, "送达回证.pdf"), (2, "回证.pdf")]
    assert len(stored(office)) == 1


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_file_that_was_altered_or_is_gone_is_not_given_back(fed_back, office, harm):
    evidence.submit(office, fed_back.act("评1", "object", Role.JUDGE, OBJECTS), [SLIP])
    (found,) = kept(office)
    path = evidence.place_of(office, found.code)
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(SLIP.content + b" ")

    with pytest.raises(BrokenLedger) as broken:
        evidence.content_of(office, found)

    assert ("已不在保管处" if harm == "gone" else "与登记的摘要不符") in str(broken.value)


def test_a_reviewer_reads_the_analysis_only_after_the_own_sheet(desk, office):
    desk.bring("评1", "assigned", reversed=True)
    evidence.submit(
        office, desk.act("评1", "self_analyse", Role.JUDGE, {"analysis": "二审出现新证据"}), [SLIP]
    )
    desk.do("评1", "submit_sheet", "R1", {"sheets": {"reader": "R1", "score": 88}})

    with office.store.read() as session:
        row = find(session, "评1")
    refusal = evidence.withheld_from(row, "reviewer", "R2", Act.SELF_ANALYSE)

    assert "提交评查表之前，不得查阅" in str(refusal)
    assert refusal is not None
    assert refusal.authority.code == "local_review.分析"
    assert evidence.withheld_from(row, "reviewer", "R1", Act.SELF_ANALYSE) is None
    assert evidence.withheld_from(row, "trial_management", "A1", Act.SELF_ANALYSE) is None
    assert evidence.withheld_from(row, "re_reviewer", "S1", Act.OBJECT) is None
