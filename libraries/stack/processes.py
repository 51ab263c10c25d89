"""Processes known by pid and start time: a pid alone may belong to somebody else by now."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

MARKER = "COIN_READINESS_RUN"  # in the environment of what a registered robot starts


@dataclass(frozen=True, order=True)
class ProcessId:
    """One process for good: its pid and the kernel's start time in clock ticks since boot."""

    pid: int
    started: int

    def __str__(self) -> str:
        """Return the form used in file names."""
        return f"{self.pid}-{self.started}"

    @classmethod
    def parse(cls, text: str) -> ProcessId:
        """Read what `str` wrote.

        Raises:
            ValueError: the text is not of that form.
        """
        pid, started = text.split("-")
        return cls(int(pid), int(started))

    @classmethod
    def of(cls, pid: int) -> ProcessId | None:
        """Return the identity of a process that runs now; None when it is gone or a zombie."""
        found = _stat(pid)
        return found[0] if found else None

    @classmethod
    def own(cls) -> ProcessId:
        """Return the identity of this process."""
        identity = cls.of(os.getpid())
        assert identity is not None
        return identity

    def alive(self) -> bool:
        """Say whether this very process still runs (a zombie does not)."""
        return ProcessId.of(self.pid) == self

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to this very process, or to nobody when it is gone."""
        try:
            handle = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return
        try:
            if self.alive():
                signal.pidfd_send_signal(handle, number)
        except ProcessLookupError:
            pass  # it ended in between, which is what was wanted
        finally:
            os.close(handle)


class Family:
    """Who is whose child, as of one look at all processes: several questions cost one look."""

    def __init__(self) -> None:
        """Look at all processes."""
        self.alive: dict[int, ProcessId] = {}
        self._children: dict[int, list[int]] = {}
        for name in os.listdir("/proc"):  # noqa: PTH208 - the fastest way counts here
            found = _stat(int(name)) if name.isdecimal() else None
            if found:
                self._children.setdefault(found[1], []).append(found[0].pid)
                self.alive[found[0].pid] = found[0]

    def tree(self, root: ProcessId) -> list[ProcessId]:
        """Return a process and all its descendants, the root first; nothing when it is gone."""
        if self.alive.get(root.pid) != root:
            return []
        found = [root]
        for member in found:  # grows while it is walked
            found += [self.alive[pid] for pid in self._children.get(member.pid, ())]
        return found


def tree(root: ProcessId) -> list[ProcessId]:
    """Return a process and all its descendants that run now, the root first."""
    return Family().tree(root)


def _stat(pid: int) -> tuple[ProcessId, int] | None:
    """Return a process that runs now with its parent's pid; None when it is gone or a zombie."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 - read hundreds of times a second
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in b"ZX" else (ProcessId(pid, int(fields[19])), int(fields[1]))


def marked(value: str) -> list[ProcessId]:
    """Return the processes whose environment carries our marker with a value that starts so."""
    wanted = f"{MARKER}={value}".encode()
    return carrying(lambda entry: entry.startswith(wanted))


def carrying(fits: Callable[[bytes], bool]) -> list[ProcessId]:
    """Return the processes whose environment has an entry, `NAME=value`, that fits."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue  # gone, or somebody else's
        if any(fits(entry) for entry in environment.split(b"\0")):
            identity = ProcessId.of(int(folder.name))
            found += [identity] if identity else []
    return found


def kill(victims: Iterable[ProcessId]) -> None:
    """End processes at once."""
    for victim in victims:
        victim.signal(signal.SIGKILL)


def owner_of_this_run() -> ProcessId:
    """Return the process whose end is the run's end: pabot above this process, else this process itself.

    A pabot's worker whose pabot has been killed belongs to no run any more: it ends here, at once.
    """
    for ancestor in psutil.Process().parents():
        try:
            if _is_pabot(ancestor.cmdline()):
                identity = ProcessId.of(ancestor.pid)
                if identity:
                    return identity
        except psutil.Error:
            continue
    own = ProcessId.own()
    if _is_worker(sys.argv):
        kill(reversed(tree(own)))
    return own


def _is_worker(arguments: list[str]) -> bool:
    """Recognise a robot that pabot started, by the argument file that pabot gives each."""
    return any(Path(argument).name == "robot_argfile.txt" for argument in arguments)


def _is_pabot(command: list[str]) -> bool:
    """Recognise `pabot …`, `python …/bin/pabot …`, `python -m pabot.pabot …` and `…/pabot/pabot.py`."""
    if not command:
        return False
    program, *arguments = command
    if not Path(program).name.startswith("python"):
        return Path(program).name == "pabot"
    for option, argument in pairwise([*arguments, ""]):
        if option == "-m":
            return argument in ("pabot", "pabot.pabot")
        if not option.startswith("-"):
            return Path(option).name in ("pabot", "pabot.py")
    return False
