"""The desk of channels: each is listed and tried, and no secret is printed or kept anywhere."""

from __future__ import annotations

import json
import socket
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from flows.checkup import check_up
from records import notices
from records.checkups.checkup import Level
from records.people import Address, Post
from rules.labels import Words
from rules.notices import NoticeContent, NoticeKind
from rules.roles import Role
from tests.console.at_a_desk import at_a_desk
from tests.notifiers.servers import Vendor, vendor_server, web_server

COURT = "长春市中级人民法院"
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SECRET = 'geh/e1m+="%'
CONTENT = NoticeContent(
    key="惩戒2026-0001:v3:P1",
    kind=NoticeKind.STEP_TAKEN,
    proceeding="惩戒2026-0001",
    procedure=Words("法官惩戒", "discipline"),
    court=COURT,
    audience=Role.TRIAL_MANAGEMENT,
    act=Words("已立案", "opened"),
)


@pytest.fixture
def home(tmp_path):
    with at_a_desk(tmp_path) as home:
        yield home


def zelian(*words):
    return CliRunner().invoke(app, list(words))


def set_up(monkeypatch, url, **more):
    """A channel “hook” of that address, by which the trial-management office is told."""
    channel = {"zh": "试用渠道", "en": "channel on trial", "url": url, "any_hour": True, **more}
    choice = {urgency: ["hook"] for urgency in ("routine", "urgent")}
    Path("routes.yaml").write_text(
        json.dumps({"channels": {"hook": channel}, "roles": {"trial_management": choice}}), encoding="utf-8"
    )
    Path("secrets.yaml").write_text(json.dumps({"token": SECRET}), encoding="utf-8")
    monkeypatch.setenv("ZELIAN_ROUTES_FILE", "routes.yaml")
    monkeypatch.setenv("ZELIAN_SECRETS_FILE", "secrets.yaml")


def appoint(person="P1", target="139"):
    with office().store.begin() as session:
        session.add(
            Post(person=person, role=Role.TRIAL_MANAGEMENT.value, court=COURT, since=date(2020, 1, 1))
        )
        session.add(Address(person=person, channel="hook", target=target))


def ways(secret):
    return {secret, json.dumps(secret)[1:-1], "geh%2Fe1m%2B%3D%22%25", "geh/e1m%2B%3D%22%25"}


def kept_in(home):
    """Every file of the home but the file of secrets itself."""
    return [path for path in home.rglob("*") if path.is_file() and path.name != "secrets.yaml"]


# ---- the list


def test_every_channel_is_listed_with_its_secrets_its_network_and_its_readers(home, monkeypatch):
    set_up(monkeypatch, "json://127.0.0.1/x?:token={token}", outside=True)

    shown = {
        line.split()[0]: line.split()
        for line in zelian("notices", "channels").stdout.splitlines()
        if line.split()
    }
    english = zelian("--english", "notices", "channels").stdout

    assert shown["hook"][1:] == ["试用渠道", "齐全", "是", "否", "否", "审管办"]
    assert shown["mail"][2] == "缺：mail_user、mail_password、mail_server、mail_from"
    assert shown["wecom_robot"][3:] == ["是", "是", "否", "未启用"]
    assert shown["mailbox"][4] == "本机"
    assert "missing: wecom_robot_key" in english
    assert "trial-management office" in english


def test_a_robot_of_the_internet_that_claims_to_stay_inside_is_refused(home, monkeypatch):
    set_up(monkeypatch, "wecombot://{token}", outside=False)

    answer = zelian("notices", "channels")

    assert answer.exit_code == 2
    assert "channels.hook”：这一渠道经互联网送出，须写明 outside: true" in answer.stderr


def test_a_robot_of_the_courts_own_deployment_may_stay_inside(home, monkeypatch):
    set_up(monkeypatch, "wecombot://{token}?host=https://wecom.court.invalid", outside=False)

    assert zelian("notices", "channels").exit_code == 0


# ---- the test message


def test_a_channel_that_works_is_shown_at_work_and_masked(home, monkeypatch):
    with web_server(lambda *_: (200, '{"code": 0}')) as server:
        set_up(
            monkeypatch,
            f"json://127.0.0.1:{server.server_port}/x?:phone={{target}}&:token={{token}}&accepted=code:0",
        )

        answer = zelian("notices", "test", "--channel", "试用渠道", "--to", "13900000000")

    ((_, headers, raw),) = server.raw
    sent = json.loads(raw)
    assert answer.exit_code == 0
    assert sent["token"] == SECRET
    assert sent["phone"] == "13900000000"
    assert "这是一条测试消息" in sent["message"]
    assert f"> X-Idempotency-Key: {headers['X-Idempotency-Key']}" in answer.stdout
    assert '"token": "****"' in answer.stdout
    assert '< HTTP 200 {"code": 0}' in answer.stdout
    assert "试用渠道（json://127.0.0.1" in answer.stdout
    assert "：对方已接收" in answer.stdout
    assert not any(way in answer.output for way in ways(SECRET))


def test_a_refusal_is_told_with_its_reason_and_by_the_exit_code(home, monkeypatch):
    vendor = Vendor()
    with vendor_server(vendor) as server:
        set_up(monkeypatch, f"wecombot://{{token}}?host=http://127.0.0.1:{server.server_port}", outside=True)

        answer = zelian("notices", "test", "--channel", "hook")
        english = zelian("--english", "notices", "test", "--channel", "hook")

    assert answer.exit_code == 1
    assert "密钥、密码或者签名不被接受（errcode=93000 invalid webhook url" in answer.stderr
    assert "原因消除以后可以再试" in answer.stderr
    assert "the secret, password or signature was not accepted" in english.stderr
    assert not any(way in answer.output + english.output for way in ways(SECRET))


def test_a_test_for_a_person_goes_to_the_address_on_the_register(home, monkeypatch):
    with web_server(lambda *_: (200, "")) as server:
        set_up(monkeypatch, f"json://127.0.0.1:{server.server_port}/x?:phone={{target}}")
        appoint()

        answer = zelian("notices", "test", "--channel", "hook", "--to", "P1")

    assert answer.exit_code == 0
    assert json.loads(server.raw[0][2])["phone"] == "139"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--channel", "pigeon"], "渠道“pigeon”：没有登记。可以写：mailbox、mail、"),
        (["--channel", "hook"], "渠道“试用渠道”的收件人：没有写明。用 --to 写人员代码或者地址"),
        (["--channel", "hook", "--to", "P2"], "渠道“试用渠道”的收件人“P2”：没有登记这一渠道的地址"),
        (["--channel", "mail", "--to", "a@court.invalid"], "缺少密钥“mail_password”。请设置环境变量 ZELIAN_SECRET_MAIL_PASSWORD"),
        (["--channel", "mailbox", "--to", "../x"], "地址不可用"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_refused_before_anything_is_sent(home, monkeypatch, words, said):
    set_up(monkeypatch, "json://127.0.0.1:1/x?:phone={target}")
    appoint()
    with office().store.begin() as session:
        session.add(Post(person="P2", role=Role.JUDGE.value, court=COURT, since=date(2020, 1, 1)))

    answer = zelian("notices", "test", *words)

    assert answer.exit_code == 2
    assert said in answer.stderr
    assert "> " not in answer.stdout


def test_a_test_message_into_a_mailbox_lies_there(home):
    answer = zelian("notices", "test", "--channel", "mailbox", "--to", "P1")

    assert answer.exit_code == 0
    assert "通知渠道测试" in zelian("notices", "read", "P1", "--role", "审管办", "--by", "M1").stdout


def test_a_log_by_udp_is_told_and_does_not_answer(home, monkeypatch):
    with socket.socket(type=socket.SOCK_DGRAM) as log:
        log.bind(("127.0.0.1", 0))
        log.settimeout(2)
        set_up(monkeypatch, f"rsyslog://127.0.0.1:{log.getsockname()[1]}", outside=True, short=True)

        answer = zelian("notices", "test", "--channel", "hook")

        assert "通知渠道测试" in log.recv(4096).decode()
    assert answer.exit_code == 0
    assert "已发出，对方不答复" in answer.stdout


# ---- nothing of a secret is kept


@pytest.mark.parametrize("status", [200, 500])
def test_no_secret_is_kept_in_database_files_or_answers(home, monkeypatch, status):
    def telling(_path, query, raw):
        return status, f"{query} {raw.decode()}"

    with web_server(telling) as server:
        set_up(
            monkeypatch,
            f"json://u:{{token}}@127.0.0.1:{server.server_port}/x?:token={{token}}&-key={{token}}",
        )
        appoint()
        with office().store.begin() as session:
            notices.put_once(session, [CONTENT], NOW)

        delivered = zelian("notices", "deliver")
        shown = zelian("notices", "show", CONTENT.proceeding, "--role", "审管办", "--by", "M1")
        doctor = zelian("doctor", "--notify")
        office().store.close()

    assert json.loads(server.raw[0][2])["token"] == SECRET
    assert ("送达1件" if status == 200 else "稍后再送1件") in delivered.stdout
    everything = b"".join(path.read_bytes() for path in kept_in(home))
    printed = "".join(answer.output for answer in (delivered, shown, doctor))
    assert len(everything) > 10_000
    assert not any(way.encode() in everything for way in ways(SECRET))
    assert not any(way in printed for way in ways(SECRET))


def test_a_confidential_notice_leaves_the_network_as_a_bare_mark(home, monkeypatch):
    vendor = Vendor()
    with vendor_server(vendor) as server:
        set_up(
            monkeypatch, f"wecombot://{vendor.KEY}?host=http://127.0.0.1:{server.server_port}", outside=True
        )
        appoint()
        with office().store.begin() as session:
            notices.put_once(session, [CONTENT], NOW)

        delivered = zelian("notices", "deliver")

    (path, headers, raw), *_ = server.raw
    whole = path + str(headers) + raw.decode()
    assert "送达1件" in delivered.stdout
    assert vendor.texts[0].startswith("【责链】您有一件事项待阅办\n")
    assert not any(kept in whole for kept in ("惩戒", "2026-0001", "P1", "长春", "立案"))


def test_the_check_up_warns_of_a_channel_in_use_whose_secret_is_missing(home, monkeypatch):
    set_up(monkeypatch, "json://127.0.0.1/x?:token={nobody_set_it}")

    (finding,) = [each for each in check_up(office(), NOW) if each.code == "channels"]

    assert finding.level is Level.WARN
    assert "缺少密钥“nobody_set_it”" in str(finding.first[0])
    assert "缺少密钥“nobody_set_it”" in zelian("doctor").stdout


def test_a_channel_in_one_court_alone_is_in_use_too(home, monkeypatch):
    set_up(monkeypatch, "json://127.0.0.1/x?:token={token}")
    routes = json.loads(Path("routes.yaml").read_text("utf-8"))
    routes["courts"] = {COURT: {"roles": {"president": {"routine": ["sms"], "urgent": ["sms"]}}}}
    Path("routes.yaml").write_text(json.dumps(routes), encoding="utf-8")

    shown = zelian("notices", "channels").stdout

    assert f"{COURT}院长" in next(line for line in shown.splitlines() if line.strip().startswith("sms "))
    assert "sms_gateway" in zelian("doctor").stdout
