"""What leaves the court's network, for every notice of every procedure in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from notifiers.digests import digest
from notifiers.messages import SHORT
from notifiers.outside import may_be_named
from notifiers.wording import compose
from records.notice_texts import Told
from records.telling import _headings
from rules.labels import Words
from rules.notices import NoticeKind, Urgency
from state_machines.confidentiality import CLOSED_RANGES, FOLLOWING
from state_machines.register import PROCEDURES

PLAIN = "评查2026Q1-0042"
CONFIDENTIAL = (
    *(f"{each}2026-0007" for each in (*CLOSED_RANGES, *FOLLOWING.values())),
    f"移送-{PLAIN}-线索",
    "退额-J-0107",
    "干预报告2026年第1季度",
    "巡检2026-03-02",
    f"{PLAIN}-张三",
    f"{PLAIN}\n长春中院",
    "评查2026Q1（二）",
)
KEPT = {
    "court": "长春市中级人民法院",
    "organiser": "吉林省高级人民法院",
    "person": "J-0107",
    "case_no": "(2021)吉01民终100号",
    "division": "民一庭",
}


def notices():
    """A notice to each role on each act of each procedure, of every kind, with all it can say."""
    for table in PROCEDURES.values():
        headings = [*_headings(table, None, table.initial)]
        headings += [
            heading for step in table.steps for heading in _headings(table, step.source, step.trigger)
        ]
        headings = list({(each.role, each.act, each.state): each for each in headings}.values())
        facts = {fact.code: fact for step in table.steps for fact in step.facts}
        points = tuple((Words(fact.zh, fact.en), Words("张三受贿", "Zhang San")) for fact in facts.values())
        for number, heading in enumerate(headings):
            told = Told(
                heading=heading, key="k", proceeding="", points=points, due=date(2026, 3, 9), provisional=False,
                what_to_do=Words("请民一庭张三到会", "come"), ask=Words("督察部门", "inspection"),
                due_explained=Words("三月九日", "9 March"), **KEPT)  # fmt: skip
            kinds = list(NoticeKind)
            yield replace(told.content(), kind=kinds[number % len(kinds)], urgency=list(Urgency)[number % 2])


NOTICES = list(notices())


def told(message):
    return (message.subject, message.body, message.short)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_confidential_notice_is_outside_the_same_letter_for_letter(language):
    said = {
        told(compose(replace(notice, proceeding=reference), language, outside=True))
        for notice in NOTICES
        for reference in CONFIDENTIAL
    }

    ((subject, body, short),) = said
    assert len(NOTICES) > 300
    assert short == subject
    assert len(short) <= SHORT
    assert (subject, body.partition("。\n" if language == "zh" else ".\n")[0]) == (
        ("【责链】您有一件事项待阅办", "您好。您有一件事项待阅办")
        if language == "zh"
        else ("[Zelian] A matter waits for you", "A matter waits for you")
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_of_a_quality_review_its_number_is_told_and_nothing_else(language):
    (one,) = {told(compose(replace(notice, proceeding=PLAIN), language, outside=True)) for notice in NOTICES}
    (other,) = {told(compose(replace(notice, proceeding=""), language, outside=True)) for notice in NOTICES}

    assert all(PLAIN in part for part in one)
    assert [len(part) - len(bare) for part, bare in zip(one, other, strict=True)] == (
        [len(PLAIN) + 2, len(PLAIN) + 4, len(PLAIN) + 2]
        if language == "zh"
        else [len(PLAIN) + 3, len(PLAIN) + 13, len(PLAIN) + 3]
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_notices_in_one_message_tell_no_more(language):
    some = [replace(NOTICES[0], proceeding=reference) for reference in (*CONFIDENTIAL, PLAIN)]

    message = digest(some, language, outside=True)

    whole = "".join(told(message))
    assert PLAIN in message.body
    assert not any(reference in whole for reference in CONFIDENTIAL)
    assert not any(kept in whole for kept in KEPT.values())
    assert len(message.short) <= SHORT


def test_no_reference_that_says_what_the_matter_is_may_be_named():
    assert may_be_named(PLAIN)
    assert not any(may_be_named(reference) for reference in CONFIDENTIAL)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_inside_every_notice_says_what_by_when_on_what_authority_and_whom_to_ask(language):
    labels = (
        ("办理期限：", "依据：", "如有疑问，请询：")
        if language == "zh"
        else ("By when: ", "Authority: ", "Whom to ask: ")
    )

    letters = [compose(replace(notice, proceeding=PLAIN), language) for notice in NOTICES]

    assert all(label in letter.body for letter in letters for label in labels)
    assert all(len(letter.short) <= SHORT and PLAIN in letter.short for letter in letters)
    assert not any("\n" in letter.short + letter.subject for letter in letters)
