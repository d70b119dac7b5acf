"""A form with names (具名表单): a YAML form in Chinese or in English, read part by part, every fault told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from rules.errors import Fault
from rules.labels import Labelled, Words

Choice = TypeVar("Choice", bound=Labelled)
NOWHERE = Words("", "")
_YES, _NO, _UNKNOWN = ("是", "yes", "true"), ("否", "no", "false"), ("不明", "unknown", "none", "")


@dataclass(frozen=True)
class Form:
    """One part of a form. `parts` by their English names; `names` has the Chinese one of each.

    Faults are collected in one list for the whole form, so that all of them are told at once.
    """

    parts: Mapping[str, Any]
    names: Mapping[str, str]
    path: Words = NOWHERE
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, data: Mapping[Any, Any], names: Mapping[str, str]) -> Form:
        return cls(_in_english(data, names), names)

    def wrong(self, name: str, what: Words, mend: Words) -> None:
        shown = Words("{path}“{name}”", "{path}“{name}”", path=self.path, name=self.named(name))
        self.faults.append(Fault(shown, what, mend))

    def named(self, name: str) -> Words:
        return Words(self.names.get(name, name), name)

    def known(self, *names: str) -> None:
        """Note every part that has no place here."""
        listed = Words("、".join(self.names[name] for name in names), ", ".join(names))
        for name in self.parts:
            if name not in names:
                self.wrong(
                    name,
                    Words("没有这一项", "there is no such part"),
                    Words("可以填写：{known}", "there are: {known}", known=listed),
                )

    def text(self, name: str, *, needed: bool = False) -> str:
        value = self.parts.get(name)
        if value in (None, ""):
            if needed:
                self.wrong(name, Words("没有填写", "is missing"), Words("请填写", "give it"))
            return ""
        if isinstance(value, list | Mapping):
            self.wrong(
                name, Words("应为一个值", "must be one value"), Words("请只写一个代码", "give one code")
            )
            return ""
        return str(value)

    def answer(self, name: str) -> bool | None:
        """是 or 否; None where it is 不明 or left out."""
        text = str(self.parts.get(name, "")).strip().lower()
        if text in _YES or text in _NO:
            return text in _YES
        if text not in _UNKNOWN:
            self.wrong(name, Words("“{text}”不是是、否或者不明", "“{text}” is not yes, no or unknown", text=text),
                       Words("请填写是、否或者不明", "answer yes, no or unknown"))  # fmt: skip
        return None

    def day(self, name: str) -> date:
        value = self.parts.get(name)
        if isinstance(value, date):
            return value
        self.wrong(name, Words("不是日期", "is no date"), Words("请写成 2021-03-01", "write it 2021-03-01"))
        return date.min

    def codes(self, name: str) -> frozenset[str]:
        value = self.parts.get(name) or []
        if not isinstance(value, list):
            self.wrong(
                name,
                Words("应为代码的列表", "must be a list of codes"),
                Words("请写成 [J1, J2]", "write it [J1, J2]"),
            )
            return frozenset()
        return frozenset(map(str, value))

    def choice(self, name: str, among: type[Choice], default: Choice) -> Choice:
        return self._one(name, self.parts.get(name), among) or default

    def maybe(self, name: str, among: type[Choice]) -> Choice | None:
        value = self.parts.get(name)
        return None if str(value or "").strip().lower() in _UNKNOWN else self._one(name, value, among)

    def choices(self, name: str, among: type[Choice]) -> frozenset[Choice]:
        value = self.parts.get(name) or []
        found = (self._one(name, each, among) for each in (value if isinstance(value, list) else [value]))
        return frozenset(each for each in found if each is not None)

    def each(self, name: str, read: Callable[[Form], Any]) -> tuple[Any, ...]:
        """The entries of a list of parts."""
        value = self.parts.get(name) or []
        if not isinstance(value, list) or not all(isinstance(entry, Mapping) for entry in value):
            self.wrong(
                name,
                Words("应为各人的列表", "must be a list of people"),
                Words("请写成 - {代码: J1, …}", "write it - {code: J1, …}"),
            )
            return ()
        return tuple(
            read(self.part(entry, Words("{name}第{n}项", "{name} {n}: ", name=self.named(name), n=n)))
            for n, entry in enumerate(value, 1)
        )

    def one(self, name: str, read: Callable[[Form], Any]) -> Any:
        value = self.parts.get(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.wrong(
                name,
                Words("应为“名称: 内容”的各项", "must be parts with names"),
                Words("请逐项填写", "fill in its parts"),
            )
            return None
        return read(self.part(value, Words("{name}", "{name}: ", name=self.named(name))))

    def part(self, entry: Mapping[Any, Any], path: Words) -> Form:
        inner = Words("{outer}{inner}", "{outer}{inner}", outer=self.path, inner=path)
        return Form(_in_english(entry, self.names), self.names, inner, self.faults)

    def _one(self, name: str, value: Any, among: type[Choice]) -> Choice | None:
        text = str(value or "").strip()
        for member in among:
            if text in (member.value, member.zh, member.en):
                return member
        if text:
            known = Words("、".join(member.zh for member in among), ", ".join(member.en for member in among))
            self.wrong(name, Words("没有“{text}”", "there is no “{text}”", text=text),
                       Words("可以填写：{known}", "there are: {known}", known=known))  # fmt: skip
        return None


def _in_english(entry: Mapping[Any, Any], names: Mapping[str, str]) -> dict[str, Any]:
    english = {chinese: name for name, chinese in names.items()}
    return {english.get(str(name), str(name)): value for name, value in entry.items()}
