"""On what authority a paper stands (文书依据): the article of its step, and those of the conduct, the ground or the row it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.discipline_form import DisciplineForm
from documents.discipline_wording import ended
from documents.paper_content import Line, Section
from rules.citations import Citation
from rules.labels import Language, Words
from rules.law import cite
from rules.quota_exit import ExitGround
from state_machines.chain import ROWS
from state_machines.handover.terms import Known as Handed
from state_machines.handover.terms import Link
from state_machines.quota_exit.terms import Known
from state_machines.steps import Step

ITEM = "item"


def basis(
    form: DisciplineForm, step: Step, facts: Mapping[str, Any], on: date, language: Language
) -> Section:
    """The articles, each with its point in our words."""
    named = [fact.code for fact in (*form.matters, *form.found)]
    cited = [step.authority]
    if ITEM in named and str(facts.get(ITEM, "")).startswith("46"):
        cited.append(cite("judges_law.46"))
    if Known.GROUND_FOUND.code in named:
        cited += _of_the_ground(facts, on)
    if Handed.LINK.code in named and facts.get(Handed.LINK.code):
        cited.append(ROWS[Link(facts[Handed.LINK.code])].authority)
    unique = {citation.code: citation for citation in cited}
    return tuple(
        Line(
            Words(
                "{article}：{point}",
                "{article}: {point}",
                article=citation.to(language),
                point=ended(citation.point(language), language),
            )
        )
        for citation in unique.values()
    )


def _of_the_ground(facts: Mapping[str, Any], on: date) -> list[Citation]:
    """The articles behind the ground of an exit, as they stood on the day of the paper."""
    found = facts.get(Known.GROUND_FOUND.code)
    return [each.authority for each in ExitGround.read(found).on(on)] if found else []
