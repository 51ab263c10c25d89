"""Robot keywords of Task 3: fuzzing, logs, security and documents, each sight a finding."""

from __future__ import annotations

import re
from typing import Any

import requests
from robot.api import SkipExecution
from robot.api.deco import keyword, library

from backtest import responses
from exploration import exposure
from exploration.documents import ENDPOINTS, PAGES, documents, unnamed
from exploration.fuzzing import fuzz
from exploration.logs import LogFinding, read_log
from readiness.places import campaign_output
from readiness.recorder import attach_artifact, record_fact, record_finding
from stack import client

SERVICES = ("backend", "worker")


@library(scope="GLOBAL")
class ExplorationLibrary:
    """Looks at what the app does when nobody checks one thing in particular."""

    @keyword
    def fuzzing_should_find_nothing(self, url: str, seconds: int = 20, examples: int = 3) -> None:
        """Send generated requests to each operation of the app's OpenAPI document.

        Args:
            url: The app's address; one that may be written to.
            seconds: Time limit.
            examples: Generated requests per operation, besides those on the document's bounds.

        Raises:
            AssertionError: an answer was a 5xx or has not the shape that the document promises.
        """
        outcome = fuzz(url, campaign_output() / "artifacts" / "fuzzing", seconds, examples)
        record_fact("fuzzing", "Schemathesis", {"requests": outcome.cases, "operations": outcome.operations})
        attach_artifact("fuzzing", outcome.output, "text", "What Schemathesis said")
        for failure in outcome.failures:
            record_finding(
                f"fuzz-{failure.code}",
                failure.title,
                "critical" if failure.server_error else "high",
                "fuzz",
                f"seen on {', '.join(failure.operations[:5])}",
                failure.count,
                ", ".join(failure.operations[:20]),
            )
        if not outcome.cases or not outcome.operations:
            raise AssertionError(f"No request could be generated: {outcome.errors}\n{outcome.output[-1500:]}")
        if outcome.failures:
            told = "; ".join(
                f"{f.title} ({f.count}): {', '.join(f.operations[:5])}" for f in outcome.failures
            )
            raise AssertionError(f"Of {outcome.cases} generated requests: {told}\n{outcome.output[-3000:]}")

    @keyword
    def logs_should_hold_no_server_error(self) -> None:
        """Read the logs of backend and worker of all apps of this campaign, outages left out.

        Error lines are findings; one that tells of a failed answer fails the test.
        """
        logs = campaign_logs()
        lines = sum(text.count("\n") for *_, text in logs)
        record_fact("logs", "Logs that were read", {"apps": len({name for name, *_ in logs}), "lines": lines})
        found = [each for name, service, text in logs for each in self._read(name, service, text)]
        worst = [each for each in found if each.severity == "critical"]
        if worst:
            told = "\n".join(f"{each.count} x {each.service}: {each.message}" for each in worst[:5])
            raise AssertionError(f"The logs tell of {len(worst)} kinds of server error:\n{told}")

    @keyword
    def logs_should_hold_no_secret(self) -> None:
        """Check that no log shows a connection string or a password."""
        info = client.current()
        secrets = exposure.secrets_of([info.database_url or "", info.redis_url or ""])
        if not secrets:
            raise SkipExecution("The target does not tell its connection strings.")
        for name, service, text in campaign_logs():
            if found := exposure.shown(text, secrets) or exposure.addresses(text):
                raise AssertionError(f"The log of {service} ({name}) shows {', '.join(found)}.")

    @keyword
    def answer_should_show_no_secret(self, response: Any, but: str = "") -> None:
        """Check that an answer shows no secret, no connection string and no server path.

        An error may show no driver's message either.

        Args:
            but: Fields, with commas between, that the contract itself makes hold a path.
        """
        info = client.current()
        text = response.text
        for field in filter(None, but.split(",")):
            text = re.sub(rf'"{field}"\s*:\s*"[^"]*"', "", text)
        secrets = exposure.secrets_of([info.database_url or "", info.redis_url or ""])
        found = exposure.shown(text, secrets) + responses.response_leaks(response, text)
        if info.data_root:
            found += exposure.folder_shown(text, info.data_root)
        if found:
            raise AssertionError(
                f"The answer shows {', '.join(found)}: {text[:300]}\n"
                f"Contract: 1, Cross-origin and exposure\nRequest: {responses.curl(response.request)}"
            )

    @keyword
    def answer_should_carry_nosniff(self, response: Any) -> None:
        """Check the header that keeps browsers from guessing a type."""
        value = response.headers.get("x-content-type-options", "absent")
        if value.lower() != "nosniff":
            raise AssertionError(
                f"x-content-type-options should be nosniff, is {value} (status {response.status_code}).\n"
                f"Contract: 1, Cross-origin and exposure\nRequest: {responses.curl(response.request)}"
            )

    @keyword
    def get_strangers(self, ui_url: str) -> list[str]:
        """Return origins that are not the front end's own, look-alikes among them."""
        return exposure.strangers(ui_url)

    @keyword
    def origin_should_not_be_allowed(self, url: str, path: str, origin: str) -> None:
        """Ask from an origin, plainly and as a preflight, and check that neither allows it."""
        asked = [
            requests.get(f"{url}{path}", headers={"Origin": origin}, timeout=10),
            requests.options(f"{url}{path}", headers=preflight(origin, "POST"), timeout=10),
            requests.options(f"{url}{path}", headers=preflight(origin, "DELETE"), timeout=10),
        ]
        for response in asked:
            if problem := exposure.origin_problem(origin, response.headers):
                raise AssertionError(
                    f"{response.request.method} {path}: {problem}\nContract: 1, Cross-origin"
                )

    @keyword
    def origin_should_be_allowed(self, url: str, path: str, origin: str) -> None:
        """Ask from the front end's own origin and check that it may read the answer."""
        response = requests.get(f"{url}{path}", headers={"Origin": origin}, timeout=10)
        if problem := exposure.allowed_problem(origin, response.headers):
            raise AssertionError(f"GET {path}: {problem}\nContract: 1, Cross-origin")

    @keyword
    def preflight_should_be_allowed(self, url: str, path: str, method: str, origin: str) -> None:
        """Ask as a browser does before a request with a JSON body, and check that the request may follow."""
        headers = preflight(origin, method, "content-type")
        response = requests.options(f"{url}{path}", headers=headers, timeout=10)
        if problem := exposure.preflight_problem(response.status_code, response.headers, method, origin):
            raise AssertionError(f"OPTIONS {path} before {method}: {problem}\nContract: 1, Cross-origin")

    @keyword
    def documents_should_name_every_endpoint(self) -> None:
        """Check that the app's documents name each endpoint of the contract."""
        self._documents_should_name(ENDPOINTS, "endpoints")

    @keyword
    def documents_should_name_every_page(self) -> None:
        """Check that the app's documents name each page of the contract."""
        self._documents_should_name(PAGES, "pages")

    def _documents_should_name(self, names: tuple[str, ...], what: str) -> None:
        app_dir = client.current().app_dir
        if app_dir is None:
            raise SkipExecution("The target does not give the app's source (APP_DIR).")
        paths = documents(app_dir)
        missing = unnamed("\n".join(path.read_text(errors="replace") for path in paths), names)
        if missing:
            told = ", ".join(str(path.relative_to(app_dir)) for path in paths) or "(none)"
            raise AssertionError(
                f"The app's documents ({told}) do not name these {what}: {', '.join(missing)}"
            )

    def _read(self, name: str, service: str, text: str) -> list[LogFinding]:
        outages = [outage for outage in client.outages() if outage["stack"] == name]
        found = read_log(service, text, outages)
        for number, each in enumerate(found):
            record_finding(
                f"log-{name}-{service}-{number}",
                f"The log of {service} holds an error",
                each.severity,
                "log",
                each.message,
                each.count,
                f"{service} of the app '{name}'",
            )
        return found


def preflight(origin: str, method: str, names: str = "content-type,authorization") -> dict[str, str]:
    """Return the headers of a browser's question before a cross-origin request."""
    return {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": names,
    }


def campaign_logs() -> list[tuple[str, str, str]]:
    """Return app, service and text of each log of this campaign, those of apps that are gone included."""
    info = client.current()
    if not info.can("logs"):
        raise SkipExecution("The target gives no access to its logs.")
    found = [(info.name, service, info.log_of(service)) for service in SERVICES]
    for name in client.app_names():
        for service in SERVICES if name != info.name else ():
            kept = campaign_output() / "logs" / name / f"{service}.log"
            if kept.is_file():
                found.append((name, service, kept.read_text(errors="replace")))
    return found
