"""The notes below the tables of a round (表注): what a figure stands for, and what it does not."""

from __future__ import annotations

from documents.small_cells import HIDDEN_NOTE
from rules.labels import Words
from rules.outcomes import RoundFacts
from rules.results import RoundResults


def estimate_note(results: RoundResults, facts: RoundFacts) -> Words:
    if facts.census:
        return Words(
            "注：本次为全部评查，占比即实际占比，不是推算。占比四舍五入，合计可能不等于100%。",
            "Note: all cases were reviewed; the shares are facts and not estimates. Rounded.",
        )
    unknown = (
        Words(
            "尚无等次的案件所代表的件数不在其内。",
            " What the cases without a grade stand for is not in them.",
        )
        if results.random.ungraded
        else Words("", "")
    )
    silent = facts.frame_size - facts.represented
    outside = (
        Words(
            "抽样框{whole}件中，有{silent}件所在的层没有分到名额，不在推算之内。",
            " Of the {whole} cases of the frame, {silent} lie in strata that gave no case: nothing is said of them.",
            whole=facts.frame_size,
            silent=silent,
        )
        if silent
        else Words("", "")
    )
    return Words(
        "注：推算是以入样概率的倒数加权，由随机抽取的案件推及其所在各层的{n}件案件（件数为霍维茨—汤普森估计，"
        "占比为哈耶克估计），有抽样误差。{outside}{unknown}占比四舍五入，合计可能不等于100%。",
        "Note: estimates weigh each case by the inverse of its inclusion probability and speak of the {n} cases of "
        "their strata (totals: Horvitz-Thompson; shares: Hájek). They have sampling error.{outside}{unknown} "
        "Shares are rounded.",
        n=facts.represented,
        outside=outside,
        unknown=unknown,
    )


def group_note(facts: RoundFacts, *, besides: bool, hidden: bool) -> Words:
    more = (
        Words(
            "另行评查的件数不计入前列各数。",
            " Cases reviewed besides are in none of the other figures.",
        )
        if besides
        else Words("", "")
    )
    small = HIDDEN_NOTE if hidden else Words("", "")
    return Words(
        "注：分母为随机抽取并已定等次的件数；不足{n}件的不列占比。{small}{more}",
        "Note: the denominator is the random cases with a grade; below {n} no share is shown.{small}{more}",
        n=facts.smallest_base,
        small=small,
        more=more,
    )
