"""Kill a part of a campaign at a random moment, many times: `python -m tests.kills --count 20 --seed 1`.

Each round runs a whole campaign with pabot, sends SIGKILL to one of its processes, and asks three things: was
the verdict anything but GO, was the exit code not zero, was everything gone 3 s after the end?
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import click
import psutil

ROOT = Path(__file__).resolve().parents[2]
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
def main(count: int, seed: int, within: float, victims: tuple[str, ...]) -> None:
    """Kill COUNT campaigns; exit code 1 when one of them was judged GO or left something running."""
    chance = random.Random(seed)
    rounds = []
    for number in range(count):
        names = victims or tuple(VICTIMS)
        one = play(names[number % len(names)], chance.uniform(1, within), chance)
        rounds.append(one)
        click.echo(
            f"{number + 1:3} {one.victim:10} at {one.moment:5.0f} s: exit {one.code:3} {one.verdict:14} "
            f"{'ok' if one.sound else 'BAD'} {'; '.join(one.left)}"
        )
    sys.exit(not all(one.sound for one in rounds))


def play(victim: str, moment: float, chance: random.Random) -> Round:
    """Run one campaign and kill a part of it.

    Args:
        victim: one of VICTIMS.
        moment: seconds after the start; where no such process is alive then, the next one to appear is taken.
        chance: chooses among several.
    """
    before = set(psutil.pids())
    command = [str(Path(sys.executable).parent / "readiness"), "run"]
    with (ROOT / "results" / "kills.log").open("ab") as log:
        campaign = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        started = time.monotonic()
        time.sleep(moment)
        while campaign.poll() is None and not (found := _found(victim, before)):
            time.sleep(0.1)
        if campaign.poll() is None:
            chance.choice(found).kill()
        moment = time.monotonic() - started
        code = campaign.wait()
    time.sleep(LIMIT)
    return Round(victim, moment, code, _verdict(), sorted(map(_told, _ours(before))))


def _ours(before: set[int]) -> list[psutil.Process]:
    return [one for one in psutil.process_iter() if one.pid not in before and _belongs(one)]


def _belongs(process: psutil.Process) -> bool:
    try:
        words = [*process.cmdline(), process.cwd()]
        return process.status() != psutil.STATUS_ZOMBIE and (
            any(str(ROOT) in word for word in words) or "COIN_READINESS_RUN" in process.environ()
        )
    except psutil.Error:
        return False


def _found(victim: str, before: set[int]) -> list[psutil.Process]:
    return [one for one in _ours(before) if VICTIMS[victim] in _told(one)]


def _told(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def _verdict() -> str:
    path = ROOT / "results" / "verdict.json"
    return json.loads(path.read_text(encoding="utf-8"))["verdict"] if path.is_file() else "none"


if __name__ == "__main__":
    main()
