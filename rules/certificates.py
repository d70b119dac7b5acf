"""The certificate of a draw (抽取证书): everything an outsider needs, next to the manifest, to repeat it.

It is JSON without floating-point numbers, so that every program writes the same bytes for its hash. The
outsider's program is `documents/outsiders/verify_draw.py`; it shares no line with this package.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from rules.labels import Words
from rules.sampling import Draw

FORMAT = "zelian-certificate-1"

METHOD = Words(
    "一、抽样清单（案号、分层、方案）先行固定，其文件的SHA-256先于种子公布。"
    "二、密钥＝SHA-256(清单哈希‖00‖公开种子)，签号＝SHA-256(密钥‖00‖案号)，均为十六进制小写。"
    "三、件数按各层应评案件数以最大余数法分配；余数相同的，案件多的层在先，再按层名顺序；"
    "每层先得方案所定最低数；追加或撤换时，任何一层不减少；不足应抽件数的全部评查。"
    "四、各层抽取签号最小的案件；各轮依次进行，已抽取的不再变动。"
    "五、入样概率＝该层抽取数÷该层应评案件数。",
    "1. The manifest (case numbers, strata, plan) is fixed first; the SHA-256 of its file is published before "
    "the seed. 2. key = SHA-256(manifest hash, 00, public seed); ticket = SHA-256(key, 00, case number); both "
    "in lower-case hexadecimal. 3. The number is divided among the strata in proportion to their eligible "
    "cases by largest remainder; equal remainders: the larger stratum first, then in order of name; each "
    "stratum first gets the plan's minimum; an extension or a replacement never takes from a stratum; with too "
    "few cases, all are reviewed. 4. In each stratum the smallest tickets are drawn; rounds follow one "
    "another and what was drawn stays drawn. 5. Inclusion probability = drawn / eligible in the stratum.",
)


def certificate(draw: Draw, *, committed: str) -> dict[str, Any]:
    """The sealed certificate. `committed` says when and where the manifest's hash was published."""
    manifest = draw.manifest
    return sealed(
        {
            "format": FORMAT,
            "season": manifest.season,
            "scope": manifest.scope,
            "manifest_sha256": manifest.sha256,
            "committed": committed,
            "method": {"zh": METHOD.to("zh"), "en": METHOD.to("en")},
            "rounds": [
                {
                    "size": entry.size,
                    "seed": entry.seed,
                    "obtained": entry.obtained,
                    "withdrawn": [{"case_no": case_no, "reason": why} for case_no, why in entry.withdrawn],
                }
                for entry in draw.rounds
            ],
            "allocation": [
                {
                    "stratum": list(row.stratum),
                    "eligible": row.eligible,
                    "quota": row.quota,
                    "drawn": row.drawn,
                    "probability": str(row.probability),
                }
                for row in draw.allocation
            ],
            "drawn": [
                {
                    "case_no": entry.case_no,
                    "stratum": list(entry.stratum),
                    "rank": entry.rank,
                    "ticket": entry.ticket,
                    "round": entry.round,
                }
                for entry in draw.drawn
            ],
        }
    )


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the SHA-256 of its canonical form (RFC 8785), taken without that field."""
    body = {name: value for name, value in document.items() if name != "sha256"}
    return {**body, "sha256": hashlib.sha256(rfc8785.dumps(body)).hexdigest()}
