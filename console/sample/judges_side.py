"""The judge's side of the sample quarter (示例承办法官一方): self-analysis, answer, hearing, second reading.

As everywhere in the cast, a decision depends on the seed, the review and what is asked, and on nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from console.sample.lots import lot
from console.sample.script import Analysis, Answer, Hearing, Manner, SecondOpinion, WrongAct
from rules.grading import Grade

# fmt: off
OBJECTS: Mapping[Grade, float] = {Grade.EXCELLENT: 0.0, Grade.QUALIFIED: 0.25, Grade.FLAWED: 0.6, Grade.UNQUALIFIED: 0.8}
"""How often a judge objects to a grade; of the others half agree and half are silent."""
# fmt: on
SILENT, HEARD, UPHELD, ATTACHES = 0.05, 0.4, 0.4, 0.5
"""How often an analysis is missing, an objection is heard, one is upheld, files are attached."""
_ANALYSES = (
    (True, "改判出于对法律适用的不同理解，今后同类案件先检索类案"),
    (True, "改判出于二审出现的新证据；本院对举证的释明可以更充分"),
    (False, "改判所依据的事实已在一审查明，与判决理由并不矛盾"),
)
"""Whether the judge accepts the reversal, and how the judge sees it: views, never persons."""
_OBJECTIONS = (
    "送达回证在副卷，评查时未核对",
    "延长审限已经批准，审批表附后",
    "说理部分已回应全部争议焦点",
    "该证据已在庭前会议质证，见笔录",
)


class JudgesSide:
    """What judges, chiefs and second readers decide."""

    def __init__(self, seed: str) -> None:
        self._seed = seed

    def wrong_acts(self, ref: str) -> tuple[WrongAct, ...]:  # noqa: ARG002 - the cast knows more
        """What is tried on this case on purpose, each at its time, to be refused."""
        return ()

    def analysis(self, ref: str, within: int) -> Analysis | None:
        """The judge's analysis of a reversed case, the period being `within` calendar days; None where none is handed in."""
        chance = self._lot(ref, "analysis")
        roll = chance.random()
        if roll < SILENT:
            return None
        accepted, text = chance.choice(_ANALYSES)
        # The agenda counts working days, of which there are fewer.
        return Analysis(chance.randint(1, max(within // 2, 1)), f"示例：{text}", accepted)

    def answer(self, ref: str, grade: Grade, within: int) -> Answer:
        """What the judge does about that grade, the objection period being `within`."""
        chance = self._lot(ref, "answer")
        roll, after = chance.random(), chance.randint(1, max(within - 1, 1))
        tried = self.wrong_acts(ref)
        if WrongAct.LATE_OBJECTION in tried:
            return Answer(Manner.SILENT, within)
        must = {WrongAct.WORSE_FOR_OBJECTING, WrongAct.POINT_UNANSWERED} & set(tried)
        # What is closed unmended must be flawed still when it is to be closed.
        if must or (roll < OBJECTS[grade] and WrongAct.CLOSED_UNMENDED not in tried):
            count = 2 if WrongAct.POINT_UNANSWERED in tried else chance.randint(1, 2)
            points = tuple(f"示例：{reason}" for reason in chance.sample(_OBJECTIONS, count))
            files = ("示例-送达回证.pdf",) if chance.random() < ATTACHES else ()
            asked = chance.random() < HEARD
            return Answer(Manner.OBJECTS, after, points, "示例：庭审笔录、送达回证复印件", files, asked)
        agrees = roll < (1 + OBJECTS[grade]) / 2
        return Answer(Manner.AGREES, after) if agrees else Answer(Manner.SILENT, within)

    def hearing(self, ref: str) -> Hearing | None:
        """Whether the chief calls a hearing on the objection, and its record."""
        chance = self._lot(ref, "hearing")
        if chance.random() >= HEARD:
            return None
        present = chance.choice((True, True, True, False))
        record = {
            "judge_present": present,
            "judge_in_writing": "" if present else "示例：因开庭不能到场，提交书面意见",
            "summary": "示例：承办法官就争议扣分项作了说明，听证组核对了卷宗",
        }
        return Hearing("示例：对扣分项的理解分歧较大", record)

    def second_opinion(self, ref: str, grade: Grade, points: int, within: int) -> SecondOpinion:
        """What the second readers answer to the points against that grade, the period being `within`."""
        chance = self._lot(ref, "second")
        after = chance.randint(2, max(within - 1, 2))
        better = list(Grade)[max(list(Grade).index(grade) - 1, 0)]
        if chance.random() < UPHELD and better is not grade:
            return SecondOpinion(after, True, better, _answers(points, adopted=1))
        return SecondOpinion(after, False, grade, _answers(points, adopted=0))

    def _lot(self, ref: str, *asked: str) -> Random:
        return lot(self._seed, ref, *asked)


def _answers(points: int, adopted: int) -> tuple[Mapping[str, Any], ...]:
    """An answer to each point; the first ones are adopted."""
    why = {True: "示例：异议成立，所涉扣分项应予撤销", False: "示例：经核对卷宗，所述与记载不符"}
    return tuple(
        {"point": number, "adopted": number <= adopted, "reasons": why[number <= adopted]}
        for number in range(1, points + 1)
    )
