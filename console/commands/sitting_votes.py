"""zelian sitting, the vote: ballots counted, the sheet proved, signed, and handed to the procedure (表决、核验单)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.sitting import BY, SECRETARY, app, codes_of, moment, sitting_of
from console.looks import enter
from console.office import actor, as_seen_by, named, now, office
from console.speech import language, said, say
from console.typed import Typed
from rules.clocks import BEIJING
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Words
from rules.roles import Actor, Role
from rules.voting import Ballot, Outcome

if TYPE_CHECKING:
    from flows.proof_sheets import Proof
    from records.proceedings_register import Proceeding

REF = typer.Argument(..., metavar=said("事项", "REF"), help="惩戒2026-0001")
VERIFIER = "documents/outsiders/verify_vote.py"


@app.command("vote", help=said("登记一次秘密表决：谁投了票，各种票数", "enter a secret ballot: who voted, how many of each kind"))  # fmt: skip
def vote(
    ref: str = REF,
    ballots: list[str] = typer.Option([], "--ballots", metavar=said("种类=票数", "KIND=N"), help=said("如 存在重大过失=6，可以多次", "such as gross_negligence=6; may be repeated")),
    file: Path | None = typer.Option(None, "--from", metavar=said("文件", "FILE"), help=said("每行一票的文件；次序不保留", "a file with one ballot a line; its order is not kept")),
    voted: str = typer.Option("", "--voted", help=said("参加表决的委员；默认表决时在场未回避的", "who voted; by default all who are there and may")),
    at: str = typer.Option("", "--at", help=said("表决时间，默认现在", "when; now by default")),
    role: str = SECRETARY,
    by: str | None = BY,
) -> None:  # fmt: skip
    from flows import votes

    seen_matter(ref, role, by)
    counted = _counted(ballots, file)
    when = moment(at, "--at", sitting_of(_sitting_ref(ref), as_seen_by(role, by)).at) if at else now()
    found = votes.take_vote(
        office(), ref, counted, at=when, voted=tuple(codes_of(voted)) or None, by=actor(role, by), now=now()
    )
    say(
        Words(
            "已登记{ref}第{n}次表决，参加{m}人：{who}；票与人分开存放。形成核验单：zelian sitting proof {ref}",
            "vote {n} on {ref} is on record, {m} voted: {who}; ballots are kept apart from names. Next: zelian sitting proof {ref}",
            ref=ref,
            n=found.number,
            m=len(found.voted),
            who="、".join(found.voted),
        )
    )


@app.command("proof", help=said("形成并固定核验单，逐项说明", "make and freeze the proof sheet, in words"))
def proof(ref: str = REF, role: str = SECRETARY, by: str | None = BY) -> None:
    from flows.proof_sheets import prove
    from records.reads import Look

    seen_matter(ref, role, by)
    made = prove(office(), ref, by=actor(role, by), now=now())
    enter(Look.PAPERS, of=[ref], role=role, by=by)
    _show(made)


@app.command("sign", help=said("在核验单上签名：主任和秘书", "sign the sheet: the chair and the secretary"))
def sign(
    ref: str = REF,
    role: str = typer.Option(..., "--role", help=said("惩戒委员会主任或者惩戒工作办公室", "chair or discipline office")),
    by: str = typer.Option(..., "--by", help=said("签名人代码", "who signs")),
) -> None:  # fmt: skip
    from flows import proof_sheets

    seen_matter(ref, role, by)
    signed = proof_sheets.sign(office(), ref, by=in_this_office(_sitting_ref(ref), role, by), now=now())
    for each in signed.vote.signed:
        say(
            Words(
                "{code}（{role}）已签名",
                "signed: {code} ({role})",
                code=each["code"],
                role=Role(each["role"]),
            )
        )


@app.command("conclude", help=said("按签名的核验单形成审查意见，或者记录未形成多数意见", "form the opinion from the signed sheet, or record that there is no majority"))  # fmt: skip
def conclude(
    ref: str = REF,
    text: str = typer.Option("", "--text", help=said("审查意见理由", "reasons of the opinion")),
    role: str = typer.Option(Role.DISCIPLINE_COMMITTEE.zh, "--role", help=said("以何种身份办理", "in which role")),
    by: str | None = BY,
) -> None:  # fmt: skip
    from flows import votes
    from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW as TABLE

    seen_matter(ref, role, by)
    done = votes.conclude(office(), ref, text=text, by=in_this_office(_sitting_ref(ref), role, by), now=now())
    say(
        Words(
            "已办理：{act}。现为“{state}”（第{version}号记录）",
            "done: {act}. Now “{state}” (entry {version})",
            act=TABLE.triggers[done.trigger],
            state=TABLE.states(done.state),
            version=done.version,
        )
    )


def in_this_office(ref: str, role: str, by: str | None) -> Actor:
    """Who acts, in an office held today at the court of the committee.

    Raises:
        Refused: the register knows the person, and no such office of theirs.
    """
    from console.standing import in_office
    from records import sittings
    from records.proceedings import find
    from state_machines.disciplinary_prereview.table import DISCIPLINARY_PREREVIEW

    with office().store.read() as session:
        first = sittings.agenda(session, ref)[0].proceeding
        return in_office(session, actor(role, by), DISCIPLINARY_PREREVIEW, find(session, first))


def seen_matter(ref: str, role: str, by: str | None) -> Proceeding:
    """The matter, for whoever may know of it: to anybody else there is none.

    Raises:
        NotFound: there is no such matter, or this reader may not know of it.
    """
    from records.proceedings import find

    with as_seen_by(role, by).store.read() as session:
        return find(session, ref)


def _sitting_ref(ref: str) -> str:
    """The sitting a matter is on."""
    from records import ballots, sittings

    with office().store.read() as session:
        row = sittings.on_agenda(session, ref)
        taken = ballots.votes(session, ref)
    if row is None and not taken:
        raise NotFound(Words("“{ref}”不在任何会议的议程上", "“{ref}” is on no agenda", ref=ref))
    return row.sitting if row else taken[-1].sitting


def _counted(typed: list[str], file: Path | None) -> Counter[Ballot]:
    """The ballots by kind, from what was typed and from a file.

    Raises:
        FaultyInput: every kind or number that cannot be.
    """
    reader, found = Typed(), Counter[Ballot]()
    for text in typed:
        kind, _, number = text.partition("=")
        ballot = reader.read(named, Ballot, kind.strip(), Words("表决票", "ballot"))
        if not number.strip().isdecimal():
            reader.faults.append(Fault(
                Words("“{text}”", "“{text}”", text=text), Words("没有票数", "has no number"),
                Words("请写成 存在重大过失=6", "write gross_negligence=6")))  # fmt: skip
        elif ballot is not None:
            found[ballot] += int(number)
    for place, line in enumerate(_lines(file), start=1):
        where = Words("{file}第{n}行", "{file}, line {n}", file=file, n=place)
        ballot = reader.read(named, Ballot, line, where)
        if ballot is not None:
            found[ballot] += 1
    reader.check()
    return found


def _lines(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        return [line.strip() for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyInput([Fault(
            Words("{file}", "{file}", file=file), Words("不能读取（{why}）", "cannot be read ({why})", why=error),
            Words("请用文本文件，每行一票", "use a text file with one ballot a line"))]) from None  # fmt: skip


def _show(shown: Proof) -> None:
    from flows.proof_sheets import objections, sheet_lines

    sheet = shown.sheet
    say(
        Words(
            "{ref}第{n}次表决核验单（{at:%Y-%m-%d %H:%M}）",
            "proof sheet of vote {n} on {ref} ({at:%Y-%m-%d %H:%M})",
            ref=sheet["proceeding"],
            n=sheet["vote"],
            at=shown.vote.at.astimezone(BEIJING),
        )
    )
    for line in sheet_lines(sheet, language()):
        say(f"  {line}")
    if sheet["outcome"] == Outcome.VOID.value:
        say(Words("  无效事由：{why}", "  void because: {why}", why=objections(sheet)))
    say(
        Words(
            "  {n}条规则未经核对原文：{keys}",
            "  {n} rules not checked against a text: {keys}",
            n=len(sheet["open_rules"]),
            keys="、".join(sheet["open_rules"]) or "—",
        )
    )
    say(Words("SHA-256 {sha}（已记入台账）", "SHA-256 {sha} (in the ledger)", sha=sheet["sha256"]))
    say(str(shown.path))
    say(
        Words(
            "外部核验：zelian discipline verify {path} --recorded {sha}（程序：{program}，不联网，可单独交给任何人）",
            "checked by an outsider: zelian discipline verify {path} --recorded {sha} (the program: {program})",
            path=shown.path,
            sha=sheet["sha256"],
            program=VERIFIER,
        )
    )
