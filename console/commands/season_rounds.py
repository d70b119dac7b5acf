"""zelian season replace, extend, special, archive: what may come after the draw (撤换、追加、专项、归档)."""

from __future__ import annotations

import typer

from console.commands.season import LABEL, WHO, app, instant
from console.misuse import missing
from console.office import actor, named, now, office
from console.speech import said, say, table
from rules.cases import CaseKind
from rules.labels import Words
from rules.must_review import must_review_book
from rules.roles import Role

REASON = typer.Option(..., "--reason", help=said("理由", "the reason"))
SEED = typer.Option(
    "", "--seed", help=said("公开种子，决定之后新产生的", "a public seed, newer than the decision")
)
SEED_AT = typer.Option(
    "", "--seed-at", help=said("种子产生时间，如 2026-10-15T10:00", "when the seed came to be")
)
TAKE_BACK = typer.Option(
    False,
    "--take-back",
    help=said("撤销尚未抽取的决定，须写 --reason", "take back a decision not drawn yet; needs --reason"),
)
WITNESSES = typer.Option("", "--witnesses", help=said("见证人", "witnesses"))


@app.command(
    "replace", help=said("撤换确不能评查的案件，由同层下一签号递补", "replace a case that cannot be reviewed")
)
def replace(
    ref: str = typer.Argument(..., metavar=said("事项", "REF"), help="评查2026Q3-0001"),
    reason: str = REASON,
    by: str | None = WHO,
) -> None:
    from flows import redrawing

    done = redrawing.replace_review(office(), ref, reason, by=actor(Role.TRIAL_MANAGEMENT, by), now=now())
    say(Words("{ref}（{case}）不再评查", "{ref} ({case}) is withdrawn", ref=ref, case=done.withdrawn))
    for opened, case_no in done.opened:
        say(Words("递补：{ref}（{case}）", "in its stead: {ref} ({case})", ref=opened, case=case_no))
    if not done.opened:
        say(Words("已无可递补的案件", "no case is left to take its place"))
    say(
        Words(
            "抽样证书已更新，可核验：zelian season verify {label}",
            "the certificate is renewed; check it: zelian season verify {label}",
            label=done.season,
        )
    )


@app.command(
    "extend",
    help=said(
        "追加抽取：先写 --size 和 --reason 作出决定，再用决定之后的新种子抽取",
        "draw more: decide with --size and --reason, then draw with a seed newer than the decision",
    ),
)
def extend(
    label: str = LABEL,
    size: int = typer.Option(0, "--size", help=said("追加后的总件数", "how many in all, afterwards")),
    reason: str = typer.Option("", "--reason", help=said("追加的理由", "why")),
    seed: str = SEED,
    seed_at: str = SEED_AT,
    witnesses: str = WITNESSES,
    take_back: bool = TAKE_BACK,
    by: str | None = WHO,
) -> None:
    from flows import redrawing

    if take_back:
        if not reason:
            raise missing("--reason", "评查力量不足")
        redrawing.take_back_extension(office(), label, reason, by=actor(Role.PRESIDENT, by), now=now())
        say(Words("追加的决定已撤销", "the decision to draw more is taken back"))
        return
    if not seed:
        if not size or not reason:
            raise missing("--reason", "评查力量有余") if size else missing("--size", "120")
        redrawing.decide_extension(office(), label, size, reason, by=actor(Role.PRESIDENT, by), now=now())
        say(
            Words(
                "已决定追加到{size}件。请在此之后产生新的公开种子，然后运行：\n"
                "  zelian season extend {label} --seed 种子 --seed-at 时间 --witnesses 见证人",
                "an extension to {size} cases is decided. Let a new public seed come to be, then run:\n"
                "  zelian season extend {label} --seed SEED --seed-at TIME --witnesses WHO",
                size=size,
                label=label,
            )
        )
        return
    if not witnesses:
        raise missing("--witnesses", "督察室某某")
    at = now()
    opened = redrawing.draw_more(
        office(),
        label,
        seed,
        seed_at=instant(seed_at, at),
        witnesses=witnesses,
        by=actor(Role.TRIAL_MANAGEMENT, by),
        now=at,
    )
    say(
        Words(
            "追加{count}件：新立项{new}件，原另行评查转入随机{moved}件。抽样证书已更新",
            "{count} more: {new} opened, {moved} reviewed beside the draw before. The certificate is renewed",
            count=len(opened.cases),
            new=len(opened.cases) - opened.moved,
            moved=opened.moved,
        )
    )


@app.command(
    "special",
    help=said(
        "专项评查：院长决定并固定名单；--all 全部评查，否则以新种子抽取",
        "a special review: decided by the president, its list frozen; --all reviews all of it",
    ),
)
def special(
    label: str = LABEL,
    *,
    name: str = typer.Option(
        "", "--name", help=said("专项名称；不写则列出已有的", "its name; without one, list those there are")
    ),
    cause: list[str] = typer.Option([], "--cause", help=said("案由，可多次", "cause; may be repeated")),
    kind: list[str] = typer.Option(
        [], "--kind", help=said("案件类型，可多次", "kind of case; may be repeated")
    ),
    court: list[str] = typer.Option([], "--court", help=said("法院，可多次", "court; may be repeated")),
    flag: list[str] = typer.Option(
        [], "--flag", help=said("重点情形，可多次", "must-review situation; may be repeated")
    ),
    size: int = typer.Option(0, "--size", help=said("抽取件数", "how many")),
    whole: bool = typer.Option(False, "--all", help=said("全部评查", "review all of them")),
    reason: str = typer.Option("", "--reason", help=said("理由", "the reason")),
    seed: str = SEED,
    seed_at: str = SEED_AT,
    witnesses: str = WITNESSES,
    take_back: bool = TAKE_BACK,
    by: str | None = WHO,
) -> None:
    from flows import special_reviews

    at = now()
    if not name:
        _list_specials(label)
        return
    if take_back:
        if not reason:
            raise missing("--reason", "线索已另案办理")
        special_reviews.take_back_special(office(), label, name, reason, by=actor(Role.PRESIDENT, by), now=at)
        say(Words("专项评查“{name}”的决定已撤销", "the special review “{name}” is taken back", name=name))
        return
    if seed:
        if not witnesses:
            raise missing("--witnesses", "督察室某某")
        _draw_special(label, name, seed, seed_at, witnesses, by)
        return
    if not size and not whole:
        raise missing("--size", "20")
    criteria = special_reviews.Criteria(
        causes=cause,
        kinds=[named(CaseKind, text, Words("案件类型", "kind of case")).value for text in kind],
        courts=court,
        flags=[must_review_book().flag(text) for text in flag],
    )
    frozen = special_reviews.decide_special(
        office(),
        label,
        name,
        criteria,
        reason or name,
        size=None if whole else size,
        by=actor(Role.PRESIDENT, by),
        now=at,
    )
    say(
        Words(
            "专项评查“{name}”名单已固定：{count}件，评查{size}件。摘要（SHA-256）：{digest}\n文件：{path}",
            "the list of “{name}” is frozen: {count} cases, {size} to review. SHA-256: {digest}\nFile: {path}",
            name=name,
            count=frozen.eligible,
            size=frozen.size,
            digest=frozen.sha256,
            path=frozen.path,
        )
    )
    if whole:
        _draw_special(
            label, name, special_reviews.CENSUS, "", said("全部评查，无须抽取", "all are reviewed"), by
        )
    else:
        say(
            Words(
                "请公布摘要，产生公开种子，然后运行：\n"
                "  zelian season special {label} --name {name} --seed 种子 --seed-at 时间 --witnesses 见证人",
                "publish the digest, let a public seed come to be, then run:\n"
                "  zelian season special {label} --name {name} --seed SEED --seed-at TIME --witnesses WHO",
                label=label,
                name=name,
            )
        )


@app.command("archive", help=said("项目归档，在最后一案归档之后", "archive the round, after its last review"))
def archive(
    label: str = LABEL,
    reason: str = typer.Option("", "--reason", help=said("逾期的，写明理由", "why late, where it is")),
    by: str | None = WHO,
) -> None:
    from flows import reporting

    reporting.archive_round(office(), label, reason, by=actor(Role.TRIAL_MANAGEMENT, by), now=now())
    say(Words("{label}评查项目已归档", "the round {label} is archived", label=label))


def _draw_special(label: str, name: str, seed: str, seed_at: str, witnesses: str, by: str | None) -> None:
    from flows import special_reviews

    at = now()
    refs = special_reviews.draw_special(
        office(),
        label,
        name,
        seed,
        seed_at=instant(seed_at, at),
        witnesses=witnesses,
        by=actor(Role.TRIAL_MANAGEMENT, by),
        now=at,
    )
    say(
        Words(
            "专项评查“{name}”立项{count}件：{first} 至 {last}",
            "“{name}”: {count} reviews opened, {first} to {last}",
            name=name,
            count=len(refs),
            first=refs[0] if refs else "-",
            last=refs[-1] if refs else "-",
        )
    )


def _list_specials(label: str) -> None:
    from flows.special_reviews import waiting_specials
    from records import seasons

    with office().store.read() as session:
        season = seasons.season(session, label)
        found = seasons.specials(session, label)
        waiting = waiting_specials(session, season)
    drawn, open_still, gone = (
        Words("已抽取", "drawn"),
        Words("待抽取", "waits for its draw"),
        Words("已撤销", "taken back"),
    )
    table(
        Words("专项评查", "special reviews"),
        (Words("序号", "no."), Words("名称", "name"), Words("决定日期", "decided"), Words("进展", "stands")),
        [
            (each.number, each.name, each.decided_at.date(),
             drawn if each.certificate else open_still if each.name in waiting else gone)
            for each in found
        ],
    )  # fmt: skip
