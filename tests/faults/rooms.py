"""Where a season stands (一季的场所): a database and a home, kept as they were after each stage, and laid out again.

A trial begins with the stage it is about, on a copy of what an undisturbed run left at the end of the stage before.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.faults.cluster import Cluster

BEGINNING = "beginning"
"""The name of what is there before the first stage."""


@dataclass(frozen=True)
class Room:
    """A database and the home that goes with it."""

    url: str
    home: Path
    name: str


class Rooms:
    """All rooms of one kind of database; `cluster` is None for SQLite, whose database is a file of the home."""

    def __init__(self, folder: Path, cluster: Cluster | None = None) -> None:
        self._folder, self._cluster, self._number = folder, cluster, count(1)

    @property
    def kind(self) -> str:
        return "SQLite" if self._cluster is None else "PostgreSQL"

    def empty(self) -> Room:
        name = f"room_{next(self._number)}"
        home = self._folder / name
        url = f"sqlite:///{home / 'zelian.db'}" if self._cluster is None else self._cluster.create(name)
        return Room(url, home, name)

    def keep(self, room: Room, as_of: str) -> None:
        """Keep a room as it stands; nobody may be in it."""
        shutil.copytree(room.home, self._folder / f"kept_{as_of}")
        if self._cluster is not None:
            self._cluster.create(f"kept_{as_of}", like=room.name)

    def as_it_was(self, as_of: str) -> Room:
        """A new room that stands as that one stood. Files are the same on the disk: nothing here is written in place."""
        name = f"room_{next(self._number)}"
        home = self._folder / name
        shutil.copytree(self._folder / f"kept_{as_of}", home, copy_function=_linked)
        if self._cluster is None:
            return Room(f"sqlite:///{home / 'zelian.db'}", home, name)
        return Room(self._cluster.create(name, like=f"kept_{as_of}"), home, name)

    def leave(self, room: Room) -> None:
        shutil.rmtree(room.home)
        if self._cluster is not None:
            self._cluster.drop(room.name)


def _linked(source: str, to: str) -> None:
    if "zelian.db" in source:
        shutil.copyfile(source, to)
    else:
        os.link(source, to)
