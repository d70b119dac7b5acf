"""审议表决核验单: all that was counted, by which rules and how; counted again it is the same, or it does not hold."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime, timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rules.attendance import Move, Movement
from rules.certificates import sealed
from rules.committee import Committee, Member
from rules.committee_findings import Finding
from rules.committee_recusal import Decider, Recusal
from rules.errors import BrokenLedger, FaultyInput
from rules.parameters import rule_book
from rules.voting import Ballot, Dissent, Sitting, Vote
from rules.voting_sheet import (
    RULES_OF_A_VOTE,
    annex,
    annex_digest,
    doubts,
    finding_of,
    proof_sheet,
)

RULES = rule_book().on(date(2022, 5, 1))
OPENED = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
BODY = Committee(9, tuple(Member(f"W{n}", n < 5) for n in range(9)), "W0")
SIX_OF_NINE = (Ballot.GROSS_NEGLIGENCE,) * 6 + (Ballot.ORDINARY_NEGLIGENCE,) * 2


def sitting(ballots=SIX_OF_NINE, voted=8, dissents=()) -> Sitting:
    return Sitting(
        "惩戒2022-0001",
        BODY,
        tuple(Movement(code, Move.ARRIVED, OPENED) for code in BODY.codes),
        Vote(OPENED + timedelta(hours=2), frozenset(BODY.codes[:voted]), tuple(ballots)),
        (Recusal("W8", "tried_the_case", "judge", OPENED, Decider.CHAIR, True, "参加过合议", OPENED),),
        dissents,
    )


def test_the_sheet_holds_every_number_and_every_rule_with_its_authority_and_mark():
    sheet = proof_sheet(sitting(), RULES)

    assert sheet["numbers"] == {
        "seats": 9, "in_office": 9, "vacant": 0, "recused": 1, "quorum_base": 9, "quorum": 8, "present": 8,
        "majority_base": 9, "majority": 6, "cast": 8,
    }  # fmt: skip
    assert [rule["key"] for rule in sheet["rules"]] == list(RULES_OF_A_VOTE)
    assert all(rule["authority"] and rule["provenance"] for rule in sheet["rules"])
    assert set(RULES_OF_A_VOTE) - set(sheet["open_rules"]) == {"discipline.judges_share"}
    assert (sheet["outcome"], sheet["finding"]) == ("found", "gross_negligence")
    assert finding_of(sheet) is Finding.GROSS_NEGLIGENCE


def test_the_computation_can_be_followed_in_words():
    lines = [line["zh"] for line in proof_sheet(sitting(), RULES)["computation"]]

    assert lines[0] == "全体委员9席，在任9人，空缺0席，本次回避1人。"
    assert lines[1].startswith("应出席人数：9×4/5，进一取整为8人；回避的委员不扣除（待法院确定）")
    assert "《法官惩戒工作程序规定（试行）》“出席”（待核）" in lines[1]
    assert lines[-1] == "“存在重大过失”达到6票，形成审查意见。"
    none = proof_sheet(sitting((Ballot.GROSS_NEGLIGENCE,) * 4 + (Ballot.NO_VIOLATION,) * 4), RULES)
    assert "不以票数较多者代之" in none["computation"][-1]["zh"]
    assert finding_of(none) is None


def test_the_record_keeps_who_voted_and_apart_from_it_the_ballots():
    one = proof_sheet(sitting(), RULES)
    other = proof_sheet(sitting(tuple(reversed(SIX_OF_NINE))), RULES)

    assert one["voted"] == [f"W{n}" for n in range(8)]
    assert sum(one["ballots"].values()) == 8
    assert one == other


def test_a_dissent_is_kept_in_its_annex_and_the_sheet_has_only_its_digest():
    dissents = (
        Dissent(Finding.ORDINARY_NEGLIGENCE, "注意义务已尽"),
        Dissent(Finding.ORDINARY_NEGLIGENCE, "类案裁判不一", "W5"),
    )
    sheet = proof_sheet(sitting(dissents=dissents), RULES)

    assert sheet["dissents"] == {"count": 2, "sha256": annex_digest(tuple(reversed(dissents)))}
    assert "注意义务已尽" in annex(dissents).decode()
    assert "注意义务已尽" not in json.dumps(sheet, ensure_ascii=False)
    assert doubts(sheet) == ()


def test_a_dissent_for_what_passed_or_for_what_nobody_voted_is_refused():
    with pytest.raises(FaultyInput, match="与通过的审查意见相同"):
        proof_sheet(sitting(dissents=(Dissent(Finding.GROSS_NEGLIGENCE, "同意"),)), RULES)
    with pytest.raises(FaultyInput, match="多于同种表决票"):
        proof_sheet(sitting(dissents=(Dissent(Finding.INTENTIONAL, "应为故意"),)), RULES)


def test_a_sheet_read_back_from_its_bytes_is_the_same_sheet():
    sheet = proof_sheet(sitting(), RULES)

    again = json.loads(rfc8785.dumps(sheet))

    assert again == sheet
    assert finding_of(again, proceeding="惩戒2022-0001", rules=RULES) is Finding.GROSS_NEGLIGENCE


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("finding",), "intentional"),
        (("ballots", "gross_negligence"), 5),
        (("numbers", "majority"), 5),
        (("committee", "seats"), 7),
        (("present",), ["W0"]),
        (("computation", 0, "zh"), "全体委员7席。"),
        (("recusals", 0, "granted"), False),
    ],
)
def test_a_sheet_that_was_changed_does_not_hold_even_when_sealed_again(path, value):
    sheet = copy.deepcopy(proof_sheet(sitting(), RULES))
    place = sheet
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value

    assert doubts(sheet) != ()
    assert doubts(sealed(sheet)) != ()
    with pytest.raises(BrokenLedger):
        finding_of(sealed(sheet))


def test_a_sheet_counted_by_other_rules_or_of_another_matter_is_no_proof_here():
    lenient = RULES.with_values({"discipline.majority_share": "3/5"})
    sheet = proof_sheet(sitting((Ballot.GROSS_NEGLIGENCE,) * 6 + (Ballot.NO_VIOLATION,) * 2), lenient)

    assert doubts(sheet) == ()
    assert "未按本事项立项时固定的规则计票" in doubts(sheet, rules=RULES)
    assert doubts(sheet, proceeding="惩戒2022-0002") == ("核验单属于另一事项“惩戒2022-0001”",)


def test_what_is_no_sheet_or_half_a_sheet_is_said_so():
    sheet = proof_sheet(sitting(), RULES)

    assert doubts({}) == ("不是审议表决核验单",)
    for part in ("rules", "committee", "voted", "ballots", "attendance"):
        half = sealed({name: value for name, value in sheet.items() if name != part})
        assert "核验单不完整，无法重新计票" in doubts(half)
    assert "核验单不完整，无法重新计票" in doubts(sealed({**sheet, "rules": sheet["rules"][1:]}))


@given(st.lists(st.sampled_from(list(Ballot)), max_size=8))
def test_every_sheet_counts_again_to_itself(ballots):
    sheet = proof_sheet(sitting(ballots, voted=len(ballots)), RULES)

    assert doubts(sheet, proceeding="惩戒2022-0001", rules=RULES) == ()
