"""核验另行评查：供督察部门，与 verify_draw.py 并用。Check the reviews beside the draw: for the inspection unit.
    python3 verify_added.py 清单.json 证书.json 内部名单.json
内部名单不得公开。退出码 exit code: 0 全部相符 everything holds; 1 不符 something does not hold. 须先 first: verify_draw.py
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def sha256(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()


def verify(raw: bytes, certificate: bytes, internal: bytes) -> Iterator[tuple[str, bool]]:
    listed, cert, inner = json.loads(raw), json.loads(certificate), json.loads(internal)
    terms, counts = listed["additional"], cert["added"]
    yield f"内部名单哈希 internal list SHA-256: {sha256(internal)}", sha256(internal) == terms["list_sha256"]
    must = {entry["case_no"] for entry in inner["mandatory"]}
    yield f"重点情形案件 must-review cases: {len(must)}", len(must) == terms["mandatory"]
    most = terms["mandatory_at_most"] or len(must)
    left = (
        max(terms["asked"] - min(most, len(must)), terms["random_at_least"])
        if terms["counted"]
        else terms["asked"]
    )
    yield (
        f"随机件数 drawn at random: {listed['plan']['size']}",
        listed["plan"]["size"] == min(left, terms["asked"]),
    )
    drawn = {entry["case_no"] for entry in cert["drawn"] if entry["round"] == 1}
    frame = {name: listed[name] for name in listed if name != "additional"}
    canonical = json.dumps(frame, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    key = sha256(f"{sha256(canonical)}\0{cert['rounds'][0]['seed']}".encode())
    ticket = {
        case: sha256(f"{key}\0{case}".encode())
        for case in must.union(*(each["cases"] for each in inner["judges"]))
    }
    added = set(sorted(must - drawn, key=ticket.__getitem__)[:most])
    floor: set[str] = set()
    for judge in inner["judges"]:
        has = (drawn | added) & {*judge["cases"]}
        lacks = max(terms["floor"] - judge["earlier"] - len(has), 0)
        floor |= set(sorted({*judge["cases"]} - has, key=ticket.__getitem__)[:lacks])
    yield f"重点评查 must-review: {'、'.join(sorted(added)) or 0}", counts["mandatory"] == len(added)
    yield f"均衡补抽 to the floor: {'、'.join(sorted(floor)) or 0}", counts["floor"] == len(floor)


if __name__ == "__main__":
    try:
        for what, holds in verify(*(Path(name).read_bytes() for name in sys.argv[1:4])):
            sys.stdout.write(f"{'√' if holds else '× 不符 DOES NOT HOLD:'} {what}\n")
            if not holds:
                sys.exit(1)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        sys.exit(f"× 文件残缺或用法有误 a file is broken, or see the usage: {error!r}\n{__doc__}")
