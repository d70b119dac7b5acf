"""The main job on a court's own lists (本院评查): from the lists to the cards, as far as it goes without people.

It may be run again at any time: what is done stays done, and it goes on from where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows import drawing, intake, progress
from flows.office import Office
from records import proceedings, seasons
from records.proceedings import Act, advance_many
from rules.errors import FaultyInput, NotFound, Refused
from rules.labels import Words
from rules.roles import Actor, Role
from rules.sampling import seed_faults
from state_machines.quality_review.terms import Act as ReviewAct
from state_machines.quality_review.terms import Known, State
from state_machines.review_round import table as review_round
from state_machines.review_round.terms import SEED

Say = Callable[[Words | str], None]

SAME_RUN = "与名册在同一次运行中给出，不能证明种子晚于名册"
"""Goes into the certificate where list and seed came in one command: whoever verifies must know."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody asked for: lists, the season, the seed if there is one, and who runs the round."""

    lists: Sequence[Path]
    label: str
    seed: str
    organiser: str
    operator: str
    accept_good_rows: bool = False
    files_are_in: bool = False
    """Every file is in electronic form and counts as handed in."""


def run(office: Office, wanted: Wanted, *, clock: Callable[[], datetime], say: Say) -> Words:
    """Go as far as it goes without people; returns what is waited for now.

    Raises:
        FaultyInput: a list, or the seed, cannot be used; nothing was done.
    """
    if wanted.seed and (faults := seed_faults(wanted.seed)):
        raise FaultyInput(faults)
    by = Actor(wanted.operator, Role.TRIAL_MANAGEMENT, court=wanted.organiser)
    for each in intake.take_in_lists(
        office, wanted.lists, accept_good_rows=wanted.accept_good_rows, by=by, now=clock()
    ):
        for words in each.told():
            say(words)
    frozen_now = _to_frozen(office, wanted, by, clock, say)
    if _round_state(office, wanted.label) is review_round.State.FROZEN:
        if not wanted.seed:
            return Words(
                "请公布名册摘要，再产生公开种子，然后运行：zelian season draw {label} --seed 种子 --witnesses 见证人",
                "publish the digest of the list, let the seed come to be, then run: "
                "zelian season draw {label} --seed SEED --witnesses WHO",
                label=wanted.label,
            )
        found = drawing.draw_season(
            office,
            wanted.label,
            wanted.seed,
            seed_at=clock(),
            witnesses=SAME_RUN if frozen_now else wanted.operator,
            by=by,
            now=clock(),
        )
        say(Words("已随机抽取{count}件并立项", "{count} cases drawn and opened", count=len(found.drawn)))
        if added := drawing.added_count(office, wanted.label):
            say(
                Words(
                    "另行评查（重点评查、均衡补抽）{count}件，不计入比率",
                    "{count} more are reviewed beside the draw and enter no rate",
                    count=added,
                )
            )
    elif wanted.seed and wanted.seed != (before := _seed_of(office, wanted.label)):
        say(
            Words(
                "本季已用种子“{before}”抽取，此次给出的种子不起作用",
                "this quarter was drawn with the seed “{before}”: the one given now has no effect",
                before=before,
            )
        )
    drawing.publish(office, wanted.label)
    if wanted.files_are_in:
        for words in _hand_in_files(office, wanted, clock()):
            say(words)
    return _go_on(office, wanted.label, clock(), say)


def _to_frozen(office: Office, wanted: Wanted, by: Actor, clock: Callable[[], datetime], say: Say) -> bool:
    """Open, approve and freeze as far as that is not done yet; says whether the list was frozen now."""
    try:
        state = _round_state(office, wanted.label)
    except NotFound:
        drawing.open_season(office, wanted.label, wanted.organiser, by=by, now=clock())
        state = review_round.State.DRAFT
    if state is review_round.State.DRAFT:
        president = Actor(wanted.operator, Role.PRESIDENT, court=wanted.organiser)
        drawing.approve(office, wanted.label, by=president, now=clock())
        state = review_round.State.APPROVED
    if state is not review_round.State.APPROVED:
        return False
    frozen = drawing.freeze(office, wanted.label, by=by, now=clock())
    say(
        Words(
            "名册已固定：可抽{count}件，摘要 {digest}",
            "the list is frozen: {count} cases, digest {digest}",
            count=frozen.eligible,
            digest=frozen.sha256,
        )
    )
    if warning := frozen.warning():
        say(warning)
    return True


def _hand_in_files(office: Office, wanted: Wanted, now: datetime) -> list[Words]:
    """Hand in every file that is not in yet; returns why some could not be."""
    with office.store.begin() as session:
        acts = [
            Act(
                ref=row.ref,
                trigger=ReviewAct.HAND_IN_FILE.value,
                at=now,
                particulars={Known.FILE_COMPLETE.code: True},
                by=Actor(wanted.operator, Role.DIVISION, court=row.court),
            )
            for _, row in seasons.reviews(session, wanted.label, [State.SELECTED])
        ]
        outcomes = advance_many(session, acts)
    reasons = Counter(outcome.words for outcome in outcomes if isinstance(outcome, Refused))
    return [
        Words("{count}件卷宗未能登记移交：{why}", "{count} files not handed in: {why}", count=count, why=why)
        for why, count in reasons.items()
    ]


def _go_on(office: Office, label: str, now: datetime, say: Say) -> Words:
    done = progress.tick(office, label, now=now)
    if done.anything:
        say(
            Words(
                "分配{assigned}件，制发评查表{cards}份",
                "{assigned} assigned, {cards} cards written",
                assigned=done.assigned,
                cards=len(done.cards),
            )
        )
    if done.shortages:
        for clash in done.clashes:
            say(clash.words())
        return Words(
            "有{count}件案件缺评查员：请导入评查员名单（zelian people import 名单.xlsx），再运行一次",
            "{count} cases lack reviewers: take in the reviewers (zelian people import LIST.xlsx) and run again",
            count=len(done.shortages),
        )
    states = progress.states(office, label)
    if states.get(State.SELECTED):
        return Words(
            "请各业务庭移交卷宗：zelian proceeding act 事项 移交卷宗 --role 业务庭 --fact 卷宗是否齐全=是；"
            "卷宗均已电子归档的，运行时加 --files-are-in",
            "the divisions hand in their files: zelian proceeding act REF hand_in_file --role division "
            "--fact file_complete=yes; where all files are electronic, run with --files-are-in",
        )
    return Words(
        "评查表在 {folder}，请评查员填写后收回：zelian season collect {label} 文件夹",
        "the cards are in {folder}; when they come back: zelian season collect {label} FOLDER",
        folder=office.season_folder(label) / "评查表",
        label=label,
    )


def _round_state(office: Office, label: str) -> review_round.State:
    with office.store.read() as session:
        return review_round.State(proceedings.find(session, seasons.season(session, label).ref).state)


def _seed_of(office: Office, label: str) -> str:
    with office.store.read() as session:
        facts = proceedings.find(session, seasons.season(session, label).ref).facts
        return str(facts.get(SEED.code, ""))
