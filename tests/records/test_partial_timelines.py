"""A real timeline of misconduct (another country's, never ours) as a stress test: dates of a year or a month, and odd orders.

Each matter is put on file with the date it has; its steps are tried in the order they are listed, whatever that is. What the
table does not allow is refused and changes nothing.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from flows.discipline_register import figures
from flows.office import Office
from records.clocks import Clock
from records.proceedings import Act, advance_many, open_many
from records.verification import verify
from rules.clocks import beijing_day
from rules.errors import Refused
from rules.partial_dates import Known, partial_date
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Source
from state_machines.leads import Lead, check_lead

BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)
# fmt: off
MEANT = (
    #  what is said of a step                                the act of ours that is nearest to it
    (("dismiss", "closed", "no further action", "no evidence"), ("close_initial", Role.PRESIDENT, {"conclusion": "unfounded", "reasons": "查无实据"})),
    (("refer",),                                             ("propose", Role.TRIAL_SUPERVISION, {"case_seen": True, "opinion_reasons": "影响主文"})),
    (("report", "published"),                                ("report", Role.INSPECTION, {"report": "笔录载明", "facts_found": True, "answers": "无"})),
    (("subcommittee", "hearing"),                            ("appoint_inquirers", Role.INSPECTION, {"inquirers": ["D1", "D2"]})),
    (("investigat", "charged", "indicted"),                  ("start_inquiry", Role.PRESIDENT, {"differs": "案情所需"})),
    (("resign", "died", "left office"),                      ("terminate", Role.PRESIDENT, {"termination": "离职", "reasons": "已离职"})),
)
# fmt: on


def meant(action: str) -> tuple[str, Role, dict]:
    said = action.lower()
    found = next((act for words, act in MEANT if any(word in said for word in words)), None)
    return found or ("admit_lead", Role.TRIAL_SUPERVISION, {})


def timelines(shared: Path) -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    with (shared / "govtrack_steps.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["matter_id"]].append(row)
    return found


@pytest.fixture
def matters(shared_data) -> dict[str, list[dict[str, str]]]:
    if not (shared_data / "govtrack_steps.csv").is_file():
        pytest.skip("no govtrack_steps.csv")
    return timelines(shared_data)


def said_of(office: Office) -> dict[str, tuple]:
    return {str(name): counted for name, counted in figures(office).groups}


def lead_of(matter: str, steps: list[dict[str, str]]) -> Lead:
    return Lead(
        source=Source.INSPECTION, court=f"{int(matter[1:]) % 9}号法院", judge=f"J{matter[1:]}", conduct=f"行为{matter[1:]}",
        received_on=beijing_day(BEGIN), item="46(5)", acted_on=steps[0]["date"],
    )  # fmt: skip


def test_a_timeline_with_years_months_and_odd_orders_is_put_on_file_as_it_is_and_nothing_is_made_up(
    matters, sqlite_store, quick_office
):
    leads = {
        f"惩戒2026-{n:04d}": lead_of(matter, steps) for n, (matter, steps) in enumerate(matters.items(), 1)
    }
    for lead in leads.values():
        check_lead(lead, date(2026, 12, 31))
    rules = sqlite_store.rules.on(beijing_day(BEGIN))
    opening = [(ref, lead.facts(())) for ref, lead in leads.items()]
    with sqlite_store.begin() as session:
        open_many(
            session,
            DISCIPLINARY_PREREVIEW.code,
            opening,
            by=Actor("D9", Role.INSPECTION),
            at=BEGIN,
            rules=rules,
        )

    outcomes: Counter[str] = Counter()
    longest = max(map(len, matters.values()))
    for place in range(longest):
        at = BEGIN + timedelta(hours=place)
        acts = []
        for ref, steps in zip(leads, matters.values(), strict=True):
            if place < len(steps):
                trigger, role, stated = meant(steps[place]["action"])
                dated = {"acted_on": steps[place]["date"]} if trigger in ("admit_lead", "report") else {}
                acts.append(
                    Act(ref=ref, trigger=trigger, by=Actor("P1", role), at=at, particulars=stated | dated)
                )
        with sqlite_store.begin() as session:
            for outcome in advance_many(session, acts):
                outcomes["refused" if isinstance(outcome, Refused) else "done"] += 1

    steps = [step for each in matters.values() for step in each]
    assert sum(outcomes.values()) == len(steps)
    assert min(outcomes.values()) > 100
    with sqlite_store.read() as session:
        assert verify(session).chains == len(matters)
        starts = {clock.starts_from for clock in session.execute(select(Clock)).scalars()}
    # Every limit runs from the day of an act of ours, none from a day that somebody wrote in a timeline.
    last = beijing_day(BEGIN + timedelta(hours=longest))
    assert all(beijing_day(BEGIN) <= start <= last for start in starts)

    said = said_of(quick_office)
    years = {str(name): n for name, n in said["行为发生年份"]}
    assert sum(years.values()) == len(matters)
    assert "日期不详" not in years
    precision = {str(name): n for name, n in said["行为日期写到何处"]}
    assert precision["只到年"] > 10
    assert sum(precision.values()) == len(matters)


def test_some_orders_of_the_timeline_are_sure_to_be_wrong_and_some_cannot_be_told(matters):
    order: Counter[bool | None] = Counter()
    for steps in matters.values():
        dates = [partial_date(step["date"]) for step in steps]
        assert None not in dates
        order.update(after.surely_before(before) for before, after in pairwise(dates))  # type: ignore[union-attr,arg-type]

    assert order[True] > 10  # A later line with an earlier date.
    assert order[None] > 10  # The year alone does not tell.
    assert order[False] > 500


# --- without the file -----------------------------------------------------------------------------------------------


def test_how_many_are_of_unknown_date_is_said_and_no_year_is_guessed(quick_office, sqlite_store):
    written = ["2019", "2019-07", "2019-07-15", "", ""]
    rules = sqlite_store.rules.on(beijing_day(BEGIN))
    opening = [
        (f"惩戒2026-{n:04d}", Lead(source=Source.COMPLAINT, court="甲", judge=f"J{n}", conduct="行为", received_on=beijing_day(BEGIN), acted_on=text).facts(()))
        for n, text in enumerate(written, 1)
    ]  # fmt: skip
    with sqlite_store.begin() as session:
        open_many(
            session,
            DISCIPLINARY_PREREVIEW.code,
            opening,
            by=Actor("D9", Role.INSPECTION),
            at=BEGIN,
            rules=rules,
        )

    said = said_of(quick_office)

    assert [(str(name), n) for name, n in said["行为发生年份"]] == [("2019", 3), ("日期不详", 2)]
    assert {str(name): n for name, n in said["行为日期写到何处"]} == {
        Known.NOTHING.zh: 2,
        "只到年": 1,
        "只到月": 1,
        "写明到日": 1,
    }
