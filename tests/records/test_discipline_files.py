"""The papers of a matter on file: written for the act they follow from, registered, and given to whom they are for."""

from __future__ import annotations

import pytest

from flows import leads
from flows.discipline_papers import write_discipline_papers
from records import papers
from rules.errors import FaultyInput
from rules.roles import Role
from tests.records.inquiries import INSPECTOR, VOTE, bring_to_the_committee, complaint, do


def names(written) -> list[str]:
    return [printed.docx.stem for printed in written.printed]


@pytest.fixture
def ref(desk, office) -> str:
    """A matter whose opinion was formed."""
    found = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    bring_to_the_committee(desk, found)
    do(desk, found, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=VOTE, opinion_text="违反应尽的审查义务")
    return found


def test_the_last_act_gives_its_papers_and_a_named_one_its_own(desk, office, ref):
    last = write_discipline_papers(office, ref, now=desk.now)
    accepted = write_discipline_papers(office, ref, now=desk.now, act="受理提请")

    assert names(last) == ["12-审查意见书", "12-审议表决核验单"]
    assert names(accepted) == ["09-受理通知"]
    assert {printed.docx.parent.parent.name for printed in last.printed} == {"惩戒", "惩戒（保密）"}
    assert all(printed.docx.parent.stat().st_mode & 0o077 == 0 for printed in last.printed)
    with pytest.raises(FaultyInput, match="没有办理过"):
        write_discipline_papers(office, ref, now=desk.now, act="撤回提请")


def test_papers_are_registered_by_their_own_name_and_once(desk, office, ref):
    first = write_discipline_papers(office, ref, now=desk.now, every=True)
    again = write_discipline_papers(office, ref, now=desk.now, every=True)

    assert [printed.pdf_sha256 for printed in first.printed] == [printed.pdf_sha256 for printed in again.printed]  # fmt: skip
    with desk.store.read() as session:
        rows = papers.written(session, [ref])
    assert len(rows) == len(first.printed) == 13
    assert "disciplinary_prereview.proof_sheet" in {row.kind for row in rows}


def test_the_judge_gets_what_was_told_to_the_judge_and_no_proof_sheet(desk, office, ref):
    judges = write_discipline_papers(office, ref, now=desk.now, every=True, reader=Role.JUDGE_CONCERNED)
    office_ = write_discipline_papers(office, ref, now=desk.now, every=True, reader=Role.DISCIPLINE_OFFICE)

    assert "03-初步意见" not in names(judges)
    assert "04-启动追责通知" in names(judges)
    assert not [name for name in names(judges) if "核验单" in name]
    assert [name for name in names(office_) if "核验单" in name] == ["12-审议表决核验单"]
