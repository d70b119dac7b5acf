"""What the report of a round (评查报告) says, sentence by sentence, in both languages.

What a court words for itself, headings and demands, stands in the templates; what depends on figures stands here.
"""

from __future__ import annotations

from rules.labels import Words
from rules.outcomes import RoundFacts
from rules.results import RoundResults

OPENING = Words(
    "按照案件质量评查工作安排，本次评查已完成抽取、评查、异议处理和等次确认，现将有关情况报告如下。",
    "The draw, the reviews, the objections and the confirmation of grades are complete. This is what was found.",
)

PARAMETERS = Words("本次评查适用的参数与出处", "The values applied in this round, and their authority")


def title(facts: RoundFacts) -> Words:
    return Words(
        "{season}案件质量评查报告",
        "Report on the case quality review, {season}",
        season=facts.season,
    )


def frame(facts: RoundFacts) -> Words:
    excluded = sum(facts.excluded.values())
    left_out = (
        Words(
            "另有{n}件已结案件未纳入抽样框，原因见下表。",
            " Another {n} closed cases were left out for the reasons below.",
            n=excluded,
        )
        if excluded
        else Words("没有案件被排除。", " No case was left out.")
    )
    return Words(
        "本次评查以名册固定时已结案生效的案件为抽样框，共{n}件。{left_out}",
        "The frame is the frozen list of {n} closed and effective cases.{left_out}",
        n=facts.frame_size,
        left_out=left_out,
    )


def draw(results: RoundResults, facts: RoundFacts) -> Words:
    how = (
        Words(
            "抽样框内案件少于应抽件数，{n}件全部评查，不作抽样。",
            "The frame held fewer cases than were to be drawn, so all {n} were reviewed and nothing was sampled.",
            n=facts.drawn,
        )
        if facts.census
        else Words(
            "以公开的种子，从抽样框的{whole}件中分层随机抽取{n}件。",
            "By a public seed, {n} cases were drawn at random by stratum ({n}/{whole}).",
            n=facts.drawn,
            whole=facts.frame_size,
        )
    )
    besides = (
        Words(
            "未抽中而依规定另行评查的案件{besides}件，合计{total}件，",
            "With {besides} cases reviewed besides, {total} in all",
            besides=results.besides.reviewed,
            total=results.reviewed,
        )
        if results.besides.reviewed
        else Words("", "They")
    )
    return Words(
        "{how}{besides}由{reviewers}名评查员评查。各层的件数、配额和入样概率见本次评查统计表的“抽样”页。",
        "{how} {besides} were reviewed by {reviewers} reviewers. "
        "The sheet “Sampling” of the tables of this round has the strata, quotas and probabilities.",
        how=how,
        besides=besides,
        reviewers=facts.reviewers,
    )


def checks(facts: RoundFacts) -> tuple[Words, ...]:
    return (
        Words(
            "任何人均可按以下步骤核验，无须登录本院系统：",
            "Anyone can check the draw as follows, without access to any system of the court:",
        ),
        Words(
            "1.取得名册文件，计算其SHA-256，应与表中所列一致；",
            "1. Take the frozen list and compute its SHA-256: it must be the one in the table.",
        ),
        Words(
            "2.用表中所列种子，依抽取证书载明的方法再抽一次，或者运行随证书公布的核验程序，所得案件应与随机抽取的案件相同；",
            "2. With the seed in the table, draw again by the method in the certificate of the draw, or run the "
            "program published with it: the cases must be the same.",
        ),
        Words(
            "3.取得台账导出文件，逐条核对前后相接的摘要，共{n}条（文书登记另计），应无断开、无改动。",
            "3. Take the exported ledger and check its chain of digests, {n} entries (the register of papers apart): "
            "unbroken and unaltered.",
            n=facts.ledger_entries,
        ),
    )


SEALS = Words(
    "本次评查的名册在抽取前已经固定并公布摘要，种子在其后公开产生。任何人可用名册、种子和随抽样证书公布的核验程序再抽一次，"
    "所得案件应与随机抽取的案件相同，无须登录本院系统。",
    "The list was frozen and its digest published before the draw; the public seed came after. With list, seed and the "
    "program published with the certificate anyone can draw again, without access to any system of the court: the cases "
    "must be the same.",
)


def too_few(count: int) -> Words:
    """Said of courts or kinds whose counts would tell of single cases, in place of their rows."""
    return Words(
        "有{n}项所评件数过少，列出等次会认出个案，故不列。",
        "{n} had so few cases that their grades would tell of single ones: they are not listed.",
        n=count,
    )


def ledger_verdict(facts: RoundFacts) -> Words:
    match facts.ledger_sound:
        case True:
            verdict = Words("核验一致", "verified")
        case False:
            verdict = Words("核验不一致，应当先查明原因", "NOT consistent; find the cause first")
        case _:
            verdict = Words("尚未核验", "not verified yet")
    return Words("{n}条，{verdict}", "{n} entries, {verdict}", n=facts.ledger_entries, verdict=verdict)


def grades(results: RoundResults) -> Words:
    pending = results.random.ungraded
    without = (
        Words("，尚无等次的{n}件不计入", "; not counted: {n} without a grade", n=pending)
        if pending
        else Words("", "")
    )
    return Words(
        "随机抽取并已确认等次的案件{n}件{without}，等次分布如下。",
        "{n} cases drawn at random have a confirmed grade{without}.",
        n=results.random.graded,
        without=without,
    )


def besides(results: RoundResults) -> Words:
    if not results.besides.reviewed:
        return Words("本次没有另行评查的案件。", "No case was reviewed besides.")
    return Words(
        "另行评查案件{n}件，其中已确认等次{graded}件。这些案件不是随机抽取的，只列件数，不计算比率，也不与随机抽取的案件合并。",
        "{n} cases were reviewed besides, of which {graded} have a grade. They were not drawn at random, "
        "so there are counts and no rates, and they are added to nothing.",
        n=results.besides.reviewed,
        graded=results.besides.graded,
    )


GROUPS_READ = Words(
    "各法院按名册顺序列出。各法院所评件数少，差别可能出于偶然，不足以区分优劣。",
    "Courts stand in the order of the register. They have few cases each: differences may be chance and do not tell one "
    "from another.",
)
REGISTER_ORDER = Words(
    "各法院的件数按名册顺序列表如下，供各法院对照自查。",
    "The counts follow in the order of the register, for each court to check itself.",
)
KINDS_READ = Words(
    "各类案件所评件数少，差别可能出于偶然，不足以区分优劣。",
    "Kinds have few cases each: differences may be chance and do not tell one from another.",
)


def problems(results: RoundResults) -> Words:
    if not results.defects:
        return Words("本次评查没有扣分。", "No points were taken off.")
    return Words(
        "评查的{total}件案件中，{n}件有扣分，涉及{kinds}项问题，按涉及案件数列表如下。",
        "Of {total} cases reviewed, {n} lost points, on {kinds} items of the score sheet.",
        total=results.reviewed,
        n=results.with_deductions,
        kinds=len(results.defects),
    )


def objections(results: RoundResults) -> Words:
    found = results.objections
    return Words(
        "承办法官提出异议{filed}件，其中成立{upheld}件、不成立{rejected}件、尚未处理完毕{pending}件。"
        "复评{re_reviewed}件，提交审判委员会讨论{committee}件。",
        "{filed} objections were filed: {upheld} upheld, {rejected} rejected, {pending} pending. "
        "{re_reviewed} cases were reviewed a second time, {committee} went to the adjudication committee.",
        filed=found.filed,
        upheld=found.upheld,
        rejected=found.rejected,
        pending=found.pending,
        re_reviewed=found.re_reviewed,
        committee=found.committee,
    )


def clocks(results: RoundResults) -> Words:
    return Words(
        "评查各环节逾期{acts}次，涉及{cases}件案件。",
        "{acts} acts of the round were late, in {cases} cases.",
        acts=results.late_acts,
        cases=results.late_cases,
    )


def rectification(results: RoundResults) -> tuple[Words, ...]:
    found = results.rectification
    return (
        Words(
            "本次评查要求整改{ordered}件，已完成{done}件，正在整改{open}件。",
            "Rectification was ordered in {ordered} cases: {done} done, {open} open.",
            ordered=found.ordered,
            done=found.done,
            open=found.open,
        ),
        Words(
            "有关部门应当逐案制定整改方案，可以补正的及时补正，完成后报审管办回头看，附证明材料，方可销号。"
            "普遍性问题应当列入本部门业务学习内容。",
            "Each unit draws up a plan for every case, mends what can be mended and reports with proof; the "
            "trial-management office checks before the case is closed. Common defects go into training.",
        ),
        Words(
            "评查中发现线索并移送{n}件。线索不是责任认定，是否承担责任依照法定程序决定。",
            "{n} clues were handed over. A clue finds nobody liable; that is for the procedure laid down by law.",
            n=results.clues,
        ),
    )


def remarks(facts: RoundFacts, *, intervals: bool) -> tuple[Words, ...]:
    if facts.census:
        error = Words(
            "本次为全部评查，没有抽样误差；", "All cases were reviewed, so there is no sampling error; "
        )
    elif intervals:
        error = Words(
            "推算有抽样误差，其大小以置信区间表示；",
            "The estimates have sampling error, shown by the intervals; ",
        )
    else:
        error = Words(
            "推算有抽样误差，本报告未列置信区间；", "The estimates have sampling error, not quantified here; "
        )
    return (
        Words(
            "1.评查结果不改变裁判的法律效力。裁判确有错误的，依照审判监督程序处理。",
            "1. No result here changes the force of a judgment; that takes the trial-supervision procedure.",
        ),
        Words(
            "2.改判、发回重审、再审、信访或者舆论反映本身，不证明案件存在质量问题；等次只依据评查项目评定。",
            "2. Reversal, remand, retrial, a petition or public reaction alone proves no defect; grades rest on the "
            "items of the score sheet only.",
        ),
        Words(
            "3.比率只来自随机抽取的案件。另行评查的案件不代表一般案件，不计入比率，也不应与随机抽取的案件合并计算。",
            "3. Rates come from the random pool only. Cases reviewed besides stand for no others and must not be added in.",
        ),
        Words(
            "4.{error}评查员之间宽严可能不一，本报告未作校正。",
            "4. {error}reviewers may differ in strictness, which is not corrected.",
            error=error,
        ),
        Words(
            "5.本报告不载明法官和评查员姓名，不作为评价个人的依据。",
            "5. Neither judges nor reviewers are named here; this report does not assess persons.",
        ),
        Words(
            "6.本次评查适用的参数见附件。“待核”指尚未与原文核对，“待法院确定”指设计值，以法院决定为准。",
            "6. The values applied are in the annex. “Recalled” means not checked against the text; a design value stands "
            "until the court decides.",
        ),
    )
