"""The installation a desk works in (本机设置), read once; a setting that is wrong is a fault with its name and cure."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from config.settings import Settings
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.parameters import RuleBook, rule_book
from rules.score_sheets import SheetBook, sheet_book
from rules.workdays import Calendar, calendar


@cache
def settings() -> Settings:
    """The settings of this installation.

    Raises:
        FaultyInput: every setting that is wrong, with what stands there.
    """
    from pydantic import ValidationError

    try:
        found = Settings()
    except ValidationError as error:
        raise FaultyInput(
            [
                Fault(
                    Words("设置 {name}", "setting {name}", name=f"ZELIAN_{str(entry['loc'][0]).upper()}"),
                    Words("“{value}”不能使用", "“{value}” cannot be used", value=entry["input"]),
                    Words(
                        "请在环境变量或者 zelian.env 中改正（{why}）",
                        "mend it in the environment or in zelian.env ({why})",
                        why=entry["msg"],
                    ),
                )
                for entry in error.errors()
            ]
        ) from None
    _there("ZELIAN_COURT_DIRECTORY", found.court_directory)
    _there("ZELIAN_LAW_LIBRARY", found.law_library)
    return found


def rules_in_use() -> RuleBook:
    """The shipped parameters and the court's own over them."""
    return rule_book(_part("parameters"))


def sheets_in_use() -> SheetBook:
    """The shipped score sheets and the court's own before them."""
    return sheet_book(_part("score_sheets"))


def calendar_in_use() -> Calendar:
    """The shipped holiday notices and what the court entered."""
    return calendar(_part("calendar"))


def today() -> date:
    """Today in Beijing: a desk reads the clock, and nothing below it does."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _part(name: str) -> Path | None:
    directory = settings().court_directory
    return directory / name if directory is not None and (directory / name).is_dir() else None


def _there(name: str, path: Path | None) -> None:
    # A directory that is not there would read as an empty one, and the court's own values would silently not count.
    if path is None or path.exists():
        return
    raise FaultyInput(
        [
            Fault(
                Words("设置 {name}", "setting {name}", name=name),
                Words("“{path}”不存在", "“{path}” is not there", path=path),
                Words("请核对路径，或者去掉这项设置", "check the path, or drop the setting"),
            )
        ]
    )
