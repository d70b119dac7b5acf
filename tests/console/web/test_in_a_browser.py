"""The desk in a real Chromium: mouse and keyboard, small and large screens, without JavaScript, and what axe says of it."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from console.sample.exhibits import exhibit
from console.web.app import desk
from rules.duties import Duty
from tests.console.web.conftest import MATTER, REF, review
from tests.console.web.test_a_matter import _hour_ago, entries, facts
from tests.console.web.visitor import PASSWORD, account

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "axe" / "axe.min.js"
OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on the PATH")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield browser
        browser.close()


@pytest.fixture
def served(court: Path) -> Iterator[str]:
    """The desk at an address of this machine."""
    server = uvicorn.Server(
        uvicorn.Config(desk(), host="127.0.0.1", port=0, log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        threading.Event().wait(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def seat(chromium: Any, served: str) -> Iterator[Any]:
    """Sit down before a browser and sign in; every request it makes is watched."""
    contexts, foreign, said = [], [], []

    def sit(name: str = "", **options: Any) -> Any:
        context = chromium.new_context(base_url=served, viewport=OFFICE, locale="zh-CN", **options)
        context.set_default_timeout(15000)
        context.on(
            "request",
            lambda request: request.url.startswith((served, "data:")) or foreign.append(request.url),
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto("/sign-in")
        if name:
            page.fill("#name", name)
            page.fill("#password", PASSWORD)
            page.click("main button")
        return page

    yield sit
    for context in contexts:
        context.close()
    assert foreign == []
    # A refusal is a status of its own, and Chromium notes it.
    assert [line for line in said if "status of 4" not in line and "Error Code 401" not in line] == []


def no_barrier(page: Any) -> list[str]:
    """What axe finds against WCAG A and AA. It is given to the page as a user's own tool is, past the policy of the page."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found = page.evaluate(
        "async () => await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
    )
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]]


def wide(page: Any) -> bool:
    """Whether a page has to be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_the_judge_objects_and_sees_the_answer_in_place(seat):
    page = seat("J1")
    page.click(f"a[href*='{REF[-4:]}']")
    page.click("#act-object > summary")
    page.click("#act-object form > button")  # without a reason

    refusal = page.wait_for_selector("#act-object [role=alert]:not(.gone)").inner_text()
    page.fill("#act-object [name=objection]", "送达回证在副卷内\n说理充分")
    page.set_input_files(
        "#act-object [name=files]",
        {"name": "回证.pdf", "mimeType": "application/pdf", "buffer": exhibit("slip")},
    )
    page.click("#act-object form > button")
    done = page.wait_for_selector("#matter [role=status]").inner_text()

    assert "须写明：异议理由" in refusal
    assert "已办理：提出异议" in done
    assert page.locator(".state-now").inner_text() == "异议复核"
    assert facts()["objection"] == ["送达回证在副卷内", "说理充分"]
    assert page.locator(".files a").inner_text() == "回证.pdf"


def test_a_reviewer_forms_the_opinion(seat):
    from tests.console.test_judges_desk import WAY

    review("评查2026Q3-0002", WAY[:5], _hour_ago())
    page = seat("R1")
    page.goto("/matters/评查2026Q3-0002")
    page.click("#act-form_opinion > summary")
    page.select_option("#act-form_opinion [name=grade]", label="瑕疵")
    page.fill("#act-form_opinion [name=grade_reasons]", "送达有瑕疵")
    page.click("#act-form_opinion form > button")

    page.wait_for_selector("#matter [role=status]")
    assert page.locator(".state-now").inner_text() == "初步意见"


def test_the_whole_way_is_gone_by_keyboard_alone(seat):
    page = seat()
    page.keyboard.type("J1")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#waiting")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    for _ in range(40):
        if page.evaluate("document.activeElement.className") == "line-main":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#act-agree")
    for _ in range(40):
        if page.evaluate("document.activeElement.parentElement.id") == "act-agree":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(20):
        if page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#matter [role=status]")

    assert skip == "skip"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"


def test_without_javascript_everything_is_read_and_done(seat):
    page = seat("J1", java_script_enabled=False)
    page.click(f"a[href*='{REF[-4:]}']")
    page.click("#act-object > summary")
    page.click("#act-object form > button")
    refusal = page.locator("#act-object [role=alert]").first.inner_text()
    page.fill("#act-object [name=objection]", "送达回证在副卷内")
    page.click("#act-object form > button")

    assert "须写明：异议理由" in refusal
    assert "已办理：提出异议" in page.locator("[role=status]").inner_text()


def test_the_second_of_two_browsers_is_told_what_the_first_did(seat):
    first, second = seat("J1"), seat("J1")
    for page in (first, second):
        page.goto(MATTER)
    first.click("#act-agree > summary")
    first.click("#act-agree form > button")
    first.wait_for_selector("#matter [role=status]")
    before = entries()
    second.click("#act-object > summary")
    second.fill("#act-object [name=objection]", "我的理由")
    second.click("#act-object form > button")

    said = second.wait_for_selector("#matter [role=alert]").inner_text()
    assert "已由他人办理" in said
    assert "我的理由" in second.locator(".typed").text_content()
    assert second.locator(".past .is-new").count() == 1
    assert entries() == before


def test_what_was_typed_stays_when_the_sign_in_has_run_out(seat, court):
    from sqlmodel import delete

    from console.office import office
    from records.accounts import DeskSession

    page = seat("J1")
    page.goto(MATTER)
    page.click("#act-object > summary")
    page.fill("#act-object [name=objection]", "写了很久的理由")
    with office().store.begin() as session:
        session.exec(delete(DeskSession))
    page.click("#act-object form > button")
    page.wait_for_selector("#act-object .gone:visible")

    assert page.input_value("#act-object [name=objection]") == "写了很久的理由"


def test_every_page_is_free_of_barriers_in_both_languages_on_both_screens(seat, court):
    import pyotp

    account("admin", duty=Duty.ADMINISTRATOR, factor=(secret := pyotp.random_base32()))
    clerk, admin, stranger = seat("A1"), seat(), seat()
    admin.fill("#name", "admin")
    admin.fill("#password", PASSWORD)
    admin.fill("#code", pyotp.TOTP(secret).now())
    admin.click("main button")
    pages = [
        (clerk, ("/", "/matters", "/notices", MATTER, "/law/judges_law.43", "/account/password", "/account/factor", "/matters/none")),
        (admin, ("/accounts",)),
        (stranger, ("/sign-in",)),
    ]  # fmt: skip

    found, pushed = {}, []
    for tongue, screen in (("zh", OFFICE), ("en", PHONE)):
        for page, paths in pages:
            page.set_viewport_size(screen)
            page.goto(f"/language/{tongue}?back=/sign-in")
            for path in paths:
                page.goto(path)
                for summary in page.query_selector_all("details > summary"):
                    summary.evaluate("each => each.parentElement.open = true")
                if barriers := no_barrier(page):
                    found[tongue, path] = barriers
                if wide(page):
                    pushed.append((tongue, path))

    assert found == {}
    assert pushed == []


def test_a_page_prints_without_its_buttons(seat):
    page = seat("J1")
    page.goto(MATTER)
    page.emulate_media(media="print")

    assert not page.is_visible(".desk-head")
    assert not page.is_visible("#act-object")
    assert page.is_visible(".past")
