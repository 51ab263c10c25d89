"""Whether a time that an answer tells is now, as far as the contract lets one say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backtest.comparison import utc

CLOCKS = timedelta(minutes=10)  # by so much the clocks of two machines may differ
ZONES = timedelta(hours=14)  # a time without a zone may be that of any zone
DAY = timedelta(days=1)
MILLISECONDS = 1e11  # so many seconds since 1970 are three thousand years


def seconds(told: float) -> float:
    """Return seconds since 1970 that are told as such or in milliseconds."""
    return told / (1000 if told > MILLISECONDS else 1)


def not_now(told: object) -> str | None:
    """Say that a time is not now, or None; one without a clock is a day, one without a zone may be of any.

    Args:
        told: ISO 8601 text, a datetime as a database driver gives it, or seconds or milliseconds since 1970.
    """
    try:
        if isinstance(told, int | float):
            told = datetime.fromtimestamp(seconds(told), UTC)
        moment = datetime.fromisoformat(str(told).replace("Z", "+00:00"))
    except (ValueError, OverflowError):
        return f"'{told}' is no time of ISO 8601"
    slack = CLOCKS if moment.tzinfo else CLOCKS + ZONES
    if len(str(told)) <= len("2025-01-01"):
        slack += DAY
    now = datetime.now(UTC)
    if abs(now - utc(str(told))) > slack:
        return f"it is {now:%Y-%m-%d %H:%M} UTC, yet '{told}' is told"
    return None
