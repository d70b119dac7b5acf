"""What the preview of a plan says (方案预览): a few lines, then tables that fit a terminal of a hundred columns."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from console.speech import say, table
from rules.labels import Words
from rules.sampling_plan import StratumKey

if TYPE_CHECKING:
    from flows.planning import PlanPreview
    from rules.plan_outlook import Outlook, Shares

COURTS_SHOWN = 12
"""Courts listed at the desk; the workbook has them all."""


def show(found: PlanPreview) -> None:
    """Say everything there is to know before the list is frozen."""
    say(
        Words(
            "{quarter}案件质量评查方案预览（{rules}；不改变任何记录）",
            "{quarter}: preview of the plan ({rules}; nothing is changed)",
            quarter=Words(found.quarter.to("zh"), found.quarter.to("en")),
            rules=Words("名册已经固定，仅供比较", "the list is frozen: for comparison only")
            if found.frozen
            else Words("按立项时的规则", "by the rules of the opened season")
            if found.pinned
            else Words("尚未立项，按今日规则", "not opened yet: by the rules of today"),
        )
    )
    for name, text in summary(found):
        say(Words("  {name}：{text}", "  {name}: {text}", name=name, text=text))
    if found.chosen.refusal is not None:
        return
    _show_shares(found)
    _show_mandatory(found)
    _show_judges(found)
    _show_compared(found)


def summary(found: PlanPreview) -> list[tuple[Words, Any]]:
    """The plan in a few lines, for the desk and for the first sheet of the workbook."""
    chosen, work = found.chosen, found.work
    out = [Words("{reason}{count}件", "{count} {reason}", reason=reason, count=count)
           for reason, count in found.frame.counts.items() if count]  # fmt: skip
    lines: list[tuple[Words, Any]] = [
        (
            Words("抽样框", "frame"),
            Words(
                "季度内结案{closed}件，可抽{eligible}件{out}",
                "{closed} closed in the quarter, {eligible} eligible{out}",
                closed=len(found.frame.members) + len(found.frame.excluded),
                eligible=len(found.frame.members),
                out=Words(
                    "；不入框：{names}" if out else "",
                    "; left out: {names_en}" if out else "",
                    names="，".join(words.to("zh") for words in out),
                    names_en=", ".join(words.to("en") for words in out),
                ),
            ),
        ),
        (Words("方案", "plan"), _plan_words(found)),
    ]
    if chosen.refusal is not None:
        return [*lines, (Words("不可行", "cannot be followed"), chosen.refusal)]
    low, high = chosen.chances
    lines += [
        (
            Words("入样概率", "chance of each case"),
            Words("每案{p}（{f}），种子产生之前即已确定", "{p} ({f}) for every case, known before the seed",
                  p=_percent(low), f=low)
            if low == high
            else Words("最低{low}，最高{high}", "lowest {low}, highest {high}", low=_percent(low), high=_percent(high)),
        ),
        (
            Words("抽不到的案件", "without a chance"),
            Words("{count}件", "{count}", count=chosen.without_chance),
        ),
        (Words("重点评查", "must review"), _mandatory_words(found)),
        (Words("均衡补抽", "floor"), _floor_words(found)),
        (
            Words("评查工作量", "work"),
            Words(
                "约{cases}件、{readings}人次{most}；评查员{readers}人，{each}，上限每人{limit}件{short}",
                "about {cases} cases, {readings} readings{most}; {readers} reviewers, {each}, at most {limit} each{short}",
                cases=work.cases,
                readings=work.readings,
                readers=work.readers,
                most=Words("（均衡补抽按最多计）", " (the floor at its most)") if found.floor_most else Words("", ""),
                each=Words("无在册评查员", "none enrolled")
                if work.each is None
                else Words("人均{n}件", "{n} each", n=f"{float(work.each):.1f}"),
                limit=work.limit,
                short=Words("", "") if work.enough else Words("，人手不足", ": not enough"),
            ),
        ),
    ]  # fmt: skip
    return lines


def _plan_words(found: PlanPreview) -> Words:
    plan = found.chosen.plan
    keys = plan.keys
    return Words(
        "{per}{size}件，{strata}，{method}{minimum}；共{n}层，其中{uncertain}层由种子决定取上或取下",
        "{size} for {per}, {strata}, {method}{minimum}; {n} strata, the seed decides in {uncertain} of them",
        per=plan.per,
        size=plan.size,
        strata=Words(
            "按{names}分层" if keys else "不分层",
            "by {names_en}" if keys else "without strata",
            names="、".join(key.zh for key in keys),
            names_en=" and ".join(key.en for key in keys),
        ),
        method=plan.method,
        minimum=Words("，每层至少{m}件", ", at least {m} of each", m=plan.minimum)
        if plan.minimum
        else Words("", ""),
        n=len(found.chosen.rows),
        uncertain=found.chosen.uncertain,
    )


def _mandatory_words(found: PlanPreview) -> Words:
    if not found.mandatory:
        return Words("没有符合重点情形的案件", "no case must be reviewed")
    return Words(
        "符合重点情形{count}件，评查{reviewed}件（其中预计{both}件同时被随机抽中）；{counted}",
        "{count} cases, {reviewed} to review (about {both} of them drawn at random as well); {counted}",
        count=found.mandatory,
        reviewed=found.mandatory_reviewed,
        both=f"{float(found.both):.1f}",
        counted=Words(
            "计入应评{n}件，随机{m}件",
            "they count in the {n}, {m} are drawn at random",
            n=found.asked,
            m=found.chosen.plan.size,
        )
        if found.counted
        else Words("不计入应评件数", "they do not count in the number"),
    )


def _floor_words(found: PlanPreview) -> Words:
    if not found.floor_per_year:
        return Words("不设（参数为0；可用 --floor 2 试算）", "none (the parameter is 0; try --floor 2)")
    return Words(
        "每名法官每年至少{year}件，至本季度末{now}件；{judges}名法官，最多补抽{most}件",
        "{year} a year of each judge, {now} by the end of this quarter; {judges} judges, at most {most} more cases",
        year=found.floor_per_year,
        now=found.floor,
        judges=found.judges,
        most=found.floor_most,
    )


def _show_shares(found: PlanPreview) -> None:
    from rules.cases import CaseKind

    kinds = {kind.value: kind for kind in CaseKind}
    head = (Words("可抽", "eligible"), Words("应得份额", "share"), Words("下–上", "least–most"))
    by_kind = found.chosen.by(StratumKey.CASE_KIND)
    if by_kind:
        table(
            Words("各类案件（件）", "By kind"),
            (Words("类型", "kind"), *head[:2], Words("百次中有九十五次在", "95 of 100 draws within")),
            [
                (
                    kinds.get(each.name, each.name),
                    each.eligible,
                    f"{float(each.expected):.2f}",
                    "–".join(map(str, dict.fromkeys(found.kinds[each.name]))),
                )
                for each in by_kind
            ],
        )
    by_court = found.chosen.by(StratumKey.COURT)
    if not by_court:
        return
    rows: list[tuple[Any, ...]] = [
        (
            each.name,
            each.eligible,
            f"{float(each.expected):.2f}",
            _range(each),
            found.mandatory_by_court.get(each.name, 0),
        )
        for each in by_court[:COURTS_SHOWN]
    ]
    rest = by_court[COURTS_SHOWN:]
    if rest:
        rows.append(
            (
                Words("其余{n}个法院", "{n} other courts", n=len(rest)),
                sum(each.eligible for each in rest),
                f"{float(sum(each.expected for each in rest)):.2f}",
                "",
                sum(found.mandatory_by_court.get(each.name, 0) for each in rest),
            )
        )
    table(
        Words("各法院工作量（件；全部法院见 --xlsx）", "Work by court (all of them: --xlsx)"),
        (Words("法院", "court"), *head, Words("重点案件", "must review")),
        rows,
    )


def _show_mandatory(found: PlanPreview) -> None:
    from rules.must_review import must_review_book

    if found.reasons:
        book = must_review_book()
        table(
            Words(
                "重点情形（一案可有几种；理由只供内部）",
                "Must-review situations (internal; a case may have several)",
            ),
            (Words("情形", "situation"), Words("件", "cases")),
            [(book.words(code), count) for code, count in found.reasons],
        )


def _show_judges(found: PlanPreview) -> None:
    table(
        Words(
            "法官被随机抽到的情况（按各人可抽件数）",
            "How the draw reaches judges (by their cases in the frame)",
        ),
        (
            Words("每人可抽件数", "cases each"),
            Words("法官", "judges"),
            Words("可抽件数", "eligible"),
            Words("每人预计被抽", "drawn of each"),
            Words("至少被抽一件", "at least one"),
        ),
        [
            (
                f"{each.least}–{each.most}" if each.most < 10**6 else f"≥{each.least}",
                each.judges,
                each.cases,
                f"{float(each.expected):.2f}",
                f"{each.reached:.1%}",
            )
            for each in found.reached
        ],
    )


def _show_compared(found: PlanPreview) -> None:
    table(
        Words("各方案比较", "Plans compared"),
        (
            Words("方案", "plan"),
            Words("抽取", "drawn"),
            Words("层数", "strata"),
            Words("最低概率", "lowest"),
            Words("最高概率", "highest"),
            Words("抽不到", "no chance"),
            Words("人均", "each"),
        ),
        [_compared(each, found) for each in (found.chosen, *found.others)],
    )


def _compared(each: Outlook, found: PlanPreview) -> tuple[Any, ...]:
    if each.refusal is not None:
        return (each.name, Words("不可行", "impossible"), "", "", "", "", "")
    low, high = each.chances
    load = found.load(each)
    return (
        each.name,
        each.drawn,
        len(each.rows),
        _percent(low),
        _percent(high),
        each.without_chance,
        "—" if load is None else f"{float(load):.1f}",
    )


def _range(each: Shares) -> str:
    return f"{each.least}–{each.most}" if each.least != each.most else str(each.least)


def _percent(chance: Fraction) -> str:
    return f"{float(chance):.2%}"
