"""A specimen (样张) of each paper: every field filled with its own name, to try a template or to look at it."""

from __future__ import annotations

from datetime import date

from documents.paper_content import Line, Paper, Signature, Table, Value
from documents.paper_fields import FIELDS, Field, Holds, Of, PaperKind
from rules.labels import Language, Words

COURT = Words("某某人民法院", "A Court")
DATED = date(2026, 1, 1)


def specimen(kind: PaperKind, language: Language) -> Paper:
    """A paper of that kind that says of every field what would stand there."""
    values = {found: _filled(found) for found in FIELDS[kind]}
    court = COURT.to(language)
    return Paper(kind, Words("{kind}样张", "specimen: {kind}", kind=kind), court, DATED, language, values)


def _filled(found: Field) -> Value:
    name = Words("〔{name}〕", "[{name}]", name=found.words)
    match found.holds:
        case Holds.TEXT:
            return COURT if found is Of.ISSUER else name
        case Holds.LIST:
            return [{column: Words("〔{n}〕", "[{n}]", n=column.words) for column in found.columns}] * 2
        case Holds.PART if found is Of.SIGNATURE:
            return (Signature(COURT, DATED),)
        case Holds.PART:
            table = Table(found.words, (found.words, found.words), [(name, name)], (1, 2), "lr")
            return (Line(name), table)
