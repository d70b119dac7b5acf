"""A secretary's desk for the stories of discipline: commands as they are typed, a clock that moves, mailboxes that listen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine
import xlsxwriter
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from console.speech import choose
from records.proceedings import find
from tests.console.at_a_desk import at_a_desk

BEIJING = ZoneInfo("Asia/Shanghai")
COURT, ORGANISER = "吉林省长春市中级人民法院", "吉林省高级人民法院"
MEMBERS = [f"W{number}" for number in range(1, 10)]
PEOPLE = [
    ("J1", COURT, "民二庭", "当事法官"), ("T1", COURT, "", "审监庭"), ("A1", COURT, "", "审管办"), ("P1", COURT, "", "院长"),
    ("D9", COURT, "", "督察部门"), ("E1", COURT, "", "机关纪委"), ("G1", COURT, "", "党组"), ("Z1", COURT, "", "政治部"),
    ("P0", ORGANISER, "", "院长"), ("D0", ORGANISER, "", "督察部门"), ("A0", ORGANISER, "", "审管办"),
    ("S1", ORGANISER, "", "惩戒工作办公室"), ("C1", ORGANISER, "", "法官惩戒委员会"), ("W1", ORGANISER, "", "惩戒委员会主任"),
    ("Q1", COURT, "", "法官权益保障委员会"),
    *((code, ORGANISER, "", "惩戒委员会委员") for code in MEMBERS),
]  # fmt: skip


REF, DECISION, REVIEW = "惩戒2026-0001", "惩戒决定2026-0001", "评查2026Q2-0042"
OFFICE, CHAIR, COMMITTEE = ("惩戒工作办公室", "S1"), ("惩戒委员会主任", "W1"), ("法官惩戒委员会", "C1")
JUDGE, PRESIDENT, INSPECTION = ("当事法官", "J1"), ("院长", "P1"), ("督察部门", "D9")
HANDLING = "D9 E1 Z1"
EVERYBODY_CALLED = "J1 P1 W2 W3 W4 W5 W6 W7 W8 W9"
REFUSED, FAULTY = 3, 2


class Secretariat:
    """The desk: what is typed, when it is typed, and who has had a letter since anybody last looked."""

    def __init__(self, traveller: time_machine.Coordinates) -> None:
        self._traveller = traveller
        self._read: set[Path] = set()

    def on(self, day: str, at: str = "10:00") -> None:
        """It is that day, at that hour in Beijing."""
        self._traveller.move_to(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=BEIJING))

    def zelian(self, *words: str, code: int = 0) -> str:
        """Type a command; anything but the exit code expected fails the story."""
        choose(None)
        answer = CliRunner().invoke(app, list(words))
        assert answer.exit_code == code, f"{words}: {answer.output}"
        return answer.output

    def act(self, ref: str, step: str, role: str, by: str, *facts: str, code: int = 0) -> str:
        stated = [word for fact in facts for word in ("--fact", fact)]
        return self.zelian("proceeding", "act", ref, step, "--role", role, "--by", by, *stated, code=code)

    def told(self) -> dict[str, list[str]]:
        """Do the routine once; who has had letters since, and of what: the subjects, by person."""
        self.zelian("tick", "--without-prefect")
        found: dict[str, list[str]] = {}
        for path in sorted(Path("var/mailbox").glob("*/*.eml")):
            if path not in self._read:
                self._read.add(path)
                letter = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
                found.setdefault(path.parent.name, []).append(str(letter["Subject"]))
        return found

    def state(self, ref: str) -> str:
        with office().store.read() as session:
            return find(session, ref).state


class Story:
    """A story at the desk: what is done, when, by whom, and who hears of it."""

    def __init__(self, desk: Secretariat) -> None:
        self.desk = desk

    def on(self, day: str, at: str = "10:00", *, tells: str = "") -> None:
        """It becomes that day; the routine runs."""
        self.desk.on(day, at)
        self.hears(tells)

    def act(
        self, step: str, who: tuple[str, str], *facts: str, tells: str = "", ref: str = REF, code: int = 0
    ) -> str:
        said = self.desk.act(ref, step, *who, *facts, code=code)
        self.hears(tells)
        return said

    def types(self, *words: str, tells: str = "", code: int = 0) -> str:
        said = self.desk.zelian(*words, code=code)
        self.hears(tells)
        return said

    def hears(self, who: str) -> None:
        """Exactly these people have had a letter since anybody last looked."""
        found = self.desk.told()
        assert set(found) == set(who.split()), found

    def signed(self) -> None:
        self.types("sitting", "sign", REF, "--role", OFFICE[0], "--by", OFFICE[1])
        self.types("sitting", "sign", REF, "--role", CHAIR[0], "--by", CHAIR[1])


@contextmanager
def secretariat(home: Path) -> Iterator[Secretariat]:
    """A desk in an empty folder, with the people of both courts on the register and the committee's roll entered."""
    with (
        at_a_desk(home, columns=240),
        time_machine.travel("2026-07-01T02:00:00Z", tick=False) as clock,
    ):
        desk = Secretariat(clock)
        _list_of_people(home / "名册.xlsx")
        desk.zelian("people", "import", "名册.xlsx")
        desk.zelian(
            "sitting",
            "committee",
            "--court",
            ORGANISER,
            "--seats",
            "9",
            "--judges",
            "、".join(MEMBERS[:5]),
            "--by",
            "S1",
        )
        yield desk


def _list_of_people(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("人员名册")
        page.write_row(0, 0, ["代码", "法院", "庭室", "职务", "任职起日"])
        for row, person in enumerate(PEOPLE, start=1):
            page.write_row(row, 0, [*person, "2024-01-01"])
