"""A step by python-statemachine and SQLModel: its machine around the row as domain model, guards as conditions."""

from __future__ import annotations

from importlib.metadata import version
from types import SimpleNamespace

import workload
from sqlmodel import Session
from sqlmodel_tables import Review, engine, write
from statemachine import State, StateMachine


class ReviewMachine(StateMachine):
    drawn = State(initial=True)
    file_in = State()
    assigned = State()
    read_once = State()
    scored = State()
    opined = State()
    fed_back = State()
    ready = State()
    confirmed = State(final=True)

    hand_in = drawn.to(file_in, cond="may_act")
    assign = file_in.to(assigned, cond="may_act")
    read_first = assigned.to(read_once, cond="may_act")
    read_second = read_once.to(scored, cond="may_act")
    form_opinion = scored.to(opined, cond="may_act")
    feed_back = opined.to(fed_back, cond="may_act")
    agree = fed_back.to(ready, cond="may_act")
    confirm = ready.to(confirmed, cond="may_act")

    def may_act(self, by: str) -> bool:
        return workload.may_act(self.model.bench, by)


def step(review: int, trigger: str, by: str) -> None:
    with Session(engine) as session:
        row = session.get_one(Review, review)
        # The machine writes the state into its model; the row itself is moved under its version below.
        model = SimpleNamespace(state=row.state, bench=row.bench)
        ReviewMachine(model).send(trigger, by=by)
        write(session, (review, row.version, row.head), trigger, by, model.state)
        session.commit()


if __name__ == "__main__":
    workload.run(step, version("python-statemachine"))
