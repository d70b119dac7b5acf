"""A procedure as a Petri net in PNML (ISO/IEC 15909-2), so that programs of process mining can hold logs against it.

A place for every state, a transition for every row, named as the events of our logs are. The opening stands before
the first state. All final states are one place: such programs ask for one, and a silent step from each to it would
cost something in their reckoning, so that a lawful log came to a little less than 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from rules.labels import Labelled, Language, Words
from state_machines.procedure import Procedure

NAMESPACE = "http://www.pnml.org/version-2009/grammar/pnml"
PLACES = "http://www.pnml.org/version-2009/grammar/ptnet"
OPENED = Words("立项", "opened")
"""The name of the act that opens a proceeding."""
_BEFORE = Words("尚未立项", "not yet opened")


def as_pnml(procedure: Procedure, language: Language = "zh") -> str:
    """The net as an XML document; its one token stands before the opening, and ends in the last place."""
    return "\n".join(_document(procedure, language)) + "\n"


def _document(procedure: Procedure, language: Language) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<pnml xmlns="{NAMESPACE}">'
    yield f'<net id={quoteattr(procedure.code)} type="{PLACES}">'
    yield _name(procedure.to(language))
    yield '<page id="page">'
    yield _place("before", _BEFORE.to(language), marked=True)
    yield from (
        _place(state.value, state.to(language)) for state in procedure.states if state not in procedure.final
    )
    yield _place("final", " / ".join(state.to(language) for state in procedure.final))
    yield from _moving("open", OPENED.to(language), "before", _at(procedure, procedure.initial))
    for number, step in enumerate(procedure.steps):
        places = _at(procedure, step.source), _at(procedure, step.destination)
        yield from _moving(f"{step.trigger.value}-{number}", step.trigger.to(language), *places)
    yield "</page>"
    yield '<finalmarkings><marking><place idref="final"><text>1</text></place></marking></finalmarkings>'
    yield "</net>"
    yield "</pnml>"


def _at(procedure: Procedure, state: Labelled) -> str:
    return "final" if state in procedure.final else state.value


def _moving(code: str, name: str, source: str, to: str) -> Iterator[str]:
    """A transition with its two arcs."""
    yield f"<transition id={quoteattr(code)}>{_name(name)}</transition>"
    yield f"<arc id={quoteattr(f'{code}-in')} source={quoteattr(source)} target={quoteattr(code)}/>"
    yield f"<arc id={quoteattr(f'{code}-out')} source={quoteattr(code)} target={quoteattr(to)}/>"


def _place(code: str, name: str, *, marked: bool = False) -> str:
    marking = "<initialMarking><text>1</text></initialMarking>" if marked else ""
    return f"<place id={quoteattr(code)}>{_name(name)}{marking}</place>"


def _name(text: str) -> str:
    return f"<name><text>{escape(text)}</text></name>"
