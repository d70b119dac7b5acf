"""What a season's page says (季度情况页): the note and the tables that a person reads on Prefect's pages."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from flows.progress import Tick
from flows.standing import Standing
from rules.cases import CaseKind
from rules.clashes import Clash
from rules.clocks import BEIJING
from rules.labels import Language, Words
from rules.quarters import Quarter
from rules.sampling import Draw

_KINDS = {kind.value: kind.zh for kind in CaseKind}


def season_note(
    label: str,
    found: Standing,
    tick: Tick,
    now: datetime,
    language: Language,
) -> list[str]:
    """The state of a season, what this tick did, and what it could not do and why, as Markdown."""
    lines: list[Words | str] = [
        Words("## {season} 案件质量评查", "## Case quality review, {season}", season=quarter(label)),
        "",
        Words(
            "截至 {at}（北京时间）：共 {total} 件，等次已确定 {settled} 件（{share:.1f}%）。",
            "As of {at} (Beijing): {total} cases, {settled} with a final grade ({share:.1f}%).",
            at=at(now),
            total=found.total,
            settled=found.settled,
            share=found.share,
        ),
        "",
        Words("本次：{done}", "This time: {done}", done=tick_words(tick)),
        "",
        Words("| 评查状态 | 件 |", "| State | Cases |"),
        "| --- | ---: |",
        *(f"| {state.to(language)} | {count} |" for state, count in found.states.items()),
        "",
        Words("文书：`papers/{label}/`", "Papers: `papers/{label}/`", label=label),
    ]
    if tick.shortages:
        lines += ["", Words("### 评查员不足", "### Not enough readers"), *map(_clash, tick.clashes)]
    if tick.refused:
        reasons = Counter(refusal.to(language) for refusal in tick.refused)
        lines += ["", Words("### 未能推进", "### Could not go forward")]
        lines += [
            Words("- {n} 件：{why}", "- {n} cases: {why}", n=n, why=why) for why, n in reasons.most_common()
        ]
    return [line.to(language) if isinstance(line, Words) else line for line in lines]


def quarter(label: str) -> Words:
    """``2022年第一季度``."""
    season = Quarter.parse(label)
    return Words(season.to("zh"), season.to("en"))


def tick_words(tick: Tick) -> Words:
    """What a tick of a season did, in one sentence."""
    return counts(
        (tick.merged, "合并评分 {n} 件", "scores of {n} cases merged"),
        (tick.divergent, "其中分歧 {n} 件", "{n} of them diverge"),
        (tick.thirds, "增派第三名评查员 {n} 件", "third readers for {n}"),
        (tick.assigned, "分配评查员 {n} 件", "readers for {n}"),
        (tick.seconds, "指定复评人员 {n} 件", "second readers for {n}"),
        (tick.listed, "列入优秀候选 {n} 件", "{n} listed as candidates for excellent"),
        (len(tick.cards), "制发评查表 {n} 份", "{n} cards written"),
        (len(tick.shortages), "评查员不足 {n} 件", "{n} lack readers"),
    )


def counts(*parts: tuple[int, str, str]) -> Words:
    """One sentence of those counts that are not nothing."""
    found = [(zh.format(n=n), en.format(n=n)) for n, zh, en in parts if n]
    return Words(
        "，".join(zh for zh, _ in found) or "没有变化", ", ".join(en for _, en in found) or "nothing changed"
    )


def states_table(found: Standing, language: Language) -> list[dict[str, Any]]:
    """How many reviews stand where."""
    state, cases = Words("评查状态", "state").to(language), Words("件数", "cases").to(language)
    return [{state: each.to(language), cases: count} for each, count in found.states.items()]


def courts_table(found: Standing, language: Language) -> list[dict[str, Any]]:
    """How many reviews each court has, and how many of them are settled."""
    names = [
        words.to(language)
        for words in (Words("法院", "court"), Words("件数", "cases"), Words("等次已确定", "settled"))
    ]
    return [dict(zip(names, (court, *counts), strict=True)) for court, counts in found.courts.items()]


def strata_table(found: Draw) -> list[dict[str, Any]]:
    """What each stratum has and gives."""
    return [
        {
            "层": "／".join(_KINDS.get(part, part) for part in row.stratum),
            "可抽件数": row.eligible,
            "抽取件数": row.drawn,
            "入样概率": f"{float(row.probability):.4f}",
        }
        for row in found.allocation
    ]


def at(now: datetime) -> str:
    """A time as it is read in Beijing, to the minute."""
    return f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _clash(clash: Clash) -> Words:
    remedies = [remedy.words for remedy in clash.remedies]
    return Words(
        "- {clash}。可行的办法：{remedies}",
        "- {clash}. What would free it: {remedies}",
        clash=clash.words(),
        remedies=Words(
            "{chinese}",
            "{english}",
            chinese="；".join(words.to("zh") for words in remedies) or "说明理由不再评查",
            english="; ".join(words.to("en") for words in remedies) or "withdraw it with reasons",
        ),
    )
