"""Seals: what is gone, added or moved under one is found, also where every chain and every register agrees."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from records import hashing, ledger, seals
from records.sealed_tree import BLOCK, LedgerBlock, SealedTree
from records.verification import verify
from rules.checkpoints import Checkpoint
from rules.errors import BrokenLedger, StillBeingWritten
from rules.hashing import SHA256
from rules.merkle import Growth
from rules.signed_notes import SecretKey

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

COURT = "吉林省高级人民法院"
KEY = SecretKey(COURT, bytes(range(32)))


def seal(store, key=KEY, at=MONDAY):
    """Seal whatever there is, as the tick does."""
    with store.begin() as session:
        until = seals.settled(session)
    done = None
    while True:
        with store.begin() as session:
            more = seals.seal(session, until, at, COURT, key)
        if more is None:
            return done
        done = more


def note(store, count, chain="register:cases"):
    with store.begin() as session:
        for number in range(count):
            ledger.note(session, chain, MONDAY, {"trigger": "x", "n": number})


def tamper(store, *statements, **values):
    """Write past the triggers, as one who owns the database can."""
    with store.begin() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            for table in ("entry", "seal", "block"):
                for name in ("no_update", "no_delete", "no_replace"):
                    connection.exec_driver_sql(f"DROP TRIGGER ledger_{table}_{name}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount > 0, statement


def verified(store, keys=(KEY.public,)):
    with store.read() as session:
        return verify(session, keys)


@pytest.fixture
def sealed(desk):
    """Two reviews and a register under two seals, and one entry after them."""
    desk.bring("评1", "assigned")
    seal(desk.store)
    desk.bring("评2", "scored")
    note(desk.store, 2)
    seal(desk.store)
    note(desk.store, 1, "register:people")
    return desk


# --- what a seal is -------------------------------------------------------------------------------------------------


def test_a_seal_covers_everything_so_far_and_the_next_one_follows_it(sealed):
    found = verified(sealed.store)
    rows = sealed.rows("SELECT * FROM ledger_seal ORDER BY number")

    assert (found.entries, found.seals.sealed, found.seals.unsealed) == (12, 11, 1)
    assert (found.seals.seals, found.seals.signed, found.seals.unknown) == (2, 2, 0)
    first, second = (Checkpoint.parse(row["body"]) for row in rows)
    assert first is not None and second is not None
    assert (first.size, second.size, second.previous) == (3, 11, rows[0]["digest"])
    assert all(KEY.public.signed(row["body"], row["signatures"]) for row in rows)


def test_where_nothing_is_new_nothing_is_sealed(sealed):
    seal(sealed.store)

    assert seal(sealed.store) is None
    assert len(sealed.rows("SELECT 1 FROM ledger_seal")) == 3


def test_without_a_key_a_seal_says_that_it_is_unsigned(desk):
    desk.bring("评1", "assigned")
    seal(desk.store, key=None)

    (row,) = desk.rows("SELECT body, signatures FROM ledger_seal")
    assert row["body"].endswith("signed-by unsigned\n")
    assert row["signatures"] == ""
    assert (verified(desk.store).seals.signed, verified(desk.store).seals.unknown) == (0, 0)


def test_a_seal_by_a_key_that_is_not_at_hand_is_counted_as_such(sealed):
    assert verified(sealed.store, keys=()).seals.unknown == 2


def test_two_who_seal_at_once_seal_everything_once(store, at_once):
    note(store, 5)

    assert at_once([lambda: seal(store)] * 3) == []

    found = verified(store)
    assert (found.seals.seals, found.seals.sealed) == (1, 5)


def test_a_backlog_is_sealed_in_portions_and_the_root_is_that_of_the_whole(store, monkeypatch):
    monkeypatch.setattr(seals, "MOST", 2 * BLOCK)
    note(store, 10)
    seal(store)
    note(store, 5 * BLOCK + 7)

    seal(store)

    with store.read() as session:
        digests = session.execute(text("SELECT digest FROM ledger_entry ORDER BY id")).scalars().all()
        newest = session.execute(text("SELECT max(id) FROM ledger_entry")).scalar_one()
        tree = SealedTree(session, SHA256, newest)
        growth = Growth(tree.tree)
        roots = [growth.root()]
        for digest in digests:
            growth.add(tree.tree.leaf(bytes.fromhex(digest)))
            roots.append(growth.root())
        sizes = [1, 10, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 4 * BLOCK + 9, len(digests)]
        assert [tree.root(size) for size in sizes] == [roots[size] for size in sizes]
        assert session.get(LedgerBlock, 4) is not None
        assert session.get(LedgerBlock, 5) is None
    found = verified(store)
    assert (found.seals.sealed, found.seals.unsealed) == (5 * BLOCK + 17, 0)
    assert found.seals.seals > 2


@pytest.mark.parametrize("table", ["ledger_seal", "ledger_block", "ledger_hash"])
def test_the_database_refuses_to_change_or_delete_seals(store, table):
    note(store, BLOCK)
    seal(store)
    with store.begin() as session:
        session.connection().exec_driver_sql("INSERT INTO ledger_hash VALUES (1, 'sha256')")
    columns = {"ledger_seal": "number, size + 1, last_entry, 'x', body, signatures"}.get(table, "*")
    only_here = {
        "sqlite": f"INSERT OR REPLACE INTO {table} SELECT {columns} FROM {table}",
        "postgresql": f"TRUNCATE {table}",
    }[store.engine.dialect.name]

    for forbidden in (f"DELETE FROM {table}", f"UPDATE {table} SET number = number", only_here):
        with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
            session.connection().exec_driver_sql(forbidden)


# --- PostgreSQL gives out row ids before it shows the rows ----------------------------------------------------------


@pytest.fixture
def slow_writer(postgres_store):
    """Somebody whose entry has its row id already and is not yet done."""
    go, there = threading.Event(), threading.Event()

    def write():
        with postgres_store.begin() as session:
            ledger.note(session, "register:slow", MONDAY, {"trigger": "slow"})
            there.set()
            go.wait(20)

    thread = threading.Thread(target=write)
    thread.start()
    assert there.wait(20)
    yield go
    go.set()
    thread.join()


def test_a_seal_waits_for_the_entry_that_is_still_on_its_way(postgres_store, slow_writer):
    note(postgres_store, 3)  # done, with larger row ids than the one on its way
    threading.Timer(0.3, slow_writer.set).start()

    done = seal(postgres_store)

    assert done is not None and done.size == 4
    assert verified(postgres_store).seals.sealed == 4


def test_a_seal_does_not_wait_for_ever_and_seals_nothing_meanwhile(postgres_store, slow_writer):
    note(postgres_store, 3)
    begun = time.monotonic()

    with pytest.raises(StillBeingWritten, match="稍后再封存"):
        seal(postgres_store)

    assert time.monotonic() - begun < 10
    note(postgres_store, 1)  # nobody is kept waiting afterwards
    slow_writer.set()
    time.sleep(0.2)
    assert seal(postgres_store).size == 5


def test_without_the_lock_the_entry_on_its_way_would_have_been_passed_over(postgres_store, slow_writer):
    """The reason for the lock: what a naive seal would do, and that a verification finds it."""
    note(postgres_store, 3)
    with postgres_store.begin() as session:
        newest = session.execute(text("SELECT max(id) FROM ledger_entry")).scalar_one()
        seals.seal(session, newest, MONDAY, COURT, KEY)
    slow_writer.set()
    time.sleep(0.2)

    with pytest.raises(BrokenLedger, match="第1次封存"):
        verified(postgres_store)


# --- what is found --------------------------------------------------------------------------------------------------

_ALL_OF_2 = (
    "DELETE FROM ledger_entry WHERE chain = '评2'",
    "DELETE FROM clock WHERE proceeding = '评2'",
    "DELETE FROM proceeding WHERE ref = '评2'",
)
# fmt: off
TAMPERINGS: dict[str, tuple[tuple[str, ...], str]] = {
    "a whole proceeding with its rows":     (_ALL_OF_2, "封存"),
    "the last entry of a register":         (("DELETE FROM ledger_entry WHERE chain = 'register:cases' AND number = 2",), "封存"),
    "a whole register":                     (("DELETE FROM ledger_entry WHERE chain = 'register:cases'",), "封存"),
    "two entries of two chains exchanged":  (("UPDATE ledger_entry SET id = -id WHERE chain = '评1' AND number = 3", "UPDATE ledger_entry SET id = id - 1 WHERE chain = '评2' AND number = 1",
                                              "UPDATE ledger_entry SET id = 1 - id WHERE chain = '评1' AND number = 3"), "第1次封存"),
    "an entry put before those sealed":     (("UPDATE ledger_entry SET id = -1 WHERE chain = 'register:people'",), "第1次封存"),
    "the first seal":                       (("DELETE FROM ledger_seal WHERE number = 1",), "第1次封存"),
    "a seal's size":                        (("UPDATE ledger_seal SET size = 4 WHERE number = 1",), "第1次封存"),
    "a seal's last entry":                  (("UPDATE ledger_seal SET last_entry = 4 WHERE number = 1",), "第1次封存"),
    "a seal's time":                        (("UPDATE ledger_seal SET body = replace(body, 'at 2026', 'at 2025') WHERE number = 2",), "第2次封存"),
    "a seal's signature":                   (("UPDATE ledger_seal SET signatures = '' WHERE number = 2",), "签名不符"),
    "a seal's digest":                      (("UPDATE ledger_seal SET digest = replace(digest, 'a', 'b') WHERE number = 1",), "第1次封存"),
    "a seal renumbered":                    (("UPDATE ledger_seal SET number = 3 WHERE number = 2",), "第2次封存：缺失"),
}
# fmt: on


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_verification_finds(sealed, what):
    assert verified(sealed.store).entries == 12
    statements, found = TAMPERINGS[what]
    tamper(sealed.store, *statements)

    with pytest.raises(BrokenLedger) as broken:
        verified(sealed.store)

    assert found in str(broken.value)


def test_a_chain_written_anew_from_a_middle_entry_on_is_found_though_it_fits_its_proceeding(sealed):
    """What a chain alone cannot show: the owner of the database rewrites an entry and everything that rests on it."""
    rows = sealed.rows("SELECT * FROM ledger_entry WHERE chain = '评1' ORDER BY number")
    end = ledger.Link("评1", 2, rows[1]["digest"])
    said = json.loads(rows[2]["record"])
    what = {name: said[name] for name in said.keys() - ledger._PLACE}
    what["by"] = what["by"] | {"code": "P-somebody-else"}
    link, row = ledger.compose(end, MONDAY, what)
    tamper(
        sealed.store,
        "UPDATE ledger_entry SET record = :record, digest = :digest WHERE chain = '评1' AND number = 3",
        "UPDATE proceeding SET head = :digest WHERE ref = '评1'",
        record=row["record"],
        digest=link.digest,
    )

    with pytest.raises(BrokenLedger, match=r"第1次封存：所封的3条记录有删除、插入、改动或者调换"):
        verified(sealed.store)


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM ledger_entry WHERE chain = 'register:cases'",
        "UPDATE ledger_entry SET digest = replace(digest, 'a', 'b') WHERE chain = 'register:cases' AND number = 1",
        "UPDATE ledger_entry SET digest = 'none' WHERE chain = 'register:cases' AND number = 1",
    ],
)
def test_nothing_is_sealed_over_a_ledger_that_was_tampered_with(sealed, tampering):
    tamper(sealed.store, tampering)

    with pytest.raises(BrokenLedger, match=r"已封存的记录|摘要不是摘要"):
        seal(sealed.store)

    assert len(sealed.rows("SELECT 1 FROM ledger_seal")) == 2


def test_a_block_that_was_tampered_with_is_found(store):
    note(store, 2 * BLOCK + 1)
    seal(store)
    tamper(store, "UPDATE ledger_block SET nodes = replace(nodes, 'a', 'b') WHERE number = 1")

    with pytest.raises(BrokenLedger, match="第1段的中间摘要不符"):
        verified(store)


def test_a_block_too_many_is_found(store):
    note(store, 1)
    seal(store)
    with store.begin() as session:
        session.connection().exec_driver_sql("INSERT INTO ledger_block VALUES (0, 77, 'aa')")

    with pytest.raises(BrokenLedger, match="第0段是多出来的"):
        verified(store)


def test_every_byte_of_every_column_of_entries_and_seals_flipped_once_is_found(quick_desk):
    """A small ledger, each byte of each stored value in turn: in the file itself, as one who owns it can."""
    quick_desk.bring("评1", "file_in")
    seal(quick_desk.store)
    store = quick_desk.store
    rows = {table: quick_desk.rows(f"SELECT * FROM {table}") for table in ("ledger_entry", "ledger_seal")}
    with store.begin() as session:
        for table in ("entry", "seal"):
            for name in ("no_update", "no_delete", "no_replace"):
                session.connection().exec_driver_sql(f"DROP TRIGGER ledger_{table}_{name}")

    missed, tried = [], 0
    with store.engine.connect() as connection:
        for table, found in rows.items():
            key = "id" if table == "ledger_entry" else "number"
            for row in found:
                for column, value in row.items():
                    # A signature's last letter has bits that say nothing: there, each bit in turn.
                    for forged in _flipped(value, every_bit=column == "signatures"):
                        tried += 1
                        connection.exec_driver_sql(
                            f"UPDATE {table} SET {column} = {'CAST(? AS TEXT)' if isinstance(forged, bytes) else '?'} WHERE {key} = ?",
                            (forged, row[key]),
                        )
                        if column == "id" and _in_order(row, forged, found):
                            tried -= 1  # A row id says nothing but its place among the others.
                        elif not _is_found(connection):
                            missed.append((table, row[key], column, value, forged))
                        connection.exec_driver_sql(
                            f"UPDATE {table} SET {column} = ? WHERE {key} = ?",
                            (value, forged if column == key else row[key]),
                        )
    assert tried > 2000
    assert missed == []


def _in_order(row, forged, rows):
    """Whether the row, under its forged id, stands where it stood."""
    before = [each["id"] for each in rows]
    after = [forged if each is row else each["id"] for each in rows]
    return sorted(after) == after and sorted(before) == before


def _is_found(connection):
    from sqlmodel import Session

    with Session(connection, join_transaction_mode="rollback_only") as session:
        try:
            verify(session, [KEY.public])
        except BrokenLedger:
            return True
        return False


def _flipped(value, *, every_bit):
    if isinstance(value, int):
        yield from (value ^ (1 << bit) for bit in (0, 1, 2, 8, 16))
    elif isinstance(value, str):
        raw = value.encode()
        for place in range(len(raw)):
            for bit in range(8) if every_bit else [place % 8]:
                yield raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]


def test_the_hash_is_bound_to_the_store_and_a_store_of_another_is_refused(store):
    hashing.bind(hashing.HashName.SM3)
    try:
        with pytest.raises(RuntimeError, match="sm3"), store.begin():
            pass
    finally:
        hashing.bind(hashing.HashName.SHA256)
