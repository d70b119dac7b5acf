"""Reference cases of the sample quarter (示例参考卷): a dozen, as a file that the office takes in.

They stand beside the province's invented cases, under numbers that no list has, graded by experts who do not exist;
readers get some of them among their cards and do not know it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from console.sample.lots import lot
from console.sample.province import Province
from rules.case_numbers import parse
from rules.grading import Grade
from rules.parameters import Rules

COUNT = 12
ABOVE = 3
"""How many points above the threshold of its grade a reference score stands (分)."""
_FROM = {
    Grade.EXCELLENT: "grading.excellent_from",
    Grade.QUALIFIED: "grading.qualified_from",
    Grade.FLAWED: "grading.flawed_from",
}


def write_references(sample: Province, rules: Rules, path: Path) -> Path:
    """Write the file (YAML)."""
    chance = lot(sample.seed, "references")
    able = sorted((case for case in sample.cases if case.judge), key=lambda case: case.case_no)
    taken = {case.case_no for case in sample.cases}
    entries = []
    for case in chance.sample(able, COUNT):
        case_no = _next_free(case.case_no, taken)
        taken.add(case_no)
        grade = chance.choice(list(_FROM))
        entries.append(
            {
                "case_no": case_no,
                "court": case.court,
                "division": case.division,
                "judge": case.judge,
                "bench": list(case.bench),
                "case_kind": case.case_kind.value,
                "cause": case.cause,
                "grade": grade.value,
                "score": int(rules[_FROM[grade]]) + ABOVE,
                "source": f"示例：专家组{sample.quarter.year}年评议",
            }
        )
    path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _next_free(case_no: str, taken: set[str]) -> str:
    """The next number of that court and kind that nobody has."""
    found = parse(case_no)
    while str(found) in taken:
        found = replace(found, number=found.number + 1)
    return str(found)
