"""终结 (termination): on what grounds a disciplinary matter ends for one person, and that it ends for nobody else.

Both procedures of discipline ask the same (政务处分法 27): who retired, left or died gets no sanction; the liability of the
others concerned goes on.
"""

from __future__ import annotations

from rules.citations import Citation
from rules.labels import Words
from rules.law import law
from rules.roles import Actor
from state_machines.steps import Fact, Facts, Guard, Kind, guard

LOCAL = law("local_discipline")
SANCTIONS = law("government_sanctions_law")


class Known:
    """The facts of a termination (事实)."""

    OTHERS = Fact("others", "其他被反映人员", "others concerned", Kind.CODES)
    TERMINATION = Fact("termination", "终结情形", "ground of termination", Kind.CODE)
    OTHERS_GO_ON = Fact("others_go_on", "其他人员责任如何继续追究", "how the liability of the others goes on")


def not_listed(fact: Fact, parameter: str, authority: Citation) -> Guard:
    """A guard against a ground that the parameter does not list."""

    def unlisted(_: Actor, facts: Facts) -> Words | None:
        grounds = facts.rules[parameter]
        if facts.act[fact.code] in grounds:
            return None
        return Words(
            "{what}应当是：{grounds}",
            "the {what} is one of: {grounds}",
            what=Words(fact.zh, fact.en),
            grounds="、".join(grounds),
        )

    unlisted.__name__ = f"unknown_{fact.code}"
    return Guard(unlisted, f"{fact.zh}不在规定之列", f"no such {fact.en}", authority)


unknown_termination = not_listed(Known.TERMINATION, "discipline.termination_grounds", LOCAL["终结"])


@guard("未写明其他人员责任如何追究", "the liability of the others is left open", SANCTIONS[27])
def others_forgotten(_: Actor, facts: Facts) -> Words | None:
    others = facts.get(Known.OTHERS.code)
    if not others or facts.act.get(Known.OTHERS_GO_ON.code):
        return None
    return Words(
        "终结只及于本人；其他被反映人员（{others}）的责任应当继续追究，请写明如何进行",
        "termination is for this person alone; say how the liability of the others ({others}) goes on",
        others="、".join(others),
    )
