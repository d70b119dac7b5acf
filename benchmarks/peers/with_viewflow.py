"""A step by viewflow.fsm: a flow class around a Django object, its state kept through getter and setter.

The distribution is django-viewflow (AGPL; `viewflow` on the index is another package): it is run here beside ours and
never imported by it.
"""

from __future__ import annotations

from importlib.metadata import version

import workload
from django_tables import Audit, Outbox  # First: it configures Django.

# isort: split
from django.db import models, transaction
from viewflow.fsm import State

Stage = models.TextChoices("Stage", [(state.upper(), state) for state in workload.STATES])


class Review(models.Model):
    state = models.CharField(max_length=20, choices=Stage.choices)
    version = models.IntegerField()
    head = models.TextField()
    bench = models.TextField()

    class Meta:
        app_label, db_table, managed = "bench", "review", False


def may_act(flow: ReviewFlow) -> bool:
    return workload.may_act(flow.row.bench, flow.by)


def moving(state: State, number: int):
    """The transition number `number`; they differ in name, source and target only."""

    def method(self) -> None:
        """What follows from the step is written by `step`, in one transaction with it."""

    method.__name__ = workload.TRIGGERS[number]
    source, target = list(Stage)[number : number + 2]
    return state.transition(source=source, target=target, conditions=[may_act])(method)


class ReviewFlow:
    state = State(Stage, default=next(iter(Stage)))

    def __init__(self, row: Review, by: str) -> None:
        self.row, self.by = row, by

    @state.setter()
    def _set(self, value: str) -> None:
        self.row.state = value

    @state.getter()
    def _get(self) -> str:
        return Stage(self.row.state)

    for _number, _trigger in enumerate(workload.TRIGGERS):
        locals()[_trigger] = moving(state, _number)


def step(review: int, trigger: str, by: str) -> None:
    with transaction.atomic():
        row = Review.objects.get(pk=review)
        getattr(ReviewFlow(row, by), trigger)()
        number, previous = row.version + 1, row.head
        digest, record = workload.entry(review, number, trigger, by, previous)
        moved = Review.objects.filter(pk=review, version=row.version).update(
            state=row.state, version=number, head=digest
        )
        if moved != 1:
            raise RuntimeError("somebody was faster")
        Audit.objects.create(review=review, number=number, previous=previous, digest=digest, record=record)
        Outbox.objects.create(
            review=review, number=number, recipient="J1", body=workload.letter(review, number)
        )


if __name__ == "__main__":
    workload.run(step, version("django-viewflow"))
