"""The one door: what an act writes, what a refusal leaves alone, who is faster, and what may be corrected."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from datetime import timedelta

import pytest

from records import history
from records.proceedings import advance, advance_many, find, open_many
from records.verification import verify
from rules.errors import FaultyInput, NotFound, Refused, SomeoneWasFaster
from rules.parameters import RuleBook
from rules.roles import Role
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.quality_review.terms import State

OFFICE, JUDGE, DIVISION = Role.TRIAL_MANAGEMENT, Role.JUDGE, Role.DIVISION
FILE_IN = {"file_complete": True}


def _row(desk, ref):
    with desk.store.read() as session:
        return find(session, ref)


def _wait_until_somebody_waits(desk):
    waiting = "SELECT count(*) AS held FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    for _ in range(400):
        if desk.rows(waiting)[0]["held"]:
            return
        time.sleep(0.025)
    raise AssertionError("nobody came to wait for the row")


def _entries(desk, ref):
    query = "SELECT * FROM ledger_entry WHERE chain = :ref ORDER BY number"
    return [row | {"said": json.loads(row["record"])} for row in desk.rows(query, ref=ref)]


# --- what an act writes ---------------------------------------------------------------------------------------------


def test_an_act_moves_the_state_and_leaves_its_entry_clocks_and_notices(desk):
    desk.open("评1")

    done = desk.do("评1", "hand_in_file", DIVISION, FILE_IN)

    row = _row(desk, "评1")
    assert (row.state, row.version, row.facts["file_complete"]) == ("file_in", 2, True)
    assert (row.head, row.changed_at) == (done.digest, desk.now)
    first, second = _entries(desk, "评1")
    assert second["said"] == {
        "format": 1,
        "chain": "评1",
        "number": 2,
        "previous": first["digest"],
        "at": "2026-03-02T01:00:00.000000+00:00",
        "procedure": "quality_review",
        "trigger": "hand_in_file",
        "from": "selected",
        "to": "file_in",
        "by": {"code": "P-division", "role": "division", "court": row.court},
        "authority": "local_review.调卷",
        "particulars": FILE_IN,
        "rules": row.rules,
        "facts": second["said"]["facts"],
    }
    assert hashlib.sha256(second["record"].encode()).hexdigest() == second["digest"] == row.head
    stored = desk.rows("SELECT facts FROM proceeding")[0]["facts"]
    assert hashlib.sha256(stored.encode()).hexdigest() == second["said"]["facts"]
    clocks = desk.rows("SELECT code, state FROM clock ORDER BY id")
    assert clocks == [
        {"code": "handover", "state": "stopped"},
        {"code": "assignment", "state": "running"},
    ]
    told = desk.rows("SELECT key, state FROM notice WHERE key LIKE '评1:2:%'")
    assert told == [{"key": "评1:2:trial_management:", "state": "waiting"}]


@pytest.mark.parametrize("state", State, ids=lambda state: state.value)
def test_every_state_is_reached_through_the_door_and_the_ledger_holds(quick_desk, state):
    quick_desk.bring("评1", state.value)

    row = _row(quick_desk, "评1")
    assert row.state == state.value
    with quick_desk.store.read() as session:
        past = history.history(session, "评1")
        assert verify(session).entries == len(past) == row.version
    assert [act.number for act in past] == list(range(1, row.version + 1))
    assert [act.source for act in past[1:]] == [act.to for act in past[:-1]]


def test_a_clock_that_one_batch_starts_and_ends_is_one_row(desk):
    desk.open("评1")
    acts = [
        desk.act("评1", "hand_in_file", DIVISION, FILE_IN),
        desk.act("评1", "withdraw", OFFICE, {"reasons": "重复抽取"}),
    ]

    with desk.store.begin() as session:
        advance_many(session, acts)

    assert desk.rows("SELECT code, state FROM clock ORDER BY id") == [
        {"code": "handover", "state": "stopped"},
        {"code": "assignment", "state": "stopped"},
    ]


def test_a_person_named_twice_is_told_once(desk):
    desk.bring("评1", "objected")

    desk.do("评1", "appoint_second", OFFICE, {"second_readers": [_SECOND, _SECOND]})

    told = desk.rows("SELECT person FROM notice WHERE audience = 're_reviewer'")
    assert told == [{"person": "S1"}]


def test_opening_again_leaves_what_is_on_file_alone(desk):
    desk.open("评1", "评2")
    desk.do("评1", "hand_in_file", DIVISION, FILE_IN)
    before = desk.dump()

    desk.open("评1", "评2")
    assert desk.dump() == before
    desk.open("评2", "评3")

    assert [row["ref"] for row in desk.rows("SELECT ref FROM proceeding ORDER BY ref")] == [
        "评1",
        "评2",
        "评3",
    ]
    assert len(_entries(desk, "评2")) == 1


def test_two_who_open_the_same_proceedings_at_once_open_them_once(desk, at_once):
    refs = [f"评{number}" for number in range(30)]
    failed = at_once([lambda: desk.open(*refs)] * 4)

    assert failed == []
    assert len(desk.rows("SELECT ref FROM proceeding")) == 30
    assert len(desk.rows("SELECT id FROM clock")) == 30
    with desk.store.read() as session:
        assert verify(session).entries == 30


# --- a refusal changes nothing --------------------------------------------------------------------------------------

_SECOND = {"code": "S1", "court": "吉林市中级人民法院", "division": "民一庭"}
_CLUE = {"clue_transfer": {"item": "46(1)", "reasons": "贪污"}}
_SAME_COURT = {"readers": [{"code": "R1", "court": "长春市中级人民法院", "division": "民一庭"}, {"code": "R2", "court": "吉林市中级人民法院", "division": "民一庭"}]}  # fmt: skip
_DECIDES = {"grade": "unqualified", "grade_reasons": "漏列", "attendance": {"members": 11, "present": 5}}
# fmt: off
REFUSALS = [
    # kind                  state         act                  by                           states                       days  in the reason            authority
    ("no such step",        "selected",   "fly",               OFFICE,                      {},                          0,    "没有“fly”这一步",         "plan_2022.14"),
    ("wrong state",         "selected",   "confirm",           Role.REVIEW_COMMITTEE,       {},                          0,    "当前状态为“已抽取”",       "peer_review_rules.彭州"),
    ("wrong role",          "selected",   "hand_in_file",      JUDGE,                       FILE_IN,                     0,    "承办法官无权办理",         "local_review.调卷"),
    ("fact missing",        "selected",   "hand_in_file",      DIVISION,                    {},                          0,    "须写明：卷宗是否齐全",     "local_review.调卷"),
    ("late, no reason",     "selected",   "hand_in_file",      DIVISION,                    FILE_IN,                     30,   "补办须写明逾期理由",       "local_review.调卷"),
    ("guard",               "selected",   "hand_in_file",      DIVISION,                    {"file_complete": False},    0,    "卷宗不齐全",              "local_review.调卷"),
    ("clock still runs",    "selected",   "report_withheld",   OFFICE,                      {"judge_statement": "无", "reasons": "无"}, 0, "尚未届满",        "peer_review_rules.巩义"),
    ("not to be corrected", "selected",   "rectify",           OFFICE,                      {"correction": {"case_no": "x"}, "reasons": "笔误"}, 0, "更正", "local_review.更正"),
    ("guard",               "file_in",    "assign",            OFFICE,                      _SAME_COURT,                 0,    "R1",                     "local_review.分配"),
    ("guard",               "assigned",   "submit_sheet",      "R1",                        {"sheets": {"reader": "R2"}}, 0,   "由评查员本人提交",         "local_review.评分"),
    ("guard",               "scored",     "call_third",        OFFICE,                      _SAME_COURT,                 0,    "没有分歧",                "local_review.分歧"),
    ("guard",               "scored",     "form_opinion",      OFFICE,                      {"grade": "superb", "grade_reasons": "好"}, 0, "没有“superb”",     "local_review.初评"),
    ("wrong role",          "prelim",     "feed_back",         JUDGE,                       {},                          0,    "无权办理",                "local_review.反馈"),
    ("period over",         "fed_back",   "object",            JUDGE,                       {"objection": "扣分无据"},    30,   "已经届满，不再受理",       "local_review.异议"),
    ("period running",      "fed_back",   "let_lapse",         Role.CALENDAR,               {},                          0,    "尚未届满",                "local_review.异议"),
    ("not suspended",       "fed_back",   "resume_objection",  OFFICE,                      {"reasons": "住院"},          0,    "没有中止",                "local_review.异议"),
    ("suspended too late",  "fed_back",   "suspend_objection", OFFICE,                      {"reasons": "住院"},          30,   "已经届满，不能中止",       "local_review.异议"),
    ("guard",               "objected",   "appoint_second",    OFFICE,                      {"second_readers": [_SECOND | {"code": "R1"}]}, 0,    "原评查员",                "local_review.复评"),
    ("guard",               "hearing",    "report_hearing",    Role.HEARING_GROUP,          {"hearing": {"held": True}}, 5,    "未载明承办法官到场",       "local_review.听证"),
    ("guard",               "ready",      "refer",             OFFICE,                      {},                          0,    "评查委员会确认即可",       "local_review.评委会"),
    ("guard",               "committee",  "decide",            Role.ADJUDICATION_COMMITTEE, _DECIDES,                    0,    "未过半数",                "court_organic_law.38"),
    ("wrong role",          "dispute_up", "reply_to_dispute",  JUDGE,                       {"dispute_accepted": True, "reasons": "无"}, 0, "无权办理",       "peer_review_rules.临沂"),
    ("guard",               "confirmed",  "hand_over_clue",    Role.PRESIDENT,              _CLUE,                       0,    "第四十六条",              "judges_law.48"),
    ("guard",               "rectifying", "check",             OFFICE,                      {"check_result": "合格"},     0,    "尚未报告整改",            "local_review.整改"),
    ("wrong role",          "closed",     "archive",           JUDGE,                       {},                          0,    "无权办理",                "peer_review_rules.正阳"),
    ("final",               "archived",   "rectify",           OFFICE,                      {"correction": {"grade": "x"}, "reasons": "笔误"}, 0, "当前状态为“已归档”", "local_review.更正"),
    ("final",               "withdrawn",  "hand_in_file",      DIVISION,                    FILE_IN,                     0,    "当前状态为“不再评查”",     "local_review.调卷"),
]
# fmt: on


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda row: f"{row[1]}-{row[2]}-{row[0]}".replace(" ", "_"))
def test_a_wrong_act_is_refused_with_reason_and_authority_and_changes_nothing(quick_desk, refusal):
    _, state, trigger, by, particulars, days, reason, authority = refusal
    quick_desk.bring("评1", state)
    quick_desk.now += timedelta(days=days)
    before = quick_desk.dump()

    with pytest.raises(Refused) as refused:
        quick_desk.do("评1", trigger, by, particulars)

    assert reason in refused.value.reason.to("zh")
    assert refused.value.to("zh").startswith("不予办理：")
    assert refused.value.authority.code == authority
    assert quick_desk.dump() == before


@pytest.mark.parametrize("refusal", REFUSALS[2:6], ids=lambda row: row[0].replace(" ", "_"))
def test_so_it_is_on_both_databases(desk, refusal):
    _, state, trigger, by, particulars, days, _, authority = refusal
    desk.bring("评1", state)
    desk.now += timedelta(days=days)
    before = desk.dump()

    with pytest.raises(Refused) as refused:
        desk.do("评1", trigger, by, particulars)

    assert refused.value.authority.code == authority
    assert desk.dump() == before


def test_a_suspended_period_is_not_suspended_twice(desk):
    desk.bring("评1", "fed_back")
    desk.do("评1", "suspend_objection", OFFICE, {"reasons": "法官住院"})
    before = desk.dump()

    with pytest.raises(Refused, match="已经中止"):
        desk.do("评1", "suspend_objection", OFFICE, {"reasons": "法官住院"})

    assert desk.dump() == before


@pytest.mark.parametrize(
    ("trigger", "particulars", "fault"),
    [
        ("hand_in_file", FILE_IN | {"file_compleet": True}, "file_compleet"),
        ("extend_handover", {"good_reason": "卷宗在上级法院", "extra": "三"}, "延长的天数"),
        ("extend_handover", {"good_reason": "卷宗在上级法院", "extra": -3}, "期限“-3工作日”"),
    ],
)
def test_particulars_that_make_no_sense_are_faults_and_change_nothing(desk, trigger, particulars, fault):
    desk.open("评1")
    before = desk.dump()

    with pytest.raises(FaultyInput) as faulty:
        desk.do("评1", trigger, DIVISION if trigger == "hand_in_file" else OFFICE, particulars)

    assert fault in str(faulty.value)
    assert desk.dump() == before


def test_an_act_in_no_proceeding_names_what_is_not_there(desk):
    with pytest.raises(NotFound, match="评404"):
        desk.do("评404", "hand_in_file", DIVISION, FILE_IN)


def test_a_refusal_in_a_batch_stops_no_other_act(desk):
    desk.open("评1", "评2", "评3")
    acts = [
        desk.act("评1", "hand_in_file", DIVISION, FILE_IN),
        desk.act("评2", "hand_in_file", JUDGE, FILE_IN),
        desk.act("评3", "hand_in_file", DIVISION, FILE_IN),
    ]

    with desk.store.begin() as session:
        outcomes = advance_many(session, acts)

    assert [isinstance(outcome, Refused) for outcome in outcomes] == [False, True, False]
    assert [_row(desk, ref).state for ref in ("评1", "评2", "评3")] == ["file_in", "selected", "file_in"]


def test_a_step_that_fails_half_way_leaves_nothing_behind(desk):
    desk.open("评1")
    before = desk.dump()

    with pytest.raises(ZeroDivisionError), desk.store.begin() as session:
        advance(session, desk.act("评1", "hand_in_file", DIVISION, FILE_IN))
        raise ZeroDivisionError

    assert desk.dump() == before


# --- the key of an act, and who is faster ---------------------------------------------------------------------------


def test_the_same_key_a_second_time_changes_nothing(desk):
    desk.open("评1")
    first = desk.do("评1", "hand_in_file", DIVISION, FILE_IN, key="K1")
    before = desk.dump()

    second = desk.do("评1", "hand_in_file", DIVISION, FILE_IN, key="K1")

    assert (first.repeated, second.repeated) == (False, True)
    assert (second.state, second.version, second.digest) == (first.state, first.version, first.digest)
    assert desk.dump() == before


def test_the_same_key_twice_in_one_batch_is_one_act(desk):
    desk.bring("评1", "assigned")
    act = desk.act("评1", "submit_sheet", "R1", {"sheets": {"reader": "R1"}}, key="K1")

    with desk.store.begin() as session:
        outcomes = advance_many(session, [act, act])

    assert [outcome.repeated for outcome in outcomes] == [False, True]
    assert len(_row(desk, "评1").facts["sheets"]) == 1


@pytest.mark.parametrize(
    ("ref", "trigger", "by"),
    [("评2", "hand_in_file", DIVISION), ("评1", "assign", OFFICE), ("评1", "hand_in_file", OFFICE)],
)
def test_a_key_that_belongs_to_another_act_is_an_error_that_says_so(desk, ref, trigger, by):
    desk.open("评1", "评2")
    desk.do("评1", "hand_in_file", DIVISION, FILE_IN, key="K1")
    before = desk.dump()

    with pytest.raises(FaultyInput, match=r"K1.*已用于“评1”的另一办理行为（第2条）.*新的编号"):
        desk.do(ref, trigger, by, FILE_IN, key="K1")

    assert desk.dump() == before


def test_who_acts_on_what_he_saw_yesterday_is_told_that_someone_was_faster(desk):
    desk.bring("评1", "assigned")
    desk.do("评1", "submit_sheet", "R1", {"sheets": {"reader": "R1"}}, seen=3)
    before = desk.dump()

    with pytest.raises(SomeoneWasFaster, match=r"“评1”在您查看之后已由他人办理，现为“评查中”；请刷新后再办"):
        desk.do("评1", "submit_sheet", "R2", {"sheets": {"reader": "R2"}}, seen=3)

    assert desk.dump() == before


def test_of_two_who_decide_at_once_exactly_one_does(desk, at_once):
    desk.bring("评1", "fed_back")
    both_read = threading.Barrier(2)

    def decide(trigger, particulars):
        with desk.store.begin() as session:
            if desk.store.engine.dialect.name == "postgresql":
                find(
                    session, "评1"
                )  # Both stand in their transactions now; in SQLite the second waits at the door.
                both_read.wait(10)
            advance(session, desk.act("评1", trigger, JUDGE, particulars))

    failed = at_once([lambda: decide("agree", {}), lambda: decide("object", {"objection": "扣分无据"})])

    (refusal,) = failed
    assert isinstance(refusal, Refused), refusal
    assert "已由他人办理" in str(refusal) or "当前状态为" in str(refusal)
    assert _row(desk, "评1").version == 9
    with desk.store.read() as session:
        verify(session)


def test_a_proceeding_that_moved_between_reading_and_writing_undoes_the_whole_batch(desk):
    if desk.store.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: nobody comes in between")
    desk.open("评1", "评2", "评3")
    failed = []

    def slow():
        acts = [desk.act(ref, "hand_in_file", DIVISION, FILE_IN) for ref in ("评1", "评2", "评3")]
        try:
            with desk.store.begin() as session:
                advance_many(session, acts)
        except SomeoneWasFaster as error:
            failed.append(error)

    thread = threading.Thread(target=slow)
    with desk.store.begin() as session:
        advance(session, desk.act("评2", "withdraw", OFFICE, {"reasons": "重复抽取"}))
        thread.start()
        _wait_until_somebody_waits(desk)  # It has read the three as they were, and writes.
    thread.join()

    assert ["“评2”" in str(error) and "现为“不再评查”" in str(error) for error in failed] == [True]
    assert [_row(desk, ref).state for ref in ("评1", "评2", "评3")] == ["selected", "withdrawn", "selected"]
    with desk.store.read() as session:
        verify(session)


def test_eight_writers_at_once_all_get_through(desk, at_once):
    refs = [f"评{number}" for number in range(8)]
    desk.open(*refs)

    def work(ref):
        for _ in range(6):
            desk.do(ref, "extend_handover", OFFICE, {"good_reason": "卷宗在上级法院", "extra": 1})

    failed = at_once([lambda ref=ref: work(ref) for ref in refs])

    assert failed == []
    assert {_row(desk, ref).version for ref in refs} == {7}
    with desk.store.read() as session:
        assert verify(session).entries == 56


def test_eight_who_write_in_one_proceeding_lose_no_act(desk, at_once):
    desk.open("评1")

    def work(writer):
        for number in range(4):
            key = f"{writer}-{number}"
            while True:
                try:
                    desk.do("评1", "extend_handover", OFFICE, {"good_reason": key, "extra": 1}, key=key)
                except SomeoneWasFaster:
                    continue
                break

    failed = at_once([lambda writer=writer: work(writer) for writer in range(8)])

    assert failed == []
    reasons = [entry["said"]["particulars"].get("good_reason") for entry in _entries(desk, "评1")[1:]]
    assert sorted(reasons) == sorted(f"{writer}-{number}" for writer in range(8) for number in range(4))


# --- the rules are pinned -------------------------------------------------------------------------------------------


def test_a_court_that_changes_a_limit_does_not_reach_an_open_proceeding(desk):
    desk.open("评1")
    changed = RuleBook(
        type(desk.store.rules.on(desk.now.date()))
        .with_values(desk.store.rules.on(desk.now.date()), {"quality_review.assignment": 9})
        .parameter(key)
        for key in desk.store.rules.on(desk.now.date())
    )
    desk.store.rules = changed
    desk.open("评2")

    for ref in ("评1", "评2"):
        desk.do(ref, "hand_in_file", DIVISION, FILE_IN)

    lengths = desk.rows("SELECT proceeding, length FROM clock WHERE code = 'assignment' ORDER BY proceeding")
    assert [row["length"] for row in lengths] == [2, 9]
    assert len(desk.rows("SELECT digest FROM rule_set")) == 2
    assert _entries(desk, "评1")[1]["said"]["rules"] != _entries(desk, "评2")[1]["said"]["rules"]


def test_the_rules_of_one_day_are_kept_once(desk):
    desk.open("评1", "评2")
    desk.open("评3")

    assert len(desk.rows("SELECT digest FROM rule_set")) == 1


# --- a correction is a step -----------------------------------------------------------------------------------------


def test_a_correction_changes_the_facts_and_keeps_what_was_written(desk):
    desk.bring("评1", "prelim")
    before = _entries(desk, "评1")

    desk.do(
        "评1",
        "rectify",
        OFFICE,
        {"correction": {"division": "刑一庭", "court": "白城市中级人民法院"}, "reasons": "誊写有误"},
    )

    row, after = _row(desk, "评1"), _entries(desk, "评1")
    assert (row.state, row.facts["division"], row.court) == ("prelim", "刑一庭", "白城市中级人民法院")
    assert after[:-1] == before
    assert (after[-1]["said"]["trigger"], after[-1]["said"]["authority"]) == ("rectify", "local_review.更正")
    assert desk.rows("SELECT state FROM clock WHERE code = 'feedback'") == [{"state": "running"}]


@pytest.mark.parametrize("fixed", ["case_no", "sheets", "stepped_aside", "no_such_fact"])
def test_the_case_and_what_others_submitted_are_not_corrected(desk, fixed):
    desk.bring("评1", "scored")
    before = desk.dump()

    with pytest.raises(Refused, match="更正"):
        desk.do("评1", "rectify", OFFICE, {"correction": {fixed: "x"}, "reasons": "笔误"})

    assert desk.dump() == before


def test_an_act_without_a_time_zone_is_not_put_on_record(desk):
    desk.open("评1")
    desk.now = desk.now.replace(tzinfo=None)

    with pytest.raises((ValueError, TypeError)), desk.store.begin() as session:
        open_many(session, QUALITY_REVIEW.code, [("评9", {"court": "x"})], by=desk.act("评9", "x", OFFICE).by, at=desk.now, rules=desk.store.rules.on(desk.now.date()))  # fmt: skip

    assert [row["ref"] for row in desk.rows("SELECT ref FROM proceeding")] == ["评1"]
