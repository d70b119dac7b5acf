"""A store of each kind with the newest tables, and a desk that takes a review wherever a test needs it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text
from sqlmodel import SQLModel

from records.proceedings import Act, Done, advance, open_many
from records.store import Store
from rules.parameters import rule_book
from rules.roles import Actor, Role
from rules.workdays import Calendar, calendar
from state_machines.quality_review.table import QUALITY_REVIEW

ORGANISER, COURT, ELSEWHERE = "吉林省高级人民法院", "长春市中级人民法院", "吉林市中级人民法院"
MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
"""Nine in the morning in Beijing."""

# Making the tables takes half a second, and a fresh engine a tenth to put its statements together. So there is one
# engine of each kind for all these tests, and what a test finds under it is new.


@pytest.fixture(scope="session")
def sqlite_records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, Path]]:
    """An engine on a file, and the copy that the file is put back from."""
    folder = tmp_path_factory.mktemp("records")
    made = Store.open(f"sqlite:///{folder / 'template.db'}")
    made.close()
    store = Store.open(f"sqlite:///{shutil.copy(folder / 'template.db', folder / 'zelian.db')}")
    store.close()  # No connection may stay on the file that the first test puts another in the place of.
    yield store.engine, folder / "template.db"
    store.close()


@pytest.fixture(scope="session")
def postgres_records(postgres_url: str) -> Iterator[Engine]:
    import psycopg

    with psycopg.connect(
        host=make_url(postgres_url).query["host"], user="postgres", autocommit=True
    ) as server:
        server.execute("CREATE DATABASE records")
    store = Store.open(make_url(postgres_url).set(database="records").render_as_string())
    yield store.engine
    store.close()


@pytest.fixture
def sqlite_store(sqlite_records: tuple[Engine, Path]) -> Iterator[Store]:
    engine, template = sqlite_records
    engine.dispose()  # A connection left over would go on with the file that is now taken away.
    place = Path(str(engine.url.database))
    for left in place.parent.glob("zelian.db*"):
        left.unlink()
    shutil.copy(template, place)
    yield Store(engine, rule_book(), calendar())
    engine.dispose()


@pytest.fixture
def postgres_store(postgres_records: Engine) -> Iterator[Store]:
    yield Store(postgres_records, rule_book(), calendar())
    with postgres_records.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # past the triggers
        for table in SQLModel.metadata.sorted_tables:
            connection.execute(table.delete())
    postgres_records.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """A store without a row in it, its tables made by the migrations: once in SQLite, once in PostgreSQL."""
    found: Store = request.getfixturevalue("sqlite_store" if request.param == "sqlite" else "postgres_store")
    return found


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def quick_desk(sqlite_store: Store) -> Desk:
    """A desk over one kind of database, where the kind is not the point."""
    return Desk(sqlite_store)


def reader(code: str) -> dict[str, str]:
    return {"code": code, "court": ELSEWHERE, "division": "民一庭"}


# fmt: off
_GOOD, _BAD = {"grade": "qualified", "grade_reasons": "程序规范"}, {"grade": "flawed", "grade_reasons": "笔录有误"}
_WORST = {"grade": "unqualified", "grade_reasons": "漏列当事人", "discussed": "讨论记录", "panel_heard": "合议庭意见"}
_TO_SCORED = (
    ("hand_in_file",  Role.DIVISION,         {"file_complete": True}),
    ("assign",        Role.TRIAL_MANAGEMENT, {"readers": [reader("R1"), reader("R2")]}),
    ("submit_sheet",  "R1",                  {"sheets": {"reader": "R1", "score": 88}}),
    ("submit_sheet",  "R2",                  {"sheets": {"reader": "R2", "score": 90.5}}),
    ("close_scoring", Role.TRIAL_MANAGEMENT, {"score": 89.25, "scored_grade": "qualified"}),
)
_OPINION = lambda grade: (*_TO_SCORED, ("form_opinion", Role.TRIAL_MANAGEMENT, grade))  # noqa: E731 - a table
_FED_BACK = lambda grade: (*_OPINION(grade), ("feed_back", Role.TRIAL_MANAGEMENT, {}))  # noqa: E731
_HEARING = {
    "reasons": "争议较大", "hearing_at": "2026-03-06 09:30", "hearing_place": "第三会议室",
    "hearing_group": ["P-hearing_group", "H2", "H3"],
}
_READY = lambda grade: (*_FED_BACK(grade), ("agree", Role.JUDGE, {}))  # noqa: E731
_OBJECTED = (*_FED_BACK(_GOOD), ("object", Role.JUDGE, {"objection": "扣分无据"}))
_CONFIRMED = lambda grade: (*_READY(grade), ("confirm", Role.REVIEW_COMMITTEE, {}))  # noqa: E731
_REFERRED = lambda grade: (*_READY(grade), ("refer", Role.TRIAL_MANAGEMENT, {}))  # noqa: E731
_EXEMPTED = {"exemption": "new_evidence", "exemption_reasons": "二审新证据"}
_BEST = {"grade": "excellent", "grade_reasons": "评查员提名"}
_NOMINATED = (
    *_TO_SCORED[:4],
    ("close_scoring", Role.TRIAL_MANAGEMENT, {"score": 100, "scored_grade": "excellent"}),
    *_READY(_BEST)[5:],
    ("list_excellent", Role.TRIAL_MANAGEMENT, {}),
)
_CLOSED = (*_CONFIRMED(_GOOD), ("close", Role.TRIAL_MANAGEMENT, {}))
WAYS: dict[str, tuple[tuple[str, Role | str, dict[str, Any]], ...]] = {
    "selected": (), "file_in": _TO_SCORED[:1], "assigned": _TO_SCORED[:2], "scored": _TO_SCORED,
    "prelim": _OPINION(_GOOD), "fed_back": _FED_BACK(_GOOD), "objected": _OBJECTED,
    "hearing": (*_OBJECTED, ("call_hearing", Role.DIVISION_CHIEF, _HEARING)),
    "ready": _READY(_GOOD), "nominated": _NOMINATED, "committee": _REFERRED(_WORST),
    "dispute_up": (("self_analyse", Role.JUDGE, {"analysis": "二审出现新证据"}), *_REFERRED(_WORST | _EXEMPTED), ("dispute_reversal", Role.ADJUDICATION_COMMITTEE, {"reasons": "改判不当", "attendance": {"members": 11, "present": 7}})),
    "confirmed": _CONFIRMED(_GOOD),
    "rectifying": (*_CONFIRMED(_BAD), ("order_mending", Role.TRIAL_MANAGEMENT, {"to_mend": "补正笔录"})),
    "closed": _CLOSED, "archived": (*_CLOSED, ("let_remedy_lapse", Role.CALENDAR, {}), ("archive", Role.TRIAL_MANAGEMENT, {})),
    "withdrawn": (("withdraw", Role.TRIAL_MANAGEMENT, {"reasons": "重复抽取"}),),
}
# fmt: on
"""For each state, the acts that lead there: trigger, the role (or the reviewer's code), particulars."""


class Desk:
    """Everybody who acts on reviews, at a time that stands until a test moves it."""

    def __init__(self, store: Store, now: datetime = MONDAY) -> None:
        self.store = store
        self.now = now

    def open(self, *refs: str, **facts: Any) -> None:
        given = {
            "organiser": ORGANISER, "court": COURT, "case_no": "（2025）吉01民终7号", "division": "民二庭", "judge": "J1",
            "bench": ["J1", "J2", "J3"], "reversed": False, "conflicts": [], "case_kind": "civil",
        }  # fmt: skip
        with self.store.begin() as session:
            rules = self.store.rules.on((self.now + timedelta(hours=8)).date())
            by = who(Role.TRIAL_MANAGEMENT)
            openings = [(ref, given | facts) for ref in refs]
            open_many(session, QUALITY_REVIEW.code, openings, by=by, at=self.now, rules=rules)

    def act(
        self, ref: str, trigger: str, by: Role | str, particulars: dict[str, Any] | None = None, **more: Any
    ) -> Act:
        return Act(ref=ref, trigger=trigger, by=who(by), at=self.now, particulars=particulars or {}, **more)

    def do(
        self, ref: str, trigger: str, by: Role | str, particulars: dict[str, Any] | None = None, **more: Any
    ) -> Done:
        with self.store.begin() as session:
            return advance(session, self.act(ref, trigger, by, particulars, **more))

    def bring(self, ref: str, state: str, **facts: Any) -> None:
        """Open a review and take it to that state."""
        self.open(ref, **({"reversed": True} if state == "dispute_up" else {}) | facts)
        for trigger, by, particulars in WAYS[state]:
            if trigger == "let_remedy_lapse":
                self.now += timedelta(days=8)
            self.do(ref, trigger, by, particulars)

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        with self.store.read() as session:
            return [dict(row) for row in session.connection().execute(text(query), values).mappings()]

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.store.read() as session:
            return {
                table.name: sorted(map(tuple, session.connection().execute(table.select())), key=repr)
                for table in SQLModel.metadata.sorted_tables
            }


def who(role: Role | str) -> Actor:
    """Somebody in that role; a reviewer, a judge and the calendar by their own code."""
    if isinstance(role, str):
        return Actor(role, Role.REVIEWER, court=ELSEWHERE)
    code = {Role.JUDGE: "J1", Role.CALENDAR: "calendar"}.get(role, f"P-{role.value}")
    return Actor(code, role, court=COURT)


def _office(store: Store, place: Path) -> Any:
    from flows.office import Office
    from notifiers.route_book import route_book
    from rules.score_sheets import sheet_book

    return Office(store, place / "papers", place / "mailbox", route_book(None), sheet_book(None))


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Any:
    return _office(store, tmp_path)


@pytest.fixture
def quick_office(sqlite_store: Store, tmp_path: Path) -> Any:
    """An office over one kind of database, where the kind is not the point."""
    return _office(sqlite_store, tmp_path)


@pytest.fixture
def at_once() -> Any:
    """Run each work in a thread of its own, all from the same moment; what comes back is what they raised."""
    return _at_once


def _at_once(works: list[Any]) -> list[BaseException]:
    failed: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(work: Any) -> None:
        start.wait(10)
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failed.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.fixture
def calendar_2027(tmp_path: Path) -> Calendar:
    """The calendar of a court that has entered the notice for 2027 (the days are made up)."""
    folder = tmp_path / "calendar"
    folder.mkdir()
    (folder / "2027.yaml").write_text(
        "announced:\n  - {year: 2027, notice: 放假安排（试验）, provenance: design}\n"
        "days_off:\n  - {from: 2027-01-01, to: 2027-01-03, zh: 元旦, en: New Year's Day}\n"
        "  - {from: 2027-02-05, to: 2027-02-11, zh: 春节, en: Spring Festival}\n",
        encoding="utf-8",
    )
    return calendar(folder)
