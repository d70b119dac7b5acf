"""The scripted cast of the sample quarter (示例角色): who does what, when, and with what reasons.

Every decision depends on the seed, the review and what is asked, and on nothing else: asked again, in any order, the
answer is the same. Parts are given out when the draw is known, so that each is played once whatever is drawn.
Whatever is said here is invented and carries the word 示例.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from console.sample.lots import lot
from console.sample.readings import reading
from console.sample.script import (
    Answer,
    CardIn,
    ClueSettled,
    Decision,
    Dispute,
    FileHandedIn,
    Hearing,
    Manner,
    Mending,
    Opinion,
    Part,
    Recusal,
    SecondOpinion,
    WrongAct,
)
from rules.apportionment import apportion
from rules.deductions import ScoreSheet
from rules.grading import Finding, Grade
from rules.parameters import Rules

# fmt: off
QUALITY: Mapping[Grade, int] = {Grade.EXCELLENT: 15, Grade.QUALIFIED: 65, Grade.FLAWED: 15, Grade.UNQUALIFIED: 5}
"""How good the files are, of a hundred."""
DIVERGENT = 8
"""In how many of a hundred the two first readers diverge."""
OBJECTS: Mapping[Grade, float] = {Grade.EXCELLENT: 0.0, Grade.QUALIFIED: 0.25, Grade.FLAWED: 0.6, Grade.UNQUALIFIED: 0.8}
"""How often a judge objects to a grade; of the others half agree and half are silent."""
LATE, HEARD, UPHELD, DISPUTED = 0.05, 0.4, 0.4, 0.5
"""How often something is late, an objection is heard, an objection is upheld, a reversal is disputed."""

PARTS: tuple[tuple[Part, int, tuple[Grade, ...]], ...] = (
    (Part.WITHHELD, 1, (Grade.QUALIFIED,)),
    (Part.CLUE_HANDED_OVER, 1, (Grade.UNQUALIFIED,)),
    (Part.CLUE_DISMISSED, 1, (Grade.FLAWED,)),
    (Part.SENT_BACK, 2, (Grade.FLAWED,)),
    (Part.RECUSED, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
    (Part.RECUSED_ON_CARD, 1, (Grade.QUALIFIED,)),
    (Part.FILE_INCOMPLETE, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
    (Part.MORE_TIME, 2, (Grade.QUALIFIED, Grade.EXCELLENT)),
)
"""How many cases play a part, and of what quality they are. A case plays one part at most."""
TRIES: tuple[tuple[WrongAct, Part | None, Grade], ...] = (
    (WrongAct.WITHHELD_TOO_SOON, Part.WITHHELD, Grade.QUALIFIED),
    (WrongAct.NO_QUORUM, Part.WITHHELD, Grade.QUALIFIED),
    (WrongAct.CLUE_OUTSIDE_48, Part.CLUE_HANDED_OVER, Grade.UNQUALIFIED),
    (WrongAct.UNQUALIFIED_UNDISCUSSED, Part.CLUE_HANDED_OVER, Grade.UNQUALIFIED),
    (WrongAct.CLOSED_UNMENDED, Part.SENT_BACK, Grade.FLAWED),
    (WrongAct.READER_OF_SAME_COURT, None, Grade.QUALIFIED),
    (WrongAct.SHEET_OF_ANOTHER, None, Grade.QUALIFIED),
    (WrongAct.LATE_OBJECTION, None, Grade.QUALIFIED),
    (WrongAct.WORSE_FOR_OBJECTING, None, Grade.QUALIFIED),
)
"""Where a wrong act is tried: on the case that plays a part, or on one that plays none, of that quality."""
# fmt: on


class Cast:
    """The decisions of everybody about the reviews drawn (`refs`)."""

    def __init__(self, seed: str, refs: Sequence[str]) -> None:
        self._seed = seed
        self.quality = _qualities(seed, refs)
        """How good each file is; the readers find it out."""
        self.parts = _parts(seed, self.quality)
        """The part that a case plays, for those that play one."""
        self._tries = _tries(self.quality, self.parts)

    def wrong_acts(self, ref: str) -> tuple[WrongAct, ...]:
        """What is tried on this case on purpose, each at its time, to be refused."""
        return self._tries.get(ref, ())

    # ---- the file and its readers ----------------------------------------------------------------------

    def file_handed_in(self, ref: str, within: int) -> FileHandedIn | None:
        """When the file comes, the period being `within`; None where it is withheld."""
        chance, part = self._lot(ref, "file"), self.parts.get(ref)
        if part is Part.WITHHELD:
            return None
        if part is Part.MORE_TIME:
            extra = max(within // 2, 1)
            reason = "示例：卷宗正在上级法院调阅，已约定归还日期"
            return FileHandedIn(within + extra, more_time=reason, extra=extra)
        if chance.random() < LATE:
            return FileHandedIn(within + chance.randint(1, 2), late_reason="示例：卷宗扫描未完成，补扫后移交")
        # What is incomplete at first is completed a day later, and still in time.
        latest = max(within - 1, 1)
        return FileHandedIn(chance.randint(1, latest), complete=part is not Part.FILE_INCOMPLETE)

    def recusal(self, ref: str) -> Recusal | None:
        """Whether one of the two first readers steps aside. To be asked once, after the first assignment."""
        part = self.parts.get(ref)
        if part not in (Part.RECUSED, Part.RECUSED_ON_CARD):
            return None
        return Recusal(place=1, reasons="示例：与一方当事人系亲属", on_card=part is Part.RECUSED_ON_CARD)

    def card(self, ref: str, reader: str, within: int) -> CardIn:
        """When the reader's card comes back, the period being `within`."""
        chance = self._lot(ref, "card", reader)
        late = chance.random() < LATE
        after = within + chance.randint(1, 3) if late else chance.randint(max(within // 4, 1), within)
        strengths = "示例：争议焦点归纳准确，说理充分" if self.quality[ref] is Grade.EXCELLENT else ""
        reason = "示例：评查员承担紧急审判任务" if late else ""
        return CardIn(after, remarks="示例：已通读全部卷宗", strengths=strengths, late_reason=reason)

    def findings(
        self, ref: str, reader: str, sheet: ScoreSheet, rules: Rules, *, place: int
    ) -> list[Finding]:
        """What the reader finds. `place` is 0 or 1 for the first two readers, 2 for a third, who sides with the first."""
        aim = self.quality[ref]
        shared = self._lot(ref, "reading")
        if place == 1 and self.parts.get(ref) is Part.DIVERGENT:
            aim, shared = _OTHER_VIEW[aim], self._lot(ref, "other reading")
        clue = self.parts.get(ref) is Part.CLUE_HANDED_OVER
        return reading(shared, self._lot(ref, "findings", reader), sheet, rules, aim, clue=clue)

    def opinion(self, ref: str, scored: Grade) -> Opinion:
        """The preliminary opinion on a case of that grade by score."""
        part = self.parts.get(ref)
        suspected = {"reasons": "示例：评议笔录与裁判文书不一致，需查明"}
        clue = suspected if part in (Part.CLUE_HANDED_OVER, Part.CLUE_DISMISSED) else None
        reasons = f"示例：按评分为{scored.zh}，评查组意见一致"
        if scored is not Grade.UNQUALIFIED:
            return Opinion(scored, reasons, clue=clue)
        return Opinion(
            scored,
            reasons,
            discussed="示例：评查组集体讨论，三人参加，一致拟定不合格",
            panel_heard="示例：合议庭认可程序问题，对实体处理保留意见",
            clue=clue,
        )

    # ---- the judge's side ------------------------------------------------------------------------------

    def answer(self, ref: str, grade: Grade, within: int) -> Answer:
        """What the judge does about that grade, the objection period being `within`."""
        chance = self._lot(ref, "answer")
        roll, after = chance.random(), chance.randint(1, max(within - 1, 1))
        tried = self.wrong_acts(ref)
        if WrongAct.LATE_OBJECTION in tried:
            return Answer(Manner.SILENT, within)
        objects = roll < OBJECTS[grade] and WrongAct.CLOSED_UNMENDED not in tried
        if WrongAct.WORSE_FOR_OBJECTING in tried or objects:
            reason = chance.choice(_OBJECTIONS)
            return Answer(Manner.OBJECTS, after, f"示例：{reason}", "示例：庭审笔录、送达回证复印件")
        agrees = roll < (1 + OBJECTS[grade]) / 2
        return Answer(Manner.AGREES, after) if agrees else Answer(Manner.SILENT, within)

    def hearing(self, ref: str, within: int) -> Hearing | None:
        """Whether the chief calls a hearing on the objection, and its record; the period is `within`."""
        chance = self._lot(ref, "hearing")
        if chance.random() >= HEARD:
            return None
        present = chance.choice((True, True, True, False))
        record = {
            "judge_present": present,
            "judge_in_writing": "" if present else "示例：因开庭不能到场，提交书面意见",
            "summary": "示例：承办法官就争议扣分项作了说明，听证组核对了卷宗",
        }
        return Hearing("示例：对扣分项的理解分歧较大", chance.randint(2, max(within - 1, 2)), record)

    def second_opinion(self, ref: str, grade: Grade, within: int) -> SecondOpinion:
        """What the second readers answer to the objection against that grade, the period being `within`."""
        chance = self._lot(ref, "second")
        after = chance.randint(2, max(within - 1, 2))
        better = list(Grade)[max(list(Grade).index(grade) - 1, 0)]
        if chance.random() < UPHELD and better is not grade:
            answer = f"示例：异议成立，所涉扣分项应予撤销，等次调整为{better.zh}"
            return SecondOpinion(after, True, better, answer)
        return SecondOpinion(after, False, grade, "示例：经核对卷宗，异议所述事实与记载不符，维持原等次")

    # ---- the committees --------------------------------------------------------------------------------

    def attendance(self, ref: str, members: int) -> dict[str, int]:
        """How many of a committee come: always more than half."""
        present = self._lot(ref, "attendance").randint(members // 2 + 1, members)
        return {"members": members, "present": present}

    def decision(self, ref: str, grade: Grade | None, members: int) -> Decision:
        """What the adjudication committee decides; a case that has no grade yet is one whose file was withheld."""
        settled = grade or Grade.UNQUALIFIED
        reasons = "示例：同意评查意见" if grade else "示例：经催告仍不移送卷宗，无正当理由"
        statement = "示例：承办法官到会说明情况" if grade else "示例：卷宗因装订问题未能移交，未按期报告"
        return Decision(settled, reasons, statement, self.attendance(ref, members))

    def dispute(self, ref: str) -> Dispute | None:
        """Whether the committee disputes the reversal of the case, and the higher court's reply. Asked of reversed cases."""
        chance = self._lot(ref, "dispute")
        if chance.random() >= DISPUTED:
            return None
        if chance.choice((True, False)):
            return Dispute("示例：改判系因二审出现新证据", True, "示例：同意，改判不归因于一审")
        return Dispute("示例：对法律适用的理解不同", False, "示例：不同意，一审适用法律确有不当")

    # ---- what follows ----------------------------------------------------------------------------------

    def mending(self, ref: str, within: int) -> Mending:
        """How the defects of a flawed or unqualified case are mended, the period being `within`."""
        chance = self._lot(ref, "mending")
        back = self.parts.get(ref) is Part.SENT_BACK
        late = chance.random() < LATE and not back
        measures = ("示例：补正笔误裁定、补充送达回证，庭室组织学习",)
        return Mending(
            to_mend="示例：按评查表所列扣分项逐项整改",
            # A report that comes back leaves time for the second one.
            after=within + 1 if late else chance.randint(2, max(within // 2, 2)),
            measures=("示例：已组织学习", *measures) if back else measures,
            sent_back="示例：未逐项说明整改结果，退回补充" if back else "",
            check_result="示例：逐项核对，整改到位，同意销号",
            late_reason="示例：补正裁定送达需时" if late else "",
        )

    def clue(self, ref: str) -> ClueSettled | None:
        """What the president does with the clue of the case, where it has one."""
        match self.parts.get(ref):
            case Part.CLUE_HANDED_OVER:
                reasons = "示例：裁判文书与评议结论不一致，需查明原因"
                return ClueSettled({"item": "46(4)", "reasons": reasons}, "")
            case Part.CLUE_DISMISSED:
                return ClueSettled(None, "示例：经核实系笔录誊写疏漏，评议结论与文书一致，不构成线索")
            case _:
                return None

    def _lot(self, ref: str, *asked: str) -> Random:
        return lot(self._seed, ref, *asked)


_OTHER_VIEW = {
    Grade.EXCELLENT: Grade.QUALIFIED,
    Grade.QUALIFIED: Grade.FLAWED,
    Grade.FLAWED: Grade.QUALIFIED,
    Grade.UNQUALIFIED: Grade.FLAWED,
}
"""The grade at which a reader arrives who diverges from the other."""
_OBJECTIONS = (
    "送达回证在副卷，评查时未核对",
    "延长审限已经批准，审批表附后",
    "说理部分已回应全部争议焦点",
    "该证据已在庭前会议质证，见笔录",
)


def _qualities(seed: str, refs: Sequence[str]) -> dict[str, Grade]:
    """The quality of each file; the shares are kept exactly, and the lot says which file is which."""
    order = lot(seed, "quality").sample(sorted(refs), len(refs))
    counts = [len(refs) * share for share in QUALITY.values()]
    quotas = apportion(len(refs), counts, [0] * len(counts))
    grades = [grade for grade, quota in zip(QUALITY, quotas, strict=True) for _ in range(quota)]
    return dict(zip(order, grades, strict=True))


def _parts(seed: str, quality: Mapping[str, Grade]) -> dict[str, Part]:
    free = lot(seed, "parts").sample(sorted(quality), len(quality))
    parts: dict[str, Part] = {}
    divergent = round(len(quality) * DIVERGENT / 100)
    for part, count, of in (*PARTS, (Part.DIVERGENT, divergent, tuple(Grade))):
        chosen = [ref for ref in free if ref not in parts and quality[ref] in of][:count]
        parts |= dict.fromkeys(chosen, part)
    return parts


def _tries(quality: Mapping[str, Grade], parts: Mapping[str, Part]) -> dict[str, tuple[WrongAct, ...]]:
    tries: dict[str, tuple[WrongAct, ...]] = {}
    for act, part, grade in TRIES:
        fitting = [
            ref
            for ref in sorted(quality)
            if quality[ref] is grade and parts.get(ref) is part and (part is not None or ref not in tries)
        ]
        if fitting:
            tries[fitting[0]] = (*tries.get(fitting[0], ()), act)
    return tries
