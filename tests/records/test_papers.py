"""The paper register, on both databases: a paper is entered once, and one written otherwise beside it."""

from __future__ import annotations

from datetime import UTC, datetime

from records import papers

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def entry(ref="评查2026Q1-0001", docx="a" * 64, **other):
    return {
        "ref": ref,
        "kind": "feedback",
        "entry": 9,
        "docx_sha256": docx,
        "pdf_sha256": "b" * 64,
        "written_at": MONDAY,
        **other,
    }


def test_a_paper_written_again_with_the_same_content_is_entered_once(store):
    with store.begin() as session:
        first = papers.register(session, [entry()])
    with store.begin() as session:
        second = papers.register(session, [entry()])

        assert (first, second) == (1, 0)
        assert len(papers.written(session, ["评查2026Q1-0001"])) == 1


def test_a_paper_written_otherwise_is_entered_beside_the_old_one(store):
    with store.begin() as session:
        papers.register(session, [entry()])
        papers.register(session, [entry(docx="c" * 64), entry(entry=12)])

        found = papers.written(session, ["评查2026Q1-0001"])

    assert [(row.docx_sha256[0], row.entry) for row in found] == [("a", 9), ("c", 9), ("a", 12)]


def test_only_the_papers_asked_for_are_told(store):
    with store.begin() as session:
        papers.register(session, [entry(), entry(ref="评查2026Q1-0002")])

        found = papers.written(session, ["评查2026Q1-0002"])

    assert [(row.ref, row.written_at) for row in found] == [("评查2026Q1-0002", MONDAY)]
