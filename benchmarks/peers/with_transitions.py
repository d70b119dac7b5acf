"""A step by `transitions` and SQLModel as most would write it: one shared machine, an object a step, one session a step."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import workload
from sqlmodel import Session
from sqlmodel_tables import Review, engine, write
from transitions import Machine


class Moved:
    """What the machine moves: a SQLModel object will not take its methods."""

    def __init__(self, row: Review) -> None:
        self.bench = row.bench

    def may_act(self, by: str) -> bool:
        return workload.may_act(self.bench, by)


machine = Machine(
    model=None,
    states=list(workload.STATES),
    initial=workload.STATES[0],
    auto_transitions=False,
    transitions=[
        {"trigger": trigger, "source": source, "dest": target, "conditions": "may_act"}
        for trigger, source, target in zip(
            workload.TRIGGERS, workload.STATES, workload.STATES[1:], strict=False
        )
    ],
)


def step(review: int, trigger: str, by: str) -> None:
    with Session(engine) as session:
        row = session.get_one(Review, review)
        moved: Any = Moved(row)
        machine.add_model(moved, initial=row.state)
        try:
            if not moved.trigger(trigger, by):
                raise PermissionError(by)
        finally:
            machine.remove_model(moved)
        write(session, (review, row.version, row.head), trigger, by, moved.state)
        session.commit()


if __name__ == "__main__":
    workload.run(step, version("transitions"))
