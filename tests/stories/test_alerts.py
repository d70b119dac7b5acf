"""A file that is not handed over, from the reminder to the president: typed at the desk, over a holiday week, with readers who listen.

A leader is away and somebody stands in, a channel is down for a day, a message is acknowledged and then forgotten, an official has
left, and a process is killed in the middle of delivery. A letter that nobody expects, or one that is missing, fails the story.
"""

from __future__ import annotations

import os
import re
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from sqlalchemy import text
from typer.testing import CliRunner

from console.cli import app
from console.office import office
from console.speech import choose
from flows.delivery import deliver_due
from flows.due import morning
from records import people
from rules.roles import Actor, Role
from tests.console.at_a_desk import at_a_desk
from tests.faults.dying import SENT, Points
from tests.records.conftest import COURT, ORGANISER, Desk
from tests.records.test_delivery import Listener

BEIJING = ZoneInfo("Asia/Shanghai")
SINCE = "2024-01-01"
POSTS = [
    ("D1", COURT, "民二庭", Role.DIVISION),
    ("C1", COURT, "民二庭", Role.DIVISION_CHIEF),
    ("C2", COURT, "民三庭", Role.DIVISION_CHIEF),
    ("J1", COURT, "民二庭", Role.JUDGE),
    ("P1", COURT, "", Role.PRESIDENT),
    ("A0", ORGANISER, "", Role.TRIAL_MANAGEMENT),
    ("P0", ORGANISER, "", Role.PRESIDENT),
]
ROUTES = """
channels:
  hook: {zh: 短信网关, en: gateway, url: "json://127.0.0.1:{target}/", any_hour: true}
default: {routine: [mailbox], urgent: [mailbox, hook]}
"""


@dataclass
class Story:
    """The desk, the clock, the mailboxes and the gateway."""

    clock: time_machine.Coordinates
    gateway: Listener
    read: set[Path] = field(default_factory=set)
    printed: list[str] = field(default_factory=list)
    bodies: dict[str, str] = field(default_factory=dict)

    def on(self, day: str, hour: str, tells: str) -> None:
        """It is that hour in Beijing; the routine runs, and exactly these have a letter of that kind: ``D1:超期 A0:超期``."""
        self.clock.move_to(datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=BEIJING))
        self.types("tick", "--without-prefect")
        self.hears(tells)

    def hears(self, tells: str) -> None:
        found: list[str] = []
        for path in sorted(Path("var/mailbox").glob("*/*.eml")):
            if path in self.read:
                continue
            self.read.add(path)
            letter = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
            kind = re.match(r"【(?:紧急·)?(\S+?)】", str(letter["Subject"]))
            assert kind is not None
            found.append(f"{path.parent.name}:{kind[1]}")
            body = self.bodies[path.parent.name] = letter.get_content()
            self.printed.append(f"{letter['Date']}　致 {path.parent.name}\n{letter['Subject']}\n{body}")
        assert Counter(found) == Counter(tells.split()), sorted(found)

    def types(self, *words: str, code: int = 0) -> str:
        choose(None)
        answer = CliRunner().invoke(app, list(words))
        assert answer.exit_code == code, f"{words}: {answer.output}"
        return answer.output

    def code_of(self, person: str) -> str:
        found = re.search(r"签收码：([A-Z2-7]{4}(?:-[A-Z2-7]{4})+)", self.bodies[person])
        assert found is not None
        return found[1]


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Story]:
    gateway = Listener()
    (tmp_path / "routes.yaml").write_text(ROUTES, encoding="utf-8")
    with at_a_desk(tmp_path, columns=200), time_machine.travel("2026-09-21T01:00:00Z", tick=False) as clock:
        monkeypatch.setenv("ZELIAN_ROUTES_FILE", str(tmp_path / "routes.yaml"))
        monkeypatch.setenv("ZELIAN_COURT", ORGANISER)
        now = datetime.fromisoformat("2026-09-21T09:00").replace(tzinfo=BEIJING)
        rows = [
            {"code": code, "court": court, "division": division, "posts": [{"role": role.value, "division": division, "since": now.date().replace(year=2024)}]}
            for code, court, division, role in POSTS
        ]  # fmt: skip
        with office().store.begin() as session:
            people.enrol(session, rows, now, Actor("A0", Role.TRIAL_MANAGEMENT, court=ORGANISER), "test")
            values = {"port": str(gateway.port)}
            session.execute(
                text("INSERT INTO address (person, channel, target) VALUES ('D1', 'hook', :port)"), values
            )
        Desk(office().store, now).open("评查2026Q3-0042")
        told = Story(clock, gateway)
        told.types("tick", "--without-prefect")
        told.read = set(Path("var/mailbox").glob("*/*.eml"))  # The drawing of the case is another story.
        yield told
        (tmp_path / "messages.txt").write_text("\n\n".join(told.printed), encoding="utf-8")
    gateway.close()


def test_a_file_that_is_not_handed_over_from_the_reminder_to_the_president(story: Story) -> None:
    _reminded_before_the_mid_autumn_holiday(story)
    _urged_while_the_gateway_is_down(story)
    _acknowledged_after_the_national_day_and_forgotten(story)
    _talked_about_with_the_chief_away_and_a_process_killed(story)
    _the_president_has_left(story)
    _handed_over_at_last(story)


def _reminded_before_the_mid_autumn_holiday(story: Story) -> None:
    """Due on Tuesday the 29th: Friday to Sunday are off, so two working days before is Thursday."""
    story.on("2026-09-23", "09:00", tells="")
    story.on("2026-09-24", "09:00", tells="D1:临期提醒")
    story.on("2026-09-24", "15:00", tells="")
    story.on("2026-09-28", "09:00", tells="")


def _urged_while_the_gateway_is_down(story: Story) -> None:
    story.gateway.answer = 503
    story.on("2026-09-30", "09:00", tells="D1:超期 A0:超期")
    for hour in ("09:01", "09:06", "09:36", "11:36"):
        story.on("2026-09-30", hour, tells="")
    story.on("2026-09-30", "19:36", tells="A0:送达失败")
    story.gateway.answer = 200
    assert set(story.gateway.keys.values()) == {6}
    assert "失败" in story.types("notices", "show", "评查2026Q3-0042", "--by", "A0")


def _acknowledged_after_the_national_day_and_forgotten(story: Story) -> None:
    """From 1 to 7 October nobody is talked to; Saturday the 10th is worked."""
    story.on("2026-10-01", "09:00", tells="")
    story.on("2026-10-07", "09:00", tells="")
    story.on("2026-10-08", "09:00", tells="")
    answer = ("--reason", "卷宗在上级法院，下周一取回", "--next")
    own, others = story.code_of("D1"), "A0"
    assert "不是工作日（星期日）" in story.types(
        "notices", "acknowledge", own, "--by", "D1", *answer, "2026-10-11", code=2
    )
    assert "发给他人的" in story.types(
        "notices", "acknowledge", own, "--by", others, *answer, "2026-10-12", code=3
    )
    assert "2026-10-12前不再催办" in story.types(
        "notices", "acknowledge", own, "--by", "D1", *answer, "2026-10-12"
    )
    assert "一码只用一次" in story.types(
        "notices", "acknowledge", own, "--by", "D1", *answer, "2026-10-12", code=3
    )
    story.on("2026-10-09", "09:00", tells="A0:警示未处理")  # The gateway's failure, two working days on.
    settled = story.types(
        "notices", "acknowledge", story.code_of("A0"), "--by", "A0", "--settled", "--reason", "已电话告知"
    )
    assert "警示了结" in settled
    story.on("2026-10-10", "09:00", tells="")
    story.on("2026-10-12", "09:00", tells="")


def _talked_about_with_the_chief_away_and_a_process_killed(story: Story) -> None:
    story.types(
        "people",
        "away",
        "C1",
        "--from",
        "2026-10-12",
        "--to",
        "2026-10-16",
        "--substitute",
        "C2",
        "--by",
        "A0",
    )
    story.clock.move_to(datetime.fromisoformat("2026-10-13T09:00").replace(tzinfo=BEIJING))
    before = set(story.gateway.keys)
    if (child := os.fork()) == 0:
        try:
            office.cache_clear()
            Points((SENT, 2)).watch(office().store.engine)
            morning(office(), datetime.now(BEIJING))
            deliver_due(office(), datetime.now(BEIJING))
        finally:
            os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    story.on("2026-10-13", "09:10", tells="D1:逾期约谈 C1:逾期约谈 C2:逾期约谈")
    talk = [count for key, count in story.gateway.keys.items() if key not in before]
    assert talk in ([1], [2]), "the gateway heard it once, or twice under one key"
    assert "代收" in story.bodies["C2"]
    for person in ("D1", "C1", "C2"):
        assert (
            "签收后未办：D1于2026-10-08签收，写明“卷宗在上级法院，下周一取回”，下一步日期2026-10-12"
            in story.bodies[person].replace("\n", "")
        )
    story.on("2026-10-13", "15:00", tells="")


def _the_president_has_left(story: Story) -> None:
    with office().store.begin() as session:
        session.execute(text("UPDATE post SET until = '2026-10-15' WHERE person = 'P1'"))
    story.on("2026-10-19", "09:00", tells="")
    story.on("2026-10-20", "09:00", tells="D1:逾期通报 A0:逾期通报 A0:无人可通知")
    assert "此前" in story.bodies["D1"]


def _handed_over_at_last(story: Story) -> None:
    now = datetime.fromisoformat("2026-10-20T10:00").replace(tzinfo=BEIJING)
    Desk(office().store, now).do(
        "评查2026Q3-0042",
        "hand_in_file",
        Role.DIVISION,
        {"file_complete": True, "late_reason": "卷宗在上级法院"},
    )
    story.clock.move_to(now)
    story.types("tick", "--without-prefect")
    shown = story.types("notices", "alerts", "--of", "评查2026Q3-0042", "--by", "A0")
    assert "逾期后已办理" in shown
    circular = story.types("notices", "circular", "2026-10")
    assert "已升级" in circular
    assert "台账完好" in story.types("ledger", "verify")
