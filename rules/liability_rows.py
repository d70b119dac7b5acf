"""A row of the table of who may answer (责任分工表的一行), and the ways in which a row is made."""

from __future__ import annotations

from dataclasses import dataclass

from rules.dated_grounds import DatedGround
from rules.labels import Language, Words
from rules.liability_roles import CaseRecord, Opinion, Part, Responsibility, Standing, Voice, role_rules
from rules.misconduct import Way


@dataclass(frozen=True, slots=True)
class Row:
    """What a person is, on which rule, for what, which way it goes, and why."""

    code: str
    part: Part
    standing: Standing
    rule: str
    grounds: tuple[DatedGround, ...]
    words: Words
    responsibility: Responsibility | None = None
    way: Way | None = None

    def to(self, language: Language) -> str:
        """One line: ``J1（合议庭成员）：不是责任人选。……。依据《……》第31条``."""
        cited = ("、" if language == "zh" else "; ").join(ground.to(language) for ground in self.grounds)
        return Words(
            "{code}（{part}）：{standing}{what}。{words}。依据{cited}",
            "{code} ({part}): {standing}{what}. {words}. Authority: {cited}",
            code=self.code, part=self.part, standing=self.standing, words=self.words, cited=cited, what=self._what,
        ).to(language)  # fmt: skip

    @property
    def _what(self) -> Words:
        if self.responsibility is None:
            return Words("", "")
        if self.way is None:
            return Words("，{what}", ", {what}", what=self.responsibility)
        return Words("，{what}，{way}", ", {what}, {way}", what=self.responsibility, way=self.way)

    def __str__(self) -> str:
        return self.to("zh")


def candidate(
    case: CaseRecord, code: str, part: Part, rule: str, responsibility: Responsibility, words: Words,
    way: Way = Way.COMMITTEE,
) -> Row:  # fmt: skip
    """Somebody of whom it may be asked, before the discipline committee unless another way is given."""
    return _row(case, code, part, Standing.CANDIDATE, rule, words, responsibility, way)


def no_candidate(
    case: CaseRecord, code: str, part: Part, rule: str, words: Words, way: Way | None = None
) -> Row:
    """Somebody of whom it may not be asked on this rule; `way`: where another matter of theirs would go."""
    return _row(case, code, part, Standing.NOT_CANDIDATE, rule, words, None, way)


def excused(case: CaseRecord, code: str, part: Part, rule: str, words: Words) -> Row:
    return _row(case, code, part, Standing.EXCUSED, rule, words)


def unclear(case: CaseRecord, code: str, part: Part, rule: str, words: Words) -> Row:
    return _row(case, code, part, Standing.UNCLEAR, rule, words)


def voted(case: CaseRecord, voice: Voice, for_it: str, against_it: str, words: Words) -> Row:
    """The row of somebody by how they voted: for the result, against it, or not recorded."""
    match voice.opinion:
        case Opinion.FOR:
            return candidate(case, voice.code, voice.part, for_it, Responsibility.ADJUDICATION, words)
        case Opinion.AGAINST:
            return no_candidate(case, voice.code, voice.part, against_it, Words(
                "不同意该结果，意见记录在案，不对该结果负责", "was against the result, on record, and does not answer for it"))  # fmt: skip
        case Opinion.UNRECORDED:
            return unclear(case, voice.code, voice.part, for_it, Words(
                "笔录没有记明本人意见，不作推定", "the record does not say how they voted; nothing is presumed"))  # fmt: skip


def _row(
    case: CaseRecord, code: str, part: Part, standing: Standing, rule: str, words: Words,
    responsibility: Responsibility | None = None, way: Way | None = None,
) -> Row:  # fmt: skip
    """A row under a rule of the day; where none is registered for that day, nothing is said for or against."""
    grounds = role_rules()[rule].on(case.decided_on)
    if grounds:
        return Row(code, part, standing, rule, grounds, words, responsibility, way)
    return Row(code, part, Standing.UNCLEAR, rule, role_rules()[rule].grounds[:1], Words(
        "行为发生在{day}，当时的规定没有登记；“{rule}”自{since}起才有依据", "the act is of {day}, and the rule of that day is not registered; “{rule}” has a ground from {since} on",
        day=case.decided_on.isoformat(), rule=role_rules()[rule].words, since=min(ground.since for ground in role_rules()[rule].grounds).isoformat()))  # fmt: skip
