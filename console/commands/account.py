"""zelian account: accounts of the desk in a browser (账户): opened, given a new password, locked, listed.

For whoever runs the machine: the first administrator is made here. Passwords are printed once and stored nowhere.
"""

from __future__ import annotations

import typer

from console.desks import Desk
from console.office import named, now, office
from console.speech import as_json, said, say, table
from rules.duties import Duty
from rules.labels import Words

app = Desk(Words("账户：开设、重置、锁定、列出", "accounts: open, reset, lock, list"))
NAME = typer.Argument(..., metavar=said("账户", "NAME"))


@app.command("add", help=said("开设账户，给出初始口令", "open an account, and print its first password"))
def add(
    name: str = NAME,
    person: str = typer.Option(
        "",
        "--person",
        help=said(
            "人员登记中的代码；不写则与账户名相同", "code on the register; the name itself if left out"
        ),
    ),
    duty: str = typer.Option(
        "person",
        "--duty",
        help=said("办案人员、账户管理员或者安全审计员", "person, administrator or auditor"),
    ),
) -> None:
    from flows import accounts

    kind = named(Duty, duty, Words("账户类别", "kind of account"))
    code = (person or name) if kind is Duty.PERSON else person
    password = accounts.add(office(), name, kind, code, by=accounts.BY_COMMAND, now=now())
    _handed_out(name, password)


@app.command(
    "reset",
    help=said("重置口令，去掉动态口令，结束登录", "a new password, no second factor, every sign-in ended"),
)
def reset(name: str = NAME) -> None:
    from flows import accounts

    _handed_out(name, accounts.reset(office(), name, by=accounts.BY_COMMAND, now=now()))


@app.command("lock", help=said("锁定账户，立即下线", "lock an account, and sign it out at once"))
def lock(
    name: str = NAME, undo: bool = typer.Option(False, "--undo", help=said("解锁", "unlock it again"))
) -> None:
    from flows import accounts

    accounts.lock(office(), name, locked=not undo, by=accounts.BY_COMMAND, now=now())
    say(
        Words("已解锁“{name}”", "“{name}” is unlocked", name=name)
        if undo
        else Words("已锁定“{name}”，其登录已经结束", "“{name}” is locked, and signed out", name=name)
    )


@app.command("list", help=said("列出账户", "list the accounts"))
def list_all(json: bool = typer.Option(False, "--json", help=said("输出 JSON", "print JSON"))) -> None:
    from records.accounts import all_accounts, signed_in

    with office().store.read() as session:
        found, sessions = all_accounts(session), signed_in(session)
    if json:
        as_json(
            [
                {"name": each.name, "duty": each.duty, "person": each.person, "locked": each.locked,
                 "second_factor": bool(each.factor), "signed_in": sessions.get(each.name, 0)}
                for each in found
            ]
        )  # fmt: skip
        return
    yes = Words("是", "yes")
    table(
        Words("账户", "accounts"),
        (
            Words("账户", "account"),
            Words("类别", "kind"),
            Words("人员", "person"),
            Words("锁定", "locked"),
            Words("动态口令", "second factor"),
            Words("在线", "signed in"),
        ),
        [
            (each.name, Duty(each.duty), each.person, yes if each.locked else "", yes if each.factor else "", sessions.get(each.name, 0))
            for each in found
        ],
    )  # fmt: skip


def _handed_out(name: str, password: str) -> None:
    say(
        Words(
            "账户“{name}”的初始口令：{password}（只显示这一次，首次登录必须更换）",
            "first password of “{name}”: {password} (shown this once; changed at the first sign-in)",
            name=name,
            password=password,
        )
    )
