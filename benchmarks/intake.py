"""What it costs to take in a case list: 100,000 rows of 15 columns as xlsx and csv, beside bare reading.

bare    python-calamine's own `to_python`, or `csv.reader` over the decoded text: cells, and nothing understood;
read    `read_case_list`: every cell understood and checked, every fault of every row known;
keep    `records.cases.take_in`: the cases into an empty register, in one transaction with its ledger entry;
again   the same cases once more: nothing new, and all compared.

Run: python benchmarks/intake.py [full | rows…].
"""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import python_calamine
import xlsxwriter
from pairs import Table, memory, paired, sizes, timed
from parts import parts, profiled

from documents.case_list import read_case_list
from records import cases
from records.store import Store
from rules.roles import Actor, Role

QUICK, FULL = (20_000,), (100_000,)
NOW, CLERK = datetime(2026, 4, 5, tzinfo=UTC), Actor("C1", Role.TRIAL_MANAGEMENT)
HEADERS = ("序号", "案号", "法院", "案件类型", "审判程序", "案由", "业务庭", "承办法官", "审判长", "合议庭成员",
           "立案日期", "结案日期", "生效日期", "结案方式", "备注")  # fmt: skip
KINDS = (("民事", "民初"), ("刑事", "刑初"), ("行政", "行初"))
PARTS = {
    "reading the file": ("python_calamine", "sheet_tables", "_csv.", "csv.py", "decode", "merged_cells"),
    "case numbers": ("case_numbers",),
    "days": ("sheet_cells", "datetime", "strptime"),
    "courts": ("courts.py",),
    "the row": ("case_rows", "case_list", "cases.py", "list_notes"),
}


def listed(rows: int, seed: int = 1) -> Iterator[tuple[Any, ...]]:
    """The rows of an invented list, the days as days."""
    chance = random.Random(seed)
    for number in range(rows):
        kind, code = chance.choice(KINDS)
        closed = date(2026, 1, 1) + timedelta(days=chance.randrange(90))
        judge = f"J{chance.randrange(500):04d}"
        yield (
            number + 1, f"（2026）吉01{code}{number + 1}号", "吉林省长春市中级人民法院", kind, "一审", "民间借贷纠纷", f"{kind[0]}一庭",
            judge, judge, f"{judge}、J{chance.randrange(500):04d}", closed - timedelta(days=60), closed,
            closed + timedelta(days=15), chance.choice(["判决", "调解", "撤诉"]), "",
        )  # fmt: skip


def written(folder: Path, rows: int) -> tuple[Path, Path]:
    """The list as xlsx and as csv."""
    xlsx, text = folder / "清单.xlsx", folder / "清单.csv"
    with xlsxwriter.Workbook(xlsx, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("清单")
        sheet.write_row(0, 0, HEADERS)
        for at, row in enumerate(listed(rows), start=1):
            sheet.write_row(at, 0, row)
    with text.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(listed(rows))
    return xlsx, text


def bare_xlsx(path: Path) -> int:
    with python_calamine.load_workbook(path) as book:
        return len(book.get_sheet_by_index(0).to_python())


def bare_csv(path: Path) -> int:
    return len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))))


def kept(listed: Any, folder: Path) -> tuple[float, float]:
    """Seconds to take the list into an empty register, and once more under another digest."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        store = Store.open(f"sqlite:///{place}/zelian.db")
        seconds = []
        for sha256 in (listed.sha256, "0" * 64):
            with store.begin() as session:
                seconds.append(timed(partial(
                    cases.take_in, session, listed.cases, file=listed.file, sha256=sha256, rows_read=listed.rows_read,
                    rows_faulty=0, by=CLERK, at=NOW))[1])  # fmt: skip
        store.close()
    return seconds[0], seconds[1]


def measured(rows: int, table: Table) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        xlsx, text = written(folder, rows)
        ways = {
            "bare xlsx": partial(bare_xlsx, xlsx),
            "bare csv": partial(bare_csv, text),
            "read xlsx": partial(read_case_list, xlsx, today=NOW.date()),
            "read csv": partial(read_case_list, text, today=NOW.date()),
        }
        found = paired({name: partial(_seconds, way) for name, way in ways.items()})
        good = read_case_list(xlsx, today=NOW.date())
        assert len(good.require_good()) == rows
        keeping = paired({"both": lambda: kept(good, folder)})["both"]
        shares = profiled(partial(read_case_list, xlsx, today=NOW.date()), PARTS)
    name = f"{rows:,} rows"
    table.times(f"{name} xlsx: read and checked, of bare calamine", found["read xlsx"], found["bare xlsx"])
    table.times(f"{name} csv: read and checked, of bare csv", found["read csv"], found["bare csv"])
    first, again = zip(*keeping, strict=True)
    table.times(f"{name}: into the register, of bare calamine", first, found["bare xlsx"])
    table.times(f"{name}: the same again, of the first time", again, first)
    table.row(f"{name}: most memory", f"{memory():,} MB")
    table.row(f"{name} xlsx: where the time goes", parts(shares))


def _seconds(way: Any) -> float:
    return timed(way)[1]


def main() -> None:
    table = Table("Taking in a case list", "15 columns, no faults; processor time.")
    for rows in sizes(QUICK, FULL):
        measured(rows, table)
    table.print()


if __name__ == "__main__":
    main()
