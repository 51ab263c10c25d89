"""What clients send."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from coin.models.parameters import LongCandleParameters, ZoneBreakoutParameters

StrategyName = Literal["volume_long_candle", "volume_zone_breakout"]

# As many symbols as a run may ask for: one request must not occupy the app for minutes.
MOST_SYMBOLS = 100


def _only_iso_date(value: object) -> object:
    """Refuse what pydantic would take for a date besides ``YYYY-MM-DD``, such as a number."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("must be a date as YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("must be a date that exists") from None


IsoDate = Annotated[date, BeforeValidator(_only_iso_date)]
Symbol = Annotated[str, Field(pattern=r"^[A-Z0-9_-]+$", max_length=64, examples=["KRW-BTC"])]
# Becomes a folder's name, so nothing that a path could be made of.
Timeframe = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{1,8}$", examples=["1d"])]
PresetName = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^/\\\x00-\x1f\x7f]+$")]


class _Run(BaseModel):
    symbols: list[Symbol] = Field(min_length=1, max_length=MOST_SYMBOLS)
    start_date: IsoDate = Field(description="First day, included")
    end_date: IsoDate = Field(description="Last day, included as a whole")
    timeframe: Timeframe = "1d"

    @field_validator("end_date")
    @classmethod
    def _not_before_start(cls, end: date, info: ValidationInfo) -> date:
        start = info.data.get("start_date")
        if start is not None and start > end:
            raise ValueError("must not be before start_date")
        return end


class LongCandleRun(_Run):
    """A run of `volume_long_candle`."""

    strategy: Literal["volume_long_candle"]
    params: LongCandleParameters = LongCandleParameters()


class ZoneBreakoutRun(_Run):
    """A run of `volume_zone_breakout`."""

    strategy: Literal["volume_zone_breakout"]
    params: ZoneBreakoutParameters = ZoneBreakoutParameters()


RunRequest = Annotated[LongCandleRun | ZoneBreakoutRun, Field(discriminator="strategy")]


class _Preset(BaseModel):
    model_config = ConfigDict(extra="ignore")

    description: str = Field("", max_length=1000)


class _Named(BaseModel):
    name: PresetName

    @field_validator("name")
    @classmethod
    def _reachable(cls, name: str) -> str:
        if name in {".", ".."}:
            raise ValueError("cannot be addressed in a URL")
        return name


class LongCandlePreset(_Preset):
    """Kept parameters of `volume_long_candle`."""

    strategy: Literal["volume_long_candle"]
    params: LongCandleParameters = LongCandleParameters()


class ZoneBreakoutPreset(_Preset):
    """Kept parameters of `volume_zone_breakout`."""

    strategy: Literal["volume_zone_breakout"]
    params: ZoneBreakoutParameters = ZoneBreakoutParameters()


class NamedLongCandlePreset(LongCandlePreset, _Named):
    """A preset of `volume_long_candle` to create."""


class NamedZoneBreakoutPreset(ZoneBreakoutPreset, _Named):
    """A preset of `volume_zone_breakout` to create."""


PresetBody = Annotated[LongCandlePreset | ZoneBreakoutPreset, Field(discriminator="strategy")]
NewPreset = Annotated[NamedLongCandlePreset | NamedZoneBreakoutPreset, Field(discriminator="strategy")]
