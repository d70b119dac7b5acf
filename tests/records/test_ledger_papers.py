"""What is taken away from a ledger: an export, proofs, checkpoints; true ones hold everywhere, no false one does."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from documents.outsiders import verify_ledger as outsider
from flows import ledger_checks, ledger_papers, sealing
from records import ledger
from records.exports import verify_export
from rules.checkpoints import Checkpoint
from rules.errors import BrokenLedger, FaultyInput, NotFound
from rules.hashing import SHA256
from rules.labels import Words
from rules.ledger_proofs import check_consistency, check_inclusion, read_proof
from rules.merkle import Growth, Tree
from rules.roles import Actor, Role
from rules.signed_notes import PublicKey, SecretKey, divided

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor("C1", Role.TRIAL_MANAGEMENT)
COURT, WITNESS = "吉林省高级人民法院", "辽宁省高级人民法院"
HERE = Words("文件", "file")
VERIFIER = Path(outsider.__file__)


@pytest.fixture
def court(quick_desk, tmp_path):
    """An office with a key, two reviews and a register under two seals."""
    made = _office(quick_desk.store, tmp_path, COURT)
    ledger_papers.new_key(made, COURT, by=CLERK, now=NOW)
    quick_desk.bring("评1", "assigned")
    sealing.seal(made, NOW)
    quick_desk.bring("评2", "file_in")
    sealing.seal(made, NOW)
    return made


def _office(store, folder, name):
    from flows.office import Office
    from notifiers.route_book import route_book
    from rules.score_sheets import sheet_book

    return Office(
        store,
        folder / "papers",
        folder / "mailbox",
        route_book(None),
        sheet_book(None),
        court=name,
        key_file=folder / "ledger.key",
        trusted_keys_file=folder / "trusted.keys",
    )


@pytest.fixture
def exported(court, tmp_path):
    file = tmp_path / "台账.txt"
    ledger_papers.export(court, file, by=CLERK, now=NOW)
    return file


def _outside(*files):
    """Run the outsider's program as an outsider would: another process, nothing of ours on its path."""
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *map(str, files)], capture_output=True, text=True, check=False
    )
    return done.returncode == 0, done.stdout + done.stderr


def _by_outsider(file, *more):
    """The same, in this process: its verdict."""
    try:
        outsider.main(str(file), *map(str, more))
    except (SystemExit, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _by_us(file, keys):
    try:
        verify_export(file, keys)
    except (BrokenLedger, FaultyInput):
        return False
    return True


# --- the export -----------------------------------------------------------------------------------------------------


def test_an_export_is_verified_by_us_and_by_a_stranger(court, exported):
    done = ledger_checks.verify_export_file(court, exported)
    holds, said = _outside(exported)

    assert (done.entries, done.chains, done.head.origin) == (7, 3, COURT)
    assert (done.seals.seals, done.seals.signed) == (3, 3)
    assert holds and said == "√ 7条 entries, 3链 chains, 3次封存 seals\n"
    assert exported.stat().st_mode & 0o077 == 0


def test_an_export_is_an_entry_itself_and_overwrites_nothing(court, exported, quick_desk):
    with pytest.raises(FaultyInput, match="已经有了，不予覆盖"):
        ledger_papers.export(court, exported, by=CLERK, now=NOW)

    rows = quick_desk.rows("SELECT record FROM ledger_entry WHERE chain = 'register:seals' ORDER BY number")
    assert [json.loads(row["record"])["trigger"] for row in rows] == ["make_key", "export"]


def test_each_byte_of_an_export_flipped_once_is_found(quick_desk, tmp_path):
    court, exported = _office(quick_desk.store, tmp_path, COURT), tmp_path / "台账.txt"
    ledger_papers.new_key(court, COURT, by=CLERK, now=NOW)
    quick_desk.open("评1")
    ledger_papers.export(court, exported, by=CLERK, now=NOW)
    keys, whole = sealing.known_keys(court), exported.read_bytes()
    assert _by_us(exported, keys)
    assert _by_outsider(exported)

    believed = []
    for place in range(len(whole)):
        forged = bytearray(whole)
        forged[place] ^= 1 << place % 8
        exported.write_bytes(forged)
        if _by_us(exported, keys) or _by_outsider(exported):
            believed.append((place, whole[max(place - 20, 0) : place + 20]))

    assert believed == []


# --- a malicious exporter: every digest he can make himself, he makes anew -------------------------------------------


class Forger:
    """An exporter without the key: takes an export apart, changes it, and puts all digests in order again."""

    def __init__(self, whole: bytes) -> None:
        first, *rest, _ = whole.decode().splitlines()
        self.what = json.loads(first)
        self.seals = [json.loads(line) for line in rest[: self.what["seals"]]]
        self.records = rest[self.what["seals"] :]

    def rechain(self):
        """Write `number` and `previous` of every record anew."""
        ends: dict[str, tuple[int, str]] = {}
        for place, record in enumerate(self.records):
            said = json.loads(record)
            number, end = ends.get(said["chain"], (0, ledger.genesis(said["chain"]).digest))
            said |= {"number": number + 1, "previous": end}
            self.records[place] = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            ends[said["chain"]] = (number + 1, SHA256.hex(self.records[place].encode()))
        return self

    def reseal(self, sizes=None):
        """Write root and digest of every seal anew; what cannot be made anew is the signature."""
        tree, growth, previous = Tree(SHA256.raw), None, SHA256.hex(b"zelian\x00seals")
        for number, (seal, size) in enumerate(zip(self.seals, sizes or self._sizes(), strict=True), 1):
            growth = Growth(tree)
            for record in self.records[:size]:
                growth.add(tree.leaf(SHA256.raw(record.encode())))
            said = Checkpoint.parse(seal["body"])
            assert said is not None
            seal["body"] = replace(
                said, number=number, size=size, root=growth.root(), previous=previous
            ).body()
            previous = SHA256.hex(seal["body"].encode())
        return self

    def _sizes(self):
        sizes = [Checkpoint.parse(seal["body"]).size for seal in self.seals]
        return [min(size, len(self.records)) for size in sizes]

    def unsigned(self):
        for seal in self.seals:
            said = Checkpoint.parse(seal["body"])
            seal |= {"body": replace(said, signer="unsigned").body(), "signatures": ""}
        return self

    def write(self, file):
        self.what |= {"entries": len(self.records), "seals": len(self.seals)}
        lines = [json.dumps(self.what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))]
        lines += [
            json.dumps(s, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for s in self.seals
        ]
        content = "".join(f"{line}\n" for line in [*lines, *self.records]).encode()
        file.write_bytes(content + b'{"sha256":"%s"}\n' % hashlib.sha256(content).hexdigest().encode())


def _with(forger, records):
    forger.records = records
    return forger


# fmt: off
FORGERIES = {
    "an entry left out":              lambda f: _with(f, f.records[:2] + f.records[3:]),
    "an entry left out, rechained":   lambda f: _with(f, f.records[:2] + f.records[3:]).rechain(),
    "a whole chain left out":         lambda f: _with(f, [r for r in f.records if "评2" not in r]),
    "the last entry left out":        lambda f: _with(f, f.records[:-1]),
    "an entry doubled":               lambda f: _with(f, [*f.records[:2], *f.records[1:]]),
    "two entries exchanged":          lambda f: _with(f, [f.records[1], f.records[0], *f.records[2:]]),
    "two chains exchanged":           lambda f: _with(f, [f.records[0], *f.records[4:6], *f.records[1:4], *f.records[6:]]),
    "an entry changed, rechained":    lambda f: _with(f, [r.replace("R1", "R9") for r in f.records]).rechain(),
    "an entry added unsealed":        lambda f: _with(f, [*f.records, f.records[0]]).rechain(),
    "no entries and no seals":        lambda f: setattr(f, "seals", []) or _with(f, []),
    "the empty tree":                 lambda f: _with(f, []).reseal([0] * len(f.seals)),
    "a seal left out":                lambda f: f.seals.pop(0) and f,
    "seals exchanged":                lambda f: f.seals.reverse() or f,
    "a root of the wrong size":       lambda f: f.seals.__setitem__(0, f.seals[0] | {"body": f.seals[0]["body"].replace("\n4\n", "\n5\n")}) or f,
}
# fmt: on


@pytest.mark.parametrize("what", FORGERIES)
def test_what_a_malicious_exporter_changes_is_found_by_us_and_by_a_stranger(court, exported, what):
    FORGERIES[what](Forger(exported.read_bytes())).write(exported)

    assert not _by_us(exported, sealing.known_keys(court))
    assert not _by_outsider(exported)


@pytest.mark.parametrize("more", [b"\n", b"x", b"{}\n"])
def test_what_stands_after_the_end_of_an_export_is_found(court, exported, more):
    exported.write_bytes(exported.read_bytes() + more)

    assert not _by_us(exported, sealing.known_keys(court))
    assert not _by_outsider(exported)


def test_one_who_seals_anew_is_found_by_the_signature(court, exported):
    keys = sealing.known_keys(court)
    forged = Forger(exported.read_bytes())
    forged.records = [record.replace("R1", "R9") for record in forged.records]
    forged.rechain().reseal().write(exported)

    with pytest.raises(BrokenLedger, match="第1次封存：签名不符"):
        verify_export(exported, keys)


def test_one_who_takes_the_signatures_away_is_found_by_a_checkpoint_kept_elsewhere(court, exported, tmp_path):
    """All he can do is begin a ledger of his own. It says that it is unsigned, and no checkpoint leads to it."""
    kept = Checkpoint.parse(divided(ledger_papers.checkpoint(court, 4, NOW).note, HERE)[0])
    forged = Forger(exported.read_bytes())
    forged.records = [record.replace("R1", "R9") for record in forged.records]
    forged.unsigned().rechain().reseal().write(exported)

    done = verify_export(exported, sealing.known_keys(court))

    assert (done.seals.signed, done.seals.unknown) == (0, 0)
    assert Checkpoint.parse(forged.seals[0]["body"]).root != kept.root


def test_a_file_that_is_no_export_is_refused_in_words(tmp_path):
    file = tmp_path / "x"
    for content in (
        b"",
        b"\xff\xfe",
        b"{}",
        b'{"kind":"ledger-export"}',
        b"[" * 100000,
        b'{"kind":"ledger-export","format":1,"hash":"md5","entries":0,"seals":1}\n',
    ):
        file.write_bytes(content)
        with pytest.raises(FaultyInput, match=r"不是台账导出文件。请用 zelian ledger export"):
            verify_export(file)
        assert not _by_outsider(file)


# --- proofs ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def proof(court, tmp_path):
    """A judge's proof of the three entries of his review."""
    text, count = ledger_papers.prove_entries(court, "评1", None, NOW)
    assert count == 3
    file = tmp_path / "在册证明.json"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_proof_of_entries_holds_without_the_ledger(court, proof):
    holds, said = _outside(proof)
    told = ledger_checks.verify_proof(court, proof, None)

    assert holds and "6条台账中的3条" in said
    assert [str(words) for words in told[:3]] == [
        f"在册：评1 第{n}条（2026-03-02 01:00:00 UTC）" for n in (1, 2, 3)
    ]
    assert str(told[3]) == f"检查点由{COURT}签名，经核对无误"


def test_a_proof_of_one_entry_and_of_none(court):
    text, count = ledger_papers.prove_entries(court, "评1", 2, NOW)

    assert count == 1
    assert [said["number"] for said in check_inclusion(read_proof(text, HERE), HERE)] == [2]
    for ref, number in (("评1", 9), ("评9", None)):
        with pytest.raises(NotFound, match="没有已封存的记录"):
            ledger_papers.prove_entries(court, ref, number, NOW)


# fmt: off
LIES = {
    "another entry":      lambda p: p["entries"][0].update(record=p["entries"][0]["record"].replace("file_in", "closed").replace("open", "close")),
    "another place":      lambda p: p["entries"][0].update(index=p["entries"][0]["index"] + 1),
    "a place beyond":     lambda p: p["entries"][0].update(index=6),
    "a place before":     lambda p: p["entries"][0].update(index=-1),
    "a path cut":         lambda p: p["entries"][0]["path"].pop(),
    "a path padded":      lambda p: p["entries"][0]["path"].append("00" * 32),
    "a path emptied":     lambda p: p["entries"][0].update(path=[]),
    "steps exchanged":    lambda p: p["entries"][0]["path"].reverse(),
    "a short step":       lambda p: p["entries"][0]["path"].__setitem__(0, p["entries"][0]["path"][0][:-2]),
    "no entries":         lambda p: p.update(entries=[]),
    "a smaller size":     lambda p: p.update(checkpoint=p["checkpoint"].replace("\n6\n", "\n4\n", 1)),
    "size nought":        lambda p: p.update(checkpoint=p["checkpoint"].replace("\n6\n", "\n0\n", 1)),
    "a size with a plus": lambda p: p.update(checkpoint=p["checkpoint"].replace("\n6\n", "\n+6\n", 1)),
    "the empty root":     lambda p: p.update(checkpoint=p["checkpoint"].replace(p["checkpoint"].split("\n")[2], base64.b64encode(hashlib.sha256().digest()).decode())),
    "another algorithm":  lambda p: p.update(checkpoint=p["checkpoint"].replace("hash sha256", "hash sm3")),
}
# fmt: on


@pytest.mark.parametrize("lie", LIES)
def test_a_lying_proof_of_entries_is_believed_by_nobody(court, proof, lie):
    false = json.loads(proof.read_text("utf-8"))
    LIES[lie](false)
    proof.write_text(json.dumps(false), encoding="utf-8")

    with pytest.raises((BrokenLedger, FaultyInput)):
        check_inclusion(read_proof(proof.read_text("utf-8"), HERE), HERE)
    assert not _by_outsider(proof)


def test_what_the_arithmetic_cannot_see_the_signature_betrays(court, proof):
    """The first entries of a ledger hang in a tree of six as in one of seven: the size is the court's word, and signed."""
    false = json.loads(proof.read_text("utf-8"))
    false["checkpoint"] = false["checkpoint"].replace("\n6\n", "\n7\n", 1)
    proof.write_text(json.dumps(false), encoding="utf-8")

    with pytest.raises(BrokenLedger, match=f"{COURT}的签名不符"):
        ledger_checks.verify_proof(court, proof, None)


def test_a_true_proof_under_a_forged_checkpoint_is_betrayed_by_its_signature(court, proof):
    """The linear fake: tree, path and root all agree with each other, and are not the court's."""
    false = json.loads(proof.read_text("utf-8"))
    body, (line,) = divided(false["checkpoint"], HERE)
    said, tree = Checkpoint.parse(body), Tree(SHA256.raw)
    record = '{"chain":"评1"}'
    root = tree.leaf(SHA256.raw(record.encode()))
    forged = replace(said, size=1, root=root).body()
    false |= {"checkpoint": f"{forged}\n{line}", "entries": [{"record": record, "index": 0, "path": []}]}
    proof.write_text(json.dumps(false), encoding="utf-8")

    with pytest.raises(BrokenLedger, match=f"{COURT}的签名不符"):
        ledger_checks.verify_proof(court, proof, None)


@pytest.fixture
def growth(court, tmp_path):
    """The proof from four entries to six, and the checkpoint of four."""
    file, older = tmp_path / "延续证明.json", tmp_path / "检查点"
    file.write_text(ledger_papers.prove_growth(court, 4, None, NOW)[0], encoding="utf-8")
    older.write_text(ledger_papers.checkpoint(court, 4, NOW).note, encoding="utf-8")
    return file, older


def test_a_proof_of_growth_holds_without_the_ledger(court, growth):
    holds, said = _outside(*growth)

    assert holds and "6条由4条续写而成" in said
    assert "的6条由4条续写而成" in str(ledger_checks.verify_proof(court, *growth)[0])
    with pytest.raises(FaultyInput, match="--against"):
        ledger_checks.verify_proof(court, growth[0], None)


def test_every_growth_between_any_two_sizes_can_be_proved(court):
    with court.store.read() as session:
        from records import proofs

        for old in range(7):
            assert proofs.growth(session, old).new == 6
        assert proofs.growth(session, 3, 4).path
        with pytest.raises(NotFound):
            proofs.growth(session, 7)
        with pytest.raises(NotFound):
            proofs.growth(session, 1, 5)


# fmt: off
FALSE_GROWTH = {
    "a path cut":         lambda p: p["path"].pop(),
    "a path padded":      lambda p: p["path"].append("00" * 32),
    "a path emptied":     lambda p: p.update(path=[]),
    "steps bent":         lambda p: p["path"].__setitem__(0, "11" * 32),
    "from another size":  lambda p: p.update({"from": 3}),
    "to another size":    lambda p: p.update(to=7),
    "from nought":        lambda p: p.update({"from": 0}),
    "another root":       lambda p: p.update(checkpoint=p["checkpoint"].replace(p["checkpoint"].split("\n")[2], base64.b64encode(bytes(32)).decode())),
    "another ledger":     lambda p: p.update(checkpoint=p["checkpoint"].replace(COURT, WITNESS, 1)),
    "shrunk":             lambda p: p.update(to=2, checkpoint=p["checkpoint"].replace("\n6\n", "\n2\n", 1)),
}
# fmt: on


@pytest.mark.parametrize("lie", FALSE_GROWTH)
def test_a_lying_proof_of_growth_is_believed_by_nobody(growth, lie):
    file, older = growth
    false = json.loads(file.read_text("utf-8"))
    FALSE_GROWTH[lie](false)
    file.write_text(json.dumps(false), encoding="utf-8")

    with pytest.raises((BrokenLedger, FaultyInput)):
        check_consistency(
            read_proof(file.read_text("utf-8"), HERE), ledger_checks.read_checkpoint(older), HERE
        )
    assert not _by_outsider(file, older)


def test_a_ledger_that_lost_its_end_is_found_by_a_checkpoint_kept_elsewhere(court, quick_desk, tmp_path):
    """What nothing in the database can show: the last entries and seals cut off together."""
    kept = tmp_path / "检查点"
    kept.write_text(ledger_papers.checkpoint(court, None, NOW).note, encoding="utf-8")
    assert "由检查点" in str(ledger_checks.verify_database(court, kept)[1])
    with court.store.begin() as session:
        for table in ("entry", "seal"):
            session.connection().exec_driver_sql(f"DROP TRIGGER ledger_{table}_no_delete")
        for statement in (
            "DELETE FROM ledger_entry WHERE chain = '评2'",
            "DELETE FROM clock WHERE proceeding = '评2'",
            "DELETE FROM proceeding WHERE ref = '评2'",
            "DELETE FROM ledger_seal WHERE number = 2",
        ):
            session.connection().exec_driver_sql(statement)

    assert ledger_checks.verify_database(court, None)[0].entries == 4
    with pytest.raises(BrokenLedger, match="不是由检查点（6条）续写而成"):
        ledger_checks.verify_database(court, kept)


# --- countersigning -------------------------------------------------------------------------------------------------


@pytest.fixture
def witness(tmp_path):
    """Another court with its own ledger and key, which knows the first court's key."""
    from records.store import Store

    folder = tmp_path / "witness"
    folder.mkdir()
    made = _office(Store.open(f"sqlite:///{folder / 'zelian.db'}"), folder, WITNESS)
    ledger_papers.new_key(made, WITNESS, by=CLERK, now=NOW)
    yield made
    made.store.close()


def _knows(witness, court):
    (key,) = sealing.known_keys(court)
    witness.trusted_keys_file.write_text(f"# 当面核对\n{key}\n", encoding="utf-8")


def _checkpoint(court, folder, size=None):
    file = folder / f"检查点-{size}"
    file.write_text(ledger_papers.checkpoint(court, size, NOW).note, encoding="utf-8")
    return file


def _noted(witness):
    with witness.store.read() as session:
        rows = session.connection().exec_driver_sql(
            "SELECT record FROM ledger_entry WHERE chain = 'register:checkpoints' ORDER BY number"
        )
        return [json.loads(record) for (record,) in rows]


def test_a_court_countersigns_what_continues_what_it_saw(court, witness, tmp_path, growth):
    _knows(witness, court)
    (its_key,) = sealing.known_keys(witness)[:1]

    first = ledger_papers.countersign(witness, _checkpoint(court, tmp_path, 4), None, by=CLERK, now=NOW)
    second = ledger_papers.countersign(
        witness, _checkpoint(court, tmp_path), growth[0], by=CLERK, now=NOW + timedelta(days=1)
    )

    assert (first.since, first.head.size, second.since, second.head.size) == (0, 4, 4, 6)
    body, (own, other) = divided(second.note, HERE)
    assert its_key.countersigned(body, other) == NOW + timedelta(days=1)
    assert its_key.countersigned(body, own) is None
    assert [each["trigger"] for each in _noted(witness)] == ["countersign", "countersign"]
    assert ledger_checks.verify_database(witness, None)[0].seals.unsealed == 0


def test_the_same_checkpoint_may_be_countersigned_again(court, witness, tmp_path):
    _knows(witness, court)
    for _ in range(2):
        done = ledger_papers.countersign(witness, _checkpoint(court, tmp_path, 4), None, by=CLERK, now=NOW)

    assert done.refusal is None


def test_a_court_that_is_not_known_is_not_countersigned_and_leaves_no_trace(court, witness, tmp_path):
    with pytest.raises(FaultyInput, match=f"没有“{COURT}”的有效签名"):
        ledger_papers.countersign(witness, _checkpoint(court, tmp_path), None, by=CLERK, now=NOW)

    assert _noted(witness) == []


def test_without_the_proof_of_growth_nothing_is_countersigned(court, witness, tmp_path):
    _knows(witness, court)
    ledger_papers.countersign(witness, _checkpoint(court, tmp_path, 4), None, by=CLERK, now=NOW)

    with pytest.raises(FaultyInput, match=r"缺少从4条到6条的延续证明.*prove --from 4 --to 6"):
        ledger_papers.countersign(witness, _checkpoint(court, tmp_path), None, by=CLERK, now=NOW)

    assert len(_noted(witness)) == 1


def _another_history(court, size):
    """A checkpoint of that size that the court signed, and that is none of its ledger."""
    key = sealing.signing_key(court)
    with court.store.read() as session:
        from records.seals import last_seal

        said = Checkpoint.parse(last_seal(session).body)
    body = replace(said, size=size, root=bytes(range(32))).body()
    return f"{body}\n{key.sign(body)}"


@pytest.mark.parametrize("size", [4, 6, 9])
def test_a_second_history_signed_by_the_court_itself_is_refused_and_kept_as_evidence(
    court, witness, tmp_path, growth, size
):
    _knows(witness, court)
    ledger_papers.countersign(witness, _checkpoint(court, tmp_path, 4), None, by=CLERK, now=NOW)
    false = tmp_path / "另一部历史"
    false.write_text(_another_history(court, size), encoding="utf-8")

    for _ in range(2):
        judged = ledger_papers.countersign(witness, false, growth[0], by=CLERK, now=NOW)
        assert "不相延续" in str(judged.refusal)

    _, refused = _noted(witness)
    assert (refused["trigger"], refused["size"], refused["checkpoint"]) == (
        "refuse_checkpoint",
        size,
        false.read_text("utf-8"),
    )


def test_an_older_checkpoint_is_refused(court, witness, tmp_path):
    _knows(witness, court)
    ledger_papers.countersign(witness, _checkpoint(court, tmp_path), None, by=CLERK, now=NOW)

    judged = ledger_papers.countersign(witness, _checkpoint(court, tmp_path, 4), None, by=CLERK, now=NOW)

    assert "比已副署的旧：该检查点4条，已副署到6条" in str(judged.refusal)


def test_a_checkpoint_is_the_same_text_whenever_it_is_asked_for(court, quick_desk):
    first = ledger_papers.checkpoint(court, None, NOW).note
    quick_desk.bring("评3", "file_in")
    ledger_papers.checkpoint(court, None, NOW + timedelta(days=1))

    assert ledger_papers.checkpoint(court, 6, NOW + timedelta(days=2)).note == first


# --- keys -----------------------------------------------------------------------------------------------------------


def test_the_key_is_for_the_service_alone_and_is_never_overwritten(court):
    assert court.key_file.stat().st_mode & 0o777 == 0o600
    before = court.key_file.read_text()

    with pytest.raises(FaultyInput, match="已经有了，不予覆盖"):
        ledger_papers.new_key(court, COURT, by=CLERK, now=NOW)

    assert court.key_file.read_text() == before
    assert (
        PublicKey.parse(Path(f"{court.key_file}.pub").read_text("utf-8"), HERE)
        == sealing.known_keys(court)[0]
    )
    assert before.split("+")[-1] not in repr(sealing.signing_key(court))


def test_a_key_that_others_can_read_is_not_used(court, quick_desk):
    court.key_file.chmod(0o640)
    quick_desk.bring("评3", "file_in")

    with pytest.raises(FaultyInput, match="其他账户也能读取，不能使用"):
        sealing.seal(court, NOW)


@pytest.mark.parametrize("name", ["", "两 个", "a+b", "a\nb"])
def test_a_signer_has_a_name_that_fits_on_a_line(tmp_path, quick_desk, name):
    made = _office(quick_desk.store, tmp_path, COURT)

    with pytest.raises(FaultyInput, match="不能含有空格和加号"):
        ledger_papers.new_key(made, name, by=CLERK, now=NOW)

    assert not made.key_file.exists()


def test_all_faulty_lines_of_the_trusted_keys_are_told_at_once(court):
    court.trusted_keys_file.write_text("甲\n\n# 注\n乙+00000000+AAAA\n", encoding="utf-8")

    with pytest.raises(FaultyInput, match=r"共2处错误[\s\S]*第1行：不是公钥[\s\S]*第4行：不是公钥"):
        sealing.known_keys(court)


def test_signatures_are_those_that_other_programs_make_and_read():
    """The known answer of the reference implementation of signed notes."""
    key = SecretKey.parse(
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", HERE
    )
    body = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    line = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    assert str(key.public) == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert key.sign(body) == line
    assert key.public.signed(body, line)
    assert not key.public.signed(body + "x\n", line)
    assert not key.public.signed(body, line.replace("JnAM=", "JnAN=")), "the same bytes, written otherwise"
