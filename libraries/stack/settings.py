"""What the stack is told: by Robot variables, else by environment variables of the same names."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from stack.errors import SettingsError

PROJECT = Path(__file__).resolve().parents[2]
TARGETS = ("embedded", "compose", "external")
TARGET_NAMES = (
    "TARGET",
    "APP_DIR",
    "API_URL",
    "UI_URL",
    "DATA_ROOT",
    "DATABASE_URL",
    "REDIS_URL",
    "BACKEND_STOP",
    "BACKEND_START",
    "ALLOW_WRITES",
)
"""Variables that say what a campaign runs on."""

NAMES = (*TARGET_NAMES, "CACHE_DIR", "CANDLES")


@dataclass(frozen=True)
class Settings:
    """Settings of a campaign's stack.

    Attributes:
        target: "embedded", "compose" or "external".
        app_dir: the app's source; None when an external app's source is not at hand.
        candles: folder whose candles an embedded app gets a copy of.
        cache: where built front ends are kept.
        output: the campaign's output folder; None outside a campaign.
        given: the addresses, commands and permissions of an external app, by their variable's name.
    """

    target: str
    app_dir: Path | None
    candles: Path
    cache: Path
    output: Path | None
    given: Mapping[str, str]

    @classmethod
    def read(cls, values: Mapping[str, str] | None = None, output: Path | None = None) -> Settings:
        """Read settings.

        Args:
            values: variables by name; the process environment by default.
            output: the campaign's output folder.

        Raises:
            SettingsError: a value is missing or wrong; the message says which and what is allowed.
        """
        source = os.environ if values is None else values
        given = {name: source.get(name, "").strip() for name in NAMES}
        target = given["TARGET"] or "embedded"
        if target not in TARGETS:
            raise SettingsError(f"TARGET={target} is unknown: expected one of {', '.join(TARGETS)}")
        if target == "external":
            _check_external(given)
        return cls(
            target=target,
            app_dir=_app_dir(given["APP_DIR"], target),
            candles=Path(given["CANDLES"] or PROJECT / "data").absolute(),
            cache=Path(given["CACHE_DIR"] or PROJECT / ".cache").absolute(),
            output=output,
            given=given,
        )


def runs_folder() -> Path:
    """Return the folder in which each run of this user has a folder of its own."""
    return Path(tempfile.gettempdir()).absolute() / f"coin-readiness-{os.getuid()}"


def _app_dir(value: str, target: str) -> Path | None:
    if not value and target == "external":
        return None
    folder = Path(value or PROJECT / "app").absolute()
    if not (folder / "backend").is_dir():
        raise SettingsError(f"APP_DIR={folder} is no copy of the app: it has no folder 'backend'")
    return folder


def _check_external(given: Mapping[str, str]) -> None:
    missing = [name for name in ("API_URL", "UI_URL", "DATA_ROOT") if not given[name]]
    if missing:
        raise SettingsError(
            f"TARGET=external needs {', '.join(missing)}: the running app's addresses and data folder, "
            "such as API_URL=http://127.0.0.1:8000 UI_URL=http://127.0.0.1:5173 DATA_ROOT=/srv/coin/data"
        )
    for name in ("API_URL", "UI_URL"):
        if urlsplit(given[name]).scheme not in ("http", "https") or not urlsplit(given[name]).hostname:
            raise SettingsError(f"{name}={given[name]} is no http address, such as http://127.0.0.1:8000")
    if not Path(given["DATA_ROOT"]).is_dir():
        raise SettingsError(f"DATA_ROOT={given['DATA_ROOT']} is no folder that this machine can read")
    if bool(given["BACKEND_STOP"]) != bool(given["BACKEND_START"]):
        raise SettingsError("BACKEND_STOP and BACKEND_START go together: give both or neither")
    if given["ALLOW_WRITES"] not in ("", "yes", "no"):
        raise SettingsError(f"ALLOW_WRITES={given['ALLOW_WRITES']} is neither yes nor no")
