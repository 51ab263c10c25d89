"""Reading output.xml as a stream: what lies inside keywords is passed over."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from readiness.evidence import (
    ACCESS_METADATA,
    CONTRACT_METADATA,
    FAIL,
    OVERRIDDEN_METADATA,
    SKIP,
    Campaign,
    TestRecord,
    because,
    make_test,
)
from readiness.spool import Spool

_CHUNK = 1 << 18
_TEXTS = frozenset(("meta", "tag", "status"))
_OPEN = frozenset(("robot", "statistics", "errors", "stat", "total", "suite", "test", "doc", *_TEXTS))
"""Elements of a suite or a test that are looked at; any other is passed over with all it holds."""


def read_output(path: Path) -> Campaign:
    """The campaign that an output.xml tells of.

    Args:
        path: output.xml of robot, pabot or rebot.

    Returns:
        The campaign; one that is missing, cut or no output of Robot's has a problem of kind gate.
    """
    reader = _Reader()
    try:
        with path.open("rb") as stream:
            for block in iter(lambda: stream.read(_CHUNK), b""):
                reader.parser.Parse(block, False)
        reader.parser.Parse(b"", True)
    except OSError as error:
        reader.problem(
            "output-unreadable", "{file} cannot be read: {why}.", file=path.name, why=error.strerror
        )
    except (expat.ExpatError, ValueError, LookupError) as error:
        reader.problem("output-unreadable", "{file} is cut or damaged: {why}.", file=path.name, why=error)
    return reader.finished(path)


class _Reader:
    """Handlers for expat; two sets of them, one for the open and one for passing over."""

    def __init__(self) -> None:
        self.campaign = Campaign()
        self.spool = Spool()
        self.parser: Any = expat.ParserCreate()
        self.parser.buffer_text = True
        self.path: list[str] = []
        self.suites: list[tuple[str, int]] = []
        self.test: dict[str, Any] | None = None
        self.attributes: dict[str, str] = {}
        self.text: list[str] = []
        self.whole = False
        self._depth = 0
        self._teardown: dict[str, Any] | None = None
        self._open()

    def problem(self, rule: str, pattern: str, **values: Any) -> None:
        self.campaign.problems.append(because("gate", rule, pattern, **values))

    def finished(self, path: Path) -> Campaign:
        if not self.whole and not self.campaign.problems:
            self.problem("output-unreadable", "{file} is no output of Robot Framework.", file=path.name)
        return self.campaign

    def _open(self) -> None:
        self.parser.ordered_attributes = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in _OPEN and not (tag == "msg" and "errors" in self.path):
            self._pass_over(tag, attributes)
            return
        self.path.append(tag)
        if tag in _TEXTS or tag == "msg":
            self.attributes, self.text = attributes, []
            self.parser.CharacterDataHandler = self.text.append
        elif tag == "suite" and "statistics" not in self.path:
            self._start_suite(attributes)
        elif tag == "test":
            self.test = {
                "name": attributes["name"],
                "id": attributes.get("id", ""),
                "tags": [],
                "metadata": {},
                "twice": [],
            }
        elif len(self.path) == 1 and tag != "robot":
            raise ValueError(f"it begins with <{tag}>, not with <robot>")

    def _end(self, tag: str) -> None:
        self.path.pop()
        if tag in _TEXTS or tag == "msg":
            self.parser.CharacterDataHandler = None
            self._end_text(tag, "".join(self.text))
        elif tag == "test":
            self._end_test()
        elif tag == "suite" and self.suites and "statistics" not in self.path:
            self.suites.pop()
        elif tag == "robot" and not self.path:
            self.whole = True

    def _start_suite(self, attributes: dict[str, str]) -> None:
        parent = self.suites[-1][0] + "." if self.suites else ""
        self.suites.append((parent + attributes["name"], len(self.campaign.tests)))
        if not parent:
            if self.campaign.root:
                raise ValueError(f"it holds two campaigns, {self.campaign.root} and {attributes['name']}")
            self.campaign.source = attributes.get("source")
            self.campaign.root = attributes["name"]

    def _end_text(self, tag: str, text: str) -> None:
        holder = self.path[-1] if self.path else ""
        if tag == "msg":
            self._error(text)
        elif tag == "meta" and holder == "test" and self.test is not None:
            name = self.attributes.get("name", "")
            if name in self.test["metadata"]:
                self.test["twice"].append(f"{name} twice")
            self.test["metadata"][name] = text
        elif tag == "tag" and holder == "test" and self.test is not None:
            self.test["tags"].append(text)
        elif tag == "status" and holder == "test" and self.test is not None:
            if "status" in self.test:
                self.test["twice"].append("status twice")
            self.test["status"], self.test["message"] = self.attributes, text
        elif tag == "meta" and holder == "suite" and self.suites:
            self._suite_metadata(self.attributes.get("name", ""), text)

    def _suite_metadata(self, name: str, text: str) -> None:
        if name.lower() == CONTRACT_METADATA:
            suite = self.suites[-1][0]
            for test in self._tests_of_suite():
                if test.suite == suite:
                    test.checks(text)
        elif len(self.suites) == 1:
            self._root_metadata(name, text)

    def _root_metadata(self, name: str, text: str) -> None:
        if name == "Target":
            self.campaign.target = text
        elif name == ACCESS_METADATA:
            self.campaign.access = frozenset(text.split())
        elif name == OVERRIDDEN_METADATA:
            self.campaign.overridden = tuple(text.split(", "))
        elif name == "Pabot Version":
            self.campaign.runner = "pabot"

    def _error(self, text: str) -> None:
        if "readiness." in text and self.attributes.get("level") == "ERROR":
            self.problem("reporter-failed", "Robot reported: {what}", what=text.strip())

    def _end_test(self) -> None:
        test, suite = self.test or {}, self.suites[-1][0]
        status = test.get("status", {})
        self.test = None
        record = make_test(
            f"{suite}.{test['name']}",
            test["name"],
            suite,
            test["tags"],
            status.get("status", "missing"),
            test.get("message", ""),
            test["metadata"],
            self.spool.keep,
            start=status.get("start", ""),
            elapsed=_seconds(status.get("elapsed", "0")),
            log_id=test["id"],
        )
        record.malformed += tuple(test["twice"])
        self.campaign.tests.append(record)

    def _pass_over(self, tag: str, attributes: dict[str, str]) -> None:
        teardown = tag == "kw" and attributes.get("type") == "TEARDOWN"
        if teardown and self.path and self.path[-1] == "suite" and self.test is None:
            self._watch_teardown()
            return
        self._depth = 1
        self.parser.ordered_attributes = True  # nobody reads them: a list costs expat less than a dictionary
        self.parser.StartElementHandler = self._deeper
        self.parser.EndElementHandler = self._higher

    def _deeper(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._depth += 1

    def _higher(self, _tag: str) -> None:
        self._depth -= 1
        if not self._depth:
            self._open()

    def _watch_teardown(self) -> None:
        self._depth, self._teardown = 1, {}
        self.parser.StartElementHandler = self._teardown_start
        self.parser.EndElementHandler = self._teardown_end

    def _teardown_start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if tag == "status" and self._depth == 2:
            self._teardown, self.text = attributes, []
            self.parser.CharacterDataHandler = self.text.append

    def _teardown_end(self, _tag: str) -> None:
        self._depth -= 1
        if self._depth == 1:
            self.parser.CharacterDataHandler = None
        if not self._depth:
            self._open()
            self._apply_teardown((self._teardown or {}).get("status", ""), "".join(self.text))

    def _apply_teardown(self, status: str, message: str) -> None:
        """A suite's failed teardown fails its tests, as Robot's own reader has it."""
        for test in self._tests_of_suite():
            if status == FAIL and test.status != SKIP:
                also = (
                    "\n\nAlso parent suite teardown failed:\n"
                    if test.message
                    else "Parent suite teardown failed:\n"
                )
                test.status, test.message = FAIL, test.message + also + message
            elif status == SKIP:
                earlier = f"\n\nEarlier message:\n{test.message}" if test.message else ""
                test.message = f"Skipped in parent suite teardown:\n{message}{earlier}"
                test.status = FAIL if FAIL in test.attempts else SKIP

    def _tests_of_suite(self) -> Iterator[TestRecord]:
        yield from self.campaign.tests[self.suites[-1][1] :]


def _seconds(text: str) -> float:
    seconds = float(text)
    if not math.isfinite(seconds):
        raise ValueError(f"'{text}' is no duration")
    return seconds
