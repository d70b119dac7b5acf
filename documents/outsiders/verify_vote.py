"""核验表决：任何人可用，只需 Python 3.7 以上，不联网。Check a vote of the committee: needs Python 3.7 and nothing else.
    python3 verify_vote.py 审议表决核验单.json [事先记录的核验单SHA-256 the sheet's SHA-256 as recorded]
退出码 exit code: 0 全部相符 everything holds; 1 不符，并指出第一处 the first thing that does not hold is named.
核验单按其自载的规则重新计票；这些规则是否就是本事项固定的规则，请与台账核对。The vote is counted again by the rules in
the sheet; whether these are the rules pinned to the matter is to be held against the ledger.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

FINDINGS = ("intentional", "gross_negligence", "ordinary_negligence", "no_violation")
KINDS = (*FINDINGS, "abstained", "invalid")


def sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def at_least(share: str, of: int) -> int:
    exact = Fraction(share) * of
    return max(1, exact.numerator // exact.denominator + (exact.denominator > 1))


def there(attendance: list[dict[str, str]], at: datetime) -> set[str]:
    inside: set[str] = set()
    for each in sorted(attendance, key=lambda each: datetime.fromisoformat(each["at"])):
        if datetime.fromisoformat(each["at"]) <= at:
            (inside.add if each["move"] == "arrived" else inside.discard)(each["member"])
    return inside


def pending(recusal: dict[str, Any], chair: str, rule: dict[str, Any], at: datetime) -> bool:
    """Asked for before the vote, and not decided by then by whom it had to be."""
    who = rule[
        "discipline.chair_recusal_by" if recusal["member"] == chair else "discipline.member_recusal_by"
    ]
    asked = datetime.fromisoformat(recusal["asked_at"]) <= at
    decided = recusal["decided_at"] is not None and datetime.fromisoformat(recusal["decided_at"]) <= at
    settled = decided and recusal["granted"] is not None and recusal["decider"] == who
    return asked and not settled


def verify(sheet: dict[str, Any], recorded: str) -> Iterator[tuple[str, bool]]:
    own = {name: value for name, value in sheet.items() if name != "sha256"}
    yield (
        f"核验单的哈希 the sheet's own SHA-256: {sheet['sha256']}",
        sha256(own) == sheet["sha256"] == recorded,
    )
    rule = {entry["key"]: entry["value"] for entry in sheet["rules"]}
    body, at, voted = sheet["committee"], datetime.fromisoformat(sheet["at"]), set(sheet["voted"])
    members = {member["code"] for member in body["members"]}
    gone = {
        each["member"]
        for each in sheet["recusals"]
        if each["granted"] and each["decided_at"] and datetime.fromisoformat(each["decided_at"]) <= at
    } & members
    inside = (there(sheet["attendance"], at) & members) - gone
    yield f"表决时到会{len(inside)}人 present at the vote", sorted(inside) == sheet["present"]
    vacant, cast = body["seats"] - len(members), sum(sheet["ballots"][kind] for kind in KINDS)
    base = {
        of: body["seats"]
        - rule[f"discipline.recused_leave_{of}"] * len(gone)
        - rule[f"discipline.vacant_leave_{of}"] * vacant
        for of in ("quorum", "majority")
    }
    need = {of: at_least(rule[f"discipline.{of}_share"], base[of]) for of in base}
    numbers = {
        "seats": body["seats"], "in_office": len(members), "vacant": vacant, "recused": len(gone), "cast": cast,
        "present": len(inside), "quorum_base": base["quorum"], "quorum": need["quorum"],
        "majority_base": base["majority"], "majority": need["majority"],
    }  # fmt: skip
    said = f"须出席{need['quorum']}人，一种意见须{need['majority']}票 quorum {need['quorum']}, majority {need['majority']}"
    yield said, numbers == sheet["numbers"] and 2 * Fraction(rule["discipline.majority_share"]) > 1
    judges = sum(member["judge"] for member in body["members"])
    wrong = [
        judges < at_least(rule["discipline.judges_share"], len(members)),
        rule["discipline.odd_number"] and body["seats"] % 2 == 0,
        *(pending(each, body["chair"], rule, at) for each in sheet["recusals"] if each["member"] in members),
        len(inside) < need["quorum"],
        bool(voted - members),
        bool(voted & gone),
        bool((voted & members) - gone - inside),
        len(voted) != cast,
    ]
    found = [kind for kind in FINDINGS if sheet["ballots"][kind] >= need["majority"]]
    outcome = "void" if any(wrong) else "found" if found else "no_majority"
    yield (
        f"无效事由{sum(map(bool, wrong))}项 grounds of voidness",
        sum(map(bool, wrong)) == len(sheet["objections"]),
    )
    finding = found[0] if outcome == "found" else None
    yield (
        f"结果 outcome: {outcome} {finding or ''}",
        [outcome, finding] == [sheet["outcome"], sheet["finding"]],
    )
    open_rules = [entry["key"] for entry in sheet["rules"] if entry["provenance"] != "verified"]
    yield (
        f"{len(open_rules)}条规则未经核对 rules not checked against a text",
        open_rules == sheet["open_rules"],
    )


if __name__ == "__main__":
    try:
        document = json.loads(Path(sys.argv[1]).read_bytes())
        for what, holds in verify(document, (sys.argv[2:] or [document["sha256"]])[0]):
            sys.stdout.write(f"{'√' if holds else '× 不符 DOES NOT HOLD:'} {what}\n")
            if not holds:
                sys.exit(1)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        sys.exit(f"× 文件残缺或用法有误 a file is broken, or see the usage: {error!r}\n{__doc__}")
