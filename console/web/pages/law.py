"""An article that is cited (条文): its point in our own words, how far it was checked, and its wording where the court has it."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from console.installation import settings
from console.law_library import full_texts
from console.web.rendering import page
from console.web.visits import SignedInVisit
from rules.law import cite, law

router = APIRouter()


@router.get("/law/{code}")
def article(visit: SignedInVisit, code: str) -> Response:
    citation = cite(code)
    source, library = law(citation.law), settings().law_library
    texts = (
        full_texts(library, source.library_title, citation.article, source.library_version) if library else []
    )
    return page(visit, "law.html", citation=citation, source=source, texts=texts, library=library is not None)
