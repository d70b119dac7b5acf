"""Papers of closed matters (惩戒、退额、保护、衔接文书): any of them, filled from its row, the facts after the act, and the law of the day.

A fact that its readers may not see is left out of a paper (知悉范围): a paper goes from hand to hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.assessment_forms import ASSESSMENT_FORMS
from documents.clearing_forms import CLEARING_FORMS
from documents.discipline_decision_forms import DECISION_FORMS
from documents.discipline_form import DisciplineForm
from documents.discipline_later_forms import LATER_FORMS
from documents.discipline_prereview_forms import PREREVIEW_FORMS
from documents.discipline_wording import ended, lines_of
from documents.exit_forms import EXIT_FORMS
from documents.figures import NONE, day
from documents.handover_forms import HANDOVER_FORMS
from documents.issuers import office_of
from documents.judge_forms import Limit
from documents.paper_basis import basis
from documents.paper_content import Block, Line, Paper, Row, Section, Signature, Value
from documents.paper_fields import PROTECTION, Field, Of, PaperKind
from documents.protection_forms import PROTECTION_FORMS
from documents.protection_tables import IN_A_TABLE
from documents.protection_wording import said_of
from rules.labels import Labelled, Language, Words, in_language
from rules.legal_remedies import paths
from rules.parameters import Rules
from rules.roles import Role
from state_machines.procedure import Procedure
from state_machines.steps import Fact, Step

FORMS: dict[Labelled, DisciplineForm] = {
    form.paper: form
    for form in (
        *(*PREREVIEW_FORMS, *DECISION_FORMS, *LATER_FORMS, *EXIT_FORMS, *ASSESSMENT_FORMS),
        *(*CLEARING_FORMS, *PROTECTION_FORMS, *HANDOVER_FORMS),
    )
}
"""Every paper that a step or an opening of a closed matter names; a test looks that none is missing."""
HAND = Words("　　　　　　　　　　　　　　年　　月　　日", "                              Date:            ")
_REASONS = "reasons"
_FORMS = (PaperKind.DISCIPLINE_FORM, PaperKind.PROTECTION_FORM)
"""表: every part but what is set out in a table is a row of their one table."""


@dataclass(frozen=True, slots=True)
class Done:
    """The act that a paper follows from, and the matter as it stood after it."""

    procedure: Procedure
    ref: str
    facts: Mapping[str, Any]
    stated: Mapping[str, Any]
    step: Step
    role: Role
    on: date
    rules: Rules
    limits: Sequence[Limit] = ()
    language: Language = "zh"
    sample: bool = False


def discipline_paper(paper: Labelled, done: Done) -> Paper:
    """One paper of an act."""
    form, language = FORMS[paper], done.language
    issuer = office_of(done.role, done.facts)
    title = _title(form)
    name = Words(paper.zh, paper.en)
    return Paper(
        form.layout,
        title=Words("{title} {ref}", "{title} {ref}", title=title, ref=done.ref),
        author=issuer.to(language),
        dated=done.on,
        language=language,
        sample=done.sample,
        name=name,
        code=f"{done.procedure.code}.{paper.value}",
        values={**_matter(form, done, issuer, title), **_body(form, done), **_closing(form, done, issuer)},
    )


def _title(form: DisciplineForm) -> Words:
    """A decision, letter or form is of its matter; what another wrote is named as it is."""
    if str(form.title):
        return form.title
    if not str(form.matter) or form.layout in (PaperKind.DISCIPLINE_DECISION, PaperKind.DISCIPLINE_LETTER):
        return Words("{paper}", "{paper}", paper=form.paper)
    return Words("{matter}{paper}", "{matter}: {paper}", matter=form.matter, paper=form.paper)


def _matter(form: DisciplineForm, done: Done, issuer: Words, title: Words) -> dict[Field, Value]:
    facts = done.facts
    return {
        Of.ISSUER: issuer,
        Of.TITLE: title,
        Of.REF: done.ref,
        Of.NUMBER: Words("编号：{ref}", "No. {ref}", ref=done.ref) if form.layout in PROTECTION else None,
        Of.CASE_NO: str(facts.get("case_no") or NONE),
        Of.COURT: str(facts.get("court") or NONE),
        Of.DIVISION: str(facts.get("division") or NONE),
        Of.JUDGE: str(facts.get("judge") or NONE),
        Of.LED_BY: Words("{act}", "{act}", act=done.step.trigger),
        Of.WRITTEN_BY: issuer,
        Of.DATED: day(done.on, done.language),
    }


def _parts(form: DisciplineForm, done: Done) -> dict[Field, Value]:
    shown = {
        Of.FOUND: _section(form, form.found, done),
        Of.DEFENCE: _section(form, form.defence, done),
        Of.WHY: _section(form, form.why, done),
        Of.RESULT: (*_section(form, form.result, done), *(Line(words) for words in form.sentences)),
        Of.BASIS: basis(form, done.step, done.facts, done.on, done.language),
        Of.LIMITS: _limits(done) if form.inside else (),
        Of.REMEDIES: _remedies(form, done),
    }
    return {field: section or None for field, section in shown.items()}


def _body(form: DisciplineForm, done: Done) -> dict[Field, Value]:
    """The parts of the paper; a form (表) has them all as rows of its one table."""
    parts, matters = _parts(form, done), _matters(form, done)
    if form.layout in _FORMS:
        matters += [
            {Of.HEAD: name, Of.SET_OUT: "\n".join(_plain(line, name, done.language) for line in part)}
            for field, name in _ROWS.items()
            if isinstance(part := parts.pop(field), tuple)
        ]
    return {**parts, Of.MATTERS: matters or None}


_ROWS: dict[Field, Words] = {
    Of.WHY: Words("理由", "reasons"),
    Of.BASIS: Words("依据", "authority"),
    Of.LIMITS: Words("期限", "time limits"),
    Of.REMEDIES: Words("救济途径", "remedies"),
}


def _plain(block: Block, name: Words, language: Language) -> str:
    """A line of a row; the name of the row is not said again."""
    text: str = in_language(block.text, language) if isinstance(block, Line) else ""
    return text.removeprefix(Words("{name}：", "{name}: ", name=name).to(language))


def _closing(form: DisciplineForm, done: Done, issuer: Words) -> dict[Field, Value]:
    signers: list[Row] = [{Of.SIGNER: signer, Of.SIGNED: HAND} for signer in form.signers]
    return {
        Of.ADDRESSEE: _addressee(form, done),
        Of.OPENING: form.opening if str(form.opening) else None,
        Of.SIGNERS: signers or None,
        Of.CAVEAT: form.caveat if str(form.caveat) else None,
        Of.SIGNATURE: (Signature(issuer, done.on),),
    }


def _addressee(form: DisciplineForm, done: Done) -> Words | None:
    """What the judge wrote goes where the step sends it, if the row does not say whom it is to."""
    if form.to is None:
        return None
    if not isinstance(form.to, Fact):
        return Words("{whom}：", "{whom}:", whom=office_of(form.to, done.facts))
    named = _value(form, form.to, done)
    if form.to.choices is Role and named:
        return Words("{whom}：", "{whom}:", whom=office_of(Role(named), done.facts))
    return Words("{whom}：", "{whom}:", whom="".join(_told(form, form.to, done)) if named else NONE)


def _open(form: DisciplineForm, fact: Fact, done: Done) -> bool:
    """Whether there is something to say, and whether whoever gets the paper may see it."""
    if _value(form, fact, done) in (None, "", [], {}):
        return False
    return not fact.seen_by or (bool(form.readers) and set(form.readers) <= set(fact.seen_by))


def _value(form: DisciplineForm, fact: Fact, done: Done) -> Any:
    """The fact as the act stated it, or else as it is on record.

    Reasons are those of their own act: what was said for an earlier one stands in that one's paper.
    """
    if fact.code in done.stated:
        value = done.stated[fact.code]
        return [value] if fact.many else value
    if form.of_the_act or fact.code == _REASONS:
        return None
    return done.facts.get(fact.code)


def _section(form: DisciplineForm, facts: Sequence[Fact], done: Done) -> Section:
    lines: list[Block] = []
    # The heading of the part says already what its one fact is called.
    alone = form.layout in PROTECTION and len(facts) == 1
    for fact in facts:
        if not _open(form, fact, done):
            continue
        if fact in IN_A_TABLE:
            lines.append(IN_A_TABLE[fact](_value(form, fact, done), done.facts, done.language))
            continue
        told = _told(form, fact, done)
        if not told:
            continue
        if alone:
            lines += [Line(ended(text, done.language)) for text in told]
            continue
        name = Words(fact.zh, fact.en)
        first = Words(
            "{name}：{text}" if len(told) == 1 else "{name}：",
            "{name}: {text}" if len(told) == 1 else "{name}:",
            name=name,
            text=told[0],
        )
        lines.append(Line(Words("{line}", "{line}", line=ended(first.to(done.language), done.language))))
        lines += [Line(ended(text, done.language)) for text in told if len(told) > 1]
    return tuple(lines)


def _matters(form: DisciplineForm, done: Done) -> list[Row]:
    return [
        {Of.HEAD: Words(fact.zh, fact.en), Of.SET_OUT: "\n".join(_told(form, fact, done))}
        for fact in form.matters
        if _open(form, fact, done)
    ]


def _told(form: DisciplineForm, fact: Fact, done: Done) -> list[str]:
    value = _value(form, fact, done)
    own = said_of(fact, value, done.facts, done.language) if form.layout in PROTECTION else None
    return lines_of(done.procedure.letters, fact, value, done.language) if own is None else own


def _limits(done: Done) -> Section:
    """Every limit that began with the act: how it was counted, until when, on what authority."""
    return tuple(
        Line(
            Words(
                "{counted}。依据：{authority}。"
                if limit.in_hours
                else "{counted}，至{due}（含当日）届满。依据：{authority}。",
                "{counted}. Authority: {authority}."
                if limit.in_hours
                else "{counted}; it ends on {due} (inclusive). Authority: {authority}.",
                counted=limit.counted,
                due=day(limit.due, done.language),
                authority=limit.authority,
            )
        )
        for limit in done.limits
        if limit.due is not None
    )


def _remedies(form: DisciplineForm, done: Done) -> Section:
    """The remedies of the law in force that day; a day they run to stands under the limits as soon as it is known."""
    if form.attacked is None:
        return ()
    told = [
        Line(
            Words(
                "{told}。依据：{authority}。",
                "{told}. Authority: {authority}.",
                told=path.told(done.rules),
                authority=path.authority.to(done.language),
            )
        )
        for path in paths(form.attacked, done.on)
    ]
    if told and not any(limit.due for limit in done.limits):
        told.append(Line(_UNTIL_SERVED))
    return tuple(told)


_UNTIL_SERVED = Words(
    "上述期限自收到本文书起算，届满之日在送达回证上写明。",
    "The limits run from receipt; the day on which each ends is stated on the proof of service.",
)
