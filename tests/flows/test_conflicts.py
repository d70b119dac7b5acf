"""利害关系：抽取之后、分配之前申报的同样回避，无论申报的是案件、承办法官还是当事人。"""

from datetime import UTC, datetime

import pytest

from flows import assigning, enrolling
from flows.reading_round import Occasion
from records import seasons
from rules.recusal import ConflictWith
from rules.roles import Actor, Role

SEASON, MORNING = "2022Q1", datetime(2022, 4, 18, tzinfo=UTC)
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court="甲省高级人民法院")


@pytest.mark.parametrize(
    "against", [ConflictWith.CASE, ConflictWith.JUDGE, ConflictWith.PARTY, ConflictWith.AGENT]
)
def test_a_conflict_declared_after_the_draw_keeps_the_reviewer_from_the_case(office, against):
    case_no, readers = "（2022）吉01民终2号", [f"R-{number}" for number in (1, 3)]
    about = "J-2" if against is ConflictWith.JUDGE else case_no
    for reader in readers:
        assert enrolling.declare(office, reader, against, about, "示例", by=OFFICE, now=MORNING)

    done = assigning.assign_readers(office, SEASON, Occasion.FIRST, now=MORNING)

    assert (done.cases, done.refused, done.shortages) == (12, [], [])
    with office.store.read() as session:
        found = {row.case_no: row.facts["readers"] for _, row in seasons.reviews(session, SEASON)}
    assert not {reader["code"] for reader in found[case_no]} & set(readers)
