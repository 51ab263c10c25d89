"""How bad a failure is: its test's tag, raised by what its evidence shows, never lowered."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from readiness.entries import Entry
from readiness.evidence import FAIL, TestRecord
from readiness.figures import row
from readiness.policy import Policy, Sla
from readiness.vocabulary import FAILED_OUTCOMES, SEVERITIES, holds, worst
from readiness.wording import said

OUTCOME_WORDS = {
    "violated": said("violated"),
    "not_demonstrated": said("not demonstrated"),
    "invalid": said("invalid"),
    "demonstrated": said("demonstrated"),
    "indicative": said("indicative"),
}

_SERVER_ERROR = re.compile(
    r"(?i)\b(?:HTTP(?:/[\d.]+)?|status(?:[ _]code)?|answer(?:ed|s)?|got|response|observed|returned|code)"
    r"\W{0,4}(?:\w+\W+){0,2}?5\d\d\b"
    r"|\b5\d\d\b\s*(?:!=|Server Error|Internal Server|Service Unavailable|Bad Gateway|Gateway Time)"
    r"|!=\s*5\d\d\b"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure after the policy looked at it: what its recorder claims does not decide."""

    name: str
    entry: Entry
    outcome: str
    severity: str | None = None

    @property
    def failed(self) -> bool:
        return self.outcome in FAILED_OUTCOMES

    def sentence(self) -> str:
        """The failure in words, the same as the reports use."""
        told, outcome = row(self.entry), OUTCOME_WORDS[self.outcome]
        if self.entry.get("limit") is None:
            return said("{name}: {value}: {outcome}", name=self.name, value=told["value"], outcome=outcome)
        return said(
            "{name}: {value}, limit {limit}: {outcome}",
            name=self.name,
            value=told["value"],
            limit=told["limit"],
            outcome=outcome,
        )


def judge_measures(test: TestRecord, policy: Policy) -> list[Judged]:
    """The measures of a test, each with the outcome and severity that its figures bring about.

    Args:
        test: the test.
        policy: gives the SLA's limits; a recorder's milder limit does not count.

    Returns:
        In the order of their names.
    """
    return [_judge(name, entry, policy) for name, entry in sorted(test.measures.items())]


class Measures:
    """The measures of some tests, each judged when it is asked for: there may be tens of thousands.

    Args:
        tests: whose measures, in this order.
        policy: as for `judge_measures`.
    """

    def __init__(self, tests: Sequence[TestRecord], policy: Policy) -> None:
        self._tests, self._policy = tests, policy

    def __iter__(self) -> Iterator[tuple[TestRecord, Judged]]:
        for test in self._tests:
            for measure in judge_measures(test, self._policy):
                yield test, measure

    def __len__(self) -> int:
        return sum(len(test.measures) for test in self._tests)


def _judge(name: str, entry: Entry, policy: Policy) -> Judged:
    sla = policy.slas.get(str(entry.get("sla")))
    outcome = _outcome(entry, sla)
    return Judged(name, entry, outcome, _severity_of(outcome, entry, sla, policy))


def _outcome(entry: Entry, sla: Sla | None) -> str:
    claimed, limit = str(entry["outcome"]), entry.get("limit")
    if sla and (entry["unit"] != sla.unit or entry["value"] < 0 or entry.get("n") == 0):
        return "invalid"
    if not _within(entry) or (sla and _figure(entry) >= sla.limit):
        return "violated"
    if sla and claimed in ("demonstrated", "indicative"):
        strict = limit is not None and limit <= sla.limit
        return "demonstrated" if strict and claimed == "demonstrated" else "not_demonstrated"
    return "not_demonstrated" if claimed == "demonstrated" and limit is None else claimed


def _within(entry: Entry) -> bool:
    limit, comparison = entry.get("limit"), entry.get("comparison") or "<"
    return limit is None or holds(entry["value"], comparison, limit)


def _figure(entry: Entry) -> float:
    return max(float(entry["value"]), float(entry.get("p95") or 0))


def _severity_of(outcome: str, entry: Entry, sla: Sla | None, policy: Policy) -> str | None:
    if outcome == "violated" and sla:
        beyond = sla.critical is not None and _figure(entry) >= sla.critical
        return "critical" if beyond else policy.severity.sla_violated
    if outcome in ("not_demonstrated", "invalid"):
        return policy.severity.not_demonstrated
    return None


def failed(test: TestRecord, judged: list[Judged]) -> bool:
    """Whether a test counts as failed: it did, or a figure of it broke its limit."""
    return test.status == FAIL or any(measure.failed for measure in judged)


def broken_tests(tests: Iterable[TestRecord], policy: Policy) -> frozenset[str]:
    """The full names of the tests that count as failed."""
    return frozenset(test.longname for test in tests if failed(test, judge_measures(test, policy)))


def message_of(test: TestRecord, judged: list[Judged]) -> str:
    """What a failed test says: its message, or the sentences of its broken limits."""
    if test.status == FAIL and test.message:
        return test.message
    broken = [measure.sentence() for measure in judged if measure.failed]
    if len(broken) > 1:
        return _numbered(broken)
    return broken[0] if broken else said("The test failed without a message.")


def _numbered(sentences: list[str]) -> str:
    """Several sentences as Robot has several failures, so that a known issue must explain each."""
    values = {f"s{number}": sentence for number, sentence in enumerate(sentences, 1)}
    lines = [f"{number}) {{s{number}}}" for number in range(1, len(sentences) + 1)]
    pattern = "\n\n".join(["Several failures occurred:", *lines])
    return said(pattern, **values)


def severity_of(test: TestRecord, judged: list[Judged], policy: Policy) -> str:
    """The severity of a failed test.

    Args:
        test: the test.
        judged: its measures.
        policy: the rules.

    Returns:
        The worst of the tag and of what the evidence brings about.
    """
    return worst(list(_severities(test, judged, policy)))


def _severities(test: TestRecord, judged: list[Judged], policy: Policy) -> Iterator[str]:
    tags = [value for value in test.values("severity") if value in SEVERITIES]
    yield worst(tags) if tags else policy.severity.untagged
    yield from (measure.severity for measure in judged if measure.failed and measure.severity)
    if server_error(test.message):
        yield policy.severity.server_error


def server_error(text: str) -> bool:
    """Whether a message tells of an answer 5xx."""
    return _SERVER_ERROR.search(text) is not None


def severity_of_seen(entry: Entry, policy: Policy) -> str:
    """The severity of something a test saw: as recorded, raised by an answer 5xx.

    Not so for a page's own lines: the answer that they speak of may be one that the test gave itself, and the
    browser's line about a real one is recorded with its severity.
    """
    recorded = str(entry["severity"])
    if entry["source"] == "console":
        return recorded
    status = re.search(r"\b5\d\d\b", f"{entry['title']} {entry['message']}")
    if (entry["source"] in ("http", "fuzz") and status) or server_error(entry["message"]):
        return worst([recorded, policy.severity.server_error])
    return recorded
