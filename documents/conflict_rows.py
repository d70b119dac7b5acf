"""One row of a list of declared conflicts (利害关系申报): who, with what kind of person or case, which, and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.list_rows import ListRow
from documents.people_rows import code_of
from documents.sheet_cells import Cell, refuse, text_of
from rules.case_numbers import canonical
from rules.labels import Words
from rules.recusal import ConflictWith, Relation

HEADERS = "conflict_list_headers.yaml"


@dataclass(frozen=True, slots=True)
class ListedConflict:
    """A declaration. `about` is a person's code for the judge in charge, and a case number for everything else."""

    person: str
    against: ConflictWith
    about: str
    relation: Relation
    reason: str = field(compare=False)


def read_conflict(row: ListRow) -> ListedConflict | None:
    """The declaration of that row; None where something is wrong with it, which is in `row.faults`."""
    person, against = row.required("code", code_of), row.required("against", _against)
    relation = row.value("relation", _relation) or Relation.OTHER
    about = row.required("about", code_of if against is ConflictWith.JUDGE else _case_number)
    reason = row.required("reason", text_of)
    if not (person and against and about and reason):
        return None
    return ListedConflict(person, against, about, relation, reason)


def _against(cell: Cell) -> ConflictWith | None:
    text = text_of(cell)
    for against in ConflictWith:
        if text in (against.value, against.zh, against.en):
            return against
    if text:
        refuse(Words("不认识对象类别“{text}”", "unknown kind “{text}”", text=text), _WRITE_ONE)
    return None


def _relation(cell: Cell) -> Relation | None:
    text = text_of(cell)
    for relation in Relation:
        if text in (relation.value, relation.zh, relation.en):
            return relation
    if text:
        refuse(Words("不认识申报关系“{text}”", "unknown tie “{text}”", text=text), _WRITE_A_TIE)
    return None


def _case_number(cell: Cell) -> str | None:
    text = text_of(cell)
    return canonical(text) if text else None


_WRITE_ONE = Words(
    "请填写" + "、".join(against.zh for against in ConflictWith),
    "write " + ", ".join(against.zh for against in ConflictWith),
)
_WRITE_A_TIE = Words(
    "请填写" + "、".join(relation.zh for relation in Relation),
    "write " + "; ".join(relation.en for relation in Relation),
)
