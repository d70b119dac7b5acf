"""The rules of one day as somebody pinned them (固定的规则): kept whole, found by their digest.

A proceeding names the digest of the rules in force when it opened. A court that changes a parameter afterwards
does not reach it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Field, Session, SQLModel

from records.additions import add_missing
from records.columns import Json
from records.prepared import prepared
from records.transactions import Held
from rules.errors import BrokenLedger, NotFound
from rules.labels import Words
from rules.parameters import Rules


class RuleSet(SQLModel, table=True):
    """The parameters in force on a day, under the digest of their canonical form (固定的规则)."""

    __tablename__ = "rule_set"

    digest: str = Field(primary_key=True)
    day: date
    parameters: list[dict[str, Any]] = Field(sa_type=Json)


def pin(session: Session, rules: Rules) -> None:
    """Keep the rules, so that they are found by their digest for as long as the records are."""
    if session.get(RuleSet, rules.digest) is not None:
        return
    entries = [rules.parameter(key).record() for key in rules]
    add_missing(
        session, RuleSet, [{"digest": rules.digest, "day": rules.day, "parameters": entries}], "digest"
    )


def rules_of(place: Held, digest: str) -> Rules:
    """The rules pinned under a digest.

    Raises:
        NotFound: none are.
        BrokenLedger: what is stored there is not what was pinned.
    """
    cache: dict[str, Rules] = place.info.setdefault("pinned", {})
    if digest not in cache:
        rows = prepared(place, RuleSet).find(place, _COLUMNS, digest=[digest])
        if not rows:
            raise NotFound(Words("没有固定的规则 {digest}", "no rules are pinned as {digest}", digest=digest))
        cache[digest] = as_pinned(RuleSet(**dict(zip(_COLUMNS, rows[0], strict=True))))
    return cache[digest]


def as_pinned(row: RuleSet) -> Rules:
    """The rules of a stored row.

    Raises:
        BrokenLedger: they do not have the digest they are stored under.
    """
    rules = Rules.from_records(row.day, row.parameters)
    if rules.digest != row.digest:
        raise BrokenLedger(
            Words(
                "固定的规则 {digest} 已被改动",
                "the rules pinned as {digest} were changed",
                digest=row.digest,
            )
        )
    return rules


_COLUMNS = tuple(RuleSet.model_fields)
