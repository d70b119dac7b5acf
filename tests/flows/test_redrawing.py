"""After the draw: must-review cases beside it, replacement, extension, special reviews, and what checks them all."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlmodel import col

from flows import drawing, planning, redrawing, special_reviews
from flows.office import Office
from flows.round_reviews import draw_of
from flows.special_reviews import Criteria
from notifiers.route_book import route_book
from records import proceedings, seasons
from records.cases import Case, CaseList
from records.ledger import LedgerEntry
from records.proceedings import Act, advance
from records.store import Store
from rules.errors import FaultyInput, Refused
from rules.law import cite
from rules.pools import Pool
from rules.roles import Actor, Role
from rules.score_sheets import sheet_book

SEASON = "2022Q1"
NOW = datetime(2022, 4, 11, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
CLERK, PRESIDENT = Actor("S1", Role.TRIAL_MANAGEMENT), Actor("P1", Role.PRESIDENT)
SIZE, ELIGIBLE, FLAGGED = 10, 60, 6


@pytest.fixture
def office(database_url, tmp_path):
    """Sixty cases of three courts, six of which must be reviewed; the list is frozen."""
    yield from _office(database_url, tmp_path)


@pytest.fixture
def office_with_floor(database_url, tmp_path):
    """The same, of a court that wants eight reviews of every judge in a year: two by the end of the first quarter."""
    own = tmp_path / "own" / "parameters"
    own.mkdir(parents=True)
    (own / "floor.yaml").write_text(
        "sampling.floor_per_judge: {values: [{value: 8, since: 2022-01-01, provenance: design}]}", "utf-8"
    )
    yield from _office(database_url, tmp_path, own.parent)


def _office(database_url, tmp_path, own=None):
    store = Store.open(database_url, own)
    office = Office(store, tmp_path / "papers", tmp_path / "mailbox", route_book(None), sheet_book(None))
    with office.store.begin() as session:
        session.connection().execute(insert(CaseList), [{
            "file": "清单.xlsx", "sha256": "0" * 64, "rows_read": 60, "rows_faulty": 0, "accepted_with_faults": False,
            "taken_in_at": NOW, "taken_in_by": "S1"}])  # fmt: skip
        session.connection().execute(insert(Case), [_case(number) for number in range(1, ELIGIBLE + 1)])
    drawing.open_season(office, SEASON, "省高院", by=CLERK, now=NOW)
    drawing.approve(office, SEASON, by=PRESIDENT, now=NOW)
    drawing.freeze(office, SEASON, by=CLERK, now=NOW, size=SIZE)
    yield office
    store.close()


def _case(number):
    return {
        "case_no": f"（2022）吉01民初{number}号", "court": f"{'甲乙丙'[number % 3]}区法院", "case_kind": "civil",
        "cause": "买卖合同纠纷" if number % 4 == 0 else "民间借贷纠纷", "judge": f"J{number % 9}", "bench": [], "related": [],
        "flags": ["complaint"] if number % 10 == 0 else [], "date_closed": date(2022, 2, 1), "list_id": 1,
    }  # fmt: skip


@pytest.fixture
def drawn(office):
    drawing.draw_season(
        office, SEASON, "20220411", seed_at=NOW + timedelta(minutes=5), witnesses="W", by=CLERK, now=LATER
    )
    return office


def reviews(office, pool=None):
    with office.store.read() as session:
        return [
            review
            for review, _ in seasons.reviews(session, SEASON)
            if pool is None or review.pool == pool.value
        ]


def written(office):
    """How much is on record: ledger entries and reviews."""
    with office.store.read() as session:
        entries = session.execute(select(func.count()).select_from(LedgerEntry)).scalar_one()
        return entries, len(seasons.reviews(session, SEASON))


def verified(office, program="verify_draw.py", *more):
    folder = office.season_folder(SEASON)
    files = more or (f"待抽名册-{SEASON}.json", f"抽样证书-{SEASON}.json")
    command = [sys.executable, "-I", "-X", "utf8", program, *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def holds(office):
    inner = f"{drawing.INTERNAL}/内部名单-{SEASON}.json"
    both = (
        verified(office),
        verified(office, "verify_added.py", f"待抽名册-{SEASON}.json", f"抽样证书-{SEASON}.json", inner),
    )
    return [done.returncode for done in both] == [0, 0]


def draw_now(office):
    with office.store.read() as session:
        return draw_of(seasons.season(session, SEASON))


def test_must_review_cases_are_opened_beside_the_draw_and_kept_apart_from_it(drawn):
    random, mandatory = reviews(drawn, Pool.RANDOM), reviews(drawn, Pool.MANDATORY)

    flagged = {f"（2022）吉01民初{number}号" for number in range(10, ELIGIBLE + 1, 10)}
    by_chance = {review.case_no for review in random} & flagged
    assert len(random) == SIZE
    assert {review.case_no for review in mandatory} == flagged - by_chance
    assert all("-加" in review.ref for review in mandatory)
    assert {review.probability for review in random} == {SIZE / ELIGIBLE}
    assert holds(drawn)


def test_nothing_published_says_which_cases_must_be_reviewed_or_why(drawn):
    folder = drawn.season_folder(SEASON)

    drawn_numbers = {entry.case_no for entry in draw_now(drawn).drawn}
    secret = [review.case_no for review in reviews(drawn, Pool.MANDATORY)]
    certificate = (folder / f"抽样证书-{SEASON}.json").read_text("utf-8")
    manifest = (folder / f"待抽名册-{SEASON}.json").read_text("utf-8")
    assert secret
    assert not drawn_numbers & set(secret)
    assert [number for number in secret if number in certificate] == []
    assert "complaint" not in manifest + certificate
    assert "complaint" in (folder / drawing.INTERNAL / f"内部名单-{SEASON}.json").read_text("utf-8")


def test_every_judge_is_brought_to_the_floor_in_a_pool_of_its_own(office_with_floor):
    office = office_with_floor

    drawing.draw_season(office, SEASON, "20220411", seed_at=NOW + timedelta(minutes=5), witnesses="W", by=CLERK, now=LATER)  # fmt: skip

    with office.store.read() as session:
        judges = [row.facts["judge"] for _, row in seasons.reviews(session, SEASON)]
    manifest = (office.season_folder(SEASON) / f"待抽名册-{SEASON}.json").read_text("utf-8")
    assert {judge: judges.count(judge) >= 2 for judge in judges} == {f"J{n}": True for n in range(9)}
    assert reviews(office, Pool.FLOOR)
    assert len(reviews(office, Pool.RANDOM)) == SIZE
    assert "J1" not in manifest
    assert holds(office)


def test_a_replacement_withdraws_the_review_and_opens_the_next_ticket_of_its_stratum(drawn):
    before = draw_now(drawn)
    first = before.drawn[0]
    ref = next(review.ref for review in reviews(drawn) if review.case_no == first.case_no)

    done = redrawing.replace_review(drawn, ref, "卷宗灭失", by=CLERK, now=LATER)

    after = draw_now(drawn)
    (new,) = [entry for entry in after.drawn if entry.round == 2]
    assert (new.stratum, new.rank) == (first.stratum, before.allocation[0].drawn + 1)
    assert done.opened == ((f"评查{SEASON}-0011", new.case_no),) or new.case_no in {
        review.case_no for review in reviews(drawn, Pool.RANDOM)
    }
    assert after.withdrawn == {first.case_no: "卷宗灭失"}
    with drawn.store.read() as session:
        assert proceedings.find(session, ref).state == "withdrawn"
        facts = proceedings.find(session, f"评查{SEASON}").facts
        sealed = json.loads(seasons.season(session, SEASON).certificate)
    assert facts["certificate_sha256"] == sealed["sha256"]
    assert holds(drawn)


def test_a_certificate_left_behind_by_a_process_cut_off_is_brought_up_to_date_and_a_changed_one_is_not(drawn):
    path = drawn.season_folder(SEASON) / f"抽样证书-{SEASON}.json"
    before = path.read_bytes()
    redrawing.replace_review(drawn, f"评查{SEASON}-0001", "卷宗灭失", by=CLERK, now=LATER)
    newest, forged = path.read_bytes(), before.replace(b'"round": 1', b'"round": 2')

    path.write_bytes(before)
    drawing.publish(drawn, SEASON)
    brought_up_to_date = path.read_bytes()
    path.write_bytes(forged)
    drawing.publish(drawn, SEASON)

    assert brought_up_to_date == newest != before
    assert path.read_bytes() == forged
    assert verified(drawn).returncode == 1


def test_a_case_whose_sheet_is_in_is_not_replaced_and_nothing_is_written(drawn):
    ref = f"评查{SEASON}-0001"
    readers = [{"code": code, "court": "丁区法院", "division": "审监庭"} for code in ("R1", "R2")]
    with drawn.store.begin() as session:
        for trigger, by, facts in [
            ("hand_in_file", Actor("D", Role.DIVISION), {"file_complete": True}),
            ("assign", CLERK, {"readers": readers}),
            ("submit_sheet", Actor("R1", Role.REVIEWER), {"sheets": {"reader": "R1", "conflict": False}}),
        ]:
            advance(session, Act(ref=ref, trigger=trigger, by=by, at=LATER, particulars=facts))
    before = written(drawn)

    with pytest.raises(Refused) as refused:
        redrawing.replace_review(drawn, ref, "卷宗灭失", by=CLERK, now=LATER)

    assert str(refused.value.reason) == "该案已有1份评查表交回，不得撤换"
    assert refused.value.authority == cite("local_review.替换")
    assert written(drawn) == before
    assert holds(drawn)


def test_a_case_reviewed_beside_the_draw_is_not_replaced(drawn):
    before = written(drawn)

    with pytest.raises(Refused, match="属于重点评查，不递补"):
        redrawing.replace_review(drawn, f"评查{SEASON}-加0001", "卷宗灭失", by=CLERK, now=LATER)

    assert written(drawn) == before


def test_an_extension_is_decided_first_and_drawn_from_a_newer_seed(drawn):
    before = draw_now(drawn)
    seed = {"witnesses": "W", "by": CLERK, "now": LATER + timedelta(days=1)}

    with pytest.raises(Refused, match="应当先由院长决定"):
        redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER, **seed)
    redrawing.decide_extension(drawn, SEASON, 25, "力量有余", by=PRESIDENT, now=LATER)
    stood = written(drawn)
    with pytest.raises(Refused, match="必须在追加决定之后产生"):
        redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER, **seed)
    with pytest.raises(FaultyInput, match="已用于以前的轮次"):
        redrawing.draw_more(drawn, SEASON, "20220411", seed_at=LATER + timedelta(hours=1), **seed)
    assert written(drawn) == stood
    redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER + timedelta(hours=1), **seed)

    after = draw_now(drawn)
    assert set(before.drawn) <= set(after.drawn)
    assert len(reviews(drawn, Pool.RANDOM)) == len(after.standing) == 25
    assert {str(row.probability) for row in after.allocation} == {"5/12"}
    assert holds(drawn)


def test_an_extension_taken_back_is_not_drawn_and_another_may_be_decided(drawn):
    redrawing.decide_extension(drawn, SEASON, 25, "力量有余", by=PRESIDENT, now=LATER)
    confirm = Act(ref=_round(drawn), trigger="confirm", by=CLERK, at=LATER, particulars={"open_reviews": 0})
    with pytest.raises(Refused, match="已决定追加到25件，尚未抽取"), drawn.store.begin() as session:
        advance(session, confirm)

    redrawing.take_back_extension(drawn, SEASON, "评查力量不足", by=PRESIDENT, now=LATER)

    stood = written(drawn)
    with pytest.raises(Refused, match="应当先由院长决定"):
        redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER + timedelta(hours=1), witnesses="W", by=CLERK, now=LATER + timedelta(hours=2))  # fmt: skip
    with pytest.raises(Refused, match="应当先由院长决定"):
        redrawing.take_back_extension(drawn, SEASON, "再撤", by=PRESIDENT, now=LATER)
    assert written(drawn) == stood
    redrawing.decide_extension(drawn, SEASON, 15, "改为15件", by=PRESIDENT, now=LATER)
    redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER + timedelta(hours=1), witnesses="W", by=CLERK, now=LATER + timedelta(hours=2))  # fmt: skip
    assert len(reviews(drawn, Pool.RANDOM)) == 15
    assert holds(drawn)


def test_a_special_review_taken_back_is_never_drawn_and_no_longer_holds_the_round(drawn):
    special_reviews.decide_special(drawn, SEASON, "举报专项", Criteria(causes=["民间借贷"]), "专项", size=5, by=PRESIDENT, now=LATER)  # fmt: skip
    special_reviews.decide_special(drawn, SEASON, "合同专项", Criteria(causes=["买卖合同"]), "专项", size=5, by=PRESIDENT, now=LATER)  # fmt: skip
    confirm = Act(ref=_round(drawn), trigger="confirm", by=CLERK, at=LATER, particulars={"open_reviews": 0})
    with pytest.raises(Refused, match="尚未抽取：举报专项、合同专项"), drawn.store.begin() as session:
        advance(session, confirm)

    special_reviews.take_back_special(drawn, SEASON, "举报专项", "线索已另案办理", by=PRESIDENT, now=LATER)
    with pytest.raises(Refused, match="“举报专项”没有决定，或者已经抽取、已经撤销"):
        special_reviews.draw_special(drawn, SEASON, "举报专项", "55", seed_at=LATER + timedelta(hours=1), witnesses="W", by=CLERK, now=LATER + timedelta(hours=2))  # fmt: skip
    special_reviews.take_back_special(drawn, SEASON, "合同专项", "线索已另案办理", by=PRESIDENT, now=LATER)

    with drawn.store.begin() as session:
        assert advance(session, confirm).state == "confirmed"
    assert not reviews(drawn, Pool.SPECIAL)
    assert holds(drawn)


def _round(office):
    with office.store.read() as session:
        return seasons.season(session, SEASON).ref


def test_a_must_review_case_that_an_extension_draws_moves_to_the_random_pool(drawn):
    redrawing.decide_extension(drawn, SEASON, ELIGIBLE, "全部评查", by=PRESIDENT, now=LATER)

    redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER + timedelta(hours=1), witnesses="W", by=CLERK, now=LATER + timedelta(hours=2))  # fmt: skip

    assert len(reviews(drawn)) == len(reviews(drawn, Pool.RANDOM)) == ELIGIBLE
    assert {review.probability for review in reviews(drawn)} == {1.0}
    assert holds(drawn)


def test_a_withdrawn_must_review_case_that_is_drawn_later_is_replaced_at_once(drawn):
    gone = reviews(drawn, Pool.MANDATORY)[0]
    with drawn.store.begin() as session:
        advance(session, Act(ref=gone.ref, trigger="withdraw", by=CLERK, at=LATER, particulars={"reasons": "卷宗灭失"}))  # fmt: skip
    redrawing.decide_extension(drawn, SEASON, ELIGIBLE, "全部评查", by=PRESIDENT, now=LATER)

    redrawing.draw_more(drawn, SEASON, "777", seed_at=LATER + timedelta(hours=1), witnesses="W", by=CLERK, now=LATER + timedelta(hours=2))  # fmt: skip

    assert draw_now(drawn).withdrawn == {gone.case_no: "卷宗灭失"}
    assert len(reviews(drawn, Pool.RANDOM)) == ELIGIBLE - 1
    assert holds(drawn)


def test_a_special_review_has_a_frozen_list_and_a_seed_of_its_own_and_is_checked_alike(drawn):
    taken = {review.case_no for review in reviews(drawn)}
    frozen = special_reviews.decide_special(
        drawn,
        SEASON,
        "涉企案件专项",
        Criteria(causes=["买卖合同"]),
        "营商环境",
        size=5,
        by=PRESIDENT,
        now=LATER,
    )
    seed = {"witnesses": "W", "by": CLERK, "now": LATER + timedelta(hours=2)}

    with pytest.raises(Refused, match="必须在专项名册固定并公布摘要之后产生"):
        special_reviews.draw_special(drawn, SEASON, "涉企案件专项", "55", seed_at=LATER, **seed)
    with pytest.raises(FaultyInput, match="已用于本季随机抽取"):
        special_reviews.draw_special(
            drawn, SEASON, "涉企案件专项", "20220411", seed_at=LATER + timedelta(hours=1), **seed
        )
    refs = special_reviews.draw_special(
        drawn, SEASON, "涉企案件专项", "55", seed_at=LATER + timedelta(hours=1), **seed
    )

    special = reviews(drawn, Pool.SPECIAL)
    assert refs == [f"评查{SEASON}-专000{number}" for number in range(1, 6)]
    assert {review.theme for review in special} == {"涉企案件专项"}
    assert not {review.case_no for review in special} & taken
    assert frozen.eligible == sum(_case(number)["cause"] == "买卖合同纠纷" and _case(number)["case_no"] not in taken for number in range(1, 61))  # fmt: skip
    checked = verified(drawn, "verify_draw.py", f"专项1-名册-{SEASON}.json", f"专项1-证书-{SEASON}.json")
    assert checked.returncode == 0, checked.stdout
    assert holds(drawn)
    with pytest.raises(Refused, match="已经抽取"):
        special_reviews.draw_special(
            drawn, SEASON, "涉企案件专项", "56", seed_at=LATER + timedelta(hours=1), **seed
        )


def test_a_special_review_of_all_cases_needs_no_seed(drawn):
    special_reviews.decide_special(
        drawn, SEASON, "举报专项", Criteria(causes=["民间借贷"]), "专项", size=None, by=PRESIDENT, now=LATER
    )

    refs = special_reviews.draw_special(
        drawn, SEASON, "举报专项", special_reviews.CENSUS, seed_at=LATER + timedelta(seconds=1), witnesses="-", by=CLERK,
        now=LATER + timedelta(seconds=1))  # fmt: skip

    random = {review.case_no for review in reviews(drawn) if review.pool != Pool.SPECIAL.value}
    assert len(refs) == sum(_case(n)["cause"] == "民间借贷纠纷" and _case(n)["case_no"] not in random for n in range(1, 61))  # fmt: skip


def test_a_special_review_that_names_no_cases_or_comes_before_the_draw_is_refused(office):
    before = written(office)

    with pytest.raises(Refused, match="专项评查应当在其后决定"):
        special_reviews.decide_special(office, SEASON, "专项", Criteria(causes=["买卖"]), "-", size=None, by=PRESIDENT, now=LATER)  # fmt: skip
    drawing.draw_season(office, SEASON, "1", seed_at=NOW + timedelta(minutes=5), witnesses="W", by=CLERK, now=LATER)  # fmt: skip
    with pytest.raises(FaultyInput, match="没有写明评查哪些案件"):
        special_reviews.decide_special(office, SEASON, "专项", Criteria(), "-", size=None, by=PRESIDENT, now=LATER)  # fmt: skip
    with pytest.raises(Refused, match="没有符合专项条件且尚未评查的案件"):
        special_reviews.decide_special(office, SEASON, "专项", Criteria(causes=["票据"]), "-", size=None, by=PRESIDENT, now=LATER)  # fmt: skip

    assert before[0] > 0
    with office.store.read() as session:
        assert seasons.specials(session, SEASON) == []


def test_the_preview_says_what_the_draw_then_does_and_changes_nothing(office):
    before = written(office)

    found = planning.plan_preview(office, SEASON, planning.Wishes(size=SIZE), now=NOW)
    tried = planning.plan_preview(office, SEASON, planning.Wishes(size=SIZE, floor=4, per="court"), now=NOW)

    assert written(office) == before
    assert found.frozen
    assert (found.mandatory, dict(found.reasons)) == (FLAGGED, {"complaint": FLAGGED})
    assert {row.probability for row in found.chosen.rows} == {
        row.probability for row in draw_of_preview(office)
    }
    assert (tried.chosen.drawn, tried.floor, tried.floor_most) == (30, 1, 9)
    by_court = planning.plan_preview(office, SEASON, planning.Wishes(size=SIZE, per="court"), now=NOW)
    assert tried.work.cases == by_court.work.cases + 9
    assert [other.refusal is None for other in found.others].count(False) <= 1


def draw_of_preview(office):
    drawing.draw_season(office, SEASON, "5", seed_at=NOW + timedelta(minutes=5), witnesses="W", by=CLERK, now=LATER)  # fmt: skip
    return draw_now(office).allocation


def test_a_quarter_can_be_previewed_before_its_season_is_opened(office):
    found = planning.plan_preview(office, "2021Q4", planning.Wishes(), now=NOW)

    assert not found.pinned
    assert len(found.frame.members) == 0
    with office.store.read() as session:
        assert session.execute(select(func.count()).select_from(seasons.Season).where(col(seasons.Season.label) == "2021Q4")).scalar_one() == 0  # fmt: skip
