"""The channels (送达渠道): one message goes out by one channel, and what came of it comes back as a `Delivery`.

The mailbox, the robots, the systems of the court and its log are our own senders, since their answers must be read
(decision 0110); mail and whatever else Apprise knows go by Apprise. This is its only importer, and only when such a
message is sent: it costs most of a second to import and to list its services.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from notifiers import mailbox as mailboxes
from notifiers import robots, syslog, webhooks
from notifiers.answers import Answer, Receipt, of_error, of_said, taken
from notifiers.credentials import fill, mask
from notifiers.cutting import sendable
from notifiers.patience import within
from notifiers.web import Line, WebAddress
from notifiers.wording import Message
from rules.errors import Fault, FaultyInput
from rules.labels import Language, Words

_TAKES_HEADERS = ("mailto", "mailtos", "xml", "xmls")
_NO_SECRETS: Mapping[str, str] = {}
_OPERATIONS = 3
"""A channel is waited for as long as finding it, reaching it and its answer may take together."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of one attempt by one channel (送达记录): the result, the channel without its secrets, the reason."""

    ok: bool
    channel: str
    detail: Words
    at: datetime
    retry: bool = False
    """Whether another attempt is sensible; never after a success."""
    receipt: Receipt = Receipt.NONE
    """How far it is known to have come: a log by UDP does not answer."""
    wire: tuple[str, ...] = ()
    """What went over the wire (``>``) and what came back (``<``), without secrets; for a test, kept nowhere."""


@dataclass(slots=True)
class _Parcel:
    """One message on its way: the address with its secrets, what is said, and how."""

    url: str
    message: Message
    short: bool
    key: str
    at: datetime
    mailbox: Path
    language: Language
    durable: bool
    line: Line

    @property
    def subject(self) -> str:
        return "" if self.short else " ".join(sendable(self.message.subject).split())

    @property
    def body(self) -> str:
        return sendable(self.message.short if self.short else self.message.body)

    @property
    def whole(self) -> str:
        """Subject and letter as one text, for what has no subject line."""
        return "\n".join(filter(None, (self.subject, self.body)))

    @property
    def address(self) -> WebAddress:
        return WebAddress.of(self.url)


def deliver(
    channel_url: str, message: Message, *, key: str, at: datetime, mailbox: Path,
    secrets: Mapping[str, str] = _NO_SECRETS, short: bool = False, timeout: float = 4.0,
    durable: bool = True, language: Language = "zh",
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
        timeout: seconds, for the connection and for the answer each; three times that in all.
        durable: a letter in a mailbox survives a power cut; an invented quarter need not.
        language: in which it is said that a text was cut.

    Raises:
        FaultyInput: the channel's address is not usable; nothing was sent.

    """
    check_channel(channel_url, secrets)
    line = Line(timeout)
    parcel = _Parcel(fill(channel_url, secrets), message, short, key, at, mailbox, language, durable, line)
    try:
        answer = _sent(parcel)
    except Exception as error:  # noqa: BLE001 - a fault on the way is a failed delivery, on record
        answer = of_error(error)
        line.said.append(f"< {error}")
    hide = partial(mask, channel_url=channel_url, secrets=secrets, learned=line.learned)
    detail = Words(hide(answer.words.to("zh")), hide(answer.words.to("en")))
    return Delivery(
        answer.ok, _shown(channel_url, secrets), detail, at,
        retry=answer.retry and not answer.ok, receipt=answer.receipt, wire=tuple(hide(each) for each in line.said),
    )  # fmt: skip


def check_channel(channel_url: str, secrets: Mapping[str, str] = _NO_SECRETS) -> None:
    """Say at configuration time whether a channel's address can be used.

    Raises:
        FaultyInput: a secret is not set, the scheme is unknown, or the address is incomplete.

    """
    filled = fill(channel_url, secrets)
    try:
        check = _CHECKS.get(_scheme(filled))
        usable = _service(filled) is not None if check is None else check(WebAddress.of(filled)) is not False
    except ValueError:
        usable = False
    if not usable:
        raise FaultyInput([_unusable(mask(channel_url, channel_url, secrets))])


def _sent(parcel: _Parcel) -> Answer:
    scheme = _scheme(parcel.url)
    if scheme == "mailbox":
        return _into_mailbox(parcel)
    send = _SENDERS.get(scheme, _by_apprise)
    return within(parcel.line.timeout * _OPERATIONS, partial(send, parcel))


def _into_mailbox(parcel: _Parcel) -> Answer:
    person = _person(parcel.url)
    letter = mailboxes.put(
        parcel.mailbox, person, parcel.subject or parcel.body, parcel.body,
        key=parcel.key, at=parcel.at, durable=parcel.durable,
    )  # fmt: skip
    kept = Words("已存入信箱：{file}", "in the mailbox: {file}", file=letter.name)
    return Answer(ok=True, words=kept, retry=False, receipt=Receipt.KEPT)


def _by_robot(parcel: _Parcel) -> Answer:
    return robots.send(parcel.address, parcel.whole, parcel.line, parcel.at, parcel.language)


def _by_application(parcel: _Parcel) -> Answer:
    return robots.send_by_application(parcel.address, parcel.whole, parcel.line, parcel.language)


def _by_webhook(parcel: _Parcel) -> Answer:
    key = mailboxes.in_header(parcel.key)
    return webhooks.send(parcel.address, parcel.subject, parcel.body, parcel.line, key)


def _into_log(parcel: _Parcel) -> Answer:
    key = mailboxes.in_header(parcel.key)
    return syslog.send(parcel.address, parcel.whole, parcel.line, key, parcel.at, parcel.language)


_SENDERS: dict[str, Callable[[_Parcel], Answer]] = {
    **dict.fromkeys(robots.ROBOTS, _by_robot),
    **dict.fromkeys(webhooks.SCHEMES, _by_webhook),
    robots.APPLICATION: _by_application,
    syslog.SCHEME: _into_log,
}
_CHECKS: dict[str, Callable[[WebAddress], bool | None]] = {
    **dict.fromkeys((*robots.ROBOTS, robots.APPLICATION), robots.check),
    **dict.fromkeys(webhooks.SCHEMES, webhooks.check),
    syslog.SCHEME: syslog.check,
    "mailbox": lambda address: mailboxes.is_person(unquote(address.host)) and address.path in ("", "/"),
}


# ---- by Apprise


@cache
def _apprise() -> Any:
    """Apprise, silent: what it says goes into the delivery."""
    import apprise

    logging.getLogger("apprise").propagate = False
    logging.getLogger("urllib3").setLevel(logging.WARNING)  # at DEBUG it prints addresses with their tokens
    return apprise


def _service(filled: str) -> Any:
    apprise = _apprise()
    asset = apprise.AppriseAsset(
        app_id="Zelian", app_desc="责链", async_mode=False, secure_logging=True, http_redirects=False
    )
    return apprise.Apprise.instantiate(filled, asset=asset)


def _by_apprise(parcel: _Parcel) -> Answer:
    extra = {"cto": str(parcel.line.timeout), "rto": str(parcel.line.timeout), "format": "text"}
    if _scheme(parcel.url) in _TAKES_HEADERS:
        extra["+X-Idempotency-Key"] = mailboxes.in_header(parcel.key)
    joined = f"{parcel.url}{'&' if '?' in parcel.url else '?'}{urlencode(extra, quote_via=quote)}"
    # Fresh objects for each message: Apprise lets a used one wait five seconds before its next mail.
    service = _service(joined)
    answers = _Answers(parcel.line)
    service.logger = answers.logger
    ok = bool(service.notify(body=parcel.body, title=parcel.subject, body_format="text"))
    return taken() if ok else of_said(answers.last)


class _Answers(logging.Handler):
    """What a service says while it sends: Apprise tells the reason of a failure nowhere else.

    Each delivery has a logger of its own, so several may be under way and nothing reaches the console.
    """

    def __init__(self, line: Line) -> None:
        super().__init__(logging.DEBUG)
        self.line = line
        self.logger = logging.Logger("notifiers.channels", logging.DEBUG)  # noqa: LOG001 - on no register, on purpose
        self.logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        said = " ".join(record.getMessage().split())
        if "Payload:" not in said:  # the letter itself is not an answer
            self.line.said.append(f"  {said}")

    @property
    def last(self) -> str:
        """The last two things said: that it failed, and why."""
        return " ".join(each.strip() for each in self.line.said[-2:])


def _unusable(channel_url: str) -> Fault:
    return Fault(
        Words("送达渠道 {url}", "channel {url}", url=channel_url),
        Words("地址不可用：渠道种类未知，或者内容不全", "not usable: of no known kind, or incomplete"),
        Words("请按 Apprise 的地址格式改正渠道登记", "mend it among the routes, after Apprise's form"),
    )


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


def _person(mailbox_url: str) -> str:
    return unquote(WebAddress.of(mailbox_url).host)


def _shown(channel_url: str, secrets: Mapping[str, str]) -> str:
    """``mailto://u:****@mail.court/p001%40court`` and no query: what may be shown and kept."""
    filled = fill(channel_url, secrets).partition("?")[0]
    return mask(filled, channel_url, secrets)
