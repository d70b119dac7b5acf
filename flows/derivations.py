"""Who may answer for the case of a matter (责任分工推导): the table of `rules/liability_table.py`, from what is on record.

What the record does not show stays unclear, and is named as still to be found out; nothing is presumed for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from documents.case_records import read_case_record
from documents.text_files import text_of
from flows.office import Office
from records.cases import Case
from records.proceedings import Proceeding, find
from rules.committee_findings import Finding
from rules.culpability import Fault as Blame
from rules.culpability import Result
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.liability_roles import CaseRecord, Part, Voice
from rules.liability_table import LiabilityTable, liability_table
from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW
from state_machines.disciplinary_prereview.terms import Known

BLAME = {
    Finding.INTENTIONAL.value: Blame.INTENT,
    Finding.GROSS_NEGLIGENCE.value: Blame.GROSS_NEGLIGENCE,
    Finding.ORDINARY_NEGLIGENCE.value: Blame.ORDINARY_NEGLIGENCE,
    Finding.NO_VIOLATION.value: Blame.NONE,
}
"""What a finding says of the fault of the judge concerned."""


def derive(
    office: Office, ref: str, *, decided_on: date | None = None, record: Path | None = None
) -> LiabilityTable:
    """The table for the case of a matter. `record`: a form with what the matter does not know (votes, report, orders).

    Raises:
        FaultyInput: it is no pre-review, the day of the judgment is on no record, the form is of another case, or no one
            who decided is on record.
        NotFound: there is no such matter.
    """
    with office.store.read() as session:
        row = find(session, ref)
        known = session.get(Case, row.case_no) if row.case_no else None
    if row.procedure != DISCIPLINARY_PREREVIEW.code:
        raise _faulty(
            ref,
            Words("不是专业审查前置事项", "is no pre-review"),
            Words("请写惩戒事项编号", "give a 惩戒 reference"),
        )
    faults: dict[str, Blame] = {}
    if record is not None:
        case, faults = read_case_record(text_of(record))
        if case.case_no != row.case_no:
            raise _faulty(str(record), Words("案号{other}与本事项{mine}不同", "is of {other}, and the matter of {mine}", other=case.case_no, mine=row.case_no),
                          Words("请用本案的记录", "use the record of this case"))  # fmt: skip
        case = replace(case, results=case.results | _results(row.facts))
    else:
        case = _on_record(row, known, decided_on)
    judge = str(row.facts.get(Known.JUDGE.code, ""))
    if blame := BLAME.get(str(row.facts.get(Known.FINDING.code) or "")):
        faults = {**faults, judge: blame}
    return liability_table(case, faults)


def _on_record(row: Proceeding, known: Case | None, decided_on: date | None) -> CaseRecord:
    """The case as the matter and the register of closed cases know it: who sat, and what came of it; no votes."""
    day = decided_on or (known.date_closed if known else None)
    facts = row.facts
    bench = list(dict.fromkeys(facts.get(Known.BENCH.code) or ()))
    lacking = []
    if day is None:
        lacking.append(_lacking(row.ref, Words("案卷和结案清单中没有裁判日期", "no day of the judgment is on record"),
                                Words("请用 --decided-on 写明，或者用 --record 附案件记录", "give it with --decided-on, or a form with --record")))  # fmt: skip
    if not bench:
        lacking.append(_lacking(row.ref, Words("审判组织成员没有登记", "who sat on the case is not on record"),
                                Words("请用 --record 附案件记录；受理线索时可以填写“审判组织成员”", "give a form with --record; the bench may be stated when the lead is taken up")))  # fmt: skip
    if day is None or lacking:
        raise FaultyInput(lacking)
    in_charge = known.judge if known else ""
    alone = len(bench) == 1
    return CaseRecord(
        case_no=row.case_no,
        decided_on=day,
        results=_results(facts),
        single_judge=bench[0] if alone else "",
        panel=()
        if alone
        else tuple(
            Voice(code, Part.REPORTING_JUDGE if code == in_charge else Part.PANEL_JUDGE) for code in bench
        ),
    )


def _results(facts: dict[str, Any]) -> frozenset[Result]:
    found = {
        Result.WRONG_JUDGMENT: facts.get(Known.WRONG_RESULT.code),
        Result.SERIOUS_CONSEQUENCE: facts.get(Known.SERIOUS.code),
    }
    return frozenset(result for result, there in found.items() if there)


def _faulty(where: str, what: Words, mend: Words) -> FaultyInput:
    return FaultyInput([_lacking(where, what, mend)])


def _lacking(where: str, what: Words, mend: Words) -> Fault:
    return Fault(Words("“{where}”", "“{where}”", where=where), what, mend)
