"""What a report says of courts beside one another (比较用语): against the whole, never against each other."""

from __future__ import annotations

from documents.figures import percent
from documents.round_extras import Agreement
from rules.funnel import Funnel, Standing
from rules.intervals import Interval
from rules.labels import Language, Words
from rules.results import GRADES


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


def standings(funnel: Funnel, *, named: bool) -> tuple[Words, ...]:
    """How the courts stand against the whole; those that stand out are named only where that is allowed."""
    found = {
        standing: [point.label for point in funnel.points if point.standing is standing]
        for standing in Standing
    }
    said = [
        Words(
            "本报告不排名。下图以总体占比{target}为准，逐一比较各法院：落在控制限以内的，差别可以由抽样的偶然性解释。",
            "Courts are not ranked. The chart compares each with the whole ({target}): inside the limits a difference may "
            "be chance.",
            target=percent(funnel.target),
        ),
        Words(
            "{n}个法院与总体无法区分，不能据此说孰优孰劣。",
            "{n} courts cannot be distinguished from the whole: nothing can be said of which is better.",
            n=len(found[Standing.WITHIN]),
        ),
    ]
    for standing, zh, en in (
        (Standing.ABOVE, "显著偏高", "significantly above it"),
        (Standing.BELOW, "显著偏低", "significantly below it"),
    ):
        courts = found[standing]
        if courts:
            names = ("（{names}）", " ({names})") if named else ("", "")
            said.append(
                Words(
                    f"{{n}}个法院{zh}{names[0]}，原因应当逐案查明，不能只凭数字认定。",
                    f"{{n}} are {en}{names[1]}: why is to be found case by case, not read off a figure.",
                    n=len(courts),
                    names=_Listed(courts),
                )
            )
        else:
            said.append(Words(f"没有法院{zh}。", f"None is {en}."))
    if found[Standing.TOO_FEW]:
        said.append(
            Words(
                "{n}个法院件数过少，不作比较。",
                "{n} have too few cases to be compared.",
                n=len(found[Standing.TOO_FEW]),
            )
        )
    return tuple(said)


def agreement(found: Agreement) -> tuple[Words, ...]:
    """How far the readers agree, as totals."""
    return (
        Words(
            "由两名以上评查员背靠背评查的案件{n}件，其中初评等次一致{same}件，因分歧增派第三名评查员{third}件。",
            "{n} cases were read by two or more readers apart: {same} got the same grade, {third} went to a third reader.",
            n=found.read_twice,
            same=found.same_grade,
            third=found.third_called,
        ),
        *found.further,
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


class _Listed(Words):
    """Names in a row, with the comma of the language."""

    __slots__ = ("names",)

    def __init__(self, names: list[str]) -> None:
        super().__init__("", "")
        self.names = names

    def to(self, language: Language) -> str:
        return ("、" if language == "zh" else ", ").join(self.names)
