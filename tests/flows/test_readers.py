"""评查员复核：一致程度按每案最先两份评查表计算；偏严的评查员能被看出来；第三名评查员不计入一致程度。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from documents.returned_card import ReturnedCard
from flows import assigning, cards, readers, scoring
from flows.reading_round import Occasion
from records import seasons
from rules.agreement import Measure
from rules.grading import Finding
from rules.leniency import Strictness
from tests.flows.conftest import MORNING, SEASON

STRICT = "R-3"


@pytest.fixture(autouse=True)
def the_same_lots_each_time(monkeypatch):
    """The secret part of the lots is chance; what is looked at here needs the same pairs of readers each time."""
    monkeypatch.setattr("flows.drawing.secrets.token_hex", lambda _: "7" * 64)


@pytest.fixture
def read(office):
    """All cases are read; `R-3` finds eight things more in every case than the others do."""
    assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)
    cards.write_cards(office, SEASON, now=MORNING)
    with office.store.read() as session:
        rows = [row for _, row in seasons.reviews(session, SEASON)]
    for at, row in enumerate(rows):
        for place, reader in enumerate(row.facts["readers"]):
            submit(office, row, reader["code"], (at + place) % 2 + (8 if reader["code"] == STRICT else 0))
    scoring.merge_ready(office, SEASON, now=MORNING + timedelta(days=1))
    return office


def submit(office, row, reader, minor):
    """A sheet with so many slips of the pen."""
    sheet = office.sheets.on(MORNING.date(), "civil")
    item = next(item for item in sheet.items if item.points and item.cap is None and item.points >= 2)
    found = tuple(Finding(item.code, str(n), description="示例") for n in range(minor))
    card = ReturnedCard(
        card_id=f"{row.ref}:{reader}",
        review_ref=row.ref,
        reader=reader,
        sheet=sheet.version,
        findings=found,
        remarks="",
        strengths="",
        conflict=False,
        day=date(2022, 4, 19),
        file="x",
        file_digest=f"{row.ref}{reader}",
    )
    cards.submit(office, card, now=MORNING + timedelta(days=1))


def test_the_agreement_is_that_of_the_two_sheets_of_each_case(read):
    found = readers.review_of_readers(read, SEASON)

    with read.store.read() as session:
        rows = [row for _, row in seasons.reviews(session, SEASON)]
    same = sum(len({sheet["grade"] for sheet in row.facts["sheets"]}) == 1 for row in rows)
    apart = [
        abs(float(one["total"]) - float(other["total"]))
        for row in rows
        for one, other in [row.facts["sheets"]]
    ]
    assert (found.totals.agreement.cases, found.totals.agreement.same) == (12, same)
    assert found.totals.mean_gap == pytest.approx(sum(apart) / 12)
    assert found.totals.divergent == sum("divergence" in row.facts for row in rows) > 0
    assert found.totals.agreement[Measure.AC1].value is not None


def test_a_strict_reader_is_seen_and_training_suggested_without_any_ranking(read):
    found = readers.review_of_readers(read, SEASON)

    by_code = {each.reader: each for each in found.readers}
    assert list(by_code) == sorted(by_code)
    assert by_code[STRICT].strictness is Strictness.STRICT
    # Who reads with whom is a secret lot: one who read with the strict one alone may look lenient beside him.
    others = {each.strictness for code, each in by_code.items() if code != STRICT}
    assert Strictness.ALIKE in others
    assert Strictness.STRICT not in others
    assert list(found.training) == [STRICT]
    assert "偏严" in str(found.training[STRICT][0])


def test_a_third_reader_does_not_count_in_the_agreement_but_in_the_leniency(read):
    before = readers.review_of_readers(read, SEASON)
    assigning.assign_readers(read, SEASON, Occasion.THIRD, now=MORNING + timedelta(days=1))
    with read.store.read() as session:
        thirds = [row for _, row in seasons.reviews(session, SEASON) if len(row.facts["readers"]) == 3]
    for row in thirds:
        submit(read, row, row.facts["readers"][2]["code"], 0)

    after = readers.review_of_readers(read, SEASON)

    assert thirds
    assert after.totals == before.totals
    shared = {each.reader: each.shared for each in before.readers}
    assert sum(each.shared for each in after.readers) == sum(shared.values()) + len(thirds)


def test_what_the_report_gets_names_nobody(read):
    found = readers.review_of_readers(read, SEASON)

    assert "R-" not in repr(found.totals.agreement)
    assert not [each for each in found.totals.readings if "R-" in repr(each)]
