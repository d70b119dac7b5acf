import hashlib
import json
import logging
import re
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import policy
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from aiosmtpd.controller import Controller

from notifiers import mailbox
from notifiers.channels import check_channel, deliver
from notifiers.credentials import fill, mask, read_secrets
from notifiers.route_book import route_book
from notifiers.wording import Message
from rules.errors import FaultyInput
from tests.notifiers.servers import Post, free_port

AT = datetime(2021, 10, 11, 1, 30, tzinfo=UTC)
KEY = "评查2021Q3-0042:v5"
KEY_IN_HEADER = hashlib.sha256(KEY.encode()).hexdigest()[:24]
LETTER = Message(
    "【办理进展】评查2021Q3-0042：已反馈",
    "您好。\n\n案件：(2021)吉01民终100号\n请您办理：有异议的，请提出",
    "短",
)


@pytest.fixture
def send(tmp_path):
    def sent(url, message=LETTER, key=KEY, at=AT, **given):
        return deliver(url, message, key=key, at=at, mailbox=tmp_path / "mailboxes", **given)

    return sent


def letters(tmp_path, person="J-0107"):
    return sorted((tmp_path / "mailboxes" / person).iterdir())


def opened(file):
    return BytesParser(policy=policy.default).parsebytes(file.read_bytes())


# ---- the mailbox folder


def test_a_letter_in_the_mailbox_opens_in_a_mail_program(send, tmp_path):
    delivery = send("mailbox://J-0107")

    (file,) = letters(tmp_path)
    letter = opened(file)
    assert delivery.ok
    assert delivery.channel == "mailbox://J-0107"
    assert delivery.at == AT
    assert delivery.detail == f"已存入信箱：{file.name}"
    assert file.name.startswith("20211011T093000-")
    assert letter["Subject"] == LETTER.subject
    assert letter["Date"].datetime == AT
    assert letter["Date"].endswith("+0800")
    assert letter["To"].addresses[0].display_name == "J-0107"
    assert letter["X-Idempotency-Key"] == KEY_IN_HEADER
    assert re.fullmatch(r"<[0-9a-f]{24}@zelian\.invalid>", letter["Message-ID"])
    assert letter.get_content_charset() == "utf-8"
    assert letter.get_content().splitlines() == LETTER.body.splitlines()
    assert not letter.defects


def test_the_same_key_is_in_the_mailbox_once(send, tmp_path):
    send("mailbox://J-0107")
    before = letters(tmp_path)[0].read_bytes()

    again = send("mailbox://J-0107", at=AT + timedelta(hours=1))
    send("mailbox://J-0107", key="another")

    assert again.ok
    assert len(letters(tmp_path)) == 2
    assert letters(tmp_path)[0].read_bytes() == before


def test_two_deliveries_of_one_key_at_the_same_moment_leave_one_letter(send, tmp_path):
    hours = [AT + timedelta(seconds=second) for second in range(16)]

    with ThreadPoolExecutor(8) as pool:
        deliveries = list(pool.map(lambda at: send("mailbox://J-0107", at=at), hours))

    assert all(delivery.ok for delivery in deliveries)
    assert len(letters(tmp_path)) == 1


def test_a_person_may_have_a_chinese_code_and_a_long_subject(send, tmp_path):
    subject = "【办理进展】" + "评查2021Q3-0042，" * 12

    delivery = send("mailbox://%E5%AE%A1%E7%AE%A1-01", Message(subject, "正文", "短"))

    (file,) = letters(tmp_path, "审管-01")
    assert delivery.ok
    assert opened(file)["Subject"] == subject
    assert opened(file)["To"].addresses[0].display_name == "审管-01"


def test_a_letter_is_readable_without_a_mail_program_and_long_lines_are_kept_whole(send, tmp_path):
    long = Message("题", "理由：" + "证" * 2000, "短")

    send("mailbox://J-0107")
    send("mailbox://J-0108", long)

    (plain,) = letters(tmp_path)
    (encoded,) = letters(tmp_path, "J-0108")
    assert "案件：(2021)吉01民终100号" in plain.read_text(encoding="utf-8")
    assert max(len(line) for line in encoded.read_bytes().splitlines()) < 998
    assert opened(encoded).get_content().strip() == long.body


def test_a_mailbox_that_cannot_be_written_is_a_failed_delivery(send, tmp_path):
    (tmp_path / "mailboxes").write_text("a file stands where the folder should be")

    delivery = send("mailbox://J-0107")

    assert not delivery.ok
    assert "未能送达" in str(delivery.detail)


def test_a_torn_letter_is_never_seen(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        mailbox.put(tmp_path, "J-0107", "题", "文", key=KEY, at=AT)

    assert list((tmp_path / "J-0107").iterdir()) == []


@pytest.mark.parametrize(
    "url", ["mailbox://../secrets", "mailbox://%2E%2E%2Fx", "mailbox://", "mailbox://.hidden"]
)
def test_a_path_is_no_mailbox(send, tmp_path, url):
    with pytest.raises(FaultyInput):
        send(url)

    assert list(tmp_path.iterdir()) == []


# ---- mail, by a real server


@pytest.fixture(scope="module")
def mail_server():
    controller = Controller(Post(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


def mail_to(server, address):
    return f"mailto://127.0.0.1:{server.port}/?from=notices@court.invalid&to={address}"


def test_a_mail_arrives_in_chinese_with_its_key(send, mail_server):
    mail_server.handler.taken.clear()

    delivery = send(mail_to(mail_server, "known@court.invalid"))

    (taken,) = mail_server.handler.taken
    mail = BytesParser(policy=policy.default).parsebytes(taken)
    assert delivery.ok, str(delivery.detail)
    assert delivery.detail == "对方已接收"
    assert mail["Subject"] == LETTER.subject
    assert mail["X-Idempotency-Key"] == KEY_IN_HEADER
    assert len(mail.get_all("Message-ID")) == 1
    assert mail.get_body(("plain",)).get_content().split() == LETTER.body.split()


def test_two_mails_in_a_row_do_not_wait_for_each_other(send, mail_server):
    mail_server.handler.taken.clear()
    begun = datetime.now(UTC)

    for number in range(3):
        send(mail_to(mail_server, "known@court.invalid"), key=f"k{number}")

    assert len(mail_server.handler.taken) == 3
    assert datetime.now(UTC) - begun < timedelta(seconds=3)


def test_a_refused_recipient_is_on_record_with_the_servers_answer(send, mail_server):
    delivery = send(mail_to(mail_server, "stranger@court.invalid"))

    assert not delivery.ok
    assert delivery.detail == "对方邮件服务器拒收（550 5.1.1 no such user）"
    assert delivery.detail.to("en") == "the mail server refused it (550 5.1.1 no such user)"


def test_a_connection_refused_says_so(send):
    port = free_port()

    delivery = send(f"mailto://127.0.0.1:{port}/?from=a@court.invalid&to=b@court.invalid")

    assert not delivery.ok
    assert "连接被拒绝" in str(delivery.detail)


@pytest.fixture
def silent_server():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.parametrize(
    "url", ["mailto://127.0.0.1:{}/?from=a@court.invalid&to=b@court.invalid", "json://127.0.0.1:{}/"]
)
def test_a_server_that_keeps_silent_is_given_up_soon(send, silent_server, url):
    begun = datetime.now(UTC)

    delivery = send(url.format(silent_server), timeout=0.3)

    assert not delivery.ok
    assert "超时，对方可能已经收到" in str(delivery.detail)
    assert datetime.now(UTC) - begun < timedelta(seconds=2)


# ---- a system of the court, by JSON


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), json.loads(body)))
        self.send_response(500 if self.path.startswith("/broken") else 200)
        self.end_headers()
        self.wfile.write("数据库不可用".encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def court_system():
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_system_of_the_court_gets_message_and_key(send, court_system):
    court_system.taken.clear()

    delivery = send(f"json://127.0.0.1:{court_system.server_port}/hook")

    ((path, headers, body),) = court_system.taken
    assert delivery.ok
    assert path == "/hook"
    assert headers["X-Idempotency-Key"] == KEY_IN_HEADER
    assert body["title"] == LETTER.subject
    assert body["message"] == LETTER.body


def test_a_short_channel_gets_the_short_form_alone(send, court_system):
    court_system.taken.clear()

    send(f"json://127.0.0.1:{court_system.server_port}/sms?:phone=139", short=True)

    ((_, _, body),) = court_system.taken
    assert body["title"] == ""
    assert body["message"] == "短"
    assert body["phone"] == "139"


def test_an_error_of_the_other_system_is_on_record(send, court_system):
    delivery = send(f"json://127.0.0.1:{court_system.server_port}/broken")

    assert not delivery.ok
    assert "对方系统答复有误" in str(delivery.detail)
    assert "HTTP 500 数据库不可用" in str(delivery.detail)
    assert LETTER.body not in str(delivery.detail)


# ---- secrets and silence


def test_secrets_are_filled_in_on_the_way_out_and_kept_nowhere(send, court_system):
    court_system.taken.clear()
    secrets = {"pw": "p/w@:geheim", "hook": "T0K3N"}
    url = f"json://zelian:{{pw}}@127.0.0.1:{court_system.server_port}/broken/{{hook}}?:token={{hook}}"

    delivery = send(url, secrets=secrets)

    ((path, headers, body),) = court_system.taken
    assert path == "/broken/T0K3N"
    assert body["token"] == "T0K3N"
    assert headers["Authorization"].startswith("Basic ")
    kept = delivery.channel + str(delivery.detail)
    assert "T0K3N" not in kept
    assert "geheim" not in kept


def test_a_connection_that_fails_does_not_tell_the_token(send):
    port = free_port()

    delivery = send(f"json://127.0.0.1:{port}/hook/{{hook}}?method=GET", secrets={"hook": "T0K3N"})

    assert "连接被拒绝" in str(delivery.detail)
    assert "T0K3N" not in delivery.channel + str(delivery.detail)


def test_a_password_written_into_the_address_is_masked():
    text = "login zelian geheim failed at /send?key=abc&x=1"

    masked = mask(text, "mailto://zelian:geheim@mail.court", {})

    assert masked == "login zelian **** failed at /send?key=****&x=1"


def test_secrets_come_from_the_environment_before_the_file(tmp_path):
    file = tmp_path / "secrets.yaml"
    file.write_text("mail_user: from-file\nmail_password: 12345\n", encoding="utf-8")

    secrets = read_secrets(file, {"ZELIAN_SECRET_MAIL_USER": "from-environment", "PATH": "/bin"})

    assert secrets == {"mail_user": "from-environment", "mail_password": "12345"}
    assert fill("mailto://{mail_user}:{mail_password}@m", secrets) == "mailto://from-environment:12345@m"


def test_every_secret_that_is_not_set_is_named():
    with pytest.raises(FaultyInput) as refused:
        check_channel("mailto://{mail_user}:{mail_password}@mail.court/?to=a@court.invalid")

    assert len(refused.value.faults) == 2
    assert "ZELIAN_SECRET_MAIL_PASSWORD" in str(refused.value)


@pytest.mark.parametrize("url", ["", "pigeon://roof", "json://", "mailto://", "http://[::1"])
def test_a_channel_that_cannot_work_is_refused_when_it_is_configured(url):
    with pytest.raises(FaultyInput, match="地址不可用"):
        check_channel(url)


def test_every_channel_shipped_can_be_used():
    secrets = {
        "mail_user": "u", "mail_password": "p", "mail_server": "mail.court", "mail_from": "notices@mail.court",
        "oa_server": "oa.court", "oa_token": "t", "sms_gateway": "sms.court:8443", "sms_token": "t",
        "wecom_corp": "ww1", "wecom_secret": "s", "wecom_agent": "1000002", "wecom_robot_key": "k",
        "dingtalk_secret": "SECs", "dingtalk_token": "d", "feishu_secret": "s", "feishu_token": "f",
        "log_server": "log.court"}  # fmt: skip

    for channel in route_book().channels.values():
        check_channel(channel.url_for("J-0107", "target@court.invalid"), secrets)


def test_nothing_of_it_reaches_the_console(send, capfd):
    said = []
    console = logging.Handler(logging.DEBUG)
    console.emit = said.append
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(console)
    root.setLevel(logging.DEBUG)

    try:
        with pytest.raises(FaultyInput):
            check_channel("pigeon://zelian:geheim@roof")
        send("json://127.0.0.1:1/")
        send("mailbox://J-0107")
    finally:
        root.removeHandler(console)
        root.setLevel(level)

    assert said == []
    assert capfd.readouterr() == ("", "")


def test_a_key_travels_as_its_digest_for_it_names_matter_and_person(send, court_system):
    court_system.taken.clear()

    send(f"json://127.0.0.1:{court_system.server_port}/hook", key="review-42:v5:J-0107")

    ((_, headers, _),) = court_system.taken
    assert headers["X-Idempotency-Key"] == hashlib.sha256(b"review-42:v5:J-0107").hexdigest()[:24]


def test_a_mail_servers_answer_in_chinese_is_readable(send, mail_server):
    delivery = send(mail_to(mail_server, "chinese@court.invalid"))

    assert delivery.detail == "对方邮件服务器拒收（550 5.1.1 没有这个用户）"


def test_a_desk_that_sends_nothing_does_not_pay_for_apprise():
    program = "import sys, notifiers.channels, notifiers.routes, notifiers.wording; sys.exit('apprise' in sys.modules)"

    ran = subprocess.run([sys.executable, "-c", program], check=False)

    assert ran.returncode == 0
