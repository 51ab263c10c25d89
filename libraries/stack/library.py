"""The Robot door to the stack."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from robot.api.deco import keyword, library
from robot.libraries.BuiltIn import BuiltIn

from readiness.evidence import ACCESS_METADATA
from readiness.places import campaign_output
from stack import app_tests, client, health, runs, versions
from stack.browser import find_browser
from stack.info import StackInfo
from stack.settings import NAMES, Settings


@library(scope="GLOBAL", auto_keywords=False)
class StackLibrary:
    """Brings the app under test up, disturbs it on purpose, and takes it away again.

    One app serves a campaign, whoever asks first starts it. It ends with the campaign, however that ends.
    """

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._settings: Settings | None = None
        self._app_tests: Mapping[str, Any] | None = None

    @keyword
    def start_the_app(self) -> None:
        """Start the campaign's app, or join the one that runs, and tell the suites where it is.

        Sets the global variables `${API_URL}`, `${UI_URL}`, `${DATA_ROOT}`, `${DATABASE_URL}`, `${REDIS_URL}`
        and `${ARTIFACTS}`; one that the target has not is empty. A service that is down does not fail this
        keyword: the environment suite says which and why.

        Raises:
            StackError: no app could be brought up at all.

        Example:
        | Suite Setup    Start The App
        """
        if self._settings is None:  # later the same variables hold what runs, not what was asked for
            self._settings = Settings.read(_given(), campaign_output())
        info = client.start_shared(self._settings)
        BuiltIn().set_suite_metadata(ACCESS_METADATA, " ".join(sorted(info.capabilities)), top=True)
        for name, value in _variables(info).items():
            BuiltIn().set_global_variable(f"${{{name}}}", value)

    @keyword
    def start_private_app(
        self,
        empty_store: bool = True,
        ui: bool = True,
        symbols: int | None = None,
        data_root: Path | None = None,
    ) -> None:
        """Give this suite an app of its own, for tests that disturb or measure.

        The same variables then name it, within this suite. Under the target external the suite gets the
        shared app alone, and its store as it is.

        Args:
            empty_store: False when runs in the store do no harm; an embedded one is empty anyway.
            ui: False spares the front end.
            symbols: how many symbols' candles the app gets; all unless said.
            data_root: a folder that the app gets a copy of, stored results included, instead.

        Raises:
            StackError: it did not come up, or an empty store is not to be had.

        Example:
        | Suite Setup    Start Private App    ui=${False}
        | Suite Teardown    Stop Private App
        """
        self.start_the_app()
        info = client.start_private(empty_store=empty_store, ui=ui, symbols=symbols, data_root=data_root)
        for name, value in _variables(info).items():
            BuiltIn().set_suite_variable(f"${{{name}}}", value, "children=True")

    @keyword
    def stop_private_app(self) -> None:
        """Take this suite's own app down; it is no error when it did not come up."""
        if client.has_private():
            info = client.stop_private()
            for name, value in _variables(info).items():
                BuiltIn().set_suite_variable(f"${{{name}}}", value, "children=True")

    @keyword
    def stop_service(self, name: str) -> None:
        """Stop a service of this suite's app. An outage begins: until its end a 503 is no finding.

        Args:
            name: backend, worker, frontend, postgres or redis.
        """
        client.stop_service(name)

    @keyword
    def start_service(self, name: str) -> None:
        """Start a service of this suite's app and wait until it is ready. Its outage ends then."""
        client.start_service(name)

    @keyword
    def restart_service(self, name: str) -> None:
        """Stop a service and start it again."""
        client.stop_service(name)
        client.start_service(name)

    @keyword
    def service_should_be_healthy(self, name: str) -> None:
        """Check that a service runs and answers.

        Raises:
            AssertionError: it does not; the message holds its state and the end of its log.
        """
        health.check(client.refreshed(), name)

    @keyword
    def get_service_versions(self) -> dict[str, str]:
        """Return the versions of the services, of the app and of what it runs on, by name."""
        return versions.versions(client.current())

    @keyword
    def get_leftovers(self) -> list[str]:
        """Return what this campaign found of earlier ones that were killed, and removed at its start."""
        return list(client.current().leftovers)

    @keyword
    def the_target_can(self, capability: str) -> bool:
        """Say whether the target can do something.

        Args:
            capability: stop-services, memory, logs, database, redis, data-files, app-source, private,
                empty-store or write.
        """
        return client.current().can(capability)

    @keyword
    def find_browser(self) -> str:
        """Return the path of a Chromium.

        Raises:
            StackError: there is none; the message says how to get one.
        """
        return str(find_browser(_given().get("BROWSER_PATH")))

    @keyword
    def database_should_hold_run(self, run_id: str) -> None:
        """Check that PostgreSQL has exactly one row of a run.

        Raises:
            AssertionError: it has not.
        """
        rows = health.rows_of_run(client.current(), run_id)
        if rows != 1:
            raise AssertionError(f"expected one row of run {run_id} in table backtest_runs, found {rows}")

    @keyword
    def no_leftovers_should_remain(self) -> None:
        """Check that nothing of an earlier, killed campaign still runs or lies about.

        Raises:
            AssertionError: something does; the message names it.
        """
        left = [str(run.folder) for run in runs.leftovers()]
        if left:
            raise AssertionError(f"campaigns that were killed left {', '.join(left)}")

    @keyword
    def get_outcome_of_the_apps_own_tests(self) -> Mapping[str, Any]:
        """Return what came of the app's own tests: they run once a process, under coverage, in a copy.

        Returns:
            passed, failed, skipped, seconds, pytest, coverage (percent of lines), least_covered, failures.
        """
        if self._app_tests is None:
            self._app_tests = app_tests.run(client.current()).as_mapping()
        return self._app_tests


def _given() -> dict[str, str]:
    found = {}
    for name in (*NAMES, "BROWSER_PATH"):
        value = BuiltIn().get_variable_value(f"${{{name}}}")
        found[name] = os.environ.get(name, "") if value is None else str(value)
    return found


def _variables(info: StackInfo) -> dict[str, str]:
    return {
        "API_URL": info.api_url,
        "UI_URL": info.ui_url,
        "DATA_ROOT": str(info.data_root or ""),
        "DATABASE_URL": info.database_url or "",
        "REDIS_URL": info.redis_url or "",
        "ARTIFACTS": str(campaign_output() / "artifacts"),
    }
