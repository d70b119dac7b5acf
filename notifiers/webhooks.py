"""Systems of the court that take a notice over HTTP (网络接口): its office system (OA), its gateway of text messages.

Addresses are those of Apprise: ``json(s)://user:password@host/path`` or ``form(s)://…``, with ``:name=value`` for a field of
the message (``:message=content`` renames ours), ``+Name=value`` for a header, ``-name=value`` for a parameter. Besides them
``accepted=code:0`` says how the system reports that it took the message, where HTTP 200 alone does not say so.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

from notifiers.answers import Answer, Failure, of_status, refused, taken
from notifiers.web import Letter, Line, WebAddress, with_parameters

SCHEMES = {"json": "http", "jsons": "https", "form": "http", "forms": "https"}
"""How each scheme is carried."""
_METHODS = frozenset({"POST", "PUT", "PATCH", "GET"})


def send(address: WebAddress, subject: str, text: str, line: Line, key: str) -> Answer:
    """Send a message to a system; the key stands in the header ``X-Idempotency-Key``."""
    headers = {"X-Idempotency-Key": key, **address.headers}
    if address.user:
        login = base64.b64encode(f"{address.user}:{address.password}".encode()).decode()
        headers["Authorization"] = f"Basic {login}"
    content = _content(address, subject, text)
    in_json = address.scheme.startswith("json")
    body = json.dumps(content, ensure_ascii=False) if in_json else urlencode(content)
    kind = "application/json" if in_json else "application/x-www-form-urlencoded"
    reply = line.exchange(
        Letter(
            with_parameters(f"{SCHEMES[address.scheme]}://{address.host}{address.path}", address.parameters),
            body.encode(),
            f"{kind}; charset=utf-8",
            headers,
            _method(address),
        )
    )
    if failed := of_status(reply.status, reply.text):
        return failed
    return _judged(address.options.get("accepted", ""), reply.text)


def check(address: WebAddress) -> None:
    """See that the address of a system can be used.

    Raises:
        ValueError: it has no host, a method that is none, or says in no known form what counts as taken.
    """
    accepted = address.options.get("accepted", "0:0")
    if not address.host.partition(":")[0] or _method(address) not in _METHODS or ":" not in accepted:
        raise ValueError(address.scheme)


def _method(address: WebAddress) -> str:
    return address.options.get("method", "POST").upper()


def _content(address: WebAddress, subject: str, text: str) -> dict[str, Any]:
    content: dict[str, Any] = {"version": "1.0", "title": subject, "message": text, "type": "info"}
    if address.scheme.startswith("json"):
        content["attachments"] = []
    for name, value in address.fields.items():
        if name in content:
            kept = content.pop(name)
            if value:
                content[value] = kept
        else:
            content[name] = value
    return content


def _judged(accepted: str, text: str) -> Answer:
    """Whether the text of an answer says what counts as taken; where nothing is laid down, HTTP's number counts alone."""
    if not accepted:
        return taken()
    name, _, value = accepted.partition(":")
    try:
        said: Any = json.loads(text)
        for part in name.split("."):
            said = said[part]
    except (ValueError, LookupError, TypeError):
        return refused(Failure.UNREADABLE, text)
    return taken() if _plain(said) == value else refused(Failure.ANSWERED_BADLY, text)


def _plain(said: Any) -> str:
    return said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
