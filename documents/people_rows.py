"""One row of a list of people (人员名册): a person with the posts and addresses the row names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import TypedDict, TypeVar

from rapidfuzz import fuzz, process

from documents.case_headers import NEAR_MISS
from documents.list_rows import ListRow
from documents.sheet_cells import Cell, day_of, people_of, refuse, text_of
from documents.sheet_faults import FaultKind
from rules.cases import CaseKind
from rules.courts import CourtRegister
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.roles import OF_A_DIVISION, READING, Role, is_person_code
from rules.shipped import shipped

T = TypeVar("T")

HEADERS = "people_list_headers.yaml"
ADDRESS = "address_"
"""How the columns of addresses begin; the channel's name follows."""
GIVEN_UP = "无"
"""Written instead of an address: the person has none any more."""
HELD_BY_PEOPLE = tuple(role for role in Role if role is not Role.CALENDAR)


class ListedPost(TypedDict):
    """An office held, as `records.people.enrol` takes it; `until` is the first day it is no longer held."""

    role: Role
    division: str
    since: date | None
    until: date | None
    specialties: list[str]


class ListedPerson(TypedDict):
    """One person, as `records.people.enrol` takes it."""

    code: str
    name: str
    court: str
    division: str
    posts: list[ListedPost]
    addresses: dict[str, str]


def read_person(
    row: ListRow, channels: Mapping[str, str], register: CourtRegister, court: str
) -> ListedPerson:
    """The person of that row; whole only where `row.faults` stays empty.

    `channels` are the channels of addresses by their column, `court` is that of rows that name none.
    """
    code = row.required("code", code_of) or ""
    name, division = row.text("name"), row.text("division")
    written = row.text("court") or court
    if not written:
        row.missing("court")
    known = register.by_name(written) if written else None
    roles = row.required("role", roles_of) or ()
    specialties = [kind.value for kind in row.value("specialties", kinds_of) or ()]
    since, last = row.value("since", day_of), row.value("until", day_of)
    if since and last and last < since:
        row.fault("until", FaultKind.CONTRADICTION, *_ENDS_TOO_EARLY)
    if not division and any(role in (Role.DIVISION_CHIEF, Role.DIVISION) for role in roles):
        row.missing("division")
    found = {
        channel: row.value(column, _ADDRESSES.get(channel, text_of)) for column, channel in channels.items()
    }
    return ListedPerson(
        code=code,
        name=name,
        court=known.name if known else written,
        division=division,
        posts=[
            ListedPost(
                role=role,
                division=division if role in OF_A_DIVISION else "",
                since=since,
                # The list says the last day; the register the first day on which the office is no longer held.
                until=last and last + timedelta(days=1),
                specialties=specialties if role in READING else [],
            )
            for role in roles
        ],
        addresses={
            channel: "" if target == GIVEN_UP else target for channel, target in found.items() if target
        },
    )


def code_of(cell: Cell) -> str | None:
    """A person's code; a full-width one is brought into its plain form.

    Raises:
        FaultyInput: it could not name a mailbox or a folder.
    """
    text = unicodedata.normalize("NFKC", text_of(cell))
    if text and not is_person_code(text):
        refuse(
            Words("“{text}”不能用作人员代码", "“{text}” cannot be a person's code", text=text), _WRITE_A_CODE
        )
    return text or None


def roles_of(cell: Cell) -> tuple[Role, ...] | None:
    """The offices in a cell, each once.

    Raises:
        FaultyInput: every word that is no office, with the one it resembles.
    """
    known = _roles()
    return _each(cell, lambda word: known.get(word.casefold()), _no_such_role)


def kinds_of(cell: Cell) -> tuple[CaseKind, ...] | None:
    """The kinds of cases in a cell, each once.

    Raises:
        FaultyInput: every word that is none.
    """
    return _each(cell, CaseKind.named, _no_such_kind)


def _each(
    cell: Cell, find: Callable[[str], T | None], refusal: Callable[[str], Fault]
) -> tuple[T, ...] | None:
    words = people_of(cell)
    faults = [refusal(word) for word in words if find(word) is None]
    if faults:
        raise FaultyInput(faults)
    found = (find(word) for word in words)
    return tuple(dict.fromkeys(each for each in found if each is not None)) or None


@cache
def _roles() -> dict[str, Role]:
    """Every way to write an office: code, label in either language, and what else courts write."""
    data = shipped(HEADERS)
    written = {name: role for role in HELD_BY_PEOPLE for name in (role.value, role.zh, role.en)}
    written |= {name: Role(code) for code, names in data["roles"].items() for name in names}
    return {"".join(name.split()).casefold(): role for name, role in written.items()}


def _no_such_role(word: str) -> Fault:
    what = Words("不认识职务“{word}”", "unknown office “{word}”", word=word)
    near = process.extractOne(word, list(_roles()), scorer=fuzz.ratio, score_cutoff=NEAR_MISS)
    if near:
        mend = Words(
            "是否即“{role}”？请改用该写法", "is “{role}” meant? Then write so", role=_roles()[near[0]]
        )
    else:
        mend = Words(
            "可以填写：" + "、".join(role.zh for role in HELD_BY_PEOPLE),
            "write one of: " + ", ".join(role.en for role in HELD_BY_PEOPLE),
        )
    return Fault(Words("单元格", "the cell"), what, mend)


def _no_such_kind(word: str) -> Fault:
    what = Words("不认识专业“{word}”", "unknown specialty “{word}”", word=word)
    return Fault(Words("单元格", "the cell"), what, _WRITE_KINDS)


def _mail(cell: Cell) -> str:
    text = unicodedata.normalize("NFKC", text_of(cell))
    if text and text != GIVEN_UP and not _MAIL.fullmatch(text):
        refuse(Words("“{text}”不是邮箱地址", "“{text}” is no mail address", text=text), _WRITE_MAIL)
    return text


def _telephone(cell: Cell) -> str:
    text = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text_of(cell)))
    if text and text != GIVEN_UP and not _TELEPHONE.fullmatch(text):
        refuse(Words("“{text}”不是手机号码", "“{text}” is no telephone number", text=text), _WRITE_DIGITS)
    return text


_ADDRESSES: dict[str, Callable[[Cell], str]] = {"mail": _mail, "sms": _telephone}
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_TELEPHONE = re.compile(r"\+?\d{5,20}")

# fmt: off
_ENDS_TOO_EARLY = (Words("任职止日早于任职起日", "the last day in office is before the first"),
                   Words("请核对两个日期", "check both days"))
_WRITE_A_CODE = Words("请只用汉字、字母、数字和 - _ .，不含空格，不以符号开头", "use letters, figures, - _ and . only, and begin with a letter or figure")
_WRITE_KINDS = Words("请填写刑事、民事、行政、执行、国家赔偿或者其他，以顿号隔开", "write 刑事, 民事, 行政, 执行, 国家赔偿 or 其他")
_WRITE_MAIL = Words("请写成 name@court.example，没有的不填", "write it as name@court.example, or leave it empty")
_WRITE_DIGITS = Words("请只写数字，没有的不填", "write figures only, or leave it empty")
# fmt: on
