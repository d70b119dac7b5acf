"""Who may not know of a matter learns nothing of it: every list, count, search and export is that of a court without it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from flows import leads, sittings
from records.committee_rolls import enter_roll
from records.proceedings import Act, advance
from rules.committee import Committee, Member
from rules.roles import Actor, Role
from state_machines.disciplinary_prereview.terms import Source
from state_machines.leads import Lead
from tests.console.at_a_desk import at_a_desk

COURT, HIGHER = "长春市中级人民法院", "吉林省高级人民法院"
MEMBERS = [f"W{number}" for number in range(1, 10)]
START = datetime(2026, 3, 2, 1, tzinfo=UTC)
LOOKING = START + timedelta(days=40)
OPEN, HIDDEN = "惩戒2026-0001", "惩戒2026-0002"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("lead", "list"),
    ("notices", "list"),
    ("notices", "list", "--state", "待送"),
    *(
        words
        for ref in (HIDDEN, OPEN, f"{HIDDEN[:2]}决定2026-0002")
        for words in (
            ("proceeding", "show", ref),
            ("proceeding", "show", ref, "--json"),
            ("proceeding", "show", ref, "--as-of", "2026-03-20"),
            ("proceeding", "rights", ref),
            ("proceeding", "reads", ref),
            ("proceeding", "evidence", ref),
            ("notices", "show", ref),
            ("papers", "write", ref),
            ("papers", "write", ref, "--all"),
            ("ledger", "prove", ref),
            ("discipline", "derive", ref),
        )
        if words != ("ledger", "prove", OPEN)  # The tree of the seals is one, and counts all entries: 0098.
    ),
    ("discipline", "register"),
    ("discipline", "statistics"),
    ("sitting", "docket"),
    ("sitting", "agenda"),
    ("sitting", "minutes"),
    ("sitting", "materials"),
    ("sitting", "materials", "--save", "材料"),
    ("sitting", "invite"),
    ("sitting", "attend", "W3", "--at", "09:00"),
    ("sitting", "leave", "W3", "--at", "09:30"),
    ("sitting", "strike", "W3", "--at", "09:00", "--reason", "登记错误"),
    ("sitting", "close"),
    *(
        ("sitting", *words)
        for words in (
            ("open", HIDDEN, "--at", "2026-06-08 09:00", "--place", "第一会议室"),
            ("vote", HIDDEN, "--ballots", "弃权=1"),
            ("vote", HIDDEN, "--ballots", "弃权=1", "--at", "09:30"),
            ("proof", HIDDEN),
            ("sign", HIDDEN),
            ("conclude", HIDDEN, "--text", "理由"),
            ("dissent", HIDDEN, "--text", "不同意"),
            ("dissents", HIDDEN),
        )
    ),
    ("proceeding", "export", HIDDEN, "--xes", "log.xes"),
    ("people", "reads", "J1"),
)
"""Every command that lists, counts, searches or exports matters, and every one that writes of a sitting."""
ROLELESS = ("export",)
"""Errands that ask for the code of the reader alone: they are the trial-management office's."""
OFFICES = (
    Role.COMMITTEE_MEMBER,
    Role.INSPECTION,
    Role.TRIAL_MANAGEMENT,
    Role.PRESIDENT,
    Role.DISCIPLINE_OFFICE,
)
NO_PART = (Role.REVIEWER, Role.DIVISION_CHIEF, Role.JUDGE, Role.HEARING_GROUP)


class Court:
    """A court's desk in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        self.now = START

    def zelian(self, *words: str) -> tuple[int, str]:
        with self:
            done = CliRunner().invoke(app, list(words))
            files = sorted(path for path in (self.home / "var" / "papers").rglob("*") if path.is_file())
            seen = "".join(path.name + path.suffix for path in files)
            for path in files:
                path.unlink()
            return done.exit_code, done.output + seen

    def __enter__(self) -> None:
        self.seat = at_a_desk(self.home, columns=220)
        self.seat.__enter__()

    def __exit__(self, *error: object) -> None:
        self.seat.__exit__(*error)

    def lead(self, judge: str) -> str:
        with self:
            lead = Lead(source=Source.COMPLAINT, court=COURT, organiser=HIGHER, judge=judge, case_no=f"（2025）吉01民终{judge}号",
                        item="46(5)", conduct="遗漏主要证据", received_on=date(2026, 3, 2))  # fmt: skip
            return leads.register(office(), lead, by=Actor("D9", Role.INSPECTION, court=COURT), now=START).ref

    def do(self, ref: str, trigger: str, role: Role, by: str = "", **stated: Any) -> None:
        with self, office().store.begin() as session:
            advance(session, Act(ref=ref, trigger=trigger, by=Actor(by or role.value, role), at=self.now, particulars=stated))  # fmt: skip


def before_the_committee(court: Court, ref: str, judge: str) -> None:
    """An inquirer and a member stepped aside."""
    do = court.do
    do(ref, "admit_lead", Role.TRIAL_SUPERVISION)
    do(ref, "propose", Role.TRIAL_SUPERVISION, case_seen=True, opinion_reasons="影响主文")
    do(ref, "start_inquiry", Role.PRESIDENT)
    do(ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D1", "D2", "D3"])
    do(ref, "ask_recusal", Role.JUDGE_CONCERNED, judge, recusal_of="D1", recusal_ground="同学")
    do(ref, "decide_inquirer", Role.PRESIDENT, recusal_granted=True, reasons="属实")
    do(ref, "appoint_inquirers", Role.INSPECTION, inquirers=["D2", "D3"])
    do(ref, "state_and_defend", Role.JUDGE_CONCERNED, judge, statement=["已尽审查义务"])
    do(ref, "report", Role.INSPECTION, report="笔录载明", facts_found=True, wrong_result=True, serious=True, answers="不采纳：笔录载明")  # fmt: skip
    do(ref, "submit", Role.PRESIDENT, question="gross_negligence")
    do(ref, "accept", Role.DISCIPLINE_OFFICE, file_complete=True)
    do(ref, "call_meeting", Role.COMMITTEE_CHAIR, "W1", meeting_at="2026-03-20 09:00", meeting_place="第一会议室", chair="W1", members=MEMBERS, rights_told=True)  # fmt: skip
    do(ref, "ask_recusal", Role.JUDGE_CONCERNED, judge, recusal_of="W2", recusal_ground="近亲属")
    do(ref, "decide_recusal", Role.COMMITTEE_CHAIR, "W1", recusal_granted=True, reasons="属实")


def on_an_agenda(court: Court, ref: str) -> None:
    """The only sitting there is, and on it this matter alone."""
    secretary = Actor("S1", Role.DISCIPLINE_OFFICE, court=HIGHER)
    committee = Committee(9, tuple(Member(code, code in MEMBERS[:5]) for code in MEMBERS), "W1")
    with court:
        with office().store.begin() as session:
            enter_roll(session, HIGHER, committee, since=date(2026, 1, 1), at=START, by=secretary)
        sittings.open_sitting(
            office(), LOOKING - timedelta(hours=3), "第一会议室", [ref], by=secretary, now=START
        )


@pytest.fixture(scope="module")
def courts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Court, Court]]:
    """Two courts that differ in one matter, of judge J1, in which D1 and W2 stepped aside."""
    folder = tmp_path_factory.mktemp("courts")
    without, holding = Court(folder / "a"), Court(folder / "b")
    with time_machine.travel(START, tick=False):
        for court in (without, holding):
            assert court.lead("J9") == OPEN
        assert holding.lead("J1") == HIDDEN
        before_the_committee(holding, HIDDEN, "J1")
        on_an_agenda(holding, HIDDEN)
    with time_machine.travel(LOOKING, tick=False):
        yield without, holding


def asked(words: tuple[str, ...], code: str, role: Role) -> tuple[str, ...]:
    as_role = () if words[1] in ROLELESS else ("--role", role.zh)
    return (*words, *as_role, "--by", code)


@trying(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reader=some.one_of(
        some.tuples(some.sampled_from(["W2", "D1", "J1"]), some.sampled_from(OFFICES)),
        some.tuples(some.sampled_from(["P5", "W3", "J9"]), some.sampled_from(NO_PART)),
        some.tuples(some.sampled_from(["J9", "W3", "P5"]), some.just(Role.JUDGE_CONCERNED)),
    ),
    words=some.lists(some.sampled_from(COMMANDS), min_size=1, max_size=4),
    english=some.booleans(),
)
def test_who_stepped_aside_sees_what_he_would_see_if_the_matter_were_not_there(
    courts, reader, words, english
):
    code, role = reader
    spoken = ("--english",) if english else ()
    for each in words:
        if each[1] in ROLELESS and role in (*NO_PART, Role.JUDGE_CONCERNED):
            continue
        line = (*spoken, *asked(each, code, role))
        without, holding = (court.zelian(*line) for court in courts)
        assert without == holding, line


@pytest.mark.parametrize("code", ["W2", "D1", "J1"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_hides_the_matter_from_whoever_stepped_aside(courts, words, code):
    without, holding = (court.zelian(*asked(words, code, Role.INSPECTION)) for court in courts)

    assert without == holding
    assert HIDDEN not in holding[1] or HIDDEN in words


def test_whoever_may_know_of_it_sees_it_in_every_command(courts):
    alike = [
        words
        for words in COMMANDS
        if HIDDEN in words or words[1] == "list"
        if courts[0].zelian(*asked(words, "D2", Role.INSPECTION))
        == courts[1].zelian(*asked(words, "D2", Role.INSPECTION))
    ]

    assert alike == []


def test_the_judge_finds_the_own_matter_through_the_own_role_alone(courts):
    _, holding = courts

    assert "申请回避" in holding.zelian("proceeding", "rights", HIDDEN, "--role", "当事法官", "--by", "J1")[1]
    assert "没有事项" in holding.zelian("proceeding", "show", HIDDEN, "--role", "审管办", "--by", "J1")[1]


def test_a_decision_is_hidden_from_whoever_stepped_aside_before_it(courts):
    from records import visibility

    _, holding = courts
    with holding, office().store.read() as session:
        assert visibility.barred(session, "惩戒决定2026-0002") == {"D1", "W2"}
        assert visibility.barred(session, OPEN) == frozenset()
