"""What a report says of courts beside one another (比较用语): against the whole, never against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents.figures import percent, span
from rules.agreement import Coefficient, ReaderAgreement
from rules.comparisons import Comparison
from rules.funnel import Funnel, Standing
from rules.intervals import Interval
from rules.labels import Language, Words
from rules.tallies import GRADES, Group


def whole(interval: Interval, frame: int) -> Words:
    """The interval of the whole in words."""
    return Words(
        "以{level}的把握推断，所推及的{n}件案件中，优秀、合格案件的占比在{low}至{high}之间。",
        "With {level} confidence, between {low} and {high} of the {n} cases spoken of are excellent or qualified.",
        level=f"{interval.level * 100:.4g}%",
        n=frame,
        low=percent(interval.low),
        high=percent(interval.high),
    )


def standings(funnel: Funnel, groups: Sequence[Group], *, named: bool) -> tuple[Words, ...]:
    """How the courts stand against the whole; those that stand out are named only where that is allowed."""
    found = {
        standing: [group.label for group in groups if group.standing is standing] for standing in Standing
    }
    compared = sum(len(found[standing]) for standing in (Standing.WITHIN, Standing.ABOVE, Standing.BELOW))
    if not compared:
        return (
            Words(
                "{n}个法院所评件数都过少，相互之间、与总体之间都不作比较。",
                "All {n} courts have too few cases to be compared with each other or with the whole.",
                n=len(found[Standing.TOO_FEW]),
            ),
        )
    said = [
        Words(
            "以总体占比{target}为准，逐一比较{n}个法院：落在外控制限以内的，差别可以由抽样的偶然性解释。",
            "{n} courts are compared with the whole ({target}): inside the outer limits a difference may be chance.",
            target=percent(funnel.target),
            n=compared,
        ),
        Words(
            "同时比较{n}个，出于偶然而在外界（{level}）之外的平均不超过{chance}个。",
            "Of {n} compared at once, at most {chance} on average lie beyond the outer limits ({level}) by chance.",
            n=compared,
            level=f"{funnel.outer_level * 100:.4g}%",
            chance=f"{funnel.by_chance[1]:.2f}",
        ),
    ]
    if found[Standing.WITHIN]:
        said.append(
            Words(
                "{n}个法院与总体无法区分，不能据此说孰优孰劣。",
                "{n} cannot be distinguished from the whole: nothing can be said of which is better.",
                n=len(found[Standing.WITHIN]),
            )
        )
    for standing, zh, en in (
        (Standing.ABOVE, "显著偏高", "significantly above it"),
        (Standing.BELOW, "显著偏低", "significantly below it"),
    ):
        if courts := found[standing]:
            names = ("（{names}）", " ({names})") if named else ("", "")
            said.append(
                Words(
                    f"{{n}}个法院{zh}{names[0]}，原因应当逐案查明，不能只凭数字认定。",
                    f"{{n}} are {en}{names[1]}: why is to be found case by case, not read off a figure.",
                    n=len(courts),
                    names=_Listed(courts),
                )
            )
    if not found[Standing.ABOVE] and not found[Standing.BELOW]:
        said.append(Words("没有法院显著偏高或者偏低。", "None is significantly above or below it."))
    if found[Standing.TOO_FEW]:
        said.append(
            Words(
                "其余{n}个法院件数过少，不作比较。",
                "The other {n} have too few cases to be compared.",
                n=len(found[Standing.TOO_FEW]),
            )
        )
    return tuple(said)


def agreement(found: ReaderAgreement) -> tuple[Words, ...]:
    """How far the readers agree, as totals: nobody is told apart in them."""
    both = found.agreement
    said = [
        Words(
            "由两名评查员背靠背评查的案件{n}件，初评等次一致{same}件（{share}，{level}置信区间{interval}），"
            "两人评分平均相差{gap}分，因分歧增派第三名评查员{third}件。",
            "{n} cases were read by two readers apart: {same} got the same grade ({share}; {level} interval {interval}), "
            "scores were {gap} points apart on average, {third} went to a third reader.",
            n=both.cases,
            same=both.same,
            share=percent(both.same / both.cases),
            level=f"{both.interval.level * 100:.4g}%",
            interval=span(both.interval),
            gap=f"{found.mean_gap:.1f}",
            third=found.divergent,
        )
    ]
    shown = [each for each in both.coefficients if each.value is not None]
    if shown:
        said.append(
            Words(
                "一致性系数：{measures}。等次集中于一级时κ偏低，应当与AC合看。",
                "Coefficients: {measures}. Kappa is low where nearly all grades are one; read it with AC.",
                measures=_Coefficients(shown),
            )
        )
    if found.calibrations:
        said.append(
            Words(
                "混入校准卷{n}份，其中等次与参考等次一致{met}份。",
                "{n} calibration cards were among the others: {met} got the reference grade.",
                n=found.calibrations,
                met=found.calibrations_met,
            )
        )
    return tuple(said)


def earlier(found: Mapping[str, Comparison]) -> tuple[Words, ...]:
    """The round against earlier ones: what cannot be told apart is not called a rise or a fall."""
    return tuple(
        Words(
            "与{season}相比：本次优秀、合格{count}/{cases}，该季度{other_count}/{other_cases}，{difference}（费希尔精确检验，p={chance}）。",
            "Against {season}: {count}/{cases} excellent or qualified, then {other_count}/{other_cases}: {difference} (Fisher's "
            "exact test, p={chance}).",
            season=label,
            count=each.count,
            cases=each.cases,
            other_count=each.other_count,
            other_cases=each.other_cases,
            difference=each.difference,
            chance=f"{each.chance:.3f}",
        )
        for label, each in found.items()
    )


def self_grades(counts: dict[tuple[str, str], int]) -> Words:
    """How the judges' own grades compare with those confirmed."""
    place = {grade: number for number, grade in enumerate(GRADES)}
    same = sum(n for (own, given), n in counts.items() if own == given)
    higher = sum(n for (own, given), n in counts.items() if place[own] < place[given])
    return Words(
        "有自评等次的案件{n}件，自评与确定等次一致{same}件，自评较高{higher}件，自评较低{lower}件。",
        "{n} cases have a self-grade: {same} the same as confirmed, {higher} higher, {lower} lower.",
        n=sum(counts.values()),
        same=same,
        higher=higher,
        lower=sum(counts.values()) - same - higher,
    )


class _Coefficients(Words):
    """Coefficients in a row, each with its interval."""

    __slots__ = ("found",)

    def __init__(self, found: list[Coefficient]) -> None:
        super().__init__("", "")
        self.found = found

    def to(self, language: Language) -> str:
        told = []
        for each in self.found:
            sure = f"（{each.interval.low:.2f}～{each.interval.high:.2f}）" if each.interval else ""
            told.append(
                f"{each.measure.to(language)} {each.value:.2f}{sure if language == 'zh' else _latin(sure)}"
            )
        return ("，" if language == "zh" else ", ").join(told)


def _latin(text: str) -> str:
    return text.replace("（", " (").replace("）", ")").replace("～", " to ")


class _Listed(Words):
    """Names in a row, with the comma of the language."""

    __slots__ = ("names",)

    def __init__(self, names: list[str]) -> None:
        super().__init__("", "")
        self.names = names

    def to(self, language: Language) -> str:
        return ("、" if language == "zh" else ", ").join(self.names)
