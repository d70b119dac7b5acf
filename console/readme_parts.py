"""The generated parts of the READMEs: drawings and tables that the code itself gives, in either language."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any

from config.settings import Settings
from console import legal_sources
from console.cli import COMMANDS, desk_of
from console.source_tree import ROOT, importers, reduced
from rules.labels import Labelled, Language, Words
from rules.roles import Role
from state_machines.printing import markdown
from state_machines.procedure import Procedure
from state_machines.quality_review.table import QUALITY_REVIEW
from state_machines.register import PROCEDURES

# fmt: off
PACKAGES = {
    "console":        Words("控制台：办理的地方", "the desks"),
    "flows":          Words("流程：耗时而无需人办的", "what takes time"),
    "documents":      Words("文书：收进、制发", "paper in, paper out"),
    "records":        Words("案卷：发生了什么", "what happened"),
    "notifiers":      Words("通知：告知谁、怎么告知", "who is told, and how"),
    "state_machines": Words("程序：可以办什么", "what may happen"),
    "rules":          Words("规则：法律怎么说", "what the law says"),
    "config":         Words("设置：法院可以自己改的", "what a court may change"),
}
_COMMANDS = Words("命令", "command"), Words("其下", "with"), Words("用途", "what for")
_SETTINGS = Words("设置", "setting"), Words("缺省", "default"), Words("含义", "meaning")
_ROLES = Words("角色", "role"), Words("可以办理", "may take"), Words("被告知", "is told of")
_DECISIONS = Words("编号", "number"), Words("决定", "decision")
# fmt: on


def states(language: Language) -> str:
    """The states of a review and the acts between them; what leaves the state as it is stays in docs/procedures."""
    return _mermaid(_outline(QUALITY_REVIEW, language))


def architecture(language: Language) -> str:
    """The packages as the imports in their files order them, and which imports which."""
    edges = importers(PACKAGES, PACKAGES)
    drawn = sorted(reduced(edges), key=lambda edge: [list(PACKAGES).index(name) for name in edge])
    lines = ["flowchart TD"]
    lines += [f'    {name}["<b>{name}</b><br>{words.to(language)}"]' for name, words in PACKAGES.items()]
    lines += [f"    {upper} --> {lower}" for upper, lower in drawn]
    importer = Words("导入者 ＼ 被导入", "imports ＼ imported").to(language)
    cells = (
        [f"`{upper}`", *("●" if (upper, lower) in edges else "·" for lower in PACKAGES)] for upper in PACKAGES
    )
    return f"{_mermaid(lines)}\n{markdown([importer, *(f'`{name}`' for name in PACKAGES)], cells)}"


def roles(language: Language) -> str:
    """Who may take which act, and who hears of which, procedure by procedure."""
    return "\n".join(
        f"## {procedure.to(language)}\n\n{_roles_of(procedure, language)}"
        for procedure in PROCEDURES.values()
    )


def _roles_of(procedure: Procedure, language: Language) -> str:
    rows = (
        (
            role.to(language),
            _listed((step.trigger for step in procedure.steps if role in step.roles), language),
            _listed((step.trigger for step in procedure.steps if role in step.tells), language),
        )
        for role in Role
        if any(role in (*step.roles, *step.tells) for step in procedure.steps)
    )
    return _table(_ROLES, rows, language)


def commands(language: Language) -> str:
    """The desks of the command line, and what can be done at each."""
    rows = (
        (f"`zelian {name}`", " ".join(f"`{each}`" for each in errands(name)), words.to(language))
        for name, (_, words) in COMMANDS.items()
    )
    return _table(_COMMANDS, rows, language)


def errands(name: str) -> list[str]:
    """What can be asked for at a desk; nothing where the desk is one errand."""
    desk = desk_of(name)
    module, _ = COMMANDS[name]
    known = getattr(desk, "commands", {})
    # Its own in the order in which they are done, then those of its further files: whichever was loaded first.
    own = [each for each, errand in known.items() if _home(errand) == module]
    return own + sorted(set(known) - set(own))


def _home(errand: Any) -> str:
    """The file an errand is written in."""
    return inspect.unwrap(errand.callback).__module__ if errand.callback else ""


def settings(language: Language) -> str:
    """What an installation can be set to."""
    rows = (
        (
            f"`ZELIAN_{name.upper()}`",
            f"`{field.default}`" if field.default else "",
            (field.title if language == "zh" else field.description) or "",
        )
        for name, field in Settings.model_fields.items()
    )
    return _table(_SETTINGS, rows, language)


def decisions(language: Language) -> str:
    """The decisions by number, each with the title it gives itself."""
    rows = []
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        number, title = (
            path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").split(maxsplit=1)
        )
        rows.append((f"[{number.rstrip('.')}](decisions/{path.name})", title.lstrip("·—:： ")))
    return _table(_DECISIONS, rows, language)


PARTS: dict[str, Callable[[Language], str]] = {
    "law": legal_sources.table,
    "sources": legal_sources.summary,
    "states": states,
    "roles": roles,
    "commands": commands,
    "architecture": architecture,
    "settings": settings,
    "decisions": decisions,
}


def _outline(procedure: Procedure, language: Language) -> list[str]:
    arrows: dict[tuple[str, str], list[Labelled]] = {}
    for step in procedure.steps:
        if step.to is not None:
            arrows.setdefault((step.source.value, step.to.value), []).append(step.trigger)
    return [
        "stateDiagram-v2",
        *(f'    state "{state.to(language)}" as {state.value}' for state in procedure.states),
        f"    [*] --> {procedure.initial.value}",
        *(f"    {start} --> {end} : {_listed(acts, language)}" for (start, end), acts in arrows.items()),
        *(f"    {state.value} --> [*]" for state in procedure.final),
    ]


def _mermaid(lines: Iterable[str]) -> str:
    return "```mermaid\n" + "".join(f"{line}\n" for line in lines) + "```\n"


def _table(columns: Iterable[Words], rows: Iterable[Iterable[str]], language: Language) -> str:
    return markdown([column.to(language) for column in columns], rows)


def _listed(acts: Iterable[Labelled], language: Language) -> str:
    """The names of acts, each once: two procedures may name an act alike."""
    return ("、" if language == "zh" else ", ").join(dict.fromkeys(act.to(language) for act in acts))
