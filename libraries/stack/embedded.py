"""One embedded app: its folder, its ports, its services, and what was done to them."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import time
from concurrent.futures import Executor, Future
from dataclasses import asdict, dataclass, field
from pathlib import Path

from stack import frontend, postgres, services
from stack.accounts import Account
from stack.binaries import node_folder, redis_server, with_node
from stack.errors import StackError
from stack.ports import HOST, free_port
from stack.processes import Family, ProcessId, kill, tree
from stack.services import SERVICES, Service, ServiceExecutor

PORT_ATTEMPTS = 3
PORT_TAKEN = ("is taken", "ddress already in use")  # by our own look, or in the words of the service
REQUIRED = "KRW-BTC"  # the plan's base symbol: always among the copied


@dataclass
class Plan:
    """What one embedded app is made from.

    Attributes:
        folder: its own folder, made anew.
        app_dir: the app's source; candles: the folder to copy candles from; cache: of built front ends.
        template: the cluster that its PostgreSQL is a copy of; password: that cluster's.
        wanted: the services to start.
        symbols: how many symbols' candles it gets; None for all.
        contents: a folder to copy whole as its data folder, instead of candles alone.
    """

    name: str
    folder: Path
    app_dir: Path
    candles: Path
    cache: Path
    template: Path
    account: Account
    password: str
    wanted: tuple[str, ...] = SERVICES
    symbols: int | None = None
    contents: Path | None = None


@dataclass
class Status:
    """One service as others see it."""

    name: str
    state: str = "not started"  # or "running", "stopped", "failed", "ended"
    process: tuple[int, int] | None = None
    log: str = ""
    error: str | None = None


@dataclass
class Outage:
    """A time in which a test kept a service from working, in seconds since the epoch."""

    stack: str
    service: str
    start: float
    end: float | None = None


@dataclass
class Embedded:
    """A running embedded app. All its methods are called in threads that last as long as the process."""

    plan: Plan
    pool: Executor
    ports: dict[str, int] = field(default_factory=dict)
    executors: dict[str, ServiceExecutor] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    outages: list[Outage] = field(default_factory=list)
    redis_password: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    @property
    def data_root(self) -> Path:
        """Return the app's data folder."""
        return self.plan.folder / "data"

    def bring_up(self) -> None:
        """Start all services that can be started; one that cannot is recorded as failed.

        Somebody may take a port between its choice and its use: then all begin anew with other ports.
        """
        for attempt in range(PORT_ATTEMPTS):
            self._bring_up()
            if attempt == PORT_ATTEMPTS - 1 or not any(self._lost_its_port(name) for name in self.ports):
                return
            self.take_down(0)
            shutil.rmtree(self.plan.folder)

    def _lost_its_port(self, name: str) -> bool:
        error = self.statuses[name].error or ""
        return self.statuses[name].state == "failed" and any(words in error for words in PORT_TAKEN)

    def _bring_up(self) -> None:
        taken: set[int] = set()
        for name in SERVICES:
            self.ports[name] = free_port(taken)
            self.statuses[name] = Status(name, log=str(self._log(name)))
        self.plan.folder.mkdir(parents=True)
        if self.plan.contents:
            shutil.copytree(self.plan.contents, self.data_root)
        else:
            copy_candles(self.plan.candles, self.data_root, self.plan.symbols)
        page = self._launch("frontend")
        stores = [self._launch("postgres"), self._launch("redis")]
        for store in stores:
            store.result()
        # The backend makes the tables, and the worker comes after it, as in containers.
        self._launch("backend").result()
        for last in (self._launch("worker"), page):
            last.result()

    def start(self, name: str) -> None:
        """Start a service that is stopped; its outage ends when it is ready.

        Raises:
            ServiceError: it did not become ready.
        """
        if name in self.executors and self.executors[name].running():
            return
        try:
            self.executors[name] = services.start(self._service(name))
            if name == "postgres":
                postgres.ensure_database(self._database("postgres"), "coin")
        except StackError as error:
            self.statuses[name].state, self.statuses[name].error = "failed", str(error)
            raise
        identity = ProcessId.of(self.executors[name].pid)
        status = self.statuses[name]
        status.state, status.error = "running", None
        status.process = (identity.pid, identity.started) if identity else None
        for outage in self.outages:
            if outage.service == name and outage.end is None:
                outage.end = time.time()

    def stop(self, name: str) -> None:
        """Stop a service and open its outage."""
        executor = self.executors.pop(name, None)
        if executor is None:
            return
        self.outages.append(Outage(self.plan.name, name, time.time()))
        descendants = self._tree(name)
        services.stop(executor)
        kill(descendants)  # a worker's unfinished job is no child of its group
        self.statuses[name].state, self.statuses[name].process = "stopped", None

    def take_down(self, grace: float) -> None:
        """End everything: ask, wait a moment, kill."""
        everything = self._all()
        for executor in self.executors.values():
            with contextlib.suppress(OSError):
                os.kill(executor.pid, executor.service.stop_signal)
        deadline = time.monotonic() + grace
        while time.monotonic() < deadline and any(identity.alive() for identity in everything):
            time.sleep(0.02)
        kill([*everything, *self._all()])
        self.executors.clear()

    def describe(self) -> dict[str, object]:
        """Return what others may know, ready for JSON."""
        for name, executor in self.executors.items():
            if not executor.running() and self.statuses[name].state == "running":
                self.statuses[name].state = "ended"
                self.statuses[name].error = f"{name} ended by itself\n{services.tail(self._log(name))}"
        wanted = set(self.plan.wanted)
        return {
            "name": self.plan.name,
            "api_url": self._url("backend") if "backend" in wanted else "",
            "ui_url": self._url("frontend") if "frontend" in wanted else "",
            "data_root": str(self.data_root),
            "database_url": self._database("coin"),
            "redis_url": self._redis(),
            "logs": str(self.plan.folder / "logs"),
            "services": {name: asdict(self.statuses[name]) for name in SERVICES if name in wanted},
            "outages": [asdict(outage) for outage in self.outages],
        }

    def _launch(self, name: str) -> Future[None]:
        return self.pool.submit(self._try_to_start, name)

    def _try_to_start(self, name: str) -> None:
        if name not in self.plan.wanted:
            return
        try:
            self.start(name)
        except StackError as error:
            self.statuses[name].state, self.statuses[name].error = "failed", str(error)

    def _tree(self, name: str) -> list[ProcessId]:
        status = self.statuses.get(name)
        return tree(ProcessId(*status.process)) if status and status.process else []

    def _all(self) -> list[ProcessId]:
        """Return the processes of all services, as of one look: a look costs much on a crowded machine."""
        family = Family()
        roots = [ProcessId(*status.process) for status in self.statuses.values() if status.process]
        return [identity for root in roots for identity in family.tree(root)]

    def _log(self, name: str) -> Path:
        return self.plan.folder / "logs" / f"{name}.log"

    def _url(self, name: str) -> str:
        return f"http://{HOST}:{self.ports[name]}"

    def _database(self, name: str) -> str:
        return services.database_url(self.ports["postgres"], self.plan.password, name)

    def _redis(self) -> str:
        return f"redis://:{self.redis_password}@{HOST}:{self.ports['redis']}/0"

    def _service(self, name: str) -> Service:
        return {
            "postgres": self._postgres,
            "redis": self._valkey,
            "backend": self._backend,
            "worker": self._worker,
            "frontend": self._frontend,
        }[name]()

    def _postgres(self) -> Service:
        folder = self.plan.folder / "postgres"
        if not folder.exists():
            postgres.copy_template(self.plan.template, folder, self.plan.account)
        port = self.ports["postgres"]
        return postgres.service(folder, self._log("postgres"), port, self.plan.password, self.plan.account)

    def _valkey(self) -> Service:
        folder = self.plan.folder / "redis"
        folder.mkdir(exist_ok=True)
        configuration = folder / "server.conf"
        configuration.touch(0o600)
        lines = [f"bind {HOST}", f"port {self.ports['redis']}", f"dir {folder}", "appendonly yes", 'save ""']
        configuration.write_text("\n".join([*lines, f"requirepass {self.redis_password}", ""]))
        return Service(
            name="redis",
            command=(redis_server(), str(configuration)),
            folder=folder,
            log=self._log("redis"),
            probe=services.answers_ping(self._redis()),
            expects=f"an answer to PING on {HOST}:{self.ports['redis']}",
            port=self.ports["redis"],
        )

    def _backend(self) -> Service:
        command = ("-m", "uvicorn", "coin.main:app", "--host", HOST, "--port", str(self.ports["backend"]))
        url = f"{self._url('backend')}/health"
        return Service(
            name="backend",
            command=(sys.executable, *command),
            folder=self.plan.app_dir / "backend",
            log=self._log("backend"),
            probe=services.answers(url),
            expects=f"200 from {url}",
            port=self.ports["backend"],
            environment=self._app_environment(),
        )

    def _worker(self) -> Service:
        return Service(
            name="worker",
            command=(sys.executable, "-m", "coin.worker"),
            folder=self.plan.app_dir / "backend",
            log=self._log("worker"),
            probe=services.connected_to(self.ports["redis"]),
            expects="the worker to hold a connection to its queue",
            environment=self._app_environment(),
        )

    def _frontend(self) -> Service:
        folder = frontend.built(self.plan.app_dir / "frontend", self.plan.cache)
        vite = ("node_modules/vite/bin/vite.js", "preview", "--host", HOST, "--strictPort")
        return Service(
            name="frontend",
            command=(str(node_folder() / "node"), *vite, "--port", str(self.ports["frontend"])),
            folder=folder,
            log=self._log("frontend"),
            probe=services.answers(self._url("frontend")),
            expects=f"200 from {self._url('frontend')}",
            port=self.ports["frontend"],
            environment=with_node({**os.environ, "API_URL": self._url("backend")}),
        )

    def _app_environment(self) -> dict[str, str]:
        # An app without a front end is told no origins, so that the app's own default can be looked at.
        origins = {"CORS_ORIGINS": self._url("frontend")} if "frontend" in self.plan.wanted else {}
        return {
            "PYTHONPATH": str(self.plan.app_dir / "backend"),
            "PYTHONDONTWRITEBYTECODE": "1",  # nothing into the app's folder
            "PYTHONUNBUFFERED": "1",
            "DATA_ROOT": str(self.data_root),
            "DATABASE_URL": self._database("coin"),
            "REDIS_URL": self._redis(),
            **origins,
            "ENVIRONMENT": "embedded",
            "LOG_LEVEL": "INFO",
        }


def copy_candles(source: Path, target: Path, symbols: int | None) -> None:
    """Copy candle files alone: stored results stay where they are, so that each campaign starts clean."""
    target.mkdir(parents=True)
    files = sorted(source.glob("*/*/*.parquet"), key=lambda path: (path.parts[-3] != REQUIRED, path))
    names = list(dict.fromkeys(path.parts[-3] for path in files))[:symbols]
    for path in files:
        if path.parts[-3] in names:
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
