"""Points and answers (要点、逐点答复): what somebody puts forward point by point, and the answer that each point is due.

Points are numbered from 1 in the order in which they were put. A single sentence is one point, and may be answered
by a single sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rules.labels import Words

_TYPED = re.compile(r"(?P<point>\d+)\s*[.．、]?\s*(?P<adopted>不采纳|采纳|not adopted|adopted)\s*[：:，,]?\s*(?P<reasons>.*)", re.DOTALL)  # fmt: skip
ADOPTED = {"采纳": True, "adopted": True, "不采纳": False, "not adopted": False}


def are_points(value: Any) -> bool:
    """A sentence, or a list of sentences none of which is empty."""
    if isinstance(value, str):
        return True
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def are_answers(value: Any) -> bool:
    """A sentence, or a list of answers, each with the number of its point."""
    if isinstance(value, str):
        return True
    return isinstance(value, list) and all(
        isinstance(each, dict) and type(each.get("point")) is int for each in value
    )


def points_of(value: Any) -> tuple[str, ...]:
    """The points, in their order; none where nothing was put forward."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def numbered(value: Any) -> Words:
    """The points with their numbers, as they are read out: ``1. …；2. …``; a single one has none."""
    points = points_of(value)
    if len(points) == 1:
        return Words("{text}", "{text}", text=points[0])
    lines = [f"{number}. {text}" for number, text in enumerate(points, start=1)]
    return _joined([Words("{line}", "{line}", line=line) for line in lines])


def unanswered(points: Any, answers: Any) -> Words | None:
    """Why the answers do not deal with every point, or None."""
    count = len(points_of(points))
    if isinstance(answers, str):
        if count <= 1 and answers.strip():
            return None
        return Words(
            "共有{count}点，应当逐点写明是否采纳及理由",
            "there are {count} points: say of each whether it is adopted, and why",
            count=count,
        )
    given: dict[int, Mapping[str, Any]] = {}
    for answer in answers:
        number = answer["point"]
        if not 1 <= number <= count or number in given:
            return Words(
                "没有第{number}点，或者答复了两次",
                "there is no point {number}, or it is answered twice",
                number=number,
            )
        given[number] = answer
    for number in range(1, count + 1):
        if number not in given:
            return Words("第{number}点没有答复", "point {number} is not answered", number=number)
        if (
            not isinstance(given[number].get("adopted"), bool)
            or not str(given[number].get("reasons") or "").strip()
        ):
            return Words(
                "第{number}点没有写明是否采纳及理由",
                "of point {number} it is not said whether it is adopted, and why",
                number=number,
            )
    return None


def left_unanswered(points: Any, answers: Any, nothing: Words) -> Words | None:
    """As `unanswered`, of points that need not have been put forward; `nothing` is said where there is no answer at all."""
    if not points:
        return None
    return unanswered(points, answers) if answers else nothing


def any_adopted(answers: Any, *, otherwise: bool) -> bool:
    """Whether a point was adopted; a single sentence does not say, and `otherwise` stands."""
    return otherwise if isinstance(answers, str) else any(answer.get("adopted") is True for answer in answers)


def answered(answers: Any) -> Words:
    """The answers as they are read out: ``第1点采纳：…；第2点不采纳：…``."""
    if isinstance(answers, str):
        return Words("{text}", "{text}", text=answers)
    said = [
        Words(
            "第{number}点{how}：{reasons}",
            "point {number} {how}: {reasons}",
            number=answer["point"],
            how=Words("采纳", "adopted") if answer["adopted"] else Words("不采纳", "not adopted"),
            reasons=answer["reasons"],
        )
        for answer in answers
    ]
    return _joined(said)


def typed_answer(text: str) -> dict[str, Any] | None:
    """One answer as it is typed, ``1 采纳：…``; None where it is a sentence without a number."""
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        return None
    return {
        "point": int(found["point"]),
        "adopted": ADOPTED[found["adopted"]],
        "reasons": found["reasons"].strip(),
    }


def _joined(said: list[Words]) -> Words:
    one = Words("；".join(each.to("zh") for each in said), "; ".join(each.to("en") for each in said))
    return Words("{said}", "{said}", said=one)
