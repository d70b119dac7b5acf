"""What an exact assignment costs, and what it is worth: beside a greedy one, and beside the bare linear programme.

Three ways through the same facts, in one process: courts, divisions, benches of two instances, kinship and interests
declared by a third of the reviewers (300 at most), two readers a case, limit 30.
exact   `assign`: even loads, specialists, lots, with proof and a unique result;
greedy  cases in turn to the least loaded admissible reviewers, specialists first: what is usually done by hand;
bound   the linear programme of the first levels alone, without lots and uniqueness: the least an optimum costs.

Then the same facts made impossible in two ways, as times of the exact assignment in the same run: how long it takes
to find that out, and how long to explain it, with the smallest set of clashing rules and what would free them.
narrow  the cases of one court only two people may read, who carry all but one of their limit already;
lack    the largest load of everybody is one below the average need.

Run: python benchmarks/assignment.py [largest]. Ratios hold where times drift.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import replace
from functools import partial

from pairs import memory, timed

from rules.assignment import Assignment, Infeasible, assign
from rules.assignment_proof import violations
from rules.clashes import clashes
from rules.reading_rounds import Round
from rules.recusal import CaseToRead, Conflict, ConflictWith, Exclusions, Relation, Reviewer, admissible

SIZES = ((100, 20), (100, 40), (300, 60), (1_000, 200), (3_000, 400), (9_300, 900))
APPEALED = 0.1
KINDS = ("criminal", "civil", "administrative", "enforcement")


def facts(cases: int, people: int, seed: int = 1) -> Round:
    chance = random.Random(seed)
    courts = min(93, people // 2)
    staff = [
        (f"R{n:04d}", f"法院{n % courts}", f"{chance.choice('一二三')}庭",
         frozenset(chance.sample(KINDS, chance.randrange(1, 3))))
        for n in range(people)
    ]  # fmt: skip
    at: dict[str, list[str]] = {}
    for code, court, *_ in staff:
        at.setdefault(court, []).append(code)
    drawn = []
    for n in range(cases):
        court = f"法院{chance.randrange(courts)}"
        bench = {chance.choice(at[court])}
        if chance.random() < APPEALED:  # An appeal: somebody of an upper court sat on it as well.
            bench.add(chance.choice(at[f"法院{chance.randrange(min(13, courts))}"]))
        kind = chance.choices(KINDS, (2, 6, 1, 3))[0]
        judge, division = f"J{n % 2_000}", f"{chance.choice('一二三')}庭"
        drawn.append(CaseToRead(f"案{n:05d}", court, kind, judge, division, frozenset(bench)))
    tied = set(chance.sample(range(people), min(300, people // 3)))
    pool = [
        Reviewer(*who, conflicts=_ties(chance) if n in tied else frozenset()) for n, who in enumerate(staff)
    ]
    return Round(drawn, pool, Exclusions(cross_court=True), {case.case_no: 2 for case in drawn}, 30)


def _ties(chance: random.Random) -> frozenset[Conflict]:
    judges = (f"J{chance.randrange(2_000)}" for _ in range(2))
    return frozenset(Conflict(ConflictWith.JUDGE, judge, chance.choice(list(Relation))) for judge in judges)


def greedy(round_: Round) -> tuple[dict[str, tuple[str, ...]], int]:
    """The least loaded first, a specialist as long as he carries no more than his share; and what stayed unread."""
    loads = Counter[str]()
    fair = -(-sum(round_.needs.values()) // len(round_.pool))
    found, unread = {}, 0
    for case in round_.cases:
        given: list[str] = []
        for only_known in (True, False):
            order = sorted(round_.pool, key=lambda who: loads[who.code])
            for who in order:
                if len(given) == round_.needs[case.case_no]:
                    break
                limit = fair if only_known else round_.max_load
                known = case.case_kind in who.specialties or not only_known
                if (
                    known
                    and loads[who.code] < limit
                    and who.code not in given
                    and admissible(who, case, round_.exclusions)
                ):
                    given.append(who.code)
                    loads[who.code] += 1
        found[case.case_no] = tuple(given)
        unread += round_.needs[case.case_no] - len(given)
    return found, unread


def bound(round_: Round) -> int:
    """The value of the first levels alone."""
    from rules.exclusion_grid import Grid
    from rules.levels import first_levels

    return first_levels(Grid(round_.cases, round_.pool, round_.exclusions, {}), round_, "s").value


def narrow(round_: Round) -> Round:
    """One court whose cases only two people may read, and they are nearly full."""
    court = round_.cases[0].court
    left = [who.code for who in round_.pool if who.court != court][:2]
    others = frozenset(who.code for who in round_.pool if who.code not in left)
    cases = [replace(case, earlier_readers=others) if case.court == court else case for case in round_.cases]
    return replace(round_, cases=cases, before=dict.fromkeys(left, round_.max_load - 1))


def lack(round_: Round) -> Round:
    """Everybody together may read less than is to be read."""
    return replace(round_, max_load=sum(round_.needs.values()) // len(round_.pool) - 1)


def explained(round_: Round, exact: float) -> None:
    """How long an impossible round takes, beside the possible one."""
    for change in (narrow, lack):
        impossible = change(round_)
        found, detect = timed(partial(assign, impossible, seed="s"))
        why, explain = timed(partial(clashes, impossible))
        assert isinstance(found, Infeasible)
        first = max(why, key=lambda clash: clash.missing)
        rules = " + ".join(rule.en for rule in first.rules)
        print(f"      {change.__name__:<6} detect {detect:6.2f} s ({detect / exact:5.2f}x), explain {explain:6.2f} s "
              f"({explain / exact:5.2f}x): {len(why)} clashes; {len(first.cases)} cases, {len(first.people)} people, "
              f"{first.missing} missing by {rules}; {len(first.remedies)} remedies")  # fmt: skip


def main(largest: int) -> None:
    assign(facts(*SIZES[0]), seed="warm")  # The solver's import is paid once, and here.
    print("CPU seconds; loads as smallest–largest; x = times the exact assignment's")
    before = None
    for cases, people in (size for size in SIZES if size[0] <= largest):
        round_ = facts(cases, people)
        exact, spent = timed(partial(assign, round_, seed="s"))
        (rough, unread), by_hand = timed(partial(greedy, round_))
        _, bare = timed(partial(bound, round_))
        assert isinstance(exact, Assignment)
        assert not violations(round_, exact.readers)
        people_by_code = {who.code: who for who in round_.pool}
        kinds = {case.case_no: case.case_kind for case in round_.cases}
        known = sum(
            kinds[no] in people_by_code[code].specialties for no, given in rough.items() for code in given
        )
        loads = Counter({who.code: 0 for who in round_.pool})
        loads.update(code for given in rough.values() for code in given)
        squares = sum(load**2 for load in loads.values())
        grown = (
            f", {spent / before[1]:.1f}x the time for {cases * people / before[0]:.1f}x the pairs"
            if before
            else ""
        )
        print(
            f"{cases:>5} x {people:<4} exact {spent:6.2f} s (greedy {by_hand / spent:5.2f}x, bare {bare / spent:4.2f}x), "
            f"{memory()} MB{grown}"
        )
        print(f"      loads {min(exact.loads.values())}–{max(exact.loads.values())} (greedy {min(loads.values())}–{max(loads.values())}), "
              f"squares {exact.proof.unevenness} = bound (greedy {squares / exact.proof.unevenness:.4f}x), "
              f"specialists {exact.specialist_readings} = bound (greedy {known}), unread 0 (greedy {unread})")  # fmt: skip
        explained(round_, spent)
        before = (cases * people, spent)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1][0])
