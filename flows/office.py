"""The office (办公环境) a flow or a desk works in: the store, the folders for papers and letters, the language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlmodel import Session

from config.settings import Settings
from documents.press import Press
from notifiers.credentials import read_secrets
from notifiers.route_book import RouteBook, route_book
from records import ledger
from records.store import Store, part
from rules.exit_grounds import ExitBook, exit_book
from rules.labels import Language
from rules.parameters import Rules
from rules.score_sheets import SheetBook, sheet_book
from state_machines.ladders import LadderBook, ladder_book

SAMPLE_MARK = "示例数据"
"""An empty file of this name says that everything in the folder is invented."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the surroundings of an act are. The clock is not among them: `now` is always an argument."""

    store: Store
    papers: Path
    """Where papers are written, one folder a season."""
    mailbox: Path
    """Where the embedded channel puts its letters."""
    routes: RouteBook
    sheets: SheetBook
    language: Language = "zh"
    secrets: Mapping[str, str] = field(default_factory=dict)
    press: Press = field(default_factory=Press)
    """Where papers are set: with which templates and fonts."""
    sample: bool = False
    """示例数据: every paper of this office says that its data are invented."""
    court: str = ""
    """The court whose office it is; so are its unsigned seals called."""
    key_file: Path | None = None
    """Where the private key is that signs seals."""
    trusted_keys_file: Path | None = None
    exit_grounds: ExitBook = field(default_factory=exit_book)
    """The lists of grounds of exit from the quota, the court's own among them."""
    reporter_key: Path | None = None
    """The key under which it is kept who reported; None: it is kept as it is."""
    ladders: LadderBook = field(default_factory=ladder_book)
    """By what rungs whoever is late is told, the court's own over ours."""
    desk_address: str = ""
    """Where the desk's pages are reached, for links in messages; empty: messages have none."""
    papers_after_acts: bool = True
    """Whether the routine writes the papers that an act calls for."""

    @classmethod
    def of(cls, settings: Settings, *, sample: bool = False) -> Office:
        """The office that the settings describe; its database is brought up to date.

        An invented quarter is not kept through a power cut, and is played the faster for it. Its folder says so for
        good: what is written from it later is marked as well.
        """
        mark = settings.home / SAMPLE_MARK
        if sample:
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()
        return cls(
            store=Store.open(
                settings.database_url,
                settings.court_directory,
                durable=not sample,
                ledger_hash=settings.ledger_hash,
            ),
            papers=settings.papers,
            mailbox=settings.mailbox,
            routes=route_book(settings.routes_file),
            sheets=sheet_book(part(settings.court_directory, "score_sheets")),
            exit_grounds=exit_book(part(settings.court_directory, "exit_grounds")),
            language=settings.language,
            secrets=read_secrets(settings.secrets_file),
            press=Press(part(settings.court_directory, "templates"), settings.fonts_folder),
            sample=mark.exists(),
            court=settings.court,
            key_file=settings.key_file,
            trusted_keys_file=settings.trusted_keys_file,
            reporter_key=settings.reporter_key,
            desk_address=settings.desk_address,
            ladders=ladder_book(part(settings.court_directory, "ladders.yaml")),
            papers_after_acts=settings.papers_after_acts,
        )

    def pinned(self, rules: Rules) -> Mapping[str, Any]:
        """The values pinned to a proceeding, and those of its day for parameters that did not exist when it opened."""
        return {**self.store.rules.on(rules.day), **rules}

    @contextmanager
    def alone(self, season: str) -> Iterator[Session]:
        """A transaction that looks at a season and acts on what it sees: of these, one at a time for each season.

        Two ticks may overlap. Without this the second, on PostgreSQL, would look before the first has ended and act
        after it: readers appointed twice, an assignment on record that was none. With SQLite nobody is ever beside us.
        """
        with self.store.begin() as session:
            ledger.hold(session, f"season:{season}")
            yield session

    @property
    def evidence(self) -> Path:
        """Where files of evidence are kept, beside the papers."""
        return self.papers.parent / "evidence"

    def season_folder(self, label: str) -> Path:
        """The folder of a season's papers; made if need be."""
        folder = self.papers / label
        folder.mkdir(parents=True, exist_ok=True)
        return folder
