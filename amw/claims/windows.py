"""Which captures can tell of a claim: of which boards of a site, of which days around it, of the month that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from amw.boards.catalogue import Board, boards
from amw.boards.records import Row, Snapshot
from amw.dates import ANY_MONTH, MONTHS

SAME_DAY = timedelta(days=1)  # a page is crawled, and a story dated, up to a day late
NEAR = timedelta(days=21)  # how long after a story a capture still tells of it, when none before it knows the model
FIRST_CAPTURE = timedelta(days=30)  # the same, for a board that was never captured before
ENTRY = timedelta(days=45)  # how long after a story the first capture of a model that is new on a board bears a claim out
STALE = timedelta(days=10)  # older captures count only as far as the next one agrees
OLDEST = timedelta(days=60)  # beyond this a capture says nothing of a living board
WINDOW = timedelta(days=3)  # boards of use count tokens of the last days: another day is another table
SITES = {"arena_text": "arena_", "artificial_analysis": "artificial_analysis_"}  # a site named alone may mean any of its boards


def boards_of_site(board: str) -> list[str]:
    """The boards whose captures can tell of a claim about `board`, itself first: a site named alone may mean any of its own."""
    return [board] + [key for key in boards() if board in SITES and key.startswith(SITES[board]) and key != board]


# "As of early April 2026": of when a sentence speaks.
AS_OF = re.compile(
    rf"(?i:\bas of (?:the (?:end|start|beginning) of )?(?:early |late |mid-?)?(?:\d{{1,2}} )?(?P<month>{ANY_MONTH})\b"
    r"(?: \d{1,2}(?:st|nd|rd|th)?\b(?!\d))?(?:,? (?P<year>20\d\d)\b)?)"
    r"|截至(?P<year2>20\d\d)年(?P<month2>1[0-2]|0?[1-9])月(?:\d{1,2}日)?"
)
# "June 2024", "2024年6月".
_DATED = re.compile(
    rf"(?i:\b(?P<month>{ANY_MONTH}) (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?P<year>20\d\d)\b)|(?P<year2>20\d\d)年(?P<month2>1[0-2]|0?[1-9])月"
)
# A month of a year or a day, as the fields of a claim name it: "June 2024", "15 November", "2026-05-07", "05-07".
A_TIME = rf"(?:{ANY_MONTH}) 20\d\d|\d{{1,2}} (?:{ANY_MONTH})(?: 20\d\d)?|(?:{ANY_MONTH}) \d{{1,2}}(?:,? 20\d\d)?|(?:20\d\d-)?[01]\d-[0-3]\d"
_A_DAY = re.compile(
    rf"(?i:(?P<day>\d{{1,2}}) (?P<month>{ANY_MONTH})|(?P<month2>{ANY_MONTH}) (?P<day2>\d{{1,2}})\b|(?P<month3>[01]\d)-(?P<day3>[0-3]\d)\Z)"
)
_A_YEAR = re.compile(r"20\d\d")


def day_named(time: str, on: date) -> date | None:
    """The day that a time of a claim names ("15 November": the last before `on`); None where it names a month alone, or no day."""
    if (told := _A_DAY.search(time)) is None:
        return None
    name, day = told["month"] or told["month2"], int(told["day"] or told["day2"] or told["day3"])
    month = MONTHS.index(name.lower()) + 1 if name else int(told["month3"])
    year = int(found.group()) if (found := _A_YEAR.search(time)) is not None else on.year - ((month, day) > (on.month, on.day))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_told(sentence: str, on: date) -> date | None:
    """The only day of the two months before `on` that a sentence names."""
    days = {day for found in _A_DAY.finditer(sentence) if found["month3"] is None and (day := day_named(found.group(), on)) is not None}
    return day if len(days) == 1 and timedelta(0) < on - (day := days.pop()) <= OLDEST else None


def month_spoken_of(sentence: str, on: date) -> int | None:
    """The month, 1 to 12, as of which a sentence of the day `on` says that it speaks; 0 for one of more than a year ago, None for none."""
    told = AS_OF.search(sentence)
    if told is None:
        return None
    month = month_as_of(told)
    year = int(told["year"] or told["year2"] or on.year - (month > on.month))
    if (year, month) == (on.year, on.month):
        return None
    return month if (year, month) == month_meant(month, on) else 0


def month_as_of(told: re.Match[str]) -> int:
    """The month, 1 to 12, that a match of `AS_OF` names."""
    return int(told["month2"]) if told["month2"] else MONTHS.index(told["month"].lower()) + 1


def month_meant(month: int | None, on: date) -> tuple[int, int] | None:
    """(year, month) of the last such month before the day `on`; None where no month, no earlier one, or only "earlier" (0) is told."""
    if not month or month == on.month:
        return None
    return (on.year if month < on.month else on.year - 1), month


def day_spoken_of(sentence: str) -> date | None:
    """The last day of the only month with a year that a sentence names, for a story without a date."""
    months = {(int(told["year"] or told["year2"]), month_as_of(told)) for told in _DATED.finditer(sentence)}
    if len(months) != 1:
        return None
    year, month = months.pop()
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def next_to(captures: Sequence[Snapshot], on: date) -> slice:
    """Which of a board's captures, in order of time, reach from the last whole one up to the end of a day to the first whole one after it.

    What these bear out, all of them do: the further ones are looked at only where these do not.
    """
    whole = [at for at, s in enumerate(captures) if s.complete and not _of_part_of_a_day(s)]
    before = [at for at in whole if captures[at].captured_at.date() <= on]
    after = [at for at in whole if captures[at].captured_at.date() > on]
    return slice(before[-1] if before else 0, after[0] + 1 if after else len(captures))


def _of_part_of_a_day(capture: Snapshot) -> bool:
    return any("part of a day" in reason for reason in capture.reasons)


def usable(captures: Iterable[Snapshot]) -> list[Snapshot]:
    """The captures that can tell of a board, in order of time: all but those refused.

    One refused for its few rows tells what it shows where the board's nearest one in time has hardly more: the board was young then.
    """
    whole = sorted((s for s in captures if s.rows), key=lambda s: (s.board, s.captured_at))
    told = [_young(s, whole[max(at - 1, 0) : at + 2]) if s.verdict == "refused" else s for at, s in enumerate(whole)]
    return [s for s in told if s is not None]


def _young(capture: Snapshot, others: Iterable[Snapshot]) -> Snapshot | None:
    """A refused capture as one that tells, where the nearest of the `others` next to it has hardly more rows; else None."""
    if not all(reason.startswith("only ") for reason in capture.reasons):
        return None
    near = [s for s in others if s.board == capture.board and s is not capture and abs(s.captured_at - capture.captured_at) <= OLDEST]
    nearest = min(near, key=lambda s: abs(s.captured_at - capture.captured_at), default=None)
    if nearest is None or 4 * len(capture.rows) < 3 * len(nearest.rows):
        return None
    return replace(capture, verdict="flagged")


def valid(entry: Board, captures: Sequence[Snapshot], on: date) -> tuple[Snapshot | None, Snapshot | None]:
    """Of the board's usable captures, in order of time, the last up to the end of that day and the first after it; of the method version
    in force where that is known.

    Where rows stay as they are, a capture tells at any age, and one that has the day of each row shows the board of earlier days.
    """
    if entry.kind == "usage":
        captures = [s for s in captures if not _of_part_of_a_day(s)]
    before = next((s for s in reversed(captures) if s.captured_at.date() <= on), None)
    after = next((s for s in captures if s.captured_at.date() > on), None)
    if entry.lasting:
        old = before is None or on - before.captured_at.date() > STALE
        then = _as_of(after, on) if after is not None and old and after.captured_at.date() - on > SAME_DAY else None
        if then is not None:
            return then, None
        return before, after if before is None or after is None or after.captured_at.date() - on <= OLDEST else None
    usage = entry.kind == "usage"
    soon = after is not None and after.captured_at.date() - on <= NEAR and not usage
    if before is not None and not soon and on - before.captured_at.date() > (WINDOW if usage else OLDEST):
        before = None
    limit = WINDOW if usage else NEAR if before is not None else FIRST_CAPTURE
    if after is None or after.captured_at.date() - on > limit:
        return before, None
    in_force = before.version if before is not None else entry.version_at(datetime.combine(on, time.max, UTC))
    return before, after if after.version is None or in_force in (None, after.version) else None


def _as_of(snapshot: Snapshot, on: date) -> Snapshot | None:
    """The capture with the rows alone that were handed in by that day; None where it tells of no such day."""
    days = [_handed_in(row) for row in snapshot.rows]
    rows = tuple(row for row, day in zip(snapshot.rows, days, strict=True) if day is not None and day <= on)
    return None if not rows else replace(snapshot, rows=rows)


def _handed_in(row: Row) -> date | None:
    """The day that the board tells of a row."""
    try:
        return date.fromisoformat(str(row.extra.get("date", "")))
    except ValueError:
        return row.released_at
