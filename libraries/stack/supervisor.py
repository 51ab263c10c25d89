"""The supervisor: a process of its own that runs a campaign's apps and ends with the campaign.

It is detached from the robots, so that it survives a kill of any of them, and holds a handle on their owner.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import AuthenticationError
from multiprocessing.connection import Listener
from pathlib import Path
from typing import Any

from stack import control, postgres
from stack.accounts import Account
from stack.claim import Claim
from stack.embedded import Embedded, Plan
from stack.errors import StackError
from stack.processes import MARKER, ProcessId, kill, tree
from stack.runs import Run
from stack.watch import Watch

GRACE = 0.5  # seconds that services get to end by themselves when the campaign is over


class Supervisor:
    """Runs the apps of one campaign."""

    def __init__(self, run: Run) -> None:
        """Take over a run's folder."""
        self.run = run
        self.apps: dict[str, Embedded] = {}
        self.logs_go_to: Path | None = None
        self.claim = Claim()
        self.ending = threading.Lock()
        self.template_lock = threading.Lock()
        self.account: Account | None = None
        self.password = secrets.token_urlsafe(18)
        self.watch = Watch(run, self.end)
        # The kernel ties services to the threads that start them: these threads last as long as the process.
        self.launches = ThreadPoolExecutor(16, "launch")
        self.requests = ThreadPoolExecutor(16, "request")

    def serve(self) -> None:
        """Answer requests until the end."""
        listener = control.listen(self.run)
        threading.Thread(target=self.watch.forever, name="watch", daemon=True).start()
        signal.signal(signal.SIGTERM, lambda *_: self.watch.over.set())
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the robots'; this process ends after them
        threading.Thread(target=self._accept, args=[listener], name="accept", daemon=True).start()
        self.watch.over.wait()
        self.end()

    def act(self, request: str, details: dict[str, Any]) -> Any:
        """Carry out one request.

        Raises:
            StackError: the request cannot be carried out.
        """
        actions = {
            "register": self._register,
            "bring up": self._bring_up,
            "take down": self._take_down,
            "stop": self._stop,
            "start": self._start,
            "describe": self._describe,
            "end": lambda: self.watch.over.set(),
        }
        if request not in actions:
            raise StackError(f"unknown request {request!r}")
        return actions[request](**details)  # type: ignore[operator]

    def end(self) -> None:
        """End everything that this campaign started, and this process."""
        if not self.ending.acquire(blocking=False):
            return
        try:
            self._end_apps()
        finally:
            own = ProcessId.own()
            kill(identity for identity in tree(own) if identity != own)
            self.run.remove()
            self.claim.release()
            os._exit(0)  # threads that still wait for a service have nothing left to wait for

    def _end_apps(self) -> None:
        apps = list(self.apps.values())
        if not self.run.owner.alive():  # the robots that have outlived it, and what they started
            kill(self.watch.rest())
        for app in apps:
            self._keep_logs(app)
        for app in apps:
            app.take_down(GRACE / len(apps))

    def _accept(self, listener: Listener) -> None:
        while True:
            try:
                connection = listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                continue  # a stranger, or somebody who went away: the next one may be ours
            except OSError as error:
                sys.stderr.write(f"requests can no longer be heard: {error}\n")
                self.watch.over.set()
                return
            self.requests.submit(control.reply, connection, self.act)

    def _register(self, pid: int, started: int) -> None:
        self.watch.register(ProcessId(pid, started))

    def _bring_up(self, name: str, logs_go_to: str | None = None, **plan: Any) -> dict[str, object]:
        if name in self.apps:
            return self._describe(name)
        if logs_go_to and self.logs_go_to is None:
            self.claim.take(Path(logs_go_to).parent, self.run.owner)
            self.logs_go_to = Path(logs_go_to)
        paths = {key: Path(plan[key]) for key in ("app_dir", "candles", "cache")}
        template = self._template()
        assert self.account is not None
        app = Embedded(
            Plan(
                name=name,
                folder=self.run.folder / name,
                template=template,
                account=self.account,
                password=self.password,
                wanted=tuple(plan["wanted"]),
                symbols=plan["symbols"],
                contents=Path(plan["contents"]) if plan["contents"] else None,
                **paths,
            ),
            self.launches,
        )
        self.apps[name] = app
        app.bring_up()
        return self._tell(app)

    def _template(self) -> Path:
        folder = self.run.folder / "template"
        with self.template_lock:
            if self.account is None:
                account = postgres.find_account(self.run.folder)
                postgres.make_template(folder, account, self.password, self.run.folder / "initdb.log")
                self.account = account
        return folder

    def _take_down(self, name: str) -> None:
        app = self.apps.pop(name, None)
        if app:
            self._keep_logs(app)
            app.take_down(0.2)
            shutil.rmtree(app.plan.folder, ignore_errors=True)

    def _stop(self, name: str, service: str) -> dict[str, object]:
        self.launches.submit(self._app(name).stop, service).result()
        return self._tell(self._app(name))

    def _start(self, name: str, service: str) -> dict[str, object]:
        try:
            self.launches.submit(self._app(name).start, service).result()
        finally:
            self._tell(self._app(name))
        return self._tell(self._app(name))

    def _describe(self, name: str) -> dict[str, object]:
        return self._tell(self._app(name))

    def _app(self, name: str) -> Embedded:
        if name not in self.apps:
            raise StackError(f"there is no app named {name!r}: it was taken down, or never brought up")
        return self.apps[name]

    def _tell(self, app: Embedded) -> dict[str, object]:
        content = app.describe()
        self.run.write(f"app-{app.plan.name}", content)
        return content

    def _keep_logs(self, app: Embedded) -> None:
        source = app.plan.folder / "logs"
        if self.logs_go_to and source.is_dir():
            with contextlib.suppress(OSError):
                shutil.copytree(source, self.logs_go_to / app.plan.name, dirs_exist_ok=True)


def main() -> None:
    """Run as `python -m stack.supervisor <pid>-<start>` in a session of its own."""
    run = Run(ProcessId.parse(sys.argv[1]))
    os.environ[MARKER] = f"{run.marker}supervisor"
    Supervisor(run).serve()


if __name__ == "__main__":
    main()
