from dataclasses import replace
from datetime import date

import pytest

from notifiers.wording import SHORT, compose
from rules.errors import UnknownArticle
from rules.labels import Words
from rules.law import cite
from rules.notices import NoticeContent, NoticeKind, Urgency, alarm
from rules.roles import Role


@pytest.fixture
def preliminary_opinion():
    return NoticeContent(
        key="评查2021Q3-0042:v5",
        kind=NoticeKind.STEP_TAKEN,
        proceeding="评查2021Q3-0042",
        procedure=Words("案件质量评查", "case quality review"),
        court="长春市中级人民法院",
        audience=Role.JUDGE,
        person="J-0107",
        case_no="(2021)吉01民终100号",
        act=Words("评查组已形成初步意见并书面反馈", "the review group gave its preliminary opinion"),
        state=Words("已反馈", "fed back"),
        points=(
            (Words("等次", "grade"), Words("瑕疵", "flawed")),
            (
                Words("等次理由", "reasons for the grade"),
                Words("送达程序有瑕疵，未影响当事人权利", "service"),
            ),
        ),
        due=date(2021, 10, 18),
        due_explained=Words(
            "10月11日收到，次日起算5个工作日", "received 11 October; 5 working days from the next day"
        ),
        authority="local_review.异议",
        what_to_do=Words(
            "有异议的，说明理由并经庭长提出", "if you object, give reasons through the division chief"
        ),
        ask=Words("审管办", "the trial-management office"),
    )


def test_a_letter_names_case_step_deadline_authority_and_whom_to_ask(preliminary_opinion):
    message = compose(preliminary_opinion)

    assert message.subject == "【办理进展】评查2021Q3-0042：评查组已形成初步意见并书面反馈"
    for named in (
        "案件：(2021)吉01民终100号",
        "事项：案件质量评查（评查2021Q3-0042）",
        "办理情况：评查组已形成初步意见并书面反馈",
        "目前状态：已反馈",
        "等次：瑕疵\n等次理由：送达程序有瑕疵",
        "请您办理：有异议的，说明理由并经庭长提出",
        "办理期限：2021年10月18日（星期一）",
        "期限说明：10月11日收到，次日起算5个工作日",
        f"依据：{cite('local_review.异议').to('zh')}：",
        "如有疑问，请询：审管办",
    ):
        assert named in message.body


def test_no_code_word_and_no_english_leaks_into_a_chinese_letter(preliminary_opinion):
    body = compose(preliminary_opinion).body

    assert not any(word in body for word in ("step_taken", "judge", "None", "{", "local_review", "Words"))


def test_the_same_letter_is_had_in_english(preliminary_opinion):
    message = compose(preliminary_opinion, "en")

    assert message.subject == "[progress] 评查2021Q3-0042: the review group gave its preliminary opinion"
    assert "By when: 2021-10-18 (Monday)" in message.body
    assert "Whom to ask: the trial-management office" in message.body


def test_a_provisional_deadline_says_so_and_why(preliminary_opinion):
    content = replace(preliminary_opinion, due=date(2027, 10, 11), provisional=True)

    message = compose(content)

    assert "办理期限：2027年10月11日（星期一）（暂定）" in message.body
    assert "期限说明：暂定，因为该年度放假安排尚未公布，公布后重新计算。10月11日收到" in message.body
    assert "（暂定）" in message.short


def test_what_the_notice_does_not_say_leaves_no_empty_line(preliminary_opinion):
    content = replace(
        preliminary_opinion, due=None, due_explained=Words("", ""), points=(), authority="",
        what_to_do=Words("", ""), ask=Words("", ""))  # fmt: skip

    body = compose(content).body

    assert "供您知悉" in body
    assert not any(label in body for label in ("等次", "办理期限", "期限说明", "依据", "请您办理"))
    assert body.endswith("如有疑问，请询：长春市中级人民法院审管办")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (NoticeKind.STEP_TAKEN, "【办理进展】评查2021Q3-0042：评查组已形成初步意见并书面反馈"),
        (NoticeKind.DUE_SOON, "【临期提醒】评查2021Q3-0042：异议期于2021年10月18日（星期一）届满"),
        (NoticeKind.OVERDUE, "【超期】评查2021Q3-0042：异议期已于2021年10月18日（星期一）届满"),
        (NoticeKind.NOBODY_TO_NOTIFY, "【无人可通知】评查2021Q3-0042：评查组已形成初步意见并书面反馈"),
        (NoticeKind.DELIVERY_FAILED, "【送达失败】评查2021Q3-0042：通知未能送达"),
        (NoticeKind.CIRCULAR, "【通报】评查2021Q3-0042：评查组已形成初步意见并书面反馈"),
    ],
)
def test_every_kind_of_notice_has_its_own_words(preliminary_opinion, kind, subject):
    named = {
        NoticeKind.DUE_SOON: Words("异议期", "objection period"),
        NoticeKind.OVERDUE: Words("异议期", ""),
    }

    message = compose(replace(preliminary_opinion, kind=kind, act=named.get(kind, preliminary_opinion.act)))

    assert message.subject == subject


@pytest.mark.parametrize("kind", list(NoticeKind))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_short_form_fits_one_text_message_and_keeps_reference_and_deadline(
    preliminary_opinion, kind, language
):
    content = replace(
        preliminary_opinion,
        kind=kind,
        act=Words("甲" * 20, "a" * 20),
        state=Words("丙" * 40, "c" * 40),
        what_to_do=Words("乙" * 90, "b" * 90),
    )

    short = compose(content, language).short

    assert len(short) <= SHORT
    assert "\n" not in short
    assert "评查2021Q3-0042" in short
    assert ("2021年10月18日" if language == "zh" else "2021-10-18") in short


def test_outside_the_courts_network_only_the_reference_is_told(preliminary_opinion):
    message = compose(replace(preliminary_opinion, urgency=Urgency.URGENT), outside=True)

    told = message.subject + message.body + message.short
    assert "评查2021Q3-0042" in message.subject
    assert "评查2021Q3-0042" in message.short
    for kept in ("吉01", "J-0107", "长春", "质量评查", "反馈", "瑕疵", "异议", "10月18日"):
        assert kept not in told


def test_an_urgent_notice_says_so_in_its_subject(preliminary_opinion):
    message = compose(replace(preliminary_opinion, kind=NoticeKind.OVERDUE, urgency=Urgency.URGENT))

    assert message.subject.startswith("【紧急·超期】")


def test_a_line_break_in_what_was_typed_does_not_break_the_subject(preliminary_opinion):
    message = compose(replace(preliminary_opinion, act=Words("已反馈\r\nBcc: x@y", "fed back")))

    assert "\n" not in message.subject
    assert "\r" not in message.subject


def test_the_alarm_that_nobody_was_told_names_the_reason_and_the_office(preliminary_opinion):
    reason = Words("长春市中级人民法院没有在任的庭长", "there is no division chief")

    alarming = alarm(preliminary_opinion, NoticeKind.NOBODY_TO_NOTIFY, reason)
    message = compose(alarming)

    assert alarming.audience is Role.TRIAL_MANAGEMENT
    assert message.subject.startswith("【紧急·无人可通知】评查2021Q3-0042")
    assert "办理情况：长春市中级人民法院没有在任的庭长" in message.body
    assert "应当通知：长春市中级人民法院承办法官（J-0107）" in message.body
    assert "通知的内容：评查组已形成初步意见并书面反馈" in message.body
    assert "请询" not in message.body


def test_a_notice_does_not_cite_what_is_not_registered(preliminary_opinion):
    with pytest.raises(UnknownArticle):
        compose(replace(preliminary_opinion, authority="judges_law.999"))
