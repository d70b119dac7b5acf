"""zelian season verify: the draw, the reviews beside it and the special reviews, by the outsiders' own programs."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from console.commands.season import LABEL, app
from console.office import office
from console.speech import said, say
from rules.errors import NotFound
from rules.labels import Words


@app.command("verify", help=said("用外部核验程序核验抽取", "verify the draw with the outsiders' program"))
def verify(label: str = LABEL) -> None:
    from flows import drawing

    folder = drawing.publish(office(), label)
    manifest, certificate = folder / f"待抽名册-{label}.json", folder / f"抽样证书-{label}.json"
    if not certificate.is_file():
        raise NotFound(
            Words("{label}尚未抽取，没有证书", "{label} is not drawn: no certificate", label=label)
        )
    _run(folder / "verify_draw.py", manifest, certificate)
    internal = folder / drawing.INTERNAL / f"内部名单-{label}.json"
    if internal.is_file():
        say(Words("—— 另行评查（内部核验，不得公开）", "—— beside the draw (internal, not for publication)"))
        _run(folder / "verify_added.py", manifest, certificate, internal)
    for listed in sorted(folder.glob(f"专项*-名册-{label}.json")):
        drawn = folder / listed.name.replace("名册", "证书")
        if drawn.is_file():
            say(Words("—— {name}", "—— {name}", name=listed.name.partition("-")[0]))
            _run(folder / "verify_draw.py", listed, drawn)


def _run(program: Path, *files: Path) -> None:
    """Run a program as an outsider would; where something does not hold, it ends with its own exit code."""
    sys.argv = [program.name, *map(str, files)]
    runpy.run_path(str(program), run_name="__main__")
