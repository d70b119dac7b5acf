import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import rfc8785

from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind, Urgency, alarm, in_both, retry_at
from rules.parameters import rule_book
from rules.roles import Role

DAY = date(2021, 10, 18)


def notice():
    return NoticeContent(
        key="评查2021Q3-0042:v5",
        kind=NoticeKind.DUE_SOON,
        proceeding="评查2021Q3-0042",
        procedure=Words("案件质量评查", "case quality review"),
        court="长春中院",
        audience=Role.JUDGE,
        state=Words("自{day}起", "since {day}", day="10月11日"),
        what_to_do=Words("写明{理由}", "give {reasons}"),
        due=DAY,
        urgency=Urgency.URGENT,
        acknowledge_by=DAY,
    )


def test_a_notice_is_the_same_after_the_outbox():
    content = notice()

    stored = json.loads(rfc8785.dumps(content.to_json()))

    assert NoticeContent.from_json(stored) == content
    assert stored["due"] == "2021-10-18"
    assert stored["kind"] == "due_soon"
    assert stored["state"] == {"zh": "自10月11日起", "en": "since 10月11日"}


def test_a_row_written_before_escalation_is_still_read():
    stored = notice().to_json()
    del stored["rung"], stored["acknowledge_by"]

    read = NoticeContent.from_json(stored)

    assert read.rung == 0
    assert read.acknowledge_by is None


def test_an_alarm_has_a_key_of_its_own_that_is_the_same_every_time():
    reason = Words("没有庭长", "no division chief")

    first = alarm(notice(), NoticeKind.NOBODY_TO_NOTIFY, reason)
    second = alarm(notice(), NoticeKind.NOBODY_TO_NOTIFY, reason)

    assert first.key == second.key == "nobody_to_notify:评查2021Q3-0042:v5"
    assert NoticeContent.from_json(first.to_json()) == first


def test_a_failed_delivery_is_tried_again_later_and_later_and_then_given_up():
    rules = rule_book().on(DAY)
    failed = datetime(2021, 10, 18, 9, tzinfo=UTC)

    attempts = [retry_at(rules, failures, failed) for failures in range(1, 7)]

    assert attempts[0] == failed + timedelta(minutes=1)
    assert attempts[4] == failed + timedelta(minutes=480)
    assert attempts[5] is None


def test_the_name_of_a_state_becomes_a_sentence_in_both_languages():
    assert in_both(Role.JUDGE) == Words("承办法官", "judge in charge")


def test_an_alarm_goes_to_the_office_that_runs_the_round_and_not_to_the_court_of_the_case():
    told = replace(notice(), organiser="省高院")

    raised = alarm(told, NoticeKind.NOBODY_TO_NOTIFY, Words("没有庭长", "no division chief"))

    assert raised.court == "省高院"
    assert raised.audience is Role.TRIAL_MANAGEMENT
