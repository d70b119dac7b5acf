"""The steps by DBOS: a workflow a review, each step a transaction of its datasource, recorded with it in one commit.

Its own record of workflows is a second SQLite file. No person is waited for, as its workflows would in earnest.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path

import sqlalchemy as sa
import workload
from dbos import DBOS, SetWorkflowID, SQLAlchemyDatasource

system = Path(sys.argv[1]).with_name("dbos-system.db")
sqlite3.connect(system).execute("PRAGMA journal_mode=WAL")
DBOS(config={"name": "bench", "system_database_url": f"sqlite:///{system}", "log_level": "ERROR"})
logging.disable(logging.WARNING)
datasource = SQLAlchemyDatasource.create(f"sqlite:///{sys.argv[1]}")
metadata = sa.MetaData()
review_table, audit, outbox = (
    sa.Table(name, metadata, autoload_with=datasource.engine) for name in ("review", "audit", "outbox")
)


@datasource.transaction()
def take(review: int, trigger: str, by: str) -> str:
    session = datasource.sql_session()
    at, state, head, bench = session.execute(
        sa.select(
            review_table.c.version, review_table.c.state, review_table.c.head, review_table.c.bench
        ).where(review_table.c.id == review)
    ).one()
    if not workload.may_act(bench, by):
        raise PermissionError(by)
    if workload.TRIGGERS.index(trigger) != workload.STATES.index(state):
        raise ValueError(trigger)
    digest, record = workload.entry(review, at + 1, trigger, by, head)
    moved = session.execute(
        sa.update(review_table)
        .where(review_table.c.id == review, review_table.c.version == at)
        .values(state=workload.STATES[at + 1], version=at + 1, head=digest)
    )
    if moved.rowcount != 1:
        raise RuntimeError("somebody was faster")
    session.execute(
        sa.insert(audit).values(review=review, number=at + 1, previous=head, digest=digest, record=record)
    )
    session.execute(
        sa.insert(outbox).values(
            review=review, number=at + 1, recipient="J1", body=workload.letter(review, at + 1)
        )
    )
    return workload.STATES[at + 1]


@DBOS.workflow()
def whole(review: int) -> None:
    for trigger in workload.TRIGGERS:
        take(review, trigger, workload.READER)


@DBOS.workflow()
def single(review: int, trigger: str, by: str) -> None:
    take(review, trigger, by)


def main(reviews: int) -> None:
    DBOS.launch()
    for trigger, by in (
        (workload.TRIGGERS[0], workload.ON_THE_BENCH),
        (workload.TRIGGERS[3], workload.READER),
    ):
        try:
            single(1, trigger, by)
        except Exception:  # It refuses in its own way.
            continue
        raise SystemExit(f"{trigger} by {by} was not refused")
    stop = workload.started()
    for review in range(1, reviews + 1):
        with SetWorkflowID(f"review-{review}"):
            whole(review)
    stop(version("dbos"))
    DBOS.destroy()


if __name__ == "__main__":
    main(int(sys.argv[2]))
