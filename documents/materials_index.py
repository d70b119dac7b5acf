"""The index of the material of a matter (审议材料目录): every paper and file with its digest and the act it came with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.figures import NONE, day
from documents.issuers import office_of
from documents.paper_content import Paper, Row, Value
from documents.paper_fields import Field, Of, PaperKind
from rules.labels import Language, Words
from rules.roles import Role

NAME = Words("审议材料目录", "index of materials")
_FOR_FEW = Words(
    "本目录及所列材料只供没有回避的委员和惩戒工作办公室，阅后按规定交回；取用已记入台账。",
    "For the members who have not stepped aside and the discipline office; to be given back. Taking it is entered in the ledger.",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper or file as the index names it."""

    name: str
    sha256: str
    came: Words


def materials_index(
    ref: str,
    sitting: str,
    facts: Mapping[str, Any],
    listed: Sequence[Listed],
    *,
    dated: date,
    language: Language,
    sample: bool = False,
) -> Paper:
    """The index as a paper; its digests are those in the ledger."""
    issuer = office_of(Role.DISCIPLINE_OFFICE, facts)
    rows: list[Row] = [
        {Of.HEAD: each.name, Of.SET_OUT: f"{each.came.to(language)}\nSHA-256 {each.sha256}"}
        for each in listed
    ]
    values: dict[Field, Value] = {
        Of.ISSUER: issuer,
        Of.TITLE: NAME,
        Of.REF: f"{ref}（{sitting}）" if language == "zh" else f"{ref} ({sitting})",
        Of.CASE_NO: str(facts.get("case_no") or NONE),
        Of.COURT: str(facts.get("court") or NONE),
        Of.DIVISION: str(facts.get("division") or NONE),
        Of.JUDGE: str(facts.get("judge") or NONE),
        Of.LED_BY: Words("审议", "deliberation"),
        Of.WRITTEN_BY: issuer,
        Of.DATED: day(dated, language),
        Of.MATTERS: rows or None,
        Of.CAVEAT: _FOR_FEW,
    }
    return Paper(
        PaperKind.DISCIPLINE_FORM,
        title=Words("{name} {ref}", "{name} {ref}", name=NAME, ref=ref),
        author=issuer.to(language),
        dated=dated,
        language=language,
        sample=sample,
        name=NAME,
        code="disciplinary_prereview.materials",
        values=values,
    )
