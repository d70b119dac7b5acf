"""The computation of a vote in words (计算过程): each number, the rule it comes from, and that rule's mark."""

from __future__ import annotations

from collections.abc import Iterator

from rules.labels import Words
from rules.law import cite
from rules.parameters import Parameter, Rules
from rules.voting import Ballot, Counted, Numbers, Outcome


def computation(counted: Counted, rules: Rules) -> Iterator[Words]:
    """One sentence a step, in the order in which one would check it by hand."""
    numbers = counted.numbers
    yield Words(
        "全体委员{seats}席，在任{in_office}人，空缺{vacant}席，本次回避{recused}人。",
        "{seats} seats; {in_office} members in office, {vacant} vacant, {recused} stepped aside in this matter.",
        seats=numbers.seats, in_office=numbers.in_office, vacant=numbers.vacant, recused=numbers.recused,
    )  # fmt: skip
    yield _needed(numbers, rules, "quorum")
    yield Words(
        "表决时到会（不含回避）{present}人，{verdict}。",
        "At the vote {present} members were there, those who stepped aside not counted: {verdict}.",
        present=numbers.present,
        verdict=Words("达到出席人数", "a quorum") if numbers.present >= numbers.quorum else Words("未达到出席人数", "no quorum"),
    )  # fmt: skip
    yield _needed(numbers, rules, "majority")
    yield Words(
        "收回表决票{cast}张：{ballots}。",
        "{cast} ballots: {ballots}.",
        cast=numbers.cast,
        ballots=Words(
            "，".join(f"{kind.zh}{numbers.ballots[kind]}票" for kind in Ballot),
            ", ".join(f"{kind.en} {numbers.ballots[kind]}" for kind in Ballot),
        ),
    )
    yield _result(counted)


def _needed(numbers: Numbers, rules: Rules, of: str) -> Words:
    """``应出席：9×4/5，进一取整为8人``, with what was taken off the base and the rule's mark."""
    share = rules.parameter(f"discipline.{of}_share")
    base, needed = (
        (numbers.quorum_base, numbers.quorum) if of == "quorum" else (numbers.majority_base, numbers.majority)
    )
    return Words(
        "{what}：{base}×{share}，进一取整为{needed}{unit}；{off}。依据{authority}。",
        "{what}: {base} × {share}, rounded up, is {needed}; {off}. Authority: {authority}.",
        what=_WHAT[of],
        unit=Words("人" if of == "quorum" else "票", ""),
        base=base,
        share=share.value,
        needed=needed,
        off=_off(rules, of),
        authority=_authority(share),
    )


def _off(rules: Rules, of: str) -> Words:
    """Who is taken off all members, and how far that rule is settled."""
    parts = []
    for who, name in (("recused", Words("回避的委员", "recused members")), ("vacant", Words("空缺的席位", "vacant seats"))):  # fmt: skip
        rule = rules.parameter(f"discipline.{who}_leave_{of}")
        parts.append(Words(
            "{name}{off}（{mark}）", "{name} are {off} ({mark})", name=name, mark=rule.provenance,
            off=Words("扣除", "taken off") if rule.value else Words("不扣除", "not taken off")))  # fmt: skip
    return Words("{one}，{other}", "{one}, {other}", one=parts[0], other=parts[1])


def _authority(parameter: Parameter) -> Words:
    """The article with the mark of the value: a value may be less certain than its article."""
    citation = cite(parameter.authority)
    if citation.provenance is parameter.provenance:
        return Words(citation.to("zh"), citation.to("en"))
    return Words("{article}（{mark}）", "{article} ({mark})",
                 article=Words(citation.to("zh"), citation.to("en")), mark=parameter.provenance)  # fmt: skip


def _result(counted: Counted) -> Words:
    match counted.outcome:
        case Outcome.VOID:
            return Words("表决无效：{why}。不产生任何审查意见。", "The vote is void: {why}. It finds nothing.",
                         why=Words("；".join(str(reason.words) for reason in counted.objections),
                                   "; ".join(reason.words.to("en") for reason in counted.objections)))  # fmt: skip
        case Outcome.NO_MAJORITY:
            return Words("四种意见均未达到{majority}票，未形成多数意见；不以票数较多者代之，也不合并计票。",
                         "None of the four findings has {majority} ballots: no majority. No plurality takes its place, and "
                         "ballots are not added up.", majority=counted.numbers.majority)  # fmt: skip
        case Outcome.FOUND:
            return Words("“{finding}”达到{majority}票，形成审查意见。", "“{finding}” has {majority} ballots or more: the finding.",
                         finding=counted.finding, majority=counted.numbers.majority)  # fmt: skip


_WHAT = {
    "quorum": Words("应出席人数", "members that must attend"),
    "majority": Words("一种意见应达票数", "ballots one finding needs"),
}
