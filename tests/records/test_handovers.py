"""The chain at work on both databases: what one procedure finds is handed over once, answered, and never lost on the way."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select, text
from sqlmodel import col

from flows import handovers, leads
from flows.due import morning
from flows.handovers import Watch, look, source_of
from records.ledger import LedgerEntry
from records.proceedings import find, open_many
from rules.errors import Refused
from rules.notices import NoticeKind
from rules.roles import Actor, Role
from state_machines.handover.terms import State
from tests.records.test_leads import (
    BY_HAND,
    COURT,
    DAY,
    INSPECTOR,
    VOTE,
    bring_to_the_committee,
    complaint,
    do,
    letters,
)

CLUE = {"item": "46(4)", "reasons": "笔录与录音不符"}
WORST = {"grade": "unqualified", "grade_reasons": "漏列当事人", "attendance": {"members": 11, "present": 7}, "judge_statement": "意见", "chief_statement": "意见"}  # fmt: skip


def unqualified(desk, ref: str) -> None:
    """A review whose grade the adjudication committee decided: 不合格, with a clue."""
    desk.bring(ref, "committee")
    desk.do(ref, "decide", Role.ADJUDICATION_COMMITTEE, WORST | {"clue": CLUE})


def found(desk, ref: str):
    with desk.store.read() as session:
        return find(session, ref)


def to_no_violation(desk, office, ref: str) -> None:
    bring_to_the_committee(desk, ref)
    vote = VOTE | {"ballots": {"no_violation": 8}}
    do(desk, ref, "form_opinion", Role.DISCIPLINE_COMMITTEE, vote=vote, opinion_text="没有违反职责")
    today = desk.now.date().isoformat()
    do(desk, ref, "serve_court", Role.DISCIPLINE_OFFICE, service_court=BY_HAND | {"on": today})
    do(desk, ref, "serve_judge", Role.DISCIPLINE_OFFICE, service=BY_HAND | {"on": today})
    desk.now += 15 * DAY
    morning(office, desk.now)


def test_the_clue_of_an_unqualified_review_is_offered_once_and_taken_over_by_the_lead(desk, office):
    unqualified(desk, "评1")
    watch = Watch()

    assert not look(office, desk.now, watch)
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    first, second = look(office, desk.now, watch), look(office, desk.now, Watch())

    assert (first.opened, second.opened) == (["移送-评1-线索"], [])
    offered = found(desk, "移送-评1-线索")
    assert (offered.state, offered.facts["receiver"], offered.facts["judge"]) == (
        "offered",
        "inspection",
        "J1",
    )
    assert offered.facts["carried"] == {"grade": "unqualified", "clue_transfer": CLUE}
    assert offered.facts["source_digest"] == found(desk, "评1").head
    (told,) = [each for each in letters(desk, Role.INSPECTION) if each.proceeding == "移送-评1-线索"]
    assert str(told.what_to_do).startswith("在期限内接收")
    assert [each for each in letters(desk, Role.PERSONNEL) if each.proceeding == "移送-评1-线索"] == []

    lead = leads.register(office, leads.from_review(office, "评1", desk.now), by=INSPECTOR, now=desk.now)
    third = look(office, desk.now, watch)

    assert third.accepted == ["移送-评1-线索"]
    taken = found(desk, "移送-评1-线索")
    assert (taken.state, taken.facts["opened"]) == (State.ACCEPTED.value, lead.ref)


def test_the_answer_goes_to_the_court_that_handed_it_over(desk, office):
    unqualified(desk, "评1")
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    look(office, desk.now, Watch())
    source = found(desk, "评1").facts

    do(desk, "移送-评1-线索", "decline", Role.INSPECTION, reasons="没有故意或者重大过失的迹象")

    asked = [each for each in letters(desk, Role.PRESIDENT) if each.proceeding == "移送-评1-线索"]
    assert {each.court for each in asked} == {source["organiser"]}
    offered = [each for each in letters(desk, Role.INSPECTION) if each.proceeding == "移送-评1-线索"]
    assert {each.court for each in offered} == {source["court"]}
    assert source["court"] != source["organiser"]


def test_nobody_is_asked_to_take_over_what_was_done_at_once(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)

    done = look(office, desk.now, Watch())

    assert f"移送-{ref}-决定" in done.accepted
    told = [each for each in letters(desk, Role.INSPECTION) if each.proceeding == f"移送-{ref}-决定"]
    assert told == []
    assert [each for each in letters(desk, Role.DISCIPLINE_OFFICE) if each.proceeding == f"移送-{ref}-决定"]


def test_no_violation_is_offered_for_clearing_and_the_judge_is_told(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)

    done = look(office, desk.now, Watch())

    assert set(done.opened) == {f"移送-{ref}-没有违反", f"移送-{ref}-决定"}
    assert done.accepted == [f"移送-{ref}-决定"]
    assert found(desk, f"移送-{ref}-决定").facts["opened"] == "惩戒决定2026-0001"
    (told,) = [each for each in letters(desk, Role.JUDGE_CONCERNED) if each.proceeding.endswith("没有违反")]
    assert (told.person, "没有违反职责，移送澄清" in str(told.points)) == ("J1", True)


def test_two_looks_at_once_open_and_answer_everything_once(desk, office):
    for number in range(1, 9):
        desk.bring(f"评{number}", "closed", clue=CLUE)
        desk.do(f"评{number}", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    together, done = Barrier(3), []

    def a_look():
        together.wait()
        done.append(look(office, desk.now, Watch()))

    threads = [Thread(target=a_look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    opened = [ref for each in done for ref in each.opened]
    assert sorted(opened) == sorted(f"移送-评{number}-线索" for number in range(1, 9))


def test_a_ground_that_fell_away_takes_the_handover_back(desk, office):
    opened = matter(desk, "惩戒决定2026-0001")
    do(desk, opened, "open_supervision", Role.INSPECTION, reasons="监察立案")
    watch = Watch()
    first = look(office, desk.now, watch)
    do(desk, opened, "lift_supervision", Role.INSPECTION, consent="已结案")

    second = look(office, desk.now, watch)

    assert first.opened == [f"移送-{opened}-暂缓-2"]
    assert second.withdrawn == [f"移送-{opened}-暂缓-2"]
    assert second.opened == [f"移送-{opened}-解除暂缓-3"]
    assert "自动撤回" in found(desk, f"移送-{opened}-暂缓-2").facts["reasons"]


def matter(desk, ref: str, **facts) -> str:
    given = {
        "court": COURT,
        "judge": "J1",
        "item": "46(6)",
        "conduct": "拖延",
        "status": "in_service",
    } | facts
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        open_many(session, "discipline_decision", [(ref, given)], by=INSPECTOR, at=desk.now, rules=rules)
    return ref


def an_exit(desk, ref: str, **facts) -> str:
    given = {"court": COURT, "level": "intermediate", "judge": "J1", "ground": "own_request", "category": "on_request", "in_quota_since": "2016-05-01", "leader": False} | facts  # fmt: skip
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        by = Actor("P-personnel", Role.PERSONNEL, court=COURT)
        open_many(session, "quota_exit", [(ref, given)], by=by, at=desk.now, rules=rules)
    return ref


def test_an_exit_under_way_waits_by_itself_while_a_supervision_case_is_open(desk, office):
    leaving, other = an_exit(desk, "退额2026-0001"), an_exit(desk, "退额2026-0002", judge="J9")
    opened = matter(desk, "惩戒决定2026-0001")
    do(desk, opened, "open_supervision", Role.INSPECTION, reasons="监察立案")
    watch = Watch()

    held = look(office, desk.now, watch)
    assert held.accepted == [f"移送-{opened}-暂缓-2"]
    assert found(desk, leaving).facts["held"] is True
    assert "held" not in found(desk, other).facts

    do(desk, opened, "lift_supervision", Role.INSPECTION, consent="已结案")
    lifted = look(office, desk.now, watch)
    assert lifted.accepted == [f"移送-{opened}-解除暂缓-3"]
    assert found(desk, leaving).facts["held"] is False


def test_what_cannot_be_carried_out_holds_up_no_other(desk, office, monkeypatch):
    for number in (1, 2):
        leads.register(
            office, complaint(judge="J1", case_no=f"（2025）吉01民终{number}号"), by=INSPECTOR, now=desk.now
        )
    to_no_violation(desk, office, "惩戒2026-0001")
    an_exit(desk, "退额2026-0001", judge="J1")
    opened = matter(desk, "惩戒决定2026-0009")
    do(desk, opened, "open_supervision", Role.INSPECTION, reasons="监察立案")
    with desk.store.begin() as session:  # Somebody put the opinion back after the look found it.
        session.connection().exec_driver_sql(
            "UPDATE proceeding SET state = 'deliberation' WHERE ref = '惩戒2026-0001'"
        )

    done = look(office, desk.now, Watch())

    assert [ref for ref, _ in done.failed] == ["移送-惩戒2026-0001-决定"]
    assert f"移送-{opened}-暂缓-2" in done.accepted
    said = [str(words) for words in handovers.go_on(office, desk.now, Watch())]
    assert any("没有已确定的审查意见" in words for words in said)


def test_what_cannot_be_carried_out_is_tried_each_round_and_notes_nothing(desk, office):
    ref = leads.register(office, complaint(), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    put_back = "UPDATE proceeding SET state = :state WHERE ref = :ref"
    with desk.store.begin() as session:  # Somebody put the opinion back after it was final.
        session.connection().execute(text(put_back), {"state": "deliberation", "ref": ref})
    watch = Watch()
    look(office, desk.now, watch)
    before = entries(desk)

    failed = [[each for each, _ in look(office, desk.now, watch).failed] for _ in range(3)]
    after = entries(desk)
    with desk.store.begin() as session:
        session.connection().execute(text(put_back), {"state": "opinion_final", "ref": ref})
    last = look(office, desk.now, watch)

    assert failed == [[f"移送-{ref}-决定"]] * 3
    assert after == before
    assert (last.accepted, last.failed) == ([f"移送-{ref}-决定"], [])


def entries(desk) -> int:
    with desk.store.read() as session:
        return session.execute(select(func.count(col(LedgerEntry.id)))).scalar_one()


def test_what_followed_again_on_a_matter_comes_from_that_matter(desk, office):
    for ref in ("惩戒再处理2026-0007", "惩戒再处理2026-0007-2"):
        with desk.store.begin() as session:
            rules = desk.store.rules.on(desk.now.date())
            opening = [(ref, {"court": COURT, "judge": "J1"})]
            open_many(session, "discipline_reopening", opening, by=INSPECTOR, at=desk.now, rules=rules)

        assert source_of(found(desk, ref)) == "惩戒2026-0007"


def test_a_handover_is_for_its_receiver_declined_with_reasons_and_the_president_hears(desk, office):
    desk.bring("评1", "closed", clue=CLUE)
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    look(office, desk.now, Watch())
    ref = "移送-评1-线索"

    with pytest.raises(Refused, match="本移送由督察部门接收"):
        do(desk, ref, "accept", Role.PERSONNEL, opened="惩戒2026-0001")
    with pytest.raises(Refused, match="不得以督察部门的身份办理"):
        do(desk, ref, "accept", Role.INSPECTION, "J1", opened="惩戒2026-0001")
    do(desk, ref, "decline", Role.INSPECTION, reasons="没有违反职责的迹象")

    (told,) = [each for each in letters(desk, Role.PRESIDENT) if each.proceeding == ref]
    assert "没有违反职责的迹象" in str(told.points)
    assert do(desk, ref, "offer_again", Role.PRESIDENT, reasons="录音已附") == "offered"
    do(desk, ref, "decline", Role.INSPECTION, reasons="录音无异常")
    with pytest.raises(Refused, match="已经再次移送过一次"):
        do(desk, ref, "offer_again", Role.PRESIDENT, reasons="请再看")
    assert do(desk, ref, "let_rest", Role.PRESIDENT, reasons="同意") == "rested"


def test_a_handover_nobody_answers_is_late_and_only_whom_it_concerns_is_told(desk, office):
    desk.bring("评1", "closed", clue=CLUE)
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    look(office, desk.now, Watch())
    desk.now += 12 * DAY
    morning(office, desk.now)

    late = [each for role in Role for each in letters(desk, role) if each.kind is NoticeKind.OVERDUE and each.proceeding == "移送-评1-线索"]  # fmt: skip

    assert {each.audience for each in late} == {Role.INSPECTION, Role.PRESIDENT}


def test_a_round_without_a_new_entry_reads_nothing_and_a_restart_goes_on_where_it_was(desk, office):
    desk.bring("评1", "closed", clue=CLUE)
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    watch = Watch()
    look(office, desk.now, watch)
    at = watch.until

    with desk.store.begin():  # Who began a transaction of his own now would be told so.
        assert not look(office, desk.now, watch) or desk.store.engine.dialect.name == "postgresql"
    restarted = Watch()
    look(office, desk.now, restarted)
    assert restarted.until >= at
