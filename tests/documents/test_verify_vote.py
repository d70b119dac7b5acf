"""外部核验表决: a program that shares no line with ours counts a vote again from its sheet, and comes to the same."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from documents.outsiders import verify_vote
from rules.attendance import Move, Movement
from rules.certificates import sealed
from rules.committee import Committee, Member
from rules.committee_recusal import Decider, Recusal
from rules.parameters import rule_book
from rules.voting import Ballot, Outcome, Sitting, Vote
from rules.voting_sheet import proof_sheet

RULES = rule_book().on(date(2022, 5, 1))
OPENED = datetime(2022, 5, 10, 1, 0, tzinfo=UTC)
VOTED = OPENED + timedelta(hours=2)
PROGRAM = Path(verify_vote.__file__)


def body(seats: int, in_office: int, judges: int) -> Committee:
    return Committee(seats, tuple(Member(f"W{n:02}", n < judges) for n in range(in_office)), "W00")


def plain_sheet(ballots=(Ballot.GROSS_NEGLIGENCE,) * 6 + (Ballot.ORDINARY_NEGLIGENCE,) * 3):
    nine = body(9, 9, 5)
    moves = tuple(Movement(code, Move.ARRIVED, OPENED) for code in nine.codes)
    return proof_sheet(
        Sitting("惩戒2022-0001", nine, moves, Vote(VOTED, frozenset(nine.codes), tuple(ballots))), RULES
    )


def checked(sheet) -> list[tuple[str, bool]]:
    return list(verify_vote.verify(json.loads(rfc8785.dumps(sheet)), sheet["sha256"]))


@st.composite
def sittings(draw):
    """Any sitting: with vacancies, recusals decided by anybody at any time, comings and goings, strangers who vote."""
    seats = draw(st.integers(3, 11))
    in_office = draw(st.integers(max(1, seats - 2), seats))
    committee = body(seats, in_office, draw(st.integers(0, in_office)))
    hours = st.integers(0, 4).map(lambda hour: OPENED + timedelta(hours=hour))
    moves = []
    for code in committee.codes:
        times = sorted(draw(st.lists(hours, max_size=3, unique=True)))
        moves += [Movement(code, Move.LEFT if n % 2 else Move.ARRIVED, at) for n, at in enumerate(times)]
    recusals = draw(st.lists(st.builds(
        Recusal, member=st.sampled_from([*committee.codes, "X1"]), ground=st.just("witness"), asked_by=st.just("J1"), asked_at=hours,
        decider=st.none() | st.sampled_from(list(Decider)), granted=st.none() | st.booleans(), decided_at=st.none() | hours,
    ), max_size=2))  # fmt: skip
    voted = draw(st.frozensets(st.sampled_from([*committee.codes, "X1"])))
    ballots = draw(
        st.lists(
            st.sampled_from(list(Ballot)), min_size=len(voted), max_size=len(voted) + draw(st.integers(0, 1))
        )
    )
    return Sitting(
        "惩戒2022-0001", committee, tuple(moves), Vote(VOTED, voted, tuple(ballots)), tuple(recusals)
    )


choices = st.fixed_dictionaries({
    "discipline.majority_share": st.sampled_from(["2/3", "3/4", "3/5", "1/1"]),
    "discipline.quorum_share": st.sampled_from(["4/5", "1/2", "1/100"]),
    "discipline.odd_number": st.booleans(),
    **{f"discipline.{who}_leave_{of}": st.booleans() for who in ("recused", "vacant") for of in ("quorum", "majority")},
})  # fmt: skip


@given(sittings(), choices)
def test_the_outsiders_count_is_ours_whatever_happened_in_the_sitting(sitting, chosen):
    sheet = proof_sheet(sitting, RULES.with_values(chosen))

    assert [what for what, holds in checked(sheet) if not holds] == []


@given(
    st.lists(st.sampled_from(list(Ballot)), min_size=9, max_size=9),
    st.sampled_from(["intentional", "no_violation", None]),
)
def test_no_other_finding_passes_the_outsider(ballots, typed):
    sheet = plain_sheet(ballots)
    if typed == sheet["finding"]:
        return

    outcome = Outcome.FOUND if typed else Outcome.NO_MAJORITY
    forged = sealed({**sheet, "finding": typed, "outcome": outcome.value})

    assert not all(holds for _, holds in checked(forged))


def test_he_runs_it_alone_and_reads_the_outcome(tmp_path):
    file = tmp_path / "核验单.json"
    file.write_bytes(rfc8785.dumps(plain_sheet()))

    ran = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(file)], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "√ 须出席8人，一种意见须6票 quorum 8, majority 6" in ran.stdout
    assert "√ 结果 outcome: found gross_negligence" in ran.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda sheet: sheet["ballots"].update(gross_negligence=5, ordinary_negligence=4), "结果 outcome"),
        (lambda sheet: sheet["attendance"].pop(), "present at the vote"),
        (lambda sheet: sheet["numbers"].update(majority=5), "majority"),
        (lambda sheet: sheet["open_rules"].pop(), "rules not checked"),
    ],
)
def test_what_was_changed_and_sealed_again_is_named(tmp_path, change, said):
    sheet = copy.deepcopy(plain_sheet())
    change(sheet)
    file = tmp_path / "核验单.json"
    file.write_bytes(rfc8785.dumps(sealed(sheet)))

    ran = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(file)], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    assert said in ran.stdout.splitlines()[-1]
    assert "DOES NOT HOLD" in ran.stdout


def test_a_sheet_other_than_the_one_recorded_does_not_hold(tmp_path):
    file = tmp_path / "核验单.json"
    file.write_bytes(rfc8785.dumps(plain_sheet()))

    ran = subprocess.run(
        [sys.executable, str(PROGRAM), str(file), "0" * 64], capture_output=True, text=True, check=False
    )

    assert ran.returncode == 1
    broken = subprocess.run(
        [sys.executable, str(PROGRAM), str(PROGRAM)], capture_output=True, text=True, check=False
    )
    assert broken.returncode == 1
    assert "文件残缺" in broken.stderr
