"""What is missing or in the way of a campaign, and the cure, within seconds and without starting anything."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from stack import frontend, postgres
from stack.binaries import node_folder, node_version, postgres_tool, redis_server, version_of
from stack.browser import find_browser
from stack.errors import StackError
from stack.ports import free_port
from stack.runs import all_runs, leftovers, prepare_runs_folder
from stack.settings import Settings

DISK_NEEDED = 2 * 1024**3  # bytes: packages, a front end build and a campaign's results
ROBOT_MINIMUM = (7, 5)


@dataclass(frozen=True)
class Check:
    """One thing looked at.

    Attributes:
        state: "ok", "warn" (a campaign can run) or "fail" (it cannot).
        message: what was found; cure: what to do, empty when nothing is to be done.
    """

    name: str
    state: str
    message: str
    cure: str = ""

    @property
    def ok(self) -> bool:
        """Say whether a campaign can run all the same."""
        return self.state != "fail"


def examine(settings: Settings | None = None) -> list[Check]:
    """Look at everything that a campaign needs.

    Args:
        settings: of the campaign; by default those of the environment.

    Returns:
        One check each, in the order in which they matter.
    """
    try:
        settings = settings or Settings.read()
    except StackError as error:
        return [Check("settings", "fail", str(error), "correct the variable that the message names")]
    known = settings
    checks: list[Callable[[], Check]] = [
        _versions,
        _browser,
        _font,
        _node,
        _postgres,
        _redis,
        lambda: _front_end(known),
        lambda: _data(known),
        _ports,
        _disk,
        _leftovers,
        _campaigns,
    ]
    return [Check("target", "ok", known.target), *(check() for check in checks)]


def _versions() -> Check:
    found = f"Python {sys.version.split()[0]}"
    try:
        robot = version("robotframework")
    except PackageNotFoundError:
        return Check("versions", "fail", f"{found}, no Robot Framework", "make setup")
    if tuple(int(part) for part in robot.split(".")[:2]) < ROBOT_MINIMUM:
        return Check("versions", "fail", f"Robot Framework {robot} is older than 7.5", "make setup")
    return Check("versions", "ok", f"{found}, Robot Framework {robot}")


def _browser() -> Check:
    try:
        path = find_browser()
    except StackError as error:
        problem, _, cure = str(error).partition(": ")
        return Check("browser", "fail", problem, cure)
    found = version_of([str(path), "--version"])
    if not found:
        return Check("browser", "fail", f"{path} does not run", "install Chromium with its libraries")
    return Check("browser", "ok", f"{path}, version {found}")


def _font() -> Check:
    cure = "Debian: apt-get install fonts-nanum"
    if not shutil.which("fc-list"):
        return Check("Korean font", "warn", "fc-list is not there, so fonts cannot be looked up", cure)
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=ko", "family"], capture_output=True, text=True, timeout=5, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        listed = ""
    if not listed.strip():
        return Check("Korean font", "warn", "none: Korean text in screenshots and charts will be boxes", cure)
    return Check("Korean font", "ok", listed.splitlines()[0])


def _node() -> Check:
    try:
        folder = node_folder()
    except StackError as error:
        problem, _, cure = str(error).rpartition(": ")
        return Check("Node", "fail", problem, cure)
    return Check("Node", "ok", f"{folder / 'node'}, version {node_version(folder)}")


def _postgres() -> Check:
    try:
        with tempfile.TemporaryDirectory(dir=prepare_runs_folder()) as folder:
            Path(folder).chmod(0o711)
            account = postgres.find_account(Path(folder))
        path = postgres_tool("postgres")
    except (StackError, OSError) as error:
        return Check("PostgreSQL", "fail", str(error), "see the message")
    user = f", as uid {account.uid}" if account.uid is not None else ""
    return Check("PostgreSQL", "ok", f"{version_of([path, '--version'])}, {path}{user}")


def _redis() -> Check:
    try:
        path = redis_server()
    except StackError as error:
        problem, _, cure = str(error).partition(": ")
        return Check("Redis protocol server", "fail", problem, cure)
    return Check("Redis protocol server", "ok", f"{version_of([path, '--version'])}, {path}")


def _front_end(settings: Settings) -> Check:
    if settings.app_dir is None:
        return Check("front end", "ok", "not built here: the app runs elsewhere")
    source = settings.app_dir / "frontend"
    if not (source / "package.json").exists():
        return Check("front end", "fail", f"{source} has no package.json", "set APP_DIR to a copy of the app")
    place = settings.cache / "frontend" / frontend.digest_of(source)
    if (place / "dist" / "index.html").exists():
        return Check("front end", "ok", f"built, {place}")
    return Check("front end", "warn", "not built yet: the first campaign builds it (20 s)", "make setup")


def _data(settings: Settings) -> Check:
    base = settings.candles / "KRW-BTC" / "1D" / "2025.parquet"
    if not base.exists():
        return Check("data", "fail", f"{base} is missing", "make data")
    count = len(list(settings.candles.glob("*/*/*.parquet")))
    return Check("data", "ok", f"{count} candle files below {settings.candles}")


def _ports() -> Check:
    try:
        for _ in range(5):
            free_port(set())
    except StackError as error:
        return Check("ports", "fail", str(error), "end what occupies them")
    return Check("ports", "ok", "free ones are there; the app takes any, the standard ones may be taken")


def _disk() -> Check:
    folder = Path(tempfile.gettempdir())
    free = min(shutil.disk_usage(place).free for place in (folder, Path.cwd()))
    message = f"{free / 1024**3:.1f} GiB free"
    if free < DISK_NEEDED:
        return Check(
            "disk", "fail", message, f"make room here and in {folder}: {DISK_NEEDED / 1024**3:.0f} GiB"
        )
    return Check("disk", "ok", message)


def _leftovers() -> Check:
    left = leftovers()
    if left:
        names = ", ".join(str(run.folder) for run in left)
        return Check("left-overs", "warn", f"of killed campaigns: {names}", "the next campaign removes them")
    return Check("left-overs", "ok", "none")


def _campaigns() -> Check:
    running = [str(run.owner.pid) for run in all_runs() if run.in_use()]
    if running:
        return Check(
            "other campaigns", "warn", f"processes {', '.join(running)}", "wait, or measure less exactly"
        )
    return Check("other campaigns", "ok", "none")
