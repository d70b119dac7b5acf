"""期限计算的步骤: why a time limit ends when it does, one sentence and one article a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from rules.citations import Citation
from rules.counting import ONE_DAY, Count, Mark, Treatment
from rules.labels import Labelled, Language, Words
from rules.parameters import Unit
from rules.periods import Counting
from rules.workdays import WEEKDAYS, Calendar


class StepKind(Labelled):
    """What a step of the explanation speaks of."""

    RECEIVED = "received", "收到", "received"
    STARTS = "starts", "起算", "starts"
    EXTENDED = "extended", "延长", "extended"
    LEFT_OUT = "left_out", "不计入", "not counted"
    MAKE_UP_COUNTED = "make_up_counted", "调休计入", "make-up day counted"
    SUSPENDED = "suspended", "中止", "suspended"
    LAST_DAY = "last_day", "最后一日", "last day"
    ROLLED = "rolled", "顺延", "moved"
    PROVISIONAL = "provisional", "暂定", "provisional"
    DUE = "due", "届满", "due"
    STOPPED = "stopped", "中止未恢复", "still suspended"


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One step of the explanation: the days it speaks of, the sentence, and what it rests on."""

    kind: StepKind
    since: date
    until: date
    words: Words
    authorities: tuple[Citation, ...]

    def to(self, language: Language) -> str:
        """The sentence with its authority."""
        cited = [citation.to(language) for citation in self.authorities]
        if language == "zh":
            return f"{self.words.to('zh')}。依据：{'、'.join(cited)}"
        return f"{self.words.to('en')}. Authority: {'; '.join(cited)}"

    def record(self, language: Language) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "text": self.words.to(language),
            "authorities": [
                {
                    "code": citation.code,
                    "text": citation.to(language),
                    "provenance": citation.provenance.value,
                }
                for citation in self.authorities
            ],
        }


NOTHING = Words("", "")
PROVISIONAL = Words("（暂定）", " (provisional)")

_MANNER = {
    Unit.WORKING_DAY: Words(
        "休息日、节假日不计入，调休上班日计入", "days off are not counted, make-up working days are"
    ),
    Unit.CALENDAR_DAY: Words("期间内的休息日、节假日照常计入", "days off inside the period are counted"),
    Unit.MONTH: Words(
        "至到期月的对应日，没有对应日的至月末", "up to the same-numbered day of the last month, or to its end"
    ),
}


def day_words(day: date) -> Words:
    """``2022年5月9日``; in English the ISO form, which no country misreads."""
    return Words(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def span_words(since: date, until: date) -> Words:
    """``2022年4月30日至5月4日``, or the one day."""
    if since == until:
        return day_words(since)
    year = "" if since.year == until.year else f"{until.year}年"
    return Words(
        f"{day_words(since)}至{year}{until.month}月{until.day}日",
        f"{since.isoformat()} to {until.isoformat()}",
    )


def chain(count: Count, calendar: Calendar, counting: Counting) -> Iterator[ClockStep]:
    """The chain of steps, from the day of the event to the end, or to the suspension that holds it."""
    yield from _beginning(count, counting)
    for group in _groups(count.on_the_way):
        yield _of_group(group, calendar, counting)
    yield from _end(count, calendar, counting)


def _beginning(count: Count, counting: Counting) -> Iterator[ClockStep]:
    event, first = count.starts_from, count.starts_from + ONE_DAY
    yield ClockStep(
        StepKind.RECEIVED,
        event,
        event,
        Words(
            "{day}收到或者作出，当日不计入",
            "the event is of {day}; that day is not counted",
            day=_with_weekday(event),
        ),
        (counting.first_day,),
    )
    yield ClockStep(
        StepKind.STARTS,
        first,
        first,
        Words(
            "自{day}起算{length}，{manner}",
            "{length} run from {day}; {manner}",
            day=_with_weekday(first),
            length=count.length.words,
            manner=_MANNER[count.length.unit],
        ),
        (counting.of(count.length.unit),),
    )
    for extension in count.extensions:
        yield ClockStep(
            StepKind.EXTENDED,
            extension.on,
            extension.on,
            Words(
                "{day}准予延长{length}（{reason}），与原期限合并，自起算日连续计算",
                "extended on {day} by {length} ({reason}); joined to the length and counted from its start",
                day=day_words(extension.on),
                length=extension.length.words,
                reason=extension.reason,
            ),
            (extension.authority, counting.extension),
        )


def _end(count: Count, calendar: Calendar, counting: Counting) -> Iterator[ClockStep]:
    if count.raw is None or count.rolled is None:
        yield _stopped(count, counting)
        return
    yield ClockStep(
        StepKind.LAST_DAY,
        count.raw,
        count.raw,
        Words("最后一日为{day}", "the last day is {day}", day=_with_weekday(count.raw)),
        (counting.of((count.extensions[-1].length if count.extensions else count.length).unit),),
    )
    if count.at_the_end:
        yield _rolled(count.at_the_end, count.rolled, calendar, counting)
    if count.doubt is not None:
        yield ClockStep(
            StepKind.PROVISIONAL,
            count.rolled,
            count.rolled,
            Words(
                "{doubt}，届满日暂定，日历补录后重新计算",
                "{doubt}; the date is provisional and is computed again once the calendar has them",
                doubt=count.doubt,
            ),
            (counting.provisional,),
        )
    yield ClockStep(
        StepKind.DUE,
        count.rolled,
        count.rolled,
        Words(
            "至{day}24时届满{mark}",
            "ends at 24:00 Beijing time of {day}{mark}",
            day=day_words(count.rolled),
            mark=PROVISIONAL if count.doubt is not None else NOTHING,
        ),
        (counting.end_of_day,),
    )


def _stopped(count: Count, counting: Counting) -> ClockStep:
    assert count.stopped_by is not None  # nothing else keeps a count from its end
    suspension, left = count.stopped_by, count.left
    return ClockStep(
        StepKind.STOPPED,
        suspension.since,
        suspension.since,
        Words(
            "自{day}起中止（{reason}），尚未恢复，{left_zh}，届满日待恢复后确定",
            "suspended since {day} ({reason}) and not resumed; {left_en}; the due date is fixed after resumption",
            day=day_words(suspension.since),
            reason=suspension.reason,
            left_zh="尚余" + "加".join(part.to("zh") for part in left) if left else "期限已数完而尚待顺延",
            left_en=" and ".join(part.to("en") for part in left) + " left"
            if left
            else "counted out, yet to be moved",
        ),
        (suspension.authority, counting.suspension),
    )


def _of_group(group: Sequence[Mark], calendar: Calendar, counting: Counting) -> ClockStep:
    since, until, suspension = group[0].day, group[-1].day, group[0].suspension
    span = span_words(since, until)
    if suspension is not None:
        words = Words(
            "{span}中止（{reason}），{days}日不计入",
            "{span}: suspended ({reason}); {days} days not counted",
            span=span,
            reason=suspension.reason,
            days=len(group),
        )
        return ClockStep(StepKind.SUSPENDED, since, until, words, (suspension.authority, counting.suspension))
    if group[0].treatment is Treatment.MAKE_UP_COUNTED:
        words = Words(
            "{span}（{weekdays}）调休上班，计入",
            "{span} ({weekdays}): make-up working day, counted",
            span=span,
            weekdays=_listed(WEEKDAYS[mark.day.weekday()] for mark in group),
        )
        return ClockStep(StepKind.MAKE_UP_COUNTED, since, until, words, (counting.working_days,))
    names = _listed(calendar.name_of(mark.day) for mark in group)
    words = Words("{span}为{names}，不计入", "{span} ({names}): not counted", span=span, names=names)
    return ClockStep(StepKind.LEFT_OUT, since, until, words, (counting.working_days,))


def _rolled(marks: Sequence[Mark], to: date, calendar: Calendar, counting: Counting) -> ClockStep:
    passed = _listed(_passed(group, calendar) for group in _groups(marks))
    suspended = {mark.suspension.authority: None for mark in marks if mark.suspension is not None}
    make_up = Words("，调休上班", ", make-up working day") if calendar.is_make_up_day(to) else NOTHING
    return ClockStep(
        StepKind.ROLLED,
        marks[0].day,
        to,
        Words(
            "最后一日适逢{passed}，顺延至{day}（{weekday}{make_up}）",
            "the last day falls on {passed} and moves to {day} ({weekday}{make_up})",
            passed=passed,
            day=day_words(to),
            weekday=WEEKDAYS[to.weekday()],
            make_up=make_up,
        ),
        (counting.roll, *suspended),
    )


def _passed(group: Sequence[Mark], calendar: Calendar) -> Words:
    suspension = group[0].suspension
    why = _listed(calendar.name_of(mark.day) for mark in group) if suspension is None else suspension.reason
    return Words("{why}（{span}）", "{why} ({span})", span=span_words(group[0].day, group[-1].day), why=why)


def _groups(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Neighbouring days of one treatment together: the day number less the place is the same along a run of days."""
    numbered = enumerate(marks)
    for _, group in groupby(
        numbered,
        key=lambda entry: (entry[1].treatment, entry[1].suspension, entry[1].day.toordinal() - entry[0]),
    ):
        yield [mark for _, mark in group]


def _with_weekday(day: date) -> Words:
    return Words(
        "{day}（{weekday}）", "{day} ({weekday})", day=day_words(day), weekday=WEEKDAYS[day.weekday()]
    )


def _listed(words: Iterable[Words]) -> Words:
    distinct = list(dict.fromkeys(words))
    return Words(
        "、".join(entry.to("zh") for entry in distinct), ", ".join(entry.to("en") for entry in distinct)
    )
