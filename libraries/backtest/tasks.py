"""Robot keywords that follow asynchronous runs and judge presets."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from itertools import pairwise
from typing import Any

import requests
from robot.api.deco import keyword, library

from backtest import responses
from backtest.schemas import violation

LOOK = 0.05  # seconds between two looks at a task
LONG = 0.3  # seconds; a shorter run may come and go between two looks
ENDS = {"completed", "failed"}
ORDER = {"queued": 0, "running": 1, "completed": 2, "failed": 2}


@library(scope="GLOBAL")
class TasksLibrary:
    """Follows a queued run until it ends."""

    @keyword
    def wait_until_task_ends(self, url: str, task_id: str, within: float = 20) -> dict[str, Any]:
        """Ask for a task's status until it has completed or failed.

        Args:
            url: The app's address.
            task_id: As `run-async` gave it.
            within: Seconds.

        Returns:
            The last status, with `seen`: the statuses in the order seen, and `took`: seconds.

        Raises:
            AssertionError: it did not end in time, or its status went backwards.
        """
        return follow(url, task_id, within, ENDS)

    @keyword
    def long_task_should_be_told_as_running(self, url: str, task_id: str, within: float = 20) -> None:
        """Ask for a task's status until it is running, which a run that takes a while must be seen to be.

        Args:
            within: Seconds; a worker that has nothing else to do begins long before.

        Raises:
            AssertionError: it was queued until it had ended, though it took 0.3 s and more by its own word.
        """
        task = follow(url, task_id, within, {"running", *ENDS})
        if task["status"] == "running":
            return
        run_id = self.task_should_have_completed(task)
        took = requests.get(f"{url}/api/backtests/{run_id}", timeout=10).json()["execution_time"]
        if float(took) >= LONG:
            raise AssertionError(
                f"The task {task_id} took {took} s and was never told to be running, though it was asked for "
                f"every {LOOK} s: its status went {' -> '.join(task['seen'])}.\nContract: 1, status"
            )

    @keyword
    def task_should_end_without_a_leak(self, url: str, response: Any, within: float = 60) -> None:
        """Wait until a task that was accepted ends, and check what it says of its failure.

        Args:
            url: The app's address.
            response: The answer to `run-async`; one that was refused says nothing.
            within: Seconds.

        Raises:
            AssertionError: it did not end in time, failed without a reason, or the reason tells too much.
        """
        if response.status_code != 202:
            return
        task = self.wait_until_task_ends(url, response.json()["task_id"], within)
        told = json.dumps(task["error"])
        if task["status"] == "failed" and not task["error"]:
            raise AssertionError(f"The task failed, and its error is {told}.\nContract: 1, status")
        if found := responses.leaks(told):
            raise AssertionError(
                f"The task's error gives away {', '.join(found)}: {told[:300]}\nContract: 1, HTTP API: errors"
            )

    @keyword
    def task_should_be_as_it_was(self, url: str, task: dict[str, Any], after: float) -> None:
        """Ask for an ended task's status once more after so many seconds: nothing of it may have changed."""
        time.sleep(after)
        answer = requests.get(f"{url}/api/backtests/status/{task['task_id']}", timeout=10)
        told = answer.json() if answer.status_code == 200 else {}
        changed = [name for name in ("status", "result", "error") if told.get(name) != task[name]]
        if answer.status_code != 200 or changed:
            raise AssertionError(
                f"{after:.0f} s after its end the task {task['task_id']} is answered {answer.status_code} "
                f"{json.dumps(told)[:200]}; before that its status was {task['status']}.\nContract: 1, status"
            )

    @keyword
    def task_should_have_completed(self, task: dict[str, Any]) -> str:
        """Check that a task completed without an error, and return the id of its run."""
        if task["status"] != "completed" or task["error"]:
            raise AssertionError(
                f"The task should have completed: {task['status']}, error {task['error']!r}.\n"
                "Contract: 1, status"
            )
        result = task["result"]
        run_id = result if isinstance(result, str) else (result or {}).get("run_id")
        if not run_id:
            raise AssertionError(f"A completed task's result should be its run: {json.dumps(result)[:200]}")
        return str(run_id)

    @keyword
    def task_result_should_be(self, task: dict[str, Any], stored: dict[str, Any]) -> None:
        """Check that the result of a task, when it is there in full, is the stored one."""
        result = task["result"]
        if isinstance(result, dict) and "symbols" in result and result != stored:
            names = [name for name in {*result, *stored} if result.get(name) != stored.get(name)]
            raise AssertionError(f"The task's result and the stored one differ in {sorted(names)}.")

    @keyword
    def task_should_be_refused_or_fail(self, url: str, response: Any, naming: str) -> None:
        """Check a queued run that cannot succeed: refused at once by 404, or failed with a reason.

        The contract says "same body and validation as `run`", and leaves open whether missing data is
        noticed before or after queueing.
        """
        if response.status_code == 404:
            told = responses.reason(response)
        elif response.status_code == 202:
            task = self.wait_until_task_ends(url, response.json()["task_id"])
            if task["status"] != "failed":
                raise AssertionError(f"The task should have failed, it is {task['status']}.")
            told = json.dumps(task["error"])
        else:
            raise AssertionError(f"Expected 404, or 202 and a task that fails; got {response.status_code}.")
        if naming not in told:
            raise AssertionError(f"The reason should name '{naming}': {told[:300]}")
        if found := responses.leaks(told):
            raise AssertionError(
                f"The reason gives away {', '.join(found)}: {told[:300]}\nContract: 1, HTTP API: errors"
            )

    @keyword
    def get_presets_by_name(self, body: Any) -> dict[str, dict[str, Any]]:
        """Return presets by name, from a list, a map or either below a key: the contract leaves it open."""
        while isinstance(body, dict):
            inner = next((value for key, value in body.items() if key in ("presets", "items")), None)
            if inner is None:
                return {name: preset for name, preset in body.items() if isinstance(preset, dict)}
            body = inner
        return {preset["name"]: preset for preset in body if isinstance(preset, dict)}

    @keyword
    def preset_should_hold(self, preset: dict[str, Any], strategy: str, params: dict[str, Any]) -> None:
        """Check strategy and parameters of a preset; more fields and filled-in defaults are fine."""
        kept = preset.get("params", preset.get("parameters", {}))
        wrong = {name: kept.get(name) for name, value in params.items() if kept.get(name) != value}
        if preset.get("strategy") != strategy or wrong:
            raise AssertionError(
                f"The preset should hold {strategy} with {params}; it is {json.dumps(preset)[:300]}.\n"
                "Contract: 1, presets"
            )

    @keyword
    def preset_should_lack(self, preset: dict[str, Any], **params: Any) -> None:
        """Check that a preset has none of these values any more; defaults in their place are fine."""
        kept = preset.get("params", preset.get("parameters", {}))
        left = {name: kept[name] for name, value in params.items() if kept.get(name) == float(value)}
        if left:
            raise AssertionError(
                f"The preset was replaced and still holds {left}: {json.dumps(preset)[:300]}.\n"
                "Contract: 1, presets"
            )


def follow(url: str, task_id: str, within: float, until: Collection[str]) -> dict[str, Any]:
    """Ask for a task's status until it is one of these.

    Args:
        url: The app's address.
        within: Seconds.

    Returns:
        The last status, with `seen`: the statuses in the order seen, and `took`: seconds.

    Raises:
        AssertionError: it did not come to that in time, or its status went backwards.
    """
    started, seen = time.monotonic(), list[str]()
    while True:
        answer = requests.get(f"{url}/api/backtests/status/{task_id}", timeout=10)
        body: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
        problem = violation(body, "task")
        if answer.status_code != 200 or problem:
            raise AssertionError(f"The status of {task_id} is {answer.status_code}: {problem}")
        if not seen or seen[-1] != body["status"]:
            seen.append(body["status"])
        took = time.monotonic() - started
        if body["status"] in until:
            break
        if took > within:
            raise AssertionError(
                f"The task {task_id} should be {' or '.join(sorted(until))} within {within:.0f} s; "
                f"its status was {seen}. Does a worker run, and does it take tasks from the queue?\n"
                "Contract: 1, status"
            )
        time.sleep(LOOK)
    if any(ORDER[after] <= ORDER[before] for before, after in pairwise(seen)):
        raise AssertionError(f"The task's status went {' -> '.join(seen)}.\nContract: 1, status")
    return {**body, "seen": seen, "took": took}
