"""The office this desk works in (本机办公环境), and the person who sits at it."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from console.installation import settings
from console.speech import language
from rules.errors import Fault, FaultyInput
from rules.labels import Labelled, Words
from rules.roles import Actor, Role

if TYPE_CHECKING:
    from flows.office import Office

Label = TypeVar("Label", bound=Labelled)


@cache
def office() -> Office:
    """The office of the settings, in the language of this process."""
    from dataclasses import replace

    from flows.office import Office

    return replace(Office.of(settings()), language=language())


def as_seen_by(role: str | Role, code: str | None = None) -> Office:
    """The office as this reader may see it: what the reader may not know of is not there, in no list and no count."""
    from dataclasses import replace

    return replace(office(), store=office().store.as_seen_by(actor(role, code)))


def now() -> datetime:
    """The present instant. A desk reads the clock; nothing below it does."""
    return datetime.now(ZoneInfo("Asia/Shanghai"))


def actor(role: str | Role, code: str | None = None, court: str = "") -> Actor:
    """The person at this desk, acting in a role given by its code or its name in either language.

    Raises:
        FaultyInput: there is no such role; the message names those there are.
    """
    found = role if isinstance(role, Role) else named(Role, role, Words("角色", "role"))
    return Actor(code or settings().operator, found, court=court or settings().court)


def named(labels: type[Label], text: str, what: Words) -> Label:
    """The member of an enumeration that somebody named by code or label.

    Raises:
        FaultyInput: there is none.
    """
    for member in labels:
        if text in (member.value, member.zh, member.en):
            return member
    raise FaultyInput(
        [
            Fault(
                Words("{what}“{text}”", "{what} “{text}”", what=what, text=text),
                Words("没有这一项", "there is none"),
                Words(
                    "可以写：{known}",
                    "there are: {known}",
                    known=Words(
                        "、".join(member.zh for member in labels), ", ".join(member.en for member in labels)
                    ),
                ),
            )
        ]
    )
