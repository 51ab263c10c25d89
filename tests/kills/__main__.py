"""Kill a part of a campaign at a random moment, many times: `python -m tests.kills --count 20 --seed 1`.

Each round runs a campaign with pabot, sends SIGKILL to one of its processes, and asks three things: was the
verdict anything but GO, was the exit code not zero, was everything gone 3 s after the end? Before the first
and after the last round nothing is killed: these must be GO. With `--small` each campaign has a few suites.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click
import psutil

from readiness.doors import RUN_VARIABLE
from tests.kills.small import make

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [str(Path(sys.executable).parent / "readiness"), "run"]
LIMIT = 3.0  # seconds in which everything is gone

VICTIMS = {
    "runner": "readiness run",
    "pabot": "pabot.pabot",
    "robot": "robot_argfile",
    "browser": "--remote-debugging-pipe",
    "backend": "coin.main:app",
    "supervisor": "stack.supervisor",
}
"""What to kill, and the words in its command line."""


@dataclass(frozen=True)
class Round:
    """What one killed campaign came to."""

    victim: str
    moment: float
    killed: bool
    code: int
    verdict: str
    left: list[str]

    @property
    def sound(self) -> bool:
        """Whether the gate stood it."""
        return self.code != 0 and self.verdict != "GO" and not self.left


@click.command()
@click.option("--count", default=20, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--within", default=200.0, show_default=True, help="Seconds of a campaign in which to kill.")
@click.option("--victim", "victims", type=click.Choice(list(VICTIMS)), multiple=True)
@click.option("--small", is_flag=True, help="Few suites, in a copy of the project.")
def main(count: int, seed: int, within: float, victims: tuple[str, ...], small: bool) -> None:
    """Kill COUNT campaigns; exit code 1 when one of them was judged GO or left something running."""
    with tempfile.TemporaryDirectory(prefix="kills-") as place:
        Path(place).chmod(0o755)
        root = Path(place) / "project" if small else ROOT
        if small:
            make(ROOT, root)
        sound = _undisturbed(root)
        chance = random.Random(seed)
        for number in range(count):
            names = victims or tuple(VICTIMS)
            one = play(root, names[number % len(names)], chance.uniform(1, within), chance)
            while not one.killed:  # nobody to kill from that moment on: a round of another moment
                one = play(root, one.victim, chance.uniform(1, within), chance)
            sound &= one.sound
            click.echo(
                f"{number + 1:3} {one.victim:10} at {one.moment:5.0f} s: exit {one.code:3} {one.verdict:14} "
                f"{'ok' if one.sound else 'BAD'} {'; '.join(left[:60] for left in one.left[:5])}"
            )
        sys.exit(not (_undisturbed(root) and sound))


def _undisturbed(root: Path) -> bool:
    """Run a campaign in which nothing is killed, and say whether it was GO."""
    with _log(root) as log:
        code = subprocess.run(COMMAND, cwd=root, stdout=log, stderr=log).returncode
    click.echo(f"  - nothing killed: exit {code:3} {_verdict(root)}")
    return code == 0 and _verdict(root) == "GO"


def play(root: Path, victim: str, moment: float, chance: random.Random) -> Round:
    """Run one campaign and kill a part of it.

    Args:
        root: the project whose campaign it is.
        victim: one of VICTIMS.
        moment: seconds after the start; where no such process is alive then, the next one to appear is taken.
        chance: chooses among several.
    """
    with _log(root) as log:
        campaign = subprocess.Popen(COMMAND, cwd=root, stdout=log, stderr=log)
        started = time.monotonic()
        time.sleep(moment)
        while campaign.poll() is None and not (found := _found(victim, campaign)):
            time.sleep(0.1)
        killed = campaign.poll() is None
        if killed:
            chance.choice(found).kill()
        moment = time.monotonic() - started
        code = campaign.wait()
    time.sleep(LIMIT)
    return Round(victim, moment, killed, code, _verdict(root), sorted(map(_told, _ours(campaign))))


def _log(root: Path) -> IO[bytes]:
    folder = root / "results"
    folder.mkdir(exist_ok=True)
    return (folder / "kills.log").open("ab")


def _ours(campaign: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return a campaign's processes: its runner, and all that have its number in their environment."""
    return [one for one in psutil.process_iter() if _belongs(one, campaign.pid)]


def _belongs(process: psutil.Process, runner: int) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return process.pid == runner or process.environ().get(RUN_VARIABLE) == str(runner)
    except psutil.Error:
        return False


def _found(victim: str, campaign: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Return the processes of a kind, without their own copies, such as pabot's library server.

    The shell script that may have started a browser is none: nobody misses it.
    """
    told = {one.pid: (one, _told(one)) for one in _ours(campaign)}
    found = {
        pid: one
        for pid, (one, words) in told.items()
        if VICTIMS[victim] in words and not words.startswith("/bin/sh ")
    }
    return [one for one in found.values() if _parent(one) not in found]


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid()
    except psutil.Error:
        return 0


def _told(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _verdict(root: Path) -> str:
    path = root / "results" / "verdict.json"
    return json.loads(path.read_text(encoding="utf-8"))["verdict"] if path.is_file() else "none"


if __name__ == "__main__":
    main()
