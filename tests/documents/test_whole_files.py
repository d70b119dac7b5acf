"""A file is there whole or not at all; and what is no file is never replaced by one."""

from __future__ import annotations

import hashlib
import os
import stat
import threading

import pytest

from documents.whole_files import write_whole
from documents.xes_file import write_log


@pytest.fixture
def pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def read_beside(path):
    """A reader at the other end; what it read comes with `join`."""
    found = []
    reader = threading.Thread(target=lambda: found.append(path.read_bytes()))
    reader.start()
    return reader, found


def test_a_pipe_is_handed_the_content_and_stays_a_pipe(pipe):
    reader, found = read_beside(pipe)

    write_whole(pipe, b"content")
    reader.join()

    assert found == [b"content"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [each.name for each in pipe.parent.iterdir()] == ["pipe"]


def test_a_file_is_replaced_and_a_folder_is_not(tmp_path):
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "folder").mkdir()

    write_whole(tmp_path / "old", b"new")
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "folder", b"new")
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path.__class__("/"), b"new")

    assert (tmp_path / "old").read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "old"]


def test_a_log_too_is_handed_to_a_pipe(pipe):
    reader, found = read_beside(pipe)

    written = write_log(pipe, [], name="季度", about={}, language="zh")
    reader.join()

    assert b"</log>" in found[0]
    assert hashlib.sha256(found[0]).hexdigest() == written.sha256
    assert stat.S_ISFIFO(pipe.stat().st_mode)
