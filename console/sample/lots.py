"""Chance that can be repeated (签): the same words draw the same lots, on every machine and in every order of asking."""

from __future__ import annotations

from random import Random


def lot(*words: object) -> Random:
    """A source of chance of its own for what the words name."""
    return Random("\0".join(map(str, words)))  # noqa: S311 - sample data holds no secret
