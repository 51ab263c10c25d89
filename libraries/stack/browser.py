"""Where a Chromium is: BROWSER_PATH, then Playwright's own, then PATH.

Of those in one place the headless shell comes first: it shows pages as the whole browser does, for less than
half of its processor time.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from stack.binaries import version_of
from stack.errors import SettingsError, StackError

ON_PATH = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CURE = (
    "install Chromium (Debian: apt-get install chromium-headless-shell, or chromium), or run "
    "'rfbrowser install chromium', or say where one is: BROWSER_PATH=/path/to/chrome"
)


def find_browser(given: str | None = None) -> Path:
    """Return the path of a Chromium.

    Args:
        given: a path that was asked for; else the variable BROWSER_PATH.

    Raises:
        SettingsError: there is none, or not where it was said to be; the message says how to get one.
    """
    wanted = given or os.environ.get("BROWSER_PATH")
    if wanted:
        if not os.access(wanted, os.X_OK) or Path(wanted).is_dir():
            raise SettingsError(f"BROWSER_PATH={wanted} is no program: correct it, or unset it and {CURE}")
        return Path(wanted)
    found = [*_of_playwright(), *(Path(path) for path in map(shutil.which, ON_PATH) if path)]
    if not found:
        raise SettingsError(f"no Chromium was found: {CURE}")
    return found[0]


def browser_version() -> str | None:
    """Return the version of the browser that the suites use; None when there is none."""
    try:
        return version_of([str(find_browser()), "--version"])
    except StackError:
        return None


def _of_playwright() -> list[Path]:
    """Return the Chromiums that Playwright has installed: headless shells first, the newest of each first."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    kinds = ("chromium_headless_shell-*/chrome-*/*headless?shell", "chromium-*/chrome-linux*/chrome")
    found = [path for kind in kinds for path in sorted(folder.glob(kind), key=_revision, reverse=True)]
    return [path for path in found if os.access(path, os.X_OK)]


def _revision(path: Path) -> int:
    digits = path.parents[1].name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0
