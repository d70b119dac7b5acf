"""A file is there whole, or it is not there (整写): written beside under a name nobody takes for a paper, then renamed."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> Path:
    """Write a file so that nobody ever sees a part of it, and one that stood there before stays until then.

    Two processes that write the same file at once do not meet. `durable`: it is on the disk before it has its name.

    Raises:
        OSError: it could not be written; nothing is left of it.
    """
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            out.write(content)
            if durable:
                out.flush()
                os.fsync(out.fileno())
        return part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
