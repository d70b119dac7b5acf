"""The certificate of an assignment (分配证书): its facts, its result, and the prices that prove it, as canonical JSON.

It names reviewers beside cases and stays inside the court: the inspection unit may assign again from it, or add up
the prices (`rules/lower_bound.py`), and must come to the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict

import rfc8785

from rules.assignment import Assignment
from rules.reading_rounds import Round

FORMAT = "zelian-assignment-1"


def certificate(season: str, occasion: str, round_: Round, found: Assignment, seed: str) -> bytes:
    """The certificate; of the key of the lots it holds the digest only."""
    exclusions = round_.exclusions
    proof = asdict(found.proof)
    return rfc8785.dumps(
        {
            "format": FORMAT,
            "season": season,
            "occasion": occasion,
            "seed_sha256": hashlib.sha256(seed.encode()).hexdigest(),
            "max_load": round_.max_load,
            "exclusions": {
                "cross_court": exclusions.cross_court,
                "other_instance_courts": exclusions.other_instance_courts,
                "specialists_only": exclusions.specialists_only,
                "kinship": sorted(tie.value for tie in exclusions.kinship),
            },
            "cases": [
                {
                    "case_no": case.case_no,
                    "need": round_.needs[case.case_no],
                    "court": case.court,
                    "kind": case.case_kind,
                    "division": case.division,
                    "judge": case.judge,
                    "bench": sorted(case.bench),
                    "other_courts": sorted(case.other_courts),
                    "earlier_readers": sorted(case.earlier_readers),
                    "readers": list(found.readers[case.case_no]),
                }
                for case in sorted(round_.cases, key=lambda case: case.case_no)
            ],
            "pool": [
                {
                    "code": who.code,
                    "court": who.court,
                    "division": who.division,
                    "specialties": sorted(who.specialties),
                    "conflicts": sorted(
                        [each.against.value, each.code, each.relation.value] for each in who.conflicts
                    ),
                    "before": round_.before.get(who.code, 0),
                    "load": found.loads[who.code],
                }
                for who in sorted(round_.pool, key=lambda who: who.code)
            ],
            "proof": proof,
        }
    )
