"""Robot keywords on parts of answers: the OpenAPI document, curves, counts."""

from __future__ import annotations

import re
from typing import Any

import requests
from robot.api.deco import keyword, library

from backtest import openapi, responses, waiting
from backtest.moments import not_now


@library(scope="GLOBAL")
class AnswersLibrary:
    """Checks of single properties that no schema can say."""

    @keyword("OpenAPI Should Describe The Contract")
    def openapi_should_describe_the_contract(self, document: dict[str, Any]) -> None:
        """Check version, endpoints and history's query parameters of an OpenAPI document."""
        if problems := openapi.missing_from(document):
            raise AssertionError(f"openapi.json: {'; '.join(problems)}\nContract: 1, HTTP API")

    @keyword("OpenAPI Defaults Should Be The Contract's")
    def openapi_defaults_should_be_the_contracts(self, document: dict[str, Any]) -> None:
        """Check that each default which the document names is the one that the contract states."""
        if problems := openapi.wrong_defaults(document):
            raise AssertionError(f"openapi.json: {'; '.join(problems)}\nContract: 1, openapi.json")

    @keyword
    def get_whole_inventory(self, url: str, **filters: Any) -> list[dict[str, Any]]:
        """Return all files that the inventory lists with a filter, page by page."""
        files: list[dict[str, Any]] = []
        while True:
            query = {**filters, "limit": 100, "offset": len(files)}
            answer = requests.get(f"{url}/api/data/inventory", params=query, timeout=30)
            if answer.status_code != 200:
                raise AssertionError(f"{answer.url} was answered with {answer.status_code}")
            page = answer.json()
            files += page["files"]
            if not page["files"] or len(files) >= page["total_count"]:
                return files

    @keyword
    def moment_should_be_now(self, told: str | float) -> None:
        """Check that a time which an answer tells of itself is now; without a zone it may be of any."""
        if problem := not_now(told):
            raise AssertionError(f"The answer is of now: {problem}.\nContract: 1, HTTP API")

    @keyword("Answer Should Be JSON")
    def answer_should_be_json(self, response: Any) -> None:
        """Check that an answer says it is JSON, and is; the page of `/docs` and attachments need not."""
        saved = response.headers.get("content-disposition", "").lower().startswith("attachment")
        asked = response.history[0] if response.history else response  # `/docs` may lead on to its page
        if saved or responses.path(asked) == "/docs":
            return
        kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind != "application/json" and not kind.endswith("+json"):
            raise AssertionError(
                f"The answer should say that it is JSON, it says '{kind}' (status {response.status_code}).\n"
                f"Contract: 1, HTTP API\nRequest: {responses.curl(response.request)}"
            )
        responses.strictly(response)

    @keyword
    def execution_time_should_fit_the_answer(self, seconds: float, response: Any) -> None:
        """Check that a run took no longer than its answer did; a tenth of a second is rounding.

        Args:
            seconds: The result's `execution_time`.
            response: The answer; its own clock is read.
        """
        took = response.elapsed.total_seconds()
        if not 0 <= seconds <= took + 0.1:
            raise AssertionError(
                f"execution_time is {seconds}, but the answer came after {took:.3f} s: is it in seconds?\n"
                f"Contract: 1, POST /api/backtests/run\nRequest: {responses.curl(response.request)}"
            )

    @keyword
    def health_should_not_wait_for_a_run(self, url: str, body: dict[str, Any]) -> None:
        """Check that `/health` is answered while a run goes on, and not when it has ended.

        Three runs are watched at most: a machine may stand still once, an app that makes runs in its event
        loop has each `/health` wait.

        Args:
            url: The app's address.
            body: A run that takes some tenths of a second at least.
        """
        seen = []
        for _ in range(3):
            seen.append(waiting.watch(url, body))
            if not seen[-1].for_its_end:
                return
        told = ", ".join(f"{wait.longest:.2f} s of {wait.run:.2f} s" for wait in seen)
        raise AssertionError(
            f"GET /health waits for runs to end: its longest answer took {told}.\nContract: 1, GET /health"
        )

    @keyword
    def curve_should_be_dated_by_day(self, result: dict[str, Any]) -> None:
        """Check that each point of the curves has a date, `YYYY-MM-DD`, as its timestamp."""
        times = [point["timestamp"] for part in result["symbols"] for point in part["performance_curve"]]
        wrong = [time for time in times if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(time))]
        if wrong or not times:
            raise AssertionError(
                f"Points of the curve should be dated by day: {wrong[:1] or 'there is none'}.\n"
                "Contract: 1, POST /api/backtests/run"
            )

    @keyword
    def each_drawdown_should_be_a_fraction(self, result: dict[str, Any]) -> None:
        """Check that there are points, and that none has a drawdown of null, above 0 or in percent."""
        points = [
            (part["symbol"], point) for part in result["symbols"] for point in part["performance_curve"]
        ]
        for symbol, point in points:
            value = point.get("drawdown")
            if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 0:
                raise AssertionError(
                    f"{symbol}, {point.get('timestamp')}: drawdown should be a fraction from -1 to 0, "
                    f"is {value!r}.\nContract: 1, Strategies"
                )
        if not points:
            raise AssertionError("The performance curves are empty, although the run has signals.")

    @keyword
    def answer_should_count_nothing(self, response: Any, counter: str) -> None:
        """Check that a query that must match nothing was refused, or matched nothing."""
        if response.status_code == 200 and response.json()[counter] != 0:
            raise AssertionError(
                f"{counter} should be 0, is {response.json()[counter]}: the filter joined the query.\n"
                f"Request: {responses.curl(response.request)}"
            )
