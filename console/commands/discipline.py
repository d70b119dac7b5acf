"""zelian discipline: who may answer for a case, whether a vote holds, and what remedies there are. It decides nothing."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.dates import day_of
from console.desks import Desk
from console.installation import rules_in_use, today
from console.speech import as_json, complain, language, said, say, table
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.law import law

if TYPE_CHECKING:
    from rules.liability_table import LiabilityTable

app = Desk(
    Words(
        "惩戒：登记簿、统计、责任分工、表决核验、救济途径",
        "discipline: register, figures, who may answer, votes checked, remedies",
    )
)
NOT_TRUE = 1
_JSON = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))
_VERIFIER = Path(__file__).parents[2] / "documents" / "outsiders" / "verify_vote.py"


@app.command("liability", help=said("责任分工：谁可能对什么负责，谁不是，还须查明什么", "who may answer for what, who not, and what is to be found out"))  # fmt: skip
def liability(
    file: Path = typer.Argument(
        metavar=said("案件记录", "RECORD"),
        help=said("格式见 docs/handbook/liability.md", "the form: docs/handbook/liability.en.md"),
    ),
    json: bool = _JSON,
) -> None:
    from documents.case_records import read_case_record
    from documents.text_files import text_of
    from rules.liability_table import liability_table

    show_table(liability_table(*read_case_record(text_of(file))), json=json)


def show_table(found: LiabilityTable, *, json: bool) -> None:
    """Say who may answer and who not, or print it for another program."""
    if json:
        as_json({
            "case_no": found.case_no,
            "rows": [
                {"code": row.code, "part": row.part, "standing": row.standing, "responsibility": row.responsibility,
                 "way": row.way, "rule": row.rule, "reason": row.words, "grounds": [ground.to(language()) for ground in row.grounds]}
                for row in found.rows
            ],
            "candidates": found.candidates,
            "for_the_committee": found.for_the_committee(),
        })  # fmt: skip
        return
    say(Words("{case}的责任分工（只列可以查问的人，不认定责任）",
              "who may answer in {case} (who may be asked; liability is not found here)", case=found.case_no))  # fmt: skip
    for row in found.rows:
        say(f"  {row.to(language())}")
    say(Words("责任人选：{who}", "Candidates: {who}", who=_listed(found.candidates)))
    say(
        Words(
            "其中可以提请惩戒委员会的：{who}",
            "Of them for the discipline committee: {who}",
            who=_listed(found.for_the_committee()),
        )
    )
    say(Words("还须查明{n}项", "To be found out: {n}", n=len(found.unclear)))
    say(found.limitation.to(language()))


@app.command("verify", help=said("用外部核验程序核对一张审议表决核验单", "check a proof sheet of a vote by the outsiders' program"))  # fmt: skip
def verify(
    sheet: Path = typer.Argument(metavar=said("核验单", "SHEET")),
    recorded: str = typer.Option(
        "", "--recorded", metavar="SHA-256", help=said("台账所记的摘要", "the digest in the ledger")
    ),
) -> None:
    """It runs as an outsider would run it, and ends with its own exit code."""
    if not sheet.is_file():
        raise FaultyInput(
            [
                Fault(
                    Words("{path}", "{path}", path=sheet),
                    Words("没有这个文件", "there is no such file"),
                    Words("请核对路径", "check the path"),
                )
            ]
        )
    sys.argv = [_VERIFIER.name, str(sheet), *([recorded] if recorded else [])]
    try:
        runpy.run_path(str(_VERIFIER), run_name="__main__")
    except SystemExit as ended:  # A file it cannot read ends it with a sentence in place of a code.
        if isinstance(ended.code, str):
            complain(ended.code.partition("\n")[0])
            raise typer.Exit(NOT_TRUE) from None
        raise


@app.command("remedies", help=said("救济途径：对什么、向谁、多长时间", "remedies: against what, to whom, how long"))  # fmt: skip
def remedies(
    on: str = typer.Option(
        "", "--on", metavar=said("日期", "DAY"), help=said("默认今天", "today by default")
    ),
    json: bool = _JSON,
) -> None:
    from rules.legal_remedies import Attacked, paths

    rules = rules_in_use().on(day_of(on, "--on") if on else today())
    found = [each for attacked in Attacked for each in paths(attacked, rules.day)]
    if json:
        as_json([
            {"against": each.attacked, "remedy": each.remedy, "who": each.who, "to": each.to, "limit": each.limit,
             "answer": each.answer, "extension": each.extension, "authority": each.authority.code, "told": each.told(rules)}
            for each in found
        ])  # fmt: skip
        return
    speech = language()
    table(
        Words("{day}的救济途径", "remedies on {day}", day=rules.day.isoformat()),
        (
            Words("不服", "against"),
            Words("途径", "remedy"),
            Words("告知", "what is told"),
            Words("依据", "authority"),
        ),
        [(each.attacked, each.remedy, each.told(rules), each.authority.to(speech)) for each in found],
    )


@app.command("kinds", help=said("违法审判的各种情形及其要件", "the kinds of unlawful adjudication and their elements"))  # fmt: skip
def kinds(
    on: str = typer.Option("", "--on", metavar=said("日期", "DAY"), help=said("行为之日，默认今天", "the day of the act, today by default")),
    json: bool = _JSON,
) -> None:  # fmt: skip
    from rules.culpability import Fault, liability_kinds

    found = liability_kinds(day_of(on, "--on") if on else today())
    if json:
        as_json([{"code": kind.code, "name": kind.words, "ground": kind.ground.to(language()),
                  "intent": _acts(kind.branch(Fault.INTENT)), "negligence": _results(kind.branch(Fault.GROSS_NEGLIGENCE))} for kind in found])  # fmt: skip
        return
    table(
        Words("违法审判的情形（{law}）", "kinds of unlawful adjudication ({law})", law=_opinions()),
        (Words("情形", "kind"), Words("故意时属第46条第几项", "by intent, item of art. 46"),
         Words("重大过失须有的结果", "results for gross negligence"), Words("依据", "ground")),
        [(kind.words, _acts(kind.branch(Fault.INTENT)), _results(kind.branch(Fault.GROSS_NEGLIGENCE)), kind.ground.to(language()))
         for kind in found],
    )  # fmt: skip


def _acts(branch: object) -> Words:
    from rules.culpability import Branch

    return Words("、".join(str(act.item) for act in branch.acts), ", ".join(str(act.item) for act in branch.acts)) if isinstance(branch, Branch) else _NONE  # fmt: skip


def _results(branch: object) -> Words:
    from rules.culpability import Branch, Result, listed

    if not isinstance(branch, Branch):
        return Words("不追究重大过失", "gross negligence is not pursued")
    return listed(result for result in Result if result in branch.results)


def _opinions() -> Words:
    source = law("judicial_responsibility_2015")
    return Words(source.title_zh, source.title_en)


def _listed(codes: tuple[str, ...]) -> Words:
    return Words("、".join(codes), ", ".join(codes)) if codes else _NONE


_NONE = Words("无", "none")
