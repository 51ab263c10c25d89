"""Prepare the volumes before the app starts: the database's password, and candles to run on.

Candles come from the folder mounted at /candles. It may be a data folder or a project with one in `data`;
where it has none, the standard collection is made by the project's generator, so that the app can be tried.
"""

import filecmp
import logging
import os
import re
import secrets
import shutil
import sys
from pathlib import Path

APP_USER = 10001
PASSWORD = Path("/secrets/database-password")
GIVEN, GENERATOR, DATA = Path("/candles"), Path("/generator"), Path("/data")
SYMBOL = re.compile(r"[A-Z0-9_-]+")
log = logging.getLogger("init")


def make_password() -> None:
    """Make the password once; the volume is mounted only where it is needed, by two different users."""
    PASSWORD.parent.chmod(0o755)
    if not PASSWORD.exists() or not PASSWORD.stat().st_size:
        draft = PASSWORD.with_suffix(".new")
        draft.write_text(secrets.token_urlsafe(32))
        draft.replace(PASSWORD)
    PASSWORD.chmod(0o444)


def candle_files(folder: Path) -> list[Path]:
    """The places of the candle files below a data folder, relative to it."""
    found = (path.relative_to(folder) for path in folder.glob("*/*/*.parquet"))
    return sorted(place for place in found if SYMBOL.fullmatch(place.parts[0]) and place.stem.isdecimal())


def copy_candles(source: Path) -> int:
    """Bring the candles that differ into the data folder; returns how many files the source has."""
    places = candle_files(source)
    for place in places:
        given, kept = source / place, DATA / place
        if kept.exists() and filecmp.cmp(given, kept):
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".part")
        shutil.copy2(given, draft)
        draft.chmod(0o644)
        draft.replace(kept)  # a running backend sees the old file or the new one
    return len(places)


def make_candles() -> int:
    """Make what is missing of the standard collection; returns how many files were made."""
    sys.path.insert(0, str(GENERATOR))
    from market.generate import default_orders, generate, missing_orders

    return len(generate(DATA, missing_orders(DATA, default_orders())))


def bring_candles() -> None:
    """Fill the data folder, and say from where."""
    source = next((folder for folder in (GIVEN, GIVEN / "data") if candle_files(folder)), None)
    if source:
        log.info("candles: %d files from the given folder", copy_candles(source))
    elif candle_files(DATA):
        log.info("candles: none given, those of an earlier start are kept")
    elif (GENERATOR / "market").is_dir():
        log.info("candles: none given, %d generated files instead (not real market data)", make_candles())
    else:
        log.warning("candles: NONE. Name a folder with CANDLES=...; until then each run is answered 404")


def hand_over() -> None:
    """Give the data folder and its candles to the app's user."""
    owned = [DATA, *(DATA / part for place in candle_files(DATA) for part in (place, *place.parents))]
    for path in dict.fromkeys(owned):
        os.chown(path, APP_USER, APP_USER)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    os.umask(0o022)
    make_password()
    bring_candles()
    hand_over()
