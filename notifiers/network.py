"""Whether a channel leaves the court's network, and whether what it carries is encrypted (出网与加密)."""

from __future__ import annotations

from notifiers.web import WebAddress

_WITHIN = frozenset(
    {"mailbox", "mailto", "mailtos", "json", "jsons", "form", "forms", "xml", "xmls", "rsyslog"}
)
"""Kinds whose machine the court names itself, and which may stand in its own network; all others are of the internet."""
_ROBOTS = frozenset({"wecombot", "dingtalk", "feishu", "wechat"})
_IN_CLEAR = frozenset({"mailto", "json", "form", "xml", "rsyslog"})


def leaves(url: str) -> bool:
    """Whether a channel of that address leaves the court's network whatever the court says of it.

    A robot may stay inside where its address names a machine of the court's (``host=``): a private deployment.
    """
    scheme = url.partition("://")[0].lower()
    if scheme in _ROBOTS:
        return not WebAddress.of(url).options.get("host")
    return scheme not in _WITHIN


def in_clear(url: str) -> bool:
    """Whether a channel of that address sends without encryption."""
    scheme = url.partition("://")[0].lower()
    if scheme in _ROBOTS:
        return WebAddress.of(url).options.get("host", "").startswith("http://")
    return scheme in _IN_CLEAR
