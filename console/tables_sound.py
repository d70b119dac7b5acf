"""What a desk says of the tables themselves (程序表健全性): each point asked, and where it is not answered."""

from __future__ import annotations

import typer

from console.speech import language, say, table
from rules.labels import Words
from rules.parameters import RuleBook
from state_machines.register import PROCEDURES
from state_machines.soundness import Flaw, Point, flaws
from state_machines.soundness_of_steps import decided_by_others

UNSOUND = 1


def show_soundness(book: RuleBook) -> None:
    """Say of every procedure on the books how it answers each point; ends with `UNSOUND` where one is not answered."""
    found = {code: flaws(each, book) for code, each in PROCEDURES.items()}
    table(
        Words("程序表健全性", "soundness of the tables"),
        (Words("要点", "point"), *(each.words for each in PROCEDURES.values())),
        [(point, *(_answer(found[code], point) for code in PROCEDURES)) for point in Point],
    )
    for each in PROCEDURES.values():
        barred = {(step.trigger, step.source) for step, _, _ in decided_by_others(each)}
        if isinstance(each.concerned, Words):
            say(Words("{name}：{why}", "{name}: {why}", name=each.words, why=each.concerned))
        else:
            say(
                Words(
                    "{name}：{count}个步骤，共{all}个，当事人员不得以他职办理",
                    "{name}: {count} of {all} steps are barred to the people concerned in another office",
                    name=each.words,
                    count=len(barred),
                    all=len(each.steps),
                )
            )
    unsound = [(PROCEDURES[code], flaw) for code, each in found.items() for flaw in each]
    if not unsound:
        return
    table(
        Words("不健全之处", "what is not sound"),
        (
            Words("程序", "procedure"),
            Words("何处", "where"),
            Words("何事", "what"),
            Words("怎么办", "what to do"),
        ),
        [(each.to(language()), flaw.where, flaw.what, flaw.mend) for each, flaw in unsound],
    )
    raise typer.Exit(UNSOUND)


def _answer(found: list[Flaw], point: Point) -> Words:
    count = sum(flaw.point is point for flaw in found)
    return Words("有{count}处不健全", "{count} flaws", count=count) if count else Words("健全", "sound")
