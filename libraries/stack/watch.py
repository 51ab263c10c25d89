"""Watching the processes of a campaign, so that nothing of theirs outlives them."""

from __future__ import annotations

import os
import select
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field

from stack.processes import Family, ProcessId, kill, marked, tree
from stack.runs import Run

ROUND = 0.8  # seconds between two looks at who has which descendants


@dataclass
class Watch:
    """Watches the owner and the registered robots.

    A robot killed by -9 leaves Browser's node and its Chromium; pabot killed so leaves its workers and its
    library server. Descendants are noted while their root lives, because afterwards nobody knows them.
    """

    run: Run
    at_end: Callable[[], None]
    robots: set[ProcessId] = field(default_factory=set)
    noted: dict[ProcessId, set[ProcessId]] = field(default_factory=dict)
    written: list[tuple[int, int]] = field(default_factory=list)
    looking: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)

    def register(self, robot: ProcessId) -> None:
        """Take a robot process into care."""
        with self.looking:
            self.robots.add(robot)
            self._note()

    def forever(self) -> None:
        """Watch until the owner is gone or the supervisor is told to end; then call the end."""
        try:
            handle = os.pidfd_open(self.run.owner.pid)
        except ProcessLookupError:
            handle = None
        try:
            while handle is not None and not self.over.is_set() and self.run.owner.alive():
                self._look_round()
                select.select([handle], [], [], ROUND)
        finally:
            self.at_end()

    def rest(self) -> list[ProcessId]:
        """Return what of the campaign still lives, the supervisor and its own children excepted."""
        spared = set(tree(ProcessId.own()))
        noted = {identity for group in self.noted.values() for identity in group}
        mine = {*self.robots, *noted, *marked(self.run.marker)} - spared
        return [identity for identity in mine if identity.alive()]

    def _look_round(self) -> None:
        try:
            with self.looking:
                self._note()
                self._end_orphans()
        except OSError:
            # A full disk or a folder taken away must not end the campaign, but be told in the log.
            traceback.print_exc()

    def _note(self) -> None:
        family = Family()
        spared = set(family.tree(ProcessId.own()))
        for root in {self.run.owner, *self.robots}:
            self.noted.setdefault(root, set()).update(set(family.tree(root)) - spared - {root})
        living = set(family.alive.values())
        self.noted = {root: group & living for root, group in self.noted.items()}
        content = sorted((each.pid, each.started) for each in self._all())
        if content != self.written:
            self.run.write("processes", content)
            self.written = content

    def _all(self) -> set[ProcessId]:
        return {*self.robots, *(identity for group in self.noted.values() for identity in group)}

    def _end_orphans(self) -> None:
        for robot in [robot for robot in self.robots if not robot.alive()]:
            kill([*self.noted.pop(robot, ()), *marked(f"{self.run.marker}{robot.pid}:")])
            self.robots.discard(robot)
