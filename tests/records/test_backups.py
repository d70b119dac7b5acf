"""A backup is whole though others write, is refused when a byte of it is not as it was, and goes into an empty place."""

from __future__ import annotations

import json
import random
import tarfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlmodel import SQLModel

from console.sample.exhibits import exhibit
from documents.evidence_files import Attachment
from flows import evidence
from flows.backup import back_up
from flows.checkup import check_up
from flows.office import Office
from flows.restore import looked_through, restore
from notifiers.route_book import route_book
from records import database_copy
from records.checkups.checkup import Level, worst
from records.proceedings import advance
from records.store import Store
from rules.errors import AccountabilityError, FaultyInput
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book
from tests.records.conftest import MONDAY

BY = Actor("A1", Role.TRIAL_MANAGEMENT)


@pytest.fixture
def kept(desk, office):
    """An office with a review, a file of evidence in it, a paper and a letter."""
    desk.bring("评1", "fed_back")
    act = desk.act("评1", "object", Role.JUDGE, {"objection": "扣分无据"})
    evidence.submit(office, act, [Attachment("exhibit.pdf", exhibit("a letter"))])
    for path, content in (("papers/2026Q1/反馈表.pdf", "paper"), ("mailbox/J1/1.eml", "letter"), ("papers/.half", "half"),
                          ("seal.key", "secret"), ("papers/keys/a", "secret"), ("log/1.log", "log")):  # fmt: skip
        place = office.papers.parent / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8")
    return office


@pytest.fixture
def empty_database(store, request, tmp_path):
    """Where a backup of this kind of database may go: the name of an empty one in PostgreSQL, nothing for SQLite."""
    if store.engine.dialect.name == "sqlite":
        yield ""
        return
    import psycopg

    server = make_url(request.getfixturevalue("postgres_url"))
    with psycopg.connect(host=server.query["host"], user="postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE put_back")
        yield server.set(database="put_back").render_as_string()
        connection.execute("DROP DATABASE put_back WITH (FORCE)")


@pytest.fixture
def taken(quick_desk, quick_office, tmp_path):
    """A backup of an office with one review."""
    quick_desk.bring("评1", "scored")
    return back_up(quick_office, tmp_path / "backup.tar", court=None, by=BY, now=quick_desk.now)


def dump(store):
    with store.read() as session:
        return {
            table.name: sorted(map(tuple, session.connection().execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }


def test_what_is_put_back_is_what_was_taken(desk, kept, empty_database, tmp_path):
    before = dump(desk.store)
    done = back_up(kept, tmp_path / "backup.tar", court=None, by=BY, now=desk.now)

    found = restore(done.path, tmp_path / "again", database=empty_database, digest=done.sha256)

    store = Store.open(found.database)
    assert dump(store) == before
    store.close()
    assert (
        (found.verified.entries, found.verified.chains) == (done.ledger.entries, done.ledger.chains) == (9, 1)
    )
    files = {path.relative_to(found.home).as_posix() for path in found.home.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith(("zelian.db", "evidence/"))} == {
        "papers/2026Q1/反馈表.pdf",
        "mailbox/J1/1.eml",
    }
    (exhibit_again,) = (found.home / "evidence").rglob("*/*")
    assert exhibit_again.read_bytes() == exhibit("a letter")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_keys_and_logs_are_left_out_and_it_says_so(desk, kept, tmp_path):
    done = back_up(kept, tmp_path / "backup.tar", court=None, by=BY, now=desk.now)

    with tarfile.open(done.path) as archive:
        names = set(archive.getnames())
        said = json.load(archive.extractfile("manifest.json"))

    assert not any("key" in name or "log" in name or "half" in name for name in names)
    assert said["left_out"] == ["密钥、口令和 zelian.env", "Prefect 的流程记录", "日志"]
    assert said["ledger"]["entries"] == 9
    assert done.path.stat().st_mode & 0o077 == 0, "nobody else may read it"


def test_who_took_a_backup_stands_in_the_ledger(desk, kept, tmp_path):
    done = back_up(kept, tmp_path / "backup.tar", court=None, by=BY, now=desk.now)

    (entry,) = desk.rows("SELECT record FROM ledger_entry WHERE chain = 'register:backups'")
    said = json.loads(entry["record"])
    assert (said["by"], said["sha256"], said["entries"]) == ("A1", done.sha256, 9)


def test_the_courts_own_parameters_come_along(desk, kept, tmp_path, empty_database):
    (tmp_path / "own" / "parameters").mkdir(parents=True)
    (tmp_path / "own" / "parameters" / "a.yaml").write_text("{}", encoding="utf-8")

    done = back_up(kept, tmp_path / "backup.tar", court=tmp_path / "own", by=BY, now=desk.now)

    found = restore(done.path, tmp_path / "again", database=empty_database)
    assert found.court == tmp_path / "again" / "court"
    assert (found.court / "parameters" / "a.yaml").read_text(encoding="utf-8") == "{}"


def test_a_backup_taken_while_others_write_is_whole(desk, kept, empty_database, tmp_path):
    refs = [f"评{number}" for number in range(100, 160)]
    begun, over = threading.Event(), threading.Event()
    written = []

    def work():
        for ref in refs:
            if over.is_set():
                return
            desk.open(ref)
            with desk.store.begin() as session:
                advance(session, desk.act(ref, "hand_in_file", Role.DIVISION, {"file_complete": True}))
            written.append(ref)
            begun.set()

    writer = threading.Thread(target=work)
    writer.start()
    begun.wait(30)
    done = [back_up(kept, tmp_path / f"{number}.tar", court=None, by=BY, now=desk.now) for number in range(3)]
    over.set()
    writer.join()

    assert 9 < done[0].ledger.entries <= done[1].ledger.entries <= done[2].ledger.entries
    found = restore(done[1].path, tmp_path / "again", database=empty_database)
    assert found.verified.entries == done[1].ledger.entries
    again = Office(
        Store.open(found.database),
        found.home / "papers",
        found.home / "mailbox",
        route_book(None),
        sheet_book(None),
    )
    assert [each for each in check_up(again, desk.now) if each.level is Level.FAULT] == []
    assert worst(check_up(again, desk.now + timedelta(minutes=1))) is not Level.FAULT
    again.store.close()


def test_a_backup_of_which_one_byte_was_changed_is_refused(taken, tmp_path):
    done, whole = taken, taken.path.read_bytes()
    with tarfile.open(done.path) as archive:
        spans = [(each.offset_data, each.size) for each in archive]
    chosen = random.Random(7)
    places = [start + chosen.randrange(size) for start, size in spans for _ in range(20)]

    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chosen.randrange(8)
        (tmp_path / "changed.tar").write_bytes(changed)
        with pytest.raises(FaultyInput, match="什么也没有写入"):
            restore(tmp_path / "changed.tar", tmp_path / "again")

    assert not (tmp_path / "again").exists()
    looked_through(done.path)


def test_a_backup_that_was_cut_off_is_refused(taken, tmp_path):
    done, whole = taken, taken.path.read_bytes()
    with tarfile.open(done.path) as archive:
        end = max(each.offset_data + each.size for each in archive)

    for length in (0, 1, 511, 512, 5000, end // 2, end - 600, end - 1):
        (tmp_path / "cut.tar").write_bytes(whole[:length])
        with pytest.raises(FaultyInput, match="什么也没有写入"):
            restore(tmp_path / "cut.tar", tmp_path / "again")

    assert not (tmp_path / "again").exists()


def test_another_backup_than_the_one_whose_digest_was_kept_is_refused(taken, tmp_path):
    with pytest.raises(FaultyInput, match="不是摘要为aaaa的那一份"):
        restore(taken.path, tmp_path / "again", digest="aaaa")


def test_nothing_that_lives_is_written_over(desk, kept, empty_database, tmp_path):
    done = back_up(kept, tmp_path / "backup.tar", court=None, by=BY, now=desk.now)
    before = dump(desk.store)

    with pytest.raises(FaultyInput, match="不是空的文件夹"):
        restore(done.path, kept.papers.parent, database=empty_database)
    if empty_database:
        with pytest.raises(FaultyInput, match="不是空的。请另建一个空的数据库"):
            restore(
                done.path,
                tmp_path / "again",
                database=desk.store.engine.url.render_as_string(hide_password=False),
            )
        with pytest.raises(FaultyInput, match="须用 --database 写明一个空的 PostgreSQL 数据库"):
            restore(done.path, tmp_path / "again")
        with pytest.raises(FaultyInput, match="连接不上"):
            restore(done.path, tmp_path / "again", database=empty_database.replace("put_back", "not_there"))
    else:
        with pytest.raises(FaultyInput, match="是 SQLite 的备份，不能写入"):
            restore(done.path, tmp_path / "again", database="postgresql+psycopg://nobody@/nowhere")

    assert dump(desk.store) == before
    assert not (tmp_path / "again").exists()


def test_a_backup_is_never_written_over_another(quick_desk, quick_office, tmp_path):
    done = back_up(quick_office, tmp_path, court=None, by=BY, now=quick_desk.now)

    assert done.path.name == "zelian-20260302-090000.tar"
    with pytest.raises(FaultyInput, match="已经有这个文件"):
        back_up(quick_office, tmp_path, court=None, by=BY, now=quick_desk.now)
    with pytest.raises(FaultyInput, match="没有这个文件夹"):
        back_up(quick_office, tmp_path / "nowhere" / "backup.tar", court=None, by=BY, now=quick_desk.now)


def test_without_the_program_of_postgresql_the_refusal_names_it(postgres_store, tmp_path, monkeypatch):
    monkeypatch.setattr(database_copy, "POSTGRESQL", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    office = Office(
        postgres_store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None)
    )

    with pytest.raises(FaultyInput, match="本机没有程序 pg_dump。请安装 PostgreSQL 客户端"):
        back_up(
            office,
            tmp_path / "backup.tar",
            court=None,
            by=BY,
            now=MONDAY,
        )

    assert not (tmp_path / "backup.tar").exists()


def test_a_member_that_would_leave_its_folder_is_refused(tmp_path):
    from rules.certificates import sealed

    bad = sealed({"format": "zelian-backup-1", "files": {"../outside": {"size": 1, "sha256": "x"}}})
    content = json.dumps(bad).encode()
    (tmp_path / "manifest.json").write_bytes(content)
    with tarfile.open(tmp_path / "bad.tar", "w") as archive:
        archive.add(tmp_path / "manifest.json", "manifest.json")

    with pytest.raises(AccountabilityError, match="清单被改动"):
        restore(tmp_path / "bad.tar", Path(tmp_path / "again"))


def test_the_end_of_a_copy_is_the_end_of_the_ledger_it_was_taken_of(desk, tmp_path):
    desk.bring("评1", "scored")
    desk.open("评2")
    with desk.store.read() as session:
        end = database_copy.ledger_end(session)

    copied = database_copy.copy_database(desk.store, tmp_path / "copy")

    desk.do("评2", "hand_in_file", Role.DIVISION, {"file_complete": True})
    with desk.store.read() as session:
        later = database_copy.ledger_end(session)
    assert copied == end
    assert (end.entries, end.chains) == (7, 2)
    assert later.sha256 != end.sha256
