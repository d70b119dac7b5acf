"""The figures of a round for the office and its statisticians (统计表、评查员复核表), written when they are asked for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from documents.reader_tables import write_reader_tables
from documents.result_tables import csv_tables, write_tables
from documents.whole_files import write_whole
from flows.office import Office
from flows.reporting import gather
from records import seasons
from rules.clocks import beijing_day
from rules.labels import Words
from rules.quarters import Quarter
from rules.ranking import check_ranking
from rules.reader_review import ReaderReview


def write_figures(office: Office, label: str, *, csv: Path | None, ranked: bool, now: datetime) -> list[Path]:
    """Write the tables, and as CSV too where a folder is given; returns the files.

    Raises:
        Refused: nothing was drawn yet, or courts are to be ranked on a day on which they may not.
        NotFound: there is no such season.
    """
    today = beijing_day(now)
    if ranked:
        check_ranking(office.store.rules.on(today))
    with office.store.read() as session:
        results, facts, _ = gather(office, session, label, now)
    path = office.season_folder(label) / f"统计表-{label}.xlsx"
    write_tables(results, facts, path, dated=today, language=office.language, ranked=ranked)
    if csv is None:
        return [path]
    csv.mkdir(parents=True, exist_ok=True)
    written = [path]
    for name, content in csv_tables(results, facts, office.language, ranked=ranked).items():
        write_whole(csv / name, content)
        written.append(csv / name)
    return written


def write_reader_review(
    office: Office, label: str, found: ReaderReview, path: Path, *, now: datetime
) -> None:
    """Write the review of the reviewers as a workbook."""
    with office.store.read() as session:
        court = seasons.season(session, label).organiser
    quarter = Quarter.parse(label)
    write_reader_tables(
        found,
        path,
        season=Words(quarter.to("zh"), quarter.to("en")),
        court=court,
        dated=beijing_day(now),
        language=office.language,
    )
