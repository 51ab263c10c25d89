"""The parameters of the strategies, their ranges and defaults."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _only_number(value: object) -> object:
    """Refuse what pydantic would turn into a number: a text or a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number")
    return value


Fraction = Annotated[float, BeforeValidator(_only_number), Field(allow_inf_nan=False)]
# To JSON Schema 20.0 is an integer too.
Whole = Annotated[int, BeforeValidator(_only_number)]


class Parameters(BaseModel):
    """A strategy's parameters; a name that the strategy does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hold_period_bars: Whole = Field(1, ge=1, le=100, description="Bars from entry to exit")


class LongCandleParameters(Parameters):
    """Parameters of `volume_long_candle`."""

    vol_ma_window: Whole = Field(20, ge=1, le=200, description="Bars of the mean volume, this one included")
    vol_multiplier: Fraction = Field(1.5, ge=1, le=10, description="Least volume, in mean volumes")
    body_pct: Fraction = Field(0.02, gt=0, le=1, description="Least body, as a fraction of the open")


class ZoneBreakoutParameters(Parameters):
    """Parameters of `volume_zone_breakout`."""

    volume_window: Whole = Field(60, ge=1, le=200, description="Bars before this one that make the zones")
    top_percentile: Fraction = Field(0.2, gt=0, lt=1, description="Share of the volume above the resistance")
    breakout_buffer: Fraction = Field(0.01, ge=0, lt=1, description="How far above the resistance")
    num_bins: Whole = Field(20, ge=2, le=100, description="Number of price zones")
