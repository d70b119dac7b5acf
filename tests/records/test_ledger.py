"""The ledger: nothing is changed or taken away, and whoever does it all the same is found out."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from records import ledger, seals
from records.store import Store
from records.verification import stored_rows, verify, verify_rows
from rules.errors import BrokenLedger
from rules.roles import Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OFFICE = Role.TRIAL_MANAGEMENT


@pytest.fixture
def small_ledger(desk):
    """Two reviews and a register: ten entries."""
    desk.bring("评1", "assigned")
    desk.bring("评2", "scored")
    with desk.store.begin() as session:
        ledger.note(session, "register:calendar", NOW, {"trigger": "reckon_anew"})
    return desk


def _verify(desk):
    with desk.store.read() as session:
        return verify(session)


# --- append-only ----------------------------------------------------------------------------------------------------

_COLUMNS = "id, chain, number, digest, previous, act_key, record"
FORBIDDEN = {
    "change": "UPDATE ledger_entry SET record = 'x' WHERE number = 1",
    "change nothing": "UPDATE ledger_entry SET number = number",
    "delete": "DELETE FROM ledger_entry WHERE number = 1",
    "delete all": "DELETE FROM ledger_entry",
}
ONLY_SQLITE = {
    **{
        f"replace by {column}": f"INSERT OR REPLACE INTO ledger_entry ({_COLUMNS}) SELECT"
        f" {', '.join(f'{name}' if name in taken else fresh for name, fresh in zip(_COLUMNS.split(', '), ('id + 1000', 'chain', 'number + 1000', 'digest || 1', 'previous || 1', '1', 'record'), strict=True))}"
        " FROM ledger_entry WHERE act_key = 'K1'"
        for column, taken in {
            "id": ("id",), "number": ("number",), "digest": ("digest",), "previous": ("previous",), "key": ("act_key",)
        }.items()
    },
    "upsert": f"INSERT INTO ledger_entry ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger_entry WHERE act_key = 'K1'"
    " ON CONFLICT (id) DO UPDATE SET record = 'x'",
}  # fmt: skip
ONLY_POSTGRESQL = {
    "truncate": "TRUNCATE ledger_entry",
    "upsert": f"INSERT INTO ledger_entry ({_COLUMNS}) SELECT {_COLUMNS} FROM ledger_entry"
    " ON CONFLICT (id) DO UPDATE SET record = 'x'",
}


def _refuses_every_change(store):
    with store.begin() as session:
        end, row = ledger.compose(ledger.genesis("评1"), NOW, {"trigger": "open"}, "K1")
        ledger.append(session, [row, ledger.compose(end, NOW, {"trigger": "x"})[1]])
        before = list(stored_rows(session))
    others = ONLY_SQLITE if store.engine.dialect.name == "sqlite" else ONLY_POSTGRESQL

    for name, forbidden in (FORBIDDEN | others).items():
        with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
            session.connection().execute(text(forbidden))
            pytest.fail(f"{name} went through")

    with store.read() as session:
        assert list(stored_rows(session)) == before


def test_the_database_refuses_to_change_or_delete_an_entry(store):
    _refuses_every_change(store)


def test_so_does_a_database_whose_tables_were_made_at_once():
    store = Store.throw_away()

    _refuses_every_change(store)

    store.close()


@pytest.mark.parametrize("forbidden", [*FORBIDDEN.values(), *ONLY_SQLITE.values()])
def test_another_program_that_opens_the_file_is_refused_too(sqlite_store, forbidden):
    with sqlite_store.begin() as session:
        ledger.append(session, [ledger.compose(ledger.genesis("评1"), NOW, {"trigger": "open"}, "K1")[1]])
    stranger = sqlite3.connect(sqlite_store.engine.url.database)  # none of our settings

    with pytest.raises(sqlite3.IntegrityError, match="append-only"), stranger:
        stranger.execute(forbidden)

    assert stranger.execute("SELECT count(*) FROM ledger_entry").fetchone() == (1,)
    stranger.close()


# --- the form -------------------------------------------------------------------------------------------------------


def test_an_entry_is_canonical_json_in_utc_whose_digest_anybody_computes(small_ledger):
    rows = small_ledger.rows("SELECT * FROM ledger_entry ORDER BY chain, number")

    previous: dict[str, str] = {}
    for row in rows:
        said = json.loads(row["record"])
        start = hashlib.sha256(b"zelian\x00" + row["chain"].encode()).hexdigest()
        assert rfc8785.dumps(said).decode() == row["record"]
        assert hashlib.sha256(row["record"].encode()).hexdigest() == row["digest"]
        assert said["previous"] == row["previous"] == previous.get(row["chain"], start)
        assert said["at"].endswith("+00:00")
        previous[row["chain"]] = row["digest"]
    assert len(rows) == 10


def test_a_time_in_beijing_is_kept_in_utc():
    in_beijing = datetime.fromisoformat("2026-03-02T09:00:00+08:00")

    _, row = ledger.compose(ledger.genesis("评1"), in_beijing, {})

    assert json.loads(row.record)["at"] == "2026-03-02T01:00:00.000000+00:00"
    with pytest.raises(ValueError, match="time zone"):
        ledger.compose(ledger.genesis("评1"), in_beijing.replace(tzinfo=None), {})


def test_what_an_entry_says_cannot_displace_its_place_in_the_chain():
    with pytest.raises(ValueError, match="number, previous"):
        ledger.compose(ledger.genesis("评1"), NOW, {"trigger": "x", "number": 7, "previous": "0"})


def test_many_who_note_in_one_register_at_once_follow_one_another(store, at_once):
    def note(number):
        with store.begin() as session:
            ledger.note(session, "register:people", NOW, {"trigger": "enrol", "people": number})

    failed = at_once([lambda number=number: note(number) for number in range(8)])

    assert failed == []
    with store.read() as session:
        assert verify(session).entries == 8


# --- what a verification finds --------------------------------------------------------------------------------------


def _tamper(desk, *statements, **values):
    """Write past the triggers, as one who owns the database can."""
    with desk.store.begin() as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            for name in ("no_update", "no_delete", "no_replace"):
                connection.exec_driver_sql(f"DROP TRIGGER ledger_entry_{name}")
        else:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            assert connection.execute(text(statement), values).rowcount > 0, statement


_LAST = "chain = '评2' AND number = (SELECT max(number) FROM ledger_entry WHERE chain = '评2')"
# fmt: off
TAMPERINGS: dict[str, tuple[tuple[str, ...], str]] = {
    "a word of a record":       (("UPDATE ledger_entry SET record = replace(record, 'local_review.调卷', 'local_review.回避') WHERE chain = '评1' AND number = 2",), "评1 第2条"),
    "a record that is no JSON": (("UPDATE ledger_entry SET record = '' WHERE chain = '评1' AND number = 2",), "评1 第2条"),
    "record and digest":        ((f"UPDATE ledger_entry SET record = 'null', digest = '{hashlib.sha256(b'null').hexdigest()}' WHERE chain = '评1' AND number = 2",), "评1 第2条"),
    "a digest":                 ((f"UPDATE ledger_entry SET digest = '{'0' * 64}' WHERE chain = '评1' AND number = 3",), "评1 第3条"),
    "a link":                   ((f"UPDATE ledger_entry SET previous = '{'0' * 64}' WHERE chain = '评1' AND number = 3",), "评1 第3条"),
    "a key":                    (("UPDATE ledger_entry SET act_key = 'K9' WHERE chain = '评1' AND number = 3",), "评1 第3条"),
    "an entry in the middle":   (("DELETE FROM ledger_entry WHERE chain = '评2' AND number = 3",), "评2 第4条"),
    "the first entry":          (("DELETE FROM ledger_entry WHERE chain = '评2' AND number = 1",), "评2 第2条"),
    "the last entry":           ((f"DELETE FROM ledger_entry WHERE {_LAST}",), "评2 条数与事项的版本不符"),
    "a whole chain":            (("DELETE FROM ledger_entry WHERE chain = '评2'",), "评2 条数与事项的版本不符"),
    "everything":               (("DELETE FROM ledger_entry",), "评1 条数与事项的版本不符"),
    "a proceeding":             (("DELETE FROM proceeding WHERE ref = '评2'",), "评2 事项已被删除"),
    "two entries swapped":      (("UPDATE ledger_entry SET number = 99 WHERE chain = '评2' AND number = 3",
                                  "UPDATE ledger_entry SET number = 3 WHERE chain = '评2' AND number = 4",
                                  "UPDATE ledger_entry SET number = 4 WHERE chain = '评2' AND number = 99"), "评2 第3条"),
    "an entry moved":           (("UPDATE ledger_entry SET chain = '评1', number = 4 WHERE chain = '评2' AND number = 6",), "评1 第4条"),
    "a chain renamed":          (("UPDATE ledger_entry SET chain = '评9' WHERE chain = '评2'",), "评9 第1条"),
    "the state":                (("UPDATE proceeding SET state = 'closed' WHERE ref = '评2'",), "评2 事项的状态或事实"),
    "a fact":                   (("UPDATE proceeding SET facts = replace(facts, '89.25', '98.25') WHERE ref = '评2'",), "评2 事项的状态或事实"),
    "a version set back":       (("UPDATE proceeding SET version = 3 WHERE ref = '评2'",), "评2 条数与事项的版本不符"),
    "a rule pinned":            (("""UPDATE rule_set SET parameters = replace(parameters, '"value"\\:100', '"value"\\:99')""",), "已被改动"),
}
# fmt: on


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_verification_finds(small_ledger, what):
    assert (_verify(small_ledger).entries, _verify(small_ledger).chains) == (10, 3)
    statements, found = TAMPERINGS[what]
    _tamper(small_ledger, *statements)

    with pytest.raises(BrokenLedger) as broken:
        _verify(small_ledger)

    assert found in str(broken.value)


def test_a_forged_entry_that_fits_its_place_is_found_by_the_one_after_it(small_ledger):
    rows = small_ledger.rows("SELECT * FROM ledger_entry WHERE chain = '评2' ORDER BY number")
    said: dict[str, Any] = json.loads(rows[2]["record"])
    forged = rfc8785.dumps(said | {"particulars": {"readers": []}}).decode()
    digest = hashlib.sha256(forged.encode()).hexdigest()
    _tamper(
        small_ledger,
        "UPDATE ledger_entry SET record = :record, digest = :digest WHERE chain = '评2' AND number = 3",
        record=forged,
        digest=digest,
    )

    with pytest.raises(BrokenLedger, match="评2 第4条"):
        _verify(small_ledger)


def test_an_entry_added_at_the_end_is_found(small_ledger):
    (last,) = small_ledger.rows(f"SELECT * FROM ledger_entry WHERE {_LAST}")
    end = ledger.Link("评2", last["number"], last["digest"])
    _, row = ledger.compose(end, NOW, {"trigger": "confirm", "to": "confirmed"})
    with small_ledger.store.begin() as session:
        ledger.append(session, [row])

    with pytest.raises(BrokenLedger, match="评2 条数与事项的版本不符"):
        _verify(small_ledger)


def test_an_entry_inserted_in_the_middle_is_found(small_ledger):
    end = ledger.Link("评2", 3, "f" * 64)
    _, row = ledger.compose(end, NOW, {"trigger": "assign", "to": "assigned"})
    _tamper(
        small_ledger,
        "UPDATE ledger_entry SET number = number + 100 WHERE chain = '评2' AND number > 3",
        "UPDATE ledger_entry SET number = number - 99 WHERE chain = '评2' AND number > 100",
    )
    with small_ledger.store.begin() as session:
        ledger.append(session, [row])

    with pytest.raises(BrokenLedger, match="评2 第4条"):
        _verify(small_ledger)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"number":1', b'"number":1.0'),
        (b'"number":1', b'"number":true'),
        (b'"number":1', b'"number":2'),
        (b'"number":1,', b""),
        (b'"chain":"C"', b'"chain":["C"]'),
        (b'"chain":"C"', b'"chain":"D"'),
        (b'"previous":"', b'"previous":"0'),
        (b'"key":"K"', b'"key":"L"'),
        (b'"key":"K",', b""),
        (b'"said":{"chain":', b'"said":{"chain":,'),
        (b'"trigger":"open"}', b'"trigger":"open"'),
        (b'"trigger":"open"}', b'"trigger":"open"}}'),
        (b'"trigger":"open"', b'"trigger":"\xff"'),
    ],
)
def test_a_record_that_fits_its_digest_must_be_a_record_and_say_its_place(old, new):
    said = {"said": {"chain": "D", "number": 7}, "trigger": "open"}
    _, row = ledger.compose(ledger.genesis("C"), NOW, said, "K")
    record = row.record.encode()
    forged = record.replace(old, new, 1)
    assert verify_rows([row._replace(record=record)]).entries == 1  # type: ignore[arg-type]

    with pytest.raises(BrokenLedger, match="C 第1条"):
        verify_rows([row._replace(record=forged, digest=hashlib.sha256(forged).hexdigest())])  # type: ignore[arg-type]

    assert forged != record


def test_every_flipped_byte_is_found(quick_desk):
    """Any byte of any column that counts, in any bit; the bytes that SQLite would store need not be text any more."""
    quick_desk.bring("评1", "assigned")
    with quick_desk.store.read() as session:
        rows = list(stored_rows(session))
    chance = random.Random(20260302)
    columns = ("chain", "digest", "previous", "record")

    missed = []
    for _ in range(400):
        number, column = chance.randrange(len(rows)), chance.choice(columns)
        old = getattr(rows[number], column)
        raw = bytearray(old if isinstance(old, bytes) else old.encode())
        place, bit = chance.randrange(len(raw)), chance.randrange(8)
        raw[place] ^= 1 << bit
        new: Any = bytes(raw) if column == "record" else raw.decode(errors="replace")
        try:
            verify_rows([*rows[:number], rows[number]._replace(**{column: new}), *rows[number + 1 :]])
        except BrokenLedger:
            continue
        missed.append((number, column, place, bit))

    assert missed == []


@pytest.mark.parametrize("column", ["chain", "digest", "previous", "record"])
def test_bytes_that_are_no_text_are_found_in_the_file_itself(quick_desk, column):
    quick_desk.bring("评1", "assigned")

    _tamper(
        quick_desk,
        f"UPDATE ledger_entry SET {column} = CAST(x'FF' || CAST({column} AS BLOB) AS TEXT) WHERE number = 2",
    )

    with pytest.raises(BrokenLedger):
        _verify(quick_desk)


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_the_verifier_printed_in_the_docs_works_and_finds_a_change(small_ledger):
    page = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    script = page.partition("```python\n")[2].partition("```")[0]
    command = [sys.executable, "-c", script, str(small_ledger.store.engine.url.database)]
    _seal(small_ledger.store)
    small_ledger.bring("评3", "assigned")
    _seal(small_ledger.store)
    small_ledger.bring("评4", "assigned")

    sound = subprocess.run(command, capture_output=True, text=True, check=False)
    _tamper(small_ledger, "DELETE FROM ledger_entry WHERE chain = '评3'")
    deleted = subprocess.run(command, capture_output=True, text=True, check=False)
    with small_ledger.store.begin() as session:
        session.connection().execute(text(TAMPERINGS["a word of a record"][0][0]))
    broken = subprocess.run(command, capture_output=True, text=True, check=False)

    assert sound.stdout == "16 entries in 5 chains hold; 2 seals over 13 of them fit\n", sound.stderr
    assert "entries that were sealed were deleted, inserted or moved" in deleted.stderr
    assert "the record was changed" in broken.stderr


def _seal(store):
    with store.begin() as session:
        until = seals.settled(session)
    with store.begin() as session:
        assert seals.seal(session, until, NOW, "法院") is not None
