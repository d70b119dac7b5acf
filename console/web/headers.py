"""What every answer carries (安全响应头), and how much a request may bring: plain ASGI, so that nothing slips past it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
PRIVATE = (b"cache-control", b"no-store")
LASTING = (b"cache-control", b"public, max-age=86400")
STATIC = "/static/"
TOO_LARGE = 413


class TooLarge(Exception):
    """A request brought more than it may."""


class Guarded:
    """The application behind its headers and its limit. `most`: bytes of the body of a request to a path."""

    def __init__(self, app: App, most: Callable[[str], int]) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        lasting = LASTING if scope["path"].startswith(STATIC) else PRIVATE

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [each for each in message.get("headers", ()) if each[0] != PRIVATE[0]]
                message["headers"] = [*kept, *HEADERS, lasting]
            await send(message)

        most = self.most(scope["path"])
        stated = dict(scope["headers"]).get(b"content-length", b"0")
        if not stated.isdigit() or int(stated) > most:
            await _refuse(with_headers)
            return
        await self.app(scope, _counted(receive, most), with_headers)


def _counted(receive: Receive, most: int) -> Receive:
    """The body as it comes, until it is more than it may be, whatever its length was said to be."""
    come = 0

    async def next_part() -> Message:
        nonlocal come
        message = await receive()
        come += len(message.get("body", b""))
        if come > most:
            raise TooLarge
        return message

    return next_part


async def _refuse(send: Send) -> None:
    said = "提交的内容超过允许的大小，没有接收。请返回，减少或者缩小文件后再交。\nMore was sent than may be; nothing was taken. Go back, and send fewer or smaller files."
    await send(
        {
            "type": "http.response.start",
            "status": TOO_LARGE,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": said.encode()})
