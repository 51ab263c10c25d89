"""Commands that end with the process that started them, and the account that they run as."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Account:
    """Who runs a command: another user, or a prefix that stands for one; by default this user."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int = 0

    def give(self, path: Path) -> None:
        """Make a path this account's own."""
        if self.uid is not None:
            os.chown(path, self.uid, self.gid)


def tied(
    command: Sequence[str], account: Account | None = None, death_signal: signal.Signals = signal.SIGKILL
) -> list[str]:
    """Return a command that runs as an account and is sent a signal when this process dies.

    The kernel ties a process to the *thread* that started it: call this from one that lasts.
    """
    account = account or Account()
    options = ["--parent", str(os.getpid()), "--death-signal", str(int(death_signal))]
    if account.uid is not None:
        options += ["--uid", str(account.uid), "--gid", str(account.gid)]
    # The prefix comes first: entering a user namespace may clear the signal too.
    return [*account.prefix, sys.executable, "-I", "-S", str(LAUNCH), *options, "--", *command]
