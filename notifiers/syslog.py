"""The log of the court's machine room (系统日志, RFC 5424), by UDP or TCP: one line a notice.

The address is Apprise's ``rsyslog://host:port/facility``; ``?transport=tcp`` counts and frames the line (RFC 6587) and sees a
connection that fails. By UDP nobody answers, so such a notice is handed on, and never accepted.
"""

from __future__ import annotations

import socket
from datetime import datetime

from notifiers.answers import Answer, Receipt, taken
from notifiers.cutting import MORE, fitted, in_bytes
from notifiers.web import Line, WebAddress
from rules.clocks import BEIJING
from rules.labels import Language

SCHEME = "rsyslog"
_PORT = 514
_NOTICE = 5
_MOST = 1900
"""Bytes of text: every receiver takes a line of 2,048 (RFC 5424, 6.1)."""
_FACILITIES = (
    *("kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp"),
    *("ntp", "audit", "alert", "clock"),
    *(f"local{number}" for number in range(8)),
)
_TRANSPORTS = ("udp", "tcp")


def send(address: WebAddress, text: str, line: Line, key: str, at: datetime, language: Language) -> Answer:
    """Write a notice into the log; the key stands in its structured data."""
    host, port = place(address)
    written = _written(address, fitted(" ".join(text.split()), _MOST, in_bytes, MORE.to(language)), key, at)
    line.said.append(f"> {_transport(address)} {host}:{port} {written.decode()}")
    if _transport(address) == "tcp":
        with socket.create_connection((host, port), timeout=line.timeout) as connection:
            connection.sendall(b"%d %s" % (len(written), written))
    else:
        family, kind, _, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind) as connection:
            connection.settimeout(line.timeout)
            connection.sendto(written, target)
    return taken(Receipt.HANDED_ON)


def place(address: WebAddress) -> tuple[str, int]:
    """The machine and port of a log."""
    host, _, port = address.host.rpartition(":") if ":" in address.host else (address.host, "", "")
    return host.strip("[]"), int(port or _PORT)


def check(address: WebAddress) -> None:
    """See that the address of a log can be used.

    Raises:
        ValueError: it has no host, an unknown facility or an unknown transport.
    """
    host, _ = place(address)
    if not host or _transport(address) not in _TRANSPORTS or _facility(address) not in _FACILITIES:
        raise ValueError(address.scheme)


def _transport(address: WebAddress) -> str:
    return address.options.get("transport", "udp")


def _facility(address: WebAddress) -> str:
    return address.path.strip("/") or "user"


def _written(address: WebAddress, text: str, key: str, at: datetime) -> bytes:
    priority = _FACILITIES.index(_facility(address)) * 8 + _NOTICE
    when = at.astimezone(BEIJING).isoformat(timespec="microseconds")
    # 32473 is the number that RFC 5612 keeps for whoever has none; the mark says that UTF-8 follows.
    return f'<{priority}>1 {when} - zelian - notice [zelian@32473 key="{key}"] \ufeff{text}'.encode()
