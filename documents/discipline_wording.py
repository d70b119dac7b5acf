"""Facts of discipline as a paper says them (事实的文书用语): every kind of fact in words, nothing as a code or a mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from documents.figures import NO, YES, day
from rules.committee_findings import Finding
from rules.labels import Language, Words
from state_machines.letters import Letters
from state_machines.papers_served import ServiceKind, kind_of
from state_machines.points import points_of
from state_machines.steps import Fact, Kind

_HEARD = {
    "court_proved": Words("提请法院举证情况", "what the court proved"),
    "judge_present": Words("当事法官到会", "the judge attended"),
    "judge_statement": Words("当事法官陈述", "what the judge stated"),
    "judge_absent_reason": Words("当事法官未到会的原因", "why the judge was absent"),
}


def lines_of(letters: Letters, fact: Fact, value: Any, language: Language) -> list[str]:
    """A fact as one or more sentences; a list of points has a line for each."""
    if fact.code in _OWN:
        return _OWN[fact.code](value, language)
    if fact.many and isinstance(value, Sequence) and not isinstance(value, str):
        value = value[-1] if value else ""
    if fact.kind in _BY_KIND and not (fact.kind is Kind.ANSWERS and isinstance(value, str)):
        return _BY_KIND[fact.kind](value, language)
    if fact.code in letters.forms or fact.code in letters.labels:
        return [letters.shown(fact, [value] if fact.many else value).to(language)]
    return _record(value, language) if isinstance(value, Mapping) else [_said(value, language)]


def _numbered(value: Any, _: Language) -> list[str]:
    points = points_of(value)
    return list(points) if len(points) == 1 else [f"{n}．{text}" for n, text in enumerate(points, 1)]


def _answer(answer: Mapping[str, Any], language: Language) -> str:
    return Words(
        "第{point}点{how}：{reasons}",
        "Point {point} {how}: {reasons}",
        point=answer["point"],
        how=Words("予以采纳", "is adopted") if answer["adopted"] else Words("不予采纳", "is not adopted"),
        reasons=answer["reasons"],
    ).to(language)


def _answers(answers: Any, language: Language) -> list[str]:
    return [_answer(each, language) for each in answers]


def _joined(values: Sequence[Any], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(str(value) for value in values)


def _said(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return (YES if value else NO).to(language)
    return _joined(value, language) if isinstance(value, list) else str(value)


def _record(record: Mapping[str, Any], language: Language) -> list[str]:
    return [
        Words(
            "{name}：{value}", "{name}: {value}", name=_HEARD.get(name, name), value=_said(value, language)
        ).to(language)
        for name, value in record.items()
        if value not in (None, "", [])
    ]


def _sheet(sheet: Mapping[str, Any], language: Language) -> list[str]:
    """The proof sheet: who voted, every number with its rule, the finding, and the digest by which it is known."""
    finding = sheet.get("finding")
    return [
        Words("表决时到会：{who}。", "Present: {who}.", who=_joined(sheet["present"], language)).to(language),
        Words("参加表决：{who}。", "Voted: {who}.", who=_joined(sheet["voted"], language)).to(language),
        *(line[language] for line in sheet["computation"]),
        *(each[language] for each in sheet["objections"]),
        Words("结果：{finding}。", "Result: {finding}.", finding=Finding(finding) if finding else Words("未形成多数意见", "no majority")).to(language),
        Words("核验单摘要（SHA-256）：{digest}", "SHA-256 of the sheet: {digest}", digest=sheet["sha256"]).to(language),
    ]  # fmt: skip


def _opinion(opinion: Mapping[str, Any], language: Language) -> list[str]:
    """The final opinion that a decision rests on, with its matter and the end of that matter's chain."""
    finding = opinion.get("finding")
    return [
        Words(
            "{finding}（{ref}）",
            "{finding} ({ref})",
            ref=opinion.get("ref", ""),
            finding=next((each for each in Finding if each.value == finding), finding or ""),
        ).to(language)
    ]


def _item(item: Any, language: Language) -> list[str]:
    """``46(5)``: 《中华人民共和国法官法》第46条第5项."""
    article, _, number = str(item).rstrip(")").partition("(")
    if not number:
        return [str(item)]
    return [
        Words(
            "《中华人民共和国法官法》第{article}条第{number}项",
            "Judges Law, art. {article}({number})",
            article=article,
            number=number,
        ).to(language)
    ]


def _service(record: Mapping[str, Any], language: Language) -> list[str]:
    kind = kind_of(record) or ServiceKind.DIRECT
    parts = [
        (Words("送达方式", "served"), kind.to(language)),
        (Words("收到之日", "received on"), _day(record.get("on"), language)),
        (Words("签收人", "signed by"), record.get("receiver")),
        (Words("见证人", "witnesses"), _said(record.get("witnesses") or "", language)),
        (Words("回执编号", "receipt"), record.get("receipt")),
        (Words("公告之日", "published on"), _day(record.get("published_on"), language)),
    ]
    return [
        Words("{name}：{text}", "{name}: {text}", name=name, text=text).to(language)
        for name, text in parts
        if text
    ]


def ended(text: str, language: Language) -> str:
    """The sentence with its full stop."""
    stop, ends = ("。", "。！？；：:") if language == "zh" else (".", ".!?:;")
    return text if text.endswith(tuple(ends)) else f"{text.rstrip('.')}{stop}"


def _day(text: Any, language: Language) -> str:
    return day(date.fromisoformat(str(text)), language) if text else ""


_OWN: dict[str, Callable[[Any, Language], list[str]]] = {
    "sheet": _sheet,
    "opinion": _opinion,
    "item": _item,
    "service": _service,
    "service_court": _service,
    "result_service": _service,
}
"""Facts that a paper says in a form of its own."""
_BY_KIND: dict[Kind, Callable[[Any, Language], list[str]]] = {
    Kind.POINTS: _numbered,
    Kind.ANSWERS: _answers,
    Kind.DAY: lambda value, language: [_day(value, language)],
}
