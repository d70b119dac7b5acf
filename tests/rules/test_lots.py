"""签：逐件读过、只留最小的若干签，与全部排队再取前若干，结果一字不差；清单的字节与RFC 8785一字不差。"""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import FaultyInput
from rules.lots import draw_key, smallest, ticket
from rules.manifest_form import written
from rules.manifests import Manifest

NUMBERS = st.lists(
    st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable()), unique=True, max_size=60
)
NAMES = st.lists(st.text(max_size=8), max_size=4)
STRATA = st.lists(
    st.fixed_dictionaries({"stratum": NAMES, "eligible": st.integers(0, 99), "cases": NAMES}), max_size=4
)
ODD = st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3), max_leaves=6)  # fmt: skip


@given(NUMBERS, st.integers(0, 70), st.text(max_size=6))
def test_the_smallest_tickets_are_those_at_the_head_of_the_whole_queue(cases, count, seed):
    key = draw_key("0" * 64, seed)

    found = smallest(key, iter(cases), count)

    assert found == sorted((ticket(key, case_no), case_no) for case_no in cases)[:count]


@given(st.dictionaries(st.text(max_size=9), ODD, max_size=4), STRATA)
def test_the_bytes_of_a_manifest_are_those_of_rfc_8785(rest, strata):
    document = {**rest, "strata": strata}

    assert written(document) == rfc8785.dumps(document)


@given(
    st.dictionaries(
        st.sampled_from(["cases", "eligible", "stratum", "strata", "zz", "字"]), ODD | STRATA, max_size=6
    )
)
def test_whatever_stands_where_the_strata_should_the_bytes_are_those_of_rfc_8785(document):
    strange = {**document, "strata": [document]}

    assert written(strange) == rfc8785.dumps(strange)


@pytest.mark.parametrize("eligible", [2**53, 10.5, -1, True, "3"])
def test_a_number_that_is_none_is_written_or_refused_as_rfc_8785_does(eligible):
    document = {"strata": [{"stratum": [], "eligible": eligible, "cases": []}]}

    try:
        expected = rfc8785.dumps(document)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            written(document)
    else:
        assert written(document) == expected


def test_a_case_number_that_is_no_text_is_refused():
    document = {
        "format": "zelian-manifest-2",
        "strata": [{"stratum": [], "eligible": 1, "cases": ["\ud800"]}],
    }

    with pytest.raises(FaultyInput):
        Manifest.read(json.dumps(document).encode())
