"""Group robots (群机器人) of WeCom, DingTalk and Feishu, and the application of WeCom (企业微信应用).

Addresses are those of Apprise: ``wecombot://key``, ``dingtalk://secret@token``, ``feishu://token``,
``wechat://corp:secret@agent/person``. Besides them ``feishu://secret@token`` signs, and ``?host=https://…`` names another
machine than the vendor's: a private deployment (政务微信, 专有钉钉), or the court's own gateway. All of them answer
HTTP 200 to a refusal; what counts is the number in the answer.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from notifiers.answers import Answer, Failure, of_status, refused, taken
from notifiers.cutting import MORE, fitted, in_bytes
from notifiers.web import Letter, Line, Reply, WebAddress, base_of, with_parameters
from rules.labels import Language

_TOKENS: dict[tuple[str, str, str], str] = {}
"""The pass that WeCom gives an application for two hours, by machine, corporation and digest of the secret."""
_TOKEN_IS_OVER = frozenset({40001, 40014, 42001})


@dataclass(frozen=True, slots=True)
class Robot:
    """One kind of robot: where it is reached, how much it takes, and how its answers read."""

    host: str
    most: int
    """Bytes of text it takes; the vendor's own limit."""
    letter: Callable[[WebAddress, str, str, datetime], Letter]
    """The request: of an address, its machine, a text, and the hour of the attempt."""
    numbers: tuple[str, ...]
    """Under which name the number of the answer stands; 0 says that the message was taken."""
    meanings: Mapping[int, Failure] = field(default_factory=dict)


def send(address: WebAddress, text: str, line: Line, at: datetime, language: Language) -> Answer:
    """Send a text by a robot."""
    robot = ROBOTS[address.scheme]
    base = base_of(address.options.get("host", ""), robot.host)
    text = fitted(text, robot.most, in_bytes, MORE.to(language))
    reply = line.exchange(robot.letter(address, base, text, at))
    answer, _ = read(reply, robot.numbers, robot.meanings)
    return answer


def send_by_application(address: WebAddress, text: str, line: Line, language: Language) -> Answer:
    """Send a text to one person by the application of WeCom; an expired pass is renewed once."""
    base = base_of(address.options.get("host", ""), _WECOM)
    text = fitted(text, _WECOM_BYTES, in_bytes, MORE.to(language))
    place = (base, address.user, hashlib.sha256(address.password.encode()).hexdigest())
    for first in (True, False):
        fresh = place not in _TOKENS
        if fresh and (failed := _new_token(address, base, place, line)):
            return failed
        line.learned.add(_TOKENS[place])
        body = {
            "touser": _person(address),
            "msgtype": "text",
            "agentid": int(address.host),
            "text": {"content": text},
        }
        url = with_parameters(f"{base}/cgi-bin/message/send", {"access_token": _TOKENS[place]})
        answer, said = read(line.exchange(Letter(url, _json(body))), ("errcode",), _WECOM_MEANINGS)
        if said.get("errcode") in _TOKEN_IS_OVER:
            del _TOKENS[place]
            if first and not fresh:
                continue
        if answer.ok and said.get("invaliduser"):
            return refused(Failure.RECIPIENT, f"invaliduser {said['invaliduser']}")
        return answer
    raise AssertionError  # the second round returns, whatever comes of it


def _new_token(address: WebAddress, base: str, place: tuple[str, str, str], line: Line) -> Answer | None:
    login = {"corpid": address.user, "corpsecret": address.password}
    letter = Letter(with_parameters(f"{base}/cgi-bin/gettoken", login), method="GET")
    answer, said = read(line.exchange(letter), ("errcode",), _WECOM_MEANINGS)
    if not answer.ok:
        return answer
    if not said.get("access_token"):
        return refused(Failure.UNREADABLE)
    _TOKENS[place] = str(said["access_token"])
    return None


def _person(address: WebAddress) -> str:
    return address.path.strip("/").removeprefix("@")


def read(
    reply: Reply, numbers: tuple[str, ...], meanings: Mapping[int, Failure]
) -> tuple[Answer, Mapping[str, Any]]:
    """What an answer of JSON with a number means, and the answer itself; HTTP 200 alone is no receipt."""
    if failed := of_status(reply.status, reply.text):
        return failed, {}
    try:
        said = json.loads(reply.text)
    except ValueError:
        said = None
    name = next((each for each in numbers if isinstance(said, dict) and each in said), "")
    if not name:
        return refused(Failure.UNREADABLE, reply.text), {}
    number = said[name]
    if number == 0:
        return taken(), said
    words = next((str(said[each]) for each in ("errmsg", "msg", "StatusMessage") if said.get(each)), "")
    return refused(meanings.get(number, Failure.ANSWERED_BADLY), f"{name}={number} {words}"), said


def _wecom(address: WebAddress, base: str, text: str, _at: datetime) -> Letter:
    url = with_parameters(f"{base}/cgi-bin/webhook/send", {"key": address.host})
    return Letter(url, _json({"msgtype": "text", "text": {"content": text}}))


def _dingtalk(address: WebAddress, base: str, text: str, at: datetime) -> Letter:
    parameters = {"access_token": address.host}
    if address.user:
        stamp = str(round(at.timestamp() * 1000))
        signed = hmac.digest(address.user.encode(), f"{stamp}\n{address.user}".encode(), "sha256")
        parameters |= {"timestamp": stamp, "sign": base64.b64encode(signed).decode()}
    url = with_parameters(f"{base}/robot/send", parameters)
    return Letter(url, _json({"msgtype": "text", "text": {"content": text}}))


def _feishu(address: WebAddress, base: str, text: str, at: datetime) -> Letter:
    body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
    if address.user:
        stamp = str(round(at.timestamp()))
        # Here the sentence to sign is the key, and nothing is signed with it.
        signed = hmac.digest(f"{stamp}\n{address.user}".encode(), b"", "sha256")
        body |= {"timestamp": stamp, "sign": base64.b64encode(signed).decode()}
    return Letter(f"{base}/open-apis/bot/v2/hook/{address.host}", _json(body))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


_WECOM = "https://qyapi.weixin.qq.com"
_WECOM_BYTES = 2048
# fmt: off
_WECOM_MEANINGS = {
    40001: Failure.SECRET, 40013: Failure.SECRET, 40014: Failure.SECRET, 42001: Failure.SECRET, 93000: Failure.SECRET,
    60020: Failure.SECRET, 301002: Failure.SECRET, 40058: Failure.CONTENT, 44004: Failure.CONTENT, 45002: Failure.CONTENT,
    45009: Failure.BUSY, 60111: Failure.RECIPIENT, 81013: Failure.RECIPIENT,
}
ROBOTS = {
    "wecombot": Robot(_WECOM, _WECOM_BYTES, _wecom, ("errcode",), _WECOM_MEANINGS),
    "dingtalk": Robot("https://oapi.dingtalk.com", 20_000, _dingtalk, ("errcode",), {
        300001: Failure.SECRET, 310000: Failure.SECRET, 130101: Failure.BUSY, 410100: Failure.BUSY,
        40035: Failure.CONTENT, 430101: Failure.CONTENT, 430102: Failure.CONTENT,
    }),
    "feishu": Robot("https://open.feishu.cn", 19_000, _feishu, ("code", "StatusCode"), {
        19001: Failure.SECRET, 19021: Failure.SECRET, 19022: Failure.SECRET, 19024: Failure.CONTENT,
        9499: Failure.CONTENT, 11232: Failure.BUSY, 11233: Failure.BUSY,
    }),
}
# fmt: on
"""The robots by the scheme of their addresses; what the numbers mean, after the vendors' own lists (decision 0110)."""
APPLICATION = "wechat"
"""The scheme of the application of WeCom."""


def check(address: WebAddress) -> None:
    """See that nothing is missing from the address of a robot or application.

    Raises:
        ValueError: something is.
    """
    base_of(address.options.get("host", ""), _WECOM)
    if not address.host:
        raise ValueError(address.scheme)
    if address.scheme == APPLICATION and not (
        address.user and address.password and address.host.isdecimal() and _person(address)
    ):
        raise ValueError(address.scheme)
