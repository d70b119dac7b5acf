"""The desk of the ledger: seals, keys, proofs, exports and countersignatures as a clerk gets them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from console.cli import app
from records import hashing
from rules.hashing import HashName
from tests.console.at_a_desk import leave


@pytest.fixture
def zelian(tmp_path, monkeypatch, capsys):
    """Run a command in an installation of that name; what comes back is the exit code and what was said."""

    def run(*arguments, home="一院"):
        monkeypatch.setenv("ZELIAN_HOME", str(tmp_path / home))
        monkeypatch.setenv("ZELIAN_COURT", home)
        leave()
        with pytest.raises(SystemExit) as ended:
            app(list(map(str, arguments)))
        leave()
        said = capsys.readouterr()
        return ended.value.code, said.out + said.err

    yield run
    leave()
    hashing.bind(HashName.SHA256)


def test_a_ledger_is_sealed_verified_exported_and_verified_elsewhere(zelian, tmp_path):
    export = tmp_path / "台账.txt"

    assert zelian("ledger", "seal") == (0, "没有新增的记录，无需封存\n")
    code, said = zelian("ledger", "export", export)
    assert code == 0 and "已导出1条" in said and "不得公开" in said
    outside = [sys.executable, "-I", str(tmp_path / "verify_ledger.py"), str(export)]
    done = subprocess.run(outside, capture_output=True, text=True, check=False)
    assert done.stdout == "√ 1条 entries, 1链 chains, 1次封存 seals\n"
    code, said = zelian("ledger", "verify", export)
    assert "导出的台账完好：“一院”，1条记录，1条链" in said and "未签名1次" in said
    code, said = zelian("ledger", "verify", "--json")
    assert json.loads(said) == {
        "entries": 1, "chains": 1, "sound": True, "seals": 1, "sealed": 1, "signed": 0, "signed_by_unknown": 0, "unsealed": 0,
    }  # fmt: skip
    assert zelian("ledger", "export", export)[0] == 2


def test_a_broken_export_ends_with_code_five(zelian, tmp_path):
    export = tmp_path / "台账.txt"
    zelian("ledger", "export", export)
    export.write_bytes(export.read_bytes().replace(b"office", b"0ffice"))

    assert zelian("ledger", "verify", export) == (
        5,
        "台账不实：封存 第1次封存：所封的1条记录有删除、插入、改动或者调换\n",
    )


def test_two_courts_vouch_for_each_other(zelian, tmp_path):
    first, later, proof, signed = (tmp_path / name for name in ("点1", "点2", "延续.json", "副署"))
    code, said = zelian("ledger", "key")
    key = said.strip().splitlines()[-1]
    zelian("ledger", "checkpoint", first)
    zelian("ledger", "export", tmp_path / "台账.txt")
    zelian("ledger", "checkpoint", later)
    zelian("ledger", "prove", "--from", "1", "--out", proof)

    assert "本院没有签名密钥" in zelian("ledger", "countersign", first, home="二院")[1]
    zelian("ledger", "key", home="二院")
    (tmp_path / "二院" / "ledger-trusted.keys").write_text(f"{key}\n", encoding="utf-8")
    assert zelian("ledger", "countersign", first, home="二院")[0] == 0
    assert "缺少从1条到2条的延续证明" in zelian("ledger", "countersign", later, home="二院")[1]
    code, said = zelian("ledger", "countersign", later, "--proof", proof, "--out", signed, home="二院")
    assert (code, said) == (0, f"已副署“一院”的检查点（1条 → 2条）：{signed}\n")
    assert signed.read_text("utf-8").startswith(later.read_text("utf-8"))
    code, said = zelian("ledger", "countersign", first, home="二院")
    assert code == 5 and "不予副署“一院”：比已副署的旧" in said
    code, said = zelian("ledger", "verify", proof, "--against", first, home="二院")
    assert said == "延续：“一院”的2条由1条续写而成\n检查点由一院签名，经核对无误\n"
    assert "台账由检查点（“一院”，1条）续写而成" in zelian("ledger", "verify", "--against", first)[1]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("prove",), 2, "要写明证明什么"),
        (("prove", "评1", "--from", "3"), 2, "要写明证明什么"),
        (("prove", "评1#x"), 2, "#后不是记录的序号"),
        (("prove", "评1"), 4, "台账尚未封存"),
        (("prove", "--from", "3"), 4, "台账尚未封存"),
        (("checkpoint",), 4, "没有记录，无可封存"),
        (("checkpoint", "--size", "9"), 4, "没有正好9条的封存"),
        (("verify", "无此文件"), 2, "读不出来"),
        (("countersign", "无此文件"), 2, "本院没有签名密钥"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(zelian, arguments, code, said):
    ended, words = zelian("ledger", *arguments)

    assert (ended, said in words) == (code, True), words
    assert "Traceback" not in words


def test_the_desk_speaks_english_on_request(zelian):
    assert "nothing is sealed" in zelian("--english", "ledger", "verify")[1]


def test_a_ledger_is_kept_with_sm3_where_the_setting_says_so(zelian, monkeypatch, tmp_path):
    monkeypatch.setenv("ZELIAN_LEDGER_HASH", "sm3")
    zelian("ledger", "key")

    code, said = zelian("ledger", "checkpoint")

    assert code == 0 and "\nhash sm3\n" in said
    monkeypatch.setenv("ZELIAN_LEDGER_HASH", "sha256")
    assert "本库台账已用国密SM3算法，不能改用SHA-256算法" in zelian("ledger", "verify")[1]
