"""Whether a password is good enough (口令要求)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.parameters import Rules

LONGEST = 200
"""Characters; what is longer costs time to hash and helps nobody."""


def check_password(password: str, account: str, rules: Rules) -> None:
    """Raises:
    FaultyInput: everything that is wrong with it.
    """
    found = list(_faults(password, account, rules))
    if found:
        raise FaultyInput([Fault(Words("新口令", "the new password"), *each) for each in found])


def _faults(password: str, account: str, rules: Rules) -> Iterator[tuple[Words, Words]]:
    least, kinds = int(rules["accounts.password_length"]), int(rules["accounts.password_kinds"])
    if not least <= len(password) <= LONGEST:
        yield (
            Words("应有{least}至{most}个字符", "has {least} to {most} characters", least=least, most=LONGEST),
            Words("请加长或者改短", "make it longer, or shorter"),
        )
    if len({_kind(letter) for letter in password}) < kinds:
        yield (
            Words(
                "大写字母、小写字母、数字、其他字符中应至少有{kinds}种",
                "has at least {kinds} of: capitals, small letters, figures, other characters",
                kinds=kinds,
            ),
            Words("请加上别的种类", "add another kind"),
        )
    if account and account.casefold() in password.casefold():
        yield (
            Words("含有账户名", "holds the name of the account"),
            Words("请改用别的", "choose another one"),
        )


def _kind(letter: str) -> str:
    category = unicodedata.category(letter)
    return category if category in ("Lu", "Ll", "Nd") else "other"
