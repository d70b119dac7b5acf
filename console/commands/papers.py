"""zelian papers: the papers of a case, and the templates a court may edit in Word or WPS (文书与模板)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.desks import Desk
from console.installation import settings
from console.looks import AS, WHO, WHY, enter
from console.office import actor, as_seen_by, now, office
from console.speech import language, said, say
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Language, Words

if TYPE_CHECKING:
    from documents.paper_fields import PaperKind

app = Desk(Words("文书：模板、检查、制发", "papers: templates, checks, writing"))


@app.command("templates", help=said("写出模板，供在Word或WPS中修改", "write the templates out, to be edited"))
def templates(
    folder: Path = typer.Argument(..., metavar=said("文件夹", "FOLDER"), help=said("写到哪里", "where to")),
) -> None:
    from documents.paper_fields import PaperKind
    from documents.paper_templates import our_template, template_name

    targets = {kind: folder / template_name(kind, language()) for kind in PaperKind}
    there = [target for target in targets.values() if target.exists()]
    if there:
        raise FaultyInput(
            [
                Fault(
                    Words("{path}", "{path}", path=target),
                    Words("已经有这个文件，可能是本院改过的", "is there already, and may have been edited"),
                    Words("请换一个空文件夹，或者先移走", "take an empty folder, or move it away first"),
                )
                for target in there
            ]
        )
    from documents.whole_files import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    for kind, target in targets.items():
        write_whole(target, our_template(kind, language()))
        say(str(target))
    say(
        Words(
            "惩戒、退额文书共用六种版式，保护、移送文书共用六种；某一种（如惩戒决定书）要单独改的，复制其版式，改名为“惩戒决定书.docx”",
            "papers of discipline and exit share six layouts, those of protection and handovers six; to edit one paper alone, copy its layout and name it after the paper, "
            "such as “disciplinary decision.docx”",
        )
    )
    say(
        Words(
            "改好后运行 zelian papers check 检查，再放入本院目录的 templates 文件夹{place}，即优先使用",
            "after editing run zelian papers check, then put them into templates of the court's directory{place}: they stand "
            "before ours",
            place=f" {settings().court_directory / 'templates'}" if settings().court_directory else "",  # type: ignore[operator]
        )
    )


@app.command(
    "check", help=said("检查改过的模板，一次列出全部错误", "check edited templates, all faults at once")
)
def check(
    files: list[Path] = typer.Argument(
        ..., metavar=said("模板", "TEMPLATE"), help=said("模板文件", "template files")
    ),
    specimen: Path | None = typer.Option(
        None, "--specimen", help=said("另写样张PDF到此文件夹", "also write specimens (PDF) here")
    ),
) -> None:
    from documents.template_check import template_faults

    faulty = False
    for file in files:
        kind = _kind_of(file)
        faults = template_faults(file.read_bytes(), kind, _language_of(file))
        if faults:
            faulty = True
            say(Words("{file}：\n{error}", "{file}:\n{error}", file=file, error=FaultyInput(faults).words))
            continue
        say(Words("{file}：可以使用", "{file}: may be used", file=file))
        if specimen is not None:
            say(str(_specimen(file, kind, specimen)))
    if faulty:
        raise typer.Exit(2)


@app.command(
    "write",
    help=said(
        "写出文书：评查案件的全部，其他事项最近一步的",
        "write papers: all of a review, those of the last act of any other matter",
    ),
)
def write(
    ref: str = typer.Argument(..., metavar=said("编号", "REF"), help="评查2026Q3-0001"),
    *,
    act: str = typer.Option(
        "",
        "--act",
        metavar=said("步骤", "ACT"),
        help=said(
            "惩戒、退额、保护、移送：某一步的文书，如：受理提请",
            "of discipline, exit, protection and handovers: the papers of that act",
        ),
    ),
    every: bool = typer.Option(
        False,
        "--all",
        help=said(
            "惩戒、退额、保护、移送：各步的全部文书",
            "of discipline, exit, protection and handovers: the papers of every act",
        ),
    ),
    role: str = AS,
    by: str | None = WHO,
    reason: str = WHY,
) -> None:
    from flows.case_papers import write_case_papers
    from flows.discipline_papers import write_discipline_papers
    from records.proceedings import find
    from records.reads import Look
    from state_machines.confidentiality import CLOSED

    with as_seen_by(role, by).store.read() as session:
        row = find(session, ref)
    enter(Look.PAPERS, of=[ref], role=role, by=by, reason=reason)
    if row.procedure in CLOSED:
        reader = actor(role, by).role
        done = write_discipline_papers(office(), ref, now=now(), act=act, every=every, reader=reader)
    else:
        done = write_case_papers(office(), ref, now=now())
    for printed in done.printed:
        say(f"{printed.docx}\n  SHA-256 {printed.docx_sha256}")
        say(f"{printed.pdf}\n  SHA-256 {printed.pdf_sha256}")
    if not done.printed and not done.faulty:
        say(Words("本案尚无可以制发的文书", "there is no paper to write yet"))
    if done.faulty:
        raise FaultyInput([fault for error in done.faulty for fault in error.faults])


def _kind_of(file: Path) -> PaperKind:
    from documents.discipline_papers import FORMS
    from documents.paper_fields import PaperKind

    if not file.is_file():
        raise NotFound(Words("没有这个文件：{file}", "no such file: {file}", file=file))
    for kind in PaperKind:
        if file.stem in (kind.zh, kind.en):
            return kind
    for paper, form in FORMS.items():
        if file.stem in (paper.zh, paper.en):
            return form.layout
    raise FaultyInput(
        [
            Fault(
                Words("{file}", "{file}", file=file),
                Words("文件名看不出是哪种文书", "the name does not tell which paper it is"),
                Words("请命名为：{names}", "name it: {names}", names="、".join(f"{kind.to(language())}.docx" for kind in PaperKind)),
            )
        ]
    )  # fmt: skip


def _language_of(file: Path) -> Language:
    return "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in file.stem) else "en"


def _specimen(file: Path, kind: PaperKind, folder: Path) -> Path:
    from documents.docx_papers import fill
    from documents.pdf_papers import write_pdf
    from documents.specimen import specimen
    from documents.whole_files import write_whole

    folder.mkdir(parents=True, exist_ok=True)
    fonts = settings().fonts_folder
    paper = specimen(kind, _language_of(file))
    target = folder / f"{file.stem}.pdf"
    write_whole(target, write_pdf(paper, fill(paper, file.read_bytes(), fonts), fonts))
    return target
