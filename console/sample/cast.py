"""The scripted cast of the sample quarter (示例角色): who does what, when, and with what reasons.

Every decision depends on the seed, the review and what is asked, and on nothing else: asked again, in any order, the
answer is the same. Parts are given out when the draw is known, so that each is played once whatever is drawn.
Whatever is said here is invented and carries the word 示例.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from console.sample.casting import parts, qualities, tries
from console.sample.judges_side import JudgesSide
from console.sample.readings import reading
from console.sample.script import (
    CardIn,
    ClueSettled,
    Decision,
    Dispute,
    FileHandedIn,
    Mending,
    Opinion,
    Part,
    Recusal,
    Reversal,
    WrongAct,
)
from rules.deductions import ScoreSheet
from rules.exemptions import NO_EXEMPTION, exemptions
from rules.grading import Finding, Grade
from rules.parameters import Rules

SELF_GRADED, FLATTERED = 0.85, 0.4
"""How often a division grades itself, and how often it then grades a case higher than it is."""
LATE, DISPUTED = 0.05, 0.5
"""How often something is late, and a reversal is disputed."""


class Cast(JudgesSide):
    """The decisions of everybody about the reviews drawn (`refs`)."""

    def __init__(self, seed: str, refs: Sequence[str]) -> None:
        super().__init__(seed)
        self.quality = qualities(seed, refs)
        """How good each file is; the readers find it out."""
        self.parts = parts(seed, self.quality)
        """The part that a case plays, for those that play one."""
        self._tries = tries(self.quality, self.parts)

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

    def self_grade(self, ref: str) -> Grade | None:
        """How the division grades its own case; often one better than it is."""
        chance, true = self._lot(ref, "self-grade"), self.quality[ref]
        if chance.random() >= SELF_GRADED:
            return None
        return _one_better(true) if chance.random() < FLATTERED else true

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

    def nomination(self, ref: str, *, place: int) -> str:
        """Why the reader nominates the case for 优秀; nobody does who sees it otherwise."""
        diverges = place == 1 and self.parts.get(ref) is Part.DIVERGENT
        if self.quality[ref] is not Grade.EXCELLENT or diverges:
            return ""
        return "示例：争议焦点归纳准确，说理充分，可作示范"

    def reversal(self, ref: str, found: Sequence[str], on: date) -> Reversal:
        """The cause of a reversal, of a case in which these items were found; without a finding there is no fault."""
        chance = self._lot(ref, "reversal")
        if found and self.quality[ref] in (Grade.FLAWED, Grade.UNQUALIFIED):
            return Reversal(NO_EXEMPTION, f"示例：系{found[0]}所列问题所致")
        kind = chance.choice(exemptions(on))
        return Reversal(kind.code, f"示例：{kind.zh}，一审裁判时无从知悉或者可以合理说明")

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
        return Decision(
            settled, reasons, statement, "示例：庭长到会，同意评查意见", self.attendance(ref, members)
        )

    def dispute(self, ref: str, *, always: bool = False) -> Dispute | None:
        """Whether the committee disputes the reversal of the case, and the higher court's reply. Asked of reversed cases."""
        chance = self._lot(ref, "dispute")
        if chance.random() >= DISPUTED and not always:
            return None
        if chance.choice((True, False)):
            hint = "示例：由院长提交审判委员会讨论是否再审"
            return Dispute("示例：改判系因二审出现新证据", True, "示例：同意，改判不归因于一审", hint)
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


def _one_better(grade: Grade) -> Grade:
    return list(Grade)[max(list(Grade).index(grade) - 1, 0)]


_OTHER_VIEW = {
    Grade.EXCELLENT: Grade.QUALIFIED,
    Grade.QUALIFIED: Grade.FLAWED,
    Grade.FLAWED: Grade.QUALIFIED,
    Grade.UNQUALIFIED: Grade.FLAWED,
}
"""The grade at which a reader arrives who diverges from the other."""
