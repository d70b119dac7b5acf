"""zelian account and zelian desk: whoever runs the machine makes the accounts, and is told in words what is wrong."""

from __future__ import annotations

import json
import socket

import pytest
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from flows.accounts import matches
from records.accounts import Account, events
from tests.console.at_a_desk import at_a_desk


@pytest.fixture
def desk(tmp_path):
    with at_a_desk(tmp_path, columns=220):
        yield tmp_path


def zelian(*words):
    return CliRunner().invoke(app, list(words))


def test_an_administrator_is_made_at_the_machine_and_the_password_is_kept_nowhere(desk):
    said = zelian("account", "add", "admin", "--duty", "账户管理员")
    password = said.output.partition("：")[2].partition("（")[0]

    with office().store.read() as session:
        row, log = session.get(Account, "admin"), events(session, None, 9)
    assert matches(password, row.password)
    assert row.must_change
    assert password not in json.dumps([each.said for each in log])
    assert [(each.said["trigger"], each.said["by"]) for each in log] == [("account_added", "command line")]


def test_an_account_of_nobody_is_refused_with_all_that_is_wrong(desk):
    refused = zelian("account", "add", "a b", "--person", "nobody")

    assert refused.exit_code == 2
    assert "共2处错误" in refused.output
    with office().store.read() as session:
        assert session.get(Account, "a b") is None


def test_an_account_is_locked_unlocked_reset_and_listed(desk):
    zelian("account", "add", "audit", "--duty", "auditor")
    zelian("account", "lock", "audit")
    locked = json.loads(zelian("account", "list", "--json").output)
    zelian("account", "lock", "audit", "--undo")
    reset = zelian("--english", "account", "reset", "audit")

    assert [each["locked"] for each in locked] == [True]
    assert "first password of “audit”" in reset.output
    assert [each["locked"] for each in json.loads(zelian("account", "list", "--json").output)] == [False]
    assert zelian("account", "lock", "nobody").exit_code == 4


def test_a_port_that_is_taken_is_said_in_words(desk):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        refused = zelian("desk", "serve", "--port", str(taken.getsockname()[1]))

    assert refused.exit_code == 2
    assert "不能监听" in refused.output
