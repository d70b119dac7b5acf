"""Why the file, the readers or their sheets may be refused (卷宗、评查员、评查表). Each guard answers why not, or None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rules.labels import Words
from rules.law import law
from rules.parameters import Rules
from rules.recusal import (
    CaseToRead,
    Conflict,
    ConflictWith,
    Exclusions,
    Predicate,
    Relation,
    Reviewer,
    of_the_same_court,
    of_the_same_division,
    related,
    sat_on_the_case,
    with_a_conflict,
)
from rules.roles import Actor, Role
from state_machines.quality_review.terms import Known
from state_machines.steps import Fact, Facts, guard

LOCAL = law("local_review")
OTHERS = law("peer_review_rules")
RECUSAL = law("recusal_2011")


def readers(facts: Facts) -> list[dict[str, Any]]:
    """The reviewers of the case: code, court and division of each."""
    return list(facts.get(Known.READERS.code, ()))


def bench(facts: Facts) -> set[str]:
    """Everybody who sat on the case in any instance, by code."""
    return {*facts.get(Known.BENCH.code, ()), facts.get(Known.JUDGE.code, "")}


def needed(facts: Mapping[str, Any], rules: Rules) -> int:
    """How many first readers the case has (人): what the lots put on its file, else what is laid down for all.

    A case that was reversed or remanded always has them all.
    """
    laid_down = int(rules["quality_review.readers_per_case"])
    return (
        laid_down
        if facts.get(Known.REVERSED.code)
        else int(facts.get(Known.READERS_NEEDED.code) or laid_down)
    )


@guard("卷宗不齐全", "the file is not complete")
def file_incomplete(_: Actor, facts: Facts) -> Words | None:
    if facts[Known.FILE_COMPLETE.code] is True:
        return None
    return Words("卷宗不齐全，应当补齐后移交", "the file is not complete: complete it, then hand it in")


@guard("移交期限未满", "the handover period still runs", OTHERS["巩义"])
def handover_running(_: Actor, facts: Facts) -> Words | None:
    clock = facts.clocks.get("handover")
    if clock is None or clock.over:
        return None
    return Words("卷宗移交期限尚未届满", "the period for handing in the file has not run out")


@guard("评查员人数不足或重复", "too few reviewers, or one twice", LOCAL["评分"])
def too_few_readers(_: Actor, facts: Facts) -> Words | None:
    need = needed(facts, facts.rules)
    codes = {reader["code"] for reader in readers(facts)}
    if len(codes) >= need and len(codes) == len(readers(facts)):
        return None
    return Words(
        "须有{need}名不同的评查员，现有{have}名",
        "{need} different reviewers are needed, {have} given",
        need=need,
        have=len(codes),
    )


@guard("增派的不是新的评查员", "no new reviewer is added", LOCAL["分歧"])
def third_reader_missing(_: Actor, facts: Facts) -> Words | None:
    before = {reader["code"] for reader in facts.known.get(Known.READERS.code, ())}
    after = [reader["code"] for reader in facts.act[Known.READERS.code]]
    if before < set(after) and len(after) == len(before) + 1:
        return None
    return Words("应当保留原评查员并增派一名新的评查员", "keep the first reviewers and add one new one")


def first_readers(facts: Facts) -> set[str]:
    """Everybody who was a reviewer of the case, also who stepped aside, by code."""
    read = {reader["code"] for reader in facts.known.get(Known.READERS.code) or ()}
    return read | set(facts.known.get(Known.STEPPED_ASIDE.code) or ())


def ground(predicate: Predicate, facts: Facts, given_as: Fact = Known.READERS) -> Words | None:
    """The first reviewer given on whom a ground of recusal stands, in the words of `rules.recusal`."""
    case, exclusions = facts.once("case to read", lambda: _case_to_read(facts))
    reviewers = facts.once(given_as.code, lambda: _reviewers(facts, case, facts[given_as.code]))
    for reviewer in reviewers:
        reason = predicate(reviewer, case, exclusions)
        if reason is not None:
            return reason
    return None


def _case_to_read(facts: Facts) -> tuple[CaseToRead, Exclusions]:
    exclusions = Exclusions(
        cross_court=bool(facts.rules["quality_review.cross_court"]),
        kinship=frozenset(Relation(code) for code in facts.rules["assignment.kinship"]),
    )
    case = CaseToRead(
        case_no=facts.get(Known.CASE_NO.code, ""),
        court=facts.get(Known.COURT.code, ""),
        case_kind=facts.get("case_kind", ""),
        judge=facts.get(Known.JUDGE.code, ""),
        division=facts.get(Known.DIVISION.code, ""),
        bench=frozenset(bench(facts)),
        # What is declared on the file of this case binds in it: its parties and agents have no codes here.
        parties=frozenset({""}),
        agents=frozenset({""}),
    )
    return case, exclusions


def _reviewers(facts: Facts, case: CaseToRead, given: Iterable[Mapping[str, Any]]) -> list[Reviewer]:
    """The reviewers given, each with what he declared on the file of this case."""
    subject = {ConflictWith.CASE: case.case_no, ConflictWith.JUDGE: case.judge}
    declared: dict[str, set[Conflict]] = {}
    for entry in facts.get(Known.CONFLICTS.code, ()):
        against = ConflictWith(entry.get("against", "case"))
        relation = Relation(entry.get("relation") or Relation.OTHER.value)
        conflict = Conflict(against, subject.get(against, ""), relation)
        declared.setdefault(entry["person"], set()).add(conflict)
    return [
        Reviewer(
            each["code"],
            each.get("court", ""),
            each.get("division", ""),
            conflicts=frozenset(declared.get(each["code"], ())),
        )
        for each in given
    ]


@guard("评查员曾参与该案", "a reviewer sat on the case", RECUSAL[3])
def reader_sat_on_the_case(_: Actor, facts: Facts) -> Words | None:
    return ground(sat_on_the_case, facts)


@guard("评查员与承办法官同庭室", "a reviewer is of the judge's division", LOCAL["回避"])
def reader_of_the_same_division(_: Actor, facts: Facts) -> Words | None:
    return ground(of_the_same_division, facts)


@guard("评查员与案件同院", "a reviewer is of the case's court", LOCAL["分配"])
def reader_of_the_same_court(_: Actor, facts: Facts) -> Words | None:
    return ground(of_the_same_court, facts)


@guard("评查员已申报利害关系", "a reviewer declared a conflict", RECUSAL[1])
def reader_in_conflict(_: Actor, facts: Facts) -> Words | None:
    return ground(related, facts) or ground(with_a_conflict, facts)


@guard("评查员已在该案回避", "a reviewer stepped aside in this case", LOCAL["回避"])
def reader_stepped_aside(_: Actor, facts: Facts) -> Words | None:
    gone = set(facts.get(Known.STEPPED_ASIDE.code, ()))
    for reader in readers(facts):
        if reader["code"] in gone:
            return Words(
                "{name}已在该案回避，不得再次分配", "{name} stepped aside in this case", name=reader["code"]
            )
    return None


@guard("不是该案评查员", "not a reviewer of this case")
def not_a_reader(actor: Actor, facts: Facts) -> Words | None:
    who = facts.act[Known.STEPPED_ASIDE.code]
    if who not in {reader["code"] for reader in facts.known.get(Known.READERS.code, ())}:
        return Words("{name}不是该案的评查员", "{name} is not a reviewer of this case", name=who)
    if actor.role is Role.REVIEWER and actor.code != who:
        return Words("评查员只能就本人提出回避", "a reviewer steps aside for himself only")
    return None


@guard("评查表不是本人的", "the sheet is another's", LOCAL["评分"])
def sheet_of_another(actor: Actor, facts: Facts) -> Words | None:
    sheet = facts.act[Known.SHEETS.code]
    if actor.code not in {reader["code"] for reader in facts.known.get(Known.READERS.code, ())}:
        return Words("{name}不是该案的评查员", "{name} is not a reviewer of this case", name=actor.code)
    if sheet.get("reader") != actor.code:
        return Words("评查表应当由评查员本人提交", "a reviewer submits his own sheet")
    return None


@guard("不是该案评查员", "not a reviewer of this case", LOCAL["初评"])
def stranger_to_the_case(actor: Actor, facts: Facts) -> Words | None:
    if actor.role is not Role.REVIEWER or actor.code in {reader["code"] for reader in readers(facts)}:
        return None
    return Words("{name}不是该案的评查员", "{name} is not a reviewer of this case", name=actor.code)


@guard("本人评查表已提交", "the sheet is in already", LOCAL["评分"])
def sheet_in_already(actor: Actor, facts: Facts) -> Words | None:
    if actor.code in {sheet["reader"] for sheet in facts.known.get(Known.SHEETS.code, ())}:
        return Words(
            "{name}的评查表已经提交，有误应当更正",
            "the sheet of {name} is in; correct it by a correction",
            name=actor.code,
        )
    return None


@guard("评查员声明有利害关系", "the reviewer declares a conflict", RECUSAL[1])
def conflict_declared(_: Actor, facts: Facts) -> Words | None:
    if not facts.act[Known.SHEETS.code].get("conflict"):
        return None
    return Words(
        "评查员声明与该案有利害关系，应当办理回避，不得评分",
        "the reviewer declares a conflict: step aside instead of scoring",
    )


@guard("评查表未交齐", "sheets are missing", LOCAL["评分"])
def sheets_missing(_: Actor, facts: Facts) -> Words | None:
    handed_in = {sheet["reader"] for sheet in facts.get(Known.SHEETS.code, ())}
    waiting = [reader["code"] for reader in readers(facts) if reader["code"] not in handed_in]
    if not waiting:
        return None
    return Words(
        "尚有{count}名评查员未提交评查表",
        "{count} reviewers have not submitted their sheets",
        count=len(waiting),
    )


@guard("评分没有分歧", "the sheets agree", LOCAL["分歧"])
def sheets_agree(_: Actor, facts: Facts) -> Words | None:
    if facts.known.get(Known.DIVERGENCE.code):
        return None
    return Words("两份评查表没有分歧，无须增派", "the sheets agree: no third reviewer is needed")


@guard("评分有分歧而未增派", "the sheets diverge and no third was called", LOCAL["分歧"])
def sheets_diverge(_: Actor, facts: Facts) -> Words | None:
    need = needed(facts.known, facts.rules)
    if not facts.known.get(Known.DIVERGENCE.code) or len(facts.known.get(Known.READERS.code, ())) > need:
        return None
    return Words(
        "评分有分歧（{why}），应当先增派第三名评查员",
        "the sheets diverge ({why}): call a third reviewer first",
        why=facts.known[Known.DIVERGENCE.code],
    )
