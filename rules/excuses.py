"""免责情形的适用 (using an exemption): when one of the grounds of `rules/exemptions.py` excuses in a matter of discipline.

The grounds are those of the review (意见28, 法释〔2010〕1号10), dated, each with its mark. An exemption is recorded with
its article and item and with reasons; what was done on purpose is not excused by what became of the case.
"""

from __future__ import annotations

from datetime import date

from rules.culpability import Fault
from rules.exemptions import Ground, exemption
from rules.labels import Words
from rules.law import cite
from rules.parameters import Rules
from rules.reasons import Reason

_OPINIONS = "judicial_responsibility_2015"


def grounds_to_record(code: str, on: date) -> tuple[Ground, ...]:
    """The articles and items by which an exemption is recorded: ``《……》第28条第5项（待核）``.

    Raises:
        UnknownRule: there is no such exemption.
    """
    return exemption(code).on(on)


def not_excused(
    code: str, reasons: str, fault: Fault | None, *, by_retrial: bool, on: date, rules: Rules
) -> Reason | None:
    """Why an exemption does not excuse; None when it does.

    `by_retrial`: the case was changed on retrial, not on appeal. `on`: the day of the act.

    Raises:
        UnknownRule: there is no such exemption.
    """
    kind, grounds = exemption(code), grounds_to_record(code, on)
    if not grounds:
        return Reason(
            Words(
                "“{kind}”在{day}尚无依据",
                "“{kind}” had no ground on {day}",
                kind=kind.words,
                day=on.isoformat(),
            ),
            kind.grounds[0].authority,
        )
    if not reasons.strip():
        return Reason(
            Words("适用“{kind}”应当写明理由", "“{kind}” needs its reasons", kind=kind.words),
            cite("local_discipline.免责"),
        )
    if fault is Fault.INTENT:
        return Reason(
            Words("故意违反职责的（法官法第46条第4项），不因“{kind}”免责；查无实据的，以查无实据了结",
                  "an intentional breach (art. 46(4)) is not excused by “{kind}”; close it as unfounded if it is", kind=kind.words),
            cite("local_discipline.免责"))  # fmt: skip
    if by_retrial or not rules["discipline.exemption_needs_retrial"]:
        return None
    if all(ground.authority.law == _OPINIONS for ground in grounds):
        return Reason(
            Words("“{kind}”只适用于再审改判，本案没有写明系再审改判", "“{kind}” is for changes on retrial, which this is not said to be",
                  kind=kind.words),
            cite(f"{_OPINIONS}.28"))  # fmt: skip
    return None
