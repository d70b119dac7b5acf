"""A walk (走查): every step is taken twice, in a real database and in memory, and the two are held together.

After each step the store is closed and opened again. What it then holds must be what the machine came to by itself;
a refusal must have left every byte of it alone. A walk that fails is printed as a script for `zelian rehearse`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine, event, text
from sqlmodel import SQLModel

from flows.due import anything_due, morning
from flows.office import Office
from notifiers.route_book import route_book
from records.history import history, refold
from records.proceedings import Act, Done, advance, advance_many, find, open_many
from records.store import Store
from records.verification import verify
from rules.clocks import BEIJING
from rules.errors import AccountabilityError, FaultyInput, Refused, SomeoneWasFaster
from rules.roles import AUTOMATIC, CALENDAR, Role
from rules.score_sheets import sheet_book
from rules.workdays import calendar
from tests.walks.model import REF, Deed
from tests.walks.search import Opening, Way, mornings

Dump = dict[str, list[tuple[Any, ...]]]


class Walk:
    """One proceeding, stored and remembered."""

    def __init__(self, url: str, opening: Opening) -> None:
        self.url, self.opening, self.now = url, opening, opening.at
        self.days = calendar()
        self.model = opening.model(self.days)
        self.deeds: list[Deed] = []
        self.rows: set[tuple[str, str]] = set()
        """The rows of the table that were taken: (state, act)."""
        self.refused = 0
        self.engine = _opened(url)
        self.routes, self.sheets = route_book(None), sheet_book(None)
        self.restart()
        with self.store.begin() as session:
            rules = self.store.rules.on(opening.at.date())
            open_many(session, opening.code, [(REF, opening.facts)], by=AUTOMATIC, at=opening.at, rules=rules)
        self.hold_together()

    def restart(self) -> None:
        """Close the database and open it again: nothing is known but what was stored.

        The engine keeps the statements it has put together, the office what is in `config/`, and nothing else.
        """
        self.engine.dispose()
        self.store = Store(self.engine, self.opening.book(), self.days)
        nowhere = Path(os.devnull)
        self.office = Office(self.store, nowhere, nowhere, self.routes, self.sheets)

    def close(self) -> None:
        self.engine.dispose()

    def fork(self, url: str) -> Walk:
        """The same walk in a copy of the database that was made while this one was closed."""
        other = copy(self)
        other.url, other.engine = url, _opened(url)
        other.model, other.deeds, other.rows = self.model.copy(), list(self.deeds), set(self.rows)
        other.restart()
        return other

    # ---- what is done ------------------------------------------------------------------------------------------

    def do(self, deed: Deed, *, key: str | None = None, seen: int | None = None) -> bool:
        """Do it in both; whether it was lawful. Reasons and authorities must be the same."""
        self.now = max(self.now, deed.at)
        with self.printed(deed):
            before, state = self.dump(), self.model.state
            wrong = self._refusal(deed) if seen in (None, self.model.version) else SomeoneWasFaster
            told = self._told(deed, key, seen)
            if wrong is None:
                assert isinstance(told, Done), f"the table allows what the desk refused: {told}"
                assert (told.state, told.version) == (self.model.state, self.model.version)
                self.rows.add((state, deed.trigger))
                self.deeds.append(deed)
            else:
                self.refused += 1
                self._same(wrong, told)
                assert self.dump() == before, "a refusal changed something"
            self.hold_together()
            return wrong is None

    def do_together(self, deeds: Sequence[Deed]) -> None:
        """Several acts in one transaction: each by itself, in the order given."""
        with self.printed(*deeds):
            expected: list[Any] = []
            states = []
            for deed in deeds:
                states.append(self.model.state)
                expected.append(self._refusal(deed))
            if any(isinstance(wrong, FaultyInput) for wrong in expected):
                raise AssertionError("a batch is put together from acts of the right form")
            with self.store.begin() as session:
                outcomes = advance_many(session, [self._act(deed, None, None) for deed in deeds])
            for deed, state, wrong, told in zip(deeds, states, expected, outcomes, strict=True):
                if wrong is None:
                    assert isinstance(told, Done), told
                    self.rows.add((state, deed.trigger))
                    self.deeds.append(deed)
                else:
                    self._same(wrong, told)
            self.hold_together()

    def again(self, key: str, deed: Deed) -> None:
        """The same act under the same key a second time: nothing happens, and its outcome is told again."""
        with self.printed(deed):
            before = self.dump()
            told = self._told(deed, key, None)
            assert isinstance(told, Done), told
            assert told.repeated
            assert self.dump() == before, "an act repeated under its key changed something"

    def wait(self, until: datetime) -> None:
        """Let the mornings pass. The morning runs where the cheap question says so, which must never be too seldom."""
        with self.printed():
            for early in mornings(self.now, until, self.days):
                state, model = self.model.state, self.model.copy()
                done = self.model.morning(early)
                due = anything_due(self.office, early)
                assert due or not done, "the cheap question missed a limit that has run out"
                if due:
                    morning(self.office, early)
                for deed in done:
                    self.rows.add((state, deed.trigger))
                    model.take(deed)
                    state = model.state
                self.deeds += done
                if due:
                    self.now = early
                    self.hold_together()
                    before = self.dump()
                    morning(self.office, early)
                    assert self.dump() == before, "the same morning a second time changed something"
            self.now = max(self.now, until)

    def go_on_to(self, way: Way) -> None:
        """Go a way without looking at every step of it: where it ends is looked at."""
        for deed in way.deeds:
            for early in mornings(self.now, deed.at, self.days):
                if anything_due(self.office, early):
                    morning(self.office, early)
                self.model.morning(early)
            self.now = deed.at
            if deed.by != CALENDAR:
                assert isinstance(self._told(deed, None, None), Done)
                self.model.take(deed)
            self.deeds.append(deed)
        self.hold_together()

    def _act(self, deed: Deed, key: str | None, seen: int | None) -> Act:
        return Act(
            ref=REF,
            trigger=deed.trigger,
            by=deed.by,
            at=deed.at,
            particulars=deed.particulars,
            key=key,
            seen=seen,
        )

    def _told(self, deed: Deed, key: str | None, seen: int | None) -> Done | AccountabilityError:
        try:
            with self.store.begin() as session:
                return advance(session, self._act(deed, key, seen))
        except (Refused, FaultyInput) as error:
            return error

    def _refusal(self, deed: Deed) -> AccountabilityError | None:
        try:
            self.model.take(deed)
        except (Refused, FaultyInput) as error:
            return error
        return None

    def _same(self, wrong: AccountabilityError | type[SomeoneWasFaster], told: Any) -> None:
        assert not isinstance(told, Done), f"the desk did what the table refuses: {wrong}"
        if isinstance(wrong, type):
            assert isinstance(told, wrong)
            return
        assert type(told) is type(wrong)
        for language in ("zh", "en"):
            # Faults come in the order in which things were stated, and that is not kept everywhere.
            assert sorted(told.to(language).splitlines()) == sorted(wrong.to(language).splitlines())
            assert told.to(language).strip()

    # ---- what must hold ----------------------------------------------------------------------------------------

    def hold_together(self) -> None:
        """Open the store anew, and hold what it has against the model."""
        self.restart()
        model = self.model
        with self.store.read() as session:
            row = find(session, REF)
            past = history(session, REF)
            verify(session)
            clocks = [
                dict(each)
                for each in session.connection()
                .execute(text("SELECT * FROM clock WHERE ended_at IS NULL ORDER BY id"))
                .mappings()
            ]
            keys = (
                session.connection().execute(text("SELECT count(*), count(DISTINCT key) FROM notice")).one()
            )
        assert row.state == model.state
        assert row.facts == model.facts, "the facts are not what the acts came to"
        assert row.version == model.version == len(past), "version and ledger entries differ"
        assert [entry.number for entry in past] == list(range(1, len(past) + 1))
        assert refold(past, model.table) == row.facts, "the ledger folds to other facts"
        assert (past[-1].to, past[-1].digest) == (row.state, row.head)
        assert keys[0] == keys[1], "a notice stands twice"
        self._limits_hold(clocks)

    def _limits_hold(self, clocks: list[dict[str, Any]]) -> None:
        model = self.model
        declared = {
            step.within.code
            for step in model.table.from_state(model.state)
            if step.within is not None and step.within.owed(model.facts, model.rules)
        }
        assert len(clocks) == len(declared), "not the limits that the state declares"
        assert {clock["code"] for clock in clocks} == declared == set(model.limits)
        for clock in clocks:
            limit = model.limits[clock["code"]]
            reckoned = limit.reckoned(self.days)
            assert _day(clock["due_on"]) == reckoned.rolled, clock["code"]
            assert _day(clock["starts_from"]) == limit.starts_from
            assert (clock["state"] == "suspended") == (reckoned.instant is None)
            assert len(json.loads(clock["events"])) == len(limit.events)

    def dump(self) -> Dump:
        """Every row of every table."""
        with self.store.read() as session:
            connection = session.connection()
            return {
                table.name: sorted(
                    map(tuple, connection.exec_driver_sql(f"SELECT * FROM {table.name}")), key=repr
                )
                for table in SQLModel.metadata.sorted_tables
            }

    # ---- how it is told ----------------------------------------------------------------------------------------

    @contextmanager
    def printed(self, *deeds: Deed) -> Iterator[None]:
        """Whatever fails here carries the walk as a script."""
        done = list(self.deeds)
        try:
            yield
        except Exception as error:
            script = as_rehearsal(Way(self.opening, (*done, *deeds)))
            error.add_note(
                f"\n# 保存后用 zelian rehearse 重放；走到：{self.now.astimezone(BEIJING):%Y-%m-%d %H:%M}\n{script}"
            )
            raise


def _opened(url: str) -> Engine:
    """The database, which waits for no disk: a walk restarts the program, not the machine."""
    engine = Store.open(url).engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return engine


def as_rehearsal(way: Way, expected: str = "") -> str:
    """The script that plays this way. The calendar's deeds are left out: the mornings of the rehearsal do them."""
    opening = way.opening
    script: dict[str, Any] = {
        "推演": "走查",
        "程序": opening.code,
        "日期": _moment(opening.at),
        "参数": {key: _said(value) for key, value in opening.parameters.items()},
        "立项事实": _said(dict(opening.facts)),
        "办理": [
            {
                "日期": _moment(deed.at),
                "步骤": deed.trigger,
                "角色": deed.by.role.value,
                "人员": deed.by.code,
                **({"法院": deed.by.court} if deed.by.court else {}),
                **({"内容": _said(dict(deed.particulars))} if deed.particulars else {}),
            }
            for deed in way.deeds
            if deed.by.role is not Role.CALENDAR
        ],
        "截至": _moment(way.deeds[-1].at if way.deeds else opening.at),
        "预期": {"状态": expected} if expected else {},
    }
    script = {part: value for part, value in script.items() if value}
    return yaml.safe_dump(script, allow_unicode=True, sort_keys=False, width=120)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _said(value: Any) -> Any:
    """A value as a script writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        if {"point", "adopted"} <= value.keys():
            return f"{value['point']} {'采纳' if value['adopted'] else '不采纳'}：{value.get('reasons', '')}"
        return {key: _said(each) for key, each in value.items()}
    return [_said(each) for each in value] if isinstance(value, list | tuple) else value


def _day(stored: Any) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored
