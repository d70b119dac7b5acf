"""A step by django-fsm-2: methods marked as transitions, its own mixin against two at once, Django's objects."""

from __future__ import annotations

from importlib.metadata import version

import workload
from django_tables import Audit, Outbox  # First: it configures Django.

# isort: split
from django.db import models, transaction
from django_fsm import ConcurrentTransitionMixin, FSMField, transition


def may_act(review: Review) -> bool:
    return workload.may_act(review.bench, review.by)


def moving(number: int):
    """The transition number `number`; they differ in name, source and target only."""

    def method(self) -> None:
        """What follows from the step is written by `step`, in one transaction with it."""

    method.__name__ = workload.TRIGGERS[number]
    return transition(
        field="state",
        source=workload.STATES[number],
        target=workload.STATES[number + 1],
        conditions=[may_act],
    )(method)


class Review(ConcurrentTransitionMixin, models.Model):
    state = FSMField(protected=True)
    version = models.IntegerField()
    head = models.TextField()
    bench = models.TextField()
    by = ""

    class Meta:
        app_label, db_table, managed = "bench", "review", False

    for _number, _trigger in enumerate(workload.TRIGGERS):
        locals()[_trigger] = moving(_number)


def step(review: int, trigger: str, by: str) -> None:
    with transaction.atomic():
        row = Review.objects.get(pk=review)
        row.by = by
        getattr(row, trigger)()
        row.version += 1
        previous = row.head
        row.head, record = workload.entry(review, row.version, trigger, by, previous)
        row.save()
        Audit.objects.create(
            review=review, number=row.version, previous=previous, digest=row.head, record=record
        )
        Outbox.objects.create(
            review=review, number=row.version, recipient="J1", body=workload.letter(review, row.version)
        )


if __name__ == "__main__":
    workload.run(step, version("django-fsm-2"))
