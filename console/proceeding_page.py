"""A proceeding on the screen (事项页): what happened, what is due, and what may be done, now or then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from console.installation import today
from console.office import now, office
from console.speech import language, say, table
from rules.labels import Words

if TYPE_CHECKING:
    from records.as_of import AsOf
    from records.clocks import Clock
    from records.history import PastAct
    from rules.roles import Role
    from state_machines.procedure import Procedure
    from state_machines.steps import Step


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a proceeding, of now or of then."""

    ref: str
    procedure: str
    case_no: str
    court: str
    state: str
    version: int
    facts: dict[str, Any]
    rules: str
    head: str
    past: Sequence[PastAct]
    clocks: Sequence[Clock]
    then: AsOf | None = None


def tell(shown: Shown, reader: Role) -> None:
    from flows.due import due_explanation
    from flows.evidence import files_in
    from state_machines.register import procedure

    steps, then = procedure(shown.procedure), shown.then
    if then is not None:
        say(
            Words(
                "以下为北京时间{at}的状态，由台账第1至第{version}号记录重建，与当时所记摘要一致",
                "as it stood at {at}, Beijing time, rebuilt from entries 1 to {version} of the ledger and held against their digest",
                at=_minute(then.at),
                version=shown.version,
            )
        )
    say(
        Words(
            "{ref}　{case}　{court}　{when}为“{state}”（第{version}号记录）",
            "{ref}  {case}  {court}  {when} “{state}” (entry {version})",
            ref=shown.ref,
            case=shown.case_no,
            court=shown.court,
            when=Words("当时", "then") if then else Words("现", "now"),
            state=steps.states(shown.state),
            version=shown.version,
        )
    )
    for name, words in steps.letters.points(steps.initial, steps.letters.desk, shown.facts):
        if steps.addressed:
            say(Words("{name}：{words}", "{name}: {words}", name=name, words=words))
    _tell_past(shown, steps)
    _tell_corrections(shown, steps, reader)
    if files := len(files_in(shown.past, steps, reader)):
        say(
            Words(
                "证据文件{files}份：zelian proceeding evidence {ref}",
                "{files} files of evidence: zelian proceeding evidence {ref}",
                files=files,
                ref=shown.ref,
            )
        )
    for clock in shown.clocks:
        rule = steps.clocks_of(shown.state)[clock.code]
        say(Words("期限：{clock}", "limit: {clock}", clock=Words(rule.zh, rule.en)))
        if then is not None and clock.code in then.moved:
            say(
                Words(
                    "  当时为{due}（暂定），后因放假安排公布改为{now}",
                    "  then {due} (provisional); it became {now} when the days off were announced",
                    due=clock.due_on or "-",
                    now=then.moved[clock.code] or "-",
                )
            )
            continue
        for line in due_explanation(office(), clock):
            say(f"  {line}")
    if then is not None:
        _tell_told(then)
        return
    table(
        Words("现在可以办理", "what may be done now"),
        (Words("步骤", "act"), Words("身份", "role"), Words("依据", "authority")),
        [
            (
                step.trigger,
                Words("、".join(role.zh for role in roles), ", ".join(role.en for role in roles)),
                step.authority.to(language()),
            )
            for step in steps.from_state(shown.state)
            if (roles := _who(step, shown, steps))
        ],
    )


def _who(step: Step, shown: Shown, steps: Procedure) -> list[Role]:
    """Who may take a step: of a matter that is for some of its roles only, those whom it is for."""
    if steps.addressed is None:
        return list(step.roles)
    named = {str(shown.facts[code]) for code in ("giver", "receiver") if code in shown.facts}
    return [role for role in step.roles if role.value in named and not _refused(step, role, shown)]


def _refused(step: Step, role: Role, shown: Shown) -> bool:
    """Whether a guard says no to that office whatever it would state."""
    from rules.roles import Actor
    from state_machines.steps import Facts

    facts = Facts(shown.facts, {}, office().store.rules.on(today()), now())
    return any(row.check(Actor("", role), facts) is not None for row in step.unless)


def _tell_past(shown: Shown, steps: Procedure) -> None:
    from records import proceedings
    from rules.law import cite
    from rules.roles import Role

    names: dict[str, Any] = {**steps.triggers, proceedings.OPEN: Words("立项", "opened")}
    table(
        Words("办理经过", "what happened"),
        (
            Words("序", "no."),
            Words("时间", "when"),
            Words("步骤", "act"),
            Words("至", "to"),
            Words("身份", "role"),
            Words("依据", "authority"),
        ),
        [
            (
                entry.number,
                _minute(entry.at),
                names[entry.trigger],
                steps.states(entry.to),
                Role(entry.role),
                cite(entry.authority).to(language()),
            )
            for entry in shown.past
        ],
    )


def _tell_corrections(shown: Shown, steps: Procedure, reader: Role) -> None:
    """What was put right, beside what stood there; the judge is shown what the judge was told."""
    from rules.roles import Role
    from state_machines.corrections import REPLACED

    for entry in shown.past:
        replaced = entry.particulars.get(REPLACED.code)
        step = steps.table.get((entry.trigger, entry.source or ""))
        untold = reader is Role.JUDGE_CONCERNED and step is not None and reader not in step[0].tells
        if replaced and not untold:
            say(
                Words(
                    "第{number}号更正：{what}（理由：{why}）",
                    "entry {number} put right: {what} (because: {why})",
                    number=entry.number,
                    what=steps.letters.forms[REPLACED.code](replaced),
                    why=entry.particulars.get("reasons", ""),
                )
            )


def _tell_told(then: AsOf) -> None:
    from rules.notices import NoticeContent

    table(
        Words("当时已发出的通知", "notices written by then"),
        (Words("时间", "when"), Words("种类", "kind"), Words("内容", "about"), Words("对象", "to"), Words("状态", "state")),
        [
            (_minute(each.notice.created_at), content.kind, content.act, content.audience, each.state)
            for each in then.notices
            for content in [NoticeContent.from_json(each.notice.content)]
        ],
    )  # fmt: skip
    if then.papers:
        table(
            Words("当时已制作的文书", "papers written by then"),
            (
                Words("时间", "when"),
                Words("所据记录", "entry"),
                Words("PDF摘要（SHA-256）", "SHA-256 of the PDF"),
            ),
            [(_minute(each.written_at), each.entry, each.pdf_sha256) for each in then.papers],
        )


def _minute(at: datetime) -> str:
    return f"{at.astimezone(now().tzinfo):%Y-%m-%d %H:%M}"


def record(shown: Shown, role: Role) -> dict[str, Any]:
    """The same for another program, as a reader in that role may see it."""
    from state_machines.confidentiality import seen_by

    then = shown.then
    found = {
        "ref": shown.ref,
        "procedure": shown.procedure,
        "state": shown.state,
        "version": shown.version,
        "facts": seen_by(shown.procedure, role, shown.facts),
        "rules": shown.rules,
        "head": shown.head,
        "history": [
            _plain(entry) | {"particulars": seen_by(shown.procedure, role, entry.particulars)}
            for entry in shown.past
        ],
        "due": [
            {"clock": clock.code, "due": clock.due_on, "provisional": clock.provisional}
            for clock in shown.clocks
        ],
    }
    if then is None:
        return found
    return found | {
        "as_of": then.at.isoformat(),
        "moved_since": then.moved,
        "papers": [{"kind": each.kind, "entry": each.entry, "pdf_sha256": each.pdf_sha256} for each in then.papers],
        "notices": [{"key": each.notice.key, "state": each.state.value} for each in then.notices],
    }  # fmt: skip


def _plain(entry: PastAct) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "trigger": entry.trigger,
        "from": entry.source,
        "to": entry.to,
        "by": entry.by,
        "role": entry.role,
        "authority": entry.authority,
        "particulars": entry.particulars,
        "digest": entry.digest,
    }
