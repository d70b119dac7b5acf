"""The account of a rehearsal for another program: codes, ISO days, and every sentence in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from console.rehearsal.account import Account, Event, Limit, subject
from console.rehearsal.checks import Check
from rules.citations import Citation
from rules.clocks import as_json as due_record
from rules.clocks import explain
from rules.labels import Labelled, Words
from rules.notices import NoticeContent


def record(account: Account, checked: Iterable[Check]) -> dict[str, Any]:
    """Everything the account holds, and whether every expectation was met."""
    scenario = account.scenario
    checked = list(checked)
    return {
        "rehearsal": scenario.title,
        "note": scenario.note,
        "procedure": {
            "code": scenario.procedure.code,
            "zh": scenario.procedure.zh,
            "en": scenario.procedure.en,
        },
        "reference": scenario.ref,
        "opened_at": scenario.opens_at.isoformat(),
        "until": scenario.ends_at.isoformat(),
        "rules": account.rules.digest,
        "parameters": [
            {**account.rules.parameter(key).record(), "in_force": account.in_force.parameter(key).record()}
            for key in scenario.parameters
        ],
        "events": [_event(event) for event in account.events],
        "state": _labelled(account.state),
        "limits": [_limit(limit) for limit in account.limits],
        "facts": account.facts,
        "checks": [_check(check) for check in checked],
        "met": all(check.met for check in checked),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "number": event.number,
        "at": event.at.isoformat(),
        "what": _labelled(event.kind),
        "act": _labelled(event.act) if event.act else None,
        "by": {"code": event.by.code, "role": _labelled(event.by.role), "court": event.by.court}
        if event.by
        else None,
        "particulars": dict(event.planned.particulars) if event.planned else {},
        "state": _labelled(event.state),
        "authority": _citation(event.authority) if event.authority else None,
        "reason": _words(event.reason) if event.reason else None,
        "limits": [_limit(limit) for limit in event.turned],
        "notices": [_notice(notice) for notice in event.notices],
        "papers": [_labelled(paper) for paper in event.papers],
    }


def _limit(limit: Limit) -> dict[str, Any]:
    due = due_record(limit.due, "zh")
    return {
        "code": limit.rule.code,
        "zh": limit.rule.zh,
        "en": limit.rule.en,
        "standing": _labelled(limit.running),
        "late": limit.late,
        "starts_from": due["starts_from"],
        "due": due["rolled"],
        "instant": due["instant"],
        "provisional": due["provisional"],
        "shown": _words(limit.due.shown),
        "explained": {"zh": explain(limit.due, "zh"), "en": explain(limit.due, "en")},
    }


def _notice(notice: NoticeContent) -> dict[str, Any]:
    return {
        "kind": _labelled(notice.kind),
        "to": _labelled(notice.audience),
        "person": notice.person,
        "court": notice.court,
        "subject": _words(subject(notice)),
        "due": notice.due.isoformat() if notice.due else None,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "event": check.event,
        "point": _words(check.point),
        "expected": _words(check.expected),
        "met": check.met,
        "instead": None if check.met else _words(check.instead),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "code": citation.code,
        "zh": citation.to("zh"),
        "en": citation.to("en"),
        "provenance": citation.provenance.value,
    }


def _labelled(label: Labelled) -> dict[str, str]:
    return {"code": label.value, "zh": label.zh, "en": label.en}


def _words(words: Words) -> dict[str, str]:
    return {"zh": words.to("zh"), "en": words.to("en")}
