"""Check-up of recusal (回避核对): nobody acted in a matter after stepping aside in it, or having sat on the case it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import col

from records.checkups.checkup import Checkup, Surroundings
from records.checkups.consequences import matters, named
from records.handovers import handovers
from records.leads import matter_of
from records.ledger import LedgerEntry
from records.proceedings_register import Proceeding
from rules.labels import Words
from rules.roles import Role
from state_machines.confidentiality import FOLLOWING
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known
from state_machines.handover.terms import Known as Handed

_OWN_SIDE = frozenset({Role.JUDGE_CONCERNED.value, Role.CALENDAR.value})


class NobodyDecidesWhoSteppedAside(Checkup):
    """没有应当回避的人办理的步骤."""

    code = "decided_aside"
    words = Words(
        "没有应当回避的人办理的步骤",
        "no act was done by somebody who had stepped aside, or had sat on the case",
    )
    mend = Words(
        "该步骤应当由他人重新办理，并告知当事法官（法官法49、政务处分法48）",
        "the act is to be done again by somebody else, and the judge told (Judges Law 49, Government Sanctions Law 48)",
    )

    def found(self, here: Surroundings) -> Iterator[str | Words]:
        aside: dict[str, set[str]] = {}
        for row in matters(here, DISCIPLINARY_PREREVIEW.code):
            gone = {str(code) for code in row.facts.get(Known.BENCH.code) or ()}
            if self._acted(here, row, gone):
                yield named(here, row)
            # `_acted` has added to `gone` who stepped aside in the course of it.
            aside[row.ref] = gone
        for code in FOLLOWING:
            for row in matters(here, code):
                aside[row.ref] = gone = set(aside.get(matter_of(row.ref), ()))
                if self._acted(here, row, gone):
                    yield named(here, row)
        for row in handovers(here.session):
            ends = (str(row.facts.get(fact.code, "")) for fact in (Handed.SOURCE_REF, Handed.OPENED))
            gone = set().union(*(aside.get(end, ()) for end in ends))
            if gone and self._acted(here, row, gone):
                yield named(here, row)

    @staticmethod
    def _acted(here: Surroundings, row: Proceeding, gone: set[str]) -> bool:
        """Whether one of these did an act; who steps aside on the way is one of them from the next act on."""
        query = (
            select(col(LedgerEntry.record))
            .where(col(LedgerEntry.chain) == row.ref)
            .order_by(col(LedgerEntry.number))
        )
        acted = False
        for record in here.column(query):
            said = json.loads(record)
            by = said["by"]
            acted = acted or (by["code"] in gone and by["role"] not in _OWN_SIDE)
            gone |= {str(code) for code in said["particulars"].get(Known.RECUSED.code) or ()}
        return acted


STEPPING_ASIDE: tuple[Checkup, ...] = (NobodyDecidesWhoSteppedAside(),)
