"""What somebody sends who means no good, or mistypes: it is answered in words, and nothing is gained or lost by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine

from console.office import now, office
from flows import accounts
from records.accounts import signed_in
from rules.duties import Duty
from tests.console.web.conftest import MATTER, REF
from tests.console.web.test_a_matter import AS_JUDGE
from tests.console.web.visitor import PASSWORD, Visitor, account


def faults_logged(court):
    return sorted(path.name for path in court.rglob("log/*.log"))


@pytest.mark.parametrize("place", ["//[", "//[elsewhere.example", "https://[", "/\t/elsewhere.example"])
def test_a_place_that_is_no_address_leads_to_the_first_page(court, place):
    visitor = Visitor()

    assert visitor.sign_in("J1", next=place).header("location") == "/"
    assert visitor.get(f"/language/en?back={place}").header("location") == "/"
    assert faults_logged(court) == []


@pytest.mark.parametrize("origin", ["http://[", "null", "desk.local", "http://desk.local.elsewhere.example"])
def test_no_page_of_another_site_signs_anybody_in(court, origin):
    answered = Visitor().post("/sign-in", {"name": "J1", "password": PASSWORD}, origin=origin)

    assert answered.status == 403
    assert faults_logged(court) == []


def test_the_desk_itself_signs_in(court):
    visitor = Visitor()

    answered = visitor.post("/sign-in", {"name": "J1", "password": PASSWORD}, origin="http://desk.local")

    assert answered.status == 303


def test_whoever_must_change_the_password_can_leave(court):
    first = accounts.add(office(), "new-one", Duty.PERSON, "J5", by="A1", now=now())
    visitor = Visitor()
    visitor.sign_in("new-one", first)

    left = visitor.post("/sign-out", {"csrf": visitor.csrf()})

    assert left.header("location") == "/sign-in"
    with office().store.read() as session:
        assert signed_in(session) == {}


def test_only_an_act_brings_files(court, visit):
    large = [("password", ("a.bin", b"0" * (2**20 + 1)))]
    judge = visit("J1")

    stranger = Visitor().post("/sign-in", {"name": "J1"}, large)
    own = judge.post("/account/password", {"csrf": judge.csrf()}, large)
    act = judge.act(MATTER, "object", AS_JUDGE, [("files", ("回证.txt", b"0" * (2**20 + 1)))])

    assert (stranger.status, own.status) == (413, 413)
    assert act.status != 413


def test_a_new_password_that_is_not_good_enough_is_no_failed_attempt(court, visit):
    judge = visit("J1")
    again = {"csrf": judge.csrf(), "old": PASSWORD}
    weak = [judge.post("/account/password", again | {"new": "short", "again": "short"}) for _ in range(6)]
    same = [judge.post("/account/password", again | {"new": PASSWORD, "again": PASSWORD}) for _ in range(6)]

    changed = judge.post("/account/password", again | {"new": "Another-2026", "again": "Another-2026"})

    assert {each.status for each in weak + same} == {422}
    assert changed.status == 303


def test_the_present_password_cannot_be_tried_out(court, visit):
    judge = visit("J1")
    new = {"csrf": judge.csrf(), "new": "Another-2026", "again": "Another-2026"}

    tried = [judge.post("/account/password", new | {"old": f"wrong-{n}"}).status for n in range(5)]
    right = judge.post("/account/password", new | {"old": PASSWORD})

    assert [*tried, right.status] == [422] * 6
    assert Visitor().sign_in("J1").status == 403


def test_a_second_factor_in_use_is_not_replaced_from_another_sign_in(court, visit):
    thief, owner = visit("J1"), visit("J1")
    secrets = [
        each.get("/account/factor").text.partition("<code>")[2].partition("</code>")[0]
        for each in (thief, owner)
    ]
    owner.post("/account/factor", {"csrf": owner.csrf(), "code": pyotp.TOTP(secrets[1]).now()})

    taken = thief.post("/account/factor", {"csrf": thief.csrf(), "code": pyotp.TOTP(secrets[0]).now()})

    assert taken.status == 422
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=31)):
        assert Visitor().sign_in("J1", code=pyotp.TOTP(secrets[1]).now()).status == 303


@pytest.mark.parametrize("path", ["/matters", "/notices"])
@pytest.mark.parametrize("before", ["99999999999999999999", "-1", "1e3"])
def test_a_page_that_cannot_be_is_not_found(visit, path, before):
    assert visit("J1").get(f"{path}?before={before}").status == 404


def test_a_version_that_cannot_be_is_told_in_words(court, visit):
    answered = visit("J1").act(MATTER, "object", AS_JUDGE, seen="9" * 5000)

    assert answered.status == 409
    assert faults_logged(court) == []


def test_an_errand_that_there_is_not_is_not_found(court):
    account("admin", duty=Duty.ADMINISTRATOR, factor=(secret := pyotp.random_base32()))
    admin = Visitor()
    admin.sign_in("admin", code=pyotp.TOTP(secret).now())

    answered = admin.post("/accounts/J1/promote", {"csrf": admin.csrf("/accounts")})

    assert answered.status == 404


@pytest.mark.parametrize(
    "path", ["/matters/a%00b", "/matters?q=a%00b", "/law/a%00b", f"/matters/{REF}?as=a%00"]
)
def test_a_letter_that_no_register_holds_is_no_fault_of_the_program(court, visit, path):
    assert visit("J1").get(path).status in (200, 404)
    assert Visitor().sign_in("J1\x00").status == 403
    assert faults_logged(court) == []


@pytest.mark.parametrize("place", ["/matters?q=%00", f"/matters/{REF}%00", "/matters?q=a%00b"])
def test_what_no_database_keeps_is_nowhere(court, visit, place):
    answered = visit("J1").get(place)

    assert answered.status == 404
    assert faults_logged(court) == []


def test_a_name_that_no_database_keeps_signs_nobody_in(court):
    answered = Visitor().sign_in("J1\x00")

    assert answered.status == 403
    assert faults_logged(court) == []


def test_a_password_that_was_reset_while_it_was_looked_at_signs_nobody_in(court, monkeypatch):
    looked_at = accounts.matches

    def reset_meanwhile(password, kept):
        right = looked_at(password, kept)
        accounts.reset(office(), "J1", by="A1", now=now())
        return right

    monkeypatch.setattr(accounts, "matches", reset_meanwhile)

    assert Visitor().sign_in("J1").status == 403
    with office().store.read() as session:
        assert signed_in(session) == {}
