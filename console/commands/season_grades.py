"""zelian season excellent, zelian season self-grades: the list of 优秀, and self-grades beside those of the review."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import typer

from console.commands.season import LABEL, WHO, app
from console.looks import enter
from console.office import actor, now, office
from console.speech import language, said, say, table
from documents.figures import percent, plain
from rules.findings import Grade
from rules.labels import Words
from rules.roles import Role

if TYPE_CHECKING:
    from flows.excellent import ExcellentList, Settled


@app.command("excellent", help=said("优秀候选与名额；统一评定", "candidates for 优秀; settle the list"))
def excellent(
    label: str = LABEL,
    settle: bool = typer.Option(
        False, "--settle", help=said("评查委员会统一评定", "the committee settles the list")
    ),
    choose: str = typer.Option(
        "",
        "--choose",
        metavar=said("事项、事项", "REF,REF"),
        help=said("委员会选定的，依次写明", "those the committee chose"),
    ),
    reasons: str = typer.Option("", "--reasons", help=said("选定的理由", "reasons for the choice")),
    late_reason: str = typer.Option("", "--late-reason", help=said("逾期理由", "reason for the delay")),
    by: str | None = WHO,
) -> None:
    from flows import excellent as lists
    from records.reads import Look

    chosen = [ref.strip() for ref in choose.replace("、", ",").replace("，", ",").split(",") if ref.strip()]
    if settle:
        done = lists.settle(
            office(),
            label,
            by=actor(Role.REVIEW_COMMITTEE, by),
            now=now(),
            chosen=chosen,
            reasons=reasons,
            late_reason=late_reason,
        )
        _tell_settled(done)
        return
    found = lists.excellent_list(office(), label, now=now(), chosen=chosen)
    enter(Look.EXCELLENT, of=[one.ref for one in found.candidates], by=by)
    _tell_list(label, found)


def _tell_settled(done: Settled) -> None:
    say(
        Words(
            "已评定：优秀{won}件；超过比例评为合格{lost}件，理由已告知承办法官",
            "settled: {won} excellent; {lost} qualified beyond the cap, and their judges are told why",
            won=len(done.awarded),
            lost=len(done.passed_over),
        )
    )


def _tell_list(label: str, found: ExcellentList) -> None:
    if found.places is None:
        say(Words("{label}没有优秀比例上限", "{label} has no cap on 优秀", label=label))
    else:
        say(
            Words(
                "{label}：评查{cases}件，优秀名额{places}个，已定优秀{taken}件，剩余{left}个",
                "{label}: {cases} cases, {places} places for 优秀, {taken} given, {left} left",
                label=label,
                cases=found.places.cases,
                places=found.places.places,
                taken=found.places.taken,
                left=found.places.left,
            )
        )
    table(
        Words("优秀候选", "candidates for 优秀"),
        (
            Words("名次", "place"),
            Words("事项", "ref"),
            Words("案号", "case"),
            Words("参考得分", "points"),
            Words("名额", "in the places"),
        ),
        [
            (
                number,
                one.ref,
                one.case_no,
                plain(one.points),
                Words("有", "yes") if found.place_of(number) else Words("超过比例", "beyond"),
            )
            for number, one in enumerate(found.candidates, start=1)
        ],
    )
    if found.candidates:
        say(found.waits or Words("可以统一评定（--settle）", "the list may be settled (--settle)"))


@app.command("self-grades", help=said("自评与评查等次对照", "self-grades beside those of the review"))
def self_grades(label: str = LABEL) -> None:
    from flows.reporting import gather
    from rules.self_grades import self_grades as compare

    with office().store.read() as session:
        results, _, _ = gather(office(), session, label, now())
    found = compare(results.outcomes)
    speech = language()
    table(
        Words(
            "{label}自评与评查对照（件）", "{label}: self-grade (rows) and grade of the review", label=label
        ),
        (Words("自评", "self"), *(Words(grade.zh, grade.en) for grade in Grade), Words("合计", "all")),
        [
            *(
                (
                    own,
                    *(found.counts.get((own, grade), 0) for grade in Grade),
                    found.self_graded(own),
                )
                for own in Grade
            ),
            (Words("合计", "all"), *(found.reviewed(grade) for grade in Grade), found.cases),
        ],
    )
    for grade in Grade:
        gap = found.difference(grade)
        if gap is not None:
            say(
                Words(
                    "{grade}：自评{own}，评查{review}，相差{gap}个百分点",
                    "{grade}: self {own}, review {review}, {gap} points apart",
                    grade=grade,
                    own=percent(found.self_graded(grade) / found.cases),
                    review=percent(found.reviewed(grade) / found.cases),
                    gap=f"{Decimal(gap.numerator * 100) / gap.denominator:+.1f}",
                )
            )
    say(
        Words(
            "自评高于评查{better}件，相同{same}件，低于{worse}件；没有自评{without}件，等次未定{open}件",
            "self-grade higher in {better}, the same in {same}, lower in {worse}; {without} without one, {open} ungraded",
            better=found.better,
            same=found.same,
            worse=found.worse,
            without=found.without_self,
            open=found.ungraded,
        ).to(speech)
    )
