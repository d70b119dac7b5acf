"""The channels (送达渠道): one message goes out by one channel, and what came of it comes back as a `Delivery`.

The only importer of Apprise, and only when something is sent: it costs most of a second to import and to list
its services, which a desk that sends nothing does not pay.
"""

from __future__ import annotations

import ast
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from notifiers import mailbox as mailboxes
from notifiers.credentials import fill, mask
from notifiers.wording import Message
from rules.errors import Fault, FaultyInput
from rules.labels import Words

_TAKES_HEADERS = ("mailto", "mailtos", "json", "jsons", "form", "forms", "xml", "xmls")
_NO_SECRETS: Mapping[str, str] = {}
_ANSWER_LENGTH = 300

_SMTP_ANSWER = re.compile(r"\((\d{3}), (b'(?:[^'\\]|\\.)*'|b\"(?:[^\"\\]|\\.)*\")\)")
_SYSTEM_ANSWER = re.compile(r"\[Errno -?\d+\] [^'\"(),]+")
# fmt: off
_MEANINGS = (
    (_SMTP_ANSWER,                  Words("对方邮件服务器拒收", "the mail server refused it")),
    (re.compile(r"error=\d+"),      Words("对方系统答复有误", "the system answered with an error")),
    (re.compile(r"timed out|timeout", re.IGNORECASE),
                                    Words("等待答复超时，对方可能已经收到", "no answer in time; it may have arrived all the same")),
    (re.compile(r"refused"),        Words("连接被拒绝", "the connection was refused")),
    (re.compile(r"getaddrinfo|not known|resol", re.IGNORECASE),
                                    Words("找不到对方服务器", "the server was not found")),
)
# fmt: on
_UNKNOWN = Words("未能送达", "not delivered")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one attempt by one channel (送达记录): the result, the channel without its secrets, the reason."""

    ok: bool
    channel: str
    detail: Words
    at: datetime


def deliver(
    channel_url: str, message: Message, *, key: str, at: datetime, mailbox: Path,
    secrets: Mapping[str, str] = _NO_SECRETS, short: bool = False, timeout: float = 4.0,
    durable: bool = True,
) -> Delivery:  # fmt: skip
    """Send one message by one channel. A failure is an answer with its reason, never an exception.

    Args:
        channel_url: as `routes.route` gives it, its secrets still by name.
        message: from `wording.compose`.
        key: the same for every attempt, so that a receiver who keeps keys has the notice once.
        at: the time of the attempt, and the date of a letter put into a mailbox.
        mailbox: the folder of the mailboxes.
        secrets: from `credentials.read_secrets`.
        short: send the short form alone.
        timeout: seconds, for the connection and for the answer each.
        durable: a letter in a mailbox survives a power cut; an invented quarter need not.

    Raises:
        FaultyInput: the channel's address is not usable; nothing was sent.

    """
    # Fresh objects for each message: Apprise lets a used one wait five seconds before its next mail.
    service = _service(
        _addressed(channel_url, key, at, mailbox, timeout, durable=durable), channel_url, secrets
    )
    answers = _Answers()
    service.logger = answers.logger
    title, body = ("", message.short) if short else (message.subject, message.body)
    try:
        ok = bool(service.notify(body=body, title=title, body_format="text"))
    except Exception as error:  # noqa: BLE001 - a fault in one of 145 plug-ins is a failed delivery, on record
        answers.logger.debug("%r", error)
        ok = False
    detail = _kept(channel_url, key, mailbox) if ok else _reason(mask(answers.last, channel_url, secrets))
    return Delivery(ok, _shown(channel_url, service, secrets), detail, at)


def check_channel(channel_url: str, secrets: Mapping[str, str] = _NO_SECRETS) -> None:
    """Say at configuration time whether a channel's address can be used.

    Raises:
        FaultyInput: a secret is not set, the scheme is unknown, or the address is incomplete.

    """
    _service(channel_url, channel_url, secrets)


@cache
def _apprise() -> Any:
    """Apprise with our mailbox as one more of its services, and silent: what it says goes into the delivery."""
    import apprise

    register: Any = apprise.decorators.notify
    register(on="mailbox", name="站内信箱")(_into_mailbox)
    logging.getLogger("apprise").propagate = False
    logging.getLogger("urllib3").setLevel(logging.WARNING)  # at DEBUG it prints addresses with their tokens
    return apprise


def _into_mailbox(body: str, title: str, *_args: Any, meta: Mapping[str, Any], **_kwargs: Any) -> None:
    query = meta["qsd"]
    at = datetime.fromisoformat(query["at"])
    mailboxes.put(
        Path(query["root"]), query["person"], title or body, body,
        key=query["key"], at=at, durable=query["durable"] == "yes",
    )  # fmt: skip


def _service(url: str, shown: str, secrets: Mapping[str, str]) -> Any:
    apprise = _apprise()
    filled = fill(url, secrets)
    asset = apprise.AppriseAsset(app_id="Zelian", app_desc="责链", async_mode=False, secure_logging=True)
    service = None
    if _scheme(filled) != "mailbox" or mailboxes.is_person(_person(filled)):
        service = apprise.Apprise.instantiate(filled, asset=asset)
    if service is None:
        raise FaultyInput([_unusable(mask(shown, shown, secrets))])
    return service


def _unusable(channel_url: str) -> Fault:
    return Fault(
        Words("送达渠道 {url}", "channel {url}", url=channel_url),
        Words("地址不可用：渠道种类未知，或者内容不全", "not usable: of no known kind, or incomplete"),
        Words("请按 Apprise 的地址格式改正渠道登记", "mend it among the routes, after Apprise's form"),
    )


def _addressed(
    channel_url: str, key: str, at: datetime, mailbox: Path, timeout: float, *, durable: bool
) -> str:
    """The channel's address with what this message needs: key, time limits, and where a mailbox stands."""
    scheme = _scheme(channel_url)
    if scheme == "mailbox":
        extra = {"person": _person(channel_url), "root": str(mailbox), "key": key, "at": at.isoformat()}
        extra["durable"] = "yes" if durable else "no"
    else:
        extra = {"cto": str(timeout), "rto": str(timeout), "format": "text"}
        if scheme in _TAKES_HEADERS:
            extra["+X-Idempotency-Key"] = mailboxes.in_header(key)
    return f"{channel_url}{'&' if '?' in channel_url else '?'}{urlencode(extra, quote_via=quote)}"


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


def _person(mailbox_url: str) -> str:
    return unquote(re.split(r"[/?]", mailbox_url.partition("://")[2], maxsplit=1)[0])


def _shown(channel_url: str, service: Any, secrets: Mapping[str, str]) -> str:
    """``mailto://u:****@mail.court/p001%40court`` and no query: what may be shown and kept."""
    if _scheme(channel_url) == "mailbox":
        return f"mailbox://{_person(channel_url)}"
    return mask(service.url(privacy=True).partition("?")[0], channel_url, secrets)


def _kept(channel_url: str, key: str, mailbox: Path) -> Words:
    if _scheme(channel_url) != "mailbox":
        return Words("对方已接收", "accepted")
    letter = mailboxes.find(mailbox, _person(channel_url), key)
    return Words("已存入信箱：{file}", "in the mailbox: {file}", file=letter.name if letter else "")


def _reason(said: str) -> Words:
    """What the service said, in plain words, with the other machine's own answer where it can be made out."""
    meaning = next((words for sign, words in _MEANINGS if sign.search(said)), _UNKNOWN)
    if smtp := _SMTP_ANSWER.search(said):
        answer = f"{smtp[1]} {ast.literal_eval(smtp[2]).decode('utf-8', 'replace')}"
    elif system := _SYSTEM_ANSWER.search(said):
        answer = system[0]
    else:
        answer = said[:_ANSWER_LENGTH]
    return Words("{meaning}（{answer}）", "{meaning} ({answer})", meaning=meaning, answer=answer)


class _Answers(logging.Handler):
    """What a service says while it sends: Apprise tells the reason of a failure nowhere else.

    Each delivery has a logger of its own, so several may be under way and nothing reaches the console.
    """

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.logger = logging.Logger("notifiers.channels", logging.DEBUG)  # noqa: LOG001 - on no register, on purpose
        self.logger.addHandler(self)
        self._said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = " ".join(record.getMessage().split())
        if "Payload:" not in said:  # the letter itself is not an answer
            self._said.append(said)

    @property
    def last(self) -> str:
        """The last two things said: that it failed, and why."""
        return " ".join(self._said[-2:])
