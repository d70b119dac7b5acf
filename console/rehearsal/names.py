"""What things are called in a script (名称): by code, in Chinese or in English; a wrong name is told the nearest right one."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

from console.rehearsal.script import Entry
from rules.labels import Labelled, Words
from rules.law import laws
from rules.roles import Role
from state_machines.contents import clocks_of
from state_machines.interchange import Named
from state_machines.procedure import Procedure
from state_machines.register import PROCEDURES
from state_machines.steps import ClockRule, Fact, Kind


class Coded(Named, Hashable, Protocol):
    """What has a code besides its names."""

    @property
    def code(self) -> str: ...


Thing = TypeVar("Thing", bound=Hashable)
Label = TypeVar("Label", bound=Labelled)
WithCode = TypeVar("WithCode", bound=Coded)

_NEAR = 50
"""Of 100: from here on two names are near enough to ask whether the one was meant for the other."""

OPENING = (
    Fact("court", "法院", "court"),
    Fact("case_no", "案号", "case number", Kind.CODE),
    Fact("organiser", "组织评查的法院", "the court that runs the round"),
    Fact("case_kind", "案件类型", "case kind", Kind.CODE),
    Fact("cause", "案由", "cause of action"),
    Fact("season", "评查季度", "quarter", Kind.CODE),
)
"""What any proceeding may be opened with, though no step asks for it."""


class Names(Generic[Thing]):
    """The names of things of one kind. Each thing is found by any of its names, in capitals or not."""

    def __init__(self, what: Words, things: Iterable[tuple[str, str, str, Thing]]) -> None:
        self.what = what
        self._found: dict[str, Thing] = {}
        self._spelled: dict[str, str] = {}
        self._shown: dict[Thing, Words] = {}
        for code, zh, en, thing in things:
            self._shown.setdefault(thing, Words(zh, en))
            for name in (code, zh, en):
                self._found.setdefault(name.casefold(), thing)
                self._spelled.setdefault(name.casefold(), name)

    @classmethod
    def of_labels(cls, what: Words, labels: Iterable[Label]) -> Names[Label]:
        return Names(what, ((label.value, label.zh, label.en, label) for label in labels))

    def find(self, text: str) -> Thing | None:
        return self._found.get(text.casefold())

    def read(self, entry: Entry, text: str | None = None) -> Thing | None:
        """The thing that the entry (or the text, which stands in it) names; a name unknown is a fault of the entry."""
        name = entry.text if text is None else text
        found = self.find(name)
        if found is None:
            entry.wrong(
                Words("没有{what}“{name}”", "there is no {what} “{name}”", what=self.what, name=name),
                self._instead(name),
            )
        return found

    def keyed(self, entry: Entry) -> dict[Thing, Entry]:
        """The named parts of an entry, by what their names stand for."""
        found: dict[Thing, Entry] = {}
        for name, part in entry.parts().items():
            thing = self.read(part, name)
            if thing is None:
                continue
            if thing in found:
                part.wrong(
                    Words("与第{line}行是同一项", "is the same as line {line}", line=found[thing].line),
                    Words("请只保留一项", "keep one of them"),
                )
            found[thing] = part
        return found

    def _instead(self, name: str) -> Words:
        near = process.extractOne(name.casefold(), list(self._found), scorer=fuzz.ratio, score_cutoff=_NEAR)
        if near is not None:
            return Words("是不是“{near}”？", "did you mean “{near}”?", near=self._spelled[near[0]])
        shown = self._shown.values()
        return Words(
            "可以写：{known}",
            "there are: {known}",
            known=Words(
                "、".join(words.to("zh") for words in shown), ", ".join(words.to("en") for words in shown)
            ),
        )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a procedure calls its acts, states, facts, time limits and papers."""

    procedure: Procedure
    acts: Names[Labelled]
    states: Names[Labelled]
    facts: Names[Fact]
    clocks: Names[ClockRule]
    papers: Names[Labelled]

    @classmethod
    def of(cls, procedure: Procedure) -> Vocabulary:
        papers = dict.fromkeys(paper for step in procedure.steps for paper in step.papers)
        return cls(
            procedure,
            Names.of_labels(Words("步骤", "act"), procedure.triggers.values()),
            Names.of_labels(Words("状态", "state"), procedure.states),
            coded(Words("事实", "fact"), _facts(procedure)),
            coded(Words("期限", "time limit"), clocks_of(procedure)),
            Names.of_labels(Words("文书", "paper"), papers),
        )

    def asked_of(self, act: Labelled) -> Names[Fact]:
        """The facts that one act may bring."""
        facts = dict.fromkeys(
            fact for step in self.procedure.steps if step.trigger is act for fact in step.facts
        )
        what = Words("“{act}”的内容", "particular of “{act}”", act=act)
        return coded(what, facts)

    def roles_of(self, act: Labelled) -> list[Role]:
        """Who may take the act, in any state."""
        return list(
            dict.fromkeys(role for step in self.procedure.steps if step.trigger is act for role in step.roles)
        )


def _facts(procedure: Procedure) -> dict[Fact, None]:
    """Every fact of a procedure: those of its steps, those its module of terms declares, and those of any opening."""
    terms = vars(sys.modules[procedure.states.__module__])
    declared = [
        fact
        for thing in (terms, *(vars(each) for each in terms.values() if isinstance(each, type)))
        for fact in thing.values()
        if isinstance(fact, Fact)
    ]
    of_steps = [fact for step in procedure.steps for fact in step.facts]
    return dict.fromkeys((*of_steps, *procedure.named.values(), *declared, *OPENING))


def coded(what: Words, things: Iterable[WithCode]) -> Names[WithCode]:
    return Names(what, ((thing.code, thing.zh, thing.en, thing) for thing in things))


PROCEDURE_NAMES: Names[str] = Names(
    Words("程序", "procedure"), ((each.code, each.zh, each.en, each.code) for each in PROCEDURES.values())
)
ROLE_NAMES: Names[Role] = Names.of_labels(Words("角色", "role"), Role)
ARTICLE_NAMES: Names[str] = Names(
    Words("条文", "article"),
    ((citation.code,) * 4 for measure in laws().values() for citation in measure.articles.values()),
)
