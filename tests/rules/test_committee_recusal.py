"""委员回避: dated grounds by analogy, each with its mark; the record shows some, people must say the others."""

from __future__ import annotations

from datetime import date

from rules.citations import Provenance
from rules.committee_recusal import People, must_step_aside, recusal_grounds
from rules.dated_grounds import holding

DAY_2022, DAY_2026, DAY_2017 = date(2022, 5, 10), date(2026, 3, 2), date(2017, 5, 10)


def test_the_grounds_cite_the_supervision_law_by_its_article_of_the_day():
    interest = next(ground for ground in recusal_grounds(DAY_2022) if ground.code == "interest")

    assert [ground.to("zh") for ground in holding(interest.grounds, DAY_2022)] == [
        "参照《中华人民共和国监察法（2018年）》第58条第3项", "参照《中华人民共和国公职人员政务处分法》第47条第3项",
    ]  # fmt: skip
    assert holding(interest.grounds, DAY_2026)[0].authority.code == "supervision_law_2024.67"
    assert [ground.provenance for ground in holding(interest.grounds, DAY_2017)] == [Provenance.DESIGN]
    assert holding(interest.grounds, DAY_2017)[0].to("en").endswith("(design value, for the court to decide)")


def test_every_ground_may_be_given_since_there_are_committees_and_none_before():
    assert len(recusal_grounds(DAY_2017)) == len(recusal_grounds(DAY_2026)) == 7
    assert recusal_grounds(date(2016, 7, 21)) == ()


def test_who_tried_inquired_or_testified_must_step_aside_and_the_record_shows_it():
    people = People(
        "J1", bench=frozenset({"A"}), inquirers=frozenset({"B"}), witnesses=frozenset({"C"}),
        declared={"D": frozenset({"interest"}), "E": frozenset({"tried_the_case"})},
    )  # fmt: skip

    found = {
        who: [ground.code for ground in must_step_aside(who, people, DAY_2022)] for who in ("J1", *"ABCDEF")
    }

    assert found == {
        "J1": ["judge_concerned"], "A": ["tried_the_case"], "B": ["inquired"], "C": ["witness"], "D": ["interest"],
        "E": [], "F": [],
    }  # fmt: skip
