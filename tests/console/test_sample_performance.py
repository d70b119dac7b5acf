"""What is done late in the sample quarter is done with its reason, as the procedure asks."""

from __future__ import annotations

from datetime import date

import pytest

from config.settings import Settings
from console.sample.performance import Performance, at
from flows import drawing
from flows.office import Office
from records.proceedings import Act, advance
from rules.errors import Refused
from rules.roles import Actor, Role

SEAT = "吉林省高级人民法院"
CLERK, PRESIDENT = Actor("A-1", Role.TRIAL_MANAGEMENT, court=SEAT), Actor("A-2", Role.PRESIDENT, court=SEAT)


@pytest.fixture
def game(tmp_path):
    office = Office.of(Settings(home=tmp_path), sample=True)
    yield Performance(office, tmp_path, "2026Q3", "S", at(date(2026, 10, 12), 9))
    office.store.close()


def test_an_act_in_time_needs_no_reason_and_one_after_its_time_is_done_with_it(game):
    ref = drawing.open_season(game.office, game.label, SEAT, by=CLERK, now=game.now)
    in_time = game.why_late(ref)
    game.now = at(date(2026, 12, 14), 9)

    late = game.why_late(ref)

    assert in_time == {}
    with pytest.raises(Refused, match="期限已经届满"), game.office.store.begin() as session:
        advance(session, Act(ref=ref, trigger="approve", by=PRESIDENT, at=game.now))
    with game.office.store.begin() as session:
        advance(session, Act(ref=ref, trigger="approve", by=PRESIDENT, at=game.now, particulars=late))
