"""Reference cases of the sample quarter (示例参考卷): a dozen of last year's, as a file that the office takes in.

They are the province's invented cases a year earlier, graded by experts who do not exist; readers get some of them
among their cards and do not know it.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from console.sample.lots import lot
from console.sample.province import Province
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
    this_year, last_year = f"（{sample.quarter.year}）", f"（{sample.quarter.year - 1}）"
    able = sorted(
        (case for case in sample.cases if case.case_no.startswith(this_year) and case.judge),
        key=lambda case: case.case_no,
    )
    entries = []
    for case in chance.sample(able, COUNT):
        grade = chance.choice(list(_FROM))
        entries.append(
            {
                "case_no": case.case_no.replace(this_year, last_year),
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
