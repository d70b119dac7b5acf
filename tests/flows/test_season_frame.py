"""抽样框：逐行读登记簿，与把全部案件一次读入逐件判断，所得名册、重点案件、各法官案件一件不差。"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlmodel import col

from flows.season_frame import season_frame
from records.cases import Case, CaseList
from records.store import Store
from rules.frame import Exclusion
from rules.must_review import Circumstances, must_review_book
from rules.quarters import Quarter

NOW, QUARTER = datetime(2022, 4, 11, 1, tzinfo=UTC), Quarter.parse("2022Q1")
FLAGS = ("supervised", "group_petition", "complaint")
OUTCOMES = ("维持", "改判", "指令再审", "不予核准", "")


@pytest.fixture
def register(database_url):
    """Three hundred cases of three quarters, in every circumstance that matters, naming one another."""
    chance, store = random.Random(7), Store.open(database_url)
    numbers = [f"（2022）吉{n % 5}号{n:03d}" for n in range(300)]
    with store.begin() as session:
        session.connection().execute(insert(CaseList), [{
            "file": "清单.xlsx", "sha256": "0" * 64, "rows_read": 300, "rows_faulty": 0, "accepted_with_faults": False,
            "taken_in_at": NOW, "taken_in_by": "S1"}])  # fmt: skip
        session.connection().execute(insert(Case), [_invented(number, numbers, chance) for number in numbers])
    yield store
    store.close()


def _invented(number, numbers, chance):
    closed = date(2021, 10, 1) + timedelta(days=chance.randrange(230))
    return {
        "case_no": number, "court": f"法院{chance.randrange(4)}", "case_kind": chance.choice(["civil", "criminal"]),
        "judge": chance.choice(["", "J1", "J2", "J3"]), "division": "民一庭", "bench": [],
        "date_closed": closed, "date_effective": chance.choice([None, closed, closed + timedelta(days=90)]),
        "outcome": chance.choice(OUTCOMES), "pending": chance.choice([None, False, False, True]),
        "reversed_later": chance.choice([None, False, False, True]),
        "related": chance.sample(numbers, chance.choice([0, 0, 1, 2])) + chance.choice([[], ["（2020）外1号"]]),
        "flags": chance.sample(FLAGS, chance.choice([0, 0, 0, 1, 2])), "list_id": 1,
    }  # fmt: skip


def _plainly(session, rules, months):
    """The same worked out case by case, from the whole register in memory."""
    every = {
        case.case_no: case for case in session.execute(select(Case).order_by(col(Case.case_no))).scalars()
    }
    first = date(2021, 13 - months, 1) if months else QUARTER.first_day
    reasons, members, out, judges, book = {}, [], {}, defaultdict(list), must_review_book()
    for number, case in every.items():
        rest = (
            Exclusion.NOT_EFFECTIVE if case.date_effective and case.date_effective > NOW.date()
            else Exclusion.PENDING if case.pending else None
        )  # fmt: skip
        inside = QUARTER.first_day <= case.date_closed <= QUARTER.last_day
        if inside and rest is None:
            members.append(number)
            if case.judge:
                judges[case.judge].append(number)
        elif inside:
            out[number] = rest
        if rest is None and first <= case.date_closed <= QUARTER.last_day:
            later = [every[other].outcome for other in case.related
                     if other in every and every[other].date_closed > case.date_closed]  # fmt: skip
            of_it = Circumstances(
                case.case_kind, case.outcome, bool(case.reversed_later), frozenset(case.flags), later
            )
            if why := book.reasons(of_it, rules["sampling.must_review"], rules.day):
                reasons[number] = why
    return members, out, reasons, dict(judges)


@pytest.mark.parametrize("months", [0, 3])
def test_a_register_read_row_by_row_gives_what_it_gives_read_whole(register, months):
    rules = register.rules.on(NOW.date()).with_values({"sampling.mandatory_lookback": months})

    with register.read() as session:
        found = season_frame(session, QUARTER, rules, NOW)
        members, out, reasons, judges = _plainly(session, rules, months)

    assert [case.case_no for case in found.frame.members] == members
    assert dict(found.frame.excluded) == out
    assert found.mandatory == reasons
    assert len(reasons) > 30
    assert {each.judge: list(each.cases) for each in found.judges} == judges
    assert set(found.court_of) == set(reasons)
