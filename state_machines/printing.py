"""A procedure prints itself: as a table a lawyer can object to, as a drawing, and as JSON for another program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rules.labels import Labelled, Language, Words
from state_machines.interchange import Named, as_json
from state_machines.procedure import Procedure
from state_machines.steps import Step

__all__ = ["as_json", "as_mermaid", "as_table", "markdown"]

_UNCHANGED = Words("不变", "unchanged")
_FEW = 3
"""An act that may be taken in more states than this without leaving them is noted once, not at each."""

# fmt: off
_COLUMNS = (
    Words("步骤", "Step"), Words("由", "From"), Words("至", "To"), Words("谁办理", "Who"), Words("依据", "Authority"),
    Words("须写明", "Must state"), Words("不得办理的情形", "Unless"), Words("期限", "Time limit"),
    Words("期限的处理", "What becomes of time limits"), Words("文书", "Papers"), Words("告知", "Who is told"),
)
_TREATMENTS = (
    (Words("中止", "suspends"), "suspends"), (Words("恢复", "resumes"), "resumes"),
    (Words("延长", "extends"), "extends"),
)
# fmt: on


def as_table(procedure: Procedure, language: Language = "zh") -> str:
    """The rows of the procedure in Markdown; rows that differ in their starting state only are one row."""
    rows = [_row(steps, language) for steps in _alike(procedure.steps)]
    return markdown([column.to(language) for column in _COLUMNS], rows)


def as_mermaid(procedure: Procedure, language: Language = "zh") -> str:
    """A Mermaid `stateDiagram-v2`: the ids are the codes of the states, everything read is in the language.

    Acts between the same two states share an arrow, and acts that leave the state as it is are notes, because
    Mermaid draws several arrows of one course over one another.
    """
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.to(language)}" as {state.value}' for state in procedure.states]
    lines += [f"    [*] --> {procedure.initial.value}"]
    for (source, to), steps in _arrows(procedure).items():
        acts = " / ".join(_act(step, language) for step in steps)
        lines.append(f"    {source.value} --> {to.value} : {acts}")
    lines += [f"    {state.value} --> [*]" for state in procedure.final]
    for state, notes in _notes(procedure, language).items():
        lines += [f"    note right of {state.value}", *(f"        {note}" for note in notes), "    end note"]
    return "\n".join(lines) + "\n"


def markdown(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped, so that no text can break the table."""
    head = list(columns)
    lines = [head, ["---"] * len(head), *([cell or "—" for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _alike(steps: Iterable[Step]) -> list[list[Step]]:
    groups: dict[tuple[Any, ...], list[Step]] = {}
    for step in steps:
        key = tuple(getattr(step, name) for name in step.__dataclass_fields__ if name != "source")
        groups.setdefault(key, []).append(step)
    return list(groups.values())


def _row(steps: list[Step], language: Language) -> list[str]:
    step = steps[0]
    return [
        step.trigger.to(language),
        _listed((each.source for each in steps), language),
        step.to.to(language) if step.to else _UNCHANGED.to(language),
        _listed(step.roles, language),
        step.authority.to(language),
        _listed(step.required, language),
        _listed(step.unless, language),
        _limit(step, language),
        _treatment(step, language),
        _listed(step.papers, language),
        _listed(step.tells, language),
    ]


def _limit(step: Step, language: Language) -> str:
    if step.within is None:
        return ""
    limit = step.within
    said = [limit.late.to(language)] + ([_listed((limit.only,), language)] if limit.only else [])
    return f"{limit.to(language)}{_in_brackets(('；' if language == 'zh' else '; ').join(said), language)}"


def _treatment(step: Step, language: Language) -> str:
    space = "" if language == "zh" else " "
    parts = [
        f"{verb.to(language)}{space}{_listed(getattr(step, name), language)}"
        for verb, name in _TREATMENTS
        if getattr(step, name)
    ]
    return ("；" if language == "zh" else "; ").join(parts)


def _arrows(procedure: Procedure) -> dict[tuple[Labelled, Labelled], list[Step]]:
    found: dict[tuple[Labelled, Labelled], list[Step]] = {}
    for step in procedure.steps:
        if step.to is not None:
            found.setdefault((step.source, step.to), []).append(step)
    return found


def _notes(procedure: Procedure, language: Language) -> dict[Labelled, list[str]]:
    found: dict[Labelled, list[str]] = {}
    for steps in _alike(procedure.steps):
        if steps[0].to is not None:
            continue
        if len(steps) > _FEW:
            found.setdefault(procedure.initial, []).append(_nearly_everywhere(procedure, steps, language))
            continue
        for step in steps:
            found.setdefault(step.source, []).append(_act(step, language))
    return found


def _act(step: Step, language: Language) -> str:
    return f"{step.trigger.to(language)}{_in_brackets(_listed(step.roles, language), language)}"


def _nearly_everywhere(procedure: Procedure, steps: list[Step], language: Language) -> str:
    others = [state for state in procedure.states if state not in {step.source for step in steps}]
    return Words(
        "除{others}外，均可{act}",
        "{act}, except in: {others}",
        act=Words(_act(steps[0], "zh"), _act(steps[0], "en")),
        others=Words(_listed(others, "zh"), _listed(others, "en")),
    ).to(language)


def _listed(things: Iterable[Named], language: Language) -> str:
    if language == "zh":
        return "、".join(thing.zh for thing in things)
    return ", ".join(thing.en for thing in things)


def _in_brackets(text: str, language: Language) -> str:
    return f"（{text}）" if language == "zh" else f" ({text})"
