"""外部核验：抽取证书与清单，任何一处改动都应被发现。"""

import copy
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.outsiders import verify_draw
from rules.apportionment import apportion
from rules.certificates import certificate, sealed
from rules.frame import FrameCase, build_frame
from rules.manifests import Manifest
from rules.sampling import Round, draw, extend, replace
from rules.sampling_plan import Method, SamplingPlan, Scope, StratumKey

SCRIPT = Path(verify_draw.__file__)
SEED = "31415926535897932384"
ELSEWHERE = "27182818284590452353"


LARGEST = Method.LARGEST_REMAINDER


def listed(sizes, size, **plan):
    cases = [
        FrameCase(
            f"(2022)吉{at:02d}-{n}号",
            f"法院{at // 2}",
            f"kind{at % 2}",
            "J",
            "D",
            date(2022, 2, 1),
            True,
            False,
            False,
        )
        for at, count in enumerate(sizes)
        for n in range(count)
    ]
    frame = build_frame(cases, date(2022, 1, 1), date(2022, 3, 31))
    return Manifest.of(frame, season="2022Q1", scope="吉林省", plan=SamplingPlan(size, **plan))


def first_draw(method=Method.CONTROLLED):
    return draw(listed([9, 5, 7, 2], 10, method=method), SEED, "2022-04-02 公证处掷骰")


def three_rounds(method=Method.CONTROLLED):
    extended = extend(first_draw(method), 13, ELSEWHERE, "2022-05-02 公证处掷骰")
    return replace(extended, {extended.drawn[1].case_no: "裁定再审"})


def run(folder, content, document, *published):
    (folder / "清单.json").write_bytes(content)
    (folder / "证书.json").write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", SCRIPT, folder / "清单.json", folder / "证书.json", *published],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def first_fault(content, document, published=None):
    """What the verifier would name first, or None."""
    published = published or verify_draw.sha256(content)
    findings = verify_draw.verify(content, copy.deepcopy(document), published)
    return next((what for what, holds in findings if not holds), None)


def test_the_script_is_short_and_needs_only_the_standard_library():
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()

    imported = {line.split()[1].split(".")[0] for line in lines if line.startswith(("import ", "from "))}
    assert len(lines) <= 110
    assert imported <= sys.stdlib_module_names


DRAWS = [first_draw(), three_rounds(), first_draw(LARGEST), three_rounds(LARGEST)]
NAMES = ["one round", "three rounds", "one round by remainder", "three rounds by remainder"]


@pytest.mark.parametrize("drawn", DRAWS, ids=NAMES)
def test_an_honest_certificate_holds(tmp_path, drawn):
    checked = run(
        tmp_path, drawn.manifest.content, certificate(drawn, committed="公告"), drawn.manifest.sha256
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "√ 入样概率" in checked.stdout
    assert SEED in checked.stdout
    assert "×" not in checked.stdout


def test_the_script_names_the_first_thing_that_does_not_hold(tmp_path):
    drawn = first_draw()
    document = certificate(drawn, committed="公告")
    document["drawn"][0]["case_no"] = "(2022)吉99号"

    checked = run(tmp_path, drawn.manifest.content, sealed(document))

    assert checked.returncode == 1
    assert checked.stdout.splitlines()[-1].startswith("× 不符 DOES NOT HOLD: 10案及其签号")


def test_another_list_than_the_one_published_beforehand_is_found(tmp_path):
    drawn = first_draw()

    checked = run(tmp_path, drawn.manifest.content, certificate(drawn, committed="公告"), "0" * 64)

    assert checked.returncode == 1
    assert "× 不符 DOES NOT HOLD: 清单哈希" in checked.stdout


@pytest.mark.parametrize("files", [[], ["missing.json", "missing.json"]])
def test_a_missing_file_is_said_in_a_sentence(files):
    checked = subprocess.run(
        [sys.executable, "-X", "utf8", SCRIPT, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert checked.returncode == 1
    assert "文件残缺或用法有误" in checked.stderr
    assert "Traceback" not in checked.stderr


@pytest.mark.parametrize("broken", [{}, [], {"format": 1}, "x"])
def test_a_broken_certificate_is_not_a_crash(tmp_path, broken):
    checked = run(tmp_path, first_draw().manifest.content, broken)

    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr


def put(document, *path, value):
    *way, last = path
    for step in way:
        document = document[step]
    document[last] = value


# fmt: off
TAMPERINGS = {
    "a drawn case changed":        lambda d: put(d, "drawn", 0, "case_no", value=d["drawn"][1]["case_no"]),
    "a case never listed":         lambda d: put(d, "drawn", 0, "case_no", value="(2022)吉99号"),
    "a case dropped":              lambda d: d["drawn"].pop(),
    "a case added":                lambda d: d["drawn"].append({**d["drawn"][-1], "case_no": "(2022)吉99号", "rank": 99}),
    "a case twice":                lambda d: d["drawn"].append(d["drawn"][-1]),
    "two cases swapped":           lambda d: d["drawn"].reverse(),
    "a ticket changed":            lambda d: put(d, "drawn", 0, "ticket", value="0" * 64),
    "a rank changed":              lambda d: put(d, "drawn", 0, "rank", value=2),
    "a round changed":             lambda d: put(d, "drawn", 0, "round", value=2),
    "a quota raised":              lambda d: put(d, "allocation", 0, "quota", value=d["allocation"][0]["quota"] + 1),
    "an eligible count changed":   lambda d: put(d, "allocation", 0, "eligible", value=10),
    "a drawn count changed":       lambda d: put(d, "allocation", 0, "drawn", value=1),
    "a stratum renamed":           lambda d: put(d, "allocation", 0, "stratum", value=["法院9", "kind0"]),
    "a stratum dropped":           lambda d: d["allocation"].pop(),
    "a probability changed":       lambda d: put(d, "allocation", 0, "probability", value="1/2"),
    "the seed changed":            lambda d: put(d, "rounds", 0, "seed", value=ELSEWHERE + "0"),
    "the number changed":          lambda d: put(d, "rounds", 0, "size", value=11),
    "a withdrawal invented":       lambda d: put(d, "rounds", 0, "withdrawn", value=[{"case_no": "(2022)吉00-0号", "reason": ""}]),
    "a round dropped":             lambda d: d["rounds"].pop(),
    "a round added":               lambda d: d["rounds"].append({**d["rounds"][-1], "size": 20}),
    "no round at all":             lambda d: d["rounds"].clear(),
    "a place moved to another stratum": lambda d: (put(d, "allocation", 0, "quota", value=d["allocation"][0]["quota"] + 1), put(d, "allocation", 1, "quota", value=d["allocation"][1]["quota"] - 1)),
    "a withdrawal twice":          lambda d: put(d, "rounds", -1, "withdrawn", value=[{"case_no": d["drawn"][0]["case_no"], "reason": ""}] * 2),
    "a replacement by a later ticket": lambda d: d["drawn"].append({**d["drawn"].pop(), "case_no": "(2022)吉00-8号"}),
    "another season":              lambda d: put(d, "season", value="2022Q2"),
    "another scope":               lambda d: put(d, "scope", value="长春市"),
    "another manifest":            lambda d: put(d, "manifest_sha256", value="0" * 64),
}
# fmt: on


def named(content, document):
    """The first fault by name; a document too broken to follow counts as found."""
    try:
        return first_fault(content, document)
    except (LookupError, TypeError, ValueError) as error:
        return repr(error)


@pytest.mark.parametrize("drawn", DRAWS, ids=NAMES)
@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_no_tampering_passes_even_when_the_certificate_is_sealed_again(drawn, tampering):
    document = copy.deepcopy(certificate(drawn, committed="公告"))
    TAMPERINGS[tampering](document)

    assert "证书自身的哈希" in named(drawn.manifest.content, document) or tampering == "another manifest"
    assert named(drawn.manifest.content, sealed(document)) is not None


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_byte_of_the_manifest_can_be_changed(at, flip):
    drawn = first_draw()
    content = bytearray(drawn.manifest.content)
    content[at % len(content)] ^= flip

    assert first_fault(bytes(content), certificate(drawn, committed="公告")).startswith("清单哈希")


def test_a_list_with_a_case_taken_out_and_everything_recomputed_is_found_by_the_published_hash():
    forged = draw(listed([8, 5, 7, 2], 10), SEED)
    document = certificate(forged, committed="公告")

    assert first_fault(forged.manifest.content, document) is None
    assert first_fault(forged.manifest.content, document, first_draw().manifest.sha256).startswith("清单哈希")


sizes = st.lists(st.integers(0, 9), min_size=1, max_size=6).filter(any)


plans = st.fixed_dictionaries({
    "per": st.sampled_from(Scope), "minimum": st.integers(0, 1), "method": st.sampled_from(Method),
    "strata": st.sampled_from([(), (StratumKey.COURT,), (StratumKey.CASE_KIND,), tuple(StratumKey)]),
})  # fmt: skip


@given(sizes, st.integers(1, 30), plans, st.lists(st.integers(-3, 5), max_size=5), st.data())
@settings(max_examples=150)
def test_every_draw_of_ours_is_confirmed_through_all_replacements_and_extensions(
    counts, size, plan, moves, data
):
    drawn = draw(listed(counts, max(size, len(counts)), **plan), SEED)
    for number, move in enumerate(moves):
        if move > 0:
            drawn = extend(drawn, drawn.rounds[-1].size + move, f"seed-{number}")
        elif drawn.standing:
            standing = sorted(entry.case_no for entry in drawn.standing)
            gone = data.draw(st.sets(st.sampled_from(standing), min_size=1, max_size=1 - move))
            drawn = replace(drawn, dict.fromkeys(gone, "再审"))

    assert first_fault(drawn.manifest.content, certificate(drawn, committed="公告")) is None


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 99), st.data())
def test_the_outsiders_division_is_ours(capacities, size, data):
    floors, left = [], min(size, sum(capacities))
    for capacity in capacities:
        floors.append(data.draw(st.integers(0, min(capacity, left))))
        left -= floors[-1]

    theirs = verify_draw.apportion(size, dict(enumerate(capacities)), dict(enumerate(floors)))

    assert [theirs[at] for at in range(len(capacities))] == apportion(size, capacities, floors)


@given(
    st.recursive(
        st.text() | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["a", "b", "sha"]), inner),
    )
)
def test_the_outsiders_canonical_form_is_ours(value):
    document = {"value": value}

    assert verify_draw.sha256(document) == sealed(document)["sha256"]


def test_the_certificate_says_how_the_seed_was_obtained_and_what_was_withdrawn():
    document = certificate(three_rounds(), committed="2022-04-01 省高院门户网站")

    assert document["committed"] == "2022-04-01 省高院门户网站"
    assert [entry["seed"] for entry in document["rounds"]] == [SEED, ELSEWHERE, ELSEWHERE]
    assert document["rounds"][0]["obtained"] == "2022-04-02 公证处掷骰"
    assert document["rounds"][2]["withdrawn"][0]["reason"] == "裁定再审"
    assert Round(13, ELSEWHERE, "2022-05-02 公证处掷骰") == three_rounds().rounds[1]
    assert "受控随机取整" in document["method"]["zh"]
    assert "controlled random rounding" in document["method"]["en"]
    assert "最大余数法" in certificate(first_draw(LARGEST), committed="")["method"]["zh"]
