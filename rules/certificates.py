"""The certificate of a draw (抽取证书): everything an outsider needs, next to the manifest, to repeat it.

It is JSON without floating-point numbers, so that every program writes the same bytes for its hash. The
outsider's program is `documents/outsiders/verify_draw.py`; it shares no line with this package.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import rfc8785

from rules.added_cases import AddedCase
from rules.labels import Words
from rules.pools import Pool
from rules.sampling import Draw, Round
from rules.sampling_plan import Method

FORMAT = "zelian-certificate-2"

_BEFORE = Words(
    "一、抽样清单（案号、分层、方案）先行固定，其文件的SHA-256先于种子公布。"
    "二、密钥＝SHA-256(清单除additional外的哈希‖00‖公开种子)，签号＝SHA-256(密钥‖00‖案号)，均为十六进制小写。",
    "1. The manifest (case numbers, strata, plan) is fixed first; the SHA-256 of its file is published before "
    "the seed. 2. key = SHA-256(hash of the manifest but for “additional”, 00, public seed); ticket = SHA-256(key, 00, case number); both "
    "in lower-case hexadecimal. ",
)
_DIVIDED = {
    Method.CONTROLLED: Words(
        "三、件数按各层应评案件数受控随机取整：法院以SHA-256(密钥‖00‖order‖00‖轮次‖00‖法院)排队，同院各层相邻，"
        "起点＝SHA-256(密钥‖00‖start‖00‖轮次‖00‖组名)对剩余案件数取余，自起点起等距取数；"
        "每层得其应得份额的下取整或上取整，总数不变。每层先得方案所定最低数；撤换的由同层补足；追加只从未抽案件中取；"
        "不足应抽件数的全部评查。"
        "四、各层抽取签号最小的案件；各轮依次进行，已抽取的不再变动。"
        "五、入样概率＝该层应得份额÷该层应评案件数，种子产生之前即已确定。",
        "3. The number is divided by controlled random rounding: courts stand in the order of SHA-256(key, 00, order, "
        "00, round, 00, court), the strata of a court side by side; places are counted off at equal distances from "
        "SHA-256(key, 00, start, 00, round, 00, group) modulo the cases left; each stratum gets its exact share "
        "rounded down or up and the sum holds. Each stratum first gets the plan's minimum; a withdrawn case is "
        "replaced from its stratum; an extension takes from cases not drawn; with too few cases, all are reviewed. "
        "4. In each stratum the smallest tickets are drawn; rounds follow one another and what was drawn stays drawn. "
        "5. Inclusion probability = exact share / eligible in the stratum, known before the seed.",
    ),
    Method.LARGEST_REMAINDER: Words(
        "三、件数按各层应评案件数以最大余数法分配；余数相同的，案件多的层在先，再按层名顺序；"
        "每层先得方案所定最低数；追加或撤换时，任何一层不减少；不足应抽件数的全部评查。"
        "四、各层抽取签号最小的案件；各轮依次进行，已抽取的不再变动。"
        "五、入样概率＝该层抽取数÷该层应评案件数。",
        "3. The number is divided among the strata in proportion to their eligible "
        "cases by largest remainder; equal remainders: the larger stratum first, then in order of name; each "
        "stratum first gets the plan's minimum; an extension or a replacement never takes from a stratum; with too "
        "few cases, all are reviewed. 4. In each stratum the smallest tickets are drawn; rounds follow one "
        "another and what was drawn stays drawn. 5. Inclusion probability = drawn / eligible in the stratum.",
    ),
}
_BESIDE = Words(
    "六、重点评查、均衡补抽的案件另行评查，不计入比率；其名单及理由不公开，清单载明其件数和内部名单的SHA-256，"
    "督察部门持内部名单核验。",
    " 6. Must-review cases and those of the floor are reviewed beside the draw and enter no rate; which and why is "
    "not published; the manifest holds their number and the SHA-256 of the internal list, and the inspection unit "
    "checks with that list.",
)


def certificate(draw: Draw, *, committed: str, added: Sequence[AddedCase] = ()) -> dict[str, Any]:
    """The sealed certificate. `committed` says when and where the manifest's hash was published."""
    manifest = draw.manifest
    parts = [_BEFORE, _DIVIDED[manifest.plan.method], *([_BESIDE] if manifest.additional else [])]
    document: dict[str, Any] = {
        "format": FORMAT,
        "season": manifest.season,
        "scope": manifest.scope,
        "manifest_sha256": manifest.sha256,
        "committed": committed,
        "method": {language: "".join(part.to(language) for part in parts) for language in ("zh", "en")},
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
    if manifest.additional:
        counts = Counter(entry.pool for entry in added)
        document["added"] = {pool.value: counts[pool] for pool in (Pool.MANDATORY, Pool.FLOOR)}
    return sealed(document)


def rounds_of(document: Mapping[str, Any]) -> tuple[Round, ...]:
    """The rounds that a certificate states; with the manifest they are the draw."""
    return tuple(
        Round(
            entry["size"],
            entry["seed"],
            entry["obtained"],
            tuple((each["case_no"], each["reason"]) for each in entry["withdrawn"]),
        )
        for entry in document["rounds"]
    )


def sealed(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the SHA-256 of its canonical form (RFC 8785), taken without that field."""
    body = {name: value for name, value in document.items() if name != "sha256"}
    return {**body, "sha256": hashlib.sha256(rfc8785.dumps(body)).hexdigest()}
