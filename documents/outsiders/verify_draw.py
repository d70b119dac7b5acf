"""核验抽取：任何人可用，只需 Python 3.7 以上，不联网。Check a draw of cases: needs Python 3.7 and nothing else.
    python3 verify_draw.py 清单.json 证书.json [事先公布的清单SHA-256 the manifest's SHA-256 as published]
退出码 exit code: 0 全部相符 everything holds; 1 不符，并指出第一处 the first thing that does not hold is named.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any


def sha256(value: object) -> str:
    if not isinstance(value, (bytes, str)):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(value.encode() if isinstance(value, str) else value).hexdigest()


def apportion(size: int, has: dict[int, int], before: dict[int, int]) -> dict[int, int]:
    fixed: dict[int, int] = {}
    while True:
        free = [i for i in has if i not in fixed]
        left, total = min(size, sum(has.values())) - sum(fixed.values()), sum(has[i] for i in free) or 1
        share = {i: left * has[i] // total for i in free}
        order = sorted(free, key=lambda i: (-(left * has[i] % total), -has[i], i))
        share.update({i: share[i] + 1 for i in order[: left - sum(share.values())]})
        short = {i: min(before[i], has[i]) for i in free if share[i] < min(before[i], has[i])}
        fixed.update(short or share)
        if not short:
            return fixed


def count_off(places: int, line: list[int], has: dict[int, int], start: int) -> dict[int, int]:
    got, reached, total = {}, 0, sum(has.values()) or 1
    for i in line:  # of places x cases in line, every total-th is a hit, from the start on
        low, reached = reached, reached + places * has[i]
        got[i] = len(range(low + (start - low) % total, reached, total))
    return got


def verify(raw: bytes, cert: dict[str, Any], published: str) -> Iterator[tuple[str, bool]]:
    yield f"清单哈希 manifest SHA-256: {sha256(raw)}", sha256(raw) == cert["manifest_sha256"] == published
    yield "证书自身的哈希 the certificate's own SHA-256", cert.pop("sha256") == sha256(cert)
    listed = json.loads(raw)
    frame = sha256({name: listed[name] for name in listed if name != "additional"})
    plan, strata = listed["plan"], [(entry["stratum"], entry["cases"]) for entry in listed["strata"]]
    every, divided = [case for _, cases in strata for case in cases], plan["method"]
    orderly = sha256(listed) == sha256(raw) and strata == sorted(strata) and len(every) == len(set(every))
    orderly = orderly and divided in ("controlled", "largest_remainder")
    head = [listed["season"], listed["scope"], plan["size"]]
    claim = [cert["season"], cert["scope"], cert["rounds"][0]["size"]]
    yield f"清单规范，{len(every)}案各列一次 manifest in order, each case once", orderly and head == claim
    courts = [name[plan["strata"].index("court")] if plan["per"] == "court" else "" for name, _ in strata]
    gone: set[str] = set()
    size, quotas = plan["size"], dict.fromkeys(range(len(strata)), plan["minimum"])
    share = [Fraction(min(plan["minimum"], len(cases))) for _, cases in strata]
    drawn: list[list[Any]] = []
    for number, turn in enumerate(cert["rounds"], 1):
        going, out = {entry["case_no"] for entry in turn["withdrawn"]}, {entry[2] for entry in drawn}
        fair = going <= out - gone and len(going) == len(turn["withdrawn"]) and turn["size"] >= size
        yield f"第{number}轮 round {number}: 种子 seed {turn['seed']}", fair
        size, key, gone = turn["size"], sha256(f"{frame}\0{turn['seed']}"), gone | going
        for court in sorted(set(courts)):
            group = {i: set(strata[i][1]) for i in quotas if courts[i] == court}
            has = {i: len(cases - gone) for i, cases in group.items()}
            if divided != "controlled":
                quotas.update(apportion(size, has, quotas))
                continue
            owed = {i: plan["minimum"] if number == 1 else len(going & cases) for i, cases in group.items()}
            for i, cases in group.items():
                quotas[i] = len(cases & out - gone) + min(owed[i], len(cases - out))
            left = {i: has[i] - quotas[i] for i in group}
            lot = {i: sha256(f"{key}\0order\0{number}\0{(strata[i][0] or [''])[0]}") for i in group}
            start = int(sha256(f"{key}\0start\0{number}\0{court}"), 16)
            rest = min(size, sum(has.values())) - sum(quotas[i] for i in group)
            more = count_off(rest, sorted(group, key=lambda i: (lot[i], i)), left, start)
            quotas.update({i: quotas[i] + more[i] for i in group})
            held, most = sum(share[i] for i in group), sum(map(len, group.values()))
            for i, cases in group.items() if held < most else ():
                share[i] += (min(size, most) - held) / (most - held) * (len(cases) - share[i])
        for i, (name, cases) in enumerate(strata):
            old = out & set(cases)
            lots = sorted((sha256(f"{key}\0{c}"), c) for c in {*cases} - old)[: quotas[i] - len(old - gone)]
            drawn += [[name, len(old) + n, case, lot, number] for n, (lot, case) in enumerate(lots, 1)]
    reached = [entry[0] for entry in drawn]
    rows = [[name, len(cases), quotas[i], reached.count(name)] for i, (name, cases) in enumerate(strata)]
    given = [[row[name] for name in ("stratum", "eligible", "quota", "drawn")] for row in cert["allocation"]]
    yield f"{len(rows)}层的件数分配 allocation to strata", sha256(rows) == sha256(given)
    chances = [
        str(Fraction(share[i] if divided == "controlled" else row[3]) / row[1]) for i, row in enumerate(rows)
    ]
    yield "入样概率 inclusion probabilities", chances == [row["probability"] for row in cert["allocation"]]
    given = [[c[name] for name in ("stratum", "rank", "case_no", "ticket", "round")] for c in cert["drawn"]]
    yield f"{len(drawn)}案及其签号 the drawn cases and their tickets", sha256(sorted(drawn)) == sha256(given)


if __name__ == "__main__":
    try:
        manifest, certificate = Path(sys.argv[1]).read_bytes(), json.loads(Path(sys.argv[2]).read_bytes())
        for what, holds in verify(manifest, certificate, (sys.argv[3:] or [sha256(manifest)])[0]):
            sys.stdout.write(f"{'√' if holds else '× 不符 DOES NOT HOLD:'} {what}\n")
            if not holds:
                sys.exit(1)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        sys.exit(f"× 文件残缺或用法有误 a file is broken, or see the usage: {error!r}\n{__doc__}")
