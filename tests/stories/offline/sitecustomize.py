"""Keeps a process of the stories on this machine: Python imports it at start, from PYTHONPATH.

What reaches for another machine is written down in the file `OUTBOUND_LOG` and refused, so that code that swallows
the error is found out as well.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any


class OutboundConnection(AssertionError):
    """A process of the stories tried to reach another machine."""


def _stay_here(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        opened, address = args
        if opened.family not in (socket.AF_INET, socket.AF_INET6) or _is_here(address[0]):
            return
        host = str(address[0])
    elif event == "socket.getaddrinfo" and not _is_here(args[0]):
        host = str(args[0])
    else:
        return
    with Path(os.environ["OUTBOUND_LOG"]).open("a", encoding="utf-8") as log:
        log.write(f"{event} {host} {sys.argv}\n")
    raise OutboundConnection(f"{event} {host}")


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name in ("", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_stay_here)
