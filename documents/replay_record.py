"""A replay for another program: every difference, by code, in a form that JSON can hold."""

from __future__ import annotations

from typing import Any

from rules.clocks import as_json
from rules.labels import Language
from rules.redraw import Moved, Redrawing
from rules.regrading import MachineGrade, Regraded, cross_table
from rules.replays import HYPOTHETICAL, Replay
from rules.timeliness import Judged, Retimed


def record(replay: Replay, language: Language) -> dict[str, Any]:
    """The whole replay of one season; sentences are in the language asked for."""
    return {
        "season": replay.season,
        "hypothetical": HYPOTHETICAL.to(language),
        "changes": [
            {
                "key": change.key,
                "before": None if change.before is None else change.before.value,
                "after": change.after.value,
                "unit": change.after.unit.value,
            }
            for change in replay.changes
        ],
        "without_effect": {each.change.key: each.why.to(language) for each in replay.idle},
        "draw": _draw(replay.redrawing) if replay.redrawing else None,
        "no_draw": replay.no_draw.to(language) if replay.no_draw else None,
        "weighed": len(replay.cases),
        "unscored": replay.unscored,
        "grades": [_case(case, language) for case in replay.regraded],
        "from_grade_to_grade": {
            f"{one.value}>{other.value if other else 'open'}": count
            for (one, other), count in cross_table(replay.cases).items()
            if count
        },
        "acts_within_limits": len(replay.acts),
        "due_dates_moved": sum(act.moved for act in replay.acts),
        "acts": [_act(act, language) for act in replay.retimed],
        "notes": [note.to(language) for note in replay.notes],
    }


def _draw(found: Redrawing) -> dict[str, Any]:
    return {
        "manifest_sha256": found.before.manifest.sha256,
        "drawn_before": len(found.before.standing),
        "drawn_after": len(found.after.standing),
        "came": [_moved(case) for case in found.came],
        "went": [_moved(case) for case in found.went],
        "by": [
            {
                "key": row.key.value,
                "label": row.label,
                "eligible": row.eligible,
                "before": row.before,
                "after": row.after,
            }
            for row in found.shifts
        ],
    }


def _moved(case: Moved) -> dict[str, Any]:
    return {
        "case_no": case.case_no,
        **case.place._asdict(),
        "probability_before": str(case.before),
        "probability_after": str(case.after),
    }


def _case(case: Regraded, language: Language) -> dict[str, Any]:
    return {
        "ref": case.ref,
        "case_no": case.case_no,
        "court": case.court,
        "before": _grade(case.before, language),
        "after": _grade(case.after, language),
        "effect": case.effect.value,
        "decided_by_people": [words.to(language) for words in case.decided],
        "final": case.final.value if case.final else None,
    }


def _grade(found: MachineGrade, language: Language) -> dict[str, Any]:
    return {
        "total": str(found.total),
        "grade": found.grade.value,
        "reasons": [reason.to(language) for reason in found.reasons],
        "diverging": found.diverging.to(language) if found.diverging else None,
        "sheets": found.sheets,
        "third_missing": found.third_missing,
    }


def _act(act: Retimed, language: Language) -> dict[str, Any]:
    return {
        "ref": act.ref,
        "case_no": act.case_no,
        "number": act.before.number,
        "act": act.before.act.value,
        "at": act.before.at.isoformat(),
        "limit": act.before.limit_code,
        "before": _judged(act.before, language),
        "after": _judged(act.after, language),
    }


def _judged(judged: Judged, language: Language) -> dict[str, Any]:
    return {"timeliness": judged.timeliness.value, "due": as_json(judged.due, language)}
