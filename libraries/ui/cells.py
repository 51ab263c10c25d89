"""Reads what a page shows: figures, dates and labelled values, however a build writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from backtest.moments import seconds

NUMBER = re.compile(r"[-−+▼]?\s?\d[\d,]*(?:\.\d+)?")
_APART = r"[^\S\n]{0,2}[-./‐-–−년월][^\S\n]{0,2}"
DAY = re.compile(rf"(?<!\d)(?<!\d\.)(\d{{4}}|\d\d(?=\.\s)){_APART}(\d{{1,2}}){_APART}(\d{{1,2}})(?!\d)")
CLOCK = re.compile(r"(오전|오후|AM|PM)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?", re.IGNORECASE)
UNIT = re.compile(r"\s*(?:(ms\b|밀리초|msec)|(?:초|s\b|sec))", re.IGNORECASE)
HEX = re.compile(r"(?<![0-9a-z-])[0-9a-f][0-9a-f-]{7,}(?![0-9a-z])")
LABEL = re.compile(r"(?<![a-z])id(?=[0-9a-f])")
SEOUL = timezone(timedelta(hours=9))
SLACK = Decimal("1e-9")
"""Beyond half a unit of the last place: a tie may be rounded either way (see ``agrees``)."""


@dataclass(frozen=True)
class Figure:
    """A number as a page shows it.

    Attributes:
        value: what it says.
        decimals: how many places it shows.
    """

    value: Decimal
    decimals: int

    def agrees(self, expected: float) -> bool:
        """Say whether this is ``expected`` in the places shown; both roundings of a tie are right."""
        half = Decimal(1).scaleb(-self.decimals) / 2
        exact = Decimal(repr(float(expected)))
        return abs(self.value - exact) <= half + SLACK * max(Decimal(1), abs(exact))


def figure(text: str) -> Figure:
    """Read the first number of a text; thousands separators, signs and units are allowed.

    Raises:
        AssertionError: there is no number.
    """
    found = NUMBER.search(text)
    if not found:
        raise AssertionError(f"Expected a number, but the page shows {text!r}.")
    plain = re.sub(r"[−▼]", "-", re.sub(r"[,\s]", "", found.group()))
    return Figure(Decimal(plain), len(plain.partition(".")[2]))


def figure_like(text: str, expected: float) -> Figure:
    """The first figure of a text that agrees with ``expected``, wherever it stands.

    Raises:
        AssertionError: there is none.
    """
    for number in NUMBER.findall(text):
        if (shown := figure(number)).agrees(expected):
            return shown
    raise AssertionError(f"Expected the figure {expected}, but the page shows {text!r}.")


def shows_duration(text: str, seconds: float) -> bool:
    """Say whether the first number of a text is a duration: in the unit behind it, else in s or ms.

    Raises:
        AssertionError: there is no number.
    """
    shown = figure(text)
    unit = UNIT.match(text, NUMBER.search(text).end())  # type: ignore[union-attr]
    factors = (1, 1000) if unit is None else (1000,) if unit.group(1) else (1,)
    return any(shown.agrees(seconds * factor) for factor in factors)


def shows_run_id(text: str, run_id: str) -> bool:
    """Say whether a text shows a run's id, in full or cut after eight characters or more.

    A button or an icon may stand beside it, or the word ID close before it.
    """
    apart = LABEL.sub(" ", text.lower())
    return any(run_id.startswith(word.rstrip("-")) for word in HEX.findall(apart))


def days(text: str) -> list[date]:
    """All calendar days in a text: ``2025-01-05``, ``2025. 1. 5.``, ``25. 1. 5.``, ``2025년 1월 5일`` alike.

    What is no day of any month is none, and neither are figures and hyphens within the id of a run.
    """
    found = []
    for year, month, day in DAY.findall(text):
        with suppress(ValueError):
            found.append(date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
    return found


def instant(told: str | float) -> datetime:
    """The moment of an ISO 8601 text (without a zone: UTC, as the contract says) or of seconds since 1970."""
    if isinstance(told, int | float):
        return datetime.fromtimestamp(seconds(told), UTC)
    moment = datetime.fromisoformat(told.replace("Z", "+00:00"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def shows_moment(text: str, told: str | float) -> bool:
    """Say whether a text shows a moment, in UTC or in the browser's zone, with or without a clock."""
    found = days(text)
    if not found:
        return False
    clock = CLOCK.search(DAY.sub("", text, count=1))
    for zone in (UTC, SEOUL):
        there = instant(told).astimezone(zone)
        if found[0] == there.date() and (clock is None or _same_clock(clock, there)):
            return True
    return False


def _same_clock(clock: re.Match[str], moment: datetime) -> bool:
    half, hour, minute, _ = clock.groups()
    hours = int(hour) % 24  # midnight is 24:00 in some languages
    if half:
        hours = hours % 12 + (12 if half.upper() in ("오후", "PM") else 0)
    return (hours, int(minute)) == (moment.hour, moment.minute)


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def after_label(text: str, label: str) -> Figure:
    """The number that follows a label.

    Raises:
        AssertionError: the label, or a number behind it, is missing.
    """
    _, found, rest = text.partition(label)
    if not found:
        raise AssertionError(f"Expected the label {label!r}, but the page shows {text!r}.")
    return figure(rest)


def before_label(text: str, label: str) -> Figure:
    """The number that stands before a label: the layout with large figures over small captions.

    Raises:
        AssertionError: the label, or a number before it, is missing.
    """
    ahead, found, _ = text.partition(label)
    numbers = NUMBER.findall(ahead)
    if not found or not numbers:
        raise AssertionError(f"Expected a number before {label!r}, but the page shows {text!r}.")
    return figure(numbers[-1])
