"""规则冲突：不能分配时，点明最小的一组冲突规则，以及哪一项改变就够。"""

from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.assignment import Assignment, Infeasible, assign
from rules.clashes import Limit, clashes, missing
from rules.exclusion_grid import Grid
from rules.reading_rounds import Round
from rules.recusal import CaseToRead, Conflict, ConflictWith, Exclusions, Ground, Relation, Reviewer

CROSS = Exclusions(cross_court=True)


def case(number, court="甲院", **more):
    return CaseToRead(f"案{number}", court, "civil", f"J{number}", "民一庭", **more)


def a_round(cases, pool, readers=2, max_load=30, exclusions=CROSS, before=None):
    return Round(cases, pool, exclusions, {each.case_no: readers for each in cases}, max_load, before or {})


def grid_of(round_, cases=None):
    return Grid(round_.cases if cases is None else cases, round_.pool, round_.exclusions, round_.waived)


def test_a_case_nobody_may_read_names_the_grounds_and_what_would_free_it():
    pool = [
        Reviewer("R1", "甲院", "刑庭"), Reviewer("R2", "乙院", ""),
        Reviewer("R3", "丙院", "", conflicts=frozenset({Conflict(ConflictWith.JUDGE, "J1", Relation.SPOUSE)})),
    ]  # fmt: skip
    round_ = a_round([case(1), case(2, "丁院")], pool)

    (clash,) = clashes(round_)

    assert clash.rules == (Ground.SAME_COURT, Ground.KINSHIP, Limit.SECOND_READER)
    assert (clash.cases, clash.people, clash.missing) == (("案1",), ("R2",), 1)
    assert (
        str(clash.words())
        == "案1：“同一法院”、“亲属关系”、“两名以上评查员”不能同时满足，尚缺1人次；现在能评查的只有R2"
    )
    assert [str(remedy.words) for remedy in clash.remedies] == [
        "准许本院其他庭室的评查员评查案1",
        "增聘1名评查员：不属于甲院，对这些案件没有其他回避事由的",
    ]
    assert all(isinstance(assign(remedy.round, seed="1"), Assignment) for remedy in clash.remedies)


def test_who_are_all_full_name_the_largest_load_and_how_far_to_raise_it():
    pool = [Reviewer("R1", "甲院", ""), Reviewer("R2", "乙院", ""), Reviewer("R3", "丙院", "")]
    round_ = a_round([case(n) for n in range(4)], pool, max_load=3)

    (clash,) = clashes(round_)

    assert clash.rules == (Ground.SAME_COURT, Limit.MAX_LOAD, Limit.SECOND_READER)
    assert (clash.people, clash.missing) == (("R2", "R3"), 2)
    assert str(clash.remedies[0].words) == "每人最多件数由3件提高到4件"


def test_a_pool_too_small_for_anything_clashes_with_no_rule():
    (clash,) = clashes(a_round([case(1)], [], readers=1))

    assert clash.rules == ()
    assert str(clash.words()) == "案1：评查员名单本身不够，尚缺1人次"
    assert [str(remedy.words) for remedy in clash.remedies] == [
        "增聘1名评查员：不属于甲院，对这些案件没有其他回避事由的"
    ]


def test_a_round_that_can_be_assigned_has_no_clash():
    assert clashes(a_round([case(1)], [Reviewer("R1", "乙院", ""), Reviewer("R2", "丙院", "")])) == ()


def test_a_ground_of_the_law_is_never_offered_to_be_waived():
    pool = [Reviewer("R1", "乙院", ""), Reviewer("R2", "丙院", "")]
    round_ = a_round([case(1, bench=frozenset({"R1"}))], pool)

    (clash,) = clashes(round_)

    assert clash.rules == (Ground.SAT_ON_CASE, Limit.SECOND_READER)
    assert [str(remedy.words)[:2] for remedy in clash.remedies] == ["增聘"]


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙"), st.frozensets(st.integers(0, 3))), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 2)), min_size=0, max_size=4),
    st.integers(1, 2), st.integers(1, 3),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_the_set_named_clashes_no_smaller_one_does_and_every_remedy_works(cases, people, readers, max_load):
    pool = [Reviewer(f"R{n}", f"{court}院", "") for n, (court, _) in enumerate(people)]
    drawn = [
        case(n, f"{court}院", bench=frozenset(f"R{at}" for at in bench))
        for n, (court, bench) in enumerate(cases)
    ]
    before = {f"R{n}": had for n, (_, had) in enumerate(people)}
    round_ = a_round(drawn, pool, readers, max_load, before=before)

    found = clashes(round_)

    assert bool(found) == isinstance(assign(round_, seed="1"), Infeasible)
    for clash in found:
        part = [each for each in drawn if each.case_no in clash.cases]
        grid = Grid(part, pool, CROSS, {})
        assert missing(grid, round_, clash.rules)
        rules = (*Ground, *Limit)
        smaller = chain.from_iterable(combinations(rules, size) for size in range(len(clash.rules)))
        assert not any(missing(grid, round_, each) for each in smaller)
        for remedy in clash.remedies:
            assert not missing(grid_of(remedy.round, part), remedy.round)
            assert (
                missing(grid_of(remedy.round), remedy.round)
                <= missing(grid_of(round_), round_) - clash.missing
            )
