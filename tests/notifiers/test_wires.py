"""Mail over real TLS, systems of the court over HTTP and HTTPS, the log by UDP and TCP, and whatever may go wrong."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import time
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from urllib.parse import parse_qs, quote

import pytest

from notifiers.channels import check_channel, deliver
from notifiers.cutting import sendable
from notifiers.wording import Message
from rules.errors import FaultyInput
from tests.notifiers.servers import certificate, free_port, mail_server, raw_server, web_server

AT = datetime(2021, 10, 11, 1, 30, tzinfo=UTC)
LETTER = Message("【办理进展】评查2021Q3-0042：已反馈", "您好。\n请您办理：提出异议 𠮷😀。", "短")
KEY = hashlib.sha256(b"k").hexdigest()[:24]
LOGIN = ("notices@court.invalid", 'p/w@: x%"\\q')
SECRETS = {
    "mail_user": LOGIN[0],
    "mail_password": LOGIN[1],
    "mail_from": "notices@court.invalid",
    "token": "T0K3N/+=",
}
STARTTLS = "mailtos://{mail_user}:{mail_password}@{mail_server}/?from={mail_from}&to=known%40court.invalid&mode=starttls"
IMPLICIT = STARTTLS.replace("starttls", "ssl")
PLAIN = "mailto://{mail_server}/?from={mail_from}&to=known%40court.invalid"


@pytest.fixture
def send(tmp_path):
    def sent(url, message=LETTER, at=AT, timeout=1.0, **given):
        secrets = {**SECRETS, **given.pop("secrets", {})}
        return deliver(
            url, message, key="k", at=at, mailbox=tmp_path, secrets=secrets, timeout=timeout, **given
        )

    return sent


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(tls, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(tls[0]))


def opened(raw):
    return BytesParser(policy=policy.default).parsebytes(raw)


def shows_no_secret(delivery, *more):
    told = str(delivery)
    return not any(
        each in told or quote(each, safe="") in told for each in (LOGIN[1], SECRETS["token"], *more)
    )


# ---- mail


@pytest.mark.parametrize(("url", "implicit"), [(STARTTLS, False), (IMPLICIT, True)])
def test_mail_goes_over_tls_with_a_login(send, tls, trusted, url, implicit):
    with mail_server(tls[1], implicit=implicit, login=LOGIN) as server:
        delivery = send(url, secrets={"mail_server": f"127.0.0.1:{server.port}"})

    mail = opened(server.handler.taken[0])
    assert delivery.ok, str(delivery.detail)
    assert implicit or server.handler.over_tls
    assert server.handler.logins[-1] == LOGIN
    assert mail["Subject"] == LETTER.subject
    assert mail["From"].addresses[0].addr_spec == "notices@court.invalid"
    assert mail["X-Idempotency-Key"] == KEY
    assert mail.get_body(("plain",)).get_content().split() == LETTER.body.split()
    assert shows_no_secret(delivery)


@pytest.mark.parametrize(("url", "implicit"), [(STARTTLS, False), (IMPLICIT, True)])
def test_a_certificate_that_nobody_vouches_for_ends_it_before_the_login(send, tls, url, implicit):
    with mail_server(tls[1], implicit=implicit, login=LOGIN) as server:
        delivery = send(url, secrets={"mail_server": f"127.0.0.1:{server.port}"})

    assert not delivery.ok
    assert "未能建立加密连接，请核对对方证书" in str(delivery.detail)
    assert server.handler.logins == []
    assert shows_no_secret(delivery)


def test_a_mail_server_without_tls_is_sent_no_password(send):
    with mail_server() as server:
        delivery = send(STARTTLS, secrets={"mail_server": f"127.0.0.1:{server.port}"})

    assert not delivery.ok
    assert "未能建立加密连接" in str(delivery.detail)
    assert server.handler.taken == []


def test_a_wrong_password_is_told_without_the_password(send, tls, trusted):
    wrong = {"mail_password": "falsch-gehe1m"}
    with mail_server(tls[1], login=LOGIN) as server:
        delivery = send(STARTTLS, secrets={**wrong, "mail_server": f"127.0.0.1:{server.port}"})

    assert not delivery.ok
    assert str(delivery.detail).startswith("密钥、密码或者签名不被接受（535")
    assert delivery.retry
    assert shows_no_secret(delivery, "falsch-gehe1m")


def test_an_unknown_recipient_is_not_tried_again_and_a_busy_server_is(send):
    def busy(connection, _over):
        connection.sendall(b"220 ready\r\n")
        lines = connection.makefile("rb")
        for line in lines:
            connection.sendall(
                b"451 4.7.1 try later\r\n" if line.upper().startswith(b"RCPT") else b"250 ok\r\n"
            )
        lines.close()

    with mail_server() as server:
        unknown = send(PLAIN.replace("known", "gone"), secrets={"mail_server": f"127.0.0.1:{server.port}"})
    with raw_server(busy) as port:
        later = send(PLAIN, secrets={"mail_server": f"127.0.0.1:{port}"})

    assert unknown.detail == "对方邮件服务器拒收（550 5.1.1 no such user）"
    assert unknown.retry is False
    assert later.detail == "对方邮件服务器拒收（451 4.7.1 try later）"
    assert later.retry is True


@pytest.mark.parametrize(
    "name", ["审管办\r\nBcc: spy@evil.invalid", "x\nBcc: spy@evil.invalid\n\nbody", "a\x00b"]
)
def test_nothing_in_a_name_becomes_a_header(send, name):
    message = Message(f"【办理进展】{name}", f"您好，{name}。", "短")
    with mail_server() as server:
        place = {"mail_server": f"127.0.0.1:{server.port}"}
        subject = send(PLAIN, message, secrets=place)
        sender = send(PLAIN, secrets={**place, "mail_from": f"{name} <notices@court.invalid>"})
        send(PLAIN.replace("known", quote(f"known {name}")), secrets=place)

    mails = [opened(raw) for raw in server.handler.taken]
    assert subject.ok
    assert sender.ok
    assert mails[0]["Subject"] == " ".join(sendable(message.subject).split())
    assert [mail["Bcc"] for mail in mails] == [None] * len(mails)
    assert {header.partition(b":")[0] for raw in server.handler.taken for header in raw.partition(b"\r\n\r\n")[0].splitlines()
            if not header.startswith((b" ", b"\t"))}.isdisjoint({b"Bcc"})  # fmt: skip


# ---- systems of the court


@pytest.mark.parametrize("scheme", ["json", "form"])
def test_a_system_gets_fields_headers_and_key_as_its_address_says(send, scheme):
    with web_server(lambda *_: (200, '{"code": 0}')) as server:
        delivery = send(
            f"{scheme}://oa:{{token}}@127.0.0.1:{server.server_port}/push?:message=content&:type=&:phone=139&:token={{token}}"
            "&+X-System=zelian&-v=2&accepted=code:0"
        )

    ((path, headers, raw),) = server.raw
    fields = (
        json.loads(raw)
        if scheme == "json"
        else {name: each for name, (each,) in parse_qs(raw.decode()).items()}
    )
    assert delivery.ok, str(delivery.detail)
    assert path == "/push?v=2"
    assert headers["X-Idempotency-Key"] == KEY
    assert headers["X-System"] == "zelian"
    assert headers["Authorization"].startswith("Basic ")
    assert fields["content"] == LETTER.body
    assert fields["title"] == LETTER.subject
    assert fields["phone"] == "139"
    assert fields["token"] == SECRETS["token"]
    assert {"message", "type"}.isdisjoint(fields)
    assert shows_no_secret(delivery)


@pytest.mark.parametrize(
    ("text", "ok", "meaning"),
    [
        ('{"result": {"code": "0"}}', True, "对方已接收"),
        ('{"result": {"code": 0}}', True, "对方已接收"),
        ('{"result": {"code": 1001, "msg": "余额不足"}}', False, "对方系统答复有误"),
        ('{"code": 0}', False, "对方的答复不合约定"),
        ("<html>登录</html>", False, "对方的答复不合约定"),
    ],
)
def test_a_gateway_that_refuses_under_http_200_is_believed(send, text, ok, meaning):
    with web_server(lambda *_: (200, text)) as server:
        delivery = send(f"json://127.0.0.1:{server.server_port}/send?accepted=result.code:0")

    assert delivery.ok is ok
    assert meaning in str(delivery.detail)


def test_a_system_over_https_is_believed_with_its_certificate_only(send, tls, monkeypatch):
    with web_server(lambda *_: (200, ""), tls[1]) as server:
        url = f"jsons://127.0.0.1:{server.server_port}/hook"
        stranger = send(url)
        monkeypatch.setenv("SSL_CERT_FILE", str(tls[0]))
        known = send(url)

    assert not stranger.ok
    assert "未能建立加密连接，请核对对方证书" in str(stranger.detail)
    assert known.ok, str(known.detail)
    assert len(server.raw) == 1


def test_a_server_that_tells_the_secret_back_is_not_quoted_with_it(send):
    def telling(path, query, raw):
        return 500, f"{query} {raw.decode()}"

    with web_server(telling) as server:
        deliveries = [
            send(f"{scheme}://127.0.0.1:{server.server_port}/x?:token={{token}}&-pass={{token}}")
            for scheme in ("json", "form")
        ]

    assert not any(delivery.ok for delivery in deliveries)
    assert all("HTTP 500" in str(delivery.detail) for delivery in deliveries)
    assert all(shows_no_secret(delivery) for delivery in deliveries)


@pytest.mark.parametrize("url", ["json://127.0.0.1/x?accepted=code", "json://127.0.0.1/x?method=BREW",
                                 "form://:8080/x", "json://127.0.0.1:port/"])  # fmt: skip
def test_a_system_whose_address_cannot_work_is_refused_when_it_is_configured(url):
    with pytest.raises(FaultyInput, match="地址不可用"):
        check_channel(url)


# ---- the log


@pytest.mark.parametrize("kind", ["udp", "tcp"])
def test_the_log_gets_one_line_of_rfc_5424_with_the_key(send, kind):
    got = []
    if kind == "udp":
        with socket.socket(type=socket.SOCK_DGRAM) as log:
            log.bind(("127.0.0.1", 0))
            log.settimeout(2)
            delivery = send(f"rsyslog://127.0.0.1:{log.getsockname()[1]}/local3")
            got.append(log.recv(65535))
    else:

        def receive(connection, _over):
            while part := connection.recv(4096):
                got.append(part)

        with raw_server(receive) as port:
            delivery = send(f"rsyslog://127.0.0.1:{port}/local3?transport=tcp")
            for _ in range(200):
                if got:
                    break
                time.sleep(0.01)

    raw = b"".join(got)
    if kind == "tcp":
        length, _, raw = raw.partition(b" ")
        assert int(length) == len(raw)
    written = raw.decode()
    assert delivery.ok
    assert delivery.detail == "已发出，对方不答复"
    head = "<157>1 2021-10-11T09:30:00.000000+08:00 - zelian - notice "
    assert re.fullmatch(re.escape(f'{head}[zelian@32473 key="{KEY}"] ') + r"\ufeff[^\n]+", written)
    assert written.endswith("评查2021Q3-0042：已反馈 您好。 请您办理：提出异议 𠮷😀。")


def test_a_line_too_long_for_the_log_is_cut_at_a_sentence(send):
    with socket.socket(type=socket.SOCK_DGRAM) as log:
        log.bind(("127.0.0.1", 0))
        log.settimeout(2)
        send(f"rsyslog://127.0.0.1:{log.getsockname()[1]}", Message("题", "送达程序有瑕疵。" * 500, "短"))
        raw = log.recv(65535)

    assert len(raw) <= 2048
    assert raw.decode().endswith("有瑕疵。（内容过长，余见系统内通知）")


def test_a_log_by_tcp_that_is_not_there_is_a_failure(send):
    delivery = send(f"rsyslog://127.0.0.1:{free_port()}?transport=tcp")

    assert not delivery.ok
    assert "连接被拒绝" in str(delivery.detail)


# ---- what may go wrong with any of them

KINDS = (
    "mailto://{{mail_server}}/?from={{mail_from}}&to=known%40court.invalid",
    "json://{{mail_server}}/hook/{{token}}",
    "form://{{mail_server}}/hook?:token={{token}}",
    "wecombot://abc?host=http://{host}",
    "dingtalk://SECsign@abc?host=http://{host}",
    "feishu://SECsign@abc?host=http://{host}",
    "wechat://c:{{token}}@1/p?host=http://{host}",
    "xml://{{mail_server}}/hook/{{token}}",
)


def told(send, kind, place, **given):
    return send(kind.format(host=place), secrets={"mail_server": place}, **given)


@pytest.mark.parametrize("kind", KINDS)
def test_a_connection_refused_says_so(send, kind):
    delivery = told(send, kind, f"127.0.0.1:{free_port()}")

    assert not delivery.ok
    assert "连接被拒绝" in str(delivery.detail)
    assert delivery.retry
    assert shows_no_secret(delivery)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_does_not_exist_says_so(send, monkeypatch, kind):
    # No test asks a name server: what the system says of an unknown name is said here.
    def unknown(*_args, **_more):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", unknown)

    delivery = told(send, kind, "mail.court.invalid:80")

    assert not delivery.ok
    assert "找不到对方服务器" in str(delivery.detail)
    assert shows_no_secret(delivery)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_hangs_is_given_up_and_said_to_have_it_perhaps(send, kind):
    with raw_server(lambda _connection, over: over.wait(5)) as port:
        begun = time.monotonic()
        delivery = told(send, kind, f"127.0.0.1:{port}", timeout=0.2)
        waited = time.monotonic() - begun

    assert not delivery.ok
    assert "等待答复超时，对方可能已经收到" in str(delivery.detail)
    assert waited < 2
    assert shows_no_secret(delivery)


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_whose_answer_drips_is_given_up_as_well(send, kind):
    def drip(connection, over):
        connection.sendall(b"220-" if kind.startswith("mail") else b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not over.wait(0.1):
            connection.sendall(b"x")

    with raw_server(drip) as port:
        begun = time.monotonic()
        delivery = told(send, kind, f"127.0.0.1:{port}", timeout=0.3)
        waited = time.monotonic() - begun

    assert not delivery.ok
    assert "等待答复超时" in str(delivery.detail)
    assert waited < 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_server_that_hangs_up_says_so(send, kind):
    def hang_up(connection, _over):
        if not kind.startswith("mail"):
            connection.recv(1)

    with raw_server(hang_up) as port:
        delivery = told(send, kind, f"127.0.0.1:{port}")

    assert not delivery.ok
    assert "连接被对方中断" in str(delivery.detail)
    assert shows_no_secret(delivery)
