"""审议表决核验单 (the proof sheet of a vote): all that was counted, by which rules, and how, frozen at the vote.

Canonical JSON with its own SHA-256. Whoever holds it counts again from what stands in it and must come to the same; the
finding of a matter is read off it and never typed. It holds who voted and, apart from that, how many ballots there
were of each kind; of a dissent only the digest, the text being kept in its own annex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import rfc8785

from rules.attendance import Move, Movement
from rules.certificates import sealed
from rules.citations import Provenance
from rules.committee import Committee, Member
from rules.committee_findings import Finding
from rules.committee_recusal import Decider, Recusal
from rules.errors import AccountabilityError, BrokenLedger, Fault, FaultyInput
from rules.labels import Words
from rules.parameters import Rules
from rules.voting import Ballot, Counted, Dissent, Sitting, Vote, count
from rules.voting_words import computation

FORMAT = "zelian-voting-1"
RULES_OF_A_VOTE = (
    "discipline.judges_share",
    "discipline.odd_number",
    "discipline.quorum_share",
    "discipline.recused_leave_quorum",
    "discipline.vacant_leave_quorum",
    "discipline.majority_share",
    "discipline.recused_leave_majority",
    "discipline.vacant_leave_majority",
    "discipline.member_recusal_by",
    "discipline.chair_recusal_by",
)
"""Every parameter that a vote is counted by."""


def proof_sheet(sitting: Sitting, rules: Rules) -> dict[str, Any]:
    """The sheet of a vote, as canonical JSON takes it.

    Raises:
        FaultyInput: the record cannot be (`rules.voting.count`), or a dissent is none.
    """
    counted = count(sitting, rules)
    _check_dissents(sitting, counted)
    numbers = counted.numbers
    used = [rules.parameter(key) for key in RULES_OF_A_VOTE]
    return sealed(
        {
            "format": FORMAT,
            "proceeding": sitting.proceeding,
            "vote": sitting.vote.number,
            "at": _time(sitting.vote.at),
            "committee": {
                "seats": sitting.committee.seats,
                "chair": sitting.committee.chair,
                "members": sorted(
                    (asdict(member) for member in sitting.committee.members), key=lambda member: str(member["code"])
                ),
            },
            "attendance": [
                {"member": each.member, "move": each.move.value, "at": _time(each.at)}
                for each in sorted(sitting.movements, key=lambda each: (each.at, each.member))
            ],
            "recusals": [
                _recusal(each) for each in sorted(sitting.recusals, key=lambda each: (each.asked_at, each.member))
            ],
            "present": sorted(counted.present),
            "voted": sorted(sitting.vote.voted),
            "ballots": {kind.value: numbers.ballots[kind] for kind in Ballot},
            "dissents": {"count": len(sitting.dissents), "sha256": annex_digest(sitting.dissents)},
            "rules_of": rules.day.isoformat(),
            "rules": [parameter.record() for parameter in used],
            "open_rules": [
                parameter.key for parameter in used if parameter.provenance is not Provenance.VERIFIED
            ],
            "numbers": {
                name: value for name, value in asdict(numbers).items() if name != "ballots"
            },
            "computation": [line.both() for line in computation(counted, rules)],
            "objections": [reason.record() for reason in counted.objections],
            "outcome": counted.outcome.value,
            "finding": counted.finding.value if counted.finding else None,
        }
    )  # fmt: skip


def annex(dissents: tuple[Dissent, ...]) -> bytes:
    """少数意见附册: the dissents as canonical JSON, kept beside the file under the committee's secrecy."""
    entries = sorted(
        ({"finding": each.finding.value, "reasons": each.reasons, "signed_by": each.signed_by} for each in dissents),
        key=lambda entry: (entry["finding"], entry["reasons"], entry["signed_by"]),
    )  # fmt: skip
    return rfc8785.dumps({"format": "zelian-dissents-1", "dissents": entries})


def annex_digest(dissents: tuple[Dissent, ...]) -> str:
    return hashlib.sha256(annex(dissents)).hexdigest()


def doubts(
    sheet: Mapping[str, Any], *, proceeding: str | None = None, rules: Rules | None = None
) -> tuple[Words, ...]:
    """What does not hold in a sheet: its digest, or anything that counting again from it does not give.

    A sheet speaks of its own rules; given the rules pinned to the matter, it must have been counted by these. Given
    the matter's reference, it must be of that matter.
    """
    if sheet.get("format") != FORMAT:
        return (Words("不是审议表决核验单", "this is no proof sheet of a vote"),)
    found = []
    if sealed(sheet)["sha256"] != sheet.get("sha256"):
        found.append(Words("摘要不符，核验单被改动过", "the digest does not fit: the sheet was changed"))
    if proceeding is not None and sheet.get("proceeding") != proceeding:
        found.append(
            Words(
                "核验单属于另一事项“{other}”",
                "the sheet is of another matter, {other}",
                other=sheet.get("proceeding"),
            )
        )
    if rules is not None and sheet.get("rules") != [rules.parameter(key).record() for key in RULES_OF_A_VOTE]:
        found.append(
            Words("未按本事项立项时固定的规则计票", "it was not counted by the rules pinned to this matter")
        )
    try:
        again = _again(sheet)
    except (AccountabilityError, KeyError, TypeError, ValueError, AttributeError):
        return (
            *found,
            Words("核验单不完整，无法重新计票", "the sheet is incomplete and cannot be counted again"),
        )
    found += [
        Words("“{part}”与重新计票的结果不符", "“{part}” is not what counting again gives", part=part)
        for part in again
        if part not in ("sha256", "dissents") and again[part] != sheet.get(part)
    ]
    return tuple(found)


def finding_of(
    sheet: Mapping[str, Any], *, proceeding: str | None = None, rules: Rules | None = None
) -> Finding | None:
    """The finding a vote came to; None where there was no majority, or the vote was void.

    Raises:
        BrokenLedger: the sheet does not hold (`doubts`).
    """
    if wrong := doubts(sheet, proceeding=proceeding, rules=rules):
        raise BrokenLedger(wrong[0])
    return Finding(sheet["finding"]) if sheet["finding"] else None


def _check_dissents(sitting: Sitting, counted: Counted) -> None:
    """A dissent is for something else than what passed, and there are no more of them than ballots like them."""
    faults = []
    for finding in Finding:
        handed_in = sum(dissent.finding is finding for dissent in sitting.dissents)
        where = Words("少数意见“{finding}”", "dissent “{finding}”", finding=finding)
        if handed_in and finding is counted.finding:
            faults.append(Fault(where, Words("与通过的审查意见相同", "is what the vote found"),
                                Words("请作为理由写入审查意见", "put it among the reasons of the opinion")))  # fmt: skip
        elif handed_in > counted.numbers.ballots[Ballot(finding.value)]:
            faults.append(Fault(where, Words("{handed_in}份，多于同种表决票", "{handed_in}, more than ballots like it", handed_in=handed_in),
                                Words("请核对少数意见与表决票", "check the dissents against the ballots")))  # fmt: skip
    if faults:
        raise FaultyInput(faults)


def _again(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """The sheet as it comes out when its vote is counted again from what stands in it."""
    rules = Rules.from_records(date.fromisoformat(sheet["rules_of"]), sheet["rules"])
    committee = sheet["committee"]
    sitting = Sitting(
        proceeding=sheet["proceeding"],
        committee=Committee(
            committee["seats"], tuple(Member(**member) for member in committee["members"]), committee["chair"]
        ),
        movements=tuple(
            Movement(each["member"], Move(each["move"]), datetime.fromisoformat(each["at"]))
            for each in sheet["attendance"]
        ),
        vote=Vote(
            datetime.fromisoformat(sheet["at"]),
            frozenset(sheet["voted"]),
            tuple(kind for kind in Ballot for _ in range(sheet["ballots"][kind.value])),
            sheet["vote"],
        ),
        recusals=tuple(_recusal_of(entry) for entry in sheet["recusals"]),
    )  # fmt: skip
    return proof_sheet(sitting, rules)


def _recusal(recusal: Recusal) -> dict[str, Any]:
    return {
        "member": recusal.member,
        "ground": recusal.ground,
        "asked_by": recusal.asked_by,
        "asked_at": _time(recusal.asked_at),
        "decider": recusal.decider.value if recusal.decider else None,
        "granted": recusal.granted,
        "reasons": recusal.reasons,
        "decided_at": _time(recusal.decided_at) if recusal.decided_at else None,
    }


def _recusal_of(entry: Mapping[str, Any]) -> Recusal:
    return Recusal(
        member=entry["member"],
        ground=entry["ground"],
        asked_by=entry["asked_by"],
        asked_at=datetime.fromisoformat(entry["asked_at"]),
        decider=Decider(entry["decider"]) if entry["decider"] else None,
        granted=entry["granted"],
        reasons=entry["reasons"],
        decided_at=datetime.fromisoformat(entry["decided_at"]) if entry["decided_at"] else None,
    )


def _time(at: datetime) -> str:
    """UTC, so that a stored sheet and a fresh one are the same bytes."""
    return at.astimezone(UTC).isoformat()
