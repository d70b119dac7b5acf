"""Check-ups of the rounds (评查季度): what was frozen, what was drawn and what is reviewed add up."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlmodel import col

from records import seasons
from records.checkups.checkup import Checkup, Surroundings
from records.seasons import Review, Season
from rules.labels import Words
from rules.manifests import Manifest
from rules.pools import Pool


class RoundsAddUp(Checkup):
    """各季的件数相符."""

    code = "round_sums"
    words = Words(
        "各季名册、抽样证书与评查事项的件数相符",
        "in every round the list, the certificate and the reviews add up",
    )
    mend = Words(
        "请核验该季抽取：zelian season verify，并与备份核对",
        "verify the draw: zelian season verify; then compare with a backup",
    )

    def found(self, here: Surroundings) -> Iterator[Words]:
        for season in here.session.execute(select(Season).order_by(col(Season.label))).scalars():
            yield from _listed(season)
            yield from _drawn(here, season)
            yield from _reviewed(here, season)


def _listed(season: Season) -> Iterator[Words]:
    """The frozen list has as many cases as the round says."""
    if season.manifest is None:
        return
    listed = sum(stratum.eligible for stratum in Manifest.read(season.manifest.encode()).strata)
    eligible = int((season.frame or {}).get("eligible", -1))
    if listed != eligible:
        yield Words(
            "{label}：名册{listed}件，登记{eligible}件",
            "{label}: {listed} on the list, {eligible} on record",
            label=season.label,
            listed=listed,
            eligible=eligible,
        )


def _drawn(here: Surroundings, season: Season) -> Iterator[Words]:
    """Every case that the certificate names is reviewed, and every other of the random pool was withdrawn."""
    if season.certificate is None:
        return
    said = json.loads(season.certificate)
    drawn = {entry["case_no"] for entry in said["drawn"]}
    withdrawn = {each["case_no"] for entry in said["rounds"] for each in entry["withdrawn"]}
    query = select(col(Review.case_no)).where(
        col(Review.season) == season.label, col(Review.pool) == Pool.RANDOM.value
    )
    reviewed = set(here.column(query))
    if drawn - reviewed or reviewed - drawn - withdrawn:
        yield Words(
            "{label}：证书抽取{drawn}件，其中{missing}件没有评查事项；另有{extra}件不在证书中",
            "{label}: {drawn} drawn by the certificate, {missing} of them without a review; {extra} not in it",
            label=season.label,
            drawn=len(drawn),
            missing=len(drawn - reviewed),
            extra=len(reviewed - drawn - withdrawn),
        )


def _reviewed(here: Surroundings, season: Season) -> Iterator[Words]:
    """The reviews of the round, counted by state, are as many as were opened."""
    opened = here.session.execute(
        select(func.count()).select_from(Review).where(col(Review.season) == season.label)
    ).scalar_one()
    standing = sum(seasons.count_by_state(here.session, season.label).values())
    if opened != standing:
        yield Words(
            "{label}：立项{opened}件，各状态合计{standing}件",
            "{label}: {opened} opened, {standing} counted by state",
            label=season.label,
            opened=opened,
            standing=standing,
        )


ROUND_SUMS: tuple[Checkup, ...] = (RoundsAddUp(),)
