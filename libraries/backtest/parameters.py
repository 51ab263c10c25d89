"""The strategies' parameters as the contract states them: defaults, types and ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Parameter:
    """One strategy parameter and the range that the contract promises for it."""

    name: str
    kind: Literal["whole", "real"]
    default: float
    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def lowest_allowed(self) -> float:
        """Return a value at (or, where the bound is open, just above) the lower bound."""
        return self.low + 1e-6 if self.low_open else self.low

    def highest_allowed(self) -> float:
        """Return a value at (or, where the bound is open, just below) the upper bound."""
        return self.high - 1e-6 if self.high_open else self.high

    def below_range(self) -> float:
        """Return the nearest plain value that is too small."""
        if self.low_open:
            return self.low
        return self.low - (1 if self.kind == "whole" else 0.01)

    def above_range(self) -> float:
        """Return the nearest plain value that is too large."""
        if self.high_open:
            return self.high
        return self.high + (1 if self.kind == "whole" else 0.01)


LONG_CANDLE = "volume_long_candle"
ZONE_BREAKOUT = "volume_zone_breakout"

STRATEGIES: dict[str, tuple[Parameter, ...]] = {
    LONG_CANDLE: (
        Parameter("vol_ma_window", "whole", 20, 1, 200),
        Parameter("vol_multiplier", "real", 1.5, 1, 10),
        Parameter("body_pct", "real", 0.02, 0, 1, low_open=True),
        Parameter("hold_period_bars", "whole", 1, 1, 100),
    ),
    ZONE_BREAKOUT: (
        Parameter("volume_window", "whole", 60, 1, 200),
        Parameter("top_percentile", "real", 0.2, 0, 1, low_open=True, high_open=True),
        Parameter("breakout_buffer", "real", 0.01, 0, 1, high_open=True),
        Parameter("hold_period_bars", "whole", 1, 1, 100),
        Parameter("num_bins", "whole", 20, 2, 100),
    ),
}


def parameter(strategy: str, name: str) -> Parameter:
    """Return the contract's entry for one parameter.

    Raises:
        ValueError: the strategy has no such parameter.
    """
    for entry in STRATEGIES.get(strategy, ()):
        if entry.name == name:
            return entry
    raise ValueError(f"The contract knows no parameter '{name}' of strategy '{strategy}'.")


def defaults(strategy: str) -> dict[str, Any]:
    """Return all parameters of a strategy with the contract's defaults."""
    if strategy not in STRATEGIES:
        raise ValueError(f"The contract knows no strategy '{strategy}'; it knows {', '.join(STRATEGIES)}.")
    return {p.name: int(p.default) if p.kind == "whole" else p.default for p in STRATEGIES[strategy]}
