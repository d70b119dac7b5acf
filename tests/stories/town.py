"""A town for the story of the whole chain: its people, its commands, a clock that moves, and a listener at every mailbox.

After each act the routine runs once, and everything anybody was sent since is held against the list beside the act: which matter,
what kind of letter, and to whom. A letter that nobody expected fails the story, and so does one that did not come.
"""

from __future__ import annotations

import re
import socket
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
import xlsxwriter
from aiosmtpd.controller import Controller
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from console.speech import choose
from records.proceedings import find
from tests.console.at_a_desk import at_a_desk

BEIJING = ZoneInfo("Asia/Shanghai")
PROVINCE = "吉林省高级人民法院"
CITY, JILIN, SIPING = (f"吉林省{name}市中级人民法院" for name in ("长春", "吉林", "四平"))
MEMBERS = [f"W{number}" for number in range(1, 10)]
MAIL_OF_THE_OFFICE = "a0@court.invalid"
"""Where the office that runs the reviews is written to by mail as well: by SMTP, to a server of this test."""
# fmt: off
PEOPLE = [
    # the court of the judges concerned
    ("J1", CITY, "民二庭", "承办法官"), ("J1", CITY, "民二庭", "当事法官"), ("J2", CITY, "民一庭", "承办法官"), ("J2", CITY, "民一庭", "当事法官"),
    ("B1", CITY, "民二庭", "业务庭"), ("H1", CITY, "民二庭", "庭长"), ("B2", CITY, "民一庭", "业务庭"), ("H2", CITY, "民一庭", "庭长"),
    ("A1", CITY, "", "审管办"), ("P1", CITY, "", "院长"), ("D1", CITY, "", "督察部门"), ("E1", CITY, "", "机关纪委"),
    ("T1", CITY, "", "审监庭"), ("G1", CITY, "", "党组"), ("Z1", CITY, "", "政治部"), ("Q1", CITY, "", "法官权益保障委员会"),
    ("N1", CITY, "", "人大常委会"), ("X1", CITY, "", "案件审理部门"), ("Y1", CITY, "", "案件监督管理部门"), ("V1", CITY, "", "信访部门"),
    ("M1", CITY, "", "监察委员会"), ("O1", CITY, "", "法官考评委员会"),
    # the court that runs the reviews, approves exits, and where the committee sits
    ("A0", PROVINCE, "", "审管办"), ("H0", PROVINCE, "民一庭", "庭长"), ("P0", PROVINCE, "", "院长"), ("D0", PROVINCE, "", "督察部门"), ("K0", PROVINCE, "", "案件质量评查委员会"),
    ("U0", PROVINCE, "", "审判委员会"), ("F0", PROVINCE, "", "高级人民法院"), ("L0", PROVINCE, "", "上级法院"),
    ("S0", PROVINCE, "", "惩戒工作办公室"), ("C0", PROVINCE, "", "法官惩戒委员会"), ("W1", PROVINCE, "", "惩戒委员会主任"),
    *((code, PROVINCE, "", "惩戒委员会委员") for code in MEMBERS),
    # the other courts, and the readers they lend
    ("J3", JILIN, "民一庭", "承办法官"), ("B3", JILIN, "民一庭", "业务庭"), ("H3", JILIN, "民一庭", "庭长"), ("Z3", JILIN, "", "政治部"),
    *((f"R{number}", (JILIN, SIPING)[number % 2], "审监庭", "评查员") for number in range(1, 5)),
    ("R5", JILIN, "审监庭", "复评人员"),
]
CASES = [
    ("（2026）吉01民终11号", CITY, "民二庭", "J1", "2026-04-21"), ("（2026）吉01民终12号", CITY, "民一庭", "J2", "2026-05-20"),
    ("（2026）吉02民终21号", JILIN, "民一庭", "J3", "2026-05-11"), ("（2026）吉03民终31号", SIPING, "民一庭", "J4", "2026-06-02"),
]
# fmt: on
REFUSED, FAULTY, WARNED = 3, 2, 1


class Town:
    """What is typed, when, and who hears of it."""

    def __init__(self, clock: time_machine.Coordinates, post: Post) -> None:
        self._clock = clock
        self._post = post
        self._read: set[Path] = set()
        self.transcript: list[tuple[datetime, str, str]] = []
        self.letters: list[tuple[str, str, EmailMessage]] = []
        """Everything heard: to whom, the subject, and the letter."""

    def on(self, day: str, at: str = "10:00") -> None:
        """It is that day, at that hour in Beijing."""
        self._clock.move_to(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=BEIJING))

    def types(self, *words: str, code: int = 0) -> str:
        """Type a command; anything but the exit code expected fails the story."""
        choose(None)
        answer = CliRunner().invoke(app, list(words))
        self.transcript.append((datetime.now(BEIJING), " ".join(("zelian", *words)), answer.output))
        assert answer.exit_code == code, f"{words}: {answer.output}"
        return answer.output

    def act(self, ref: str, step: str, who: str, *facts: str, code: int = 0) -> str:
        """Take a step. who: the office and the person, as “院长 P1”."""
        role, by = who.split()
        stated = [word for fact in facts for word in ("--fact", fact)]
        return self.types("proceeding", "act", ref, step, "--role", role, "--by", by, *stated, code=code)

    def hears(self, *expected: str) -> None:
        """The routine runs once, and exactly this is sent: “事项：内容 → 人员 人员”, a line for each kind of letter."""
        self.types("tick", "--without-prefect")
        found = self.heard()
        assert sorted(found) == sorted(_line(*_parts(line)) for line in expected), "\n".join(
            ["heard:", *found]
        )

    def heard(self) -> list[str]:
        """What came since anybody last looked, a line for each kind of letter."""
        people: dict[str, Counter[str]] = defaultdict(Counter)
        for path in sorted(Path("var/mailbox").glob("*/*.eml")):
            if path not in self._read:
                self._read.add(path)
                letter = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
                people[str(letter["Subject"])][path.parent.name] += 1
                self.letters.append((path.parent.name, str(letter["Subject"]), letter))
        for letter in self._post.taken():
            people[str(letter["Subject"])][f"@{str(letter['To']).partition('@')[0].strip('<')}"] += 1
        return [_line(subject, {_times(*each) for each in who.items()}) for subject, who in people.items()]

    def state(self, ref: str) -> str:
        with office().store.read() as session:
            return find(session, ref).state

    def facts(self, ref: str) -> dict[str, Any]:
        with office().store.read() as session:
            return dict(find(session, ref).facts)


def _times(person: str, letters: int) -> str:
    """Who had two letters of one thing is shown so: in two offices, or wrongly."""
    return person if letters == 1 else f"{person}×{letters}"


def _parts(line: str) -> tuple[str, set[str]]:
    subject, _, people = line.partition(" → ")
    return subject, set(people.split())


def _line(subject: str, people: set[str]) -> str:
    """News without its label, which most letters bear; warnings with theirs."""
    return f"{re.sub(r'^【办理进展】', '', subject)} → {' '.join(sorted(people))}"


class Post:
    """The mail server of the office: a real one, on this machine."""

    def __init__(self) -> None:
        self._arrived: list[bytes] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=_free_port())

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802 - aiosmtpd asks by this name
        self._arrived.append(envelope.content)
        return "250 OK"

    def start(self) -> int:
        self._controller.start()
        return int(self._controller.port)

    def stop(self) -> None:
        self._controller.stop()

    def taken(self) -> list[Message]:
        """What came since somebody last looked."""
        arrived, self._arrived = self._arrived, []
        return [BytesParser(policy=policy.default).parsebytes(content) for content in arrived]


@contextmanager
def town(home: Path, database: str) -> Iterator[Town]:
    """A new house: people and cases are on the register, the roll of the committee is entered, and nobody was told anything."""
    with ExitStack() as stack:
        stack.enter_context(at_a_desk(home, columns=240))
        clock = stack.enter_context(time_machine.travel("2026-07-01T02:00:00Z", tick=False))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        post = Post()
        port = post.start()
        stack.callback(post.stop)
        patch.setenv("ZELIAN_DATABASE", database)
        patch.setenv("ZELIAN_ROUTES_FILE", str(_routes(home / "routes.yaml", port)))
        here = Town(clock, post)
        here.types("people", "import", str(_people(home / "名册.xlsx")))
        here.types("cases", "import", str(_cases(home / "结案.xlsx")))
        here.types("sitting", "committee", "--court", PROVINCE, "--seats", "9", "--judges", "、".join(MEMBERS[:5]), "--by", "S0")  # fmt: skip
        yield here


def _free_port() -> int:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return int(closed.getsockname()[1])


def _routes(path: Path, port: int) -> Path:
    mail = f"mailto://127.0.0.1:{port}/?from=zelian@court.invalid&to={{target}}&mode=insecure"
    path.write_text(
        f'channels:\n  mail: {{zh: 法院专网邮箱, en: court mail, url: "{mail}"}}\n'
        "roles:\n  trial_management: {routine: [mailbox, mail], urgent: [mailbox, mail]}\n",
        encoding="utf-8",
    )
    return path


def _people(path: Path) -> Path:
    return _sheet(path, ["代码", "法院", "庭室", "职务", "任职起日", "邮箱"],
                  [(*person, "2024-01-01", MAIL_OF_THE_OFFICE if person[0] == "A0" else "") for person in PEOPLE])  # fmt: skip


def _cases(path: Path) -> Path:
    return _sheet(path, ["案号", "法院", "业务庭", "承办法官", "合议庭成员", "结案日期"],
                  [(number, court, division, judge, judge, closed) for number, court, division, judge, closed in CASES])  # fmt: skip


def _sheet(path: Path, heads: list[str], rows: list[tuple[str, ...]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("名册")
        for at, row in enumerate([heads, *rows]):
            page.write_row(at, 0, row)
    return path
