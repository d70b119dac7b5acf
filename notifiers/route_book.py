"""The channels a court has, and by which of them each office is told (渠道登记): `config/routes.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rules.court_files import parsed, written_in
from rules.errors import Fault, FaultyInput
from rules.labels import Language, Words
from rules.notices import Urgency
from rules.roles import Role
from rules.shipped import text_of

Choice = Mapping[Urgency, tuple[str, ...]]
"""The names of the channels, by urgency."""


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


@dataclass(frozen=True, slots=True)
class RouteBook:
    """Every channel by its name, and the channels of each office; an office not listed has the default."""

    channels: Mapping[str, Channel]
    default: Choice
    roles: Mapping[Role, Choice]

    def channels_for(self, role: Role, urgency: Urgency) -> list[Channel]:
        return [self.channels[name] for name in self.roles.get(role, self.default)[urgency]]


def route_book(court_file: Path | None = None) -> RouteBook:
    """Read `config/routes.yaml`, then the court's own file over it.

    Raises:
        FaultyInput: every entry that is not well formed, with its name.

    """
    faults: list[Fault] = []
    sources = [_sections(text_of("routes.yaml"), "config/routes.yaml", faults)]
    if court_file is not None:
        sources.append(_sections(written_in(court_file, _FORM, faults), court_file.name, faults))
    merged: dict[str, dict[str, Any]] = {
        part: {name: entry for source in sources for name, entry in source.get(part, {}).items()}
        for part in _PARTS
    }
    channels = dict(_channels(merged["channels"], faults))
    default = _choice("default", merged["default"], channels, faults)
    roles = dict(_roles(merged["roles"], channels, faults))
    if faults:
        raise FaultyInput(faults)
    return RouteBook(channels, default, roles)


_PARTS = ("channels", "default", "roles")


def _sections(text: str | None, source: str, faults: list[Fault]) -> dict[str, dict[str, Any]]:
    data = parsed(text, source, _FORM, faults) or {}
    if not isinstance(data, dict) or not all(
        part in _PARTS and isinstance(entries, dict) for part, entries in data.items()
    ):
        faults.append(
            _fault(
                source,
                Words(
                    "只应有 channels、default、roles 三部分", "only channels, default and roles stand here"
                ),
            )
        )
        return {}
    return data


def _channels(entries: dict[str, Any], faults: list[Fault]) -> Iterator[tuple[str, Channel]]:
    for name, entry in entries.items():
        if _is_channel(name, entry):
            yield name, Channel(name=name, **entry)
        else:
            faults.append(
                _fault(
                    f"channels.{name}",
                    Words(
                        "每一渠道须有 zh、en、url，可有 outside、short",
                        "a channel has zh, en and url, and may have outside and short",
                    ),
                )
            )


def _is_channel(name: Any, entry: Any) -> bool:
    """Whether it says zh, en and url, and nothing that a channel does not have."""
    if not isinstance(entry, dict) or not isinstance(name, str):
        return False
    words, yes_no = {"zh", "en", "url"}, {"outside", "short"}
    return (
        words <= entry.keys() <= words | yes_no
        and all(isinstance(entry[part], str) for part in words)
        and all(isinstance(entry[part], bool) for part in yes_no & entry.keys())
    )


def _roles(
    entries: dict[str, Any], channels: Mapping[str, Channel], faults: list[Fault]
) -> Iterator[tuple[Role, Choice]]:
    known = {role.value: role for role in Role}
    for code, entry in entries.items():
        if code in known:
            yield known[code], _choice(f"roles.{code}", entry, channels, faults)
        else:
            faults.append(_fault(f"roles.{code}", Words("没有这一角色", "there is no such role")))


def _choice(where: str, entry: Any, channels: Mapping[str, Channel], faults: list[Fault]) -> Choice:
    chosen: dict[Urgency, tuple[str, ...]] = {}
    for urgency in Urgency:
        names = entry.get(urgency.value) if isinstance(entry, dict) else None
        if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
            faults.append(_fault(f"{where}.{urgency.value}", Words("没有列出渠道", "no channel is listed")))
            continue
        unknown = [str(name) for name in names if name not in channels]
        if unknown:
            faults.append(
                _fault(
                    f"{where}.{urgency.value}",
                    Words("没有登记渠道“{names}”", "no channel “{names}” is known", names=", ".join(unknown)),
                )
            )
        chosen[urgency] = tuple(names)
    return chosen


def _fault(where: str, what: Words) -> Fault:
    return Fault(
        Words("送达渠道“{where}”", "routes, “{where}”", where=where),
        what,
        _FORM,
    )


_FORM = Words("请按 config/routes.yaml 的格式改正", "mend it after the form of config/routes.yaml")
