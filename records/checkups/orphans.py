"""Check-ups of rows that belong to others (附属记录): no card, limit, notice or paper without its proceeding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from records.calibrations import Calibration
from records.cards import IssuedCard
from records.cases import Case
from records.checkups.checkup import Checkup, Level, Surroundings
from records.clocks import Clock
from records.conflicts import Conflict
from records.dissents import Dissent
from records.notices import Delivery, Notice
from records.papers import WrittenPaper
from records.papers_due import PapersWrittenTo
from records.people import Address, Person, Post
from records.proceedings import Proceeding
from records.seasons import Review, Season
from rules.labels import Words
from rules.notices import NoticeKind

_REFS = select(col(Proceeding.ref))
# fmt: off
_BELONG: tuple[tuple[str, Any, Any, Any], ...] = (
    # what              whose                   the owners                  but not
    ("clock",           Clock.proceeding,       _REFS,                      None),
    ("notice",          Notice.proceeding,      _REFS,                      col(Notice.kind) == NoticeKind.CHECKUP.value),
    ("issued_card",     IssuedCard.review,      _REFS,                      None),
    ("written_paper",   WrittenPaper.ref,       _REFS,                      None),
    ("papers_written_to", PapersWrittenTo.ref,  _REFS,                      None),
    ("dissent",         Dissent.proceeding,     _REFS,                      None),
    ("calibration",     Calibration.ref,        _REFS,                      None),
    ("review",          Review.ref,             _REFS,                      None),
    ("review",          Review.case_no,         select(col(Case.case_no)),  None),
    ("season",          Season.ref,             _REFS,                      None),
    ("delivery",        Delivery.notice_id,     select(col(Notice.id)),     None),
)
# fmt: on


class NothingIsOrphaned(Checkup):
    """评查表、期限、通知、文书都有所属事项."""

    code = "orphan"
    words = Words(
        "评查表、期限、通知、文书都有所属事项", "every card, limit, notice and paper has its proceeding"
    )
    mend = Words(
        "有事项被删除，或者记录不是由本程序写入：请与备份核对",
        "a proceeding was deleted, or rows were written by another hand: compare with a backup",
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        for table, owned, owners, excepted in _BELONG:
            query = select(col(owned)).where(col(owned).not_in(owners))
            if excepted is not None:
                query = query.where(~excepted)
            for owner in here.column(query):
                yield f"{table}: {owner}"


class EverybodyIsOnTheRegister(Checkup):
    """任职、地址、申报都有其人."""

    code = "nobody"
    words = Words(
        "任职、地址、申报都有其人", "every post, address and declaration is of somebody on the register"
    )
    mend = Words("请补登该人员：zelian people import", "enrol that person: zelian people import")

    def found(self, here: Surroundings) -> Iterator[str]:
        codes = select(col(Person.code))
        for name, whose in (
            ("post", Post.person),
            ("address", Address.person),
            ("conflict", Conflict.person),
        ):
            for code in here.column(select(col(whose)).where(col(whose).not_in(codes))):
                yield f"{name}: {code}"


class PostsDoNotOverlap(Checkup):
    """同一人的同一职务不重叠."""

    code = "posts"
    level = Level.WARN
    words = Words("同一人的同一职务起止不重叠", "nobody holds the same post twice at one time")
    mend = Words(
        "请核对任职起止日期并重新导入名册", "check since and until of these posts, and import the list again"
    )

    def found(self, here: Surroundings) -> Iterator[str]:
        before: Post | None = None
        query = select(Post).order_by(
            col(Post.person), col(Post.role), col(Post.court), col(Post.division), col(Post.since)
        )
        for post in self._each(here, query):
            if (
                before is not None
                and _same(before, post)
                and (before.until is None or before.until > post.since)
            ):
                yield f"{post.person} ({post.role}, {post.since})"
            before = post

    @staticmethod
    def _each(here: Surroundings, query: Any) -> Iterator[Post]:
        yield from here.session.execute(query).scalars()


def _same(one: Post, other: Post) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("person", "role", "court", "division"))


ORPHANS: tuple[Checkup, ...] = (NothingIsOrphaned(), EverybodyIsOnTheRegister(), PostsDoNotOverlap())
