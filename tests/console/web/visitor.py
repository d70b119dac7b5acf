"""Somebody before the desk in a browser: asks for pages and sends forms as a browser does, without one."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote, unquote, urlencode

from console.office import now, office
from console.web.app import desk
from flows.accounts import _hasher
from records.accounts import Account
from rules.duties import Duty

PASSWORD = "Good-enough-2026"
_HASHED: list[str] = []


def account(name: str, person: str | None = None, duty: Duty = Duty.PERSON, **more: Any) -> None:
    """An account whose password was changed already. To hash it takes longer than most tests, so it is done once."""
    if not _HASHED:
        _HASHED.append(_hasher().hash(PASSWORD))
    code = name if person is None and duty is Duty.PERSON else person or ""
    row = {"must_change": False, "password": _HASHED[0], "created_at": now()} | more
    with office().store.begin() as session:
        session.add(Account(name=name, person=code, duty=duty.value, **row))


@dataclass
class Answered:
    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @property
    def text(self) -> str:
        return unescape(self.body.decode())

    def header(self, name: str) -> str:
        return next((value.decode() for key, value in self.headers if key.decode() == name), "")


@dataclass
class Visitor:
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answered:
        return self._ask("GET", path, b"", headers)

    def follow(self, answered: Answered) -> Answered:
        assert answered.status == 303, answered.text
        return self.get(answered.header("location"))

    def post(self, path: str, fields: Any = (), files: Any = (), **headers: str) -> Answered:
        """Fields and files as pairs; with a file, or always where `multipart`, in parts."""
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        if not files:
            kind = "application/x-www-form-urlencoded"
            return self._ask("POST", path, urlencode(pairs).encode(), {"content_type": kind, **headers})
        parts = [
            f'--mark\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in pairs
        ]
        for name, (file, content) in files:
            head = f'--mark\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n\r\n'
            parts.append(head.encode() + content + b"\r\n")
        body = b"".join(parts) + b"--mark--\r\n"
        return self._ask(
            "POST", path, body, {"content_type": "multipart/form-data; boundary=mark", **headers}
        )

    def sign_in(self, name: str, password: str = PASSWORD, code: str = "", **more: str) -> Answered:
        return self.post("/sign-in", {"name": name, "password": password, "code": code, **more})

    def csrf(self, path: str = "/account/password") -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.get(path).text)
        assert found
        return found[1]

    def act(self, page: str, trigger: str, fields: Any = (), files: Any = (), **over: Any) -> Answered:
        """Fill in the form of an act on a page, and send it."""
        form = re.search(
            rf'<details class="act" id="act-{trigger}".*?</form>', self.get(page).body.decode(), re.DOTALL
        )
        assert form, f"no form for {trigger}"
        hidden = {
            name: unescape(value)
            for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
        }
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        given = [(name, over.get(name, value)) for name, value in hidden.items()]
        return self.post(f"{page.partition('?')[0]}/acts/{trigger}", given + pairs, files)

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answered:
        place, _, query = path.partition("?")
        sent = {"host": "desk.local", "content-length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        found = asyncio.run(_asked(method, place, query, body, sent))
        for key, value in found.headers:
            if key == b"set-cookie":
                name, _, rest = value.decode().partition("=")
                kept = rest.partition(";")[0].strip('"')
                if kept:
                    self.cookies[name] = kept
                else:
                    self.cookies.pop(name, None)
        return found


@cache
def _desk() -> Any:
    """One application for all tests: it keeps nothing between two requests."""
    return desk()


async def _asked(method: str, place: str, query: str, body: bytes, headers: dict[str, str]) -> Answered:
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": unquote(place), "raw_path": quote(place, safe="/%").encode(), "query_string": quote(query, safe="=&%+").encode(), "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "server": ("desk.local", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    come: list[dict[str, Any]] = []
    sent = iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> dict[str, Any]:
        return next(sent, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        come.append(dict(message))

    try:
        await _desk()(scope, receive, send)
    except Exception:
        # A fault of the program is answered, and raised again for the log of the server.
        if not come:
            raise
    return Answered(
        come[0]["status"], come[0]["headers"], b"".join(each.get("body", b"") for each in come[1:])
    )
