"""审判委员会的责任 (the adjudication committee in the table of who may answer): votes, the report it was given, its chair."""

from __future__ import annotations

from collections.abc import Iterator

from rules.labels import Words
from rules.liability_roles import CaseRecord, CommitteeDecision, Opinion, Part, Responsibility, Voice
from rules.liability_rows import Row, candidate, no_candidate, unclear, voted


def of_the_committee(case: CaseRecord) -> Iterator[Row]:
    """The rows of the members by their votes, and of who chaired (意见31；组织法39)."""
    if case.committee is None:
        return
    for voice in case.committee.members:
        yield from _member(case, case.committee, voice)
    if case.committee.chaired_by:
        yield _chair(case, case.committee)


def _member(case: CaseRecord, decision: CommitteeDecision, voice: Voice) -> Iterator[Row]:
    misled = case.report is not None and case.report.accurate is False
    if misled and voice.opinion is Opinion.FOR:
        yield unclear(case, voice.code, voice.part, "misled", Words(
            "合议庭汇报不实，本人按具体情况承担部分责任或者不承担，须查明",
            "the panel's report was false; this member answers in part or not at all, which is to be found out"))  # fmt: skip
    else:
        rule = "committee_changed" if decision.changed else "committee_upheld"
        yield voted(case, voice, rule, "committee_minority", _FOR_IT)
    if voice.code in decision.distorted and voice.opinion is not Opinion.AGAINST:
        yield candidate(case, voice.code, voice.part, "law_distorted", Responsibility.ADJUDICATION, Words(
            "被指故意曲解法律发表意见", "is said to have distorted the law on purpose"))  # fmt: skip


def _chair(case: CaseRecord, decision: CommitteeDecision) -> Row:
    match decision.broke_centralism:
        case True:
            return candidate(case, decision.chaired_by, Part.COMMITTEE_CHAIR, "chair", Responsibility.CHIEF, Words(
                "讨论违反民主集中制，致决定错误", "democratic centralism was broken, and the decision went wrong"))  # fmt: skip
        case False:
            return no_candidate(case, decision.chaired_by, Part.COMMITTEE_CHAIR, "chair", Words(
                "讨论没有违反民主集中制，主持本身不产生责任", "democratic centralism was kept; chairing alone brings no liability"))  # fmt: skip
        case None:
            return unclear(case, decision.chaired_by, Part.COMMITTEE_CHAIR, "chair", Words(
                "讨论是否违反民主集中制未查明", "whether democratic centralism was kept is not known"))  # fmt: skip


_FOR_IT = Words(
    "表决同意该结果，对本人的表决负责；须另查是否故意曲解法律，有无故意或者重大过失",
    "voted for the result and answers for that vote; distortion of law, intent or gross negligence is still to be found",
)
