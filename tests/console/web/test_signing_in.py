"""Who signs in is who he says, and is let out again: by himself, by time, or by an administrator."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlmodel import select

from console.office import now, office
from flows import accounts, signing_in
from records.accounts import Account, DeskSession, events
from records.people import Post
from rules.duties import Duty
from rules.errors import FaultyInput
from rules.passwords import check_password
from tests.console.web.conftest import MATTER
from tests.console.web.visitor import PASSWORD, Visitor, account


def stored(name):
    with office().store.read() as session:
        return session.get(Account, name)


def test_whoever_has_not_signed_in_is_asked_to_and_sees_nothing(court):
    asked = Visitor().get(MATTER)

    assert asked.status == 303
    assert asked.header("location").startswith("/sign-in?next=")
    assert "评查2026Q3" not in asked.text


def test_what_was_wrong_is_never_said(court):
    account("locked", "A1", locked=True)
    account("with-factor", "A1", factor=pyotp.random_base32())

    answers = {
        (name, password): Visitor().sign_in(name, password)
        for name, password in (
            ("A1", "wrong"),
            ("nobody", "wrong"),
            ("locked", PASSWORD),
            ("with-factor", PASSWORD),
        )
    }

    assert {each.status for each in answers.values()} == {403}
    assert len({each.body.replace(name.encode(), b"") for (name, _), each in answers.items()}) == 1


def test_five_failures_lock_an_account_for_half_an_hour_even_against_the_right_password(court):
    begun = datetime(2026, 3, 2, 1, tzinfo=UTC)
    with time_machine.travel(begun) as clock:
        for _ in range(5):
            assert Visitor().sign_in("A1", "wrong").status == 403
        locked = Visitor().sign_in("A1")
        clock.move_to(begun + timedelta(minutes=31))
        later = Visitor().sign_in("A1")

    assert (locked.status, later.status) == (403, 303)
    assert stored("A1").failures == 0


def test_attempts_at_once_are_counted_one_by_one(court):
    counted = [accounts.allowed(office(), "A1", now()) for _ in range(8)]

    assert counted == [True] * 5 + [False] * 3


def test_a_sign_in_ends_when_nothing_is_done_for_half_an_hour(court):
    begun = datetime.now(UTC)
    with time_machine.travel(begun) as clock:
        visitor = Visitor()
        visitor.sign_in("A1")
        clock.move_to(begun + timedelta(minutes=29))
        still = visitor.get("/")
        clock.move_to(begun + timedelta(minutes=60))
        over = visitor.get("/")

    assert (still.status, over.status) == (200, 303)
    with office().store.read() as session:
        assert session.exec(select(DeskSession)).all() == []


def test_a_sign_in_lasts_no_longer_than_a_working_day_however_busy(court):
    begun = datetime.now(UTC)
    with time_machine.travel(begun) as clock:
        visitor = Visitor()
        visitor.sign_in("A1")
        statuses = []
        for minutes in range(25, 745, 25):
            clock.move_to(begun + timedelta(minutes=minutes))
            statuses.append(visitor.get("/notices").status)

    assert statuses[:28] == [200] * 28
    assert statuses[-1] == 303


def test_an_administrator_sends_somebody_out_at_once(court, visit):
    account("admin", duty=Duty.ADMINISTRATOR, factor=(secret := pyotp.random_base32()))
    judge, admin = visit("J1"), Visitor()
    admin.sign_in("admin", code=pyotp.TOTP(secret).now())

    admin.post("/accounts/J1/send-out", {"csrf": admin.csrf("/accounts")})
    out = judge.get("/")
    admin.post("/accounts/J1/lock", {"csrf": admin.csrf("/accounts")})

    assert out.status == 303
    assert Visitor().sign_in("J1").status == 403
    with office().store.read() as session:
        said = [each.said["trigger"] for each in events(session, None, 50)]
    assert {"sent_out", "account_locked", "signed_in"} <= set(said)


def test_a_token_from_before_the_sign_in_is_never_taken_along(court):
    visitor = Visitor({"zelian_session": "chosen-by-somebody-else"})
    visitor.sign_in("J1")
    first = visitor.cookies["zelian_session"]
    visitor.sign_in("J1")

    assert first != "chosen-by-somebody-else"
    assert Visitor({"zelian_session": "chosen-by-somebody-else"}).get("/").status == 303
    assert Visitor({"zelian_session": first}).get("/").status == 303
    with office().store.read() as session:
        rows = session.exec(select(DeskSession)).all()
    assert [row.token for row in rows] == [signing_in.digest_of(visitor.cookies["zelian_session"])]


def test_the_cookie_is_for_the_server_alone(court):
    said = Visitor().sign_in("J1").header("set-cookie").lower()

    assert "httponly" in said
    assert "samesite=lax" in said


def test_a_password_handed_out_is_changed_before_anything_else(court):
    first = accounts.add(office(), "new-one", Duty.PERSON, "J5", by="A1", now=now())
    visitor = Visitor()
    visitor.sign_in("new-one", first)
    before = visitor.get(MATTER)
    weak = visitor.post(
        "/account/password", {"csrf": visitor.csrf(), "old": first, "new": "short", "again": "short"}
    )
    changed = visitor.post(
        "/account/password", {"csrf": visitor.csrf(), "old": first, "new": PASSWORD, "again": PASSWORD}
    )

    assert before.header("location") == "/account/password"
    assert weak.status == 422
    assert "应有10至200个字符" in weak.text
    assert changed.status == 303
    assert visitor.get("/").status == 200
    assert PASSWORD not in stored("new-one").password


@pytest.mark.parametrize(
    ("password", "fault"),
    [("Ab1", "10至200"), ("alllowercaseletters", "至少有3种"), ("Zhang-3-is-a-name", "含有账户名")],
)
def test_a_password_that_is_too_easy_is_refused_with_the_reason(password, fault):
    from rules.parameters import rule_book

    with pytest.raises(FaultyInput, match=fault):
        check_password(password, "zhang-3", rule_book().on(now().date()))


def test_the_second_factor_is_asked_for_and_a_code_is_good_once(court, visit):
    judge = visit("J1")
    page = judge.get("/account/factor")
    secret = page.text.partition("<code>")[2].partition("</code>")[0]
    wrong = judge.post("/account/factor", {"csrf": judge.csrf(), "code": "000000"})
    code = pyotp.TOTP(secret).now()
    taken = judge.post("/account/factor", {"csrf": judge.csrf(), "code": code})

    assert "<svg" in page.text
    assert wrong.status == 422
    assert taken.status == 303
    assert Visitor().sign_in("J1").status == 403
    assert Visitor().sign_in("J1", code=code).status == 403  # used when it was confirmed
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=31)):
        assert Visitor().sign_in("J1", code=pyotp.TOTP(secret).now()).status == 303


def test_who_keeps_accounts_sees_no_matter_and_must_have_a_second_factor(court):
    account("admin", duty=Duty.ADMINISTRATOR)
    admin = Visitor()
    admin.sign_in("admin")
    due = admin.get("/accounts")
    secret = admin.get("/account/factor").text.partition("<code>")[2].partition("</code>")[0]
    admin.post("/account/factor", {"csrf": admin.csrf("/account/factor"), "code": pyotp.TOTP(secret).now()})

    refused = [
        admin.get(path) for path in (MATTER, "/matters", "/notices", f"{MATTER}/files/1", "/accounts/log")
    ]
    shown = admin.get("/accounts")

    assert due.header("location") == "/account/factor"
    assert [each.status for each in refused] == [403] * 5
    assert all("本页只供" in each.text and "三员" in each.text for each in refused)
    assert "评查2026Q3" not in shown.text
    assert admin.get("/").header("location") == "/accounts"


def test_an_auditor_reads_the_record_of_accounts_and_nothing_else(court):
    account("audit", duty=Duty.AUDITOR, factor=(secret := pyotp.random_base32()))
    Visitor().sign_in("J1", "wrong")
    auditor = Visitor()
    auditor.sign_in("audit", code=pyotp.TOTP(secret).now())

    log = auditor.get("/accounts/log")

    assert "登录失败" in log.text
    assert [auditor.get(path).status for path in ("/accounts", MATTER)] == [403, 403]
    assert auditor.post("/accounts", {"csrf": auditor.csrf(), "name": "x", "duty": "auditor"}).status == 403
    assert stored("x") is None


def test_offices_are_those_of_the_register_on_the_day(court, visit):
    judge = visit("J1")
    assert judge.get(MATTER).status == 200

    with office().store.begin() as session:
        for post in session.exec(select(Post).where(Post.person == "C1")):
            post.until = now().date()
    chief = visit("C1")

    assert chief.get(MATTER).status == 404
    assert visit("C2").get(MATTER).status == 404  # of another division
    assert visit("A2").get(MATTER).status == 404  # of the court of the case, which does not run the round
    assert visit("R9").get(MATTER).status == 404  # a reviewer, and not of this case


def test_a_form_from_elsewhere_changes_nothing(court, visit):
    judge = visit("J1")

    without = judge.post(
        "/account/password", {"old": PASSWORD, "new": "Another-2026", "again": "Another-2026"}
    )
    of_another = judge.post(
        "/account/password",
        {"csrf": visit("A1").csrf(), "old": PASSWORD, "new": "Another-2026", "again": "Another-2026"},
    )
    out = judge.post("/sign-out", {})
    across = Visitor().post(
        "/sign-in", {"name": "J1", "password": PASSWORD}, origin="https://elsewhere.example"
    )

    assert [each.status for each in (without, of_another, out, across)] == [403] * 4
    assert Visitor().sign_in("J1").status == 303
    assert judge.get("/").status == 200


@pytest.mark.parametrize(
    "place",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(court, place):
    visitor = Visitor()

    assert visitor.sign_in("J1", next=place).header("location") == "/"
    assert visitor.get(f"/language/en?back={place}").header("location") == "/"


def test_every_answer_forbids_scripts_and_frames_of_others(court, visit):
    judge = visit("J1")

    for path in ("/", MATTER, "/sign-in", "/nowhere", "/static/desk.css"):
        answered = judge.get(path)
        assert "default-src 'none'" in answered.header("content-security-policy")
        assert "unsafe" not in answered.header("content-security-policy")
        assert answered.header("x-content-type-options") == "nosniff"
        assert answered.header("cache-control") == (
            "public, max-age=86400" if path.startswith("/static") else "no-store"
        )


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2fetc/passwd"]
)
def test_no_path_leads_out_of_the_static_folder(court, path):
    assert Visitor().get(path).status == 404
