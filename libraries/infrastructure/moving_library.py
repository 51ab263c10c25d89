"""Robot keywords that move an app's data, back it up and bring it back."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import requests
from robot.api.deco import keyword, library

from backtest.choosing import data_root
from backtest.responses import response_leaks
from backtest.schemas import violation
from infrastructure import database, moving, store
from infrastructure.store_library import database_url, history_items
from readiness.recorder import record_fact, record_measure
from stack import client


@library(scope="GLOBAL")
class MovingLibrary:
    """Takes pictures of what an app serves, copies its data, and compares afterwards."""

    @keyword
    def get_picture_of_the_store(self, url: str) -> dict[str, Any]:
        """Return everything that an app serves of its stored data: history, results, latest, presets."""
        items = history_items(url)
        results = {item["run_id"]: get_json(f"{url}/api/backtests/{item['run_id']}") for item in items}
        return {
            "history": items,
            "results": results,
            "latest": get_json(f"{url}/api/backtests/latest"),
            "presets": get_json(f"{url}/api/strategies/presets"),
        }

    @keyword
    def pictures_should_be_equal(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Check that an app serves the same stored data as before.

        Raises:
            AssertionError: names what was lost or changed.
        """
        lost = set(before["results"]) - set(after["results"])
        changed = [i for i, result in before["results"].items() if after["results"].get(i, result) != result]
        problems = [f"{len(lost)} of {len(before['results'])} runs are lost"] if lost else []
        problems += [f"{len(changed)} results changed"] if changed else []
        for name in ("history", "latest", "presets"):
            if before[name] != after[name]:
                problems.append(f"{name} differs")
        if problems:
            raise AssertionError(f"What was stored is not served as before: {'; '.join(problems)}")

    @keyword
    def get_copy_of_the_data(self) -> str:
        """Copy DATA_ROOT to another place, as a switch of storage does, and return the place."""
        folder = temporary("moved-data-")
        before = moving.digests(data_root())
        copied = moving.copy(data_root(), folder)
        record_measure("copy-seconds", value=copied.seconds, unit="s", n=1, outcome="indicative")
        record_measure("copy-bytes", value=float(copied.size), unit="B", n=1, outcome="indicative")
        wrong = moving.wrongly_copied(before, moving.digests(data_root()), moving.digests(folder))
        if wrong:
            raise AssertionError(
                f"The copy of DATA_ROOT differs from the original in {', '.join(wrong[:5])}."
            )
        return str(folder)

    @keyword
    def get_backup(self) -> str:
        """Back an app up while it runs: DATA_ROOT, a dump of the database, and a manifest of digests."""
        folder = temporary("backup-")
        started = time.perf_counter()
        sizes = database.dump(database_url(), folder / "database")
        copied = moving.copy(data_root(), folder / "data")
        moving.seal(folder)
        record_measure(
            "backup-seconds", value=time.perf_counter() - started, unit="s", n=1, outcome="indicative"
        )
        told = {"files": copied.files, "bytes of files": copied.size, "bytes of tables": sizes}
        record_fact("backup", "Backup", told)
        return str(folder)

    @keyword
    def backup_should_be_whole(self, folder: str) -> None:
        """Check a backup against its manifest, and that each of its results can be read."""
        problems = moving.damage(Path(folder)) + store.file_problems(Path(folder) / "data")
        if problems:
            raise AssertionError(f"The backup is damaged: {'; '.join(problems[:5])}")

    @keyword
    def restore_the_database(self, folder: str) -> None:
        """Bring the rows of a backup into this app's database."""
        database.restore(database_url(), Path(folder) / "database")

    @keyword
    def get_database_dump(self) -> str:
        """Copy the database's tables into a folder and return it."""
        folder = temporary("dump-")
        database.dump(database_url(), folder / "database")
        return str(folder)

    @keyword
    def no_result_should_name_a_path(self) -> None:
        """Check that no stored file names the folder in which it lies, which would bind it to its place."""
        root = str(data_root())
        files = sorted(data_root().rglob("*.json"))
        bound = [path.name for path in files if root in path.read_text(errors="replace")]
        if bound:
            raise AssertionError(f"{len(bound)} stored files name their folder, such as {bound[0]}.")

    @keyword
    def record_the_checklist(self) -> None:
        """Record what a switch of storage has to move, with sizes as measured now."""
        root, info = data_root(), client.current()
        tables = database.dump(database_url(), temporary("sizes-")) if info.database_url else {}
        folders = [path for path in root.iterdir() if path.is_dir()]
        candles = sum(moving.size_of(path) for path in folders if path.name not in ("results", "strategies"))
        sizes = {
            ("Candles", "DATA_ROOT/<SYMBOL>"): candles,
            ("Results and index", "DATA_ROOT/results"): moving.size_of(root / "results"),
            ("Presets", "DATA_ROOT/strategies"): moving.size_of(root / "strategies"),
            ("Runs", "PostgreSQL"): sum(tables.values()),
        }
        rows = [{"data": data, "where": where, "bytes": size} for (data, where), size in sizes.items()]
        record_fact("storage-checklist", "Data that a switch of storage moves", rows)
        if not candles:
            raise AssertionError("There are no candles to move.")

    @keyword
    def answer_should_come_within(self, response: Any, seconds: float, status: str) -> None:
        """Check an answer given while a service is down: its status, its reason, and how long it took.

        Args:
            response: The answer; its own clock is read.
            seconds: The limit.
            status: Allowed statuses, such as `200 or 503`.
        """
        took = response.elapsed.total_seconds()
        allowed = [int(word) for word in status.replace("or", " ").split()]
        method = response.request.method
        if response.status_code not in allowed:
            raise AssertionError(
                f"{method} {response.url}: expected {status}, got {response.status_code}: "
                f"{response.text[:200]}\nContract: 1, HTTP API"
            )
        if took > seconds:
            raise AssertionError(f"{method} {response.url} took {took:.2f} s, the limit is {seconds} s.")
        if response.status_code == 503 and (problem := violation(decoded(response), "error")):
            raise AssertionError(
                f"{method} {response.url}: the 503 gives no reason, {problem}: {response.text[:200]}"
            )
        if response.headers.get("x-content-type-options", "").lower() != "nosniff":
            raise AssertionError(
                f"{method} {response.url}: the answer lacks x-content-type-options: nosniff."
            )
        if response.status_code >= 400 and (found := response_leaks(response)):
            raise AssertionError(
                f"{method} {response.url}: the error gives away {', '.join(found)}.\nContract: 1, HTTP API"
            )


def decoded(response: Any) -> Any:
    """Return the body of an answer; None when it is no JSON."""
    try:
        return response.json()
    except ValueError:
        return None


def get_json(url: str) -> Any:
    """Return a decoded answer, which must be a 200."""
    answer = requests.get(url, timeout=30)
    if answer.status_code != 200:
        raise AssertionError(f"GET {url} was answered with {answer.status_code}: {answer.text[:200]}")
    return answer.json()


def temporary(prefix: str) -> Path:
    """Return a new folder that goes when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
