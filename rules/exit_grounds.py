"""退额情形清单 (lists of grounds of exit): one for the country, one for a province, one of a court's own; by their dates.

`config/exit_grounds/` holds ours, `exit_grounds/` in a court's own directory its own. A ground that stands in several of the
lists in use rests on the articles of all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rules.court_files import parsed, written_in
from rules.entries import entries_of
from rules.errors import Fault, FaultyInput, UnknownRule
from rules.labels import Words
from rules.parameters import Rules
from rules.quota_exit import ExitGround
from rules.shipped import shipped_in

FORM = Words("请对照 config/exit_grounds/national.yaml 改正", "mend it after the form of national.yaml")


NATIONAL = "national.yaml"
"""Comes first: the others add to it."""


@dataclass(frozen=True, slots=True)
class ExitList:
    """One list (清单): its code, its name, its grounds."""

    code: str
    zh: str
    en: str
    grounds: tuple[ExitGround, ...]


class ExitBook:
    """Every list there is."""

    def __init__(self, lists: Iterable[ExitList]) -> None:
        self.lists = tuple(lists)

    def grounds(self, lists: Sequence[str], on: date | None = None) -> tuple[ExitGround, ...]:
        """The grounds of these lists, each once, with the articles of all; on a day, only those in force then."""
        found: dict[str, ExitGround] = {}
        for each in self.lists:
            for ground in each.grounds if each.code in lists else ():
                before = found.get(ground.code)
                found[ground.code] = (
                    replace(before, grounds=(*before.grounds, *ground.grounds)) if before else ground
                )
        return tuple(ground for ground in found.values() if on is None or ground.on(on))

    def find(self, code: str, lists: Sequence[str]) -> ExitGround | None:
        """The ground of that code; None where the lists have none."""
        return next((ground for ground in self.grounds(lists) if ground.code == code), None)

    def named(self, text: str, rules: Rules) -> ExitGround:
        """The ground somebody named by its code or its name in either language, from the lists in use.

        Raises:
            UnknownRule: there is none; the message lists those in force.
        """
        lists = rules["quota_exit.lists"]
        for ground in self.grounds(lists):
            if text.strip() in (ground.code, ground.zh, ground.en):
                return ground
        raise UnknownRule(none_such(text, self.grounds(lists, rules.day)))


def none_such(text: str, known: Iterable[ExitGround]) -> Words:
    """That there is no such ground, and which there are."""
    grounds = list(known)
    return Words(
        "适用的清单中没有退额情形“{text}”；可以是：{known}",
        "the lists in use have no ground “{text}”; there are: {known}",
        text=text,
        known=Words(
            "；".join(f"{each.zh}（{each.code}）" for each in grounds),
            "; ".join(f"{each.en} ({each.code})" for each in grounds),
        ),
    )


@cache
def exit_book(court_directory: Path | None = None) -> ExitBook:
    """Read `config/exit_grounds/`, and the court's own directory.

    Raises:
        FaultyInput: everything wrong in any of the files.
    """
    faults: list[Fault] = []
    ours = sorted(shipped_in("exit_grounds"), key=lambda each: (each[0] != NATIONAL, each[0]))
    texts: list[tuple[str | None, str]] = [(text, f"config/exit_grounds/{name}") for name, text in ours]
    theirs = sorted(court_directory.glob("*.yaml")) if court_directory else []
    texts += [(written_in(own, FORM, faults), own.name) for own in theirs]
    lists = [found for text, source in texts if (found := _list(text, source, faults))]
    _differing(lists, faults)
    if faults:
        raise FaultyInput(faults)
    return ExitBook(lists)


def _list(text: str | None, source: str, faults: list[Fault]) -> ExitList | None:
    """One file; None, and what is wrong with it, where it is none."""
    data: Any = parsed(text, source, FORM, faults)
    if text is None or data is None:
        return None
    missing = [
        name for name in ("list", "zh", "en") if not isinstance(data, dict) or not str(data.get(name) or "")
    ]
    if missing:
        what = Words("缺少：{missing}", "lacks: {missing}", missing="、".join(missing))
        faults.append(Fault(Words("{source}", "{source}", source=source), what, FORM))
        return None
    try:
        grounds = entries_of(text, source, "grounds", ExitGround.read)
    except FaultyInput as error:
        faults += error.faults
        return None
    return ExitList(str(data["list"]), str(data["zh"]), str(data["en"]), grounds)


def _differing(lists: Sequence[ExitList], faults: list[Fault]) -> None:
    """One code means one thing in all lists: what two of them take for different kinds of exit cannot be joined."""
    for code, times in Counter(each.code for each in lists).items():
        if times > 1:
            faults.append(
                Fault(
                    Words("清单“{code}”", "the list “{code}”", code=code),
                    Words("有两份清单用这个代码", "two lists have this code"),
                    Words("请给本院清单另取一个代码", "give the court's own list a code of its own"),
                )
            )
    known: dict[str, tuple[ExitGround, str]] = {}
    for each in lists:
        for ground in each.grounds:
            before, where = known.setdefault(ground.code, (ground, each.code))
            if (before.category, before.proof) != (ground.category, ground.proof):
                faults.append(
                    Fault(
                        Words("清单“{one}”的“{code}”", "“{code}” of the list “{one}”", one=each.code, code=ground.code),
                        Words("与清单“{other}”的同一情形类别或者证明不同", "has another category or proof than in “{other}”", other=where),
                        Words("请改用另一个代码，或者写成一致", "give it a code of its own, or make them agree"),
                    )
                )  # fmt: skip


def code_of(text: str) -> str:
    """The code of a ground of ours named in either language; what is none stays as it is, for the procedure to refuse."""
    known = (ground for each in exit_book().lists for ground in each.grounds)
    return next((each.code for each in known if text.strip() in (each.code, each.zh, each.en)), text)


DEATH = "died"
"""The ground that turns any matter into a natural exit (死亡)."""
