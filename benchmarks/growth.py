"""Does a step cost the same whatever has gone before? Quarters of growing size, and draws from growing registers.

Each quarter is played in a process of its own (`province.py`), sizes in turn, round after round; what is plotted is the
cost of one ledger entry beside the smallest size's, and the most memory. Draws: ten times the register, ten times the
time, or so.

Run: python benchmarks/growth.py [full | sizes…] [plot=FILE.svg]. Above 20,000 reviews a size is played once.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import draw
import quarter
from pairs import ROUNDS, Table, sizes, told
from province import run

QUICK, FULL = (250, 500, 1_000, 2_000), (500, 4_000, 50_000, 350_000)
DRAWS, ALL_DRAWS = (30_000, 300_000), (1_000_000, 10_000_000)
ONCE = 20_000
LINEAR = 1.15
"""What a step may cost at the largest size, beside the smallest."""


def quarters(asked: list[int]) -> dict[int, list[Any]]:
    """What each size took, in the same rounds."""
    found: dict[int, list[Any]] = {reviews: [] for reviews in asked}
    for number in range(ROUNDS):
        for reviews in asked:
            if number and reviews > ONCE:
                continue
            with tempfile.TemporaryDirectory() as folder:
                found[reviews].append(run(f"sqlite:///{folder}/zelian.db", reviews))
    return found


def cost(took: Any, reviews: int, clock: str) -> float:
    return float(took[clock]) / (reviews * quarter.ACTS)


def main() -> None:
    plots = [Path(each.removeprefix("plot=")) for each in sys.argv if each.startswith("plot=")]
    sys.argv = [each for each in sys.argv if not each.startswith("plot=")]
    full = sys.argv[1:] == ["full"]
    asked = sorted(sizes(QUICK, FULL))
    found = quarters(asked)
    table = Table(
        "Growth",
        f"SQLite file; {quarter.ACTS} entries a review; processor time an entry beside the smallest size's, round by round.",
    )
    least, lines = asked[0], []
    for reviews in asked:
        grown = statistics.median(
            cost(each, reviews, "processor") / cost(first, least, "processor")
            for each, first in zip(found[reviews], found[least], strict=False)
        )
        held = max(each["memory"] for each in found[reviews])
        wall = statistics.median(cost(each, reviews, "wall") for each in found[reviews])
        processor = statistics.median(cost(each, reviews, "processor") for each in found[reviews])
        lines.append({"reviews": reviews, "cost": round(grown, 3), "memory": held})
        table.row(
            f"{reviews:,} reviews: an entry (by the wall {told(wall)}; memory {held:,} MB)",
            told(processor),
            told(statistics.median(cost(each, least, "processor") for each in found[least])),
            f"{grown:.2f}x",
            f"≤ {LINEAR}x",
            met=grown <= LINEAR,
        )
    draws(table, ALL_DRAWS if full else DRAWS)
    table.print()
    for path in plots:
        path.write_text(plotted(lines), encoding="utf-8")


def draws(table: Table, registers: tuple[int, int]) -> None:
    """A register and one ten times as large."""
    small, large = (draw.taken(cases) for cases in registers)
    for what in small:
        times = large[what] / small[what]
        grown = registers[1] / registers[0]
        table.row(
            f"{what}, {registers[0] / 1e6:g} M → {registers[1] / 1e6:g} M cases", told(large[what]), told(small[what]),
            f"{times:.1f}x", f"≤ {grown * LINEAR:.3g}x", met=times <= grown * LINEAR,
        )  # fmt: skip


def plotted(lines: list[dict[str, Any]]) -> str:
    """The cost of an entry by size of the quarter, as SVG: the same bytes for the same figures."""
    import altair as alt
    import vl_convert

    base = alt.Chart(alt.Data(values=lines)).encode(
        x=alt.X("reviews:Q", title="reviews in a quarter", scale=alt.Scale(type="log"), axis=alt.Axis(format=",", values=[each["reviews"] for each in lines]))
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 1.5])
    line = base.mark_line(point=True, color="#1f3a5f").encode(
        y=alt.Y("cost:Q", title="cost of an entry, smallest = 1", scale=scale)
    )
    limit = (
        alt.Chart(alt.Data(values=[{"y": LINEAR}]))
        .mark_rule(strokeDash=[4, 4], color="#5b7da6")
        .encode(y="y:Q")
    )
    memory = base.mark_bar(color="#b9c7d8", width=18).encode(y=alt.Y("memory:Q", title="most memory (MB)"))
    made = alt.vconcat(
        (line + limit).properties(width=460, height=150), memory.properties(width=460, height=90)
    )
    return str(vl_convert.vegalite_to_svg(made.configure_view(stroke=None).to_dict()))


if __name__ == "__main__":
    main()
