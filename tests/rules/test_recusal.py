"""回避：谁不得评查某案，理由是什么。"""

import pytest

from rules.recusal import (
    CaseToRead,
    Conflict,
    ConflictWith,
    Exclusions,
    Ground,
    Relation,
    Reviewer,
    admissible,
    grounds_of,
)

CASE = CaseToRead(
    "(2022)吉01民终1号", "甲院", "civil", "J1", "民一庭",
    bench=frozenset({"J1", "J2"}), parties=frozenset({"P1"}), agents=frozenset({"A1"}),
    other_courts=frozenset({"乙院"}), earlier_readers=frozenset({"R9"}),
)  # fmt: skip
LOCAL, CROSS = Exclusions(cross_court=False), Exclusions(cross_court=True)


def reviewer(code="R1", court="丙院", division="民一庭", *conflicts):
    return Reviewer(code, court, division, conflicts=frozenset(conflicts))


# fmt: off
RECUSALS = (
    (reviewer("J1"),                                              LOCAL, Ground.SAT_ON_CASE,    "J1曾参与该案审理，应当回避"),
    (reviewer("J2"),                                              LOCAL, Ground.SAT_ON_CASE,    "J2曾参与该案审理，应当回避"),
    (reviewer("R1", "甲院", "民一庭"),                            LOCAL, Ground.SAME_DIVISION,  "R1与承办法官同一庭室，应当回避"),
    (reviewer("R1", "甲院", "刑庭"),                              CROSS, Ground.SAME_COURT,     "R1与该案同属一院，本轮实行跨院评查"),
    (reviewer("R1", "乙院"),       Exclusions(cross_court=True, other_instance_courts=True), Ground.OTHER_INSTANCE, "R1所在法院审理过该案的其他审级，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.CASE, CASE.case_no)), CROSS, Ground.CONFLICT, "R1已申报与案件有利害关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.JUDGE, "J1")), CROSS, Ground.CONFLICT,    "R1已申报与承办法官有利害关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.PARTY, "P1")), CROSS, Ground.CONFLICT,    "R1已申报与当事人有利害关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.AGENT, "A1")), CROSS, Ground.CONFLICT,    "R1已申报与代理人有利害关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.JUDGE, "J1", Relation.SPOUSE)), CROSS, Ground.KINSHIP, "R1已申报与承办法官有夫妻关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.PARTY, "P1", Relation.COLLATERAL)), CROSS, Ground.KINSHIP, "R1已申报与当事人有三代以内旁系血亲关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.AGENT, "A1", Relation.TOOK_PART)), CROSS, Ground.CONFLICT, "R1已申报与代理人有利害关系，应当回避"),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.JUDGE, "J1", Relation.IN_LAW)), Exclusions(cross_court=True, kinship=frozenset()), Ground.CONFLICT, "R1已申报与承办法官有利害关系，应当回避"),
    (reviewer("R1"),               Exclusions(cross_court=False, specialists_only=True), Ground.NOT_A_SPECIALIST, "R1不熟悉该类案件，本轮只由本专业评查员评查"),
    (reviewer("R9"),                                              CROSS, Ground.READ_BEFORE,    "R9已评查过该案，应由他人评查"),
)
# fmt: on


@pytest.mark.parametrize(
    ("who", "exclusions", "ground", "reason"), RECUSALS, ids=lambda value: str(value)[:20]
)
def test_a_reviewer_steps_aside_with_a_reason(who, exclusions, ground, reason):
    found = grounds_of(who, CASE, exclusions)

    assert {key: str(words) for key, words in found.items()} == {ground: reason}
    assert found[ground].to("en").isascii()
    assert not admissible(who, CASE, exclusions)


# fmt: off
FREE = (
    (reviewer("R1", "丙院", "民一庭"),                                LOCAL),
    (reviewer("R1", "甲院", "刑庭"),                                  LOCAL),
    (reviewer("R1", "乙院"),                                          CROSS),
    (reviewer("R1", "甲院", ""),                                      LOCAL),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.PARTY, "J1")),  CROSS),
    (reviewer("R1", "丙院", "", Conflict(ConflictWith.JUDGE, "J7")),  CROSS),
)
# fmt: on


@pytest.mark.parametrize(("who", "exclusions"), FREE)
def test_without_a_ground_nobody_steps_aside(who, exclusions):
    assert grounds_of(who, CASE, exclusions) == {}
    assert admissible(who, CASE, exclusions)


def test_no_reason_names_the_judge_a_party_or_another_reader():
    for who, exclusions, _, _ in RECUSALS:
        for words in grounds_of(who, CASE, exclusions).values():
            shown = (words.to("zh") + words.to("en")).replace(who.code, "")
            assert not any(code in shown for code in ("J1", "J2", "P1", "A1", "R9"))
