"""A command that was not written right (命令有误): what Typer says of it in English, said in the right language."""

from __future__ import annotations

from typing import Any

from typer.exceptions import TyperException

from console.speech import complain
from rules.errors import Fault, FaultyInput
from rules.labels import Words

MISUSE = TyperException
"""What Typer raises for an unknown command, an unknown option, a missing or unreadable value."""


def explain_misuse(error: TyperException) -> None:
    """Say what is wrong with the command and where its help is."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":  # the help itself was printed
        return
    complain(Words("命令有误：{what}", "not a command: {what}", what=_what(error, kind)))
    context: Any = getattr(error, "ctx", None)
    if context is not None:
        complain(Words("用法见：{path} --help", "for help: {path} --help", path=context.command_path))


def _what(error: Any, kind: str) -> Words:
    english: str = error.format_message().rstrip(".")
    named = getattr(error, "param", None)
    name = named.get_error_hint().strip("'") if named is not None else ""
    chinese = english
    if kind == "NoSuchOption":
        chinese = f"没有选项 {error.option_name}"
    elif kind == "MissingParameter":
        chinese = f"缺少 {name}"
    elif kind == "BadParameter" and name:
        chinese = f"{name} 的值不能使用：{_why(english)}"
    elif english.startswith("No such command "):
        chinese = f"没有命令 {english.removeprefix('No such command ')}"
    elif english.startswith("Missing command"):
        chinese = "没有写明要办什么"
    elif english.startswith("Got unexpected extra argument"):
        chinese = f"多出的内容：{english.partition(' (')[2].rpartition('(')[2].rstrip(')')}"
    return Words("{chinese}", "{english}", chinese=chinese, english=english)


def _why(english: str) -> str:
    why = english.partition(": ")[2].removeprefix("Value error, ")
    value, is_no_choice, choices = why.partition(" is not one of ")
    return f"没有 {value} 这一项，可以是 {choices}" if is_no_choice else why


def missing(option: str, example: str = "2026Q3") -> FaultyInput:
    """The fault of an option that this use of a command cannot do without."""
    return FaultyInput(
        [
            Fault(
                Words("选项 {option}", "option {option}", option=option),
                Words("没有写", "is missing"),
                Words(
                    "请写上，例如 {option} {example}",
                    "add it, such as {option} {example}",
                    option=option,
                    example=example,
                ),
            )
        ]
    )
