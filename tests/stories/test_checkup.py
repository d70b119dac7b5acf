"""A quarter played to its end is sound: the check-up finds no fault in it, at its end and a month later."""

from __future__ import annotations

from datetime import timedelta

from flows.checkup import check_up
from records.as_of import as_of
from records.checkups.checkup import Level


def test_the_check_up_of_a_whole_quarter_finds_no_fault(sample_quarter):
    end = max(act.at for acts in sample_quarter.acts.values() for act in acts)

    found = check_up(sample_quarter.office, end + timedelta(minutes=1))

    assert [(each.code, each.first) for each in found if each.level is Level.FAULT] == []


def test_how_every_proceeding_of_a_quarter_stood_is_rebuilt_from_its_entries(sample_quarter):
    rows = [sample_quarter.round, *sample_quarter.reviews.values()]

    with sample_quarter.office.store.read() as session:
        stood = {row.ref: as_of(session, row.ref, row.changed_at) for row in rows}
        halfway = [as_of(session, ref, acts[len(acts) // 2].at) for ref, acts in sample_quarter.acts.items()]

    assert {ref: (then.state, then.facts) for ref, then in stood.items()} == {
        row.ref: (row.state, row.facts) for row in rows
    }
    # Each was held against the digest of its facts on the way.
    assert all(then.past[-1].number == then.version for then in halfway)
