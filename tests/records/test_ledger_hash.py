"""The algorithm of a ledger: SM3 where a court asked for it before its first entry, and never two in one database."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from documents.outsiders import verify_ledger as outsider
from records import hashing, ledger, seals
from records.exports import verify_export, write_export
from records.store import Store
from records.verification import verify
from rules import hashing as algorithms
from rules.errors import BrokenLedger, FaultyInput
from rules.hashing import HashName

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _as_it_was():
    yield
    hashing.bind(HashName.SHA256)
    algorithms.hashing.cache_clear()


def _note(store):
    with store.begin() as session:
        ledger.note(session, "register:cases", NOW, {"trigger": "x"})


def _seal(store):
    with store.begin() as session:
        until = seals.settled(session)
    with store.begin() as session:
        seals.seal(session, until, NOW, "法院")


def test_the_known_answers_of_both_algorithms():
    assert algorithms.hashing(HashName.SM3).hex(b"abc") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert algorithms.hashing(HashName.SHA256).hex(b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert algorithms._sm3_of_the_library(b"abc") == algorithms._sm3_of_openssl(b"abc")


def test_a_ledger_may_be_kept_with_sm3_from_its_first_entry_on(database_url, tmp_path):
    store = Store.open(database_url, ledger_hash="sm3")
    _note(store)
    _seal(store)

    with store.read() as session:
        found = verify(session)
        record, digest, previous = session.execute(
            text("SELECT record, digest, previous FROM ledger_entry")
        ).one()
        write_export(session, tmp_path / "export", ())

    assert (found.entries, found.seals.sealed) == (1, 1)
    assert digest == hashlib.new("sm3", record.encode()).hexdigest()
    assert previous == hashlib.new("sm3", b"zelian\0register:cases").hexdigest()
    store.close()
    hashing.bind(HashName.SHA256)  # as in a court that keeps its own ledger otherwise
    assert verify_export(tmp_path / "export").head.hash is HashName.SM3
    assert "1条 entries" in outsider.main(str(tmp_path / "export"))


def test_a_ledger_stays_with_its_algorithm_whatever_the_setting_says_or_does_not(database_url):
    store = Store.open(database_url, ledger_hash="sm3")
    _note(store)
    store.close()

    again = Store.open(database_url)
    _note(again)
    with again.read() as session:
        assert verify(session).entries == 2
    again.close()
    with pytest.raises(
        FaultyInput, match="本库台账已用国密SM3算法，不能改用SHA-256算法。请去掉这项设置，或者另建新库"
    ):
        Store.open(database_url, ledger_hash="sha256")


def test_a_ledger_that_was_begun_cannot_be_turned_to_sm3(database_url):
    store = Store.open(database_url)
    _note(store)
    store.close()

    with pytest.raises(FaultyInput, match="本库台账已用SHA-256算法，不能改用国密SM3算法"):
        Store.open(database_url, ledger_hash="sm3")


def test_two_algorithms_in_one_process_are_refused_not_mixed(tmp_path):
    one = Store.open(f"sqlite:///{tmp_path / 'one.db'}")
    two = Store.open(f"sqlite:///{tmp_path / 'two.db'}", ledger_hash="sm3")

    with pytest.raises(RuntimeError, match="sm3, not with sha256"):
        _note(one)

    _note(two)
    for store in (one, two):
        store.close()


def test_a_database_that_says_another_algorithm_than_it_was_kept_with_is_found_out(database_url):
    store = Store.open(database_url)
    _note(store)
    for name, found in (("sm3", "register:cases 第1条"), ("md5", "没有摘要算法“md5”")):
        with store.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("DROP TRIGGER IF EXISTS ledger_hash_no_delete")
            else:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("DELETE FROM ledger_hash")
            connection.exec_driver_sql(f"INSERT INTO ledger_hash VALUES (1, '{name}')")

        with store.read() as session, pytest.raises(BrokenLedger, match=found):
            verify(session)
    store.close()


def test_where_the_machine_has_no_sm3_it_says_so_in_words_and_makes_nothing(tmp_path, monkeypatch):
    def unknown(_content):
        raise ValueError

    algorithms.hashing.cache_clear()
    monkeypatch.setattr(algorithms, "_sm3_of_openssl", unknown)
    monkeypatch.setattr(algorithms, "_sm3_of_the_library", unknown)

    with pytest.raises(FaultyInput, match="本机没有 SM3 算法。请改用带 SM3 的 OpenSSL 3"):
        Store.open(f"sqlite:///{tmp_path / 'z.db'}", ledger_hash="sm3")

    store = Store.open(f"sqlite:///{tmp_path / 'z.db'}")
    assert store.hash_name is HashName.SHA256
    store.close()


def test_where_openssl_has_no_sm3_the_library_of_signatures_does_it(monkeypatch):
    def unknown(_content):
        raise ValueError

    algorithms.hashing.cache_clear()
    monkeypatch.setattr(algorithms, "_sm3_of_openssl", unknown)

    assert algorithms.hashing(HashName.SM3).hex(b"abc").startswith("66c7f0f4")


def test_the_digest_of_the_facts_is_by_the_same_algorithm(database_url):
    from .conftest import Desk

    store = Store.open(database_url, ledger_hash="sm3")
    Desk(store).bring("评1", "assigned")

    with store.read() as session:
        assert verify(session).entries == 3
        record, facts = session.execute(
            text(
                "SELECT record, facts FROM ledger_entry JOIN proceeding ON ref = chain AND version = ledger_entry.number"
            )
        ).one()
    assert json.loads(record)["facts"] == hashlib.new("sm3", facts.encode()).hexdigest()
    store.close()
