"""A step by SpiffWorkflow: a BPMN process of eight user tasks, restored from and saved to JSON at each, as its manual does."""

from __future__ import annotations

import io
import sqlite3
import sys
from importlib.metadata import version
from itertools import pairwise

import workload
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

PROCESS = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="z">
<process id="review" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process></definitions>"""


def process() -> BpmnWorkflow:
    nodes = ["start", *workload.TRIGGERS, "end"]
    tasks = "".join(f'<userTask id="{each}" name="{each}"/>' for each in workload.TRIGGERS)
    flows = "".join(
        f'<sequenceFlow id="{one}_" sourceRef="{one}" targetRef="{other}"/>' for one, other in pairwise(nodes)
    )
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.parse(io.StringIO(PROCESS.format(tasks=tasks, flows=flows))))
    return BpmnWorkflow(parser.get_spec("review"))


serializer = BpmnWorkflowSerializer()
database = sqlite3.connect(sys.argv[1], isolation_level=None)


def open_all(reviews: int) -> None:
    """Every review with its process begun; this is not part of the time."""
    workflow = process()
    workflow.do_engine_steps()
    begun = serializer.serialize_json(workflow)
    database.execute("CREATE TABLE process (review INTEGER PRIMARY KEY, state TEXT NOT NULL)")
    database.execute("BEGIN")
    database.executemany(
        "INSERT INTO process VALUES (?, ?)", [(number, begun) for number in range(1, reviews + 1)]
    )
    database.execute("COMMIT")


def step(review: int, trigger: str, by: str) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        _step(review, trigger, by)
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _step(review: int, trigger: str, by: str) -> None:
    saved, at, head, bench = database.execute(
        "SELECT process.state, version, head, bench FROM review JOIN process ON review = review.id WHERE id = ?",
        (review,),
    ).fetchone()
    if not workload.may_act(bench, by):
        raise PermissionError(by)
    workflow = serializer.deserialize_json(saved)
    task = next(
        each for each in workflow.get_tasks(state=TaskState.READY) if each.task_spec.bpmn_id == trigger
    )
    task.data["by"] = by
    task.run()
    workflow.do_engine_steps()
    digest, record = workload.entry(review, at + 1, trigger, by, head)
    moved = database.execute(
        "UPDATE review SET state = ?, version = ?, head = ? WHERE id = ? AND version = ?",
        (workload.STATES[at + 1], at + 1, digest, review, at),
    )
    if moved.rowcount != 1:
        raise RuntimeError("somebody was faster")
    database.execute(
        "UPDATE process SET state = ? WHERE review = ?", (serializer.serialize_json(workflow), review)
    )
    database.execute(
        "INSERT INTO audit (review, number, previous, digest, record) VALUES (?, ?, ?, ?, ?)",
        (review, at + 1, head, digest, record),
    )
    database.execute(
        "INSERT INTO outbox (review, number, recipient, body) VALUES (?, ?, 'J1', ?)",
        (review, at + 1, workload.letter(review, at + 1)),
    )


if __name__ == "__main__":
    open_all(int(sys.argv[2]))
    workload.run(step, version("SpiffWorkflow"))
