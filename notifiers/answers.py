"""What a channel answered (渠道答复): whether the message was taken, and in plain words why it was not.

A failure says whether another attempt is sensible. A machine that cannot be reached may be reached later; a person
whom the other side does not know, or a text it refuses, will be refused again.
"""

from __future__ import annotations

import ast
import http.client
import re
import socket
import ssl
from dataclasses import dataclass
from urllib.error import URLError

from rules.labels import Labelled, Words

_ANSWER_LENGTH = 300


class Receipt(Labelled):
    """How far a message is known to have come (送达程度)."""

    NONE = "none", "没有送出", "not sent"
    HANDED_ON = "handed_on", "已发出，对方不答复", "handed on; the other side does not answer"
    ACCEPTED = "accepted", "对方已接收", "accepted"
    KEPT = "kept", "已存入信箱", "in the mailbox"


class Failure(Labelled):
    """Why a message was not taken (未送达原因)."""

    REFUSED_MAIL = "refused_mail", "对方邮件服务器拒收", "the mail server refused it"
    RECIPIENT = "recipient", "对方没有这个收件人", "the other side knows no such recipient"
    SECRET = "secret", "密钥、密码或者签名不被接受", "the secret, password or signature was not accepted"
    BUSY = "busy", "发送过于频繁，被对方限制", "the other side limits how often it may be sent to"
    CONTENT = "content", "对方不接受这样的内容", "the other side does not take such a text"
    NOT_THERE = "not_there", "对方没有这个地址", "there is nothing at that address"
    ANSWERED_BADLY = "answered_badly", "对方系统答复有误", "the system answered with an error"
    MOVED = (
        "moved",
        "对方要求改投他处，没有照办",
        "the system asked to be sent to elsewhere, and was not followed",
    )
    UNREADABLE = (
        "unreadable",
        "对方的答复不合约定，不能算已接收",
        "the answer is none that was agreed on, and no receipt",
    )
    TIMEOUT = (
        "timeout",
        "等待答复超时，对方可能已经收到",
        "no answer in time; it may have arrived all the same",
    )
    NO_CONNECTION = "no_connection", "连接被拒绝", "the connection was refused"
    BROKEN_OFF = "broken_off", "连接被对方中断", "the other side broke off"
    TLS = (
        "tls",
        "未能建立加密连接，请核对对方证书",
        "no encrypted connection: look at the other side's certificate",
    )
    NAME = "name", "找不到对方服务器", "the server was not found"
    UNKNOWN = "unknown", "未能送达", "not delivered"


_POINTLESS = frozenset({Failure.RECIPIENT, Failure.CONTENT})
"""What another attempt cannot mend."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of sending: taken or not, in words, and whether to try again."""

    ok: bool
    words: Words
    retry: bool = True
    receipt: Receipt = Receipt.NONE


def taken(receipt: Receipt = Receipt.ACCEPTED) -> Answer:
    """The message was taken."""
    return Answer(ok=True, words=Words(receipt.zh, receipt.en), retry=False, receipt=receipt)


def refused(why: Failure, said: str = "") -> Answer:
    """The message was not taken, with what the other side said."""
    said = " ".join(said.split())[:_ANSWER_LENGTH]
    told = Words("（{said}）", " ({said})", said=said) if said else ""
    return Answer(
        ok=False,
        words=Words("{meaning}{told}", "{meaning}{told}", meaning=why, told=told),
        retry=why not in _POINTLESS,
    )


def of_status(status: int, said: str) -> Answer | None:
    """What an HTTP answer means by its number alone; None: it is a success, and its text is still to be read."""
    if 200 <= status < 300:  # noqa: PLR2004 - the numbers of HTTP
        return None
    why = _BY_STATUS.get(status, Failure.MOVED if status < 400 else Failure.ANSWERED_BADLY)  # noqa: PLR2004
    return refused(why, f"HTTP {status} {said}")


_BY_STATUS = {
    401: Failure.SECRET,
    403: Failure.SECRET,
    404: Failure.NOT_THERE,
    407: Failure.SECRET,
    413: Failure.CONTENT,
    429: Failure.BUSY,
}


def of_error(error: BaseException) -> Answer:
    """What an error on the way means."""
    if isinstance(error, URLError) and isinstance(error.reason, BaseException):
        error = error.reason
    why = next((why for kind, why in _BY_ERROR if isinstance(error, kind)), Failure.UNKNOWN)
    return refused(why, str(error) or type(error).__name__)


# The order counts: most of these are kinds of OSError.
_BY_ERROR: tuple[tuple[type[BaseException], Failure], ...] = (
    (ssl.SSLError, Failure.TLS),
    (socket.gaierror, Failure.NAME),
    (TimeoutError, Failure.TIMEOUT),
    (ConnectionRefusedError, Failure.NO_CONNECTION),
    (ConnectionError, Failure.BROKEN_OFF),
    (http.client.BadStatusLine, Failure.UNREADABLE),
    (http.client.HTTPException, Failure.BROKEN_OFF),
)

_SMTP_ANSWER = re.compile(r"\((\d{3}), (b'(?:[^'\\]|\\.)*'|b\"(?:[^\"\\]|\\.)*\")")
_SYSTEM_ANSWER = re.compile(r"\[Errno -?\d+\] [^'\"(),]+")
# fmt: off
_SIGNS = (
    (re.compile(r"certificate|\bSSL\b|\[SSL|STARTTLS", re.IGNORECASE), Failure.TLS),
    (re.compile(r"timed out|timeout", re.IGNORECASE), Failure.TIMEOUT),
    (re.compile(r"Errno 111|refused"),                Failure.NO_CONNECTION),
    (re.compile(r"getaddrinfo|not known|resol", re.IGNORECASE), Failure.NAME),
    (re.compile(r"closed|reset", re.IGNORECASE),      Failure.BROKEN_OFF),
    (re.compile(r"error=\d+"),                        Failure.ANSWERED_BADLY),
)
# fmt: on
_SMTP_SECRET = frozenset({530, 534, 535, 538})
_SMTP_RECIPIENT = frozenset({550, 551, 553})


def of_said(said: str) -> Answer:
    """What a service of Apprise means by what it said, with the other machine's own answer where it can be made out."""
    if smtp := _SMTP_ANSWER.search(said):
        return _of_smtp(int(smtp[1]), ast.literal_eval(smtp[2]).decode("utf-8", "replace"))
    why = next((why for sign, why in _SIGNS if sign.search(said)), Failure.UNKNOWN)
    system = _SYSTEM_ANSWER.search(said)
    return refused(why, system[0] if system else said)


def _of_smtp(code: int, said: str) -> Answer:
    if code in _SMTP_SECRET:
        return refused(Failure.SECRET, f"{code} {said}")
    answer = refused(Failure.REFUSED_MAIL, f"{code} {said}")
    return Answer(answer.ok, answer.words, retry=code not in _SMTP_RECIPIENT)
