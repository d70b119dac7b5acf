"""A matter in the browser: the act goes through the one door, and a refusal is shown where it was tried, with what was typed."""

from __future__ import annotations

import pytest
from sqlmodel import func, select

from console.office import office
from console.sample.exhibits import exhibit
from records.ledger import LedgerEntry
from records.proceedings import find
from records.reads import Look, reads_of
from tests.console.web.conftest import MATTER, REF, review

AS_JUDGE = {"objection": "送达回证在副卷内\n说理充分", "hearing_asked": "yes"}


def entries():
    with office().store.read() as session:
        return session.exec(select(func.count()).where(LedgerEntry.chain == REF)).one()


def facts():
    with office().store.read() as session:
        return find(session, REF).facts


def test_the_page_answers_what_by_when_why_and_on_what_authority(visit):
    page = visit("J1").get(MATTER).text

    assert "提出异议" in page
    assert "为什么是这一天" in page
    assert "起算5个工作日" in page
    assert "/law/judges_law." in page or "/law/local_review." in page
    assert "办理经过" in page
    assert "送达有瑕疵" in page  # the judge was told of the opinion
    assert "告知了谁" in page


def test_what_is_for_others_to_know_stays_out_of_the_page(visit):
    page = visit("J1").get(MATTER).text

    assert "R1" not in page
    assert "71" not in page.partition("告知了谁")[0].partition("办理经过")[2]
    assert "R1" in visit("A1").get(MATTER).text


def test_an_article_is_one_click_away_and_says_how_far_it_was_checked(visit):
    page = visit("J1").get("/law/judges_law.43").text

    assert "要旨" in page
    assert "本院没有设置法律全文库" in page
    assert visit("J1").get("/law/judges_law.9999").status == 404


def test_an_objection_in_points_is_done_and_the_page_says_so(visit):
    judge = visit("J1")

    done = judge.act(MATTER, "object", AS_JUDGE)
    page = judge.follow(done)

    assert facts()["objection"] == ["送达回证在副卷内", "说理充分"]
    assert facts()["hearing_asked"] is True
    assert "已办理：提出异议。现为“异议复核”" in page.text


def test_a_refusal_stands_where_the_act_was_tried_and_nothing_typed_is_lost(visit):
    before = entries()

    refused = visit("J1").act(MATTER, "object", {"hearing_asked": "yes", "evidence": "回证<b>复印件</b>"})

    assert refused.status == 403
    form = refused.body.decode().partition('id="act-object"')[2].partition("</form>")[0]
    assert "须写明：异议理由" in form
    assert "依据：" in form
    assert "回证&lt;b&gt;复印件&lt;/b&gt;" in form
    assert '<option value="yes" selected>' in form
    assert entries() == before


def test_all_that_is_wrong_in_a_form_is_told_at_once(visit):
    review("评查2026Q3-0002", (), _hour_ago())

    wrong = visit("A1").act(
        "/matters/评查2026Q3-0002", "extend_handover", {"extra": "三天", "good_reason": "x"}
    )

    assert wrong.status == 422
    assert "应为整数" in wrong.text
    assert 'value="三天"' in wrong.text


def test_the_second_of_two_sees_what_the_first_did(visit):
    judge = visit("J1")
    judge.act(MATTER, "agree")

    late = judge.post(
        f"{MATTER}/acts/object",
        {"csrf": judge.csrf(MATTER), "seen": entries() - 1, "key": "", "as": "", "objection": "我的理由"},
    )

    assert late.status == 409
    assert "已由他人办理" in late.text
    assert "您查看之后" in late.text
    assert "我的理由" in late.text
    assert "objection" not in facts()


def test_a_button_pressed_twice_acts_once(visit):
    judge, before = visit("J1"), entries()
    page = judge.get(MATTER).body.decode()
    form = page.partition('id="act-agree"')[2].partition("</form>")[0]
    hidden = {
        name: form.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("csrf", "seen", "key", "as")
    }

    first, second = (judge.post(f"{MATTER}/acts/agree", hidden) for _ in range(2))

    assert [first.status, second.status] == [303, 303]
    assert first.header("location") == second.header("location")
    assert entries() == before + 1


def test_a_page_of_an_earlier_sign_in_keeps_what_was_typed(visit):
    judge, before = visit("J1"), entries()

    stale = judge.act(MATTER, "object", AS_JUDGE, csrf="0" * 64)

    assert stale.status == 403
    assert "上次登录时打开的" in stale.text
    assert "送达回证在副卷内" in stale.text
    assert entries() == before


def test_evidence_goes_in_with_the_act_and_comes_back_as_it_was(visit):
    judge = visit("J1")

    done = judge.act(MATTER, "object", AS_JUDGE, [("files", ("回证.pdf", exhibit("slip")))])
    page = judge.follow(done)
    copy = judge.get(f"{MATTER}/files/1")

    assert "回证.pdf" in page.text
    assert copy.body == exhibit("slip")
    assert copy.header("content-type") == "application/octet-stream"
    assert copy.header("content-disposition").startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("../../etc/passwd.pdf", exhibit("slip"), "文件名不能使用"),
        ("run.exe", b"MZ" + b"0" * 90, ""),
        ("回证.pdf", b"<script>alert(1)</script>", ""),
        ("<img src=x onerror=alert(1)>.pdf", b"", "是空文件"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_kept(visit, name, content, fault):
    before = entries()

    refused = visit("J1").act(MATTER, "object", AS_JUDGE, [("files", (name, content))])

    assert refused.status == 422
    assert fault in refused.text
    assert b"<img src=x" not in refused.body
    assert b"<script>alert" not in refused.body
    assert "送达回证在副卷内" in refused.text
    assert entries() == before
    assert not any(path.is_file() for path in office().evidence.rglob("*"))


def test_more_than_may_be_sent_is_refused_before_it_is_read(visit, monkeypatch):
    from console.web.app import desk
    from console.web.headers import Guarded
    from tests.console.web import visitor

    monkeypatch.setattr(visitor, "_desk", lambda: Guarded(desk().app, lambda _: 2000))
    judge, before = visit("J1"), entries()

    said = judge.act(MATTER, "object", AS_JUDGE, [("files", ("回证.pdf", b"%PDF" + b"0" * 4000))])
    unsaid = judge.post(f"{MATTER}/acts/object", {"objection": "0" * 4000}, content_length="10")

    assert [said.status, unsaid.status] == [413, 413]
    assert "超过允许的大小" in said.text
    assert entries() == before


def test_a_case_title_that_holds_a_script_is_shown_as_text(visit):
    title = '（2026）<script>alert(1)</script>吉01民终8号"onmouseover=alert(1)'
    review("评查2026Q3-0003", (), _hour_ago(), case_no=title)

    for path in ("/", "/matters", "/matters?q=<script>", "/matters/评查2026Q3-0003", "/notices"):
        page = visit("A1").get(path)
        assert page.status == 200
        assert b"<script>alert" not in page.body
        assert b'"onmouseover' not in page.body


def test_an_act_greyed_out_says_why_and_on_what_authority(visit):
    page = visit("A1").get(MATTER).body.decode()
    barred = page.partition('class="act barred"')[2].partition("</div>")[0]

    assert "disabled" in barred
    assert "不能办理：" in barred
    assert "/law/" in barred


def test_somebody_who_may_not_act_is_refused_by_the_door_and_not_by_the_page(visit):
    review("评查2026Q3-0004", (), _hour_ago())
    clerk, before = visit("A1"), entries()

    forged = clerk.post(f"{MATTER}/acts/agree", {"csrf": clerk.csrf(MATTER), "seen": before, "as": "judge@x"})
    unknown = clerk.post(f"{MATTER}/acts/nothing", {"csrf": clerk.csrf(MATTER), "seen": before})

    assert [forged.status, unknown.status] == [403, 403]
    assert "无权办理" in forged.text
    assert entries() == before


def test_a_review_sheet_is_no_form_of_a_page(visit):
    from tests.console.test_judges_desk import WAY

    review("评查2026Q3-0005", WAY[:2], _hour_ago())
    reader, path = visit("R1"), "/matters/评查2026Q3-0005"
    page = reader.get(path)
    forged = reader.post(
        f"{path}/acts/submit_sheet",
        {"csrf": reader.csrf(path), "seen": 3, "sheets.0.reader": "R1", "sheets.0.total": "100"},
    )

    assert "评查表用发出的电子表格填写" in page.text
    assert 'id="act-submit_sheet"' not in page.text
    assert forged.status == 422
    with office().store.read() as session:
        assert not find(session, "评查2026Q3-0005").facts.get("sheets")


def test_every_look_is_entered_with_who_looked(visit):
    visit("J1").get(MATTER)
    visit("A1").get("/matters")
    visit("C2").get(MATTER)

    with office().store.read() as session:
        found = {(each.by, each.look) for each in reads_of(session, [REF])}
    assert {("J1", Look.PROCEEDING), ("A1", Look.LIST)} <= found
    assert not any(by == "C2" for by, _ in found)


def test_what_cannot_be_found_is_said_in_words_whatever_the_address(visit):
    judge = visit("J1")

    answers = {
        judge.get(path).body
        for path in ("/matters/惩戒2026-0001", "/matters/nothing", "/matters/评查2026Q3-9999")
    }

    assert len({body.replace(b"", b"") for body in answers}) >= 1
    assert all("找不到" in body.decode() and "Traceback" not in body.decode() for body in answers)


def test_a_fault_of_the_program_is_a_number_and_no_traceback(visit, monkeypatch):
    from console.web.pages import matter

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(matter, "view", broken)
    answered = visit("J1").get(MATTER)

    assert answered.status == 500
    assert "系统故障，编号" in answered.text
    assert "secret detail" not in answered.text
    log = next((office().papers.parent / "log").glob("*.log"))
    assert "secret detail" in log.read_text("utf-8")


def test_the_same_page_in_english(visit):
    judge = visit("J1")
    judge.get(f"/language/en?back={MATTER}")

    page = judge.get(MATTER).text

    assert '<html lang="en">' in page
    assert "What may be done now" in page
    assert "现在可以办理" not in page


def test_a_list_goes_on_where_it_ended_and_finds_by_number(visit):
    for number in range(10, 50):
        review(f"评查2026Q3-00{number}", (), _hour_ago(), case_no=f"（2026）吉01民终{number}号")
    clerk = visit("A1")

    first = clerk.get("/matters")
    second = clerk.get(first.text.partition('btn-outline-secondary" href="')[2].partition('"')[0])
    shown = [page.text.count("/matters/评查") + page.text.count("/matters/%E8") for page in (first, second)]
    found = clerk.get("/matters?q=(2026)吉01民终33号").text

    assert shown == [30, 11]
    assert "评查2026Q3-0033" in found
    assert "评查2026Q3-0034" not in found
    assert "评查2026Q3-0033" not in visit("C2").get("/matters?q=0033").text


def test_the_morning_lists_what_waits_with_its_day(visit):
    judge, clerk = visit("J1").get("/").text, visit("R9").get("/").text

    assert "提出异议" in judge
    assert "还有" in judge
    assert "没有等您办理的事项" in clerk


def _hour_ago():
    from datetime import timedelta

    from console.office import now

    return now() - timedelta(hours=1)
