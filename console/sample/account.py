"""What the sample quarter came to (示例季度小结): what, how many, where the papers are, what to try next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from console.sample.script import WrongAct
from flows.office import Office
from records import clocks, history, notices, seasons, verification
from rules.grading import Grade
from rules.labels import Labelled, Words
from rules.roles import Role
from state_machines.quality_review.terms import Known


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of a played quarter; every one is counted from the database or the folders."""

    label: str
    home: Path
    ended: datetime
    days: int
    drawn: int
    grades: Mapping[Grade, int]
    thirds: int
    objected: int
    upheld: int
    heard: int
    committee: int
    rectified: int
    late: int
    notices: Mapping[notices.Sending, int]
    entries: int
    chains: int
    refused: Mapping[WrongAct, str]
    unforeseen: Sequence[str]

    def told(self) -> Words:
        """The summary a clerk reads at the end."""
        example = next(iter(self.refused.values()), "")
        return Words(
            "\n{label}评查完毕（示例数据），历时{days}个工作日，至{ended}。\n"
            "  评查{drawn}件：{grades_zh}\n"
            "  增派第三名评查员{thirds}件；提出异议{objected}件，听证{heard}件，异议成立{upheld}件；审判委员会决定{committee}件\n"
            "  整改销号{rectified}件；逾期补办{late}次；通知{notices_zh}\n"
            "  故意的错误办理{refused}种，全部被拒绝，例如：\n    {example}\n"
            "  台账{entries}条、{chains}条链，逐条核验无误\n"
            "文书（评查报告、评查通报、统计表、评查结果卡、评查表、抽样证书和核验程序）在\n  {papers}\n"
            "信箱在\n  {mailbox}\n"
            "接着可以试：\n"
            "  export ZELIAN_HOME={home}\n"
            "  .venv/bin/zelian season status {label}\n"
            "  .venv/bin/zelian proceeding show 评查{label}-0001\n"
            "  .venv/bin/zelian season verify {label}\n"
            "  .venv/bin/zelian season flow {label}\n"
            "  .venv/bin/zelian season replay {label} --sweep quality_review.objection=2..7\n"
            "  .venv/bin/zelian season assignment {label}\n"
            "  .venv/bin/zelian ledger verify\n"
            "  .venv/bin/zelian procedures show quality_review\n"
            "本院实际办理：make review CASES=清单.xlsx SEASON={label} SEED=公开种子",
            "\n{label} is done (sample data), after {days} working days, on {ended}.\n"
            "  {drawn} reviewed: {grades_en}\n"
            "  third reader {thirds}; objections {objected}, heard {heard}, upheld {upheld}; adjudication committee {committee}\n"
            "  rectified {rectified}; late acts {late}; notices {notices_en}\n"
            "  {refused} kinds of wrong acts were tried and all refused, such as:\n    {example}\n"
            "  ledger: {entries} entries in {chains} chains, each verified\n"
            "Papers in {papers}: report, circular, tables, result cards, review cards, certificate and verifier\n"
            "Mailboxes in {mailbox}\n"
            "What to try next:\n"
            "  export ZELIAN_HOME={home}\n"
            "  .venv/bin/zelian --english season status {label}\n"
            "  .venv/bin/zelian --english proceeding show 评查{label}-0001\n"
            "  .venv/bin/zelian season verify {label}\n"
            "  .venv/bin/zelian --english season assignment {label}\n"
            "  .venv/bin/zelian --english season flow {label}\n"
            "  .venv/bin/zelian --english season replay {label} --sweep quality_review.objection=2..7\n"
            "  .venv/bin/zelian ledger verify\n"
            "The real thing: make review CASES=list.xlsx SEASON={label} SEED=public-seed",
            label=self.label,
            days=self.days,
            ended=f"{self.ended:%Y-%m-%d}",
            drawn=self.drawn,
            thirds=self.thirds,
            objected=self.objected,
            heard=self.heard,
            upheld=self.upheld,
            committee=self.committee,
            rectified=self.rectified,
            late=self.late,
            refused=len(self.refused),
            example=example,
            entries=self.entries,
            chains=self.chains,
            papers=self.home / "papers" / self.label,
            mailbox=self.home / "mailbox",
            home=self.home,
            grades_zh=_listed(self.grades, "zh"),
            grades_en=_listed(self.grades, "en"),
            notices_zh=_listed(self.notices, "zh"),
            notices_en=_listed(self.notices, "en"),
        )


def gather(
    office: Office,
    label: str,
    home: Path,
    refused: Mapping[WrongAct, str],
    unforeseen: Sequence[str],
    ended: datetime,
    days: int,
) -> Account:
    """Count everything, and verify the ledger.

    Raises:
        BrokenLedger: the ledger does not hold.
    """
    with office.store.read() as session:
        rows = [row for _, row in seasons.reviews(session, label)]
        sent = {
            notices.Sending(state): count
            for state, count in session.execute(
                select(col(notices.Notice.state), func.count()).group_by(col(notices.Notice.state))
            ).all()
        }
        late = session.execute(select(func.count()).where(col(clocks.Clock.late).is_(True))).scalar_one()
        verified = verification.verify(session)
        committee = sum(
            any(past.role == Role.ADJUDICATION_COMMITTEE.value for past in history.history(session, row.ref))
            for row in rows
        )
    found = Counter(row.facts.get(Known.GRADE.code) for row in rows)
    known = [set(row.facts) for row in rows]
    return Account(
        label=label,
        home=home,
        ended=ended,
        days=days,
        drawn=len(rows),
        grades={grade: found[grade.value] for grade in Grade if found[grade.value]},
        thirds=sum(len(row.facts.get(Known.READERS.code, ())) > 2 for row in rows),  # noqa: PLR2004
        objected=sum(Known.OBJECTION.code in facts for facts in known),
        upheld=sum(row.facts.get(Known.UPHELD.code) is True for row in rows),
        heard=sum(Known.HEARING.code in facts for facts in known),
        committee=committee,
        rectified=sum(Known.CHECK_RESULT.code in facts for facts in known),
        late=late,
        notices=sent,
        entries=verified.entries,
        chains=verified.chains,
        refused=dict(refused),
        unforeseen=list(unforeseen),
    )


def _listed(
    counts: Mapping[Labelled, int] | Mapping[Grade, int] | Mapping[notices.Sending, int], language: str
) -> str:
    return ("，" if language == "zh" else ", ").join(
        f"{label.to('zh' if language == 'zh' else 'en')}{'' if language == 'zh' else ' '}{count}{'件' if language == 'zh' else ''}"
        for label, count in counts.items()
    )
