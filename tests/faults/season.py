"""A season of ten cases, from the list to the archived circular, as a court does it: command by command, tick by tick.

Every stage may be begun again after a death: a person acts on what still stands where it has to be acted on, a tick
looks by itself. An act that a person does is one transaction; so is every notice that goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from console.sample.pen import fill_in
from documents.evidence_files import Attachment
from flows import cards, delivery, drawing, due, evidence, intake, progress, reporting
from flows.office import Office
from records import people, proceedings, seasons
from records.proceedings import Act, Proceeding, advance
from rules.roles import Actor, Role
from state_machines.quality_review.terms import State
from state_machines.review_round.table import State as RoundState

SEASON, SIZE = "2022Q1", 10
COURTS = tuple(
    (f"吉林省{city}中级人民法院", code)
    for city, code in (("长春市", "吉01"), ("吉林市", "吉02"), ("四平市", "吉03"))
)
SEAT = "吉林省高级人民法院"
OFFICE = Actor("A-1", Role.TRIAL_MANAGEMENT, court=SEAT)
PRESIDENT = Actor("A-2", Role.PRESIDENT, court=SEAT)
COMMITTEE = Actor("A-3", Role.REVIEW_COMMITTEE, court=SEAT)
START = datetime(2022, 4, 11, 1, 0, tzinfo=UTC)
# At any hour: what a death does to messages that wait is tried in tests/records/test_digest.py.
ROUTES = """
channels:
  hook: {{zh: 试验渠道, en: a web receiver, url: "json://127.0.0.1:{web}/{{target}}", any_hour: true}}
  mail: {{zh: 试验邮箱, en: a mail server, url: "mailto://127.0.0.1:{mail}/?from=notices@court.invalid&to={{target}}", any_hour: true, optional: true}}
default: {{routine: [mailbox, hook, mail], urgent: [mailbox, hook, mail]}}
"""


@dataclass(frozen=True)
class Life:
    """One life of the process: its office, the number of the life, and how much later each life acts than the one before."""

    office: Office
    number: int
    later: timedelta

    def day(self, number: int) -> datetime:
        return START + timedelta(days=number) + self.number * self.later

    def round(self) -> Proceeding:
        with self.office.store.read() as session:
            return proceedings.find(session, seasons.season(session, SEASON).ref)

    def stands(self, *states: RoundState) -> bool:
        return self.round().state in {state.value for state in states}

    def waiting(self, state: State) -> list[tuple[int, Proceeding]]:
        """The reviews that stand there, each with its place in the draw."""
        with self.office.store.read() as session:
            found = seasons.reviews(session, SEASON)
        places = {
            row.ref: place
            for place, row in enumerate(sorted((row for _, row in found), key=lambda row: row.ref))
        }
        return [(places[row.ref], row) for _, row in found if row.state == state.value]

    def do(self, row: Proceeding, trigger: str, by: Actor, day: int, **facts: Any) -> None:
        with self.office.store.begin() as session:
            advance(session, Act(ref=row.ref, trigger=trigger, by=by, at=self.day(day), particulars=facts))


def take_in(life: Life) -> None:
    files = [life.office.papers.parent / "list.csv"]
    intake.take_in_lists(life.office, files, accept_good_rows=True, by=OFFICE, now=life.day(0))


def enrol(life: Life) -> None:
    with life.office.store.begin() as session:
        people.enrol(session, _people(), life.day(0), OFFICE, "list")


def plan(life: Life) -> None:
    drawing.open_season(life.office, SEASON, SEAT, by=OFFICE, now=life.day(1))
    if life.stands(RoundState.DRAFT):
        drawing.approve(life.office, SEASON, by=PRESIDENT, now=life.day(1))


def freeze(life: Life) -> None:
    if life.stands(RoundState.APPROVED):
        drawing.freeze(life.office, SEASON, by=OFFICE, now=life.day(1), size=SIZE)
    drawing.publish(life.office, SEASON)


def draw(life: Life) -> None:
    if life.stands(RoundState.FROZEN):
        at = life.day(3)
        drawing.draw_season(life.office, SEASON, "20220414", seed_at=at, witnesses="W-1", by=OFFICE, now=at)
    drawing.publish(life.office, SEASON)


def hand_in(life: Life) -> None:
    for _, row in life.waiting(State.SELECTED):
        life.do(row, "hand_in_file", Actor("D-1", Role.DIVISION, court=row.court), 4, file_complete=True)


def assign(life: Life) -> None:
    progress.tick(life.office, SEASON, now=life.day(5))


def read(life: Life) -> None:
    """The cards come back filled in."""
    back = life.office.papers.parent / "back"
    for card in sorted((life.office.season_folder(SEASON) / cards.FOLDER).rglob("*.xlsx")):
        to = back / card.parent.name / card.name
        if not to.exists():
            part = back / card.parent.name / "part"
            part.parent.mkdir(parents=True, exist_ok=True)
            fill_in(card, part, life.office.sheets, [], day=date(2022, 4, 18), remarks="已通读")
            part.replace(to)


def collect(life: Life) -> None:
    done = cards.collect_cards(life.office, SEASON, life.office.papers.parent / "back", now=life.day(7))
    assert not done.faulty, done.faulty
    assert not done.refused, done.refused


def merge(life: Life) -> None:
    progress.tick(life.office, SEASON, now=life.day(8))


def opine(life: Life) -> None:
    for _, row in life.waiting(State.SCORED):
        life.do(row, "form_opinion", OFFICE, 8, grade=row.facts["scored_grade"], grade_reasons="评分一致")


def feed_back(life: Life) -> None:
    for _, row in life.waiting(State.PRELIM):
        life.do(row, "feed_back", OFFICE, 9)
    progress.tick(life.office, SEASON, now=life.day(9))


def answer(life: Life) -> None:
    """Of ten judges four agree, three object (one of them with a file), and three say nothing."""
    for place, row in life.waiting(State.FED_BACK):
        judge = Actor(row.facts["judge"], Role.JUDGE, court=row.court)
        if place % 3 == 0:
            life.do(row, "agree", judge, 10)
        elif place % 3 == 1:
            act = Act(
                ref=row.ref,
                trigger="object",
                by=judge,
                at=life.day(10),
                particulars={"objection": "扣分无据"},
            )
            evidence.submit(
                life.office, act, [Attachment("庭审笔录.pdf", f"%PDF-1.4\n{row.ref}\n%%EOF\n".encode())]
            )


def expire(life: Life) -> None:
    due.morning(life.office, life.day(20))


def appoint(life: Life) -> None:
    progress.tick(life.office, SEASON, now=life.day(20))


def decide(life: Life) -> None:
    for _, row in life.waiting(State.OBJECTED):
        by = row.facts["second_readers"][0]
        life.do(row, "decide_objection", Actor(by["code"], Role.RE_REVIEWER, court=by["court"]), 21,
                upheld=False, grade=row.facts["grade"], answer="笔录与评查意见一致")  # fmt: skip


def confirm(life: Life) -> None:
    for _, row in life.waiting(State.READY):
        life.do(row, "confirm", COMMITTEE, 22, attendance={"members": 9, "present": 7})


def close(life: Life) -> None:
    for _, row in life.waiting(State.CONFIRMED):
        life.do(row, "close", OFFICE, 23)


def lapse(life: Life) -> None:
    due.morning(life.office, life.day(33))


def archive(life: Life) -> None:
    for _, row in life.waiting(State.CLOSED):
        life.do(row, "archive", OFFICE, 34)


def conclude(life: Life) -> None:
    if life.stands(RoundState.RUNNING):
        reporting.confirm_round(life.office, SEASON, by=OFFICE, now=life.day(35))


def circulate(life: Life) -> None:
    if life.stands(RoundState.CONFIRMED):
        papers = reporting.write_papers(life.office, SEASON, now=life.day(35))
        reporting.circulate(life.office, SEASON, papers, by=PRESIDENT, now=life.day(35))


def archive_round(life: Life) -> None:
    if life.stands(RoundState.CIRCULATED):
        reporting.archive_round(life.office, SEASON, "", by=OFFICE, now=life.day(36))


def _deliver(day: int) -> Callable[[Life], None]:
    # Later in each life by an hour, so that the lease of the one before is over.
    return lambda life: (
        delivery.deliver_due(life.office, START + timedelta(days=day, hours=2 + life.number)) and None
    )


_IN_ORDER: tuple[tuple[Callable[[Life], None], int], ...] = (
    (take_in, 0), (enrol, 0), (plan, 0), (freeze, 0), (draw, 3), (hand_in, 4), (assign, 5), (read, 0), (collect, 7),
    (merge, 0), (opine, 8), (feed_back, 9), (answer, 10), (expire, 20), (appoint, 20), (decide, 21), (confirm, 22),
    (close, 23), (lapse, 33), (archive, 34), (conclude, 0), (circulate, 35), (archive_round, 36),
)  # fmt: skip
"""Each stage; where a day stands beside it, the notices of that day go out after it."""


def _stages() -> Mapping[str, Callable[[Life], None]]:
    found: dict[str, Callable[[Life], None]] = {}
    for stage, day in _IN_ORDER:
        found[stage.__name__] = stage
        if day:
            found[f"deliver_{stage.__name__}"] = _deliver(day)
    return found


STAGES = _stages()


def case_list() -> str:
    """A list of 90 cases of three courts, as one of them exports it; the last two rows are faulty."""
    rows = ["案号,法院,承办法官,合议庭成员,结案日期"]
    for number in range(90):
        court, code = COURTS[number % 3]
        judge = f"J-{number % 6}"
        rows.append(f"（2022）{code}民终{number + 1}号,{court},{judge},{judge},2022-0{1 + number % 3}-15")
    return "\n".join([*rows, "（2022）吉01民终,长春市中级人民法院,J-0,J-0,2022-02-15", "无案号,,,,"])


def _people() -> list[dict[str, object]]:
    readers = [
        _person(f"R-{number}", COURTS[number % 3][0], "reviewer", *(["re_reviewer"] if number > 9 else []))
        for number in range(1, 13)
    ]
    seat = [
        _person("A-1", SEAT, "trial_management"),
        _person("A-2", SEAT, "president", mail="a-2@court.invalid"),
        _person("A-3", SEAT, "review_committee"),
    ]
    judges = [
        _person(f"J-{number}", COURTS[number % 3][0], "judge", hook=f"J-{number}") for number in range(6)
    ]
    holders = [
        _person(f"D-{at}", court, "division", "division_chief", mail=f"d-{at}@court.invalid")
        for at, (court, _) in enumerate(COURTS)
    ]
    return [*readers, *seat, *judges, *holders]


def _person(code: str, court: str, *roles: str, **addresses: str) -> dict[str, object]:
    posts = [{"role": role, "division": "", "since": date(2020, 1, 1)} for role in roles]
    return {"code": code, "court": court, "division": "", "posts": posts, "addresses": addresses}


def lay_out(home: Path, mail: int, web: int) -> None:
    """Put into an empty home what a court has before its first season."""
    home.mkdir(parents=True)
    (home / "list.csv").write_text(case_list(), encoding="utf-8")
    (home / "routes.yaml").write_text(ROUTES.format(mail=mail, web=web), encoding="utf-8")
