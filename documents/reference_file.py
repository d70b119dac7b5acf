"""参考卷文件 (a file of reference cases): cases that experts graded, to be used for calibration.

- case_no: （2025）吉01民终100号
  court: 吉林省长春市中级人民法院
  division: 民一庭
  judge: J-17
  bench: [J-17, J-18, J-19]
  case_kind: civil
  cause: 买卖合同纠纷
  grade: qualified
  score: 86.5
  source: 专家组2026年第1次评议
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from rules.cases import CaseKind
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.grading import Grade
from rules.labels import Labelled, Words

MUST = ("case_no", "court", "division", "judge", "bench", "case_kind", "grade", "score", "source")
MAY = ("cause",)
FACTS = ("case_no", "court", "division", "judge", "bench", "case_kind")
HIGHEST = 100


def read_references(path: Path, *, sheet_of: Callable[[str], str]) -> list[dict[str, Any]]:
    """Read the file: rows for the register. `sheet_of` names the score sheet in force for a kind of case.

    Raises:
        FaultyInput: all that is wrong with it.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise FaultyInput([_fault(path.name, Words("无法打开", "cannot be opened"))]) from None
    except (UnicodeDecodeError, yaml.YAMLError):
        raise FaultyInput([_fault(path.name, Words("不是UTF-8编码的YAML", "is no YAML in UTF-8"))]) from None
    if not isinstance(entries, list) or not entries:
        raise FaultyInput([_fault(path.name, Words("不是参考卷清单", "is no list of reference cases"))])
    faults: list[Fault] = []
    rows = []
    for number, entry in enumerate(entries, start=1):
        where = f"{path.name}[{number}]"
        found = _wrong(entry, sheet_of)
        faults += [_fault(where, what) for what in found]
        if not found:
            rows.append(_row(entry, sheet_of))
    for case_no, times in Counter(row["case_no"] for row in rows).items():
        if times > 1:
            faults.append(_fault(case_no, Words("出现{n}次", "stands {n} times", n=times)))
    if faults:
        raise FaultyInput(faults)
    return rows


def _wrong(entry: Any, sheet_of: Callable[[str], str]) -> list[Words]:
    if not isinstance(entry, dict):
        return [Words("不是一件案件的各项", "is not the particulars of a case")]
    found = [
        Words("缺少 {key}", "{key} is missing", key=key) for key in MUST if entry.get(key) in (None, "", [])
    ]
    found += [
        Words("不认识 {key}", "{key} is not known", key=key) for key in entry if key not in (*MUST, *MAY)
    ]
    if found:
        return found
    if not isinstance(entry["bench"], list):
        found.append(Words("bench 应为代码清单", "bench must be a list of codes"))
    found += [
        Words("{key} 没有“{value}”", "{key}: there is no “{value}”", key=key, value=entry[key])
        for key, labels in (("case_kind", CaseKind), ("grade", Grade))
        if not _is_one_of(labels, entry[key])
    ]
    if not _is_score(entry["score"]):
        found.append(Words("score 应为0至100分", "score must be from 0 to 100"))
    if not found:
        try:
            sheet_of(entry["case_kind"])
        except UnknownRule as error:
            found.append(error.words)
    return found


def _row(entry: dict[str, Any], sheet_of: Callable[[str], str]) -> dict[str, Any]:
    return {
        "case_no": entry["case_no"],
        "facts": {**{key: entry[key] for key in FACTS}, "cause": entry.get("cause", "")},
        "sheet": sheet_of(entry["case_kind"]),
        "grade": entry["grade"],
        "score": str(entry["score"]),
        "source": entry["source"],
    }


def _is_one_of(labels: type[Labelled], value: Any) -> bool:
    return value in [member.value for member in labels]


def _is_score(value: Any) -> bool:
    try:
        return 0 <= Decimal(str(value)) <= HIGHEST
    except InvalidOperation:
        return False


def _fault(where: str, what: Words) -> Fault:
    return Fault(
        Words("{where}", "{where}", where=where),
        what,
        Words("请对照参考卷文件的格式改正", "mend it after the form of a file of reference cases"),
    )
