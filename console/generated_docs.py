"""What the documentation says of the code is written from the code (``python -m console.generated_docs``, `make docs`).

The folder `docs/procedures/` is wholly generated: what is not written here is removed. In the READMEs the parts between
``<!-- generated: name -->`` and ``<!-- /generated -->`` are. With ``--check`` nothing is written, and the exit
code is 1 where a page is missing, differs or is left over.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from console import procedure_pages
from console.readme_parts import PARTS
from console.speech import complain, say
from rules.labels import Language, Words

ROOT = Path(__file__).parent.parent
PROCEDURES = "docs/procedures"
HOLDERS: dict[str, Language] = {
    "README.md": "en",
    "README.zh.md": "zh",
    "docs/README.md": "zh",
    "docs/law.md": "zh",
    "docs/law.en.md": "en",
    "docs/roles.md": "zh",
    "docs/roles.en.md": "en",
}
"""The pages people write and the code adds to, each with its language."""

_PART = re.compile(r"(<!-- generated: (?P<name>\w+) -->\n).*?(<!-- /generated -->)", re.DOTALL)


def pages() -> dict[str, str]:
    """Every page, by its path from the root, as the code says it should be; what people wrote stays."""
    generated = {f"{PROCEDURES}/{name}": text for name, text in procedure_pages.pages().items()}
    return generated | {name: filled(_read(name), language) for name, language in HOLDERS.items()}


def filled(text: str, language: Language) -> str:
    """The text with every generated part written anew.

    Raises:
        KeyError: the text names a part that nobody writes.
    """
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found['name']](language)}{found[3]}", text)


def differing() -> list[str]:
    """The pages that are not what the code says, and the files in the generated folder that nothing stands for."""
    wanted = pages()
    there = [f"{PROCEDURES}/{path.name}" for path in (ROOT / PROCEDURES).glob("*")]
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != _read(name))


def write() -> list[str]:
    """Bring the pages in step with the code; the names of those that changed."""
    changed, wanted = differing(), pages()
    (ROOT / PROCEDURES).mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name in wanted:
            (ROOT / name).write_text(wanted[name], encoding="utf-8")
        else:
            (ROOT / name).unlink()
    return changed


def main(arguments: Sequence[str]) -> int:
    if "--check" not in arguments:
        for name in write():
            say(Words("已写 {name}", "wrote {name}", name=name))
        return 0
    changed = differing()
    for name in changed:
        complain(
            Words(
                "{name} 与代码不一致，请运行 make docs",
                "{name} is out of step with the code: run make docs",
                name=name,
            )
        )
    return 1 if changed else 0


def _read(name: str) -> str:
    path = ROOT / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
