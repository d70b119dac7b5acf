"""zelian season plan: what the round would do, before anything is frozen (方案预览)."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.season import LABEL, app
from console.installation import settings
from console.office import named, now, office
from console.plan_page import show, summary
from console.speech import language, said, say
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.sampling_plan import Method, Scope, StratumKey

if TYPE_CHECKING:
    from flows.planning import PlanPreview


@app.command(
    "plan",
    help=said(
        "预览方案：抽样框、各层份额、入样概率、工作量、各方案比较；不改变任何记录",
        "preview the plan: frame, shares, chances, work, alternatives; changes nothing",
    ),
)
def plan(
    label: str = LABEL,
    *,
    size: int | None = typer.Option(None, "--size", min=1, help=said("试用的抽取件数", "try this number")),
    per: str | None = typer.Option(None, "--per", help=said("全省或者每一法院", "province or court")),
    strata: str | None = typer.Option(
        None, "--strata", help=said("分层：法院,案件类型（逗号隔开；无为不分层）", "court,case_kind; or none")
    ),
    minimum: int | None = typer.Option(
        None, "--minimum", min=0, help=said("每层最低件数", "least of each stratum")
    ),
    method: str | None = typer.Option(
        None, "--method", help=said("受控随机取整或者最大余数法", "controlled or largest_remainder")
    ),
    floor: int | None = typer.Option(
        None, "--floor", min=0, help=said("每名法官每年最低件数", "least of each judge in a year")
    ),
    mandatory_at_most: int | None = typer.Option(
        None, "--mandatory-at-most", min=0, help=said("重点评查最多件数", "most must-review cases")
    ),
    readers: int | None = typer.Option(
        None, "--readers", min=0, help=said("评查员人数，不写按在册", "reviewers; those enrolled by default")
    ),
    double: int | None = typer.Option(
        None, "--double", min=0, max=100, help=said("双人评查的百分比", "percent of cases read twice")
    ),
    xlsx: Path | None = typer.Option(None, "--xlsx", help=said("另存为表格文件", "write it as a workbook")),
) -> None:
    from flows.planning import Wishes, plan_preview

    wishes = Wishes(
        size=size,
        per=None if per is None else _scope(per),
        strata=None if strata is None else _strata(strata),
        minimum=minimum,
        method=None if method is None else named(Method, method, Words("分配方法", "method")).value,
        floor=floor,
        mandatory_at_most=mandatory_at_most,
        readers=readers,
        double_share=None if double is None else Fraction(double, 100),
    )
    found = plan_preview(office(), label, wishes, now=now())
    show(found)
    if xlsx is not None:
        _write(found, xlsx)


def _write(found: PlanPreview, path: Path) -> None:
    from documents.plan_workbook import write_plan
    from rules.must_review import must_review_book

    write_plan(
        path,
        title=Words(
            "{quarter}案件质量评查方案预览", "Preview of the plan, {quarter}",
            quarter=Words(found.quarter.to("zh"), found.quarter.to("en")),
        ),
        summary=summary(found),
        chosen=found.chosen,
        others=found.others,
        mandatory=[(must_review_book().words(code), count) for code, count in found.reasons],
        mandatory_by_court=found.mandatory_by_court,
        reached=found.reached,
        author=settings().court,
        dated=now().date(),
        language=language(),
    )  # fmt: skip
    say(Words("已写出：{path}", "written: {path}", path=path))


def _scope(text: str) -> str:
    if text in ("每院", "每一法院"):
        return "court"
    return str(named(Scope, text, Words("件数的范围", "scope")).value)


def _strata(text: str) -> list[str]:
    """``court,case_kind``, 法院、案件类型, or none."""
    words = [word.strip() for word in text.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    if words in (["无"], ["none"]):
        return []
    found = [named(StratumKey, word, Words("分层依据", "stratum")).value for word in words]
    if len(set(found)) != len(found):
        raise FaultyInput([Fault(
            Words("分层依据“{text}”", "strata “{text}”", text=text),
            Words("有重复", "names one twice"),
            Words("每项只写一次", "name each once"))])  # fmt: skip
    return found
