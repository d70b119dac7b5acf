"""A desk (办事窗口) is a command with its errands; what Typer would say of it in English is said in the right language.

A module of `console/commands/` makes its desk by ``app = Desk(Words("法律与参数", "law and parameters"))`` and its
errands by ``@app.command("list", help=said("…", "…"))``. It imports what is heavy (a database, Prefect) inside them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from console.speech import language
from rules.labels import Words

# fmt: off
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数", "OPTIONS_PANEL_TITLE": "选项", "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "［必填］", "DEFAULT_STRING": "［默认：{}］", "ENVVAR_STRING": "［环境变量：{}］",
    "STYLE_HELPTEXT": "",
}
# fmt: on


class InOurWords:
    """What is said of every command in the same words: how it is used, and how help is asked for."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # mixed into the commands of Typer only
        if language() == "en":
            return usage
        named = usage.replace("Usage:", "用法：", 1).replace("[OPTIONS]", "[选项]")
        return named.replace("COMMAND [ARGS]...", "命令 [参数]…")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # as above
        if option is not None and language() == "zh":
            option.help = "显示本说明"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        if language() == "zh":
            for name, words in _PANELS.items():
                setattr(rich_utils, name, words)
        super().format_help(ctx, formatter)  # type: ignore[misc]  # as above


class Errand(InOurWords, TyperCommand):
    """One errand of a desk."""


class Errands(InOurWords, TyperGroup):
    """All errands of a desk."""


class Desk(typer.Typer):
    """A desk and what it is for."""

    def __init__(self, about: Words, **options: Any) -> None:
        super().__init__(
            **{
                "cls": Errands,
                "help": about.to(language()),
                "no_args_is_help": True,
                "add_completion": False,
                **options,
            }
        )
        # Even a desk with a single errand is asked for it by name, so that a second can be added.
        self.callback()(_nothing)

    def command(self, name: str | None = None, **options: Any) -> Callable[..., Any]:
        return super().command(name, **{"cls": Errand, **options})


def _nothing() -> None:
    pass
