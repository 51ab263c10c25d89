"""Plain records of what a campaign left behind; every door fills them, the engine reads nothing else."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from sys import intern
from types import MappingProxyType
from typing import Any

from readiness.entries import Entry, read_entry
from readiness.vocabulary import EVIDENCE_KINDS, SEAL, held_once, task_number
from readiness.wording import said

PASS, FAIL, SKIP = "PASS", "FAIL", "SKIP"
NOTHING: Mapping[str, Entry] = MappingProxyType({})
"""What most tests have of most kinds; shared, since a campaign may hold tens of thousands."""

CONTRACT_METADATA = "contract"
"""Metadata of a test or of its suite, in small letters: ids of the contract's lines that it checks."""
ACCESS_METADATA = "Access"
"""Metadata of the root suite: what the target gives, such as `write database`."""
_RANK = (FAIL, SKIP, PASS)
_ONCE: dict[str, tuple[str, ...]] = {}
_MERGED = re.compile(
    r'<span class="(?:new|old)-status">(?:New|Old) status:</span> <span class="\w+">(\w+)</span>'
)
_IGNORED_SKIP = "Latter result had"
_EXECUTED_AGAIN = "has been re-executed and results merged."
_SKIPPED_ON_FAILURE = re.compile(r"Failed (?:test|task) skipped using .{1,999}\n\nOriginal failure:\n")
OVERRIDDEN_METADATA = "Overridden Variables"
"""Metadata of the root suite: variables of the suites that the command line gave other values."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict is what it is.

    Args:
        kind: rule, gate or partial.
        rule: the rule's short name, the same at every door.
        text: a sentence with the figures.
    """

    kind: str
    rule: str
    text: str


def because(kind: str, rule: str, pattern: str, **values: Any) -> Reason:
    """A reason in a sentence that can be translated.

    Args:
        kind: rule, gate or partial.
        rule: the rule's short name.
        pattern: as `said` takes it.
        values: what stands in the pattern.
    """
    return Reason(kind, rule, said(pattern, **values))


@dataclass(slots=True)
class TestRecord:
    """One test as it came back, the worst of its attempts."""

    longname: str
    name: str
    suite: str
    tags: tuple[str, ...] = ()
    status: str = PASS
    message: str = ""
    start: str = ""
    elapsed: float = 0.0
    log_id: str = ""
    merged: bool = False
    attempts: tuple[str, ...] = ()
    measures: Mapping[str, Entry] = field(default_factory=lambda: NOTHING)
    findings: Mapping[str, Entry] = field(default_factory=lambda: NOTHING)
    artifacts: Mapping[str, Entry] = field(default_factory=lambda: NOTHING)
    facts: Mapping[str, Entry] = field(default_factory=lambda: NOTHING)
    malformed: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()

    def checks(self, lines: str) -> None:
        """Note lines of the contract, their ids with spaces between; a test's own come before its suite's."""
        self.contract = held_once(dict.fromkeys([*self.contract, *lines.split()]))

    @property
    def flaky(self) -> bool:
        """Whether attempts at the test ended differently."""
        return len(set(self.attempts)) > 1

    def values(self, prefix: str) -> list[str]:
        """The values of the tags `<prefix>:<value>`, in their order."""
        start = prefix + ":"
        return [tag[len(start) :] for tag in self.tags if tag.startswith(start)]

    @property
    def task(self) -> int | None:
        """The number of the plan's task, from the tag `task:<n>`."""
        return task_number(self.tags)


@dataclass(slots=True)
class Campaign:
    """Everything one run left behind.

    Args:
        tests: in the order in which they came.
        target: embedded, compose or external; None where the evidence does not say.
        source: directory of the suites, as the root suite names it.
        problems: what makes the evidence itself unfit, as reasons of kind gate.
        runner: pabot or robot.
        access: what the target gives, such as write or database.
        overridden: variables that the command line gave other values than the suites do.
    """

    tests: list[TestRecord] = field(default_factory=list)
    target: str | None = None
    source: str | None = None
    problems: list[Reason] = field(default_factory=list)
    runner: str = "robot"
    root: str = ""
    access: frozenset[str] = frozenset()
    overridden: tuple[str, ...] = ()

    @property
    def started(self) -> str:
        """When its first test started, ISO 8601; empty when nothing ran."""
        return min((test.start for test in self.tests if test.start), default="")


def make_test(
    longname: str,
    name: str,
    suite: str,
    tags: Iterable[str],
    status: str,
    message: str,
    metadata: Mapping[str, str],
    keep: Callable[[Mapping[str, Entry]], Mapping[str, Entry]] = dict,
    **more: Any,
) -> TestRecord:
    """A record of a test from what any door reads.

    Args:
        longname: full name, `Suites.Ui.Api.A run is stored`.
        name: the test's own name.
        suite: full name of its suite.
        tags: Robot's tags.
        status: PASS, FAIL or SKIP.
        message: as Robot keeps it, that of a merged rerun included.
        metadata: Robot's test metadata; what is no evidence is left out.
        keep: where a test's entries of one kind are kept.
        more: start, elapsed, log_id.

    Returns:
        The record; evidence that cannot be read is named in `malformed`.
    """
    test = TestRecord(longname, name, suite, held_once(sorted(tags)), intern(status), message, **more)
    _settle_attempts(test)
    kept: dict[str, dict[str, Entry]] = defaultdict(dict)
    for key in metadata:
        if key.lower() == CONTRACT_METADATA:
            test.checks(metadata[key])
        kind, colon, item = key.partition(":")
        kind = kind.lower()
        if colon and kind in EVIDENCE_KINDS:
            entry = read_entry(kind, metadata[key])
            if entry is None:
                test.malformed += (key,)
            else:
                kept[kind][item] = entry
    for kind, entries in kept.items():
        setattr(test, kind + "s", keep(entries))
    found = len(test.malformed) + sum(map(len, kept.values()))
    if metadata.get(SEAL, "0") != str(found):
        test.malformed += (f"{found} of {metadata.get(SEAL, 'an unknown number of')} pieces of evidence",)
    return test


def plain(message: str) -> str:
    """A message without the mark-up that Robot puts into HTML messages."""
    if not message.startswith("*HTML*"):
        return message
    text = re.sub(r"<hr>|<br ?/?>", "\n", message[6:])
    return html.unescape(re.sub(r"<[^<>]+>", "", text)).strip()


def _settle_attempts(test: TestRecord) -> None:
    merged = test.message.startswith("*HTML*")
    test.merged = merged and _EXECUTED_AGAIN in test.message
    statuses = _MERGED.findall(test.message) if merged else []
    if merged and _IGNORED_SKIP in test.message:
        statuses = [test.status, SKIP, *statuses]
    test.attempts = tuple(statuses) or _ONCE.setdefault(test.status, (test.status,))
    known = [status for status in (*test.attempts, test.status) if status in _RANK]
    test.status = min(known, key=_RANK.index) if test.status in _RANK else FAIL
    test.message = plain(test.message)
    if test.status == SKIP and _SKIPPED_ON_FAILURE.search(test.message):
        test.status = FAIL  # --skiponfailure: a failure that calls itself skipped
