"""事件日志的文件：写全或者不写，读回原样，别人写的也能读。"""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.xes_file import write_log
from documents.xes_reader import LogFile, as_trace
from rules.errors import FaultyInput
from rules.event_logs import Event, Trace

MONDAY = datetime(2022, 4, 18, 1, 2, 3, 456789, tzinfo=UTC)
XES = "{http://www.xes-standard.org/}"
TRACE = Trace(
    "评查2022Q1-0001",
    "quality_review",
    "file_in",
    2,
    (
        Event(1, "open", "", "selected", "trial_management", "plan_2022.14", MONDAY, "人员甲01"),
        Event(2, "hand_in_file", "selected", "file_in", "division", "local_review.调卷", MONDAY + timedelta(days=1), "人员甲02"),
    ),
    {"court": "甲市“中级”<人民>&法院", "case_kind": "civil"},
)  # fmt: skip


def write(path, *traces, language="zh"):
    return write_log(path, traces, name="2022Q1", about={"traces": len(traces)}, language=language)


def read(path):
    log = LogFile(path)
    return [as_trace(each, path.name) for each in log.traces()], log


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz"])
def test_a_log_is_read_back_as_it_was_written(tmp_path, name):
    done = write(tmp_path / name, TRACE, replace(TRACE, ref="评查2022Q1-0002"))

    traces, log = read(tmp_path / name)

    assert (done.traces, done.events) == (2, 4)
    assert [trace.ref for trace in traces] == ["评查2022Q1-0001", "评查2022Q1-0002"]
    assert replace(traces[0], about=TRACE.about) == TRACE
    assert log.attributes == {"concept:name": "2022Q1", "lifecycle:model": "standard", "zelian:traces": 2}


def test_equal_logs_are_equal_bytes(tmp_path):
    assert write(tmp_path / "a.xes.gz", TRACE).sha256 == write(tmp_path / "b.xes.gz", TRACE).sha256
    assert (tmp_path / "a.xes.gz").read_bytes() == (tmp_path / "b.xes.gz").read_bytes()


def test_a_person_reads_names_and_a_program_codes(tmp_path):
    write(tmp_path / "log.xes", TRACE)
    write(tmp_path / "english.xes", TRACE, language="en")

    def second(name):
        event = list(ET.parse(tmp_path / name).getroot().iter(f"{XES}event"))[1]
        return {each.get("key"): each.get("value") for each in event}

    assert second("log.xes") == {
        "concept:name": "移交卷宗",
        "time:timestamp": "2022-04-19T09:02:03.456789+08:00",
        "lifecycle:transition": "complete",
        "org:resource": "人员甲02",
        "org:role": "业务庭",
        "zelian:position": "2",
        "zelian:act": "hand_in_file",
        "zelian:source": "selected",
        "zelian:to": "file_in",
        "zelian:role": "division",
        "zelian:authority": "local_review.调卷",
    }
    assert second("english.xes")["concept:name"] == "hand in the file"


def test_the_parts_of_the_log_stand_in_the_order_of_the_standard(tmp_path):
    write(tmp_path / "log.xes", TRACE)

    root = ET.parse(tmp_path / "log.xes").getroot()

    order = [each.tag.removeprefix(XES) for each in root]
    assert order == ["extension"] * 5 + ["global"] * 2 + ["classifier"] * 2 + ["string"] * 2 + [
        "int",
        "trace",
    ]
    assert root.get("xes.version") == "1849.2016"
    prefixes = {each.get("prefix") for each in root.iter(f"{XES}extension")}
    keys = {each.get("key").partition(":")[0] for each in root.iter() if each.get("key")}
    assert keys <= prefixes


def test_a_log_that_breaks_off_leaves_no_file_and_the_old_one_untouched(tmp_path):
    def broken_off():
        yield TRACE
        raise RuntimeError("the database is gone")

    write(tmp_path / "log.xes", TRACE)
    before = (tmp_path / "log.xes").read_bytes()

    with pytest.raises(RuntimeError):
        write_log(tmp_path / "log.xes", broken_off(), name="", about={}, language="zh")

    assert (tmp_path / "log.xes").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["log.xes"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(), st.text())
def test_no_text_breaks_a_log(tmp_path, who, court):
    event = replace(TRACE.events[0], who=who.encode("utf-8", "replace").decode(), court="")
    trace = replace(TRACE, events=(event,), about={"court": court.encode("utf-8", "replace").decode()})

    write(tmp_path / "log.xes", trace)

    (found,), _ = read(tmp_path / "log.xes")
    printable = "".join(
        "�" if (ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" else c for c in event.who
    )
    assert found.events[0].who == printable


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no element found"),
        (b"<log", "unclosed token"),
        (b"<html/>", "<html>"),
        (b'<!DOCTYPE log [<!ENTITY a "aaa">]><log>&a;</log>', "DOCTYPE"),
        (b'<log><trace><date key="a" value="yesterday"/></trace></log>', "yesterday"),
        (b'<log><trace><int key="a"/></trace></log>', "value"),
        (b"\x1f\x8bnot gzip at all", ""),
        (b'<?xml version="1.0" encoding="UTFUTF-8"?><log/>', "UTFUTF-8"),
    ],
)
def test_what_is_no_log_is_refused_with_its_line(tmp_path, content, why):
    (tmp_path / "log.xes").write_bytes(content)

    with pytest.raises(FaultyInput, match=r"log\.xes") as faulty:
        list(LogFile(tmp_path / "log.xes").traces())

    assert why in faulty.value.to("zh")


def test_a_log_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FaultyInput, match=r"log\.xes"):
        list(LogFile(tmp_path / "log.xes").traces())


def test_the_log_of_another_program_is_read_but_not_held_against_our_table(tmp_path):
    (tmp_path / "log.xes").write_text(
        '<log xes.version="1.0"><trace><string key="concept:name" value="1"/><event/></trace></log>',
        encoding="utf-8",
    )
    (trace,) = LogFile(tmp_path / "log.xes").traces()

    assert (trace.attributes, trace.events) == ({"concept:name": "1"}, [{}])
    with pytest.raises(FaultyInput, match="zelian:procedure"):
        as_trace(trace, "log.xes")


def test_a_real_log_is_read_to_the_number_of_traces_and_events_it_states(shared_data):
    log = LogFile(shared_data / "wabo_receipt.xes.gz")

    traces = events = 0
    days = set()
    for trace in log.traces():
        traces += 1
        events += len(trace.events)
        days |= {event["time:timestamp"].date() for event in trace.events}

    assert traces == log.attributes["meta_general:traces_total"] == 1434
    assert events == log.attributes["meta_general:events_total"] == 8577
    assert len(days) > 100
    assert log.attributes["meta_org:different_groups_average"] == 4.13


def test_a_log_written_packed_is_packed(tmp_path):
    write(tmp_path / "log.xes.gz", TRACE)

    assert gzip.decompress((tmp_path / "log.xes.gz").read_bytes()).startswith(b"<?xml")
