"""Robot keywords on presets as they are kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
from robot.api.deco import keyword, library

from backtest.choosing import data_root

PRESETS = "/api/strategies/presets"


@library(scope="GLOBAL")
class PresetsLibrary:
    """Looks at the presets' file, and at presets of many clients."""

    @keyword
    def presets_file_should_name(self, *names: str) -> None:
        """Check that `DATA_ROOT/strategies/presets.json` maps these names to presets."""
        known = filed_presets()
        if missing := [name for name in names if not isinstance(known.get(name), dict)]:
            raise AssertionError(f"presets.json maps {sorted(known)[:9]}, not {missing}.\nContract: 2, Data")

    @keyword
    def get_preset_from_file(self, name: str) -> dict[str, Any]:
        """Return what `DATA_ROOT/strategies/presets.json` has under a name."""
        self.presets_file_should_name(name)
        preset: dict[str, Any] = filed_presets()[name]
        return preset

    @keyword
    def presets_file_should_lack(self, name: str) -> None:
        """Check that `DATA_ROOT/strategies/presets.json` no longer has a name."""
        if name in filed_presets():
            raise AssertionError(f"presets.json still has the deleted preset '{name}'.\nContract: 2, Data")

    @keyword
    def presets_made_at_once_should_be_kept(self, url: str, clients: int) -> None:
        """Check that presets created from so many clients at once are all kept, and gone when deleted so.

        Presets lie in one file: who writes it must not write over what another has just added.
        """
        names = [f"at-once-{number}" for number in range(clients)]
        with ThreadPoolExecutor(clients) as pool:
            created = list(pool.map(lambda name: post_preset(url, name), names))
            kept = [requests.get(f"{url}{PRESETS}/{name}", timeout=30).status_code for name in names]
            deleted = list(
                pool.map(
                    lambda name: requests.delete(f"{url}{PRESETS}/{name}", timeout=30).status_code, names
                )
            )
            left = [requests.get(f"{url}{PRESETS}/{name}", timeout=30).status_code for name in names]
        told = {
            "created": (created, 201),
            "read": (kept, 200),
            "deleted": (deleted, 204),
            "read then": (left, 404),
        }
        for what, (seen, wanted) in told.items():
            if wrong := [status for status in seen if status != wanted]:
                raise AssertionError(
                    f"Of {clients} presets made at once {len(wrong)} were {what} with {wrong[0]} instead of "
                    f"{wanted}.\nContract: 1, presets"
                )


def filed_presets() -> dict[str, Any]:
    """Return the presets' file, empty where it maps nothing.

    Raises:
        AssertionError: there is no such file.
    """
    path = data_root() / "strategies" / "presets.json"
    if not path.is_file():
        raise AssertionError("There is no DATA_ROOT/strategies/presets.json.\nContract: 2, Data")
    presets = json.loads(path.read_text(encoding="utf-8"))
    return presets if isinstance(presets, dict) else {}


def post_preset(url: str, name: str) -> int:
    """Create a preset and return the status of the answer."""
    body = {"name": name, "strategy": "volume_long_candle", "params": {"body_pct": 0.03}}
    return requests.post(f"{url}{PRESETS}", json=body, timeout=30).status_code
