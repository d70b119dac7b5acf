"""Why a vote of the committee brings no opinion (表决): the finding follows from the proof sheet, and from nothing else.

The office states who was there, who put a ballot in, and the ballots; the sheet (审议表决核验单) is computed from that
and from the meeting on record, under the rules pinned to the matter, and the finding is read off it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from rules.attendance import Move, Movement
from rules.clocks import beijing_day
from rules.committee import Committee, Member
from rules.committee_findings import Finding as Found
from rules.committee_recusal import Decider, People, Recusal, must_step_aside
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.law import law
from rules.roles import Actor, Role
from rules.voting import Ballot, Outcome, Sitting, Vote
from rules.voting_sheet import proof_sheet
from state_machines.disciplinary_prereview.terms import Known
from state_machines.moments import moment_of
from state_machines.steps import Facts, guard

LOCAL = law("local_discipline")
JUDGES = law("judges_law")
OPINION_2016 = law("discipline_opinion_2016")
PROCEDURE = law("discipline_procedure_2021")

_HEAVIEST_FIRST = tuple(found.value for found in Found)
"""From the heaviest finding to the lightest, in the order of article 48."""


# ---- the sheet (核验单) ------------------------------------------------------------------------------------


def stated_sheet(_: Actor, facts: Facts) -> dict[str, Any] | None:
    """The proof sheet of the vote that is stated; None where nothing is.

    Raises:
        FaultyInput: what is stated cannot have been a vote.
    """
    record = facts.act.get(Known.VOTE.code)
    if not record:
        return None
    if faults := [*_unreadable_times(record), *_impossible_counts(record, facts)]:
        raise FaultyInput(faults)
    return proof_sheet(_sitting(record, facts), facts.rules)


def _sitting(record: Mapping[str, Any], facts: Facts) -> Sitting:
    known = facts.known
    began = moment_of(known.get(Known.MEETING_AT.code)) or facts.at
    judges = set(record["judges"])
    return Sitting(
        proceeding=facts.ref or str(known.get(Known.CASE_NO.code, "")),
        committee=Committee(
            record.get("seats") or len(known[Known.MEMBERS.code]),
            tuple(Member(code, code in judges) for code in known[Known.MEMBERS.code]),
            known[Known.CHAIR.code],
        ),
        movements=_movements(record, began),
        vote=Vote(
            moment_of(record.get("at")) or facts.at,
            frozenset(record.get("voted") or record["present"]),
            tuple(kind for kind in Ballot for _ in range(record["ballots"].get(kind.value) or 0)),
            record.get("number") or 1,
        ),
        recusals=_recusals(known),
    )


def _movements(record: Mapping[str, Any], began: datetime) -> tuple[Movement, ...]:
    """Everybody present is there from the beginning, unless the record says when he came or went.

    What a sitting recorded stands as it is, by the minute (到离记录).
    """
    if "moves" in record:
        return tuple(
            Movement(each["member"], Move(each["move"]), datetime.fromisoformat(each["at"]))
            for each in record["moves"]
        )
    late = {each["member"]: moment_of(each["at"]) for each in record.get("late") or ()}
    came = [Movement(code, Move.ARRIVED, late.get(code) or began) for code in record["present"]]
    went = [
        Movement(each["member"], Move.LEFT, moment_of(each["at"]) or began)
        for each in record.get("left") or ()
    ]
    return (*came, *went)


def _recusals(known: Mapping[str, Any]) -> tuple[Recusal, ...]:
    members = set(known[Known.MEMBERS.code])
    asked, at = known.get(Known.RECUSAL_OF.code) or (), known.get(Known.RECUSAL_ASKED_AT.code) or ()
    grounds, granted = (
        known.get(Known.RECUSAL_GROUND.code) or (),
        known.get(Known.RECUSAL_GRANTED.code) or (),
    )
    decided = known.get(Known.RECUSAL_DECIDED.code) or ()
    return tuple(
        Recusal(
            member=who,
            ground=ground,
            asked_by=str(known.get(Known.JUDGE.code, "")),
            asked_at=datetime.fromisoformat(since),
            decider=Decider.CHAIR
            if decision["role"] == Role.COMMITTEE_CHAIR.value
            else Decider.FULL_COMMITTEE,
            granted=yes,
            decided_at=datetime.fromisoformat(decision["at"]),
        )
        for who, since, ground, yes, decision in zip(asked, at, grounds, granted, decided, strict=False)
        if who in members
    )


def _unreadable_times(record: Mapping[str, Any]) -> Iterator[Fault]:
    """A time that cannot be read would pass for the beginning of the meeting, or for now."""
    moves = [
        (f"“{each['member']}”", each.get("at"))
        for part in ("late", "left")
        for each in record.get(part) or ()
    ]
    for whose, said in (("", record.get("at")), *moves):
        if said and moment_of(said) is None:
            yield Fault(
                Words("“表决记录”{whose}的时间“{said}”", "time “{said}” {whose} in the record of the vote", whose=whose, said=said),
                Words("不是日期和时间", "is no day with a time"),
                Words("请写成 2022-06-08 09:30", "write it as 2022-06-08 09:30"),
            )  # fmt: skip


def _impossible_counts(record: Mapping[str, Any], facts: Facts) -> Iterator[Fault]:
    """Every member has one ballot: so none of its kinds is below nothing, or above the number of members."""
    members = len(facts.known[Known.MEMBERS.code])
    for kind in Ballot:
        said = record["ballots"].get(kind.value) or 0
        if not 0 <= said <= members:
            yield Fault(
                Words("“表决记录”的“{kind}”{said}票", "{said} ballots “{kind}” in the record of the vote", kind=kind, said=said),
                Words("全体委员{members}人", "there are {members} members", members=members),
                Words("请核对票数", "check the ballots"),
            )  # fmt: skip


def _found(_: Actor, facts: Facts) -> Any:
    return (facts.act.get(Known.SHEET.code) or {}).get("finding")


SHEET = ((Known.SHEET, stated_sheet),)
FINDING = (
    *SHEET,
    (Known.FINDING_BEFORE, lambda _, facts: facts.known.get(Known.FINDING.code)),
    (Known.FINDING, _found),
    (Known.OBJECTION, lambda *_: None),
    (Known.COURT_OBJECTION, lambda *_: None),
    (Known.JUDGE_SILENT, lambda *_: False),
    (Known.COURT_SILENT, lambda *_: False),
    (Known.SERVED_ON, lambda *_: None),
    (Known.COURT_SERVED_ON, lambda *_: None),
)
"""What follows from a new opinion: the sheet, the finding, and that its windows are to come."""
HEARD_ANEW = ((Known.HEARING, lambda *_: None), (Known.VOTE, lambda *_: None), (Known.SHEET, lambda *_: None))
"""What a new deliberation does not take over from the first."""


# ---- why there is no opinion -------------------------------------------------------------------------------


@guard("已回避的委员参加表决", "a member who stepped aside voted", JUDGES[49])
def recused_voted(_: Actor, facts: Facts) -> Words | None:
    gone = set(facts.known.get(Known.RECUSED.code) or ())
    record = facts.act[Known.VOTE.code]
    voted = sorted(gone & {*(record.get("present") or ()), *(record.get("voted") or ())})
    if not voted:
        return None
    return Words(
        "{names}已经回避，不得参加审议表决", "{names} stepped aside and may not vote", names="、".join(voted)
    )


@guard("应当回避的委员参加表决", "a member who must step aside voted", JUDGES[49])
def member_involved(_: Actor, facts: Facts) -> Words | None:
    """What the record itself shows: the judge, whoever sat on the case or inquired, is no member here."""
    known, record = facts.known, facts.act[Known.VOTE.code]
    people = People(
        judge=str(known.get(Known.JUDGE.code, "")),
        bench=frozenset(known.get(Known.BENCH.code) or ()),
        inquirers=frozenset(known.get(Known.INQUIRERS.code) or ()),
    )
    for code in sorted({*(record.get("present") or ()), *(record.get("voted") or ())}):
        grounds = must_step_aside(code, people, beijing_day(facts.at))
        if grounds:
            return Words(
                "{name}应当回避（{ground}），不得参加审议表决",
                "{name} must step aside ({ground}) and may not vote",
                name=code,
                ground=grounds[0].words,
            )
    return None


@guard("出席人数不足", "no quorum", PROCEDURE["出席"])
def no_quorum(_: Actor, facts: Facts) -> Words | None:
    numbers = facts.act[Known.SHEET.code]["numbers"]
    if numbers["present"] >= numbers["quorum"]:
        return None
    return Words(
        "全体委员{seats}人，须有{quorum}人出席，表决时在场{present}人；应当改期，不降低人数",
        "{quorum} of {seats} members are needed, {present} were there at the vote: put the meeting off",
        **{part: numbers[part] for part in ("seats", "quorum", "present")},
    )


@guard("表决无效", "the vote is void", LOCAL["核验单"])
def void(_: Actor, facts: Facts) -> Words | None:
    """Composition, strangers, ballots that do not fit: whatever the sheet objects to."""
    sheet = facts.act[Known.SHEET.code]
    if sheet["outcome"] != Outcome.VOID.value:
        return None
    said = sheet["objections"]
    return Words(
        "表决无效：{why}",
        "the vote is void: {why}",
        why=Words("；".join(each["zh"] for each in said), "; ".join(each["en"] for each in said)),
    )


@guard("没有一种意见达到多数", "no finding reached the majority", OPINION_2016["表决"])
def no_majority(_: Actor, facts: Facts) -> Words | None:
    sheet = facts.act[Known.SHEET.code]
    if sheet["outcome"] == Outcome.FOUND.value:
        return None
    return Words(
        "没有一种意见达到应达票数（{majority}票），不能形成审查意见，应当记录未形成多数意见",
        "no finding has the votes it needs ({majority}): there is no opinion; record that there was no majority",
        majority=sheet["numbers"]["majority"],
    )


@guard("已有意见达到多数", "a finding reached the majority", OPINION_2016["表决"])
def majority_reached(_: Actor, facts: Facts) -> Words | None:
    found = facts.act[Known.SHEET.code]["finding"]
    if found is None:
        return None
    return Words(
        "“{found}”已经达到多数，应当形成审查意见",
        "“{found}” reached the majority: form the opinion",
        found=Found(found),
    )


@guard("因当事法官异议而加重", "heavier because the judge objected", JUDGES[50])
def heavier_for_objecting(_: Actor, facts: Facts) -> Words | None:
    """不得因申辩、异议、请求加重: on the judge's own objection or request the finding never becomes heavier."""
    before, objected = facts.known.get(Known.FINDING.code), facts.known.get(Known.OBJECTION.code)
    reopened = facts.known.get(Known.REOPENED.code)
    if not before and reopened:
        before, objected = reopened.get("finding"), reopened.get("by_the_judge")
    now = facts.act[Known.SHEET.code]["finding"]
    if not before or not objected or facts.known.get(Known.COURT_OBJECTION.code):
        return None
    if _HEAVIEST_FIRST.index(now) >= _HEAVIEST_FIRST.index(before):
        return None
    return Words(
        "只有当事法官提出异议或者请求的，重新审议不得作出更重的审查意见",
        "where the judge alone objected or asked, a new deliberation finds nothing heavier",
    )
