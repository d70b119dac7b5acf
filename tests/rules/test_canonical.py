"""规范形式：C 编码器写的字节与 RFC 8785 一字不差；参数的摘要也由此而来。"""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from rules.canonical import canonical_record
from rules.parameters import rule_book

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=6))
def test_a_record_has_the_form_of_rfc_8785(value):
    assert canonical_record(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value", [{"n": 2**53}, {"n": [1, -(2**60)]}, {"n": float("nan")}, {"n": float("inf")}, {"s": "\ud800"}]
)
def test_what_rfc_8785_does_not_know_is_refused(value):
    with pytest.raises(ValueError):
        canonical_record(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": 1.0}, b'{"a":1}'),
        ({"a": 1e21, "b": [0.1]}, b'{"a":1e+21,"b":[0.1]}'),
        ({"\U0001f600": 1, "\ufb33": 2}, '{"\U0001f600":1,"\ufb33":2}'.encode()),
    ],
)
def test_known_answers_of_rfc_8785(value, written):
    assert canonical_record(value) == written


@pytest.mark.parametrize("year", range(2016, 2028))
def test_the_digest_of_the_rules_is_that_of_their_records_in_rfc_8785(year):
    rules = rule_book().on(date(year, 7, 1))

    assert rules.canonical == rfc8785.dumps([rules.parameter(key).record() for key in rules])
    assert rules.digest == hashlib.sha256(rules.canonical).hexdigest()
