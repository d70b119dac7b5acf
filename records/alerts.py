"""The register of alerts (警示登记): each opened once, climbing its ladder by rungs that fire once, until it ends.

A rung is a row whose key names the limit, the day due, the rung and the reader: to insert it is to claim it, in the
transaction that writes the notice. So two ticks at once, or one that is killed, tell nobody twice and forget nobody.
docs/decisions/0112-ladders.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlmodel import Field, Session, SQLModel, col

from records.additions import add_missing
from records.clocks import HOUR, Clock, Running
from records.columns import Json
from records.proceedings_register import Proceeding
from rules.alerts import ALARMING, AlertKind, AlertState, Fired, alert_key
from rules.clocks import beijing_day
from rules.labels import Words
from rules.notices import NoticeContent

OPEN, REPORTED = AlertState.OPEN.value, AlertState.REPORTED.value
NOT_ENDED_BY_AN_ACT = (OPEN, REPORTED)


class Alert(SQLModel, table=True):
    """Something that should have happened and did not (警示)."""

    __tablename__ = "alert"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    proceeding: str = Field(index=True)
    court: str = ""
    """The court of who is late, or of the office that has to see to it."""
    audience: str = ""
    """The role of who is late."""
    clock: int | None = Field(default=None, index=True)
    due_on: date | None = None
    opened_at: datetime
    state: str = Field(default=OPEN, index=True)
    stands_at: str = ""
    """The highest rung that has fired; empty: none has."""
    base_on: date
    """The day from which the rungs are counted: the day due, or a later one where the ladder was held."""
    next_rung: str = ""
    """The rung that comes next; empty: there is none."""
    next_at: datetime | None = Field(default=None, index=True)
    calendar_version: str = ""
    """The calendar by which `next_at` was counted."""
    held_until: date | None = None
    """The next date of those who acknowledged: till the end of that day no rung fires."""
    forgotten: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    """Acknowledgements after which nothing was done: who, when, till when, why."""
    ended_at: datetime | None = None
    why: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Why it ended, in both languages."""


class AlertRung(SQLModel, table=True):
    """A rung that fired, or was passed over, for one reader (各级触发记录)."""

    __tablename__ = "alert_rung"

    id: int = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    """The claim: limit, day due, rung and reader."""
    alert: int = Field(foreign_key="alert.id", index=True)
    rung: str
    reader: str
    """``role:person``; empty where the rung was passed over."""
    owes: bool = False
    """Whether the act is this reader's to do."""
    at: datetime
    state: str = Fired.FIRED.value
    notice: str = ""
    """The key of the notice by which it was told."""


def open_for_clocks(session: Session, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Open an alert for each of these limits that has none; one that was withdrawn is taken up again. Returns the new keys."""
    new = add_missing(session, Alert, rows, "key")
    old = [row["key"] for row in rows if row["key"] not in set(new)]
    if old:
        session.execute(
            update(Alert)
            .where(col(Alert.key).in_(old), col(Alert.state) == AlertState.WITHDRAWN.value)
            .values(
                {
                    "state": OPEN,
                    "ended_at": None,
                    "why": {},
                    "next_at": rows[0]["next_at"],
                    "calendar_version": "",
                }
            )
        )
    return new


def open_for_alarms(session: Session, contents: Iterable[NoticeContent], at: datetime) -> None:
    """Open the alert of each notice that is an alarm; called where the notice itself is written."""
    rows = {
        alert_key(content): row_of(
            alert_key(content), ALARMING[content.kind], content.proceeding, at,
            court=content.court, audience=content.audience.value,
        )
        for content in contents
        if content.kind in ALARMING
    }  # fmt: skip
    if rows:
        open_for_clocks(session, list(rows.values()))
        again = select(col(Alert.id)).where(
            col(Alert.key).in_(list(rows)), col(Alert.state) == AlertState.DONE.value
        )
        # What was seen to and is there again is a new alarm under the old key: its ladder begins anew.
        for alert in list(session.execute(again).scalars()):
            session.execute(
                update(AlertRung)
                .where(col(AlertRung.alert) == alert)
                .values({"state": Fired.WITHDRAWN.value})
            )
            session.execute(
                update(Alert)
                .where(col(Alert.id) == alert)
                .values(
                    {
                        "state": OPEN, "opened_at": at, "stands_at": "", "base_on": beijing_day(at), "next_at": at,
                        "calendar_version": "", "ended_at": None, "why": {},
                    }
                )
            )  # fmt: skip


def row_of(key: str, kind: AlertKind, proceeding: str, at: datetime, **more: Any) -> dict[str, Any]:
    """The row of a new alert. Its next rung is worked out by the first look, which is due at once."""
    return {
        "key": key,
        "kind": kind.value,
        "proceeding": proceeding,
        "court": "",
        "audience": "",
        "clock": None,
        "due_on": None,
        "opened_at": at,
        "state": OPEN,
        "stands_at": "",
        "base_on": beijing_day(at),
        "next_rung": "",
        "next_at": at,
        "calendar_version": "",
        "held_until": None,
        "forgotten": [],
        "ended_at": None,
        "why": {},
        **more,
    }


def to_open(first_days: Mapping[date, Sequence[str]], now: datetime) -> Any:
    """The condition on clock and proceeding: a limit whose first rung has come, and of which there is no alert yet."""
    come = [
        and_(col(Clock.due_on) <= until, col(Clock.unit) != HOUR, col(Proceeding.procedure).in_(codes))
        for until, codes in first_days.items()
    ]
    return and_(
        col(Clock.state) == Running.RUNNING.value,
        col(Clock.due_at).is_not(None),
        col(Clock.warned).is_(False),
        or_(*come, col(Clock.due_at) <= now),
    )


UNTOLD = and_(
    col(Clock.state) == Running.RUNNING.value,
    col(Clock.warned).is_(True),
    ~select(col(Alert.id))
    .where(col(Alert.clock) == col(Clock.id), col(Alert.due_on) == col(Clock.due_on))
    .exists(),
)
"""Limits of which an earlier program has told, and of which there is no alert: `warned` is otherwise set with the alert."""
ENDED = and_(
    col(Alert.state).in_(NOT_ENDED_BY_AN_ACT),
    col(Alert.clock) == col(Clock.id),
    or_(col(Clock.state) != Running.RUNNING.value, col(Clock.due_on) != col(Alert.due_on)),
)
"""Alerts whose limit has stopped, stands still, or ends on another day now."""


ALARM_OPEN = and_(col(Alert.state).in_(NOT_ENDED_BY_AN_ACT), col(Alert.clock).is_(None))
"""Alarms that have not ended."""


def anything_to_do(
    session: Session, first_days: Mapping[date, Sequence[str]], now: datetime, version: str
) -> bool:
    """The cheap question of every minute: is there an alert to open, to climb or to end?"""
    both = select(col(Clock.id)).join(Proceeding, col(Proceeding.ref) == col(Clock.proceeding))
    queries = (
        both.where(to_open(first_days, now)),
        select(col(Clock.id)).where(UNTOLD),
        select(col(Alert.id)).join(Clock, col(Clock.id) == col(Alert.clock)).where(ENDED),
        select(col(Alert.id)).where(climbing(now, version)),
    )
    return any(session.execute(query.limit(1)).first() is not None for query in queries)


def climbing(now: datetime, version: str) -> Any:
    """Open alerts whose next rung has come, or whose days another calendar has counted."""
    return and_(
        col(Alert.state) == OPEN,
        col(Alert.next_at).is_not(None),
        or_(col(Alert.next_at) <= now, col(Alert.calendar_version) != version),
    )


def end(session: Session, alerts: Sequence[int], state: AlertState, why: Words, at: datetime) -> None:
    """End these alerts."""
    if alerts:
        session.execute(
            update(Alert)
            .where(col(Alert.id).in_(alerts))
            .values(
                {"state": state.value, "ended_at": at, "why": why.both(), "next_at": None, "next_rung": ""}
            )
        )


def end_by_key(session: Session, keys: Iterable[str], why: Words, at: datetime) -> int:
    """End those of these alerts that have not ended; returns how many (件)."""
    wanted = list(keys)
    if not wanted:
        return 0
    query = select(col(Alert.id)).where(col(Alert.key).in_(wanted), col(Alert.state).in_(NOT_ENDED_BY_AN_ACT))
    found = list(session.execute(query).scalars())
    end(session, found, AlertState.DONE, why, at)
    return len(found)


def claim(session: Session, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Write those of these rungs that nobody has written; the keys of what is now ours to tell."""
    return add_missing(session, AlertRung, rows, "key")


def sharing(session: Session, notice: str) -> list[int]:
    """The alerts of which one letter told."""
    query = select(col(AlertRung.alert)).where(col(AlertRung.notice) == notice).distinct()
    return list(session.execute(query).scalars())


def told_by(session: Session, keys: Sequence[str]) -> list[str]:
    """The keys of the notices by which the rungs of these alerts were told."""
    query = select(col(AlertRung.notice)).join(Alert, col(Alert.id) == col(AlertRung.alert))
    found = (
        session.execute(query.where(col(Alert.key).in_(keys), col(AlertRung.notice) != "")) if keys else None
    )
    return list(found.scalars()) if found else []


def rungs_of(session: Session, alerts: Sequence[int]) -> dict[int, list[AlertRung]]:
    """The rungs of these alerts, in the order they fired."""
    found: dict[int, list[AlertRung]] = {alert: [] for alert in alerts}
    query = select(AlertRung).where(col(AlertRung.alert).in_(alerts)).order_by(col(AlertRung.id))
    for row in session.execute(query).scalars() if alerts else ():
        found[row.alert].append(row)
    return found
