"""Keeping accounts (账户管理), and the record of it (审计): neither page shows anything of any matter."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from console.web.choosing import Before
from console.web.rendering import page
from console.web.visits import Administrator, Auditor, Form, Visit, text
from flows import accounts
from records.accounts import all_accounts, events, signed_in
from rules.clocks import beijing_day
from rules.duties import Duty
from rules.errors import Fault, FaultyInput, NotFound
from rules.labels import Words

router = APIRouter()

# fmt: off
WHAT = {
    "account_added": Words("开设账户", "account opened"), "password_reset": Words("重置口令", "password reset"),
    "account_locked": Words("锁定", "locked"), "account_unlocked": Words("解锁", "unlocked"),
    "sent_out": Words("强制下线", "signed out by an administrator"), "password_changed": Words("更换口令", "password changed"),
    "signed_in": Words("登录", "signed in"), "sign_in_failed": Words("登录失败", "failed to sign in"),
    "signed_out": Words("退出", "signed out"), "session_ended": Words("登录到时", "sign-in ran out"),
    "second_factor_taken": Words("启用动态口令", "second factor taken into use"),
}
# fmt: on


@router.get("/accounts")
def show(visit: Administrator) -> Response:
    return _shown(visit)


@router.post("/accounts")
def add(visit: Administrator, form: Form) -> Response:
    visit.require(form)
    name = text(form, "name").strip()
    try:
        duty = _duty(text(form, "duty"))
        password = accounts.add(
            visit.office, name, duty, text(form, "person").strip(), by=_me(visit), now=visit.now
        )
    except FaultyInput as error:
        return _shown(visit, error=error, typed=form)
    return _shown(visit, handed_out=(name, password))


@router.post("/accounts/{name}/{errand}")
def change(visit: Administrator, name: str, errand: str, form: Form) -> Response:
    visit.require(form)
    by = _me(visit)
    if errand == "reset":
        return _shown(visit, handed_out=(name, accounts.reset(visit.office, name, by=by, now=visit.now)))
    if errand in ("lock", "unlock"):
        accounts.lock(visit.office, name, locked=errand == "lock", by=by, now=visit.now)
    elif errand == "send-out":
        accounts.send_out(visit.office, name, by=by, now=visit.now)
    else:
        raise NotFound(Words("没有这一项", "there is no such errand"))
    return _shown(visit)


@router.get("/accounts/log")
def log(visit: Auditor, before: Before = None) -> Response:
    rows = int(visit.office.store.rules.on(beijing_day(visit.now))["accounts.rows_of_a_page"])
    with visit.office.store.read() as session:
        found = events(session, before, rows + 1)
    return page(
        visit, "accounts_log.html", events=found[:rows], more=len(found) > rows, what=WHAT, duties=Duty
    )


def _duty(chosen: str) -> Duty:
    """Raises:
    FaultyInput: there is no such kind of account.
    """
    for each in Duty:
        if each.value == chosen:
            return each
    raise FaultyInput(
        [
            Fault(
                Words("账户类别", "kind of account"),
                Words("没有选", "was not chosen"),
                Words("请选一种", "choose one"),
            )
        ]
    )


def _me(visit: Visit) -> str:
    assert visit.who is not None
    return visit.who.account.name


def _shown(
    visit: Visit,
    *,
    error: FaultyInput | None = None,
    typed: object = None,
    handed_out: tuple[str, str] | None = None,
) -> Response:
    with visit.office.store.read() as session:
        found, sessions = all_accounts(session), signed_in(session)
    return page(
        visit,
        "accounts.html",
        422 if error else 200,
        accounts=found,
        sessions=sessions,
        faults=error.faults if error else (),
        typed=typed,
        handed_out=handed_out,
        duties=Duty,
        now=visit.now,
    )
