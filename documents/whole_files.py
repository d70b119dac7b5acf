"""A file is there whole, or it is not there (整写): written beside under a name nobody takes for a paper, then renamed."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from secrets import token_hex

from rules.outages import of_the_disk


def take_its_place(part: Path, path: Path) -> Path:
    """Give what was written beside its name. A device or a pipe is never replaced by a file: it is handed the content."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        path.write_bytes(part.read_bytes())
        part.unlink()
        return path
    return part.replace(path)


def write_whole(path: Path, content: bytes, *, durable: bool = False) -> Path:
    """Write a file so that nobody ever sees a part of it, and one that stood there before stays until then.

    Two processes that write the same file at once do not meet. `durable`: it is on the disk before it has its name.

    Raises:
        OutOfReach: the disk is full, broken or closed to us; nothing is left of it.
        OSError: it could not be written for another reason.
    """
    if not path.name:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        with part.open("xb") as out:
            out.write(content)
            if durable:
                out.flush()
                os.fsync(out.fileno())
        return take_its_place(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise of_the_disk(error) or error from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
