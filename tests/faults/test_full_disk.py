"""The disk is full: whoever acts is told so in a sentence, nothing is half-written, and with room it goes on."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from documents.evidence_files import Attachment
from documents.whole_files import write_whole
from flows import evidence
from flows.delivery import deliver_due
from flows.office import Office
from records.people import Post
from records.proceedings import Act, advance, open_many
from records.store import Store
from records.verification import verify
from rules.errors import OutOfReach
from rules.roles import Actor, Role
from tests.stories.killed_worker import COURT, LATER, NOW, OFFICE, ROUTES, SHEETS, WAY

ROOT = Path(__file__).parent.parent.parent
SIZE = 4 * 2**20
FULL = "这次没有办成，什么也没有改变：磁盘已满"


@pytest.fixture
def disk(tmp_path):
    """A disk of four megabytes of its own; its `filler` leaves as much room as a test wants."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(place)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no disk of our own: this user may not mount one")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, leaving: int) -> None:
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"\0" * max(0, free - leaving))


def make_room(disk: Path) -> None:
    (disk / "filler").unlink()


def openings(first: int, count: int):
    facts = {"organiser": COURT, "court": COURT, "division": "", "judge": "J1", "bench": ["J1"], "reversed": False, "conflicts": [], "case_kind": "civil"}  # fmt: skip
    return [(f"评{number:04}", {**facts, "case_no": f"{number}号"}) for number in range(first, first + count)]


def open_reviews(store, first, count):
    with store.begin() as session:
        return open_many(session, "quality_review", openings(first, count), by=OFFICE, at=NOW, rules=store.rules.on(NOW.date()))  # fmt: skip


def standing(store):
    with store.read() as session:
        verify(session)
        return [session.connection().execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("proceeding", "ledger_entry", "clock", "notice")]  # fmt: skip


@pytest.fixture
def office(disk):
    store = Store.open(f"sqlite:///{disk / 'zelian.db'}")
    yield Office(store, disk / "papers", disk / "mailbox", ROUTES, SHEETS)
    store.close()


def test_an_act_that_does_not_fit_on_the_disk_is_refused_whole(office, disk):
    open_reviews(office.store, 0, 2)
    fill(disk, leaving=8192)
    before = standing(office.store)

    with pytest.raises(OutOfReach) as told:
        open_reviews(office.store, 2, 500)
    refused = standing(office.store)
    make_room(disk)
    opened = open_reviews(office.store, 2, 500)

    assert str(told.value).startswith(FULL)
    assert "make room" in told.value.to("en")
    assert refused == before
    assert (len(opened), standing(office.store)[0]) == (500, 502)


def test_a_file_of_evidence_that_does_not_fit_keeps_its_act_from_being_done(office, disk):
    open_reviews(office.store, 0, 1)
    for trigger, by, particulars in WAY:
        with office.store.begin() as session:
            advance(session, Act(ref="评0000", trigger=trigger, by=by, at=NOW, particulars=particulars))
    act = Act(
        ref="评0000",
        trigger="object",
        by=Actor("J1", Role.JUDGE),
        at=NOW,
        particulars={"objection": "扣分无据"},
    )
    file = Attachment("笔录.pdf", b"%PDF-1.4\n" + os.urandom(700_000) + b"\n%%EOF\n")
    fill(disk, leaving=400_000)
    before = standing(office.store)

    with pytest.raises(OutOfReach) as told:
        evidence.submit(office, act, [file])
    refused, kept = standing(office.store), [path for path in office.evidence.rglob("*") if path.is_file()]
    make_room(disk)
    done = evidence.submit(office, act, [file])

    assert str(told.value).startswith(FULL)
    assert (refused, kept) == (before, [])
    assert done.state == "objected"
    assert (office.evidence / hashlib.sha256(file.content).hexdigest()[:2]).is_dir()


def test_a_paper_that_does_not_fit_leaves_the_one_that_stood_there(disk):
    paper = disk / "评查通报.docx"
    write_whole(paper, b"old")
    fill(disk, leaving=4096)

    with pytest.raises(OutOfReach) as told:
        write_whole(paper, b"new" * 100_000)

    assert str(told.value).startswith(FULL)
    assert paper.read_bytes() == b"old"
    assert {path.name for path in disk.iterdir()} == {paper.name, "filler"}


def test_a_letter_that_does_not_fit_is_tried_again(disk, tmp_path):
    """The database has room here, the mailboxes have not."""
    store = Store.open(f"sqlite:///{tmp_path / 'zelian.db'}")
    office = Office(store, tmp_path / "papers", disk / "mailbox", ROUTES, SHEETS)
    open_reviews(store, 0, 1)
    with store.begin() as session:
        post = {
            "person": "J1",
            "role": "judge",
            "court": COURT,
            "division": "",
            "since": date(2020, 1, 1),
            "until": None,
        }
        session.connection().execute(insert(Post), [post | {"specialties": []}])
    (office.mailbox / "J1").mkdir(parents=True)
    fill(disk, leaving=0)

    first = deliver_due(office, NOW)
    left = list((office.mailbox / "J1").iterdir())
    make_room(disk)
    second = deliver_due(office, LATER)

    assert (first.sent, first.retried_later, second.sent) == (0, 1, 1)
    assert left == []
    assert len(list((office.mailbox / "J1").glob("*.eml"))) == 1
    store.close()


def test_at_the_desk_a_full_disk_is_a_sentence_and_the_same_command_works_later(tmp_path):
    """Where nobody may mount a disk, the system's limit on the size of a file stands for it."""
    home = {"ZELIAN_HOME": str(tmp_path / "var"), "PYTHONPATH": str(ROOT)}

    def zelian(*words, limit="unlimited"):
        command = f'ulimit -f {limit}; exec "$@"'
        return subprocess.run(["bash", "-c", command, "bash", sys.executable, "-m", "console.cli", *words], cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, check=False)  # fmt: skip

    zelian("ledger", "verify")
    short = zelian("season", "open", "2026Q3", limit="24")
    again = zelian("season", "open", "2026Q3")
    holds = zelian("ledger", "verify")

    assert short.returncode == 6, short.stdout + short.stderr
    assert "什么也没有改变" in short.stderr
    assert "Traceback" not in short.stderr + short.stdout
    assert again.returncode == holds.returncode == 0, again.stderr + holds.stderr
