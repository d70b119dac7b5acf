from __future__ import annotations

from random import Random

import numpy as np
import pytest

from rules.leniency import Strictness, leniency_of


def round_of(leniencies, cases, seed, error=2.0, readers=2):
    """Scores of cases that each have some readers, with those leniencies and that error."""
    chance = Random(seed)
    scores = {}
    for case in range(cases):
        quality = chance.gauss(85, 6)
        chosen = chance.sample(sorted(leniencies), readers)
        scores[f"案{case}"] = {r: quality + leniencies[r] + chance.gauss(0, error) for r in chosen}
    return scores


def by_reader(scores, fewest=5):
    found, spread = leniency_of(scores, fewest, 0.95)
    return {each.reader: each for each in found}, spread


def test_a_lenient_and_a_strict_reader_are_told_from_the_others():
    leniencies = {f"R{n}": 0.0 for n in range(8)} | {"宽": 6.0, "严": -6.0}

    found, spread = by_reader(round_of(leniencies, 150, seed=3))

    assert found["宽"].strictness is Strictness.LENIENT
    assert found["严"].strictness is Strictness.STRICT
    assert spread.error == pytest.approx(2, abs=0.5)


def test_readers_who_do_not_differ_cannot_be_distinguished():
    found, spread = by_reader(round_of({f"R{n}": 0.0 for n in range(10)}, 150, seed=5))

    assert {each.strictness for each in found.values()} == {Strictness.ALIKE}
    assert spread.readers < 1


def test_a_reader_with_few_shared_cases_gets_no_figure():
    scores = round_of({f"R{n}": 0.0 for n in range(5)}, 60, seed=1)
    scores["孤案"] = {"新人": 60.0, "R0": 95.0}

    found, _ = by_reader(scores)

    assert found["新人"].strictness is Strictness.TOO_FEW
    assert found["新人"].difference is found["新人"].estimate is found["新人"].interval is None


def test_a_case_with_one_reader_says_nothing():
    assert leniency_of({"案": {"R1": 90.0}}, 1, 0.95) == ((), None)


def test_the_plain_difference_is_the_mean_over_shared_cases():
    scores = {"1": {"甲": 90.0, "乙": 80.0}, "2": {"甲": 84.0, "乙": 80.0, "丙": 82.0}}

    found, _ = by_reader(scores, fewest=1)

    assert found["甲"].difference == pytest.approx((10 + 3) / 2)


def test_the_predictions_are_those_of_the_mixed_model_written_out_in_full():
    """The whole model as one normal distribution, with the variances it found and the cases free to be anything."""
    scores = round_of({"甲": 3.0, "乙": -1.0, "丙": -2.0, "丁": 0.0}, 25, seed=11, readers=3)
    found, spread = by_reader(scores)
    rows = [(case, reader, points) for case, given in scores.items() for reader, points in given.items()]
    readers = sorted(found)
    z = np.array([[reader == row[1] for reader in readers] for row in rows], float)
    x = np.array([[case == row[0] for case in scores] for row in rows], float)
    y = np.array([row[2] for row in rows])
    variance = spread.readers**2 * z @ z.T + spread.error**2 * np.eye(len(rows))
    inverse = np.linalg.inv(variance)
    cases = np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ y)
    predicted = spread.readers**2 * z.T @ inverse @ (y - x @ cases)

    assert [found[reader].estimate for reader in readers] == pytest.approx(list(predicted), abs=1e-6)
    projected = inverse - inverse @ x @ np.linalg.inv(x.T @ inverse @ x) @ x.T @ inverse
    errors = spread.readers**2 * np.eye(4) - spread.readers**4 * z.T @ projected @ z
    for at, reader in enumerate(readers):
        half = (found[reader].interval.high - found[reader].interval.low) / 2
        assert half == pytest.approx(1.959964 * errors[at, at] ** 0.5, rel=1e-5)


def test_over_many_rounds_the_intervals_hold_the_truth_nearly_as_often_as_they_say():
    """The variances are estimated, so a little less than nineteen in twenty; it must not be much less."""
    held = told = 0
    for seed in range(120):
        chance = Random(1000 + seed)
        leniencies = {f"R{n}": chance.gauss(0, 2) for n in range(12)}
        found, _ = by_reader(round_of(leniencies, 100, seed))
        # Only differences between readers can be seen at all.
        middle = sum(leniencies.values()) / 12
        for reader, each in found.items():
            told += 1
            held += each.interval.holds(leniencies[reader] - middle)

    assert held / told > 0.92
