"""核验台账：任何人可用，只需 Python 3.8 以上，不联网。Check a ledger: needs Python 3.8 and nothing else.
    python3 verify_ledger.py 导出文件 export                  全部记录、各链、各次封存 every entry, chain and seal
    python3 verify_ledger.py 在册证明.json inclusion proof    所列记录在该检查点的台账中 its entries are in that ledger
    python3 verify_ledger.py 延续证明.json 旧检查点 consistency proof, earlier checkpoint   后者由前者续写 it only grew
签名另行核验 signatures are checked apart (Ed25519, C2SP signed-note). 退出码 exit code: 0 相符 holds; 1 不符 does not.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any


def need(holds: object, what: str) -> None:
    if not holds:
        sys.exit(f"× 不符 DOES NOT HOLD: {what}")


def digest(name: str, *parts: bytes) -> bytes:
    return hashlib.new(name, b"".join(parts)).digest()


def head(note: str) -> tuple[str, int, bytes, str]:
    origin, size, root, *rest = note.rpartition("\n\n")[0].split("\n")
    raw = base64.b64decode(root, validate=True)
    proper = str(int(size)) == size and base64.b64encode(raw).decode() == root
    need(proper and len(raw) == 32, "检查点 checkpoint")  # noqa: PLR2004
    return origin, int(size), raw, "sm3" if "hash sm3" in rest else "sha256"


def climb(h: Any, place: int, last: int, node: bytes, path: list[str]) -> tuple[bytes, bytes]:
    before = after = node  # The root of what stood there before, and that of what stands there now.
    for step in map(bytes.fromhex, path):
        need(last > 0 and len(step) == 32, "证明过长 the path is too long")  # noqa: PLR2004
        if place & 1 or place == last:
            before, after = h(b"\x01", step, before), h(b"\x01", step, after)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            after = h(b"\x01", after, step)
        place, last = place >> 1, last >> 1
    need(last == 0, "证明过短 the path is too short")
    return before, after


def inclusion(proof: Any, origin: str, size: int, root: bytes, name: str) -> str:
    h, entries = partial(digest, name), proof["entries"]
    for each in entries:
        leaf, index = h(b"\0", h(each["record"].encode())), each["index"]
        there = 0 <= index < size and climb(h, index, size - 1, leaf, each["path"])[1] == root
        need(there, f"第{index + 1}条 entry no. {index + 1}")
    need(entries, "没有记录 no entry")
    return f"“{origin}”{size}条台账中的{len(entries)}条 {len(entries)} entries are in this ledger of {size}"


def consistency(proof: Any, older: Any, origin: str, size: int, root: bytes, name: str) -> str:
    old, path = older[1], proof["path"]
    need((older[0], old, older[3], proof["to"]) == (origin, proof["from"], name, size), "检查点 checkpoints")
    need(0 < old <= size and (path != []) == (old < size), "证明的条数 sizes")
    steps, place, last = ([] if old & (old - 1) and path else [older[2].hex()]) + path, old - 1, size - 1
    while place & 1 or (old == size and last):
        place, last = place >> 1, last >> 1
    roots = climb(partial(digest, name), place, last, bytes.fromhex(steps[0]), steps[1:])
    need(roots == (older[2], root), "历史已被改动 its history was rewritten")
    return f"“{origin}”的{size}条由{old}条续写而成 the {size} entries begin with those {old}"


def export(first: bytes, rest: bytes) -> str:
    what, lines = json.loads(first), rest.split(b"\n")
    ends: dict[str, tuple[int, str]] = {}
    peaks: list[bytes] = []
    h, seals, count = partial(digest, what["hash"]), what["seals"], 0
    before, records = h(b"zelian\0seals").hex(), iter(lines[seals : seals + what["entries"]])
    for number, line in enumerate(lines[:seals], 1):
        body = json.loads(line)["body"]
        _, size, root, name = head(body + "\n")
        follows = body.split("\n")[3:5] == [f"seal {number}", f"previous {before}"]
        need(follows and name == what["hash"], f"第{number}次封存 seal no. {number}")
        while count < size:
            record = next(records, b"{}")
            entry, place = json.loads(record), count
            chain, count = entry.get("chain", ""), count + 1
            at, end = ends.get(chain, (0, h(b"zelian\0", chain.encode()).hex()))
            follows = (entry.get("number"), entry.get("previous")) == (at + 1, end)
            need(follows, f"第{count}条记录 entry no. {count}")
            ends[chain] = at + 1, h(record).hex()
            node = h(b"\0", h(record))
            while place & 1:
                node, place = h(b"\x01", peaks.pop(), node), place >> 1
            peaks.append(node)
        top = peaks[-1]
        for peak in peaks[-2::-1]:
            top = h(b"\x01", peak, top)
        need(top == root, f"第{number}次封存所封的记录 the entries under seal no. {number}")
        before = h(body.encode()).hex()
    need(seals and count == what["entries"], "记录条数 number of entries")
    last = b'{"sha256":"%s"}\n' % hashlib.sha256(first + b"\n".join(lines[:-2]) + b"\n").hexdigest().encode()
    need(len(lines) == seals + count + 2 and rest.endswith(b"\n" + last), "文件的摘要 digest of the file")
    return f"{count}条 entries, {len(ends)}链 chains, {seals}次封存 seals"


def main(file: str, *older: str) -> str:
    first, _, rest = Path(file).read_bytes().partition(b"\n")
    if b'"kind":"ledger-export"' in first:
        return export(first + b"\n", rest)
    proof = json.loads(first + rest)
    now = head(proof["checkpoint"])
    if proof["kind"] == "inclusion":
        return inclusion(proof, *now)
    return consistency(proof, head(Path(older[0]).read_text(encoding="utf-8")), *now)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"√ {main(*sys.argv[1:])}\n")
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        sys.exit(f"× 文件残缺或用法有误 a file is broken, or see the usage: {error!r}\n{__doc__}")
