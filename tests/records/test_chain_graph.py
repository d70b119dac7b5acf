"""The chain of consequences on both databases: from the review to the clearing, as this reader may see it and no further."""

from __future__ import annotations

import json

import pytest

from console.chain_page import as_data, as_mermaid, as_text
from flows import leads
from flows.chain_graph import chain_of
from flows.handovers import Watch, look
from rules.errors import NotFound
from rules.roles import Actor, Role
from tests.records.test_handovers import CLUE, to_no_violation, unqualified
from tests.records.test_leads import INSPECTOR, complaint, do

INSPECTION, COMMITTEE = Actor("D9", Role.INSPECTION), Actor("P9", Role.REVIEWER)


def seen(office, subject: str, reader: Actor) -> list[str]:
    from dataclasses import replace

    return [
        str(words)
        for words in as_text(chain_of(replace(office, store=office.store.as_seen_by(reader)), subject))
    ]


@pytest.fixture
def chained(desk, office) -> str:
    """From 不合格 to a lead, to no violation, to the offer to clear."""
    unqualified(desk, "评1")
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    watch = Watch()
    look(office, desk.now, watch)
    ref = leads.register(office, leads.from_review(office, "评1", desk.now), by=INSPECTOR, now=desk.now).ref
    look(office, desk.now, watch)
    to_no_violation(desk, office, ref)
    look(office, desk.now, watch)
    look(office, desk.now, watch)
    return ref


def test_the_chain_runs_from_the_grade_to_the_offer_to_clear(desk, office, chained):
    chain = chain_of(office, "J1")

    assert list(chain.lines) == sorted([
        ("评1", "移送-评1-线索"),
        ("移送-评1-线索", chained),
        (chained, f"移送-{chained}-没有违反"),
        (chained, f"移送-{chained}-决定"),
        (f"移送-{chained}-决定", "惩戒决定2026-0001"),
    ])  # fmt: skip
    kinds = {
        (node.ref, each.kind.value): str(each.words) for node in chain.nodes for each in node.consequences
    }
    assert kinds["评1", "grade"] == "不合格"
    assert kinds[chained, "finding"] == "没有违反职责"
    assert chain_of(office, chained) == chain_of(office, "评1").__class__(
        chained, chain.people, chain.nodes, chain.lines
    )


def test_words_graph_and_data_say_the_same(desk, office, chained):
    chain = chain_of(office, "J1")
    text = "\n".join(str(words) for words in as_text(chain))
    graph = as_mermaid(chain, "zh")
    data = as_data(chain)

    for node in chain.nodes:
        assert node.ref in text
        assert node.ref in graph
    assert graph.startswith("flowchart TD\n")
    assert graph.count(" --> ") == len(chain.lines)
    assert len(data["matters"]) == len(chain.nodes)
    assert "评查线索移送惩戒" in text
    assert "clue of a review" in "\n".join(words.to("en") for words in as_text(chain))
    assert "J1" not in json.dumps([node.ref for node in chain.nodes])


def test_a_case_and_a_reference_lead_to_the_same_chain_and_another_judge_has_none_of_it(
    desk, office, chained
):
    leads.register(office, complaint(judge="J5", case_no="（2025）吉01民终5号"), by=INSPECTOR, now=desk.now)

    assert {node.ref for node in chain_of(office, "（2025）吉01民终7号").nodes} == {
        node.ref for node in chain_of(office, chained).nodes
    }
    assert [node.ref for node in chain_of(office, "J5").nodes] == ["惩戒2026-0002"]
    with pytest.raises(NotFound, match="没有可以查阅的“J77”"):
        chain_of(office, "J77")


READERS = (
    Actor("P9", Role.REVIEWER),
    Actor("J1", Role.INSPECTION),
    Actor("J1", Role.JUDGE_CONCERNED),
    Actor("D3", Role.INSPECTION),
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: f"{reader.code}-{reader.role.value}")
def test_for_whoever_may_not_know_of_it_the_chain_is_that_of_a_database_without_it(desk, office, reader):
    """A recused inquirer, the judge in another office, a role without a part, the judge before anything was told."""
    desk.bring("评1", "closed")
    watch = Watch()
    look(office, desk.now, watch)
    before = [
        _page(office, subject, reader)
        for subject in ("J1", "评1", "惩戒2026-0001", "移送-惩戒2026-0001-监察")
    ]

    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    if reader.code == "D3":
        do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
        do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
        do(desk, ref, "start_inquiry", Role.PRESIDENT)
        do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D3", "D4"])
        do(desk, ref, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="D3", recusal_ground="同学")
        do(desk, ref, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")
    do(desk, ref, "transfer", Role.PRESIDENT, transfer_ground="涉嫌受贿")
    look(office, desk.now, watch)

    assert [node.ref for node in chain_of(office, ref).nodes] == [ref, f"移送-{ref}-监察"]
    after = [
        _page(office, subject, reader)
        for subject in ("J1", "评1", "惩戒2026-0001", "移送-惩戒2026-0001-监察")
    ]
    assert after == before


def _page(office, subject: str, reader: Actor) -> bytes:
    try:
        return "\n".join(seen(office, subject, reader)).encode()
    except NotFound as none:
        return str(none.words).encode()
