"""What stands in the way of writing (存储故障): a full disk, a folder that cannot be written to; in words for people."""

from __future__ import annotations

import errno
import os

from rules.errors import OutOfReach
from rules.labels import Words

FULL = Words("磁盘已满", "the disk is full")
READ_ONLY = Words("磁盘或者文件夹不可写", "the disk or the folder cannot be written to")
BROKEN = Words("磁盘读写出错，可能已满或者损坏", "the disk does not read or write; it may be full or broken")
MAKE_ROOM = Words("请腾出空间或者请技术人员检查", "make room, or have it looked at")
_BY_NUMBER = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: BROKEN,
}


def out_of_reach(why: Words, mend: Words = MAKE_ROOM) -> OutOfReach:
    """The sentence where it is certain that nothing was written."""
    return OutOfReach(
        Words(
            "这次没有办成，什么也没有改变：{why}。{mend}后再办一次",
            "not done, and nothing was changed: {why}. {mend}, then do it again",
            why=why,
            mend=mend,
        )
    )


def of_the_disk(error: OSError) -> OutOfReach | None:
    """The sentence for a file that could not be written, where it is the disk's doing; else None."""
    why = _BY_NUMBER.get(error.errno or 0)
    if why is None:
        return None
    where = os.fspath(error.filename) if isinstance(error.filename, str | os.PathLike) else ""
    return out_of_reach(Words("{why}（{where}）", "{why} ({where})", why=why, where=where) if where else why)
