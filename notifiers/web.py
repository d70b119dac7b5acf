"""One message over HTTP (网络投递), and the whole answer: its number and its text.

Not by Apprise, which reads the number alone: the robots refuse with HTTP 200 (decision 0110). A proxy is taken from
the environment and certificates from the machine (or ``SSL_CERT_FILE``). A redirect is not followed, since a secret
in the address would be carried to whoever the other side names.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPResponse
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit
from urllib.request import HTTPErrorProcessor, HTTPSHandler, Request, build_opener

_MOST_READ = 64 * 1024
"""Bytes of an answer that are read; an answer is a sentence, and a longer one is a page of something else."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A channel's address taken apart, after Apprise's form: ``scheme://user:password@host/path?key=value``.

    In the query ``+name`` is a header, ``:name`` a field of the message, ``-name`` a parameter of the request.
    """

    scheme: str
    user: str
    password: str
    host: str
    path: str
    options: Mapping[str, str]
    headers: Mapping[str, str]
    fields: Mapping[str, str]
    parameters: Mapping[str, str]

    @classmethod
    def of(cls, url: str) -> WebAddress:
        """Take an address apart.

        Raises:
            ValueError: it is none.
        """
        scheme, _, rest = url.partition("://")
        place, _, query = rest.partition("?")
        authority, slash, path = place.partition("/")
        login, _, host = authority.rpartition("@")
        user, _, password = login.partition(":")
        urlsplit(f"//{host}").port  # noqa: B018 - a port that is no number raises
        parts: dict[str, dict[str, str]] = {"+": {}, ":": {}, "-": {}, "": {}}
        for each in filter(None, query.split("&")):
            name, _, value = each.partition("=")
            name = unquote(name)
            kind = name[:1] if name[:1] in ("+", ":", "-") else ""
            parts[kind][name[len(kind) :]] = unquote(value)
        return cls(
            scheme.lower(), unquote(user), unquote(password), host, slash + path,
            options=parts[""], headers=parts["+"], fields=parts[":"], parameters=parts["-"],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent (请求): the address, the text, and how it is marked."""

    url: str
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back (答复)."""

    status: int
    text: str


class Line:
    """One conversation (往来): it sends, and keeps what went over the wire and what came back, for `zelian notices test`.

    What it keeps still holds the secrets; `credentials.mask` takes them out before anybody sees it.
    """

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self.said: list[str] = []
        self.learned: set[str] = set()
        """Secrets that the other side gave us on the way."""

    def exchange(self, letter: Letter) -> Reply:
        """Send, and wait for the whole answer.

        Raises:
            OSError: there is no connection, or no answer in time.
            http.client.HTTPException: the answer is no HTTP.
        """
        self.said.append(f"> {letter.method} {letter.url}")
        self.said.extend(
            f"> {name}: {value}" for name, value in letter.headers.items() if name != "Authorization"
        )
        self.said.append(f"> {letter.body.decode('utf-8', 'replace')}")
        headers = {"User-Agent": "Zelian", "Content-Type": letter.content_type, **letter.headers}
        request = Request(letter.url, letter.body or None, headers, method=letter.method)  # noqa: S310 - http(s) by `base_of`
        opener = build_opener(HTTPSHandler(context=ssl.create_default_context()), _AsItCame())
        with opener.open(request, timeout=self.timeout) as response:
            text = response.read(_MOST_READ).decode("utf-8", "replace")
            reply = Reply(response.status, text)
        self.said.append(f"< HTTP {reply.status} {reply.text}")
        return reply


class _AsItCame(HTTPErrorProcessor):
    """Neither an error nor a redirect is acted on: the answer is read as it came."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:  # noqa: ARG002
        return response

    https_response: Any = http_response


def with_parameters(url: str, parameters: Mapping[str, str]) -> str:
    """The address with its parameters, each quoted once."""
    if not parameters:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}"


def base_of(given: str, usual: str) -> str:
    """The machine a robot is reached at: its usual one, or the one that the address names (a private deployment, a proxy).

    Raises:
        ValueError: what is named is no ``http(s)://host``.
    """
    if not given:
        return usual
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or dict(parse_qsl(parts.query)):
        raise ValueError(given)
    return given.rstrip("/")
