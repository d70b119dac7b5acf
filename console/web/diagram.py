"""The drawing of a procedure (程序图) with the place where a matter stands: an SVG made here, which needs no script.

States lie in rows by how many acts lead to them at least; the way that was gone is drawn strong, and what is possible now in
the colour of the desk. The same is said in words beside it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from rules.labels import Labelled, Language
from state_machines.procedure import Procedure

WIDE, HIGH, ACROSS, DOWN, EDGE = 94, 38, 107, 64, 7
"""Of a state, of the way from one to the next, and of the margin, in units of the drawing."""
_LINE, _SMALL, _ROOM = 7, 3, 15
"""Letters of a state's name on one line; English letters are half as wide. From three lines on they are small."""


@dataclass(frozen=True, slots=True)
class _Placed:
    state: Labelled
    x: float
    y: float


def drawn(table: Procedure, state: str, past: Sequence[tuple[str, str]], language: Language) -> str:
    """The SVG of a procedure; `past`: the changes of state so far, each from one to another."""
    places = _places(table)
    wide = max(each.x for each in places.values()) + WIDE + EDGE + 26
    high = max(each.y for each in places.values()) + HIGH + EDGE
    gone = {(one, other) for one, other in past if one != other}
    been = {code for each in gone for code in each} | {table.initial.value, state}
    lines = [
        _arrow(places[one], places[other], _kind(one, other, state, gone)) for one, other in _ways(table)
    ]
    lines.sort(key=lambda line: "way-gone" in line or "way-now" in line)
    boxes = [_box(each, state, been, language) for each in places.values()]
    return (
        f'<svg class="diagram" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" aria-hidden="true" focusable="false">'
        f"{''.join(lines)}{''.join(boxes)}</svg>"
    )


def _ways(table: Procedure) -> list[tuple[str, str]]:
    pairs = [(step.source.value, step.destination.value) for step in table.steps if step.to is not None]
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def _places(table: Procedure) -> dict[str, _Placed]:
    """Each state in the row of its distance; in a row, under what leads to it."""
    rows: dict[str, int] = {table.initial.value: 0}
    ahead, ways = deque([table.initial.value]), _ways(table)
    while ahead:
        here = ahead.popleft()
        for one, other in ways:
            if one == here and other not in rows:
                rows[other] = rows[here] + 1
                ahead.append(other)
    across: dict[str, float] = {}
    found: dict[str, _Placed] = {}
    for row in range(max(rows.values()) + 1):
        here_row = [state for state in table.states if rows.get(state.value) == row]
        above = {
            each.value: _mean(across[one] for one, to in ways if to == each.value and one in across)
            for each in here_row
        }
        here_row.sort(key=lambda each, above=above: above[each.value])  # type: ignore[misc]
        for at, each in enumerate(here_row):
            across[each.value] = at
            found[each.value] = _Placed(each, EDGE + at * ACROSS, EDGE + row * DOWN)
    return found


def _mean(values: Iterable[float]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def _kind(one: str, other: str, state: str, gone: set[tuple[str, str]]) -> str:
    if (one, other) in gone:
        return "way-gone"
    return "way-now" if one == state else "way"


def _arrow(one: _Placed, other: _Placed, kind: str) -> str:
    """From the lower edge to the upper edge below; what leads back, or along a row, goes round by the right."""
    if other.y > one.y:
        x1, y1, x2, y2 = one.x + WIDE / 2, one.y + HIGH, other.x + WIDE / 2, other.y
        bend = (y2 - y1) / 2
        course = f"M{x1:g} {y1:g}C{x1:g} {y1 + bend:g} {x2:g} {y2 - bend:g} {x2:g} {y2 - 4:g}"
        tip = f"M{x2 - 4:g} {y2 - 6:g}L{x2:g} {y2:g}L{x2 + 4:g} {y2 - 6:g}z"
    else:
        x1, y1, x2, y2 = one.x + WIDE, one.y + HIGH / 3, other.x + WIDE, other.y + HIGH * 2 / 3
        out = max(x1, x2) + 22
        course = f"M{x1:g} {y1:g}C{out:g} {y1:g} {out:g} {y2:g} {x2 + 4:g} {y2:g}"
        tip = f"M{x2 + 6:g} {y2 - 4:g}L{x2:g} {y2:g}L{x2 + 6:g} {y2 + 4:g}z"
    return f'<path class="{kind}" d="{course}"/><path class="{kind}-tip" d="{tip}"/>'


def _box(place: _Placed, state: str, been: set[str], language: Language) -> str:
    code = place.state.value
    kind = "box-now" if code == state else "box-been" if code in been else "box"
    lines = _broken(place.state.to(language), _LINE if language == "zh" else 16)
    high = 13 if len(lines) < _SMALL else 10.5
    tight = len(lines) >= _SMALL or max(map(len, lines)) > _ROOM
    kind += " box-small" if tight else ""
    middle = place.y + HIGH / 2 + 4 - (len(lines) - 1) * high / 2
    text = "".join(
        f'<text x="{place.x + WIDE / 2:g}" y="{middle + at * high:g}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    )
    return f'<g class="{kind}"><rect x="{place.x:g}" y="{place.y:g}" width="{WIDE}" height="{HIGH}" rx="6"/>{text}</g>'


def _broken(name: str, most: int) -> list[str]:
    """A name on as few lines as it needs; a Chinese one is cut in the middle."""
    if len(name) <= most:
        return [name]
    words = name.split(" ")
    if len(words) == 1:
        half = (len(name) + 1) // 2
        return [name[:half], name[half:]]
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < most:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
