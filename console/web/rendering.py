"""Pages (页面): a template and what stands in it, in the language of the visit. Every value is escaped."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console.web.visits import Visit
from rules.citations import Citation
from rules.clocks import BEIJING
from rules.labels import Language, Words, in_language

HERE = Path(__file__).parent


def page(visit: Visit, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """One whole page."""
    made = _templates().get_template(template)
    url = visit.request.url
    here = url.path + (f"?{url.query}" if url.query else "")
    return HTMLResponse(
        made.render(
            visit=visit,
            lang=visit.language,
            t=_speaker(visit.language),
            say=lambda value: _said(value, visit.language),
            here=here if visit.request.method == "GET" else url.path,
            **shown,
        ),
        status,
    )


@cache
def _templates() -> Environment:
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"minute": _minute, "day": _day}
    return found


def _speaker(language: Language) -> Any:
    """``t("中文", "English", n=3)``: a sentence of the page itself, with both languages in one place."""

    def in_our_words(zh: str, en: str, **values: Any) -> str:
        return Words(zh, en, **values).to(language)

    return in_our_words


def _said(value: Any, language: Language) -> str:
    if isinstance(value, Citation):
        return value.to(language)
    shown = in_language(value, language)
    return str(shown.to(language)) if hasattr(shown, "to") else str(shown)


def _minute(at: datetime | None) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if at else ""


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
