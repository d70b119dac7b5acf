"""The entries of a file of routes (渠道登记的各项): each read, or a fault with its name, until all are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import quote

from notifiers.network import leaves
from notifiers.quiet_hours import QuietHours
from rules.errors import Fault
from rules.labels import Language, Words
from rules.notices import Urgency
from rules.roles import OF_THE_MATTER, Role

Choice = Mapping[Urgency, tuple[str, ...]]
"""The names of the channels, by urgency."""
FORM = Words("请按 config/routes.yaml 的格式改正", "mend it after the form of config/routes.yaml")


@dataclass(frozen=True, slots=True)
class Channel:
    """A route to a person: an Apprise address with places to fill in."""

    name: str
    zh: str
    en: str
    url: str
    outside: bool = False
    """It leaves the court's network: only the reference is told."""
    short: bool = False
    """It takes the short form only."""
    any_hour: bool = False
    """It rings nobody, so quiet hours do not hold it, and no limit: a mailbox that is opened when one likes."""
    optional: bool = False
    """A person may do without it for routine notices."""
    addresses: str = ""
    """The channel whose addresses it uses: two ways to one mail address, one telephone number."""

    @property
    def register(self) -> str:
        """Under which name its addresses stand on the register."""
        return self.addresses or self.name

    @property
    def needs_address(self) -> bool:
        return "{target}" in self.url

    def to(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def url_for(self, person: str, target: str) -> str:
        """The address with person and target in place; the names of secrets still stand in it."""
        return self.url.replace("{person}", quote(person, safe="")).replace(
            "{target}", quote(target, safe="")
        )


def fault(where: str, what: Words) -> Fault:
    return Fault(Words("送达渠道“{where}”", "routes, “{where}”", where=where), what, FORM)


def read_channels(entries: dict[str, Any], faults: list[Fault]) -> Iterator[tuple[str, Channel]]:
    for name, entry in entries.items():
        if not _is_channel(name, entry):
            faults.append(fault(f"channels.{name}", _WHAT_A_CHANNEL_HAS))
            continue
        channel = Channel(name=name, **entry)
        if leaves(channel.url) and not channel.outside:
            faults.append(fault(f"channels.{name}", _GOES_OUTSIDE))
        yield name, channel


def _is_channel(name: Any, entry: Any) -> bool:
    """Whether it says zh, en and url, and nothing that a channel does not have."""
    if not isinstance(entry, dict) or not isinstance(name, str):
        return False
    words, yes_no = {"zh", "en", "url"}, {"outside", "short", "any_hour", "optional"}
    return (
        words <= entry.keys() <= words | yes_no | {"addresses"}
        and all(isinstance(entry[part], str) for part in (words | {"addresses"}) & entry.keys())
        and all(isinstance(entry[part], bool) for part in yes_no & entry.keys())
    )


def read_roles(
    where: str, entries: dict[str, Any], channels: Mapping[str, Channel], faults: list[Fault]
) -> Iterator[tuple[Role, Choice]]:
    for code, entry in entries.items():
        role = role_of(code)
        if role is None:
            faults.append(fault(f"{where}.{code}", NO_SUCH_ROLE))
        else:
            yield role, read_choice(f"{where}.{code}", entry, channels, faults)


def read_choice(where: str, entry: Any, channels: Mapping[str, Channel], faults: list[Fault]) -> Choice:
    chosen: dict[Urgency, tuple[str, ...]] = {}
    for urgency in Urgency:
        names = entry.get(urgency.value) if isinstance(entry, dict) else None
        place = f"{where}.{urgency.value}"
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            faults.append(fault(place, Words("没有列出渠道", "no channel is listed")))
            continue
        unknown = [str(name) for name in names if name not in channels]
        if unknown:
            what = Words("没有登记渠道“{names}”", "no channel “{names}” is known", names=", ".join(unknown))
            faults.append(fault(place, what))
        chosen[urgency] = tuple(names)
    return chosen


def read_quiet(where: str, entry: Any, faults: list[Fault]) -> QuietHours | None:
    """The quiet hours of an entry ``{from: "21:00", to: "07:30", days_off: true}``."""
    if not isinstance(entry, dict) or entry.keys() != {"from", "to", "days_off"}:
        faults.append(fault(where, _WHAT_QUIET_HOURS_HAVE))
        return None
    hours = [_hour(entry[part]) for part in ("from", "to")]
    for part, hour in zip(("from", "to"), hours, strict=True):
        if hour is None:
            what = Words(
                '“{text}”不是钟点，应写成 "21:00"', '“{text}” is no hour; write "21:00"', text=entry[part]
            )
            faults.append(fault(f"{where}.{part}", what))
    if not isinstance(entry["days_off"], bool):
        faults.append(fault(f"{where}.days_off", Words("应为 true 或者 false", "is true or false")))
        return None
    since, until = hours
    return None if since is None or until is None else QuietHours(since, until, entry["days_off"])


def _hour(text: Any) -> time | None:
    if not isinstance(text, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        return None
    return time.fromisoformat(text)


def read_succession(entries: dict[str, Any], faults: list[Fault]) -> Iterator[tuple[Role, tuple[Role, ...]]]:
    """For each office the offices that are told where nobody is there, in their order."""
    for code, names in entries.items():
        where, role = f"succession.{code}", role_of(code)
        if role is None:
            faults.append(fault(where, NO_SUCH_ROLE))
        elif role in OF_THE_MATTER:
            faults.append(fault(where, _NOBODY_STANDS_IN))
        elif not isinstance(names, list):
            faults.append(fault(where, Words("应列出职务", "a list of offices stands here")))
        else:
            found = [role_of(name) for name in names]
            wrong = [
                str(name)
                for name, each in zip(names, found, strict=True)
                if each is None or each is role or each in OF_THE_MATTER
            ]
            if wrong:
                what = Words(
                    "“{names}”不能接替这一职务", "“{names}” cannot follow that office", names=", ".join(wrong)
                )
                faults.append(fault(where, what))
            yield role, tuple(each for each in found if each is not None)


def role_of(code: Any) -> Role | None:
    return next((role for role in Role if role.value == code), None)


NO_SUCH_ROLE = Words("没有这一角色", "there is no such role")
_NOBODY_STANDS_IN = Words(
    "这一身份只属本人，不由他人接替", "that role is somebody's own; nobody follows in it"
)
_WHAT_A_CHANNEL_HAS = Words(
    "每一渠道须有 zh、en、url，可有 outside、short、any_hour、optional、addresses",
    "a channel has zh, en and url, and may have outside, short, any_hour, optional and addresses",
)
_GOES_OUTSIDE = Words(
    "这一渠道经互联网送出，须写明 outside: true；专有部署的，在地址中写明 host=本院的地址",
    "that channel goes over the internet and must say outside: true; for a private deployment name the court's own host=",
)
_WHAT_QUIET_HOURS_HAVE = Words(
    "静默时段须有且只有 from、to、days_off", "quiet hours have from, to and days_off, and nothing else"
)
