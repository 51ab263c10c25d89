"""Reading figures, dates and labels as different builds write them."""

from datetime import date
from random import Random
from uuid import UUID

import pytest

from ui import cells


@pytest.mark.parametrize(
    ("text", "value", "right"),
    [
        ("12.34%", 12.344, True),
        ("12.34 %", 12.346, False),
        ("3.13%", 3.125, True),
        ("3.12%", 3.125, True),
        ("3.12%", 3.1251, False),
        ("-0.00%", 0.001, True),
        ("−1.50%", -1.5, True),
        ("+1.50%", 1.5, True),
        ("₩1,234,567", 1234567.4, True),
        ("1,234,567", 1234568, False),
        ("0.05", 5.0, False),
    ],
)
def test_a_figure_agrees_within_the_places_it_shows(text: str, value: float, right: bool) -> None:
    assert cells.figure(text).agrees(value) is right


def test_a_text_without_a_figure_is_named() -> None:
    with pytest.raises(AssertionError, match="NaN"):
        cells.figure("NaN%")


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-05",
        "2025. 1. 5.",
        "2025년 1월 5일",
        "2025-01-05 00:00",
        "2025-01-05T00:00:00Z",
        "2025. 1. 5. 오전 9:00:00",
        "2025. 1. 5. 오전 12:00:00",
        "2025-01-05 09:00:00",
    ],
)
def test_a_moment_may_be_shown_in_utc_or_in_seoul(text: str) -> None:
    assert cells.shows_moment(text, "2025-01-05T00:00:00+00:00")


@pytest.mark.parametrize(
    "text", ["2025-01-04", "2025. 1. 4. 오후 3:00:00", "2025-01-05 15:00", "2025. 1. 5. 오후 9:00", "-"]
)
def test_another_moment_is_noticed(text: str) -> None:
    assert not cells.shows_moment(text, "2025-01-05T00:00:00Z")


def test_a_figure_may_stand_behind_its_label_or_before_it() -> None:
    assert cells.after_label("승률 55.00% 평균 수익률 -1.20%", "평균 수익률").agrees(-1.2)
    assert cells.before_label("55.00% 승률 -1.20% 평균 수익률", "평균 수익률").agrees(-1.2)


@pytest.mark.parametrize("text", ["0.035초", "35 ms", "35밀리초", "0.035 s", "0.04", "35"])
def test_a_duration_is_read_in_its_unit(text: str) -> None:
    assert cells.shows_duration(text, 0.035)


@pytest.mark.parametrize("text", ["35초", "35.0 s", "0.035 ms", "36"])
def test_a_duration_in_another_unit_is_noticed(text: str) -> None:
    assert not cells.shows_duration(text, 0.035)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-05",
        "2025. 1. 5.",
        "2025년 1월 5일",
        "2025/1/5",
        "2025 - 01 - 05",
        "2025–01–05",
        "기간2025-01-05T10:11:12Z",
        "봉.2025-01-05",
        "KRW-BTC,2025-01-05",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert cells.days(text) == [date(2025, 1, 5)]


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13-01", "0000-01-01", "59\n1234\n-1.5%", "0.1234-1.5"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert cells.days(text) == []


def test_no_run_id_is_taken_for_a_day() -> None:
    # Of some the first group ends with four digits, and two and two more come after hyphens and letters.
    random = Random(7)
    ids = [str(UUID(int=random.getrandbits(128))) for _ in range(20000)]
    texts = [text for run_id in ids for text in (run_id, run_id[:8], f"{run_id[:12]}…")]
    assert [text for text in texts if cells.days(text)] == []


def test_midnight_may_be_called_24() -> None:
    assert cells.shows_moment("2025. 01. 05. 24:00", "2025-01-05T00:00:00Z")
    assert not cells.shows_moment("2025. 01. 05. 24:00", "2025-01-05T12:00:00Z")


def test_a_year_may_have_two_digits() -> None:
    assert [day.isoformat() for day in cells.days("25. 1. 5. ~ 25. 12. 31.")] == ["2025-01-05", "2025-12-31"]


def test_a_moment_may_be_told_in_seconds() -> None:
    assert cells.shows_moment("2025-01-05 00:00", 1736035200)
    assert cells.shows_moment("2025-01-05", 1736035200000)


def test_a_loss_may_have_an_arrow() -> None:
    assert cells.figure("▼ 3.12%").agrees(-3.12)
    assert cells.figure("▼ -3.12%").agrees(-3.12)


def test_an_id_may_stand_close_to_its_label() -> None:
    run_id = "3f8a1b2c-11aa-4bbb-8ccc-0123456789ab"
    assert cells.shows_run_id(f"실행 ID{run_id}", run_id)
    assert not cells.shows_run_id("실행 ID3f8a1b2d", run_id)
