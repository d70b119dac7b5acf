"""责任分工的案件记录 (the record of a case for the table of who may answer): a form in YAML, in Chinese or in English.

Whatever the record of the case does not show is left out or written 不明; nothing is presumed for it. Names are codes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import yaml

from documents.named_forms import Form
from rules.culpability import Fault as Blame
from rules.culpability import Result
from rules.errors import Fault, FaultyInput
from rules.labels import Words
from rules.liability_roles import (
    Assistance,
    CaseRecord,
    CommitteeDecision,
    Interference,
    Opinion,
    Order,
    Part,
    Report,
    Supervision,
    Voice,
)

# fmt: off
NAMES = {
    "case_no": "案号", "decided_on": "裁判日期", "results": "结果", "single_judge": "独任法官", "panel": "合议庭",
    "report": "汇报", "committee": "审判委员会", "supervision": "监督", "assistance": "辅助人员", "interference": "干预",
    "orders": "命令", "faults": "过错", "code": "代码", "part": "身份", "opinion": "意见", "accurate": "真实完整",
    "by": "隐瞒虚报人", "members": "委员", "chaired_by": "主持人", "changed": "改变合议庭意见", "broke_centralism": "违反民主集中制",
    "distorted": "故意曲解法律", "failed": "怠于或者不当监督", "faulty": "有差错", "checked_by": "审核人", "judge": "法官",
    "recorded": "如实记录", "had_to_keep_out": "应当排除", "kept_out": "已经排除", "superior": "上级", "objected": "提出意见",
    "insisted": "坚持", "manifestly_unlawful": "明显违法", "on_the_result": "关于裁判结果",
}
# fmt: on
"""The parts of the form: their English and their Chinese names."""


def read_case_record(text: str) -> tuple[CaseRecord, dict[str, Blame]]:
    """The record of a case, and the fault that is found of each person already.

    Raises:
        FaultyInput: everything that is wrong with the form.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        what = Words(
            "不是有效的 YAML：{error}", "not valid YAML: {error}", error=" ".join(str(error).split())
        )
        raise FaultyInput([Fault(_FILE, what, _EXAMPLE)]) from error
    if not isinstance(data, Mapping):
        raise FaultyInput(
            [Fault(_FILE, Words("没有“名称: 内容”的各项", "has no parts with names"), _EXAMPLE)]
        )
    form = Form.of(data, NAMES)
    form.known("case_no", "decided_on", "results", "single_judge", "panel", "report", "committee", "supervision",
               "assistance", "interference", "orders", "faults")  # fmt: skip
    case = CaseRecord(
        case_no=form.text("case_no", needed=True),
        decided_on=form.day("decided_on"),
        results=form.choices("results", Result),
        single_judge=form.text("single_judge"),
        panel=form.each("panel", _voice(Part.PANEL_JUDGE)),
        report=form.one("report", _report),
        committee=form.one("committee", _committee),
        supervision=form.each("supervision", _supervision),
        assistance=form.each("assistance", _assistance),
        interference=form.each("interference", _interference),
        orders=form.each("orders", _order),
    )
    blame = form.one("faults", _blame) or {}
    if form.faults:
        raise FaultyInput(form.faults)
    return case, blame


def _voice(usual: Part) -> Callable[[Form], Voice]:
    def read(form: Form) -> Voice:
        form.known("code", "part", "opinion")
        opinion = form.maybe("opinion", Opinion) or Opinion.UNRECORDED
        return Voice(form.text("code", needed=True), form.choice("part", Part, usual), opinion)

    return read


def _report(form: Form) -> Report:
    form.known("accurate", "by")
    return Report(form.answer("accurate"), form.codes("by"))


def _committee(form: Form) -> CommitteeDecision:
    form.known("members", "chaired_by", "changed", "broke_centralism", "distorted")
    return CommitteeDecision(
        members=form.each("members", _voice(Part.COMMITTEE_MEMBER)),
        chaired_by=form.text("chaired_by"),
        changed=form.answer("changed"),
        broke_centralism=form.answer("broke_centralism"),
        distorted=form.codes("distorted"),
    )


def _supervision(form: Form) -> Supervision:
    form.known("code", "failed", "faults")
    return Supervision(form.text("code", needed=True), form.answer("failed"), form.maybe("faults", Blame))


def _assistance(form: Form) -> Assistance:
    form.known("code", "faulty", "checked_by")
    return Assistance(form.text("code", needed=True), form.answer("faulty"), form.text("checked_by"))


def _interference(form: Form) -> Interference:
    form.known("judge", "recorded", "had_to_keep_out", "kept_out")
    return Interference(
        form.text("judge", needed=True),
        form.answer("recorded"),
        form.answer("had_to_keep_out"),
        form.answer("kept_out"),
    )


def _order(form: Form) -> Order:
    form.known("code", "superior", "objected", "insisted", "manifestly_unlawful", "on_the_result")
    return Order(
        form.text("code", needed=True), form.text("superior", needed=True), form.answer("objected"),
        form.answer("insisted"), form.answer("manifestly_unlawful"), bool(form.answer("on_the_result")),
    )  # fmt: skip


def _blame(form: Form) -> dict[str, Blame]:
    found = {code: form.maybe(code, Blame) for code in form.parts}
    return {code: fault for code, fault in found.items() if fault is not None}


_FILE = Words("案件记录", "record of the case")
_EXAMPLE = Words("格式见 docs/handbook/liability.md", "the form: docs/handbook/liability.en.md")
