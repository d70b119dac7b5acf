"""The channels a court has, by which of them each office is told, and when (渠道登记): `config/routes.yaml`.

A court's own file stands over ours entry by entry; a section of one court in it stands over the rest for that court.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from notifiers.quiet_hours import NEVER_QUIET, QuietHours
from notifiers.route_entries import (
    FORM,
    Channel,
    Choice,
    fault,
    read_channels,
    read_choice,
    read_quiet,
    read_roles,
    read_succession,
)
from rules.court_files import parsed, written_in
from rules.courts import courts, level_of
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.notices import Urgency
from rules.roles import Role
from rules.shipped import text_of

__all__ = ["Channel", "CourtRoutes", "RouteBook", "route_book"]


@dataclass(frozen=True, slots=True)
class CourtRoutes:
    """What is otherwise in one court; what it leaves out is as everywhere."""

    default: Choice | None = None
    roles: Mapping[Role, Choice] = field(default_factory=dict)
    quiet: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class RouteBook:
    """Every channel by its name, the channels of each office, the quiet hours, and who follows where nobody is there."""

    channels: Mapping[str, Channel]
    default: Choice
    roles: Mapping[Role, Choice]
    courts: Mapping[str, CourtRoutes] = field(default_factory=dict)
    quiet: QuietHours = NEVER_QUIET
    succession: Mapping[Role, tuple[Role, ...]] = field(default_factory=dict)

    def channels_for(self, role: Role, urgency: Urgency, court: str = "") -> list[Channel]:
        """The channels of an office: what its court says of it, what is said of it everywhere, the court's default, the default.

        A court's default does not open to a confidential office what is closed to it everywhere.
        """
        own = self.courts.get(court, _NOTHING)
        choice = own.roles.get(role) or self.roles.get(role) or own.default or self.default
        return [self.channels[name] for name in choice[urgency]]

    def quiet_in(self, court: str) -> QuietHours:
        return self.courts.get(court, _NOTHING).quiet or self.quiet


_NOTHING = CourtRoutes()


def route_book(court_file: Path | None = None) -> RouteBook:
    """Read `config/routes.yaml`, then the court's own file over it.

    Raises:
        FaultyInput: every entry that is not well formed, with its name.

    """
    faults: list[Fault] = []
    sources = [_sections(text_of("routes.yaml"), "config/routes.yaml", faults)]
    if court_file is not None:
        sources.append(_sections(written_in(court_file, FORM, faults), court_file.name, faults))
    merged: dict[str, dict[str, Any]] = {
        part: {name: entry for source in sources for name, entry in source.get(part, {}).items()}
        for part in _PARTS
    }
    channels = dict(read_channels(merged["channels"], faults))
    default = read_choice("default", merged["default"], channels, faults)
    roles = dict(read_roles("roles", merged["roles"], channels, faults))
    quiet = read_quiet("quiet", merged["quiet"], faults)
    succession = dict(read_succession(merged["succession"], faults))
    own = dict(_courts(merged["courts"], channels, faults))
    if faults:
        raise FaultyInput(faults)
    return RouteBook(channels, default, roles, own, quiet or NEVER_QUIET, succession)


_PARTS = ("channels", "default", "roles", "quiet", "succession", "courts")


def _sections(text: str | None, source: str, faults: list[Fault]) -> dict[str, dict[str, Any]]:
    data = parsed(text, source, FORM, faults) or {}
    if not isinstance(data, dict) or not all(
        part in _PARTS and isinstance(entries, dict) for part, entries in data.items()
    ):
        faults.append(
            fault(
                source,
                Words(
                    "只应有 channels、default、roles、quiet、succession、courts 各部分",
                    "only channels, default, roles, quiet, succession and courts stand here",
                ),
            )
        )
        return {}
    return data


def _courts(
    entries: dict[str, Any], channels: Mapping[str, Channel], faults: list[Fault]
) -> Iterator[tuple[str, CourtRoutes]]:
    seen: dict[str, str] = {}
    for written, entry in entries.items():
        where, name = f"courts.{written}", _court(written)
        if not name:
            faults.append(fault(where, Words("没有这一法院", "there is no such court")))
        elif name in seen:
            what = Words("与“{other}”是同一法院", "is the same court as “{other}”", other=seen[name])
            faults.append(fault(where, what))
        elif not isinstance(entry, dict) or not entry.keys() <= {"default", "roles", "quiet"}:
            what = Words("只应有 default、roles、quiet", "only default, roles and quiet stand here")
            faults.append(fault(where, what))
        else:
            seen[name] = str(written)
            yield name, _one_court(where, entry, channels, faults)


def _court(written: Any) -> str:
    """The full name of the court meant; empty where there is none."""
    if not isinstance(written, str):
        return ""
    known = courts().by_name(written)
    return known.name if known else written if level_of(written) else ""


def _one_court(
    where: str, entry: dict[str, Any], channels: Mapping[str, Channel], faults: list[Fault]
) -> CourtRoutes:
    roles = entry.get("roles", {})
    if not isinstance(roles, dict):
        faults.append(fault(f"{where}.roles", Words("应按角色列出", "a list by role stands here")))
        roles = {}
    return CourtRoutes(
        default=read_choice(f"{where}.default", entry["default"], channels, faults)
        if "default" in entry
        else None,
        roles=dict(read_roles(f"{where}.roles", roles, channels, faults)),
        quiet=read_quiet(f"{where}.quiet", entry["quiet"], faults) if "quiet" in entry else None,
    )
