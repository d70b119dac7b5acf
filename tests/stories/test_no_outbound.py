"""Nothing leaves the machine: not while a quarter is played, and not by a way that swallows the refusal."""

from __future__ import annotations

import pytest

REACH_OUT = """
import socket
try:
    socket.create_connection(("192.0.2.1", 9), timeout=1)
except BaseException:
    pass
"""


def test_a_process_that_reaches_out_and_hides_it_is_found_out(desk_at, tmp_path):
    desk = desk_at(tmp_path / "home", OUTBOUND_LOG=str(tmp_path / "log"))

    desk.python("-c", REACH_OUT)

    assert "192.0.2.1" in (tmp_path / "log").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_whole_quarter_reaches_no_other_machine(sample_quarter, outbound):
    assert sample_quarter.reviews
    assert not outbound.exists(), outbound.read_text(encoding="utf-8")
