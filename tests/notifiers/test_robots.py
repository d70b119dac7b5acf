"""Robots against servers that answer as the vendors' do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import quote

import apprise
import pytest

from notifiers import robots
from notifiers.channels import check_channel, deliver
from notifiers.wording import Message
from rules.errors import FaultyInput
from tests.notifiers.servers import Vendor, vendor_server, web_server

AT = datetime(2021, 10, 11, 1, 30, tzinfo=UTC)
LETTER = Message("【办理进展】评查2021Q3-0042：已反馈", "您好。\n请您办理：提出异议 𠮷😀。", "短")
SECRETS = {
    "wecom_robot_key": Vendor.KEY,
    "dingtalk_token": Vendor.TOKEN,
    "dingtalk_secret": Vendor.SIGNING,
    "feishu_token": Vendor.HOOK,
    "feishu_secret": Vendor.SIGNING,
    "corp": Vendor.CORP,
    "corp_secret": Vendor.CORP_SECRET,
}
WECOM = "wecombot://{wecom_robot_key}"
DINGTALK = "dingtalk://{dingtalk_secret}@{dingtalk_token}"
FEISHU = "feishu://{feishu_secret}@{feishu_token}"
APPLICATION = "wechat://{corp}:{corp_secret}@1000002/known"
ROBOTS = (WECOM, DINGTALK, FEISHU, APPLICATION)


@pytest.fixture
def vendor():
    robots._TOKENS.clear()
    vendor = Vendor()
    vendor.hour = AT
    with vendor_server(vendor) as server:
        vendor.server = server
        yield vendor
    robots._TOKENS.clear()


@pytest.fixture
def send(vendor, tmp_path):
    def sent(url, message=LETTER, at=AT, host=None, secrets=SECRETS, timeout=2.0, **given):
        host = host or f"http://127.0.0.1:{vendor.server.server_port}"
        return deliver(
            f"{url}?host={quote(host, safe='')}", message, key="k", at=at, mailbox=tmp_path,
            secrets=secrets, timeout=timeout, **given)  # fmt: skip

    return sent


def without_secrets(delivery):
    told = "".join((delivery.channel, delivery.detail.to("zh"), delivery.detail.to("en"), *delivery.wire))
    return not any(secret in told or quote(secret, safe="") in told for secret in SECRETS.values())


@pytest.mark.parametrize("url", ROBOTS)
def test_a_robot_takes_what_it_is_sent(send, vendor, url):
    delivery = send(url)

    assert delivery.ok, str(delivery.detail)
    assert delivery.detail == "对方已接收"
    assert vendor.texts == [f"{LETTER.subject}\n{LETTER.body}"]
    assert without_secrets(delivery)


@pytest.mark.parametrize("url", ROBOTS)
def test_the_wire_is_shown_without_its_secrets(send, url):
    wire = send(url).wire

    assert any(line.startswith("> POST") for line in wire)
    assert any("办理进展" in line for line in wire)
    assert wire[-1].startswith("< HTTP 200")


WRONG = {**dict.fromkeys(SECRETS, "d00d"), "corp": Vendor.CORP}
REFUSALS = [
    (WECOM, WRONG, "errcode=93000 invalid webhook url, hint: [1500000000]"),
    (DINGTALK, {**SECRETS, "dingtalk_secret": "SECd00d"}, "errcode=310000 sign not match"),
    (DINGTALK, WRONG, "errcode=300001 token is not exist"),
    (FEISHU, {**SECRETS, "feishu_secret": "SECd00d"},
     "code=19021 sign match fail or timestamp is not within one hour"),
    (FEISHU, WRONG, "code=19001 param invalid: incoming webhook access token invalid"),
    (APPLICATION, WRONG, "errcode=40001 invalid credential ****"),
]  # fmt: skip


@pytest.mark.parametrize(("url", "secrets", "said"), REFUSALS)
def test_a_refusal_under_http_200_is_a_failure_with_its_reason(send, vendor, url, secrets, said):
    delivery = send(url, secrets=secrets)

    assert not delivery.ok
    assert delivery.detail == f"密钥、密码或者签名不被接受（{said}）"
    assert delivery.retry
    assert vendor.texts == []
    assert "d00d" not in str(delivery)


def test_apprise_itself_takes_such_a_refusal_for_a_success(vendor):
    """The reason for senders of our own; when this fails, Apprise has learned it and they may go."""
    service = apprise.Apprise.instantiate("wecombot://d00d")
    service.api_url = f"http://127.0.0.1:{vendor.server.server_port}/cgi-bin/webhook/send?key=d00d"

    assert service.notify(body="文", title="题") is True
    assert vendor.texts == []


def test_apprise_itself_quotes_the_signature_of_dingtalk_twice(vendor):
    """The second reason: a robot of DingTalk that signs refuses all that Apprise sends."""
    service = apprise.Apprise.instantiate(f"dingtalk://{Vendor.SIGNING}@{Vendor.TOKEN}")
    service.notify_url = (
        f"http://127.0.0.1:{vendor.server.server_port}/robot/send?access_token={Vendor.TOKEN}"
    )

    service.notify(body="文", title="题")

    (_, query, _), *_ = vendor.asked
    assert query["sign"].endswith("%3D")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_too_long_for_wecom_is_cut_at_a_sentence_and_says_so(send, vendor, language):
    long = Message(
        "题", "".join(f"第{number}项：送达程序有瑕疵，请说明理由𠮷。" for number in range(99)), "短"
    )

    delivery = send(WECOM, long, language=language)

    (text,) = vendor.texts
    note = (
        "（内容过长，余见系统内通知）"
        if language == "zh"
        else "(cut for its length; the rest is in the system)"
    )
    assert delivery.ok
    assert 1900 < len(text.encode()) <= 2048
    assert text.endswith(f"。{note}")


@pytest.mark.parametrize("url", ROBOTS)
@pytest.mark.parametrize(("status", "meaning", "retry"), [
    (404, "对方没有这个地址", True), (403, "密钥、密码或者签名不被接受", True), (429, "发送过于频繁，被对方限制", True),
    (413, "对方不接受这样的内容", False), (502, "对方系统答复有误", True), (302, "对方要求改投他处，没有照办", True),
])  # fmt: skip
def test_an_http_failure_is_told_in_plain_words(send, url, status, meaning, retry):
    with web_server(lambda *_: (status, "nginx 坏了")) as other:
        delivery = send(url, host=f"http://127.0.0.1:{other.server_port}")

        assert not any(path == "/elsewhere" for path, *_ in other.raw)
    assert not delivery.ok
    assert delivery.detail == f"{meaning}（HTTP {status} nginx 坏了）"
    assert delivery.retry is retry
    assert without_secrets(delivery)


@pytest.mark.parametrize("url", ROBOTS)
@pytest.mark.parametrize("text", ["<html>请先登录</html>", "", "[]", '"ok"', "{}", "null"])
def test_an_answer_that_is_none_of_the_vendors_is_no_receipt(send, url, text):
    with web_server(lambda *_: (200, text)) as gateway:
        delivery = send(url, host=f"http://127.0.0.1:{gateway.server_port}")

    assert not delivery.ok
    assert "对方的答复不合约定" in str(delivery.detail)


def test_an_expired_pass_of_the_application_is_renewed_once(send, vendor):
    assert send(APPLICATION).ok
    assert send(APPLICATION).ok
    vendor.pass_ = "PASS-2"

    delivery = send(APPLICATION)

    assert delivery.ok
    assert [path for path, *_ in vendor.asked].count("/cgi-bin/gettoken") == 2
    assert "PASS-" not in str(delivery)


@pytest.mark.parametrize("person", ["gone", "stranger"])
def test_a_person_the_application_does_not_know_is_not_tried_again(send, person):
    delivery = send(f"wechat://{{corp}}:{{corp_secret}}@1000002/{person}")

    assert not delivery.ok
    assert "对方没有这个收件人" in str(delivery.detail)
    assert delivery.retry is False


def test_each_limit_of_the_vendors_is_told(send):
    def limited(*_):
        return 200, json.dumps({"errcode": 45009, "errmsg": "api freq out of limit"})

    with web_server(limited) as busy:
        delivery = send(WECOM, host=f"http://127.0.0.1:{busy.server_port}")

    assert delivery.detail == "发送过于频繁，被对方限制（errcode=45009 api freq out of limit）"
    assert delivery.detail.to("en").startswith("the other side limits how often")
    assert delivery.retry


@pytest.mark.parametrize("url", [
    "wecombot://", "dingtalk://", "feishu://", "wechat://corp:secret@1000002", "wechat://corp@1000002/p",
    "wechat://corp:secret@agent/p", "wecombot://key?host=file:///etc/passwd", "wecombot://key?host=internal",
])  # fmt: skip
def test_a_robot_that_cannot_work_is_refused_when_it_is_configured(url):
    with pytest.raises(FaultyInput, match="地址不可用"):
        check_channel(url)


def test_without_another_host_a_robot_is_the_vendors_own():
    assert {robot.host for robot in robots.ROBOTS.values()} == {
        "https://qyapi.weixin.qq.com", "https://oapi.dingtalk.com", "https://open.feishu.cn"}  # fmt: skip


def test_a_secret_written_into_the_address_is_hidden_too(send, vendor):
    delivery = send(f"dingtalk://{Vendor.SIGNING}@{Vendor.TOKEN}", secrets={})

    assert delivery.ok
    assert delivery.channel == "dingtalk://****@****"
    assert without_secrets(delivery)
