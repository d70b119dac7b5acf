"""What each law and measure carries in the product (依据对照): found in the procedures, the parameters and the source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from console.source_tree import files_naming
from rules.citations import Citation, Provenance
from rules.labels import Language, Words
from rules.law import Law, laws
from rules.parameters import rule_book
from state_machines.contents import clocks_of, guards_of, lengths_of
from state_machines.printing import markdown
from state_machines.register import PROCEDURES

CODE = ("rules", "state_machines", "records", "documents", "notifiers", "flows")

# fmt: off
_COLUMNS = Words("依据", "source"), Words("条文要旨", "point"), Words("在系统中", "in the product"), Words("出处", "mark")
_SUMMARY = Words("依据", "source"), Words("所引条数，按出处", "articles cited, by mark"), Words("在系统中", "in the product")
_KINDS = {
    "act":     Words("步骤", "act"),
    "refusal": Words("不得办理", "refusal"),
    "limit":   Words("期限", "time limit"),
    "value":   Words("参数", "parameter"),
}
# fmt: on
_COLON, _COMMA = Words("：", ": "), Words("、", ", ")

Carried = dict[str, list[Words]]
"""What rests on one article, by kind."""


def table(language: Language) -> str:
    """A row for each article that carries something; a measure the court has yet to lay down is one row."""
    carried = _carried()
    rows = [row for law in sorted(laws().values(), key=_rank) for row in _rows(law, carried, language)]
    return markdown([column.to(language) for column in _COLUMNS], rows)


def summary(language: Language) -> str:
    """A row for each law or measure that carries something: how many articles, by mark, and what rests on them."""
    carried = _carried()
    rows = []
    for law in sorted(laws().values(), key=_rank):
        articles = [each for each in law.articles.values() if each.code in carried]
        if articles:
            marks = ((mark, sum(each.provenance is mark for each in articles)) for mark in Provenance)
            named = _COMMA.to(language).join(f"{mark.to(language)} {count}" for mark, count in marks if count)
            rows.append([law.to(language), named, _counts(articles, carried, language)])
    return markdown([column.to(language) for column in _SUMMARY], rows)


def _rank(law: Law) -> tuple[bool, int]:
    """The measure that the procedures serve stands first, and what was never checked last."""
    served = law.key in {procedure.authority.law for procedure in PROCEDURES.values()}
    marks = list(Provenance)
    return not served, max(marks.index(each.provenance) for each in law.articles.values())


def _carried() -> dict[str, Carried]:
    """By the code of an article: the acts, refusals, time limits and parameters that rest on it, each once."""
    found: dict[str, dict[str, dict[str, Words]]] = defaultdict(lambda: defaultdict(dict))
    for code, kind, words in (*_of_procedures(), *_of_parameters()):
        found[code][kind].setdefault(str(words), words)
    return {
        code: {kind: list(each.values()) for kind, each in kinds.items()} for code, kinds in found.items()
    }


def _of_procedures() -> Iterator[tuple[str, str, Words]]:
    for procedure in PROCEDURES.values():
        for step in procedure.steps:
            yield step.authority.code, "act", Words(step.trigger.zh, step.trigger.en)
        for guard, citation in guards_of(procedure):
            yield citation.code, "refusal", Words(guard.zh, guard.en)
        for clock in clocks_of(procedure):
            yield clock.authority.code, "limit", Words(clock.zh, clock.en)


def _of_parameters() -> Iterator[tuple[str, str, Words]]:
    limits = {key for table in PROCEDURES.values() for clock in clocks_of(table) for key in lengths_of(clock)}
    for entry in rule_book().parameters:
        if entry.key not in limits:
            yield entry.authority, "value", Words(entry.zh, entry.en)


def _rows(law: Law, carried: dict[str, Carried], language: Language) -> Iterator[list[str]]:
    articles = list(law.articles.values())
    ours = all(each.provenance is Provenance.DESIGN for each in articles)
    holds = _counts(articles, carried, language) or "<br>".join(
        f"`{path}`" for path in files_naming(law.key, CODE)
    )
    if ours and holds:
        names = _COMMA.to(language).join(each.article for each in articles)
        yield [law.to(language), names, holds, Provenance.DESIGN.to(language)]
    elif any(each.code in carried for each in articles):
        for each in articles:
            if each.code in carried:
                yield [
                    each.to(language),
                    each.point(language),
                    _things(carried[each.code], language),
                    each.provenance.to(language),
                ]
    elif holds:
        yield from (
            [each.to(language), each.point(language), holds, each.provenance.to(language)]
            for each in articles
        )


def _things(kinds: Carried, language: Language) -> str:
    comma = _COMMA.to(language)
    return "<br>".join(
        f"{name.to(language)}{_COLON.to(language)}{comma.join(words.to(language) for words in kinds[kind])}"
        for kind, name in _KINDS.items()
        if kind in kinds
    )


def _counts(articles: list[Citation], carried: dict[str, Carried], language: Language) -> str:
    count = {kind: sum(len(carried.get(each.code, {}).get(kind, ())) for each in articles) for kind in _KINDS}
    return "<br>".join(
        f"{name.to(language)}{_COLON.to(language)}{count[kind]}"
        for kind, name in _KINDS.items()
        if count[kind]
    )
