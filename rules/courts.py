"""The courts (法院): names, levels, superiors and the court part of their case numbers, from `config/courts/*.yaml`.

Lists name a court as people speak: 吉林市中院, 南关区法院, 吉林省敦化市人民法院. The register finds the court meant, and
finds none rather than a wrong one: a short form that two courts share is nobody's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from rules.case_numbers import normalise
from rules.citations import Provenance
from rules.labels import Labelled
from rules.shipped import said, shipped_in


class CourtLevel(Labelled):
    """Level of a court (法院层级)."""

    SUPREME = "supreme", "最高", "supreme"
    HIGH = "high", "高级", "high"
    INTERMEDIATE = "intermediate", "中级", "intermediate"
    BASIC = "basic", "基层", "basic"
    SPECIAL = "special", "专门", "special"


class Speciality(Labelled):
    """What sets a court apart from those of the districts (专门设置)."""

    ZONE = "zone", "开发区", "development zone"
    FOREST = "forest", "林区", "forest region"
    RAILWAY = "railway", "铁路", "railway"


@dataclass(frozen=True, slots=True)
class Court:
    """One court of the register."""

    code: str
    name: str
    level: CourtLevel
    parent: str
    """The code of the superior court (上级法院)."""
    case_code: str = ""
    """法院代字, such as ``吉0102``; empty where it is not known."""
    case_code_provenance: Provenance | None = None
    """Verified: seen on real numbers; recalled: derived from the division code of the place."""
    special: Speciality | None = None
    also: tuple[str, ...] = ()


def level_of(name: str) -> CourtLevel | None:
    """The level that the name of a court shows; None where it is not the full name of a court."""
    for words, level in _LEVEL_WORDS:
        if re.search(words, name):
            return level
    return None


_LEVEL_WORDS = (
    ("^最高人民法院", CourtLevel.SUPREME),
    ("高级人民法院|高院", CourtLevel.HIGH),
    ("海事法院|知识产权法院|金融法院|互联网法院", CourtLevel.SPECIAL),
    ("中级(人民)?法院|中院", CourtLevel.INTERMEDIATE),
    ("法院$", CourtLevel.BASIC),
)


class CourtRegister:
    """All courts we know, found by code, by case-number code, or by a name as people write it."""

    def __init__(self, courts: Iterable[tuple[Court, str]]) -> None:
        """`courts` come with the name of their province, which people put in front or leave out."""
        entries = list(courts)
        self._courts = {court.code: court for court, _ in entries}
        self._provinces = {province for _, province in entries}
        named: defaultdict[str, set[str]] = defaultdict(set)
        for court, province in entries:
            parent = self._courts.get(court.parent)
            for form in _written_forms(court, parent.name if parent else "", province):
                named[form].add(court.code)
        self._by_name = {form: codes.pop() for form, codes in named.items() if len(codes) == 1}
        self._by_case_code = {court.case_code: court for court, _ in entries if court.case_code}

    def __iter__(self) -> Iterator[Court]:
        return iter(self._courts.values())

    def __len__(self) -> int:
        return len(self._courts)

    def by_code(self, code: str) -> Court | None:
        return self._courts.get(code)

    def by_case_code(self, case_code: str) -> Court | None:
        """The court whose numbers begin with this 法院代字; mind `Court.case_code_provenance`."""
        return self._by_case_code.get(case_code)

    def by_name(self, name: str) -> Court | None:
        """The court that is meant by a full, short or over-long name (``吉林省敦化市人民法院``); None if unsure."""
        tidy = _key(normalise(name))
        code = self._by_name.get(tidy) or self._by_name.get(_without(self._provinces, tidy))
        return self._courts[code] if code else None

    def find(self, name: str, case_code: str = "") -> Court | None:
        """The court meant by a name, with the help of the court part of a new-style number where there is one.

        朝阳区人民法院 in a number of 京 is not ours. A garbled name that ends with the name of the number's own court
        is that court. Without a name the number decides.
        """
        by_number = self.by_case_code(case_code)
        if not name:
            return by_number
        named = self.by_name(name)
        if named is not None:
            elsewhere = case_code and named.case_code and case_code[0] != named.case_code[0]
            return None if elsewhere else named
        if by_number is not None and normalise(name).endswith(_without(self._provinces, by_number.name)):
            return by_number
        return None

    def subordinates(self, court: Court) -> list[Court]:
        """The courts directly below (下级法院)."""
        return [other for other in self if other.parent == court.code]


def _key(name: str) -> str:
    """One spelling for 人民法院 and 法院, 中级法院 and 中院."""
    name = name.replace("人民法院", "法院").replace("运输", "").replace("基层法院", "法院")
    return name.replace("中级法院", "中院").replace("高级法院", "高院")


def _without(provinces: Iterable[str], name: str) -> str:
    for province in provinces:
        name = name.removeprefix(province)
    return name


def _written_forms(court: Court, parent: str, province: str) -> set[str]:
    """Every form in which people write the name of this court."""
    full = _key(court.name)
    forms = {full, *map(_key, court.also)}
    if court.level is not CourtLevel.HIGH:
        forms.add(local := full.removeprefix(province))
        place = _key(parent).removeprefix(province).removesuffix("中院")
        root = place.removesuffix("市")
        if court.level is CourtLevel.BASIC and len(root) >= 2:  # noqa: PLR2004 - a place has two characters or more
            district = local.removeprefix(place)
            forms |= {district, place + district, root + district}
    forms |= {_NATIONALITY.sub("", form) for form in forms}
    # 长春中院, 敦化法院; but 通化县法院 keeps its 县, since 通化法院 may as well be the intermediate court of 通化市.
    forms -= {"法院"}  # what is left of 长春铁路运输法院 below 长春铁路运输中级法院
    forms |= {re.sub(r"(?<=..)市(?=中院$|法院$)|(?<=..)区(?=法院$)", "", form) for form in forms}
    return forms


_NATIONALITY = re.compile(r"(?:满族|朝鲜族|蒙古族)自治(?=[州县])")


@cache
def courts() -> CourtRegister:
    """The register of `config/courts/`: every file there with a list ``courts``."""
    entries: list[tuple[Court, str]] = []
    for _, text in shipped_in("courts"):
        data = said(text)
        entries += [(_court(entry), data["province"]) for entry in data.get("courts", ())]
    return CourtRegister(entries)


def _court(entry: dict[str, Any]) -> Court:
    return Court(
        code=entry["code"],
        name=entry["name"],
        level=CourtLevel(entry["level"]),
        parent=entry["parent"],
        case_code=entry.get("case_code", ""),
        case_code_provenance=Provenance(entry["provenance"]) if "provenance" in entry else None,
        special=Speciality(entry["special"]) if "special" in entry else None,
        also=tuple(entry.get("also", ())),
    )
