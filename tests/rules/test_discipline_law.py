"""The law of discipline as data: no mark is raised, nothing is dated before its article, and a wrong entry is named."""

from __future__ import annotations

import ast
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from rules import committee_liability, liability_rows, liability_table
from rules.citations import Provenance
from rules.committee_recusal import read_ground, recusal_grounds
from rules.culpability import liability_kinds
from rules.dated_grounds import DatedGround
from rules.entries import entries_of
from rules.errors import FaultyInput
from rules.law import cite, in_force, law
from rules.liability_roles import role_rules
from rules.parameters import Unit, rule_book
from rules.voting_sheet import RULES_OF_A_VOTE

TODAY = date(2026, 11, 24)
RANK = {Provenance.DESIGN: 0, Provenance.RECALLED: 1, Provenance.VERIFIED: 2}
OURS = [entry for entry in rule_book().parameters if entry.key.startswith("discipline.")]
GROUNDS: list[DatedGround] = [
    *(kind.ground for kind in liability_kinds(TODAY)),
    *(ground for rule in role_rules().values() for ground in rule.grounds),
    *(ground for entry in recusal_grounds(TODAY) for ground in entry.grounds),
]


def test_no_value_is_marked_surer_than_the_article_it_rests_on():
    raised = [
        (entry.key, entry.authority)
        for entry in rule_book().parameters
        if RANK[entry.provenance] > RANK[cite(entry.authority).provenance]
    ]

    assert raised == []


def test_no_value_of_discipline_is_in_force_when_its_article_is_not():
    early = [
        (entry.key, entry.since, entry.authority)
        for entry in OURS
        if not in_force(cite(entry.authority), entry.since)
        or (
            cite(entry.authority).until and (entry.until is None or entry.until > cite(entry.authority).until)
        )
    ]

    assert early == []


def test_no_ground_holds_on_a_day_on_which_its_article_is_not_in_force():
    early = [
        (ground.authority.code, ground.since)
        for ground in GROUNDS
        if not in_force(ground.authority, ground.since)
        or (ground.authority.until and (ground.until is None or ground.until > ground.authority.until))
    ]

    assert early == []


@pytest.mark.parametrize("key", sorted({entry.key for entry in OURS}))
def test_every_value_of_discipline_is_there_on_every_day_since_there_are_committees(key):
    history = rule_book().history(key)

    assert history[-1].until is None
    assert all(one.until == other.since for one, other in pairwise(history))
    if not key.startswith("discipline.supervision_re"):  # There was no supervision law before 2018-03-20.
        assert history[0].since == date(2016, 7, 22)
    assert len({entry.unit for entry in history}) == 1


def test_what_was_not_found_in_any_text_is_never_verified():
    unseen = ("discipline_opinion_2016", "discipline_procedure_2021", "civil_servants_law_2005")

    for key in unseen:
        assert {article.provenance for article in law(key).articles.values()} == {Provenance.RECALLED}
    assert {article.provenance for article in law("local_discipline").articles.values()} == {
        Provenance.DESIGN
    }


def test_the_open_rules_of_the_rulebook_are_open_here():
    marks = {key: rule_book().on(TODAY).parameter(key).provenance for key in RULES_OF_A_VOTE}

    assert [key for key, mark in marks.items() if mark is Provenance.VERIFIED] == ["discipline.judges_share"]
    assert rule_book().on(TODAY).parameter("discipline.objection").provenance is Provenance.RECALLED
    assert rule_book().on(TODAY).parameter("discipline.majority_share").unit is Unit.FRACTION


def test_every_rule_on_roles_is_used_and_every_rule_used_is_registered():
    used = {
        node.value
        for module in (committee_liability, liability_rows, liability_table)
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(role_rules()) - used == set()


def test_every_wrong_entry_of_a_court_is_named_at_once():
    text = """
grounds:
  - {code: a, zh: 甲, en: a, known_from: declared, grounds: [{authority: judges_law.9999, provenance: verified, since: 2020-01-01}]}
  - {code: b, zh: 乙, en: b, known_from: hearsay, grounds: []}
  - {code: b, zh: 丙, known_from: judge, grounds: []}
"""

    with pytest.raises(FaultyInput) as refused:
        entries_of(text, "回避.yaml", "grounds", read_ground)

    told = str(refused.value)
    assert "共4处错误" in told
    assert "“grounds”第1项（a）：《中华人民共和国法官法》没有登记“9999”" in told
    assert "hearsay" in told
    assert "'en'" in told
    assert "“b”重复" in told
    for broken in ("grounds: [", "other: []", "grounds: 3", "grounds: [{zh: 无代码}]"):
        with pytest.raises(FaultyInput, match=r"回避.yaml"):
            entries_of(broken, "回避.yaml", "grounds", read_ground)
