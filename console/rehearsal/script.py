"""The script of a rehearsal (推演剧本): a YAML file, each entry of which knows its line and collects what is wrong with it.

The text of a value is kept as it stands in the file. YAML alone would read the seed ``0123`` as 83 and the time
``12:30`` as 750; here the procedure says what a value is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import itemgetter

import yaml

from rules.errors import Fault, FaultyInput
from rules.labels import Words

FORM = Words("格式见 docs/handbook/rehearse.md", "the form is described in docs/handbook/rehearse.en.md")
_TAG = "tag:yaml.org,2002:"
_DEEPEST = 12
"""Levels of parts within parts. A script needs eight; one that contains itself has no end."""
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of the file: a text, a list, or named parts. `faults` is one list for the whole file."""

    node: yaml.Node
    path: tuple[Words, ...] = ()
    faults: list[tuple[int, Fault]] = field(default_factory=list, repr=False, compare=False)

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def text(self) -> str:
        """The value as written; empty for what is no single value."""
        return str(self.node.value).strip() if self._is(yaml.ScalarNode) and not self.empty else ""

    @property
    def empty(self) -> bool:
        return bool(self.node.tag == f"{_TAG}null")

    @property
    def one_value(self) -> bool:
        return self._is(yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        return self._is(yaml.SequenceNode)

    @property
    def has_parts(self) -> bool:
        return self._is(yaml.MappingNode)

    @property
    def number(self) -> int | float | None:
        """The number written, in figures; None if it is none."""
        if not _NUMBER.fullmatch(self.text):
            return None
        return float(self.text) if "." in self.text else int(self.text)

    def wrong(self, what: Words, mend: Words) -> None:
        """Note one fault of this entry."""
        where = Words(
            "第{line}行{path}",
            "line {line}{path}",
            line=self.line,
            path=Words(
                "".join(f"“{part.to('zh')}”" for part in self.path),
                "".join(f" “{part.to('en')}”" for part in self.path),
            ),
        )
        self.faults.append((self.line, Fault(where, what, mend)))

    def faulty(self) -> FaultyInput:
        """Every fault noted so far, in the order of the lines, to be raised."""
        return FaultyInput([fault for _, fault in sorted(self.faults, key=itemgetter(0))])

    def one_text(self) -> str:
        """The value as written; anything but a single value is a fault."""
        if not self.one_value:
            self.wrong(
                Words("应为一段文字", "must be one text"),
                Words("请只写一个值", "write a single value"),
            )
        return self.text

    def parts(self) -> dict[str, Entry]:
        """The named parts; what is no set of named parts, or names one twice, is a fault."""
        if self.empty or self._too_deep():
            return {}
        if not self.has_parts:
            self.wrong(
                Words("应为“名称: 内容”的各项", "must be parts of the form “name: content”"),
                Words("请逐项写明名称和内容", "give each part its name and content"),
            )
            return {}
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            name = str(key.value).strip() if isinstance(key, yaml.ScalarNode) else ""
            part = self._under(value, Words("{name}", "{name}", name=name))
            if name in found:
                part.wrong(
                    Words("写了两次", "stands there twice"),
                    Words("请只保留一次", "keep one of them"),
                )
            found[name] = part
        return found

    def listed(self) -> list[Entry]:
        """The items of the list; a single value counts as a list of one."""
        if self.empty or self._too_deep():
            return []
        if not self.is_list:
            return [self]
        return [
            self._under(item, Words("第{number}项", "item {number}", number=number))
            for number, item in enumerate(self.node.value, start=1)
        ]

    def _too_deep(self) -> bool:
        if len(self.path) <= _DEEPEST:
            return False
        self.wrong(
            Words("层次过深", "is nested too deeply"),
            Words("请核对缩进和引用（&、*）", "check indentation and references (&, *)"),
        )
        return True

    def _is(self, kind: type[yaml.Node]) -> bool:
        return isinstance(self.node, kind)

    def _under(self, node: yaml.Node, step: Words) -> Entry:
        return Entry(node, (*self.path, step), self.faults)


def parse(text: str, source: str) -> Entry:
    """The script as one entry.

    Raises:
        FaultyInput: it is no YAML, or empty.
    """
    where = Words("{source}", "{source}", source=source)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is not None:
            where = Words("{source}第{line}行", "{source}, line {line}", source=source, line=mark.line + 1)
        problem = getattr(error, "problem", None) or str(error)
        what = Words("不是有效的 YAML（{why}）", "is no valid YAML ({why})", why=problem.replace("\n", " "))
        mend = Words(
            "请核对缩进、冒号后的空格和成对的引号、括号；" + FORM.to("zh"),
            "check indentation, the space after a colon, and pairs of quotes and brackets; " + FORM.to("en"),
        )
        raise FaultyInput([Fault(where, what, mend)]) from None
    if node is None:
        raise FaultyInput([Fault(where, Words("是空的", "is empty"), FORM)])
    return Entry(node)
