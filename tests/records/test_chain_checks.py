"""The check-ups of the chain: each fault planted once in a real database is found; a sound chain gives none."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from flows import leads
from flows.checkup import check_chain, check_up
from flows.handovers import Watch, look
from records.checkups.checkup import Level
from records.proceedings import open_many
from rules.roles import Actor, Role
from tests.records.test_handovers import CLUE, WORST, an_exit, matter, to_no_violation, unqualified
from tests.records.test_leads import COURT, DAY, INSPECTOR, complaint, do

INSPECTION = Actor("D9", Role.INSPECTION, court=COURT)


def wrong(desk, office, reader: Actor | None = INSPECTION) -> dict[str, list[str]]:
    """What the checks find now, for this reader."""
    seen = replace(office, store=office.store.as_seen_by(reader)) if reader else office
    return {
        each.code: [str(one) for one in each.first]
        for each in check_chain(seen, desk.now)
        if each.level is not Level.OK
    }


def test_a_sound_chain_gives_no_fault(desk, office):
    unqualified(desk, "评1")
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    watch = Watch()
    look(office, desk.now, watch)
    ref = leads.register(office, leads.from_review(office, "评1", desk.now), by=INSPECTOR, now=desk.now).ref
    to_no_violation(desk, office, ref)
    look(office, desk.now, watch)
    desk.now += 60 * DAY

    assert wrong(desk, office) == {}


def test_a_grade_unqualified_without_handover_or_reason_is_found_after_its_time(desk, office):
    desk.bring("评1", "committee")
    desk.do("评1", "decide", Role.ADJUDICATION_COMMITTEE, WORST)

    assert wrong(desk, office) == {}
    desk.now += 31 * DAY
    assert wrong(desk, office) == {"unanswered_grade": ["评1"]}
    desk.do(
        "评1",
        "tell_inspection",
        Role.TRIAL_MANAGEMENT,
        {"inspection_note": "评查等次不合格", "late_reason": "核对后补办"},
    )
    desk.now += 31 * DAY
    assert wrong(desk, office) == {}


def put(desk, ref: str, **facts) -> None:
    """Put facts into a record past every step, as no step of ours would."""
    with desk.store.begin() as session:
        for code, value in facts.items():
            session.connection().execute(
                text(
                    'UPDATE proceeding SET facts = replace(facts, \'"status":"in_service"\', :with) WHERE ref = :ref'
                ),
                {"with": f'"{code}":{value},"status":"in_service"', "ref": ref},
            )


def test_one_act_punished_twice_is_found(desk, office):
    for number in (1, 2):
        put(
            desk,
            matter(desk, f"惩戒决定2026-000{number}", case_no="（2025）吉01民终7号"),
            sanction='"demerit"',
        )
    put(desk, matter(desk, "惩戒决定2026-0003", case_no="（2025）吉01民终8号"), sanction='"demerit"')
    put(desk, matter(desk, "惩戒决定2026-0004", case_no="（2025）吉01民终7号"), sanction='"none"')

    assert wrong(desk, office) == {"punished_twice": ["惩戒决定2026-0001", "惩戒决定2026-0002"]}


def test_an_exit_on_a_sanction_that_was_revoked_is_found(desk, office):
    put(desk, matter(desk, "惩戒决定2026-0001"), sanction='"none"', decided_on='"2026-01-05"')
    put(
        desk,
        matter(desk, "惩戒决定2026-0002", conduct="另一行为"),
        sanction='"removal"',
        decided_on='"2026-01-05"',
    )
    for number in (1, 2):
        an_exit(
            desk,
            f"退额2026-000{number}",
            source={"ref": f"惩戒决定2026-000{number}", "on": "2026-02-01"},
            effective_on="2026-02-20",
        )

    assert wrong(desk, office) == {"ground_gone": ["退额2026-0001"]}
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        anew = {"court": COURT, "judge": "J1", "outcome": "revoked"}
        open_many(
            session,
            "discipline_reopening",
            [("惩戒再处理2026-0002", anew)],
            by=INSPECTOR,
            at=desk.now,
            rules=rules,
        )
    assert wrong(desk, office) == {"ground_gone": ["退额2026-0001", "退额2026-0002"]}


def test_what_the_second_reopening_of_a_matter_revoked_is_found_too(desk, office):
    put(desk, matter(desk, "惩戒决定2026-0002"), sanction='"removal"', decided_on='"2026-01-05"')
    an_exit(
        desk,
        "退额2026-0002",
        source={"ref": "惩戒决定2026-0002", "on": "2026-02-01"},
        effective_on="2026-02-20",
    )
    follow(desk, "discipline_reopening", "惩戒再处理2026-0002", outcome="upheld")
    assert wrong(desk, office) == {}

    follow(desk, "discipline_reopening", "惩戒再处理2026-0002-2", outcome="revoked")

    assert wrong(desk, office) == {"ground_gone": ["退额2026-0002"]}


def test_an_act_in_the_second_suspension_by_somebody_who_sat_on_the_case_is_found(desk, office):
    ref = leads.register(office, complaint(bench=("J1", "J2")), by=INSPECTOR, now=desk.now).ref
    first, second = (f"惩戒暂停履职{ref.removeprefix('惩戒')}{again}" for again in ("", "-2"))
    follow(desk, "duty_suspension", first)
    assert wrong(desk, office) == {}

    follow(desk, "duty_suspension", second, by=Actor("J2", Role.INSPECTION, court=COURT))

    assert wrong(desk, office) == {"decided_aside": [second]}


def follow(desk, code: str, ref: str, by: Actor = INSPECTOR, **facts) -> None:
    """Open what followed on a matter, whatever the matter was."""
    with desk.store.begin() as session:
        rules = desk.store.rules.on(desk.now.date())
        opening = [(ref, {"court": COURT, "judge": "J1"} | facts)]
        open_many(session, code, opening, by=by, at=desk.now, rules=rules)


def test_a_handover_that_stands_on_what_was_revoked_is_found(desk, office):
    unqualified(desk, "评1")
    desk.do("评1", "hand_over_clue", Role.PRESIDENT, {"clue_transfer": CLUE})
    watch = Watch()
    look(office, desk.now, watch)
    leads.register(office, leads.from_review(office, "评1", desk.now), by=INSPECTOR, now=desk.now)
    look(office, desk.now, watch)
    assert wrong(desk, office) == {}

    with desk.store.begin() as session:  # The clue is taken out of the review's record.
        session.connection().execute(
            text(
                "UPDATE proceeding SET facts = replace(facts, 'clue_transfer', 'clue_once') WHERE ref = '评1'"
            )
        )

    assert wrong(desk, office)["ground_gone"] == ["移送-评1-线索"]


def test_a_hold_that_nobody_lifted_is_found(desk, office):
    opened = matter(desk, "惩戒决定2026-0001")
    leaving = an_exit(desk, "退额2026-0001")
    do(desk, opened, "open_supervision", Role.INSPECTION, reasons="监察立案")
    watch = Watch()
    look(office, desk.now, watch)
    assert wrong(desk, office) == {}

    do(desk, opened, "lift_supervision", Role.INSPECTION, consent="已结案")
    assert wrong(desk, office) == {"hold_left": [leaving]}
    look(office, desk.now, watch)
    assert wrong(desk, office) == {}

    do(desk, opened, "open_supervision", Role.INSPECTION, reasons="又立案")
    desk.now += 181 * DAY
    assert wrong(desk, office) == {"hold_left": [opened]}


def test_an_act_by_somebody_who_sat_on_the_case_or_stepped_aside_is_found(desk, office):
    ref = leads.register(office, complaint(bench=("J1", "J2")), by=INSPECTOR, now=desk.now).ref
    do(desk, ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(desk, ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(desk, ref, "start_inquiry", Role.PRESIDENT)
    do(desk, ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D3", "D4", "D5"])
    do(desk, ref, "ask_recusal", Role.JUDGE_CONCERNED, "J1", recusal_of="D3", recusal_ground="同学")
    do(desk, ref, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")
    do(desk, ref, "state_and_defend", Role.JUDGE_CONCERNED, "J1", statement=["已尽审查义务"])
    assert wrong(desk, office) == {}

    do(
        desk,
        ref,
        "report",
        Role.INSPECTION,
        "D3",
        report="笔录",
        facts_found=True,
        answers="不采纳",
        wrong_result=True,
        serious=True,
    )

    assert wrong(desk, office) == {"decided_aside": [ref]}


def test_whoever_may_not_know_of_a_matter_is_told_of_no_fault_in_it_and_a_page_for_all_names_none(
    desk, office
):
    for number in (1, 2):
        put(desk, matter(desk, f"惩戒决定2026-000{number}"), sanction='"demerit"')

    assert wrong(desk, office, Actor("P9", Role.REVIEWER)) == {}
    assert wrong(desk, office, Actor("J1", Role.INSPECTION)) == {}
    assert wrong(desk, office, None) == {"punished_twice": ["（不公开事项，见 zelian chain check）"]}
    (twice,) = [each for each in check_up(office, desk.now) if each.code == "punished_twice"]
    assert (twice.count, [str(one) for one in twice.first]) == (2, ["（不公开事项，见 zelian chain check）"])
