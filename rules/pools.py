"""Pools (评查来源): why a case is reviewed. Rates may be extrapolated from the random pool only."""

from __future__ import annotations

from rules.labels import Labelled


class Pool(Labelled):
    """The pool a review belongs to. A case drawn at random belongs to RANDOM, whatever else is true of it."""

    RANDOM = "random", "随机抽取", "drawn at random"
    MANDATORY = "mandatory", "重点评查", "must be reviewed"
    FLOOR = "floor", "均衡补抽", "drawn so that every judge is reviewed"
    SPECIAL = "special", "专项评查", "special review"
